/* Who may do what: the one table of role × verb, asked by the service and by the interface alike. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial.h"

/* The formatter would put spaces into the quark's name. */
/* clang-format off */
G_DEFINE_QUARK (pod-service-error-quark, pod_service_error)
/* clang-format on */

static const gboolean may[POD_N_USER_ROLES][POD_N_VERBS] = {
  [POD_USER_PI] = {
    [POD_VERB_READ] = TRUE, [POD_VERB_SEE_IDENTITY] = TRUE, [POD_VERB_CONSENT] = TRUE, [POD_VERB_RECORD] = TRUE,
    [POD_VERB_JUDGE] = TRUE, [POD_VERB_ENROL] = TRUE, [POD_VERB_IMPORT] = TRUE, [POD_VERB_EXPORT] = TRUE,
    [POD_VERB_VERIFY] = TRUE, [POD_VERB_MANAGE_USERS] = TRUE,
  },
  [POD_USER_INVESTIGATOR] = {
    [POD_VERB_READ] = TRUE, [POD_VERB_SEE_IDENTITY] = TRUE, [POD_VERB_CONSENT] = TRUE, [POD_VERB_RECORD] = TRUE,
    [POD_VERB_JUDGE] = TRUE, [POD_VERB_IMPORT] = TRUE, [POD_VERB_VERIFY] = TRUE,
  },
  /* No medical judgement is a coordinator's. */
  [POD_USER_COORDINATOR] = {
    [POD_VERB_READ] = TRUE, [POD_VERB_SEE_IDENTITY] = TRUE, [POD_VERB_CONSENT] = TRUE, [POD_VERB_RECORD] = TRUE,
    [POD_VERB_IMPORT] = TRUE, [POD_VERB_EXPORT] = TRUE, [POD_VERB_VERIFY] = TRUE,
  },
  /* Reads everything but names, changes nothing. */
  [POD_USER_MONITOR] = { [POD_VERB_READ] = TRUE, [POD_VERB_VERIFY] = TRUE },
};

static const char *const names[POD_N_USER_ROLES] = { "pi", "investigator", "coordinator",
                                                     "monitor" };

gboolean
pod_role_may (PodUserRole role, PodVerb verb)
{
  g_return_val_if_fail (role < POD_N_USER_ROLES && verb < POD_N_VERBS, FALSE);

  return may[role][verb];
}

const char *
pod_user_role_to_string (PodUserRole role)
{
  g_return_val_if_fail (role < POD_N_USER_ROLES, NULL);

  return names[role];
}

const char *
pod_user_role_to_words (PodUserRole role)
{
  switch (role)
    {
    case POD_USER_PI:
      return _ ("principal investigator");
    case POD_USER_INVESTIGATOR:
      return _ ("sub-investigator");
    case POD_USER_COORDINATOR:
      return _ ("clinical research coordinator");
    case POD_USER_MONITOR:
    default:
      return _ ("monitor");
    }
}

gboolean
pod_user_role_from_string (const char *text, PodUserRole *role)
{
  for (int i = 0; i < POD_N_USER_ROLES; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}
