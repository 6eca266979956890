/* Copying the live file.  A reader blocks a writer, so each step reads some pages only, and gives way after it.  What another
 * process writes in between makes SQLite begin anew by itself. */

#include "pod-backup-copy.h"

#include "pod-connection-private.h"
#include "pod-store-error.h"

/* A megabyte: about three milliseconds.  Where it had to begin anew several times, the steps grow, to eight megabytes at most: still well
 * under the 50 ms that a read may last. */
#define STEP_PAGES 256
#define STARTS_TO_GROW 8
#define MOST_DOUBLINGS 3
/* Somebody typing commits once in a while; only an import without end would start it this often. */
#define MOST_STARTS 50
#define WAIT_MS 20

/* It may roll a hot journal back, as any reader must who comes first after a crash; more it does not write. */
static sqlite3 *
open_source (const char *path, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW |
              SQLITE_OPEN_NOMUTEX;
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (path, &db, flags, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "PRAGMA query_only = ON; PRAGMA mmap_size = 0", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    return db;
  pod_store_set_error (error, db, rc);
  sqlite3_close (db);
  return NULL;
}

typedef struct
{
  sqlite3_backup *backup;
  int remaining;
  guint starts;
  guint waited_ms;
} Copy;

static gboolean
set_busy_error (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY,
                       "others wrote without a pause: no copy came to its end");
  return FALSE;
}

/* One step; *rc is SQLITE_DONE after the last. */
static gboolean
step (Copy *self, int *rc, GError **error)
{
  int pages = STEP_PAGES << MIN (self->starts / STARTS_TO_GROW, MOST_DOUBLINGS);
  int remaining;

  *rc = sqlite3_backup_step (self->backup, pages);
  if ((*rc & 0xff) == SQLITE_BUSY || (*rc & 0xff) == SQLITE_LOCKED)
    {
      g_usleep (WAIT_MS * 1000);
      self->waited_ms += WAIT_MS;
      return self->waited_ms < 2 * POD_STORE_BUSY_MS || set_busy_error (error);
    }
  if (*rc != SQLITE_OK && *rc != SQLITE_DONE)
    {
      pod_store_set_error (error, NULL, *rc);
      return FALSE;
    }
  self->waited_ms = 0;
  remaining = sqlite3_backup_remaining (self->backup);
  if (remaining >= self->remaining && *rc != SQLITE_DONE)
    self->starts++;
  self->remaining = remaining;
  return self->starts < MOST_STARTS || set_busy_error (error);
}

static gboolean
copy_pages (sqlite3 *source, sqlite3 *target, GCancellable *cancellable, GError **error)
{
  Copy self = { .backup = sqlite3_backup_init (target, "main", source, "main"),
                .remaining = G_MAXINT };
  gboolean good = self.backup != NULL;
  int rc = SQLITE_OK;

  if (!good)
    pod_store_set_error (error, target, sqlite3_errcode (target));
  while (good && rc != SQLITE_DONE)
    good = !g_cancellable_set_error_if_cancelled (cancellable, error) && step (&self, &rc, error);
  sqlite3_backup_finish (self.backup);
  return good;
}

sqlite3 *
pod_backup_copy_file (const char *path, GCancellable *cancellable, GError **error)
{
  sqlite3 *source = open_source (path, error);
  sqlite3 *target = NULL;
  gboolean copied;
  int rc;

  if (source == NULL)
    return NULL;
  rc = sqlite3_open_v2 (":memory:", &target,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
  if (rc != SQLITE_OK)
    pod_store_set_error (error, target, rc);
  copied = rc == SQLITE_OK && copy_pages (source, target, cancellable, error);
  sqlite3_close (source);
  if (copied)
    return target;
  sqlite3_close (target);
  return NULL;
}
