#include <string.h>

#include "pod-scene-csv.h"

/* RFC 4180; a byte-order mark, so that spreadsheets read Chinese. */
#define MARK "\xef\xbb\xbf"
#define MINUS "\xe2\x88\x92"

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

/* For a program that reads it, a number's minus is a hyphen. */
static char *
make_plain (const char *text)
{
  const char *rest = g_str_has_prefix (text, MINUS) ? text + strlen (MINUS) : NULL;

  return rest != NULL && g_ascii_isdigit (*rest) ? g_strconcat ("-", rest, NULL) : g_strdup (text);
}

static void
append_cell (GByteArray *out, const char *cell_text, gboolean first)
{
  g_autofree char *text = make_plain (cell_text);
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
