/* What is wrong is said in one line, ends with 2, and changes nothing. */

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_command_line (void)
{
  CliRun run = cli_run (NULL, "frobnicate", NULL);

  cli_check_refused (&run, "frobnicate");
  run = cli_run (NULL, "screen", "--alll", NULL);
  cli_check_refused (&run, "--alll");
  run = cli_run (NULL, "screen", NULL);
  cli_check_refused (&run, "--all");
  run = cli_run (NULL, "screen", "S-001", "S-002", NULL);
  cli_check_refused (&run, "usage");
  run = cli_run (NULL, "screen", "S-001", "--as-of", "2026-02-31", NULL);
  cli_check_refused (&run, "2026-02-31");
  run = cli_run (NULL, "screen", "S-001", NULL);
  cli_check_refused (&run, "--db");
  run = cli_run (NULL, "screen", "S-001", "--db", "x", "--user", "pi", NULL);
  cli_check_refused (&run, "--password-file");
  run = cli_run (NULL, "render", "pie", "x.png", NULL);
  cli_check_refused (&run, "render");
  run = cli_run (NULL, "render", "timeline", "x.png", NULL);
  cli_check_refused (&run, "subject");
  run = cli_run (NULL, "calc", "score", NULL);
  cli_check_refused (&run, "score");
  run = cli_run (NULL, "export", "d", "--profile", "naked", NULL);
  cli_check_refused (&run, "naked");
  run = cli_run (NULL, "import", "x.xlsx", "--format", "xlsx", NULL);
  cli_check_refused (&run, "csv, hl7 or fhir");
  run = cli_run (NULL, "check-package", "no-such-folder", NULL);
  cli_check_refused (&run, "no-such-folder");
  run = cli_run (NULL, "study", "check", "no-such-folder", NULL);
  cli_check_refused (&run, "no-such-folder");
}

static void
test_help (void)
{
  static const char *const commands[] = { "init",   "study check",  "amend",  "screen",
                                          "import", "export",       "verify", "render",
                                          "calc",   "check-package" };
  CliRun run = cli_run (NULL, "--help", NULL);

  g_assert_cmpint (run.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (run.out, commands[i]));
  run = cli_run (NULL, "screen", "--help", NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "--as-of"));
  run = cli_run (NULL, NULL, NULL);
  g_assert_cmpint (run.status, ==, 2);
}

/* ---- init ---- */

static void
test_init (void)
{
  const char *dir = pod_test_dir ();
  const char *there = pod_test_write (dir, "there.podocyte", "something else");
  const char *none = pod_test_path (dir, "none.podocyte");
  const char *brief = pod_test_write (dir, "brief", "secret\n");
  const char *empty = pod_test_write (dir, "empty", "\n");
  CliRun run = cli_run_on (there, "init", "--study", "nct07241468", NULL);

  cli_check_refused (&run, "not overwritten");
  g_assert_cmpstr (pod_test_read (there, NULL), ==, "something else");
  run = cli_run_on (none, "init", NULL);
  cli_check_refused (&run, "--study");
  run = cli_run_on (none, "init", "--study", "nct00000000", NULL);
  cli_check_refused (&run, "nct00000000");
  run = cli_run_on (none, "init", "--study", "nct07241468", "--seed", "-1", NULL);
  cli_check_refused (&run, "--seed");
  run = cli_run (NULL, "init", "--study", "nct07241468", "--db", none, "--user", "pi",
                 "--password-file", brief, NULL);
  cli_check_refused (&run, "password");
  run = cli_run (NULL, "init", "--study", "nct07241468", "--db", none, "--user", "pi",
                 "--password-file", empty, NULL);
  cli_check_refused (&run, "password");
  run = cli_run (NULL, "init", "--study", "nct07241468", "--db", none, "--user", "pi",
                 "--password-file", none, NULL);
  cli_check_refused (&run, "password file");
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

/* How many invented subjects is a number from 1 to 500; anything else makes nothing. */
static void
test_init_demo (void)
{
  static const char *const numbers[] = { "0",    "-1", "-2",  "501", "99999999999999999999",
                                         "nine", "9x", "1.5", "",    " 9" };
  const char *none = pod_test_path (pod_test_dir (), "none.podocyte");

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      CliRun run = cli_run_on (none, "init", "--study", "nct07241468", "--demo", numbers[i], NULL);

      cli_check_refused (&run, "--demo");
      g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
    }
}

/* ---- study files ---- */

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *bytes = NULL;

      if (!g_file_test (source, G_FILE_TEST_IS_REGULAR))
        continue;
      g_assert_true (g_file_get_contents (source, &bytes, NULL, NULL));
      pod_test_write (to, name, bytes);
    }
}

/* A copy of the data whose criteria are changed in two places. */
static const char *
make_faulty_data (const char *dir)
{
  const char *studies = pod_test_path (dir, "studies");
  const char *study = pod_test_path (studies, "nct07241468");
  const char *criteria = pod_test_path (study, "20-criteria.ini");
  g_autofree char *faulty = NULL;

  copy_folder (pod_test_data ("knowledge"), pod_test_path (dir, "knowledge"));
  copy_folder (pod_test_data ("studies/nct07241468"), study);
  faulty =
      g_strconcat (pod_test_read (criteria, NULL),
                   "\n[criterion EXC-99]\nkind=exclusion\ncohorts=all\nlabel=Fault\ntext=Fault\n"
                   "rule=no_such_observation > 1 g/L\n\n[nonsense here]\na=b\n",
                   NULL);
  pod_test_write (study, "20-criteria.ini", faulty);
  return study;
}

static void
test_study (void)
{
  const char *dir = pod_test_dir ();
  const char *faulty = make_faulty_data (dir);
  const char *none = pod_test_path (dir, "none.podocyte");
  CliRun run = cli_run (NULL, "study", "check", pod_test_data ("studies/nct07241468"), NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, ": no fault; "));
  g_assert_nonnull (strstr (run.out, " criteria, "));
  /* No fault, but what somebody who wrote it may not know. */
  g_assert_nonnull (strstr (run.out, "Remark: INC-19 met means EXC-17 absent\n"));
  run = cli_run (NULL, "study", "check", faulty, NULL);
  g_assert_cmpint (run.status, ==, 2);
  g_assert_nonnull (strstr (run.out, "no_such_observation"));
  g_assert_nonnull (strstr (run.out, "nonsense"));
  g_assert_nonnull (strstr (run.out, "20-criteria.ini:"));
  run = cli_run_with_data (dir, "init", "--study", "nct07241468", "--db", none, "--user", "pi",
                           "--password-file", cli_password_file (), NULL);
  cli_check_refused (&run, "20-criteria.ini");
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

static void
check_try (const char *table, int status, const char *words)
{
  CliRun run = cli_run (NULL, "study", "try", pod_test_data ("studies/nct07241468"), table, NULL);

  g_assert_cmpint (run.status, ==, status);
  g_assert_nonnull (strstr (run.out, words));
}

/* A table of cases: 0 where the study answers as it says, 1 where not, 2 where it cannot be read. */
static void
test_study_try (void)
{
  static const struct
  {
    const char *line;
    int status;
    const char *words;
  } rows[] = {
    { "INC-01 | age=18 | met", 0, "1 case, 0 answered otherwise" },
    { "# a comment\n\nINC-01 | age=17 | met", 1,
      ":3: INC-01 | age=17: the table says “met”, the study" },
    { "INC-01 | age=18 | met | 2026-03-02", 1, "until 2026-03-02, the study “met” until" },
    { "INC-01 | age=18 | met", 0, "no case yet: INC-02 " },
    { "INC-01 | age=old | met", 2, "\"old\" is no value of age: expected a number" },
    { "INC-01 | shoe=42 | met", 2, "no observation, reading or anchor is called \"shoe\"" },
    { "INC-01 | age=18 | present", 2, "\"present\" is no answer of INC-01" },
    { "INC-99 | age=18 | met", 2, "no criterion, definition or condition is called \"INC-99\"" },
    { "INC-01 | age=18 @soon | met", 2, "expected ULN or LLN with a number, or @ with a day" },
    { "INC-01 | enrolment=tomorrow | met", 2, "\"tomorrow\" is no day of enrolment" },
    { "INC-01 | acei_arb 10 lately | met", 2, "a course was expected as" },
    { "INC-01 | water 10 2026-01-01.. | met", 2, "no treatment is called \"water\"" },
    { "INC-01 | hbsag=maybe | met", 2, "expected one of its answers, or unknown" },
    { "INC-01", 2, "expected \"criterion | what is on record | answer\"" },
  };
  const char *dir = pod_test_dir ();
  CliRun run;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_try (pod_test_write (dir, "cases.txt", rows[i].line), rows[i].status, rows[i].words);
  check_try (g_test_get_filename (G_TEST_DIST, "study", "criteria.txt", NULL), 0,
             "0 answered otherwise");
  run = cli_run (NULL, "study", "try", pod_test_data ("studies/nct07241468"), "no-such-file", NULL);
  cli_check_refused (&run, "no-such-file");
  run = cli_run (NULL, "study", "try", pod_test_data ("studies/nct07241468"),
                 pod_test_write (dir, "empty.txt", "# nothing\n"), NULL);
  cli_check_refused (&run, "no case");
  run = cli_run (NULL, "study", "try", dir, pod_test_path (dir, "cases.txt"), NULL);
  g_assert_cmpint (run.status, ==, 2);
}

/* A study that somebody wrote in a folder of their own; what cannot be had of it is said. */
static void
test_init_folder (void)
{
  const char *dir = pod_test_dir ();
  const char *study = pod_test_path (dir, "mine");
  const char *db = pod_test_path (dir, "mine.podocyte");
  CliRun run;

  copy_folder (pod_test_data ("studies/nct07241468"), study);
  run = cli_run_on (db, "init", "--study", study, "--demo", "3", NULL);
  cli_check_refused (&run, "There are invented subjects of nct07241468 only");
  g_assert_false (g_file_test (db, G_FILE_TEST_EXISTS));
  run = cli_run_on (db, "init", "--study", study, NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "Amendments and laboratory maps are looked for in"));
  run = cli_run_on (db, "screen", "--all", NULL);
  g_assert_cmpint (run.status, ==, 0);
  run = cli_run_on (pod_test_path (dir, "none"), "init", "--study",
                    pod_test_path (dir, "no-folder"), NULL);
  g_assert_cmpint (run.status, ==, 2);
}

/* A laboratory's map is part of the study, and its faults are told with the rest. */
static void
test_study_maps (void)
{
  const char *dir = pod_test_dir ();
  const char *study = pod_test_path (dir, "study");
  const char *maps = pod_test_path (study, "maps");
  CliRun run;

  copy_folder (pod_test_data ("studies/nct07241468"), study);
  copy_folder (pod_test_data ("studies/nct07241468/maps"), maps);
  run = cli_run (NULL, "study", "check", study, NULL);
  g_assert_cmpint (run.status, ==, 0);
  pod_test_write (maps, "other.ini", "[map other]\nlaboratory=Other\n[item nonsense]\nnames=x\n");
  pod_test_write (maps, "another.ini", "[nothing]\n");
  pod_test_write (maps, "notes.txt", "no map\n");
  run = cli_run (NULL, "study", "check", study, NULL);
  g_assert_cmpint (run.status, ==, 2);
  g_assert_nonnull (strstr (run.out, "other.ini:3"));
  g_assert_nonnull (strstr (run.out, "nonsense"));
  g_assert_nonnull (strstr (run.out, "another.ini:1"));
  g_assert_nonnull (strstr (run.out, " faults\n"));
  g_assert_null (strstr (run.out, "notes.txt"));
}

/* ---- databases ---- */

static void
test_database (void)
{
  const char *dir = pod_test_dir ();
  const char *garbage = pod_test_write (dir, "garbage.podocyte", "this is no database at all\n");
  const char *absent = pod_test_path (dir, "absent.podocyte");
  CliRun run = cli_run_on (garbage, "verify", NULL);

  cli_check_refused (&run, "garbage.podocyte");
  /* And what to do. */
  g_assert_nonnull (strstr (run.err, "restore a backup"));
  g_assert_cmpstr (pod_test_read (garbage, NULL), ==, "this is no database at all\n");
  run = cli_run_on (absent, "verify", NULL);
  cli_check_refused (&run, "absent.podocyte");
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
}

/* Half of a database is not read, and not touched. */
static void
test_damaged (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  gsize length;
  const char *bytes = pod_test_read (db, &length);
  g_autoptr (GBytes) half = g_bytes_new (bytes, length / 2);
  gconstpointer now;
  gsize left;
  CliRun run;

  g_assert_true (g_file_set_contents (db, g_bytes_get_data (half, NULL), (gssize) length / 2,
                                      NULL));
  g_assert_cmpint (g_chmod (db, 0600), ==, 0);
  run = cli_run_on (db, "screen", "--all", NULL);
  cli_check_refused (&run, "demo.podocyte");
  now = pod_test_read (db, &left);
  g_assert_cmpmem (now, left, g_bytes_get_data (half, NULL), length / 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/refusals/command-line", test_command_line);
  g_test_add_func ("/cli/refusals/help", test_help);
  g_test_add_func ("/cli/refusals/init", test_init);
  g_test_add_func ("/cli/refusals/init-demo", test_init_demo);
  g_test_add_func ("/cli/refusals/study", test_study);
  g_test_add_func ("/cli/refusals/init-folder", test_init_folder);
  g_test_add_func ("/cli/refusals/study-try", test_study_try);
  g_test_add_func ("/cli/refusals/study-maps", test_study_maps);
  g_test_add_func ("/cli/refusals/database", test_database);
  g_test_add_func ("/cli/refusals/damaged", test_damaged);
  status = g_test_run ();
  cli_end ();
  return status;
}
