#include "rules-fixture.h"

typedef struct
{
  const char *facts;
  const char *answer;
  const char *absence;
} Row;

static void
check_in (const char *rule, const char *anchors, const char *window, const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodEvidence) evidence = rules_ask (rule, rows[i].facts, anchors, window, AS_OF);

      g_assert_cmpstr (pod_truth_to_string (evidence->truth), ==, rows[i].answer);
      g_assert_cmpstr (rules_absence (evidence->absence), ==, rows[i].absence);
      g_assert_cmpint (evidence->kind, ==, POD_EVIDENCE_OVER_TIME);
      g_assert_cmpstr (evidence->symbol->name, ==,
                       rows[i].facts[0] == 'r' ? "remission" : "uprot24");
    }
}

static void
test_two_latest (void)
{
  static const Row rows[] = {
    { "uprot24 3.5 2026-01-01; uprot24 3.5 2026-02-01", "true", "none" },
    { "uprot24 3.4 2026-01-01; uprot24 3.5 2026-02-01", "false", "none" },
    { "uprot24 3.5 2026-01-01; uprot24 3.4 2026-02-01", "false", "none" },
    { "uprot24 1.0 2025-12-01; uprot24 3.5 2026-01-01; uprot24 3.5 2026-02-01", "true", "none" },
    { "uprot24 3.5 2026-01-01", "unknown", "too few" },
    /* One that fails says no, whatever a second would be. */
    { "uprot24 3.4 2026-01-01", "false", "none" },
    { "", "unknown", "never" },
    { "uprot24 >3 2026-01-01; uprot24 5 2026-02-01", "unknown", "censored" },
    { "uprot24 >4 2026-01-01; uprot24 5 2026-02-01", "true", "none" },
    { "uprot24 5 2026-01-01; uprot24 ? 2026-02-01", "unknown", "unusable" },
    /* One that nobody can read is still one of the two. */
    { "uprot24 5 2025-12-01; uprot24 ? 2026-01-01; uprot24 5 2026-02-01", "unknown", "unusable" },
    { "uprot24 ? 2026-01-01; uprot24 3.4 2026-02-01", "false", "none" },
  };

  check_in ("persists(uprot24 >= 3.5 g/d)", NULL, NULL, rows, G_N_ELEMENTS (rows));
}

/* More than 8 g on every value across more than six months. */
static void
test_persists_over (void)
{
  static const Row rows[] = {
    { "uprot24 9 2025-09-14; uprot24 9 2026-03-15", "true", "none" },
    { "uprot24 9 2025-09-15; uprot24 9 2026-03-15", "unknown", "too few" },
    { "uprot24 9 2025-09-01; uprot24 9 2025-12-01; uprot24 9 2026-03-15", "true", "none" },
    { "uprot24 9 2025-09-01; uprot24 8 2025-12-01; uprot24 9 2026-03-15", "false", "none" },
    { "uprot24 9 2025-09-01; uprot24 9 2026-03-01; uprot24 8 2026-03-15", "false", "none" },
    { "uprot24 9 2025-09-01", "unknown", "too few" },
    { "uprot24 8 2025-09-01", "false", "none" },
    { "", "unknown", "never" },
    /* It was low long ago; what it was between then and October nobody wrote down. */
    { "uprot24 2 2025-01-01; uprot24 9 2025-10-01; uprot24 9 2026-03-15", "unknown", "too few" },
    { "uprot24 2 2025-01-01; uprot24 9 2025-09-01; uprot24 9 2026-03-15", "true", "none" },
    { "uprot24 9 2025-09-01; uprot24 >5 2025-12-01; uprot24 9 2026-03-15", "unknown", "censored" },
    { "uprot24 9 2025-09-01; uprot24 ? 2025-12-01; uprot24 9 2026-03-15", "unknown", "unusable" },
    { "uprot24 9 2025-09-01; uprot24 >5 2025-12-01; uprot24 8 2026-01-15; uprot24 9 2026-03-15",
      "false", "none" },
    /* A month without a day counts as its last day here, so as not to make the span longer than it was. */
    { "uprot24 9 2025-08; uprot24 9 2026-03-15", "true", "none" },
    { "uprot24 9 2025-09; uprot24 9 2026-03-15", "unknown", "too few" },
  };

  check_in ("persists(uprot24 > 8 g/d, over 6 mo)", NULL, NULL, rows, G_N_ELEMENTS (rows));
}

/* The latest must be recent; how far back the others lie is the rule's own matter. */
static void
test_persists_in_look_back (void)
{
  static const Row rows[] = {
    { "uprot24 9 2025-08-31; uprot24 9 2026-03-01", "true", "none" },
    { "uprot24 9 2025-07-01; uprot24 9 2026-02-01", "unknown", "outside" },
  };
  g_autoptr (PodEvidence)
      evidence = rules_ask ("persists(uprot24 > 8 g/d, over 6 mo)", rows[0].facts, NULL,
                            "28 d before enrolment", AS_OF);
  g_autofree char *last = pod_date_to_string (evidence->valid_until);

  check_in ("persists(uprot24 > 8 g/d, over 6 mo)", NULL, "28 d before enrolment", rows,
            G_N_ELEMENTS (rows));
  g_assert_cmpstr (last, ==, "2026-03-29");
  g_assert_cmpuint (evidence->children->len, ==, 2);
  g_assert_cmpfloat (((PodEvidence *) evidence->children->pdata[0])->margin, ==, 1);
}

static void
test_ever (void)
{
  static const Row quantity[] = {
    { "uprot24 9 2015-09-01; uprot24 1 2026-03-01", "true", "none" },
    { "uprot24 8 2015-09-01; uprot24 1 2026-03-01", "false", "none" },
    { "uprot24 >5 2015-09-01; uprot24 1 2026-03-01", "unknown", "censored" },
    { "uprot24 >5 2015-09-01; uprot24 9 2026-03-01", "true", "none" },
    { "uprot24 9 2026-03-16", "unknown", "never" },
    { "uprot24 ? 2015-09-01; uprot24 1 2026-03-01", "unknown", "unusable" },
    { "uprot24 ? 2015-09-01; uprot24 9 2026-03-01", "true", "none" },
    /* What may be of tomorrow leaves it open; what would not do on any day does not. */
    { "uprot24 9 2026-03", "unknown", "undated" },
    { "uprot24 9 none; uprot24 1 2026-03-01", "unknown", "undated" },
    { "uprot24 8 none; uprot24 1 2026-03-01", "false", "none" },
  };
  static const Row flag[] = {
    { "remission yes 2015-09-01; remission no 2026-03-01", "true", "none" },
    { "remission no 2026-03-01", "false", "none" },
    { "remission unknown 2015-09-01; remission no 2026-03-01", "unknown", "answer" },
  };

  check_in ("ever(uprot24 > 8 g/d)", NULL, "28 d", quantity, G_N_ELEMENTS (quantity));
  check_in ("ever(remission)", NULL, "28 d", flag, G_N_ELEMENTS (flag));
}

static void
test_change_from (void)
{
  static const Row rows[] = {
    { "uprot24 8 2025-12-01; uprot24 3.9 2026-03-01", "true", "none" },
    { "uprot24 8 2025-12-01; uprot24 4 2026-03-01", "true", "none" },
    { "uprot24 8 2025-12-01; uprot24 4.1 2026-03-01", "false", "none" },
    /* The base is the last value on or before the day, not the first. */
    { "uprot24 20 2025-06-01; uprot24 8 2026-01-01; uprot24 4.1 2026-03-01", "false", "none" },
    { "uprot24 20 2025-06-01; uprot24 4 2026-01-02; uprot24 11 2026-03-01", "false", "none" },
    /* A value cannot have changed from itself. */
    { "uprot24 8 2025-12-01", "unknown", "too few" },
    { "uprot24 8 2026-03-01", "unknown", "too few" },
    { "", "unknown", "never" },
    { "uprot24 8 2025-12-01; uprot24 <3 2026-03-01", "true", "none" },
    { "uprot24 8 2025-12-01; uprot24 <5 2026-03-01", "unknown", "censored" },
    { "uprot24 >8 2025-12-01; uprot24 3 2026-03-01", "unknown", "censored" },
    { "uprot24 0 2025-12-01; uprot24 3 2026-03-01", "unknown", "unusable" },
  };
  static const Row lost[] = { { "uprot24 8 2025-12-01; uprot24 3.9 2026-03-01", "unknown",
                                "no anchor" } };

  check_in ("change(uprot24, from treatment_start) <= -50 %", "treatment_start 2026-01-01", NULL,
            rows, G_N_ELEMENTS (rows));
  check_in ("change(uprot24, from treatment_start) <= -50 %", NULL, NULL, lost,
            G_N_ELEMENTS (lost));
}

static void
test_change_evidence (void)
{
  g_autoptr (PodEvidence) evidence = rules_ask ("change(uprot24, from treatment_start) > -50 %",
                                                "uprot24 8 2025-12-01; uprot24 6 2026-03-01",
                                                "treatment_start 2026-01-01", NULL, AS_OF);
  const PodEvidence *base = evidence->children->pdata[0];
  const PodEvidence *latest = evidence->children->pdata[1];

  g_assert_cmpuint (evidence->children->len, ==, 2);
  g_assert_cmpfloat (base->fact.number, ==, 8);
  g_assert_cmpfloat (latest->fact.number, ==, 6);
  g_assert_cmpstr (pod_unit_get_ucum (evidence->unit), ==, "%");
  g_assert_cmpfloat (evidence->value, ==, -25);
  g_assert_cmpfloat (evidence->limit, ==, -50);
  g_assert_cmpfloat (evidence->margin, ==, 25);
}

/* A fall by half within three months, the later value being recent. */
static void
test_change_within (void)
{
  static const Row rows[] = {
    { "uprot24 8 2025-12-15; uprot24 4 2026-03-15", "true", "none" },
    { "uprot24 8 2025-12-14; uprot24 4 2026-03-15", "unknown", "too few" },
    { "uprot24 8 2025-12-15; uprot24 6 2026-02-15; uprot24 4 2026-03-15", "true", "none" },
    { "uprot24 8 2025-12-14; uprot24 6 2026-02-15; uprot24 4 2026-03-15", "false", "none" },
    { "uprot24 8 2026-01-15; uprot24 3 2026-02-20; uprot24 9 2026-03-15", "true", "none" },
    { "uprot24 8 2026-01-05; uprot24 3 2026-01-20; uprot24 4 2026-03-15", "true", "none" },
    { "uprot24 6 2026-01-05; uprot24 2 2026-02-10; uprot24 5 2026-03-15", "false", "none" },
    { "uprot24 8 2026-03-15", "unknown", "too few" },
    { "uprot24 8 2026-01-15; uprot24 <5 2026-03-15", "unknown", "censored" },
    { "uprot24 8 2026-01-15; uprot24 <4 2026-03-15", "true", "none" },
    { "uprot24 >8 2026-01-15; uprot24 4 2026-03-15", "unknown", "censored" },
    { "", "unknown", "never" },
  };

  check_in ("change(uprot24, within 3 mo) <= -50 %", NULL, "28 d", rows, G_N_ELEMENTS (rows));
}

/* What is recorded after the day counted from is another matter. */
static void
test_persists_until_the_anchor (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("persists(uprot24 > 8 g/d)",
                            "uprot24 9 2026-01-01; uprot24 9 2026-03-01; uprot24 1 2026-03-12",
                            "enrolment 2026-03-10", "28 d before enrolment", AS_OF);

  g_assert_cmpint (evidence->truth, ==, POD_TRUE);
  g_assert_cmpfloat (evidence->fact.number, ==, 9);
}

/* The evidence shows the value that said so, not merely the last. */
static void
test_ever_shows_which (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("ever(uprot24 > 8 g/d)",
                            "uprot24 2 2014-01-01; uprot24 9 2015-09-01; uprot24 1 2026-03-01",
                            NULL, NULL, AS_OF);

  g_assert_cmpfloat (evidence->fact.number, ==, 9);
  g_assert_cmpuint (evidence->children->len, ==, 3);
  g_assert_true (((PodEvidence *) evidence->children->pdata[1])->decides);
  g_assert_false (((PodEvidence *) evidence->children->pdata[2])->decides);
}

/* A fall between two older values leaves the name's own meaning, the latest value, alone. */
static void
test_change_beside_the_value (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("change(uprot24, within 3 mo) * uprot24 < -5 g/d",
                            "uprot24 8 2026-01-15; uprot24 3 2026-02-20; uprot24 9 2026-03-15",
                            NULL, "28 d", AS_OF);

  g_assert_cmpint (evidence->truth, ==, POD_TRUE);
  g_assert_cmpfloat_with_epsilon (evidence->value, -5.625, 1e-12);
}

/* With a look-back of its own; the value that says so is the last to leave it. */
static void
test_ever_within (void)
{
  static const struct
  {
    const char *facts, *anchors, *answer, *absence, *until;
  } rows[] = {
    { "uprot24 9 2026-02-15; uprot24 7 2026-03-10", NULL, "true", "none", "2026-03-15" },
    { "uprot24 9 2026-02-14; uprot24 7 2026-03-10", NULL, "false", "none", "2026-04-07" },
    { "uprot24 9 2026-02-20; uprot24 9 2026-03-01; uprot24 7 2026-03-10", NULL, "true", "none",
      "2026-03-29" },
    { "uprot24 9 2026-02-14", NULL, "unknown", "never", "" },
    { "uprot24 9 2026-02", NULL, "unknown", "undated", "" },
    { "uprot24 7 2026-02", NULL, "false", "none", "2026-03-01" },
    { "uprot24 9 2026-02-05; uprot24 7 2026-03-01", "enrolment 2026-03-05", "true", "none", "" },
    { "uprot24 7 2026-02-05; uprot24 9 2026-03-06", "enrolment 2026-03-05", "false", "none", "" },
    { "uprot24 9 2026-03-01", "enrolment 2026-03", "unknown", "no anchor", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodEvidence)
          evidence = rules_ask ("ever(uprot24 > 8 g/d, within 28 d before enrolment)",
                                rows[i].facts, rows[i].anchors, NULL, AS_OF);
      g_autofree char *until = pod_date_to_string (evidence->valid_until);

      g_test_message ("%s", rows[i].facts);
      g_assert_cmpstr (pod_truth_to_string (evidence->truth), ==, rows[i].answer);
      g_assert_cmpstr (rules_absence (evidence->absence), ==, rows[i].absence);
      g_assert_cmpstr (until, ==, rows[i].until);
    }
}

/* A month is on record of one value: it may lie before the fall, and make it greater, or nowhere near. */
static void
test_change_without_day (void)
{
  static const char facts[] = "uprot24 8 2026-01; uprot24 4 2026-02-10; uprot24 3 2026-03-10";

  g_assert_cmpstr (rules_answer ("change(uprot24, within 3 mo) > -50 %", facts), ==, "unknown");
  g_assert_cmpstr (rules_answer ("change(uprot24, within 3 mo) <= -20 %", facts), ==, "true");
}

/* The look-back counts from a date of which only the month is known: nobody knows what is inside. */
static void
test_known_without_anchor (void)
{
  g_autoptr (PodEvidence) evidence = rules_ask ("known(hgb)", "hgb 90 2026-03-01",
                                                "enrolment 2026-03", "7 d before enrolment", AS_OF);

  g_assert_cmpint (evidence->truth, ==, POD_UNKNOWN);
}

/* A result that cannot be used leaves the look-back, and then an older one may count. */
static void
test_known_until (void)
{
  g_autoptr (PodEvidence)
      evidence = rules_ask ("known(hgb)", "hgb 90 2026; hgb ? 2026-03-10", NULL, "7 d", AS_OF);

  g_assert_cmpint (evidence->truth, ==, POD_FALSE);
  g_assert_true (pod_date_equal (evidence->valid_until, rules_date ("2026-03-17")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/over-time/two-latest", test_two_latest);
  g_test_add_func ("/rules/over-time/persists-over", test_persists_over);
  g_test_add_func ("/rules/over-time/persists-in-look-back", test_persists_in_look_back);
  g_test_add_func ("/rules/over-time/ever", test_ever);
  g_test_add_func ("/rules/over-time/ever-within", test_ever_within);
  g_test_add_func ("/rules/over-time/change-from", test_change_from);
  g_test_add_func ("/rules/over-time/change-evidence", test_change_evidence);
  g_test_add_func ("/rules/over-time/change-within", test_change_within);
  g_test_add_func ("/rules/over-time/change-without-day", test_change_without_day);
  g_test_add_func ("/rules/over-time/known-without-anchor", test_known_without_anchor);
  g_test_add_func ("/rules/over-time/known-until", test_known_until);
  g_test_add_func ("/rules/over-time/persists-until-the-anchor", test_persists_until_the_anchor);
  g_test_add_func ("/rules/over-time/ever-shows-which", test_ever_shows_which);
  g_test_add_func ("/rules/over-time/change-beside-the-value", test_change_beside_the_value);
  return g_test_run ();
}
