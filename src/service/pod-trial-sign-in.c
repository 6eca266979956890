/* Signing in, and who may: the account is read, the password tried where nobody waits for the database, the outcome written down, and only
 * then the data loaded, a casebook at a time. */

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-key-grant.h"
#include "pod-trial-private.h"

#define MAX_USER 64

/* Volatile, or the compiler would see that nobody reads it again. */
void
pod_wipe (gpointer text)
{
  for (volatile char *p = text; p != NULL && *p != '\0'; p++)
    *p = '\0';
  g_free (text);
}

gboolean
pod_trial_check_credentials (const char *user, const char *password, GError **error)
{
  if (user == NULL || *user == '\0' || g_utf8_strlen (user, -1) > MAX_USER)
    {
      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                   _ ("a user name of 1 to %d characters is needed"), MAX_USER);
      return FALSE;
    }
  return pod_trial_check_password_rules (user, password, error);
}

typedef struct
{
  char *user;
  char *password;
  PodStamp *stamp;
  guint epoch;
  gboolean loads; /* or only tries */
  char *pinned;   /* the version of the study that is in memory */
  /* What came of it. */
  PodAccount *account;
  PodUserPast past;
  PodUserRole role;
  PodVault *vault;
  GPtrArray *delegations;
  GError *refusal;
  PodSnapshot *snapshot;
  PodStudy *study; /* where another version is in force by now */
} SignIn;

static SignIn *
sign_in_new (PodTrial *self, const char *user, const char *password)
{
  SignIn *attempt = g_new0 (SignIn, 1);

  attempt->user = g_strdup (user);
  attempt->password = g_strdup (password);
  attempt->epoch = self->epoch;
  attempt->stamp = pod_stamp_new (user, "none", "sign-in", NULL, pod_clock_now (&self->clock));
  attempt->delegations = pod_delegations_new ();
  attempt->pinned = g_strdup (self->pinned);
  return attempt;
}

static void
sign_in_free (SignIn *attempt)
{
  pod_wipe (attempt->password);
  g_free (attempt->user);
  pod_stamp_free (attempt->stamp);
  g_clear_pointer (&attempt->account, pod_account_free);
  pod_user_past_clear (&attempt->past);
  g_clear_pointer (&attempt->vault, pod_vault_free);
  g_ptr_array_unref (attempt->delegations);
  g_clear_error (&attempt->refusal);
  g_clear_pointer (&attempt->snapshot, pod_snapshot_free);
  g_clear_pointer (&attempt->study, pod_study_unref);
  g_free (attempt->pinned);
  g_free (attempt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

/* ---- reading ---- */

static gpointer
read_account (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *attempt = data;

  attempt->account = pod_account_read (connection, attempt->user, error);
  if (attempt->account != NULL)
    pod_user_past_read (connection, attempt->user, attempt->account->id, &attempt->past, error);
  return NULL;
}

/* ---- trying: on whatever thread, without the database ---- */

/* The answer is a refusal, or none: it always comes. */
static gboolean
try_password (gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *attempt = data;

  if (pod_lock_out_check (&attempt->past, attempt->stamp->when, &attempt->refusal))
    pod_account_try (attempt->account, attempt->password, &attempt->refusal);
  return TRUE;
}

/* ---- settling ---- */

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

gboolean
pod_trial_check_confirmed (PodUserRole role, gboolean is_endorsed, PodVault *vault, GError **error)
{
  if (!pod_role_may (role, POD_VERB_SEE_IDENTITY) || (is_endorsed && pod_vault_has_data (vault)))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING,
                       _ ("This account waits for the principal investigator’s confirmation."));
  return FALSE;
}

static void
check_role (SignIn *attempt)
{
  PodAccount *account = attempt->account;

  if (!pod_user_role_from_string (account->role, &attempt->role))
    g_set_error_literal (&attempt->refusal, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE,
                         "this user's role is not known to this version");
  else if (!account->must_change)
    pod_trial_check_confirmed (attempt->role, account->is_endorsed, attempt->vault,
                               &attempt->refusal);
}

/* The account is not what it was when the password was tried, or turns out not to be let in. */
static gboolean
settle_account (PodConnection *connection, SignIn *attempt, GError **error)
{
  GError *failure = NULL;

  if (!pod_account_settle (connection, attempt->account, &failure))
    {
      if (!g_error_matches (failure, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD))
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      attempt->refusal = failure;
      return TRUE;
    }
  attempt->vault = pod_account_take_vault (attempt->account);
  check_role (attempt);
  return TRUE;
}

static gboolean
note_attempt (PodConnection *connection, SignIn *attempt, GError **error)
{
  gboolean is_wrong = g_error_matches (attempt->refusal, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  const char *action = attempt->refusal == NULL ? "LOGIN"
                       : is_wrong               ? "LOGIN_FAIL"
                                                : "LOGIN_REFUSED";

  return pod_audit_note (connection, action, NULL, error) &&
         (!is_wrong || !pod_lock_out_is_next (&attempt->past) ||
          pod_audit_note (connection, "LOCKOUT", NULL, error));
}

static gboolean
is_due (PodConnection *connection)
{
  g_autofree char *value = pod_setting_get (connection, POD_SETTING_ROTATE, NULL);

  return g_strcmp0 (value, "due") == 0;
}

/* The data key is changed by the first PI who comes after an administrator has ended an account. */
static gboolean
rotate_if_due (PodConnection *connection, SignIn *attempt, GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;

  if (attempt->role != POD_USER_PI || !pod_vault_has_data (attempt->vault) || !is_due (connection))
    return TRUE;
  stamp = pod_stamp_new (attempt->user, attempt->account->role, "sign-in", "an account was ended",
                         attempt->stamp->when);
  return pod_connection_set_stamp (connection, stamp, error) &&
         pod_vault_rotate (connection, attempt->vault, error) &&
         pod_setting_set (connection, POD_SETTING_ROTATE, "done", error);
}

/* While the password was tried, others may have been: the past is what it is now, and a right password opens nothing that is locked. */
static gboolean
read_past_again (PodConnection *connection, SignIn *attempt, GError **error)
{
  pod_user_past_clear (&attempt->past);
  if (!pod_user_past_read (connection, attempt->user, attempt->account->id, &attempt->past, error))
    return FALSE;
  if (attempt->refusal == NULL ||
      g_error_matches (attempt->refusal, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD))
    {
      GError *locked = NULL;

      if (!pod_lock_out_check (&attempt->past, attempt->stamp->when, &locked))
        {
          g_clear_error (&attempt->refusal);
          attempt->refusal = locked;
        }
    }
  return TRUE;
}

/* A refusal is recorded too, so it must not roll the transaction back. */
static gpointer
settle (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *attempt = data;

  if (!stamp_attempt (connection, attempt, error) ||
      !read_past_again (connection, attempt, error) ||
      (attempt->refusal == NULL && !settle_account (connection, attempt, error)) ||
      !note_attempt (connection, attempt, error) || attempt->refusal != NULL)
    return NULL;
  if (rotate_if_due (connection, attempt, error))
    pod_delegation_table_read (connection, attempt->account->id, pod_delegation_collect,
                               attempt->delegations, error);
  return NULL;
}

/* ---- loading ---- */

/* The study may have been amended since the trial was opened. */
static gboolean
load_study (PodConnection *connection, SignIn *attempt, GError **error)
{
  GError *failure = NULL;
  char *pinned = NULL;

  attempt->study = pod_study_read_pinned (connection, attempt->pinned, NULL, &pinned, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (attempt->study != NULL)
    {
      g_free (attempt->pinned);
      attempt->pinned = pinned;
    }
  return TRUE;
}

static void
take_loaded (PodTrial *self, SignIn *attempt)
{
  if (attempt->study != NULL)
    pod_trial_take_study (self, g_steal_pointer (&attempt->study), g_strdup (attempt->pinned));
  if (attempt->snapshot != NULL)
    pod_trial_take_snapshot (self, attempt->snapshot);
}

static gpointer
load (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *attempt = data;

  if (!load_study (connection, attempt, error))
    return NULL;
  attempt->snapshot = pod_snapshot_new ();
  attempt->snapshot->site = pod_site_load (connection, error);
  if (attempt->snapshot->site != NULL && pod_role_may (attempt->role, POD_VERB_READ))
    pod_snapshot_load (attempt->snapshot, connection, NULL, error);
  return NULL;
}

/* Who must choose a password first, or sees no data, is shown none. */
static gboolean
is_to_load (const SignIn *attempt)
{
  return attempt->loads && attempt->refusal == NULL && !attempt->account->must_change;
}

/* ---- what both forms share ---- */

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
take_sign_in (PodTrial *self, SignIn *attempt, GError **error)
{
  if (attempt->refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&attempt->refusal));
      return FALSE;
    }
  pod_trial_set_session (self, attempt->user, attempt->role, g_steal_pointer (&attempt->vault));
  self->user_id = attempt->account->id;
  self->full_name = g_strdup (attempt->account->full_name);
  self->must_change = attempt->account->must_change;
  self->failures = attempt->past.since_sign_in;
  g_free (self->last_failure);
  self->last_failure = g_steal_pointer (&attempt->past.last_failure);
  g_ptr_array_unref (self->delegations);
  self->delegations = g_ptr_array_ref (attempt->delegations);
  take_loaded (self, attempt);
  g_object_notify (G_OBJECT (self), "user");
  g_object_notify (G_OBJECT (self), "signed-in");
  return TRUE;
}

/* ---- waiting ---- */

static gboolean
run_attempt (PodTrial *self, SignIn *attempt, GError **error)
{
  if (!pod_trial_call (self, POD_ACCESS_READ, read_account, attempt, error))
    return FALSE;
  try_password (attempt, NULL, NULL);
  return pod_trial_call (self, POD_ACCESS_WRITE, settle, attempt, error) &&
         (!is_to_load (attempt) || pod_trial_call (self, POD_ACCESS_READ, load, attempt, error));
}

gboolean
pod_trial_sign_in (PodTrial *self, const char *user, const char *password, GError **error)
{
  g_autoptr (SignIn) attempt = NULL;

  pod_trial_sign_out (self);
  if (!pod_trial_require_open (self, error) || !check_attempt (user, password, error))
    return FALSE;
  attempt = sign_in_new (self, user, password);
  attempt->loads = TRUE;
  return run_attempt (self, attempt, error) && take_sign_in (self, attempt, error);
}

gboolean
pod_trial_try_sign_in (PodTrial *self,
                       const char *user,
                       const char *password,
                       PodUserRole *role,
                       GError **error)
{
  g_autoptr (SignIn) attempt = NULL;

  if (!pod_trial_require_open (self, error) || !check_attempt (user, password, error))
    return FALSE;
  attempt = sign_in_new (self, user, password);
  if (!run_attempt (self, attempt, error))
    return FALSE;
  *role = attempt->role;
  if (attempt->refusal == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&attempt->refusal));
  return FALSE;
}

gboolean
pod_trial_load (PodTrial *self, GError **error)
{
  g_autoptr (SignIn) attempt = sign_in_new (self, self->user, "");

  attempt->role = self->role;
  if (!pod_trial_call (self, POD_ACCESS_READ, load, attempt, error))
    return FALSE;
  take_loaded (self, attempt);
  return TRUE;
}

/* ---- not waiting: each step begins the next ---- */

static void
end_sign_in (GTask *task, GError *error)
{
  PodTrial *self = g_task_get_source_object (task);
  SignIn *attempt = g_task_get_task_data (task);

  /* Whoever is gone is not told what became of their attempt, a closed trial's least of all. */
  if (attempt->epoch != self->epoch)
    {
      g_clear_error (&error);
      pod_trial_set_gone_error (&error);
    }
  /* The trail may say LOGIN by now, but nobody who gave up is let in. */
  if (error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  if (error != NULL || !take_sign_in (self, attempt, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run (GTask *task, PodAccess access, PodDatabaseFunc func, GAsyncReadyCallback callback)
{
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!pod_trial_require_open (self, &error))
    end_sign_in (task, error);
  else
    pod_database_run (self->database, access, func, g_task_get_task_data (task), NULL, NULL,
                      g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
load_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  end_sign_in (task, error);
}

static void
settle_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL && is_to_load (g_task_get_task_data (task)))
    run (task, POD_ACCESS_READ, load, load_ready_cb);
  else
    end_sign_in (task, error);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  run (task, POD_ACCESS_WRITE, settle, settle_ready_cb);
}

static void
account_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    {
      end_sign_in (task, error);
      return;
    }
  pod_trial_work_in_thread (task, try_password, tried_cb);
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
  attempt->loads = TRUE;
  g_task_set_task_data (task, attempt, (GDestroyNotify) sign_in_free);
  run (task, POD_ACCESS_READ, read_account, account_ready_cb);
}

gboolean
pod_trial_sign_in_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
