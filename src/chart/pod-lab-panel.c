#include "pod-lab-panel.h"

#include <math.h>

#include "pod-lab-bands.h"
#include "pod-lab-beyond.h"
#include "pod-lab-equation.h"
#include "pod-lab-grades.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define HEAD 26.0
#define FOOT 34.0
#define BELOW_HEAD 6.0
/* Between words above the plot. */
#define GAP 8.0
#define TICK_ROOM 40.0
#define CHIP_HEIGHT 16.0
#define STRIP 4.0
#define AXIS_GAP 8.0
/* Of the head: the rest is the name's. */
#define MOST_FOR_VALUE 0.6

/* ---- the head: what it is, and the latest result ---- */

/* Returns where the chip begins. */
static double
draw_chip (const PodLabPanel *panel, const PodLabPoint *last, double right)
{
  PodScene *scene = panel->frame->scene;
  PodRole role = pod_grade_role (pod_lab_grades_get_colour (&last->shift.graded));
  g_autofree char *text = pod_lab_grades_print_chip (last);
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
  pod_lab_grades_note_unsure (scene, &last->shift.graded);
  pod_scene_add (scene, &mark);
  pod_scene_add_text (scene, role, right - width / 2, panel->y + HEAD / 2, POD_ALIGN_CENTRE,
                      POD_SIZE_SMALL, text)
      ->bold = TRUE;
  return right - width - 6;
}

/* With its day: what was last measured long ago, or has later results than those shown, is not how it is now. */
static char *
print_last (const PodLabPanel *panel, const PodLabPoint *last)
{
  const PodLabSeries *series = panel->series;
  g_autofree char *number = pod_lab_point_print_shown (series, last);
  g_autofree char *value = g_strjoin (*series->shown_unit != '\0' ? " " : "", number,
                                      series->shown_unit, NULL);
  g_autofree char *day = pod_day_words (last->day, panel->axis.zero);

  /* Translators: "day 35" and a value with its unit. */
  return g_strdup_printf (C_ ("value of a day", "%1$s: %2$s"), day, value);
}

static void
draw_head (const PodLabPanel *panel)
{
  const PodLabSeries *series = panel->series;
  const PodLabPoint *last = pod_lab_series_last (series);
  const PodMetrics *metrics = panel->frame->metrics;
  PodScene *scene = panel->frame->scene;
  double right = panel->x + panel->width - POD_LAB_RIGHT;
  double y = panel->y + HEAD / 2;
  g_autofree char *value = NULL;
  double width;
  PodMark *mark;

  if (last != NULL)
    {
      value = print_last (panel, last);
      right = draw_chip (panel, last, right);
      width = MIN (pod_metrics_width (metrics, value, POD_SIZE_TEXT, FALSE) + 1,
                   (right - panel->x - 8) * MOST_FOR_VALUE);
      pod_scene_add_text (scene, POD_ROLE_TEXT, right, y, POD_ALIGN_END, POD_SIZE_TEXT, value)->w =
          width;
      right -= width + 7;
    }
  mark = pod_scene_add_text (scene, POD_ROLE_TEXT, panel->x + 8, y, POD_ALIGN_START, POD_SIZE_TITLE,
                             pod_lab_equation_name (series->observation, NULL));
  mark->bold = TRUE;
  mark->w = MAX (right - panel->x - 8, 20);
}

/* ---- the plot ---- */

static gboolean
is_in_plot (const PodLabPanel *panel, gint32 day)
{
  return day >= panel->axis.first && day <= panel->axis.last;
}

/* The strip of exposure: lymphodepletion as a bar, the infusion as a triangle. */
static void
draw_exposure (const PodLabPanel *panel)
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
  mark.w = MAX (MIN (right, panel->axis.right) - mark.x, 2);
  if (frame->last_treated >= frame->first_treated && right > panel->axis.left &&
      left < panel->axis.right)
    pod_scene_add (frame->scene, &mark);
  if (!frame->timeline->has_infusion || !is_in_plot (panel, panel->axis.zero))
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
draw_baseline (const PodLabPanel *panel)
{
  const PodLabSeries *series = panel->series;
  double shown = pod_lab_mode_apply (series->mode, series, NULL, series->baseline);
  PodMark *mark;
  double y;

  if (!isfinite (shown) || (panel->scale.log && shown <= 0))
    return;
  y = pod_scale_y (&panel->scale, shown);
  if (y < panel->scale.top || y > panel->scale.bottom)
    return;
  mark = pod_scene_add_line (panel->frame->scene, POD_ROLE_BASELINE, panel->axis.left, y,
                             panel->axis.right, y, 1);
  mark->dashed = TRUE;
  mark->what = pod_scene_keep (panel->frame->scene, _ ("Baseline"));
}

/* What is one upper limit has a line of its own. */
static void
draw_one (const PodLabPanel *panel)
{
  double y = pod_scale_y (&panel->scale, 1);

  if (y >= panel->scale.top && y <= panel->scale.bottom)
    pod_scene_add_line (panel->frame->scene, POD_ROLE_AXIS, panel->axis.left, y, panel->axis.right,
                        y, 1)
        ->what = pod_scene_keep (panel->frame->scene, _ ("Upper limit"));
}

static void
draw_lines_of_reference (const PodLabPanel *panel)
{
  double zero = pod_day_axis_x (&panel->axis, panel->axis.zero);

  /* Bold and solid it is the infusion, and nothing else. */
  if (is_in_plot (panel, panel->axis.zero))
    pod_scene_add_line (panel->frame->scene, POD_ROLE_DAY_ZERO, zero, panel->scale.top, zero,
                        panel->bottom, 1)
        ->dashed = !panel->frame->timeline->has_infusion;
  if (panel->series->mode == POD_LAB_TIMES_UPPER)
    draw_one (panel);
  else
    draw_baseline (panel);
}

static void
draw_plot (const PodLabPanel *panel)
{
  const PodLabSeries *series = panel->series;

  pod_lab_bands_draw (panel->frame->scene, series, &panel->axis, &panel->scale);
  pod_day_axis_draw_grid (panel->frame->scene, &panel->axis, TICK_ROOM, panel->scale.top,
                          panel->bottom);
  pod_lab_panel_draw_values (panel);
  draw_lines_of_reference (panel);
  pod_lab_panel_draw_course (panel);
  draw_exposure (panel);
  pod_lab_strip_draw (panel->frame->strip, panel->frame->scene, panel->frame->metrics, &panel->axis,
                      panel->bottom + AXIS_GAP);
}

double
pod_lab_panel_height (const PodLabFrame *frame)
{
  return POD_LAB_PANEL_HEIGHT + frame->more + pod_lab_strip_height (frame->strip);
}

static void
begin_panel (const PodLabPanel *panel, const PodMark *ground)
{
  const PodLabSeries *series = panel->series;
  PodScenePanel begun = { .name = series->observation->symbol.name,
                          .label = series->label,
                          .unit = series->shown_unit,
                          .x = ground->x,
                          .y = ground->y,
                          .w = ground->w,
                          .h = ground->h,
                          .axis = panel->axis,
                          .has_scale = TRUE,
                          .scale = panel->scale };

  pod_scene_begin_panel (panel->frame->scene, &begun);
}

/* ---- above the plot ---- */

static double
find_top (const PodLabPanel *panel)
{
  return panel->y + HEAD + BELOW_HEAD + panel->frame->above;
}

static PodLabPanel
place_panel (const PodLabFrame *frame, PodLabSeries *series, double x, double y, double width)
{
  PodLabPanel panel = { .frame = frame, .series = series, .x = x, .y = y, .width = width };

  panel.axis = (PodDayAxis){ frame->first, frame->last, frame->timeline->zero, x + POD_LAB_LEFT,
                             x + width - POD_LAB_RIGHT };
  panel.bottom = y + POD_LAB_PANEL_HEIGHT + frame->more - FOOT;
  pod_lab_panel_fit (&panel, find_top (&panel));
  return panel;
}

double
pod_lab_panel_find_above (const PodLabFrame *frame, PodLabSeries *series)
{
  PodLabPanel panel = place_panel (frame, series, 0, 0, 2 * POD_LAB_PANEL_HEIGHT);

  return series->equation != NULL || panel.n_above + panel.n_below > 0 ? POD_LAB_BEYOND : 0;
}

/* Returns how wide it is. */
static double
draw_words_above (const PodLabPanel *panel, PodAlign align, double room, const char *text)
{
  double x = align == POD_ALIGN_START ? panel->axis.left : panel->axis.right;
  PodMark *mark;

  if (text == NULL)
    return 0;
  mark = pod_scene_add_text (panel->frame->scene, POD_ROLE_DIM_TEXT, x,
                             panel->y + HEAD + POD_LAB_BEYOND / 2, align, POD_SIZE_SMALL, text);
  mark->w = MIN (room, pod_metrics_width (panel->frame->metrics, text, POD_SIZE_SMALL, FALSE) + 1);
  return mark->w;
}

/* As in the chart of many: by what it is computed, and how many results lie beyond the axis, beside which the latest result leaves no room. */
static void
draw_above (const PodLabPanel *panel)
{
  g_autofree char *beyond = pod_lab_print_beyond (panel->n_above, panel->n_below);
  double room = panel->axis.right - panel->axis.left;

  room -= draw_words_above (panel, POD_ALIGN_END, room, beyond);
  draw_words_above (panel, POD_ALIGN_START, MAX (room - GAP, 1), panel->series->equation);
}

void
pod_lab_panel_draw (const PodLabFrame *frame,
                    PodLabSeries *series,
                    double x,
                    double y,
                    double width)
{
  PodLabPanel panel = place_panel (frame, series, x, y, width);
  g_autofree char *what = NULL;
  PodMark ground = { .kind = POD_MARK_RECT, .role = POD_ROLE_BACKGROUND };

  ground.what = what = pod_lab_series_describe (series, frame->timeline->zero);
  ground.x = panel.axis.left;
  ground.y = panel.scale.top;
  ground.w = panel.axis.right - panel.axis.left;
  ground.h = panel.bottom - panel.scale.top;
  begin_panel (&panel, &ground);
  pod_scene_add (frame->scene, &ground);
  draw_plot (&panel);
  pod_scene_end_panel (frame->scene);
  draw_head (&panel);
  draw_above (&panel);
  pod_day_axis_draw (frame->scene, &panel.axis, TICK_ROOM,
                     panel.bottom + AXIS_GAP + pod_lab_strip_height (frame->strip), POD_SIZE_SMALL);
}
