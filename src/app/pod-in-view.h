#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls to @whole once it is laid out; where there is no room for all of it, to its beginning, or to @least (nullable), which lies in it.  GTK scrolls no further than to
 * what has the cursor, and leaves the row around it cut. */
void pod_in_view_bring (GtkWidget *whole, GtkWidget *least);

G_END_DECLS
