#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pod-csv.h"
#include "pod-lab-cell.h"
#include "pod-lab-line.h"

#define NO_COLUMN G_MAXUINT

/* Where the map's columns are.  @place: (nullable): the word that stands for the item, in a table with columns for each. */
typedef struct
{
  guint columns[POD_LAB_N_COLUMNS];
  char *place;
} Heading;

/* The first two columns that are headed so: more are not told apart. */
typedef struct
{
  guint first;
  guint second;
} Headed;

/* The table and what its heading came to be: one for each item of a line. */
typedef struct
{
  PodCsv *csv;
  const PodLabMap *map;
  char **const *lists; /* how each column is headed: the map's own, or what a person has chosen */
  const PodLabChosen *chosen; /* (nullable): that, where it is what a person has chosen */
  guint n_rows;               /* of the heading */
  char delimiter;             /* 0: guessed */
  GArray *rows;               /* PodCsvRow: the first ones, among which the heading is */
  guint first;                /* the heading's first row, in @rows */
  guint n_columns;
  char **folded;     /* for each column, what it is headed in each of the heading's rows */
  GHashTable *named; /* what is in @folded → Headed */
  GArray *headings;
} Table;

static void
clear_heading (gpointer data)
{
  g_free (((Heading *) data)->place);
}

static void
clear_table (Table *table)
{
  g_clear_pointer (&table->named, g_hash_table_unref);
  g_clear_pointer (&table->folded, g_strfreev);
  g_clear_pointer (&table->headings, g_array_unref);
  g_clear_pointer (&table->rows, g_array_unref);
  g_clear_pointer (&table->csv, pod_csv_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

/* ---- the heading ---- */

/* Row @i of the heading, to be read next; NULL where the file is over before. */
static const PodCsvRow *
seek_heading (const Table *table, guint i)
{
  const PodCsvRow *row = NULL;

  if (table->first + i >= table->rows->len)
    return NULL;
  row = &g_array_index (table->rows, PodCsvRow, table->first + i);
  pod_csv_seek (table->csv, row);
  return row;
}

static guint
count_columns (const Table *table)
{
  guint n = 0;

  for (guint i = 0; i < table->n_rows; i++)
    if (table->first + i < table->rows->len)
      n = MAX (n, g_array_index (table->rows, PodCsvRow, table->first + i).n_cells);
  return n;
}

static void
add_column (Headed *headed, guint column)
{
  if (column == NO_COLUMN || column == headed->first || column == headed->second)
    return;
  if (headed->first == NO_COLUMN)
    headed->first = column;
  else
    {
      headed->second = MIN (headed->second, MAX (column, headed->first));
      headed->first = MIN (headed->first, column);
    }
}

/* A table of a thousand columns for as many items looks for each among all of them. */
static void
name_columns (Table *table)
{
  g_clear_pointer (&table->named, g_hash_table_unref);
  table->named = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; table->folded[i]; i++)
    {
      Headed *headed = g_hash_table_lookup (table->named, table->folded[i]);

      if (!headed)
        {
          headed = g_memdup2 (&(Headed){ NO_COLUMN, NO_COLUMN }, sizeof *headed);
          g_hash_table_insert (table->named, table->folded[i], headed);
        }
      add_column (headed, i % table->n_columns);
    }
}

/* They were read before without a fault. */
static void
fold_row (Table *table, guint i)
{
  PodCsvRow row;
  gboolean there = seek_heading (table, i) && pod_csv_read (table->csv, &row, NULL);

  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *cell = there ? pod_csv_get (table->csv, c) : NULL;

      table->folded[i * table->n_columns + c] = pod_lab_fold (cell ? cell : "");
    }
}

/* folded[row × n_columns + column] */
static void
fold_heading (Table *table)
{
  guint rows = table->n_rows;

  g_clear_pointer (&table->folded, g_strfreev);
  table->n_columns = count_columns (table);
  table->folded = g_new0 (char *, rows * table->n_columns + 1);
  for (guint i = 0; i < rows; i++)
    fold_row (table, i);
  name_columns (table);
}

/* A spelling of the map with the place in it filled. */
static char *
fill_place (const char *spelling, const char *place)
{
  GString *filled = g_string_new (spelling);

  if (place)
    g_string_replace (filled, POD_LAB_PLACE, place, 0);
  return g_string_free (filled, FALSE);
}

static gboolean
is_headed (const Table *table, guint column, char **list)
{
  for (guint i = 0; list && list[i]; i++)
    for (guint row = 0; row < table->n_rows; row++)
      if (g_str_equal (table->folded[row * table->n_columns + column], list[i]))
        return TRUE;
  return FALSE;
}

/* How many columns the map means by @list, 2 for any more; the first is *@column. */
static guint
find_column (const Table *table, char **list, const char *place, guint *column)
{
  Headed found = { NO_COLUMN, NO_COLUMN };

  for (guint i = 0; list && list[i]; i++)
    {
      g_autofree char *spelling = fill_place (list[i], place);
      const Headed *headed = g_hash_table_lookup (table->named, spelling);

      if (!headed)
        continue;
      add_column (&found, headed->first);
      add_column (&found, headed->second);
    }
  *column = found.first;
  return (found.first != NO_COLUMN) + (found.second != NO_COLUMN);
}

/* item={item}: the item's name is the very word of its columns. */
static gboolean
is_named_by_place (const Table *table, const Heading *heading, guint column)
{
  return column == POD_LAB_ITEM && heading->place &&
         pod_lab_is_one_of (table->lists[column], POD_LAB_PLACE);
}

/* How many of the required columns are there; *@twice is one that is there twice. */
static guint
read_heading (const Table *table, Heading *heading, int *twice)
{
  guint required = 0;

  *twice = -1;
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      guint n = find_column (table, table->lists[i], heading->place, &heading->columns[i]);

      if (is_named_by_place (table, heading, i))
        {
          heading->columns[i] = NO_COLUMN;
          n = 1;
        }
      if (n > 1)
        *twice = (int) i;
      required += i < POD_LAB_N_REQUIRED && n > 0;
    }
  return required;
}

static void
refuse_heading (const Table *table, const Heading *best, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < POD_LAB_N_REQUIRED; i++)
    if (best->columns[i] == NO_COLUMN)
      {
        if (missing->len > 0)
          g_string_append (missing, C_ ("list", ", "));
        /* Translators: a column as the map calls it, then what it may be headed in the file. */
        g_string_append_printf (missing, C_ ("column", "%1$s (%2$s)"), pod_lab_column_to_string (i),
                                table->lists[i][0]);
      }
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
               _ ("The map does not fit the file: no column for %s."), missing->str);
}

static gboolean
refuse_twice (int column, GError **error)
{
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
               _ ("The map does not fit the file: two columns for %s."),
               pod_lab_column_to_string ((PodLabColumn) column));
  return FALSE;
}

/* ---- one line, one item; or columns for each of many ---- */

static gboolean
is_wide (const Table *table)
{
  char **results = table->lists[POD_LAB_RESULT];

  for (guint i = 0; results && results[i]; i++)
    if (strstr (results[i], POD_LAB_PLACE))
      return TRUE;
  return FALSE;
}

/* What stands for the place where @heading is @spelling with the place filled; NULL where it is not. */
static char *
match_place (const char *spelling, const char *heading)
{
  const char *place = strstr (spelling, POD_LAB_PLACE);
  gsize before, after, length = strlen (heading);

  if (!place)
    return NULL;
  before = (gsize) (place - spelling);
  after = strlen (place) - strlen (POD_LAB_PLACE);
  if (length <= before + after || strncmp (heading, spelling, before) != 0 ||
      !g_str_has_suffix (heading, place + strlen (POD_LAB_PLACE)))
    return NULL;
  return g_strndup (heading + before, length - before - after);
}

static void
take_place (Table *table, char *place)
{
  Heading heading = { .place = place };

  for (guint i = 0; i < table->headings->len; i++)
    if (g_str_equal (g_array_index (table->headings, Heading, i).place, place))
      {
        g_free (place);
        return;
      }
  g_array_append_val (table->headings, heading);
}

static gboolean
fits_pattern (const Table *table, guint column, char **list)
{
  for (guint row = 0; row < table->n_rows; row++)
    for (guint i = 0; list && list[i]; i++)
      {
        g_autofree char *place = match_place (list[i],
                                              table->folded[row * table->n_columns + column]);

        if (place && !g_str_equal (list[i], POD_LAB_PLACE))
          return TRUE;
      }
  return FALSE;
}

/* A column that the map names otherwise is none of a result, whatever the pattern ("{item}" alone fits all). */
static gboolean
is_claimed (const Table *table, guint column)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (is_headed (table, column, table->lists[i]) ||
        (i != POD_LAB_RESULT && fits_pattern (table, column, table->lists[i])))
      return TRUE;
  return FALSE;
}

static void
list_places (Table *table)
{
  char **results = table->lists[POD_LAB_RESULT];

  for (guint c = 0; c < table->n_columns; c++)
    for (guint row = 0; row < table->n_rows && !is_claimed (table, c); row++)
      for (guint i = 0; results && results[i]; i++)
        {
          char *place = match_place (results[i], table->folded[row * table->n_columns + c]);

          if (place)
            take_place (table, place);
        }
}

/* TRUE where the rows at table->first are a heading; FALSE with an error where they are one and not to be told, or where it was cancelled. */
static gboolean
try_heading (Table *table, Heading *best, guint *most, GCancellable *cancellable, GError **error)
{
  g_array_set_size (table->headings, 0);
  fold_heading (table);
  if (is_wide (table))
    list_places (table);
  if (table->headings->len == 0)
    g_array_append_vals (table->headings, &(Heading){ 0 }, 1);
  for (guint i = 0; i < table->headings->len; i++)
    {
      Heading *heading = &g_array_index (table->headings, Heading, i);
      int twice;
      guint n = read_heading (table, heading, &twice);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n == POD_LAB_N_REQUIRED && twice >= 0)
        return refuse_twice (twice, error);
      if (n > *most)
        {
          memcpy (best->columns, heading->columns, sizeof best->columns);
          *most = n;
        }
      if (n < POD_LAB_N_REQUIRED)
        return FALSE;
    }
  return TRUE;
}

/* As many rows as a heading may be below, and then as many as it may have. */
static gboolean
read_first_rows (Table *table, GError **error)
{
  g_autoptr (GError) failure = NULL;
  PodCsvRow row;

  table->rows = g_array_new (FALSE, FALSE, sizeof (PodCsvRow));
  while (table->rows->len < POD_LAB_HEADING_WITHIN + table->n_rows &&
         pod_csv_read (table->csv, &row, &failure))
    g_array_append_val (table->rows, row);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
find_heading (Table *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  Heading best = { 0 };
  guint most = 0;

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    best.columns[i] = NO_COLUMN;
  for (table->first = 0; table->first < MIN (table->rows->len, POD_LAB_HEADING_WITHIN);
       table->first++)
    {
      if (try_heading (table, &best, &most, cancellable, &failure))
        return TRUE;
      if (failure)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  refuse_heading (table, &best, error);
  return FALSE;
}

/* ---- lines ---- */

static void
collect_cells (const Table *table, const Heading *heading, GStringChunk *strings, PodLabLine *line)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    {
      const char *cell = heading->columns[i] == NO_COLUMN
                             ? NULL
                             : pod_csv_get (table->csv, heading->columns[i]);
      g_autofree char *clean = pod_lab_clean_cell (cell ? cell : "");

      line->cells[i] = g_string_chunk_insert_const (strings, clean);
    }
}

/* A line of delimiters only, as spreadsheets leave behind. */
static gboolean
is_blank (const PodCsv *csv, const PodCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *clean = pod_lab_clean_cell (pod_csv_get (csv, i));

      if (*clean != '\0')
        return FALSE;
    }
  return TRUE;
}

static PodLabStatus
read_status (const PodLabMap *map, const char *cell)
{
  g_autofree char *folded = pod_lab_fold (cell);
  gpointer status;

  if (*folded == '\0')
    return POD_LAB_STATUS_NONE;
  if (g_hash_table_lookup_extended (map->statuses, folded, NULL, &status))
    return (PodLabStatus) GPOINTER_TO_UINT (status);
  return pod_lab_status_from_string (folded);
}

/* In a table with columns for each item, one that has neither a name nor a result was not measured: it is not there. */
static gboolean
is_there (const PodLabLine *line, const Heading *heading)
{
  return !heading->place || *line->cells[POD_LAB_RESULT] != '\0' ||
         (*line->cells[POD_LAB_ITEM] != '\0' && heading->columns[POD_LAB_ITEM] != NO_COLUMN);
}

static void
read_item (PodLabFile *file, const Table *table, const PodCsvRow *row, const Heading *heading)
{
  PodLabLine line;

  pod_lab_line_init (&line);
  line.line = row->line;
  line.raw = file->text + row->start;
  line.decimal = pod_lab_map_get_table_decimal (table->map);
  line.dates = file->dates;
  line.dates_said = table->chosen && table->chosen->says_dates;
  line.is_table = TRUE;
  collect_cells (table, heading, file->strings, &line);
  if (heading->place && heading->columns[POD_LAB_ITEM] == NO_COLUMN)
    line.cells[POD_LAB_ITEM] = g_string_chunk_insert_const (file->strings, heading->place);
  line.names[0] = (PodLabName){ line.cells[POD_LAB_CODE], table->map->system,
                                line.cells[POD_LAB_ITEM] };
  line.n_names = 1;
  line.status = read_status (table->map, line.cells[POD_LAB_STATUS]);
  /* Cells have moved: a delimiter inside an unquoted cell.  Nothing of the line can be trusted. */
  if (row->n_cells > table->n_columns)
    line.refusal = _ ("the line has more cells than the heading");
  if (is_there (&line, heading))
    pod_lab_line_read (&line, table->map, file);
}

static void
read_items (PodLabFile *file, const Table *table, const PodCsvRow *row)
{
  file->text[row->start + row->length] = '\0';
  for (guint h = 0; h < table->headings->len; h++)
    read_item (file, table, row, &g_array_index (table->headings, Heading, h));
}

static gboolean
read_rows (PodLabFile *file, Table *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  PodCsvRow row;

  for (guint i = 0; i < table->n_rows; i++)
    if (seek_heading (table, i))
      pod_csv_read (table->csv, &row, NULL);
  while (!g_cancellable_set_error_if_cancelled (cancellable, &failure) &&
         pod_csv_read (table->csv, &row, &failure))
    if (!is_blank (table->csv, &row))
      read_items (file, table, &row);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ---- what one line tells of the others ---- */

/* What was read as it is said to be written, as pod_lab_file_doubt() has it: before decimals. */
static char
get_decimal (const PodLabFile *file)
{
  return file->decimal_comma ? ',' : '.';
}

/* Whoever writes 101,5 may mean one and some by 1,234, and whoever writes 3/14/2026 the fourth of March by 3/4/2026: while it is not said, neither
 * is taken.  Of dates both orders are told, since it may be read again in the other. */
static char *
find_doubts (const PodLabFile *file)
{
  gboolean decimals = FALSE, no_day_first = FALSE, no_month_first = FALSE;

  for (guint i = 0; i < file->items->len; i++)
    {
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, i);

      decimals |= item->otherwise;
      no_day_first |= item->only_month_first;
      no_month_first |= item->only_day_first;
    }
  return g_strconcat (decimals ? (char[]){ get_decimal (file), '\0' } : "", no_day_first ? "d" : "",
                      no_month_first ? "m" : "", NULL);
}

static void
doubt_numbers (PodLabItem *item)
{
  if (item->limits_grouped)
    {
      item->finding.lower = item->finding.upper = NAN;
      item->limits_lost = TRUE;
      item->flag_disagrees = FALSE;
    }
  if (item->decimal != POD_LAB_DECIMAL_GROUPED || !item->readable)
    return;
  item->readable = FALSE;
  item->reason = _ ("its comma or point may be one of decimals or of thousands, since other "
                    "numbers of this file are written otherwise than this laboratory is said "
                    "to write them");
}

/* By a day that may be another it withdraws nothing, either.  What nobody has said yet what it is, is told to be so first. */
static void
doubt_dates (PodLabItem *item)
{
  if (!item->may_turn)
    return;
  item->readable = FALSE;
  item->finding.origin = NULL;
  item->finding.when = item->finding.began = (PodMoment) POD_MOMENT_NONE;
  if (item->mapped && (!item->reason || pod_lab_status_refuse (item->status)))
    item->reason = _ ("the day and the month of a date may be the other way round, since another "
                      "date of this file is none in the order that was said of this laboratory");
}

void
pod_lab_file_doubt (PodLabFile *file, const char *doubted)
{
  gboolean decimals = strchr (doubted, get_decimal (file)) != NULL;
  gboolean dates = file->dates != POD_LAB_YEAR_FIRST &&
                   strchr (doubted, *pod_lab_dates_list ()[file->dates]);

  for (guint i = 0; i < file->items->len && file->format == POD_LAB_FORMAT_TABLE; i++)
    {
      PodLabItem *item = &g_array_index (file->items, PodLabItem, i);

      item->doubted = g_string_chunk_insert_const (file->strings, doubted);
      if (decimals)
        doubt_numbers (item);
      if (dates)
        doubt_dates (item);
    }
}

/* ---- opening ---- */

static gboolean
start (Table *table, char *text, char delimiter, GCancellable *cancellable, GError **error)
{
  clear_table (table);
  table->csv = pod_csv_new (text, delimiter);
  table->headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  g_array_set_clear_func (table->headings, clear_heading);
  return read_first_rows (table, error) && find_heading (table, cancellable, error);
}

/* Which of them stands most often in a line may be told wrongly, by a comment full of commas: the heading tells it. */
static gboolean
open_headed (Table *table, char *text, GCancellable *cancellable, GError **error)
{
  static const char delimiters[] = ",\t;|";
  g_autoptr (GError) failure = NULL;

  if (start (table, text, table->delimiter, cancellable, &failure))
    return TRUE;
  for (guint i = 0; delimiters[i] != '\0' && table->delimiter == '\0'; i++)
    if (start (table, text, delimiters[i], cancellable, NULL))
      return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A column that was chosen and is not there, as the status under another word, is not done without. */
static gboolean
has_all_chosen (const Table *table, GError **error)
{
  const Heading *heading = &g_array_index (table->headings, Heading, 0);

  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (table->lists[i] && heading->columns[i] == NO_COLUMN)
      {
        g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
                     _ ("The map does not fit the file: no column for %s."),
                     pod_lab_column_to_string (i));
        return FALSE;
      }
  return TRUE;
}

/* What a person has said names the cells of one line. */
static gboolean
open_as_chosen (Table *table,
                const PodLabChosen *chosen,
                char *text,
                GCancellable *cancellable,
                GError **error)
{
  table->chosen = chosen;
  table->lists = chosen->lists;
  table->n_rows = 1;
  table->delimiter = '\0';
  return open_headed (table, text, cancellable, error) && has_all_chosen (table, error);
}

/* What is told is what the first of the forms lacks. */
static gboolean
open_chosen (Table *table, char *text, GCancellable *cancellable, GError **error)
{
  const GPtrArray *forms = table->map->chosen;

  for (guint i = 0; forms && i < forms->len; i++)
    if (open_as_chosen (table, forms->pdata[i], text, cancellable, i == 0 ? error : NULL))
      {
        g_clear_error (error);
        return TRUE;
      }
  return FALSE;
}

static gboolean
has_own (const PodLabMap *map)
{
  return map->headings[POD_LAB_SUBJECT] != NULL;
}

static gboolean
open_table (Table *table, char *text, GCancellable *cancellable, GError **error)
{
  const PodLabMap *map = table->map;

  if (open_chosen (table, text, cancellable, has_own (map) ? NULL : error))
    return TRUE;
  if (!has_own (map))
    return FALSE;
  table->chosen = NULL;
  table->lists = map->headings;
  table->n_rows = map->heading_rows;
  table->delimiter = map->delimiter;
  return open_headed (table, text, cancellable, error);
}

gboolean
pod_lab_is_headed_as_chosen (char *text, const PodLabMap *map)
{
  g_auto (Table) table = { .map = map };

  return open_chosen (&table, text, NULL, NULL);
}

/* ---- what the heading says ---- */

static gboolean
is_spelled (const Table *table, const char *folded)
{
  for (guint i = 0; i < POD_LAB_N_COLUMNS; i++)
    if (*folded != '\0' && pod_lab_is_one_of (table->lists[i], folded))
      return TRUE;
  return FALSE;
}

/* "{item}" alone fits whatever stands there. */
static gboolean
is_of_pattern (const Table *table, const char *folded)
{
  char **results = table->lists[POD_LAB_RESULT];

  for (guint i = 0; results[i]; i++)
    {
      g_autofree char *place = match_place (results[i], folded);

      if (place && !g_str_equal (results[i], POD_LAB_PLACE))
        return TRUE;
    }
  return FALSE;
}

/* A map that says two rows of a heading which has one takes the first line for its second: that may name somebody. */
static gboolean
is_of_heading (const Table *table, guint row)
{
  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *folded = table->folded[row * table->n_columns + c];

      if (is_spelled (table, folded) || is_of_pattern (table, folded))
        return TRUE;
    }
  return FALSE;
}

char *
pod_lab_list_headings (char *text, const PodLabMap *map)
{
  g_auto (Table) table = { .map = map };
  g_autoptr (GString) list = NULL;

  if (!(has_own (map) || map->chosen) || !open_table (&table, text, NULL, NULL))
    return NULL;
  list = g_string_new (NULL);
  for (guint row = 0; row < table.n_rows; row++)
    for (guint c = 0; c < table.n_columns && is_of_heading (&table, row); c++)
      g_string_append_printf (list, "%s\n", table.folded[row * table.n_columns + c]);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* The heading as it stands. */
static const char *
copy_heading (const PodLabFile *file, const Table *table)
{
  guint last = MIN (table->first + table->n_rows, table->rows->len) - 1;
  const PodCsvRow *from = &g_array_index (table->rows, PodCsvRow, table->first);
  const PodCsvRow *to = &g_array_index (table->rows, PodCsvRow, last);

  return g_string_chunk_insert_len (file->strings, file->text + from->start,
                                    (gssize) (to->start + to->length - from->start));
}

gboolean
pod_lab_read_table (PodLabFile *file,
                    char *text,
                    const PodLabMap *map,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Table) table = { .map = map };
  g_autofree char *doubts = NULL;

  file->text = text;
  if (!has_own (map) && !map->chosen)
    {
      g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
                           _ ("The map names no columns: it is for messages only."));
      return FALSE;
    }
  if (!open_table (&table, text, cancellable, error))
    return FALSE;
  file->heading = copy_heading (file, &table);
  file->dates = map->dates;
  if (table.chosen)
    file->key_kind = table.chosen->kind;
  if (table.chosen && table.chosen->says_dates)
    file->dates = table.chosen->dates;
  file->decimal_comma = pod_lab_map_has_decimal_comma (map);
  if (!read_rows (file, &table, cancellable, error))
    return FALSE;
  doubts = find_doubts (file);
  if (*doubts != '\0')
    pod_lab_file_doubt (file, doubts);
  return TRUE;
}
