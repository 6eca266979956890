#pragma once

#include <gio/gio.h>

#include "pod-scene.h"

G_BEGIN_DECLS

/* The table twin of a scene as text, for spreadsheets. */

/* A line a row, its end a CR and LF with @separator ','; cells that hold one are quoted, and what a spreadsheet would take for a formula begins
 * with an apostrophe.  A minus is a hyphen there, which programs read.  Free with g_free(). */
char *pod_scene_print_table (PodScene *scene, char separator);
/* Whether it ends in .csv. */
gboolean pod_scene_is_table_name (const char *path);
/* As CSV in UTF-8 with a byte-order mark, by which spreadsheets know it; with the care of pod_scene_write(). */
gboolean pod_scene_write_table (PodScene *scene, const char *path, GError **error);

G_END_DECLS
