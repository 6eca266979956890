#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window as large as it was when it was last closed.
 * Returns: (transfer full) (nullable): the settings that say so; NULL where the schema is not installed, as in tests. */
GSettings *pod_window_size_restore (GtkWindow *window);
/* @settings: (nullable): what pod_window_size_restore() returned; nothing is kept without. */
void pod_window_size_save (GtkWindow *window, GSettings *settings);

G_END_DECLS
