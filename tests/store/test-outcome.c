/* The disk refuses to sync: first the first call, then the second, until the job gets through.  Whatever happens, nobody is told that
 * something was saved that was not, a doubtful commit is called doubtful, and the file opened anew verifies. */

#include "store-fixture.h"

/* Which call of xSync from now on fails, counted down; 0 fails none. */
static int fail_at;

static sqlite3_io_methods faulty[2];
static const sqlite3_io_methods *real[2];
static sqlite3_vfs *unix_vfs;
static sqlite3_vfs fault_vfs;

static gboolean
is_failing (void)
{
  return fail_at > 0 && --fail_at == 0;
}

static int
sync_main_cb (sqlite3_file *file, int flags)
{
  return is_failing () ? SQLITE_IOERR_FSYNC : real[0]->xSync (file, flags);
}

static int
sync_journal_cb (sqlite3_file *file, int flags)
{
  return is_failing () ? SQLITE_IOERR_FSYNC : real[1]->xSync (file, flags);
}

/* SQLite's own file, with another xSync. */
static int
open_cb (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int rc = unix_vfs->xOpen (unix_vfs, name, file, flags, out_flags);
  int kind = (flags & SQLITE_OPEN_MAIN_DB) ? 0 : 1;

  if (rc == SQLITE_OK && file->pMethods != NULL)
    {
      real[kind] = file->pMethods;
      faulty[kind] = *file->pMethods;
      faulty[kind].xSync = kind == 0 ? sync_main_cb : sync_journal_cb;
      file->pMethods = &faulty[kind];
    }
  return rc;
}

static void
install_faults (void)
{
  unix_vfs = sqlite3_vfs_find (NULL);
  fault_vfs = *unix_vfs;
  fault_vfs.zName = "fault";
  fault_vfs.xOpen = open_cb;
  g_assert_cmpint (sqlite3_vfs_register (&fault_vfs, 1), ==, SQLITE_OK);
}

static gpointer
set_job (PodConnection *connection, gpointer value, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodStamp)
      stamp = pod_stamp_new ("anna", "coordinator", "s-1", NULL, (PodInstant){ 0, 480 });

  if (pod_connection_set_stamp (connection, stamp, error))
    pod_setting_set (connection, "site", value, error);
  return NULL;
}

static gpointer
get_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_setting_get (connection, "site", error);
}

static char *
reopen_and_look (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDatabase) database = pod_database_open (path, &error);
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);
  char *value;

  g_assert_no_error (error);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  value = pod_database_call (database, POD_ACCESS_READ, get_job, NULL, g_free, NULL, &error);
  g_assert_no_error (error);
  pod_database_close (database);
  return value;
}

/* TRUE where the job got through. */
static gboolean
write_with_fault (const char *path, int at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;
  g_autoptr (PodDatabase) database = pod_database_open (path, &error);
  g_autofree char *new_value = g_strdup_printf ("value %d", at);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  fail_at = at;
  pod_database_call (database, POD_ACCESS_WRITE, set_job, new_value, NULL, NULL, &error);
  fail_at = 0;
  if (error != NULL)
    {
      /* Nothing more is believed of this connection. */
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME);
      g_free (pod_database_call (database, POD_ACCESS_READ, get_job, NULL, g_free, NULL, &later));
      g_assert_error (later, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME);
    }
  pod_database_close (database);
  found = reopen_and_look (path);
  g_assert_true (error != NULL || g_strcmp0 (found, new_value) == 0);
  return error == NULL;
}

static void
test_every_sync (void)
{
  const char *path = fixture_path ();
  int at = 1;

  pod_connection_free (fixture_create (path));
  while (!write_with_fault (path, at))
    at++;
  /* Of the journal (twice), of the database, and of the truncated journal. */
  g_assert_cmpint (at, >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  install_faults ();
  g_test_add_func ("/outcome/every-sync", test_every_sync);
  return g_test_run ();
}
