/* The decision that ends a screening: enrolment or failure. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

typedef struct
{
  PodWriting *writing;
  gint64 subject;
  PodDate date;
} Deciding;

/* "MN-003": the cohort's own short name, and its own count. */
static char *
make_enrolment_number (const PodCohort *cohort, PodConnection *connection, GError **error)
{
  gint64 number = pod_series_next (connection, cohort->id, error);

  return number != 0 ? g_strdup_printf ("%s-%03" G_GINT64_FORMAT, cohort->short_label.plain, number)
                     : NULL;
}

static gboolean
check_state (const PodStudy *study, PodCasebook *casebook, PodDate date, GError **error)
{
  if (pod_subject_state (study, casebook, date) == POD_STATE_SCREENING &&
      pod_casebook_find_event (casebook, "enrolment") == NULL)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("This subject is not in screening."));
  return FALSE;
}

static gboolean
check_eligible (PodWriting *writing, PodCasebook *casebook, PodDate date, GError **error)
{
  g_autoptr (PodScreening)
      screening = pod_screening_new (writing->study, writing->site, casebook, date);

  if (screening->eligible == POD_TRUE)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("Not every criterion is settled in favour of entry on that day. "
                          "Waivers do not exist."));
  return FALSE;
}

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

/* The casebook as it is now, not as a window has shown it; NULL where this person is not in screening. */
static PodCasebook *
begin_decision (Deciding *deciding, PodConnection *connection, GError **error)
{
  PodWriting *writing = deciding->writing;
  g_autoptr (PodCasebook) casebook = NULL;

  if (!pod_trial_begin_writing (connection, writing->stamp, error))
    return NULL;
  casebook = pod_casebook_load (connection, deciding->subject, error);
  if (casebook == NULL || !check_state (writing->study, casebook, deciding->date, error))
    return NULL;
  return g_steal_pointer (&casebook);
}

static PodSnapshot *
end_decision (Deciding *deciding, PodConnection *connection, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  return pod_writing_apply_change (deciding->writing, connection, snapshot, error)
             ? g_steal_pointer (&snapshot)
             : NULL;
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
      g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                           _ ("This subject has no cohort."));
      return NULL;
    }
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
  failures = list_failures (screening);
  event.record.id = pod_change_reserve (writing->change);
  event.record.subject = deciding->subject;
  event.date = deciding->date;
  event.detail = *failures != '\0' ? failures : NULL;
  pod_change_put_event (writing->change, &event);
  return end_decision (deciding, connection, error);
}

static gboolean
check_decision_date (PodTrial *self, PodDate date, GError **error)
{
  gint32 today = pod_date_first_day (pod_trial_get_today (self));

  if (pod_date_is_complete (date) && pod_date_first_day (date) <= today)
    return TRUE;
  pod_trial_add_problem (self, "date", _ ("A day is needed that does not lie in the future."));
  return pod_trial_set_input_error (self, error);
}

/* An INPUT that the database thread found, for a form to show. */
static void
keep_problem (PodTrial *self, const GError *failure)
{
  if (g_error_matches (failure, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    pod_trial_add_problem (self, "subject", failure->message);
}

static gboolean
decide (PodTrial *self,
        gint64 subject,
        PodDate date,
        PodDatabaseFunc func,
        const char *why,
        GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  GError *failure = NULL;
  Deciding deciding = { NULL, subject, date };

  if (!pod_trial_require (self, POD_VERB_ENROL, error) || !check_decision_date (self, date, error))
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

gboolean
pod_trial_enrol (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  return decide (self, subject, date, enrol_subject, "enrolled by the investigator's decision",
                 error);
}

gboolean
pod_trial_fail_screening (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  return decide (self, subject, date, fail_subject, NULL, error);
}
