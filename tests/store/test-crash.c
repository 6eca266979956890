/* A program that is killed in the middle: what it said was saved is there, what it was at may be, and the file verifies. */

#include <stdio.h>
#include <unistd.h>

#include "store-fixture.h"

#define KILLS 15

/* The program that is killed: counts up, and says each number once its commit has returned. */
static int
count_for_ever (const char *path)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autofree char *last = pod_setting_get (connection, "count", NULL);

  for (gint64 i = last ? g_ascii_strtoll (last, NULL, 10) + 1 : 1;; i++)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, i);
      g_autofree char *line = g_strconcat (value, "\n", NULL);

      fixture_begin (connection, NULL);
      g_assert_true (pod_setting_set (connection, "count", value, NULL));
      fixture_commit (connection);
      g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), >, 0);
    }
  return 0;
}

/* Returns the last number that it said, 0 where it said none.  @in_the_middle: killed while it writes, however slow the machine is. */
static gint64
run_and_kill (const char *path, gboolean in_the_middle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                      "/proc/self/exe", "--count", path, NULL);
  g_autofree char *said = g_malloc0 (1 << 20);
  g_auto (GStrv) lines = NULL;
  gsize begun = 0;
  gsize length = 0;
  guint n;

  g_assert_no_error (error);
  if (in_the_middle)
    g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), said, 1, &begun, NULL, &error);
  g_assert_no_error (error);
  /* The moment of the kill is what the test is about: it lies anywhere. */
  g_usleep ((gulong) g_test_rand_int_range (20000, 250000));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), said + begun, (1 << 20) - 2,
                           &length, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (said, "\n", -1);
  n = g_strv_length (lines);
  return n > 1 ? g_ascii_strtoll (lines[n - 2], NULL, 10) : 0;
}

static gint64
look (const char *path)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autofree char *value = pod_setting_get (connection, "count", NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
  return value ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static void
test_kills (void)
{
  const char *path = fixture_path ();
  gint64 before = 0;

  pod_connection_free (fixture_create (path));
  for (int i = 0; i < KILLS; i++)
    {
      /* Killed before it said anything, it has left what was there. */
      gint64 last = run_and_kill (path, i % 2 == 1);
      gint64 said = last > 0 ? last : before;

      before = look (path);
      g_assert_cmpint (before, >=, said);
      g_assert_cmpint (before, <=, said + 1);
    }
  g_test_message ("%d kills, %" G_GINT64_FORMAT " commits", KILLS, before);
  g_assert_cmpint (before, >, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--count") == 0)
    return count_for_ever (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crash/kills", test_kills);
  return g_test_run ();
}
