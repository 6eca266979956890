#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A day at a site where everything is done that writes anything: twenty people are registered, results imported, an adverse event graded,
 * a name looked at, packages, pictures, copies and the history written, the window locked, and the program killed while somebody types.
 * All of it happens below one folder, with a home, settings, caches and temporary files of its own.
 */

/* Before anything else in main(): GLib asks for these places once. */
void pod_canary_session_prepare (void);
/* @argv: as of pod_journey_init(). */
void pod_canary_session_run (int argc, char **argv);

/* All that was written; @path and what it says of itself lies below it. */
const char *pod_canary_session_get_tree (void);
/* The file that the window had open. */
const char *pod_canary_session_get_database (void);

G_END_DECLS
