/* The disk fails: at the first call, then at the second, until the job gets through; once, and from then on.  Whatever happens, nobody
 * is told that something was saved that was not, or that it was not saved when it was; a commit that failed is looked for in the file,
 * and called doubtful only where the file cannot be asked; and the file opened anew verifies. */

#include "store-fixture.h"

typedef enum
{
  FAULT_SYNC,
  FAULT_WRITE,
  FAULT_FULL,
  FAULT_TRUNCATE,
  N_FAULTS,
} Fault;

/* Which call of that kind from now on fails, counted down; 0 fails none. */
static Fault fault_kind;
static int fail_at;
static gboolean is_lasting;
static gboolean was_hit;
/* Commits that failed, had taken place nevertheless, and were told as such. */
static guint n_settled;

static sqlite3_io_methods faulty[2];
static const sqlite3_io_methods *real[2];
static sqlite3_vfs *unix_vfs;
static sqlite3_vfs fault_vfs;

static gboolean
is_failing (Fault kind)
{
  if (kind != fault_kind || fail_at == 0)
    return FALSE;
  if (fail_at > 1)
    {
      fail_at--;
      return FALSE;
    }
  fail_at = is_lasting ? 1 : 0;
  was_hit = TRUE;
  return TRUE;
}

static const sqlite3_io_methods *
get_real (sqlite3_file *file)
{
  return file->pMethods == &faulty[0] ? real[0] : real[1];
}

static int
sync_cb (sqlite3_file *file, int flags)
{
  return is_failing (FAULT_SYNC) ? SQLITE_IOERR_FSYNC : get_real (file)->xSync (file, flags);
}

static int
write_cb (sqlite3_file *file, const void *data, int length, sqlite3_int64 at)
{
  if (is_failing (FAULT_WRITE))
    return SQLITE_IOERR_WRITE;
  if (is_failing (FAULT_FULL))
    return SQLITE_FULL;
  return get_real (file)->xWrite (file, data, length, at);
}

static int
truncate_cb (sqlite3_file *file, sqlite3_int64 length)
{
  return is_failing (FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE
                                     : get_real (file)->xTruncate (file, length);
}

/* SQLite's own file, with other ways to write. */
static int
open_cb (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int rc = unix_vfs->xOpen (unix_vfs, name, file, flags, out_flags);
  int kind = (flags & SQLITE_OPEN_MAIN_DB) ? 0 : 1;

  if (rc == SQLITE_OK && file->pMethods != NULL)
    {
      real[kind] = file->pMethods;
      faulty[kind] = *file->pMethods;
      faulty[kind].xSync = sync_cb;
      faulty[kind].xWrite = write_cb;
      faulty[kind].xTruncate = truncate_cb;
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

static void
assert_doubtful (PodDatabase *database)
{
  g_autoptr (GError) error = NULL;

  g_free (pod_database_call (database, POD_ACCESS_READ, get_job, NULL, g_free, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME);
}

/* TRUE where the job got through without meeting the fault. */
static gboolean
write_with_fault (const char *path, int at, const char *old_value, const char *new_value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDatabase) database = pod_database_open (path, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  was_hit = FALSE;
  fail_at = at;
  pod_database_call (database, POD_ACCESS_WRITE, set_job, (gpointer) new_value, NULL, NULL, &error);
  fail_at = 0;
  /* Nothing more is believed of such a connection. */
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME))
    assert_doubtful (database);
  pod_database_close (database);
  found = reopen_and_look (path);
  n_settled += error == NULL && was_hit;
  if (error == NULL)
    g_assert_cmpstr (found, ==, new_value);
  else if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED))
    g_assert_cmpstr (found, ==, old_value);
  else
    {
      /* A disk that failed once can be asked afterwards. */
      g_assert_true (is_lasting);
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME);
    }
  return !was_hit;
}

static char *
make_value (Fault kind, gboolean lasting, int at)
{
  return g_strdup_printf ("%d %d %d", kind, lasting, at);
}

/* Returns how many calls there were to fail. */
static int
fail_every_call (const char *path)
{
  int at = 0;
  gboolean through;

  do
    {
      g_autofree char *old_value = reopen_and_look (path);
      g_autofree char *new_value = make_value (fault_kind, is_lasting, ++at);

      through = write_with_fault (path, at, old_value, new_value);
    }
  while (!through);
  return at - 1;
}

static void
test_every_call (void)
{
  const char *path = fixture_path ();

  pod_connection_free (fixture_create (path));
  for (fault_kind = 0; fault_kind < N_FAULTS; fault_kind++)
    for (int lasting = 0; lasting < 2; lasting++)
      {
        int calls;

        is_lasting = lasting;
        calls = fail_every_call (path);
        g_test_message ("fault %d, %s: %d calls failed in turn", fault_kind,
                        lasting ? "lasting" : "once", calls);
        g_assert_cmpint (calls, >, 0);
      }
  g_assert_cmpuint (n_settled, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  install_faults ();
  g_test_add_func ("/outcome/every-call", test_every_call);
  return g_test_run ();
}
