/* The decision that ends a screening: enrolment or failure. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-signature-table.h"
#include "pod-trial-apart.h"
#include "pod-trial-private.h"
#include "pod-trial-screening.h"

/* @decision: NULL where it is not signed in the same breath; @today: as the signer's clock has it. */
typedef struct
{
  PodWriting *writing;
  gint64 subject;
  PodDate date;
  const PodDecision *decision;
  PodDate today;
} Deciding;

static gboolean
set_input_error (GError **error, const char *message)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

/* "MN-003": the cohort's own short name, and its own count. */
static char *
make_enrolment_number (const PodCohort *cohort, PodConnection *connection, GError **error)
{
  gint64 number = pod_series_next (connection, cohort->id, error);

  return number != 0 ? g_strdup_printf ("%s-%03" G_GINT64_FORMAT, cohort->short_label.plain, number)
                     : NULL;
}

/* Whoever left, or failed, on a later day than the decision is dated is not in screening either, whatever they were on that day. */
static gboolean
is_still_in_screening (const PodStudy *study, PodCasebook *casebook, PodDate today)
{
  return pod_subject_state (study, casebook, today) == POD_STATE_SCREENING &&
         pod_casebook_find_event (casebook, "screen_failure") == NULL &&
         pod_casebook_find_event (casebook, "withdrawal") == NULL;
}

static gboolean
check_state (const Deciding *deciding, PodCasebook *casebook, GError **error)
{
  const PodStudy *study = deciding->writing->study;

  if (pod_subject_state (study, casebook, deciding->date) == POD_STATE_SCREENING &&
      pod_casebook_find_event (casebook, "enrolment") == NULL &&
      (deciding->decision == NULL || is_still_in_screening (study, casebook, deciding->today)))
    return TRUE;
  return set_input_error (error, _ ("This subject is not in screening."));
}

static gboolean
check_eligible (PodWriting *writing, PodCasebook *casebook, PodDate date, GError **error)
{
  g_autoptr (PodScreening)
      screening = pod_screening_new (writing->study, writing->site, casebook, date);

  if (screening->eligible == POD_TRUE)
    return TRUE;
  return set_input_error (error,
                          _ ("Not every criterion is settled in favour of entry on that day. "
                             "Waivers do not exist."));
}

/* ---- places ---- */

static guint
count_numbers (const GPtrArray *subjects, const char *cohort)
{
  guint n = 0;

  for (guint i = 0; i < subjects->len; i++)
    {
      const PodSubject *subject = g_ptr_array_index (subjects, i);

      n += subject->enrolment_number != NULL &&
           (cohort == NULL || g_strcmp0 (subject->cohort, cohort) == 0);
    }
  return n;
}

static gboolean
is_full (const PodStudy *study, const GPtrArray *subjects, const PodCohort *cohort)
{
  guint target = pod_study_get_target (study);

  return (target > 0 && count_numbers (subjects, NULL) >= target) ||
         (cohort->target > 0 && count_numbers (subjects, cohort->id) >= (guint) cohort->target);
}

/* As many as the protocol plans, and no more; or more with a reason, as the study says. */
static gboolean
check_places (Deciding *deciding,
              PodConnection *connection,
              const PodCohort *cohort,
              GError **error)
{
  const PodStudy *study = deciding->writing->study;
  g_autoptr (GPtrArray) subjects = NULL;

  if (deciding->decision == NULL)
    return TRUE;
  subjects = pod_subject_table_list (connection, error);
  if (subjects == NULL)
    return FALSE;
  if (!is_full (study, subjects, cohort))
    return TRUE;
  if (g_strcmp0 (pod_study_get (study, "beyond_target"), "refuse") == 0)
    return set_input_error (error,
                            _ ("Every place of the study is taken: nobody else is enrolled."));
  if (deciding->decision->beyond == NULL || *deciding->decision->beyond == '\0')
    return set_input_error (error,
                            _ ("Every place of the study is taken: one more needs a reason."));
  return TRUE;
}

guint
pod_trial_count_enrolled (PodTrial *self, const char *cohort, guint *target)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();
  GListModel *items = G_LIST_MODEL (self->subjects);
  const PodCohort *one = cohort != NULL ? pod_study_find_cohort (self->study, cohort) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (subjects,
                       (gpointer) pod_casebook_get_subject (pod_subject_item_get_casebook (item)));
    }
  *target = cohort == NULL ? pod_study_get_target (self->study)
            : one != NULL  ? (guint) one->target
                           : 0;
  return count_numbers (subjects, cohort);
}

/* ---- the decision ---- */

static void
put_enrolment (PodChange *change, const PodSubject *saved, const char *number, PodDate date)
{
  PodSubject subject = *saved;
  PodEvent event = { .record = { .id = pod_change_reserve (change), .subject = saved->record.id },
                     .category = "disposition",
                     .code = "enrolment",
                     .date = date };

  subject.enrolment_number = number;
  pod_change_put_subject (change, &subject);
  pod_change_put_event (change, &event);
}

gboolean
pod_writing_check_unchanged (PodConnection *connection,
                             gint64 subject,
                             gint64 audit,
                             GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!pod_audit_find_touched (connection, audit, G_MAXINT64, touched, NULL, error))
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    if (g_array_index (touched, gint64, i) == subject)
      return set_input_error (error, _ ("It was changed meanwhile: look at it as it is now, and "
                                        "decide on that."));
  return TRUE;
}

/* Whoever signs has looked at it as it is. */
static gboolean
check_unchanged (const Deciding *deciding, PodConnection *connection, GError **error)
{
  return deciding->decision == NULL ||
         pod_writing_check_unchanged (connection, deciding->subject, deciding->decision->audit,
                                      error);
}

/* A range or a reading may have been settled elsewhere since the list was filled. */
static gboolean
load_site (PodWriting *writing, PodConnection *connection, GError **error)
{
  PodSite *site = pod_site_load (connection, error);

  if (site == NULL)
    return FALSE;
  pod_site_unref (writing->site);
  writing->site = site;
  return TRUE;
}

/* The casebook and the site as they are now, not as a window has shown them; NULL where this person is not in screening. */
static PodCasebook *
begin_decision (Deciding *deciding, PodConnection *connection, GError **error)
{
  PodWriting *writing = deciding->writing;
  g_autoptr (PodCasebook) casebook = NULL;

  if (!pod_trial_begin_writing (connection, writing->stamp, error) ||
      !check_unchanged (deciding, connection, error) || !load_site (writing, connection, error))
    return NULL;
  casebook = pod_casebook_load (connection, deciding->subject, error);
  if (casebook == NULL || !check_state (deciding, casebook, error))
    return NULL;
  return g_steal_pointer (&casebook);
}

gboolean
pod_writing_sign_event (PodWriting *writing,
                        PodConnection *connection,
                        PodSnapshot *snapshot,
                        gint64 subject,
                        GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 event = g_array_index (snapshot->ids, gint64, snapshot->ids->len - 1);
  GError *local = NULL;
  gint64 audit = pod_audit_last (connection, &local);

  if (local == NULL &&
      pod_signature_table_add (connection, writing->key->vault,
                               &(PodToSign){ subject, "event", event, "decision", audit, NULL },
                               &local) != 0)
    {
      g_array_append_val (subjects, subject);
      g_ptr_array_set_size (snapshot->casebooks, 0);
      return pod_snapshot_load (snapshot, connection, subjects, error);
    }
  pod_signing_explain (&local);
  g_propagate_error (error, local);
  return FALSE;
}

static PodSnapshot *
end_decision (Deciding *deciding, PodConnection *connection, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (!pod_writing_apply_change (deciding->writing, connection, snapshot, error) ||
      (deciding->decision != NULL &&
       !pod_writing_sign_event (deciding->writing, connection, snapshot, deciding->subject, error)))
    return NULL;
  return g_steal_pointer (&snapshot);
}

static gpointer
enrol_subject (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Deciding *deciding = data;
  PodWriting *writing = deciding->writing;
  g_autoptr (PodCasebook) casebook = begin_decision (deciding, connection, error);
  g_autofree char *number = NULL;
  const PodSubject *subject;
  const PodCohort *cohort;

  if (casebook == NULL || !check_eligible (writing, casebook, deciding->date, error))
    return NULL;
  subject = pod_casebook_get_subject (casebook);
  cohort = pod_study_find_cohort (writing->study, subject->cohort);
  if (cohort == NULL)
    {
      set_input_error (error, _ ("This subject has no cohort."));
      return NULL;
    }
  if (!check_places (deciding, connection, cohort, error))
    return NULL;
  number = make_enrolment_number (cohort, connection, error);
  if (number == NULL)
    return NULL;
  put_enrolment (writing->change, subject, number, deciding->date);
  return end_decision (deciding, connection, error);
}

/* "INC-12 EXC-08": what failed; empty where nothing did. */
static char *
list_failures (const PodScreening *screening)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (verdict->passes == POD_FALSE)
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", verdict->criterion->id);
    }
  return g_string_free (list, FALSE);
}

/* Signed, a failure names what failed: a reading settled or a midnight passed may have left nothing. */
static gboolean
check_ineligible (const Deciding *deciding, const PodScreening *screening, GError **error)
{
  if (deciding->decision == NULL || screening->eligible == POD_FALSE)
    return TRUE;
  return set_input_error (error, _ ("No criterion fails on that day: look at it as it is now, and "
                                    "decide on that."));
}

static gpointer
fail_subject (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Deciding *deciding = data;
  PodWriting *writing = deciding->writing;
  g_autoptr (PodCasebook) casebook = begin_decision (deciding, connection, error);
  g_autoptr (PodScreening) screening = NULL;
  g_autofree char *failures = NULL;
  PodEvent event = { .category = "disposition", .code = "screen_failure" };

  if (casebook == NULL)
    return NULL;
  screening = pod_screening_new (writing->study, writing->site, casebook, deciding->date);
  if (!check_ineligible (deciding, screening, error))
    return NULL;
  failures = list_failures (screening);
  event.record.id = pod_change_reserve (writing->change);
  event.record.subject = deciding->subject;
  event.date = deciding->date;
  event.detail = *failures != '\0' ? failures : NULL;
  pod_change_put_event (writing->change, &event);
  return end_decision (deciding, connection, error);
}

/* What is signed is decided on the day of the signature. */
static gboolean
check_decision_date (PodTrial *self, const Deciding *deciding, GError **error)
{
  gint32 today = pod_date_first_day (deciding->today);
  gboolean is_complete = pod_date_is_complete (deciding->date);

  if (is_complete && pod_date_first_day (deciding->date) <= today &&
      (deciding->decision == NULL || pod_date_first_day (deciding->date) == today))
    return TRUE;
  pod_trial_add_problem (self, "date",
                         is_complete && pod_date_first_day (deciding->date) < today
                             ? _ ("A decision that is signed is of today.")
                             : _ ("A day is needed that does not lie in the future."));
  return pod_trial_set_input_error (self, error);
}

/* A demonstration plays a year in a minute; nobody is there who could sign each of its decisions on its day. */
static gboolean
check_signed (PodTrial *self, const Deciding *deciding, GError **error)
{
  return deciding->decision != NULL || self->demo ||
         set_input_error (error, _ ("A decision is signed, except in a demonstration."));
}

/* An INPUT that the database thread found, for a form to show. */
static void
keep_problem (PodTrial *self, const GError *failure)
{
  if (g_error_matches (failure, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    pod_trial_add_problem (self, "subject", failure->message);
}

/* @password: (nullable): signs, where @decision is. */
static gboolean
decide (PodTrial *self,
        Deciding deciding,
        PodDatabaseFunc func,
        const char *why,
        const char *password,
        GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  GError *failure = NULL;

  deciding.today = pod_trial_get_today (self);
  if (!pod_trial_require (self, POD_VERB_ENROL, error) || !check_signed (self, &deciding, error) ||
      !check_decision_date (self, &deciding, error) ||
      (deciding.decision != NULL && !pod_trial_check_password (self, password, error)))
    return FALSE;
  deciding.writing = pod_writing_new (self, change, why);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, func, &deciding,
                                (GDestroyNotify) pod_snapshot_free, NULL, &failure);
  pod_writing_free (deciding.writing);
  if (snapshot == NULL)
    {
      keep_problem (self, failure);
      g_propagate_error (error, failure);
      return FALSE;
    }
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}

#define ENROLLED "enrolled by the investigator's decision"

gboolean
pod_trial_enrol (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  return decide (self, (Deciding){ .subject = subject, .date = date }, enrol_subject, ENROLLED,
                 NULL, error);
}

gboolean
pod_trial_fail_screening (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  return decide (self, (Deciding){ .subject = subject, .date = date }, fail_subject, NULL, NULL,
                 error);
}

/* ---- decided and signed in one ---- */

gboolean
pod_trial_decide (PodTrial *self, const PodDecision *decision, const char *password, GError **error)
{
  Deciding deciding = { .subject = decision->subject,
                        .date = decision->date,
                        .decision = decision };
  g_autofree char *why = NULL;

  if (!pod_trial_require (self, POD_VERB_SIGN, error))
    return FALSE;
  if (!decision->enrols)
    return decide (self, deciding, fail_subject, NULL, password, error);
  why = decision->beyond != NULL ? g_strdup_printf (ENROLLED ": %s", decision->beyond)
                                 : g_strdup (ENROLLED);
  return decide (self, deciding, enrol_subject, why, password, error);
}

typedef struct
{
  PodDecision decision;
  char *beyond;
  char *password;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->beyond);
  pod_wipe (asked->password);
  g_free (asked);
}

static gboolean
do_decide (PodTrial *twin, gpointer data, GError **error)
{
  const Asked *asked = data;

  return pod_trial_decide (twin, &asked->decision, asked->password, error);
}

void
pod_trial_decide_async (PodTrial *self,
                        const PodDecision *decision,
                        const char *password,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->decision = *decision;
  asked->beyond = g_strdup (decision->beyond);
  asked->decision.beyond = asked->beyond;
  asked->password = g_strdup (password != NULL ? password : "");
  pod_trial_do_apart_async (self, do_decide, asked, asked_free, callback, user_data);
}

gboolean
pod_trial_decide_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return pod_trial_do_apart_finish (self, result, error);
}
