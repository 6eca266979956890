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

static gboolean
is_same (char a, char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

/* Letters added, left out, replaced or swapped with their neighbour: "hbg" is one edit from hgb. */
static guint
count_edits (const char *a, const char *b)
{
  guint8 edits[NAME_MAX_LENGTH + 1][NAME_MAX_LENGTH + 1];
  gsize n = strlen (a);
  gsize m = strlen (b);

  for (gsize i = 0; i <= n; i++)
    for (gsize j = 0; j <= m; j++)
      {
        guint least = i == 0 ? j : i;

        if (i > 0 && j > 0)
          {
            least = MIN (edits[i - 1][j], edits[i][j - 1]) + 1;
            least = MIN (least, edits[i - 1][j - 1] + (guint) !is_same (a[i - 1], b[j - 1]));
          }
        if (i > 1 && j > 1 && is_same (a[i - 1], b[j - 2]) && is_same (a[i - 2], b[j - 1]))
          least = MIN (least, edits[i - 2][j - 2] + 1u);
        edits[i][j] = least;
      }
  return edits[n][m];
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
