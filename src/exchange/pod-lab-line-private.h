#pragma once

#include "pod-lab-line.h"

G_BEGIN_DECLS

/* Between what reads a line and what reads its limits. */

/* What is longer is no number, no unit and no range, and is not looked at any closer: some of that takes a second look from each arrow,
 * word or bracket in it. */
gboolean pod_lab_line_is_long (const char *text);
/* As its numbers are written, or as they would be the other way; NULL where they are none so.  Free with g_free(). */
char *pod_lab_line_fold (const PodLabLine *line, const char *text);
/* The same the other way of what has a comma or a point; NULL for most, which have nothing that could be read so. */
char *pod_lab_line_fold_otherwise (const PodLabLine *line, const char *text);
gboolean pod_lab_line_has_comma (const char *text);

/* As printed, in one piece where they stand in columns of their own. */
const char *pod_lab_line_print_limits (const PodLabLine *line, GStringChunk *strings);
/* Sets the limits of the item's finding, whose result has been read. */
void pod_lab_line_read_limits (const PodLabLine *line, const PodLabMap *map, PodLabItem *item);
/* Whether any of them is one only if it is written the other way. */
gboolean
pod_lab_line_has_limits_otherwise (const PodLabLine *line, const PodLabMap *map, const char *sex);

G_END_DECLS
