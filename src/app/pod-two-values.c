#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-two-values.h"

#include <glib/gi18n-lib.h>

void
pod_two_values_free (PodTwoValues *difference)
{
  g_free (difference->was);
  g_free (difference->theirs);
  g_free (difference->mine);
  g_free (difference);
}

guint
pod_two_values_count_clashes (const GPtrArray *differences)
{
  guint n = 0;

  for (guint i = 0; i < differences->len; i++)
    n += ((const PodTwoValues *) g_ptr_array_index (differences, i))->how == POD_MERGE_CLASH;
  return n;
}

char *
pod_two_values_say_merged (const GPtrArray *differences)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const PodTwoValues *difference = g_ptr_array_index (differences, i);
      gboolean theirs = difference->how == POD_MERGE_THEIRS;

      if (difference->how == POD_MERGE_CLASH)
        continue;
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      /* Translators: a field, what it was and what it is now. */
      g_string_append_printf (lines,
                              theirs ? _ ("%s: %s → %s (theirs)") : _ ("%s: %s → %s (yours)"),
                              difference->name, difference->was,
                              theirs ? difference->theirs : difference->mine);
    }
  return g_string_free (lines, lines->len == 0);
}
