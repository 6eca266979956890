#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window leaves behind beside its own pages: destroys its dialogs, and empties the clipboards, where they hold something of
 * this program, and the tooltip.  Nobody is asked: nobody is there to answer. */
void pod_hiding_clear (GtkWindow *window);
/* The dialog that covers @window, of several the deepest; @window itself where there is none. */
GtkWindow *pod_hiding_find_front (GtkWindow *window);

G_END_DECLS
