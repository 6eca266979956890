/* A proposed amendment from the command line, on a demonstration of nine: what it would change, adopting it, and why not. */

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* The data folder again, to be changed. */
static const char *
copy_data (void)
{
  const char *data = pod_test_dir ();

  pod_test_copy_texts (pod_test_data ("knowledge"), pod_test_path (data, "knowledge"));
  pod_test_copy_texts (pod_test_data ("studies/nct07241468"),
                       pod_test_path (data, "studies/nct07241468"));
  return data;
}

static void
change (const char *data, const char *file, const char *old, const char *new)
{
  const char *folder = pod_test_path (data, "studies/nct07241468");
  g_auto (GStrv) parts = g_strsplit (pod_test_read (pod_test_path (folder, file), NULL), old, 2);
  g_autofree char *text = g_strjoinv (new, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  pod_test_write (folder, file, text);
}

static CliRun
amend (const char *data, const char *db, const char *first, const char *second, const char *third)
{
  return cli_run_with_data (data, "amend", "--db", db, "--user", "pi", "--password-file",
                            cli_password_file (), first, second, third, NULL);
}

static JsonObject *
parse (const CliRun *run)
{
  JsonNode *node = cli_parse (run->out);

  g_test_queue_destroy ((GDestroyNotify) json_node_unref, node);
  return json_node_get_object (node);
}

static guint
count (JsonObject *object, const char *member)
{
  return json_array_get_length (json_object_get_array_member (object, member));
}

/* Nobody is old enough any more. */
#define OLDER "20-criteria.ini", "rule=age >= 18 a", "rule=age >= 68 a"

static void
test_adopt (void)
{
  const char *db = cli_demo (pod_test_dir ());
  const char *data = copy_data ();
  CliRun run = amend (data, db, "--json", NULL, NULL);
  JsonObject *answer;

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (cli_get_truth (parse (&run), "differs"), ==, 0);
  change (data, OLDER);
  run = amend (data, db, "--json", NULL, NULL);
  g_assert_cmpint (run.status, ==, 0);
  answer = parse (&run);
  g_assert_cmpint (cli_get_truth (answer, "differs"), ==, 1);
  g_assert_cmpint (cli_get_truth (answer, "adopted"), ==, 0);
  g_assert_cmpuint (count (answer, "definition"), ==, 1);
  g_assert_cmpuint (count (answer, "subjects"), >, 4);
  run = amend (data, db, "--adopt", "--reason", "version 2");
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "INC-01 · Rule"));
  g_assert_nonnull (strstr (run.out, "is in force"));
  run = amend (data, db, "--json", NULL, NULL);
  g_assert_cmpint (cli_get_truth (parse (&run), "differs"), ==, 0);
  run = cli_run_on (db, "verify", NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static void
test_refused (void)
{
  const char *db = cli_demo (pod_test_dir ());
  const char *data = copy_data ();
  CliRun run = amend (data, db, "--adopt", NULL, NULL);

  cli_check_refused (&run, "--reason");
  /* Rules ask for it, so that it does not even load. */
  change (data, "10-observations.ini", "[observation hgb]", "[observation haemoglobin]");
  run = amend (data, db, "--json", NULL, NULL);
  g_assert_cmpint (run.status, ==, 2);
  g_assert_nonnull (strstr (run.out, "hgb"));
}

static void
test_lacking (void)
{
  const char *db = cli_demo (pod_test_dir ());
  const char *data = copy_data ();
  CliRun run;

  change (data, "30-schedule.ini", "[visit D0]", "[visit DAY0]");
  run = amend (data, db, "--json", NULL, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_cmpuint (count (parse (&run), "lacking"), ==, 1);
  run = amend (data, db, "--adopt", "--reason", "version 2");
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.out, "cannot be adopted"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/amend/adopt", test_adopt);
  g_test_add_func ("/cli/amend/refused", test_refused);
  g_test_add_func ("/cli/amend/lacking", test_lacking);
  status = g_test_run ();
  cli_end ();
  return status;
}
