/* One connection to one file: its statements, its jobs, each a transaction, and what keeps either from lasting for ever. */

#include "pod-connection-inner.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "pod-audit-private.h"
#include "pod-statement.h"
#include "pod-store-error.h"

/* How much of the processor a transaction may take in a file whose schema another program made: there an endless view, or one that
 * only takes a hundred years, may lie behind any name.  Waiting for a disk or for another process does not count. */
#define STRANGE_US (3 * G_USEC_PER_SEC)

/* Between two looks whether another process has let go of the file. */
#define LONGEST_NAP_MS 20

sqlite3 *
pod_connection_get_db (PodConnection *self)
{
  return self->db;
}

const PodStamp *
pod_connection_get_stamp (PodConnection *self)
{
  return self->stamp;
}

gint64
pod_connection_get_redact (PodConnection *self)
{
  return self->redact;
}

void
pod_connection_set_redact (PodConnection *self, gint64 sequence)
{
  self->redact = sequence;
}

gboolean
pod_connection_is_intact (PodConnection *self)
{
  return self->is_intact;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

/* Statements are told apart well enough by their length and every eighth character; a table of twenty columns makes long ones, and each
 * row that is written looks one up. */
static guint
hash_sql (gconstpointer sql)
{
  const char *text = sql;
  gsize length = strlen (text);
  guint hash = (guint) length;

  for (gsize i = 0; i < length; i += 8)
    hash = hash * 33 + (guchar) text[i];
  return hash;
}

GHashTable *
pod_connection_make_cache (void)
{
  return g_hash_table_new_full (hash_sql, g_str_equal, NULL, finalize_statement);
}

/* The key is the statement's own text, which lives as long as it. */
sqlite3_stmt *
pod_connection_take_statement (PodConnection *self, const char *sql)
{
  gpointer stmt = NULL;

  g_hash_table_steal_extended (self->statements, sql, NULL, &stmt);
  return stmt;
}

void
pod_connection_give_statement (PodConnection *self, sqlite3_stmt *stmt)
{
  /* Where one of the same text rests already, this one takes its place. */
  g_hash_table_replace (self->statements, (gpointer) sqlite3_sql (stmt), stmt);
}

void
pod_connection_set_error (PodConnection *self, int rc, GError **error)
{
  if ((rc & 0xff) == SQLITE_INTERRUPT && self->is_late)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                         "another program altered the schema so that reading it takes for ever");
  else
    pod_store_set_error (error, self->db, rc);
}

gboolean
pod_connection_exec (PodConnection *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    pod_connection_set_error (self, rc, error);
  return rc == SQLITE_OK;
}

gboolean
pod_connection_query_int (PodConnection *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (self, sql, error);

  *value = 0;
  if (statement == NULL || !pod_statement_step (statement, error))
    return FALSE;
  *value = pod_statement_get_int (statement, 0);
  return TRUE;
}

/* ---- what never ends ---- */

static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
progress_cb (gpointer data)
{
  PodConnection *self = data;

  if (self->deadline > 0 && get_processor_time () > self->deadline)
    self->is_late = TRUE;
  return self->is_late || g_cancellable_is_cancelled (self->cancellable);
}

void
pod_connection_watch (PodConnection *self)
{
  gboolean is_needed = !self->is_intact || self->cancellable != NULL;

  self->is_late = FALSE;
  self->deadline = self->is_intact ? 0 : get_processor_time () + STRANGE_US;
  sqlite3_progress_handler (self->db, is_needed ? 1000 : 0, is_needed ? progress_cb : NULL, self);
}

/* Another process has the file: waits a little, longer each time, unless whoever waits has given up or the time is over. */
int
pod_connection_wait_cb (gpointer data, int n)
{
  PodConnection *self = data;
  gint64 budget = self->is_committing ? POD_STORE_COMMIT_MS : POD_STORE_BUSY_MS;

  if (n == 0)
    self->waiting_since = g_get_monotonic_time ();
  if (g_cancellable_is_cancelled (self->cancellable) ||
      g_get_monotonic_time () - self->waiting_since > budget * 1000)
    return 0;
  g_usleep (1000 * MIN (n + 1, LONGEST_NAP_MS));
  return 1;
}

/* ---- jobs ---- */

/* Where another file was put in this one's place, SQLite would go on reading the old one, and say nothing. */
static gboolean
check_not_moved (PodConnection *self, GError **error)
{
  int has_moved = 0;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (has_moved)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "the file was moved or replaced while it was open");
  return !has_moved;
}

/* Who was waiting and has given up is told that, and not that the file was busy. */
static gboolean
exec_waiting (PodConnection *self, const char *sql, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  self->cancellable = cancellable;
  if (pod_connection_exec (self, sql, &local))
    return TRUE;
  self->cancellable = NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_error_free (local);
  else
    g_propagate_error (error, local);
  return FALSE;
}

/* Inside a transaction.  A trigger that somebody dropped while the file was open would write no trail, and a later version of this
 * program may have brought the file to a schema that this one does not know. */
static gboolean
check_same_schema (PodConnection *self, GError **error)
{
  g_autoptr (PodSchema) found = NULL;
  gint64 cookie;

  if (!pod_connection_query_int (self, "PRAGMA schema_version", &cookie, error))
    return FALSE;
  if (cookie == self->schema_cookie)
    return TRUE;
  /* The pages are looked through when the file is opened: here others wait. */
  found = pod_connection_check_head (self, error) ? pod_connection_check_names (self, error) : NULL;
  return found != NULL;
}

/* Who was waiting and has given up is told that, as in exec_waiting(). */
static gboolean
check_waiting (PodConnection *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  if (check_same_schema (self, &local))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_error_free (local);
  else
    g_propagate_error (error, local);
  pod_connection_rollback (self);
  return FALSE;
}

static gboolean
may_write (const PodConnection *self, PodAccess access)
{
  return access == POD_ACCESS_WRITE && self->is_intact;
}

gboolean
pod_connection_begin (PodConnection *self,
                      PodAccess access,
                      GCancellable *cancellable,
                      GError **error)
{
  gboolean write = may_write (self, access);

  if (!check_not_moved (self, error) ||
      !pod_connection_exec (self, write ? "PRAGMA query_only = OFF" : "PRAGMA query_only = ON",
                            error) ||
      !exec_waiting (self, write ? "BEGIN IMMEDIATE" : "BEGIN", cancellable, error) ||
      !check_waiting (self, cancellable, error))
    return FALSE;
  if (write != may_write (self, access))
    {
      pod_connection_rollback (self);
      return pod_connection_begin (self, access, cancellable, error);
    }
  self->is_writing = write;
  self->is_lost = FALSE;
  pod_connection_watch (self);
  return TRUE;
}

static void
end_job (PodConnection *self)
{
  self->cancellable = NULL;
  pod_connection_watch (self);
  g_clear_pointer (&self->stamp, pod_stamp_free);
  self->redact = 0;
}

/* A commit that was never begun, for want of a lock or for a reference left open, has left the transaction standing. */
static gboolean
is_known (int rc)
{
  return (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_CONSTRAINT;
}

/* A reader elsewhere can hold it up.  The transaction stands meanwhile, so it is worth waiting longer than at the beginning. */
static int
run_commit (PodConnection *self, GCancellable *cancellable)
{
  int rc;

  self->is_committing = TRUE;
  self->cancellable = cancellable;
  rc = sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  self->cancellable = NULL;
  self->is_committing = FALSE;
  return rc;
}

static void
set_commit_error (PodConnection *self, int rc, GCancellable *cancellable, GError **error)
{
  gboolean is_busy = (rc & 0xff) == SQLITE_BUSY;

  if (is_busy && g_cancellable_set_error_if_cancelled (cancellable, error))
    return;
  if (is_busy)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY,
                         "nothing was saved: another process kept the database for too long");
  else if (is_known (rc) || !self->is_writing)
    pod_store_set_error (error, self->db, rc);
  else
    {
      self->doubt = rc;
      g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME,
                   "it is not known whether the change was saved (%s)", sqlite3_errmsg (self->db));
    }
}

PodStoreError
pod_connection_get_doubt (PodConnection *self)
{
  return pod_store_error_find_code (self->doubt);
}

gboolean
pod_connection_commit (PodConnection *self, GError **error)
{
  GCancellable *cancellable = self->cancellable;
  int rc;

  end_job (self);
  if (sqlite3_get_autocommit (self->db) || (self->is_writing && self->is_lost))
    {
      pod_connection_rollback (self);
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                           "nothing was saved: the transaction was rolled back on the way");
      return FALSE;
    }
  rc = run_commit (self, cancellable);
  if (rc == SQLITE_OK)
    {
      self->is_writing = FALSE;
      return TRUE;
    }
  set_commit_error (self, rc, cancellable, error);
  pod_connection_rollback (self);
  return FALSE;
}

void
pod_connection_rollback (PodConnection *self)
{
  end_job (self);
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  self->is_writing = FALSE;
}

gboolean
pod_connection_breathe (PodConnection *self, GError **error)
{
  if (self->is_writing)
    return TRUE;
  pod_connection_watch (self);
  return pod_connection_exec (self, "COMMIT", error) && check_not_moved (self, error) &&
         pod_connection_exec (self, "BEGIN", error);
}

gboolean
pod_connection_changed_elsewhere (PodConnection *self)
{
  gint64 version;

  if (!pod_connection_query_int (self, "PRAGMA data_version", &version, NULL) ||
      version == self->data_version)
    return FALSE;
  self->data_version = version;
  return TRUE;
}

void
pod_connection_suspect_change (PodConnection *self)
{
  self->data_version = -1;
}

gboolean
pod_connection_set_stamp (PodConnection *self, const PodStamp *stamp, GError **error)
{
  g_return_val_if_fail (stamp != NULL && stamp->user && stamp->role && stamp->session, FALSE);

  pod_stamp_free (self->stamp);
  self->stamp = pod_stamp_copy (stamp);
  return !self->is_writing ||
         (pod_audit_found (self, error) && pod_audit_check_clock (self, error));
}
