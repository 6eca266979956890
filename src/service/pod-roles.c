/* Who may do what: the one table of role × verb, asked by the service and by the interface alike. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial.h"

/* The formatter would put spaces into the quark's name. */
/* clang-format off */
G_DEFINE_QUARK (pod-service-error-quark, pod_service_error)
/* clang-format on */

/* Whether a role may: not at all, always, or while the PI has delegated it. */
typedef enum
{
  NO,
  YES,
  LENT,
} May;

/* A column a role: P principal investigator, I sub-investigator, C coordinator, N nurse, M monitor, A administrator.
 * No medical judgement is a coordinator's or a nurse's; the monitor reads everything but names and changes nothing; the
 * administrator makes accounts and sees no data. */
/* clang-format off */
static const May may[POD_N_VERBS][POD_N_USER_ROLES] = {
  /*                            P    I     C    N    M    A  */
  [POD_VERB_READ] =           { YES, YES,  YES, YES, YES, NO },
  [POD_VERB_SEE_IDENTITY] =   { YES, YES,  YES, YES, NO,  NO },
  [POD_VERB_CONSENT] =        { YES, YES,  YES, NO,  NO,  NO },
  [POD_VERB_RECORD] =         { YES, YES,  YES, YES, NO,  NO },
  [POD_VERB_JUDGE] =          { YES, YES,  NO,  NO,  NO,  NO },
  [POD_VERB_ENROL] =          { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_IMPORT] =         { YES, YES,  YES, NO,  NO,  NO },
  [POD_VERB_EXPORT] =         { YES, NO,   YES, NO,  NO,  NO },
  [POD_VERB_VERIFY] =         { YES, YES,  YES, YES, YES, YES },
  [POD_VERB_MANAGE_USERS] =   { YES, NO,   NO,  NO,  NO,  YES },
  [POD_VERB_CONFIRM_USER] =   { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_DELEGATE] =       { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_REVIEW_ACCESS] =  { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_SIGN] =           { YES, LENT, NO,  NO,  NO,  NO },
  [POD_VERB_SIGN_OFF] =       { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_ASK] =            { YES, YES,  NO,  NO,  YES, NO },
  [POD_VERB_ANSWER] =         { YES, YES,  YES, YES, NO,  NO },
  [POD_VERB_HISTORY] =        { YES, YES,  YES, YES, YES, NO },
  [POD_VERB_REDACT] =         { YES, NO,   NO,  NO,  NO,  NO },
  [POD_VERB_BACKUP] =         { YES, NO,   YES, NO,  NO,  YES },
  [POD_VERB_SETTLE] =         { YES, NO,   NO,  NO,  NO,  NO },
};
/* clang-format on */

static const char *const names[POD_N_USER_ROLES] = { "pi",    "investigator", "coordinator",
                                                     "nurse", "monitor",      "administrator" };

gboolean
pod_role_may (PodUserRole role, PodVerb verb)
{
  g_return_val_if_fail (role < POD_N_USER_ROLES && verb < POD_N_VERBS, FALSE);

  return may[verb][role] == YES;
}

gboolean
pod_role_may_if_delegated (PodUserRole role, PodVerb verb)
{
  g_return_val_if_fail (role < POD_N_USER_ROLES && verb < POD_N_VERBS, FALSE);

  return may[verb][role] != NO;
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
    case POD_USER_NURSE:
      return _ ("study nurse");
    case POD_USER_MONITOR:
      return _ ("monitor");
    case POD_USER_ADMINISTRATOR:
    default:
      return _ ("administrator");
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
