#include "pod-lab-cell.h"

#include <string.h>

static gboolean
is_space (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isspace (c) || c == 0xFEFF || c == 0x200B;
}

/* Without the blanks around it, of whatever kind, and the mark at the start of a file that was put behind another. */
static char *
strip_cell (const char *cell)
{
  const char *end = cell + strlen (cell);

  while (*cell != '\0' && is_space (cell))
    cell = g_utf8_next_char (cell);
  while (end > cell && is_space (g_utf8_prev_char (end)))
    end = g_utf8_prev_char (end);
  return g_strndup (cell, (gsize) (end - cell));
}

char *
pod_lab_clean_cell (const char *cell)
{
  char *stripped = strip_cell (cell);
  gsize length = strlen (stripped);

  if (length < 3 || !g_str_has_prefix (stripped, "=\"") || stripped[length - 1] != '"' ||
      memchr (stripped + 2, '"', length - 3))
    return stripped;
  memmove (stripped, stripped + 2, length - 3);
  stripped[length - 3] = '\0';
  return stripped;
}
