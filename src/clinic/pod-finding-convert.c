#include <math.h>

#include "pod-clinic-private.h"
#include "pod-course.h"

/* The program's own name for it in every study: data/knowledge declares it. */
#define AGE "age"

static const PodFinding *
find_age (const PodCasebook *casebook)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, AGE, &n);

  for (guint i = n; i-- > 0;)
    if (!series[i].record.voided && !isnan (series[i].quantity.number) &&
        pod_date_is_complete (series[i].when.date))
      return &series[i];
  return NULL;
}

/* The birth date is in the vault.  From the age on one day follows the age on another, but for the birthday that may
 * lie between them: hence two bounds. */
static gboolean
bound_age (const PodCasebook *casebook, PodDate at, int *least, int *most)
{
  const PodFinding *age = find_age (casebook);
  int years, ignored, known;

  if (!age || !pod_date_is_complete (at))
    return FALSE;
  known = (int) floor (age->quantity.number);
  if (pod_date_compare (age->when.date, at) <= 0)
    {
      pod_date_completed_years (age->when.date, at, &years, &ignored);
      *least = known + years;
    }
  else
    {
      pod_date_completed_years (at, age->when.date, &years, &ignored);
      *least = known - years - 1;
    }
  *most = pod_date_equal (age->when.date, at) ? *least : *least + 1;
  return TRUE;
}

const PodRange *
pod_clinic_find_range (const PodSite *site, const PodCasebook *casebook, const PodFinding *finding)
{
  const char *sex = pod_casebook_get_subject (casebook)->sex;
  PodDate date = finding->when.date;
  int least = -1, most = -1;
  const PodRange *range;

  if (!site)
    return NULL;
  bound_age (casebook, date, &least, &most);
  range = pod_site_find_range (site, finding->laboratory, finding->observation, sex, least, date);
  if (most == least)
    return range;
  /* A limit that depends on a birthday which is not known is not known. */
  return range == pod_site_find_range (site, finding->laboratory, finding->observation, sex, most,
                                       date)
             ? range
             : NULL;
}

gboolean
pod_finding_convert (const PodStudy *study,
                     const PodSite *site,
                     const PodCasebook *casebook,
                     const PodFinding *finding,
                     double *number,
                     double *lower,
                     double *upper)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  const PodRange *range;
  double factor, range_factor;

  *number = *lower = *upper = NAN;
  if (!observation || !finding->quantity.unit ||
      !pod_observation_get_factor (observation, finding->quantity.unit, &factor))
    return FALSE;
  *number = finding->quantity.number * factor;
  *lower = finding->lower * factor;
  *upper = finding->upper * factor;
  /* Limits that came with the result are never mixed with the site's own. */
  if (!isnan (*lower) || !isnan (*upper))
    return TRUE;
  range = pod_clinic_find_range (site, casebook, finding);
  if (range && range->unit && pod_observation_get_factor (observation, range->unit, &range_factor))
    {
      *lower = range->lower * range_factor;
      *upper = range->upper * range_factor;
    }
  return TRUE;
}
