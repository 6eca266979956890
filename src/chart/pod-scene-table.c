#include "pod-scene-table.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
/* As it is drawn; a spreadsheet would take it for text. */
#define MINUS "\xE2\x88\x92"

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL && !is_number (text);
}

/* A tab or a line end within a cell would begin another one. */
static void
append_plain (GString *out, const char *cell)
{
  for (const char *p = cell; *p != '\0'; p++)
    g_string_append_c (out, strchr ("\t\r\n", *p) != NULL ? ' ' : *p);
}

static void
append_quoted (GString *out, const char *cell)
{
  g_string_append_c (out, '"');
  for (const char *p = cell; *p != '\0'; p++)
    g_string_append (out, *p == '"' ? "\"\"" : (char[2]){ *p, '\0' });
  g_string_append_c (out, '"');
}

static char *
make_plain (const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, MINUS, -1);

  return g_strjoinv ("-", parts);
}

static void
append_cell (GString *out, const char *cell, char separator)
{
  g_autofree char *plain = make_plain (cell);
  g_autofree char *guarded = g_strconcat (is_formula (plain) ? "'" : "", plain, NULL);

  if (separator == '\t')
    append_plain (out, guarded);
  else if (strpbrk (guarded, "\",\r\n") != NULL)
    append_quoted (out, guarded);
  else
    g_string_append (out, guarded);
}

char *
pod_scene_print_table (PodScene *scene, char separator)
{
  const GPtrArray *rows = pod_scene_get_rows (scene);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      for (guint k = 0; row[k] != NULL; k++)
        {
          if (k > 0)
            g_string_append_c (out, separator);
          append_cell (out, row[k], separator);
        }
      g_string_append (out, separator == ',' ? "\r\n" : "\n");
    }
  return g_string_free (out, FALSE);
}

gboolean
pod_scene_is_table_name (const char *path)
{
  gsize length = strlen (path);

  return length > 4 && g_ascii_strcasecmp (path + length - 4, ".csv") == 0;
}

gboolean
pod_scene_write_table (PodScene *scene, const char *path, GError **error)
{
  g_autofree char *table = pod_scene_print_table (scene, ',');
  g_autofree char *text = g_strconcat (BYTE_ORDER_MARK, table, NULL);

  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
