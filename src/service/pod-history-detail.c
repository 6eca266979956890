/* What the program notes of itself is written for machines, so that it can be checked; here is what it says to a reader. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-trial-history.h"

/* How a detail begins; what follows (a head, a number) stands as it is, at the %s. */
static const struct
{
  const char *action;
  const char *start;
  const char *words;
} details[] = {
  { "LOCK", "asked", N_ ("by hand") },
  { "LOCK", "amended", N_ ("the study was amended by somebody else") },
  { "LOCK", "adopted", N_ ("a study was adopted") },
  { "LOCK", "idle", N_ ("nobody was working") },
  { "LOCK", "screen", N_ ("the screen was locked") },
  { "LOCK", "suspend", N_ ("the computer went to sleep") },
  { "LOCK", "guessing", N_ ("too many wrong passwords") },
  { "LOGIN_FAIL", "again", N_ ("where the password was asked for again") },
  { "LOGIN_FAIL", "signature", N_ ("wrong password") },
  { "LOGIN_REFUSED", "signature", N_ ("the account is locked out") },
  { "LOGIN_REFUSED", "again", N_ ("where the password was asked for again") },
  { "VERIFY", "no fault, head ", N_ ("no fault, head %s") },
  { "VERIFY", "faults: ", N_ ("faults: %s") },
  { "VERIFY", "restore-test good, head ", N_ ("restore test: everything came back, head %s") },
  { "VERIFY", "restore-test failed, head ",
    N_ ("restore test: something did not come back, head %s") },
  { "BACKUP", "by itself, head ", N_ ("by itself, head %s") },
  { "BACKUP", "head ", N_ ("asked for, head %s") },
  { "PRINT", "recovery key", N_ ("the recovery key") },
};

static char *
fill (const char *words, const char *rest)
{
  const char *place = strstr (words, "%s");

  return place == NULL
             ? g_strconcat (words, rest, NULL)
             : g_strdup_printf ("%.*s%s%s", (int) (place - words), words, rest, place + 2);
}

/* "from …64 digits… to …64 digits…"; so many digits of each tell them apart. */
static char *
say_amendment (const char *detail)
{
  g_auto (GStrv) words = g_strsplit (detail, " ", 4);

  if (g_strv_length (words) != 4)
    return g_strdup (detail);
  /* Translators: the beginnings of the hashes of two versions of the study. */
  return g_strdup_printf (_ ("version %1$.12s of the study, in place of %2$.12s"), words[3],
                          words[1]);
}

char *
pod_history_detail_to_words (const char *action, const char *detail)
{
  if (detail != NULL && g_strcmp0 (action, "AMEND") == 0)
    return say_amendment (detail);
  for (gsize i = 0; detail != NULL && i < G_N_ELEMENTS (details); i++)
    if (g_strcmp0 (action, details[i].action) == 0 && g_str_has_prefix (detail, details[i].start))
      return fill (_ (details[i].words), detail + strlen (details[i].start));
  return g_strdup (detail);
}
