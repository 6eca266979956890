#include "pod-scene-event.h"
#include "pod-timeline-lanes.h"
#include "pod-words.h"
#include "pod-zero-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define LANES 5
#define MARGIN 8.0
#define RIGHT_MARGIN 20.0
#define HEADER 18.0
#define PHASE 20.0
#define LANE_PAD 6.0
#define AXIS_HEIGHT 40.0
#define KEY 18.0
#define TICK_ROOM 44.0
/* Higher than what a window of 768 lines shows at once: then the days stand at the top as well. */
#define TALL 524.0
#define TOP_AXIS_HEIGHT 18.0
/* A history older than this would leave the trial itself no room. */
#define MOST_DAYS_BEFORE 180
/* How much of the plan ahead is shown at least. */
#define LEAST_DAYS_AHEAD 28

typedef struct
{
  PodLane lane;
  const char *name;
  GArray *items;
  guint rows;
  double y;
  double height;
} Lane;

typedef struct
{
  PodLaneContext context;
  gint32 today;
  Lane lanes[LANES];
  guint n_lanes;
  double top;
  double bottom;
  gboolean is_tall;
} Layout;

static const char *
get_lane_name (PodLane lane)
{
  switch (lane)
    {
    case POD_LANE_VISIT:
      return _ ("Visits");
    case POD_LANE_TREATMENT:
      return _ ("Treatment");
    case POD_LANE_ADVERSE_EVENT:
      return _ ("Adverse events");
    case POD_LANE_MEDICATION:
      return _ ("Medication");
    case POD_LANE_MILESTONE:
    default:
      return _ ("Milestones");
    }
}

static const PodHappening *
get_happening (const PodTimeline *timeline, guint index)
{
  return &g_array_index (timeline->happenings, PodHappening, index);
}

/* ---- what is to be seen ---- */

static gboolean
is_plan (const PodHappening *happening)
{
  return happening->lane == POD_LANE_VISIT &&
         (happening->visit_state == POD_VISIT_PLANNED || happening->visit_state == POD_VISIT_DUE);
}

/* From the first of what happened in the trial to a while after today: the plan for the coming years would leave the
 * days that matter no room, and medication of long standing begins at the edge. */
static void
choose_all_days (Layout *layout, const PodTimeline *timeline)
{
  gint32 first = MIN (timeline->zero, layout->today);
  gint32 last = MAX (timeline->zero, layout->today);
  gint32 ahead = layout->today;
  gint32 pad;

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);

      if (happening->lane != POD_LANE_MEDICATION)
        first = MIN (first, happening->from);
      if (is_plan (happening))
        ahead = MAX (ahead, MAX (happening->to, happening->window_to));
      else
        last = MAX (last, happening->to);
    }
  first = MAX (first, MIN (timeline->zero, layout->today) - MOST_DAYS_BEFORE);
  last = MAX (last, MIN (ahead, layout->today + MAX (LEAST_DAYS_AHEAD, (last - first) / 4)));
  pad = MAX (1, (last - first) / 64);
  layout->context.axis.first = first - pad;
  layout->context.axis.last = last + pad;
}

static void
choose_days (Layout *layout, const PodTimeline *timeline, PodDayRange days)
{
  PodDayAxis *axis = &layout->context.axis;

  axis->zero = timeline->zero;
  if (!pod_day_axis_set_range (axis, days))
    choose_all_days (layout, timeline);
}

static double
measure_gutter (const PodMetrics *metrics)
{
  double width = 60;

  for (PodLane lane = POD_LANE_VISIT; lane <= POD_LANE_MILESTONE; lane++)
    width = MAX (width, pod_metrics_width (metrics, get_lane_name (lane), POD_SIZE_TEXT, TRUE));
  return MIN (width, 160) + 2 * MARGIN;
}

/* What is always there to be asked for has a lane even when it is empty. */
static gboolean
is_shown (PodLane lane, guint n_items)
{
  return n_items > 0 || lane == POD_LANE_VISIT || lane == POD_LANE_ADVERSE_EVENT;
}

static void
make_room_on_top (Layout *layout)
{
  layout->is_tall = TRUE;
  layout->top += TOP_AXIS_HEIGHT;
  layout->bottom += TOP_AXIS_HEIGHT;
  for (guint i = 0; i < layout->n_lanes; i++)
    layout->lanes[i].y += TOP_AXIS_HEIGHT;
}

static void
place_lanes (Layout *layout)
{
  double y = MARGIN + HEADER + PHASE + LANE_PAD;

  layout->top = MARGIN + HEADER;
  for (PodLane id = POD_LANE_VISIT; id <= POD_LANE_MILESTONE; id++)
    {
      g_autoptr (GArray) items = pod_lane_items_new (&layout->context, id);
      Lane *lane = &layout->lanes[layout->n_lanes];

      if (!is_shown (id, items->len))
        continue;
      lane->lane = id;
      lane->name = get_lane_name (id);
      lane->items = g_steal_pointer (&items);
      lane->y = y;
      lane->height = POD_LANE_VISITS_HEIGHT;
      if (id != POD_LANE_VISIT)
        {
          lane->rows = pod_lane_pack (&layout->context, lane->items);
          lane->height = POD_LANE_ROW * MAX (1, lane->rows);
        }
      y += lane->height + 2 * LANE_PAD;
      layout->n_lanes++;
    }
  layout->bottom = y - LANE_PAD;
  if (layout->bottom + AXIS_HEIGHT > TALL)
    make_room_on_top (layout);
}

/* ---- the background ---- */

static void
draw_phase (Layout *layout, double from, double to, const char *name, const char *brief)
{
  const PodDayAxis *axis = &layout->context.axis;
  double left = CLAMP (pod_day_axis_x (axis, from), axis->left, axis->right) + 1;
  double right = CLAMP (pod_day_axis_x (axis, to), axis->left, axis->right) - 1;
  const PodMetrics *metrics = layout->context.metrics;
  PodMark mark = { .kind = POD_MARK_RECT, .role = POD_ROLE_RANGE, .what = name };
  const char *text = name;

  if (right - left < 1)
    return;
  mark.x = left;
  mark.y = layout->top;
  mark.w = right - left;
  mark.h = PHASE - 2;
  pod_scene_add (layout->context.scene, &mark);
  if (pod_metrics_width (metrics, text, POD_SIZE_SMALL, FALSE) > right - left - 6)
    text = brief;
  if (pod_metrics_width (metrics, text, POD_SIZE_SMALL, FALSE) <= right - left - 4)
    pod_scene_add_text (layout->context.scene, POD_ROLE_TEXT, (left + right) / 2,
                        layout->top + (PHASE - 2) / 2, POD_ALIGN_CENTRE, POD_SIZE_SMALL, text);
}

static void
draw_phases (Layout *layout)
{
  const PodTimeline *timeline = layout->context.timeline;
  const PodDayAxis *axis = &layout->context.axis;
  double before = timeline->zero - 0.5;
  gint32 first = 0;
  gint32 last = 0;

  if (pod_timeline_find_lymphodepletion (timeline, &first, &last))
    {
      draw_phase (layout, first - 0.5, before, _ ("Lymphodepletion"), _ ("LD"));
      before = first - 0.5;
    }
  draw_phase (layout, axis->first, before, _ ("Screening"), _ ("Scr."));
  if (timeline->has_infusion && axis->last >= timeline->zero)
    draw_phase (layout, timeline->zero - 0.5, axis->last, _ ("Follow-up"), _ ("FU"));
}

/* Under the lane's name: how much of the plan lies beyond the days shown. */
static void
draw_plan_ahead (Layout *layout, const Lane *lane)
{
  const PodTimeline *timeline = layout->context.timeline;
  g_autofree char *text = NULL;
  guint ahead = 0;
  PodMark *mark;

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);
      ahead += is_plan (happening) && happening->from > layout->context.axis.last;
    }
  if (ahead == 0 || lane->lane != POD_LANE_VISIT)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more planned", "%u more planned",
                                       ahead),
                          ahead);
  mark = pod_scene_add_text (layout->context.scene, POD_ROLE_DIM_TEXT, MARGIN,
                             lane->y + POD_LANE_ROW + POD_SIZE_SMALL, POD_ALIGN_START,
                             POD_SIZE_SMALL, text);
  mark->w = layout->context.axis.left - 2 * MARGIN;
}

static void
draw_lane_frames (Layout *layout)
{
  const PodDayAxis *axis = &layout->context.axis;
  PodScene *scene = layout->context.scene;

  pod_day_axis_draw_grid (scene, axis, TICK_ROOM, layout->top + PHASE, layout->bottom);
  for (guint i = 0; i < layout->n_lanes; i++)
    {
      const Lane *lane = &layout->lanes[i];
      double line = lane->y + lane->height + LANE_PAD;
      double middle = lane->y + MIN (lane->height, POD_LANE_ROW) / 2;
      PodMark *mark;

      mark = pod_scene_add_text (scene, POD_ROLE_TEXT, MARGIN, middle, POD_ALIGN_START,
                                 POD_SIZE_TEXT, lane->name);
      mark->bold = TRUE;
      mark->w = axis->left - 2 * MARGIN;
      draw_plan_ahead (layout, lane);
      if (lane->items->len == 0)
        pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, axis->left + MARGIN, middle, POD_ALIGN_START,
                            POD_SIZE_TEXT, _ ("None recorded"));
      if (i + 1 < layout->n_lanes)
        pod_scene_add_line (scene, POD_ROLE_GRID, MARGIN, line, axis->right, line, 1);
    }
}

static gboolean
is_shown_day (const PodDayAxis *axis, gint32 day)
{
  return day >= axis->first && day <= axis->last;
}

/* Day 0 and today as lines through all lanes, named on top where the names do not meet. */
static void
draw_moment (Layout *layout, PodRole role, gint32 day)
{
  double x = pod_day_axis_x (&layout->context.axis, day);

  pod_scene_add_line (layout->context.scene, role, x, layout->top, x, layout->bottom, 1.5)->dashed =
      role == POD_ROLE_TODAY;
}

static void
name_moment (Layout *layout, PodRole role, double x, const char *name)
{
  pod_scene_add_text (layout->context.scene, role, x, MARGIN + HEADER / 2 - 1, POD_ALIGN_CENTRE,
                      POD_SIZE_SMALL, name)
      ->bold = role == POD_ROLE_DAY_ZERO;
}

static void
draw_moments (Layout *layout)
{
  const PodDayAxis *axis = &layout->context.axis;
  const PodMetrics *metrics = layout->context.metrics;
  g_autofree char *day = pod_day_label (layout->today, axis->zero);
  g_autofree char *today = g_strdup_printf (_ ("Today, D %s"), day);
  double zero_x = pod_day_axis_x (axis, axis->zero);
  double today_w = pod_metrics_width (metrics, today, POD_SIZE_SMALL, FALSE);
  double zero_w = pod_metrics_width (metrics, _ ("Day 0"), POD_SIZE_SMALL, TRUE);
  double centre = CLAMP (pod_day_axis_x (axis, layout->today), axis->left + today_w / 2,
                         layout->context.scene->width - MARGIN - today_w / 2);
  gboolean has_today = is_shown_day (axis, layout->today);

  if (is_shown_day (axis, axis->zero))
    draw_moment (layout, POD_ROLE_DAY_ZERO, axis->zero);
  if (has_today)
    {
      draw_moment (layout, POD_ROLE_TODAY, layout->today);
      name_moment (layout, POD_ROLE_TODAY, centre, today);
    }
  if (is_shown_day (axis, axis->zero) &&
      (!has_today || ABS (centre - zero_x) > (today_w + zero_w) / 2 + 8))
    name_moment (layout, POD_ROLE_DAY_ZERO, zero_x, _ ("Day 0"));
}

/* Above the phases, so that no line runs through a number. */
static void
draw_top_axis (Layout *layout)
{
  const PodDayAxis *axis = &layout->context.axis;
  g_autoptr (GArray) ticks = pod_day_axis_ticks (axis, TICK_ROOM);

  for (guint i = 0; i < ticks->len; i++)
    {
      gint32 day = axis->zero + g_array_index (ticks, int, i);
      g_autofree char *label = pod_day_label (day, axis->zero);

      pod_scene_add_text (layout->context.scene, POD_ROLE_DIM_TEXT, pod_day_axis_x (axis, day),
                          layout->top - TOP_AXIS_HEIGHT / 2, POD_ALIGN_CENTRE, POD_SIZE_SMALL,
                          label);
    }
}

static void
draw_axis (Layout *layout)
{
  const PodDayAxis *axis = &layout->context.axis;
  const char *title = pod_zero_get_axis_title (layout->context.timeline);

  if (layout->is_tall)
    draw_top_axis (layout);
  pod_day_axis_draw (layout->context.scene, axis, TICK_ROOM, layout->bottom, POD_SIZE_SMALL);
  pod_scene_add_text (layout->context.scene, POD_ROLE_DIM_TEXT, (axis->left + axis->right) / 2,
                      layout->bottom + 30, POD_ALIGN_CENTRE, POD_SIZE_SMALL, title);
}

static void
draw_lanes (Layout *layout)
{
  for (guint i = 0; i < layout->n_lanes; i++)
    {
      Lane *lane = &layout->lanes[i];

      if (lane->lane == POD_LANE_VISIT)
        pod_lane_draw_visits (&layout->context, lane->items, lane->y);
      else
        pod_lane_draw (&layout->context, lane->items, lane->y);
      g_clear_pointer (&lane->items, g_array_unref);
    }
}

/* ---- words, the table and the footer ---- */

static gboolean
is_incomplete (PodDate date)
{
  return pod_date_is_set (date) && !pod_date_is_complete (date);
}

/* No day is told of a date that has none: its month or its year is. */
static char *
print_date (const PodTimeline *timeline, PodDate date, gint32 day)
{
  return is_incomplete (date) ? pod_date_to_words (date) : pod_day_words (day, timeline->zero);
}

void
pod_happening_append_days (const PodTimeline *timeline, const PodHappening *happening, GString *out)
{
  g_autofree char *from = print_date (timeline, happening->start, happening->from);
  g_autofree char *to = print_date (timeline, happening->end, happening->to);

  if (happening->ongoing)
    g_string_append_printf (out, _ (", since %s, ongoing"), from);
  else if (pod_date_is_set (happening->start) && !pod_date_is_set (happening->end))
    /* Translators: goes on after the name of what happened. */
    g_string_append_printf (out, _ (", since %s, no end on record"), from);
  else if (g_str_equal (from, to))
    g_string_append_printf (out, _ (", %s"), from);
  else
    g_string_append_printf (out, _ (", %s to %s"), from, to);
  if (happening->partial)
    g_string_append (out, _ (", date incomplete"));
}

/* Beside the day on which it was. */
static char *
print_name (const PodHappening *happening)
{
  const char *label = happening->label != NULL ? happening->label : "";

  return happening->is_by_name ? pod_visit_name_to_words (label) : g_strdup (label);
}

char *
pod_happening_to_words (const PodTimeline *timeline, const PodHappening *happening)
{
  g_autofree char *name = print_name (happening);
  GString *out = g_string_new (name);
  g_autofree char *offset = pod_happening_get_offset (happening);

  if (happening->lane == POD_LANE_VISIT)
    /* Translators: goes on after the name of what happened: its state, or its day. */
    g_string_append_printf (out, _ (", %s"), pod_visit_state_to_words (happening->visit_state));
  if (offset != NULL)
    g_string_append_printf (out, _ (" (%s)"), offset);
  if (happening->lane == POD_LANE_ADVERSE_EVENT && happening->grade > 0)
    g_string_append_printf (out, _ (", grade %d"), happening->grade);
  else if (happening->lane == POD_LANE_ADVERSE_EVENT)
    g_string_append (out, _ (", not graded"));
  if (happening->serious)
    g_string_append (out, _ (", serious"));
  pod_happening_append_days (timeline, happening, out);
  return g_string_free (out, FALSE);
}

/* With what is known of it, as the record has it. */
static char *
print_incomplete (const PodHappening *happening)
{
  g_autofree char *start = is_incomplete (happening->start) ? pod_date_to_string (happening->start)
                                                            : NULL;
  g_autofree char *end = is_incomplete (happening->end) ? pod_date_to_string (happening->end)
                                                        : NULL;

  if (start == NULL && end == NULL)
    return g_strdup (_ ("date incomplete"));
  /* Translators: a year or a month, or two with a dash between them. */
  return start == NULL || end == NULL
             ? g_strdup_printf (_ ("date incomplete: %s"), start != NULL ? start : end)
             : g_strdup_printf (_ ("dates incomplete: %1$s – %2$s"), start, end);
}

static char *
print_state (const PodHappening *happening)
{
  g_autofree char *offset = pod_happening_get_offset (happening);

  if (happening->lane == POD_LANE_VISIT)
    return g_strjoin (" ", pod_visit_state_to_words (happening->visit_state), offset, NULL);
  if (happening->lane == POD_LANE_ADVERSE_EVENT && happening->grade > 0)
    return g_strdup_printf (happening->serious ? _ ("G%d, serious") : "G%d", happening->grade);
  if (happening->lane == POD_LANE_ADVERSE_EVENT)
    return g_strdup (_ ("not graded"));
  return happening->partial ? print_incomplete (happening) : g_strdup ("");
}

/* What is known of an incomplete date is no day: it stands with the state. */
static char *
print_day (const PodTimeline *timeline, PodDate date, gint32 day)
{
  return is_incomplete (date) ? g_strdup ("") : pod_day_label (day, timeline->zero);
}

static char *
print_end (const PodTimeline *timeline, const PodHappening *happening)
{
  if (happening->ongoing)
    return g_strdup (_ ("ongoing"));
  if (pod_date_is_set (happening->start) && !pod_date_is_set (happening->end))
    return g_strdup ("");
  return print_day (timeline, happening->end, happening->to);
}

static void
add_rows (PodScene *scene, const PodTimeline *timeline)
{
  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, _ ("Lane"), _ ("What"), _ ("From day"),
                     _ ("To day"), _ ("State"), NULL);
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);
      g_autofree char *name = print_name (happening);
      g_autofree char *from = print_day (timeline, happening->start, happening->from);
      g_autofree char *to = print_end (timeline, happening);
      g_autofree char *state = print_state (happening);

      pod_scene_add_row (scene, happening->type, happening->id, get_lane_name (happening->lane),
                         name, from, to, state, NULL);
    }
}

/* A visit that is only planned is no record; one that lies ahead of the axis is in the table. */
static guint
count_records (const Layout *layout, PodTally *tally)
{
  PodScene *scene = layout->context.scene;
  const PodTimeline *timeline = layout->context.timeline;
  guint records = timeline->undated;

  tally->counts[POD_LEFT_UNDATED] = timeline->undated;
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);
      gboolean outside = happening->to < layout->context.axis.first ||
                         happening->from > layout->context.axis.last;

      if (happening->id <= 0)
        continue;
      records++;
      if (outside)
        pod_tally_leave_out (tally, POD_LEFT_OUTSIDE, scene, happening->type, happening->id,
                             happening->label);
    }
  return records;
}

static char *
describe (const PodTimeline *timeline, gint32 today)
{
  g_autofree char *day = pod_day_words (today, timeline->zero);
  guint counts[LANES] = { 0 };
  guint late = 0;
  int worst = 0;

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);

      if (happening->lane != POD_LANE_VISIT || !is_plan (happening))
        counts[happening->lane]++;
      if (happening->lane == POD_LANE_VISIT)
        late += happening->visit_state >= POD_VISIT_OUT_OF_WINDOW;
      worst = MAX (worst, happening->grade);
    }
  return g_strdup_printf (_ ("Timeline to %s: visits: %u, of them missed, overdue or out of "
                             "window: %u; "
                             "adverse events: %u, worst grade: %d; medications: %u"),
                          day, counts[POD_LANE_VISIT], late, counts[POD_LANE_ADVERSE_EVENT], worst,
                          counts[POD_LANE_MEDICATION]);
}

static void
begin_panel (const Layout *layout)
{
  const PodDayAxis *axis = &layout->context.axis;
  PodScenePanel panel = { .label = _ ("Timeline"),
                          .x = axis->left,
                          .y = layout->top,
                          .w = axis->right - axis->left,
                          .h = layout->bottom - layout->top,
                          .axis = *axis };

  pod_scene_begin_panel (layout->context.scene, &panel);
}

static gboolean
has_partial (const Layout *layout)
{
  const PodTimeline *timeline = layout->context.timeline;

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = get_happening (timeline, i);

      if (happening->partial && happening->to >= layout->context.axis.first &&
          happening->from <= layout->context.axis.last)
        return TRUE;
    }
  return FALSE;
}

/* Only of what is on it.  Returns how high it is. */
static double
draw_key (const Layout *layout, double y)
{
  if (!has_partial (layout))
    return 0;
  pod_scene_add_text (layout->context.scene, POD_ROLE_DIM_TEXT, MARGIN, y + KEY / 2,
                      POD_ALIGN_START, POD_SIZE_SMALL,
                      _ ("Hatched, with a dashed outline: its date is incomplete"))
      ->w = layout->context.scene->width - 2 * MARGIN;
  return KEY;
}

PodScene *
pod_timeline_scene_new (const PodStudy *study,
                        const PodTimeline *timeline,
                        gint32 today,
                        PodDayRange days,
                        double width,
                        const PodMetrics *metrics)
{
  PodScene *scene = pod_scene_new (width, 0);
  Layout layout = { .context = { .scene = scene, .timeline = timeline, .metrics = metrics },
                    .today = today };
  PodTally tally = { 0 };
  guint records;

  layout.context.axis.left = measure_gutter (metrics);
  layout.context.axis.right = MAX (width - RIGHT_MARGIN, layout.context.axis.left + 100);
  choose_days (&layout, timeline, days);
  place_lanes (&layout);
  begin_panel (&layout);
  draw_phases (&layout);
  draw_lane_frames (&layout);
  draw_moments (&layout);
  draw_lanes (&layout);
  pod_scene_end_panel (scene);
  draw_axis (&layout);
  records = count_records (&layout, &tally);
  scene->height = layout.bottom + AXIS_HEIGHT;
  scene->height += draw_key (&layout, scene->height);
  scene->height += pod_tally_finish (&tally, scene, records, MARGIN, scene->height);
  scene->title = g_strdup (_ ("Timeline"));
  scene->description = describe (timeline, today);
  add_rows (scene, timeline);
  pod_scene_note_lane (scene, timeline, POD_LANE_ADVERSE_EVENT);
  pod_scene_note_lane (scene, timeline, POD_LANE_MEDICATION);
  return scene;
}
