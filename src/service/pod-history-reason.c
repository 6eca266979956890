/* The reasons of the trail that are the program's in part: stored as a code, and read as words. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-history-private.h"

#define RETURNED "displaced_result_returned: "

/* What stands before the words that somebody typed.  Older trails hold, instead of the code, what the program said in the language of whoever
 * undid the file.  Those words stay here as they were, whatever the program says today. */
static const char *const beginnings[] = { RETURNED,
                                          "file undone, and what it had displaced brought back: ",
                                          "文件已撤销，并恢复被其取代的结果：" };

char *
pod_history_make_return_reason (const char *why)
{
  return g_strconcat (RETURNED, why, NULL);
}

/* What somebody typed behind it; NULL where all of it was typed. */
static const char *
skip_return (const char *why)
{
  for (gsize i = 0; why != NULL && i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (why, beginnings[i]))
      return why + strlen (beginnings[i]);
  return NULL;
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

  if (typed == NULL)
    return g_strdup (why);
  /* Translators: why a result goes, and another one stands in the record anew; the reason that somebody gave. */
  return g_strdup_printf (_ ("file undone, and what it had displaced brought back: %s"), typed);
}
