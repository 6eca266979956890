#include "clinic-fixture.h"

#include "pod-check.h"

/* Before lymphodepletion and before the infusion. */

#define EGFR " mL/min/{1.73_m2} "

/* Somebody enrolled five days ago. */
static const char ready[] =
    "enrolment @@-5; infection_active no @0; serum_hcg negative @-5; "
    "creatinine 80 umol/L @-2; egfr 95" EGFR "@-2; alt 25 U/L uln 40 @-2; "
    "ast 25 U/L uln 40 @-2; tbil 12 umol/L uln 20 @-2; anc 3.2 10*9/L @-2; hgb 110 g/L @-2; "
    "plt 220 10*9/L @-2; haemodynamically_stable yes @0; lvef 62 % @-40; spo2 97 % @0";

static PodCheckAnswer *
ask (const char *check, int day_0, const char *changes, int day)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autofree char *records = g_strdup_printf ("%s; infusion_planned @@%d; %s", ready, day_0,
                                              changes);
  g_autoptr (PodCasebook) casebook = fixture_eligible ("mn", "female", records);
  PodCheckAnswer *answer = pod_check_answer_new (study, site, casebook,
                                                 pod_study_find_check (study, check),
                                                 fixture_day (day));

  /* The study stays with the test: the answer points into it. */
  pod_study_ref (study);
  g_test_queue_destroy ((GDestroyNotify) pod_study_unref, study);
  return answer;
}

static void
test_rows (void)
{
  static const struct
  {
    const char *check;
    int day_0;
    const char *changes;
    PodTruth answer;
  } rows[] = {
    { "lymphodepletion", 6, "", POD_TRUE },
    { "lymphodepletion", 6, "also infection_active yes @0", POD_FALSE },
    { "lymphodepletion", 6, "also serum_hcg positive @0", POD_FALSE },
    { "lymphodepletion", 6, "also egfr 29" EGFR "@0", POD_FALSE },
    { "lymphodepletion", 6, "also egfr 30" EGFR "@0", POD_TRUE },
    { "lymphodepletion", 6, "also alt 121 U/L uln 40 @0", POD_FALSE },
    { "lymphodepletion", 6, "also lvef 54 % @-1", POD_FALSE },
    { "lymphodepletion", 6, "also haemodynamically_stable no @0", POD_FALSE },
    /* Look-backs count from the day that is planned: a week later nothing of all this is fresh. */
    { "lymphodepletion", 13, "", POD_UNKNOWN },
    /* The infusion is six days ahead. */
    { "infusion", 6, "", POD_UNKNOWN },
    { "infusion", 0, "also infection_active yes @0", POD_FALSE },
    { "infusion", 0, "also spo2 91 % @0", POD_FALSE },
    { "infusion", 0, "", POD_TRUE },
    /* Planned for two days ago and not taken: what has come since counts, and what was fresh then is not asked. */
    { "infusion", -2,
      "infection_active no @-3; also infection_active yes @0; also egfr 20" EGFR
      "@0; haemodynamically_stable yes @-3; spo2 97 % @-3; creatinine 80 umol/L @-4; egfr 95" EGFR
      "@-4; also egfr 20" EGFR "@0; alt 25 U/L uln 40 @-4; ast 25 U/L uln 40 @-4; "
      "tbil 12 umol/L uln 20 @-4",
      POD_FALSE },
    { "infusion", -2, "", POD_TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCheckAnswer) answer = ask (rows[i].check, rows[i].day_0, rows[i].changes, 0);

      g_test_message ("%s with \"%s\"", rows[i].check, rows[i].changes);
      g_assert_cmpint (answer->may_go_on, ==, rows[i].answer);
      g_assert_cmpint (answer->missing->len > 0, ==, rows[i].answer == POD_UNKNOWN);
    }
}

/* Planned, then taken: the day that counts is the one on which it took place. */
static void
test_day (void)
{
  g_autoptr (PodCheckAnswer) planned = ask ("lymphodepletion", 6, "", 0);
  g_autoptr (PodCheckAnswer) infusion = ask ("infusion", 6, "", 0);
  g_autoptr (PodCheckAnswer) begun = ask ("lymphodepletion", 6, "dose fludarabine @0", 0);
  g_autoptr (PodCheckAnswer) before = ask ("lymphodepletion", 6, "dose fludarabine @0", -1);

  g_assert_true (pod_date_equal (planned->day, fixture_day (1)));
  g_assert_true (pod_date_equal (infusion->day, fixture_day (6)));
  g_assert_false (planned->taken);
  g_assert_true (begun->taken);
  g_assert_true (pod_date_equal (begun->day, fixture_day (0)));
  g_assert_false (before->taken);
  g_assert_cmpstr (pod_check_answer_to_words (planned), ==, "may go on");
  g_assert_cmpstr (pod_check_answer_to_words (infusion), ==, "cannot tell yet");
}

/* All is the site's, in both languages, and every condition has its evidence. */
static void
test_words (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *checks = pod_study_get_checks (study);

  g_assert_cmpuint (checks->len, ==, 2);
  for (guint i = 0; i < checks->len; i++)
    {
      const PodCheck *check = checks->pdata[i];

      g_assert_nonnull (check->label.translated);
      g_assert_cmpstr (check->source, ==, "site");
      g_assert_cmpuint (check->conditions->len, >=, 3);
      for (guint j = 0; j < check->conditions->len; j++)
        {
          const PodCondition *condition = check->conditions->pdata[j];

          g_assert_nonnull (condition->label.translated);
          g_assert_cmpstr (condition->source, ==, "site");
          g_assert_true (!condition->caveat.plain == !condition->caveat.translated);
          g_assert_nonnull (condition->window.anchor);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/check/rows", test_rows);
  g_test_add_func ("/clinic/check/day", test_day);
  g_test_add_func ("/clinic/check/words", test_words);
  return g_test_run ();
}
