/* R05: what the program's own connection refuses, however the statement is put; and the one way by which a text leaves the trail. */

#include <string.h>

#include "store-fixture.h"

/* What the trail says, whole. */
static char *
dump_trail (sqlite3 *db)
{
  g_autoptr (GPtrArray)
      rows = raw_list (db,
                       "SELECT quote (seq) || quote (ts) || quote (utc_offset) || quote (user) || "
                       "quote (role) || quote (session) || quote (action) || quote (tbl) || "
                       "quote (row) || quote (fields) || quote (texts) || quote (salt) || "
                       "quote (prev) || quote (hash) FROM audit ORDER BY seq");

  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (GStrv) rows->pdata);
}

static char *
dump_schema (sqlite3 *db)
{
  g_autoptr (GPtrArray) rows =
      raw_list (db, "SELECT type || name || ifnull (sql, '') FROM sqlite_schema ORDER BY name");

  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (GStrv) rows->pdata);
}

static const char *const refused[] = {
  /* The trail's rows. */
  "UPDATE audit SET user = 'x' WHERE seq = 2",
  "UPDATE audit SET texts = NULL, salt = NULL WHERE seq = 2",
  "UPDATE OR IGNORE audit SET hash = zeroblob (32)",
  "UPDATE audit SET seq = seq + 1",
  "UPDATE audit SET rowid = 9999 WHERE seq = 2",
  "DELETE FROM audit",
  "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)",
  "WITH gone (n) AS (SELECT 2) DELETE FROM audit WHERE seq IN (SELECT n FROM gone)",
  "INSERT INTO audit SELECT * FROM audit WHERE seq = 2",
  "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
  "INSERT OR REPLACE INTO audit SELECT seq, ts, utc_offset, 'x', role, session, action, tbl, row, "
  "fields, texts, salt, prev, hash FROM audit WHERE seq = 2",
  "REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
  "INSERT OR IGNORE INTO audit SELECT * FROM audit WHERE seq = 2",
  "INSERT INTO audit SELECT * FROM audit WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET user = 'x'",
  /* Its triggers, by name and by the pragmas that they hang on. */
  "DROP TRIGGER audit_delete",
  "DROP TRIGGER audit_update",
  "DROP TRIGGER audit_insert",
  "DROP TRIGGER audit_add_insert",
  "DROP TRIGGER finding_update",
  "DROP TRIGGER finding_delete",
  "DROP TRIGGER finding_unsign",
  "DROP VIEW audit_add",
  "DROP TABLE audit",
  "DROP TABLE finding",
  "DROP INDEX audit_row",
  "CREATE TRIGGER extra AFTER INSERT ON finding BEGIN SELECT 1; END",
  "CREATE TEMP TRIGGER extra AFTER INSERT ON finding BEGIN SELECT 1; END",
  "CREATE TEMP TABLE finding (id INTEGER PRIMARY KEY)",
  "CREATE TEMP VIEW audit AS SELECT 1",
  "CREATE TABLE extra (a)",
  "CREATE VIRTUAL TABLE extra USING fts5 (a)",
  "ALTER TABLE audit RENAME TO history",
  "ALTER TABLE finding RENAME COLUMN number TO other",
  "ALTER TABLE finding DROP COLUMN method",
  "PRAGMA recursive_triggers = OFF",
  "PRAGMA recursive_triggers (0)",
  "PRAGMA foreign_keys = OFF",
  "PRAGMA ignore_check_constraints = ON",
  "PRAGMA trusted_schema = ON",
  "PRAGMA writable_schema = ON",
  "PRAGMA writable_schema = RESET",
  "PRAGMA schema_version = 7",
  "PRAGMA user_version = 1",
  "PRAGMA application_id = 1",
  "PRAGMA journal_mode = OFF",
  "PRAGMA synchronous = OFF",
  "PRAGMA secure_delete = OFF",
  "UPDATE sqlite_schema SET sql = '' WHERE name = 'audit_delete'",
  "DELETE FROM sqlite_schema WHERE type = 'trigger'",
  "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema LIMIT 1",
  "REINDEX",
  "ANALYZE",
  "VACUUM",
  /* Another file, in which nobody watches. */
  "ATTACH ':memory:' AS other",
  "ATTACH '' AS other",
  "DETACH main",
  "VACUUM INTO 'copy.db'",
  "SELECT load_extension ('x')",
};

static void
try_all (PodConnection *connection, const char *job)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      /* When it is prepared, before a trigger is asked; and for what it would do, not for how it is put. */
      if (pod_connection_exec (connection, refused[i], &error) ||
          error->code != POD_STORE_ERROR_FAILED || strstr (error->message, "syntax error") != NULL)
        g_error ("%s, %s: %s", refused[i], job, error ? error->message : "accepted");
    }
}

static void
test_refused (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  sqlite3 *db = pod_connection_get_db (connection);
  g_autofree char *trail = dump_trail (db), *schema = dump_schema (db);
  g_autofree char *trail_after = NULL, *schema_after = NULL;
  g_autoptr (PodVerification) verification = NULL;

  try_all (connection, "outside a job");
  fixture_read (connection);
  try_all (connection, "in a job that reads");
  fixture_commit (connection);
  fixture_begin (connection, "a reason");
  try_all (connection, "in a job that writes");
  fixture_commit (connection);
  trail_after = dump_trail (db);
  schema_after = dump_schema (db);
  g_assert_true (g_str_equal (trail, trail_after));
  g_assert_true (g_str_equal (schema, schema_after));
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

/* The settings that the statements hang on are what they were made, and no call but ours could have changed them. */
static void
test_settings (void)
{
  static const int on[] = { SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_DEFENSIVE,
                            SQLITE_DBCONFIG_ENABLE_FKEY };
  static const int off[] = { SQLITE_DBCONFIG_WRITABLE_SCHEMA, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                             SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  sqlite3 *db = pod_connection_get_db (connection);
  int value;

  for (gsize i = 0; i < G_N_ELEMENTS (on); i++)
    {
      g_assert_cmpint (sqlite3_db_config (db, on[i], -1, &value), ==, SQLITE_OK);
      g_assert_cmpint (value, ==, 1);
      g_assert_cmpint (sqlite3_db_config (db, off[i], -1, &value), ==, SQLITE_OK);
      g_assert_cmpint (value, ==, 0);
    }
  g_assert_cmpint (sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, -1), ==, 0);
}

/* An insertion through the one writer cannot say who, when or where in the chain: its view has no such columns. */
static void
test_one_writer (void)
{
  static const char *const forged[] = {
    "INSERT INTO audit_add (seq, action) VALUES (1, 'X')",
    "INSERT INTO audit_add (user, action) VALUES ('eve', 'X')",
    "INSERT INTO audit_add (ts, action) VALUES ('2020-01-01T00:00:00.000Z', 'X')",
    "UPDATE audit_add SET action = 'X'",
    "DELETE FROM audit_add",
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());

  fixture_begin (connection, "a reason");
  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    if (pod_connection_exec (connection, forged[i], NULL))
      g_error ("accepted: %s", forged[i]);
  fixture_commit (connection);
}

/* ---- the one exception ---- */

static gboolean
redact (PodConnection *connection, const char *why, gint64 sequence, GError **error)
{
  gboolean redacted;

  fixture_begin (connection, why);
  redacted = pod_audit_redact (connection, sequence, error);
  if (redacted)
    fixture_commit (connection);
  else
    pod_connection_rollback (connection);
  return redacted;
}

static const char *
ask_trail (PodConnection *connection, const char *sql, gint64 sequence)
{
  g_autofree char *text = g_strdup_printf ("SELECT %s FROM audit WHERE seq = %d", sql,
                                           (int) sequence);

  return raw_text (pod_connection_get_db (connection), text);
}

/* Only the typed texts and their salt go; the row, its place, its hash, who and when stay; a row of its own says who did it and why. */
static void
test_redaction (void)
{
  static const char rest[] = "quote (ts) || quote (utc_offset) || quote (user) || quote (role) || "
                             "quote (session) || quote (action) || quote (tbl) || quote (row) || "
                             "quote (fields) || quote (prev) || quote (hash)";
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodVerification) verification = NULL;
  const char *before;
  gint64 first;

  fixture_begin (connection, NULL);
  g_assert_true (pod_setting_set (connection, "note", "called Test Person", NULL));
  first = pod_audit_last (connection, NULL);
  g_assert_true (pod_setting_set (connection, "note", "called the patient", NULL));
  fixture_commit (connection);
  before = ask_trail (connection, rest, first);

  g_assert_false (redact (connection, NULL, first, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_cmpint (pod_audit_last (connection, NULL), ==, first + 1);
  g_assert_cmpstr (ask_trail (connection, "typeof (texts)", first), ==, "blob");

  g_assert_true (redact (connection, "a name typed by mistake", first, &error));
  g_assert_cmpstr (ask_trail (connection, rest, first), ==, before);
  g_assert_cmpstr (ask_trail (connection, "typeof (texts) || typeof (salt)", first), ==,
                   "nullnull");
  g_assert_cmpint (pod_audit_last (connection, NULL), ==, first + 2);
  g_assert_cmpstr (ask_trail (connection, "action || row || user", first + 2), ==,
                   first == 3 ? "REDACT3anna" : "REDACT2anna");
  /* With it, nothing else came open. */
  fixture_begin (connection, "a reason");
  try_all (connection, "after a redaction");
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/door/R05-no-statement-changes-the-trail", test_refused);
  g_test_add_func ("/store/door/R05-nothing-turns-a-trigger-off", test_settings);
  g_test_add_func ("/store/door/R05-one-writer", test_one_writer);
  g_test_add_func ("/store/door/R05-redaction-leaves-its-row", test_redaction);
  return g_test_run ();
}
