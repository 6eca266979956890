/* Consent: who gave one before, how it was taken, its renewal and its withdrawal. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"
#include "pod-trial-screening.h"

/* ---- who is known ---- */

typedef struct
{
  PodKey *key;
  const char *record_number;
  const char *id_number;
  gint64 persons[2];
} Search;

static gpointer
search (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *asked = data;
  GError *failure = NULL;

  if (asked->record_number != NULL)
    asked->persons[0] = pod_person_find (connection, asked->key->vault, asked->record_number, NULL,
                                         &failure);
  if (failure == NULL && asked->id_number != NULL)
    asked->persons[1] = pod_person_find (connection, asked->key->vault, NULL, asked->id_number,
                                         &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return NULL;
}

static void
collect_attempts (PodTrial *self, const Search *found, GArray *subjects)
{
  GListModel *items = G_LIST_MODEL (self->subjects);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (items, i);
      gint64 id = pod_subject_item_get_id (item);
      gint64 person = pod_casebook_get_subject (pod_subject_item_get_casebook (item))->person;

      if (person == found->persons[0] || person == found->persons[1])
        g_array_append_val (subjects, id);
    }
}

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

gboolean
pod_trial_find_attempts (PodTrial *self,
                         const char *record_number,
                         const char *id_number,
                         GArray *subjects,
                         GError **error)
{
  g_autofree char *record = record_number != NULL ? g_strstrip (g_strdup (record_number)) : NULL;
  g_autofree char *id = id_number != NULL ? g_strstrip (g_strdup (id_number)) : NULL;
  Search asked = { NULL, or_null (record), or_null (id), { 0, 0 } };

  if (!pod_trial_require (self, POD_VERB_CONSENT, error))
    return FALSE;
  asked.key = self->key;
  if ((asked.record_number != NULL || asked.id_number != NULL) &&
      !pod_trial_call (self, POD_ACCESS_READ, search, &asked, error))
    return FALSE;
  collect_attempts (self, &asked, subjects);
  return TRUE;
}

/* ---- how it was taken ---- */

/* Later today by the clock of the trial. */
static gboolean
lies_ahead (PodTrial *self, PodDate date, int minute)
{
  PodInstant now = pod_clock_now (&self->clock);
  gint64 local = now.utc_us / (60 * G_USEC_PER_SEC) + now.offset_min;

  return pod_date_equal (date, pod_trial_get_today (self)) && minute > local % (24 * 60);
}

/* What is attested is asked for, also where the answer is no. */
void
pod_trial_check_consent (PodTrial *self, PodDate date, const PodConsent *consent)
{
  const GPtrArray *forms = pod_study_get_consent_forms (self->study);

  if (forms->len > 0 &&
      (consent->form == NULL || pod_study_find_consent_form (self->study, consent->form) == NULL))
    pod_trial_add_problem (self, "form", _ ("Choose which version of the form was signed."));
  if (consent->explained_by == NULL || *consent->explained_by == '\0')
    pod_trial_add_problem (self, "explained_by", _ ("Who explained the trial is needed."));
  if (consent->copy_given == POD_UNKNOWN)
    pod_trial_add_problem (self, "copy", _ ("Say whether the patient was given a copy."));
  if (consent->minute < -1 || consent->minute >= 24 * 60)
    pod_trial_add_problem (self, "time", _ ("No such time. Write 14:30."));
  else if (lies_ahead (self, date, consent->minute))
    pod_trial_add_problem (self, "time", _ ("This time lies in the future."));
}

/* What the study records of it is named in its settings; what it does not name is not recorded. */
static const PodObservation *
find_observation (const PodStudy *study, const char *key)
{
  const char *name = pod_study_get (study, key);

  return name != NULL ? pod_study_find_observation (study, name) : NULL;
}

gboolean
pod_consent_is_about (const PodStudy *study, const PodObservation *observation)
{
  static const char *const keys[] = { "consent_given", "consent_explained", "consent_copy" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (find_observation (study, keys[i]) == observation)
      return TRUE;
  return FALSE;
}

static void
put (PodChange *change,
     const PodObservation *observation,
     gint64 subject,
     PodMoment when,
     const char *code,
     const char *text)
{
  PodFinding finding;

  if (observation == NULL)
    return;
  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
  finding.observation = observation->symbol.name;
  finding.when = when;
  finding.code = code;
  finding.text = text;
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
}

void
pod_consent_put (const PodStudy *study,
                 PodChange *change,
                 gint64 subject,
                 PodDate date,
                 const PodConsent *consent)
{
  PodMoment when = { date, consent->minute };

  put (change, find_observation (study, "consent_given"), subject, when, "yes", NULL);
  put (change, find_observation (study, "consent_explained"), subject, when, NULL,
       consent->explained_by);
  put (change, find_observation (study, "consent_copy"), subject, when,
       consent->copy_given == POD_TRUE ? "yes" : "no", NULL);
}

const char *
pod_casebook_get_consent_form (const PodCasebook *casebook)
{
  static const char *const codes[] = { "reconsent", "consent" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const PodEvent *event = pod_casebook_find_event (casebook, codes[i]);

      if (event != NULL && event->detail != NULL)
        return event->detail;
    }
  return NULL;
}

/* ---- afterwards ---- */

static gboolean
check_day (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodEvent *consent;

  if (!pod_trial_require (self, POD_VERB_CONSENT, error))
    return FALSE;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL)
    return FALSE;
  consent = pod_casebook_find_event (casebook, "consent");
  if (!pod_date_is_complete (date) ||
      pod_date_first_day (date) > pod_date_first_day (pod_trial_get_today (self)))
    pod_trial_add_problem (self, "consent", _ ("A day is needed that does not lie in the future."));
  else if (consent != NULL && pod_date_is_complete (consent->date) &&
           pod_date_compare (date, consent->date) < 0)
    pod_trial_add_problem (self, "consent", _ ("This lies before the first consent."));
  return TRUE;
}

static void
put_event (PodChange *change, gint64 subject, const char *code, PodDate date, const char *detail)
{
  PodEvent event = { .record = { .id = pod_change_reserve (change), .subject = subject },
                     .category = "disposition",
                     .code = code,
                     .date = date,
                     .detail = detail };

  pod_change_put_event (change, &event);
}

gboolean
pod_trial_renew_consent (PodTrial *self,
                         gint64 subject,
                         PodDate date,
                         const PodConsent *consent,
                         GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  if (!check_day (self, subject, date, error))
    return FALSE;
  pod_trial_check_consent (self, date, consent);
  if (self->problems->len > 0)
    return pod_trial_set_input_error (self, error);
  put_event (change, subject, "reconsent", date, consent->form);
  pod_consent_put (self->study, change, subject, date, consent);
  return pod_trial_commit (self, change, NULL, NULL, error);
}

gboolean
pod_trial_withdraw_consent (PodTrial *self, gint64 subject, PodDate date, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  if (!check_day (self, subject, date, error))
    return FALSE;
  if (self->problems->len > 0)
    return pod_trial_set_input_error (self, error);
  put_event (change, subject, "withdrawal", date, "consent withdrawn");
  put (change, find_observation (self->study, "consent_given"), subject, pod_moment_on (date), "no",
       NULL);
  return pod_trial_commit (self, change, NULL, NULL, error);
}
