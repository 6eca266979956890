#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ctrl+L locks from every dialog that belongs to a trial's window, too: the keys of an application do not reach a modal one.  Once for
 * the program; calling it again does nothing. */
void pod_lock_key_install (void);

G_END_DECLS
