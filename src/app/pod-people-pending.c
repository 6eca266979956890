/* Gone as soon as the service has these: until then every program links. */

#include "pod-trial-users.h"

#define PENDING __attribute__ ((weak))

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not there yet");
  return FALSE;
}

PENDING void
pod_user_free (PodUser *user)
{
}

PENDING const char *
pod_user_state_to_words (PodUserState state)
{
  return "";
}

PENDING GPtrArray *
pod_trial_list_users (PodTrial *self, GError **error)
{
  refuse (error);
  return NULL;
}

PENDING gboolean
pod_trial_add_person (PodTrial *self, const PodNewUser *person, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_set_role (PodTrial *self, gint64 user, PodUserRole role, const char *why, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_revoke_user (PodTrial *self, gint64 user, const char *why, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_unlock_user (PodTrial *self, gint64 user, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_reset_password (PodTrial *self,
                          gint64 user,
                          const char *password,
                          const char *why,
                          GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_confirm_user (PodTrial *self, gint64 user, const char *password, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_delegate (PodTrial *self,
                    gint64 user,
                    const char *task,
                    PodDate start,
                    PodDate stop,
                    GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_end_delegation (PodTrial *self, gint64 delegation, const char *why, GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_must_change_password (PodTrial *self)
{
  return FALSE;
}

PENDING gboolean
pod_trial_change_password (PodTrial *self,
                           const char *old_password,
                           const char *new_password,
                           GError **error)
{
  return refuse (error);
}

PENDING guint
pod_trial_get_failed_attempts (PodTrial *self, char **last)
{
  return 0;
}

PENDING GPtrArray *
pod_trial_list_lock_outs (PodTrial *self, GError **error)
{
  return g_ptr_array_new ();
}

PENDING void
pod_trial_lock (PodTrial *self, const char *cause)
{
  pod_trial_sign_out (self);
}

PENDING char *
pod_trial_make_recovery_key (PodTrial *self, const char *password, GError **error)
{
  refuse (error);
  return NULL;
}

PENDING gboolean
pod_trial_recover (PodTrial *self,
                   const char *recovery_key,
                   const char *user,
                   const char *new_password,
                   GError **error)
{
  return refuse (error);
}

PENDING gboolean
pod_trial_has_recovery_key (PodTrial *self)
{
  return FALSE;
}

PENDING void
pod_wipe_text (char *text)
{
  g_free (text);
}
