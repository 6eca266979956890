#include "pod-test-forge.h"

#include <sqlite3.h>

static void
exec (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static int
append_cb (gpointer text, int n, char **values, char **names)
{
  g_string_append_printf (text, "%s;\n", values[0]);
  return 0;
}

static char *
collect (sqlite3 *db, const char *column)
{
  GString *text = g_string_new (NULL);
  g_autofree char *query =
      g_strdup_printf ("SELECT %s FROM sqlite_schema WHERE type = 'trigger' ORDER BY name", column);

  if (sqlite3_exec (db, query, append_cb, text, NULL) != SQLITE_OK)
    g_error ("%s: %s", query, sqlite3_errmsg (db));
  return g_string_free (text, FALSE);
}

void
pod_test_forge (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  g_autofree char *drops = NULL, *makes = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  drops = collect (db, "'DROP TRIGGER ' || name");
  makes = collect (db, "sql");
  exec (db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; BEGIN");
  exec (db, drops);
  exec (db, sql);
  exec (db, makes);
  exec (db, "COMMIT");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
