/* Whether whoever is signed in still may be: what the database says of the account, and not what was true when they signed in. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

static const struct
{
  const char *cause; /* of a LOCK in the trail */
  const char *words;
} states[] = {
  [POD_ACCOUNT_IN_FORCE] = { NULL, NULL },
  [POD_ACCOUNT_ENDED] = { "ended", N_ ("Your account was ended. Ask the principal investigator.") },
  [POD_ACCOUNT_OTHER_ROLE] = { "role", N_ ("Your account was given another role. Sign in again to "
                                           "go on in it.") },
  [POD_ACCOUNT_RESET] = { "reset", N_ ("Your account was given a new first password. Sign in with "
                                       "that one.") },
};

const char *
pod_account_state_get_cause (PodAccountState state)
{
  return states[state].cause;
}

const char *
pod_lock_cause_to_words (const char *cause)
{
  static const struct
  {
    const char *cause;
    const char *words;
  } causes[] = {
    { "idle", N_ ("Locked because nobody touched it for a while.") },
    { "suspend", N_ ("Locked because the computer went to sleep.") },
    { "screen", N_ ("Locked together with the screen.") },
    { "amended", N_ ("The study was amended. Sign in again to work by the one in force.") },
    { "adopted", N_ ("The amended study is in force. Sign in again to work by it.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (causes[i].cause, cause) == 0)
      return _ (causes[i].words);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (cause != NULL && g_strcmp0 (states[i].cause, cause) == 0)
      return _ (states[i].words);
  return NULL;
}

gboolean
pod_trial_check_in_force (PodConnection *connection, const PodStamp *stamp, GError **error)
{
  g_autofree char *digest = stamp->study != NULL ? pod_pin_digest (connection, error) : NULL;

  if (stamp->study == NULL || g_strcmp0 (digest, stamp->study) == 0)
    return TRUE;
  if (digest != NULL)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE,
                         _ ("The study was amended. Nothing was saved; sign in again to work by "
                            "the one in force."));
  return FALSE;
}

gboolean
pod_trial_begin_writing (PodConnection *connection, const PodStamp *stamp, GError **error)
{
  PodAccountState state;

  if (!pod_user_table_read_state (connection, stamp->user, stamp->role, &state, error))
    return FALSE;
  if (state == POD_ACCOUNT_IN_FORCE)
    return pod_trial_check_in_force (connection, stamp, error) &&
           pod_connection_set_stamp (connection, stamp, error);
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ENDED, _ (states[state].words));
  return FALSE;
}
