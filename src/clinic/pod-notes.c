#include "pod-clinic-private.h"

/* What stands beside a verdict.  A note never changes one. */

static void
free_note (gpointer data)
{
  PodVerdictNote *found = data;

  g_clear_pointer (&found->evidence, pod_evidence_unref);
  g_free (found);
}

static gboolean
is_given (const PodStudy *study, const PodIntervention *intervention, const char *const *given)
{
  for (guint i = 0; given[i]; i++)
    if (pod_clinic_is_treatment (study, intervention, given[i]))
      return TRUE;
  return FALSE;
}

/* Whether it was given, or went on, on a day from @from to @to; of a day that is not known whole, whether it may have been. */
static gboolean
is_between (const PodStudy *study, const PodIntervention *intervention, gint32 from, gint32 to)
{
  PodDate end;
  gboolean has_ended = pod_clinic_get_end (study, intervention, &end);

  return pod_date_is_set (intervention->start.date) &&
         pod_date_first_day (intervention->start.date) <= to &&
         (!has_ended || pod_date_last_day (end) >= from);
}

static const PodIntervention *
find_given (const PodStudy *study,
            const PodCasebook *casebook,
            const char *const *given,
            gint32 from,
            gint32 to)
{
  guint n;
  const PodIntervention *interventions = pod_casebook_get_interventions (casebook, &n);

  for (guint i = n; i-- > 0;)
    if (!interventions[i].record.voided && is_given (study, &interventions[i], given) &&
        is_between (study, &interventions[i], from, to))
      return &interventions[i];
  return NULL;
}

/* The day on which the observation was last seen inside the criterion's own look-back. */
static PodDate
find_last_seen (const PodNote *note, const PodFacts *facts, const char *observation, PodDate as_of)
{
  const PodSymbol *symbol = (const PodSymbol *)
      pod_study_find_observation (pod_clinic_facts_get_study (facts), observation);
  PodSpan span = pod_window_get_span (&note->criterion->window, facts, as_of);
  PodFact fact;

  if (span.lost ||
      facts->latest (facts->self, symbol, span.from, span.to, &fact) != POD_ABSENCE_NONE)
    return POD_DATE_NONE;
  return fact.when.date;
}

static const PodIntervention *
find_given_before (const PodNote *note,
                   const PodFacts *facts,
                   const PodCasebook *casebook,
                   PodDate as_of)
{
  const PodStudy *study = pod_clinic_facts_get_study (facts);

  for (guint i = 0; note->before[i]; i++)
    {
      PodDate seen = find_last_seen (note, facts, note->before[i], as_of);
      PodSpan span;
      const PodIntervention *found;

      if (!pod_date_is_complete (seen))
        continue;
      span = pod_window_get_span (&note->window, facts, seen);
      found = find_given (study, casebook, note->given, span.from, span.to);
      if (found)
        return found;
    }
  return NULL;
}

static gboolean
is_shown (const PodNote *note,
          const PodFacts *facts,
          const PodCasebook *casebook,
          PodDate as_of,
          PodVerdictNote *found)
{
  if (note->given)
    {
      const PodIntervention *given = find_given_before (note, facts, casebook, as_of);

      if (!given)
        return FALSE;
      found->given = pod_study_find_treatment (pod_clinic_facts_get_study (facts),
                                               given->treatment);
      found->given_on = given->start.date;
      return TRUE;
    }
  found->evidence = pod_rule_evaluate (note->rule, facts, &note->window, as_of);
  if (found->evidence->truth == POD_TRUE)
    return TRUE;
  g_clear_pointer (&found->evidence, pod_evidence_unref);
  return FALSE;
}

GPtrArray *
pod_clinic_list_notes (const PodCriterion *criterion,
                       const PodFacts *facts,
                       const PodCasebook *casebook,
                       PodDate as_of)
{
  const GPtrArray *all = pod_study_get_notes (pod_clinic_facts_get_study (facts));
  GPtrArray *notes = g_ptr_array_new_with_free_func (free_note);

  for (guint i = 0; i < all->len; i++)
    {
      PodVerdictNote found = { .note = g_ptr_array_index (all, i) };

      if (found.note->criterion == criterion &&
          is_shown (found.note, facts, casebook, as_of, &found))
        g_ptr_array_add (notes, g_memdup2 (&found, sizeof found));
    }
  return notes;
}
