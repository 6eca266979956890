/* The database thread: its door, and what happens when two come at once. */

#include <glib/gstdio.h>

#include "store-fixture.h"

static PodStamp *
make_stamp (void)
{
  return pod_stamp_new ("anna", "coordinator", "s-1", "a reason", (PodInstant){ 0, 480 });
}

static gboolean
stamp (PodConnection *connection, GError **error)
{
  g_autoptr (PodStamp) stamp = make_stamp ();

  return pod_connection_set_stamp (connection, stamp, error);
}

/* Jobs. */

static gpointer
set_job (PodConnection *connection, gpointer value, GCancellable *cancellable, GError **error)
{
  if (!stamp (connection, error) || !pod_setting_set (connection, "site", value, error))
    return NULL;
  return g_strdup (value);
}

static gpointer
get_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_setting_get (connection, "site", error);
}

static gpointer
fail_job (PodConnection *connection, gpointer value, GCancellable *cancellable, GError **error)
{
  g_autofree char *written = set_job (connection, value, cancellable, error);

  g_assert_nonnull (written);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "changed its mind");
  return g_steal_pointer (&written);
}

static gpointer
endless_job (PodConnection *connection, gpointer started, GCancellable *cancellable, GError **error)
{
  gint64 count;

  g_atomic_int_set ((int *) started, 1);
  pod_connection_query_int (connection,
                            "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                            "SELECT count (*) FROM c",
                            &count, error);
  return NULL;
}

static gpointer
thread_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_thread_self ();
}

static gpointer
void_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_void (change, POD_RECORD_FINDING, 1, 1);
  if (stamp (connection, error))
    pod_change_apply (connection, change, NULL, error);
  return NULL;
}

static gpointer
changed_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (pod_connection_changed_elsewhere (connection));
}

/* A child without its parent: found only when the transaction ends. */
static gpointer
defer_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  if (stamp (connection, error) &&
      pod_connection_exec (connection, "PRAGMA defer_foreign_keys = ON", NULL))
    g_assert_not_reached ();
  return NULL;
}

static PodDatabase *
create (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodDatabase *database = pod_database_create (path, &error);

  g_assert_no_error (error);
  return database;
}

static char *
get (PodDatabase *database)
{
  g_autoptr (GError) error = NULL;
  char *value = pod_database_call (database, POD_ACCESS_READ, get_job, NULL, g_free, NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
set (PodDatabase *database, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_free (pod_database_call (database, POD_ACCESS_WRITE, set_job, (gpointer) value, g_free, NULL,
                             &error));
  g_assert_no_error (error);
}

static void
test_run (void)
{
  g_autoptr (PodDatabase) database = create (fixture_path ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *read = NULL;

  pod_database_run (database, POD_ACCESS_WRITE, set_job, g_strdup ("Shanghai"), g_free, g_free,
                    NULL, pod_test_take_result_cb, &result);
  g_assert_null (result);
  g_assert_true (pod_test_run_until_set ((gpointer *) &result, 10000));
  answer = pod_database_run_finish (database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "Shanghai");
  read = get (database);
  g_assert_cmpstr (read, ==, "Shanghai");
  g_assert_true (pod_database_call (database, POD_ACCESS_READ, thread_job, NULL, NULL, NULL,
                                    NULL) != g_thread_self ());
  pod_database_close (database);
}

static void
test_error_rolls_back (void)
{
  g_autoptr (PodDatabase) database = create (fixture_path ());
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  set (database, "before");
  g_assert_null (pod_database_call (database, POD_ACCESS_WRITE, fail_job, (gpointer) "after",
                                    g_free, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  value = get (database);
  g_assert_cmpstr (value, ==, "before");
  g_clear_error (&error);
  /* A job that only reads cannot write. */
  g_assert_null (pod_database_call (database, POD_ACCESS_READ, set_job, (gpointer) "after", g_free,
                                    NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_READONLY);
  pod_database_close (database);
}

static gboolean
has_started (gpointer started)
{
  return g_atomic_int_get ((int *) started) != 0;
}

static void
test_cancel (void)
{
  g_autoptr (PodDatabase) database = create (fixture_path ());
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) never = NULL;
  g_autoptr (GError) error = NULL;
  int started = 0, begun = 0;

  pod_database_run (database, POD_ACCESS_READ, endless_job, &started, NULL, NULL, cancellable,
                    pod_test_take_result_cb, &result);
  pod_database_run (database, POD_ACCESS_READ, endless_job, &begun, NULL, NULL, cancellable,
                    pod_test_take_result_cb, &never);
  g_assert_true (pod_test_run_until (has_started, &started, 10000));
  g_cancellable_cancel (cancellable);
  g_assert_true (pod_test_run_until_set ((gpointer *) &result, 10000));
  g_assert_null (pod_database_run_finish (database, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* One that was still waiting is never begun. */
  g_assert_true (pod_test_run_until_set ((gpointer *) &never, 10000));
  g_assert_null (pod_database_run_finish (database, never, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (begun, ==, 0);
  set (database, "still there");
  pod_database_close (database);
}

/* Closing waits for what was asked before it. */
static void
test_close (void)
{
  g_autoptr (PodDatabase) database = create (fixture_path ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  pod_database_run (database, POD_ACCESS_WRITE, set_job, g_strdup ("last"), g_free, g_free, NULL,
                    pod_test_take_result_cb, &result);
  pod_database_close (database);
  pod_database_close (database);
  g_assert_true (pod_test_run_until_set ((gpointer *) &result, 10000));
  answer = pod_database_run_finish (database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "last");

  g_assert_null (pod_database_call (database, POD_ACCESS_READ, get_job, NULL, g_free, NULL,
                                    &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  pod_database_run (database, POD_ACCESS_READ, get_job, g_strdup (""), g_free, g_free, NULL,
                    pod_test_take_result_cb, &late);
  g_assert_true (pod_test_run_until_set ((gpointer *) &late, 10000));
  g_assert_null (pod_database_run_finish (database, late, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
}

static void
test_second_process_busy (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodDatabase) database = create (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;
  sqlite3 *other = raw_open (path);

  set (database, "before");
  raw_exec (other, "BEGIN IMMEDIATE");
  value = get (database);
  g_assert_cmpstr (value, ==, "before");
  g_assert_null (pod_database_call (database, POD_ACCESS_WRITE, set_job, (gpointer) "after", g_free,
                                    NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY);
  g_clear_error (&error);
  raw_exec (other, "COMMIT");
  set (database, "after");

  /* A reader keeps a commit waiting, and then it is known that nothing was written. */
  raw_exec (other, "BEGIN; SELECT count (*) FROM setting");
  g_assert_null (pod_database_call (database, POD_ACCESS_WRITE, set_job, (gpointer) "late", g_free,
                                    NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY);
  raw_exec (other, "COMMIT");
  g_free (value);
  value = get (database);
  g_assert_cmpstr (value, ==, "after");
  sqlite3_close (other);
  pod_database_close (database);
}

static void
test_two_windows (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodDatabase) one = NULL;
  g_autoptr (PodDatabase) two = NULL;
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  fixture_add_subject (connection, "S-001", NULL);
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  one = pod_database_open (path, &error);
  two = pod_database_open (path, &error);
  g_assert_no_error (error);

  pod_database_call (one, POD_ACCESS_WRITE, void_job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_database_call (two, POD_ACCESS_WRITE, void_job, NULL, NULL, NULL, &error);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Each sees that the other wrote, once; its own writing is no news. */
  g_assert_true (pod_database_call (two, POD_ACCESS_READ, changed_job, NULL, NULL, NULL, &error));
  g_assert_false (pod_database_call (two, POD_ACCESS_READ, changed_job, NULL, NULL, NULL, &error));
  g_assert_false (pod_database_call (one, POD_ACCESS_READ, changed_job, NULL, NULL, NULL, &error));
  set (two, "x");
  g_assert_true (pod_database_call (one, POD_ACCESS_READ, changed_job, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  pod_database_close (one);
  pod_database_close (two);
}

static void
test_open_errors (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_database_open (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  database = create (path);
  g_assert_null (pod_database_create (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  pod_database_close (database);
}

/* What a statement of the program may not switch off. */
static void
test_foreign_keys_stay (void)
{
  g_autoptr (PodDatabase) database = create (fixture_path ());
  g_autoptr (GError) error = NULL;

  pod_database_call (database, POD_ACCESS_WRITE, defer_job, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_database_close (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/database/run", test_run);
  g_test_add_func ("/database/error-rolls-back", test_error_rolls_back);
  g_test_add_func ("/database/cancel", test_cancel);
  g_test_add_func ("/database/close", test_close);
  g_test_add_func ("/database/second-process-busy", test_second_process_busy);
  g_test_add_func ("/database/two-windows", test_two_windows);
  g_test_add_func ("/database/open-errors", test_open_errors);
  g_test_add_func ("/database/foreign-keys-stay", test_foreign_keys_stay);
  return g_test_run ();
}
