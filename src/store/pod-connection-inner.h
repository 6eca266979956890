#pragma once

#include "pod-connection-private.h"
#include "pod-schema-private.h"

G_BEGIN_DECLS

/* Private to pod-connection.c and pod-connection-open.c: what a connection is made of. */

struct _PodConnection
{
  sqlite3 *db;
  GHashTable *statements;
  PodStamp *stamp;
  gint64 redact;
  gint64 data_version;
  /* The cookie of the schema that was looked at: SQLite counts it on whenever anybody alters the schema. */
  gint64 schema_cookie;
  gboolean is_writing;
  /* TRUE while the job's own COMMIT runs. */
  gboolean is_committing;
  /* SQLite itself ended the job's transaction, as it does where memory runs out in some places.  A savepoint would begin another one, in
   * which all that came before is missing, and COMMIT would say that all is well. */
  gboolean is_lost;
  int doubt; /* what the COMMIT said of which nobody knows whether it took place */
  /* Of the running job; borrowed. */
  GCancellable *cancellable;
  /* When it began to wait for another process; monotonic. */
  gint64 waiting_since;
  /* In processor time of this thread; 0 where the schema is this program's own. */
  gint64 deadline;
  gboolean is_late;
  /* FALSE where the schema is not what this program makes.  Then no trigger can be trusted, and nothing is written: every job only
   * reads, so that people can still sign in and have the file verified. */
  gboolean is_intact;
};

/* Of prepared statements by their text, which rest between two uses. */
GHashTable *pod_connection_make_cache (void);

/* From now on; where the schema is known to be this program's own, only a cancellable can interrupt. */
void pod_connection_watch (PodConnection *self);
/* SQLite's busy handler; @self. */
int pod_connection_wait_cb (gpointer self, int n);

/* Whose file it is, and of which version. */
gboolean pod_connection_check_head (PodConnection *self, GError **error);
/* What stands behind each name now; remembers its cookie, and whether it is this program's own.  NULL with an error. */
PodSchema *pod_connection_check_names (PodConnection *self, GError **error);

G_END_DECLS
