#include "clinic-fixture.h"

#include "pod-need.h"

/* What has to be asked, and what only may have to be: a condition first, what hangs on it after. */

static char *
describe (const PodScreening *screening)
{
  g_autoptr (GHashTable) needs = pod_needs_new (screening);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < screening->missing->len; i++)
    {
      const PodSymbol *symbol = screening->missing->pdata[i];
      PodNeed need = pod_needs_get (needs, symbol->name);

      g_assert_cmpint (need, !=, POD_NEED_NONE);
      g_string_append_printf (text, "%s%s%s", i ? " " : "", symbol->name,
                              need == POD_NEED_PERHAPS ? "?" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *cohort, *sex, *changes, *expected;
  } rows[] = {
    { "mn", "female", NULL, "" },
    { "mn", "female", "anc none @-400; plt none @-400", "anc plt" },
    /* Childbearing first; the test hangs on it, and the physician's word on a borderline test. */
    { "mn", "female", "childbearing none @-400; serum_hcg none @-400",
      "childbearing serum_hcg? hcg_judged_negative?" },
    { "mn", "female", "childbearing yes @-2; serum_hcg none @-400",
      "serum_hcg hcg_judged_negative?" },
    { "mn", "female", "childbearing no @-2; serum_hcg none @-400", "" },
    { "mn", "male", "serum_hcg none @-400", "" },
    /* The DNA where an antigen or antibody is there. */
    { "mn", "female", "hbsag none @-400; hbcab none @-400; hbv_dna none @-400",
      "hbsag hbcab serology_judged_positive? hbv_dna?" },
    { "mn", "female", "hbsag negative @-2; hbcab negative @-2; hbv_dna none @-400", "" },
    { "mn", "female", "hbsag negative @-2; hbcab positive @-2; hbv_dna none @-400", "hbv_dna" },
    /* The end of another trial where there was one. */
    { "mn", "female", "other_trial none @-400; other_trial_end none @-400",
      "other_trial other_trial_end?" },
    { "mn", "female", "other_trial yes @-2; other_trial_end none @-400", "other_trial_end" },
    /* A result without the limit that it is compared with. */
    { "mn", "female", "alt 25 U/L @-5", "alt" },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook)
          casebook = fixture_eligible (rows[i].cohort, rows[i].sex, rows[i].changes);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      g_autofree char *text = describe (screening);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

/* Whatever is open needs something surely: nobody is told that nothing is missing while nothing can be told. */
static void
test_open_needs_something (void)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (cohorts); i++)
    {
      g_autoptr (PodCasebook)
          casebook = fixture_casebook (cohorts[i], "female", "consent @@-2", NULL);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      g_autoptr (GHashTable) needs = pod_needs_new (screening);

      for (guint j = 0; j < screening->verdicts->len; j++)
        {
          const PodVerdict *verdict = screening->verdicts->pdata[j];
          gboolean any = verdict->missing->len == 0;

          for (guint k = 0; k < verdict->missing->len; k++)
            any |= pod_needs_get (needs, ((const PodSymbol *) verdict->missing->pdata[k])->name) ==
                   POD_NEED_SURELY;
          g_test_message ("%s %s", cohorts[i], verdict->criterion->id);
          g_assert_true (any);
        }
    }
}

static void
test_limits (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *criteria = pod_study_get_criteria (study);
  const PodObservation *alt = pod_study_find_observation (study, "alt");
  guint upper = 0;

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = criteria->pdata[i];

      upper += pod_rule_asks_limit (criterion->rule, &alt->symbol, TRUE);
      g_assert_false (pod_rule_asks_limit (criterion->rule, &alt->symbol, FALSE));
    }
  g_assert_cmpuint (upper, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/need/rows", test_rows);
  g_test_add_func ("/clinic/need/open-needs-something", test_open_needs_something);
  g_test_add_func ("/clinic/need/limits", test_limits);
  return g_test_run ();
}
