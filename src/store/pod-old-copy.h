#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/*
 * The database as it was before a schema step, which the step laid beside it: as clear as the database itself, and needed only until an
 * encrypted copy of what it became was found to verify.
 */

/* "site.before-schema-2.podocyte" beside "site.podocyte", for the step from @version.  Free with g_free(). */
char *pod_old_copy_make_path (const char *database, gint64 version);
/* A job: the path of the one that lies there, NULL where there is none.  Another file of that name, whose head is not in this database's
 * trail, is none.  Free with g_free(). */
char *pod_old_copy_find (PodConnection *connection);

G_END_DECLS
