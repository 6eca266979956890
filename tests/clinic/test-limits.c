#include "clinic-fixture.h"

#include <string.h>

/*
 * The acceptance of the trial's own criteria: a subject whom nothing keeps out, with one value at its limit and then one step
 * beyond.  That step must turn the criteria named here, and no others.
 */
typedef struct
{
  const char *criteria; /* that turn, separated by spaces */
  const char *cohort;
  const char *setup;  /* what the branch needs to be reached; may be empty */
  const char *at;     /* still in */
  const char *beyond; /* no longer */
} Limit;

#define E "mL/min/{1.73_m2} @-5"

static const Limit limits[] = {
  { "INC-01", "mn", "", "age 18 a @-20", "age 17 a @-20" },
  { "INC-01", "aav", "", "age 70 a @-20", "age 71 a @-20" },
  { "INC-02", "igan", "", "cd19 1 {cells}/uL @-5", "cd19 0 {cells}/uL @-5" },
  { "INC-03a", "mn", "", "anc 1 10*9/L @-5", "anc 0.99 10*9/L @-5" },
  { "INC-03a", "mn", "", "hgb 60 g/L @-5", "hgb 59 g/L @-5" },
  { "INC-03a", "mn", "", "hgb 6 g/dL @-5", "hgb 5.9 g/dL @-5" },
  { "INC-03a", "mn", "", "plt 50 10*9/L @-5", "plt 49 10*9/L @-5" },
  { "INC-03b", "igan", "", "alt 120 U/L uln 40 @-5", "alt 121 U/L uln 40 @-5" },
  { "INC-03b", "igan", "", "ast 105 U/L uln 35 @-5", "ast 106 U/L uln 35 @-5" },
  { "INC-03b", "igan", "", "tbil 31.5 umol/L uln 21 @-5", "tbil 31.6 umol/L uln 21 @-5" },
  { "INC-03c", "aav", "", "inr 1.8 1 uln 1.2 @-5", "inr 1.81 1 uln 1.2 @-5" },
  { "INC-03c", "aav", "", "pt 21 s uln 14 @-5", "pt 21.1 s uln 14 @-5" },
  { "INC-03d", "mn", "", "lvef 55 % @-5", "lvef 54 % @-5" },
  { "INC-03d", "mn", "", "haemodynamically_stable yes", "haemodynamically_stable no" },
  { "INC-04a", "mn", "", "contraception_agreed yes", "contraception_agreed no" },
  { "INC-04b", "mn", "", "lactating no", "lactating yes" },
  { "INC-04b EXC-11", "mn", "", "serum_hcg negative @-7", "serum_hcg positive @-7" },
  { "INC-05", "mn", "", "consent_given yes @-20", "consent_given no @-20" },
  { "INC-05", "mn", "", "compliant yes", "compliant no" },
  { "INC-06", "mn", "", "biopsy_diagnosis membranous_nephropathy @-20",
    "biopsy_diagnosis other @-20" },
  { "INC-06", "mn", "", "primary_mn_attested yes", "primary_mn_attested no" },
  /* Recurrent: 3.5 g counts. */
  { "INC-07", "mn", "", "uprot24 3.5 g/d @-5", "uprot24 3.4 g/d @-5" },
  /* High risk a): eGFR below 60, not at 60. */
  { "INC-07", "mn", "earlier_remission none", "egfr 59.9 " E, "egfr 60 " E },
  /* High risk a): more than 8 g for more than six months. */
  { "INC-07", "mn", "earlier_remission none", "uprot24 8.1 g/d @-5; uprot24 9 g/d @-200",
    "uprot24 8 g/d @-5; uprot24 9 g/d @-200" },
  /* High risk b): every link of its chain. */
  { "INC-07", "mn",
    "earlier_remission none; albumin 20 g/L @-5; uprot24_before_acei_arb 6 g/d @-300; uprot24 4 "
    "g/d @-5",
    "acei_arb_months 6 mo @-5", "acei_arb_months 5 mo @-5" },
  { "INC-07", "mn",
    "earlier_remission none; albumin 20 g/L @-5; uprot24 4 g/d @-5; acei_arb_months 6 mo @-5",
    "uprot24_before_acei_arb 7.9 g/d @-300", "uprot24_before_acei_arb 8 g/d @-300" },
  { "INC-07", "mn",
    "earlier_remission none; uprot24_before_acei_arb 6 g/d @-300; acei_arb_months 6 mo @-5; "
    "uprot24 4 g/d @-5",
    "albumin 24.9 g/L @-5", "albumin 25 g/L @-5" },
  { "INC-07", "mn",
    "earlier_remission none; uprot24_before_acei_arb 6 g/d @-300; acei_arb_months 6 mo @-5; "
    "uprot24 4 g/d @-5",
    "apla2r 50.1 {RU}/mL @-5", "apla2r 50 {RU}/mL @-5" },
  { "INC-07", "mn",
    "earlier_remission none; uprot24_before_acei_arb 6 g/d @-300; acei_arb_months 6 mo @-5; apla2r "
    "60 {RU}/mL @-5",
    "uprot24 3.6 g/d @-5", "uprot24 3.5 g/d @-5" },
  /* Refractory: the two latest values, and less than half gone. */
  { "INC-07", "mn",
    "earlier_remission none; prior_immunosuppression yes; uprot24_before_immunosuppression 6 g/d "
    "@-300",
    "uprot24 3.5 g/d @-5; uprot24 3.5 g/d @-20", "uprot24 3.4 g/d @-5; uprot24 3.5 g/d @-20" },
  { "INC-07", "mn",
    "earlier_remission none; prior_immunosuppression yes; uprot24 4 g/d @-5; uprot24 4 g/d @-20",
    "uprot24_before_immunosuppression 7.9 g/d @-300",
    "uprot24_before_immunosuppression 8 g/d @-300" },
  { "INC-08", "mn", "", "egfr 45 " E, "egfr 44.9 " E },
  { "INC-09", "igan", "", "biopsy_diagnosis iga_nephropathy @-20", "biopsy_diagnosis other @-20" },
  { "INC-10", "igan", "", "acei_arb_stable_months 3 mo @-5", "acei_arb_stable_months 2.9 mo @-5" },
  { "INC-10", "igan", "", "acei_arb_maximal yes", "acei_arb_maximal no" },
  { "INC-11", "igan", "", "immunosuppression_months 6.1 mo @-5",
    "immunosuppression_months 6 mo @-5" },
  { "INC-11", "igan", "", "uprot24 1 g/d @-5", "uprot24 0.99 g/d @-5" },
  { "INC-11", "igan", "immunosuppression_months 0 mo @-5", "earlier_remission complete",
    "earlier_remission none" },
  { "INC-11", "igan", "immunosuppression_months 0 mo @-5",
    "egfr 40 " E "; egfr 80 mL/min/{1.73_m2} @-80",
    "egfr 41 " E "; egfr 80 mL/min/{1.73_m2} @-80" },
  { "INC-12", "igan", "", "egfr 30 " E, "egfr 29.9 " E },
  { "INC-13", "aav", "", "acr_gpa 5 1", "acr_gpa 4 1" },
  { "INC-13", "aav", "acr_gpa 0 1", "acr_mpa 5 1", "acr_mpa 4 1" },
  { "INC-13", "aav", "acr_gpa 0 1", "acr_egpa 6 1", "acr_egpa 5 1" },
  { "INC-14", "aav", "", "pr3_anca positive", "pr3_anca negative" },
  { "INC-15", "aav", "", "aav_biopsy_attested yes", "aav_biopsy_attested no" },
  { "INC-16", "aav", "", "bvas 15 1 @-5", "bvas 14 1 @-5" },
  { "INC-17", "aav", "", "bvas_renal_items 2 1 @-5", "bvas_renal_items 1 1 @-5" },
  { "INC-18", "aav", "", "glucocorticoid_dose 1.01 mg/kg/d", "glucocorticoid_dose 1 mg/kg/d" },
  { "INC-18", "aav", "", "immunomodulator_months 3 mo", "immunomodulator_months 2.9 mo" },
  { "INC-18", "aav", "standard_therapy_ineffective no", "activity_recurred yes",
    "activity_recurred no" },
  { "INC-19", "aav", "", "egfr 30 " E, "egfr 29.9 " E },
  { "EXC-01", "mn", "", "allergy_tocilizumab no", "allergy_tocilizumab yes" },
  { "EXC-02", "mn", "", "infection_active no", "infection_active yes" },
  { "EXC-03", "mn", "", "cns_disorder no", "cns_disorder yes" },
  { "EXC-04", "mn", "", "arrhythmia no", "arrhythmia yes" },
  { "EXC-05", "mn", "", "congenital_ig_deficiency no", "congenital_ig_deficiency yes" },
  { "EXC-06", "mn", "malignancy breast", "disease_free_years 5.1 a @-5",
    "disease_free_years 5 a @-5" },
  { "EXC-06", "mn", "", "malignancy cervix_in_situ", "malignancy other" },
  { "EXC-07", "mn", "", "chronic_dialysis no", "chronic_dialysis yes" },
  { "EXC-08", "mn", "hbcab positive @-10", "hbv_dna not_detected @-10", "hbv_dna detected @-10" },
  { "EXC-08", "mn", "hcv_ab positive @-10", "hcv_rna not_detected @-10", "hcv_rna detected @-10" },
  { "EXC-08", "mn", "", "hiv_ab negative @-10", "hiv_ab positive @-10" },
  { "EXC-09", "mn", "", "severe_cognitive_impairment no", "severe_cognitive_impairment yes" },
  { "EXC-10", "mn", "other_trial yes @-20", "other_trial_end =-184", "other_trial_end =-183" },
  { "EXC-11", "mn", "", "planning_pregnancy no", "planning_pregnancy yes" },
  { "EXC-12", "mn", "", "diabetes_uncontrolled no", "diabetes_uncontrolled yes" },
  { "EXC-13", "mn", "", "other_reason no", "other_reason yes" },
  { "EXC-14", "mn", "", "mn_lupus no", "mn_lupus yes" },
  { "EXC-15", "igan", "", "igan_cirrhosis no", "igan_cirrhosis yes" },
  { "EXC-16", "igan", "", "glomeruli_with_crescents 10 1", "glomeruli_with_crescents 11 1" },
  { "INC-19 EXC-17", "aav", "", "egfr 30 " E "; egfr 90 mL/min/{1.73_m2} @-60",
    "egfr 14.9 " E "; egfr 90 mL/min/{1.73_m2} @-60" },
  { "EXC-08", "mn", "syphilis_treponemal positive @-10; syphilis_judged_positive no @-10",
    "syphilis_rpr negative @-10", "syphilis_rpr positive @-10" },
  { "EXC-18", "aav", "alveolar_haemorrhage yes; invasive_ventilation yes",
    "ventilation_beyond_screening no", "ventilation_beyond_screening yes" },
};

static PodScreening *
screen (const PodStudy *study, const Limit *limit, const char *change)
{
  g_autofree char *changes = g_strjoin (";", limit->setup, change, NULL);
  g_autoptr (PodSite) site = fixture_site ();
  PodCasebook *casebook = fixture_eligible (limit->cohort, "female", changes);

  /* Pure: the answer does not keep what it was made from. */
  PodScreening *screening = pod_screening_new (study, site, casebook, fixture_today ());
  pod_casebook_unref (casebook);
  return screening;
}

static void
report (const PodScreening *screening)
{
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      if (verdict->passes != POD_TRUE)
        g_test_message ("  %s passes: %s", verdict->criterion->id,
                        pod_truth_to_string (verdict->passes));
      for (guint j = 0; j < verdict->missing->len; j++)
        g_test_message ("    missing: %s", ((const PodSymbol *) verdict->missing->pdata[j])->name);
    }
}

static void
check_turned (const Limit *limit, const PodScreening *screening)
{
  g_auto (GStrv) expected = g_strsplit (limit->criteria, " ", -1);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];
      gboolean turns = g_strv_contains ((const char *const *) expected, verdict->criterion->id);

      if ((verdict->passes == POD_FALSE) != turns || (!turns && verdict->passes != POD_TRUE))
        {
          g_test_message ("%s: %s", verdict->criterion->id, pod_truth_to_string (verdict->passes));
          g_test_fail ();
        }
    }
}

static void
test_limits (void)
{
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (PodScreening) at = screen (study, &limits[i], limits[i].at);
      g_autoptr (PodScreening) beyond = screen (study, &limits[i], limits[i].beyond);

      g_test_message ("%s: %s | %s | %s", limits[i].criteria, limits[i].setup, limits[i].at,
                      limits[i].beyond);
      if (at->eligible != POD_TRUE)
        {
          report (at);
          g_test_fail ();
        }
      check_turned (&limits[i], beyond);
      g_assert_cmpint (beyond->eligible, ==, g_test_failed () ? beyond->eligible : POD_FALSE);
    }
}

/* Every criterion of the trial has a row above. */
static void
test_complete (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *criteria = pod_study_get_criteria (study);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = criteria->pdata[i];
      gboolean found = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (limits); j++)
        found |= strstr (limits[j].criteria, criterion->id) != NULL;
      if (!found)
        {
          g_test_message ("%s has no limit here", criterion->id);
          g_test_fail ();
        }
    }
}

static void
test_eligible (void)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  static const char *const sexes[] = { "female", "male" };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (cohorts) * 2; i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_eligible (cohorts[i / 2], sexes[i % 2], NULL);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());

      g_test_message ("%s %s", cohorts[i / 2], sexes[i % 2]);
      report (screening);
      g_assert_cmpint (screening->eligible, ==, POD_TRUE);
      g_assert_cmpuint (screening->missing->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/limits/eligible", test_eligible);
  g_test_add_func ("/clinic/limits/at-and-beyond", test_limits);
  g_test_add_func ("/clinic/limits/complete", test_complete);
  return g_test_run ();
}
