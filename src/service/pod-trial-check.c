/* Before the treatment: the day that is planned for it, and what a physician checks and signs. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-check-record.h"
#include "pod-trial-apart.h"
#include "pod-trial-check.h"
#include "pod-trial-private.h"

static gboolean
set_input_error (GError **error, const char *message)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

/* ---- the day that is planned ---- */

static gboolean
is_before_treatment (PodSubjectState state)
{
  return state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED ||
         state == POD_STATE_LYMPHODEPLETION;
}

static gboolean
check_plan (PodTrial *self, PodCasebook *casebook, PodDate date, GError **error)
{
  PodDate today = pod_trial_get_today (self);

  if (pod_check_find_plan (self->study) == NULL)
    pod_trial_add_problem (self, "date", _ ("The study plans no day."));
  else if (!is_before_treatment (pod_subject_state (self->study, casebook, today)))
    pod_trial_add_problem (self, "subject",
                           _ ("A day is planned for somebody who is in screening or enrolled and "
                              "was not infused."));
  else if (!pod_date_is_complete (date) || pod_date_first_day (date) < pod_date_first_day (today))
    pod_trial_add_problem (self, "date", _ ("A day is needed that is not over."));
  else
    return TRUE;
  return pod_trial_set_input_error (self, error);
}

gboolean
pod_trial_plan_infusion (PodTrial *self,
                         gint64 subject,
                         PodDate date,
                         const char *why,
                         GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  const PodEvent *planned;
  PodEvent event = { .category = "disposition" };

  if (!pod_trial_require (self, POD_VERB_RECORD, error))
    return FALSE;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL || !check_plan (self, casebook, date, error))
    return FALSE;
  event.code = pod_check_find_plan (self->study)->event;
  planned = pod_casebook_find_event (casebook, event.code);
  if (planned != NULL)
    event = *planned;
  else
    event.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
  event.date = date;
  pod_change_put_event (change, &event);
  return pod_trial_commit (self, change, why, NULL, error);
}

/* ---- the check ---- */

typedef struct
{
  PodWriting *writing;
  const PodCheckDecision *decision;
} Checking;

static gboolean
is_over (PodDate day, PodDate date)
{
  return pod_date_is_set (day) && pod_date_last_day (day) < pod_date_first_day (date);
}

/* Look-backs count from the day that is planned: without one, or with one that is over, what is old would count as new. */
static gboolean
check_going_on (const PodCheckAnswer *answer, GError **error)
{
  if (!pod_date_is_set (answer->day))
    return set_input_error (error, _ ("No day 0 is planned: the conditions count back from it."));
  if (is_over (answer->day, answer->as_of))
    return set_input_error (error, _ ("The day that was planned is over: plan another one."));
  if (answer->may_go_on != POD_TRUE)
    return set_input_error (error, _ ("Not every condition holds on that day. Waivers do not "
                                      "exist."));
  return TRUE;
}

static gboolean
check_answer (const PodCheckAnswer *answer, const PodCheckDecision *decision, GError **error)
{
  if (answer->taken)
    return set_input_error (error, _ ("This step was taken already."));
  if (decision->goes_on)
    return check_going_on (answer, error);
  if (answer->may_go_on == POD_TRUE && (decision->why == NULL || *decision->why == '\0'))
    return set_input_error (error, _ ("Every condition holds: say why the step is held."));
  return TRUE;
}

static gboolean
check_enrolled (const PodStudy *study, PodCasebook *casebook, PodDate date, GError **error)
{
  PodSubjectState state = pod_subject_state (study, casebook, date);

  if (state == POD_STATE_ENROLLED || state == POD_STATE_LYMPHODEPLETION)
    return TRUE;
  return set_input_error (error, _ ("This subject is not enrolled, or was treated already."));
}

/* The casebook as it is now, not as a window has shown it. */
static PodCheckAnswer *
ask (const Checking *checking, PodConnection *connection, GError **error)
{
  const PodCheckDecision *decision = checking->decision;
  const PodWriting *writing = checking->writing;
  const PodCheck *check = pod_study_find_check (writing->study, decision->check);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodCheckAnswer) answer = NULL;

  if (check == NULL)
    {
      set_input_error (error, _ ("The study has no such check."));
      return NULL;
    }
  if (!pod_writing_check_unchanged (connection, decision->subject, decision->audit, error))
    return NULL;
  casebook = pod_casebook_load (connection, decision->subject, error);
  if (casebook == NULL || !check_enrolled (writing->study, casebook, decision->date, error))
    return NULL;
  answer = pod_check_answer_new (writing->study, writing->site, casebook, check, decision->date);
  return check_answer (answer, decision, error) ? g_steal_pointer (&answer) : NULL;
}

static gpointer
sign_check (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Checking *checking = data;
  const PodCheckDecision *decision = checking->decision;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  g_autoptr (PodCheckAnswer) answer = NULL;
  g_autofree char *code = NULL;
  g_autofree char *detail = NULL;
  PodEvent event = { .category = "disposition", .date = decision->date };

  if (!pod_trial_begin_writing (connection, checking->writing->stamp, error))
    return NULL;
  answer = ask (checking, connection, error);
  if (answer == NULL)
    return NULL;
  event.code = code = pod_check_get_code (answer->check);
  event.detail = detail = pod_check_answer_to_detail (answer, decision->goes_on);
  event.record.id = pod_change_reserve (checking->writing->change);
  event.record.subject = decision->subject;
  pod_change_put_event (checking->writing->change, &event);
  return pod_writing_apply_change (checking->writing, connection, snapshot, error) &&
                 pod_writing_sign_event (checking->writing, connection, snapshot, decision->subject,
                                         error)
             ? g_steal_pointer (&snapshot)
             : NULL;
}

static gboolean
check_date (PodTrial *self, PodDate date, GError **error)
{
  if (pod_date_is_complete (date) &&
      pod_date_first_day (date) <= pod_date_first_day (pod_trial_get_today (self)))
    return TRUE;
  pod_trial_add_problem (self, "date", _ ("A day is needed that does not lie in the future."));
  return pod_trial_set_input_error (self, error);
}

gboolean
pod_trial_sign_check (PodTrial *self,
                      const PodCheckDecision *decision,
                      const char *password,
                      GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  Checking checking = { NULL, decision };
  GError *failure = NULL;

  if (!pod_trial_require (self, POD_VERB_JUDGE, error) ||
      !pod_trial_require (self, POD_VERB_SIGN, error) ||
      !check_date (self, decision->date, error) ||
      !pod_trial_check_password (self, password, error))
    return FALSE;
  checking.writing = pod_writing_new (self, change, decision->why);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, sign_check, &checking,
                                (GDestroyNotify) pod_snapshot_free, NULL, &failure);
  pod_writing_free (checking.writing);
  if (snapshot == NULL)
    {
      if (g_error_matches (failure, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
        pod_trial_add_problem (self, "check", failure->message);
      g_propagate_error (error, failure);
      return FALSE;
    }
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}

/* ---- without waiting ---- */

typedef struct
{
  PodCheckDecision decision;
  char *check;
  char *why;
  char *password;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->check);
  g_free (asked->why);
  pod_wipe (asked->password);
  g_free (asked);
}

static gboolean
do_sign (PodTrial *twin, gpointer data, GError **error)
{
  const Asked *asked = data;

  return pod_trial_sign_check (twin, &asked->decision, asked->password, error);
}

void
pod_trial_sign_check_async (PodTrial *self,
                            const PodCheckDecision *decision,
                            const char *password,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->decision = *decision;
  asked->decision.check = asked->check = g_strdup (decision->check);
  asked->decision.why = asked->why = g_strdup (decision->why);
  asked->password = g_strdup (password != NULL ? password : "");
  pod_trial_do_apart_async (self, do_sign, asked, asked_free, callback, user_data);
}

gboolean
pod_trial_sign_check_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return pod_trial_do_apart_finish (self, result, error);
}
