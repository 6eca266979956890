#pragma once

#include "pod-lab-file.h"
#include "pod-lab-map-private.h"

G_BEGIN_DECLS

/* Inside the room only: one line of a laboratory's file becomes a finding. */

/* The cells of a line that the map names, stripped; "" where the file has none. */
typedef struct
{
  const char *cells[POD_LAB_N_COLUMNS];
} PodLabLine;

/* Fills finding, mapped and reason of @item. Strings go to @strings. */
void pod_lab_line_read (const PodLabLine *line,
                        const PodLabMap *map,
                        PodLabItem *item,
                        GStringChunk *strings);

G_END_DECLS
