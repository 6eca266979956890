/* Why something waits: all that speaks against it is told, the weightiest first, and what was corrected since says so. */

#include <string.h>

#include "arrival-fixture.h"
#include "pod-test-put.h"

#define AT "2026-03-10 08:00"

/* What is said, and of which causes. */
static void
assert_cause (GPtrArray *items, const char *cause, const char *words)
{
  const PodTrialArrivalItem *item;

  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->cause, ==, cause);
  g_assert_true (g_str_has_prefix (item->reason, words));
}

/* Something was recorded and its file undone: what spoke against it then still does, and it is not taken again without a reason. */
static void
test_undone (void)
{
  static const struct
  {
    const char *line;
    const char *cause;
    const char *words;
  } rows[] = {
    { LINE ("Hb,900,g/L," AT ",,,,,"), "withdrawn_before+implausible",
      "the value lies outside what is plausible; this result was recorded" },
    { LINE ("Hb,9.9,g/dL," AT ",,,,,"), "withdrawn_before+unit", "the unit is another than" },
    { LINE ("Hb,99,g/L," AT ",,,,,"), "withdrawn_before", "this result was recorded" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 arrival, again;
      g_autoptr (PodImport) usual = NULL;
      g_autoptr (PodImport) import = NULL;
      g_autoptr (PodImport) second = NULL;
      g_autoptr (GPtrArray) items = NULL;

      fixture_register (trial, "0000001");
      usual = arrival_receive (trial, LINE ("Hb,100,g/L,2026-03-01 08:00,,,,,"), &arrival);
      arrival_take (trial, arrival, 1);
      import = arrival_receive (trial, rows[i].line, &arrival);
      if (import->conflict > 0)
        arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
      else
        arrival_take (trial, arrival, 1);
      arrival_undo (trial, arrival);
      second = arrival_receive (trial, rows[i].line, &again);
      items = arrival_list_items (trial, again, "waiting");
      assert_cause (items, rows[i].cause, rows[i].words);
      fixture_end (trial);
    }
}

/* No more is taken without a reason beside what stands than where nothing stands. */
static void
test_implausible_beside (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) first = arrival_receive (trial, LINE ("Hb,101,g/L," AT ",,,,,"), &arrival);
  g_autoptr (PodImport) second = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  arrival_take (trial, arrival, 1);
  second = arrival_receive (trial, LINE ("Hb,900,g/L," AT ",,,,,"), &arrival);
  items = arrival_list_items (trial, arrival, "waiting");
  assert_cause (items, "another_result+implausible", "the value lies outside");
  g_assert_false (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_KEEP_BOTH, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  arrival_assert_stands (trial, subject, 101);
  fixture_end (trial);
}

/* Of several that are settled by one press, the one that is refused is named. */
static void
test_refusal_names (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  PodTrialArrivalItem *second;

  fixture_add_result (trial, subject, "hgb", 102);
  import = arrival_receive (trial,
                            LINE ("Crea,90,umol/L," AT ",,,preliminary,,")
                                LINE ("Hb,99,g/L,2026-03-10,,,,,"),
                            &arrival);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 2);
  second = items->pdata[1];
  g_assert_false (arrival_try_two (trial, items->pdata[0], second, POD_RESOLVE_ACCEPT, NULL,
                                   &error));
  g_assert_nonnull (strstr (error->message, ", Hemoglobin: Another result of the same test"));
  g_assert_cmpuint (fixture_count (trial, subject, "creatinine"), ==, 0);
  g_clear_error (&error);
  /* So is what somebody else has settled meanwhile. */
  second->version--;
  g_assert_false (arrival_try_two (trial, items->pdata[0], second, POD_RESOLVE_ACCEPT, NULL,
                                   &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, ", Hemoglobin: "));
  g_clear_error (&error);
  second->version++;
  g_assert_false (arrival_resolve (trial, second, POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "Another result"));
  fixture_end (trial);
}

static const PodImportItem *
get_first (const PodImport *import)
{
  return import->items->pdata[0];
}

static PodImport *
look_at (PodTrial *trial, const char *line)
{
  g_autofree char *text = g_strconcat (HEADING, line, NULL);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_import (trial, arrival_write_file (text), arrival_write_map (),
                                        TRUE, &error);

  g_assert_no_error (error);
  return import;
}

/* The very file again, after the laboratory has corrected what was in it, is known: looked at, kept or taken.  In another file the old value may
 * be the laboratory's second thought, and a person is told that it was corrected. */
static void
test_corrected_before (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), first, arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, LINE ("Hb,101,g/L," AT ",,,,,"), &first);
  g_autoptr (PodImport) again = NULL;
  g_autoptr (PodImport) looked = NULL;
  g_autoptr (PodImport) other = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GPtrArray) items = NULL;

  arrival_take (trial, first, 1);
  arrival_receive_correction (trial, LINE ("Hb,99,g/L," AT ",,,corrected,,"));
  again = arrival_receive (trial, LINE ("Hb,101,g/L," AT ",,,,,"), &arrival);
  g_assert_cmpint (arrival, ==, first);
  g_assert_cmpstr (get_first (again)->state, ==, "duplicate");
  looked = look_at (trial, LINE ("Hb,101,g/L," AT ",,,,,"));
  g_assert_cmpstr (get_first (looked)->state, ==, "duplicate");
  back = look_at (trial, LINE ("Hb,101,g/L," AT ",,,corrected,,"));
  g_assert_cmpstr (get_first (back)->cause, ==, "correction");
  other = arrival_receive (trial, LINE ("Hb,101,g/L," AT ",,N,,,"), &arrival);
  items = arrival_list_items (trial, arrival, "waiting");
  assert_cause (items, "corrected_before", "this result was corrected by what stands now");
  arrival_assert_stands (trial, subject, 99);
  fixture_end (trial);
}

/* Two of one file, of which neither is taken: that the other only came in, too, is another thing than that it is on record. */
static void
check_two (const char *second, const char *cause, const char *came, const char *stands)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *both = g_strconcat (LINE ("Hb,99,g/L," AT ",,,,,"), second, NULL);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) later = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial, both, &arrival);
  g_assert_true (g_str_has_prefix (((PodImportItem *) import->items->pdata[1])->reason, came));
  arrival_assert_states (trial, arrival, "waiting", 2);
  arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
  later = arrival_list_items (trial, arrival, "waiting");
  assert_cause (later, cause, stands);
  fixture_end (trial);
}

static void
test_came_as_well (void)
{
  check_two (LINE ("Hb,80,g/L," AT ",,,,,"), "another_result",
             "another result of the same test, specimen and time came in as well",
             "another result of the same test, specimen and time is there already");
  check_two (LINE ("Hb,80,g/L,2026-03-10,,,,,"), "same_day",
             "another result of the same test and day came in as well",
             "another result of the same test and day is there already");
}

static const char two[] = LINE ("Hb,99,g/L," AT ",,,,,") LINE ("Hb,80,g/L," AT ",,,,,");

static void
assert_second (const PodImport *import, const char *words)
{
  const PodImportItem *item = import->items->pdata[1];

  g_assert_cmpstr (item->cause, ==, "another_result");
  g_assert_true (g_str_has_prefix (item->reason, words));
}

/* Also where what is clear is taken at once: neither of them is. */
static void
test_taken_at_once (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autofree char *text = g_strconcat (HEADING, two, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;

  import = pod_trial_import (trial, arrival_write_file (text), arrival_write_map (), FALSE, &error);
  g_assert_no_error (error);
  assert_second (import, "another result of the same test, specimen and time came in as well");
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* What was typed of that day, without a time, may be of the same sample, and it is on record: that weighs more than the other line. */
static void
test_typed_beside (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = NULL;

  pod_test_put (trial, subject, pod_test_result ("hgb", pod_date_new (2026, 3, 10), 150, "g/L"));
  import = arrival_receive (trial, two, &arrival);
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = import->items->pdata[i];

      g_assert_cmpstr (item->cause, ==, "same_day");
      g_assert_true (g_str_has_prefix (item->reason,
                                       "another result of the same test and day is there already"));
    }
  fixture_end (trial);
}

/* The other was rejected since: it neither stands nor waits. */
static void
test_rejected_since (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial, LINE ("Hb,900,g/L," AT ",,,,,") LINE ("Hb,80,g/L," AT ",,,,,"),
                            &arrival);
  arrival_settle_next (trial, arrival, POD_RESOLVE_REJECT);
  items = arrival_list_items (trial, arrival, "waiting");
  assert_cause (items, "another_result",
                "another result of the same test, specimen and time was there when this one came "
                "in, and is no longer");
  fixture_end (trial);
}

/* ---- what came before ---- */

/* @before: of an earlier file; @resolution: what a person made of it, or -1 for nothing yet; @lines: what comes then, of the same file or another;
 * @state, @reason: what is told of its first */
static const struct
{
  const char *before;
  int resolution;
  const char *lines;
  const char *state;
  const char *reason;
} came[] = {
  { LINE ("Hb,900,g/L," AT ",,,,,"), -1, LINE ("Hb,900,g/L," AT ",,,,,"), "conflict",
    "it lies in “Results That Came In” already, and waits for a decision: the value lies outside" },
  { LINE ("Hb,900,g/L," AT ",,,,,"), -1, LINE ("Hb,900,g/L," AT ",,N,,,"), "conflict",
    "it lies in “Results That Came In” already, and waits for a decision: the value lies outside" },
  { LINE ("Hb,900,g/L," AT ",,,,,"), POD_RESOLVE_REJECT, LINE ("Hb,900,g/L," AT ",,,,,"),
    "duplicate", "it came in already, and was rejected by a person" },
  { LINE ("Hb,900,g/L," AT ",,,,,"), POD_RESOLVE_REJECT, LINE ("Hb,900,g/L," AT ",,N,,,"),
    "duplicate", "it came in already, and was rejected by a person" },
  { LINE ("Hb,900,g/L," AT ",,,,,"), POD_RESOLVE_ACCEPT, LINE ("Hb,900,g/L," AT ",,,,,"),
    "duplicate", "the same result is on record already" },
  { LINE ("Hb,900,g/L," AT ",,,,,"), POD_RESOLVE_ACCEPT, LINE ("Hb,900,g/L," AT ",,N,,,"),
    "duplicate", "the same result is on record already" },
  /* Another value is judged anew. */
  { LINE ("Hb,900,g/L," AT ",,,,,"), POD_RESOLVE_REJECT, LINE ("Hb,901,g/L," AT ",,,,,"),
    "conflict", "the value lies outside" },
};

static void
test_came_before (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (came); i++)
    {
      PodTrial *trial = fixture_trial ();
      g_autoptr (PodImport) before = NULL;
      g_autoptr (PodImport) import = NULL;
      gint64 arrival;

      fixture_register (trial, "0000001");
      before = arrival_receive (trial, came[i].before, &arrival);
      if (came[i].resolution >= 0)
        arrival_settle_next (trial, arrival, (PodResolution) came[i].resolution);
      import = arrival_receive (trial, came[i].lines, &arrival);
      g_test_message ("%u: %s", i, get_first (import)->reason);
      g_assert_cmpstr (get_first (import)->state, ==, came[i].state);
      g_assert_true (g_str_has_prefix (get_first (import)->reason, came[i].reason));
      fixture_end (trial);
    }
}

/* What a file takes back a second time is out already. */
static void
test_taken_back_before (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) withdrawal = NULL;
  g_autoptr (PodImport) again = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  first = arrival_receive (trial, FIRST, &arrival);
  arrival_take (trial, arrival, 1);
  withdrawal = arrival_receive (trial, WITHDRAWN, &arrival);
  arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
  again = arrival_receive (trial, WITHDRAWN, NULL);
  g_assert_cmpstr (get_first (again)->state, ==, "duplicate");
  g_assert_nonnull (strstr (get_first (again)->reason, "was taken out"));
  fixture_end (trial);
}

/* What came of the same test and time goes with a withdrawal. */
static void
test_went_with_withdrawal (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) both = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  both = arrival_receive (trial, FIRST WITHDRAWN, &arrival);
  waiting = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_true (arrival_resolve (trial, waiting->pdata[0], POD_RESOLVE_ACCEPT, "taken back",
                                  &error));
  again = arrival_receive (trial, LINE ("Hb,101,g/L," AT ",,N,,,"), NULL);
  g_assert_cmpstr (get_first (again)->state, ==, "duplicate");
  g_assert_nonnull (strstr (get_first (again)->reason, "the laboratory took it back"));
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-cause/undone", test_undone);
  g_test_add_func ("/arrival-cause/implausible-beside", test_implausible_beside);
  g_test_add_func ("/arrival-cause/refusal-names", test_refusal_names);
  g_test_add_func ("/arrival-cause/corrected-before", test_corrected_before);
  g_test_add_func ("/arrival-cause/came-as-well", test_came_as_well);
  g_test_add_func ("/arrival-cause/taken-at-once", test_taken_at_once);
  g_test_add_func ("/arrival-cause/typed-beside", test_typed_beside);
  g_test_add_func ("/arrival-cause/rejected-since", test_rejected_since);
  g_test_add_func ("/arrival-cause/came-before", test_came_before);
  g_test_add_func ("/arrival-cause/taken-back-before", test_taken_back_before);
  g_test_add_func ("/arrival-cause/went-with-withdrawal", test_went_with_withdrawal);
  return g_test_run ();
}
