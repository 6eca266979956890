#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "pod-scene.h"
#include "pod-shift-book.h"

G_BEGIN_DECLS

/* ---- scenes: pure functions ---- */

/**
 * PodDayRange:
 * @first, @last: day numbers, as a PodDayAxis has them; both 0 for all that there is
 *
 * Which days a scene shows.  A zoom is a new scene of another range.
 */
typedef struct
{
  gint32 first;
  gint32 last;
} PodDayRange;

#define POD_ALL_DAYS ((PodDayRange){ 0, 0 })

/* @width: in pixels; the height follows from the lanes.  @today: day number for the line that says so.  One panel, named by nothing. */
PodScene *pod_timeline_scene_new (const PodStudy *study,
                                  const PodTimeline *timeline,
                                  gint32 today,
                                  PodDayRange days,
                                  double width,
                                  const PodMetrics *metrics);

/* In what values are drawn.  What has no limit, or no baseline, is left out with that reason. */
typedef enum
{
  POD_LAB_VALUE,
  POD_LAB_PERCENT_CHANGE, /* from baseline */
  POD_LAB_TIMES_UPPER,    /* multiples of the upper limit that came with each result: × ULN */
  POD_LAB_TIMES_BASELINE,
} PodLabMode;

typedef enum
{
  POD_LAB_AXIS_AUTO, /* logarithmic where the study says so: [observation] scale=log; never for changes in per cent */
  POD_LAB_AXIS_LINEAR,
  POD_LAB_AXIS_LOGARITHMIC,
} PodLabAxis;

/**
 * PodLabOptions:
 * @observations: (nullable): NULL-terminated; NULL for every quantity of the casebook that has a value, in panel order
 * @columns: panels side by side, 0 to choose by width
 * @days: those shown
 * @mode, @axis: of every panel
 * @focus: for overlays, the subject whose line stands out; 0 for none
 * @scale: (nullable): by which results are graded; NULL for the study's.  Overlays grade nothing
 */
typedef struct
{
  const char *const *observations;
  guint columns;
  double width;
  PodDayRange days;
  PodLabMode mode;
  PodLabAxis axis;
  gint64 focus;
  const char *scale;
} PodLabOptions;

PodScene *pod_lab_scene_new (const PodStudy *study,
                             const PodSite *site,
                             const PodCasebook *casebook,
                             PodDate as_of,
                             const PodLabOptions *options,
                             const PodMetrics *metrics);

/* All subjects in each panel, aligned at the infusion: day 0 of its axes is theirs, and options->days are study days here.  Grey lines, median and
 * quartiles of each cohort, and one subject in focus.  (element-type PodCasebook) */
PodScene *pod_overlay_scene_new (const PodStudy *study,
                                 const PodSite *site,
                                 const GPtrArray *casebooks,
                                 PodDate as_of,
                                 const PodLabOptions *options,
                                 const PodMetrics *metrics);

/* All subjects of the trial, a row each, sorted by concern as [study] wall_concern= says; each cell carries the record it is from. (element-type PodCasebook)  What is followed: [study] wall_course= (shown as % of
 * the last value before lymphodepletion) and wall_values= (two names); a column of which the study says nothing is empty.  What got
 * worst in the laboratory since the infusion stands beside the worst event; @book: (nullable): of these casebooks, NULL without it. */
PodScene *pod_wall_scene_new (const PodStudy *study,
                              const PodSite *site,
                              const GPtrArray *casebooks,
                              const PodShiftBook *book,
                              PodDate as_of,
                              double width,
                              const PodMetrics *metrics);

/* How many subjects went from which grade before treatment to which worst grade after the infusion: a table for each term, first what the study
 * follows, then where most got worse.  @cohort: (nullable): NULL for all.  Each cell is a mark of the type POD_N_RECORD_TYPES, which pod_shift_cell_read() reads. */
PodScene *pod_shift_scene_new (const PodShiftBook *book,
                               const char *cohort,
                               PodShiftPick pick,
                               double width,
                               const PodMetrics *metrics);
/* The id of a cell; @term: index into the book's terms. */
gint64 pod_shift_cell_make (const PodShiftBook *book, guint term, int row, int column);
/* Which cell a mark's id is of: for pod_shift_book_list().  FALSE where it is none of the book's scale.  Of one study an id is of the same
 * observation under any scale. */
gboolean
pod_shift_cell_read (const PodShiftBook *book, gint64 id, guint *term, int *row, int *column);
/* The cell of that observation in @scene that is nearest to the one of @id, maybe that itself; 0 where it has none. */
gint64 pod_shift_cell_find_near (const PodScene *scene, gint64 id);

/* ---- the one painter ---- */

typedef enum
{
  POD_THEME_LIGHT,
  POD_THEME_DARK,
  POD_THEME_PRINT,          /* grey, for paper */
  POD_THEME_LIGHT_CONTRAST, /* high contrast: no tints, hatches instead, lines of 2 px at least */
  POD_THEME_DARK_CONTRAST,
  POD_N_THEMES,
} PodTheme;

/* The only code that calls cairo to draw a scene.  @background: fill it first.  May be called in any thread: text
 * layouts are kept for each thread. */
void pod_scene_paint (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background);
/* Text widths by Pango, as the painter will draw them; lives for ever. */
const PodMetrics *pod_metrics_pango (void);
gboolean pod_theme_is_contrast (PodTheme theme);
void pod_theme_get_colour (PodTheme theme, PodRole role, double rgba[4]);

/* By the file's ending: .png (2×), .svg, .pdf, or .csv for the table twin.  G_IO_ERROR_INVALID_ARGUMENT for another one; the file is written
 * beside and renamed, so that no half of it is ever seen, and only its owner may read it. G_FILE_ERROR where it cannot be
 * written, G_IO_ERROR_FAILED where it cannot be drawn. */
/* Whether a chart can be written under that name; asked before anything is noted of it. */
gboolean pod_scene_check_name (const char *path, GError **error);
gboolean pod_scene_write (const PodScene *scene, const char *path, PodTheme theme, GError **error);
/* A PDF of all of @scenes, a page each. */
gboolean
pod_scene_write_pages (const GPtrArray *scenes, const char *path, PodTheme theme, GError **error);

G_END_DECLS
