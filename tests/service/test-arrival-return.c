/* A file undone, and what it had displaced, by a correction or a withdrawal, comes back. */

#include <libintl.h>
#include <locale.h>

#include "arrival-fixture.h"
#include "pod-trial-arrival.h"
#include "pod-trial-history.h"
#include "pod-trial-results.h"

#define SECOND LINE ("Hb,95,g/L,2026-03-10 08:00,,,,,")

/* 101 g/L of a first file, which a second one corrects to 95 g/L. */
static PodTrial *
start_corrected (gint64 *subject, gint64 *first, gint64 *second)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;

  *subject = fixture_register (trial, "0000001");
  import = arrival_receive (trial, FIRST, first);
  arrival_take (trial, *first, 1);
  *second = arrival_receive_correction (trial, SECOND);
  return trial;
}

static double
get_number (const PodUndoneResult *result)
{
  return result->finding->quantity.number;
}

static gboolean
is_withdrawn (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) taken = arrival_list_items (trial, arrival, "accepted");

  g_assert_cmpuint (taken->len, ==, 1);
  return ((const PodTrialArrivalItem *) taken->pdata[0])->is_withdrawn;
}

/* It is named, comes back as it was, is its own file's again, and goes with that one. */
static void
test_returns (void)
{
  gint64 subject, first, second, old;
  PodTrial *trial = start_corrected (&subject, &first, &second);
  g_autoptr (GArray) returns = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };
  const PodFinding *back;

  g_assert_true (is_withdrawn (trial, first));
  g_assert_false (is_withdrawn (trial, second));
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  g_assert_cmpuint (undoing.taken->len, ==, 1);
  g_assert_cmpfloat (get_number (undoing.taken->pdata[0]), ==, 95);
  g_assert_cmpuint (undoing.displaced->len, ==, 1);
  g_assert_cmpfloat (get_number (undoing.displaced->pdata[0]), ==, 101);
  g_assert_null (((const PodUndoneResult *) undoing.displaced->pdata[0])->other);
  old = ((const PodUndoneResult *) undoing.displaced->pdata[0])->finding->record.id;
  returns = arrival_choose (&undoing, TRUE);
  g_assert_true (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  back = fixture_find (trial, subject, "hgb");
  g_assert_cmpfloat (back->quantity.number, ==, 101);
  g_assert_cmpint (back->record.id, !=, old);
  g_assert_cmpstr (back->source, ==, "import");
  g_assert_null (back->status);
  g_assert_false (is_withdrawn (trial, first));
  g_assert_true (pod_trial_undo_arrival (trial, first, NULL, "that one, too", &error));
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

/* Only while no trial is open, whose thread may read the environment.  What was found in another language is forgotten only where the folder is
 * another one. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain ("podocyte", "/");
  bindtextdomain ("podocyte", g_getenv ("PODOCYTE_LOCALE_DIR"));
}

/* As somebody else opens it, who reads @language. */
static void
reopen (PodTrial **trial, const char *language)
{
  g_autofree char *path = g_strdup (pod_trial_get_path (*trial));

  fixture_end (*trial);
  speak (language);
  *trial = fixture_open (path, FIXTURE_PI);
}

static PodHistoryItem *
find_newest (PodTrial *trial, gint64 finding, const char *text)
{
  const PodHistoryFilter filter = {
    .table = "finding", .row = finding, .from = POD_DATE_NONE, .to = POD_DATE_NONE, .text = text
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) history = pod_trial_list_history (trial, &filter, &error);

  g_assert_no_error (error);
  return g_list_model_get_item (history, 0);
}

static void
check_reason (PodTrial **trial, gint64 finding, const char *language, const char *words)
{
  g_autoptr (PodHistoryItem) item = NULL;

  reopen (trial, language);
  item = find_newest (*trial, finding, NULL);
  g_assert_cmpstr (pod_history_item_get_why (item), ==, words);
  g_assert_true (pod_history_item_is_return (item));
  g_clear_object (&item);
  item = find_newest (*trial, finding, words);
  g_assert_nonnull (item);
}

#define RETURNED "file undone, and what it had displaced brought back: the wrong file"
#define RETURNED_CHINESE "文件已撤销，并恢复被其取代的结果：the wrong file"

/* Ends it. */
static void
check_both (PodTrial *trial, gint64 finding)
{
  check_reason (&trial, finding, "zh_CN", RETURNED_CHINESE);
  check_reason (&trial, finding, "en", RETURNED);
  fixture_end (trial);
}

/* Whoever undid it read another language than who reads that: it is still the program's reason, and nobody's who typed. */
static void
test_two_languages (void)
{
  static const char *const languages[] = { "zh_CN", "en" };
  gint64 subject, first, second;

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      PodTrial *trial;

      speak (languages[i]);
      trial = start_corrected (&subject, &first, &second);
      arrival_undo (trial, second);
      check_both (trial, fixture_find (trial, subject, "hgb")->record.id);
    }
}

#define RETURNED_CODE "displaced_result_returned: the wrong file"

static const char *
save (PodTrial *trial, gint64 finding, PodHistoryFormat format, const char *name)
{
  const PodHistoryFilter filter = {
    .table = "finding", .row = finding, .from = POD_DATE_NONE, .to = POD_DATE_NONE
  };
  const char *path = pod_test_path (pod_test_dir (), name);
  g_autoptr (GError) error = NULL;

  pod_trial_save_history (trial, &filter, format, path, &error);
  g_assert_no_error (error);
  return pod_test_read (path, NULL);
}

/* A file is for whoever reads it in whatever language, and a program: it has the code, where a list has words. */
static void
test_saved (void)
{
  gint64 subject, first, second, back;
  PodTrial *trial;
  const char *csv, *json;

  speak ("zh_CN");
  trial = start_corrected (&subject, &first, &second);
  arrival_undo (trial, second);
  back = fixture_find (trial, subject, "hgb")->record.id;
  csv = save (trial, back, POD_HISTORY_CSV, "history.csv");
  json = save (trial, back, POD_HISTORY_JSON, "history.json");
  g_assert_nonnull (strstr (csv, ",\"" RETURNED_CODE "\"\r\n"));
  g_assert_nonnull (strstr (json, "\"why\":\"" RETURNED_CODE "\"}"));
  g_assert_null (strstr (csv, RETURNED_CHINESE));
  g_assert_null (strstr (json, RETURNED_CHINESE));
  fixture_end (trial);
  speak ("en");
}

/* The program has stored words once, of whichever of its languages. */
static void
test_older_reason (void)
{
  static const char *const stored[] = { RETURNED, RETURNED_CHINESE };

  for (gsize i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 subject = fixture_register (trial, "0000001");
      gint64 id = fixture_add_result (trial, subject, "hgb", 101);

      g_assert_true (fixture_correct (trial, fixture_find (trial, subject, "hgb"), 95, stored[i],
                                      NULL));
      check_both (trial, id);
    }
}

/* What a person types is a person's. */
static void
test_typed_reason (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 id = fixture_add_result (trial, subject, "hgb", 101);
  g_autoptr (PodHistoryItem) item = NULL;

  g_assert_true (fixture_correct (trial, fixture_find (trial, subject, "hgb"), 96, "file undone",
                                  NULL));
  item = find_newest (trial, id, NULL);
  g_assert_false (pod_history_item_is_return (item));
  g_assert_cmpstr (pod_history_item_get_why (item), ==, "file undone");
  fixture_end (trial);
}

static void
test_left_out (void)
{
  gint64 subject, first, second;
  PodTrial *trial = start_corrected (&subject, &first, &second);

  arrival_undo_leaving_out (trial, second);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* Since it was shown another of the day was taken: nothing is undone, and then that one is named. */
static void
test_meanwhile (void)
{
  gint64 subject, first, second;
  PodTrial *trial = start_corrected (&subject, &first, &second);
  g_autoptr (GArray) returns = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };
  const PodUndoneResult *displaced;

  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  returns = arrival_choose (&undoing, TRUE);
  pod_arrival_undoing_clear (&undoing);
  arrival_receive_beside (trial, LINE ("Hb,93,g/L,2026-03-10,,,,,"));
  g_assert_false (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 2);
  g_assert_false (is_withdrawn (trial, second));
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  displaced = undoing.displaced->pdata[0];
  g_assert_nonnull (displaced->other);
  g_assert_cmpfloat (displaced->other->quantity.number, ==, 93);
  g_assert_false (displaced->is_replaced);
  again = arrival_choose (&undoing, TRUE);
  g_assert_true (pod_trial_undo_arrival (trial, second, again, "the wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 2);
  arrival_verify (trial);
  fixture_end (trial);
}

/* A third file has corrected what the second one had: that stands in the place of both. */
static void
test_replaced (void)
{
  gint64 subject, first, second;
  PodTrial *trial = start_corrected (&subject, &first, &second);
  g_autoptr (GArray) returns = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };
  const PodUndoneResult *displaced;

  arrival_receive_correction (trial, LINE ("Hb,90,g/L,2026-03-10 08:00,,,,,"));
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  g_assert_cmpuint (undoing.n_taken, ==, 0);
  displaced = undoing.displaced->pdata[0];
  g_assert_true (displaced->is_replaced);
  g_assert_cmpfloat (displaced->other->quantity.number, ==, 90);
  returns = arrival_choose (&undoing, TRUE);
  g_assert_false (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_array_index (returns, PodArrivalReturn, 0).returns = FALSE;
  g_assert_true (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 90);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What a withdrawal took out comes back with the undoing of the file that it came in. */
static void
test_withdrawal_returns (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GArray) returns = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  arrival_take (trial, first, 1);
  back = arrival_receive (trial, WITHDRAWN, &second);
  arrival_settle_next (trial, second, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  g_assert_cmpuint (undoing.displaced->len, ==, 1);
  returns = arrival_choose (&undoing, TRUE);
  g_assert_true (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_false (is_withdrawn (trial, first));
  arrival_verify (trial);
  fixture_end (trial);
}

/* ---- what does not come back unless somebody says so ---- */

/* Whoever undid its file said that it is wrong: the reason is told, and only a person brings it back. */
static void
test_undone_before (void)
{
  gint64 subject, first, second;
  PodTrial *trial = start_corrected (&subject, &first, &second);
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };
  const PodUndoneResult *displaced;

  arrival_undo (trial, first);
  arrival_assert_stands (trial, subject, 95);
  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  displaced = undoing.displaced->pdata[0];
  g_assert_cmpfloat (get_number (displaced), ==, 101);
  g_assert_true (displaced->is_undone);
  g_assert_null (displaced->other);
  arrival_undo (trial, second);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* What came back under a number of its own goes with its file nevertheless, and its file is undone then. */
static void
test_undone_after_return (void)
{
  gint64 subject, first, second, third;
  PodTrial *trial = start_corrected (&subject, &first, &second);

  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  third = arrival_receive_correction (trial, LINE ("Hb,90,g/L,2026-03-10 08:00,,,,,"));
  arrival_undo (trial, first);
  arrival_assert_stands (trial, subject, 90);
  arrival_undo (trial, third);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* Since it was shown the file of what would come back was undone: that is shown first. */
static void
test_undone_meanwhile (void)
{
  gint64 subject, first, second;
  PodTrial *trial = start_corrected (&subject, &first, &second);
  g_autoptr (GArray) returns = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  g_assert_true (pod_trial_count_undoing (trial, second, &undoing, &error));
  returns = arrival_choose (&undoing, TRUE);
  arrival_undo (trial, first);
  g_assert_false (pod_trial_undo_arrival (trial, second, returns, "the wrong file", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  arrival_assert_stands (trial, subject, 95);
  fixture_end (trial);
}

/* Of three the middle one was undone: what that had displaced comes back. */
static void
test_chain (void)
{
  gint64 subject, first, second, third;
  PodTrial *trial = start_corrected (&subject, &first, &second);

  third = arrival_receive_correction (trial, LINE ("Hb,90,g/L,2026-03-10 08:00,,,,,"));
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 90);
  arrival_undo (trial, third);
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

/* Two lines of one place in one file, each of which corrects the one before. */
static void
test_two_lines (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) other = NULL;

  arrival_take (trial, first, 1);
  other = arrival_receive (trial, SECOND LINE ("Hb,96,g/L,2026-03-10 08:00,,,,,"), &second);
  arrival_correct_next (trial, second);
  arrival_correct_next (trial, second);
  arrival_assert_stands (trial, subject, 96);
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  arrival_assert_states (trial, second, "undone", 2);
  fixture_end (trial);
}

/* Two withdrawals of one result, settled by one press, displaced one. */
static void
test_two_withdrawals (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) other = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  arrival_take (trial, first, 1);
  other = arrival_receive (trial, WITHDRAWN LINE ("Hb,102,g/L,2026-03-10 08:00,,,withdrawn,,"),
                           &second);
  waiting = arrival_list_items (trial, second, "waiting");
  g_assert_cmpuint (waiting->len, ==, 2);
  arrival_resolve_two (trial, waiting->pdata[0], waiting->pdata[1], POD_RESOLVE_ACCEPT);
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  arrival_assert_states (trial, second, "undone", 2);
  fixture_end (trial);
}

/* One result, which one file withdraws, and what @line of another says beside it: both accepted by the same press of a button.  @second (out): the
 * former's arrival; returns the latter's. */
static gint64
settle_side_by_side (PodTrial *trial, const char *line, gint64 *second)
{
  gint64 first, third;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) back = NULL;
  g_autoptr (PodImport) other = NULL;
  g_autoptr (GPtrArray) withdrawal = NULL;
  g_autoptr (GPtrArray) correction = NULL;

  arrival_take (trial, first, 1);
  back = arrival_receive (trial, WITHDRAWN, second);
  other = arrival_receive (trial, line, &third);
  withdrawal = arrival_list_items (trial, *second, "waiting");
  correction = arrival_list_items (trial, third, "waiting");
  arrival_resolve_two (trial, withdrawal->pdata[0], correction->pdata[0],
                       POD_RESOLVE_ACCEPT_AS_CORRECTION);
  return third;
}

/* A withdrawal of the one day and a correction of another, side by side in the trail. */
static void
test_side_by_side (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 second,
      third = settle_side_by_side (trial, LINE ("Hb,88,g/L,2026-03-12 08:00,,,corrected,,"),
                                   &second);
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  g_assert_true (pod_trial_count_undoing (trial, third, &undoing, &error));
  g_assert_cmpuint (undoing.displaced->len, ==, 0);
  arrival_undo (trial, third);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* One file withdraws what another one corrects: it stays out as long as the withdrawal stands. */
static void
test_withdrawn_elsewhere (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 second, third = settle_side_by_side (trial, LINE ("Hb,88,g/L,2026-03-10,,,,,"), &second);
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  arrival_assert_stands (trial, subject, 88);
  g_assert_true (pod_trial_count_undoing (trial, third, &undoing, &error));
  g_assert_true (((const PodUndoneResult *) undoing.displaced->pdata[0])->is_withdrawn);
  arrival_undo (trial, third);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

/* The same line came again for a second attempt of the person: that is the other file's. */
static void
test_second_attempt (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), again, first, second;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) other = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  const PodFinding *wrong;

  arrival_take (trial, first, 1);
  wrong = fixture_find (trial, subject, "hgb");
  pod_change_void (change, POD_RECORD_FINDING, wrong->record.id, wrong->record.version);
  g_assert_true (pod_trial_commit (trial, change, "the wrong attempt", NULL, &error));
  again = arrival_screen_again (trial, subject);
  other = arrival_receive (trial, FIRST LINE ("Hb,99,g/L,2026-03-12 08:00,,,,,"), &second);
  arrival_take (trial, second, 2);
  g_assert_cmpuint (fixture_count (trial, again, "hgb"), ==, 2);
  arrival_undo (trial, first);
  g_assert_cmpuint (fixture_count (trial, again, "hgb"), ==, 2);
  fixture_end (trial);
}

static gint64
find_standing (const PodTrialArrivalItem *item, double number)
{
  for (guint i = 0; i < item->standing->len; i++)
    if (((const PodFinding *) item->standing->pdata[i])->quantity.number == number)
      return ((const PodFinding *) item->standing->pdata[i])->record.id;
  return 0;
}

/* What was kept beside another has an origin of its own; displaced and back again, it goes with its file nevertheless. */
static void
test_kept_both (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, second, third;
  g_autoptr (PodImport) import = arrival_receive (trial, FIRST, &first);
  g_autoptr (PodImport) other = NULL;
  g_autoptr (GPtrArray) three = NULL;
  g_autoptr (GError) error = NULL;
  PodArrivalKey key;

  arrival_take (trial, first, 1);
  second = arrival_receive_beside (trial, LINE ("Hb,93,g/L,2026-03-10 08:00,,,,,"));
  other = arrival_receive (trial, LINE ("Hb,90,g/L,2026-03-10,,,,,"), &third);
  three = arrival_list_items (trial, third, "waiting");
  key = pod_trial_arrival_item_get_key (three->pdata[0]);
  key.corrects = find_standing (three->pdata[0], 93);
  g_assert_true (pod_trial_resolve (trial, &key, 1, POD_RESOLVE_ACCEPT_AS_CORRECTION, "theirs",
                                    &error));
  arrival_undo_with_all (trial, third);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 2);
  arrival_undo (trial, second);
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bind_textdomain_codeset ("podocyte", "UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-return/returns", test_returns);
  g_test_add_func ("/arrival-return/two-languages", test_two_languages);
  g_test_add_func ("/arrival-return/saved", test_saved);
  g_test_add_func ("/arrival-return/older-reason", test_older_reason);
  g_test_add_func ("/arrival-return/typed-reason", test_typed_reason);
  g_test_add_func ("/arrival-return/left-out", test_left_out);
  g_test_add_func ("/arrival-return/meanwhile", test_meanwhile);
  g_test_add_func ("/arrival-return/replaced", test_replaced);
  g_test_add_func ("/arrival-return/withdrawal-returns", test_withdrawal_returns);
  g_test_add_func ("/arrival-return/undone-before", test_undone_before);
  g_test_add_func ("/arrival-return/undone-after-return", test_undone_after_return);
  g_test_add_func ("/arrival-return/undone-meanwhile", test_undone_meanwhile);
  g_test_add_func ("/arrival-return/chain", test_chain);
  g_test_add_func ("/arrival-return/two-lines", test_two_lines);
  g_test_add_func ("/arrival-return/two-withdrawals", test_two_withdrawals);
  g_test_add_func ("/arrival-return/side-by-side", test_side_by_side);
  g_test_add_func ("/arrival-return/withdrawn-elsewhere", test_withdrawn_elsewhere);
  g_test_add_func ("/arrival-return/second-attempt", test_second_attempt);
  g_test_add_func ("/arrival-return/kept-both", test_kept_both);
  return g_test_run ();
}
