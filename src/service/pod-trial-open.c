/* Making a trial database, opening one, signing in. */

#include "pod-trial-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define MIN_PASSWORD 12

static PodStudy *
load_study (const char *id, GPtrArray *problems, GError **error)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  g_autofree char *directory = g_build_filename (data, "studies", id, NULL);
  g_autoptr (GPtrArray) faults = problems != NULL ? g_ptr_array_ref (problems)
                                                  : pod_problems_new ();
  PodStudy *study = pod_study_load (directory, knowledge, faults);

  if (study == NULL)
    {
      g_autofree char *first = faults->len > 0
                                   ? pod_problem_to_string (g_ptr_array_index (faults, 0))
                                   : g_strdup ("?");

      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_STUDY,
                   "the study “%s” has %u faults; the first: %s", id, faults->len, first);
    }
  return study;
}

static PodTrial *
make_trial (const char *path, const PodClock *clock)
{
  PodTrial *self = g_object_new (POD_TYPE_TRIAL, NULL);

  self->path = g_strdup (path);
  self->clock = clock != NULL ? *clock : *pod_clock_system ();
  self->site = pod_site_new (NULL, 0, NULL);
  return self;
}

typedef struct
{
  PodStamp *stamp;
  const PodTrialCreation *creation;
  PodStudy *study;
  PodVault *vault;
} Foundation;

static gboolean
pin_study (PodConnection *connection, const PodStudy *study, GError **error)
{
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (study, i, &bytes);

      if (!pod_pin_add (connection, name, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
found (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Foundation *foundation = data;
  const PodTrialCreation *creation = foundation->creation;

  if (!pod_connection_set_stamp (connection, foundation->stamp, error) ||
      !pod_setting_set (connection, "study", pod_study_get_id (foundation->study), error) ||
      !pod_setting_set (connection, "demo", creation->demo ? "yes" : "no", error) ||
      !pin_study (connection, foundation->study, error))
    return NULL;
  foundation->vault = pod_vault_create (connection, creation->user, "pi", creation->password,
                                        error);
  return NULL;
}

static gboolean
check_credentials (const char *user, const char *password, GError **error)
{
  if (user == NULL || *user == '\0' || g_utf8_strlen (user, -1) > 64)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         "a user name of 1 to 64 characters is needed");
  else if (password == NULL || g_utf8_strlen (password, -1) < MIN_PASSWORD)
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 "a password of at least %d characters is needed", MIN_PASSWORD);
  else
    return TRUE;
  return FALSE;
}

PodTrial *
pod_trial_create (const PodTrialCreation *creation, GPtrArray *problems, GError **error)
{
  g_autoptr (PodStudy) study = NULL;
  g_autoptr (PodTrial) self = make_trial (creation->path, creation->clock);
  g_autoptr (PodStamp)
      stamp = pod_stamp_new (creation->user, "pi", "creation", NULL, pod_clock_now (&self->clock));
  Foundation foundation = { stamp, creation, NULL, NULL };
  g_autoptr (GError) failure = NULL;

  if (!check_credentials (creation->user, creation->password, error))
    return NULL;
  foundation.study = study = load_study (creation->study, problems, error);
  if (study == NULL)
    return NULL;
  self->database = pod_database_create (creation->path, error);
  if (self->database == NULL)
    return NULL;
  pod_database_call (self->database, POD_ACCESS_WRITE, found, &foundation, NULL, NULL, &failure);
  if (failure != NULL)
    {
      g_clear_pointer (&foundation.vault, pod_vault_free);
      pod_trial_close (self);
      g_unlink (creation->path);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self->study = g_steal_pointer (&study);
  self->demo = creation->demo;
  pod_trial_set_session (self, creation->user, POD_USER_PI, foundation.vault);
  return g_steal_pointer (&self);
}

typedef struct
{
  char *study;
  gboolean demo;
  GHashTable *hashes;
} Cover;

static void
cover_free (Cover *cover)
{
  g_free (cover->study);
  g_hash_table_unref (cover->hashes);
  g_free (cover);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cover, cover_free)

/* What stands on the cover of a database, before anybody signs in. */
static gpointer
read_cover (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Cover) cover = g_new0 (Cover, 1);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *demo = NULL;

  cover->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cover->study = pod_setting_get (connection, "study", error);
  if (cover->study == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                             "the database does not say which study it is of");
      return NULL;
    }
  demo = pod_setting_get (connection, "demo", NULL);
  cover->demo = g_strcmp0 (demo, "yes") == 0;
  names = pod_pin_list (connection, error);
  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_hash_table_insert (cover->hashes, g_strdup (name),
                           pod_pin_get_hash (connection, name, NULL));
    }
  return g_steal_pointer (&cover);
}

/* A changed file is a proposed amendment, never a silent change of verdicts. */
static gboolean
check_pins (const PodStudy *study, GHashTable *hashes, GError **error)
{
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (study, i, &bytes);
      g_autofree char *hash = pod_bytes_hash (bytes);

      if (g_strcmp0 (hash, g_hash_table_lookup (hashes, name)) == 0)
        continue;
      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED,
                   "%s differs from what this trial has in force; put back the file of the version "
                   "that was adopted",
                   name);
      return FALSE;
    }
  if (g_hash_table_size (hashes) == pod_study_get_n_files (study))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED,
                       "a file of the study that this trial has in force is missing");
  return FALSE;
}

PodTrial *
pod_trial_open (const char *path, const PodClock *clock, GPtrArray *problems, GError **error)
{
  g_autoptr (PodTrial) self = make_trial (path, clock);
  g_autoptr (Cover) cover = NULL;

  self->database = pod_database_open (path, error);
  if (self->database == NULL)
    return NULL;
  cover = pod_database_call (self->database, POD_ACCESS_READ, read_cover, NULL,
                             (GDestroyNotify) cover_free, NULL, error);
  if (cover != NULL)
    self->study = load_study (cover->study, problems, error);
  if (self->study == NULL || !check_pins (self->study, cover->hashes, error))
    {
      pod_trial_close (self);
      return NULL;
    }
  self->demo = cover->demo;
  return g_steal_pointer (&self);
}

/* ---- signing in ---- */

typedef struct
{
  char *user;
  char *password;
  PodStamp *stamp;
  /* What came of it. */
  char *role;
  PodVault *vault;
  GError *refusal;
  PodSnapshot *snapshot;
} SignIn;

static SignIn *
sign_in_new (PodTrial *self, const char *user, const char *password)
{
  SignIn *attempt = g_new0 (SignIn, 1);

  attempt->user = g_strdup (user);
  attempt->password = g_strdup (password);
  attempt->stamp = pod_stamp_new (user, "none", "sign-in", NULL, pod_clock_now (&self->clock));
  return attempt;
}

/* A password is not left lying about in memory. */
static void
sign_in_free (SignIn *attempt)
{
  memset (attempt->password, 0, strlen (attempt->password));
  g_free (attempt->password);
  g_free (attempt->user);
  pod_stamp_free (attempt->stamp);
  g_free (attempt->role);
  g_clear_pointer (&attempt->vault, pod_vault_free);
  g_clear_error (&attempt->refusal);
  g_clear_pointer (&attempt->snapshot, pod_snapshot_free);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

/* A refusal is recorded too, so it must not roll the transaction back. */
static gpointer
attempt_sign_in (PodConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  SignIn *attempt = data;
  gboolean good;

  if (!pod_connection_set_stamp (connection, attempt->stamp, error))
    return NULL;
  good = pod_vault_sign_in (connection, attempt->user, attempt->password, &attempt->role,
                            &attempt->vault, &attempt->refusal);
  if (!pod_audit_note (connection, good ? "LOGIN" : "LOGIN_FAIL", NULL, error) || !good)
    return NULL;
  attempt->snapshot = pod_snapshot_new ();
  attempt->snapshot->site = pod_site_load (connection, error);
  if (attempt->snapshot->site != NULL)
    pod_snapshot_load (attempt->snapshot, connection, NULL, error);
  return NULL;
}

static gboolean
take_sign_in (PodTrial *self, SignIn *attempt, GError **error)
{
  PodUserRole role;

  if (attempt->refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&attempt->refusal));
      return FALSE;
    }
  if (!pod_user_role_from_string (attempt->role, &role))
    {
      g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE,
                           "this user's role is not known to this version");
      return FALSE;
    }
  pod_trial_set_session (self, attempt->user, role, g_steal_pointer (&attempt->vault));
  pod_trial_take_snapshot (self, attempt->snapshot);
  g_object_notify (G_OBJECT (self), "user");
  g_object_notify (G_OBJECT (self), "signed-in");
  return TRUE;
}

gboolean
pod_trial_sign_in (PodTrial *self, const char *user, const char *password, GError **error)
{
  g_autoptr (SignIn) attempt = sign_in_new (self, user, password);
  g_autoptr (GError) failure = NULL;

  pod_trial_sign_out (self);
  pod_database_call (self->database, POD_ACCESS_WRITE, attempt_sign_in, attempt, NULL, NULL,
                     &failure);
  if (failure == NULL)
    return take_sign_in (self, attempt, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
sign_in_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL ||
      !take_sign_in (g_task_get_source_object (task), g_task_get_task_data (task), &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
pod_trial_sign_in_async (PodTrial *self,
                         const char *user,
                         const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SignIn *attempt = sign_in_new (self, user, password);

  g_task_set_source_tag (task, pod_trial_sign_in_async);
  g_task_set_task_data (task, attempt, (GDestroyNotify) sign_in_free);
  pod_trial_sign_out (self);
  pod_database_run (self->database, POD_ACCESS_WRITE, attempt_sign_in, attempt, NULL, NULL,
                    cancellable, sign_in_ready_cb, task);
}

gboolean
pod_trial_sign_in_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  const char *user;
  const char *password;
  PodUserRole role;
} NewUser;

static gpointer
add_user (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  NewUser *user = data;

  if (pod_connection_set_stamp (connection, user->stamp, error))
    pod_vault_add_user (connection, user->key->vault, user->user,
                        pod_user_role_to_string (user->role), user->password,
                        pod_role_may (user->role, POD_VERB_SEE_IDENTITY), error);
  return NULL;
}

gboolean
pod_trial_add_user (PodTrial *self,
                    const char *user,
                    const char *password,
                    PodUserRole role,
                    GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;
  g_autoptr (GError) failure = NULL;

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error) ||
      !check_credentials (user, password, error))
    return FALSE;
  stamp = pod_trial_make_stamp (self, NULL);
  pod_database_call (self->database, POD_ACCESS_WRITE, add_user,
                     &(NewUser){ stamp, self->key, user, password, role }, NULL, NULL, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
