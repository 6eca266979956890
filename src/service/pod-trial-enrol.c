/* From consent to enrolment or screening failure. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-derivation.h"
#include "pod-trial-private.h"

typedef struct
{
  PodWriting *writing;
  const PodRegistration *registration;
} Registering;

static PodIdentity *
make_identity (const PodRegistration *registration)
{
  PodIdentity *identity = g_new0 (PodIdentity, 1);

  identity->name = g_strdup (registration->name);
  identity->record_number = g_strdup (registration->record_number);
  identity->id_number = g_strdup (registration->id_number);
  identity->phone = g_strdup (registration->phone);
  identity->birth_date = pod_date_to_string (registration->birth_date);
  return identity;
}

/* The USUBJID that this person has had from an earlier screening. */
static char *
find_usubjid (PodConnection *connection, gint64 person, GError **error)
{
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, error);

  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      const PodSubject *subject = g_ptr_array_index (subjects, i);

      if (subject->person == person)
        return g_strdup (subject->usubjid);
    }
  return NULL;
}

/* The person, known from before or new, and the USUBJID that is theirs for ever. */
static gint64
find_or_add_person (Registering *registering,
                    PodConnection *connection,
                    char **usubjid,
                    GError **error)
{
  const PodRegistration *registration = registering->registration;
  const PodStudy *study = registering->writing->study;
  PodVault *vault = registering->writing->key->vault;
  g_autoptr (PodIdentity) identity = make_identity (registration);
  g_autoptr (GError) failure = NULL;
  gint64 person, number = 0;

  person = pod_person_find (connection, vault, registration->record_number, registration->id_number,
                            &failure);
  if (failure == NULL && person != 0)
    *usubjid = find_usubjid (connection, person, &failure);
  if (failure == NULL && person == 0)
    person = pod_person_add (connection, vault, identity, &number, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return 0;
    }
  if (*usubjid == NULL)
    *usubjid = g_strdup_printf ("%s-%s-%03" G_GINT64_FORMAT, pod_study_get (study, "registry"),
                                pod_study_get (study, "site"), number);
  return person;
}

static void
put_registration (PodChange *change,
                  const PodRegistration *registration,
                  gint64 person,
                  const char *usubjid,
                  const char *screening_number)
{
  gint64 id = pod_change_reserve (change);
  PodSubject subject = { .record = { .id = id, .subject = id },
                         .person = person,
                         .usubjid = usubjid,
                         .screening_number = screening_number,
                         .cohort = registration->cohort,
                         .sex = registration->sex };
  PodEvent consent = { .record = { .id = pod_change_reserve (change), .subject = id },
                       .category = "disposition",
                       .code = "consent",
                       .date = registration->consent };
  PodFinding age;

  pod_change_put_subject (change, &subject);
  pod_change_put_event (change, &consent);
  if (!pod_derive_age (registration->birth_date, registration->consent, id, &age))
    return;
  age.record.id = pod_change_reserve (change);
  pod_change_put_finding (change, &age);
}

static gpointer
register_subject (PodConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Registering *registering = data;
  PodWriting *writing = registering->writing;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  g_autofree char *usubjid = NULL;
  g_autofree char *screening_number = NULL;
  gint64 person, number;

  if (!pod_connection_set_stamp (connection, writing->stamp, error))
    return NULL;
  person = find_or_add_person (registering, connection, &usubjid, error);
  if (person == 0 || pod_person_get_offset (connection, writing->key->vault, person, error) == 0)
    return NULL;
  number = pod_series_next (connection, "screening", error);
  if (number == 0)
    return NULL;
  screening_number = g_strdup_printf ("%s%03" G_GINT64_FORMAT,
                                      pod_study_get (writing->study, "screening_prefix"), number);
  put_registration (writing->change, registering->registration, person, usubjid, screening_number);
  return pod_writing_apply_change (writing, connection, snapshot, error)
             ? g_steal_pointer (&snapshot)
             : NULL;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped == NULL || *stripped == '\0';
}

static void
check_dates (PodTrial *self, const PodRegistration *registration)
{
  gint32 today = pod_date_first_day (pod_trial_get_today (self));

  if (!pod_date_is_set (registration->birth_date))
    pod_trial_add_problem (self, "birth_date", _ ("A date of birth is needed, if only the year."));
  else if (pod_date_first_day (registration->birth_date) > today)
    pod_trial_add_problem (self, "birth_date", _ ("The date of birth lies in the future."));
  if (!pod_date_is_complete (registration->consent))
    pod_trial_add_problem (self, "consent", _ ("The day of the consent is needed."));
  else if (pod_date_first_day (registration->consent) > today)
    pod_trial_add_problem (self, "consent", _ ("The consent lies in the future."));
}

static gboolean
check_registration (PodTrial *self, const PodRegistration *registration, GError **error)
{
  if (is_blank (registration->name))
    pod_trial_add_problem (self, "name",
                           _ ("The patient’s name is needed; it stays in the vault."));
  if (is_blank (registration->record_number))
    pod_trial_add_problem (self, "record_number",
                           _ ("The hospital’s record number is needed: laboratory files are "
                              "matched by it."));
  if (g_strcmp0 (registration->sex, "male") != 0 && g_strcmp0 (registration->sex, "female") != 0)
    pod_trial_add_problem (self, "sex",
                           _ ("Choose the sex: reference ranges and eGFR depend on it."));
  if (registration->cohort != NULL &&
      pod_study_find_cohort (self->study, registration->cohort) == NULL)
    pod_trial_add_problem (self, "cohort", _ ("This cohort is not one of the study’s."));
  check_dates (self, registration);
  if (self->problems->len == 0)
    return TRUE;
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, "%s",
               ((PodProblem *) g_ptr_array_index (self->problems, 0))->message);
  return FALSE;
}

gint64
pod_trial_register (PodTrial *self, const PodRegistration *registration, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  Registering registering;
  gint64 subject;

  if (!pod_trial_require (self, POD_VERB_CONSENT, error) ||
      !check_registration (self, registration, error))
    return 0;
  registering = (Registering){ pod_writing_new (self, change, NULL), registration };
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, register_subject, &registering,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  pod_writing_free (registering.writing);
  if (snapshot == NULL)
    return 0;
  subject = g_array_index (snapshot->ids, gint64, 0);
  pod_trial_take_snapshot (self, snapshot);
  return subject;
}

/* ---- the decision ---- */

typedef struct
{
  PodWriting *writing;
  PodCasebook *casebook;
  PodDate date;
} Enrolling;

/* "MN-003": the cohort's own short name, and its own count. */
static char *
make_enrolment_number (const PodStudy *study,
                       PodConnection *connection,
                       const char *cohort,
                       GError **error)
{
  const PodCohort *found = pod_study_find_cohort (study, cohort);
  gint64 number = pod_series_next (connection, cohort, error);
  g_autofree char *prefix = found != NULL ? g_ascii_strup (found->short_label.plain, -1) : NULL;

  return number != 0 && prefix != NULL ? g_strdup_printf ("%s-%03" G_GINT64_FORMAT, prefix, number)
                                       : NULL;
}

static gpointer
enrol_subject (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Enrolling *enrolling = data;
  PodWriting *writing = enrolling->writing;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  PodSubject subject = *pod_casebook_get_subject (enrolling->casebook);
  PodEvent event = { .record = { .id = pod_change_reserve (writing->change),
                                 .subject = subject.record.id },
                     .category = "disposition",
                     .code = "enrolment",
                     .date = enrolling->date };
  g_autofree char *number = NULL;

  if (!pod_connection_set_stamp (connection, writing->stamp, error))
    return NULL;
  number = make_enrolment_number (writing->study, connection, subject.cohort, error);
  if (number == NULL)
    return NULL;
  subject.enrolment_number = number;
  pod_change_put_subject (writing->change, &subject);
  pod_change_put_event (writing->change, &event);
  return pod_writing_apply_change (writing, connection, snapshot, error)
             ? g_steal_pointer (&snapshot)
             : NULL;
}

static gboolean
check_enrolment (PodTrial *self, PodCasebook *casebook, PodDate date, GError **error)
{
  g_autoptr (PodScreening) screening = pod_screening_new (self->study, self->site, casebook, date);

  if (pod_subject_state (self->study, casebook, date) != POD_STATE_SCREENING)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         _ ("This subject is not in screening."));
  else if (screening->eligible != POD_TRUE)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         _ ("Not every criterion is settled in favour of entry on that day. "
                            "Waivers do not exist."));
  else
    return TRUE;
  return FALSE;
}

gboolean
pod_trial_enrol (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  Enrolling enrolling;

  if (!pod_trial_require (self, POD_VERB_ENROL, error))
    return FALSE;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL || !check_enrolment (self, casebook, date, error))
    return FALSE;
  enrolling = (Enrolling){
    pod_writing_new (self, change, "enrolled by the investigator's decision"), casebook, date
  };
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, enrol_subject, &enrolling,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  pod_writing_free (enrolling.writing);
  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
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

gboolean
pod_trial_fail_screening (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  g_autoptr (PodScreening) screening = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autofree char *failures = NULL;
  PodEvent event = { .record = { .id = pod_change_reserve (change), .subject = subject },
                     .category = "disposition",
                     .code = "screen_failure",
                     .date = date };

  if (!pod_trial_require (self, POD_VERB_ENROL, error))
    return FALSE;
  screening = pod_trial_screen (self, subject, date, error);
  if (screening == NULL)
    return FALSE;
  event.detail = failures = list_failures (screening);
  pod_change_put_event (change, &event);
  return pod_trial_commit (self, change, NULL, NULL, error);
}

/* ---- looking at a name ---- */

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  gint64 person;
  const char *number;
} Look;

static gpointer
reveal (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  g_autoptr (PodIdentity) identity = NULL;

  if (!pod_connection_set_stamp (connection, look->stamp, error) ||
      !pod_audit_note (connection, "VIEW_ID", look->number, error))
    return NULL;
  identity = pod_person_open (connection, look->key->vault, look->person, error);
  return identity != NULL ? g_strdup (identity->name) : NULL;
}

char *
pod_trial_reveal_name (PodTrial *self, gint64 subject, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodStamp) stamp = NULL;
  const PodSubject *who;

  if (!pod_trial_require (self, POD_VERB_SEE_IDENTITY, error))
    return NULL;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL)
    return NULL;
  who = pod_casebook_get_subject (casebook);
  stamp = pod_trial_make_stamp (self, NULL);
  return pod_database_call (self->database, POD_ACCESS_WRITE, reveal,
                            &(Look){ stamp, self->key, who->person, who->screening_number }, g_free,
                            NULL, error);
}
