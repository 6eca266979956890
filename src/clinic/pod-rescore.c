#include "pod-rescore.h"

#include "pod-derivation.h"

static const PodFinding *
find_score (const PodScores *scores, const PodFinding *finding)
{
  for (guint i = 0; i < scores->findings->len; i++)
    {
      const PodFinding *score = &g_array_index (scores->findings, PodFinding, i);

      if (g_strcmp0 (score->origin, finding->origin) == 0)
        return score;
    }
  return NULL;
}

gboolean
pod_scores_outdate (const PodScores *scores, const PodFinding *finding)
{
  const PodFinding *score = find_score (scores, finding);

  return score != NULL && g_strcmp0 (score->method, finding->method) != 0;
}

static gboolean
is_outdated (const PodScores *scores, const PodFinding *finding)
{
  return !finding->record.voided && finding->origin != NULL && pod_scores_outdate (scores, finding);
}

/* What a screening reads of a casebook: all but queries and signatures. */
static void
copy_others (const PodCasebook *casebook, PodCasebookBuilder *builder)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);
  const PodIntervention *interventions;
  const PodEvent *events;
  const PodAdverseEvent *adverse;

  for (guint i = 0; i < n; i++)
    pod_casebook_builder_add_visit (builder, &visits[i]);
  interventions = pod_casebook_get_interventions (casebook, &n);
  for (guint i = 0; i < n; i++)
    pod_casebook_builder_add_intervention (builder, &interventions[i]);
  events = pod_casebook_get_events (casebook, &n);
  for (guint i = 0; i < n; i++)
    pod_casebook_builder_add_event (builder, &events[i]);
  adverse = pod_casebook_get_adverse_events (casebook, &n);
  for (guint i = 0; i < n; i++)
    pod_casebook_builder_add_adverse_event (builder, &adverse[i]);
}

typedef struct
{
  const PodStudy *study;
  const PodCasebook *casebook;
  const PodScores *scores;
} Rescoring;

static gboolean
is_of_other_equation (const Rescoring *self, const PodFinding *finding)
{
  return !finding->record.voided && pod_derivation_is_outdated (self->study, finding);
}

static gboolean
is_to_change (const Rescoring *self, const PodFinding *finding)
{
  return is_outdated (self->scores, finding) || is_of_other_equation (self, finding);
}

static void
copy_result (const PodFinding *result, PodFinding *copy)
{
  copy->quantity = result->quantity;
  copy->method = result->method;
}

static void
copy_finding (const Rescoring *self, PodCasebookBuilder *builder, const PodFinding *finding)
{
  PodFinding copy = *finding;
  PodFinding derived;

  if (is_outdated (self->scores, finding))
    copy_result (find_score (self->scores, finding), &copy);
  else if (is_of_other_equation (self, finding))
    {
      if (pod_derive_egfr_anew (self->study, self->casebook, finding, &derived))
        copy_result (&derived, &copy);
      else
        copy.record.voided = TRUE;
    }
  pod_casebook_builder_add_finding (builder, &copy);
}

PodCasebook *
pod_casebook_rescore (PodCasebook *casebook, const PodStudy *study)
{
  g_autoptr (PodScores) scores = pod_scores_new (study, casebook);
  const Rescoring self = { study, casebook, scores };
  guint n, n_outdated = 0;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);
  PodCasebookBuilder *builder;

  for (guint i = 0; i < n; i++)
    n_outdated += is_to_change (&self, &findings[i]);
  if (n_outdated == 0)
    return pod_casebook_ref (casebook);
  builder = pod_casebook_builder_new (pod_casebook_get_subject (casebook),
                                      pod_casebook_get_audit (casebook));
  copy_others (casebook, builder);
  for (guint i = 0; i < n; i++)
    copy_finding (&self, builder, &findings[i]);
  return pod_casebook_builder_end (builder);
}
