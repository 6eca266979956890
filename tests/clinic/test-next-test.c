#include "clinic-fixture.h"

#include "pod-next-test.h"

/* "blood/blood_count: anc > INC-03a ? EXC-07": burden, panel, what to get, what it decides, and what it may decide. */
static void
append_ids (GString *text, const char *mark, const GPtrArray *criteria)
{
  for (guint i = 0; i < criteria->len; i++)
    g_string_append_printf (text, "%s%s", i ? " " : mark,
                            ((const PodCriterion *) criteria->pdata[i])->id);
}

static char *
describe (const GPtrArray *tests)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tests->len; i++)
    {
      const PodNextTest *test = tests->pdata[i];

      g_string_append_printf (text, "%s%s/%s:", i ? "; " : "", test->burden->id, test->panel->id);
      for (guint j = 0; j < test->observations->len; j++)
        g_string_append_printf (text, " %s",
                                ((const PodObservation *) test->observations->pdata[j])
                                    ->symbol.name);
      append_ids (text, " > ", test->decides);
      append_ids (text, " ? ", test->may_decide);
    }
  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *cohort, *changes, *expected;
  } rows[] = {
    { "mn", NULL, "" },
    { "mn", "anc none @-400", "blood/blood_count: anc > INC-03a" },
    /* The cheapest first; of the same burden the one that decides most. */
    { "mn",
      "lvef 60 % @-40; cd19 none @-400; egfr none @-400; creatinine none @-400; angina none @-400",
      "asked/history: angina > EXC-04; blood/kidney: creatinine > INC-08 EXC-07; "
      "blood/car_t: cd19 > INC-02; imaging/cardiac: lvef > INC-03d" },
    /* Two panels that one criterion needs: neither decides it for sure, a bad result of either would. */
    { "mn", "anc none @-400; lvef 60 % @-40; haemodynamically_stable none @-400",
      "bedside/cardiac: haemodynamically_stable ? INC-03d; blood/blood_count: anc > INC-03a; "
      "imaging/cardiac: lvef ? INC-03d" },
    /* Where somebody is out already, nothing is ordered. */
    { "mn", "anc none @-400; infection_active yes @-2", "" },
    { "igan",
      "biopsy_diagnosis none @-400; uprot24 none @-400; immunosuppression_months none @-400",
      "asked/treatment_history: immunosuppression_months ? INC-11; urine/urine: uprot24 ? INC-11; "
      "biopsy/pathology: biopsy_diagnosis > INC-09" },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook)
          casebook = fixture_eligible (rows[i].cohort, "female", rows[i].changes);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      g_autoptr (GPtrArray) tests = pod_next_tests_new (study, screening);
      g_autofree char *text = describe (tests);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

/* Whatever a criterion asks, something is known of what it takes. */
static void
test_burdens (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *observations = pod_study_get_observations (study);
  const GPtrArray *burdens = pod_study_get_burdens (study);

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = observations->pdata[i];

      g_assert_true (pod_study_find_burden (study, observation->burden) != NULL);
    }
  for (guint i = 0; i < burdens->len; i++)
    g_assert_nonnull (((const PodBurden *) burdens->pdata[i])->label.translated);
}

/* Nothing known at all: everything that is missing stands in some order, once. */
static void
test_all (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("aav", "female", "consent @@-2", NULL);
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, fixture_today ());
  g_autoptr (GPtrArray) tests = pod_next_tests_new (study, screening);
  guint n = 0;

  for (guint i = 0; i < tests->len; i++)
    n += ((const PodNextTest *) tests->pdata[i])->observations->len;
  g_assert_cmpuint (n, ==, screening->missing->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/next-test/rows", test_rows);
  g_test_add_func ("/clinic/next-test/burdens", test_burdens);
  g_test_add_func ("/clinic/next-test/all", test_all);
  return g_test_run ();
}
