/* What the audit trail costs.  The rows of a large laboratory file are committed through the store's door, and the same rows inserted by
 * SQLite alone; the trail and the tables are verified, and the same bytes read and hashed.  Each is a ratio within one run, since
 * times alone say more of the machine than of the program. */

#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlite3.h>

#include "bench-site.h"
#include "bench.h"
#include "pod-lab-file.h"
#include "pod-problem.h"
#include "pod-store.h"

#define RUNS 5
/* Issue 3: "committing the parsed rows with full audit takes at most 4 times inserting the same finding rows bare", and verification
 * at most 3 times the reading and hashing of audit and tables. */
#define COMMIT_LIMIT 4
#define VERIFY_LIMIT 3

typedef struct
{
  const BenchSite *site;
  PodChange *change;
  /* The committed site, kept for verifying, and its finding rows as SQLite's values. */
  char *committed;
  GPtrArray *values;
  int n_columns;
  PodDatabase *database;
  sqlite3 *bare;
} World;

/* ---- what is committed ---- */

static PodLabFile *
parse_file (const BenchSite *site)
{
  g_autofree char *study_path = bench_site_path (site, "studies/bench");
  g_autofree char *knowledge = bench_site_path (site, "knowledge");
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) study = pod_study_load (study_path, knowledge, problems);
  /* The findings' names are interned and their texts the file's: both outlive the map. */
  g_autoptr (PodLabMap) map = study ? pod_lab_map_load (site->map, study, problems) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  g_assert_nonnull (map);
  g_file_get_contents (site->file, &text, &length, &error);
  bytes = g_bytes_new_take (text, length);
  return pod_lab_file_read (bytes, map, NULL, NULL);
}

static PodChange *
make_change (const BenchSite *site)
{
  g_autoptr (PodLabFile) file = parse_file (site);
  PodChange *change = pod_change_new ();

  g_assert_nonnull (file);
  for (guint i = 0; i < file->items->len; i++)
    {
      PodLabItem *item = &g_array_index (file->items, PodLabItem, i);
      const gint64 *subject = g_hash_table_lookup (site->keys, item->subject_key);

      g_assert_cmpstr (item->reason, ==, NULL);
      item->finding.record.id = pod_change_reserve (change);
      item->finding.record.subject = *subject;
      pod_change_put_finding (change, &item->finding);
    }
  g_print ("%u rows of %u patients\n", file->items->len, g_hash_table_size (site->keys));
  return change;
}

/* ---- committing ---- */

static gpointer
commit_job (PodConnection *connection, gpointer change, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodStamp) stamp = pod_stamp_new ("bench", "coordinator", "0123456789abcdef", NULL,
                                              (PodInstant){ G_USEC_PER_SEC, 480 });

  if (pod_connection_set_stamp (connection, stamp, error))
    pod_change_apply (connection, change, NULL, error);
  return NULL;
}

static gint64
time_commit (gpointer data)
{
  World *world = data;
  g_autoptr (GError) error = NULL;
  PodDatabase *database;
  gint64 start, spent;

  g_clear_pointer (&world->committed, g_free);
  world->committed = bench_site_copy (world->site, "committed.podocyte");
  database = pod_database_open (world->committed, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  pod_database_call (database, POD_ACCESS_WRITE, commit_job, world->change, NULL, NULL, &error);
  spent = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  pod_database_close (database);
  g_object_unref (database);
  return spent;
}

/* ---- the same rows, bare ---- */

static void
exec (sqlite3 *db, const char *sql)
{
  int rc = sqlite3_exec (db, sql, NULL, NULL, NULL);

  g_assert_cmpint (rc, ==, SQLITE_OK);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  g_assert_cmpint (rc, ==, SQLITE_OK);
  return stmt;
}

static sqlite3 *
open_bare (const char *path)
{
  sqlite3 *db = NULL;

  sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  exec (db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;"
            "PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY;"
            "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA mmap_size = 0");
  return db;
}

/* Of the imported rows every column but the id, which SQLite gives, here as there. */
static void
keep_values (World *world)
{
  sqlite3 *db = open_bare (world->committed);
  sqlite3_stmt *stmt = prepare (db, "SELECT * FROM finding WHERE origin IS NOT NULL ORDER BY id");

  world->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  world->n_columns = sqlite3_column_count (stmt) - 1;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 1; i <= world->n_columns; i++)
      g_ptr_array_add (world->values, sqlite3_value_dup (sqlite3_column_value (stmt, i)));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
drop_triggers (sqlite3 *db)
{
  sqlite3_stmt *stmt = prepare (db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  g_autoptr (GString) sql = g_string_new (NULL);

  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (sql, "DROP TRIGGER %s;", sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  exec (db, sql->str);
}

static sqlite3_stmt *
prepare_insert (World *world, sqlite3 *db)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO finding VALUES (NULL");

  for (int i = 0; i < world->n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  return prepare (db, sql->str);
}

static void
insert_values (World *world, sqlite3 *db)
{
  sqlite3_stmt *stmt;

  exec (db, "BEGIN IMMEDIATE");
  stmt = prepare_insert (world, db);
  for (guint i = 0; i < world->values->len; i += (guint) world->n_columns)
    {
      for (int column = 0; column < world->n_columns; column++)
        sqlite3_bind_value (stmt, column + 1, world->values->pdata[i + (guint) column]);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_reset (stmt);
    }
  sqlite3_finalize (stmt);
  exec (db, "COMMIT");
}

static gint64
time_insert (gpointer data)
{
  World *world = data;
  g_autofree char *path = bench_site_copy (world->site, "bare.podocyte");
  sqlite3 *db = open_bare (path);
  gint64 start, spent;

  drop_triggers (db);
  start = g_get_monotonic_time ();
  insert_values (world, db);
  spent = g_get_monotonic_time () - start;
  sqlite3_close (db);
  return spent;
}

/* ---- verifying ---- */

static gpointer
verify_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_audit_verify (connection, NULL, NULL, NULL, cancellable, error);
}

static gint64
time_verify (gpointer data)
{
  World *world = data;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PodVerification) verification = pod_database_call (world->database, POD_ACCESS_READ,
                                                                verify_job, NULL, NULL, NULL, NULL);
  gint64 spent = g_get_monotonic_time () - start;

  g_assert_cmpuint (verification->faults->len, ==, 0);
  return spent;
}

static void
hash_value (crypto_generichash_state *state, sqlite3_stmt *stmt, int column)
{
  int type = sqlite3_column_type (stmt, column);
  gint64 number;
  double real;
  gconstpointer bytes;

  switch (type)
    {
    case SQLITE_INTEGER:
      number = sqlite3_column_int64 (stmt, column);
      crypto_generichash_update (state, (const guint8 *) &number, sizeof number);
      break;
    case SQLITE_FLOAT:
      real = sqlite3_column_double (stmt, column);
      crypto_generichash_update (state, (const guint8 *) &real, sizeof real);
      break;
    case SQLITE_NULL:
      break;
    default:
      bytes = sqlite3_column_blob (stmt, column);
      crypto_generichash_update (state, bytes, (guint) sqlite3_column_bytes (stmt, column));
    }
}

static void
hash_table (crypto_generichash_state *state, sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  sqlite3_stmt *stmt = prepare (db, sql);
  int n = sqlite3_column_count (stmt);

  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < n; i++)
      hash_value (state, stmt, i);
  sqlite3_finalize (stmt);
}

static gint64
time_hash (gpointer data)
{
  World *world = data;
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt = prepare (world->bare, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  crypto_generichash_state state;
  guint8 hash[32];

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    hash_table (&state, world->bare, (const char *) sqlite3_column_text (stmt, 0));
  crypto_generichash_final (&state, hash, sizeof hash);
  sqlite3_finalize (stmt);
  return g_get_monotonic_time () - start;
}

/* ---- for information ---- */

static void
show_import (const World *world)
{
  g_autofree char *path = bench_site_copy (world->site, "imported.podocyte");
  g_autoptr (PodTrial) trial = bench_site_open (world->site, path);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  import = pod_trial_import (trial, world->site->file, world->site->map, TRUE, &error);
  g_assert_no_error (error);
  g_print ("read and match all lines: %.0f ms\n",
           (double) (g_get_monotonic_time () - start) / 1000);
  g_clear_pointer (&import, pod_import_free);
  start = g_get_monotonic_time ();
  import = pod_trial_import (trial, world->site->file, world->site->map, FALSE, &error);
  g_assert_no_error (error);
  g_print ("the whole import of %u results: %.0f ms\n", import->accepted,
           (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (import->accepted, ==, import->read);
  start = g_get_monotonic_time ();
  g_clear_pointer (&import, pod_import_free);
  import = pod_trial_import (trial, world->site->file, world->site->map, FALSE, &error);
  g_print ("the same file again, all known: %.0f ms\n",
           (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (import->duplicate, ==, import->read);
  pod_trial_close (trial);
}

int
main (int argc, char **argv)
{
  g_autoptr (BenchSite) site = bench_site_new ();
  World world = { .site = site };

  if (site == NULL)
    return 77;
  world.change = make_change (site);
  time_commit (&world);
  keep_values (&world);
  bench_ratio ("commit of the parsed rows, audited", time_commit, "inserting them bare",
               time_insert, &world, RUNS, COMMIT_LIMIT);
  world.database = pod_database_open (world.committed, NULL);
  world.bare = open_bare (world.committed);
  bench_ratio ("verify", time_verify, "reading and hashing all", time_hash, &world, RUNS,
               VERIFY_LIMIT);
  sqlite3_close (world.bare);
  pod_database_close (world.database);
  g_object_unref (world.database);
  show_import (&world);
  g_ptr_array_unref (world.values);
  pod_change_unref (world.change);
  g_free (world.committed);
  return bench_end ();
}
