#include "pod-old-copy.h"

#include <sqlite3.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-schema-private.h"

char *
pod_old_copy_make_path (const char *database, gint64 version)
{
  g_autofree char *start = g_str_has_suffix (database, ".podocyte")
                               ? g_strndup (database, strlen (database) - strlen (".podocyte"))
                               : g_strdup (database);

  return g_strdup_printf ("%s.before-schema-%" G_GINT64_FORMAT ".podocyte", start, version + 1);
}

static char *
query_head (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  char *head = NULL;

  if (sqlite3_prepare_v2 (db,
                          "SELECT seq || ':' || lower (hex (hash)) FROM audit "
                          "ORDER BY seq DESC LIMIT 1",
                          -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    head = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return head;
}

/* The file may be anybody's by now: it is read, and nothing that its schema says is trusted. */
static char *
read_head (const char *path)
{
  sqlite3 *db = NULL;
  char *head = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      head = query_head (db);
    }
  sqlite3_close (db);
  return head;
}

static gboolean
is_of (PodConnection *connection, const char *path)
{
  g_autofree char *head = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? read_head (path) : NULL;
  gboolean has = FALSE;

  return head != NULL && pod_audit_has_head (connection, head, &has, NULL) && has;
}

char *
pod_old_copy_find (PodConnection *connection)
{
  const char *database = sqlite3_db_filename (pod_connection_get_db (connection), "main");

  if (database == NULL || !g_path_is_absolute (database))
    return NULL;
  for (gint64 version = 1; version < POD_SCHEMA_VERSION; version++)
    {
      g_autofree char *path = pod_old_copy_make_path (database, version);

      if (is_of (connection, path))
        return g_steal_pointer (&path);
    }
  return NULL;
}
