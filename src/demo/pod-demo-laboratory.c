/* The demonstration's own laboratory: what it measures, how it prints it, and what it holds normal.  Its figures are
 * invented, as its subjects are; no rule reads them but through the results that they came with. */

#include "pod-demo-private.h"
#include "pod-trial-ranges.h"

#include <math.h>
#include <string.h>

#define LABORATORY "Demonstration laboratory"

/**
 * Analyte:
 * @unit: UCUM; @printed: as the laboratory prints it
 * @typical, @spread: of people before the trial; @spread is relative
 * @lower, @upper: the laboratory's limits for men, @lower_f, @upper_f for women where they differ (else 0); NAN where open
 * @digits: after the point
 * @least: what lies below is printed as "<" and this; 0 for none
 */
typedef struct
{
  const char *observation;
  const char *unit;
  const char *printed;
  double typical;
  double spread;
  double lower;
  double upper;
  double lower_f;
  double upper_f;
  int digits;
  double least;
  PodDemoCurve curve;
} Analyte;

static double count_leukocytes (const PodDemoPerson *person, double base, double day);

static const Analyte analytes[] = {
  { "wbc", "10*9/L", "10^9/L", 1, .02, 3.5, 9.5, 0, 0, 2, 0, count_leukocytes },
  { "anc", "10*9/L", "10^9/L", 3.9, .16, 1.8, 6.3, 0, 0, 2, 0.01, pod_demo_neutrophils },
  { "lymphocytes", "10*9/L", "10^9/L", 1.6, .18, 1.1, 3.2, 0, 0, 2, 0.01, pod_demo_lymphocytes },
  { "hgb", "g/L", "g/L", 124, .07, 130, 175, 115, 150, 0, 0, pod_demo_haemoglobin },
  { "plt", "10*9/L", "10^9/L", 228, .15, 125, 350, 0, 0, 0, 1, pod_demo_platelets },
  { "alt", "U/L", "U/L", 22, .22, 9, 50, 7, 40, 0, 0, pod_demo_transaminase },
  { "ast", "U/L", "U/L", 21, .2, 15, 40, 13, 35, 0, 0, pod_demo_transaminase },
  { "tbil", "umol/L", "μmol/L", 10, .2, NAN, 23, NAN, 21, 1, 0, pod_demo_steady },
  { "alp", "U/L", "U/L", 72, .18, 45, 125, 0, 0, 0, 0, pod_demo_steady },
  { "ggt", "U/L", "U/L", 25, .25, 10, 60, 7, 45, 0, 0, pod_demo_steady },
  { "albumin", "g/L", "g/L", 30, .08, 40, 55, 0, 0, 1, 0, pod_demo_albumin },
  { "inr", "1", "", 1.0, .04, 0.8, 1.2, 0, 0, 2, 0, pod_demo_steady },
  { "pt", "s", "s", 11.8, .05, 9.4, 12.5, 0, 0, 1, 0, pod_demo_steady },
  { "aptt", "s", "s", 30, .07, 25.1, 36.5, 0, 0, 1, 0, pod_demo_steady },
  { "fibrinogen", "g/L", "g/L", 3.6, .12, 2.38, 4.98, 0, 0, 2, 0, pod_demo_steady },
  { "d_dimer", "mg/L", "mg/L", 0.5, .3, NAN, 0.55, 0, 0, 2, 0.1, pod_demo_d_dimer },
  { "urea", "mmol/L", "mmol/L", 6.6, .18, 3.1, 8.0, 2.6, 7.5, 1, 0, pod_demo_creatinine },
  { "creatinine", "umol/L", "μmol/L", 85, .1, 57, 97, 41, 73, 0, 0, pod_demo_creatinine },
  { "potassium", "mmol/L", "mmol/L", 4.2, .05, 3.5, 5.3, 0, 0, 2, 0, pod_demo_steady },
  { "sodium", "mmol/L", "mmol/L", 140, .012, 137, 147, 0, 0, 0, 0, pod_demo_steady },
  { "uric_acid", "umol/L", "μmol/L", 380, .14, 208, 428, 155, 357, 0, 0, pod_demo_steady },
  { "calcium", "mmol/L", "mmol/L", 2.18, .03, 2.11, 2.52, 0, 0, 2, 0, pod_demo_steady },
  { "magnesium", "mmol/L", "mmol/L", 0.87, .05, 0.75, 1.02, 0, 0, 2, 0, pod_demo_steady },
  { "phosphate", "mmol/L", "mmol/L", 1.15, .09, 0.85, 1.51, 0, 0, 2, 0, pod_demo_steady },
  { "glucose", "mmol/L", "mmol/L", 5.3, .07, 3.9, 6.1, 0, 0, 2, 0, pod_demo_steady },
  { "hba1c", "%", "%", 5.6, .04, 4.0, 6.0, 0, 0, 1, 0, pod_demo_steady },
  { "ldh", "U/L", "U/L", 195, .12, 120, 250, 0, 0, 0, 0, pod_demo_d_dimer },
  { "uprot24", "g/d", "g/24h", 3.0, .1, NAN, 0.15, 0, 0, 2, 0.05, pod_demo_proteinuria },
  { "upcr", "mg/mmol", "mg/mmol", 260, .1, NAN, 20, 0, 0, 0, 4, pod_demo_proteinuria },
  { "urine_rbc", "/[HPF]", "/HPF", 14, .6, NAN, 3, 0, 0, 0, 1, pod_demo_proteinuria },
  { "apla2r", "{RU}/mL", "RU/mL", 130, .6, NAN, 20, 0, 0, 1, 2, pod_demo_antibody },
  { "mpo_value", "U/mL", "U/mL", 2, .3, NAN, 20, 0, 0, 1, 2, pod_demo_antibody },
  { "pr3_value", "U/mL", "U/mL", 2, .3, NAN, 20, 0, 0, 1, 2, pod_demo_antibody },
  { "bvas", "1", "", 18, .08, NAN, NAN, 0, 0, 0, 0, pod_demo_score },
  { "igg", "g/L", "g/L", 9.0, .14, 7.51, 15.6, 0, 0, 2, 0.3, pod_demo_immunoglobulin },
  { "iga", "g/L", "g/L", 2.3, .2, 0.82, 4.53, 0, 0, 2, 0.06, pod_demo_immunoglobulin },
  { "igm", "g/L", "g/L", 1.1, .25, 0.46, 3.04, 0, 0, 2, 0.04, pod_demo_immunoglobulin },
  { "cd19", "{cells}/uL", "cells/μL", 120, .45, 80, 616, 0, 0, 0, 1, pod_demo_b_cells },
  { "cd19_percent", "%", "%", 9.5, .25, 5, 18, 0, 0, 2, 0.05, pod_demo_b_cells },
  { "car_copies", "{copies}/ug", "copies/μg", 1, .2, NAN, NAN, 0, 0, 0, 50, pod_demo_car_copies },
  { "crp", "mg/L", "mg/L", 2.2, .4, NAN, 6, 0, 0, 1, 0.5, pod_demo_crp },
  { "ferritin", "ug/L", "ng/mL", 165, .4, 30, 400, 13, 150, 0, 0, pod_demo_ferritin },
  { "il6", "pg/mL", "pg/mL", 3.2, .4, NAN, 7, 0, 0, 1, 1.5, pod_demo_il6 },
  { "lvef", "%", "%", 64, .03, 50, NAN, 0, 0, 0, 0, pod_demo_steady },
  { "temperature", "Cel", "°C", 36.6, .003, NAN, NAN, 0, 0, 1, 0, pod_demo_temperature },
  { "sbp", "mm[Hg]", "mmHg", 128, .06, NAN, NAN, 0, 0, 0, 0, pod_demo_systolic },
  { "dbp", "mm[Hg]", "mmHg", 79, .06, NAN, NAN, 0, 0, 0, 0, pod_demo_steady },
  { "heart_rate", "/min", "/min", 74, .07, NAN, NAN, 0, 0, 0, 0, pod_demo_heart_rate },
  { "spo2", "%", "%", 97.8, .005, NAN, NAN, 0, 0, 0, 0, pod_demo_saturation },
  { "weight", "kg", "kg", 66, .13, NAN, NAN, 0, 0, 1, 0, pod_demo_steady },
  { "height", "cm", "cm", 166, .04, NAN, NAN, 0, 0, 0, 0, pod_demo_steady },
};
G_STATIC_ASSERT (G_N_ELEMENTS (analytes) <= POD_DEMO_MAX_ANALYTES);

static int
find_analyte (const char *observation)
{
  for (guint i = 0; i < G_N_ELEMENTS (analytes); i++)
    if (strcmp (analytes[i].observation, observation) == 0)
      return (int) i;
  return -1;
}

/* Neutrophils, lymphocytes, and a fifth of others: a differential that adds up. */
static double
count_leukocytes (const PodDemoPerson *person, double base, double day)
{
  double neutrophils = pod_demo_neutrophils (person, person->base[find_analyte ("anc")], day);
  double lymphocytes = pod_demo_lymphocytes (person, person->base[find_analyte ("lymphocytes")],
                                             day);

  return 1.25 * base * (neutrophils + lymphocytes);
}

static gboolean
is_woman (const PodDemoPerson *person)
{
  return strcmp (person->sex, "female") == 0;
}

static void
set_base (PodDemoPerson *person, const char *observation, double low, double high)
{
  person->base[find_analyte (observation)] = pod_demo_between (person->random, low, high);
}

/* What each of the three diseases does to urine and blood before the trial. */
static void
draw_disease (PodDemoPerson *person)
{
  double woman = is_woman (person) ? 0.74 : 1;

  if (strcmp (person->cohort, "mn") == 0)
    {
      set_base (person, "uprot24", 5.4, 11);
      set_base (person, "albumin", 21, 28);
      set_base (person, "creatinine", 70 * woman, 96 * woman);
      set_base (person, "igg", 5.2, 7.5);
    }
  else if (strcmp (person->cohort, "igan") == 0)
    {
      set_base (person, "uprot24", 1.8, 3.6);
      set_base (person, "albumin", 33, 40);
      set_base (person, "creatinine", 85 * woman, 132 * woman);
      set_base (person, "iga", 3, 5.1);
      set_base (person, "urine_rbc", 20, 90);
    }
  else
    {
      set_base (person, "uprot24", 0.9, 2.6);
      set_base (person, "albumin", 31, 38);
      set_base (person, "creatinine", 95 * woman, 140 * woman);
      set_base (person, "urine_rbc", 25, 140);
      set_base (person, "bvas", 17, 25);
      set_base (person, person->mpo ? "mpo_value" : "pr3_value", 60, 260);
    }
  person->base[find_analyte ("upcr")] = 88 * person->base[find_analyte ("uprot24")];
}

static double
scatter_around (const PodDemoPerson *person, double typical, double spread)
{
  return typical * exp (spread * pod_demo_scatter (person->random));
}

void
pod_demo_draw_bases (PodDemoPerson *person)
{
  for (guint i = 0; i < G_N_ELEMENTS (analytes); i++)
    person->base[i] = scatter_around (person, analytes[i].typical, analytes[i].spread);
  if (is_woman (person))
    {
      person->base[find_analyte ("hgb")] *= 0.92;
      person->base[find_analyte ("height")] *= 0.95;
      person->base[find_analyte ("weight")] *= 0.87;
    }
  draw_disease (person);
  if (person->flaw == POD_DEMO_FLAW_KIDNEY)
    person->base[find_analyte ("creatinine")] = is_woman (person) ? 246 : 318;
  else if (person->flaw == POD_DEMO_FLAW_HEART)
    person->base[find_analyte ("lvef")] = 46;
  else if (person->flaw == POD_DEMO_FLAW_NEUTROPHILS)
    person->base[find_analyte ("anc")] = 0.71;
}

/* What belongs to one disease is measured in it alone. */
static gboolean
is_measured (const PodDemoPerson *person, const char *observation)
{
  static const struct
  {
    const char *observation;
    const char *cohort;
  } own[] = {
    { "apla2r", "mn" },
    { "mpo_value", "aav" },
    { "pr3_value", "aav" },
    { "bvas", "aav" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (strcmp (own[i].observation, observation) == 0)
      return strcmp (own[i].cohort, person->cohort) == 0;
  return TRUE;
}

static void
set_limits (const PodDemoPerson *person, const Analyte *analyte, PodFinding *finding)
{
  gboolean own = is_woman (person) && analyte->upper_f != 0;

  finding->lower = own ? analyte->lower_f : analyte->lower;
  finding->upper = own ? analyte->upper_f : analyte->upper;
}

/* Printed as laboratories print: so many digits, and "<" where the method ends. */
static void
set_result (PodDemoPerson *person, const Analyte *analyte, double value, PodFinding *finding)
{
  gboolean below = value < analyte->least;
  char format[] = { '%', '.', (char) ('0' + analyte->digits), 'f', '\0' };
  char *digits = person->printed + below;

  person->printed[0] = '<';
  if (below)
    g_ascii_dtostr (digits, (int) sizeof person->printed - 1, analyte->least);
  else
    g_ascii_formatd (digits, (int) sizeof person->printed, format, value);
  finding->quantity.unit = pod_unit_from_ucum (analyte->unit);
  finding->quantity.comparator = below ? POD_LESS_THAN : POD_EXACTLY;
  finding->quantity.number = g_ascii_strtod (digits, NULL);
  finding->text = person->printed;
  finding->unit_text = analyte->printed;
}

gboolean
pod_demo_measure (PodDemoPerson *person,
                  const char *observation,
                  PodMoment when,
                  PodFinding *finding)
{
  int index = find_analyte (observation);
  const Analyte *analyte = &analytes[MAX (index, 0)];
  double day, value;

  if (index < 0 || !is_measured (person, observation))
    return FALSE;
  day = pod_date_first_day (when.date) - person->infusion + 0.3;
  value = analyte->curve (person, person->base[index], day);
  value = scatter_around (person, value, 0.22 * analyte->spread);
  pod_finding_init (finding);
  finding->observation = g_intern_string (observation);
  finding->when = when;
  finding->laboratory = LABORATORY;
  finding->source = "demo";
  set_result (person, analyte, MAX (value, 0), finding);
  set_limits (person, analyte, finding);
  return TRUE;
}

/* Of what the program computes no report brings a limit: this is the laboratory's own, kept once. */
gboolean
pod_demo_add_ranges (PodTrial *trial, GError **error)
{
  const PodRange filtration = { .laboratory = LABORATORY,
                                .observation = "egfr",
                                .age_to = 200,
                                .from = pod_date_new (2020, 1, 1),
                                .lower = 90,
                                .upper = NAN,
                                .unit = pod_unit_from_ucum ("mL/min/{1.73_m2}") };

  return pod_trial_add_range (trial, &filtration, NULL, error) != 0;
}
