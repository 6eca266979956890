#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of words in a GtkColumnView, sortable by each column: the table twin of a chart, and the list of what it left out. */

/* @rows: (element-type utf8 *): NULL-terminated arrays of strings, from @first on; @heading: (nullable): NULL for no columns at all.  Where
 * the columns are the same as before, they keep their order and the selection. */
void pod_chart_table_fill (GtkColumnView *view,
                           const char *const *heading,
                           const GPtrArray *rows,
                           guint first);
/* What the first column says is read to its end, in more than one line: not cut where it is long.  Before the view has columns. */
void pod_chart_table_wrap_first (GtkColumnView *view);
/* The row at a place of the sorted table, as it was given, from 0; −1 where there is none. */
int pod_chart_table_get_row (GtkColumnView *view, guint position);
/* −1 where none is selected. */
int pod_chart_table_get_selected (GtkColumnView *view);
void pod_chart_table_select (GtkColumnView *view, int row);

G_END_DECLS
