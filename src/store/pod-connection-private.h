#pragma once

#include <sqlite3.h>

#include "pod-store.h"

G_BEGIN_DECLS

/*
 * Private to the room: the connection as the database thread sees it.  One thread at a time uses it.
 */

/* "PDCT": written into the head of the file, so that another program's database is told apart. */
#define POD_STORE_APPLICATION_ID 0x50444354

/* How long a statement waits for another process, and how long a commit does, whose work would be lost. */
#define POD_STORE_BUSY_MS 3000
#define POD_STORE_COMMIT_MS 10000

PodConnection *pod_connection_create (const char *path, GError **error);
PodConnection *pod_connection_open (const char *path, GError **error);
/* A copy in memory, checked like a file; @db is taken, also on error. */
PodConnection *pod_connection_adopt (sqlite3 *db, GError **error);
/* The same for one that may be of an earlier schema: it is brought to this program's, in memory.  *head (transfer full): of the trail as it
 * was before; NULL where nothing was to be done. */
PodConnection *pod_connection_adopt_old (sqlite3 *db, gint64 *version, char **head, GError **error);
void pod_connection_free (PodConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodConnection, pod_connection_free)

sqlite3 *pod_connection_get_db (PodConnection *self);
/* NULL outside a stamped job. */
const PodStamp *pod_connection_get_stamp (PodConnection *self);
/* The audit entry whose texts may be taken out now; 0 at all other times. */
gint64 pod_connection_get_redact (PodConnection *self);
void pod_connection_set_redact (PodConnection *self, gint64 sequence);

/* A prepared statement that rests, or NULL; and the way back. */
sqlite3_stmt *pod_connection_take_statement (PodConnection *self, const char *sql);
void pod_connection_give_statement (PodConnection *self, sqlite3_stmt *stmt);

/* What @rc is to the caller: as pod_store_set_error(), and CORRUPT where an altered schema kept a statement running for ever. */
void pod_connection_set_error (PodConnection *self, int rc, GError **error);
/* One or several statements without results. */
gboolean pod_connection_exec (PodConnection *self, const char *sql, GError **error);
/* The first column of the first row. */
gboolean
pod_connection_query_int (PodConnection *self, const char *sql, gint64 *value, GError **error);

/* A job's transaction.  end() forgets the stamp, whichever way it goes. */
gboolean pod_connection_begin (PodConnection *self,
                               PodAccess access,
                               GCancellable *cancellable,
                               GError **error);
/* OUTCOME where it is not known whether the commit took place. */
gboolean pod_connection_commit (PodConnection *self, GError **error);
/* What was the matter where that ended in OUTCOME. */
PodStoreError pod_connection_get_doubt (PodConnection *self);
void pod_connection_rollback (PodConnection *self);
/* The next pod_connection_changed_elsewhere() says yes. */
void pod_connection_suspect_change (PodConnection *self);
/* FALSE where another program altered the schema: nothing is written then. */
gboolean pod_connection_is_intact (PodConnection *self);

/* Whether @head, as pod_audit_head() tells it, is the head of the trail, or was (pod-audit.c).  FALSE on error. */
gboolean
pod_audit_has_head (PodConnection *connection, const char *head, gboolean *has, GError **error);

/* ---- the place (pod-place.c) ---- */

/* Makes the empty file, 0600, or 0660 in a folder that hands its group on; EXISTS where there is one.
 * Returns the path with its folder resolved. */
char *pod_place_create (const char *path, GError **error);
/* A database that was made a moment ago, after it was closed: the file, then the journal that SQLite leaves beside it. */
void pod_place_remove (const char *path);
/* Refuses what is not a plain file in a local folder that only its owner (and group) may write to. */
char *pod_place_check (const char *path, GError **error);
/* For tests: what kind of file system (f_type of statfs(2)) every folder is on from now on; 0 for the truth. */
void pod_place_pretend (guint32 type);

/* ---- what statements may do (pod-authorizer.c) ---- */

void pod_authorizer_install (PodConnection *self);

G_END_DECLS
