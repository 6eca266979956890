#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A site's database as another program alters it, behind the back of the trail.  Links SQLite, so it is a library of its own.
 */

/* Runs @sql with neither triggers nor checks; the triggers stand there again afterwards, as if nothing had been. */
void pod_test_forge (const char *path, const char *sql);

G_END_DECLS
