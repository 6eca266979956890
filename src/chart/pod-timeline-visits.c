#include "pod-timeline-lanes.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MIDDLE 16.0
#define WINDOW 10.0
#define DIAMOND 13.0
#define LABEL_ROWS 2
#define LABEL_ROW 14.0
#define LABEL_GAP 6.0
/* Of the ground beside a label, so that no line of a day stands for a letter of it. */
#define LABEL_EDGE 3.0

static gboolean
has_window (const PodHappening *happening)
{
  return happening->window_from != 0 || happening->window_to != 0;
}

char *
pod_happening_get_offset (const PodHappening *happening)
{
  if (happening->visit_state != POD_VISIT_OUT_OF_WINDOW || !has_window (happening))
    return NULL;
  if (happening->from > happening->window_to)
    /* Translators: a visit took place so many days after its window closed. */
    return g_strdup_printf (_ ("+%d d"), happening->from - happening->window_to);
  /* Translators: a visit took place so many days before its window opened; the sign is a minus. */
  return g_strdup_printf (_ ("−%d d"), happening->window_from - happening->from);
}

static gboolean
is_deviation (PodVisitState state)
{
  return state == POD_VISIT_OUT_OF_WINDOW || state == POD_VISIT_MISSED ||
         state == POD_VISIT_OVERDUE;
}

/* "D14", "D14 +2 d", "D28 missed": a deviation is always in words too. */
static char *
make_label (const PodHappening *happening)
{
  g_autofree char *offset = pod_happening_get_offset (happening);

  if (offset != NULL)
    return g_strdup_printf ("%s %s", happening->label, offset);
  if (happening->visit_state == POD_VISIT_MISSED)
    return g_strdup_printf ("%s %s", happening->label, _ ("missed"));
  if (happening->visit_state == POD_VISIT_OVERDUE)
    return g_strdup_printf ("%s %s", happening->label, _ ("overdue"));
  return g_strdup (happening->label);
}

static void
draw_window (const PodLaneContext *context, const PodHappening *happening, double y)
{
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_RANGE,
                   .type = happening->type,
                   .id = happening->id,
                   .line_width = 1 };
  const PodDayAxis *axis = &context->axis;
  g_autofree char *from = pod_day_label (happening->window_from, axis->zero);
  g_autofree char *to = pod_day_label (happening->window_to, axis->zero);
  g_autofree char *what = NULL;
  double right;

  if (!has_window (happening))
    return;
  what = g_strdup_printf (_ ("Window of %s: day %s to day %s"), happening->label, from, to);
  mark.what = what;
  mark.x = MAX (pod_day_axis_x (axis, happening->window_from - 0.5), axis->left);
  right = MIN (pod_day_axis_x (axis, happening->window_to + 0.5), axis->right);
  mark.y = y - WINDOW / 2;
  mark.w = right - mark.x;
  mark.h = WINDOW;
  if (mark.w > 0)
    pod_scene_add (context->scene, &mark);
}

/* From the window to the visit that missed it. */
static void
draw_lateness (const PodLaneContext *context, const PodLaneItem *item, double y)
{
  const PodHappening *happening = item->happening;
  double edge;

  if (happening->visit_state != POD_VISIT_OUT_OF_WINDOW || !has_window (happening))
    return;
  if (happening->from > happening->window_to)
    edge = pod_day_axis_x (&context->axis, happening->window_to + 0.5);
  else
    edge = pod_day_axis_x (&context->axis, happening->window_from - 0.5);
  edge = CLAMP (edge, context->axis.left, context->axis.right);
  pod_scene_add_line (context->scene, POD_ROLE_VISIT_LATE, edge, y, item->x0, y, 2);
}

static void
draw_diamond (const PodLaneContext *context, const PodLaneItem *item, double y)
{
  const PodHappening *happening = item->happening;
  g_autofree char *what = pod_happening_to_words (context->timeline, happening);
  gboolean took_place = happening->visit_state == POD_VISIT_DONE ||
                        happening->visit_state == POD_VISIT_OUT_OF_WINDOW;
  PodMark mark = { .kind = POD_MARK_SYMBOL,
                   .shape = took_place ? POD_SHAPE_DIAMOND : POD_SHAPE_DIAMOND_RING,
                   .role = POD_ROLE_VISIT,
                   .type = happening->type,
                   .id = happening->id,
                   .what = what,
                   .x = item->x0,
                   .y = y,
                   .w = DIAMOND };

  if (is_deviation (happening->visit_state))
    mark.role = POD_ROLE_VISIT_LATE;
  else if (!took_place)
    mark.role = POD_ROLE_DIM_TEXT;
  pod_scene_add (context->scene, &mark);
}

typedef struct
{
  double left;
  double right;
} Span;

static gboolean
is_free (GArray *taken, double left, double right)
{
  for (guint i = 0; i < taken->len; i++)
    {
      Span span = g_array_index (taken, Span, i);
      if (left < span.right + LABEL_GAP && right + LABEL_GAP > span.left)
        return FALSE;
    }
  return TRUE;
}

/* The label goes into the first row where it has room; without any it is left out, and the diamond speaks for itself. */
static void
draw_visit_label (const PodLaneContext *context, const PodLaneItem *item, GArray **taken, double y)
{
  gboolean late = is_deviation (item->happening->visit_state);
  g_autofree char *label = make_label (item->happening);
  double width = pod_metrics_width (context->metrics, label, POD_SIZE_SMALL, late) + 1;
  double x = item->x0;

  x = CLAMP (x, context->axis.left + width / 2, context->axis.right - width / 2);
  for (guint row = 0; row < LABEL_ROWS; row++)
    if (is_free (taken[row], x - width / 2, x + width / 2))
      {
        Span span = { x - width / 2, x + width / 2 };
        PodMark ground = { .kind = POD_MARK_RECT,
                           .role = POD_ROLE_BACKGROUND,
                           .x = span.left - LABEL_EDGE,
                           .y = y + MIDDLE + DIAMOND - 3 + row * LABEL_ROW,
                           .w = width + 2 * LABEL_EDGE,
                           .h = LABEL_ROW - 2 };
        PodMark *mark;

        pod_scene_add (context->scene, &ground);
        mark = pod_scene_add_text (context->scene, late ? POD_ROLE_VISIT_LATE : POD_ROLE_TEXT, x,
                                   y + MIDDLE + DIAMOND + 3 + row * LABEL_ROW, POD_ALIGN_CENTRE,
                                   POD_SIZE_SMALL, label);

        mark->type = item->happening->type;
        mark->id = item->happening->id;
        mark->w = width;
        mark->bold = late;
        g_array_append_val (taken[row], span);
        return;
      }
}

/* Deviations are labelled first, then what took place, then the plan. */
static guint
rank (PodVisitState state)
{
  if (is_deviation (state))
    return 0;
  return state == POD_VISIT_DONE ? 1 : 2;
}

void
pod_lane_draw_visits (const PodLaneContext *context, GArray *items, double y)
{
  GArray *taken[LABEL_ROWS];

  for (guint i = 0; i < LABEL_ROWS; i++)
    taken[i] = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < items->len; i++)
    draw_window (context, g_array_index (items, PodLaneItem, i).happening, y + MIDDLE);
  for (guint i = 0; i < items->len; i++)
    draw_lateness (context, &g_array_index (items, PodLaneItem, i), y + MIDDLE);
  for (guint i = 0; i < items->len; i++)
    draw_diamond (context, &g_array_index (items, PodLaneItem, i), y + MIDDLE);
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < items->len; i++)
      {
        const PodLaneItem *item = &g_array_index (items, PodLaneItem, i);
        if (rank (item->happening->visit_state) == pass)
          draw_visit_label (context, item, taken, y);
      }
  for (guint i = 0; i < LABEL_ROWS; i++)
    g_array_unref (taken[i]);
}
