/* What a chart says of somebody at screening beside the laboratory: histories, attested states, biopsies. */

#include "pod-demo-private.h"

#include <string.h>

/* @whose: "" for everybody, a cohort or a sex. */
typedef struct
{
  const char *whose;
  const char *observation;
  const char *code;
} Answer;

static const Answer answers[] = {
  { "", "consent_given", "yes" },
  { "", "compliant", "yes" },
  { "", "haemodynamically_stable", "yes" },
  { "", "contraception_agreed", "yes" },
  { "", "allergy_product", "no" },
  { "", "allergy_fludarabine", "no" },
  { "", "allergy_cyclophosphamide", "no" },
  { "", "allergy_tocilizumab", "no" },
  { "", "severe_allergy_history", "no" },
  { "", "infection_active", "no" },
  { "", "cns_disorder", "no" },
  { "", "angina", "no" },
  { "", "myocardial_infarction", "no" },
  { "", "heart_failure", "no" },
  { "", "arrhythmia", "no" },
  { "", "other_serious_heart_disease", "no" },
  { "", "congenital_ig_deficiency", "no" },
  { "", "malignancy", "none" },
  { "", "chronic_dialysis", "no" },
  { "", "kidney_transplant", "no" },
  { "", "hbsag", "negative" },
  { "", "hbcab", "negative" },
  { "", "hcv_ab", "negative" },
  { "", "hiv_ab", "negative" },
  { "", "syphilis_treponemal", "negative" },
  { "", "mental_illness", "no" },
  { "", "severe_cognitive_impairment", "no" },
  { "", "other_trial", "no" },
  { "", "hypertension_uncontrolled", "no" },
  { "", "diabetes_uncontrolled", "no" },
  { "", "other_reason", "no" },
  { "", "another_kidney_disease", "no" },
  { "female", "serum_hcg", "negative" },
  { "female", "lactating", "no" },
  { "female", "planning_pregnancy", "no" },
  { "male", "partner_childbearing", "yes" },
  { "mn", "primary_mn_attested", "yes" },
  { "mn", "mn_hepatitis_b", "no" },
  { "mn", "mn_lupus", "no" },
  { "mn", "mn_drug", "no" },
  { "mn", "mn_malignancy", "no" },
  { "mn", "mn_other_cause", "no" },
  { "igan", "primary_igan_attested", "yes" },
  { "igan", "acei_arb_maximal", "yes" },
  { "igan", "earlier_remission", "none" },
  { "igan", "egfr_fall_explained", "no" },
  { "igan", "minimal_change_with_iga", "no" },
  { "igan", "other_specific_kidney_disease", "no" },
  { "igan", "igan_vasculitis", "no" },
  { "igan", "igan_spondylitis", "no" },
  { "igan", "igan_lupus", "no" },
  { "igan", "igan_sjogren", "no" },
  { "igan", "igan_hepatitis", "no" },
  { "igan", "igan_cirrhosis", "no" },
  { "igan", "igan_rheumatoid", "no" },
  { "igan", "igan_mctd", "no" },
  { "igan", "igan_other_cause", "no" },
  { "aav", "aav_biopsy_attested", "yes" },
  { "aav", "vasculitis_attested", "yes" },
  { "aav", "cyclophosphamide_given", "yes" },
  { "aav", "standard_therapy_ineffective", "yes" },
  { "aav", "activity_recurred", "no" },
  { "aav", "alveolar_haemorrhage", "no" },
  { "aav", "invasive_ventilation", "no" },
  { "aav", "ventilation_beyond_screening", "no" },
};

/* Results that are still to come where somebody's are missing. */
static const char *const late[] = { "hbcab", "hiv_ab", "other_reason", NULL };

static void
start_finding (PodDemoSession *session,
               PodFinding *finding,
               const char *observation,
               PodMoment when)
{
  pod_finding_init (finding);
  finding->record.id = pod_change_reserve (session->change);
  finding->record.subject = session->person->subject;
  finding->visit = session->visit;
  finding->observation = g_intern_string (observation);
  finding->when = when;
  finding->source = "demo";
}

void
pod_demo_put_answer (PodDemoSession *session,
                     const char *observation,
                     const char *code,
                     PodMoment when)
{
  PodFinding finding;

  start_finding (session, &finding, observation, when);
  finding.code = code;
  pod_change_put_finding (session->change, &finding);
}

void
pod_demo_put_quantity (PodDemoSession *session,
                       const char *observation,
                       double number,
                       const char *unit,
                       PodMoment when)
{
  PodFinding finding;

  start_finding (session, &finding, observation, when);
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum (unit) };
  pod_change_put_finding (session->change, &finding);
}

static gboolean
is_of (const Answer *answer, const PodDemoPerson *person)
{
  return *answer->whose == '\0' || strcmp (answer->whose, person->cohort) == 0 ||
         strcmp (answer->whose, person->sex) == 0;
}

/* What this person says, where it is not what everybody does; NULL where the chart has nothing. */
static const char *
find_code (const PodDemoPerson *person, const Answer *answer)
{
  if (person->stage == POD_DEMO_MISSING && g_strv_contains (late, answer->observation))
    return NULL;
  if (person->flaw == POD_DEMO_FLAW_INFECTION &&
      strcmp (answer->observation, "infection_active") == 0)
    return "yes";
  if (person->flaw == POD_DEMO_FLAW_HEPATITIS && strcmp (answer->observation, "hbcab") == 0)
    return "positive";
  return answer->code;
}

static PodMoment
make_moment (const PodDemoSession *session)
{
  return pod_moment_on (pod_date_from_day (session->day));
}

void
pod_demo_put_chart_answer (PodDemoSession *session, const char *observation)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].observation, observation) == 0 && is_of (&answers[i], session->person))
      pod_demo_put_answer (session, observation, answers[i].code, make_moment (session));
}

static void
put_answers (PodDemoSession *session)
{
  PodMoment when = make_moment (session);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *code = is_of (&answers[i], session->person)
                             ? find_code (session->person, &answers[i])
                             : NULL;

      if (code != NULL)
        pod_demo_put_answer (session, answers[i].observation, code, when);
    }
  if (session->person->flaw == POD_DEMO_FLAW_HEPATITIS)
    pod_demo_put_answer (session, "hbv_dna", "detected", when);
  if (strcmp (session->person->sex, "female") == 0)
    pod_demo_put_answer (session, "childbearing", session->person->age < 51 ? "yes" : "no", when);
}

/* A biopsy of years ago, of which the month is known. */
static void
put_biopsy (PodDemoSession *session, const char *diagnosis)
{
  GRand *random = session->person->random;
  PodDate date = pod_date_new (g_rand_int_range (random, 2021, 2025),
                               g_rand_int_range (random, 1, 13), 0);

  pod_demo_put_answer (session, "biopsy_diagnosis", diagnosis, pod_moment_on (date));
}

/* Relapsed after a remission, or refractory: then an earlier value shows that it persists. */
static void
put_membranous (PodDemoSession *session)
{
  PodDemoPerson *person = session->person;
  PodMoment now = make_moment (session);
  PodMoment before = pod_moment_on (pod_date_from_day (person->consent - 58));
  PodFinding earlier;

  put_biopsy (session, "membranous_nephropathy");
  pod_demo_put_answer (session, "earlier_remission", person->refractory ? "none" : "partial", now);
  pod_demo_put_answer (session, "prior_immunosuppression", person->refractory ? "yes" : "no", now);
  pod_demo_put_quantity (session, "acei_arb_months", g_rand_int_range (person->random, 7, 40), "mo",
                         now);
  if (!pod_demo_measure (person, "uprot24", before, &earlier))
    return;
  earlier.record = (PodRecord){ .id = pod_change_reserve (session->change),
                                .subject = person->subject };
  pod_change_put_finding (session->change, &earlier);
  if (person->refractory)
    pod_demo_put_quantity (session, "uprot24_before_immunosuppression", earlier.quantity.number,
                           "g/d", pod_moment_on (pod_date_new (2024, 6, 0)));
}

static void
put_iga (PodDemoSession *session)
{
  GRand *random = session->person->random;
  PodMoment now = make_moment (session);
  int glomeruli = g_rand_int_range (random, 12, 34);

  put_biopsy (session, "iga_nephropathy");
  pod_demo_put_quantity (session, "acei_arb_stable_months", g_rand_int_range (random, 4, 30), "mo",
                         now);
  pod_demo_put_quantity (session, "immunosuppression_months", g_rand_int_range (random, 8, 26),
                         "mo", now);
  pod_demo_put_quantity (session, "glomeruli", glomeruli, "1", now);
  pod_demo_put_quantity (session, "glomeruli_with_crescents", glomeruli / 8, "1", now);
}

static void
put_vasculitis (PodDemoSession *session)
{
  PodDemoPerson *person = session->person;
  PodMoment now = make_moment (session);

  put_biopsy (session, "anca_glomerulonephritis");
  pod_demo_put_answer (session, "mpo_anca", person->mpo ? "positive" : "negative", now);
  pod_demo_put_answer (session, "pr3_anca", person->mpo ? "negative" : "positive", now);
  pod_demo_put_instrument (session, "gpa",
                           person->mpo ? "panca_mpo pauci_immune_gn"
                                       : "canca_pr3 lung_nodules pauci_immune_gn",
                           now);
  pod_demo_put_instrument (session, "mpa",
                           person->mpo ? "panca_mpo pauci_immune_gn" : "canca_pr3 pauci_immune_gn",
                           now);
  pod_demo_put_instrument (session, "egpa", person->mpo ? "haematuria" : "canca_pr3 haematuria",
                           now);
  pod_demo_put_quantity (session, "glucocorticoid_dose", 1.2, "mg/kg/d", now);
  pod_demo_put_quantity (session, "immunomodulator_months",
                         g_rand_int_range (person->random, 4, 20), "mo", now);
}

void
pod_demo_put_chart (PodDemoSession *session)
{
  put_answers (session);
  if (strcmp (session->person->cohort, "mn") == 0)
    put_membranous (session);
  else if (strcmp (session->person->cohort, "igan") == 0)
    put_iga (session);
  else
    put_vasculitis (session);
}
