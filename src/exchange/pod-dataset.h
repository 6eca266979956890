#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

/**
 * PodCellType:
 * @POD_CELL_STRING: text
 * @POD_CELL_INTEGER: digits; missing is null
 * @POD_CELL_DECIMAL: exact digits, carried as a string with targetDataType decimal; missing is null
 * @POD_CELL_DATE: an ISO 8601 date of any precision, dataType date
 * @POD_CELL_DTC: an ISO 8601 date of any precision, or date and time: dataType string, since precision is mixed
 *
 * The missing value of texts and dates is "".  (In Dataset-JSON a DTC column cannot be told from a text but by its name.)
 */
typedef enum
{
  POD_CELL_STRING,
  POD_CELL_INTEGER,
  POD_CELL_DECIMAL,
  POD_CELL_DATE,
  POD_CELL_DTC,
} PodCellType;

/**
 * PodColumn:
 * @label: at most 40 characters
 * @length: the most bytes a text may have; 0 for numbers
 * @key: keySequence, from 1; 0 where it is no key
 */
typedef struct
{
  const char *name;
  const char *label;
  PodCellType type;
  int length;
  int key;
} PodColumn;

/**
 * PodDataset:
 * One table in memory: every cell is the text that is written.  A cell that is NULL is missing.
 * @columns: (element-type PodColumn); @rows: (element-type char **), as wide as the columns
 */
typedef struct
{
  const char *name;
  const char *label;
  GArray *columns;
  GPtrArray *rows;
  GStringChunk *strings;
} PodDataset;

PodDataset *pod_dataset_new (const char *name, const char *label);
void pod_dataset_free (PodDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodDataset, pod_dataset_free)

/* Copies the strings of @column. */
void pod_dataset_add_column (PodDataset *dataset, const PodColumn *column);
/* -1 where there is none. */
int pod_dataset_find_column (const PodDataset *dataset, const char *name);
/* A new row, everything missing. */
char **pod_dataset_add_row (PodDataset *dataset);
/* Copies @value; NULL for missing.  A column that the dataset does not have (dates under the study-day profile) is passed over. */
void pod_dataset_set (PodDataset *dataset, char **row, const char *name, const char *value);
const char *pod_dataset_get (const PodDataset *dataset, guint row, const char *name);
gboolean pod_column_is_date (const PodColumn *column);

/* Sorts the rows by the keys, numbers as numbers; equal ones stay in their order. */
void pod_dataset_sort (PodDataset *dataset);
int pod_dataset_compare_rows (const PodDataset *dataset, char **a, char **b);

/**
 * pod_dataset_check:
 *
 * The gate: width, types, lengths, names unique and fit for SDTM, labels, keys there, unique and sorted, dates that exist.
 * @problems gets every fault, the dataset's name as the file, the row as the line; no value of a cell is in a message.
 */
gboolean pod_dataset_check (const PodDataset *dataset, GPtrArray *problems);

/* Same columns, same rows, value by value; missing and "" are the same in texts. */
gboolean pod_dataset_equal (const PodDataset *a, const PodDataset *b);

G_END_DECLS
