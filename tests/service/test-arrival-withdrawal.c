/* Several files that take back one result: it is out as long as one of them stands. */

#include "arrival-fixture.h"

/* 101 g/L of a first attempt, which @second takes back; the person is screened again, and @third takes it back as well, under the new number. */
static PodTrial *
start_twice (gint64 *subject, gint64 *again, gint64 *second, gint64 *third)
{
  PodTrial *trial = fixture_trial ();
  gint64 first;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (PodImport) other = NULL;

  *subject = fixture_register (trial, "0000001");
  import = arrival_receive (trial, FIRST, &first);
  arrival_take (trial, first, 1);
  back = arrival_receive (trial, WITHDRAWN, second);
  *again = arrival_screen_again (trial, *subject);
  other = arrival_receive (trial, WITHDRAWN LINE ("Crea,80,umol/L,2026-03-10 08:00,,,,,"), third);
  return trial;
}

static void
accept_next (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) waiting = arrival_list_items (trial, arrival, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_true (arrival_resolve (trial, waiting->pdata[0], POD_RESOLVE_ACCEPT, "theirs", &error));
  g_assert_no_error (error);
}

static void
accept_both (PodTrial *trial, gint64 second, gint64 third)
{
  g_autoptr (GPtrArray) one = arrival_list_items (trial, second, "waiting");
  g_autoptr (GPtrArray) other = arrival_list_items (trial, third, "waiting");

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (other->len, ==, 1);
  arrival_resolve_two (trial, one->pdata[0], other->pdata[0], POD_RESOLVE_ACCEPT);
}

/* Whichever goes first: what the other one takes back stays out, and that is said; with the last it comes back. */
static void
assert_out_until_last (PodTrial *trial, gint64 subject, gint64 one, gint64 other)
{
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  g_assert_true (pod_trial_count_undoing (trial, one, &undoing, &error));
  g_assert_cmpuint (undoing.displaced->len, ==, 1);
  g_assert_true (((const PodUndoneResult *) undoing.displaced->pdata[0])->is_withdrawn);
  arrival_undo (trial, one);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_undo (trial, other);
  arrival_assert_stands (trial, subject, 101);
}

static void
test_together (void)
{
  gint64 subject, again, second, third;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  accept_both (trial, second, third);
  assert_out_until_last (trial, subject, second, third);
  fixture_end (trial);
}

static void
test_together_reversed (void)
{
  gint64 subject, again, second, third;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  accept_both (trial, third, second);
  assert_out_until_last (trial, subject, third, second);
  fixture_end (trial);
}

/* What comes second finds nothing that stands: it takes back what the first one did. */
static void
test_after (void)
{
  gint64 subject, again, second, third;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  accept_next (trial, second);
  accept_next (trial, third);
  assert_out_until_last (trial, subject, second, third);
  fixture_end (trial);
}

static void
test_after_reversed (void)
{
  gint64 subject, again, second, third;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  accept_next (trial, second);
  accept_next (trial, third);
  assert_out_until_last (trial, subject, third, second);
  fixture_end (trial);
}

/* Two lines of one file, and what came in of the same and goes with each of them, once. */
static void
test_rival (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second, third;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) correction = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) rejected = NULL;

  arrival_take (trial, first, 1);
  correction = arrival_receive (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"), &second);
  back = arrival_receive (trial, WITHDRAWN LINE ("Hb,102,g/L,2026-03-10 08:00,,,withdrawn,,"),
                          &third);
  waiting = arrival_list_items (trial, third, "waiting");
  g_assert_cmpuint (waiting->len, ==, 2);
  arrival_resolve_two (trial, waiting->pdata[0], waiting->pdata[1], POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  rejected = arrival_list_items (trial, second, "rejected");
  g_assert_cmpuint (rejected->len, ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What corrects, chosen beside what takes back the very same: one of the two is to be settled first, in whatever order they were chosen. */
static void
test_against_correction (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second, third;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) correction = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GError) error = NULL;

  arrival_take (trial, first, 1);
  correction = arrival_receive (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"), &second);
  back = arrival_receive (trial, WITHDRAWN, &third);
  one = arrival_list_items (trial, second, "waiting");
  other = arrival_list_items (trial, third, "waiting");
  for (guint i = 0; i < 2; i++)
    {
      const PodArrivalKey keys[] = {
        pod_trial_arrival_item_get_key (i == 0 ? one->pdata[0] : other->pdata[0]),
        pod_trial_arrival_item_get_key (i == 0 ? other->pdata[0] : one->pdata[0]),
      };

      g_assert_false (pod_trial_resolve (trial, keys, 2, POD_RESOLVE_ACCEPT_AS_CORRECTION, "theirs",
                                         &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
    }
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-withdrawal/together", test_together);
  g_test_add_func ("/arrival-withdrawal/together-reversed", test_together_reversed);
  g_test_add_func ("/arrival-withdrawal/after", test_after);
  g_test_add_func ("/arrival-withdrawal/after-reversed", test_after_reversed);
  g_test_add_func ("/arrival-withdrawal/rival", test_rival);
  g_test_add_func ("/arrival-withdrawal/against-correction", test_against_correction);
  return g_test_run ();
}
