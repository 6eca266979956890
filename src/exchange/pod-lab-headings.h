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

G_END_DECLS
