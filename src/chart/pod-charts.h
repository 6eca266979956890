#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "pod-scene.h"

G_BEGIN_DECLS

/* ---- the day axis, shared by the timeline and the lab panels ---- */

/**
 * PodDayAxis:
 * @first, @last: day numbers at the two ends
 * @zero: the day number that is day 0
 * @left, @right: where they stand in the scene
 */
typedef struct
{
  gint32 first;
  gint32 last;
  gint32 zero;
  double left;
  double right;
} PodDayAxis;

double pod_day_axis_x (const PodDayAxis *axis, double day);
double pod_day_axis_day (const PodDayAxis *axis, double x);

/* ---- scenes: pure functions ---- */

/* @width: in pixels; the height follows from the lanes.  @today: day number for the line that says so. */
PodScene *pod_timeline_scene_new (const PodStudy *study,
                                  const PodTimeline *timeline,
                                  gint32 today,
                                  double width,
                                  const PodMetrics *metrics);

/**
 * PodLabOptions:
 * @observations: (nullable): NULL-terminated; NULL for every quantity of the casebook that has a value, in panel order
 * @columns: panels side by side, 0 to choose by width
 */
typedef struct
{
  const char *const *observations;
  guint columns;
  double width;
} PodLabOptions;

PodScene *pod_lab_scene_new (const PodStudy *study,
                             const PodSite *site,
                             const PodCasebook *casebook,
                             PodDate as_of,
                             const PodLabOptions *options,
                             const PodMetrics *metrics);

/* All subjects of the trial, a row each. (element-type PodCasebook)  What is followed: [study] wall_course= (shown as % of
 * the last value before lymphodepletion) and wall_values= (two names); uprot24, egfr and cd19 where the study names none. */
PodScene *pod_wall_scene_new (const PodStudy *study,
                              const PodSite *site,
                              const GPtrArray *casebooks,
                              PodDate as_of,
                              double width,
                              const PodMetrics *metrics);

/* ---- the one painter ---- */

typedef enum
{
  POD_THEME_LIGHT,
  POD_THEME_DARK,
  POD_THEME_PRINT, /* grey, for paper */
} PodTheme;

/* The only code that calls cairo to draw a scene.  @background: fill it first.  May be called in any thread: text
 * layouts are kept for each thread. */
void pod_scene_paint (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background);
/* Text widths by Pango, as the painter will draw them; lives for ever. */
const PodMetrics *pod_metrics_pango (void);
void pod_theme_get_colour (PodTheme theme, PodRole role, double rgba[4]);

/* By the file's ending: .png (2×), .svg or .pdf.  G_IO_ERROR_INVALID_ARGUMENT for another one; the file is written
 * beside and renamed, so that no half of it is ever seen, and only its owner may read it. G_FILE_ERROR where it cannot be
 * written, G_IO_ERROR_FAILED where it cannot be drawn. */
/* Whether a chart can be written under that name; asked before anything is noted of it. */
gboolean pod_scene_check_name (const char *path, GError **error);
gboolean pod_scene_write (const PodScene *scene, const char *path, PodTheme theme, GError **error);

G_END_DECLS
