#include "pod-test.h"

/* The helpers are the ground of other tests, so they are tested themselves. */

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_run_until_is_met (void)
{
  gboolean done = FALSE;

  g_timeout_add (30, set_true_cb, &done);
  g_assert_true (pod_test_run_until (is_true, &done, 10000));
}

static void
test_run_until_gives_up (void)
{
  gboolean done = FALSE;
  gint64 start = g_get_monotonic_time ();

  g_assert_false (pod_test_run_until (is_true, &done, 50));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 50 * 1000);
}

static void
test_result_is_taken (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task = g_task_new (NULL, NULL, pod_test_take_result_cb, &result);

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
  g_assert_true (pod_test_run_until_set ((gpointer *) &result, 10000));
  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
}

static char *left_behind;

static void
test_dir_is_made (void)
{
  const char *dir = pod_test_dir ();
  const char *path = pod_test_write (dir, "note.txt", "one\n");
  gsize length = 0;

  g_assert_cmpstr (pod_test_read (path, &length), ==, "one\n");
  g_assert_cmpuint (length, ==, 4);
  left_behind = g_strdup (dir);
}

static void
test_dir_is_removed (void)
{
  g_assert_nonnull (left_behind);
  g_assert_false (g_file_test (left_behind, G_FILE_TEST_EXISTS));
  g_clear_pointer (&left_behind, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/support/run-until/met", test_run_until_is_met);
  g_test_add_func ("/support/run-until/gives-up", test_run_until_gives_up);
  g_test_add_func ("/support/result", test_result_is_taken);
  g_test_add_func ("/support/dir/made", test_dir_is_made);
  g_test_add_func ("/support/dir/removed", test_dir_is_removed);
  return g_test_run ();
}
