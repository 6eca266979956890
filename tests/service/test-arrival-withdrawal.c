/* What takes a result back, in one file or in several: it is out as long as one of them stands, and what is known of it when it comes again. */

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

/* Accepted together, or one after the other: what comes second then finds nothing that stands, and takes back what the first one did.  In whatever
 * order they are undone. */
typedef struct
{
  gboolean together;
  gboolean reversed;
} Order;

static const Order together = { TRUE, FALSE };
static const Order together_reversed = { TRUE, TRUE };
static const Order after = { FALSE, FALSE };
static const Order after_reversed = { FALSE, TRUE };

static void
test_order (gconstpointer data)
{
  const Order *order = data;
  gint64 subject, again, second, third, one, other;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  one = order->reversed ? third : second;
  other = order->reversed ? second : third;
  if (order->together)
    accept_both (trial, one, other);
  else
    {
      arrival_settle_next (trial, second, POD_RESOLVE_ACCEPT);
      arrival_settle_next (trial, third, POD_RESOLVE_ACCEPT);
    }
  assert_out_until_last (trial, subject, one, other);
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

  arrival_take (trial, first, 1);
  correction = arrival_receive (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"), &second);
  back = arrival_receive (trial, WITHDRAWN LINE ("Hb,102,g/L,2026-03-10 08:00,,,withdrawn,,"),
                          &third);
  waiting = arrival_list_items (trial, third, "waiting");
  g_assert_cmpuint (waiting->len, ==, 2);
  arrival_resolve_two (trial, waiting->pdata[0], waiting->pdata[1], POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_assert_states (trial, second, "rejected", 1);
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

/* The same withdrawal in another file: known, or it waits. */
static gint64
receive_again (PodTrial *trial, const char *lines, gboolean waits)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  g_assert_cmpuint (import->duplicate, ==, waits ? 0 : 1);
  g_assert_cmpuint (import->conflict, ==, waits ? 1 : 0);
  return arrival;
}

/* What makes a file another one. */
#define NOBODY LINE ("Zn,1,g/L,2026-03-11 08:00,,,,,")

/* An undone file's withdrawal stays as it was where another one keeps the result out: known as long as that is so, and not any more once the
 * result stands again. */
static void
test_undone_and_again (void)
{
  gint64 subject, again, second, third, fourth;
  PodTrial *trial = start_twice (&subject, &again, &second, &third);

  accept_both (trial, second, third);
  arrival_undo (trial, second);
  arrival_undo (trial, third);
  arrival_assert_stands (trial, subject, 101);
  fourth = receive_again (trial, WITHDRAWN, TRUE);
  g_assert_cmpint (fourth, !=, second);
  arrival_settle_next (trial, fourth, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_undo (trial, fourth);
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

/* 101 g/L taken, and taken back by @back, which says @line. */
static PodTrial *
start_once (const char *line, gint64 *subject, gint64 *back)
{
  PodTrial *trial = fixture_trial ();
  gint64 first;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) withdrawal = NULL;

  *subject = fixture_register (trial, "0000001");
  import = arrival_receive (trial, FIRST, &first);
  arrival_take (trial, first, 1);
  withdrawal = arrival_receive (trial, line, back);
  arrival_settle_next (trial, *back, POD_RESOLVE_ACCEPT);
  return trial;
}

#define WITHDRAWN_OTHERWISE LINE ("Hb,102,g/L,2026-03-10 08:00,,,withdrawn,,")

/* The file is undone, and nobody brings the result back: known.  Once somebody has recorded it anew the same withdrawal waits, also where the
 * laboratory names another number than it takes back. */
static void
test_left_out_and_again (gconstpointer data)
{
  const char *line = data;
  g_autofree char *longer = g_strconcat (line, NOBODY, NULL);
  gint64 subject, back, other;
  PodTrial *trial = start_once (line, &subject, &back);
  g_autoptr (PodImport) anew = NULL;

  arrival_undo_leaving_out (trial, back);
  g_assert_cmpint (receive_again (trial, line, FALSE), !=, back);
  anew = arrival_receive (trial, FIRST NOBODY, &other);
  arrival_settle_next (trial, other, POD_RESOLVE_ACCEPT);
  arrival_assert_stands (trial, subject, 101);
  other = receive_again (trial, longer, TRUE);
  arrival_settle_next (trial, other, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

/* Another result of the same sample has come since: a file that names what was taken back then says nothing of it; what names the new one
 * waits. */
static void
test_another_since (void)
{
  gint64 subject, back, other;
  PodTrial *trial = start_once (WITHDRAWN, &subject, &back);
  g_autoptr (PodImport) anew = NULL;

  anew = arrival_receive (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"), &other);
  arrival_take (trial, other, 1);
  arrival_assert_stands (trial, subject, 95);
  receive_again (trial, WITHDRAWN NOBODY, FALSE);
  receive_again (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,withdrawn,,"), TRUE);
  fixture_end (trial);
}

/* A line without a value is of whatever stands. */
static void
test_without_value (void)
{
  gint64 subject, back, other;
  PodTrial *trial = start_once (WITHDRAWN, &subject, &back);
  g_autoptr (PodImport) anew = NULL;

  anew = arrival_receive (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"), &other);
  arrival_take (trial, other, 1);
  receive_again (trial, LINE ("Hb,,g/L,2026-03-10 08:00,,,withdrawn,,"), TRUE);
  fixture_end (trial);
}

/* Read once more, the file itself has nothing new to say: whoever recorded the result again knew of it. */
static void
test_own (void)
{
  gint64 subject, back, other;
  PodTrial *trial = start_once (WITHDRAWN, &subject, &back);
  g_autoptr (PodImport) anew = NULL;

  anew = arrival_receive (trial, FIRST NOBODY, &other);
  arrival_settle_next (trial, other, POD_RESOLVE_ACCEPT);
  arrival_assert_stands (trial, subject, 101);
  g_assert_cmpint (receive_again (trial, WITHDRAWN, FALSE), ==, back);
  fixture_end (trial);
}

/* Taken, taken back, and reported anew: whoever takes it back in a third file is asked about, before somebody has taken the new one and after. */
static void
test_anew_and_again (gconstpointer data)
{
  gboolean taken = GPOINTER_TO_INT (data);
  gint64 subject, back, anew, third;
  PodTrial *trial = start_once (WITHDRAWN, &subject, &back);
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST NOBODY, &anew);

  g_assert_cmpuint (import->conflict, ==, 1);
  if (taken)
    arrival_settle_next (trial, anew, POD_RESOLVE_ACCEPT);
  third = receive_again (trial, WITHDRAWN NOBODY, TRUE);
  if (!taken)
    arrival_settle_next (trial, anew, POD_RESOLVE_ACCEPT);
  arrival_assert_stands (trial, subject, 101);
  arrival_settle_next (trial, third, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

/* The whole story once more in one file: what it reports anew it takes back, too. */
static void
test_anew_in_one (void)
{
  gint64 subject, back, other;
  PodTrial *trial = start_once (WITHDRAWN, &subject, &back);
  g_autoptr (PodImport) import = arrival_receive (trial, WITHDRAWN FIRST WITHDRAWN, &other);

  g_assert_cmpuint (import->duplicate, ==, 1);
  g_assert_cmpuint (import->conflict, ==, 2);
  fixture_end (trial);
}

/* Who has said that a result stands has said nothing of the one that corrects it. */
static void
test_rejected (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, back;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);

  arrival_take (trial, first, 1);
  back = receive_again (trial, WITHDRAWN, TRUE);
  arrival_settle_next (trial, back, POD_RESOLVE_REJECT);
  receive_again (trial, WITHDRAWN NOBODY, FALSE);
  arrival_receive_correction (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,corrected,,"));
  arrival_assert_stands (trial, subject, 95);
  receive_again (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,withdrawn,,"), TRUE);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/arrival-withdrawal/together", &together, test_order);
  g_test_add_data_func ("/arrival-withdrawal/together-reversed", &together_reversed, test_order);
  g_test_add_data_func ("/arrival-withdrawal/after", &after, test_order);
  g_test_add_data_func ("/arrival-withdrawal/after-reversed", &after_reversed, test_order);
  g_test_add_func ("/arrival-withdrawal/rival", test_rival);
  g_test_add_func ("/arrival-withdrawal/against-correction", test_against_correction);
  g_test_add_func ("/arrival-withdrawal/undone-and-again", test_undone_and_again);
  g_test_add_data_func ("/arrival-withdrawal/left-out-and-again", WITHDRAWN,
                        test_left_out_and_again);
  g_test_add_data_func ("/arrival-withdrawal/left-out-and-again-otherwise", WITHDRAWN_OTHERWISE,
                        test_left_out_and_again);
  g_test_add_func ("/arrival-withdrawal/another-since", test_another_since);
  g_test_add_func ("/arrival-withdrawal/without-value", test_without_value);
  g_test_add_func ("/arrival-withdrawal/own", test_own);
  g_test_add_data_func ("/arrival-withdrawal/anew-and-again", GINT_TO_POINTER (TRUE),
                        test_anew_and_again);
  g_test_add_data_func ("/arrival-withdrawal/anew-waits-and-again", GINT_TO_POINTER (FALSE),
                        test_anew_and_again);
  g_test_add_func ("/arrival-withdrawal/anew-in-one", test_anew_in_one);
  g_test_add_func ("/arrival-withdrawal/rejected", test_rejected);
  return g_test_run ();
}
