/* Verification as an adversary with another SQLite tool would test it: every value of the file is altered in turn, the triggers
 * being dropped and put back, and the fault must name table, row and field. */

#include <glib/gstdio.h>

#include "store-fixture.h"

/* A copy of the site, for one forgery. */
static const char *
copy_site (const char *site)
{
  gsize length = 0;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "copy.podocyte");
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_untouched (void)
{
  g_autoptr (PodVerification) verification = fixture_verify (fixture_site (), NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
  g_assert_cmpint (verification->entries, >, 20);
  g_assert_true (g_regex_match_simple ("^[0-9]+:[0-9a-f]{64}$", verification->head, 0, 0));
}

/* What the check of the indexes takes for itself it gives back. */
static void
test_cache (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVerification) verification = NULL;
  gint64 after = 0;

  /* Another than SQLite begins with. */
  g_assert_true (pod_connection_exec (connection, "PRAGMA cache_size = -3000", NULL));
  fixture_read (connection);
  verification = pod_audit_verify (connection, NULL, NULL, NULL, NULL, NULL);
  fixture_commit (connection);
  g_assert_cmpuint (verification->faults->len, ==, 0);
  g_assert_true (pod_connection_query_int (connection, "PRAGMA cache_size", &after, NULL));
  g_assert_cmpint (after, ==, -3000);
}

/* Another value of the same type; a NULL becomes one. */
static const char *
forge_value (const char *table, const char *column, const char *type)
{
  const char *value = strcmp (type, "INTEGER") == 0 ? "ifnull (%1$s, 0) + 1000"
                      : strcmp (type, "REAL") == 0  ? "ifnull (%1$s, 0) + 0.5"
                      : strcmp (type, "TEXT") == 0  ? "ifnull (%1$s, '') || 'x'"
                                                    : "CAST (ifnull (%1$s, x'') || x'01' AS BLOB)";
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET %s = %s WHERE rowid = 2", table, column, value);
  g_string_replace (sql, "%1$s", column, 0);
  g_test_queue_free (sql->str);
  return g_string_free (sql, FALSE);
}

static void
check_forged_column (const char *site, const char *table, const char *column, const char *type)
{
  const char *path = copy_site (site);
  g_autoptr (PodVerification) verification = NULL;
  gboolean named;

  raw_forge (path, forge_value (table, column, type));
  verification = fixture_verify (path, NULL);
  if (strcmp (table, "audit") == 0)
    named = has_fault (verification, NULL, "audit", strcmp (column, "seq") ? "2" : "1002", NULL);
  else if (strcmp (column, "id") == 0)
    named = has_fault (verification, "replay", table, "2", NULL) &&
            has_fault (verification, "replay", table, "1002", NULL);
  else
    named = has_fault (verification, "replay", table, "2", column);
  if (!named)
    g_error ("%s.%s was altered: %s", table, column, describe_faults (verification));
  g_assert_false (has_fault (verification, "schema", table, NULL, NULL) &&
                  strcmp (table, "setting") != 0);
}

static void
test_every_column (void)
{
  const char *site = fixture_site ();
  sqlite3 *db = raw_open (site);
  g_autoptr (GPtrArray) columns =
      raw_list (db, "SELECT t.name || ' ' || c.name || ' ' || c.type FROM sqlite_schema t, "
                    "pragma_table_info (t.name) c WHERE t.type = 'table' AND t.name <> 'draft'");

  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpuint (columns->len, >, 120);
  for (guint i = 0; i < columns->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_ptr_array_index (columns, i), " ", 3);

      check_forged_column (site, words[0], words[1], words[2]);
    }
}

/* What else a forger may do: the statement, and what the fault must name. */
static const struct
{
  const char *sql;
  const char *what;
  const char *table;
  const char *row;
} forgeries[] = {
  { "DELETE FROM finding WHERE id = 2", "replay", "finding", "2" },
  { "INSERT INTO event (id, version, voided, subject, category, code) "
    "VALUES (9, 1, 0, 1, 'history', 'x')",
    "replay", "event", "9" },
  { "DELETE FROM audit WHERE seq = 3", "sequence", "audit", "3" },
  { "UPDATE audit SET seq = 9999 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; "
    "UPDATE audit SET seq = 4 WHERE seq = 9999",
    "chain", "audit", "3" },
  { "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)", "replay", "finding", "2" },
  { "UPDATE audit SET texts = NULL, salt = NULL WHERE seq = 1", "commitment", "audit", "1" },
  /* Texts that nothing was committed to: packed properly, and yet not ours. */
  { "UPDATE audit SET texts = (SELECT substr (texts, 1, 26) FROM audit WHERE seq = 1), "
    "salt = zeroblob (16) WHERE action = 'LOGOUT'",
    "commitment", "audit", NULL },
  /* An entry before all others, where nobody would look. */
  { "INSERT INTO audit SELECT -9223372036854775807 - 1, ts, utc_offset, user, role, session, "
    "action, tbl, "
    "row, fields, texts, salt, prev, hash FROM audit WHERE seq = 2",
    "sequence", "audit", "1" },
  { "INSERT INTO audit SELECT 9223372036854775807, ts, utc_offset, user, role, session, action, "
    "tbl, "
    "row, fields, texts, salt, prev, hash FROM audit WHERE seq = 2",
    "chain", "audit", "9223372036854775807" },
  { "UPDATE finding SET rowid = 77 WHERE id = 1", "replay", "finding", "77" },
  { "UPDATE finding SET rowid = 77 WHERE id = 1", "replay", "finding", "1" },
  /* The same result under another's number, and the other way round. */
  { "UPDATE finding SET id = 0 WHERE id = 1; UPDATE finding SET id = 1 WHERE id = 3; "
    "UPDATE finding SET id = 3 WHERE id = 0",
    "replay", "finding", "1" },
  { "UPDATE subject SET enrolment_number = '' WHERE id = 1", "replay", "subject", "1" },
  { "UPDATE finding SET text = NULL WHERE id = 1", "replay", "finding", "1" },
  { "UPDATE finding SET number = - number WHERE id = 1", "replay", "finding", "1" },
  { "UPDATE user SET role = 'pi' WHERE role <> 'pi'", "replay", "user", NULL },
  { "UPDATE series SET last = last + 1", "replay", "series", NULL },
  { "UPDATE audit SET user = 'eve' WHERE seq = 5", "chain", "audit", "5" },
  { "UPDATE finding SET visit = 2 WHERE id = 1", "integrity", "finding", "1" },
  { "DROP INDEX finding_origin", "schema", "finding", NULL },
  { "CREATE TRIGGER extra AFTER INSERT ON finding BEGIN SELECT 1; END", "schema", "finding", NULL },
  { "ALTER TABLE finding ADD COLUMN extra TEXT", "schema", "finding", NULL },
};

static void
test_forgeries (void)
{
  const char *site = fixture_site ();

  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      const char *path = copy_site (site);
      g_autoptr (PodVerification) verification = NULL;

      raw_forge (path, forgeries[i].sql);
      verification = fixture_verify (path, NULL);
      if (!has_fault (verification, forgeries[i].what, forgeries[i].table, forgeries[i].row, NULL))
        g_error ("%s: %s", forgeries[i].sql, describe_faults (verification));
    }
}

/* A database with a trigger missing can be signed in to and verified; nothing more is written into it. */
static void
test_dropped_trigger (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (PodVault) vault = NULL;
  g_autofree char *role = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = raw_open (path);
  gint64 last;

  raw_exec (db, "DROP TRIGGER finding_update; DROP TRIGGER finding_unsign; "
                "DROP TRIGGER finding_unsign_report; UPDATE finding SET number = 1 WHERE id = 1");
  sqlite3_close (db);
  verification = fixture_verify (path, NULL);
  g_assert_true (has_fault (verification, "schema", "finding", NULL, "trigger finding_update"));
  g_assert_true (has_fault (verification, "replay", "finding", "1", "number"));

  connection = fixture_open (path);
  last = pod_audit_last (connection, &error);
  fixture_begin (connection, NULL);
  g_assert_true (pod_vault_sign_in (connection, "paul", "a pass phrase", &role, &vault, &error));
  g_assert_true (pod_audit_note (connection, "LOGIN", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (pod_setting_set (connection, "site", "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
  fixture_commit (connection);
  g_assert_cmpint (pod_audit_last (connection, NULL), ==, last);
}

/* The whole of the last job taken out, from the tables and from the trail: only a head kept elsewhere shows it. */
static void
test_truncated_tail (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodVerification) before = fixture_verify (path, NULL);
  g_autoptr (PodVerification) blind = NULL;
  g_autoptr (PodVerification) anchored = NULL;
  g_autoptr (PodVerification) still = NULL;

  still = fixture_verify (path, before->head);
  g_assert_cmpstr (describe_faults (still), ==, "");
  raw_forge (path, "UPDATE finding SET voided = 0, version = 1 WHERE id = 2; "
                   "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)");
  blind = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (blind), ==, "");
  anchored = fixture_verify (path, before->head);
  g_assert_cmpuint (anchored->faults->len, ==, 1);
  g_assert_true (has_fault (anchored, "anchor", "audit", NULL, NULL));
}

static void
test_wrong_anchors (void)
{
  const char *path = fixture_site ();
  const char *const anchors[] = { "", "12", "1:00", "x:y", "999999:" };

  for (gsize i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      g_autoptr (PodVerification) verification = fixture_verify (path, anchors[i]);

      g_assert_true (has_fault (verification, "anchor", NULL, NULL, NULL));
    }
}

/* A value forged in the table is still found after the program itself has corrected it. */
static void
test_forged_then_corrected (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  raw_forge (path, "UPDATE setting SET value = 'forged' WHERE key = 'site'");
  connection = fixture_open (path);
  fixture_begin (connection, NULL);
  g_assert_true (pod_setting_set (connection, "site", "Another", &error));
  fixture_commit (connection);
  verification = fixture_verify (path, NULL);
  g_assert_true (has_fault (verification, "replay", "setting", NULL, "value"));
}

/* Writes through a connection of its own each time it is told of progress, as another window would. */
typedef struct
{
  PodConnection *other;
  guint n_written;
} Writer;

static void
write_meanwhile_cb (double fraction, gpointer data)
{
  Writer *writer = data;
  g_autofree char *name = g_strdup_printf ("%u", writer->n_written);
  g_autoptr (GError) error = NULL;

  if (fraction == 1.0)
    return;
  fixture_begin (writer->other, NULL);
  /* What is there already, and so was compared perhaps, and what is new. */
  pod_setting_set (writer->other, "site", name, &error);
  g_assert_no_error (error);
  pod_setting_set (writer->other, name, "new", &error);
  g_assert_no_error (error);
  fixture_commit (writer->other);
  writer->n_written++;
}

/* Whoever waits to write while all is verified has his turn, and what he writes is no fault. */
static void
test_writer_meanwhile (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodConnection) other = fixture_open (path);
  Writer writer = { other, 0 };
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;

  fixture_read (connection);
  verification = pod_audit_verify (connection, NULL, write_meanwhile_cb, &writer, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  g_assert_cmpuint (writer.n_written, >=, 2);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  fixture_read (connection);
  head = pod_audit_head (connection, &error);
  fixture_commit (connection);
  g_assert_cmpstr (verification->head, ==, head);
  g_assert_cmpint (verification->entries, ==, g_ascii_strtoll (head, NULL, 10));
}

/* A row that a forger altered is found although the program writes meanwhile. */
static void
test_forged_meanwhile (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (PodConnection) other = NULL;
  Writer writer = { 0 };
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  raw_forge (path, "DELETE FROM setting WHERE key = 'site'; UPDATE finding SET number = 1 "
                   "WHERE id = 2");
  connection = fixture_open (path);
  writer.other = other = fixture_open (path);
  fixture_read (connection);
  verification = pod_audit_verify (connection, NULL, write_meanwhile_cb, &writer, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  g_assert_true (has_fault (verification, "replay", "finding", "2", "number"));
  g_assert_true (has_fault (verification, "replay", "setting", NULL, NULL));
}

static void
count_progress_cb (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, *(double *) data);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *(double *) data = fraction;
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  double reached = 0;

  fixture_begin (connection, NULL);
  for (int i = 0; i < 600; i++)
    g_assert_true (pod_audit_note (connection, "LOGIN", NULL, &error));
  fixture_commit (connection);
  fixture_read (connection);
  verification = pod_audit_verify (connection, NULL, count_progress_cb, &reached, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (reached, ==, 1.0);
  g_cancellable_cancel (cancellable);
  g_assert_null (pod_audit_verify (connection, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_commit (connection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/untouched", test_untouched);
  g_test_add_func ("/verify/cache", test_cache);
  g_test_add_func ("/verify/every-column", test_every_column);
  g_test_add_func ("/verify/forgeries", test_forgeries);
  g_test_add_func ("/verify/dropped-trigger", test_dropped_trigger);
  g_test_add_func ("/verify/truncated-tail", test_truncated_tail);
  g_test_add_func ("/verify/wrong-anchors", test_wrong_anchors);
  g_test_add_func ("/verify/forged-then-corrected", test_forged_then_corrected);
  g_test_add_func ("/verify/writer-meanwhile", test_writer_meanwhile);
  g_test_add_func ("/verify/forged-meanwhile", test_forged_meanwhile);
  g_test_add_func ("/verify/progress-and-cancel", test_progress_and_cancel);
  return g_test_run ();
}
