#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "an invented password"

static char *folder;
static char *password_file;
static char *demo;

static const char *
keep (char *text)
{
  g_test_queue_free (text);
  return text;
}

static CliRun
spawn (GSubprocessLauncher *launcher, GPtrArray *arguments, const char *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *out = NULL, *err = NULL;

  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_test_message ("%s", err);
  return (CliRun){ g_subprocess_get_exit_status (process), keep (out), keep (err) };
}

/* Standard error is for the program's own line, not for what the leak checker suppressed. */
static GSubprocessLauncher *
make_launcher (void)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                             G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                             G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *given = g_getenv ("LSAN_OPTIONS");
  g_autofree char *options = g_strdup_printf ("%s:print_suppressions=0",
                                              given != NULL ? given : "");

  g_subprocess_launcher_setenv (launcher, "LSAN_OPTIONS", options, TRUE);
  return launcher;
}

static GPtrArray *
collect (const char *first, va_list rest)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) g_getenv ("PODOCYTECTL"));
  for (const char *next = first; next != NULL; next = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) next);
  return arguments;
}

static void
add_credentials (GPtrArray *arguments, const char *db)
{
  const char *const more[] = {
    "--db", db, "--user", "pi", "--password-file", cli_password_file ()
  };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    g_ptr_array_add (arguments, (gpointer) more[i]);
}

CliRun
cli_run (const char *input, const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher ();
  g_autoptr (GPtrArray) arguments = NULL;
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  return spawn (launcher, arguments, input);
}

CliRun
cli_run_on (const char *db, const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher ();
  g_autoptr (GPtrArray) arguments = NULL;
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  add_credentials (arguments, db);
  return spawn (launcher, arguments, NULL);
}

CliRun
cli_run_with_data (const char *data, const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher ();
  g_autoptr (GPtrArray) arguments = NULL;
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  g_subprocess_launcher_setenv (launcher, "PODOCYTE_DATA_DIR", data, TRUE);
  return spawn (launcher, arguments, NULL);
}

void
cli_check_refused (const CliRun *run, const char *words)
{
  const char *end = strchr (run->err, '\n');

  g_assert_cmpint (run->status, ==, 2);
  g_assert_true (g_str_has_prefix (run->err, "podocytectl: "));
  g_assert_nonnull (strstr (run->err, words));
  g_assert_nonnull (end);
  g_assert_cmpstr (end + 1, ==, "");
  g_assert_cmpstr (run->out, ==, "");
}

static const char *
get_folder (void)
{
  if (folder == NULL)
    folder = g_dir_make_tmp ("podocytectl-XXXXXX", NULL);
  g_assert_nonnull (folder);
  return folder;
}

const char *
cli_password_file (void)
{
  if (password_file == NULL)
    {
      password_file = g_build_filename (get_folder (), "password", NULL);
      g_assert_true (g_file_set_contents (password_file, PASSWORD "\n", -1, NULL));
    }
  return password_file;
}

const char *
cli_demo (const char *dir)
{
  const char *copy = pod_test_path (dir, "demo.podocyte");
  const char *bytes;
  gsize length;

  if (demo == NULL)
    {
      demo = g_build_filename (get_folder (), "demo.podocyte", NULL);
      g_assert_cmpint (cli_run_on (demo, "init", "--study", "nct07241468", "--demo", "9", "--seed",
                                   "1", NULL)
                           .status,
                       ==, 0);
    }
  bytes = pod_test_read (demo, &length);
  g_assert_true (g_file_set_contents_full (copy, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  return copy;
}

void
cli_end (void)
{
  if (demo != NULL)
    g_unlink (demo);
  if (password_file != NULL)
    g_unlink (password_file);
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&demo, g_free);
  g_clear_pointer (&password_file, g_free);
  g_clear_pointer (&folder, g_free);
}

JsonNode *
cli_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

int
cli_get_truth (JsonObject *object, const char *member)
{
  g_assert_true (json_object_has_member (object, member));
  if (json_object_get_null_member (object, member))
    return -1;
  return json_object_get_boolean_member (object, member);
}
