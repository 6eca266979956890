/* What a file brings without limits is counted before anybody takes it: later nobody could tell whether it is abnormal. */

#include <math.h>

#include "arrival-fixture.h"
#include "pod-abnormal.h"
#include "pod-test-forge.h"
#include "pod-trial-ranges.h"

#define AT "2026-03-10 08:00"

static void
check (PodTrial *trial, const char *lines, guint unlimited)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  g_test_message ("%s", lines);
  g_assert_cmpuint (import->unlimited, ==, unlimited);
  arrival_undo (trial, arrival);
}

static void
test_counted (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_register (trial, "0000001");
  check (trial, LINE ("Hb,131,g/L," AT ",110-150,,,,"), 0);
  check (trial, LINE ("Hb,131,g/L," AT ",<150,,,,"), 0);
  check (trial, LINE ("Hb,131,g/L," AT ",,,,,"), 1);
  check (trial, LINE ("Hb,131,g/L," AT ",,,,,") LINE ("Crea,80,umol/L," AT ",,,,,"), 2);
  /* It waits for a person, and is counted all the same. */
  check (trial, LINE ("Hb,900,g/L," AT ",,,,,"), 1);
  /* An answer has no limits; what is refused, not known, or not final yet becomes no result. */
  check (trial, LINE ("HCG,NEG,," AT ",,,,,"), 0);
  check (trial, LINE ("Hb,many,g/L," AT ",,,,,"), 0);
  check (trial, LINE ("Invented,131,g/L," AT ",,,,,"), 0);
  check (trial, LINE ("Hb,131,g/L," AT ",,,preliminary,,"), 0);
  fixture_end (trial);
}

/* The laboratory's reference ranges tell it then, of the days for which they hold. */
static void
test_ranges (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  const PodRange range = { .laboratory = "Central",
                           .observation = "hgb",
                           .age_to = 200,
                           .from = pod_date_new (2026, 1, 1),
                           .lower = 110,
                           .upper = NAN,
                           .unit = pod_unit_from_ucum ("g/L") };

  fixture_register (trial, "0000001");
  check (trial, LINE ("Hb,131,g/L," AT ",,,,,"), 1);
  g_assert_cmpint (pod_trial_add_range (trial, &range, NULL, &error), >, 0);
  g_assert_no_error (error);
  check (trial, LINE ("Hb,131,g/L," AT ",,,,,"), 0);
  check (trial, LINE ("Hb,131,g/L,2025-03-10 08:00,,,,,"), 1);
  check (trial, LINE ("Crea,80,umol/L," AT ",,,,,"), 1);
  fixture_end (trial);
}

#define LOST LINE ("Hb,131,g/L," AT ",\"115,5-150,5\",,,,")

static void
check_cause (PodTrial *trial, const char *lines, const char *cause)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  g_assert_cmpstr (((PodImportItem *) g_ptr_array_index (import->items, 0))->cause, ==, cause);
}

/* Limits of the file that cannot be read are nothing to decide where the laboratory's own hold; else a person looks. */
static void
test_lost (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  const PodRange range = { .laboratory = "Central",
                           .observation = "hgb",
                           .age_to = 200,
                           .from = pod_date_new (2026, 3, 10),
                           .lower = 110,
                           .upper = 150,
                           .unit = pod_unit_from_ucum ("g/L") };

  fixture_register (trial, "0000001");
  g_assert_cmpint (pod_trial_add_range (trial, &range, NULL, &error), >, 0);
  g_assert_no_error (error);
  check_cause (trial, LOST, NULL);
  check_cause (trial, LINE ("Hb,131,g/L,2026-03-09 08:00,\"115,5-150,5\",,,,"), "limits");
  fixture_end (trial);
}

/* What the laboratory sends again so that its limits can be read is no duplicate of what waits without; what it sends again as it was, is. */
static void
test_lost_repaired (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_register (trial, "0000001");
  check_cause (trial, LOST, "limits");
  check_cause (trial, LOST "\n", "limits");
  check_cause (trial, LINE ("Hb,131,g/L," AT ",115.5-150.5,,,,"), "another_result");
  fixture_end (trial);
}

#define OF_TABLE "the site’s table has limits now"

static gboolean
tells_of_table (const char *reason)
{
  return reason != NULL && strstr (reason, OF_TABLE) != NULL;
}

/* As the quarantine shows the only one that waits, and as the same file does where it is read again. */
static void
check_table (PodTrial *trial, gint64 arrival, const char *lines, gboolean expected)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, "waiting");
  g_autoptr (PodImport) again = NULL;
  const PodImportItem *read;
  gint64 other;

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpint (tells_of_table (((PodTrialArrivalItem *) items->pdata[0])->reason), ==,
                   expected);
  again = arrival_receive (trial, lines, &other);
  read = g_ptr_array_index (again->items, 0);
  g_assert_cmpstr (read->cause, ==, "limits");
  g_assert_cmpint (tells_of_table (read->reason), ==, expected);
  arrival_assert_states (trial, arrival, "waiting", 1);
}

/* What waits since its limits were lost is weighed by what the table has now, and still is a person's to take. */
static void
test_lost_and_entered (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, LOST, &arrival);
  g_autoptr (GError) error = NULL;
  PodRange range = { .laboratory = "Central",
                     .observation = "hgb",
                     .age_to = 200,
                     .from = pod_date_new (2026, 3, 11),
                     .lower = 110,
                     .upper = 150,
                     .unit = pod_unit_from_ucum ("g/L") };

  check_table (trial, arrival, LOST, FALSE);
  g_assert_cmpint (pod_trial_add_range (trial, &range, NULL, &error), >, 0);
  /* From the next day on: it does not hold for this one. */
  check_table (trial, arrival, LOST, FALSE);
  range.from = pod_date_new (2026, 3, 10);
  range.to = pod_date_new (2026, 3, 10);
  g_assert_cmpint (pod_trial_add_range (trial, &range, NULL, &error), >, 0);
  g_assert_no_error (error);
  check_table (trial, arrival, LOST, TRUE);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  fixture_end (trial);
}

/* One row whose subject is not known, which only a forger leaves, does not take the others of the list along. */
static void
test_lost_of_nobody (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport)
      import = arrival_receive (trial,
                                LOST LINE ("Hb,132,g/L,2026-03-11 08:00,\"115,5-150,5\",,,,"),
                                &arrival);
  g_autoptr (GPtrArray) items = NULL;

  pod_test_forge (pod_trial_get_path (trial),
                  "UPDATE arrival_item SET subject = 999 WHERE line = 2");
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (((PodTrialArrivalItem *) items->pdata[0])->subject, ==, 999);
  g_assert_cmpint (((PodTrialArrivalItem *) items->pdata[1])->subject, ==, subject);
  fixture_end (trial);
}

/* Without any limits it repairs none. */
static void
test_lost_and_without (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_register (trial, "0000001");
  check_cause (trial, LOST, "limits");
  check_cause (trial, LINE ("Hb,131,g/L," AT ",,,,,"), "limits");
  fixture_end (trial);
}

/* Once the map says how its decimals are written the same file contradicts nothing: the line is its own. */
static void
test_lost_by_the_map (void)
{
  PodTrial *trial = fixture_trial ();
  const char *map = arrival_write_map ();
  g_autofree char *text = NULL, *comma = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) again = NULL;
  const PodImportItem *item;
  gint64 arrival;

  fixture_register (trial, "0000001");
  check_cause (trial, LOST, "limits");
  g_assert_true (g_file_get_contents (map, &text, NULL, NULL));
  comma = g_strconcat ("[map central]\ndecimal=,\n", strchr (text, '\n') + 1, NULL);
  again = pod_trial_receive (trial, arrival_write_file (HEADING LOST),
                             pod_test_write (pod_test_dir (), "comma.ini", comma), NULL, &arrival,
                             &error);
  g_assert_no_error (error);
  item = g_ptr_array_index (again->items, 0);
  g_assert_cmpstr (item->cause, ==, "limits");
  arrival_assert_states (trial, arrival, "waiting", 1);
  fixture_end (trial);
}

/* What the table would fill in is told before anybody takes it, with its unit where that is another, and only where it came without. */
static void
check_limits (PodTrial *trial, const char *line, const char *limits)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, line, &arrival);
  const PodImportItem *item = g_ptr_array_index (import->items, 0);

  g_test_message ("%s", line);
  g_assert_cmpstr (item->limits, ==, limits);
  arrival_undo (trial, arrival);
}

static void
test_filled_in (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  const PodRange range = { .laboratory = "Central",
                           .observation = "creatinine",
                           .age_to = 200,
                           .from = pod_date_new (2026, 1, 1),
                           .lower = 44.2,
                           .upper = 88.4,
                           .unit = pod_unit_from_ucum ("umol/L") };

  fixture_register (trial, "0000001");
  check_limits (trial, LINE ("Crea,80,umol/L," AT ",,,,,"), NULL);
  g_assert_cmpint (pod_trial_add_range (trial, &range, NULL, &error), >, 0);
  g_assert_no_error (error);
  check_limits (trial, LINE ("Crea,80,umol/L," AT ",,,,,"), "44.2–88.4");
  check_limits (trial, LINE ("Crea,0.9,mg/dL," AT ",,,,,"), "44.2–88.4 µmol/L");
  check_limits (trial, LINE ("Crea,80,umol/L," AT ",40-90,,,,"), NULL);
  /* Of another day, of another test, and what becomes no result. */
  check_limits (trial, LINE ("Crea,80,umol/L,2025-03-10 08:00,,,,,"), NULL);
  check_limits (trial, LINE ("Hb,131,g/L," AT ",,,,,"), NULL);
  check_limits (trial, LINE ("Crea,80,umol/L," AT ",,,preliminary,,"), NULL);
  check_limits (trial, LINE ("Crea,many,umol/L," AT ",,,,,"), NULL);
  fixture_end (trial);
}

/* As many as are counted where results are judged, once they are taken. */
static void
test_as_judged (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport)
      import = arrival_receive (trial,
                                LINE ("Hb,61,g/L," AT ",,,,,") LINE ("Crea,80,umol/L," AT ",,,,,")
                                    LINE ("HCG,NEG,," AT ",,,,,")
                                        LINE ("Hb,131,g/L,2026-03-11 08:00,110-150,,,,"),
                                &arrival);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GArray) reports = NULL;
  guint unlimited = 0;

  arrival_take (trial, arrival, 4);
  casebook = pod_trial_load_casebook (trial, subject, NULL);
  reports = pod_reports_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook);
  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *words =
          pod_results_say_unlimited (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                     casebook, g_array_index (reports, PodReport, i).day);

      unlimited += words != NULL ? (guint) g_ascii_strtoull (words, NULL, 10) : 0;
    }
  g_assert_cmpuint (unlimited, >, 0);
  g_assert_cmpuint (import->unlimited, ==, unlimited);
  fixture_end (trial);
}

/* Looked at before anything is kept, it is counted, too; and what comes twice only once. */
static void
test_looked_at (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;

  fixture_register (trial, "0000001");
  import = pod_trial_import (trial,
                             arrival_write_file (HEADING LINE ("Hb,131,g/L," AT ",,,,,")
                                                     LINE ("Hb,131,g/L," AT ",,,,,")),
                             arrival_write_map (), TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->duplicate, ==, 1);
  g_assert_cmpuint (import->unlimited, ==, 1);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-limits/counted", test_counted);
  g_test_add_func ("/arrival-limits/ranges", test_ranges);
  g_test_add_func ("/arrival-limits/lost", test_lost);
  g_test_add_func ("/arrival-limits/lost-repaired", test_lost_repaired);
  g_test_add_func ("/arrival-limits/lost-and-entered", test_lost_and_entered);
  g_test_add_func ("/arrival-limits/lost-of-nobody", test_lost_of_nobody);
  g_test_add_func ("/arrival-limits/lost-and-without", test_lost_and_without);
  g_test_add_func ("/arrival-limits/lost-by-the-map", test_lost_by_the_map);
  g_test_add_func ("/arrival-limits/filled-in", test_filled_in);
  g_test_add_func ("/arrival-limits/as-judged", test_as_judged);
  g_test_add_func ("/arrival-limits/looked-at", test_looked_at);
  return g_test_run ();
}
