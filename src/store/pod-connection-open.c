/* Setting a connection up, in the one order that holds: the place, the file's head, the limits, the pragmas (read back, since SQLite keeps
 * silent about one that it cannot set), the check of the pages, and only then the schema. */

#include "pod-connection-inner.h"

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-statement.h"
#include "pod-store-error.h"

/* The longest value or row, and the largest file that can be pinned. */
#define LENGTH_LIMIT (8 << 20)

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
  self->statements = pod_connection_make_cache ();
  self->db = db;
  set_limits (self->db);
  sqlite3_busy_handler (self->db, pod_connection_wait_cb, self);
  pod_connection_watch (self);
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
gboolean
pod_connection_check_head (PodConnection *self, GError **error)
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

/* As a statement and not as a table of its own, whose making the authorizer takes for a change of the schema. */
static gboolean
has_computed (PodConnection *self, const char *table, gboolean *has, GError **error)
{
  enum
  {
    HIDDEN = 6,
  };
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_xinfo (%s)", table);
  g_autoptr (PodStatement) statement = pod_statement_new (self, sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (!*has && pod_statement_step (statement, &local))
    *has = pod_statement_get_int (statement, HIDDEN) > 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Where something is not ours, our tables must be tables still: a name that leads to a view, a virtual table or a computed column
 * runs what the file says, and its answer can be anything. */
static gboolean
check_altered (PodConnection *self, const PodSchema *found, GError **error)
{
  GPtrArray *tables = pod_schema_get ()->tables;
  gboolean is_plain = pod_schema_keeps_tables (found);
  gboolean computes = FALSE;

  for (guint i = 0; is_plain && i <= tables->len; i++)
    {
      const PodAuditedTable *table = i < tables->len ? g_ptr_array_index (tables, i) : NULL;

      if (!has_computed (self, table ? table->name : "audit", &computes, error))
        return FALSE;
    }
  if (is_plain && !computes)
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

/* Before any statement on a table: what a name stands for is known only now.  NULL with an error. */
PodSchema *
pod_connection_check_names (PodConnection *self, GError **error)
{
  g_autoptr (PodSchema) found = NULL;
  gint64 cookie;

  /* Read first: what is altered behind it is found the next time. */
  if (!pod_connection_query_int (self, "PRAGMA schema_version", &cookie, error) ||
      (found = read_schema (self, error)) == NULL)
    return NULL;
  self->is_intact = strcmp (found->hash, pod_schema_get ()->hash) == 0;
  pod_connection_watch (self);
  if (!self->is_intact && !check_altered (self, found, error))
    return NULL;
  self->schema_cookie = cookie;
  return g_steal_pointer (&found);
}

static gboolean
check_schema (PodConnection *self, GError **error)
{
  g_autoptr (PodSchema) found = pod_connection_check_names (self, error);

  return found != NULL && check_pages (self, found, error);
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

  if (self == NULL || !pod_connection_check_head (self, error) || !set_pragmas (self, 0, error) ||
      !pod_migrate (self, error) || !check_schema (self, error) || !finish_setup (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

PodConnection *
pod_connection_adopt (sqlite3 *db, GError **error)
{
  g_autoptr (PodConnection) self = make_connection (db, error);

  if (self == NULL || !pod_connection_check_head (self, error) ||
      !set_pragmas (self, PRAGMAS_OF_FILES, error) || !check_schema (self, error) ||
      !finish_setup (self, error))
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
  if (self != NULL && pod_connection_check_head (self, error) &&
      set_pragmas (self, PRAGMAS_OF_FILES, error) && read_old (self, version, head, error) &&
      pod_migrate (self, error) && check_schema (self, error) && finish_setup (self, error))
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
