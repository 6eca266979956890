/* Brings a database of an earlier version to this one, when it is opened: a copy of it is laid beside it, and all the rest is one
 * transaction, after which the trail says what was done.  Wherever it ends before that, the earlier version is whole. */

#include <string.h>

#include "pod-audit-private.h"
#include "pod-backup-private.h"
#include "pod-connection-private.h"
#include "pod-old-copy.h"
#include "pod-schema-private.h"
#include "pod-statement.h"

/* What each version made: the "store.schema" that its databases have pinned; of version 5 there were two for some
 * hours.  A new step adds a line here, and a database of the version before it to tests/store/databases. */
static const struct
{
  gint64 version;
  const char *hash;
} known[] = {
  { 1, "c4b59c83abdf8eb9f7c6e40ac9ce1eca885b2f123fa73a7455c47154a82d9dd5" },
  { 2, "1e155eb4ec4feb505471a339e018b08307533207b56f0f7ad814154020fdba07" },
  { 3, "ef300d1a32ecb4a0219a739b47befa24563c2b0909db6adf94b95e5eb07e14f9" },
  { 4, "e6a51698f00e2ef18bcc2f4a1da445832fc3be624e37dd2865c5cb21a70b83b6" },
  { 5, "b3a13839e51e87a4176a9664ad2cf3f31a8fd7614e8bc76c6cc1f85d9d64e080" },
  { 5, "fbed60234eb035ce09014902a8fde6f7a087c4bb6975708822877c15d61936ea" },
  { 6, "0dedb6c9797f7a39fb1cde3c6ef5af59eef47730545a6732c3419a7dacd29eb9" },
  { 7, "f5d86284b3dd85c20034052783341eebcdb2347eec9b44b491b75c9424b537e4" },
};

/* A column that a step adds with a value other than NULL: the trail must say that the old rows have it now. */
static const struct
{
  int step;
  const char *sql;
} fillings[] = {
  { 2, "INSERT INTO audit_add (action, tbl, row, packet) "
       "SELECT 'U', 'user', id, audit_pack (' must_change', NULL, must_change) "
       "FROM user ORDER BY id" },
};

static gboolean
is_known_hash (gint64 version, const char *hash)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].version == version && strcmp (known[i].hash, hash) == 0)
      return TRUE;
  return FALSE;
}

/* Read without running what the schema says. */
gboolean
pod_migrate_look (PodConnection *connection, gint64 *version, gboolean *old, GError **error)
{
  g_autoptr (PodSchema) found = NULL;

  *old = FALSE;
  if (!pod_connection_query_int (connection, "PRAGMA user_version", version, error))
    return FALSE;
  if (*version >= POD_SCHEMA_VERSION)
    return TRUE;
  found = pod_schema_read (pod_connection_get_db (connection), error);
  if (found != NULL)
    *old = is_known_hash (*version, found->hash);
  return found != NULL;
}

/* A damaged file is not written to. */
static gboolean
check_pages (PodConnection *connection, gboolean *good, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, "PRAGMA quick_check", error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  *good = pod_statement_step (statement, &local) &&
          g_strcmp0 (pod_statement_get_text (statement, 0), "ok") == 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- the copy ---- */

/* A migration that was interrupted has left its copy; it does no harm where it is the same. */
static gboolean
accept_existing (const char *path, const guint8 *image, gsize length, GError **error)
{
  g_autofree char *found = NULL;
  gsize found_length = 0;

  if (g_file_get_contents (path, &found, &found_length, NULL) && found_length == length &&
      memcmp (found, image, length) == 0)
    return TRUE;
  g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS,
               "%s is in the way: the copy of before the new schema is to have this name", path);
  return FALSE;
}

static gboolean
write_image (const char *path, const guint8 *image, gsize length, GError **error)
{
  g_autoptr (PodNewFile) file = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return accept_existing (path, image, length, error);
  file = pod_new_file_create (path, error);
  return file != NULL && pod_new_file_write (file, image, length, error) &&
         pod_new_file_put_in_place (file, error);
}

/* Databases of version 1 hold no public key to which a copy could be encrypted: this one is as clear as its original, and as closed to
 * others, and goes once an encrypted one was made (pod_old_copy_find()).  From version 2 on, pod_backup_write() is what to call here. */
static gboolean
copy_beside (PodConnection *connection, gint64 version, GError **error)
{
  sqlite3 *db = pod_connection_get_db (connection);
  const char *original = sqlite3_db_filename (db, "main");
  g_autofree char *path = NULL;
  sqlite3_int64 length = 0;
  guint8 *image;
  gboolean written;

  /* A copy in memory has no place, only a name that SQLite makes up, and its original stays. */
  if (original == NULL || !g_path_is_absolute (original))
    return TRUE;
  path = pod_old_copy_make_path (original, version);
  image = sqlite3_serialize (db, "main", &length, 0);
  if (image == NULL)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                           "there is no memory for a copy");
      return FALSE;
    }
  written = write_image (path, image, (gsize) length, error);
  sqlite3_free (image);
  return written;
}

/* ---- the step ---- */

static gboolean
run_steps (PodConnection *connection, gint64 version, GError **error)
{
  sqlite3 *db = pod_connection_get_db (connection);

  if (!pod_schema_drop_triggers (db, error))
    return FALSE;
  for (int step = (int) version + 1; step <= POD_SCHEMA_VERSION; step++)
    if (!pod_schema_run_step (db, step, error))
      return FALSE;
  return pod_schema_make_triggers (db, error);
}

static gboolean
set_stamp (PodConnection *connection, GError **error)
{
  g_autofree char *why = g_strdup_printf ("schema step %d", POD_SCHEMA_VERSION);
  /* Nobody is signed in, and no trial with its clock is open yet. */
  g_autoptr (PodStamp) stamp = pod_stamp_new ("system", "none", "migration", why,
                                              pod_clock_now (pod_clock_system ()));

  return pod_connection_set_stamp (connection, stamp, error);
}

/* What the step did, as the trail tells it. */
static gboolean
record_steps (PodConnection *connection, gint64 version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", POD_SCHEMA_VERSION);

  if (!set_stamp (connection, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++)
    if (fillings[i].step > version && !pod_connection_exec (connection, fillings[i].sql, error))
      return FALSE;
  return pod_setting_set (connection, "store.schema", pod_schema_get ()->hash, error) &&
         pod_connection_exec (connection, sql, error);
}

static gboolean
check_result (PodConnection *connection, GError **error)
{
  g_autoptr (PodSchema) made = pod_schema_read (pod_connection_get_db (connection), error);

  if (made == NULL)
    return FALSE;
  if (strcmp (made->hash, pod_schema_get ()->hash) == 0)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                       "the schema step gave another schema than this program's");
  return FALSE;
}

/* Inside the transaction. Another process may have been faster. */
static gboolean
migrate (PodConnection *connection, GError **error)
{
  gint64 version;
  gboolean old;

  if (!pod_migrate_look (connection, &version, &old, error))
    return FALSE;
  return !old ||
         (copy_beside (connection, version, error) && run_steps (connection, version, error) &&
          record_steps (connection, version, error) && check_result (connection, error));
}

gboolean
pod_migrate (PodConnection *connection, GError **error)
{
  gint64 version;
  gboolean old, good = FALSE, migrated;

  if (!pod_migrate_look (connection, &version, &old, error))
    return FALSE;
  if (!old)
    return TRUE;
  if (!check_pages (connection, &good, error))
    return FALSE;
  if (!good)
    return TRUE;
  if (!pod_audit_functions_install (connection, error) ||
      !pod_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  migrated = migrate (connection, error) && pod_connection_exec (connection, "COMMIT", error);
  /* Forgets the stamp, and what was not committed. */
  pod_connection_rollback (connection);
  return migrated;
}
