/* What a change must be before it goes to the database: somebody's whose role it is, with a reason where one is due, and
 * plausible.  Conflicts are found by the database alone, by versions. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-check-record.h"
#include "pod-plausible.h"
#include "pod-trial-private.h"
#include "pod-trial-screening.h"
#include "pod-words.h"

/* ---- what is saved, as the list has it ---- */

typedef gconstpointer (*FindFunc) (const PodCasebook *casebook, gint64 id);

static gconstpointer
find_event (const PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].record.id == id)
      return &events[i];
  return NULL;
}

static gconstpointer
find_adverse_event (const PodCasebook *casebook, gint64 id)
{
  return pod_casebook_find_adverse_event (casebook, id);
}

static gconstpointer
find_finding (const PodCasebook *casebook, gint64 id)
{
  return pod_casebook_find_finding (casebook, id);
}

static gconstpointer
find_subject (const PodCasebook *casebook, gint64 id)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);

  return subject->record.id == id ? subject : NULL;
}

static gconstpointer
find_query (const PodCasebook *casebook, gint64 id)
{
  return pod_casebook_find_query (casebook, id);
}

/* A voiding does not say whose record it is, and what a record says of itself is not believed: all are asked.  What is found
 * lives as long as its item does, which is until the next snapshot. */
static gconstpointer
find_saved (PodTrial *self, FindFunc find, gint64 id)
{
  gconstpointer found = NULL;

  if (id <= 0)
    return NULL;
  for (guint i = 0; !found && i < g_list_model_get_n_items (G_LIST_MODEL (self->subjects)); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);

      found = find (pod_subject_item_get_casebook (item), id);
    }
  return found;
}

/* ---- who may ---- */

static gboolean
is_judged (const PodAdverseEvent *event)
{
  return event->grade != 0 || event->graded_by != NULL || event->seriousness != 0 ||
         event->to_product != POD_CAUSALITY_UNASSESSED ||
         event->to_lymphodepletion != POD_CAUSALITY_UNASSESSED;
}

static gboolean
is_judged_alike (const PodAdverseEvent *a, const PodAdverseEvent *b)
{
  return a->grade == b->grade && g_strcmp0 (a->graded_by, b->graded_by) == 0 &&
         (a->grade == 0 || g_strcmp0 (a->scale, b->scale) == 0) &&
         a->seriousness == b->seriousness && a->to_product == b->to_product &&
         a->to_lymphodepletion == b->to_lymphodepletion;
}

/* A coordinator's edit of dates is told from a judgement by what is saved.  An edit of an older version than that is a
 * conflict, which the database tells better. */
static PodVerb
find_adverse_event_verb (PodTrial *self, const PodChangeStep *step)
{
  const PodAdverseEvent *saved = find_saved (self, find_adverse_event, step->id);
  const PodAdverseEvent *event = step->record;

  if (step->is_void)
    return saved != NULL && is_judged (saved) ? POD_VERB_JUDGE : POD_VERB_RECORD;
  if (saved == NULL)
    return is_judged (event) ? POD_VERB_JUDGE : POD_VERB_RECORD;
  if (step->version < saved->record.version)
    return POD_VERB_RECORD;
  return is_judged_alike (event, saved) ? POD_VERB_RECORD : POD_VERB_JUDGE;
}

/* What ends a screening. */
static gboolean
is_decision (const PodEvent *event)
{
  return g_strcmp0 (event->category, "disposition") == 0 &&
         (g_strcmp0 (event->code, "enrolment") == 0 ||
          g_strcmp0 (event->code, "screen_failure") == 0);
}

static PodVerb
find_disposition_verb (const PodEvent *event)
{
  if (event == NULL || g_strcmp0 (event->category, "disposition") != 0)
    return POD_VERB_RECORD;
  if (is_decision (event))
    return POD_VERB_ENROL;
  if (pod_check_is_code (event->code))
    return POD_VERB_JUDGE;
  return g_strcmp0 (event->code, "consent") == 0 || g_strcmp0 (event->code, "reconsent") == 0 ||
                 g_strcmp0 (event->code, "withdrawal") == 0
             ? POD_VERB_CONSENT
             : POD_VERB_RECORD;
}

/* What is attested a physician gives; but how consent was taken is told by whoever takes it. */
static PodVerb
find_finding_verb (PodTrial *self, const PodFinding *finding)
{
  const PodObservation *observation =
      finding != NULL ? pod_study_find_observation (self->study, finding->observation) : NULL;

  if (observation != NULL && pod_consent_is_about (self->study, observation))
    return POD_VERB_CONSENT;
  return observation != NULL && observation->attested ? POD_VERB_JUDGE : POD_VERB_RECORD;
}

/* What is saved of a result says nothing of whose it is until a physician did. */
static gboolean
is_result_judged_alike (const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->significance, b->significance) == 0 &&
         g_strcmp0 (a->judged_by, b->judged_by) == 0 && a->adverse_event == b->adverse_event &&
         a->history == b->history;
}

/* An edit of an older version is a conflict, which the database tells better; an edit of the result itself ends the judgement, whoever makes
 * it. */
static PodVerb
find_significance_verb (PodTrial *self, const PodChangeStep *step)
{
  const PodFinding *saved = find_saved (self, find_finding, step->id);
  const PodFinding *finding = step->record;
  PodFinding unjudged;

  pod_finding_init (&unjudged);
  if (step->is_void || (saved != NULL && step->version < saved->record.version))
    return POD_VERB_RECORD;
  return is_result_judged_alike (finding, saved != NULL ? saved : &unjudged) ? POD_VERB_RECORD
                                                                             : POD_VERB_JUDGE;
}

/* Undoing a decision takes the role that deciding takes. */
static gboolean
require_step (PodTrial *self, const PodChangeStep *step, GError **error)
{
  switch (step->type)
    {
    case POD_RECORD_ADVERSE_EVENT:
      return pod_trial_require (self, find_adverse_event_verb (self, step), error);
    case POD_RECORD_EVENT:
      return pod_trial_require (self,
                                find_disposition_verb (find_saved (self, find_event, step->id)),
                                error) &&
             (step->is_void ||
              pod_trial_require (self, find_disposition_verb (step->record), error));
    case POD_RECORD_FINDING:
      return pod_trial_require (self, find_significance_verb (self, step), error) &&
             pod_trial_require (self,
                                find_finding_verb (self, find_saved (self, find_finding, step->id)),
                                error) &&
             (step->is_void ||
              pod_trial_require (self, find_finding_verb (self, step->record), error));
    case POD_RECORD_QUERY:
      return pod_trial_require (self,
                                pod_query_find_verb (find_saved (self, find_query, step->id),
                                                     step->record),
                                error);
    default:
      return pod_trial_require (self, POD_VERB_RECORD, error);
    }
}

/* A query records nothing of the subject: a monitor asks, and changes nothing. */
static gboolean
is_only_queries (const PodChange *change)
{
  guint n = pod_change_get_n_steps (change);

  for (guint i = 0; i < n; i++)
    if (pod_change_get_step (change, i)->type != POD_RECORD_QUERY)
      return FALSE;
  return n > 0;
}

/* ---- whether it can be ---- */

/* Cohort and sex are entered; who somebody is, and the numbers, are given once by the verbs for it. */
static void
check_subject (PodTrial *self, const PodChangeStep *step)
{
  const PodSubject *saved = find_saved (self, find_subject, step->id);
  const PodSubject *subject = step->record;

  if (step->is_void || saved == NULL)
    pod_trial_add_problem (self, "subject",
                           _ ("A subject is made by registering a consent, and is never withdrawn "
                              "from the record."));
  else if (subject->person != saved->person || g_strcmp0 (subject->usubjid, saved->usubjid) != 0 ||
           g_strcmp0 (subject->screening_number, saved->screening_number) != 0 ||
           g_strcmp0 (subject->enrolment_number, saved->enrolment_number) != 0)
    pod_trial_add_problem (self, "subject", _ ("The numbers of a subject are not changed."));
  else if (saved->enrolment_number != NULL && g_strcmp0 (subject->cohort, saved->cohort) != 0)
    pod_trial_add_problem (self, "cohort",
                           _ ("The cohort is not changed after enrolment: the enrolment number "
                              "names it."));
  else if (subject->cohort != NULL && pod_study_find_cohort (self->study, subject->cohort) == NULL)
    pod_trial_add_problem (self, "cohort", _ ("This cohort is not one of the study’s."));
}

static void
check_quantity (PodTrial *self,
                const PodObservation *observation,
                const PodFinding *finding,
                gboolean has_reason)
{
  g_autofree char *implausible = NULL;
  double factor;

  if (isnan (finding->quantity.number))
    return;
  implausible = has_reason ? pod_finding_say_impossible (self->study, finding)
                           : pod_finding_say_implausible (self->study, finding);
  if (finding->quantity.unit == NULL ||
      !pod_observation_get_factor (observation, finding->quantity.unit, &factor))
    pod_trial_add_problem (self, finding->observation,
                           _ ("The unit does not convert to the one of the study."));
  else if (implausible != NULL)
    pod_trial_add_problem (self, finding->observation, implausible);
}

/* What is on record as it is may be judged and moved to another day, also where the study has learnt since that it cannot be. */
static gboolean
is_value_on_record (PodTrial *self, const PodChangeStep *step)
{
  const PodFinding *saved = find_saved (self, find_finding, step->id), *finding = step->record;

  return saved != NULL && !saved->record.voided &&
         g_strcmp0 (saved->observation, finding->observation) == 0 &&
         saved->quantity.number == finding->quantity.number &&
         saved->quantity.comparator == finding->quantity.comparator &&
         saved->quantity.unit == finding->quantity.unit;
}

static void
check_finding (PodTrial *self, const PodChangeStep *step, gboolean has_reason)
{
  const PodFinding *finding = step->record;
  const PodObservation *observation = pod_study_find_observation (self->study,
                                                                  finding->observation);

  if (observation == NULL)
    pod_trial_add_problem (self, finding->observation, _ ("The study does not know this."));
  else if (observation->symbol.kind == POD_KIND_QUANTITY && !is_value_on_record (self, step))
    check_quantity (self, observation, finding, has_reason);
}

/* What was not done has no result; and nobody judges in another's name. */
static void
check_finding_state (PodTrial *self, const PodChangeStep *step)
{
  const PodFinding *saved = find_saved (self, find_finding, step->id);
  const PodFinding *finding = step->record;
  gboolean has_result = !isnan (finding->quantity.number) || finding->code != NULL ||
                        pod_date_is_set (finding->date);

  if (pod_finding_is_not_done (finding) && has_result)
    pod_trial_add_problem (self, finding->observation,
                           _ ("It has a result: say that it was not done, or give the result."));
  if (finding->judged_by != NULL && g_strcmp0 (finding->judged_by, self->user) != 0 &&
      (saved == NULL || !is_result_judged_alike (finding, saved)))
    pod_trial_add_problem (self, "judged_by",
                           _ ("A result is judged by whoever is signed in, in nobody else’s "
                              "name."));
}

/* A grade is its grader's own: nobody grades in another's name.  What was saved stays as it was. */
static void
check_grader (PodTrial *self, const PodChangeStep *step)
{
  const PodAdverseEvent *saved = find_saved (self, find_adverse_event, step->id);
  const PodAdverseEvent *event = step->record;
  gboolean is_as_saved = saved != NULL && event->grade == saved->grade &&
                         g_strcmp0 (event->graded_by, saved->graded_by) == 0;

  if (event->graded_by != NULL && !is_as_saved && g_strcmp0 (event->graded_by, self->user) != 0)
    pod_trial_add_problem (self, "graded_by",
                           _ ("A grade is confirmed by whoever is signed in, in nobody else’s "
                              "name."));
}

/* By this door nobody signs, and without a signature a check is none, nor is a decision.  A demonstration has nobody who could sign. */
static void
check_event (PodTrial *self, const PodChangeStep *step)
{
  const PodEvent *saved = find_saved (self, find_event, step->id);
  const PodEvent *event = step->record;

  if (pod_check_is_code (event->code) || (saved != NULL && pod_check_is_code (saved->code)))
    pod_trial_add_problem (self, "code",
                           _ ("A check is decided and signed in one. It is not changed "
                              "afterwards: sign it anew."));
  if (!self->demo && (is_decision (event) || (saved != NULL && is_decision (saved))))
    pod_trial_add_problem (self, "code",
                           _ ("An enrolment or a screen failure is decided and signed in one. It "
                              "is not changed afterwards: take it back, and decide anew."));
}

static void
check_step (PodTrial *self, const PodChangeStep *step, gboolean has_reason)
{
  if (step->type == POD_RECORD_SUBJECT)
    check_subject (self, step);
  else if (step->type == POD_RECORD_FINDING && !step->is_void)
    {
      check_finding (self, step, has_reason);
      check_finding_state (self, step);
    }
  else if (step->type == POD_RECORD_ADVERSE_EVENT && !step->is_void)
    check_grader (self, step);
  else if (step->type == POD_RECORD_EVENT && !step->is_void)
    check_event (self, step);
  else if (step->type == POD_RECORD_QUERY)
    pod_trial_check_query (self, find_saved (self, find_query, step->id), step->record);
}

gboolean
pod_trial_check_change (PodTrial *self, const PodChange *change, const char *why, GError **error)
{
  guint n = pod_change_get_n_steps (change);
  gboolean has_reason = why != NULL && *why != '\0';

  if (!is_only_queries (change) && !pod_trial_require (self, POD_VERB_RECORD, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!require_step (self, pod_change_get_step (change, i), error))
      return FALSE;
  if (pod_change_needs_reason (change) && !has_reason)
    {
      g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                           "a change of something already saved needs a reason");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    check_step (self, pod_change_get_step (change, i), has_reason);
  return self->problems->len == 0 || pod_trial_set_input_error (self, error);
}
