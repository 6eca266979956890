#include <math.h>

#include "pod-clip.h"
#include "pod-lab-beyond.h"
#include "pod-lab-doubt.h"
#include "pod-lab-gap.h"
#include "pod-lab-grades.h"
#include "pod-lab-panel.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DOT 7.0
#define RING 13.0
#define LEAST_DOT 3.0
/* A smaller one would be all outline. */
#define LEAST_OUTLINED 5.0
/* With less room than this for a result they run into one another. */
#define CROWDED 7.0

typedef struct
{
  const PodLabPanel *panel;
  GArray *run;
  PodLabGaps gaps;
} Line;

static PodPoint
place (const PodLabPanel *panel, const PodLabPoint *point)
{
  double y = pod_lab_point_is_below (panel->series, point)
                 ? panel->bottom - POD_LAB_LANE / 2
                 : pod_scale_y (&panel->scale, point->shown);

  return (PodPoint){ pod_day_axis_x (&panel->axis, point->day), y };
}

/* ---- the line ---- */

static gboolean
joins (const PodLabSeries *series, const PodLabPoint *point)
{
  return point->comparator == POD_EXACTLY && !pod_lab_point_is_below (series, point);
}

static void
end_run (Line *line)
{
  if (line->run->len > 1)
    pod_scene_add_polyline (line->panel->frame->scene, POD_ROLE_SERIES,
                            (const PodPoint *) line->run->data, line->run->len, 1.5);
  g_array_set_size (line->run, 0);
}

static void
add_segment (Line *line, const PodLabPoint *before, const PodLabPoint *point)
{
  const PodLabPanel *panel = line->panel;
  PodPoint from = place (panel, before);
  PodPoint to = place (panel, point);
  PodClip clip = { panel->axis.left, panel->scale.top, panel->axis.right, panel->scale.bottom };

  if (!pod_clip_segment (&clip, &from, &to))
    {
      end_run (line);
      return;
    }
  if (pod_lab_gaps_has (&line->gaps, before->day, point->day))
    {
      end_run (line);
      pod_scene_add_line (panel->frame->scene, POD_ROLE_SERIES, from.x, from.y, to.x, to.y, 1.2)
          ->dashed = TRUE;
      return;
    }
  if (line->run->len == 0)
    g_array_append_val (line->run, from);
  g_array_append_val (line->run, to);
}

/* Straight lines between neighbours.  A result with a comparator is no point of the line: nobody knows where it lies. */
static void
draw_line (const PodLabPanel *panel)
{
  const PodLabSeries *series = panel->series;
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (PodPoint));
  g_auto (PodLabDue) due;
  Line line = { panel, run, { NULL, 0 } };
  const PodLabPoint *before = series->has_lead && joins (series, &series->lead) ? &series->lead
                                                                                : NULL;

  pod_lab_due_init (&due, series->study, series->observation);
  pod_lab_gaps_init (&line.gaps, &due, panel->frame->schedule);
  for (guint i = 0; i <= series->points->len; i++)
    {
      const PodLabPoint *point = i < series->points->len ? pod_lab_series_get (series, i)
                                 : series->has_trail     ? &series->trail
                                                         : NULL;

      if (point == NULL)
        break;
      if (!joins (series, point))
        end_run (&line);
      else if (before != NULL)
        add_segment (&line, before, point);
      before = joins (series, point) ? point : NULL;
    }
  end_run (&line);
  pod_lab_gaps_clear (&line.gaps);
}

/* ---- the results ---- */

/* Of very many results each is smaller, so that one sees more than their outlines. */
static double
find_size (const PodLabPanel *panel, double full)
{
  double room = (panel->axis.right - panel->axis.left) / MAX (panel->series->points->len, 1);

  return room >= CROWDED ? full : CLAMP (full * room / CROWDED, LEAST_DOT, full);
}

static void
shape_comparator (const PodLabPoint *point, PodMark *mark)
{
  gboolean less = pod_comparator_is_upper_bound (point->comparator);

  mark->shape = less ? POD_SHAPE_TRIANGLE_DOWN : POD_SHAPE_TRIANGLE_UP;
  mark->role = POD_ROLE_SERIES;
  mark->w = mark->w < DOT ? mark->w + 2 : POD_LAB_MARK;
  mark->line_width = mark->w < POD_LAB_MARK ? 1 : 1.6;
}

/* Around a result that was written anew. */
static void
draw_correction (const PodLabPanel *panel, const PodMark *mark)
{
  PodMark ring = { .kind = POD_MARK_SYMBOL,
                   .role = POD_ROLE_DIM_TEXT,
                   .shape = POD_SHAPE_RING,
                   .x = mark->x,
                   .y = mark->y,
                   .w = RING,
                   .line_width = 1 };

  pod_scene_add (panel->frame->scene, &ring);
}

/* What may still change: an open dot. */
static void
hollow (PodMark *mark)
{
  mark->shape = POD_SHAPE_RING;
  mark->line_width = 1.6;
  mark->w = MAX (mark->w, DOT + 2);
}

/* Colour and outline go together, among however many: without an outline a pale grade would be lost on its own band, and what is all outline on
 * the ground.  So it is filled, whatever its shape; in the lane below the axis, too. */
static void
stand_out (PodScene *scene, const PodLabPoint *point, PodMark *mark)
{
  mark->role = pod_grade_role (pod_lab_grades_get_colour (&point->shift.graded));
  pod_lab_grades_note_unsure (scene, &point->shift.graded);
  if (mark->shape == POD_SHAPE_RING)
    mark->shape = POD_SHAPE_DOT;
  mark->line_width = 0;
  mark->w = MAX (mark->w, LEAST_OUTLINED);
  mark->outlined = TRUE;
}

/* A grade that the subject began with is told by its band; what is above it, or may be, stands out. */
gboolean
pod_lab_point_stands_out (const PodLabPoint *point)
{
  return point->level > 0 && (point->shift.state != POD_SHIFT_KNOWN || point->shift.shift_most > 0);
}

/* To the nearer of its neighbours. */
static double
find_room (const PodLabPanel *panel, guint index)
{
  double x = place (panel, pod_lab_series_get (panel->series, index)).x;
  double room = G_MAXDOUBLE;

  if (index > 0)
    room = x - place (panel, pod_lab_series_get (panel->series, index - 1)).x;
  if (index + 1 < panel->series->points->len)
    room = MIN (room, place (panel, pod_lab_series_get (panel->series, index + 1)).x - x);
  return room;
}

static void
draw_point (const PodLabPanel *panel, guint index)
{
  const PodLabPoint *point = pod_lab_series_get (panel->series, index);
  PodPoint at = place (panel, point);
  g_autofree char *what = pod_lab_point_to_words (panel->series, point,
                                                  panel->frame->timeline->zero);
  gboolean stands_out = pod_lab_point_stands_out (point);
  PodMark mark = { .kind = POD_MARK_SYMBOL,
                   .role = POD_ROLE_SERIES,
                   .shape = point->unscheduled ? POD_SHAPE_DIAMOND : POD_SHAPE_DOT,
                   .x = at.x,
                   .y = at.y,
                   .w = find_size (panel, stands_out || point->unscheduled ? POD_LAB_MARK : DOT),
                   .what = what,
                   .type = POD_RECORD_FINDING,
                   .minute = (guint) MAX (point->finding->when.minute + 1, 0),
                   .order = index + 1,
                   .id = point->finding->record.id };

  if (point->comparator != POD_EXACTLY)
    shape_comparator (point, &mark);
  else if (pod_lab_point_is_below (panel->series, point))
    mark.shape = POD_SHAPE_RING;
  else if (point->preliminary)
    hollow (&mark);
  if (stands_out)
    stand_out (panel->frame->scene, point, &mark);
  pod_lab_move_to_edge (point->side, pod_lab_point_get_side (point) != 0, panel->scale.top,
                        panel->scale.bottom, &mark);
  if (point->corrected)
    draw_correction (panel, &mark);
  pod_scene_add (panel->frame->scene, &mark);
  if (point->maybe_partial)
    pod_lab_doubt_draw (panel->frame->scene, &mark, find_room (panel, index), panel->bottom);
}

/* At its height, or at the plot's edge: a value that was withdrawn because it was mistyped must not press the others flat. */
static void
draw_withdrawn (const PodLabPanel *panel, const PodLabPoint *point)
{
  PodPoint at = place (panel, point);
  g_autofree char *what = pod_lab_point_to_words (panel->series, point,
                                                  panel->frame->timeline->zero);
  PodMark mark = { .kind = POD_MARK_SYMBOL,
                   .role = POD_ROLE_DIM_TEXT,
                   .shape = POD_SHAPE_CROSS,
                   .x = at.x,
                   .y = CLAMP (at.y, panel->scale.top, panel->bottom),
                   .w = POD_LAB_MARK,
                   .line_width = 1.6,
                   .what = what,
                   .type = POD_RECORD_FINDING,
                   .minute = (guint) MAX (point->finding->when.minute + 1, 0),
                   .id = point->finding->record.id };

  pod_scene_add (panel->frame->scene, &mark);
}

/* What stands out lies over what does not. */
static void
draw_points (const PodLabPanel *panel, gboolean outstanding)
{
  for (guint i = 0; i < panel->series->points->len; i++)
    if (pod_lab_point_stands_out (pod_lab_series_get (panel->series, i)) == outstanding)
      draw_point (panel, i);
}

void
pod_lab_panel_draw_course (const PodLabPanel *panel)
{
  const PodLabSeries *series = panel->series;

  draw_line (panel);
  for (guint i = 0; i < series->withdrawn->len; i++)
    draw_withdrawn (panel, &g_array_index (series->withdrawn, PodLabPoint, i));
  draw_points (panel, FALSE);
  draw_points (panel, TRUE);
}
