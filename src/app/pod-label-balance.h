#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a label that wraps as narrow as its words go into no more lines than at @most characters: else the last may have one character alone.  It
 * has its style by then. */
void pod_label_balance (GtkLabel *label, int most);

G_END_DECLS
