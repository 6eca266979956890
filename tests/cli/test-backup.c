/* podocytectl backup and restore, on a demonstration of nine. */

#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "pod-test-forge.h"

static const char *
make_copy (const char *dir, const char *db)
{
  const char *copy = pod_test_path (dir, "copy.podbackup");
  CliRun run = cli_run_on (db, "backup", copy, NULL);

  g_assert_cmpint (run.status, ==, 0);
  return copy;
}

static CliRun
restore (const char *copy, const char *db)
{
  return cli_run (NULL, "restore", copy, db, "--user", "pi", "--password-file",
                  cli_password_file (), "--json", NULL);
}

/* What the copy was said to hold is what comes out of it, and its head is in the restored trail. */
static void
test_there_and_back (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *copy = pod_test_path (dir, "copy.podbackup");
  const char *restored = pod_test_path (dir, "restored.podocyte");
  CliRun made = cli_run_on (db, "backup", copy, "--json", NULL);
  CliRun back = restore (copy, restored);
  g_autoptr (JsonNode) node = cli_parse (made.out);
  JsonObject *told = json_node_get_object (node);
  const char *head = json_object_get_string_member (told, "head");
  CliRun verified = cli_run_on (restored, "verify", "--anchor", head, "--json", NULL);

  g_assert_cmpint (made.status, ==, 0);
  g_assert_cmpint (back.status, ==, 0);
  g_assert_cmpstr (made.out, ==, back.out);
  g_assert_cmpint (json_object_get_int_member (told, "subjects"), >=, 9);
  g_assert_cmpint (json_object_get_int_member (told, "entries"), >, 1000);
  g_assert_true (json_object_has_member (told, "signatures"));
  g_assert_cmpint (verified.status, ==, 0);
}

static void
test_screens_the_same (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *restored = pod_test_path (dir, "restored.podocyte");
  CliRun before, after;

  g_assert_cmpint (restore (make_copy (dir, db), restored).status, ==, 0);
  before = cli_run_on (db, "screen", "--all", "--json", "--as-of", FIXTURE_TODAY, NULL);
  after = cli_run_on (restored, "screen", "--all", "--json", "--as-of", FIXTURE_TODAY, NULL);
  g_assert_cmpint (before.status, ==, 0);
  g_assert_cmpstr (before.out, ==, after.out);
}

static void
test_nothing_is_overwritten (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *copy = make_copy (dir, db);
  CliRun again = cli_run_on (db, "backup", copy, NULL);
  CliRun over = restore (copy, db);

  cli_check_refused (&again, "is there already");
  cli_check_refused (&over, "is there already");
}

/* What a schema step left is told, to people alone, until a backup that verifies takes it away. */
static void
test_old_copy (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  g_autofree char *old = g_strdup_printf ("%.*s.before-schema-2.podocyte",
                                          (int) (strlen (db) - strlen (".podocyte")), db);
  gsize length;
  const char *bytes = pod_test_read (db, &length);
  CliRun told, json, after;

  g_assert_true (g_file_set_contents (old, bytes, (gssize) length, NULL));
  told = cli_run_on (db, "verify", NULL);
  json = cli_run_on (db, "verify", "--json", NULL);
  g_assert_cmpint (told.status, ==, 0);
  g_assert_nonnull (strstr (told.out, "before-schema-2"));
  g_assert_null (strstr (json.out, "before-schema-2"));
  make_copy (dir, db);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  after = cli_run_on (db, "verify", NULL);
  g_assert_null (strstr (after.out, "before-schema-2"));
}

static void
test_damaged (void)
{
  const char *dir = pod_test_dir ();
  const char *copy = make_copy (dir, cli_demo (dir));
  const char *restored = pod_test_path (dir, "restored.podocyte");
  gsize length;
  const char *bytes = pod_test_read (copy, &length);
  CliRun run;

  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length - 1, NULL));
  run = restore (copy, restored);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "not what was written"));
  g_assert_cmpstr (run.out, ==, "");
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
}

/* It is copied all the same, and told; and it becomes a database again only where its faults are asked for. */
static void
test_altered_database (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *copy = pod_test_path (dir, "copy.podbackup");
  const char *restored = pod_test_path (dir, "restored.podocyte");
  CliRun run;

  pod_test_forge (db, "UPDATE finding SET number = 1 WHERE id = 5");
  run = cli_run_on (db, "backup", copy, "--json", NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "does not verify"));
  g_assert_nonnull (strstr (run.out, "\"faults\":"));
  run = restore (copy, restored);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "did not verify"));
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
  run = cli_run (NULL, "restore", copy, restored, "--user", "pi", "--password-file",
                 cli_password_file (), "--with-faults", NULL);
  g_assert_cmpint (run.status, ==, 0);
}

static void
test_refusals (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *copy = make_copy (dir, db);
  const char *new_db = pod_test_path (dir, "new.podocyte");
  const char *wrong = pod_test_write (dir, "wrong", "another invented password\n");
  const char *key = pod_test_write (dir, "key", "ABCD-EFGH\n");
  const char *password = cli_password_file ();
  const struct
  {
    CliRun run;
    const char *words;
  } rows[] = {
    { cli_run_on (db, "backup", NULL), "something is missing" },
    { cli_run (NULL, "backup", copy, NULL), "--db" },
    { cli_run (NULL, "restore", copy, NULL), "something is missing" },
    { cli_run (NULL, "restore", copy, new_db, NULL), "--recovery-key-file" },
    { cli_run_on (db, "restore", copy, new_db, NULL), "--db" },
    { cli_run (NULL, "restore", copy, new_db, "--user", "pi", "--password-file", wrong, NULL),
      "opens the backup" },
    { cli_run (NULL, "restore", copy, new_db, "--user", "coordinator", "--password-file", password,
               NULL),
      "opens the backup" },
    { cli_run (NULL, "restore", copy, new_db, "--recovery-key-file", key, NULL),
      "opens the backup" },
    { cli_run (NULL, "restore", "/nonexistent", new_db, "--user", "pi", "--password-file", password,
               NULL),
      "not there" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cli_check_refused (&rows[i].run, rows[i].words);
  g_assert_false (g_file_test (new_db, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/backup/R21-there-and-back", test_there_and_back);
  g_test_add_func ("/cli/backup/old-copy", test_old_copy);
  g_test_add_func ("/cli/backup/screens-the-same", test_screens_the_same);
  g_test_add_func ("/cli/backup/nothing-is-overwritten", test_nothing_is_overwritten);
  g_test_add_func ("/cli/backup/damaged", test_damaged);
  g_test_add_func ("/cli/backup/altered-database", test_altered_database);
  g_test_add_func ("/cli/backup/refusals", test_refusals);
  status = g_test_run ();
  cli_end ();
  return status;
}
