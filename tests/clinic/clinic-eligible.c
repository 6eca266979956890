#include "clinic-fixture.h"

/* What a chart says of somebody whom nothing keeps out.  Invented throughout. */
static const char everybody[] = "consent @@-20\n"
                                "consent_given yes @-20\n"
                                "compliant yes @-2\n"
                                "age 45 a @-20\n"
                                "cd19 120 {cells}/uL @-5\n"
                                "anc 3.2 10*9/L @-5\n"
                                "hgb 110 g/L @-5\n"
                                "plt 220 10*9/L @-5\n"
                                "alt 25 U/L uln 40 @-5\n"
                                "ast 25 U/L uln 40 @-5\n"
                                "tbil 12 umol/L uln 20 @-5\n"
                                "inr 1 1 uln 1.2 @-5\n"
                                "pt 12 s uln 14 @-5\n"
                                "lvef 62 % @-5\n"
                                "haemodynamically_stable yes @-2\n"
                                "contraception_agreed yes @-2\n"
                                "allergy_product no @-20\n"
                                "allergy_fludarabine no @-20\n"
                                "allergy_cyclophosphamide no @-20\n"
                                "allergy_tocilizumab no @-20\n"
                                "severe_allergy_history no @-20\n"
                                "infection_active no @-2\n"
                                "cns_disorder no @-20\n"
                                "angina no @-5\n"
                                "myocardial_infarction no @-5\n"
                                "heart_failure no @-5\n"
                                "arrhythmia no @-5\n"
                                "other_serious_heart_disease no @-5\n"
                                "congenital_ig_deficiency no @-20\n"
                                "malignancy none @-20\n"
                                "chronic_dialysis no @-5\n"
                                "kidney_transplant no @-20\n"
                                "hbsag negative @-10\n"
                                "hbcab negative @-10\n"
                                "hcv_ab negative @-10\n"
                                "hiv_ab negative @-10\n"
                                "syphilis_treponemal negative @-10\n"
                                "mental_illness no @-5\n"
                                "severe_cognitive_impairment no @-5\n"
                                "other_trial no @-20\n"
                                "hypertension_uncontrolled no @-5\n"
                                "diabetes_uncontrolled no @-5\n"
                                "other_reason no @-2\n"
                                "another_kidney_disease no @-20\n";

static const char women[] = "childbearing yes @-20\n"
                            "serum_hcg negative @-3\n"
                            "lactating no @-3\n"
                            "planning_pregnancy no @-3\n";

static const char men[] = "partner_childbearing yes @-20\n";

/* A relapse after partial remission. */
static const char mn[] = "biopsy_diagnosis membranous_nephropathy @2025-03\n"
                         "primary_mn_attested yes @-20\n"
                         "creatinine 80 umol/L @-5\n"
                         "egfr 95 mL/min/{1.73_m2} @-5\n"
                         "uprot24 5 g/d @-5\n"
                         "albumin 30 g/L @-5\n"
                         "apla2r 20 {RU}/mL @-5\n"
                         "earlier_remission partial @-20\n"
                         "prior_immunosuppression no @-20\n"
                         "acei_arb_months 0 mo @-5\n"
                         "mn_hepatitis_b no @-20\n"
                         "mn_lupus no @-20\n"
                         "mn_drug no @-20\n"
                         "mn_malignancy no @-20\n"
                         "mn_other_cause no @-20\n";

/* More than half a year of treatment, and still proteinuria. */
static const char igan[] = "biopsy_diagnosis iga_nephropathy @2025-03\n"
                           "primary_igan_attested yes @-20\n"
                           "egfr 60 mL/min/{1.73_m2} @-5\n"
                           "egfr 62 mL/min/{1.73_m2} @-60\n"
                           "uprot24 2 g/d @-5\n"
                           "acei_arb_stable_months 4 mo @-5\n"
                           "acei_arb_maximal yes @-5\n"
                           "immunosuppression_months 9 mo @-5\n"
                           "earlier_remission none @-20\n"
                           "egfr_fall_explained no @-5\n"
                           "glomeruli 20 1 @2025-03\n"
                           "glomeruli_with_crescents 2 1 @2025-03\n"
                           "minimal_change_with_iga no @-20\n"
                           "other_specific_kidney_disease no @-20\n"
                           "igan_vasculitis no @-20\n"
                           "igan_spondylitis no @-20\n"
                           "igan_lupus no @-20\n"
                           "igan_sjogren no @-20\n"
                           "igan_hepatitis no @-20\n"
                           "igan_cirrhosis no @-20\n"
                           "igan_rheumatoid no @-20\n"
                           "igan_mctd no @-20\n"
                           "igan_other_cause no @-20\n";

/* Standard therapy that did not work. */
static const char aav[] = "biopsy_diagnosis anca_glomerulonephritis @2025-03\n"
                          "aav_biopsy_attested yes @-20\n"
                          "egfr 40 mL/min/{1.73_m2} @-5\n"
                          "vasculitis_attested yes @-20\n"
                          "acr_gpa 7 1 @-20\n"
                          "acr_mpa 0 1 @-20\n"
                          "acr_egpa 0 1 @-20\n"
                          "mpo_anca negative @-20\n"
                          "pr3_anca positive @-20\n"
                          "bvas 20 1 @-5\n"
                          "bvas_renal_items 3 1 @-5\n"
                          "glucocorticoid_dose 1.5 mg/kg/d @-20\n"
                          "cyclophosphamide_given yes @-20\n"
                          "immunomodulator_months 6 mo @-20\n"
                          "standard_therapy_ineffective yes @-20\n"
                          "activity_recurred no @-20\n"
                          "alveolar_haemorrhage no @-2\n"
                          "invasive_ventilation no @-2\n"
                          "ventilation_beyond_screening no @-2\n";

PodCasebook *
fixture_eligible (const char *cohort, const char *sex, const char *changes)
{
  const char *own = g_str_equal (cohort, "mn") ? mn : g_str_equal (cohort, "igan") ? igan : aav;
  g_autofree char *records = g_strconcat (everybody, g_str_equal (sex, "female") ? women : men, own,
                                          NULL);

  return fixture_casebook (cohort, sex, records, changes);
}
