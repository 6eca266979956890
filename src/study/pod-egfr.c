#include "pod-egfr.h"

#include <math.h>
#include <string.h>

/* The inputs have no day of their own; this one stands for it in facts and question alike. */
#define SOME_DAY pod_date_from_day (0)

typedef struct
{
  double age_years;
  const char *sex;
  PodQuantity creatinine; /* in the observation's unit */
} Inputs;

static PodAbsence
find_latest_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  const Inputs *inputs = self;

  *fact = (PodFact){ .number = NAN, .when = pod_moment_on (SOME_DAY), .lower = NAN, .upper = NAN };
  if (!strcmp (symbol->name, "age"))
    fact->number = inputs->age_years;
  else if (!strcmp (symbol->name, "sex"))
    fact->code = g_intern_string (inputs->sex);
  else if (!strcmp (symbol->name, "creatinine"))
    {
      fact->number = inputs->creatinine.number;
      fact->comparator = inputs->creatinine.comparator;
    }
  return fact->code || isfinite (fact->number) ? POD_ABSENCE_NONE : POD_ABSENCE_NEVER;
}

static void
list_series_cb (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts)
{
  PodFact fact;

  if (find_latest_cb (self, symbol, from, to, &fact) == POD_ABSENCE_NONE)
    g_array_append_val (facts, fact);
}

static PodDate
find_anchor_cb (gpointer self, const char *name)
{
  return POD_DATE_NONE;
}

gboolean
pod_egfr_compute (const PodStudy *study,
                  const char *year,
                  double age_years,
                  const char *sex,
                  PodQuantity creatinine,
                  double *egfr)
{
  const PodEquation *equation = pod_study_find_equation (study, "egfr", year);
  const PodObservation *observation = pod_study_find_observation (study, "creatinine");
  Inputs inputs = { age_years, sex, creatinine };
  const PodFacts facts = { find_latest_cb, list_series_cb, find_anchor_cb, &inputs };
  double factor;

  if (!equation || !observation ||
      !pod_observation_get_factor (observation, creatinine.unit, &factor))
    return FALSE;
  inputs.creatinine.number *= factor;
  /* Neither an age nor a creatinine of nothing is an input. */
  if (!(age_years > 0) || !(inputs.creatinine.number > 0))
    return FALSE;
  return pod_rule_compute (equation->rule, &facts, NULL, SOME_DAY, egfr);
}
