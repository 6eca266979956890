/* A file that somebody made to harm: it may say anything in its schema, its head and its pages.  Opened, read, verified, signed in to and
 * written to, it never crashes the program and never keeps it for five seconds, and what is said of it is an error of the store. */

#include <glib/gstdio.h>

#include "fault-operations.h"

#define MAX_SECONDS 5.0

/* Runs for ever; runs for years inside one function, where nothing can interrupt it. */
#define ENDLESS "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
#define YEARS "instr (zeroblob (8000000), CAST (zeroblob (4000000) || char (1) AS BLOB))"
#define SCHEMA "PRAGMA writable_schema = ON; "

/* What comes of opening it: an error of that code, or (OPENS) a file in which verification finds faults. */
#define OPENS (-1)

static const struct
{
  const char *name;
  const char *sql;
  int code;
} tricks[] = {
  { "an endless view for the settings",
    "DROP TABLE setting; CREATE VIEW setting (id, key, value) AS " ENDLESS "x, x, x FROM c",
    POD_STORE_ERROR_CORRUPT },
  { "an endless view for the users",
    "DROP TABLE user; CREATE VIEW USER (id, name, role, active, password_hash) AS " ENDLESS
    "x, x, x, x, x FROM c",
    POD_STORE_ERROR_CORRUPT },
  { "an endless view for the trail",
    "DROP TABLE audit; CREATE VIEW audit (seq, hash) AS " ENDLESS "x, x FROM c",
    POD_STORE_ERROR_CORRUPT },
  { "a view for a table that lives on under another name",
    "ALTER TABLE subject RENAME TO s2; CREATE VIEW subject AS SELECT * FROM s2",
    POD_STORE_ERROR_CORRUPT },
  { "an endless view beside the tables", "CREATE VIEW more AS " ENDLESS "x FROM c", OPENS },
  { "a computed column",
    "DROP TABLE setting; CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT, value AS (" YEARS
    "))",
    POD_STORE_ERROR_CORRUPT },
  { "a constraint that takes years",
    SCHEMA "UPDATE sqlite_schema SET sql = replace (sql, 'CHECK (version > 0)', "
           "'CHECK (version > " YEARS ")') WHERE name = 'visit'",
    OPENS },
  { "an index over what takes years",
    SCHEMA "UPDATE sqlite_schema SET sql = replace (sql, '(subject)', '(" YEARS
           ")') WHERE name = 'event_subject'",
    OPENS },
  { "a table of a stranger with a constraint that takes years",
    "CREATE TABLE more (a); INSERT INTO more VALUES (1); " SCHEMA
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE more (a CHECK (" YEARS
    " = 0))' WHERE name = 'more'",
    OPENS },
  { "a trigger that never ends",
    "CREATE TRIGGER more AFTER INSERT ON finding BEGIN INSERT INTO finding SELECT * FROM finding; "
    "END",
    OPENS },
  { "an fts5 table for the settings",
    "DROP TABLE setting; CREATE VIRTUAL TABLE setting USING fts5 (key, value)",
    POD_STORE_ERROR_CORRUPT },
  { "no table of subjects", "DROP TABLE subject", OPENS },
  { "a setting without a name",
    SCHEMA "UPDATE sqlite_schema SET sql = replace (sql, 'key TEXT NOT NULL', 'key TEXT /*    */') "
           "WHERE name = 'setting'; PRAGMA writable_schema = RESET; "
           "INSERT INTO setting (key, value) VALUES (NULL, 'x'); " SCHEMA
           "UPDATE sqlite_schema SET sql = replace (sql, 'key TEXT /*    */', 'key TEXT NOT NULL') "
           "WHERE name = 'setting'",
    OPENS },
  { "a foreign application id", "PRAGMA application_id = 7", POD_STORE_ERROR_FOREIGN },
  { "a later version", "PRAGMA user_version = 1000000", POD_STORE_ERROR_TOO_NEW },
  { "no version", "PRAGMA user_version = 0", POD_STORE_ERROR_CORRUPT },
  { "a version below zero", "PRAGMA user_version = -5", POD_STORE_ERROR_CORRUPT },
  { "a table that begins nowhere",
    SCHEMA "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "a table that is the schema",
    SCHEMA "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "two tables in one place",
    SCHEMA "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
           "'visit') WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "no words", SCHEMA "UPDATE sqlite_schema SET sql = NULL WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "words that mean nothing",
    SCHEMA "UPDATE sqlite_schema SET sql = 'CREATE TABEL x' WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "words that do something else",
    SCHEMA "UPDATE sqlite_schema SET sql = 'CREATE VIEW finding AS SELECT 1' WHERE name = "
           "'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "a name twice",
    SCHEMA "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'finding'",
    POD_STORE_ERROR_CORRUPT },
  { "nothing but NULL", SCHEMA "INSERT INTO sqlite_schema VALUES (NULL, NULL, NULL, NULL, NULL)",
    POD_STORE_ERROR_CORRUPT },
  { "long words",
    SCHEMA "UPDATE sqlite_schema SET sql = sql || ' -- ' || replace (hex (zeroblob (3000000)), "
           "'0', 'x') WHERE name = 'finding_subject'",
    OPENS },
};

static sqlite3 *
open_unguarded (const char *path)
{
  sqlite3 *db = raw_open (path);

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  return db;
}

/* ---- all that a person can do with a file ---- */

static void
assert_clear (const GError *error)
{
  if (error != NULL && error->domain != POD_STORE_ERROR)
    g_error ("not an error of the store: %s", error->message);
}

static void
read_all (PodConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, &error);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodSite) site = NULL;
  g_autoptr (PodVault) vault = NULL;
  g_autofree char *role = NULL;

  assert_clear (error);
  g_clear_error (&error);
  casebook = pod_casebook_load (connection, 1, &error);
  assert_clear (error);
  g_clear_error (&error);
  site = pod_site_load (connection, &error);
  assert_clear (error);
  g_clear_error (&error);
  pod_vault_sign_in (connection, "anna", "another phrase", &role, &vault, &error);
  assert_clear (error);
}

static void
write_something (PodConnection *connection)
{
  g_autoptr (PodChange) change = fault_make_change ("S-900", 2);
  g_autoptr (GError) error = NULL;

  if (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error))
    fault_write_job (connection, change, NULL, &error);
  if (error == NULL)
    pod_connection_commit (connection, &error);
  else
    pod_connection_rollback (connection);
  assert_clear (error);
}

/* The code of the error, or OPENS; *@faults says whether verification found any. */
static int
use (const char *path, gboolean *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = pod_connection_open (path, &error);
  g_autoptr (PodVerification) verification = NULL;

  assert_clear (error);
  *faults = FALSE;
  if (connection == NULL)
    return error->code;
  if (pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error))
    {
      verification = pod_audit_verify (connection, NULL, NULL, NULL, NULL, &error);
      read_all (connection);
      pod_connection_rollback (connection);
    }
  assert_clear (error);
  *faults = verification == NULL || verification->faults->len > 0;
  write_something (connection);
  return OPENS;
}

/* Fails where it takes too long; a program that hangs altogether is ended by the alarm. */
static int
use_in_time (const char *name, const char *path, gboolean *faults, double *longest)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  int code = use (path, faults);
  double seconds = g_timer_elapsed (timer, NULL);

  *longest = MAX (*longest, seconds);
  if (seconds > MAX_SECONDS)
    g_error ("%s: took %.1f s", name, seconds);
  return code;
}

static const char *
copy (const char *bytes, gsize length)
{
  const char *path = pod_test_path (pod_test_dir (), "hostile.podocyte");
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (journal);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_tricks (void)
{
  const char *site = fixture_site ();
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  double longest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      const char *path = copy (bytes, length);
      sqlite3 *db = open_unguarded (path);
      gboolean faults;
      int code;

      raw_exec (db, tricks[i].sql);
      sqlite3_close (db);
      code = use_in_time (tricks[i].name, path, &faults, &longest);
      if (code != tricks[i].code || (code == OPENS && !faults))
        g_error ("%s: code %d, faults %d", tricks[i].name, code, faults);
    }
  fault_say ("hostile files, made by hand: %u, the longest took %.1f s",
             (guint) G_N_ELEMENTS (tricks), longest);
}

/* Thousands of tables, and views that double at each step. */
static void
test_huge_schema (void)
{
  const char *path = fixture_site ();
  sqlite3 *db = open_unguarded (path);
  g_autoptr (GString) sql = g_string_new ("PRAGMA synchronous = OFF; BEGIN; "
                                          "CREATE VIEW v0 AS SELECT 1 AS a;");
  double longest = 0;
  gboolean faults;

  for (int i = 1; i < 60; i++)
    g_string_append_printf (sql, "CREATE VIEW v%d AS SELECT p.a FROM v%d p, v%d q;", i, i - 1,
                            i - 1);
  for (int i = 0; i < 3000; i++)
    g_string_append_printf (sql, "CREATE TABLE t%d (a, b, c UNIQUE);", i);
  g_string_append (sql, "COMMIT");
  raw_exec (db, sql->str);
  sqlite3_close (db);
  g_assert_cmpint (use_in_time ("a huge schema", path, &faults, &longest), ==, OPENS);
  g_assert_true (faults);
  fault_say ("hostile files, 3,000 tables and views that double: %.1f s", longest);
}

/* Every byte of the head, then bytes, stretches and lengths anywhere. */
static void
mutate (char *bytes, gsize *length, guint round)
{
  guint n = 1u << g_test_rand_int_range (0, 8);

  if (round < 100)
    bytes[round] = (char) g_test_rand_int ();
  else if (round % 7 == 0)
    *length = (gsize) g_test_rand_int_range (1, (gint32) *length);
  else if (round % 7 == 1)
    memcpy (bytes + 4096 * g_test_rand_int_range (0, (gint32) (*length / 4096)),
            bytes + 4096 * g_test_rand_int_range (0, (gint32) (*length / 4096)), 4096);
  else
    for (guint i = 0; i < n; i++)
      bytes[g_test_rand_int_range (0, (gint32) *length)] = (char) g_test_rand_int ();
}

static void
test_mutations (void)
{
  const char *site = fixture_site ();
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  guint n = fault_count (150, 3000), opened = 0;
  double longest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *mutated = g_memdup2 (bytes, length);
      gsize mutated_length = length;
      gboolean faults;

      mutate (mutated, &mutated_length, i);
      opened += use_in_time ("a mutation", copy (mutated, mutated_length), &faults, &longest) ==
                OPENS;
    }
  fault_say ("hostile files, mutated: %u, %u of them opened, the longest took %.1f s", n, opened,
             longest);
}

static int
stop_cb (gpointer timer)
{
  return g_timer_elapsed (timer, NULL) > 1;
}

/* The same trick on a program that asks a name without looking what it leads to. */
static void
test_control (void)
{
  const char *path = fixture_site ();
  g_autoptr (GTimer) timer = NULL;
  sqlite3 *db = open_unguarded (path);

  raw_exec (db, tricks[0].sql);
  timer = g_timer_new ();
  sqlite3_progress_handler (db, 1000, stop_cb, timer);
  g_assert_cmpint (sqlite3_exec (db, "SELECT count (*) FROM setting", NULL, NULL, NULL), ==,
                   SQLITE_INTERRUPT);
  fault_say ("hostile files, control (names are not looked at): did not end by itself");
  sqlite3_close (db);
}

/* Written by a later version of the program: refused, and not a byte of it is touched. */
static void
test_later_version (void)
{
  const char *path = fixture_site ();
  g_autoptr (GError) error = NULL;
  sqlite3 *db = raw_open (path);
  const char *before, *after;
  gsize length_before, length_after;

  raw_exec (db, "PRAGMA user_version = 1000000");
  sqlite3_close (db);
  before = pod_test_read (path, &length_before);
  g_assert_null (pod_connection_open (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_TOO_NEW);
  after = pod_test_read (path, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/hostile/tricks", test_tricks);
  g_test_add_func ("/fault/hostile/huge-schema", test_huge_schema);
  g_test_add_func ("/fault/hostile/mutations", test_mutations);
  g_test_add_func ("/fault/hostile/later-version", test_later_version);
  g_test_add_func ("/fault/hostile/control", test_control);
  return g_test_run ();
}
