#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-lab-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-csv.h"
#include "pod-lab-line.h"

/* A title, a hospital's name, a date of printing: the heading is looked for among so many first lines. */
#define HEADING_WITHIN 20
#define LOOK_UP_EVERY 256
#define NO_COLUMN G_MAXUINT

typedef struct
{
  guint columns[POD_LAB_N_COLUMNS];
} Heading;

/* How many columns of @row the map means by @list; the first is *@column. */
static guint
find_column (const PodCsv *csv, const PodCsvRow *row, char **list, guint *column)
{
  guint n = 0;

  *column = NO_COLUMN;
  for (guint i = 0; list && i < row->n_cells; i++)
    {
      g_autofree char *folded = pod_lab_fold (pod_csv_get (csv, row, i));

      if (pod_lab_is_one_of (list, folded) && n++ == 0)
        *column = i;
    }
  return n;
}

/* How many of the required columns are there; *@twice is one that is there twice. */
static guint
read_heading (const PodCsv *csv,
              const PodCsvRow *row,
              const PodLabMap *map,
              Heading *heading,
              int *twice)
{
  guint required = 0;

  *twice = -1;
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      guint n = find_column (csv, row, map->headings[i], &heading->columns[i]);

      if (n > 1)
        *twice = (int) i;
      required += i < POD_LAB_N_REQUIRED && n > 0;
    }
  return required;
}

static void
refuse_heading (const PodLabMap *map, const Heading *best, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < POD_LAB_N_REQUIRED; i++)
    if (best->columns[i] == NO_COLUMN)
      {
        if (missing->len > 0)
          g_string_append (missing, C_ ("list", ", "));
        /* Translators: a column as the map calls it, then what it may be headed in the file. */
        g_string_append_printf (missing, C_ ("column", "%1$s (%2$s)"), pod_lab_column_to_string (i),
                                map->headings[i][0]);
      }
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
               _ ("The map does not fit the file: no column for %s."), missing->str);
}

static gboolean
find_heading (const PodCsv *csv, const PodLabMap *map, Heading *heading, guint *row, GError **error)
{
  Heading best;
  guint most = 0;

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    best.columns[i] = NO_COLUMN;
  for (*row = 0; *row < MIN (csv->rows->len, HEADING_WITHIN); (*row)++)
    {
      int twice;
      guint n = read_heading (csv, &g_array_index (csv->rows, PodCsvRow, *row), map, heading,
                              &twice);

      if (n == POD_LAB_N_REQUIRED && twice < 0)
        return TRUE;
      if (n == POD_LAB_N_REQUIRED)
        {
          g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
                       _ ("The map does not fit the file: two columns for %s."),
                       pod_lab_column_to_string ((PodLabColumn) twice));
          return FALSE;
        }
      if (n > most)
        {
          best = *heading;
          most = n;
        }
    }
  refuse_heading (map, &best, error);
  return FALSE;
}

static PodLabLine
collect_cells (const PodCsv *csv,
               const PodCsvRow *row,
               const Heading *heading,
               GStringChunk *strings)
{
  PodLabLine line;

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      const char *cell = heading->columns[i] == NO_COLUMN
                             ? NULL
                             : pod_csv_get (csv, row, heading->columns[i]);
      g_autofree char *stripped = g_strstrip (g_strdup (cell ? cell : ""));

      line.cells[i] = g_string_chunk_insert_const (strings, stripped);
    }
  return line;
}

/* A line of delimiters only, as spreadsheets leave behind. */
static gboolean
is_blank (const PodCsv *csv, const PodCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const char *cell = pod_csv_get (csv, row, i);

      if (cell[strspn (cell, " \t")] != '\0')
        return FALSE;
    }
  return TRUE;
}

static void
read_row (PodLabFile *file,
          const PodCsv *csv,
          const PodCsvRow *row,
          const Heading *heading,
          guint n_columns,
          const PodLabMap *map)
{
  PodLabLine line = collect_cells (csv, row, heading, file->strings);
  PodLabItem item = { .line = row->line };

  item.subject_key = line.cells[POD_LAB_SUBJECT];
  item.item = line.cells[POD_LAB_ITEM];
  pod_lab_line_read (&line, map, &item, file->strings);
  /* Cells have moved: a delimiter inside an unquoted cell.  Nothing of the line can be trusted. */
  if (row->n_cells > n_columns)
    item.reason = _ ("the line has more cells than the heading");
  g_array_append_val (file->items, item);
}

static PodLabFile *
make_file (const char *encoding)
{
  PodLabFile *file = g_new0 (PodLabFile, 1);

  file->items = g_array_new (FALSE, TRUE, sizeof (PodLabItem));
  file->strings = g_string_chunk_new (4096);
  file->encoding = encoding;
  return file;
}

static PodCsv *
read_table (GBytes *bytes, const PodLabMap *map, const char **encoding, GError **error)
{
  char *text = pod_text_decode (bytes, map->encoding, encoding, error);

  return text ? pod_csv_parse (text, map->delimiter, error) : NULL;
}

PodLabFile *
pod_lab_file_read (GBytes *bytes,
                   const PodLabMap *map,
                   const PodStudy *study,
                   GCancellable *cancellable,
                   GError **error)
{
  const char *encoding = NULL;
  g_autoptr (PodCsv) csv = read_table (bytes, map, &encoding, error);
  g_autoptr (PodLabFile) file = NULL;
  Heading heading;
  guint first, n_columns;

  if (!csv || !find_heading (csv, map, &heading, &first, error))
    return NULL;
  file = make_file (encoding);
  n_columns = g_array_index (csv->rows, PodCsvRow, first).n_cells;
  for (guint i = first + 1; i < csv->rows->len; i++)
    {
      const PodCsvRow *row = &g_array_index (csv->rows, PodCsvRow, i);

      if (i % LOOK_UP_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!is_blank (csv, row))
        read_row (file, csv, row, &heading, n_columns, map);
    }
  return g_steal_pointer (&file);
}

void
pod_lab_file_free (PodLabFile *file)
{
  g_array_unref (file->items);
  g_string_chunk_free (file->strings);
  g_free (file);
}
