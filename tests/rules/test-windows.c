#include "rules-fixture.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    int amount;
    gboolean months;
    const char *anchor;
  } rows[] = {
    { "7 d", 7, FALSE, NULL },   { "28 d before enrolment", 28, FALSE, "enrolment" },
    { "4 wk", 28, FALSE, NULL }, { "6 mo before consent", 6, TRUE, "consent" },
    { "1 a", 12, TRUE, NULL },   { "  14  d  before  infusion ", 14, FALSE, "infusion" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodWindow window;
      const char *fault = NULL;

      g_assert_true (pod_window_parse (rows[i].text, &window, &fault));
      g_assert_cmpint (window.amount, ==, rows[i].amount);
      g_assert_cmpint (window.months, ==, rows[i].months);
      g_assert_true (window.anchor == g_intern_string (rows[i].anchor));
    }
}

static void
test_parse_faults (void)
{
  static const struct
  {
    const char *text;
    const char *fault;
  } rows[] = {
    { "", "expected a whole number, as in \"28 d before enrolment\"" },
    { "d", "expected a whole number, as in \"28 d before enrolment\"" },
    { "2.5 d", "expected a whole number, as in \"28 d before enrolment\"" },
    { "-7 d", "expected a whole number, as in \"28 d before enrolment\"" },
    { "0 d", "expected a whole number, at least 1" },
    { "7", "expected d, wk, mo or a" },
    { "7 h", "expected d, wk, mo or a" },
    { "101 a", "expected no more than a hundred years" },
    { "7 d after enrolment", "expected \"before\" and the name of a date after the amount" },
    { "7 d before", "expected the name of one date after \"before\"" },
    { "7 d before enrolment day", "expected the name of one date after \"before\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodWindow window = { 3, TRUE, "kept" };
      const char *fault = NULL;

      g_assert_false (pod_window_parse (rows[i].text, &window, &fault));
      g_assert_cmpstr (fault, ==, rows[i].fault);
      g_assert_cmpint (window.amount, ==, 3);
    }
}

/* @last: the last day of the question on which the test still counts, "" where it does not run out. */
static const struct
{
  const char *when;
  const char *window;
  const char *anchors;
  const char *as_of;
  const char *answer;
  const char *absence;
  const char *last;
} days[] = {
  /* Serum hCG within 7 days: day 7 counts, day 8 does not. */
  { "2026-03-08", "7 d", NULL, "2026-03-15", "true", "none", "2026-03-15" },
  { "2026-03-07", "7 d", NULL, "2026-03-15", "unknown", "outside", "" },
  { "2026-03-15", "7 d", NULL, "2026-03-15", "true", "none", "2026-03-22" },
  { "2026-03-16", "7 d", NULL, "2026-03-15", "unknown", "outside", "" },
  /* While enrolment is not known the day of the question stands for it, and the test runs out. */
  { "2026-03-08", "7 d before enrolment", NULL, "2026-03-15", "true", "none", "2026-03-15" },
  { "2026-03-07", "7 d before enrolment", NULL, "2026-03-15", "unknown", "outside", "" },
  /* Once it is known nothing moves any more. */
  { "2026-03-03", "7 d before enrolment", "enrolment 2026-03-10", "2026-06-15", "true", "none",
    "" },
  { "2026-03-02", "7 d before enrolment", "enrolment 2026-03-10", "2026-06-15", "unknown",
    "outside", "" },
  { "2026-03-10", "7 d before enrolment", "enrolment 2026-03-10", "2026-06-15", "true", "none",
    "" },
  { "2026-03-11", "7 d before enrolment", "enrolment 2026-03-10", "2026-06-15", "unknown",
    "outside", "" },
  /* A planned enrolment counts back from its own day. */
  { "2026-03-12", "7 d before enrolment", "enrolment 2026-03-20", "2026-03-15", "unknown",
    "outside", "" },
  { "2026-03-13", "7 d before enrolment", "enrolment 2026-03-20", "2026-03-15", "true", "none",
    "" },
  /* No look-back: however old, and for ever. */
  { "1999-01-01", NULL, NULL, "2026-03-15", "true", "none", "" },
  /* Calendar months, at month ends. */
  { "2026-02-28", "6 mo", NULL, "2026-08-31", "true", "none", "2026-08-31" },
  { "2026-02-27", "6 mo", NULL, "2026-08-28", "unknown", "outside", "" },
  { "2026-02-27", "6 mo", NULL, "2026-08-27", "true", "none", "2026-08-27" },
  { "2026-08-31", "6 mo", NULL, "2027-02-28", "true", "none", "2027-02-28" },
  { "2026-08-31", "6 mo", NULL, "2027-03-01", "unknown", "outside", "" },
  { "2024-02-29", "1 a", NULL, "2025-02-28", "true", "none", "2025-02-28" },
  { "2024-02-29", "1 a", NULL, "2025-03-01", "unknown", "outside", "" },
  /* A date without a day may be inside or not. */
  /* Where the calendar ends. */
  { "9999-12-20", "28 d", NULL, "9999-12-31", "true", "none", "" },
  { "0001-01-01", "6 mo", NULL, "0001-01-31", "true", "none", "0001-07-01" },
  { "2026-03", "7 d", NULL, "2026-03-15", "unknown", "undated", "" },
  { "2026-02", "28 d", NULL, "2026-03-01", "true", "none", "2026-03-01" },
  { "2026-03-08", "7 d before enrolment", "enrolment 2026-03", "2026-03-15", "unknown", "no anchor",
    "" },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *facts = g_strdup_printf ("serum_hcg negative %s", days[i].when);
      g_autoptr (PodEvidence) evidence = rules_ask ("serum_hcg = negative", facts, days[i].anchors,
                                                    days[i].window, days[i].as_of);
      g_autofree char *last = pod_date_to_string (evidence->valid_until);

      g_test_message ("%s, %s, %s", days[i].when, days[i].window, days[i].as_of);
      g_assert_cmpstr (pod_truth_to_string (evidence->truth), ==, days[i].answer);
      g_assert_cmpstr (rules_absence (evidence->absence), ==, days[i].absence);
      g_assert_cmpstr (last, ==, days[i].last);
    }
}

/* The last valid day is right: asked on it the answer stands, on the day after it does not. */
static void
test_last_day_is_true (void)
{
  static const char *const windows[] = { "1 d", "28 d", "1 mo", "3 mo", "6 mo", "1 a" };

  for (guint w = 0; w < G_N_ELEMENTS (windows); w++)
    for (int day = 0; day < 800; day += 7)
      {
        PodDate when = pod_date_add_days (rules_date ("2023-12-20"), day);
        g_autofree char *text = pod_date_to_string (when);
        g_autofree char *facts = g_strdup_printf ("lactating no %s", text);
        g_autoptr (PodEvidence) first = rules_ask ("lactating", facts, NULL, windows[w], text);
        g_autofree char *last = pod_date_to_string (first->valid_until);
        g_autofree char *after = pod_date_to_string (pod_date_add_days (first->valid_until, 1));
        g_autoptr (PodEvidence) then = rules_ask ("lactating", facts, NULL, windows[w], last);
        g_autoptr (PodEvidence) late = rules_ask ("lactating", facts, NULL, windows[w], after);

        g_assert_cmpint (then->truth, ==, POD_FALSE);
        g_assert_cmpint (late->truth, ==, POD_UNKNOWN);
      }
}

/* Sex needs no fresh look, even one written down after the day counted from. */
static void
test_lasting (void)
{
  g_autoptr (PodEvidence) old = rules_ask ("sex = female", "sex female 1980", NULL, "7 d", AS_OF);
  g_autoptr (PodEvidence) later = rules_ask ("sex = female", "sex female 2026-03-12",
                                             "enrolment 2026-03-10", "7 d before enrolment", AS_OF);
  g_autoptr (PodEvidence)
      own = rules_ask ("latest(sex, within 7 d) = female", "sex female 1980", NULL, NULL, AS_OF);

  g_assert_cmpint (old->truth, ==, POD_TRUE);
  g_assert_false (pod_date_is_set (old->valid_until));
  g_assert_cmpint (later->truth, ==, POD_TRUE);
  g_assert_cmpint (own->truth, ==, POD_UNKNOWN);
}

static void
test_own_look_back (void)
{
  static const char *rule = "latest(anc, within 7 d) > 1 10*9/L and hgb > 60 g/L";
  g_autoptr (PodEvidence) fresh = rules_ask (rule, "anc 2 2026-03-08; hgb 90 2026-02-20", NULL,
                                             "28 d before enrolment", AS_OF);
  g_autoptr (PodEvidence) stale = rules_ask (rule, "anc 2 2026-03-07; hgb 90 2026-02-20", NULL,
                                             "28 d before enrolment", AS_OF);
  g_autofree char *last = pod_date_to_string (fresh->valid_until);

  g_assert_cmpint (fresh->truth, ==, POD_TRUE);
  g_assert_cmpstr (last, ==, "2026-03-15");
  g_assert_cmpint (stale->truth, ==, POD_UNKNOWN);
}

/* Two look-backs at one observation inside one comparison stay two. */
static void
test_two_look_backs (void)
{
  static const char *rule = "anc >= latest(anc, within 7 d)";
  g_autoptr (PodEvidence) both = rules_ask (rule, "anc 2 2026-03-10", NULL, NULL, AS_OF);
  g_autoptr (PodEvidence) one = rules_ask (rule, "anc 2 2026-03-01", NULL, NULL, AS_OF);

  g_assert_cmpint (both->truth, ==, POD_TRUE);
  g_assert_cmpint (one->truth, ==, POD_UNKNOWN);
  g_assert_cmpint (one->absence, ==, POD_ABSENCE_OUTSIDE);
}

/* A look-back whose date does not name a day finds nothing, whatever else was found without one. */
static void
test_lost_look_back (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("2 * anc > latest(anc, within 7 d before enrolment)",
                            "anc 2 2026-03-08", "enrolment 2026-03", NULL, AS_OF);

  g_assert_cmpint (evidence->truth, ==, POD_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/windows/parse", test_parse);
  g_test_add_func ("/rules/windows/parse-faults", test_parse_faults);
  g_test_add_func ("/rules/windows/days", test_days);
  g_test_add_func ("/rules/windows/last-day-is-true", test_last_day_is_true);
  g_test_add_func ("/rules/windows/lasting", test_lasting);
  g_test_add_func ("/rules/windows/own-look-back", test_own_look_back);
  g_test_add_func ("/rules/windows/two-look-backs", test_two_look_backs);
  g_test_add_func ("/rules/windows/lost-look-back", test_lost_look_back);
  return g_test_run ();
}
