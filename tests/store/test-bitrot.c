/* A disk that forgets: bytes of the file are altered at random.  Nothing may crash, and a file that verifies says exactly what was
 * written into it. */

#include "store-fixture.h"

#define TRIALS 150

/* Every value of every table, as one text. */
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
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

/* TRUE where nothing was found: opened, read and verified as if nothing had happened. */
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

static void
test_random_bytes (void)
{
  const char *site = fixture_site ();
  g_autofree char *expected = dump (site);
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "rotten.podocyte");
  int found = 0;

  for (int i = 0; i < TRIALS; i++)
    {
      g_autofree char *rotten = g_memdup2 (bytes, length);
      g_autofree char *after = NULL;
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

      rotten[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_file_set_contents_full (path, rotten, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                                NULL);
      if (!passes (path))
        {
          found++;
          continue;
        }
      after = dump (path);
      if (strcmp (after, expected) != 0)
        g_error ("byte %" G_GSIZE_FORMAT " was altered, and nothing was said", at);
    }
  g_test_message ("%d of %d flipped bits were seen; the others hit unused bytes", found, TRIALS);
  g_assert_cmpint (found, >, 0);
}

/* A page of an older state, or of nothing: what a failing disk or a careless copy leaves. */
static void
test_lost_pages (void)
{
  const char *site = fixture_site ();
  g_autofree char *expected = dump (site);
  gsize length;
  const char *bytes = pod_test_read (site, &length);
  const char *path = pod_test_path (pod_test_dir (), "rotten.podocyte");

  for (gsize at = 0; at < length; at += 4096)
    {
      g_autofree char *rotten = g_memdup2 (bytes, length);

      memset (rotten + at, 0, 4096);
      g_file_set_contents_full (path, rotten, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                                NULL);
      if (passes (path))
        {
          g_autofree char *after = dump (path);

          g_assert_cmpstr (after, ==, expected);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bitrot/random-bytes", test_random_bytes);
  g_test_add_func ("/bitrot/lost-pages", test_lost_pages);
  return g_test_run ();
}
