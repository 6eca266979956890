#include <string.h>

#include "pod-scene-csv.h"

/* RFC 4180; a byte-order mark, so that spreadsheets read Chinese. */
#define MARK "\xef\xbb\xbf"

/* A cell that begins like a formula would be run by a spreadsheet: it gets an apostrophe.  A plain negative number is none. */
static gboolean
is_formula (const char *text)
{
  char *end = NULL;

  if (*text == '\0' || strchr ("=+-@\t\r", *text) == NULL)
    return FALSE;
  g_ascii_strtod (text, &end);
  return *end != '\0';
}

static void
append_cell (GByteArray *out, const char *text, gboolean first)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  gboolean quoted = strpbrk (text, ",\"\r\n") != NULL;
  g_autofree char *cell = g_strconcat (first ? "" : ",", quoted ? "\"" : "",
                                       is_formula (text) ? "'" : "", doubled, quoted ? "\"" : "",
                                       NULL);

  g_byte_array_append (out, (const guint8 *) cell, (guint) strlen (cell));
}

GByteArray *
pod_scene_to_csv (PodScene *scene)
{
  const GPtrArray *rows = pod_scene_get_rows (scene);
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) MARK, strlen (MARK));
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (guint k = 0; cells[k] != NULL; k++)
        append_cell (out, cells[k], k == 0);
      g_byte_array_append (out, (const guint8 *) "\r\n", 2);
    }
  return out;
}
