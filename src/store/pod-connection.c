/* One connection to one file, set up in the one order that holds: the place, the file's head, the limits, the pragmas (read back,
 * since SQLite keeps silent about one that it cannot set), the check of the pages, and only then the schema. */

#include "pod-connection-private.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "pod-audit-private.h"
#include "pod-schema-private.h"
#include "pod-statement.h"
#include "pod-store-error.h"

/* The longest value or row, and the largest file that can be pinned. */
#define LENGTH_LIMIT (8 << 20)

/* How much of the processor a transaction may take in a file whose schema another program made: there an endless view, or one that
 * only takes a hundred years, may lie behind any name.  Waiting for a disk or for another process does not count. */
#define STRANGE_US (3 * G_USEC_PER_SEC)

/* Between two looks whether another process has let go of the file. */
#define LONGEST_NAP_MS 20

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

/* From now on; where the schema is known to be this program's own, only a cancellable can interrupt. */
static void
watch (PodConnection *self)
{
  gboolean is_needed = !self->is_intact || self->cancellable != NULL;

  self->is_late = FALSE;
  self->deadline = self->is_intact ? 0 : get_processor_time () + STRANGE_US;
  sqlite3_progress_handler (self->db, is_needed ? 1000 : 0, is_needed ? progress_cb : NULL, self);
}

/* Another process has the file: waits a little, longer each time, unless whoever waits has given up or the time is over. */
static int
busy_cb (gpointer data, int n)
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

/* ---- set-up ---- */

static void
set_limits (sqlite3 *db)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *) NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *) NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *) NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, LENGTH_LIMIT);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

static const struct
{
  const char *name;
  const char *value;
  const char *read_back;
} pragmas[] = {
  { "journal_mode", "TRUNCATE", "truncate" },
  { "synchronous", "EXTRA", "3" },
  { "locking_mode", "NORMAL", "normal" },
  { "mmap_size", "0", "0" },
  { "foreign_keys", "ON", "1" },
  { "recursive_triggers", "ON", "1" },
  { "temp_store", "MEMORY", "2" },
  { "cell_size_check", "ON", "1" },
  { "secure_delete", "ON", "1" },
  /* Of the file, and settled when it was made: in another, the bytes of a text are not the text that the trail hashes. */
  { "encoding", "'UTF-8'", "UTF-8" },
  { "trusted_schema", "OFF", "0" },
};

static gboolean
set_pragma (PodConnection *self,
            const char *name,
            const char *value,
            const char *read_back,
            GError **error)
{
  g_autofree char *set = g_strdup_printf ("PRAGMA %s = %s", name, value);
  g_autofree char *get = g_strdup_printf ("PRAGMA %s", name);
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  if (!pod_connection_exec (self, set, error) ||
      (statement = pod_statement_new (self, get, error)) == NULL)
    return FALSE;
  if (pod_statement_step (statement, &local) &&
      g_strcmp0 (pod_statement_get_text (statement, 0), read_back) == 0)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "the database refuses %s = %s",
                 name, value);
  return FALSE;
}

/* A database in memory has no journal, no locks and no map, which the first of them are about. */
#define PRAGMAS_OF_FILES 4

static gboolean
set_pragmas (PodConnection *self, gsize first, GError **error)
{
  for (gsize i = first; i < G_N_ELEMENTS (pragmas); i++)
    if (!set_pragma (self, pragmas[i].name, pragmas[i].value, pragmas[i].read_back, error))
      return FALSE;
  return TRUE;
}

/* SQLite counts every byte that it allocates, behind a lock for the whole process; nobody asks.  It can be told so only before its
 * first use: afterwards it refuses, which does no harm. */
static void
spare_counting (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/* @db: taken, also on error. */
static PodConnection *
make_connection (sqlite3 *db, GError **error)
{
  PodConnection *self;

  if (sodium_init () < 0)
    {
      sqlite3_close (db);
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "libsodium");
      return NULL;
    }
  self = g_new0 (PodConnection, 1);
  self->statements = g_hash_table_new_full (hash_sql, g_str_equal, NULL, finalize_statement);
  self->db = db;
  set_limits (self->db);
  sqlite3_busy_handler (self->db, busy_cb, self);
  watch (self);
  return self;
}

static PodConnection *
open_file (const char *path, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW |
              SQLITE_OPEN_NOMUTEX;
  sqlite3 *db = NULL;
  int rc;

  spare_counting ();
  rc = sqlite3_open_v2 (path, &db, flags, NULL);
  if (rc == SQLITE_OK)
    return make_connection (db, error);
  pod_store_set_error (error, db, rc);
  sqlite3_close (db);
  return NULL;
}

/* Read before anything else: the head says whose file it is. */
static gboolean
check_head (PodConnection *self, GError **error)
{
  gint64 id, version;

  if (!pod_connection_query_int (self, "PRAGMA application_id", &id, error) ||
      !pod_connection_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (id != POD_STORE_APPLICATION_ID)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FOREIGN,
                         "a database of another program");
  else if (version > POD_SCHEMA_VERSION)
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_TOO_NEW,
                 "schema %" G_GINT64_FORMAT ", this program knows %d", version, POD_SCHEMA_VERSION);
  else if (version < 1)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT, "no schema");
  else
    return TRUE;
  return FALSE;
}

/* quick_check also says which values break the schema.  Such a file can be read: verification names the row. */
static gboolean
is_about_values (const char *message)
{
  static const char *const starts[] = { "CHECK constraint failed", "NULL value in",
                                        "NUMERIC value in", "TEXT value in", "non-" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (message, starts[i]))
      return TRUE;
  return FALSE;
}

/* @pragma: quick_check, of all or of one table. */
static gboolean
run_check (PodConnection *self, const char *pragma, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (self, pragma, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (pod_statement_step (statement, &local))
    {
      const char *message = pod_statement_get_text (statement, 0);

      if (g_strcmp0 (message, "ok") != 0 && !is_about_values (message))
        {
          g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                               "the pages of the database are damaged");
          return FALSE;
        }
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* The check runs whatever a schema says in constraints and computed columns.  Of a schema that is not ours only our own tables are
 * checked, and without their constraints: verification compares their values with the trail. */
static gboolean
check_pages (PodConnection *self, const PodSchema *found, GError **error)
{
  GPtrArray *tables = pod_schema_get ()->tables;

  if (self->is_intact)
    return pod_connection_exec (self, "PRAGMA ignore_check_constraints = OFF", error) &&
           run_check (self, "PRAGMA quick_check", error);
  if (!pod_connection_exec (self, "PRAGMA ignore_check_constraints = ON", error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);
      g_autofree char *key = g_strdup_printf ("table %s", table->name);
      g_autofree char *pragma = g_strdup_printf ("PRAGMA quick_check (%s)", table->name);

      if (g_hash_table_contains (found->entries, key) && !run_check (self, pragma, error))
        return FALSE;
    }
  return !g_hash_table_contains (found->entries, "table audit") ||
         run_check (self, "PRAGMA quick_check (audit)", error);
}

/* Where something is not ours, our tables must be tables still: a name that leads to a view, a virtual table or a computed column
 * runs what the file says, and its answer can be anything. */
static gboolean
check_altered (PodConnection *self, const PodSchema *found, GError **error)
{
  GPtrArray *tables = pod_schema_get ()->tables;
  gboolean is_plain = pod_schema_keeps_tables (found);
  gint64 computed = 0;

  for (guint i = 0; is_plain && computed == 0 && i <= tables->len; i++)
    {
      const PodAuditedTable *table = i < tables->len ? g_ptr_array_index (tables, i) : NULL;
      g_autofree char *sql =
          g_strdup_printf ("SELECT count (*) FROM pragma_table_xinfo ('%s') WHERE hidden > 0",
                           table ? table->name : "audit");

      if (!pod_connection_query_int (self, sql, &computed, error))
        return FALSE;
    }
  if (is_plain && computed == 0)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                       "another program put something else in the place of a table");
  return FALSE;
}

static PodSchema *
read_schema (PodConnection *self, GError **error)
{
  GError *local = NULL;
  PodSchema *found = pod_schema_read (self->db, &local);

  if (found != NULL)
    return found;
  if (self->is_late)
    pod_connection_set_error (self, SQLITE_INTERRUPT, error);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  g_clear_error (&local);
  return NULL;
}

/* Before any statement on a table: what a name stands for is known only now. */
static gboolean
check_schema (PodConnection *self, GError **error)
{
  g_autoptr (PodSchema) found = NULL;
  gint64 cookie;

  /* Read first: what is altered behind it is found the next time. */
  if (!pod_connection_query_int (self, "PRAGMA schema_version", &cookie, error) ||
      (found = read_schema (self, error)) == NULL)
    return FALSE;
  self->is_intact = strcmp (found->hash, pod_schema_get ()->hash) == 0;
  watch (self);
  if ((!self->is_intact && !check_altered (self, found, error)) ||
      !check_pages (self, found, error))
    return FALSE;
  self->schema_cookie = cookie;
  return TRUE;
}

/* After some errors (a full disk, say) SQLite itself rolls the whole transaction back, and what a job that does not notice writes
 * from then on would be committed statement by statement.  Nothing is committed but by the end of a job. */
static int
commit_cb (gpointer data)
{
  const PodConnection *self = data;

  return !self->is_committing;
}

static void
rollback_cb (void *data)
{
  ((PodConnection *) data)->is_lost = TRUE;
}

static gboolean
finish_setup (PodConnection *self, GError **error)
{
  if (!pod_audit_functions_install (self, error) ||
      !pod_connection_query_int (self, "PRAGMA data_version", &self->data_version, error))
    return FALSE;
  pod_authorizer_install (self);
  sqlite3_commit_hook (self->db, commit_cb, self);
  sqlite3_rollback_hook (self->db, rollback_cb, self);
  return TRUE;
}

PodConnection *
pod_connection_open (const char *path, GError **error)
{
  g_autofree char *full = pod_place_check (path, error);
  g_autoptr (PodConnection) self = full ? open_file (full, error) : NULL;

  if (self == NULL || !check_head (self, error) || !set_pragmas (self, 0, error) ||
      !pod_migrate (self, error) || !check_schema (self, error) || !finish_setup (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

PodConnection *
pod_connection_adopt (sqlite3 *db, GError **error)
{
  g_autoptr (PodConnection) self = make_connection (db, error);

  if (self == NULL || !check_head (self, error) || !set_pragmas (self, PRAGMAS_OF_FILES, error) ||
      !check_schema (self, error) || !finish_setup (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_old (PodConnection *self, gint64 *version, char **head, GError **error)
{
  gboolean old;

  *head = NULL;
  return pod_migrate_look (self, version, &old, error) &&
         (!old || (*head = pod_audit_head (self, error)) != NULL);
}

PodConnection *
pod_connection_adopt_old (sqlite3 *db, gint64 *version, char **head, GError **error)
{
  g_autoptr (PodConnection) self = make_connection (db, error);

  *head = NULL;
  if (self != NULL && check_head (self, error) && set_pragmas (self, PRAGMAS_OF_FILES, error) &&
      read_old (self, version, head, error) && pod_migrate (self, error) &&
      check_schema (self, error) && finish_setup (self, error))
    return g_steal_pointer (&self);
  g_clear_pointer (head, g_free);
  return NULL;
}

static gboolean
fill_file (PodConnection *self, GError **error)
{
  g_autofree char *head = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           POD_STORE_APPLICATION_ID, POD_SCHEMA_VERSION);

  return pod_connection_exec (self, "BEGIN EXCLUSIVE", error) &&
         pod_connection_exec (self, head, error) && pod_schema_make (self->db, error) &&
         pod_connection_exec (self, "COMMIT", error);
}

PodConnection *
pod_connection_create (const char *path, GError **error)
{
  g_autofree char *full = pod_place_create (path, error);
  g_autoptr (PodConnection) self = full ? open_file (full, error) : NULL;

  if (full == NULL)
    return NULL;
  if (self == NULL || !set_pragmas (self, 0, error) || !fill_file (self, error) ||
      !check_schema (self, error) || !finish_setup (self, error))
    {
      /* Closed first: the file is ours, made a moment ago. */
      g_clear_pointer (&self, pod_connection_free);
      pod_place_remove (full);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
pod_connection_free (PodConnection *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  pod_stamp_free (self->stamp);
  g_free (self);
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
  gboolean good;
  gint64 cookie;

  if (!pod_connection_query_int (self, "PRAGMA schema_version", &cookie, error))
    return FALSE;
  if (cookie == self->schema_cookie)
    return TRUE;
  /* The checks set and ask more than a job may. */
  sqlite3_set_authorizer (self->db, NULL, NULL);
  good = check_head (self, error) && check_schema (self, error);
  pod_authorizer_install (self);
  return good;
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
  watch (self);
  return TRUE;
}

static void
end_job (PodConnection *self)
{
  self->cancellable = NULL;
  watch (self);
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
  watch (self);
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
