/* One's own password, and the recovery key. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-key-grant.h"
#include "pod-trial-private.h"

gboolean
pod_trial_must_change_password (PodTrial *self)
{
  return pod_trial_is_signed_in (self) && self->must_change;
}

guint
pod_trial_get_failed_attempts (PodTrial *self, char **last)
{
  if (last != NULL)
    *last = g_strdup (self->last_failure);
  return self->failures;
}

gboolean
pod_trial_is_memory_locked (void)
{
  return pod_vault_memory_is_locked ();
}

/* ---- the password again ---- */

typedef struct
{
  const char *user;
  const char *where; /* what the password was asked for again for, as the trail tells it */
  PodStamp *stamp;
  PodAccount *account;
  PodUserPast past;
  GError *locked; /* by this failure, or those of others; NULL where it is not */
  PodCredential *credential;
  PodVault *vault;
  const char *recovery_key;
} Own;

static void
own_clear (Own *own)
{
  g_clear_pointer (&own->stamp, pod_stamp_free);
  g_clear_pointer (&own->account, pod_account_free);
  g_clear_pointer (&own->credential, pod_credential_free);
  g_clear_error (&own->locked);
  pod_user_past_clear (&own->past);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Own, own_clear)

static gpointer
read_own (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Own *own = data;

  own->account = pod_account_read (connection, own->user, error);
  if (own->account != NULL)
    pod_user_past_read (connection, own->user, own->account->id, &own->past, error);
  return NULL;
}

/* Sets own->locked by what the trail says now; FALSE on error. */
static gboolean
look_whether_locked (PodConnection *connection, Own *own, GError **error)
{
  pod_user_past_clear (&own->past);
  g_clear_error (&own->locked);
  if (!pod_user_past_read (connection, own->user, own->account->id, &own->past, error))
    return FALSE;
  pod_lock_out_check (&own->past, own->stamp->when, &own->locked);
  return TRUE;
}

/* The past is read again: others may have failed since, and what is locked already counts no more. */
static gpointer
note_failure (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Own *own = data;

  if (!pod_connection_set_stamp (connection, own->stamp, error) ||
      !look_whether_locked (connection, own, error))
    return NULL;
  if (own->locked != NULL)
    pod_audit_note (connection, "LOGIN_REFUSED", own->where, error);
  else if (pod_audit_note (connection, "LOGIN_FAIL", own->where, error) &&
           look_whether_locked (connection, own, error) && own->locked != NULL)
    pod_audit_note (connection, "LOCKOUT", NULL, error);
  return NULL;
}

/* Who sits there and guesses is put out, as at the sign-in. */
static void
count_failure (PodTrial *self, Own *own)
{
  own->stamp = pod_trial_make_stamp (self, NULL);
  pod_trial_call (self, POD_ACCESS_WRITE, note_failure, own, NULL);
  if (own->locked != NULL)
    pod_trial_lock_telling (self, "guessing", own->locked->message);
}

static gboolean
try_own (PodTrial *self, Own *own, const char *password, GError **error)
{
  GError *failure = NULL;

  own->user = self->user;
  if (!pod_trial_call (self, POD_ACCESS_READ, read_own, own, error) ||
      !pod_lock_out_check (&own->past, pod_clock_now (&self->clock), error))
    return FALSE;
  if (pod_account_try (own->account, password != NULL ? password : "", &failure))
    return TRUE;
  if (g_error_matches (failure, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD))
    {
      count_failure (self, own);
      /* Who sits there is known: only the password is in doubt. */
      g_clear_error (&failure);
      g_set_error_literal (&failure, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                           _ ("this is not your password"));
    }
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
require_session (PodTrial *self, GError **error)
{
  if (pod_trial_is_signed_in (self) && self->database != NULL)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT,
                       "nobody is signed in");
  return FALSE;
}

gboolean
pod_trial_check_password_for (PodTrial *self,
                              const char *where,
                              const char *password,
                              GError **error)
{
  g_auto (Own) own = { .where = where };

  return require_session (self, error) && try_own (self, &own, password, error);
}

gboolean
pod_trial_check_password (PodTrial *self, const char *password, GError **error)
{
  return pod_trial_check_password_for (self, "again", password, error);
}

/* ---- another password ---- */

/* The account may have been reset or ended since the old password was tried: that stays. */
static gpointer
put_password (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Own *own = data;

  if (pod_connection_set_stamp (connection, own->stamp, error) &&
      pod_account_check_same (connection, own->account, error) &&
      (!own->account->must_change ||
       pod_key_grant_withdraw (connection, own->account->id, error)) &&
      pod_credential_put (connection, own->credential, own->account->id, error))
    pod_user_table_set_must_change (connection, own->account->id, FALSE, error);
  return NULL;
}

/* Keys go on under the new password.  But whoever chose a first password could have opened the keys under it, the one for signing, too:
 * the person draws new ones, which are nobody's but theirs. */
static PodCredential *
make_credential (PodTrial *self, const char *password, GError **error)
{
  PodVault *keep = !self->must_change && pod_vault_has_data (self->key->vault) ? self->key->vault
                                                                               : NULL;

  return pod_credential_new (self->user, password, pod_role_may (self->role, POD_VERB_SEE_IDENTITY),
                             keep, error);
}

static gboolean
go_on (PodTrial *self, GError **error)
{
  self->must_change = FALSE;
  if (pod_trial_check_confirmed (self->role, FALSE, NULL, error))
    return pod_trial_load (self, error);
  /* The password is theirs from now on; the data wait for the PI. */
  pod_trial_sign_out (self);
  return FALSE;
}

gboolean
pod_trial_change_password (PodTrial *self,
                           const char *old_password,
                           const char *new_password,
                           GError **error)
{
  g_auto (Own) own = { .where = "again" };
  gboolean was_first;

  if (!require_session (self, error) || !try_own (self, &own, old_password, error) ||
      !pod_trial_check_password_rules (self->user, new_password, error))
    return FALSE;
  if (g_strcmp0 (old_password, new_password) == 0)
    {
      g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                           _ ("The new password is the old one. Choose another."));
      return FALSE;
    }
  was_first = self->must_change;
  own.credential = make_credential (self, new_password, error);
  own.stamp = pod_trial_make_stamp (self, "a new password");
  if (own.credential == NULL || !pod_trial_call (self, POD_ACCESS_WRITE, put_password, &own, error))
    return FALSE;
  return !was_first || go_on (self, error);
}

/* ---- the recovery key ---- */

static gpointer
make_recovery (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Own *own = data;

  if (!pod_trial_begin_writing (connection, own->stamp, error) ||
      !pod_vault_keep_up (connection, own->vault, error))
    return NULL;
  return pod_key_grant_make_recovery (connection, own->vault, error);
}

char *
pod_trial_make_recovery_key (PodTrial *self, const char *password, GError **error)
{
  g_auto (Own) own = { 0 };

  if (!pod_trial_require (self, POD_VERB_CONFIRM_USER, error) ||
      !pod_trial_check_password (self, password, error))
    return NULL;
  own.stamp = pod_trial_make_stamp (self, "a new recovery key");
  own.vault = self->key->vault;
  return pod_database_call (self->database, POD_ACCESS_WRITE, make_recovery, &own, pod_wipe,
                            self->over, error);
}

static gpointer
confirm_recovery (PodConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Own *own = data;

  if (pod_connection_set_stamp (connection, own->stamp, error))
    pod_key_grant_confirm_recovery (connection, own->recovery_key, error);
  return NULL;
}

gboolean
pod_trial_confirm_recovery_key (PodTrial *self, const char *recovery_key, GError **error)
{
  g_auto (Own) own = { .recovery_key = recovery_key };

  if (!pod_trial_require (self, POD_VERB_CONFIRM_USER, error))
    return FALSE;
  own.stamp = pod_trial_make_stamp (self, "the recovery key is written down");
  return pod_trial_call (self, POD_ACCESS_WRITE, confirm_recovery, &own, error);
}

static gpointer
note_printed (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  if (pod_connection_set_stamp (connection, ((Own *) data)->stamp, error))
    pod_audit_note (connection, "PRINT", "recovery key", error);
  return NULL;
}

gboolean
pod_trial_note_recovery_key_printed (PodTrial *self, GError **error)
{
  g_auto (Own) own = { 0 };

  if (!pod_trial_require (self, POD_VERB_CONFIRM_USER, error))
    return FALSE;
  own.stamp = pod_trial_make_stamp (self, NULL);
  return pod_trial_call (self, POD_ACCESS_WRITE, note_printed, &own, error);
}

static gpointer
is_recovery_pending (PodConnection *connection,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  return GINT_TO_POINTER (pod_key_grant_is_recovery_pending (connection));
}

gboolean
pod_trial_is_recovery_key_pending (PodTrial *self)
{
  return self->database != NULL &&
         pod_database_call (self->database, POD_ACCESS_READ, is_recovery_pending, NULL, NULL, NULL,
                            NULL) != NULL;
}

static gpointer
has_recovery (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (pod_key_grant_has_recovery (connection));
}

gboolean
pod_trial_has_recovery_key (PodTrial *self)
{
  return self->database != NULL && pod_database_call (self->database, POD_ACCESS_READ, has_recovery,
                                                      NULL, NULL, NULL, NULL) != NULL;
}

static gpointer
recover (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Own *own = data;

  if (!pod_connection_set_stamp (connection, own->stamp, error) ||
      !pod_account_check_same (connection, own->account, error))
    return NULL;
  pod_key_grant_recover_for (connection, own->recovery_key, own->account->id, own->credential,
                             error);
  return NULL;
}

static gpointer
note_recovery_failure (PodConnection *connection,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  if (pod_connection_set_stamp (connection, ((Own *) data)->stamp, error))
    pod_audit_note (connection, "RECOVERY_FAIL", NULL, error);
  return NULL;
}

static gboolean
is_pi (const PodAccount *account, GError **error)
{
  if (g_strcmp0 (account->role, pod_user_role_to_string (POD_USER_PI)) == 0)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("The recovery key gives a new password to a principal investigator. No "
                          "one of that user name is one."));
  return FALSE;
}

gboolean
pod_trial_recover (PodTrial *self,
                   const char *recovery_key,
                   const char *user,
                   const char *new_password,
                   GError **error)
{
  g_auto (Own) own = { .user = user, .recovery_key = recovery_key };

  pod_trial_sign_out (self);
  if (!pod_trial_require_open (self, error) ||
      !pod_trial_check_credentials (user, new_password, error) ||
      !pod_trial_call (self, POD_ACCESS_READ, read_own, &own, error) || !is_pi (own.account, error))
    return FALSE;
  own.stamp = pod_stamp_new (user, own.account->role, "recovery", "the recovery key",
                             pod_clock_now (&self->clock));
  own.credential = pod_credential_new (user, new_password, TRUE, NULL, error);
  if (own.credential == NULL)
    return FALSE;
  if (pod_trial_call (self, POD_ACCESS_WRITE, recover, &own, error))
    return TRUE;
  /* Whoever tried that is not known to be the PI. */
  pod_stamp_free (own.stamp);
  own.stamp = pod_stamp_new (user, "none", "recovery", NULL, pod_clock_now (&self->clock));
  pod_trial_call (self, POD_ACCESS_WRITE, note_recovery_failure, &own, NULL);
  return FALSE;
}
