/* Signing in, and who may. */

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

#define MIN_PASSWORD 12
#define MAX_USER 64

gboolean
pod_trial_check_credentials (const char *user, const char *password, GError **error)
{
  if (user == NULL || *user == '\0' || g_utf8_strlen (user, -1) > MAX_USER)
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 _ ("a user name of 1 to %d characters is needed"), MAX_USER);
  else if (password == NULL || g_utf8_strlen (password, -1) < MIN_PASSWORD)
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 _ ("a password of at least %d characters is needed"), MIN_PASSWORD);
  else
    return TRUE;
  return FALSE;
}

typedef struct
{
  char *user;
  char *password;
  PodStamp *stamp;
  guint epoch;
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
  attempt->epoch = self->epoch;
  attempt->stamp = pod_stamp_new (user, "none", "sign-in", NULL, pod_clock_now (&self->clock));
  return attempt;
}

/* Volatile, or the compiler would see that nobody reads it again. */
void
pod_wipe (gpointer text)
{
  for (volatile char *p = text; *p != '\0'; p++)
    *p = '\0';
  g_free (text);
}

static void
sign_in_free (SignIn *attempt)
{
  pod_wipe (attempt->password);
  g_free (attempt->user);
  pod_stamp_free (attempt->stamp);
  g_free (attempt->role);
  g_clear_pointer (&attempt->vault, pod_vault_free);
  g_clear_error (&attempt->refusal);
  g_clear_pointer (&attempt->snapshot, pod_snapshot_free);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

/* A name that nobody has may be a password, typed into the wrong field: it does not go into the trail. */
static gboolean
stamp_attempt (PodConnection *connection, const SignIn *attempt, GError **error)
{
  g_autoptr (PodStamp) unknown = NULL;

  if (pod_vault_has_user (connection, attempt->user))
    return pod_connection_set_stamp (connection, attempt->stamp, error);
  unknown = pod_stamp_new ("unknown", "none", "sign-in", NULL, attempt->stamp->when);
  return pod_connection_set_stamp (connection, unknown, error);
}

/* A refusal is recorded too, so it must not roll the transaction back. */
static gboolean
try_password (PodConnection *connection, SignIn *attempt, GError **error)
{
  gboolean good;

  if (!stamp_attempt (connection, attempt, error))
    return FALSE;
  good = pod_vault_sign_in (connection, attempt->user, attempt->password, &attempt->role,
                            &attempt->vault, &attempt->refusal);
  return pod_audit_note (connection, good ? "LOGIN" : "LOGIN_FAIL", NULL, error) && good;
}

static gpointer
attempt_sign_in (PodConnection *connection,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  SignIn *attempt = data;

  if (!try_password (connection, attempt, error))
    return NULL;
  attempt->snapshot = pod_snapshot_new ();
  attempt->snapshot->site = pod_site_load (connection, error);
  if (attempt->snapshot->site != NULL)
    pod_snapshot_load (attempt->snapshot, connection, NULL, error);
  return NULL;
}

/* What cannot be anybody's is not asked of the database; told like any other failure. */
static gboolean
check_attempt (const char *user, const char *password, GError **error)
{
  if (user != NULL && *user != '\0' && g_utf8_strlen (user, -1) <= MAX_USER && password != NULL)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                       _ ("no such user, or not this password"));
  return FALSE;
}

static gboolean
read_role (SignIn *attempt, PodUserRole *role, GError **error)
{
  if (attempt->refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&attempt->refusal));
      return FALSE;
    }
  if (pod_user_role_from_string (attempt->role, role))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE,
                       "this user's role is not known to this version");
  return FALSE;
}

static gboolean
take_sign_in (PodTrial *self, SignIn *attempt, GError **error)
{
  PodUserRole role;

  if (!read_role (attempt, &role, error))
    return FALSE;
  pod_trial_set_session (self, attempt->user, role, g_steal_pointer (&attempt->vault));
  pod_trial_take_snapshot (self, attempt->snapshot);
  g_object_notify (G_OBJECT (self), "user");
  g_object_notify (G_OBJECT (self), "signed-in");
  return TRUE;
}

gboolean
pod_trial_sign_in (PodTrial *self, const char *user, const char *password, GError **error)
{
  g_autoptr (SignIn) attempt = NULL;
  g_autoptr (GError) failure = NULL;

  pod_trial_sign_out (self);
  if (!pod_trial_require_open (self, error) || !check_attempt (user, password, error))
    return FALSE;
  attempt = sign_in_new (self, user, password);
  pod_database_call (self->database, POD_ACCESS_WRITE, attempt_sign_in, attempt, NULL, NULL,
                     &failure);
  if (failure == NULL)
    return take_sign_in (self, attempt, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
attempt_password (PodConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  try_password (connection, data, error);
  return NULL;
}

gboolean
pod_trial_try_sign_in (PodTrial *self,
                       const char *user,
                       const char *password,
                       PodUserRole *role,
                       GError **error)
{
  g_autoptr (SignIn) attempt = NULL;
  g_autoptr (GError) failure = NULL;

  if (!pod_trial_require_open (self, error) || !check_attempt (user, password, error))
    return FALSE;
  attempt = sign_in_new (self, user, password);
  pod_database_call (self->database, POD_ACCESS_WRITE, attempt_password, attempt, NULL, NULL,
                     &failure);
  if (failure == NULL)
    return read_role (attempt, role, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
sign_in_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  SignIn *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL && attempt->epoch != self->epoch)
    pod_trial_set_gone_error (&error);
  /* The trail may say LOGIN by now, but nobody who gave up is let in. */
  if (error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  if (error != NULL || !take_sign_in (self, attempt, &error))
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
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_sign_in_async, cancellable, callback, user_data);
  GError *error = NULL;
  SignIn *attempt;

  pod_trial_sign_out (self);
  if (!pod_trial_require_open (self, &error) || !check_attempt (user, password, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  attempt = sign_in_new (self, user, password);
  g_task_set_task_data (task, attempt, (GDestroyNotify) sign_in_free);
  pod_database_run (self->database, POD_ACCESS_WRITE, attempt_sign_in, attempt, NULL, NULL,
                    cancellable, sign_in_ready_cb, g_object_ref (task));
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
      !pod_trial_check_credentials (user, password, error))
    return FALSE;
  stamp = pod_trial_make_stamp (self, NULL);
  pod_database_call (self->database, POD_ACCESS_WRITE, add_user,
                     &(NewUser){ stamp, self->key, user, password, role }, NULL, NULL, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
