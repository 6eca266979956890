#pragma once

#include "pod-lab-mode.h"
#include "pod-lab-strip.h"

G_BEGIN_DECLS

#define POD_LAB_PANEL_HEIGHT 190.0

/**
 * PodLabFrame: what all panels share
 * @schedule: (element-type PodScheduledVisit): the subject's, for the results that are missing
 * @more: by how much its panels are higher than POD_LAB_PANEL_HEIGHT
 * @above: room above the plots of the row that is drawn: pod_lab_panel_find_above()
 * @first_treated, @last_treated: the days of lymphodepletion; equal to zero + 1 and zero where there are none
 */
typedef struct
{
  PodScene *scene;
  const PodMetrics *metrics;
  const PodTimeline *timeline;
  const GArray *schedule;
  const PodLabStrip *strip;
  double more;
  double above;
  gint32 first;
  gint32 last;
  gint32 first_treated;
  gint32 last_treated;
} PodLabFrame;

/**
 * PodLabPanel: one of them
 * @bottom: of the plot, the lane below a logarithmic axis included
 * @n_above, @n_below: of its results, those that lie beyond the axis
 */
typedef struct
{
  const PodLabFrame *frame;
  PodLabSeries *series;
  PodDayAxis axis;
  PodScale scale;
  gboolean
      has_limit; /* the scale's low end is the one limit of quantification of what is below it, and names the lane */
  double x;
  double y;
  double width;
  double bottom;
  guint n_above;
  guint n_below;
} PodLabPanel;

/* (element-type PodObservation): the quantities of that name, or all that have a course, in the order of the study's groups. */
GPtrArray *pod_lab_list_observations (const PodStudy *study, const char *const *names);
guint pod_lab_choose_columns (const PodLabOptions *options, guint panels);
/* How high each panel of the frame is. */
double pod_lab_panel_height (const PodLabFrame *frame);
/* Which room above its plot it needs, for its equation and for how many results lie beyond the axis: the plots of a row have as much, so that
 * they are of one height. */
double pod_lab_panel_find_above (const PodLabFrame *frame, PodLabSeries *series);
/* One observation in the box from @x, @y, @width wide.  Notes in @series what lies beyond the axis. */
void pod_lab_panel_draw (const PodLabFrame *frame,
                         PodLabSeries *series,
                         double x,
                         double y,
                         double width);

/* Of a grade that is no lower than it may be before treatment, or worse since: it is outlined, in the colour of the grade. */
gboolean pod_lab_point_stands_out (const PodLabPoint *point);
/* Whether it has a place only in the lane below a logarithmic axis: nothing, and less than can be measured. */
gboolean pod_lab_point_is_below (const PodLabSeries *series, const PodLabPoint *point);
/* The same of a value and its comparator alone. */
gboolean pod_lab_is_below (gboolean log, double shown, PodComparator comparator);
/* Room at both ends for the results that are what all is measured by, as each baseline is once itself; and a sign where values are changes. */
void pod_lab_finish_scale (PodScale *scale, PodLabMode mode);
/* A score is a whole number: of an axis of @most steps none is a part of one. */
void pod_lab_keep_whole (const PodObservation *observation,
                         PodLabMode mode,
                         guint most,
                         double *low,
                         double *high);
/* Fits panel->scale between @top and panel->bottom, and finds what lies beyond it. */
void pod_lab_panel_fit (PodLabPanel *panel, double top);
/* Grid, labels, minor ticks and the name of the lane below. */
void pod_lab_panel_draw_values (const PodLabPanel *panel);
/* What a triangle is; with that name where it is to be seen. */
const char *pod_lab_explain_compared (const PodScene *scene);
/* The line and the results themselves. */
void pod_lab_panel_draw_course (const PodLabPanel *panel);

/* Private to the two files of the panel. */
#define POD_LAB_LEFT 46.0
#define POD_LAB_RIGHT 14.0
#define POD_LAB_LANE 24.0
/* The largest symbol of a result. */
#define POD_LAB_MARK 9.0

G_END_DECLS
