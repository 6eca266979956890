#include "pod-lab-headings.h"

#include <string.h>

#include "pod-csv.h"
#include "pod-lab-cell.h"
#include "pod-lab-line.h"
#include "pod-lab-map-private.h"

/* By so many lines it is told which of them it is, and what stands below it. */
#define LOOK_ROWS 200
#define MAX_EXAMPLES 3
/* In characters: what is longer is cut, or no heading. */
#define MAX_EXAMPLE 60
#define MAX_HEADING 200

/* The first rows of the table as one delimiter makes them. */
typedef struct
{
  GPtrArray *rows; /* (element-type GStrv) */
  guint width;     /* how many cells most of them have */
  guint n_wide;    /* how many of them have as many */
  guint heading;   /* which of them */
  guint n_known;   /* headings in it that the map knows */
} Look;

static void
heading_free (gpointer data)
{
  PodLabHeading *heading = data;

  g_free (heading->heading);
  g_strfreev (heading->examples);
  g_free (heading);
}

/* ---- cells ---- */

/* A heading of two lines is one to read; folded, it is the same. */
static char *
squeeze (const char *cell)
{
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0xFEFF)
        g_string_append_unichar (squeezed, c);
      else if (squeezed->len > 0 && squeezed->str[squeezed->len - 1] != ' ')
        g_string_append_c (squeezed, ' ');
    }
  return g_strchomp (g_string_free (g_steal_pointer (&squeezed), FALSE));
}

static char **
copy_row (const PodCsv *csv, const PodCsvRow *row)
{
  char **cells = g_new0 (char *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    cells[i] = squeeze (pod_csv_get (csv, i));
  return cells;
}

/* What cannot be read behind the heading, as a quote that the end of the look has cut, is told when the file is read. */
static GPtrArray *
read_rows (const char *text, char delimiter)
{
  g_autoptr (PodCsv) csv = pod_csv_new (text, delimiter);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  PodCsvRow row;

  while (rows->len < LOOK_ROWS && pod_csv_read (csv, &row, NULL))
    g_ptr_array_add (rows, copy_row (csv, &row));
  return rows;
}

static guint
count_filled (char **row)
{
  guint n = 0;

  for (guint i = 0; row[i]; i++)
    n += *row[i] != '\0';
  return n;
}

/* ---- which row it is ---- */

static void
measure (Look *look)
{
  g_autofree guint *counts = g_new0 (guint, POD_CSV_MAX_COLUMNS + 1);

  for (guint i = 0; i < look->rows->len; i++)
    {
      guint n = g_strv_length (look->rows->pdata[i]);

      counts[MIN (n, POD_CSV_MAX_COLUMNS)]++;
    }
  for (guint n = POD_LAB_N_REQUIRED; n <= POD_CSV_MAX_COLUMNS; n++)
    if (counts[n] > 0 && counts[n] >= look->n_wide)
      {
        look->width = n;
        look->n_wide = counts[n];
      }
}

static const char *
find_known (const PodLabMap *map, const char *folded)
{
  for (guint i = 0; *folded != '\0' && i < POD_LAB_N_COLUMNS; i++)
    if (pod_lab_is_one_of (map->headings[i], folded))
      return pod_lab_column_to_string (i);
  return NULL;
}

static guint
count_known (const PodLabMap *map, char **row)
{
  guint n = 0;

  for (guint i = 0; row[i]; i++)
    {
      g_autofree char *folded = pod_lab_fold (row[i]);

      n += find_known (map, folded) != NULL;
    }
  return n;
}

/* A number, a date, or what somebody is called by: more digits than letters. */
static gboolean
is_value (const char *cell)
{
  int digits = 0, letters = 0;

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    {
      digits += g_unichar_isdigit (g_utf8_get_char (p));
      letters += g_unichar_isalpha (g_utf8_get_char (p));
    }
  return digits > letters;
}

/* What holds values is a line of somebody: of a table without a heading nothing is offered that would be kept in the clear. */
static gboolean
is_line (char **row)
{
  for (guint i = 0; row[i]; i++)
    if (is_value (row[i]))
      return TRUE;
  return FALSE;
}

/* A title has few cells, also where a spreadsheet has filled its line up with empty ones; a heading may lack one of them. */
static guint
find_full (const Look *look)
{
  guint within = MIN (look->rows->len, POD_LAB_HEADING_WITHIN), full = 0, i = 0;

  for (guint row = 0; row < look->rows->len; row++)
    if (g_strv_length (look->rows->pdata[row]) == look->width)
      full = MAX (full, count_filled (look->rows->pdata[row]));
  while (i < within && (is_line (look->rows->pdata[i]) ||
                        count_filled (look->rows->pdata[i]) < POD_LAB_N_REQUIRED ||
                        count_filled (look->rows->pdata[i]) * 5 < full * 4))
    i++;
  return i < within ? i : G_MAXUINT;
}

/* One word that the map knows may stand anywhere. */
static void
find_heading (Look *look, const PodLabMap *map)
{
  look->n_known = 1;
  look->heading = G_MAXUINT;
  for (guint i = 0; i < MIN (look->rows->len, POD_LAB_HEADING_WITHIN); i++)
    {
      guint n = count_known (map, look->rows->pdata[i]);

      if (n <= look->n_known || g_strv_length (look->rows->pdata[i]) < POD_LAB_N_REQUIRED)
        continue;
      look->n_known = n;
      look->heading = i;
    }
  if (look->heading == G_MAXUINT)
    look->heading = find_full (look);
}

/* ---- which delimiter ---- */

static gboolean
is_better (const Look *look, const Look *best)
{
  if (look->width == 0 || look->heading == G_MAXUINT)
    return FALSE;
  if (best->rows == NULL || look->n_known != best->n_known)
    return best->rows == NULL || look->n_known > best->n_known;
  return look->n_wide * look->width > best->n_wide * best->width;
}

static Look
look_at (const char *text, const PodLabMap *map)
{
  static const char delimiters[] = ",\t;|";
  Look best = { 0 };

  for (guint i = 0; delimiters[i] != '\0'; i++)
    {
      Look look = { .rows = read_rows (text, delimiters[i]) };

      measure (&look);
      find_heading (&look, map);
      if (is_better (&look, &best))
        {
          g_clear_pointer (&best.rows, g_ptr_array_unref);
          best = look;
        }
      else
        g_ptr_array_unref (look.rows);
    }
  return best;
}

/* ---- what its columns are ---- */

static char *
cut_example (const char *cell)
{
  g_autofree char *clean = pod_lab_clean_cell (cell);

  return g_utf8_strlen (clean, -1) > MAX_EXAMPLE ? g_utf8_substring (clean, 0, MAX_EXAMPLE)
                                                 : g_steal_pointer (&clean);
}

static char **
list_examples (const Look *look, guint column)
{
  g_autoptr (GPtrArray) examples = g_ptr_array_new ();

  for (guint i = look->heading + 1; i < look->rows->len && examples->len < MAX_EXAMPLES; i++)
    {
      char **row = look->rows->pdata[i];
      g_autofree char *cell = column < g_strv_length (row) ? cut_example (row[column]) : NULL;

      if (cell && *cell != '\0' &&
          !g_ptr_array_find_with_equal_func (examples, cell, g_str_equal, NULL))
        g_ptr_array_add (examples, g_steal_pointer (&cell));
    }
  g_ptr_array_add (examples, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&examples), FALSE);
}

static guint
count_same (char **folded, const char *one)
{
  guint n = 0;

  for (guint i = 0; folded[i]; i++)
    n += g_str_equal (folded[i], one);
  return n;
}

static char **
fold_all (char **row)
{
  char **folded = g_new0 (char *, g_strv_length (row) + 1);

  for (guint i = 0; row[i]; i++)
    folded[i] = pod_lab_fold (row[i]);
  return folded;
}

static PodLabHeading *
make_heading (const Look *look, const PodLabMap *map, guint column, char **folded)
{
  char **row = look->rows->pdata[look->heading];
  PodLabHeading *heading = g_new0 (PodLabHeading, 1);
  const char *one = folded[column];

  heading->heading = g_strdup (row[column]);
  heading->examples = list_examples (look, column);
  heading->is_clear = *one != '\0' && count_same (folded, one) == 1 &&
                      g_utf8_strlen (one, -1) <= MAX_HEADING && !strstr (one, POD_LAB_PLACE);
  heading->column = heading->is_clear ? find_known (map, one) : NULL;
  return heading;
}

/* ---- what it lacks ---- */

static gboolean
has_place (char **spellings)
{
  for (guint i = 0; spellings && spellings[i]; i++)
    if (strstr (spellings[i], POD_LAB_PLACE))
      return TRUE;
  return FALSE;
}

/* Also where it is there twice, and neither can be chosen. */
static gboolean
is_there (const GPtrArray *headings, const PodLabMap *map, const char *column)
{
  for (guint i = 0; i < headings->len; i++)
    {
      const PodLabHeading *heading = headings->pdata[i];
      g_autofree char *folded = pod_lab_fold (heading->heading);

      if (g_strcmp0 (find_known (map, folded), column) == 0)
        return TRUE;
    }
  return FALSE;
}

const char **
pod_lab_headings_list_missing (const GPtrArray *headings, const PodLabMap *map)
{
  const char **missing = g_new0 (const char *, POD_LAB_N_REQUIRED + 1);

  /* What is headed in another row than that which was found is not missing. */
  if (has_place (map->headings[POD_LAB_RESULT]) || map->heading_rows > 1)
    return missing;
  for (guint i = 0, n = 0; i < POD_LAB_N_REQUIRED; i++)
    if (!is_there (headings, map, pod_lab_column_to_string (i)))
      missing[n++] = pod_lab_column_to_string (i);
  return missing;
}

GPtrArray *
pod_lab_list_columns (const char *text, const PodLabMap *map)
{
  Look look = look_at (text, map);
  g_autoptr (GPtrArray) rows = look.rows;
  g_auto (GStrv) folded = NULL;
  GPtrArray *list;

  if (!rows)
    return NULL;
  folded = fold_all (rows->pdata[look.heading]);
  list = g_ptr_array_new_with_free_func (heading_free);
  for (guint i = 0; folded[i]; i++)
    g_ptr_array_add (list, make_heading (&look, map, i, folded));
  return list;
}
