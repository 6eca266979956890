/* A program that is killed in the middle: what it said was saved is there, what it was at may be, and the file verifies. */

#include <stdio.h>
#include <unistd.h>

#include "fault-operations.h"

/* The control says each number before it is saved, as a window would that shows what was typed as if it were stored. */
static int
count_for_ever (const char *path, gboolean too_early)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDatabase) database = pod_database_open (path, &error);

  g_assert_no_error (error);
  for (gint64 i = g_get_real_time ();; i++)
    {
      g_autofree char *number = g_strdup_printf ("S-%" G_GINT64_FORMAT, i);
      g_autoptr (PodChange) change = fault_make_change (number, (guint) (i % 20));

      if (too_early && write (STDOUT_FILENO, ".", 1) != 1)
        return 1;
      pod_database_call (database, POD_ACCESS_WRITE, fault_write_job, change, NULL, NULL, &error);
      g_assert_no_error (error);
      if (!too_early && write (STDOUT_FILENO, ".", 1) != 1)
        return 1;
    }
  return 0;
}

/* Returns how many it said were saved.  @in_the_middle: killed while it writes, however slow the machine is. */
static gsize
run_and_kill (const char *path, gboolean in_the_middle, gboolean too_early)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                                  too_early ? "--count-early" : "--count", path, NULL);
  g_autofree char *said = g_malloc0 (1 << 20);
  GInputStream *output;
  gsize begun = 0;
  gsize length = 0;

  g_assert_no_error (error);
  output = g_subprocess_get_stdout_pipe (process);
  if (in_the_middle)
    g_input_stream_read_all (output, said, 1, &begun, NULL, &error);
  g_assert_no_error (error);
  /* The moment of the kill is what the test is about: it lies anywhere. */
  g_usleep ((gulong) g_test_rand_int_range (0, in_the_middle ? 60000 : 150000));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (output, said + begun, (1 << 20) - 2, &length, NULL, &error);
  g_assert_no_error (error);
  return begun + length;
}

static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (journal, &bytes, &length, NULL) && length > 0;
}

static gsize
count_subjects (const char *path)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
  return subjects->len;
}

typedef struct
{
  guint kills, journals, violations;
  gsize said, unsaid;
} Kills;

/* A new file now and then, so that the long run does not spend its time verifying what earlier ones wrote. */
static void
kill_often (guint kills, gboolean too_early, Kills *result)
{
  const char *path = NULL;
  gsize before = 0;

  for (guint i = 0; i < kills; i++)
    {
      gsize said, after;

      if (i % 10 == 0)
        {
          path = fixture_path ();
          pod_connection_free (fixture_create (path));
          before = 0;
        }
      said = run_and_kill (path, i % 4 != 0, too_early);
      result->journals += has_journal (path);
      after = count_subjects (path) - before;
      before += after;
      result->kills++;
      result->said += said;
      result->unsaid += after > said;
      result->violations += after < said || after > said + 1;
    }
}

static void
tell (const char *name, const Kills *result)
{
  fault_say ("kills, %s: %u kills, %" G_GSIZE_FORMAT " changes acknowledged, %" G_GSIZE_FORMAT
             " there that were not, %u journals played back, violations %u",
             name, result->kills, result->said, result->unsaid, result->journals,
             result->violations);
}

static void
test_kills (void)
{
  Kills result = { 0 };

  kill_often (fault_count (20, 300), FALSE, &result);
  tell ("as the program writes", &result);
  g_assert_cmpuint (result.violations, ==, 0);
  g_assert_cmpuint (result.said, >, 0);
}

static void
test_control (void)
{
  Kills result = { 0 };

  kill_often (8, TRUE, &result);
  tell ("control, said before COMMIT", &result);
  g_assert_cmpuint (result.violations, >, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_has_prefix (argv[1], "--count"))
    return count_for_ever (argv[2], g_str_equal (argv[1], "--count-early"));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/kill/kills", test_kills);
  g_test_add_func ("/fault/kill/control", test_control);
  return g_test_run ();
}
