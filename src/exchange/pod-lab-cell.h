#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inside the room only.  What a cell of a table says: without the blanks around it, and of ="007", which is how a spreadsheet is told to
 * leave 007 alone, what it is told.  Free with g_free(). */
char *pod_lab_clean_cell (const char *cell);

G_END_DECLS
