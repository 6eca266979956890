/* How a database is set up, where it may lie, and which files are refused. */

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-schema.h"
#include "store-fixture.h"

static const struct
{
  const char *pragma;
  const char *value;
} settings[] = {
  { "journal_mode", "truncate" },
  { "synchronous", "3" },
  { "locking_mode", "normal" },
  { "foreign_keys", "1" },
  { "recursive_triggers", "1" },
  { "temp_store", "2" },
  { "cell_size_check", "1" },
  { "secure_delete", "1" },
  { "mmap_size", "0" },
  { "trusted_schema", "0" },
  { "application_id", "1346650964" },
  { "user_version", G_STRINGIFY (POD_SCHEMA_VERSION) },
};

static void
test_settings (void)
{
  const char *path = fixture_path ();

  pod_connection_free (fixture_create (path));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PodConnection) connection = fixture_open (path);

      for (gsize j = 0; j < G_N_ELEMENTS (settings); j++)
        {
          g_autofree char *sql = g_strdup_printf ("PRAGMA %s", settings[j].pragma);
          g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, NULL);

          g_assert_true (pod_statement_step (statement, NULL));
          g_assert_cmpstr (pod_statement_get_text (statement, 0), ==, settings[j].value);
        }
    }
}

static void
test_limits (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  sqlite3 *db = pod_connection_get_db (connection);
  int defensive = 0;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  g_assert_cmpint (defensive, ==, 1);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, -1), ==, 0);
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_LENGTH, -1), ==, 8 << 20);
}

/* What no statement of the program may do, once the schema stands. */
static void
test_authorizer (void)
{
  static const char *const refused[] = {
    "DROP TRIGGER finding_insert",
    "DROP TABLE finding",
    "ALTER TABLE audit RENAME TO history",
    "CREATE TABLE extra (a)",
    "ATTACH ':memory:' AS m",
    "UPDATE audit SET user = 'x'",
    "DELETE FROM audit",
    "INSERT INTO audit SELECT * FROM audit",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_schema SET sql = ''",
  };
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      if (pod_connection_exec (connection, refused[i], &error))
        g_error ("accepted: %s", refused[i]);
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
    }
}

static void
test_mode (void)
{
  const char *dir = pod_test_dir ();
  const char *own = pod_test_path (dir, "own.podocyte");
  const char *group = pod_test_path (dir, "group");
  const char *shared = pod_test_path (group, "shared.podocyte");
  mode_t mask = umask (022);
  struct stat status;

  pod_connection_free (fixture_create (own));
  g_assert_cmpint (stat (own, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);

  g_assert_cmpint (g_mkdir (group, 0770), ==, 0);
  g_assert_cmpint (chmod (group, 02770), ==, 0);
  pod_connection_free (fixture_create (shared));
  g_assert_cmpint (stat (shared, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0660);
  umask (mask);

  /* Copied by other means, and opened again. */
  g_assert_cmpint (chmod (own, 0644), ==, 0);
  g_assert_cmpint (chmod (shared, 0666), ==, 0);
  pod_connection_free (fixture_open (own));
  pod_connection_free (fixture_open (shared));
  g_assert_cmpint (stat (own, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpint (stat (shared, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0660);
}

static void
assert_open_fails (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_connection_open (path, &error));
  if (!g_error_matches (error, POD_STORE_ERROR, code))
    g_error ("%s: %s", path, error->message);
}

static void
test_places (void)
{
  const char *dir = pod_test_dir ();
  const char *path = pod_test_path (dir, "site.podocyte");
  const char *link_path = pod_test_path (dir, "link.podocyte");
  const char *dir_link = pod_test_path (dir, "folder");
  g_autoptr (PodConnection) through = NULL;
  g_autoptr (GError) error = NULL;

  assert_open_fails (path, POD_STORE_ERROR_NOT_FOUND);
  assert_open_fails (pod_test_path (dir, "nowhere/site.podocyte"), POD_STORE_ERROR_NOT_FOUND);
  pod_connection_free (fixture_create (path));
  g_assert_null (pod_connection_create (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  assert_open_fails (link_path, POD_STORE_ERROR_PLACE);

  /* A link among the folders is another matter: homes are often behind one. */
  g_assert_cmpint (symlink (dir, dir_link), ==, 0);
  through = fixture_open (pod_test_path (dir_link, "site.podocyte"));
  g_clear_pointer (&through, pod_connection_free);

  /* Where everybody may add files, as in /tmp, the journal must not be somebody's else. */
  g_assert_cmpint (chmod (dir, 01777), ==, 0);
  pod_connection_free (fixture_open (path));
  g_assert_cmpint (symlink (path, pod_test_path (dir, "site.podocyte-wal")), ==, 0);
  assert_open_fails (path, POD_STORE_ERROR_PLACE);
  g_assert_cmpint (g_unlink (pod_test_path (dir, "site.podocyte-wal")), ==, 0);

  g_assert_cmpint (chmod (dir, 0777), ==, 0);
  assert_open_fails (path, POD_STORE_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_null (pod_connection_create (pod_test_path (dir, "new.podocyte"), &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE);
  g_assert_false (g_file_test (pod_test_path (dir, "new.podocyte"), G_FILE_TEST_EXISTS));
}

static void
forge_head (const char *path, const char *pragma)
{
  sqlite3 *db = raw_open (path);

  raw_exec (db, pragma);
  sqlite3_close (db);
}

static void
test_hostile_files (void)
{
  const char *dir = pod_test_dir ();
  const char *path = fixture_site ();
  struct stat status;
  sqlite3 *db;

  assert_open_fails (pod_test_write (dir, "note.txt", "Dear colleague,\n"),
                     POD_STORE_ERROR_CORRUPT);
  assert_open_fails (pod_test_write (dir, "empty", ""), POD_STORE_ERROR_CORRUPT);
  assert_open_fails (dir, POD_STORE_ERROR_CORRUPT);

  db = raw_open (pod_test_path (dir, "other.db"));
  raw_exec (db, "CREATE TABLE t (a)");
  sqlite3_close (db);
  assert_open_fails (pod_test_path (dir, "other.db"), POD_STORE_ERROR_FOREIGN);

  forge_head (path, "PRAGMA user_version = 99");
  assert_open_fails (path, POD_STORE_ERROR_TOO_NEW);
  forge_head (path, "PRAGMA user_version = 0");
  assert_open_fails (path, POD_STORE_ERROR_CORRUPT);
  forge_head (path, "PRAGMA user_version = 1; PRAGMA application_id = 7");
  assert_open_fails (path, POD_STORE_ERROR_FOREIGN);
  forge_head (path, "PRAGMA application_id = 1346650964");
  pod_connection_free (fixture_open (path));

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (truncate (path, status.st_size / 2), ==, 0);
  assert_open_fails (path, POD_STORE_ERROR_CORRUPT);
}

/* A virtual table is code that runs over the file's bytes: its module is not even started. */
static void
test_virtual_table (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = NULL;
  sqlite3 *db = raw_open (path);

  raw_exec (db, "CREATE VIRTUAL TABLE trap USING fts5 (a); "
                "PRAGMA writable_schema = ON; "
                "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE trap USING nowhere (a)' "
                "WHERE name = 'trap'");
  sqlite3_close (db);
  connection = fixture_open (path);
  g_assert_false (pod_connection_is_intact (connection));
}

/* Another program's write mode is not kept: a file left in WAL mode comes back to the one journal this program trusts. */
static void
test_wal_is_left (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (PodStatement) statement = NULL;

  forge_head (path, "PRAGMA journal_mode = WAL");
  connection = fixture_open (path);
  statement = pod_statement_new (connection, "PRAGMA journal_mode", NULL);
  g_assert_true (pod_statement_step (statement, NULL));
  g_assert_cmpstr (pod_statement_get_text (statement, 0), ==, "truncate");
}

/* Another file under the same name: the open one is not read on as if nothing had happened. */
static void
test_replaced_file (void)
{
  const char *path = fixture_site ();
  const char *other = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_false (pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
}

static void
alter (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);

  raw_exec (db, sql);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* A trigger that goes while the file is open: what would be written from then on would be in no trail. */
static void
test_altered_while_open (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  sqlite3 *db = raw_open (path);
  const char *trigger = raw_text (db,
                                  "SELECT sql FROM sqlite_schema WHERE name = 'setting_insert'");
  g_autoptr (GError) error = NULL;

  sqlite3_close (db);
  fixture_begin (connection, NULL);
  fixture_commit (connection);
  alter (path, "DROP TRIGGER setting_insert");
  fixture_begin (connection, NULL);
  g_assert_false (pod_connection_is_intact (connection));
  g_assert_false (pod_setting_set (connection, "site", "x", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  pod_connection_rollback (connection);
  /* As soon as it is as it was, all is well again. */
  alter (path, trigger);
  fixture_begin (connection, NULL);
  g_assert_true (pod_setting_set (connection, "site", "x", &error));
  g_assert_no_error (error);
  fixture_commit (connection);
}

/* A later version of the program brings the file to a schema of its own while this one has it open. */
static void
test_migrated_while_open (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  const PodAccess accesses[] = { POD_ACCESS_READ, POD_ACCESS_WRITE };

  alter (path, "ALTER TABLE visit ADD COLUMN place TEXT; PRAGMA user_version = 99");
  for (gsize i = 0; i < G_N_ELEMENTS (accesses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_connection_begin (connection, accesses[i], NULL, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_TOO_NEW);
      g_assert_true (sqlite3_get_autocommit (pod_connection_get_db (connection)));
    }
}

/* Every table but the trail and the drafts is audited, and every column of it. */
static void
test_all_is_audited (void)
{
  const PodSchema *schema = pod_schema_get ();
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  sqlite3 *db = pod_connection_get_db (connection);

  g_assert_cmpuint (schema->tables->len, ==, 19);
  for (guint i = 0; i < schema->tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (schema->tables, i);
      g_autofree char *columns = g_strdup_printf ("SELECT count (*) FROM pragma_table_info ('%s')",
                                                  table->name);
      g_autofree char *triggers =
          g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE type = 'trigger' "
                           "AND name IN ('%s_insert', '%s_update', '%s_renumber', '%s_delete')",
                           table->name, table->name, table->name, table->name);

      g_assert_cmpint (atoi (raw_text (db, columns)), ==, table->columns->len + 1);
      g_assert_cmpstr (raw_text (db, triggers), ==, "4");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/settings", test_settings);
  g_test_add_func ("/connection/limits", test_limits);
  g_test_add_func ("/connection/authorizer", test_authorizer);
  g_test_add_func ("/connection/mode", test_mode);
  g_test_add_func ("/connection/places", test_places);
  g_test_add_func ("/connection/hostile-files", test_hostile_files);
  g_test_add_func ("/connection/virtual-table", test_virtual_table);
  g_test_add_func ("/connection/wal-is-left", test_wal_is_left);
  g_test_add_func ("/connection/replaced-file", test_replaced_file);
  g_test_add_func ("/connection/all-is-audited", test_all_is_audited);
  g_test_add_func ("/connection/altered-while-open", test_altered_while_open);
  g_test_add_func ("/connection/migrated-while-open", test_migrated_while_open);
  return g_test_run ();
}
