/* What a physician makes of results, and what a laboratory holds normal. */

#include <math.h>
#include <string.h>

#include "pod-test-put.h"
#include "pod-trial-ranges.h"
#include "pod-trial-results.h"
#include "pod-trial-sign.h"
#include "pod-trial-users.h"
#include "service-fixture.h"

/* 10 March 2026, when fixture_add_result() collects. */
#define DAY 20522

typedef struct
{
  PodTrial *trial;
  gint64 subject;
  gint64 low, lower; /* two results of that day, below their limits */
} Ward;

static gint64
add (PodTrial *trial, gint64 subject, double number, double limit)
{
  PodFinding finding = pod_test_result ("hgb", pod_date_new (2026, 3, 10), number, "g/L");

  finding.lower = limit;
  finding.laboratory = "Central";
  return pod_test_put (trial, subject, finding);
}

static void
set_up (Ward *ward)
{
  ward->trial = fixture_trial ();
  ward->subject = fixture_register (ward->trial, "0000001");
  ward->low = add (ward->trial, ward->subject, 100, 115);
  ward->lower = add (ward->trial, ward->subject, 90, 115);
}

static PodCasebook *
load (Ward *ward)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (ward->trial, ward->subject, &error);

  g_assert_no_error (error);
  return casebook;
}

static gboolean
judge (Ward *ward,
       gint64 finding,
       const char *significance,
       gint64 adverse_event,
       const char *why,
       GError **error)
{
  g_autoptr (PodCasebook) casebook = load (ward);
  PodResultJudgement judgement = { .base = casebook,
                                   .findings = &finding,
                                   .n_findings = 1,
                                   .significance = significance,
                                   .adverse_event = adverse_event };

  return pod_trial_judge_results (ward->trial, &judgement, why, error);
}

static gint64
add_headache (Ward *ward)
{
  g_autoptr (PodChange) change = fixture_make_headache (ward->subject, 0);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_trial_commit (ward->trial, change, NULL, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

static void
expect_input (GError **error)
{
  g_assert_error (*error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (error);
}

/* Many at once, in one transaction, in the name of whoever judged. */
static void
test_many (void)
{
  Ward ward;
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodCasebook) after = NULL;
  g_autoptr (GError) error = NULL;
  PodResultJudgement judgement = { 0 };
  gint64 both[2];
  gint64 audit;

  set_up (&ward);
  casebook = load (&ward);
  audit = pod_casebook_get_audit (casebook);
  both[0] = ward.low;
  both[1] = ward.lower;
  judgement.base = casebook;
  judgement.findings = both;
  judgement.n_findings = 2;
  judgement.significance = "not_significant";
  g_assert_false (pod_result_judgement_needs_reason (&judgement));
  pod_trial_judge_results (ward.trial, &judgement, NULL, &error);
  g_assert_no_error (error);
  after = load (&ward);
  for (guint i = 0; i < 2; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (after, both[i]);

      g_assert_cmpstr (finding->significance, ==, "not_significant");
      g_assert_cmpstr (finding->judged_by, ==, FIXTURE_PI);
    }
  g_assert_cmpint (pod_casebook_get_audit (after), >, audit);
  /* From what was looked at before, it is a conflict, and none is judged. */
  judgement.significance = "significant";
  g_assert_false (pod_trial_judge_results (ward.trial, &judgement, NULL, &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  g_clear_error (&error);
  /* The same once more writes nothing. */
  judgement.base = after;
  judgement.significance = "not_significant";
  g_assert_true (pod_trial_judge_results (ward.trial, &judgement, NULL, NULL));
  fixture_end (ward.trial);
}

/* A first judgement needs no reason, and that a significant one is attributed to something adds to it; whatever replaces one does. */
static void
test_reasons (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  gint64 headache;

  set_up (&ward);
  headache = add_headache (&ward);
  g_assert_true (judge (&ward, ward.low, "significant", 0, NULL, NULL));
  g_assert_true (judge (&ward, ward.low, "significant", headache, NULL, NULL));
  g_assert_false (judge (&ward, ward.low, "significant", 0, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_clear_error (&error);
  g_assert_false (judge (&ward, ward.low, "not_significant", 0, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_clear_error (&error);
  g_assert_true (judge (&ward, ward.low, "not_significant", 0, "it is chronic", NULL));
  g_assert_false (judge (&ward, ward.low, NULL, 0, "", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  g_assert_true (judge (&ward, ward.low, NULL, 0, "the wrong line", NULL));
  g_assert_null (fixture_find (ward.trial, ward.subject, "hgb")->judged_by);
  fixture_end (ward.trial);
}

static void
test_refused (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  gint64 headache, other;

  set_up (&ward);
  headache = add_headache (&ward);
  other = fixture_register (ward.trial, "0000002");
  g_assert_false (judge (&ward, ward.low, "perhaps", 0, NULL, &error));
  expect_input (&error);
  g_assert_false (judge (&ward, ward.low, "not_significant", headache, NULL, &error));
  expect_input (&error);
  g_assert_false (judge (&ward, ward.low, "significant", 9999, NULL, &error));
  expect_input (&error);
  g_assert_false (judge (&ward, 9999, "significant", 0, NULL, &error));
  expect_input (&error);
  /* Of another subject. */
  g_assert_false (judge (&ward, add (ward.trial, other, 100, 115), "significant", 0, NULL, &error));
  expect_input (&error);
  fixture_end (ward.trial);
}

/* Two windows at one database: whoever comes second looks at what the other wrote, and nothing of either is lost. */
static void
test_two (void)
{
  Ward ward;
  PodTrial *other;
  g_autoptr (PodCasebook) seen = NULL;
  g_autoptr (GError) error = NULL;
  PodResultJudgement judgement = { .significance = "not_significant", .n_findings = 2 };
  gint64 both[2];
  const PodFinding *finding;

  set_up (&ward);
  fixture_add_user (ward.trial, "anna", POD_USER_COORDINATOR);
  other = fixture_open (pod_trial_get_path (ward.trial), "anna");
  both[0] = ward.low;
  both[1] = ward.lower;
  judgement.base = seen = load (&ward);
  judgement.findings = both;
  /* The coordinator corrects one of the two meanwhile. */
  g_assert_true (fixture_correct (other, fixture_find (other, ward.subject, "hgb"), 95, "a slip",
                                  &error));
  g_assert_no_error (error);
  g_assert_false (pod_trial_judge_results (ward.trial, &judgement, NULL, &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  g_clear_error (&error);
  pod_trial_refresh (ward.trial);
  while (fixture_find (ward.trial, ward.subject, "hgb")->quantity.number != 95)
    g_main_context_iteration (NULL, TRUE);
  /* None was judged, and the correction stands. */
  finding = fixture_find (ward.trial, ward.subject, "hgb");
  g_assert_null (finding->significance);
  g_assert_true (judge (&ward, ward.low, "not_significant", 0, NULL, &error));
  g_assert_true (judge (&ward, ward.lower, "not_significant", 0, NULL, &error));
  g_assert_no_error (error);
  /* And the other way round: the correction is of what was there before the judgement. */
  g_assert_false (fixture_correct (other, fixture_find (other, ward.subject, "hgb"), 96, "again",
                                   &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  fixture_end (other);
  fixture_end (ward.trial);
}

/* ---- what ends a judgement, and who may give one ---- */

/* Whoever corrects the result ends the judgement of it; nobody else touches it, and by no other door. */
static void
test_edited (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  const PodFinding *finding;

  set_up (&ward);
  fixture_add_user (ward.trial, "anna", POD_USER_COORDINATOR);
  g_assert_true (judge (&ward, ward.lower, "significant", add_headache (&ward), NULL, NULL));
  fixture_become (ward.trial, "anna");
  finding = fixture_find (ward.trial, ward.subject, "hgb");
  g_assert_cmpint (finding->record.id, ==, ward.lower);
  {
    /* The doors that a coordinator has. */
    PodFinding forged = *finding;
    g_autoptr (PodChange) change = pod_change_new ();

    forged.significance = "not_significant";
    pod_change_put_finding (change, &forged);
    g_assert_false (pod_trial_commit (ward.trial, change, "a slip", NULL, &error));
    g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
    g_clear_error (&error);
  }
  g_assert_true (fixture_correct (ward.trial, finding, 91, "a slip", &error));
  g_assert_no_error (error);
  finding = fixture_find (ward.trial, ward.subject, "hgb");
  g_assert_cmpfloat (finding->quantity.number, ==, 91);
  g_assert_null (finding->significance);
  g_assert_null (finding->judged_by);
  g_assert_cmpint (finding->adverse_event, ==, 0);
  fixture_end (ward.trial);
}

static void
test_in_own_name (void)
{
  Ward ward;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  set_up (&ward);
  casebook = load (&ward);
  finding = *pod_casebook_find_finding (casebook, ward.low);
  finding.significance = "significant";
  finding.judged_by = "somebody";
  pod_change_put_finding (change, &finding);
  g_assert_false (pod_trial_commit (ward.trial, change, "judged", NULL, &error));
  expect_input (&error);
  fixture_end (ward.trial);
}

/* What was not done has no result. */
static void
test_not_done (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  set_up (&ward);
  for (int with_result = 0; with_result < 2; with_result++)
    {
      g_autoptr (PodChange) change = pod_change_new ();

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = -1, .subject = ward.subject };
      finding.observation = "hcg";
      finding.when = pod_moment_on (pod_date_new (2026, 3, 10));
      finding.source = "typed";
      finding.status = "not_done";
      finding.reason = "haemolysed";
      finding.code = with_result ? "negative" : NULL;
      pod_change_put_finding (change, &finding);
      g_assert_cmpint (pod_trial_commit (ward.trial, change, NULL, NULL, &error), ==, !with_result);
      if (with_result)
        expect_input (&error);
    }
  fixture_end (ward.trial);
}

/* What was computed from a result stays what it is when that is judged: nothing is withdrawn, and nothing computed anew. */
static void
test_derived (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  gint64 creatinine, egfr;

  set_up (&ward);
  creatinine = fixture_add_result (ward.trial, ward.subject, "creatinine", 150);
  egfr = fixture_find (ward.trial, ward.subject, "egfr")->record.id;
  g_assert_true (judge (&ward, creatinine, "not_significant", 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (ward.trial, ward.subject, "egfr"), ==, 1);
  g_assert_cmpint (fixture_find (ward.trial, ward.subject, "egfr")->record.id, ==, egfr);
  /* Another creatinine is another input. */
  g_assert_true (fixture_correct (ward.trial, fixture_find (ward.trial, ward.subject, "creatinine"),
                                  160, "a slip", &error));
  g_assert_cmpint (fixture_find (ward.trial, ward.subject, "egfr")->record.id, !=, egfr);
  fixture_end (ward.trial);
}

/* ---- the report of a day ---- */

static gboolean
sign (Ward *ward, GError **error)
{
  g_autoptr (PodCasebook) casebook = load (ward);

  return pod_trial_sign (ward->trial, ward->subject, "report", DAY, "review", FIXTURE_PASSWORD,
                         pod_casebook_get_audit (casebook), error);
}

static void
test_report (void)
{
  Ward ward;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  const PodWaitingReport *report;

  set_up (&ward);
  waiting = pod_trial_list_waiting_reports (ward.trial, 0, &error);
  g_assert_cmpuint (waiting->len, ==, 1);
  report = waiting->pdata[0];
  g_assert_cmpint (report->report.day, ==, DAY);
  g_assert_cmpuint (report->report.n_open, ==, 2);
  g_assert_cmpint (report->signing, ==, POD_SIGNING_NONE);
  /* Not while a result is not judged, nor while a significant one hangs in the air. */
  g_assert_true (judge (&ward, ward.low, "not_significant", 0, NULL, NULL));
  g_assert_false (sign (&ward, &error));
  expect_input (&error);
  g_assert_true (judge (&ward, ward.lower, "significant", 0, NULL, NULL));
  g_assert_false (sign (&ward, &error));
  expect_input (&error);
  g_assert_true (judge (&ward, ward.lower, "significant", add_headache (&ward), NULL, NULL));
  g_assert_true (sign (&ward, &error));
  g_assert_no_error (error);
  none = pod_trial_list_waiting_reports (ward.trial, ward.subject, &error);
  g_assert_cmpuint (none->len, ==, 0);
  /* One more result of that day, and it waits again. */
  add (ward.trial, ward.subject, 120, 115);
  again = pod_trial_list_waiting_reports (ward.trial, 0, &error);
  g_assert_cmpuint (again->len, ==, 1);
  report = again->pdata[0];
  g_assert_cmpint (report->signing, ==, POD_SIGNING_CHANGED);
  g_assert_cmpuint (report->report.n_open, ==, 0);
  fixture_end (ward.trial);
}

/* ---- ranges ---- */

static PodRange
make_range (double lower, PodDate from)
{
  return (PodRange){ .laboratory = "Central",
                     .observation = "hgb",
                     .age_to = 200,
                     .from = from,
                     .lower = lower,
                     .upper = NAN,
                     .unit = pod_unit_from_ucum ("g/L") };
}

/* A result is bound to the range in force on its day; a later version ends the earlier one, and changes no result. */
static void
test_ranges (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  PodRange first = make_range (110, pod_date_new (2026, 1, 1));
  PodRange second = make_range (120, pod_date_new (2026, 3, 1));
  const PodRange *ranges;
  gint64 bound;
  guint n;
  g_autoptr (PodCasebook) casebook = NULL;

  set_up (&ward);
  g_assert_cmpint (pod_trial_add_range (ward.trial, &first, NULL, &error), >, 0);
  g_assert_no_error (error);
  bound = add (ward.trial, ward.subject, 112, NAN);
  g_assert_cmpint (pod_trial_add_range (ward.trial, &second, NULL, &error), >, 0);
  g_assert_no_error (error);
  ranges = pod_site_get_ranges (pod_trial_get_site (ward.trial), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (pod_date_equal (ranges[1].to, pod_date_new (2026, 2, 28)));
  casebook = load (&ward);
  g_assert_cmpfloat (pod_casebook_find_finding (casebook, bound)->lower, ==, 110);
  g_assert_cmpint (pod_casebook_find_finding (casebook, bound)->range, ==, ranges[1].id);
  /* Limits that came with a result are its own. */
  g_assert_cmpint (pod_casebook_find_finding (casebook, ward.low)->range, ==, 0);
  g_assert_true (pod_trial_end_range (ward.trial, ranges[0].id, pod_date_new (2026, 12, 31), NULL,
                                      &error));
  g_assert_false (pod_trial_end_range (ward.trial, 9999, pod_date_new (2026, 12, 31), NULL,
                                       &error));
  expect_input (&error);
  fixture_end (ward.trial);
}

static double
find_lower (Ward *ward, int month)
{
  const PodRange *range = pod_site_find_range (pod_trial_get_site (ward->trial), "Central", "hgb",
                                               NULL, 40, pod_date_new (2026, month, 10));

  return range != NULL ? range->lower : 0;
}

static gint64
add_range (Ward *ward, double lower, PodDate from)
{
  g_autoptr (GError) error = NULL;
  PodRange range = make_range (lower, from);
  gint64 id = pod_trial_add_range (ward->trial, &range, NULL, &error);

  g_assert_no_error (error);
  return id;
}

static void
refuse_end (Ward *ward, gint64 range, PodDate last)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_end_range (ward->trial, range, last, NULL, &error));
  expect_input (&error);
}

/* A correction of the same first day ends what it corrects, for good: neither its own end nor anybody's wish brings it back. */
static void
test_corrected_range (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  PodDate from = pod_date_new (2026, 1, 1);
  gint64 wrong, right;

  set_up (&ward);
  wrong = add_range (&ward, 11, from);
  right = add_range (&ward, 110, from);
  g_assert_cmpfloat (find_lower (&ward, 3), ==, 110);
  g_assert_true (pod_trial_end_range (ward.trial, right, pod_date_new (2026, 3, 31), NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (find_lower (&ward, 3), ==, 110);
  g_assert_cmpfloat (find_lower (&ward, 4), ==, 0);
  refuse_end (&ward, wrong, pod_date_new (2026, 12, 31));
  /* What corrects one that is ended ends with it. */
  add_range (&ward, 115, from);
  g_assert_cmpfloat (find_lower (&ward, 3), ==, 115);
  g_assert_cmpfloat (find_lower (&ward, 4), ==, 0);
  fixture_end (ward.trial);
}

/* No two of the same hold on one day, in whatever order they are told. */
static void
test_overlap (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  PodRange long_one;
  gint64 first;

  set_up (&ward);
  first = add_range (&ward, 110, pod_date_new (2026, 3, 1));
  add_range (&ward, 120, pod_date_new (2026, 7, 1));
  refuse_end (&ward, first, pod_date_new (2026, 12, 31));
  refuse_end (&ward, first, pod_date_new (2026, 7, 1));
  g_assert_true (pod_trial_end_range (ward.trial, first, pod_date_new (2026, 6, 30), NULL, &error));
  g_assert_no_error (error);
  /* One of before ends on the day before the next, and what is said otherwise is refused. */
  add_range (&ward, 100, pod_date_new (2026, 1, 1));
  g_assert_cmpfloat (find_lower (&ward, 2), ==, 100);
  g_assert_cmpfloat (find_lower (&ward, 4), ==, 110);
  refuse_end (&ward, first, pod_date_new (2026, 8, 1));
  long_one = make_range (90, pod_date_new (2025, 1, 1));
  long_one.to = pod_date_new (2026, 1, 1);
  g_assert_cmpint (pod_trial_add_range (ward.trial, &long_one, NULL, &error), ==, 0);
  expect_input (&error);
  fixture_end (ward.trial);
}

static void
test_bad_ranges (void)
{
  Ward ward;
  g_autoptr (GError) error = NULL;
  PodDate from = pod_date_new (2026, 1, 1);
  PodRange good = make_range (110, from), bad[7];

  set_up (&ward);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = good;
  bad[0].observation = "hcg";
  bad[1].unit = pod_unit_from_ucum ("U/L");
  bad[2].lower = NAN;
  bad[3].upper = 100;
  bad[4].sex = "x";
  bad[5].age_from = 201;
  bad[6].from = pod_date_new (2026, 1, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (pod_trial_add_range (ward.trial, &bad[i], NULL, &error), ==, 0);
      expect_input (&error);
    }
  fixture_end (ward.trial);
}

/* ---- what limits would change ---- */

static PodLimitsChange *
weigh (Ward *ward, PodSite *after)
{
  g_autoptr (PodSite) owned = after;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PodLimitsChange *change;

  g_assert_nonnull (after);
  pod_trial_compare_limits_async (ward->trial, after, NULL, pod_test_take_result_cb, &result);
  change = pod_trial_compare_limits_finish (ward->trial, fixture_wait ((gpointer *) &result),
                                            &error);
  g_assert_no_error (error);
  return change;
}

static PodLimitsChange *
weigh_range (Ward *ward, PodRange range)
{
  return weigh (ward, pod_trial_try_range (ward->trial, &range, NULL));
}

/* From the day of the results, or from the day after, when they have none of it; and what has limits of its own keeps them. */
static void
test_change_days (void)
{
  Ward ward;
  g_autoptr (PodLimitsChange) at = NULL;
  g_autoptr (PodLimitsChange) beyond = NULL;
  g_autofree char *words = NULL;

  set_up (&ward);
  add (ward.trial, ward.subject, 105, NAN);
  at = weigh_range (&ward, make_range (110, pod_date_new (2026, 3, 10)));
  g_assert_cmpuint (at->n_gained, ==, 1);
  g_assert_cmpuint (at->n_gaining, ==, 1);
  g_assert_cmpuint (at->n_kept, ==, 2);
  g_assert_cmpuint (at->regraded->len, ==, 1);
  beyond = weigh_range (&ward, make_range (110, pod_date_new (2026, 3, 11)));
  g_assert_true (pod_limits_change_is_empty (beyond));
  g_assert_cmpuint (beyond->n_kept, ==, 0);
  g_assert_cmpuint (beyond->regraded->len, ==, 0);
  words = pod_limits_change_to_words (beyond);
  g_assert_cmpstr (words, ==, "No result that is recorded reads otherwise.");
  fixture_end (ward.trial);
}

/* At the limit nothing is said of a result, one step beyond it is flagged. */
static void
test_change_flags (void)
{
  Ward ward;
  g_autoptr (PodLimitsChange) change = NULL;
  g_autofree char *words = NULL;
  const PodRegraded *regraded;

  set_up (&ward);
  add (ward.trial, ward.subject, 110, NAN);
  add (ward.trial, ward.subject, 109, NAN);
  change = weigh_range (&ward, make_range (110, pod_date_new (2026, 1, 1)));
  g_assert_cmpuint (change->n_gained, ==, 2);
  g_assert_cmpuint (change->regraded->len, ==, 1);
  regraded = g_ptr_array_index (change->regraded, 0);
  g_assert_cmpfloat (regraded->finding->quantity.number, ==, 109);
  g_assert_true (g_str_has_prefix (regraded->after, "below the limits, "));
  words = pod_limits_change_to_words (change);
  g_assert_nonnull (strstr (words, "hold for: 2 (subjects: 1)\nResults whose grade or flag "
                                   "changes: 1"));
  fixture_end (ward.trial);
}

/* What was recorded under limits is bound to them, and another version takes nothing from it; what had none follows every version, and
 * loses them where one ends. */
static void
test_change_bound (void)
{
  Ward ward;
  g_autoptr (PodLimitsChange) corrected = NULL;
  g_autoptr (PodLimitsChange) ended = NULL;
  g_autoptr (PodLimitsChange) elsewhere = NULL;
  PodRange other = make_range (120, pod_date_new (2026, 1, 1));
  gint64 range;

  set_up (&ward);
  add (ward.trial, ward.subject, 116, NAN);
  range = add_range (&ward, 110, pod_date_new (2026, 1, 1));
  add (ward.trial, ward.subject, 117, NAN);
  corrected = weigh_range (&ward, other);
  g_assert_cmpuint (corrected->n_gained, ==, 1);
  g_assert_cmpuint (corrected->n_kept, ==, 3);
  g_assert_cmpuint (corrected->regraded->len, ==, 1);
  ended = weigh (&ward,
                 pod_trial_try_range_end (ward.trial, range, pod_date_new (2026, 3, 9), NULL));
  g_assert_cmpuint (ended->n_lost, ==, 1);
  g_assert_cmpuint (ended->n_gained, ==, 0);
  other.laboratory = "Another";
  elsewhere = weigh_range (&ward, other);
  g_assert_true (pod_limits_change_is_empty (elsewhere));
  fixture_end (ward.trial);
}

/* What is tried is what comes of it, the end of the one before included; and nothing of it is written. */
static void
test_change_tried (void)
{
  Ward ward;
  PodRange range = make_range (120, pod_date_new (2026, 3, 1));
  g_autoptr (PodSite) tried = NULL;
  guint n, n_tried;
  const PodRange *ranges, *as_tried;

  set_up (&ward);
  add_range (&ward, 130, pod_date_new (2026, 7, 1));
  add_range (&ward, 110, pod_date_new (2026, 1, 1));
  tried = pod_trial_try_range (ward.trial, &range, NULL);
  pod_site_get_ranges (pod_trial_get_site (ward.trial), &n);
  g_assert_cmpuint (n, ==, 2);
  add_range (&ward, 120, pod_date_new (2026, 3, 1));
  ranges = pod_site_get_ranges (pod_trial_get_site (ward.trial), &n);
  as_tried = pod_site_get_ranges (tried, &n_tried);
  g_assert_cmpuint (n, ==, n_tried);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (ranges[i].lower, ==, as_tried[i].lower);
      g_assert_true (pod_date_equal (ranges[i].from, as_tried[i].from));
      g_assert_true (pod_date_equal (ranges[i].to, as_tried[i].to));
    }
  fixture_end (ward.trial);
}

static PodLabMap *
read_map (Ward *ward, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  PodLabMap *map = pod_trial_read_ranges (ward->trial, pod_test_write (pod_test_dir (), name, text),
                                          &error);

  g_assert_no_error (error);
  return map;
}

static void
take_map (Ward *ward, const PodLabMap *map, guint expected_added, guint expected_corrected)
{
  g_autoptr (GError) error = NULL;
  guint n_added, n_corrected;

  g_assert_true (pod_trial_import_ranges (ward->trial, map, &n_added, &n_corrected, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_added, ==, expected_added);
  g_assert_cmpuint (n_corrected, ==, expected_corrected);
}

/* What was read is what is taken over, whatever becomes of the file. */
static void
test_map (void)
{
  static const char map[] =
      "[map c]\nlaboratory=Central\nsubject=S\nsubject.kind=screening_number\n"
      "item=I\nresult=R\ncollected=C\n"
      "[item hgb]\nnames=HGB\n"
      "[range hgb.f]\nunit=g/L\nlower=115\nupper=150\nsex=female\n"
      "ages=18..\nfrom=2026-01-01\n"
      "[range hgb.m]\nunit=g/L\nlower=130\nsex=male\nfrom=2026-01-01\n"
      "to=2026-06-30\n";
  Ward ward;
  g_autoptr (GError) error = NULL;
  const PodRange *range;
  g_auto (GStrv) parts = g_strsplit (map, "lower=130", 2);
  g_autofree char *mended = g_strjoinv ("lower=120", parts);
  g_autoptr (PodLabMap) first = NULL;
  g_autoptr (PodLabMap) second = NULL;
  g_autoptr (PodSite) tried = NULL;
  guint n;

  set_up (&ward);
  first = read_map (&ward, "map.ini", map);
  second = read_map (&ward, "map.ini", mended);
  tried = pod_trial_try_import_ranges (ward.trial, first, &error);
  g_assert_no_error (error);
  pod_site_get_ranges (tried, &n);
  g_assert_cmpuint (n, ==, 2);
  take_map (&ward, first, 2, 0);
  range = pod_site_find_range (pod_trial_get_site (ward.trial), "Central", "hgb", "female", 40,
                               pod_date_new (2026, 3, 10));
  g_assert_cmpfloat (range->upper, ==, 150);
  /* Twice is once. */
  take_map (&ward, first, 0, 0);
  /* Mended limits of the same first day are taken as the correction, and the old map brings nothing back. */
  take_map (&ward, second, 0, 1);
  take_map (&ward, first, 0, 0);
  range = pod_site_find_range (pod_trial_get_site (ward.trial), "Central", "hgb", "male", 40,
                               pod_date_new (2026, 3, 10));
  g_assert_cmpfloat (range->lower, ==, 120);
  fixture_end (ward.trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/results/many", test_many);
  g_test_add_func ("/service/results/reasons", test_reasons);
  g_test_add_func ("/service/results/refused", test_refused);
  g_test_add_func ("/service/results/two", test_two);
  g_test_add_func ("/service/results/edited", test_edited);
  g_test_add_func ("/service/results/in-own-name", test_in_own_name);
  g_test_add_func ("/service/results/not-done", test_not_done);
  g_test_add_func ("/service/results/derived", test_derived);
  g_test_add_func ("/service/results/report", test_report);
  g_test_add_func ("/service/results/ranges", test_ranges);
  g_test_add_func ("/service/results/corrected-range", test_corrected_range);
  g_test_add_func ("/service/results/overlap", test_overlap);
  g_test_add_func ("/service/results/bad-ranges", test_bad_ranges);
  g_test_add_func ("/service/results/change-days", test_change_days);
  g_test_add_func ("/service/results/change-flags", test_change_flags);
  g_test_add_func ("/service/results/change-bound", test_change_bound);
  g_test_add_func ("/service/results/change-tried", test_change_tried);
  g_test_add_func ("/service/results/map", test_map);
  return g_test_run ();
}
