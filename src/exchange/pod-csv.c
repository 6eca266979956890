#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Cells are written over the text they are read from: what is written never overtakes what is read.
 * @read, @write: in the text; @line, @column: of what is read, for the places of faults */
typedef struct
{
  PodCsv *csv;
  char *read;
  char *write;
  guint line;
  guint column;
} Reader;

static gboolean
refuse (guint line, guint column, const char *what, GError **error)
{
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT, _ ("Line %u, column %u: %s"),
               line, column, what);
  return FALSE;
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

/* The column counts characters: the bytes that go on a character do not count. */
static void
step (Reader *reader)
{
  char c = *reader->read++;

  if (c == '\n' || (c == '\r' && *reader->read != '\n'))
    {
      reader->line++;
      reader->column = 1;
    }
  else if (((guchar) *reader->read & 0xC0) != 0x80)
    reader->column++;
}

static gboolean
read_quoted (Reader *reader, GError **error)
{
  guint line = reader->line, column = reader->column;

  step (reader);
  while (*reader->read != '\0')
    {
      if (*reader->read == '"')
        {
          step (reader);
          if (*reader->read != '"')
            return *reader->read == '\0' || is_line_end (*reader->read) ||
                   *reader->read == reader->csv->delimiter ||
                   refuse (reader->line, reader->column,
                           _ ("expected the end of the cell after its closing quote."), error);
        }
      *reader->write++ = *reader->read;
      step (reader);
    }
  return refuse (line, column, _ ("this quote is never closed."), error);
}

static gboolean
read_cell (Reader *reader, GError **error)
{
  if (*reader->read == '"')
    return read_quoted (reader, error);
  while (*reader->read != '\0' && !is_line_end (*reader->read) &&
         *reader->read != reader->csv->delimiter)
    {
      *reader->write++ = *reader->read;
      step (reader);
    }
  return TRUE;
}

static gboolean
check_limits (Reader *reader, const PodCsvRow *row, GError **error)
{
  if (row->n_cells > POD_CSV_MAX_COLUMNS)
    return refuse (reader->line, reader->column, _ ("too many columns."), error);
  if (reader->csv->cells->len > POD_CSV_MAX_CELLS)
    return refuse (reader->line, reader->column, _ ("too many cells."), error);
  return TRUE;
}

static void
end_line (Reader *reader)
{
  if (*reader->read == '\r')
    step (reader);
  if (*reader->read == '\n')
    step (reader);
}

/* A cell ends where its NUL is written: at the delimiter at the latest, which has been read by then. */
static gboolean
read_row (Reader *reader, GError **error)
{
  PodCsvRow row = { reader->line, reader->csv->cells->len, 0,
                    (gsize) (reader->read - reader->csv->text), 0 };
  gboolean more = TRUE;

  while (more)
    {
      char *start = reader->write;

      if (!read_cell (reader, error))
        return FALSE;
      more = *reader->read != '\0' && *reader->read == reader->csv->delimiter;
      row.length = (gsize) (reader->read - reader->csv->text) - row.start;
      if (more)
        step (reader);
      else
        end_line (reader);
      *reader->write++ = '\0';
      g_ptr_array_add (reader->csv->cells, start);
      row.n_cells++;
      if (!check_limits (reader, &row, error))
        return FALSE;
    }
  g_array_append_val (reader->csv->rows, row);
  return TRUE;
}

PodCsv *
pod_csv_parse (char *text, char delimiter, GError **error)
{
  g_autoptr (PodCsv) csv = g_new0 (PodCsv, 1);
  Reader reader = { csv, text, text, 1, 1 };

  csv->text = text;
  csv->delimiter = delimiter ? delimiter : guess_delimiter (text);
  csv->rows = g_array_new (FALSE, FALSE, sizeof (PodCsvRow));
  csv->cells = g_ptr_array_new ();
  while (*reader.read != '\0')
    {
      if (is_line_end (*reader.read))
        end_line (&reader);
      else if (!read_row (&reader, error))
        return NULL;
    }
  return g_steal_pointer (&csv);
}

void
pod_csv_free (PodCsv *csv)
{
  g_array_unref (csv->rows);
  g_ptr_array_unref (csv->cells);
  g_free (csv->text);
  g_free (csv);
}

const char *
pod_csv_get (const PodCsv *csv, const PodCsvRow *row, guint column)
{
  return column < row->n_cells ? csv->cells->pdata[row->first + column] : NULL;
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
