/* What an undone file had displaced, in the less common cases: of another attempt, several, typed by hand, judged since, or impossible today. */

#include "arrival-fixture.h"
#include "pod-test-forge.h"
#include "pod-trial-arrival.h"
#include "pod-trial-results.h"

static gboolean
stands (PodTrial *trial, gint64 subject, double number)
{
  const PodCasebook *casebook = fixture_load (trial, subject);
  guint n, found = 0;
  const PodFinding *findings = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    found += !findings[i].record.voided && findings[i].quantity.number == number;
  return found == 1;
}

static gint64
take_first (PodTrial *trial, const char *lines, guint n)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  arrival_take (trial, arrival, n);
  return arrival;
}

/* Of the attempt that it was of, whichever attempt what took its place is of. */
static void
test_two_attempts (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), again, second;

  take_first (trial, FIRST, 1);
  again = arrival_screen_again (trial, subject);
  second = arrival_receive_correction (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"));
  g_assert_true (stands (trial, again, 95));
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_undo (trial, second);
  g_assert_true (stands (trial, subject, 101));
  g_assert_cmpuint (fixture_count (trial, again, "hgb"), ==, 0);
  fixture_end (trial);
}

/* Each of two is chosen by itself. */
static void
test_two_displaced (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), second;
  g_autoptr (PodImport) other = NULL;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  take_first (trial, FIRST LINE ("Hb,102,g/L,2026-03-11 08:00,,,,,"), 2);
  other = arrival_receive (trial,
                           LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,")
                               LINE ("Hb,96,g/L,2026-03-11 08:00,,,,,")
                                   LINE ("Hb,97,g/L,2026-03-12 08:00,,,,,"),
                           &second);
  arrival_take (trial, second, 1);
  arrival_correct_next (trial, second);
  arrival_correct_next (trial, second);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 3);
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  g_assert_cmpuint (undoing.n_taken, ==, 3);
  g_assert_cmpuint (undoing.displaced->len, ==, 2);
  chosen = arrival_choose (&undoing, TRUE);
  g_array_index (chosen, PodArrivalReturn, 0).returns = FALSE;
  g_assert_true (pod_trial_undo_arrival (trial, second, chosen, "the wrong file", &error));
  g_assert_no_error (error);
  arrival_assert_stands (trial, subject, 102);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What no file brought has no origin to be known by. */
static void
test_typed (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), second;

  fixture_add_result (trial, subject, "hgb", 101);
  second = arrival_receive_correction (trial, LINE ("Hb,95,g/L,2026-03-10,,,,,"));
  arrival_assert_stands (trial, subject, 95);
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  g_assert_null (fixture_find (trial, subject, "hgb")->origin);
  fixture_end (trial);
}

static void
judge (PodTrial *trial, gint64 subject, double number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, &error);
  PodResultJudgement judgement = { .base = casebook,
                                   .n_findings = 1,
                                   .significance = "not_significant" };
  gint64 id = 0;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided && findings[i].quantity.number == number)
      id = findings[i].record.id;
  judgement.findings = &id;
  g_assert_true (pod_trial_judge_results (trial, &judgement, NULL, &error));
  g_assert_no_error (error);
}

/* What would stand beside it is another since somebody judged it: nothing is undone then. */
static void
test_judged_since (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), second;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  take_first (trial, FIRST, 1);
  second = arrival_receive_correction (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"));
  arrival_receive_beside (trial, LINE ("Hb,93,g/L,2026-03-10,,,,,"));
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  chosen = arrival_choose (&undoing, TRUE);
  judge (trial, subject, 93);
  g_assert_false (pod_trial_undo_arrival (trial, second, chosen, "the wrong file", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_assert_true (stands (trial, subject, 95));
  g_assert_false (stands (trial, subject, 101));
  fixture_end (trial);
}

typedef struct
{
  PodTrial *trial;
  PodTrial *other;
  gint64 subject;
  gint64 arrival;
  gboolean done;
} Between;

static const PodFinding *
find_number (PodTrial *trial, gint64 subject, double number)
{
  const PodCasebook *casebook = fixture_load (trial, subject);
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided && findings[i].quantity.number == number)
      return &findings[i];
  return NULL;
}

/* In another window, as soon as the first of the two transactions is over. */
static gboolean
between_cb (gpointer data)
{
  Between *between = data;
  g_autoptr (GPtrArray) undone = arrival_list_items (between->other, between->arrival, "undone");
  g_autoptr (GPtrArray) taken = arrival_list_items (between->other, between->arrival, "accepted");
  g_autoptr (GError) error = NULL;

  if (undone->len == 0)
    return G_SOURCE_CONTINUE;
  g_assert_cmpuint (taken->len, ==, 1);
  g_assert_true (fixture_correct (between->other,
                                  find_number (between->other, between->subject, 97), 99, "a slip",
                                  &error));
  between->done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
close_trial (PodTrial *trial)
{
  pod_trial_close (trial);
  g_object_unref (trial);
}

/* What somebody corrects in between is that person's, and stays. */
static void
test_between (void)
{
  PodTrial *trial = fixture_trial ();
  Between between = { .trial = trial, .subject = fixture_register (trial, "0000001") };
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  take_first (trial, FIRST, 1);
  import = arrival_receive (trial,
                            LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,")
                                LINE ("Hb,97,g/L,2026-03-12 08:00,,,,,"),
                            &between.arrival);
  arrival_take (trial, between.arrival, 1);
  arrival_correct_next (trial, between.arrival);
  g_assert_true (pod_trial_count_undoing (trial, between.arrival, &undoing, &error));
  chosen = arrival_choose (&undoing, TRUE);
  between.other = fixture_open (pod_trial_get_path (trial), FIXTURE_PI);
  pod_trial_undo_arrival_async (trial, between.arrival, chosen, "the wrong file", NULL, NULL, NULL,
                                pod_test_take_result_cb, &result);
  g_timeout_add (1, between_cb, &between);
  fixture_wait ((gpointer *) &result);
  g_assert_true (pod_trial_undo_arrival_finish (trial, result, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (between.done);
  g_clear_object (&result);
  close_trial (between.other);
  arrival_verify (trial);
  between.other = fixture_open (pod_trial_get_path (trial), FIXTURE_PI);
  g_assert_true (stands (between.other, between.subject, 101));
  g_assert_true (stands (between.other, between.subject, 99));
  g_assert_false (stands (between.other, between.subject, 95));
  close_trial (between.other);
  fixture_end (trial);
}

/* It was recorded before the study knew that it cannot be: anew it is not, and why is said. */
static void
test_impossible (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), second;
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };
  const PodUndoneResult *displaced;

  take_first (trial, FIRST, 1);
  second = arrival_receive_correction (trial, LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,"));
  pod_test_forge (pod_trial_get_path (trial), "UPDATE finding SET number = -4 WHERE number = 101");
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  displaced = undoing.displaced->pdata[0];
  g_assert_nonnull (displaced->impossible);
  g_assert_nonnull (strstr (displaced->impossible, "cannot be"));
  g_assert_true (pod_undone_result_is_doubtful (displaced));
  chosen = arrival_choose (&undoing, TRUE);
  g_assert_false (pod_trial_undo_arrival (trial, second, chosen, "the wrong file", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  arrival_assert_stands (trial, subject, 95);
  g_array_index (chosen, PodArrivalReturn, 0).returns = FALSE;
  g_assert_true (pod_trial_undo_arrival (trial, second, chosen, "the wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

#define MANY 600

static char *
make_many (guint above)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, LINE ("Hb,%u,g/L,2026-02-01 %02u:%02u,,,,,"), above + i % 50,
                            i / 60 % 24, i % 60);
  return g_string_free (text, FALSE);
}

/* More than are undone in one part come back in one. */
static void
test_many (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), second;
  g_autofree char *first = make_many (90);
  g_autofree char *other = make_many (150);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (PodArrivalKey));
  g_autoptr (GError) error = NULL;

  take_first (trial, first, MANY);
  import = arrival_receive (trial, other, &second);
  waiting = arrival_list_items (trial, second, "waiting");
  for (guint i = 0; i < waiting->len; i++)
    {
      PodArrivalKey key = pod_trial_arrival_item_get_key (waiting->pdata[i]);

      g_array_append_val (keys, key);
    }
  g_assert_true (pod_trial_resolve (trial, (const PodArrivalKey *) keys->data, keys->len,
                                    POD_RESOLVE_ACCEPT_AS_CORRECTION, "theirs", &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, >=, 150);
  arrival_undo (trial, second);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, MANY);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, <, 150);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-displaced/two-attempts", test_two_attempts);
  g_test_add_func ("/arrival-displaced/two-displaced", test_two_displaced);
  g_test_add_func ("/arrival-displaced/typed", test_typed);
  g_test_add_func ("/arrival-displaced/judged-since", test_judged_since);
  g_test_add_func ("/arrival-displaced/between", test_between);
  g_test_add_func ("/arrival-displaced/impossible", test_impossible);
  g_test_add_func ("/arrival-displaced/many", test_many);
  return g_test_run ();
}
