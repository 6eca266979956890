/* A disk that forgets and a stranger who writes: bytes of the file, and values of its rows, are altered at random.  Nothing may crash,
 * and a file that verifies says exactly what was written into it: whatever was altered lay in bytes that nobody uses. */

#include <glib/gstdio.h>

#include "fault-run.h"
#include "fault-site.h"

/* Whether anything was said of the file; how thoroughly it is asked is what the control changes. */
typedef gboolean (*Ask) (const char *path);

typedef struct
{
  guint tried, found, unused, unseen;
} Rot;

/* Every value of every table, as one text; NULL where it cannot be read.  The trail is one of the tables. */
static char *
dump (const char *path)
{
  sqlite3 *db = raw_open (path);
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) queries =
      raw_list (db, "SELECT 'SELECT ' || group_concat ('quote (' || c.name || ')', ' || ') || "
                    "' FROM ' || t.name FROM sqlite_schema t, pragma_table_info (t.name) c "
                    "WHERE t.type = 'table' GROUP BY t.name");

  for (guint i = 0; i < queries->len; i++)
    {
      g_autoptr (GPtrArray) rows = raw_list (db, g_ptr_array_index (queries, i));

      for (guint j = 0; j < rows->len; j++)
        g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (rows, j));
    }
  g_string_append (text, raw_text (db, "PRAGMA integrity_check"));
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

/* TRUE where nothing was found: opened and verified as if nothing had happened. */
static gboolean
passes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = pod_connection_open (path, &error);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (PodCasebook) casebook = NULL;

  if (connection == NULL || !pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error))
    return FALSE;
  casebook = pod_casebook_load (connection, 1, NULL);
  verification = pod_audit_verify (connection, NULL, NULL, NULL, NULL, &error);
  pod_connection_rollback (connection);
  return verification != NULL && verification->faults->len == 0 && casebook != NULL;
}

/* The control: who only opens a file does not see what was written into it. */
static gboolean
opens (const char *path)
{
  g_autoptr (PodConnection) connection = pod_connection_open (path, NULL);

  return connection != NULL;
}

/* @expected: of the file as it was. */
static void
judge (const char *path, const char *expected, Ask ask, Rot *rot)
{
  rot->tried++;
  if (!ask (path))
    rot->found++;
  else
    {
      g_autofree char *after = dump (path);

      if (strcmp (after, expected) == 0)
        rot->unused++;
      else
        rot->unseen++;
    }
}

static void
write_copy (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* ---- bytes ---- */

static void
flip_bits (guint times, Ask ask, Rot *rot)
{
  const char *site = fault_site ();
  g_autofree char *expected = dump (site);
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "rotten.podocyte");

  for (guint i = 0; i < times; i++)
    {
      g_autofree char *rotten = g_memdup2 (bytes, length);
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

      rotten[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      write_copy (path, rotten, length);
      judge (path, expected, ask, rot);
    }
}

/* A page of an older state, or of nothing: what a failing disk or a careless copy leaves. */
static void
lose_pages (Rot *rot)
{
  const char *site = fault_site ();
  g_autofree char *expected = dump (site);
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "rotten.podocyte");
  gsize step = 4096 * MAX (1, length / 4096 / fault_count (60, 400));

  for (gsize at = 0; at < length; at += step)
    {
      g_autofree char *rotten = g_memdup2 (bytes, length);

      memset (rotten + at, 0, 4096);
      write_copy (path, rotten, length);
      judge (path, expected, passes, rot);
    }
}

/* ---- rows ---- */

/* "table column", for each column of each table. */
static GPtrArray *
list_columns (sqlite3 *db)
{
  return raw_list (db, "SELECT t.name || ' ' || c.name FROM sqlite_schema t, "
                       "pragma_table_info (t.name) c WHERE t.type = 'table' AND t.name <> 'draft'");
}

/* Another value of the same kind: one more, a letter changed, a byte turned; or none. */
static char *
write_edit (const char *table, const char *column)
{
  static const char *const others[] = {
    "CASE typeof (%2$s) WHEN 'integer' THEN %2$s + 1 WHEN 'real' THEN %2$s * 1.0000001 "
    "WHEN 'text' THEN %2$s || 'x' WHEN 'blob' THEN CAST (%2$s || x'00' AS BLOB) END",
    "CASE typeof (%2$s) WHEN 'integer' THEN - %2$s - 1 WHEN 'real' THEN - %2$s "
    "WHEN 'text' THEN substr (%2$s, 2) WHEN 'blob' THEN zeroblob (length (%2$s)) END",
    "NULL",
  };
  const char *other = others[g_test_rand_int_range (0, G_N_ELEMENTS (others))];
  GString *value = g_string_new (other);

  g_string_replace (value, "%2$s", column, 0);
  g_string_prepend (value, " = ");
  g_string_prepend (value, column);
  g_string_prepend (value, " SET ");
  g_string_prepend (value, table);
  g_string_prepend (value, "UPDATE OR IGNORE ");
  g_string_append_printf (value,
                          " WHERE rowid = (SELECT rowid FROM %s WHERE %s NOT NULL "
                          "ORDER BY random () LIMIT 1)",
                          table, column);
  return g_string_free (value, FALSE);
}

/* As a program without triggers does it; returns FALSE where nothing came of it. */
static gboolean
edit (const char *path)
{
  sqlite3 *db = raw_open (path);
  g_autoptr (GPtrArray) columns = list_columns (db);
  const char *chosen = g_ptr_array_index (columns,
                                          g_test_rand_int_range (0, (gint32) columns->len));
  g_auto (GStrv) words = g_strsplit (chosen, " ", 2);
  g_autofree char *update = write_edit (words[0], words[1]);
  g_autofree char *removal = g_strdup_printf ("DELETE FROM %s WHERE rowid = (SELECT rowid FROM %s "
                                              "ORDER BY random () LIMIT 1)",
                                              words[0], words[0]);
  gboolean removes = g_test_rand_int_range (0, 10) == 0;

  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  raw_exec (db, "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON");
  sqlite3_exec (db, removes ? removal : update, NULL, NULL, NULL);
  sqlite3_close (db);
  return TRUE;
}

static void
edit_rows (guint times, Ask ask, Rot *rot)
{
  const char *site = fault_site ();
  g_autofree char *expected = dump (site);
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "edited.podocyte");
  guint done = 0;

  while (done < times)
    {
      g_autofree char *after = NULL;

      write_copy (path, bytes, length);
      edit (path);
      after = dump (path);
      /* Refused (a column that may not be empty), or the same value: nothing was altered. */
      if (strcmp (after, expected) == 0)
        continue;
      judge (path, expected, ask, rot);
      done++;
    }
}

/* ---- tests ---- */

static void
tell (const char *what, const Rot *rot)
{
  fault_say ("bit rot, %s: %u tried, %u found, %u in bytes that nobody uses, %u unseen", what,
             rot->tried, rot->found, rot->unused, rot->unseen);
}

static void
test_bits (void)
{
  Rot rot = { 0 };

  flip_bits (fault_count (60, 1000), passes, &rot);
  tell ("flipped bits", &rot);
  g_assert_cmpuint (rot.unseen, ==, 0);
  g_assert_cmpuint (rot.found, >, 0);
}

static void
test_pages (void)
{
  Rot rot = { 0 };

  lose_pages (&rot);
  tell ("lost pages", &rot);
  g_assert_cmpuint (rot.unseen, ==, 0);
  g_assert_cmpuint (rot.found, >, 0);
}

static void
test_rows (void)
{
  Rot rot = { 0 };

  edit_rows (fault_count (60, 1000), passes, &rot);
  tell ("edited rows", &rot);
  g_assert_cmpuint (rot.unseen, ==, 0);
  /* A row that was edited is never unused. */
  g_assert_cmpuint (rot.found, ==, rot.tried);
}

static void
test_control (void)
{
  Rot rot = { 0 };

  edit_rows (20, opens, &rot);
  tell ("control, opened but not verified", &rot);
  g_assert_cmpuint (rot.unseen, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/rot/bits", test_bits);
  g_test_add_func ("/fault/rot/pages", test_pages);
  g_test_add_func ("/fault/rot/rows", test_rows);
  g_test_add_func ("/fault/rot/control", test_control);
  return g_test_run ();
}
