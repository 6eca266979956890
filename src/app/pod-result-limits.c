#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-limits.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-finding-settle.h"

/* No laboratory prints more. */
#define DIGITS 6

/* Of its own: what was bound to a laboratory's range is bound to the one in force anew. */
static gboolean
has_limits (const PodFinding *finding)
{
  return !finding->record.voided && finding->range == 0 && finding->quantity.unit != NULL &&
         (!isnan (finding->lower) || !isnan (finding->upper));
}

static const PodFinding *
find_last_alike (const PodCasebook *casebook, const PodFinding *like)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, like->observation, &n);

  for (guint i = n; i-- > 0;)
    if (has_limits (&series[i]) && g_strcmp0 (series[i].laboratory, like->laboratory) == 0)
      return &series[i];
  return NULL;
}

/* Through the unit of the study, to which both convert. */
static gboolean
get_factor (PodTrial *trial,
            const char *observation,
            const PodUnit *from,
            const PodUnit *to,
            double *factor)
{
  const PodObservation *known = pod_study_find_observation (pod_trial_get_study (trial),
                                                            observation);
  double there, back;

  *factor = 1;
  if (from == to)
    return TRUE;
  if (known == NULL || !pod_observation_get_factor (known, from, &there) ||
      !pod_observation_get_factor (known, to, &back))
    return FALSE;
  *factor = there / back;
  return TRUE;
}

static gboolean
take_last (PodTrial *trial,
           const PodCasebook *casebook,
           const PodFinding *like,
           PodResultLimits *limits)
{
  const PodFinding *last = find_last_alike (casebook, like);
  double factor;

  if (last == NULL ||
      !get_factor (trial, like->observation, last->quantity.unit, like->quantity.unit, &factor))
    return FALSE;
  limits->lower = last->lower * factor;
  limits->upper = last->upper * factor;
  return TRUE;
}

static void
take_site (PodTrial *trial,
           const PodCasebook *casebook,
           const PodFinding *like,
           PodResultLimits *limits)
{
  const PodStudy *study = pod_trial_get_study (trial);
  const PodObservation *observation = pod_study_find_observation (study, like->observation);
  double number, lower, upper, factor;

  limits->of_site = TRUE;
  if (observation == NULL ||
      !pod_finding_convert (study, pod_trial_get_site (trial), casebook, like, &number, &lower,
                            &upper) ||
      !pod_observation_get_factor (observation, like->quantity.unit, &factor))
    return;
  limits->lower = lower / factor;
  limits->upper = upper / factor;
}

/* Of the laboratory itself: bound by sex, age and day, and newer than what came with the last result. */
static gboolean
take_range (PodTrial *trial,
            const PodCasebook *casebook,
            const PodFinding *like,
            PodResultLimits *limits)
{
  const PodSite *site = pod_trial_get_site (trial);
  PodFinding bound = *like;
  const PodRange *range;

  pod_finding_settle (pod_trial_get_study (trial), site, casebook, NULL, &bound);
  range = bound.range != 0 ? pod_site_find_range_by_id (site, bound.range) : NULL;
  if (range == NULL || range->laboratory == NULL)
    return FALSE;
  *limits = (PodResultLimits){ bound.lower, bound.upper, TRUE };
  return TRUE;
}

PodResultLimits
pod_result_limits_suggest (PodTrial *trial, const PodCasebook *casebook, const PodFinding *like)
{
  PodResultLimits limits = { NAN, NAN, FALSE };

  if (!take_range (trial, casebook, like, &limits) && !take_last (trial, casebook, like, &limits))
    take_site (trial, casebook, like, &limits);
  return limits;
}

char *
pod_result_limits_to_span (const PodResultLimits *limits)
{
  return pod_limits_to_label (limits->lower, limits->upper, DIGITS);
}

char *
pod_result_limits_to_words (const PodResultLimits *limits)
{
  g_autofree char *span = pod_result_limits_to_span (limits);

  if (span == NULL)
    return NULL;
  return g_strdup_printf (limits->of_site ? _ ("normal %s, by the site’s table")
                                          : _ ("normal %s, as with the last result"),
                          span);
}
