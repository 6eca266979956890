/* R24: the program sends nothing anywhere, asked of the kernel; and what a recipient gets is the package and nothing beside it. */

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* What a socket that leads off this machine is opened with. */
#define ABROAD "AF_INET|AF_INET6|AF_PACKET|AF_VSOCK|AF_BLUETOOTH"

/* Runs under strace, which writes every call about the network of the program and of all it starts to @trace; its exit status. */
static int
spawn_traced (const char *strace, const char *trace, GPtrArray *rest)
{
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                            G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *const head[] = { strace, "-f", "-e", "trace=network", "-o", trace };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    g_ptr_array_add (arguments, (gpointer) head[i]);
  g_ptr_array_extend (arguments, rest, NULL, NULL);
  g_ptr_array_add (arguments, NULL);
  /* The leak checker cannot work beside a tracer. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static GPtrArray *
split (const char *command, const char *const *words)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) command);
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  return arguments;
}

static gboolean
went_abroad (const char *trace)
{
  return g_regex_match_simple (ABROAD, pod_test_read (trace, NULL), 0, 0);
}

/* The control: a program that opens such a socket is seen.  NULL, and the test skipped, where there is no strace or it may not trace. */
static const char *
find_strace (const char *dir)
{
  static const char *const words[] = { "-c", "import socket; socket.socket (socket.AF_INET)",
                                       NULL };
  g_autofree char *found = g_find_program_in_path ("strace");
  g_autofree char *python = g_find_program_in_path ("python3");
  const char *trace = pod_test_path (dir, "control");
  g_autoptr (GPtrArray) arguments = NULL;
  char *strace;

  if (found == NULL || python == NULL)
    {
      g_test_skip ("strace is not there");
      return NULL;
    }
  arguments = split (python, words);
  if (spawn_traced (found, trace, arguments) != 0)
    {
      g_test_skip ("strace may not trace here");
      return NULL;
    }
  g_assert_true (went_abroad (trace));
  strace = g_steal_pointer (&found);
  g_test_queue_free (strace);
  return strace;
}

static void
test_traced (void)
{
  const char *dir = pod_test_dir ();
  const char *strace = find_strace (dir);
  const char *db = strace != NULL ? cli_demo (dir) : NULL;
  const char *out = pod_test_path (dir, "out"), *copy = pod_test_path (dir, "copy");
  const char *new_db = pod_test_path (dir, "new.podocyte");
  const char *back = pod_test_path (dir, "back.podocyte");
  const char *picture = pod_test_path (dir, "wall.png");
  const char *password = cli_password_file ();
  const char *labs = pod_test_write (dir, "labs.csv",
                                     "筛选号,项目名称,结果,单位,采集时间\n"
                                     "S-001,血红蛋白,101,g/L,2026-11-10 08:00\n");
  const char *study = pod_test_data ("studies/nct07241468");
#define SITE "--db", db, "--user", "pi", "--password-file", password
  const char *const verbs[][12] = {
    { "init", "--study", "nct07241468", "--db", new_db, "--user", "pi", "--password-file",
      password },
    { "screen", "--all", SITE },
    { "import", labs, SITE },
    { "export", out, SITE },
    { "check-package", out },
    { "verify", SITE },
    { "backup", copy, SITE },
    { "restore", copy, back, "--user", "pi", "--password-file", password },
    { "render", "wall", picture, SITE },
    { "study", "check", study },
    { "calc", "egfr" },
  };
#undef SITE

  for (gsize i = 0; strace != NULL && i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GPtrArray) arguments = split (g_getenv ("PODOCYTECTL"), verbs[i]);
      const char *trace = pod_test_path (dir, verbs[i][0]);
      int status;

      g_test_message ("%s", verbs[i][0]);
      status = spawn_traced (strace, trace, arguments);
      /* Done, or answered with no; not refused for how it was asked. */
      g_assert_cmpint (status, <=, 1);
      if (went_abroad (trace))
        g_error ("%s: %s", verbs[i][0], pod_test_read (trace, NULL));
    }
}

/* ---- the package alone ---- */

/* Every name that the manifest lists, and the two files that say so. */
static GHashTable *
list_manifest (const char *package)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonNode)
      node = cli_parse (pod_test_read (pod_test_path (package, "manifest.json"), NULL));
  JsonArray *files = json_object_get_array_member (json_node_get_object (node), "files");

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);

      g_hash_table_add (names, g_strdup (json_object_get_string_member (file, "name")));
    }
  g_assert_cmpuint (g_hash_table_size (names), >, 5);
  g_hash_table_add (names, g_strdup ("manifest.json"));
  g_hash_table_add (names, g_strdup ("SHA256SUMS"));
  return names;
}

/* Plain files of the list, none missing, nothing hidden, no folder, no link; none of them a database. */
static void
check_folder (const char *package)
{
  g_autoptr (GHashTable) names = list_manifest (package);
  g_autoptr (GDir) dir = g_dir_open (package, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const char *path = pod_test_path (package, name);

      if (!g_hash_table_contains (names, name))
        g_error ("%s is in no manifest", name);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_false (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_str_has_prefix (pod_test_read (path, NULL), "SQLite format"));
      n++;
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (names));
}

/* Nothing beside it either: the folder that the package stands in has what it had, and the package. */
static void
test_package_alone (void)
{
  static const char *const profiles[] = { "coded", "shifted", "study-day" };
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);

  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      const char *place = pod_test_path (dir, profiles[i]);
      const char *package = pod_test_path (place, "package");
      g_autoptr (GDir) around = NULL;

      g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
      g_assert_cmpint (cli_run_on (db, "export", package, "--profile", profiles[i], NULL).status,
                       ==, 0);
      check_folder (package);
      around = g_dir_open (place, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (around), ==, "package");
      g_assert_null (g_dir_read_name (around));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/network/R24-no-verb-opens-a-socket", test_traced);
  g_test_add_func ("/cli/network/R24-package-alone", test_package_alone);
  status = g_test_run ();
  cli_end ();
  return status;
}
