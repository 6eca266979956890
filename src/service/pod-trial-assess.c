/* Filling in an instrument: from the form as it stands to the findings that differ. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-assess.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-trial-private.h"

static gboolean
is_new (const PodAssessing *assessing)
{
  return !pod_date_is_set (assessing->was.date);
}

/* ---- one answer ---- */

typedef struct
{
  PodTruth truth;
  int achieved; /* where it is a number */
} Answer;

static const PodFinding *
find_saved (const PodAssessing *assessing, const PodObservation *answer)
{
  return is_new (assessing) ? NULL : pod_assessment_find (assessing->base, answer, assessing->was);
}

static void
set_answer (PodFinding *finding, const PodObservation *observation, Answer answer)
{
  finding->code = NULL;
  finding->quantity = (PodQuantity){ POD_EXACTLY, NAN, NULL };
  if (observation->symbol.kind == POD_KIND_QUANTITY)
    finding->quantity = (PodQuantity){ POD_EXACTLY, answer.truth == POD_TRUE ? answer.achieved : 0,
                                       observation->symbol.unit };
  else
    finding->code = answer.truth == POD_TRUE ? "yes" : "no";
}

static gboolean
is_same (const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->code, b->code) == 0 && pod_moment_compare (a->when, b->when) == 0 &&
         a->quantity.comparator == b->quantity.comparator &&
         (a->quantity.number == b->quantity.number ||
          (isnan (a->quantity.number) && isnan (b->quantity.number)));
}

static gint64
find_visit (const PodAssessing *assessing)
{
  const PodVisit *visit = pod_casebook_find_visit_on (assessing->base, assessing->when.date);

  return visit != NULL ? visit->record.id : 0;
}

static void
start (const PodAssessing *assessing, const PodObservation *observation, PodFinding *finding)
{
  pod_finding_init (finding);
  finding->record.subject = pod_casebook_get_subject (assessing->base)->record.id;
  finding->visit = find_visit (assessing);
  finding->observation = observation->symbol.name;
  finding->source = "typed";
}

static void
put_answer (const PodAssessing *assessing,
            const PodObservation *observation,
            Answer answer,
            PodChange *change)
{
  const PodFinding *saved = find_saved (assessing, observation);
  g_autofree char *origin = pod_assessment_make_origin (observation, assessing->when);
  PodFinding finding;

  if (answer.truth == POD_UNKNOWN)
    {
      if (saved != NULL)
        pod_change_void (change, POD_RECORD_FINDING, saved->record.id, saved->record.version);
      return;
    }
  if (saved != NULL)
    finding = *saved;
  else
    start (assessing, observation, &finding);
  finding.when = assessing->when;
  finding.origin = origin;
  set_answer (&finding, observation, answer);
  if (saved != NULL && is_same (saved, &finding))
    return;
  if (saved == NULL)
    finding.record.id = pod_change_reserve (change);
  pod_change_put_finding (change, &finding);
}

/* ---- the form ---- */

static Answer
get_answer (const PodInstrumentForm *form, guint index)
{
  const PodInstrumentItem *item = g_ptr_array_index (form->instrument->items, index);

  /* What the form does not ask is not answered. */
  if (!pod_assessment_asks (form, item))
    return (Answer){ POD_UNKNOWN, 0 };
  return (Answer){ g_array_index (form->answers, PodTruth, index),
                   g_array_index (form->achieved, int, index) };
}

static guint
count_answers (const PodInstrumentForm *form)
{
  guint n = 0;

  for (guint i = 0; i < form->instrument->items->len; i++)
    n += get_answer (form, i).truth != POD_UNKNOWN;
  return n;
}

static Answer
get_mark (const PodInstrumentForm *form, PodInstrumentMark mark)
{
  gboolean set = mark == POD_MARK_PERSISTENT ? form->persistent : form->first_assessment;

  if (count_answers (form) == 0)
    return (Answer){ POD_UNKNOWN, 0 };
  return (Answer){ set ? POD_TRUE : POD_FALSE, 0 };
}

/* Two findings that answer the same differently: only a person can settle it, and does so here. */
static void
void_contradictions (const PodAssessing *assessing,
                     const PodObservation *observation,
                     PodChange *change)
{
  const PodFinding *saved = find_saved (assessing, observation);
  guint n;
  const PodFinding *series = pod_casebook_get_series (assessing->base, observation->symbol.name,
                                                      &n);

  for (guint i = 0; saved != NULL && i < n; i++)
    if (!series[i].record.voided && series[i].record.id != saved->record.id &&
        pod_moment_compare (series[i].when, assessing->was) == 0)
      pod_change_void (change, POD_RECORD_FINDING, series[i].record.id, series[i].record.version);
}

static PodChange *
make_change (const PodAssessing *assessing)
{
  const PodInstrument *instrument = assessing->form->instrument;
  PodChange *change = pod_change_new ();

  for (guint i = 0; i < instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (instrument->items, i);

      void_contradictions (assessing, item->observation, change);
      put_answer (assessing, item->observation, get_answer (assessing->form, i), change);
    }
  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    if (instrument->marks[i] != NULL)
      put_answer (assessing, instrument->marks[i], get_mark (assessing->form, i), change);
  return change;
}

gboolean
pod_assessing_needs_reason (const PodAssessing *assessing)
{
  g_autoptr (PodChange) change = make_change (assessing);

  return pod_change_needs_reason (change);
}

/* ---- whether it can be ---- */

static gboolean
is_taken (const PodAssessing *assessing)
{
  g_autoptr (PodAssessment) other = NULL;

  if (!is_new (assessing) && pod_moment_compare (assessing->was, assessing->when) == 0)
    return FALSE;
  other = pod_assessment_read (assessing->base, assessing->form->instrument, assessing->when);
  return other != NULL;
}

static gboolean
check (PodTrial *self, const PodAssessing *assessing, GError **error)
{
  PodDate today = pod_trial_get_today (self);

  if (!pod_date_is_complete (assessing->when.date))
    pod_trial_add_problem (self, "when", _ ("Give the whole day of the assessment."));
  else if (pod_date_compare (assessing->when.date, today) > 0)
    pod_trial_add_problem (self, "when", _ ("This day is still to come."));
  else if (is_taken (assessing))
    pod_trial_add_problem (self, "when",
                           _ ("There is an assessment of that day already: open it and correct "
                              "it."));
  if (is_new (assessing) && count_answers (assessing->form) == 0)
    pod_trial_add_problem (self, "items", _ ("Nothing has been answered yet."));
  return self->problems->len == 0 || pod_trial_set_input_error (self, error);
}

/* Somebody else filled in the same form meanwhile. */
static gboolean
commit (PodTrial *self, PodChange *change, const char *why, GError **error)
{
  GError *local = NULL;

  if (pod_trial_commit (self, change, why, NULL, &local))
    return TRUE;
  if (g_error_matches (local, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT))
    local->code = POD_STORE_ERROR_CONFLICT;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
pod_trial_assess (PodTrial *self, const PodAssessing *assessing, const char *why, GError **error)
{
  g_autoptr (PodChange) change = NULL;

  if (!pod_trial_require (self, POD_VERB_RECORD, error))
    return FALSE;
  if (!check (self, assessing, error))
    return FALSE;
  change = make_change (assessing);
  return pod_change_get_n_steps (change) == 0 || commit (self, change, why, error);
}
