#include "pod-rule-report.h"

#include <string.h>

/* Names are compared up to this length; the longest of any study is far below it. */
#define NAME_MAX_LENGTH 63

void
pod_rule_report_add (PodRuleReport *report, guint column, const char *format, ...)
{
  static const PodRuleOrigin nowhere = { NULL };
  const PodRuleOrigin *origin = report->origin != NULL ? report->origin : &nowhere;
  guint first = MAX (origin->column, 1);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  report->n_faults++;
  pod_problems_add (report->problems, origin->file, origin->line, first + column - 1, origin->group,
                    origin->key, "%s", message);
}

static guint
count_edits (const char *a, const char *b)
{
  guint row[NAME_MAX_LENGTH + 1];
  gsize length = strlen (b);

  for (guint j = 0; j <= length; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= length; j++)
        {
          guint replaced = diagonal + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));

          diagonal = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[length];
}

const char *
pod_rule_find_nearest (const char *name, const char *const *names)
{
  gsize length = strlen (name);
  /* A third of the letters may be wrong: "hgbb" is hgb, "alt" is not anc. */
  guint best = MAX (length, 3) / 3 + 1;
  const char *nearest = NULL;

  if (names == NULL || length > NAME_MAX_LENGTH)
    return NULL;
  for (; *names != NULL; names++)
    {
      guint edits = strlen (*names) <= NAME_MAX_LENGTH ? count_edits (name, *names) : G_MAXUINT;

      if (edits < best)
        {
          best = edits;
          nearest = *names;
        }
    }
  return nearest;
}
