#include "pod-derivation.h"

#include <math.h>
#include <string.h>

#include "pod-egfr.h"

static gboolean
find_age (PodDate birth_date, PodDate at, int *age)
{
  int most;

  return pod_date_is_set (birth_date) && pod_date_is_set (at) &&
         pod_date_completed_years (birth_date, at, age, &most) && *age == most && *age >= 0;
}

static void
name_method (const PodFinding *creatinine, const char *year, int age, PodFinding *out)
{
  g_autofree char *method = NULL;

  if (creatinine->record.id > 0)
    method = g_strdup_printf ("egfr.%s creatinine=%" G_GINT64_FORMAT " age=%d", year,
                              creatinine->record.id, age);
  else
    method = g_strdup_printf ("egfr.%s creatinine=%s age=%d", year,
                              creatinine->origin ? creatinine->origin : "typed", age);
  out->method = g_intern_string (method);
}

static void
fill (const char *observation, double number, const PodUnit *unit, PodFinding *out)
{
  pod_finding_init (out);
  out->observation = g_intern_string (observation);
  out->quantity.number = number;
  out->quantity.unit = unit;
  out->source = "derived";
}

static gboolean
compute (const PodStudy *study,
         const PodFinding *creatinine,
         const char *year,
         int age,
         const char *sex,
         double *egfr)
{
  return year != NULL && !creatinine->record.voided && !isnan (creatinine->quantity.number) &&
         creatinine->quantity.unit != NULL &&
         pod_egfr_compute (study, year, age, sex, creatinine->quantity, egfr);
}

static gboolean
derive_at_age (const PodStudy *study,
               const PodFinding *creatinine,
               int age,
               const char *sex,
               PodFinding *out)
{
  const PodObservation *observation = pod_study_find_observation (study, "egfr");
  const char *year = pod_study_get (study, "egfr_equation");
  double egfr;

  if (observation == NULL || !compute (study, creatinine, year, age, sex, &egfr))
    return FALSE;
  fill ("egfr", egfr, observation->symbol.unit, out);
  out->record.subject = creatinine->record.subject;
  out->visit = creatinine->visit;
  out->when = creatinine->when;
  out->laboratory = g_intern_string (creatinine->laboratory);
  /* What follows from a result that is not final is not final. */
  if (g_strcmp0 (creatinine->status, "preliminary") == 0)
    out->status = "preliminary";
  name_method (creatinine, year, age, out);
  return TRUE;
}

gboolean
pod_derive_egfr (const PodStudy *study,
                 const PodSite *site,
                 const PodFinding *creatinine,
                 PodDate birth_date,
                 const char *sex,
                 PodFinding *out)
{
  int age;

  return find_age (birth_date, creatinine->when.date, &age) &&
         derive_at_age (study, creatinine, age, sex, out);
}

/* What @key is followed by in a method: "egfr.2021 creatinine=1234 age=54". */
static gboolean
read_number (const char *method, const char *key, gint64 *number)
{
  const char *at = method != NULL ? strstr (method, key) : NULL;
  char *end;

  if (at == NULL)
    return FALSE;
  at += strlen (key);
  *number = g_ascii_strtoll (at, &end, 10);
  return end != at && (*end == ' ' || *end == '\0');
}

/* NULL where it is there no longer, or was not derived from one. */
static const PodFinding *
find_creatinine (const PodCasebook *casebook, const PodFinding *derived, int *age)
{
  gint64 id, years;

  if (!read_number (derived->method, " creatinine=", &id) ||
      !read_number (derived->method, " age=", &years) || years < 0 || years > G_MAXINT)
    return NULL;
  *age = (int) years;
  return pod_casebook_find_finding (casebook, id);
}

gboolean
pod_derive_egfr_anew (const PodStudy *study,
                      const PodCasebook *casebook,
                      const PodFinding *derived,
                      PodFinding *out)
{
  int age = 0;
  const PodFinding *creatinine = find_creatinine (casebook, derived, &age);

  return creatinine != NULL &&
         derive_at_age (study, creatinine, age, pod_casebook_get_subject (casebook)->sex, out);
}

gboolean
pod_derive_egfr_by (const PodStudy *study,
                    const PodCasebook *casebook,
                    const PodFinding *derived,
                    const PodEquation *equation,
                    double *number)
{
  int age = 0;
  const PodFinding *creatinine = find_creatinine (casebook, derived, &age);

  return creatinine != NULL && compute (study, creatinine, equation->year, age,
                                        pod_casebook_get_subject (casebook)->sex, number);
}

const PodEquation *
pod_derivation_find_equation (const PodStudy *study, const char *method)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; method != NULL && i < equations->len; i++)
    {
      const PodEquation *equation = g_ptr_array_index (equations, i);
      gsize length = strlen (equation->id);

      if (g_str_has_prefix (method, equation->id) &&
          (method[length] == ' ' || method[length] == '\0'))
        return equation;
    }
  return NULL;
}

const PodEquation *
pod_derivation_get_equation_in_force (const PodStudy *study)
{
  return pod_study_find_equation (study, "egfr", pod_study_get (study, "egfr_equation"));
}

gboolean
pod_derivation_is_outdated (const PodStudy *study, const PodFinding *finding)
{
  const PodEquation *equation = pod_derivation_get_equation_in_force (study);

  return equation != NULL && finding->method != NULL &&
         g_strcmp0 (finding->source, "derived") == 0 &&
         g_strcmp0 (finding->observation, "egfr") == 0 &&
         pod_derivation_find_equation (study, finding->method) != equation;
}

gboolean
pod_derive_age (PodDate birth_date, PodDate consent, gint64 subject, PodFinding *out)
{
  int age;

  if (!find_age (birth_date, consent, &age))
    return FALSE;
  fill ("age", age, pod_unit_from_ucum ("a"), out);
  out->record.subject = subject;
  out->when = pod_moment_on (consent);
  out->method = POD_METHOD_AGE;
  return TRUE;
}
