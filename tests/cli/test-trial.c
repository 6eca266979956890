/* The commands that open a database, on a demonstration of nine. */

#include "cli-fixture.h"
#include "pod-test-forge.h"

#include <string.h>

static JsonObject *
get_element (JsonArray *array, guint index)
{
  return json_array_get_object_element (array, index);
}

/* ---- screen ---- */

static void
check_evidence (JsonObject *evidence)
{
  static const char *const members[] = { "observation", "label", "truth",  "value",    "unit",
                                         "comparator",  "limit", "margin", "relation", "date",
                                         "source",      "words", "absence" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (evidence, members[i]));
  g_assert_cmpstr (json_object_get_string_member (evidence, "words"), !=, "");
  /* What is unknown says why, unless other evidence is what is missing. */
  if (cli_get_truth (evidence, "truth") != -1)
    return;
  g_assert_false (json_object_get_null_member (evidence, "absence"));
}

/* An inclusion passes where it holds, an exclusion where it does not; what is unknown names what is missing. */
static int
check_criterion (JsonObject *criterion)
{
  const char *kind = json_object_get_string_member (criterion, "kind");
  int holds = cli_get_truth (criterion, "holds"), passes = cli_get_truth (criterion, "passes");
  JsonArray *evidence = json_object_get_array_member (criterion, "evidence");

  if (holds == -1)
    g_assert_cmpint (passes, ==, -1);
  else
    g_assert_cmpint (passes, ==, strcmp (kind, "inclusion") == 0 ? holds : !holds);
  g_assert_cmpstr (json_object_get_string_member (criterion, "text"), !=, "");
  g_assert_true (json_object_has_member (criterion, "valid_until"));
  g_assert_cmpuint (json_array_get_length (evidence), >, 0);
  for (guint i = 0; i < json_array_get_length (evidence); i++)
    check_evidence (get_element (evidence, i));
  if (passes != -1)
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (criterion, "missing")),
                      ==, 0);
  return passes;
}

static gboolean
has_members (JsonObject *object, const char *const *members)
{
  for (; *members != NULL; members++)
    if (!json_object_has_member (object, *members))
      return FALSE;
  return TRUE;
}

/* A note is of the criterion that it stands at, and says whether its figures were seen in their source. */
static guint
check_notes (JsonObject *criterion)
{
  static const char *const members[] = { "id", "text", "source", "check", NULL };
  JsonArray *notes = json_object_get_array_member (criterion, "notes");
  guint n = json_array_get_length (notes);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *note = get_element (notes, i);

      g_assert_true (has_members (note, members));
      g_assert_true (g_str_has_prefix (json_object_get_string_member (note, "id"),
                                       json_object_get_string_member (criterion, "id")));
      g_assert_cmpstr (json_object_get_string_member (note, "text"), !=, "");
    }
  return n;
}

/* What expires, the first first; each counts for a criterion or a condition of a check. */
static guint
check_freshness (JsonObject *subject)
{
  static const char *const members[] = { "observation", "criterion", "condition", "passes",
                                         "date",        "until",     NULL };
  JsonArray *items = json_object_get_array_member (subject, "freshness");
  const char *before = "";
  guint n = json_array_get_length (items);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *item = get_element (items, i);
      const char *until = json_object_get_string_member (item, "until");

      g_assert_true (has_members (item, members));
      g_assert_true (json_object_get_null_member (item, "criterion") !=
                     json_object_get_null_member (item, "condition"));
      g_assert_cmpint (strcmp (before, until), <=, 0);
      before = until;
    }
  return n;
}

/* Nobody is bled for an answer that is known: what to get next is only of whom it cannot be told. */
static guint
check_tests (JsonObject *subject, int eligible)
{
  static const char *const members[] = { "burden",  "panel",      "observations",
                                         "decides", "may_decide", NULL };
  JsonArray *tests = json_object_get_array_member (subject, "next_tests");
  guint n = json_array_get_length (tests);

  if (eligible != -1)
    g_assert_cmpuint (n, ==, 0);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *test = get_element (tests, i);

      g_assert_true (has_members (test, members));
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (test, "observations")),
                        >, 0);
      /* One that decides nothing by itself comes after one that does. */
      if (i == 0)
        g_assert_cmpuint (json_array_get_length (json_object_get_array_member (test, "decides")), >,
                          0);
    }
  return n;
}

/* Eligible is what all the criteria come to. */
static int
check_subject (JsonObject *subject)
{
  JsonArray *criteria = json_object_get_array_member (subject, "criteria");
  int eligible = 1;

  for (guint i = 0; i < json_array_get_length (criteria); i++)
    {
      int passes = check_criterion (get_element (criteria, i));

      if (passes == 0 || (passes == -1 && eligible == 1))
        eligible = eligible == 0 ? 0 : passes;
    }
  g_assert_cmpuint (json_array_get_length (criteria), >, 20);
  g_assert_cmpstr (json_object_get_string_member (subject, "as_of"), ==, FIXTURE_TODAY);
  g_assert_cmpint (cli_get_truth (subject, "eligible"), ==, eligible);
  return eligible;
}

static void
check_one (const char *db, const char *number, int eligible)
{
  CliRun run = cli_run_on (db, "screen", number, "--as-of", FIXTURE_TODAY, NULL);

  g_assert_cmpint (run.status, ==, eligible == 1 ? 0 : 1);
  g_assert_true (g_str_has_prefix (run.out, number));
  g_assert_nonnull (strstr (run.out, "INC-01"));
  g_assert_nonnull (strstr (run.out, "EXC-08"));
}

static void
test_screen (void)
{
  const char *db = cli_demo (pod_test_dir ());
  CliRun run = cli_run_on (db, "screen", "--all", "--json", "--as-of", FIXTURE_TODAY, NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\n", -1);
  gboolean asked[3] = { FALSE };

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 12);
  for (guint i = 0; i < 11; i++)
    {
      g_autoptr (JsonNode) node = cli_parse (lines[i]);
      JsonObject *subject = json_node_get_object (node);
      int eligible = check_subject (subject);

      if (!asked[eligible + 1])
        check_one (db, json_object_get_string_member (subject, "subject"), eligible);
      asked[eligible + 1] = TRUE;
    }
  g_assert_true (asked[0] && asked[2]);
  run = cli_run_on (db, "screen", "S-999", NULL);
  cli_check_refused (&run, "S-999");
}

/* What stands beside the verdicts, in every one of nine charts; somewhere there is some of each. */
static void
test_beside (void)
{
  const char *db = cli_demo (pod_test_dir ());
  CliRun run = cli_run_on (db, "screen", "--all", "--json", "--as-of", FIXTURE_TODAY, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp ((char *) run.out), "\n", -1);
  guint notes = 0, fresh = 0, tests = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = cli_parse (lines[i]);
      JsonObject *subject = json_node_get_object (node);
      JsonArray *criteria = json_object_get_array_member (subject, "criteria");

      for (guint k = 0; k < json_array_get_length (criteria); k++)
        notes += check_notes (get_element (criteria, k));
      fresh += check_freshness (subject);
      tests += check_tests (subject, cli_get_truth (subject, "eligible"));
    }
  g_test_message ("%u notes, %u values that expire, %u tests", notes, fresh, tests);
  g_assert_cmpuint (notes, >, 0);
  g_assert_cmpuint (fresh, >, 0);
  g_assert_cmpuint (tests, >, 0);
}

/* ---- log ---- */

static void
check_attempt (JsonObject *attempt, guint *enrolled)
{
  const char *outcome = json_object_get_string_member (attempt, "outcome");
  gboolean is_enrolled = strcmp (outcome, "enrolled") == 0;

  g_assert_true (g_str_has_prefix (json_object_get_string_member (attempt, "screening_number"),
                                   "S-"));
  g_assert_cmpint (json_object_get_null_member (attempt, "enrolment_number"), ==, !is_enrolled);
  g_assert_true (json_object_has_member (attempt, "decided_by"));
  *enrolled += is_enrolled;
}

static void
test_log (void)
{
  const char *db = cli_demo (pod_test_dir ());
  CliRun json = cli_run_on (db, "log", "--json", NULL), csv = cli_run_on (db, "log", "--csv", NULL);
  CliRun text = cli_run_on (db, "log", NULL),
         both = cli_run_on (db, "log", "--csv", "--json", NULL);
  g_autoptr (JsonNode) node = cli_parse (json.out);
  JsonObject *log = json_node_get_object (node);
  JsonArray *attempts = json_object_get_array_member (log, "attempts");
  g_auto (GStrv) lines = g_strsplit (csv.out, "\r\n", -1);
  guint enrolled = 0;

  g_assert_cmpint (json.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (log, "target"), ==, 36);
  for (guint i = 0; i < json_array_get_length (attempts); i++)
    check_attempt (get_element (attempts, i), &enrolled);
  g_assert_cmpint (json_object_get_int_member (log, "enrolled"), ==, enrolled);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (log, "cohorts")), >=, 3);
  /* A heading, the attempts, and what is after the last line end. */
  g_assert_cmpuint (g_strv_length (lines), ==, json_array_get_length (attempts) + 2);
  g_assert_true (g_str_has_prefix (lines[0], "screening_number,consent,cohort,sex,age_band,"));
  g_assert_nonnull (strstr (text.out, " of 36"));
  cli_check_refused (&both, "--json or --csv");
}

/* ---- import: one limit crossed turns one criterion ---- */

/* Which criteria pass, as a line: "INC-01=1 INC-02=1 …"; *eligible with it. */
static char *
list_verdicts (const char *db, const char *number, int *eligible)
{
  CliRun run = cli_run_on (db, "screen", number, "--json", "--as-of", FIXTURE_TODAY, NULL);
  g_autoptr (JsonNode) node = cli_parse (run.out);
  JsonObject *subject = json_node_get_object (node);
  JsonArray *criteria = json_object_get_array_member (subject, "criteria");
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (criteria); i++)
    g_string_append_printf (list, "%s=%d ",
                            json_object_get_string_member (get_element (criteria, i), "id"),
                            cli_get_truth (get_element (criteria, i), "passes"));
  *eligible = cli_get_truth (subject, "eligible");
  return g_string_free (list, FALSE);
}

static void
import_text (const char *db, const char *dir, const char *number, const char *text)
{
  const char *file = pod_test_write (dir, "results", text);
  CliRun run = cli_run_on (db, "import", file, "--json", NULL);
  g_autoptr (JsonNode) node = cli_parse (run.out);
  JsonObject *import = json_node_get_object (node);
  JsonArray *items = json_object_get_array_member (import, "items");

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (import, "read"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (import, "accepted"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_element (items, 0), "state"), ==, "accepted");
  g_assert_cmpstr (json_object_get_string_member (get_element (items, 0), "subject"), ==, number);
  g_assert_cmpstr (json_object_get_string_member (get_element (items, 0), "observation"), ==,
                   "hgb");
}

static void
import_haemoglobin (const char *db,
                    const char *dir,
                    const char *number,
                    const char *time,
                    int value)
{
  g_autofree char *text = g_strdup_printf ("Subject,Item,Result,Unit,Range,Collected,Specimen\n"
                                           "%s,Hemoglobin,%d,g/L,130-175," FIXTURE_TODAY
                                           " %s,Blood\n",
                                           number, value, time);

  import_text (db, dir, number, text);
}

/* The same as a message. */
static void
import_message (const char *db, const char *dir, const char *number, const char *time, int value)
{
  g_auto (GStrv) day = g_strsplit (FIXTURE_TODAY, "-", -1);
  g_autofree char *date = g_strjoinv ("", day);
  g_autofree char *text =
      g_strdup_printf ("MSH|^~\\&|LIS|H|||%s||ORU^R01|1|P|2.5\rPID|1||%s\rOBR|1||F1||||%s%s\r"
                       "OBX|1|NM|718-7^Hb^LN||%d|g/L|130-175|L|||F\rSPM|1|||BLD\r",
                       date, number, date, time, value);

  import_text (db, dir, number, text);
}

/* The one of the demonstration who is eligible and not yet enrolled is the last but none: it is found by asking. */
static char *
find_eligible (const char *db)
{
  CliRun run = cli_run_on (db, "screen", "--all", "--json", "--as-of", FIXTURE_TODAY, NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\n", -1);
  char *found = NULL;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = cli_parse (lines[i]);
      JsonObject *subject = json_node_get_object (node);

      if (cli_get_truth (subject, "eligible") != 1)
        continue;
      g_free (found);
      found = g_strdup (json_object_get_string_member (subject, "subject"));
    }
  return found;
}

static void
test_import (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  g_autofree char *number = find_eligible (db);
  int eligible;
  g_autofree char *before = list_verdicts (db, number, &eligible);
  g_autofree char *below = NULL, *expected = NULL, *at = NULL;
  g_auto (GStrv) parts = g_strsplit (before, "INC-03a=1", 2);

  g_assert_cmpint (eligible, ==, 1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  import_haemoglobin (db, dir, number, "09:00", 59);
  below = list_verdicts (db, number, &eligible);
  expected = g_strjoinv ("INC-03a=0", parts);
  g_assert_cmpstr (below, ==, expected);
  g_assert_cmpint (eligible, ==, 0);
  import_message (db, dir, number, "1000", 60);
  at = list_verdicts (db, number, &eligible);
  g_assert_cmpstr (at, ==, before);
  g_assert_cmpint (eligible, ==, 1);
}

/* What cannot be taken is told, and nothing is written. */
static void
test_import_refused (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *stranger = pod_test_write (dir, "stranger.csv",
                                         "Subject,Item,Result,Unit,Range,Collected,Specimen\n"
                                         "S-999,Hemoglobin,120,g/L,,2026-11-20 09:00,Blood\n");
  const char *letters = pod_test_write (dir, "letter.csv", "Dear colleague,\nno results today\n");
  const char *map = pod_test_write (dir, "faulty.ini", "[map x]\nnonsense=1\n");
  CliRun run = cli_run_on (db, "import", stranger, NULL);

  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.out, "1 refused"));
  run = cli_run_on (db, "import", letters, NULL);
  cli_check_refused (&run, "letter.csv");
  run = cli_run_on (db, "import", stranger, "--map", map, NULL);
  cli_check_refused (&run, "faulty.ini");
  run = cli_run_on (db, "import", pod_test_path (dir, "absent.csv"), NULL);
  cli_check_refused (&run, "absent.csv");
}

static gboolean
is_unlimited (JsonNode *node, guint index)
{
  JsonArray *items = json_object_get_array_member (json_node_get_object (node), "items");

  return json_object_get_boolean_member (json_array_get_object_element (items, index), "unlimited");
}

/* Of what nobody will be able to say whether it is abnormal is told before it is taken. */
static void
test_import_unlimited (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  g_autofree char *number = find_eligible (db);
  g_autofree char *text =
      g_strdup_printf ("Subject,Item,Result,Unit,Range,Collected,Specimen\n"
                       "%s,Platelet count,187,10^9/L,," FIXTURE_TODAY " 09:07,Blood\n"
                       "%s,Hemoglobin,141,g/L,130-175," FIXTURE_TODAY " 09:07,Blood\n",
                       number, number);
  const char *file = pod_test_write (dir, "unlimited.csv", text);
  CliRun run = cli_run_on (db, "import", file, "--dry-run", NULL);
  g_autoptr (JsonNode) node = NULL;

  g_assert_nonnull (strstr (run.out, "2 read: 2 accepted"));
  g_assert_nonnull (strstr (run.out,
                            "1 result has no limits (platelet count): whether it is abnormal "
                            "cannot be told here.\n"));
  run = cli_run_on (db, "import", file, "--dry-run", "--json", NULL);
  node = cli_parse (run.out);
  g_assert_true (is_unlimited (node, 0));
  g_assert_false (is_unlimited (node, 1));
}

static int
count_in (const char *db, const char *file, const char *map, const char *state)
{
  CliRun run = cli_run_on (db, "import", file, "--map", map, "--json", NULL);
  g_autoptr (JsonNode) node = cli_parse (run.out);

  g_assert_cmpint (run.status, ==, 0);
  return (int) json_object_get_int_member (json_node_get_object (node), state);
}

/* What was unmapped is recorded when the file comes again by a map that knows it; another file with the same tells whether it is. */
static void
test_import_again (void)
{
  static const char map[] = "[map central]\nlaboratory=Central\nsubject=Subject\nsubject.kind="
                            "screening_number\nitem=Item\nresult=Result\nunit=Unit\n"
                            "collected=Collected\nspecimen=Specimen\n[item hgb]\nnames=";
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  g_autofree char *number = find_eligible (db);
  g_autofree char *narrow = g_strconcat (map, "Hb\n", NULL);
  g_autofree char *wide = g_strconcat (map, "Hb|Haemoglobin\n", NULL);
  g_autofree char *text = g_strdup_printf ("Subject,Item,Result,Unit,Collected,Specimen\n"
                                           "%s,Haemoglobin,121,g/L," FIXTURE_TODAY " 09:07,Blood\n",
                                           number);
  g_autofree char *same = g_strconcat (text, "\n", NULL);
  const char *file = pod_test_write (dir, "again.csv", text);

  g_assert_cmpint (count_in (db, file, pod_test_write (dir, "narrow.ini", narrow), "unmapped"), ==,
                   1);
  g_assert_cmpint (count_in (db, file, pod_test_write (dir, "wide.ini", wide), "accepted"), ==, 1);
  g_assert_cmpint (count_in (db, pod_test_write (dir, "same.csv", same),
                             pod_test_path (dir, "wide.ini"), "duplicate"),
                   ==, 1);
}

/* ---- verify ---- */

static void
test_verify (void)
{
  const char *db = cli_demo (pod_test_dir ());
  CliRun run = cli_run_on (db, "verify", "--json", NULL);
  g_autoptr (JsonNode) node = cli_parse (run.out);
  JsonObject *answer = json_node_get_object (node);
  const char *head = json_object_get_string_member (answer, "head");

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (cli_get_truth (answer, "ok"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (answer, "entries"), >, 1000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "faults")), ==, 0);
  run = cli_run_on (db, "verify", "--anchor", head, NULL);
  g_assert_cmpint (run.status, ==, 0);
  /* A head of the same number that never was. */
  run = cli_run_on (db, "verify", "--json", "--anchor",
                    "5:0000000000000000000000000000000000000000000000000000000000000000", NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.out, "{\"what\":\"anchor\""));
}

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

/* What is no head, as verify prints one, is a slip of whoever typed it: no fault of the trail. */
static void
test_anchor (void)
{
  static const char *const anchors[] = {
    "zzz",
    "",
    "5",
    "5:",
    "5:0000",
    ":" ZEROS,
    "-5:" ZEROS,
    "5:0" ZEROS,
    "5:g000000000000000000000000000000000000000000000000000000000000000",
    "99999999999999999999:" ZEROS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      CliRun run = cli_run_on ("no.podocyte", "verify", "--anchor", anchors[i], NULL);

      cli_check_refused (&run, "--anchor");
    }
}

/* What somebody altered behind the program's back, and where that is. */
static const struct
{
  const char *sql;
  const char *table;
  const char *field;
} forgeries[] = {
  { "UPDATE adverse_event SET outcome = 'recnvered' "
    "WHERE id = (SELECT min (id) FROM adverse_event)",
    "adverse_event", "outcome" },
  { "UPDATE user SET name = 'pj' WHERE name = 'pi'", "user", "name" },
  { "UPDATE key_slot SET salt = zeroblob (16)", "key_slot", "salt" },
  { "UPDATE pin SET content = x'00' WHERE id = 1", "pin", "content" },
};

static gboolean
names_cell (JsonArray *faults, const char *table, const char *field)
{
  for (guint i = 0; i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = get_element (faults, i);

      if (g_strcmp0 (json_object_get_string_member (fault, "table"), table) == 0 &&
          g_strcmp0 (json_object_get_string_member (fault, "field"), field) == 0 &&
          json_object_get_string_member (fault, "row") != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_verify_forged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      const char *db = cli_demo (pod_test_dir ());
      g_autoptr (JsonNode) node = NULL;
      JsonObject *answer;
      CliRun run;

      pod_test_forge (db, forgeries[i].sql);
      run = cli_run_on (db, "verify", "--json", NULL);
      g_assert_cmpint (run.status, ==, 1);
      node = cli_parse (run.out);
      answer = json_node_get_object (node);
      g_assert_cmpint (cli_get_truth (answer, "ok"), ==, 0);
      g_assert_true (names_cell (json_object_get_array_member (answer, "faults"),
                                 forgeries[i].table, forgeries[i].field));
    }
}

/* Without the password a good trail says nothing. */
static void
test_verify_refused (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *other = pod_test_write (dir, "other", "another invented phrase\n");
  CliRun run = cli_run (NULL, "verify", "--json", "--db", db, "--user", "pi", "--password-file",
                        other, NULL);

  cli_check_refused (&run, "password");
}

/* Who only reads may verify; nothing leaves through them, and nothing enters. */
static void
test_monitor (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *package = pod_test_path (dir, "package");
  CliRun run = cli_run (NULL, "--db", db, "--user", "monitor", "--password-file",
                        cli_password_file (), "verify", NULL);

  g_assert_cmpint (run.status, ==, 0);
  run = cli_run (NULL, "export", package, "--db", db, "--user", "monitor", "--password-file",
                 cli_password_file (), NULL);
  cli_check_refused (&run, "role");
  g_assert_false (g_file_test (package, G_FILE_TEST_EXISTS));
}

/* ---- render ---- */

static void
check_rendered (const char *db,
                const char *kind,
                const char *subject,
                const char *file,
                const char *magic)
{
  CliRun run = subject != NULL ? cli_run_on (db, "render", kind, subject, file, NULL)
                               : cli_run_on (db, "render", kind, file, NULL);
  gsize length;
  const char *bytes;

  g_assert_cmpint (run.status, ==, 0);
  bytes = pod_test_read (file, &length);
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (memcmp (bytes, magic, strlen (magic)) == 0);
}

static void
test_render (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *bad = pod_test_path (dir, "wall.bmp");
  CliRun run;

  check_rendered (db, "wall", NULL, pod_test_path (dir, "wall.svg"), "<?xml");
  check_rendered (db, "shifts", NULL, pod_test_path (dir, "shifts.svg"), "<?xml");
  check_rendered (db, "shifts-last", NULL, pod_test_path (dir, "last.svg"), "<?xml");
  check_rendered (db, "overlay", NULL, pod_test_path (dir, "overlay.svg"), "<?xml");
  check_rendered (db, "labs", "S-001", pod_test_path (dir, "labs.png"), "\x89PNG");
  /* Debian 12's cairo loses a little memory of its own where it embeds some fonts in a PDF. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  check_rendered (db, "timeline", "S-001", pod_test_path (dir, "timeline.pdf"), "%PDF-");
  check_rendered (db, "screening", "S-001", pod_test_path (dir, "screening.pdf"), "%PDF-");
  g_unsetenv ("ASAN_OPTIONS");
  run = cli_run_on (db, "render", "wall", bad, NULL);
  cli_check_refused (&run, "wall.bmp");
  g_assert_false (g_file_test (bad, G_FILE_TEST_EXISTS));
}

/* ---- export and the receiver's check ---- */

static void
test_package (void)
{
  const char *dir = pod_test_dir ();
  const char *db = cli_demo (dir);
  const char *package = pod_test_path (dir, "package");
  CliRun run = cli_run_on (db, "export", package, NULL);

  g_assert_cmpint (run.status, ==, 0);
  run = cli_run (NULL, "check-package", package, NULL);
  g_assert_cmpint (run.status, ==, 0);
  run = cli_run_on (db, "export", package, NULL);
  cli_check_refused (&run, "package");
  pod_test_write (package, "stowaway.txt", "not listed\n");
  run = cli_run (NULL, "check-package", package, NULL);
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.out, "stowaway.txt"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/trial/screen", test_screen);
  g_test_add_func ("/cli/trial/beside", test_beside);
  g_test_add_func ("/cli/trial/import", test_import);
  g_test_add_func ("/cli/trial/import-refused", test_import_refused);
  g_test_add_func ("/cli/trial/import-unlimited", test_import_unlimited);
  g_test_add_func ("/cli/trial/import-again", test_import_again);
  g_test_add_func ("/cli/trial/verify", test_verify);
  g_test_add_func ("/cli/trial/anchor", test_anchor);
  g_test_add_func ("/cli/trial/verify-forged", test_verify_forged);
  g_test_add_func ("/cli/trial/verify-refused", test_verify_refused);
  g_test_add_func ("/cli/trial/monitor", test_monitor);
  g_test_add_func ("/cli/trial/render", test_render);
  g_test_add_func ("/cli/trial/log", test_log);
  g_test_add_func ("/cli/trial/package", test_package);
  status = g_test_run ();
  cli_end ();
  return status;
}
