/* An open trial: what it is, who is signed in, what windows read.  Opening, signing in, and the verbs stand in files of
 * their own; see pod-trial-private.h. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-draft-memory.h"
#include "pod-trial-private.h"

enum
{
  PROP_0,
  PROP_SIGNED_IN,
  PROP_USER,
  PROP_DEMO,
  N_PROPS,
};

enum
{
  CHANGED,
  LEAVING,
  WRITTEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodTrial, pod_trial, G_TYPE_OBJECT)

static void
pod_trial_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodTrial *self = POD_TRIAL (object);

  switch (id)
    {
    case PROP_SIGNED_IN:
      g_value_set_boolean (value, pod_trial_is_signed_in (self));
      break;
    case PROP_USER:
      g_value_set_string (value, self->user);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pod_trial_finalize (GObject *object)
{
  PodTrial *self = POD_TRIAL (object);

  g_warn_if_fail (self->database == NULL);
  g_free (self->path);
  g_free (self->backup_folder);
  g_free (self->user);
  g_free (self->full_name);
  g_free (self->session);
  pod_restored_clear (&self->last_copy);
  g_clear_pointer (&self->study, pod_study_unref);
  g_free (self->pinned);
  g_ptr_array_unref (self->past);
  g_clear_pointer (&self->site, pod_site_unref);
  g_clear_pointer (&self->key, pod_key_unref);
  g_clear_object (&self->over);
  g_clear_object (&self->subjects);
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->delegations);
  g_free (self->last_failure);
  g_free (self->lock_cause);
  g_free (self->lock_words);
  G_OBJECT_CLASS (pod_trial_parent_class)->finalize (object);
}

static void
pod_trial_class_init (PodTrialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_trial_get_property;
  object_class->finalize = pod_trial_finalize;
  properties[PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LEAVING] = g_signal_new ("leaving", POD_TYPE_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[WRITTEN] = g_signal_new ("written", POD_TYPE_TRIAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pod_trial_init (PodTrial *self)
{
  self->subjects = g_list_store_new (POD_TYPE_SUBJECT_ITEM);
  self->positions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->problems = pod_problems_new ();
  self->drafts = pod_draft_memory_new ();
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_study_unref);
  self->delegations = pod_delegations_new ();
}

const char *
pod_trial_get_path (PodTrial *self)
{
  return self->path;
}

const PodStudy *
pod_trial_get_study (PodTrial *self)
{
  return self->study;
}

const PodSite *
pod_trial_get_site (PodTrial *self)
{
  return self->site;
}

const char *
pod_trial_get_user (PodTrial *self)
{
  return self->user;
}

const char *
pod_trial_get_printed_name (PodTrial *self)
{
  return self->full_name != NULL && *self->full_name != '\0' ? self->full_name : self->user;
}

PodUserRole
pod_trial_get_role (PodTrial *self)
{
  return self->role;
}

gboolean
pod_trial_is_signed_in (PodTrial *self)
{
  return self->user != NULL;
}

gboolean
pod_trial_is_demo (PodTrial *self)
{
  return self->demo;
}

gboolean
pod_trial_has_proposed_amendment (PodTrial *self)
{
  return self->amended;
}

/* A verb that is only lent to a role takes a delegation in force today.  "sign" is the one task that is lent. */
static gboolean
is_delegated (PodTrial *self)
{
  PodDate today = pod_trial_get_today (self);

  for (guint i = 0; i < self->delegations->len; i++)
    {
      const PodDelegation *delegation = g_ptr_array_index (self->delegations, i);

      if (g_strcmp0 (delegation->task, "sign") == 0 &&
          pod_date_compare (delegation->start, today) <= 0 &&
          (!pod_date_is_set (delegation->stop) || pod_date_compare (today, delegation->stop) <= 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_allowed (PodTrial *self, PodVerb verb)
{
  return pod_role_may (self->role, verb) ||
         (pod_role_may_if_delegated (self->role, verb) && is_delegated (self));
}

gboolean
pod_trial_may (PodTrial *self, PodVerb verb)
{
  return pod_trial_is_signed_in (self) && !self->must_change && is_allowed (self, verb);
}

PodDate
pod_trial_get_today (PodTrial *self)
{
  PodInstant now = pod_clock_now (&self->clock);
  gint64 local = now.utc_us / G_USEC_PER_SEC + now.offset_min * 60;

  return pod_date_from_day ((gint32) (local / (24 * 60 * 60)));
}

GListModel *
pod_trial_get_subjects (PodTrial *self)
{
  return G_LIST_MODEL (self->subjects);
}

GPtrArray *
pod_trial_list_casebooks (PodTrial *self)
{
  GListModel *subjects = pod_trial_get_subjects (self);
  GPtrArray *casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      g_ptr_array_add (casebooks, pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  return casebooks;
}

GPtrArray *
pod_trial_take_problems (PodTrial *self)
{
  GPtrArray *problems = self->problems;

  self->problems = pod_problems_new ();
  return problems;
}

void
pod_trial_add_problem (PodTrial *self, const char *field, const char *message)
{
  pod_problems_add (self->problems, NULL, 0, 0, NULL, field, "%s", message);
}

gboolean
pod_trial_set_input_error (PodTrial *self, GError **error)
{
  const PodProblem *first = g_ptr_array_index (self->problems, 0);

  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, first->message);
  return FALSE;
}

gboolean
pod_trial_require_open (PodTrial *self, GError **error)
{
  if (self->database == NULL)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "the trial is closed");
  return self->database != NULL;
}

void
pod_trial_set_gone_error (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "the trial was closed or locked meanwhile");
}

gboolean
pod_trial_require (PodTrial *self, PodVerb verb, GError **error)
{
  g_ptr_array_set_size (self->problems, 0);
  if (!pod_trial_is_signed_in (self) || self->database == NULL)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT,
                         "nobody is signed in");
  else if (self->must_change)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_MUST_CHANGE,
                         _ ("First choose a password of your own."));
  else if (!is_allowed (self, verb))
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE, "the role “%s” may not do this",
                 pod_user_role_to_string (self->role));
  else
    return TRUE;
  return FALSE;
}

PodStamp *
pod_trial_make_stamp (PodTrial *self, const char *why)
{
  PodStamp *stamp = pod_stamp_new (self->user, pod_user_role_to_string (self->role), self->session,
                                   why, pod_clock_now (&self->clock));

  stamp->study = g_strdup (self->pinned);
  return stamp;
}

void
pod_trial_set_session (PodTrial *self, const char *user, PodUserRole role, PodVault *vault)
{
  g_free (self->user);
  self->user = g_strdup (user);
  g_clear_pointer (&self->full_name, g_free);
  self->role = role;
  self->epoch++;
  g_free (self->session);
  self->session = g_uuid_string_random ();
  g_clear_object (&self->over);
  self->over = g_cancellable_new ();
  g_clear_pointer (&self->key, pod_key_unref);
  self->key = pod_key_new (vault);
  self->must_change = FALSE;
  g_clear_pointer (&self->lock_cause, g_free);
  g_clear_pointer (&self->lock_words, g_free);
  self->failures = 0;
  g_clear_pointer (&self->last_failure, g_free);
  g_ptr_array_set_size (self->delegations, 0);
}

typedef struct
{
  PodStamp *stamp;
  const char *action;
  char *detail;
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  pod_stamp_free (leaving->stamp);
  g_free (leaving->detail);
  g_free (leaving);
}

static gpointer
note_leaving (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Leaving *leaving = data;

  if (pod_connection_set_stamp (connection, leaving->stamp, error))
    pod_audit_note (connection, leaving->action, leaving->detail, error);
  return NULL;
}

/* Nobody waits for the note: a lock takes hold at once, whatever the database is doing. */
static void
leave_note (PodTrial *self, const char *action, const char *detail)
{
  Leaving *leaving;

  if (self->database == NULL || action == NULL)
    return;
  leaving = g_new0 (Leaving, 1);
  leaving->stamp = pod_trial_make_stamp (self, NULL);
  leaving->action = action;
  leaving->detail = g_strdup (detail);
  pod_database_run (self->database, POD_ACCESS_WRITE, note_leaving, leaving, leaving_free, NULL,
                    NULL, NULL, NULL);
}

/* @words: (nullable): why, for whoever is put out. */
static void
leave (PodTrial *self, const char *action, const char *detail, const char *words)
{
  /* Also where nobody is: who is just signing in is not let in any more. */
  self->epoch++;
  if (!pod_trial_is_signed_in (self))
    return;
  g_signal_emit (self, signals[LEAVING], 0);
  leave_note (self, action, detail);
  g_free (self->lock_cause);
  self->lock_cause = g_strdup (detail);
  g_free (self->lock_words);
  self->lock_words = g_strdup (words);
  g_cancellable_cancel (self->over);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->full_name, g_free);
  g_clear_pointer (&self->session, g_free);
  g_clear_pointer (&self->key, pod_key_unref);
  g_clear_pointer (&self->last_failure, g_free);
  self->user_id = 0;
  g_ptr_array_set_size (self->problems, 0);
  g_hash_table_remove_all (self->positions);
  g_list_store_remove_all (self->subjects);
  self->seen = 0;
  self->news = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
}

void
pod_trial_sign_out (PodTrial *self)
{
  leave (self, "LOGOUT", NULL, NULL);
}

void
pod_trial_leave_as (PodTrial *self, PodTrial *twin)
{
  leave (self, NULL, twin->lock_cause, twin->lock_words);
}

void
pod_trial_take_study (PodTrial *self, PodStudy *study, char *pinned)
{
  if (self->study != NULL)
    g_ptr_array_add (self->past, self->study);
  self->study = study;
  g_free (self->pinned);
  self->pinned = pinned;
  self->amended = pod_study_differs_on_disk (study);
}

void
pod_trial_lock (PodTrial *self, const char *cause)
{
  leave (self, "LOCK", cause, pod_lock_cause_to_words (cause));
}

void
pod_trial_lock_telling (PodTrial *self, const char *cause, const char *words)
{
  leave (self, "LOCK", cause, words);
}

const char *
pod_trial_get_lock_cause (PodTrial *self)
{
  return self->lock_cause;
}

const char *
pod_trial_get_lock_words (PodTrial *self)
{
  return self->lock_words;
}

void
pod_trial_close (PodTrial *self)
{
  g_autoptr (PodDatabase) database = NULL;

  pod_trial_sign_out (self);
  g_ptr_array_set_size (self->drafts, 0);
  /* Taken out first, so that whoever hears of the end finds the trial closed already. */
  database = g_steal_pointer (&self->database);
  if (database != NULL)
    pod_database_close (database);
}

static guint
find_position (PodTrial *self, gint64 subject)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, &subject));
}

static void
put_item (PodTrial *self, PodCasebook *casebook)
{
  g_autoptr (PodSubjectItem)
      item = pod_subject_item_new (self->study, self->site, casebook, pod_trial_get_today (self));
  gint64 subject = pod_casebook_get_subject (casebook)->record.id;
  guint position = find_position (self, subject);

  if (position > 0)
    g_list_store_splice (self->subjects, position - 1, 1, (gpointer *) &item, 1);
  else
    {
      g_list_store_append (self->subjects, item);
      g_hash_table_insert (
          self->positions, g_memdup2 (&subject, sizeof subject),
          GUINT_TO_POINTER (g_list_model_get_n_items (G_LIST_MODEL (self->subjects))));
    }
}

/* The whole list in one splice: one by one a sorted view would sort as often. */
static void
fill_items (PodTrial *self, GPtrArray *casebooks)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (casebooks, i);
      gint64 subject = pod_casebook_get_subject (casebook)->record.id;

      g_ptr_array_add (items, pod_subject_item_new (self->study, self->site, casebook,
                                                    pod_trial_get_today (self)));
      g_hash_table_insert (self->positions, g_memdup2 (&subject, sizeof subject),
                           GUINT_TO_POINTER (i + 1));
    }
  self->today = pod_trial_get_today (self);
  g_list_store_splice (self->subjects, 0, g_list_model_get_n_items (G_LIST_MODEL (self->subjects)),
                       items->pdata, items->len);
  if (items->len > 0)
    g_signal_emit (self, signals[CHANGED], 0, (gint64) 0);
}

/* Two states of the same records: each writing counts up the version of what it wrote. */
static gboolean
is_same_list (gconstpointer a, guint n_a, gconstpointer b, guint n_b, gsize size)
{
  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    {
      const PodRecord *first = (gconstpointer) ((const guint8 *) a + i * size);
      const PodRecord *second = (gconstpointer) ((const guint8 *) b + i * size);

      if (first->id != second->id || first->version != second->version)
        return FALSE;
    }
  return TRUE;
}

#define IS_SAME(kind, type)                                                                        \
  (list_a = pod_casebook_get_##kind (a, &n_a), list_b = pod_casebook_get_##kind (b, &n_b),         \
   is_same_list (list_a, n_a, list_b, n_b, sizeof (type)))

/* A signature ends once, and never begins again. */
static gboolean
is_signed_alike (const PodCasebook *a, const PodCasebook *b)
{
  guint n_a, n_b;
  const PodSignature *signatures_a = pod_casebook_get_signatures (a, &n_a);
  const PodSignature *signatures_b = pod_casebook_get_signatures (b, &n_b);

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (signatures_a[i].id != signatures_b[i].id ||
        signatures_a[i].changed != signatures_b[i].changed)
      return FALSE;
  return TRUE;
}

static gboolean
is_same_casebook (const PodCasebook *a, const PodCasebook *b)
{
  gconstpointer list_a, list_b;
  guint n_a, n_b;

  return pod_casebook_get_subject (a)->record.version ==
             pod_casebook_get_subject (b)->record.version &&
         IS_SAME (visits, PodVisit) && IS_SAME (findings, PodFinding) &&
         IS_SAME (interventions, PodIntervention) && IS_SAME (events, PodEvent) &&
         IS_SAME (adverse_events, PodAdverseEvent) && IS_SAME (queries, PodQuery) &&
         is_signed_alike (a, b);
}

/* What was read before something newer was shown comes too late: a reading that was under way when a change was committed is
 * delivered after it. */
static gboolean
has_news (PodTrial *self, PodCasebook *casebook)
{
  guint position = find_position (self, pod_casebook_get_subject (casebook)->record.id);
  g_autoptr (PodSubjectItem) item = NULL;
  PodCasebook *shown;

  if (position == 0)
    return TRUE;
  item = g_list_model_get_item (G_LIST_MODEL (self->subjects), position - 1);
  shown = pod_subject_item_get_casebook (item);
  return pod_casebook_get_audit (shown) < pod_casebook_get_audit (casebook) &&
         !is_same_casebook (shown, casebook);
}

void
pod_trial_take_snapshot (PodTrial *self, PodSnapshot *snapshot)
{
  gboolean is_other_site = snapshot->site != NULL;

  if (is_other_site)
    {
      g_clear_pointer (&self->site, pod_site_unref);
      self->site = g_steal_pointer (&snapshot->site);
    }
  self->seen = MAX (self->seen, snapshot->seen);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->subjects)) == 0)
    {
      fill_items (self, snapshot->casebooks);
      return;
    }
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (snapshot->casebooks, i);

      if (!has_news (self, casebook))
        continue;
      put_item (self, casebook);
      g_signal_emit (self, signals[CHANGED], 0, pod_casebook_get_subject (casebook)->record.id);
    }
  /* What follows from a casebook depends on the site too. */
  if (is_other_site)
    g_signal_emit (self, signals[CHANGED], 0, (gint64) 0);
}

/* What is due, and the day of the study, follow from the calendar too. */
void
pod_trial_turn_day (PodTrial *self)
{
  g_autoptr (GPtrArray) casebooks = NULL;

  if (pod_date_equal (self->today, pod_trial_get_today (self)))
    return;
  casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->subjects)); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);

      g_ptr_array_add (casebooks, pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  fill_items (self, casebooks);
}

PodCasebook *
pod_trial_load_casebook (PodTrial *self, gint64 subject, GError **error)
{
  g_autoptr (PodSubjectItem) item = NULL;
  guint position;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  position = find_position (self, subject);
  if (position == 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                           "there is no such subject");
      return NULL;
    }
  item = g_list_model_get_item (G_LIST_MODEL (self->subjects), position - 1);
  return pod_casebook_ref (pod_subject_item_get_casebook (item));
}

static gboolean
is_called (const PodSubject *subject, const char *number)
{
  return number != NULL && (g_strcmp0 (subject->screening_number, number) == 0 ||
                            g_strcmp0 (subject->enrolment_number, number) == 0 ||
                            g_strcmp0 (subject->usubjid, number) == 0);
}

gint64
pod_trial_find_subject (PodTrial *self, const char *number)
{
  gint64 found = 0;

  /* A USUBJID may stand for several attempts: the latest is meant. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->subjects)); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);
      const PodSubject *subject = pod_casebook_get_subject (pod_subject_item_get_casebook (item));

      if (is_called (subject, number))
        found = subject->record.id;
    }
  return found;
}

PodScreening *
pod_trial_screen (PodTrial *self, gint64 subject, PodDate as_of, GError **error)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self, subject, error);

  return casebook != NULL ? pod_screening_new (self->study, self->site, casebook, as_of) : NULL;
}
