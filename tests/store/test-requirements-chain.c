/* R08: what verification finds, and what it finds only by a head that was kept elsewhere.  Each forgery is made by another program, with
 * SQLite alone, which puts every trigger back as it was. */

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "store-fixture.h"

/* A setting a job, so that a whole job can be taken out; nothing is signed, and no head is noted. */
static const char *
make_site (char **head)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %d", i);

      fixture_begin (connection, "as it was");
      g_assert_true (pod_setting_set (connection, key, "value", NULL));
      fixture_commit (connection);
    }
  fixture_read (connection);
  *head = pod_audit_head (connection, NULL);
  fixture_commit (connection);
  g_test_queue_free (*head);
  return path;
}

static void
assert_found (const char *path,
              const char *anchor,
              const char *what,
              const char *table,
              const char *row,
              const char *field)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, anchor);

  if (!has_fault (verification, what, table, row, field))
    g_error ("%s %s %s: %s", what, table, row, describe_faults (verification));
}

static void
assert_unseen (const char *path)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
}

/* ---- a byte ---- */

static void
turn_bit (char *digit)
{
  *digit = "0123456789ABCDEF"[g_ascii_xdigit_value (*digit) ^ 1];
}

/* One bit of one byte, in every column of an entry, at its beginning and its end. */
static void
test_changed_byte (void)
{
  static const char *const columns[] = { "ts",     "user",  "role", "session", "action", "tbl",
                                         "fields", "texts", "salt", "prev",    "hash" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    for (int at_end = 0; at_end <= 1; at_end++)
      {
        char *head;
        const char *path = make_site (&head);
        sqlite3 *db = raw_open (path);
        g_autofree char *ask = g_strdup_printf ("SELECT hex (%s) FROM audit WHERE seq = 4",
                                                columns[i]);
        char *hex = g_strdup (raw_text (db, ask));
        g_autofree char *sql = NULL;
        gboolean is_text = i < 6;

        sqlite3_close (db);
        /* The lower digit of a byte, so that a letter becomes another. */
        turn_bit (hex + (at_end ? strlen (hex) - 1 : 1));
        sql = g_strdup_printf ("UPDATE audit SET %s = CAST (x'%s' AS %s) WHERE seq = 4", columns[i],
                               hex, is_text ? "TEXT" : "BLOB");
        g_free (hex);
        raw_forge (path, sql);
        assert_found (path, NULL, NULL, "audit", "4", NULL);
      }
}

/* ---- rows ---- */

static void
test_removed_row (void)
{
  char *head;
  const char *path = make_site (&head);

  raw_forge (path, "DELETE FROM audit WHERE seq = 4");
  assert_found (path, NULL, "sequence", "audit", "4", NULL);
  path = make_site (&head);
  /* The gap closed: the numbers are right, and the links are not. */
  raw_forge (path, "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = -seq WHERE seq > 4; "
                   "UPDATE audit SET seq = -seq - 1 WHERE seq < 0");
  assert_found (path, NULL, "chain", "audit", "4", NULL);
}

static void
test_swapped_rows (void)
{
  char *head;
  const char *path = make_site (&head);

  raw_forge (path, "UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = "
                   "5; UPDATE audit SET seq = 5 WHERE seq = -4");
  assert_found (path, NULL, "chain", "audit", "4", NULL);
  assert_found (path, NULL, "chain", "audit", "5", NULL);
}

/* The whole of the last job, out of the table and out of the trail. */
static void
test_cut_tail (void)
{
  char *head;
  const char *path = make_site (&head);

  raw_forge (path, "DELETE FROM setting WHERE key = 'key 5'; "
                   "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)");
  assert_unseen (path);
  assert_found (path, head, "anchor", "audit", NULL, NULL);
}

/* ---- a chain made anew ---- */

/* The hash that the program would have written: its own functions, as any forger may read them. */
static void
seal_row (sqlite3 *db, gint64 sequence)
{
  g_autofree char *ask = g_strdup_printf ("SELECT " POD_AUDIT_HASHED " FROM audit WHERE seq = %d",
                                          (int) sequence);
  g_autofree char *sql = g_strdup_printf ("UPDATE audit SET hash = ? WHERE seq = %d",
                                          (int) sequence);
  sqlite3_value *values[POD_AUDIT_N_HASHED];
  guint8 hash[POD_AUDIT_HASH_BYTES];
  PodCanon *canon = g_byte_array_new ();
  sqlite3_stmt *row, *update;

  g_assert_cmpint (sqlite3_prepare_v2 (db, ask, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  for (int i = 0; i < POD_AUDIT_N_HASHED; i++)
    values[i] = sqlite3_value_dup (sqlite3_column_value (row, i));
  sqlite3_finalize (row);
  pod_audit_hash (canon, values, hash);
  for (int i = 0; i < POD_AUDIT_N_HASHED; i++)
    sqlite3_value_free (values[i]);
  g_byte_array_unref (canon);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &update, NULL), ==, SQLITE_OK);
  sqlite3_bind_blob (update, 1, hash, sizeof hash, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
}

/* Runs @sql, then links and seals every entry anew, and puts the triggers back. */
static void
forge_chain (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  g_autoptr (GPtrArray) names = raw_list (db, "SELECT name FROM sqlite_schema WHERE type = "
                                              "'trigger' ORDER BY name");
  g_autoptr (GPtrArray) texts = raw_list (db, "SELECT sql FROM sqlite_schema WHERE type = "
                                              "'trigger' ORDER BY name");
  gint64 last;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s", (char *) names->pdata[i]);

      raw_exec (db, drop);
    }
  raw_exec (db, sql);
  last = atoi (raw_text (db, "SELECT max (seq) FROM audit"));
  for (gint64 sequence = 1; sequence <= last; sequence++)
    {
      g_autofree char *link =
          g_strdup_printf ("UPDATE audit SET prev = ifnull ((SELECT hash FROM audit WHERE seq = "
                           "%d), zeroblob (32)) WHERE seq = %d",
                           (int) sequence - 1, (int) sequence);

      raw_exec (db, link);
      seal_row (db, sequence);
    }
  for (guint i = 0; i < texts->len; i++)
    raw_exec (db, texts->pdata[i]);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Somebody else did it, and at another time; all that follows is linked and sealed again. */
static void
test_new_chain (void)
{
  char *head;
  const char *path = make_site (&head);

  forge_chain (path,
               "UPDATE audit SET user = 'eve', ts = '2020-01-01T00:00:00.000Z' WHERE seq = 4");
  assert_unseen (path);
  assert_found (path, head, "anchor", "audit", NULL, NULL);
}

/* The trail noted a head itself, when a copy or a package went out: whoever makes the chain anew without noticing is found by that. */
static void
test_new_chain_with_noted_head (void)
{
  char *head;
  const char *path = make_site (&head);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autofree char *detail = g_strdup_printf ("a copy, head %s", head);

  fixture_begin (connection, NULL);
  g_assert_true (pod_audit_note (connection, "BACKUP", detail, NULL));
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  assert_unseen (path);
  forge_chain (path, "UPDATE audit SET user = 'eve' WHERE seq = 4");
  assert_found (path, NULL, "anchor", "audit", "8", "detail");
}

/* ---- triggers ---- */

static void
test_triggers (void)
{
  const char *site = fixture_site ();
  sqlite3 *db = raw_open (site);
  g_autoptr (GPtrArray) names = raw_list (db, "SELECT name FROM sqlite_schema WHERE type = "
                                              "'trigger' ORDER BY name");
  g_autoptr (GPtrArray) texts = raw_list (db, "SELECT sql FROM sqlite_schema WHERE type = "
                                              "'trigger' ORDER BY name");

  sqlite3_close (db);
  g_assert_cmpuint (names->len, >, 17 * 4);
  for (guint i = 0; i < names->len; i++)
    for (int altered = 0; altered <= 1; altered++)
      {
        const char *name = names->pdata[i];
        g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s", name);
        g_autofree char *fault = g_strdup_printf ("trigger %s", name);
        GString *other = g_string_new (texts->pdata[i]);

        db = raw_open (site);
        raw_exec (db, drop);
        /* One that does nothing where it should do something. */
        g_string_replace (other, "BEGIN", "BEGIN SELECT 1;", 1);
        if (altered)
          raw_exec (db, other->str);
        sqlite3_close (db);
        g_string_free (other, TRUE);
        assert_found (site, NULL, "schema", NULL, NULL, fault);
        db = raw_open (site);
        if (altered)
          raw_exec (db, drop);
        raw_exec (db, texts->pdata[i]);
        sqlite3_close (db);
      }
  assert_unseen (site);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/chain/R08-changed-byte", test_changed_byte);
  g_test_add_func ("/store/chain/R08-removed-row", test_removed_row);
  g_test_add_func ("/store/chain/R08-swapped-rows", test_swapped_rows);
  g_test_add_func ("/store/chain/R08-cut-tail-by-an-anchor", test_cut_tail);
  g_test_add_func ("/store/chain/R08-new-chain-by-an-anchor", test_new_chain);
  g_test_add_func ("/store/chain/R08-new-chain-by-a-noted-head", test_new_chain_with_noted_head);
  g_test_add_func ("/store/chain/R08-triggers-dropped-or-altered", test_triggers);
  return g_test_run ();
}
