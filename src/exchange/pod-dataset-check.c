#include "pod-dataset.h"

#include <string.h>

#include "pod-date.h"
#include "pod-problem.h"

/* Limits of SDTM for what is submitted as SAS transport files: 8 for names, 40 for labels. */
#define MAX_NAME 8
#define MAX_LABEL 40

typedef struct
{
  const PodDataset *dataset;
  GPtrArray *problems;
} Gate;

static void
report (Gate *gate, guint row, const char *column, const char *message)
{
  pod_problems_add (gate->problems, gate->dataset->name, row, 0, NULL, column, "%s", message);
}

static gboolean
is_sas_name (const char *name)
{
  return *name != '\0' && strlen (name) <= MAX_NAME && !g_ascii_isdigit (*name) &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen (name);
}

static void
check_columns (Gate *gate)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint keys = 0, highest = 0;

  for (guint i = 0; i < gate->dataset->columns->len; i++)
    {
      const PodColumn *column = &g_array_index (gate->dataset->columns, PodColumn, i);

      if (!is_sas_name (column->name))
        report (gate, 0, column->name, "the name is not fit for SDTM");
      if (!g_hash_table_add (names, (gpointer) column->name))
        report (gate, 0, column->name, "two columns have this name");
      if (*column->label == '\0' || g_utf8_strlen (column->label, -1) > MAX_LABEL)
        report (gate, 0, column->name, "the label is empty or longer than 40 characters");
      keys += column->key > 0;
      highest = MAX (highest, (guint) MAX (column->key, 0));
    }
  if (keys == 0 || keys != highest)
    report (gate, 0, NULL, "the keys do not count from 1");
}

static gboolean
is_integer (const char *text)
{
  if (*text == '-')
    text++;
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) &&
         (text[0] != '0' || text[1] == '\0');
}

static gboolean
is_decimal (const char *text)
{
  gsize whole;

  if (*text == '-')
    text++;
  whole = strspn (text, "0123456789");
  if (whole == 0 || (whole > 1 && text[0] == '0'))
    return FALSE;
  text += whole;
  if (*text == '\0')
    return TRUE;
  return *text == '.' && text[1] != '\0' && strspn (text + 1, "0123456789") == strlen (text + 1);
}

static gboolean
is_type (const char *text, PodCellType type)
{
  PodDate date;
  PodMoment moment;

  switch (type)
    {
    case POD_CELL_INTEGER:
      return is_integer (text);
    case POD_CELL_DECIMAL:
      return is_decimal (text);
    case POD_CELL_DATE:
      return *text == '\0' || pod_date_parse (text, &date);
    case POD_CELL_DTC:
      return *text == '\0' || (!strchr (text, ' ') && pod_moment_parse (text, &moment));
    case POD_CELL_STRING:
    default:
      return g_utf8_validate (text, -1, NULL);
    }
}

static void
check_cell (Gate *gate, guint row, const PodColumn *column, const char *cell)
{
  if (!cell)
    {
      if (column->key > 0 && (column->type == POD_CELL_INTEGER || column->type == POD_CELL_DECIMAL))
        report (gate, row, column->name, "a key is missing");
      return;
    }
  if (!is_type (cell, column->type))
    report (gate, row, column->name, "the value is not of the column's type");
  if (column->length > 0 && strlen (cell) > (gsize) column->length)
    report (gate, row, column->name, "the value is longer than the column");
}

/* Ten thousand wrong rows say no more than the first ones. */
#define ENOUGH 50

gboolean
pod_dataset_check (const PodDataset *dataset, GPtrArray *problems)
{
  Gate gate = { dataset, problems };
  guint before = problems->len;

  check_columns (&gate);
  for (guint i = 0; i < dataset->rows->len && problems->len < before + ENOUGH; i++)
    {
      char **row = dataset->rows->pdata[i];

      for (guint j = 0; j < dataset->columns->len; j++)
        check_cell (&gate, i + 1, &g_array_index (dataset->columns, PodColumn, j), row[j]);
      if (i > 0 && pod_dataset_compare_rows (dataset, dataset->rows->pdata[i - 1], row) >= 0)
        report (&gate, i + 1, NULL, "the keys of this row are not after those of the row before");
    }
  return problems->len == before;
}
