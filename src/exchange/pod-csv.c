#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PodCsv
{
  const char *text;
  const char *read;
  const char *line_start; /* where the line of @read begins */
  guint line;
  guint n_cells; /* of all rows read */
  char delimiter;
  GString *cells;  /* of the row, each with its NUL */
  GArray *offsets; /* gsize, in @cells */
};

static gboolean
refuse (guint line, guint column, const char *what, GError **error)
{
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, _ ("Line %u, column %u: %s"),
               line, column, what);
  return FALSE;
}

/* The column counts characters, which takes as long as the line: only for whoever refuses. */
static guint
count_column (const char *line_start, const char *at)
{
  return (guint) g_utf8_pointer_to_offset (line_start, at) + 1;
}

/* A title above the heading has no delimiter: so many lines are looked at. */
#define GUESS_WITHIN 20

/* The most of @delimiter in one of the first lines, outside quotes. */
static guint
count_in_first_lines (const char *text, char delimiter)
{
  gboolean quoted = FALSE;
  guint count = 0, most = 0, lines = 0;

  for (const char *p = text; *p != '\0' && lines < GUESS_WITHIN; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      if (!quoted && *p == '\n')
        lines++;
      count = quoted || !strchr ("\r\n", *p) ? count + (!quoted && *p == delimiter) : 0;
      most = MAX (most, count);
    }
  return most;
}

static char
guess_delimiter (const char *text)
{
  static const char candidates[] = ",\t;";
  char best = ',';
  guint most = 0;

  for (guint i = 0; i < 3; i++)
    {
      guint count = count_in_first_lines (text, candidates[i]);

      if (count > most)
        {
          most = count;
          best = candidates[i];
        }
    }
  return best;
}

static gboolean
is_line_end (char c)
{
  return c == '\r' || c == '\n';
}

/* A line end of two characters is one. */
static void
end_line (PodCsv *csv)
{
  csv->read += *csv->read == '\r' && csv->read[1] == '\n' ? 2 : 1;
  csv->line++;
  csv->line_start = csv->read;
}

static gboolean
is_cell_end (const PodCsv *csv)
{
  return *csv->read == '\0' || is_line_end (*csv->read) || *csv->read == csv->delimiter;
}

/* A line end inside quotes stays as it is. */
static void
read_quoted_char (PodCsv *csv)
{
  const char *start = csv->read;

  if (is_line_end (*start))
    end_line (csv);
  else
    csv->read++;
  g_string_append_len (csv->cells, start, csv->read - start);
}

static gboolean
read_quoted (PodCsv *csv, GError **error)
{
  const char *line_start = csv->line_start, *opening = csv->read;
  guint line = csv->line;

  csv->read++;
  while (*csv->read != '\0')
    {
      if (*csv->read == '"' && *++csv->read != '"')
        return is_cell_end (csv) ||
               refuse (csv->line, count_column (csv->line_start, csv->read),
                       _ ("expected the end of the cell after its closing quote."), error);
      read_quoted_char (csv);
    }
  return refuse (line, count_column (line_start, opening), _ ("this quote is never closed."),
                 error);
}

static gboolean
read_cell (PodCsv *csv, GError **error)
{
  const char *start = csv->read;

  if (*start == '"')
    return read_quoted (csv, error);
  while (!is_cell_end (csv))
    csv->read++;
  g_string_append_len (csv->cells, start, csv->read - start);
  return TRUE;
}

static gboolean
check_limits (PodCsv *csv, GError **error)
{
  if (csv->offsets->len > POD_CSV_MAX_COLUMNS)
    return refuse (csv->line, count_column (csv->line_start, csv->read), _ ("too many columns."),
                   error);
  if (++csv->n_cells > POD_CSV_MAX_CELLS)
    return refuse (csv->line, count_column (csv->line_start, csv->read), _ ("too many cells."),
                   error);
  return TRUE;
}

static gboolean
read_cells (PodCsv *csv, GError **error)
{
  while (TRUE)
    {
      gsize offset = csv->cells->len;

      g_array_append_val (csv->offsets, offset);
      if (!read_cell (csv, error) || !check_limits (csv, error))
        return FALSE;
      g_string_append_c (csv->cells, '\0');
      if (*csv->read == '\0' || *csv->read != csv->delimiter)
        return TRUE;
      csv->read++;
    }
}

PodCsv *
pod_csv_new (const char *text, char delimiter)
{
  PodCsv *csv = g_new0 (PodCsv, 1);

  csv->text = csv->read = csv->line_start = text;
  csv->line = 1;
  csv->delimiter = delimiter ? delimiter : guess_delimiter (text);
  csv->cells = g_string_new (NULL);
  csv->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  return csv;
}

void
pod_csv_free (PodCsv *csv)
{
  g_string_free (csv->cells, TRUE);
  g_array_unref (csv->offsets);
  g_free (csv);
}

gboolean
pod_csv_read (PodCsv *csv, PodCsvRow *row, GError **error)
{
  g_string_truncate (csv->cells, 0);
  g_array_set_size (csv->offsets, 0);
  while (is_line_end (*csv->read))
    end_line (csv);
  if (*csv->read == '\0')
    return FALSE;
  row->line = csv->line;
  row->start = (gsize) (csv->read - csv->text);
  if (!read_cells (csv, error))
    return FALSE;
  row->n_cells = csv->offsets->len;
  row->length = (gsize) (csv->read - csv->text) - row->start;
  if (*csv->read != '\0')
    end_line (csv);
  return TRUE;
}

void
pod_csv_seek (PodCsv *csv, const PodCsvRow *row)
{
  csv->read = csv->line_start = csv->text + row->start;
  csv->line = row->line;
}

const char *
pod_csv_get (const PodCsv *csv, guint column)
{
  return column < csv->offsets->len ? csv->cells->str + g_array_index (csv->offsets, gsize, column)
                                    : NULL;
}

gboolean
pod_csv_is_formula (const char *text, gsize length)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };
  char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (length > 0 && g_str_has_prefix (text, starts[i]))
      {
        if (text[0] != '-' || !g_ascii_isdigit (text[1]))
          return TRUE;
        g_ascii_strtod (text, &end);
        return end != text + length;
      }
  return FALSE;
}
