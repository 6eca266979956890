#include "pod-lab-panel.h"

#include <math.h>

#include "pod-lab-bands.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LEFT 46.0
#define RIGHT 14.0
#define HEAD 26.0
#define FOOT 34.0
#define MOST_TICKS 4
/* Their names are short, and one left out would be missed. */
#define MOST_DECADES 6
#define TICK_ROOM 40.0
#define DOT 7.0
#define MARK 9.0
#define CHIP_HEIGHT 16.0
#define STRIP 4.0
/* Of the head: the rest is the name's. */
#define MOST_FOR_VALUE 0.6
/* Where a logarithmic axis has no place for a value: 0, or less than nothing. */
#define FLOOR_LANE 24.0
/* A line over a gap longer than this, and far longer than the gaps before, would claim to know what nobody measured. */
#define LONG_GAP 21
#define LONG_GAP_TIMES 3

typedef struct
{
  const PodLabFrame *frame;
  const PodLabSeries *series;
  PodDayAxis axis;
  PodScale scale;
  double x;
  double y;
  double width;
  double bottom; /* of the plot, the floor's lane included */
} Panel;

/* ---- the scale ---- */

static gboolean
is_on_floor (const PodLabSeries *series, const PodLabPoint *point)
{
  return series->observation->log_scale && point->value <= 0;
}

static void
extend (double value, double *low, double *high)
{
  if (isnan (value))
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

static gboolean
is_near (double value, double from, double to)
{
  return value >= from && value <= to;
}

/* Limits near the values are taken in; those far off would press the course flat. */
static void
extend_to_limits (const PodLabSeries *series, double *low, double *high)
{
  gboolean log = series->observation->log_scale;
  double room = MAX (*high - *low, ABS (*high) * 2 / 3);
  double from = log ? *low / 10 : *low - room;
  double to = log ? *high * 10 : *high + room;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (is_near (point->lower, from, to))
        extend (point->lower, low, high);
      if (is_near (point->upper, from, to))
        extend (point->upper, low, high);
    }
}

/* A linear axis spans at least a third of its highest value, so that the noise of a steady course does not look like one. */
static void
widen (double *low, double *high)
{
  double least = ABS (*high) / 3;
  double missing = least - (*high - *low);

  if (missing <= 0)
    return;
  *high += missing / 2;
  *low = *low >= 0 ? MAX (*low - missing / 2, 0) : *low - missing / 2;
}

static void
fit_scale (Panel *panel, double top)
{
  const PodLabSeries *series = panel->series;
  gboolean log = series->observation->log_scale;
  double low = G_MAXDOUBLE;
  double high = -G_MAXDOUBLE;
  gboolean has_floor = FALSE;
  double bottom;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (is_on_floor (series, point))
        has_floor = TRUE;
      else
        extend (point->value, &low, &high);
    }
  bottom = panel->bottom - (has_floor ? FLOOR_LANE : 0);
  if (low > high)
    low = high = 1;
  else
    extend_to_limits (series, &low, &high);
  if (!log)
    widen (&low, &high);
  panel->scale = log ? pod_scale_logarithmic (low, high, bottom, top)
                     : pod_scale_linear (low, high, MOST_TICKS, bottom, top);
}

static double
find_y (const Panel *panel, const PodLabPoint *point)
{
  if (is_on_floor (panel->series, point))
    return panel->bottom - FLOOR_LANE / 2;
  return pod_scale_y (&panel->scale, point->value);
}

/* ---- the head: what it is, and the latest result ---- */

/* Returns where the chip begins. */
static double
draw_chip (const Panel *panel, const PodLabPoint *last, double right)
{
  PodScene *scene = panel->frame->scene;
  PodRole role = pod_grade_role (last->level);
  g_autofree char *text = g_strdup_printf ("G%d", last->level);
  double width = pod_metrics_width (panel->frame->metrics, text, POD_SIZE_SMALL, TRUE) + 10;
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = role,
                   .x = right - width,
                   .y = panel->y + HEAD / 2 - CHIP_HEIGHT / 2,
                   .w = width,
                   .h = CHIP_HEIGHT,
                   .line_width = 1 };

  if (last->level < 1)
    return right;
  pod_scene_add (scene, &mark);
  pod_scene_add_text (scene, role, right - width / 2, panel->y + HEAD / 2, POD_ALIGN_CENTRE,
                      POD_SIZE_SMALL, text)
      ->bold = TRUE;
  return right - width - 6;
}

static void
draw_head (const Panel *panel)
{
  const PodLabSeries *series = panel->series;
  const PodLabPoint *last = pod_lab_series_last (series);
  const PodMetrics *metrics = panel->frame->metrics;
  PodScene *scene = panel->frame->scene;
  double right = panel->x + panel->width - RIGHT;
  double y = panel->y + HEAD / 2;
  g_autofree char *value = NULL;
  double width;
  PodMark *mark;

  if (last != NULL)
    {
      g_autofree char *number = pod_lab_point_print (last);
      value = g_strjoin (*series->unit != '\0' ? " " : "", number, series->unit, NULL);
      right = draw_chip (panel, last, right);
      width = MIN (pod_metrics_width (metrics, value, POD_SIZE_TEXT, FALSE) + 1,
                   (right - panel->x - 8) * MOST_FOR_VALUE);
      pod_scene_add_text (scene, POD_ROLE_TEXT, right, y, POD_ALIGN_END, POD_SIZE_TEXT, value)->w =
          width;
      right -= width + 7;
    }
  mark = pod_scene_add_text (scene, POD_ROLE_TEXT, panel->x + 8, y, POD_ALIGN_START, POD_SIZE_TITLE,
                             series->label);
  mark->bold = TRUE;
  mark->w = MAX (right - panel->x - 8, 20);
}

/* ---- the plot ---- */

static void
draw_value_axis (const Panel *panel)
{
  g_autoptr (GArray)
      ticks = pod_scale_ticks (&panel->scale, panel->scale.log ? MOST_DECADES : MOST_TICKS);
  PodScene *scene = panel->frame->scene;

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      double y = pod_scale_y (&panel->scale, value);
      g_autofree char *label = pod_scale_label (&panel->scale, value);

      pod_scene_add_line (scene, POD_ROLE_GRID, panel->axis.left, y, panel->axis.right, y, 1);
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, panel->axis.left - 6, y, POD_ALIGN_END,
                          POD_SIZE_SMALL, label)
          ->w = LEFT - 8;
    }
  if (panel->scale.bottom < panel->bottom)
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, panel->axis.left - 6,
                        panel->bottom - FLOOR_LANE / 2, POD_ALIGN_END, POD_SIZE_SMALL, "0");
}

/* The strip of exposure: lymphodepletion as a bar, the infusion as a triangle. */
static void
draw_exposure (const Panel *panel)
{
  const PodLabFrame *frame = panel->frame;
  double left = pod_day_axis_x (&panel->axis, frame->first_treated - 0.5);
  double right = pod_day_axis_x (&panel->axis, frame->last_treated + 0.5);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_TREATMENT,
                   .y = panel->bottom + 3,
                   .h = STRIP,
                   .what = _ ("Lymphodepletion") };

  mark.x = MAX (left, panel->axis.left);
  mark.w = MAX (right - mark.x, 2);
  if (frame->last_treated >= frame->first_treated && right > panel->axis.left)
    pod_scene_add (frame->scene, &mark);
  if (!frame->timeline->has_infusion)
    return;
  mark = (PodMark){ .kind = POD_MARK_SYMBOL,
                    .shape = POD_SHAPE_TRIANGLE_UP,
                    .role = POD_ROLE_TREATMENT,
                    .x = pod_day_axis_x (&panel->axis, panel->axis.zero),
                    .y = panel->bottom + 3 + STRIP,
                    .w = 8,
                    .what = _ ("Infusion") };
  pod_scene_add (frame->scene, &mark);
}

static void
draw_lines_of_reference (const Panel *panel)
{
  const PodLabFrame *frame = panel->frame;
  double zero = pod_day_axis_x (&panel->axis, panel->axis.zero);
  double baseline = panel->series->baseline;
  double y;
  PodMark *mark;

  if (zero >= panel->axis.left && zero <= panel->axis.right)
    pod_scene_add_line (frame->scene, POD_ROLE_DAY_ZERO, zero, panel->scale.top, zero,
                        panel->bottom, 1);
  if (isnan (baseline) || (panel->scale.log && baseline <= 0))
    return;
  y = pod_scale_y (&panel->scale, baseline);
  mark = pod_scene_add_line (frame->scene, POD_ROLE_BASELINE, panel->axis.left, y,
                             panel->axis.right, y, 1);
  mark->dashed = TRUE;
  mark->what = g_string_chunk_insert_const (frame->scene->strings, _ ("Baseline"));
}

static gboolean
joins (const PodLabSeries *series, const PodLabPoint *point)
{
  return point->comparator == POD_EXACTLY && !is_on_floor (series, point);
}

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  return *(const gint32 *) a - *(const gint32 *) b;
}

/* The usual distance of two results: the median. */
static gint32
find_usual_gap (const PodLabSeries *series)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (guint i = 1; i < series->points->len; i++)
    {
      gint32 gap = pod_lab_series_get (series, i)->day - pod_lab_series_get (series, i - 1)->day;
      if (gap > 0)
        g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_gaps);
  return gaps->len > 0 ? g_array_index (gaps, gint32, gaps->len / 2) : 1;
}

static void
end_run (const Panel *panel, GArray *run)
{
  if (run->len > 1)
    pod_scene_add_polyline (panel->frame->scene, POD_ROLE_SERIES, (const PodPoint *) run->data,
                            run->len, 1.5);
  g_array_set_size (run, 0);
}

/* Straight lines between neighbours.  A result with a comparator is no point of the line: nobody knows where it lies. */
static void
draw_line (const Panel *panel)
{
  const PodLabSeries *series = panel->series;
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (PodPoint));
  gint32 longest = MAX (LONG_GAP, LONG_GAP_TIMES * find_usual_gap (series));
  gint32 before = 0;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);
      PodPoint here = { pod_day_axis_x (&panel->axis, point->day), find_y (panel, point) };

      if (!joins (series, point))
        {
          end_run (panel, run);
          continue;
        }
      if (run->len > 0 && point->day - before > longest)
        {
          PodPoint last = g_array_index (run, PodPoint, run->len - 1);
          end_run (panel, run);
          pod_scene_add_line (panel->frame->scene, POD_ROLE_SERIES, last.x, last.y, here.x, here.y,
                              1.2)
              ->dashed = TRUE;
        }
      g_array_append_val (run, here);
      before = point->day;
    }
  end_run (panel, run);
}

static void
draw_point (const Panel *panel, const PodLabPoint *point)
{
  g_autofree char *what = pod_lab_point_to_words (panel->series, point,
                                                  panel->frame->timeline->zero);
  PodMark mark = { .kind = POD_MARK_SYMBOL,
                   .role = point->level > 0 ? pod_grade_role (point->level) : POD_ROLE_SERIES,
                   .shape = POD_SHAPE_DOT,
                   .outlined = point->level > 0,
                   .x = pod_day_axis_x (&panel->axis, point->day),
                   .y = find_y (panel, point),
                   .w = point->level > 0 ? MARK : DOT,
                   .what = what,
                   .type = POD_RECORD_FINDING,
                   .id = point->finding->record.id };

  if (point->comparator != POD_EXACTLY)
    {
      gboolean less = point->comparator == POD_LESS_THAN || point->comparator == POD_AT_MOST;
      mark.shape = less ? POD_SHAPE_TRIANGLE_DOWN : POD_SHAPE_TRIANGLE_UP;
      mark.role = POD_ROLE_SERIES;
      mark.w = MARK;
      mark.line_width = 1.6;
      mark.outlined = FALSE;
    }
  else if (is_on_floor (panel->series, point))
    mark.shape = POD_SHAPE_RING;
  pod_scene_add (panel->frame->scene, &mark);
}

static void
draw_plot (const Panel *panel)
{
  const PodLabSeries *series = panel->series;

  pod_lab_bands_draw (panel->frame->scene, series, &panel->axis, &panel->scale);
  pod_day_axis_draw_grid (panel->frame->scene, &panel->axis, TICK_ROOM, panel->scale.top,
                          panel->bottom);
  draw_value_axis (panel);
  draw_lines_of_reference (panel);
  draw_line (panel);
  for (guint i = 0; i < series->points->len; i++)
    draw_point (panel, pod_lab_series_get (series, i));
  draw_exposure (panel);
}

static void
begin_panel (const Panel *panel, const PodMark *ground)
{
  const PodLabSeries *series = panel->series;
  PodScenePanel begun = { .name = series->observation->symbol.name,
                          .label = series->label,
                          .unit = series->unit,
                          .decimals = 2,
                          .x = ground->x,
                          .y = ground->y,
                          .w = ground->w,
                          .h = ground->h,
                          .axis = panel->axis,
                          .has_scale = TRUE,
                          .scale = panel->scale };

  pod_scene_begin_panel (panel->frame->scene, &begun);
}

void
pod_lab_panel_draw (const PodLabFrame *frame,
                    const PodLabSeries *series,
                    double x,
                    double y,
                    double width)
{
  Panel panel = { .frame = frame, .series = series, .x = x, .y = y, .width = width };
  g_autofree char *what = pod_lab_series_describe (series, frame->timeline->zero);
  PodMark ground = { .kind = POD_MARK_RECT, .role = POD_ROLE_BACKGROUND, .what = what };

  panel.axis = (PodDayAxis){ frame->first, frame->last, frame->timeline->zero, x + LEFT,
                             x + width - RIGHT };
  panel.bottom = y + POD_LAB_PANEL_HEIGHT - FOOT;
  fit_scale (&panel, y + HEAD + 6);
  ground.x = panel.axis.left;
  ground.y = panel.scale.top;
  ground.w = panel.axis.right - panel.axis.left;
  ground.h = panel.bottom - panel.scale.top;
  begin_panel (&panel, &ground);
  pod_scene_add (frame->scene, &ground);
  draw_plot (&panel);
  pod_scene_end_panel (frame->scene);
  draw_head (&panel);
  pod_day_axis_draw (frame->scene, &panel.axis, TICK_ROOM, panel.bottom + 8, POD_SIZE_SMALL);
}
