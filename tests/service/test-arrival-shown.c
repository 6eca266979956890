/* A person decides on what was shown: nothing else is taken out, and what is chosen together is held against itself. */

#include "arrival-fixture.h"

#define DAY(value) LINE ("Hb," value ",g/L,2026-03-10,,,,,")
#define AT(value, time) LINE ("Hb," value ",g/L,2026-03-10 " time ",,,,,")

typedef struct
{
  PodTrial *trial;
  gint64 subject;
  gint64 arrival;
  GPtrArray *items; /* what waits */
} Case;

static void
list_waiting (Case *it, guint expected)
{
  g_clear_pointer (&it->items, g_ptr_array_unref);
  it->items = arrival_list_items (it->trial, 0, "waiting");
  g_assert_cmpuint (it->items->len, ==, expected);
}

/* @typed: on the day, without a time, up to 0 */
static Case
start (const double *typed, const char *lines, guint waits)
{
  Case it = { .trial = fixture_trial () };
  g_autoptr (PodImport) import = NULL;

  it.subject = fixture_register (it.trial, "0000001");
  for (guint i = 0; typed[i] > 0; i++)
    fixture_add_result (it.trial, it.subject, "hgb", typed[i]);
  import = arrival_receive (it.trial, lines, &it.arrival);
  list_waiting (&it, waits);
  return it;
}

static void
end (Case *it)
{
  arrival_verify (it->trial);
  g_ptr_array_unref (it->items);
  fixture_end (it->trial);
}

/* Whether a result of that value stands. */
static gboolean
stands (const Case *it, double number)
{
  const PodCasebook *casebook = fixture_load (it->trial, it->subject);
  guint n, found = 0;
  const PodFinding *findings = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    found += !findings[i].record.voided && findings[i].quantity.number == number;
  g_assert_cmpuint (found, <=, 1);
  return found == 1;
}

static void
void_typed (const Case *it)
{
  const PodFinding *finding = fixture_find (it->trial, it->subject, "hgb");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_void (change, POD_RECORD_FINDING, finding->record.id, finding->record.version);
  pod_trial_commit (it->trial, change, "typed at the wrong day", NULL, &error);
  g_assert_no_error (error);
}

static gboolean
settle_all (const Case *it, PodResolution resolution, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (PodArrivalKey));

  for (guint i = 0; i < it->items->len; i++)
    {
      PodArrivalKey key = pod_trial_arrival_item_get_key (g_ptr_array_index (it->items, i));

      g_array_append_val (keys, key);
    }
  return pod_trial_resolve (it->trial, (const PodArrivalKey *) keys->data, keys->len, resolution,
                            "because", error);
}

static void
check_conflict (const Case *it, PodResolution resolution)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (settle_all (it, resolution, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
}

static void
check_refused (const Case *it, PodResolution resolution)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (settle_all (it, resolution, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
}

static void
check_settled (const Case *it, PodResolution resolution)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (settle_all (it, resolution, &error));
  g_assert_no_error (error);
}

static const double typed_once[] = { 102, 0 };
static const double typed_twice[] = { 102, 95, 0 };
static const double typed_nothing[] = { 0 };

/* A colleague has voided what was shown and typed another: that nobody has seen beside the one that came. */
static void
test_another_stands (void)
{
  Case it = start (typed_once, DAY ("99"), 1);

  void_typed (&it);
  fixture_add_result (it.trial, it.subject, "hgb", 77);
  check_conflict (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  check_conflict (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_true (stands (&it, 77));
  list_waiting (&it, 1);
  check_settled (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  g_assert_false (stands (&it, 77));
  g_assert_true (stands (&it, 99));
  end (&it);
}

static void
test_changed (void)
{
  Case it = start (typed_once, DAY ("99"), 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_correct (it.trial, fixture_find (it.trial, it.subject, "hgb"), 103,
                                  "mistyped", &error));
  check_conflict (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  g_assert_true (stands (&it, 103));
  end (&it);
}

static void
test_one_more (void)
{
  Case it = start (typed_once, DAY ("99"), 1);

  fixture_add_result (it.trial, it.subject, "hgb", 95);
  check_conflict (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  check_conflict (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_true (stands (&it, 102) && stands (&it, 95));
  end (&it);
}

static void
test_gone (void)
{
  Case it = start (typed_once, DAY ("99"), 1);

  void_typed (&it);
  check_conflict (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  check_settled (&it, POD_RESOLVE_ACCEPT);
  g_assert_true (stands (&it, 99));
  end (&it);
}

/* All that stand are shown, and somebody says which of them is wrong; the other stays. */
static void
test_several (void)
{
  Case it = start (typed_twice, DAY ("99"), 1);
  const PodTrialArrivalItem *item = it.items->pdata[0];
  const PodFinding *second;
  PodArrivalKey key = pod_trial_arrival_item_get_key (item);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (item->standing->len, ==, 2);
  g_assert_true (item->earlier == item->standing->pdata[0]);
  check_refused (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  second = item->standing->pdata[1];
  g_assert_cmpfloat (second->quantity.number, ==, 95);
  key.corrects = second->record.id;
  g_assert_true (pod_trial_resolve (it.trial, &key, 1, POD_RESOLVE_ACCEPT_AS_CORRECTION, "mistyped",
                                    &error));
  g_assert_no_error (error);
  g_assert_true (stands (&it, 102) && stands (&it, 99));
  g_assert_false (stands (&it, 95));
  end (&it);
}

/* The laboratory takes it back, but somebody has changed it since it was shown. */
static void
test_withdrawal (void)
{
  Case it = start (typed_nothing, AT ("99", "08:00"), 0);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  arrival_take (it.trial, it.arrival, 1);
  import = arrival_receive (it.trial, LINE ("Hb,99,g/L,2026-03-10 08:00,,,withdrawn,,"),
                            &it.arrival);
  list_waiting (&it, 1);
  g_assert_true (fixture_correct (it.trial, fixture_find (it.trial, it.subject, "hgb"), 98,
                                  "read from paper", &error));
  check_conflict (&it, POD_RESOLVE_ACCEPT);
  g_assert_true (stands (&it, 98));
  list_waiting (&it, 1);
  check_settled (&it, POD_RESOLVE_ACCEPT);
  g_assert_false (stands (&it, 98));
  end (&it);
}

/* What lies there untaken is taken back: what somebody typed on that day is another's, and stays. */
static void
test_withdrawal_of_untaken (void)
{
  Case it = start (typed_once, AT ("99", "08:00"), 1);
  g_autoptr (PodImport) import =
      arrival_receive (it.trial, LINE ("Hb,99,g/L,2026-03-10 08:00,,,withdrawn,,"), &it.arrival);
  g_autoptr (GPtrArray) all = arrival_list_items (it.trial, it.arrival, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((const PodTrialArrivalItem *) all->pdata[0])->cause, ==, "withdrawal");
  g_assert_true (arrival_resolve (it.trial, all->pdata[0], POD_RESOLVE_ACCEPT, "theirs", &error));
  g_assert_no_error (error);
  g_assert_true (stands (&it, 102));
  list_waiting (&it, 0);
  end (&it);
}

/* Two of one origin are not both kept in one go: nothing would tell them apart. */
static void
test_one_origin (void)
{
  Case it = start (typed_nothing, AT ("99", "08:00") AT ("80", "08:00"), 2);

  check_refused (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_cmpuint (fixture_count (it.trial, it.subject, "hgb"), ==, 0);
  end (&it);
}

/* Of one day, one of them without a time, both chosen and accepted: nobody has said that both are kept. */
static void
test_together (void)
{
  Case it = start (typed_nothing, AT ("99", "08:00") DAY ("80"), 2);

  check_refused (&it, POD_RESOLVE_ACCEPT);
  g_assert_cmpuint (fixture_count (it.trial, it.subject, "hgb"), ==, 0);
  check_settled (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_true (stands (&it, 99) && stands (&it, 80));
  end (&it);
}

/* What was clear is shown beside what was recorded since, and then can be kept beside it. */
static void
test_clear_no_more (void)
{
  Case it = start (typed_nothing, AT ("99", "08:00"), 0);
  g_autoptr (PodImport) import = arrival_receive (it.trial, DAY ("80"), NULL);
  const PodTrialArrivalItem *item;

  list_waiting (&it, 1);
  check_settled (&it, POD_RESOLVE_ACCEPT);
  g_ptr_array_unref (it.items);
  it.items = arrival_list_items (it.trial, it.arrival, "clear");
  g_assert_cmpuint (it.items->len, ==, 1);
  item = it.items->pdata[0];
  g_assert_nonnull (item->earlier);
  g_assert_cmpfloat (item->earlier->quantity.number, ==, 80);
  g_assert_cmpstr (item->reason, ==, pod_arrival_cause_to_words ("same_day"));
  check_refused (&it, POD_RESOLVE_ACCEPT);
  check_settled (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_true (stands (&it, 99) && stands (&it, 80));
  end (&it);
}

/* Two samples of a day, and what was typed was wrong: it goes once. */
static void
test_two_for_one (void)
{
  Case it = start (typed_once, AT ("99", "08:00") AT ("80", "14:00"), 2);

  check_settled (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  g_assert_true (stands (&it, 99) && stands (&it, 80));
  g_assert_false (stands (&it, 102));
  end (&it);
}

/* Two that say otherwise do not both take the place of one. */
static void
test_rivals_for_one (void)
{
  Case it = start (typed_once, AT ("99", "08:00") DAY ("80"), 2);

  check_refused (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  g_assert_true (stands (&it, 102));
  g_assert_cmpuint (fixture_count (it.trial, it.subject, "hgb"), ==, 1);
  end (&it);
}

/* Many of one subject that wait for the same reason: what is open of the subject is read once, not once for each of them. */
static void
test_many (void)
{
  g_autoptr (GString) lines = g_string_new (DAY ("99"));
  const PodFinding *rival;
  Case it;

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (lines, LINE ("Hb,80,g/L,2026-03-10 %02u:%02u,,,,,"), i / 60, i % 60);
  it = start (typed_nothing, lines->str, 901);
  rival = ((const PodTrialArrivalItem *) it.items->pdata[1])->rival;
  g_assert_cmpfloat (rival->quantity.number, ==, 99);
  /* It is the very one that was read. */
  for (guint i = 1; i < it.items->len; i++)
    g_assert_true (((const PodTrialArrivalItem *) it.items->pdata[i])->rival == rival);
  end (&it);
}

/* What cannot be is taken with no reason, whatever is said of what stands; it can be rejected. */
static void
test_impossible (void)
{
  Case it = start (typed_nothing, AT ("-4", "08:00"), 1);

  check_refused (&it, POD_RESOLVE_ACCEPT);
  check_refused (&it, POD_RESOLVE_ACCEPT_AS_CORRECTION);
  check_refused (&it, POD_RESOLVE_KEEP_BOTH);
  g_assert_false (stands (&it, -4));
  check_settled (&it, POD_RESOLVE_REJECT);
  end (&it);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-shown/another-stands", test_another_stands);
  g_test_add_func ("/arrival-shown/changed", test_changed);
  g_test_add_func ("/arrival-shown/one-more", test_one_more);
  g_test_add_func ("/arrival-shown/gone", test_gone);
  g_test_add_func ("/arrival-shown/several", test_several);
  g_test_add_func ("/arrival-shown/withdrawal", test_withdrawal);
  g_test_add_func ("/arrival-shown/withdrawal-of-untaken", test_withdrawal_of_untaken);
  g_test_add_func ("/arrival-shown/one-origin", test_one_origin);
  g_test_add_func ("/arrival-shown/together", test_together);
  g_test_add_func ("/arrival-shown/clear-no-more", test_clear_no_more);
  g_test_add_func ("/arrival-shown/two-for-one", test_two_for_one);
  g_test_add_func ("/arrival-shown/rivals-for-one", test_rivals_for_one);
  g_test_add_func ("/arrival-shown/many", test_many);
  g_test_add_func ("/arrival-shown/impossible", test_impossible);
  return g_test_run ();
}
