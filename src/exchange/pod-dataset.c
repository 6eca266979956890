#include "pod-dataset.h"

#include <stdlib.h>
#include <string.h>

PodDataset *
pod_dataset_new (const char *name, const char *label)
{
  PodDataset *dataset = g_new0 (PodDataset, 1);

  dataset->strings = g_string_chunk_new (4096);
  dataset->name = g_string_chunk_insert (dataset->strings, name);
  dataset->label = g_string_chunk_insert (dataset->strings, label);
  dataset->columns = g_array_new (FALSE, FALSE, sizeof (PodColumn));
  dataset->rows = g_ptr_array_new_with_free_func (g_free);
  return dataset;
}

void
pod_dataset_free (PodDataset *dataset)
{
  g_array_unref (dataset->columns);
  g_ptr_array_unref (dataset->rows);
  g_string_chunk_free (dataset->strings);
  g_free (dataset);
}

void
pod_dataset_add_column (PodDataset *dataset, const PodColumn *column)
{
  PodColumn copy = *column;

  copy.name = g_string_chunk_insert_const (dataset->strings, column->name);
  copy.label = g_string_chunk_insert_const (dataset->strings, column->label);
  g_array_append_val (dataset->columns, copy);
}

int
pod_dataset_find_column (const PodDataset *dataset, const char *name)
{
  for (guint i = 0; i < dataset->columns->len; i++)
    if (g_str_equal (g_array_index (dataset->columns, PodColumn, i).name, name))
      return (int) i;
  return -1;
}

char **
pod_dataset_add_row (PodDataset *dataset)
{
  char **row = g_new0 (char *, dataset->columns->len + 1);

  g_ptr_array_add (dataset->rows, row);
  return row;
}

void
pod_dataset_set (PodDataset *dataset, char **row, const char *name, const char *value)
{
  int column = pod_dataset_find_column (dataset, name);

  if (column >= 0)
    row[column] = value ? g_string_chunk_insert_const (dataset->strings, value) : NULL;
}

const char *
pod_dataset_get (const PodDataset *dataset, guint row, const char *name)
{
  int column = pod_dataset_find_column (dataset, name);

  return column >= 0 ? ((char **) dataset->rows->pdata[row])[column] : NULL;
}

gboolean
pod_column_is_date (const PodColumn *column)
{
  return column->type == POD_CELL_DATE || column->type == POD_CELL_DTC;
}

/* ---- order ---- */

static int
compare_cells (const PodColumn *column, const char *a, const char *b)
{
  if (column->type == POD_CELL_INTEGER || column->type == POD_CELL_DECIMAL)
    {
      double x = a ? g_ascii_strtod (a, NULL) : 0, y = b ? g_ascii_strtod (b, NULL) : 0;

      return (x > y) - (x < y);
    }
  return strcmp (a ? a : "", b ? b : "");
}

static const PodColumn *
find_key (const PodDataset *dataset, int key, guint *index)
{
  for (*index = 0; *index < dataset->columns->len; (*index)++)
    if (g_array_index (dataset->columns, PodColumn, *index).key == key)
      return &g_array_index (dataset->columns, PodColumn, *index);
  return NULL;
}

int
pod_dataset_compare_rows (const PodDataset *dataset, char **a, char **b)
{
  const PodColumn *column;
  guint index;

  for (int key = 1; (column = find_key (dataset, key, &index)); key++)
    {
      int order = compare_cells (column, a[index], b[index]);

      if (order != 0)
        return order;
    }
  return 0;
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b, gpointer dataset)
{
  return pod_dataset_compare_rows (dataset, *(char ***) a, *(char ***) b);
}

/* GLib's sort keeps the order of equal elements. */
void
pod_dataset_sort (PodDataset *dataset)
{
  g_ptr_array_sort_with_data (dataset->rows, compare_rows_cb, dataset);
}

/* ---- equality ---- */

static gboolean
is_numeric (const PodColumn *column)
{
  return column->type == POD_CELL_INTEGER || column->type == POD_CELL_DECIMAL;
}

static gboolean
columns_equal (const PodColumn *a, const PodColumn *b)
{
  return g_str_equal (a->name, b->name) && g_str_equal (a->label, b->label) && a->key == b->key &&
         a->length == b->length && is_numeric (a) == is_numeric (b);
}

static gboolean
cells_equal (const PodColumn *column, const char *a, const char *b)
{
  if (is_numeric (column))
    return g_strcmp0 (a, b) == 0;
  return strcmp (a ? a : "", b ? b : "") == 0;
}

static gboolean
rows_equal (const PodDataset *dataset, char **a, char **b)
{
  for (guint i = 0; i < dataset->columns->len; i++)
    if (!cells_equal (&g_array_index (dataset->columns, PodColumn, i), a[i], b[i]))
      return FALSE;
  return TRUE;
}

gboolean
pod_dataset_equal (const PodDataset *a, const PodDataset *b)
{
  if (!g_str_equal (a->name, b->name) || !g_str_equal (a->label, b->label) ||
      a->columns->len != b->columns->len || a->rows->len != b->rows->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    if (!columns_equal (&g_array_index (a->columns, PodColumn, i),
                        &g_array_index (b->columns, PodColumn, i)))
      return FALSE;
  for (guint i = 0; i < a->rows->len; i++)
    if (!rows_equal (a, a->rows->pdata[i], b->rows->pdata[i]))
      return FALSE;
  return TRUE;
}
