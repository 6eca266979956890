#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pictures of widgets without a window system's help, and finding a widget in a tree: for the walk through all pages and for
 * tests. */

/* Takes off the frame that a window draws itself where nothing composes the screen; the picture is taken after the next frame. */
void pod_widget_picture_prepare (GtkWindow *window);
/* As it was last drawn, to a PNG.  BUSY (G_IO_ERROR) where nothing is drawn yet, or not since it last changed: after the next
 * frame there is a picture.  FAILED where it cannot be written. */
gboolean pod_widget_picture_save (GtkWidget *widget, const char *path, GError **error);

/* (nullable): the first descendant of @type, depth first; @root itself counts. */
GtkWidget *pod_widget_find (GtkWidget *root, GType type);

G_END_DECLS
