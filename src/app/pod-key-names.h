#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In the window of the keys GTK writes some as programs call them, "Page_Up": there they get the words that stand on a keyboard. */
void pod_key_names_write_out (GtkWidget *overlay);

G_END_DECLS
