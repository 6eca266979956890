/* Consent: who somebody is goes into the vault, and a subject gets a number. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-derivation.h"
#include "pod-trial-private.h"
#include "pod-trial-screening.h"

/* Why nobody is registered, though the database is well. */
typedef enum
{
  NO_REFUSAL,
  TWO_PERSONS,
  OTHER_NAME,
  OTHER_BIRTH_DATE,
  GOING_ON,
} Refusal;

/* @known: (nullable): of whom another attempt is registered; @identity is NULL then
 * @going_on: where that is the refusal, the number of the attempt that is */
typedef struct
{
  PodWriting *writing;
  PodRegistration registration;
  PodIdentity *identity;
  const PodSubject *known;
  Refusal refusal;
  PodDate today;
  char *going_on;
} Registering;

/* Without what a hand leaves around it; NULL for nothing. */
static char *
strip (const char *text)
{
  char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (stripped != NULL && *stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  return stripped;
}

static PodIdentity *
make_identity (const PodRegistration *registration)
{
  PodIdentity *identity = g_new0 (PodIdentity, 1);

  identity->name = strip (registration->name);
  identity->record_number = strip (registration->record_number);
  identity->id_number = strip (registration->id_number);
  identity->phone = strip (registration->phone);
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

/* "NCT07241468-01-007"; what the study does not say is left out. */
static char *
make_usubjid (const PodStudy *study, gint64 number)
{
  const char *registry = pod_study_get (study, "registry");
  const char *site = pod_study_get (study, "site");

  return g_strdup_printf ("%s%s%s-%03" G_GINT64_FORMAT,
                          registry != NULL ? registry : pod_study_get_id (study),
                          site != NULL ? "-" : "", site != NULL ? site : "", number);
}

static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a != NULL ? a : "", -1);
  g_autofree char *folded_b = g_utf8_casefold (b != NULL ? b : "", -1);

  return g_utf8_collate (folded_a, folded_b) == 0;
}

/* Two dates of different precision may be of one person: 1980 and 1980-02-29. */
static gboolean
may_be_same_date (const char *a, const char *b)
{
  return a == NULL || b == NULL || g_str_has_prefix (a, b) || g_str_has_prefix (b, a);
}

/* A slip in a record number must not put one patient's data into another's file. */
static gboolean
check_known_person (Registering *self, PodConnection *connection, gint64 person, GError **error)
{
  g_autoptr (PodIdentity)
      known = pod_person_open (connection, self->writing->key->vault, person, error);

  if (known == NULL)
    return FALSE;
  if (!is_same_text (known->name, self->identity->name))
    self->refusal = OTHER_NAME;
  else if (!may_be_same_date (known->birth_date, self->identity->birth_date))
    self->refusal = OTHER_BIRTH_DATE;
  return self->refusal == NO_REFUSAL;
}

/* 0 where nobody is known yet, and where there is an error or a refusal. */
static gint64
find_person (Registering *self, PodConnection *connection, GError **error)
{
  PodVault *vault = self->writing->key->vault;
  const PodIdentity *identity = self->identity;
  GError *failure = NULL;
  gint64 by_record, by_id = 0, person;

  by_record = pod_person_find (connection, vault, identity->record_number, NULL, &failure);
  if (failure == NULL && identity->id_number != NULL)
    by_id = pod_person_find (connection, vault, NULL, identity->id_number, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return 0;
    }
  if (by_record != 0 && by_id != 0 && by_record != by_id)
    self->refusal = TWO_PERSONS;
  person = by_record != 0 ? by_record : by_id;
  if (person == 0 || self->refusal != NO_REFUSAL ||
      !check_known_person (self, connection, person, error))
    return 0;
  return person;
}

/* The person, known from before or new, and the USUBJID that is theirs for ever. */
static gint64
find_or_add_person (Registering *self, PodConnection *connection, char **usubjid, GError **error)
{
  PodVault *vault = self->writing->key->vault;
  g_autoptr (GError) failure = NULL;
  gint64 number = 0;
  gint64 person = find_person (self, connection, &failure);

  if (failure == NULL && self->refusal == NO_REFUSAL && person == 0)
    person = pod_person_add (connection, vault, self->identity, &number, &failure);
  else if (failure == NULL && person != 0)
    *usubjid = find_usubjid (connection, person, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return 0;
    }
  if (person != 0 && *usubjid == NULL)
    *usubjid = make_usubjid (self->writing->study, number != 0 ? number : person);
  return person;
}

/* The person of the earlier attempt; what the age follows from is in the vault alone. */
static gint64
take_known_person (Registering *self, PodConnection *connection, char **usubjid, GError **error)
{
  g_autoptr (PodIdentity) identity = pod_person_open (connection, self->writing->key->vault,
                                                      self->known->person, error);

  if (identity == NULL)
    return 0;
  *usubjid = g_strdup (self->known->usubjid);
  if (identity->birth_date == NULL ||
      !pod_date_parse (identity->birth_date, &self->registration.birth_date))
    self->registration.birth_date = POD_DATE_NONE;
  return self->known->person;
}

static void
put_registration (const PodStudy *study,
                  PodChange *change,
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
                       .date = registration->consent,
                       .detail = registration->how != NULL ? registration->how->form : NULL };
  PodFinding age;

  pod_change_put_subject (change, &subject);
  pod_change_put_event (change, &consent);
  if (registration->how != NULL)
    pod_consent_put (study, change, id, registration->consent, registration->how);
  if (!pod_derive_age (registration->birth_date, registration->consent, id, &age))
    return;
  age.record.id = pod_change_reserve (change);
  pod_change_put_finding (change, &age);
}

static char *
make_screening_number (const PodStudy *study, gint64 number)
{
  const char *prefix = pod_study_get (study, "screening_prefix");

  return g_strdup_printf ("%s%03" G_GINT64_FORMAT, prefix != NULL ? prefix : "S-", number);
}

static gboolean
is_over (PodSubjectState state)
{
  return state == POD_STATE_SCREEN_FAILURE || state == POD_STATE_WITHDRAWN ||
         state == POD_STATE_COMPLETED || state == POD_STATE_DIED;
}

/* Another workstation may have begun an attempt since this one's list was filled: what decides is what the database says now, in the
 * transaction that begins this one. */
static gboolean
check_none_going_on (Registering *self, PodConnection *connection, gint64 person, GError **error)
{
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, error);

  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      const PodSubject *subject = g_ptr_array_index (subjects, i);
      g_autoptr (PodCasebook) casebook = NULL;

      if (subject->person != person)
        continue;
      casebook = pod_casebook_load (connection, subject->record.id, error);
      if (casebook == NULL)
        return FALSE;
      if (is_over (pod_subject_state (self->writing->study, casebook, self->today)))
        continue;
      self->refusal = GOING_ON;
      self->going_on = g_strdup (subject->screening_number);
      return FALSE;
    }
  return subjects != NULL;
}

/* 0 where it is nobody who can be registered now, with an error or a refusal. */
static gint64
take_person (Registering *self, PodConnection *connection, char **usubjid, GError **error)
{
  gint64 person = self->known != NULL ? take_known_person (self, connection, usubjid, error)
                                      : find_or_add_person (self, connection, usubjid, error);

  return person != 0 && check_none_going_on (self, connection, person, error) ? person : 0;
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

  if (!pod_trial_begin_writing (connection, writing->stamp, error))
    return NULL;
  person = take_person (registering, connection, &usubjid, error);
  /* Where somebody else is found, nothing was written: the job ends well, and without a result. */
  if (person == 0 || pod_person_get_offset (connection, writing->key->vault, person, error) == 0)
    return NULL;
  number = pod_series_next (connection, "screening", error);
  if (number == 0)
    return NULL;
  screening_number = make_screening_number (writing->study, number);
  put_registration (writing->study, writing->change, &registering->registration, person, usubjid,
                    screening_number);
  return pod_writing_apply_change (writing, connection, snapshot, error)
             ? g_steal_pointer (&snapshot)
             : NULL;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = strip (text);

  return stripped == NULL;
}

static gboolean
check_consent_day (PodTrial *self, PodDate consent)
{
  if (!pod_date_is_complete (consent))
    pod_trial_add_problem (self, "consent", _ ("The day of the consent is needed."));
  else if (pod_date_first_day (consent) > pod_date_first_day (pod_trial_get_today (self)))
    pod_trial_add_problem (self, "consent", _ ("The consent lies in the future."));
  else
    return TRUE;
  return FALSE;
}

static void
check_dates (PodTrial *self, const PodRegistration *registration)
{
  gint32 today = pod_date_first_day (pod_trial_get_today (self));

  if (!pod_date_is_set (registration->birth_date))
    pod_trial_add_problem (self, "birth_date", _ ("A date of birth is needed, if only the year."));
  else if (pod_date_first_day (registration->birth_date) > today)
    pod_trial_add_problem (self, "birth_date", _ ("The date of birth lies in the future."));
  if (check_consent_day (self, registration->consent) &&
      pod_date_is_set (registration->birth_date) &&
      pod_date_first_day (registration->consent) < pod_date_first_day (registration->birth_date))
    pod_trial_add_problem (self, "consent", _ ("The consent lies before the date of birth."));
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
  if (registration->how != NULL)
    pod_trial_check_consent (self, registration->consent, registration->how);
  return self->problems->len == 0 || pod_trial_set_input_error (self, error);
}

gboolean
pod_trial_check_registration (PodTrial *self, const PodRegistration *registration, GError **error)
{
  return pod_trial_require (self, POD_VERB_CONSENT, error) &&
         check_registration (self, registration, error);
}

static void
add_going_on (PodTrial *self, const char *number)
{
  g_autofree char *words = g_strdup_printf (_ ("This patient is in the trial as %s: go on there."),
                                            number);

  pod_trial_add_problem (self, "subject", words);
}

static void
tell_refusal (PodTrial *self, const Registering *registering, GError **error)
{
  Refusal refusal = registering->refusal;

  if (refusal == GOING_ON)
    add_going_on (self, registering->going_on);
  else if (refusal == TWO_PERSONS)
    pod_trial_add_problem (self, "id_number",
                           _ ("The record number and the ID number belong to two different "
                              "patients."));
  else if (refusal == OTHER_NAME)
    pod_trial_add_problem (self, "name",
                           _ ("A patient of this number is registered under another name. Check "
                              "the number."));
  else
    pod_trial_add_problem (self, "birth_date",
                           _ ("A patient of this number is registered with another date of birth. "
                              "Check the number."));
  pod_trial_set_input_error (self, error);
}

/* 0 where it is refused, and where there is an error. */
static gint64
run (PodTrial *self, Registering *registering, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodSnapshot) snapshot = NULL;
  gint64 subject;

  registering->today = pod_trial_get_today (self);
  registering->writing = pod_writing_new (self, change, NULL);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, register_subject, registering,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  pod_writing_free (registering->writing);
  if (registering->refusal != NO_REFUSAL)
    tell_refusal (self, registering, error);
  g_free (registering->going_on);
  if (snapshot == NULL)
    return 0;
  subject = g_array_index (snapshot->ids, gint64, 0);
  pod_trial_take_snapshot (self, snapshot);
  return subject;
}

gint64
pod_trial_register (PodTrial *self, const PodRegistration *registration, GError **error)
{
  Registering registering = { .registration = *registration };
  gint64 subject;

  if (!pod_trial_check_registration (self, registration, error))
    return 0;
  registering.identity = make_identity (registration);
  subject = run (self, &registering, error);
  pod_identity_free (registering.identity);
  return subject;
}

/* ---- another attempt ---- */

static void
check_earlier (PodTrial *self, PodCasebook *earlier, PodDate consent)
{
  const PodEvent *failure = pod_casebook_find_event (earlier, "screen_failure");
  PodSubjectState state = pod_subject_state (self->study, earlier, pod_trial_get_today (self));

  if (!is_over (state))
    add_going_on (self, pod_casebook_get_subject (earlier)->screening_number);
  else if (state != POD_STATE_SCREEN_FAILURE)
    pod_trial_add_problem (self, "subject", _ ("Only a screening that failed is done again."));
  if (failure != NULL && pod_date_is_complete (failure->date) && pod_date_is_complete (consent) &&
      pod_date_compare (consent, failure->date) < 0)
    pod_trial_add_problem (self, "consent",
                           _ ("This lies before the end of the earlier screening."));
}

gint64
pod_trial_screen_again (PodTrial *self,
                        gint64 subject,
                        PodDate date,
                        const PodConsent *consent,
                        GError **error)
{
  Registering registering = { .registration = { .consent = date, .how = consent } };
  g_autoptr (PodCasebook) earlier = NULL;

  if (!pod_trial_require (self, POD_VERB_CONSENT, error))
    return 0;
  earlier = pod_trial_load_casebook (self, subject, error);
  if (earlier == NULL)
    return 0;
  registering.known = pod_casebook_get_subject (earlier);
  registering.registration.sex = registering.known->sex;
  check_earlier (self, earlier, date);
  check_consent_day (self, date);
  pod_trial_check_consent (self, date, consent);
  if (self->problems->len > 0)
    {
      pod_trial_set_input_error (self, error);
      return 0;
    }
  return run (self, &registering, error);
}
