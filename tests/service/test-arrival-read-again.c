/* A file that comes again: what nobody had said what it is is judged anew. */

#include <string.h>

#include "arrival-fixture.h"
#include "pod-test-decide.h"
#include "pod-trial-screening.h"

/* ---- what was unmapped ---- */

/* The map of the laboratory, and the same that knows another word. */
static const char *
write_wider_map (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) wider = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (arrival_write_map (), &text, NULL, &error);
  g_assert_no_error (error);
  wider = g_string_new (text);
  g_assert_cmpuint (g_string_replace (wider, "names=Hb\n", "names=Hb|Haemoglobin\n", 0), ==, 1);
  return pod_test_write (pod_test_dir (), "wider.ini", wider->str);
}

static PodImport *
import (PodTrial *trial, const char *lines, const char *map)
{
  g_autofree char *text = g_strconcat (HEADING, lines, NULL);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_import (trial, arrival_write_file (text), map, FALSE, &error);

  g_assert_no_error (error);
  return import;
}

/* Taken at once, as by the command: what was unmapped is recorded once somebody has said what it is, and once only. */
static void
test_import_again (void)
{
  static const char lines[] = LINE ("Haemoglobin,99,g/L,2026-03-10 08:00,,,,,")
      LINE ("Haemoglobin,99,g/L,2026-03-10 08:00,,,,,")
          LINE ("Haemoglobin,1010,g/L,2026-03-11 08:00,,,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) before = import (trial, lines, arrival_write_map ());
  g_autoptr (PodImport) after = NULL;
  g_autoptr (PodImport) third = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  g_assert_cmpuint (before->unmapped, ==, 3);
  after = import (trial, lines, write_wider_map ());
  g_assert_cmpuint (after->accepted, ==, 1);
  g_assert_cmpuint (after->duplicate, ==, 1);
  g_assert_cmpuint (after->conflict, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 99);
  taken = arrival_list_items (trial, 0, "accepted");
  g_assert_cmpuint (taken->len, ==, 1);
  third = import (trial, lines, write_wider_map ());
  g_assert_cmpuint (third->accepted, ==, 0);
  g_assert_cmpuint (third->duplicate, ==, 2);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What was refused when it came in stays so, and is not told as taken. */
static void
test_import_refused_again (void)
{
  static const char lines[] = LINE ("Hb,99,furlong,2026-03-10 08:00,,,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) before = import (trial, lines, arrival_write_map ());
  g_autoptr (PodImport) after = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) wider = NULL;

  g_assert_cmpuint (before->refused, ==, 1);
  g_assert_true (g_file_get_contents (arrival_write_map (), &text, NULL, NULL));
  wider = g_string_new (text);
  g_string_replace (wider, "[item hgb]\n", "[unit g/L]\nnames=furlong\n[item hgb]\n", 0);
  after = import (trial, lines, pod_test_write (pod_test_dir (), "units.ini", wider->str));
  g_assert_cmpuint (after->accepted, ==, 0);
  g_assert_cmpuint (after->refused, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* The record number leads to the person's second attempt by now; the line came in under the first, and is judged by what that one has. */
static void
test_attempt (void)
{
  static const char lines[] = LINE ("Haemoglobin,10.2,g/dL,2026-03-11 08:00,,,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, other;
  PodDate today = pod_trial_get_today (trial);
  PodConsent consent = {
    .form = "2.0", .minute = -1, .explained_by = "cora", .copy_given = POD_TRUE
  };
  g_autoptr (PodImport) usual = arrival_receive (trial, FIRST, &arrival);
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  arrival_take (trial, arrival, 1);
  first = arrival_receive (trial, lines, &arrival);
  g_assert_cmpuint (first->unmapped, ==, 1);
  g_assert_true (pod_test_fail_screening (trial, subject, today, NULL));
  g_assert_cmpint (pod_trial_screen_again (trial, subject, today, &consent, &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (pod_trial_map_item (trial, "Central", "Haemoglobin", "hgb", &error));
  again = arrival_receive (trial, lines, &other);
  g_assert_cmpint (other, ==, arrival);
  g_assert_cmpstr (((PodImportItem *) again->items->pdata[0])->cause, ==, "unit");
  waiting = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpint (((PodTrialArrivalItem *) waiting->pdata[0])->subject, ==, subject);
  arrival_verify (trial);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-read-again/import", test_import_again);
  g_test_add_func ("/arrival-read-again/import-refused", test_import_refused_again);
  g_test_add_func ("/arrival-read-again/attempt", test_attempt);
  return g_test_run ();
}
