#include "pod-timeline-lanes.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define GAP 8.0
#define PAD 4.0
#define SYMBOL 14.0
#define INFUSION 18.0
#define ARROW 12.0
#define LEAST_BAR 4.0
#define WIDEST_LABEL 240.0
/* A label stands in its bar where at least this part of it can be read there. */
#define PART_INSIDE 0.75
#define LEAST_INSIDE 48.0

static void
clear_item (gpointer data)
{
  PodLaneItem *item = data;

  g_free (item->tag);
  g_free (item->words);
}

static gboolean
is_infusion (const PodTimeline *timeline, const PodHappening *happening)
{
  return happening->lane == POD_LANE_TREATMENT && timeline->has_infusion &&
         happening->from == timeline->zero;
}

static char *
make_tag (const PodHappening *happening)
{
  const char *serious = happening->serious ? _ (" SAE") : "";

  if (happening->lane != POD_LANE_ADVERSE_EVENT)
    return NULL;
  if (happening->grade < 1)
    return g_strdup_printf ("G?%s", serious);
  return g_strdup_printf ("G%d%s", happening->grade, serious);
}

static PodLaneItem
make_item (const PodLaneContext *context, const PodHappening *happening)
{
  PodLaneItem item = { .happening = happening };
  const PodDayAxis *axis = &context->axis;

  item.is_symbol = happening->lane == POD_LANE_MILESTONE || happening->lane == POD_LANE_VISIT ||
                   is_infusion (context->timeline, happening);
  item.tag = make_tag (happening);
  item.words = g_strdup (happening->label != NULL ? happening->label : "");
  if (item.is_symbol)
    {
      item.x0 = item.x1 = pod_day_axis_x (axis, happening->from);
      return item;
    }
  /* A day is a cell around its tick, so that what lasts one day has a day's width. */
  item.x0 = MAX (pod_day_axis_x (axis, happening->from - 0.5), axis->left);
  item.x1 = MIN (pod_day_axis_x (axis, happening->to + 0.5), axis->right);
  item.x1 = MAX (item.x1, item.x0 + LEAST_BAR);
  return item;
}

GArray *
pod_lane_items_new (const PodLaneContext *context, PodLane lane)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (PodLaneItem));

  g_array_set_clear_func (items, clear_item);
  for (guint i = 0; i < context->timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (context->timeline->happenings, PodHappening,
                                                      i);

      if (happening->lane != lane || happening->to < context->axis.first ||
          happening->from > context->axis.last)
        continue;
      PodLaneItem item = make_item (context, happening);
      g_array_append_val (items, item);
    }
  return items;
}

static double
measure (const PodLaneContext *context, const char *text, gboolean bold)
{
  return text != NULL ? pod_metrics_width (context->metrics, text, POD_SIZE_TEXT, bold) + 1 : 0;
}

static void
place_beside (const PodLaneContext *context, PodLaneItem *item, double tail, double width)
{
  double start = item->x1 + tail + PAD;
  double room = context->axis.right - start;
  double own = item->is_symbol ? tail : 0;
  double before = item->follows ? 0 : item->x0 - PAD - own - context->axis.left;

  double zero = pod_day_axis_x (&context->axis, context->axis.zero);
  gboolean crosses;

  item->label_w = MIN (width, WIDEST_LABEL);
  /* What came before day 0 is named on that side of the line, where there is room for it. */
  crosses = item->x1 < zero && start + item->label_w > zero && before >= item->label_w;
  if (crosses || (room < item->label_w && before > room))
    {
      item->label_w = MIN (item->label_w, before);
      item->label_x = item->x0 - PAD - own - item->label_w;
      return;
    }
  item->label_x = start;
  item->label_w = MIN (item->label_w, MAX (room, 12));
}

/* In the bar where enough of it can be read there; else the tag in the bar and the words beside it. */
static void
place_label (const PodLaneContext *context, PodLaneItem *item)
{
  double tag = measure (context, item->tag, TRUE);
  double words = measure (context, item->words, is_infusion (context->timeline, item->happening));
  double gap = item->tag != NULL ? PAD + 2 : 0;
  double bar = item->x1 - item->x0 - 2 * PAD;
  double tail = item->is_symbol ? INFUSION / 2 : item->happening->ongoing ? ARROW : 0;

  /* Of a short word a part says nothing. */
  item->words_inside = !item->is_symbol &&
                       tag + gap + MAX (words * PART_INSIDE, MIN (words, LEAST_INSIDE)) <= bar;
  item->tag_inside = item->words_inside || (item->tag != NULL && tag <= bar);
  if (item->words_inside)
    {
      item->label_x = item->x0 + PAD;
      item->label_w = MIN (words, bar - tag - gap) + tag + gap;
    }
  else
    place_beside (context, item, tail, item->tag_inside ? words : tag + gap + words);
  item->left = MIN (item->x0 - (item->is_symbol ? INFUSION / 2 : 0), item->label_x);
  item->right = MAX (item->x1 + tail, item->label_x + item->label_w);
}

/* Doses of one treatment share a row, and its name stands once. */
static gboolean
belong_together (const PodLaneItem *a, const PodLaneItem *b)
{
  return a->happening->lane == POD_LANE_TREATMENT && !a->is_symbol && !b->is_symbol &&
         g_strcmp0 (a->happening->label, b->happening->label) == 0;
}

static PodLaneItem *
find_earlier_dose (GArray *items, guint index)
{
  PodLaneItem *item = &g_array_index (items, PodLaneItem, index);

  for (guint i = index; i-- > 0;)
    if (belong_together (&g_array_index (items, PodLaneItem, i), item))
      return &g_array_index (items, PodLaneItem, i);
  return NULL;
}

/* Only the last dose is named, and on its right, where no other dose stands. */
static void
name_last_doses (GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      PodLaneItem *earlier = find_earlier_dose (items, i);

      if (earlier == NULL)
        continue;
      earlier->words[0] = '\0';
      g_array_index (items, PodLaneItem, i).follows = TRUE;
    }
}

static guint
find_row (GArray *ends, const PodLaneItem *item, const PodLaneItem *earlier)
{
  guint row = 0;

  if (earlier != NULL)
    return earlier->row;
  while (row < ends->len && g_array_index (ends, double, row) + GAP > item->left)
    row++;
  return row;
}

guint
pod_lane_pack (const PodLaneContext *context, GArray *items)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (double));

  name_last_doses (items);
  for (guint i = 0; i < items->len; i++)
    {
      PodLaneItem *item = &g_array_index (items, PodLaneItem, i);
      guint row;

      place_label (context, item);
      row = find_row (ends, item, find_earlier_dose (items, i));
      if (row == ends->len)
        g_array_append_val (ends, item->right);
      else
        g_array_index (ends, double, row) = item->right;
      item->row = row;
    }
  return ends->len;
}

/* ---- drawing ---- */

static PodRole
choose_role (const PodHappening *happening)
{
  switch (happening->lane)
    {
    case POD_LANE_ADVERSE_EVENT:
      return pod_grade_role (happening->grade);
    case POD_LANE_MEDICATION:
      return POD_ROLE_MEDICATION;
    case POD_LANE_TREATMENT:
      return POD_ROLE_TREATMENT;
    case POD_LANE_VISIT:
    case POD_LANE_MILESTONE:
    default:
      return POD_ROLE_VISIT;
    }
}

static PodMark
start_mark (const PodLaneItem *item, PodMarkKind kind, PodRole role, const char *what)
{
  return (PodMark){ .kind = kind,
                    .role = role,
                    .type = item->happening->type,
                    .id = item->happening->id,
                    .what = what };
}

static void
draw_text (const PodLaneContext *context,
           const PodLaneItem *item,
           const char *text,
           double x,
           double y,
           double w,
           gboolean inside,
           gboolean bold)
{
  PodRole role = inside ? choose_role (item->happening) : POD_ROLE_TEXT;
  PodMark mark = start_mark (item, POD_MARK_TEXT, role, NULL);

  mark.x = x;
  mark.y = y;
  mark.w = w;
  mark.size = POD_SIZE_TEXT;
  mark.bold = bold;
  mark.text = text;
  if (*text != '\0' && w > 0)
    pod_scene_add (context->scene, &mark);
}

/* The lines of day 0 and today run through all lanes: a label beside its bar hides them. */
static void
draw_label_ground (const PodLaneContext *context, const PodLaneItem *item, double y)
{
  PodMark mark = { .kind = POD_MARK_RECT,
                   .role = POD_ROLE_BACKGROUND,
                   .x = item->label_x - 1,
                   .y = y - POD_LANE_BAR / 2,
                   .w = item->label_w + 2,
                   .h = POD_LANE_BAR };

  if (!item->words_inside && item->label_w > 0)
    pod_scene_add (context->scene, &mark);
}

static void
draw_label (const PodLaneContext *context, const PodLaneItem *item, double y)
{
  double tag = measure (context, item->tag, TRUE);
  double x = item->label_x;
  double w = item->label_w;

  draw_label_ground (context, item, y);
  if (item->tag != NULL)
    {
      double tag_x = item->tag_inside ? item->x0 + PAD : x;
      draw_text (context, item, item->tag, tag_x, y, tag, item->tag_inside, TRUE);
      if (!item->tag_inside || item->words_inside)
        {
          x += tag + PAD + 2;
          w -= tag + PAD + 2;
        }
    }
  draw_text (context, item, item->words, x, y, w, item->words_inside,
             is_infusion (context->timeline, item->happening));
}

static void
draw_bar (const PodLaneContext *context, const PodLaneItem *item, double y, const char *what)
{
  const PodHappening *happening = item->happening;
  PodMark mark = start_mark (item, POD_MARK_RECT, choose_role (happening), what);

  mark.x = item->x0;
  mark.y = y - POD_LANE_BAR / 2;
  mark.w = item->x1 - item->x0;
  mark.h = POD_LANE_BAR;
  mark.dashed = happening->partial;
  mark.outlined = happening->serious;
  /* The outline of a short one leaves room for the colour of its grade. */
  mark.line_width = !happening->serious ? 1 : MIN (2.5, mark.w / 4);
  pod_scene_add (context->scene, &mark);
  if (!happening->ongoing)
    return;
  mark = start_mark (item, POD_MARK_SYMBOL, POD_ROLE_TEXT, what);
  mark.shape = POD_SHAPE_ARROW_RIGHT;
  mark.x = item->x1 + ARROW / 2;
  mark.y = y;
  mark.w = ARROW - 2;
  pod_scene_add (context->scene, &mark);
}

static void
draw_symbol (const PodLaneContext *context, const PodLaneItem *item, double y, const char *what)
{
  gboolean infusion = is_infusion (context->timeline, item->happening);
  PodMark mark = start_mark (item, POD_MARK_SYMBOL, choose_role (item->happening), what);

  mark.shape = infusion ? POD_SHAPE_TRIANGLE_DOWN : POD_SHAPE_SQUARE;
  mark.x = item->x0;
  mark.y = y;
  mark.w = infusion ? INFUSION : SYMBOL - 4;
  mark.outlined = infusion;
  pod_scene_add (context->scene, &mark);
}

void
pod_lane_draw (const PodLaneContext *context, GArray *items, double y)
{
  for (guint i = 0; i < items->len; i++)
    {
      const PodLaneItem *item = &g_array_index (items, PodLaneItem, i);
      g_autofree char *what = pod_happening_to_words (context->timeline, item->happening);
      double middle = y + (item->row + 0.5) * POD_LANE_ROW;

      if (item->is_symbol)
        draw_symbol (context, item, middle, what);
      else
        draw_bar (context, item, middle, what);
      draw_label (context, item, middle);
    }
}
