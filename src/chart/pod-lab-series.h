#pragma once

#include "pod-axis.h"

G_BEGIN_DECLS

/**
 * PodLabPoint: one result that can be drawn, in the observation's canonical unit
 * @level: 0 to 4, or -1 where it is not graded
 */
typedef struct
{
  const PodFinding *finding;
  gint32 day;
  double value;
  double lower;
  double upper;
  PodComparator comparator;
  int level;
  const char *direction;
} PodLabPoint;

/**
 * PodLabSeries: the results of one observation
 * @points: (element-type PodLabPoint): by day
 * @baseline: the last exact value before the first lymphodepletion; NAN where there is none
 * @undrawn: findings that have no place, by reason
 */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodObservation *observation;
  const char *label;
  const char *unit;
  GArray *points;
  double baseline;
  PodTally undrawn;
} PodLabSeries;

/* Results after @as_of and withdrawn ones do not exist for it. */
PodLabSeries *pod_lab_series_new (const PodStudy *study,
                                  const PodSite *site,
                                  const PodCasebook *casebook,
                                  const PodObservation *observation,
                                  PodDate as_of);
void pod_lab_series_free (PodLabSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabSeries, pod_lab_series_free)

const PodLabPoint *pod_lab_series_get (const PodLabSeries *series, guint index);
const PodLabPoint *pod_lab_series_last (const PodLabSeries *series);
/* The grade that @value would have, with the limits and the unit of @point: how bands of grades are found. */
int pod_lab_series_grade (const PodLabSeries *series, const PodLabPoint *point, double value);

/* "< 5", "2.31"; free with g_free(). */
char *pod_lab_point_print (const PodLabPoint *point);
/* "Haemoglobin 71 g/L, day 8, grade 3, limits 115–150". Free with g_free(). */
char *pod_lab_point_to_words (const PodLabSeries *series, const PodLabPoint *point, gint32 zero);
/* "115–150", "≤ 40", "" .  Free with g_free(). */
char *pod_lab_point_print_limits (const PodLabPoint *point);
/* "Haemoglobin: 24 results, lowest 71 g/L on day 8 (grade 3); latest 96 g/L on day 60".  Free with g_free(). */
char *pod_lab_series_describe (const PodLabSeries *series, gint32 zero);

G_END_DECLS
