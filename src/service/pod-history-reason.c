/* The reasons of the trail that are the program's in part: stored as a code, and read as words. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-history-private.h"

#define RETURNED "displaced_result_returned: "
/* Translators: why a result goes, and another one stands in the record anew; the reason that somebody gave. */
#define RETURNED_WORDS N_ ("file undone, and what it had displaced brought back: %s")

char *
pod_history_make_return_reason (const char *why)
{
  return g_strconcat (RETURNED, why, NULL);
}

/* NULL where @why does not begin as @format, or code, does. */
static const char *
skip_beginning (const char *why, const char *format)
{
  gsize length = strcspn (format, "%");

  return strncmp (why, format, length) == 0 ? why + length : NULL;
}

/* What somebody typed behind it; NULL where all of it was typed.  The program has once stored words, of the language of whoever undid the file. */
static const char *
skip_return (const char *why)
{
  const char *const beginnings[] = { RETURNED, RETURNED_WORDS, _ (RETURNED_WORDS) };
  const char *typed = NULL;

  for (gsize i = 0; why != NULL && typed == NULL && i < G_N_ELEMENTS (beginnings); i++)
    typed = skip_beginning (why, beginnings[i]);
  return typed;
}

gboolean
pod_history_is_return_reason (const char *why)
{
  return skip_return (why) != NULL;
}

char *
pod_history_reason_to_words (const char *why)
{
  const char *typed = skip_return (why);

  return typed != NULL ? g_strdup_printf (_ (RETURNED_WORDS), typed) : g_strdup (why);
}
