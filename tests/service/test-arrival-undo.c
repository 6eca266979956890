/* The whole of a file undone, and what people had built on its results. */

#include "arrival-fixture.h"
#include "pod-test-put.h"
#include "pod-trial-arrival.h"
#include "pod-trial-results.h"

static void
judge_and_sign (PodTrial *trial, gint64 subject, double number)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, &error);
  PodResultJudgement judgement = { .base = casebook, .n_findings = 1 };
  gint64 id = 0, day = 0;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (findings[i].quantity.number == number)
      {
        id = findings[i].record.id;
        day = pod_date_first_day (findings[i].when.date);
      }
  judgement.findings = &id;
  judgement.significance = "not_significant";
  g_assert_true (pod_trial_judge_results (trial, &judgement, NULL, &error));
  g_assert_no_error (error);
  pod_casebook_unref (casebook);
  casebook = fixture_load (trial, subject);
  g_assert_true (pod_trial_sign (trial, subject, "report", day, "review", FIXTURE_PASSWORD,
                                 pod_casebook_get_audit (casebook), &error));
  g_assert_no_error (error);
}

/* What somebody corrected since stays; what was judged and signed goes, and is counted before anybody is asked; of a withdrawal nothing. */
static void
test_undo_built_on (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, withdrawal;
  g_autoptr (PodImport)
      import = arrival_receive (trial,
                                FIRST LINE ("Hb,90,g/L,2026-03-09 08:00,115-150,,,,")
                                    LINE ("Hb,97,g/L,2026-03-08 08:00,,,,,"),
                                &arrival);
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  arrival_take (trial, arrival, 3);
  g_assert_true (fixture_correct (trial, fixture_find (trial, subject, "hgb"), 110, "a slip",
                                  &error));
  judge_and_sign (trial, subject, 90);
  back = arrival_receive (trial, LINE ("Hb,97,g/L,2026-03-08 08:00,,,withdrawn,,"), &withdrawal);
  waiting = arrival_list_items (trial, withdrawal, "waiting");
  g_assert_true (arrival_resolve (trial, waiting->pdata[0], POD_RESOLVE_ACCEPT, "theirs", &error));
  g_assert_true (pod_trial_count_undoing (trial, withdrawal, &undoing, &error));
  g_assert_cmpuint (undoing.n_taken, ==, 0);
  pod_arrival_undoing_clear (&undoing);
  g_assert_true (pod_trial_count_undoing (trial, arrival, &undoing, &error));
  g_assert_cmpuint (undoing.n_taken, ==, 1);
  g_assert_cmpuint (undoing.n_judged, ==, 1);
  g_assert_cmpuint (undoing.n_signed, ==, 1);
  g_assert_cmpuint (undoing.n_corrected, ==, 1);
  g_assert_true (pod_trial_undo_arrival (trial, arrival, NULL, "another hospital's", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 110);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What came in with a whole arrival goes with it, with the reason, and can come again. */
static void
test_undo (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport)
      import = arrival_receive (trial, FIRST LINE ("Hb,1010,g/L,2026-03-11,,,,,"), &arrival);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  arrival_take (trial, arrival, 1);
  g_assert_false (pod_trial_undo_arrival (trial, arrival, NULL, " ", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_undo_arrival (trial, arrival, NULL, "another hospital's", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  items = arrival_list_items (trial, arrival, "undone");
  g_assert_cmpuint (items->len, ==, 2);
  arrivals = pod_trial_list_arrivals (trial, &error);
  g_assert_true (((PodTrialArrival *) arrivals->pdata[0])->is_undone);
  g_assert_true (pod_trial_count_waiting (trial, &n, &error));
  g_assert_cmpuint (n, ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

#define MANY 660

static char *
make_many (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, LINE ("Hb,%u,g/L,2026-02-%02u %02u:%02u,,,,,"), 90 + i % 50,
                            1 + i / 1440, i / 60 % 24, i % 60);
  return g_string_free (text, FALSE);
}

typedef struct
{
  PodTrial *trial;
  GCancellable *cancellable;
} Stop;

/* Between two parts of it. */
static gboolean
stop_cb (gpointer data)
{
  const Stop *stop = data;
  g_autoptr (GPtrArray) arrivals = pod_trial_list_arrivals (stop->trial, NULL);

  if (((const PodTrialArrival *) arrivals->pdata[0])->n_rejected > 0)
    g_cancellable_cancel (stop->cancellable);
  return !g_cancellable_is_cancelled (stop->cancellable);
}

/* What was undone before it failed is whole and is told; undone again, it goes on. */
static void
test_undo_in_part (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autofree char *text = make_many ();
  g_autoptr (PodImport) import = arrival_receive (trial, text, &arrival);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { trial, cancellable };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0, rest = 0;

  arrival_take (trial, arrival, MANY);
  pod_trial_undo_arrival_async (trial, arrival, NULL, "another hospital's", NULL, NULL, cancellable,
                                pod_test_take_result_cb, &result);
  g_timeout_add (5, stop_cb, &stop);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_undo_arrival_finish (trial, result, &n, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, MANY);
  undone = arrival_list_items (trial, arrival, "undone");
  g_assert_cmpuint (undone->len, ==, n);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, MANY - n);
  pod_trial_undo_arrival_async (trial, arrival, NULL, "another hospital's", NULL, NULL, NULL,
                                pod_test_take_result_cb, &second);
  fixture_wait ((gpointer *) &second);
  g_assert_true (pod_trial_undo_arrival_finish (trial, second, &rest, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n + rest, ==, MANY);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_verify (trial);
  g_clear_object (&result);
  g_clear_object (&second);
  fixture_end (trial);
}

#define KNOWN LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,")

/* What is kept beside what was typed is kept once, however often the laboratory's file grows; and it goes with its file. */
static void
test_known (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second;
  PodFinding typed = pod_test_result ("hgb", pod_date_new (2026, 3, 10), 99, "g/L");
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) grown = NULL;
  g_autoptr (PodImport) anew = NULL;

  typed.when.minute = 8 * 60;
  pod_test_put (trial, subject, typed);
  import = arrival_receive (trial, KNOWN, &first);
  grown = arrival_receive (trial, KNOWN LINE ("Hb,101,g/L,2026-03-12,,,,,"), &second);
  g_assert_cmpuint (grown->duplicate, ==, 1);
  arrival_assert_states (trial, first, "rejected", 1);
  arrival_assert_states (trial, second, "rejected", 0);
  arrival_assert_states (trial, second, "clear", 1);
  arrival_undo (trial, first);
  arrival_assert_states (trial, first, "undone", 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  anew = arrival_receive (trial, KNOWN LINE ("Hb,101,g/L,2026-03-13,,,,,"), &second);
  arrival_assert_states (trial, second, "rejected", 1);
  arrival_verify (trial);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-undo/in-part", test_undo_in_part);
  g_test_add_func ("/arrival-undo/undo", test_undo);
  g_test_add_func ("/arrival-undo/built-on", test_undo_built_on);
  g_test_add_func ("/arrival-undo/known", test_known);
  return g_test_run ();
}
