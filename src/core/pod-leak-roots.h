#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For builds that look for leaks; nothing in others.  A program with more than 2,048 quarks leaves GLib's first table of them behind,
 * which GLib means to (readers take no lock), and which is reported as a leak with a stack in the loader that no suppression can name.
 * Called first in main(), it remembers whatever GLib points at by then, so that only what is lost later is reported. */
void pod_leak_roots_keep (void);

G_END_DECLS
