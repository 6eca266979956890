/* A file that comes again: what nobody had said what it is, and what was read as another laboratory's. */

#include <string.h>

#include "arrival-fixture.h"

/* ---- set aside ---- */

static const PodTrialArrival *
find_arrival (GPtrArray *arrivals, gint64 id)
{
  for (guint i = 0; i < arrivals->len; i++)
    if (((const PodTrialArrival *) arrivals->pdata[i])->id == id)
      return arrivals->pdata[i];
  g_assert_not_reached ();
}

static void
assert_arrival (PodTrial *trial, gint64 id, gboolean undone, guint clear, guint taken)
{
  g_autoptr (GPtrArray) arrivals = pod_trial_list_arrivals (trial, NULL);
  const PodTrialArrival *arrival = find_arrival (arrivals, id);

  g_assert_cmpint (arrival->is_undone, ==, undone);
  g_assert_cmpuint (arrival->n_clear, ==, clear);
  g_assert_cmpuint (arrival->n_accepted, ==, taken);
}

/* Among all that came in there is nothing of it. */
static void
assert_left_nothing (PodTrial *trial, gint64 id)
{
  g_autoptr (GPtrArray) arrivals = pod_trial_list_arrivals (trial, NULL);
  g_autoptr (GPtrArray) all = arrival_list_items (trial, 0, NULL);

  g_assert_true (find_arrival (arrivals, id)->left_nothing);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((const PodTrialArrivalItem *) all->pdata[i])->arrival, !=, id);
}

#define TWO FIRST LINE ("Crea,88,umol/L,2026-03-10 08:00,,,,,")
/* Two that are clear, one that nobody said what it is, and one that waits. */
#define FOUR TWO LINE ("Zn,1,g/L,2026-03-10,,,,,") LINE ("Hb,1010,g/L,2026-03-11,,,,,")

/* Nothing of it stays, and the file comes in anew. */
static void
test_aside (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival, other;
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) second = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  first = arrival_receive (trial, FOUR, &arrival);
  g_assert_false (pod_trial_set_aside_arrival (trial, arrival, " ", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_set_aside_arrival (trial, arrival, "another's", &error));
  g_assert_no_error (error);
  assert_arrival (trial, arrival, TRUE, 0, 0);
  undone = arrival_list_items (trial, arrival, "undone");
  g_assert_cmpuint (undone->len, ==, 4);
  assert_left_nothing (trial, arrival);
  second = arrival_receive (trial, FOUR, &other);
  g_assert_cmpint (other, !=, arrival);
  g_assert_cmpuint (second->accepted, ==, 2);
  g_assert_cmpuint (second->unmapped, ==, 1);
  g_assert_cmpuint (second->conflict, ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What somebody has taken is theirs, whenever it was: then nothing at all is set aside. */
static void
test_aside_taken (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, TWO, &arrival);
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, "clear");
  g_autoptr (GError) error = NULL;
  PodArrivalUndoing undoing = { 0 };

  g_assert_true (pod_trial_count_undoing (trial, arrival, &undoing, &error));
  g_assert_cmpuint (undoing.n_taken, ==, 0);
  /* Between the two. */
  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (pod_trial_set_aside_arrival (trial, arrival, "another's", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  assert_arrival (trial, arrival, FALSE, 1, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

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
  g_assert_cmpuint (g_string_replace (wider, "names=Hb|HbP\n", "names=Hb|HbP|Haemoglobin\n", 0), ==,
                    1);
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

/* What was refused when it came in stays so, and is not told as taken, though another file by the same map would be. */
static void
test_import_refused_again (void)
{
  static const char lines[] = LINE ("Hb,99,furlong,2026-03-10 08:00,,,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) before = import (trial, lines, arrival_write_map ());
  g_autoptr (PodImport) after = NULL;
  g_autoptr (PodImport) other = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) wider = NULL;
  const char *map;

  g_assert_cmpuint (before->refused, ==, 1);
  g_assert_true (g_file_get_contents (arrival_write_map (), &text, NULL, NULL));
  wider = g_string_new (text);
  g_assert_cmpuint (g_string_replace (wider, "[item hgb]\n",
                                      "[unit g/L]\nnames=furlong\n[item hgb]\n", 0),
                    ==, 1);
  map = pod_test_write (pod_test_dir (), "units.ini", wider->str);
  after = import (trial, lines, map);
  g_assert_cmpuint (after->accepted, ==, 0);
  g_assert_cmpuint (after->refused, ==, 1);
  g_assert_nonnull (strstr (((PodImportItem *) after->items->pdata[0])->reason, "settled then"));
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  other = import (trial, LINE ("Hb,99,furlong,2026-03-11 08:00,,,,,"), map);
  g_assert_cmpuint (other->accepted, ==, 1);
  fixture_end (trial);
}

/* The record number leads to the person's second attempt by now; the line came in under the first, and is judged by what that one has. */
static void
test_attempt (void)
{
  static const char lines[] = LINE ("Haemoglobin,10.2,g/dL,2026-03-11 08:00,,,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, other;
  g_autoptr (PodImport) usual = arrival_receive (trial, FIRST, &arrival);
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  arrival_take (trial, arrival, 1);
  first = arrival_receive (trial, lines, &arrival);
  g_assert_cmpuint (first->unmapped, ==, 1);
  arrival_screen_again (trial, subject);
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
  g_test_add_func ("/arrival-read-again/aside", test_aside);
  g_test_add_func ("/arrival-read-again/aside-taken", test_aside_taken);
  g_test_add_func ("/arrival-read-again/import", test_import_again);
  g_test_add_func ("/arrival-read-again/import-refused", test_import_refused_again);
  g_test_add_func ("/arrival-read-again/attempt", test_attempt);
  return g_test_run ();
}
