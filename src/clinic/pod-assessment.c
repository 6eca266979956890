#include "pod-assessment.h"

#include <math.h>
#include <string.h>

/* ---- reading ---- */

static const PodInstrumentItem *
get_item (const PodInstrument *instrument, guint index)
{
  return g_ptr_array_index (instrument->items, index);
}

static gboolean
is_of (const PodFinding *finding, PodMoment when)
{
  return !finding->record.voided && pod_moment_compare (finding->when, when) == 0;
}

static void
add_moments (const PodCasebook *casebook, const PodObservation *answer, GArray *moments)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, answer->symbol.name, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean known = series[i].record.voided;

      for (guint k = 0; !known && k < moments->len; k++)
        known = pod_moment_compare (g_array_index (moments, PodMoment, k), series[i].when) == 0;
      if (!known)
        g_array_append_val (moments, series[i].when);
    }
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  return pod_moment_compare (*(const PodMoment *) a, *(const PodMoment *) b);
}

GArray *
pod_assessment_list (const PodCasebook *casebook, const PodInstrument *instrument)
{
  GArray *moments = g_array_new (FALSE, FALSE, sizeof (PodMoment));

  for (guint i = 0; i < instrument->items->len; i++)
    add_moments (casebook, get_item (instrument, i)->observation, moments);
  g_array_sort (moments, compare_moments);
  return moments;
}

const PodFinding *
pod_assessment_find (const PodCasebook *casebook, const PodObservation *answer, PodMoment when)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, answer->symbol.name, &n);

  for (guint i = n; i-- > 0;)
    if (is_of (&series[i], when))
      return &series[i];
  return NULL;
}

static gboolean
is_same_answer (const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->code, b->code) == 0 &&
         (a->quantity.number == b->quantity.number ||
          (isnan (a->quantity.number) && isnan (b->quantity.number)));
}

/* Two that say different things say nothing. */
static gboolean
is_contradicted (const PodCasebook *casebook, const PodFinding *finding)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, finding->observation, &n);

  for (guint i = 0; i < n; i++)
    if (is_of (&series[i], finding->when) && !is_same_answer (&series[i], finding))
      return TRUE;
  return FALSE;
}

static PodTruth
read_answer (const PodCasebook *casebook, const PodFinding *finding, int *achieved)
{
  double number = finding->quantity.number;

  *achieved = 0;
  if (is_contradicted (casebook, finding))
    return POD_UNKNOWN;
  if (!isnan (number))
    {
      *achieved = (int) CLAMP (number, G_MININT16, G_MAXINT16);
      return finding->quantity.comparator == POD_EXACTLY ? POD_TRUE : POD_UNKNOWN;
    }
  if (g_strcmp0 (finding->code, "yes") == 0)
    return POD_TRUE;
  return g_strcmp0 (finding->code, "no") == 0 ? POD_FALSE : POD_UNKNOWN;
}

static void
read_items (PodAssessment *self, const PodCasebook *casebook)
{
  for (guint i = 0; i < self->form->instrument->items->len; i++)
    {
      const PodInstrumentItem *item = get_item (self->form->instrument, i);
      const PodFinding *finding = pod_assessment_find (casebook, item->observation, self->when);
      int achieved;
      PodTruth answer;

      if (finding == NULL)
        continue;
      answer = read_answer (casebook, finding, &achieved);
      pod_instrument_form_set (self->form, item, answer, achieved);
      self->n_answered += answer != POD_UNKNOWN;
      self->visit = finding->visit;
    }
}

static void
read_marks (PodAssessment *self, const PodCasebook *casebook)
{
  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    {
      const PodObservation *mark = self->form->instrument->marks[i];
      const PodFinding *finding = mark != NULL ? pod_assessment_find (casebook, mark, self->when)
                                               : NULL;
      int achieved;

      self->marks[i] = finding != NULL ? read_answer (casebook, finding, &achieved) : POD_UNKNOWN;
    }
  self->form->persistent = self->marks[POD_MARK_PERSISTENT] == POD_TRUE;
  self->form->first_assessment = self->marks[POD_MARK_FIRST_ASSESSMENT] != POD_FALSE;
}

PodInstrumentForm *
pod_assessment_new_form (const PodInstrument *instrument)
{
  PodInstrumentForm *form = pod_instrument_form_new (instrument);

  for (guint i = 0; i < instrument->items->len; i++)
    pod_instrument_form_set (form, get_item (instrument, i), POD_UNKNOWN, 0);
  return form;
}

PodAssessment *
pod_assessment_read (const PodCasebook *casebook, const PodInstrument *instrument, PodMoment when)
{
  g_autoptr (PodAssessment) self = g_new0 (PodAssessment, 1);

  self->form = pod_assessment_new_form (instrument);
  self->when = when;
  read_items (self, casebook);
  read_marks (self, casebook);
  return self->n_answered > 0 ? g_steal_pointer (&self) : NULL;
}

void
pod_assessment_free (PodAssessment *assessment)
{
  g_clear_pointer (&assessment->form, pod_instrument_form_free);
  g_free (assessment);
}

gboolean
pod_assessment_asks (const PodInstrumentForm *form, const PodInstrumentItem *item)
{
  return form->first_assessment || !item->first_assessment;
}

char *
pod_assessment_make_origin (const PodObservation *answer, PodMoment when)
{
  g_autofree char *moment = pod_moment_to_string (when);

  return g_strdup_printf ("instrument|%s|%s", answer->symbol.name, moment);
}

/* ---- what a cohort needs ---- */

gboolean
pod_assessment_is_needed (const PodStudy *study,
                          const PodInstrument *instrument,
                          const char *cohort)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);
      g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (criterion->rule);

      for (guint k = 0; pod_criterion_applies (criterion, cohort) && k < symbols->len; k++)
        if (((const PodObservation *) g_ptr_array_index (symbols, k))->score == instrument)
          return TRUE;
    }
  return FALSE;
}

/* ---- sums ---- */

static void
widen (const PodInstrumentForm *form, const PodObservation *observation, int *lowest, int *highest)
{
  int least, most;

  if (observation->score_count != NULL)
    pod_instrument_count (form, observation->score_count, observation->score_once, &least, &most);
  else
    {
      g_autoptr (PodScore) score = pod_instrument_score (form);

      least = score->lowest;
      most = score->highest;
    }
  *lowest = MIN (*lowest, least);
  *highest = MAX (*highest, most);
}

/* A mark that nobody made may be either. */
static gboolean
may_be (const PodAssessment *self, PodInstrumentMark mark, gboolean set)
{
  if (self->form->instrument->marks[mark] == NULL)
    return mark == POD_MARK_FIRST_ASSESSMENT ? set : !set;
  return self->marks[mark] == POD_UNKNOWN || self->marks[mark] == (set ? POD_TRUE : POD_FALSE);
}

void
pod_assessment_bound (const PodAssessment *self,
                      const PodObservation *observation,
                      int *lowest,
                      int *highest)
{
  *lowest = G_MAXINT;
  *highest = G_MININT;
  for (gboolean persistent = FALSE; persistent <= TRUE; persistent++)
    for (gboolean first = FALSE; first <= TRUE; first++)
      {
        PodInstrumentForm form = *self->form;

        form.persistent = persistent;
        form.first_assessment = first;
        if (may_be (self, POD_MARK_PERSISTENT, persistent) &&
            may_be (self, POD_MARK_FIRST_ASSESSMENT, first))
          widen (&form, observation, lowest, highest);
      }
}

/* ---- what follows ---- */

static void
add_input (GChecksum *sum,
           const PodCasebook *casebook,
           const PodObservation *answer,
           PodMoment when)
{
  guint n;
  const PodFinding *series = answer != NULL
                                 ? pod_casebook_get_series (casebook, answer->symbol.name, &n)
                                 : NULL;

  for (guint i = 0; series != NULL && i < n; i++)
    if (is_of (&series[i], when))
      {
        g_autofree char *input = g_strdup_printf ("%" G_GINT64_FORMAT "|%d ", series[i].record.id,
                                                  series[i].record.version);

        g_checksum_update (sum, (const guchar *) input, -1);
      }
}

/* "derived|bvas|2026-11-10|…": with the hash of every answer's id and version. */
static char *
make_derived_origin (const PodAssessment *self,
                     const PodCasebook *casebook,
                     const PodObservation *observation)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const PodInstrument *instrument = self->form->instrument;
  g_autofree char *moment = pod_moment_to_string (self->when);

  for (guint i = 0; i < instrument->items->len; i++)
    add_input (sum, casebook, get_item (instrument, i)->observation, self->when);
  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    add_input (sum, casebook, instrument->marks[i], self->when);
  return g_strdup_printf ("derived|%s|%s|%.32s", observation->symbol.name, moment,
                          g_checksum_get_string (sum));
}

/* "bvas.3 12..31 of 40 items": the version, between what it lies, and on how many answers it rests. */
static char *
name_method (const PodAssessment *self, int lowest, int highest)
{
  const PodInstrument *instrument = self->form->instrument;

  return g_strdup_printf ("%s%s%s %d..%d of %u items%s", instrument->id,
                          instrument->version != NULL ? "." : "",
                          instrument->version != NULL ? instrument->version : "", lowest, highest,
                          self->n_answered, self->form->persistent ? " persistent" : "");
}

static void
add_score (PodScores *scores,
           const PodAssessment *assessment,
           const PodCasebook *casebook,
           const PodObservation *observation)
{
  g_autofree char *origin = make_derived_origin (assessment, casebook, observation);
  g_autofree char *method = NULL;
  PodFinding finding;
  int lowest, highest;

  pod_assessment_bound (assessment, observation, &lowest, &highest);
  method = name_method (assessment, lowest, highest);
  pod_finding_init (&finding);
  finding.record.subject = pod_casebook_get_subject (casebook)->record.id;
  finding.visit = assessment->visit;
  finding.observation = observation->symbol.name;
  finding.when = assessment->when;
  finding.quantity = (PodQuantity){ lowest == highest ? POD_EXACTLY : POD_AT_LEAST, lowest,
                                    observation->symbol.unit };
  finding.source = "derived";
  finding.origin = g_string_chunk_insert (scores->texts, origin);
  finding.method = g_string_chunk_insert (scores->texts, method);
  g_array_append_val (scores->findings, finding);
}

static void
add_scores (PodScores *scores, const PodCasebook *casebook, const PodObservation *observation)
{
  g_autoptr (GArray) moments = pod_assessment_list (casebook, observation->score);

  for (guint i = 0; i < moments->len; i++)
    {
      g_autoptr (PodAssessment) assessment =
          pod_assessment_read (casebook, observation->score, g_array_index (moments, PodMoment, i));

      if (assessment != NULL)
        add_score (scores, assessment, casebook, observation);
    }
}

PodScores *
pod_scores_new (const PodStudy *study, const PodCasebook *casebook)
{
  const GPtrArray *observations = pod_study_get_observations (study);
  PodScores *scores = g_new0 (PodScores, 1);

  scores->findings = g_array_new (FALSE, FALSE, sizeof (PodFinding));
  scores->texts = g_string_chunk_new (256);
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (observation->score != NULL)
        add_scores (scores, casebook, observation);
    }
  return scores;
}

void
pod_scores_free (PodScores *scores)
{
  g_array_unref (scores->findings);
  g_string_chunk_free (scores->texts);
  g_free (scores);
}
