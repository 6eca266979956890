#pragma once

#include "pod-lab-panel.h"
#include "pod-span.h"

G_BEGIN_DECLS

/* All subjects over one another: what is drawn, apart from where.  Private to the room. */

/* Quartiles of fewer are no more than the values themselves, and a median of fewer is drawn open. */
#define POD_OVERLAY_LEAST_FOR_QUARTILES 4
/* Of the line of the one in focus: twice that of any other subject. */
#define POD_OVERLAY_FOCUS_WIDTH 2.0

/**
 * PodOverlayPoint:
 * @subject: index into the model's subjects
 * @day: from the infusion
 * @shown: in the mode's unit
 * @digits: in how many it is read
 * @preliminary: it may still change
 * @maybe_partial: its specimen was collected over hours, and is not known to be whole
 * @is_baseline: it is the subject's own
 * @is_below: it has the lane below the axis
 * @gap_before: between it and the result before nothing was measured that was to be: pod_lab_gaps_has()
 * @id: of the finding, which is not looked up: there are tens of thousands
 */
typedef struct
{
  guint subject;
  gint32 day;
  double shown;
  int digits;
  PodComparator comparator;
  gboolean preliminary;
  gboolean maybe_partial;
  gboolean is_baseline;
  gboolean is_below;
  gboolean gap_before;
  gint64 id;
} PodOverlayPoint;

/**
 * PodOverlaySubject:
 * @cohort: index of the study's cohort; -1 for none
 * @zero: day number of the infusion
 * @schedule: (element-type PodScheduledVisit)
 */
typedef struct
{
  PodCasebook *casebook;
  const char *name;
  int cohort;
  gint32 zero;
  GArray *schedule;
} PodOverlaySubject;

/**
 * PodOverlayPanel: one observation
 * @label: with the equation in it, where one gives it
 * @equation: (nullable): what that is, or are: pod_lab_equation_print()
 * @first, @n: its points among the model's, by subject, then by day
 * @lower, @upper: the laboratory's limits where they agree in all results, as they are shown; else NAN
 * @all: of the days shown, the least and the greatest value
 * @log: the axis is logarithmic
 * @chose_log: and nobody chose that, nor does the study: a linear one would not hold all
 * @span: what the axis is to hold of them; a linear one not what is so far off that all others would be pressed flat
 * @has_lane: whether any of them has the lane below the axis
 * @scale: as it was laid out: pod_overlay_layout()
 */
typedef struct
{
  const PodObservation *observation;
  const char *label;
  const char *equation;
  const char *unit;
  gboolean log;
  gboolean chose_log;
  guint first;
  guint n;
  double lower;
  double upper;
  PodSpan all;
  PodSpan span;
  gboolean has_lane;
  PodScale scale;
} PodOverlayPanel;

/**
 * PodOverlayBin: days that count as one in the medians: a planned visit's window, or so many days; the same however wide the chart is
 * @is_baseline: of each subject the baseline, whenever that was taken; @target is the mean of their days
 * @crowded: its neighbour leaves it no room in this chart: it is drawn small and without quartiles
 */
typedef struct
{
  gint32 first;
  gint32 target;
  gint32 last;
  const char *name;
  gboolean is_baseline;
  gboolean crowded;
} PodOverlayBin;

/**
 * PodOverlayMiddle: a cohort in a bin
 * @n: subjects with a result in it: of each the one nearest to the target that is not preliminary
 * @day: the mean of the days of these results
 * @median, @low, @high: with the quartiles, by linear interpolation; -INFINITY where it is below quantification, and INFINITY above
 * @words: pod_overlay_print_middle(), printed once and not for each layout; NULL where @n is 0
 */
typedef struct
{
  guint n;
  double day;
  double median;
  double low;
  double high;
  char *words;
} PodOverlayMiddle;

/**
 * PodOverlay:
 * @middles: (element-type PodOverlayMiddle): by panel, bin and cohort: pod_overlay_get_middle()
 * @read: (element-type PodLabSeries): by panel, the results of which words were told last; NULL where there were none
 * @focus: index of the subject in focus; -1 for none
 * @absent: (nullable): number of whoever was to be in focus and was not infused
 * @first, @last: the days shown, from the infusion
 * @step: of how many days each median is; 0 for the windows of visits
 */
typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodDate as_of;
  PodLabMode mode;
  PodLabAxis axis;
  GArray *subjects;
  GArray *panels;
  GArray *points;
  GArray *bins;
  GArray *middles;
  GPtrArray *read;
  int focus;
  char *absent;
  gint32 first;
  gint32 last;
  gint32 step;
  PodTally tally;
} PodOverlay;

/* What has no place is counted, and listed in @scene. */
PodOverlay *pod_overlay_new (const PodStudy *study,
                             const PodSite *site,
                             const GPtrArray *casebooks,
                             PodDate as_of,
                             const PodLabOptions *options,
                             PodScene *scene);
void pod_overlay_free (PodOverlay *overlay);
const PodOverlayPoint *
pod_overlay_get (const PodOverlay *overlay, const PodOverlayPanel *panel, guint index);
const PodOverlaySubject *pod_overlay_get_subject (const PodOverlay *overlay, guint index);
/* Whether anybody but the subject in focus is of that cohort: a median of one is no median. */
gboolean pod_overlay_has_others (const PodOverlay *overlay, int cohort);
/* One subject's results, as they are drawn; read anew, since all of them at once would be tens of thousands.  @ledger: (nullable). */
PodLabSeries *pod_overlay_read_series (const PodOverlay *overlay,
                                       const PodCasebook *casebook,
                                       const PodObservation *observation,
                                       const PodLabLedger *ledger);
/* "MN-003, Haemoglobin 71 g/L, 9 Jan 2026 · day 8, limits 115–150": all that the chart of one subject says but the grade; free with
 * g_free(). */
char *pod_overlay_print (const PodOverlay *overlay,
                         const PodOverlayPanel *panel,
                         const PodOverlayPoint *point);
/* The same in short, with that for the day. */
char *pod_overlay_print_on (const PodOverlay *overlay,
                            const PodOverlayPanel *panel,
                            const PodOverlayPoint *point,
                            const char *when);
/* "< 5", its value alone; free with g_free(). */
char *pod_overlay_print_value (const PodOverlay *overlay, const PodOverlayPoint *point);
/* "MN, day 7: median 137 (122 to 152) g/L, of 3"; NULL where nobody is.  Free with g_free(). */
char *pod_overlay_print_middle (const PodOverlay *overlay,
                                const PodOverlayPanel *panel,
                                const PodOverlayBin *bin,
                                const PodOverlayMiddle *middle,
                                guint cohort);
gboolean pod_overlay_is_shown (const PodOverlay *overlay, gint32 day);

const PodOverlayMiddle *
pod_overlay_get_middle (const PodOverlay *overlay, guint panel, guint bin, guint cohort);
/* Of sorted values; @part from 0 to 1. */
double pod_overlay_quantile (const double *values, guint n, double part);

/* Sets what is known of the axis of each panel before it has a place. */
void pod_overlay_find_spans (PodOverlay *overlay);
/* Of a result, as pod_lab_find_side() on a panel that was laid out: 0 as well for one that may lie on the axis although its bound does not, and
 * for one in the lane. */
int pod_overlay_find_side_of (const PodOverlayPanel *panel, const PodOverlayPoint *point);
/* How many results of the days shown lie there. */
guint pod_overlay_count_beyond (const PodOverlay *overlay, const PodOverlayPanel *panel, int side);

/* Marks of all panels; scene->width and the model are set, its height is not yet. */
void pod_overlay_layout (PodOverlay *overlay,
                         PodScene *scene,
                         const PodLabOptions *options,
                         const PodMetrics *metrics);

G_END_DECLS
