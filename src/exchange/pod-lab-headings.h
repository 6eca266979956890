#pragma once

#include "pod-lab-file.h"

G_BEGIN_DECLS

/**
 * PodLabHeading:
 * A column of a table whose heading no map may know, for whoever has to say what is in it.
 * @heading: as printed, with a space for every blank; "" for none
 * @examples: what stands first below it, each once; it may name people, and is never logged
 * @column: (nullable): what the map's own headings say it is, as pod_lab_map_choose_columns() calls it
 * @is_clear: by its heading it is told from the others
 */
typedef struct
{
  char *heading;
  char **examples;
  const char *column;
  gboolean is_clear;
} PodLabHeading;

/**
 * pod_lab_file_list_headings:
 * @bytes: the first of a file will do
 *
 * The row with the most headings that @map knows; else the first that is filled as the fullest are and holds no number and no date.  Of the
 * delimiters the one that makes the most of a table.
 *
 * Returns: (nullable) (element-type PodLabHeading): in the file's order; NULL where it is no table, has no four columns, or no heading
 */
GPtrArray *pod_lab_file_list_headings (GBytes *bytes, const PodLabMap *map);

/* Of the four columns that a table must have those that @map does not find among its @headings, as pod_lab_map_choose_columns() calls them: NULL-
 * terminated, and empty where that cannot be told by them, as where a heading has the item in it.  Free the array alone with g_free(). */
const char **pod_lab_headings_list_missing (const GPtrArray *headings, const PodLabMap *map);
/* Of what pod_lab_map_choose_columns() takes: the lines of the form that all of its columns are in, (element-type PodLabHeading) as above; of
 * several the one that a table so headed is read by.  NULL for none.  Free with g_strfreev(). */
char **pod_lab_columns_find (const char *const *columns, const GPtrArray *headings);
/* @columns without the form @old, and with the form @form behind them (each nullable); NULL where nothing is left.  Free with g_strfreev(). */
char **pod_lab_columns_replace (const char *const *columns,
                                const char *const *old,
                                const char *const *form);

G_END_DECLS
