#include "pod-canary-session.h"

#include <glib/gstdio.h>
#include <string.h>

#include "pod-canary-arrivals.h"
#include "pod-canary.h"
#include "pod-journey.h"
#include "pod-trial-backup.h"
#include "pod-trial-draft.h"
#include "pod-trial-history.h"
#include "pod-trial-users.h"

static char *tree;
static char *input;
static char *database;
static const char *command;

/* ---- places ---- */

static char *
make_folder (const char *base, const char *name)
{
  char *path = g_build_filename (base, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

/* A path in a folder of the tree; lives as long as the program. */
static const char *
in (const char *folder, const char *name)
{
  g_autofree char *path = make_folder (tree, folder);
  g_autofree char *file = g_build_filename (path, name, NULL);

  return g_intern_string (file);
}

void
pod_canary_session_prepare (void)
{
  static const struct
  {
    const char *variable;
    const char *folder;
  } places[] = {
    { "HOME", "home" },          { "XDG_CONFIG_HOME", "config" }, { "XDG_CACHE_HOME", "cache" },
    { "XDG_DATA_HOME", "data" }, { "XDG_STATE_HOME", "state" },   { "TMPDIR", "tmp" },
  };
  const char *base = g_getenv ("XDG_RUNTIME_DIR");

  tree = make_folder (base, "canary");
  input = make_folder (base, "input");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *folder = make_folder (tree, places[i].folder);

      g_setenv (places[i].variable, folder, TRUE);
    }
  /* Settings are written to a file, which is looked into as well. */
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
}

const char *
pod_canary_session_get_tree (void)
{
  return tree;
}

const char *
pod_canary_session_get_database (void)
{
  return database;
}

/* ---- through the service ---- */

/* The last is in nobody's books: they are in a laboratory's file, and half typed. */
#define N_REGISTERED (POD_CANARY_N - 1)

static void
register_everybody (PodTrial *trial)
{
  for (guint i = 0; i < N_REGISTERED; i++)
    {
      g_autoptr (GError) error = NULL;
      PodCanary canary;

      pod_canary_make (i, &canary);
      pod_trial_register (trial,
                          &(PodRegistration){ .name = canary.name,
                                              .record_number = canary.record_number,
                                              .id_number = canary.id_number,
                                              .phone = canary.phone,
                                              .birth_date = canary.birth_date,
                                              .sex = i % 2 == 0 ? "female" : "male",
                                              .cohort = "mn",
                                              .consent = pod_trial_get_today (trial) },
                          &error);
      g_assert_no_error (error);
    }
}

static void
grade_event (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = "invented <0.2 g/g & shivers";
  event.start = pod_moment_on (pod_trial_get_today (trial));
  event.grade = 2;
  event.graded_by = pod_trial_get_user (trial);
  event.scale = "CTCAE 5.0";
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
draft (PodTrial *trial, const char *form, gint64 subject, const char *words)
{
  g_autoptr (GError) error = NULL;

  pod_trial_save_draft (trial, form, subject, 0, words, &error);
  g_assert_no_error (error);
  pod_trial_save_draft (trial, form, subject, 0, NULL, &error);
  g_assert_no_error (error);
}

static void
register_half (PodTrial *trial)
{
  g_autofree char *words = NULL;
  PodCanary canary;

  pod_canary_make (N_REGISTERED, &canary);
  words = g_strjoin ("\n", canary.name, canary.record_number, canary.id_number, canary.phone, NULL);
  draft (trial, "register", 0, words);
}

/* Every one is looked at, and stands in a form for a while: the window would offer one that was left. */
static void
look_and_draft (PodTrial *trial)
{
  for (guint i = 0; i < N_REGISTERED; i++)
    {
      g_autofree char *number = g_strdup_printf ("S-%03u", i + 1);
      gint64 subject = pod_trial_find_subject (trial, number);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = pod_trial_reveal_name (trial, subject, &error);
      PodCanary canary;

      pod_canary_make (i, &canary);
      g_assert_no_error (error);
      g_assert_cmpstr (name, ==, canary.name);
      draft (trial, "adverse_event", subject, canary.name);
    }
}

/* With a copy of the file as it is while it is open. */
static void
receive_arrivals (PodTrial *trial)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  pod_canary_receive (trial, input, said);
  g_file_set_contents (in ("logs", "arrivals.log"), said->str, (gssize) said->len, &error);
  g_assert_no_error (error);
  g_file_get_contents (database, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (in ("open", "site.podocyte"), bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
write_packages (PodTrial *trial)
{
  static const char *const names[] = { "coded",       "shifted",       "study-day",
                                       "coded-lines", "shifted-lines", "study-day-lines" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      pod_trial_export (trial, in ("packages", names[i]), (PodProfile) (i % 3), i >= 3, &error);
      g_assert_no_error (error);
    }
}

static void
write_copies (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = NULL;

  pod_trial_save_history (trial, NULL, POD_HISTORY_CSV, in ("history", "all.csv"), &error);
  g_assert_no_error (error);
  pod_trial_save_history (trial, NULL, POD_HISTORY_JSON, in ("history", "all.json"), &error);
  g_assert_no_error (error);
  pod_trial_backup (trial, in ("copies", "site.podbackup"), &error);
  g_assert_no_error (error);
  pod_trial_test_restore (trial, &error);
  g_assert_true (error == NULL || error->domain != POD_SERVICE_ERROR);
  g_clear_error (&error);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
}

static void
make_site (void)
{
  g_autoptr (GError) error = NULL;
  PodTrialCreation creation = {
    .path = database, .study = "nct07241468", .user = "pi", .password = POD_JOURNEY_PASSWORD
  };
  g_autoptr (PodTrial) trial = pod_trial_create (&creation, NULL, &error);

  g_assert_no_error (error);
  register_everybody (trial);
  grade_event (trial, pod_trial_find_subject (trial, "S-001"));
  look_and_draft (trial);
  register_half (trial);
  receive_arrivals (trial);
  write_packages (trial);
  write_copies (trial);
  pod_trial_lock (trial, "asked");
  pod_trial_close (trial);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- through the command ---- */

/* What it says is kept; it must say that all went well. */
static void
run (const char *log, const char *first, ...)
{
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *password = g_build_filename (input, "password", NULL);
  const char *const more[] = {
    "--db", database, "--user", "pi", "--password-file", password, NULL
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list rest;

  g_ptr_array_add (arguments, (gpointer) command);
  va_start (rest, first);
  for (const char *next = first; next != NULL; next = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) next);
  va_end (rest);
  for (guint i = g_str_equal (first, "restore") ? 2 : 0; i < G_N_ELEMENTS (more); i++)
    g_ptr_array_add (arguments, (gpointer) more[i]);
  g_subprocess_launcher_set_stdout_file_path (launcher, in ("logs", log));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (process) > 1)
    g_error ("%s: %s", first, pod_test_read (in ("logs", log), NULL));
}

/* As a laboratory system gives it: by record numbers and with names, one of which is nobody's in the trial. */
static const char *
write_results (void)
{
  GString *text = g_string_new ("病案号,姓名,项目名称,结果,单位,采集时间,标本类型\n");
  const char *path;

  for (guint i = 0; i < POD_CANARY_N; i++)
    {
      PodCanary canary;

      pod_canary_make (i, &canary);
      g_string_append_printf (text, "%s,%s,肌酐,88,umol/L,2026-11-%02u 08:10,血清\n",
                              canary.record_number, canary.name, 1 + i);
      g_string_append_printf (text, "%s,%s,无此项目,%s,umol/L,2026-11-%02u 08:10,血清\n",
                              canary.record_number, canary.name, i % 2 ? "88" : "<>", 1 + i);
    }
  path = pod_test_write (input, "results.csv", text->str);
  g_string_free (text, TRUE);
  return path;
}

static void
run_commands (void)
{
  const char *map = pod_test_data ("studies/nct07241468/maps/record-number.ini");

  run ("import.log", "import", write_results (), "--map", map, "--json", NULL);
  run ("screen.log", "screen", "--all", "--json", NULL);
  run ("timeline.log", "render", "timeline", "S-001", in ("pictures", "timeline.svg"), NULL);
  run ("labs.log", "render", "labs", "S-001", in ("pictures", "labs.pdf"), NULL);
  run ("wall.log", "render", "wall", in ("pictures", "wall.png"), NULL);
  run ("export.log", "export", in ("packages", "commanded"), "--profile", "shifted", NULL);
  run ("verify.log", "verify", "--json", NULL);
  run ("restore.log", "restore", in ("copies", "site.podbackup"), in ("copies", "again.podocyte"),
       NULL);
}

/* ---- through the window ---- */

static GSubprocess *
listen_to_bus (void)
{
  g_autoptr (GSubprocessLauncher)
      launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  g_subprocess_launcher_set_stdout_file_path (launcher, in ("logs", "bus.log"));
  return g_subprocess_launcher_spawn (launcher, NULL, "dbus-monitor", "--session", NULL);
}

/* The name is on the screen, then an event half written with a name in its words, and the power goes. */
static void
type_and_die (void)
{
  PodCanary canary;

  pod_canary_make (1, &canary);
  pod_journey_start_on (database, "pi", in ("logs", "window.log"));
  pod_journey_open_subject ("S-002");
  pod_journey_press (NULL, "Show the patient");
  pod_journey_wait ("label", canary.name);
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_press ("push button", "Add Adverse Event");
  pod_journey_type ("In the investigator", canary.name);
  g_usleep (G_USEC_PER_SEC);
  pod_journey_kill ();
}

/* What was typed is there again, so it had been written; then it is locked and left. */
static void
come_back (void)
{
  PodCanary canary;

  pod_canary_make (1, &canary);
  pod_journey_start_on (database, "pi", in ("logs", "window-again.log"));
  pod_journey_wait_text ("In the investigator", canary.name);
  pod_journey_key ("<Control>l");
  pod_journey_wait ("text", "User name");
  pod_journey_leave ();
}

void
pod_canary_session_run (int argc, char **argv)
{
  g_autoptr (GSubprocess) monitor = NULL;

  pod_journey_init_bare (argc, argv);
  command = argv[2];
  database = g_strdup (in ("site", "site.podocyte"));
  pod_test_write (input, "password", POD_JOURNEY_PASSWORD "\n");
  make_site ();
  run_commands ();
  monitor = listen_to_bus ();
  type_and_die ();
  come_back ();
  if (monitor != NULL)
    {
      g_subprocess_force_exit (monitor);
      g_subprocess_wait (monitor, NULL, NULL);
    }
}
