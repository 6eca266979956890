#pragma once

#include "pod-axis.h"
#include "pod-shift.h"

G_BEGIN_DECLS

/**
 * PodLabPoint: one result that can be drawn, in the observation's canonical unit
 * @shown: the value as it is drawn, in the mode's unit
 * @level: 0 to 4, or -1 where it is not graded
 * @shift: how that differs from the subject's own start, or why there is no grade
 * @unscheduled: taken at a visit that nobody planned
 * @corrected: it says otherwise than it did before, or takes the place of one that was withdrawn
 * @preliminary: it may still change: no grade, and no baseline
 * @maybe_partial: its specimen was collected over hours, and is not known to be whole
 * @withdrawn: drawn as such, and counts for nothing
 * @implausible: outside what the study expects of the test, and kept; not what is only bounded there, as "< 250" is
 * @outlying: its number is, be it a bound; @side: on which side of an axis that was made for what is plausible it lies beyond,
 *   pod_lab_find_side(): known once its panel was laid out
 */
typedef struct
{
  const PodFinding *finding;
  gint32 day;
  double value;
  double shown;
  double lower;
  double upper;
  PodComparator comparator;
  int level;
  PodShift shift;
  gboolean unscheduled;
  gboolean corrected;
  gboolean preliminary;
  gboolean maybe_partial;
  gboolean withdrawn;
  gboolean implausible;
  gboolean outlying;
  int side;
} PodLabPoint;

/**
 * PodLabSeries: the results of one observation
 * @label: with the equation in it, where one gives it: pod_lab_equation_name()
 * @equation: (nullable): what that is, or are
 * @points: (element-type PodLabPoint): by day
 * @graded: whether the points are
 * @scale: (nullable): by which; NULL for the study's
 * @withdrawn: (element-type PodLabPoint): what was withdrawn, by day
 * @mode, @log, @shown_unit: how it is drawn: pod_lab_series_show()
 * @has_outlying: known once for the data; @is_for_plausible: its axis is made for what is plausible, and what is not may lie beyond
 * @lead, @trail: the nearest results before and after the days shown, to which the line goes on; only where @has_lead, @has_trail
 * @exposed: the day from which on grades may count from the baseline; G_MAXINT32 while there is no baseline
 * @baseline: the last exact value before the first lymphodepletion, and @baseline_of the result; NAN and NULL where there is none
 */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodObservation *observation;
  const char *label;
  const char *equation;
  const char *unit;
  GArray *points;
  GArray *withdrawn;
  gboolean graded;
  const char *scale;
  PodLabPoint lead;
  PodLabPoint trail;
  gboolean has_lead;
  gboolean has_trail;
  PodLabMode mode;
  gboolean log;
  gboolean has_outlying;
  gboolean is_for_plausible;
  const char *shown_unit;
  gint32 exposed;
  double baseline;
  const PodFinding *baseline_of;
} PodLabSeries;

/**
 * PodLabLedger:
 * @tally, @scene: (nullable): where a finding that has no place is counted, and listed
 * @whose: (nullable): the number of its subject, where there are several
 * @zero: day number of their day 0; only where @has_zero
 */
typedef struct
{
  PodTally *tally;
  PodScene *scene;
  const char *whose;
  gint32 zero;
  gboolean has_zero;
} PodLabLedger;

/* Results after @as_of do not exist for it.  @scale, @ledger: (nullable). */
PodLabSeries *pod_lab_series_new (const PodStudy *study,
                                  const char *scale,
                                  const PodSite *site,
                                  const PodCasebook *casebook,
                                  const PodObservation *observation,
                                  PodDate as_of,
                                  const PodLabLedger *ledger);
/* The same without grades, which take the most time. */
PodLabSeries *pod_lab_series_new_ungraded (const PodStudy *study,
                                           const PodSite *site,
                                           const PodCasebook *casebook,
                                           const PodObservation *observation,
                                           PodDate as_of,
                                           const PodLabLedger *ledger);
/* Why a chart has no place for @finding, of which nothing is said but that; POD_N_LEFT where it can be drawn, and then @point has value and limits, in
 * the unit of the study. */
PodLeft pod_lab_find_left (const PodStudy *study,
                           const PodSite *site,
                           const PodCasebook *casebook,
                           const PodFinding *finding,
                           PodLabPoint *point);
/* Counts and lists a finding that is not drawn. @ledger: (nullable). */
void pod_lab_series_list (const PodLabSeries *series,
                          const PodFinding *finding,
                          PodLeft why,
                          const PodLabLedger *ledger);
/* Drops the point, for that reason. */
void pod_lab_series_leave_out (PodLabSeries *series,
                               guint index,
                               PodLeft why,
                               const PodLabLedger *ledger);
/* Adds by what its points are computed to @names: pod_lab_equation_gather(). */
void pod_lab_series_gather_equations (const PodLabSeries *series, GPtrArray *names);
/* Names it by the equations of the points that it has now: of what is not drawn none is told. */
void pod_lab_series_name_equations (PodLabSeries *series);
void pod_lab_series_free (PodLabSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabSeries, pod_lab_series_free)

const PodLabPoint *pod_lab_series_get (const PodLabSeries *series, guint index);
const PodLabPoint *pod_lab_series_last (const PodLabSeries *series);
/* The grade that @value would have, with the limits and the unit of @point: how bands of grades are found. */
PodFindingGrade
pod_lab_series_grade (const PodLabSeries *series, const PodLabPoint *point, double value);

/* As @point->side, but 0 for one that may lie on the axis although its bound does not. */
int pod_lab_point_get_side (const PodLabPoint *point);
/* "< 5", "2.31"; free with g_free(). */
char *pod_lab_point_print (const PodLabPoint *point);
/* ", withdrawn", ", unscheduled, corrected, above the axis"; "" for none.  Free with g_free(). */
char *pod_lab_point_print_remarks (const PodLabPoint *point);
/* The same of what is shown. */
char *pod_lab_point_print_shown (const PodLabSeries *series, const PodLabPoint *point);
/* The same for files, which keep the digits of what the program computed. */
char *pod_lab_point_print_in_full (const PodLabSeries *series, const PodLabPoint *point);
/* In how many digits a value of it is read. */
int pod_lab_point_get_digits (const PodLabPoint *point, PodLabMode mode);
/* "Haemoglobin 71 g/L, grade 3, 9 Jan 2026, 07:30 · day 8, visit Week 1, limits 115–150, Central laboratory, corrected". Free with g_free(). */
char *pod_lab_point_to_words (const PodLabSeries *series, const PodLabPoint *point, gint32 zero);
/* "115–150", "≤ 40", "" .  Free with g_free(). */
char *pod_lab_point_print_limits (const PodLabPoint *point);
/* "Haemoglobin: 24 results, lowest 71 g/L on day 8 (grade 3); latest 96 g/L on day 60".  Free with g_free(). */
char *pod_lab_series_describe (const PodLabSeries *series, gint32 zero);

G_END_DECLS
