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
derive_at_age (const PodStudy *study,
               const PodFinding *creatinine,
               int age,
               const char *sex,
               PodFinding *out)
{
  const PodObservation *observation = pod_study_find_observation (study, "egfr");
  const char *year = pod_study_get (study, "egfr_equation");
  double egfr;

  if (!observation || !year || creatinine->record.voided || isnan (creatinine->quantity.number) ||
      !creatinine->quantity.unit ||
      !pod_egfr_compute (study, year, age, sex, creatinine->quantity, &egfr))
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

gboolean
pod_derive_egfr_anew (const PodStudy *study,
                      const PodCasebook *casebook,
                      const PodFinding *derived,
                      PodFinding *out)
{
  const PodFinding *creatinine = NULL;
  gint64 id, age;

  if (read_number (derived->method, " creatinine=", &id))
    creatinine = pod_casebook_find_finding (casebook, id);
  return creatinine != NULL && read_number (derived->method, " age=", &age) && age >= 0 &&
         age <= G_MAXINT &&
         derive_at_age (study, creatinine, (int) age, pod_casebook_get_subject (casebook)->sex,
                        out);
}

gboolean
pod_derivation_is_outdated (const PodStudy *study, const PodFinding *finding)
{
  const PodEquation *equation = pod_study_find_equation (study, "egfr",
                                                         pod_study_get (study, "egfr_equation"));
  gsize length = equation != NULL ? strlen (equation->id) : 0;

  if (equation == NULL || finding->method == NULL || g_strcmp0 (finding->source, "derived") != 0 ||
      g_strcmp0 (finding->observation, "egfr") != 0)
    return FALSE;
  return !g_str_has_prefix (finding->method, equation->id) ||
         (finding->method[length] != ' ' && finding->method[length] != '\0');
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
