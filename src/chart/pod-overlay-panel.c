#include <math.h>

#include "pod-clip.h"
#include "pod-lab-beyond.h"
#include "pod-lab-doubt.h"
#include "pod-lab-equation.h"
#include "pod-lab-mode.h"
#include "pod-overlay.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 8.0
#define GAP 16.0
#define HEAD 28.0
#define HEIGHT 240.0
#define FOOT 26.0
#define TICK_ROOM 40.0
#define MOST_TICKS 5
#define CROWD_DOT 3.0
#define FOCUS_DOT 8.0
/* With less room than this for a result of the one in focus they would run into a bar; the smallest of them is still seen on its line. */
#define CROWDED 9.0
#define LEAST_FOCUS_DOT 4.0
#define COHORT_MARK 8.0
#define CROWDED_MARK 4.0
/* At the edge, which way the median beside it lies. */
#define WAY_MARK 5.0
/* Cohorts stand beside one another, so that their quartiles do not cover one another. */
#define BESIDE 4.0
#define CAP 2.5
#define COHORTS 3
/* Below the days, a line for each cohort. */
#define COUNT_LINE 13.0
#define COUNT_SIZE 9.0
#define COUNT_WIDTH 16.0
#define COUNT_ROOM (POD_LAB_LEFT - 8)

typedef struct
{
  const PodOverlay *overlay;
  PodOverlayPanel *data;
  guint index;
  PodScene *scene;
  const PodMetrics *metrics;
  double x;
  double y;
  double width;
  PodLabPanel plot;
  PodClip clip;
  PodSpan span; /* what the axis is to hold */
  const PodOverlayPoint *points;
  PodPoint *
      places; /* of the points, in their order; of what lies beyond the axis outside the plot, whither its line goes */
} Panel;

/* ---- where things are ---- */

/* What the axis is to hold; where the plot begins may still change. */
static void
find_span (Panel *panel)
{
  double reference = pod_lab_mode_get_reference (panel->overlay->mode);
  PodSpan *span = &panel->span;

  *span = panel->data->span;
  if (isfinite (reference))
    pod_span_extend (span, reference);
  if (!panel->data->log)
    pod_lab_keep_whole (panel->data->observation, panel->overlay->mode, MOST_TICKS, &span->low,
                        &span->high);
  panel->clip.bottom = panel->plot.bottom - (panel->data->has_lane ? POD_LAB_LANE : 0);
}

static void
fit (Panel *panel)
{
  PodSpan span = panel->span;
  double bottom = panel->clip.bottom;
  double top = panel->clip.top;

  panel->plot.scale = panel->data->log
                          ? pod_scale_logarithmic (span.low, span.high, bottom, top)
                          : pod_scale_linear (span.low, span.high, MOST_TICKS, bottom, top);
  pod_lab_finish_scale (&panel->plot.scale, panel->overlay->mode);
  panel->data->scale = panel->plot.scale;
}

/* Once, since lines and symbols both ask for them. */
static void
place_points (Panel *panel)
{
  for (guint i = 0; i < panel->data->n; i++)
    {
      const PodOverlayPoint *point = &panel->points[i];

      panel->places[i] = (PodPoint){ pod_day_axis_x (&panel->plot.axis, point->day),
                                     point->is_below
                                         ? panel->plot.bottom - POD_LAB_LANE / 2
                                         : pod_scale_y (&panel->plot.scale, point->shown) };
    }
}

/* ---- every subject ---- */

static gboolean
joins (const PodOverlayPoint *point)
{
  return point->comparator == POD_EXACTLY && !point->is_below;
}

/* What is drawn without a break; no longer than the points of a panel. */
typedef struct
{
  PodPoint *points;
  guint n;
} Run;

static void
end_run (const Panel *panel, Run *run, PodRole role, double width)
{
  if (run->n > 1)
    pod_scene_add_polyline (panel->scene, role, run->points, run->n, width);
  run->n = 0;
}

static void
add_segment (const Panel *panel, Run *run, guint before, guint index, PodRole role, double width)
{
  PodPoint from = panel->places[before];
  PodPoint to = panel->places[index];

  if (!pod_clip_segment (&panel->clip, &from, &to))
    {
      end_run (panel, run, role, width);
      return;
    }
  if (panel->points[index].gap_before)
    {
      end_run (panel, run, role, width);
      pod_scene_add_line (panel->scene, role, from.x, from.y, to.x, to.y, width)->dashed =
          POD_DASHED;
      return;
    }
  if (run->n == 0)
    run->points[run->n++] = from;
  run->points[run->n++] = to;
}

/* The lines of all subjects, or of the one in focus. */
static void
draw_lines (const Panel *panel, gboolean focus)
{
  g_autofree PodPoint *points = g_new (PodPoint, panel->data->n);
  Run run = { points, 0 };
  PodRole role = focus ? POD_ROLE_SUBJECT : POD_ROLE_CROWD;
  double width = focus ? POD_OVERLAY_FOCUS_WIDTH : 1;
  int before = -1;

  for (guint i = 0; i < panel->data->n; i++)
    {
      const PodOverlayPoint *point = &panel->points[i];

      if (((int) point->subject == panel->overlay->focus) != focus)
        continue;
      if (!joins (point) || (before >= 0 && panel->points[before].subject != point->subject))
        end_run (panel, &run, role, width);
      else if (before >= 0)
        add_segment (panel, &run, (guint) before, i, role, width);
      before = joins (point) ? (int) i : -1;
    }
  end_run (panel, &run, role, width);
}

/* The symbols of one in focus with very many results make way for the line. */
static double
choose_size (const Panel *panel, gboolean focus, guint n)
{
  double room = (panel->clip.right - panel->clip.left) / (MAX (n, 1) * CROWDED);

  return focus ? CLAMP (FOCUS_DOT * room, LEAST_FOCUS_DOT, FOCUS_DOT) : CROWD_DOT;
}

/* What lies beyond the axis stands at the edge, and points out of it; where only its bound does, it stands there as well, and points to where it may lie. */
static void
move_to_edge (const Panel *panel, const PodOverlayPoint *point, PodMark *mark)
{
  int side = point->is_below ? 0 : pod_lab_find_side (&panel->data->scale, point->shown);

  pod_lab_move_to_edge (side, pod_overlay_find_side_of (panel->data, point) != 0, panel->clip.top,
                        panel->clip.bottom, mark);
}

static void
draw_point (const Panel *panel, guint index, gboolean focus, double size, PodMark *mark)
{
  const PodOverlayPoint *point = &panel->points[index];

  mark->kind = POD_MARK_SYMBOL;
  mark->role = focus ? POD_ROLE_SUBJECT : POD_ROLE_CROWD;
  mark->shape = focus ? POD_SHAPE_DIAMOND : POD_SHAPE_DOT;
  mark->x = panel->places[index].x;
  mark->y = panel->places[index].y;
  mark->w = size;
  mark->first = panel->data->first + index;
  mark->count = panel->index;
  mark->type = POD_RECORD_FINDING;
  mark->id = point->id;
  if (point->comparator != POD_EXACTLY || point->is_below)
    {
      mark->shape = point->is_below || pod_comparator_is_upper_bound (point->comparator)
                        ? POD_SHAPE_TRIANGLE_DOWN
                        : POD_SHAPE_TRIANGLE_UP;
      mark->w += 2;
      mark->line_width = 1;
    }
  else if (point->preliminary)
    {
      /* What may still change: open. */
      mark->shape = focus ? POD_SHAPE_DIAMOND_RING : POD_SHAPE_RING;
      mark->w += 2;
      mark->line_width = 1;
    }
  move_to_edge (panel, point, mark);
}

static gboolean
has_symbol (const Panel *panel, const PodOverlayPoint *point, gboolean focus)
{
  return ((int) point->subject == panel->overlay->focus) == focus &&
         pod_overlay_is_shown (panel->overlay, point->day);
}

static void
draw_points (const Panel *panel, gboolean focus)
{
  PodMark *marks;
  double size;
  guint n = 0;

  for (guint i = 0; i < panel->data->n; i++)
    n += (guint) has_symbol (panel, &panel->points[i], focus);
  size = choose_size (panel, focus, n);
  marks = pod_scene_append (panel->scene, n);
  for (guint i = 0; i < panel->data->n; i++)
    if (has_symbol (panel, &panel->points[i], focus))
      draw_point (panel, i, focus, size, marks++);
}

/* To the nearer of its neighbours among the marks from @first. */
static double
find_room (const GArray *marks, guint first, guint n, guint index)
{
  const PodMark *all = &g_array_index (marks, PodMark, first);
  double room = G_MAXDOUBLE;

  if (index > 0)
    room = all[index].x - all[index - 1].x;
  return index + 1 < n ? MIN (room, all[index + 1].x - all[index].x) : room;
}

/* Over the others: of the one in focus alone, whose symbols are large enough.  @first: of its marks, which are in the order of
 * the points. */
static void
draw_doubts (const Panel *panel, guint first)
{
  guint n = panel->scene->marks->len - first;
  guint index = 0;

  for (guint i = 0; i < panel->data->n && n > 0; i++)
    if (has_symbol (panel, &panel->points[i], TRUE))
      {
        const PodMark mark = g_array_index (panel->scene->marks, PodMark, first + index);
        double room = find_room (panel->scene->marks, first, n, index++);

        if (panel->points[i].maybe_partial)
          pod_lab_doubt_draw (panel->scene, &mark, room, panel->plot.bottom);
      }
}

/* ---- cohorts ---- */

static double
clamp_y (const Panel *panel, double value)
{
  const PodScale *scale = &panel->plot.scale;

  if (isinf (value) || (scale->log && value <= 0))
    return value > 0 ? scale->top : scale->bottom;
  return CLAMP (pod_scale_y (scale, value), scale->top, scale->bottom);
}

static gboolean
is_unmeasured (const Panel *panel, double value)
{
  return value == -INFINITY || (panel->data->log && value <= 0);
}

/* As pod_lab_find_side() of what could be measured. */
static int
find_side (const Panel *panel, double value)
{
  return isfinite (value) ? pod_lab_find_side (&panel->data->scale, value) : 0;
}

static PodPoint
place_middle (const Panel *panel, const PodOverlayMiddle *middle, guint cohort)
{
  double value = middle->median;
  double x = pod_day_axis_x (&panel->plot.axis, middle->day) + ((int) cohort - 1) * BESIDE;

  return (PodPoint){ CLAMP (x, panel->clip.left, panel->clip.right),
                     is_unmeasured (panel, value) && panel->clip.bottom < panel->plot.bottom
                         ? panel->plot.bottom - POD_LAB_LANE / 2
                         : clamp_y (panel, value) };
}

static void
draw_quartiles (const Panel *panel, const PodOverlayMiddle *middle, PodPoint at, PodRole role)
{
  double top = clamp_y (panel, middle->high);
  double bottom = clamp_y (panel, middle->low);

  if (middle->n < POD_OVERLAY_LEAST_FOR_QUARTILES || is_unmeasured (panel, middle->high))
    return;
  pod_scene_add_line (panel->scene, role, at.x, top, at.x, bottom, 1.5);
  /* No cap where it goes on beyond what can be measured, or beyond the axis. */
  if (isfinite (middle->high) && find_side (panel, middle->high) == 0)
    pod_scene_add_line (panel->scene, role, at.x - CAP, top, at.x + CAP, top, 1.5);
  if (isfinite (middle->low) && find_side (panel, middle->low) == 0)
    pod_scene_add_line (panel->scene, role, at.x - CAP, bottom, at.x + CAP, bottom, 1.5);
}

/* Below quantification, or of so few that another subject would move it far. */
static gboolean
is_open (const Panel *panel, const PodOverlayMiddle *middle)
{
  return middle->n < POD_OVERLAY_LEAST_FOR_QUARTILES || is_unmeasured (panel, middle->median);
}

/* Beyond the axis it keeps its cohort's sign, which another shape would take from it: what points out of the axis stands apart from it, at the
 * edge. */
static void
move_middle (const Panel *panel, int side, PodMark *mark)
{
  PodMark way = { .kind = POD_MARK_SYMBOL,
                  .role = POD_ROLE_TEXT,
                  .shape = side > 0 ? POD_SHAPE_TRIANGLE_UP : POD_SHAPE_TRIANGLE_DOWN,
                  .x = mark->x,
                  .y = mark->y + side * (WAY_MARK / 2 + 1),
                  .w = WAY_MARK };

  if (side == 0)
    return;
  pod_scene_add (panel->scene, &way);
  mark->y += side * (WAY_MARK + 2 + mark->w / 2);
}

static void
draw_middle (const Panel *panel, const PodOverlayMiddle *middle, guint cohort, gboolean crowded)
{
  static const PodShape shapes[] = { POD_SHAPE_DOT, POD_SHAPE_TRIANGLE_UP, POD_SHAPE_SQUARE };
  PodPoint at = place_middle (panel, middle, cohort);
  int side = find_side (panel, middle->median);
  g_autofree char *what = g_strconcat (middle->words, pod_lab_get_side_words (side), NULL);
  PodMark mark = { .kind = POD_MARK_SYMBOL,
                   .role = POD_ROLE_COHORT_1 + cohort % COHORTS,
                   .shape = shapes[cohort % COHORTS],
                   .x = at.x,
                   .y = at.y,
                   .w = crowded ? CROWDED_MARK : COHORT_MARK,
                   .line_width = is_open (panel, middle) ? 1.6 : 0,
                   .what = what };

  if (!crowded)
    draw_quartiles (panel, middle, at, mark.role);
  move_middle (panel, side, &mark);
  pod_scene_add (panel->scene, &mark);
}

static void
draw_cohort_line (const Panel *panel, guint cohort, GArray *run)
{
  static const PodDash dashes[] = { POD_SOLID, POD_DASHED, POD_DOTTED };

  if (run->len > 1)
    pod_scene_add_polyline (panel->scene, POD_ROLE_COHORT_1 + cohort % COHORTS,
                            (const PodPoint *) run->data, run->len, 2)
        ->dashed = dashes[cohort % COHORTS];
  g_array_set_size (run, 0);
}

static void
draw_cohort (const Panel *panel, guint cohort)
{
  const PodOverlay *overlay = panel->overlay;
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (PodPoint));

  for (guint i = 0; i < overlay->bins->len; i++)
    {
      const PodOverlayMiddle *middle = pod_overlay_get_middle (overlay, panel->index, i, cohort);
      PodPoint at;

      if (middle->n == 0)
        continue;
      at = place_middle (panel, middle, cohort);
      if (isfinite (middle->median) && !is_unmeasured (panel, middle->median) &&
          find_side (panel, middle->median) == 0)
        g_array_append_val (run, at);
      else
        draw_cohort_line (panel, cohort, run);
    }
  draw_cohort_line (panel, cohort, run);
  for (guint i = 0; i < overlay->bins->len; i++)
    {
      const PodOverlayMiddle *middle = pod_overlay_get_middle (overlay, panel->index, i, cohort);

      if (middle->n > 0)
        draw_middle (panel, middle, cohort,
                     g_array_index (overlay->bins, PodOverlayBin, i).crowded);
    }
}

/* ---- of how many each median is ---- */

static double
get_height (const PodOverlay *overlay)
{
  double height = HEIGHT;

  for (guint cohort = 0; cohort < pod_study_get_cohorts (overlay->study)->len; cohort++)
    height += pod_overlay_has_others (overlay, (int) cohort) ? COUNT_LINE : 0;
  return height;
}

/* Below its median; where the number before it leaves no room it is left out, since beside its place it would be taken for that of another.
 * Returns from where there is room for the next one. */
static double
draw_count (const Panel *panel, const PodOverlayMiddle *middle, double y, double least)
{
  g_autofree char *text = g_strdup_printf ("%u", middle->n);
  double x = CLAMP (pod_day_axis_x (&panel->plot.axis, middle->day), panel->clip.left,
                    panel->clip.right);

  if (x < least)
    return least;
  pod_scene_add_text (panel->scene, POD_ROLE_DIM_TEXT, x, y, POD_ALIGN_CENTRE, COUNT_SIZE, text);
  return x + COUNT_WIDTH;
}

/* Where medians have room for their quartiles there is room for a number, too. */
static void
draw_counts_of (const Panel *panel, guint cohort, double y)
{
  const PodOverlay *overlay = panel->overlay;
  double least = panel->clip.left;

  for (guint i = 0; i < overlay->bins->len; i++)
    {
      const PodOverlayMiddle *middle = pod_overlay_get_middle (overlay, panel->index, i, cohort);

      if (middle->n > 0 && !g_array_index (overlay->bins, PodOverlayBin, i).crowded)
        least = draw_count (panel, middle, y, least);
    }
}

static void
draw_counts (const Panel *panel)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (panel->overlay->study);
  double y = panel->plot.bottom + FOOT + COUNT_LINE / 2;

  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      if (!pod_overlay_has_others (panel->overlay, (int) i))
        continue;
      pod_scene_add_text (panel->scene, POD_ROLE_DIM_TEXT, panel->clip.left - 8, y, POD_ALIGN_END,
                          COUNT_SIZE, pod_words_get (&cohort->short_label, pod_words_locale ()))
          ->w = COUNT_ROOM;
      draw_counts_of (panel, i, y);
      y += COUNT_LINE;
    }
}

/* ---- behind and around ---- */

/* Only where the limits of all agree, or where the upper one is the unit. */
static void
draw_limits (const Panel *panel)
{
  const PodScale *scale = &panel->plot.scale;
  double upper = panel->overlay->mode == POD_LAB_TIMES_UPPER ? 1 : panel->data->upper;
  double lower = panel->overlay->mode == POD_LAB_TIMES_UPPER ? NAN : panel->data->lower;
  double top = isnan (upper) ? scale->top : clamp_y (panel, upper);
  double bottom = isnan (lower) ? scale->bottom : clamp_y (panel, lower);
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_RANGE,
                   .x = panel->clip.left,
                   .y = top,
                   .w = panel->clip.right - panel->clip.left,
                   .h = bottom - top,
                   .what = _ ("Limits of the laboratory") };

  if ((isnan (upper) && isnan (lower)) || mark.h <= 0)
    return;
  pod_scene_add (panel->scene, &mark);
}

static void
draw_day_zero (const Panel *panel)
{
  double x = pod_day_axis_x (&panel->plot.axis, 0);

  if (pod_overlay_is_shown (panel->overlay, 0))
    pod_scene_add_line (panel->scene, POD_ROLE_DAY_ZERO, x, panel->clip.top, x, panel->plot.bottom,
                        1);
}

/* Of the one in focus, the latest of what is shown; NULL where there is none. */
static const PodOverlayPoint *
find_last_of_focus (const Panel *panel)
{
  const PodOverlay *overlay = panel->overlay;
  const PodOverlayPoint *last = NULL;

  for (guint i = 0; i < panel->data->n; i++)
    {
      const PodOverlayPoint *point = &panel->points[i];
      if ((int) point->subject == overlay->focus && pod_overlay_is_shown (overlay, point->day))
        last = point;
    }
  return last;
}

/* "MN-003, day 35: < 5 g/L"; NULL where nobody is in focus.  Free with g_free(). */
static char *
print_focus (const Panel *panel)
{
  const PodOverlayPoint *last = find_last_of_focus (panel);
  g_autofree char *value = NULL;
  g_autofree char *day = NULL;

  if (last == NULL)
    return NULL;
  value = pod_overlay_print_value (panel->overlay, last);
  day = pod_day_words (last->day, 0);
  /* Translators: a subject's number, "day 35", a value and its unit. */
  return g_strdup_printf (C_ ("focus", "%1$s, %2$s: %3$s %4$s"),
                          pod_overlay_get_subject (panel->overlay, last->subject)->name, day, value,
                          panel->data->unit);
}

/* The name on the left; on the right the latest value of the one in focus, or else the unit. */
static void
draw_head (const Panel *panel)
{
  g_autofree char *focus = print_focus (panel);
  const char *words = focus != NULL ? focus : panel->data->unit;
  double right = panel->x + panel->width - POD_LAB_RIGHT;
  double width = pod_metrics_width (panel->metrics, words, POD_SIZE_SMALL, focus != NULL) + 1;
  double y = panel->y + HEAD / 2;
  PodMark *mark = pod_scene_add_text (panel->scene, POD_ROLE_TEXT, panel->x + MARGIN, y,
                                      POD_ALIGN_START, POD_SIZE_TITLE,
                                      pod_lab_equation_name (panel->data->observation, NULL));

  mark->bold = TRUE;
  mark->w = MAX (right - width - panel->x - 2 * MARGIN, 20);
  if (*words != '\0')
    pod_scene_add_text (panel->scene, focus != NULL ? POD_ROLE_SUBJECT : POD_ROLE_DIM_TEXT, right,
                        y, POD_ALIGN_END, POD_SIZE_SMALL, words)
        ->bold = focus != NULL;
}

/* Free with g_free(); NULL for none. */
static char *
print_beyond (const Panel *panel)
{
  return pod_lab_print_beyond (pod_overlay_count_beyond (panel->overlay, panel->data, 1),
                               pod_overlay_count_beyond (panel->overlay, panel->data, -1));
}

static double
draw_above (const Panel *panel, double x, PodAlign align, double room, const char *text)
{
  PodMark *mark;

  if (text == NULL)
    return 0;
  mark = pod_scene_add_text (panel->scene, POD_ROLE_DIM_TEXT, x,
                             panel->y + HEAD + POD_LAB_BEYOND / 2 - 2, align, POD_SIZE_SMALL, text);
  mark->w = MIN (room, pod_metrics_width (panel->metrics, text, POD_SIZE_SMALL, FALSE) + 1);
  return mark->w;
}

static gboolean
has_above (const Panel *panel)
{
  g_autofree char *beyond = NULL;

  if (panel->data->chose_log || panel->data->equation != NULL)
    return TRUE;
  beyond = print_beyond (panel);
  return beyond != NULL;
}

/* How many results lie beyond the axis, or that none does since it is another one than usual, and by which equation they are, is told above
 * the plot. */
static void
draw_beyond (const Panel *panel)
{
  double left = panel->clip.left;
  double room = panel->clip.right - left;
  g_autofree char *text = panel->data->chose_log ? g_strdup (_ ("logarithmic axis"))
                                                 : print_beyond (panel);

  room -= draw_above (panel, panel->clip.right, POD_ALIGN_END, room, text) + MARGIN;
  draw_above (panel, left, POD_ALIGN_START, MAX (room, 1), panel->data->equation);
}

/* With that room above the plot. */
static void
place (Panel *panel, double above)
{
  const PodOverlay *overlay = panel->overlay;

  panel->clip.left = panel->x + POD_LAB_LEFT;
  panel->clip.right = panel->x + panel->width - POD_LAB_RIGHT;
  panel->clip.top = panel->y + HEAD + above;
  panel->plot.bottom = panel->y + HEIGHT - FOOT;
  panel->plot.axis = (PodDayAxis){ overlay->first, overlay->last, 0, panel->clip.left,
                                   panel->clip.right };
  find_span (panel);
  fit (panel);
}

static void
begin (Panel *panel)
{
  PodScenePanel begun = { .name = panel->data->observation->symbol.name,
                          .label = panel->data->label,
                          .unit = panel->data->unit,
                          .has_scale = TRUE };

  draw_beyond (panel);
  begun.x = panel->clip.left;
  begun.y = panel->clip.top;
  begun.w = panel->clip.right - panel->clip.left;
  begun.h = panel->plot.bottom - panel->clip.top;
  begun.axis = panel->plot.axis;
  begun.scale = panel->plot.scale;
  pod_scene_begin_panel (panel->scene, &begun);
}

static void
draw_panel (Panel *panel)
{
  PodLabFrame frame = { .scene = panel->scene, .metrics = panel->metrics };
  guint cohorts = pod_study_get_cohorts (panel->overlay->study)->len;
  g_autofree PodPoint *places = g_new (PodPoint, panel->data->n);

  panel->points = pod_overlay_get (panel->overlay, panel->data, 0);
  panel->places = places;
  begin (panel);
  place_points (panel);
  panel->plot.frame = &frame;
  draw_limits (panel);
  pod_day_axis_draw_grid (panel->scene, &panel->plot.axis, TICK_ROOM, panel->clip.top,
                          panel->plot.bottom);
  pod_lab_panel_draw_values (&panel->plot);
  draw_day_zero (panel);
  draw_lines (panel, FALSE);
  draw_points (panel, FALSE);
  /* Of very many results one course is a wall: what it is held against lies on it. */
  if (panel->overlay->focus >= 0)
    {
      guint first;

      draw_lines (panel, TRUE);
      first = panel->scene->marks->len;
      draw_points (panel, TRUE);
      draw_doubts (panel, first);
    }
  for (guint cohort = 0; cohort < cohorts; cohort++)
    draw_cohort (panel, cohort);
  pod_scene_end_panel (panel->scene);
  draw_head (panel);
  pod_day_axis_draw (panel->scene, &panel->plot.axis, TICK_ROOM, panel->plot.bottom,
                     POD_SIZE_SMALL);
  draw_counts (panel);
}

/* The plots of a row are of one height: what one has above it all have room for. */
static void
draw_row (Panel *panels, guint n)
{
  double above = 0;

  for (guint i = 0; i < n; i++)
    {
      place (&panels[i], 0);
      if (has_above (&panels[i]))
        above = POD_LAB_BEYOND;
    }
  for (guint i = 0; i < n; i++)
    {
      place (&panels[i], above);
      draw_panel (&panels[i]);
    }
}

void
pod_overlay_layout (PodOverlay *overlay,
                    PodScene *scene,
                    const PodLabOptions *options,
                    const PodMetrics *metrics)
{
  guint columns = pod_lab_choose_columns (options, overlay->panels->len);
  double width = (scene->width - 2 * MARGIN - (columns - 1) * GAP) / columns;
  double top = scene->height;
  double height = get_height (overlay) + GAP;
  guint n = overlay->panels->len;
  g_autofree Panel *all = g_new (Panel, n);

  pod_scene_expect (scene, overlay->points->len);
  for (guint i = 0; i < n; i++)
    all[i] = (Panel){ .overlay = overlay,
                      .data = &g_array_index (overlay->panels, PodOverlayPanel, i),
                      .index = i,
                      .scene = scene,
                      .metrics = metrics,
                      .x = MARGIN + (i % columns) * (width + GAP),
                      .y = top + (i / columns) * height,
                      .width = width };
  for (guint i = 0; i < n; i += columns)
    draw_row (&all[i], MIN (columns, n - i));
  scene->height = top + (overlay->panels->len + columns - 1) / columns * height;
}
