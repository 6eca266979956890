#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-chart-cursor.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-chart-walk.h"

#define HALF_DAY 0.5
/* Between the line and what is written beside it, and around the words. */
#define GAP 4.0f
#define PAD_X 5.0f
#define PAD_Y 2.0f
#define RING 4.0
/* Between the words and the edge of the plot. */
#define EDGE 2.0
#define BRUSH_ALPHA 0.18f
#define EVENT_ALPHA 0.10f
#define EVENT_EDGE_ALPHA 0.55f

/* ---- what is said ---- */

/* As the record has it, and the title and the table too: not what its place on the scale would be read as. */
static char *
print_value (const PodScene *scene, const PodScenePanel *panel, const PodMark *mark)
{
  g_autofree char *text = pod_scene_print_value (scene, mark);

  return text != NULL && panel->unit != NULL && *panel->unit != '\0'
             ? g_strjoin (" ", text, panel->unit, NULL)
             : g_steal_pointer (&text);
}

/* Among several subjects nobody can tell whose value it is unless it says so. (nullable) */
static const char *
find_name (const PodScene *scene, const PodMark *mark)
{
  const PodSceneModel *model = &scene->model;

  return model->subject != NULL && model->name != NULL && mark->type == POD_RECORD_FINDING &&
                 mark->id != 0
             ? model->name (model->data, model->subject (model->data, mark))
             : NULL;
}

/* Takes @value.  Of several on the day it says how many more there are. */
static char *
add_others (char *value, guint n)
{
  g_autofree char *plain = value;

  /* Translators: a value, and how many other results there are of the same day. */
  return n > 1 ? g_strdup_printf (C_ ("value of several", "%1$s and %2$u more"), plain, n - 1)
               : g_steal_pointer (&plain);
}

/* Takes @value. */
static char *
add_name (const PodScene *scene, const PodMark *mark, char *value)
{
  const char *name = find_name (scene, mark);
  g_autofree char *plain = value;

  /* Translators: a subject's number, and a value. */
  return name != NULL ? g_strdup_printf (C_ ("value of a subject", "%1$s: %2$s"), name, plain)
                      : g_steal_pointer (&plain);
}

char *
pod_chart_cursor_print (const PodScene *scene,
                        const GArray *stops,
                        guint index,
                        double day,
                        const PodMark *like)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, index);
  g_autofree char *value = NULL;
  g_autofree char *when = NULL;
  const PodChartStop *stop;
  const PodMark *mark;
  int nearest;
  gint32 own;

  if (panel == NULL || !panel->has_scale)
    return NULL;
  nearest = pod_chart_walk_nearest (stops, scene, index, day + panel->axis.zero, like);
  if (nearest < 0)
    return NULL;
  stop = &g_array_index ((GArray *) stops, PodChartStop, nearest);
  mark = &g_array_index (scene->marks, PodMark, stop->mark);
  value = print_value (scene, panel, mark);
  if (value == NULL)
    return NULL;
  value = add_others (g_steal_pointer (&value),
                      pod_chart_walk_count_day (stops, scene, nearest, like));
  value = add_name (scene, mark, g_steal_pointer (&value));
  own = (gint32) floor (stop->day + HALF_DAY) - panel->axis.zero;
  if (fabs (own - day) < HALF_DAY)
    return g_steal_pointer (&value);
  when = pod_day_short (own, 0);
  /* Translators: a value, and the study day on which it was measured. */
  return g_strdup_printf (C_ ("value on a day", "%1$s · %2$s"), value, when);
}

/* ---- how it is drawn ---- */

static GdkRGBA
get_colour (PodTheme theme, PodRole role, float alpha)
{
  double c[4];

  pod_theme_get_colour (theme, role, c);
  return (GdkRGBA){ (float) c[0], (float) c[1], (float) c[2], alpha };
}

/* (nullable): the record that the words are of. */
static const PodMark *
find_nearest (const PodChartCursor *cursor, guint index, double day)
{
  int nearest = pod_chart_walk_nearest (cursor->stops, cursor->scene, index, day, cursor->like);

  return nearest >= 0
             ? &g_array_index (cursor->scene->marks, PodMark,
                               g_array_index ((GArray *) cursor->stops, PodChartStop, nearest).mark)
             : NULL;
}

static gboolean
covers (const graphene_rect_t *words, const PodMark *mark)
{
  double r = mark->w / 2;

  return mark->x + r > words->origin.x && mark->x - r < words->origin.x + words->size.width &&
         mark->y + r > words->origin.y && mark->y - r < words->origin.y + words->size.height;
}

/* How many results of the panel lie below the words; what they tell of is not to be hidden in any case. */
static guint
count_covered (const PodChartCursor *cursor,
               guint index,
               const PodMark *told,
               const graphene_rect_t *words)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);
  double from = pod_day_axis_day (&panel->axis, words->origin.x - RING);
  double to = pod_day_axis_day (&panel->axis, words->origin.x + words->size.width + RING);
  guint n = told != NULL && covers (words, told) ? cursor->stops->len : 0;

  for (guint i = pod_chart_walk_first (cursor->stops, cursor->scene, index, from);
       i < cursor->stops->len; i++)
    {
      const PodChartStop *stop = &g_array_index ((GArray *) cursor->stops, PodChartStop, i);
      const PodMark *mark = &g_array_index (cursor->scene->marks, PodMark, stop->mark);

      if (mark->panel != index + 1 || stop->day > to)
        break;
      n += mark->kind == POD_MARK_SYMBOL && mark->role != POD_ROLE_CROWD && covers (words, mark);
    }
  return n;
}

/* Where words begin beside the line; where neither side has room for them both are within the plot, over the line. */
static void
find_sides (const PodScenePanel *panel, float x, float width, float lefts[2])
{
  float first = (float) panel->x;
  float last = MAX (first, (float) (panel->x + panel->w) - width);
  gboolean has_right = x + GAP <= last;
  gboolean has_left = x - GAP - width >= first;

  lefts[0] = has_right || !has_left ? CLAMP (x + GAP, first, last) : x - GAP - width;
  lefts[1] = has_left || !has_right ? CLAMP (x - GAP - width, first, last) : x + GAP;
}

graphene_rect_t
pod_chart_cursor_place (const PodChartCursor *cursor,
                        guint index,
                        const PodMark *told,
                        float x,
                        float width,
                        float height)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);
  float tops[] = { (float) (panel->y + EDGE), (float) (panel->scale.bottom - EDGE - height) };
  graphene_rect_t best = GRAPHENE_RECT_INIT (0, 0, width, height);
  guint least = G_MAXUINT;
  float lefts[2];

  find_sides (panel, x, width, lefts);
  for (guint i = 0; i < 4 && least > 0; i++)
    {
      graphene_rect_t words = GRAPHENE_RECT_INIT (lefts[i % 2], tops[i / 2], width, height);
      guint n = count_covered (cursor, index, told, &words);

      if (n >= least)
        continue;
      best = words;
      least = n;
    }
  return best;
}

/* Beside the line. */
static void
snapshot_words (const PodChartCursor *cursor,
                GtkSnapshot *snapshot,
                PangoLayout *layout,
                guint index,
                const PodMark *mark,
                float x)
{
  GdkRGBA ground = get_colour (cursor->theme, POD_ROLE_BACKGROUND, 1);
  GdkRGBA text = get_colour (cursor->theme, POD_ROLE_TEXT, 1);
  GskRoundedRect frame;
  graphene_rect_t place;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  place = pod_chart_cursor_place (cursor, index, mark, x, (float) width + 2 * PAD_X,
                                  (float) height + 2 * PAD_Y);
  gsk_rounded_rect_init_from_rect (&frame, &place, 4);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &ground, &frame.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &frame, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ text, text, text, text });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (place.origin.x + PAD_X, place.origin.y + PAD_Y));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_nearest (const PodChartCursor *cursor, GtkSnapshot *snapshot, const PodMark *mark)
{
  GdkRGBA text = get_colour (cursor->theme, POD_ROLE_TEXT, 1);
  GskRoundedRect ring;
  float r;

  if (mark == NULL || mark->kind != POD_MARK_SYMBOL)
    return;
  r = (float) (mark->w / 2 + RING);
  gsk_rounded_rect_init_from_rect (&ring,
                                   &GRAPHENE_RECT_INIT ((float) mark->x - r, (float) mark->y - r,
                                                        2 * r, 2 * r),
                                   r);
  gtk_snapshot_append_border (snapshot, &ring, (float[4]){ 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]){ text, text, text, text });
}

static void
snapshot_day (const PodChartCursor *cursor, GtkSnapshot *snapshot, PangoLayout *layout, guint index)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);
  double day = cursor->day + panel->axis.zero;
  /* Unlike the line of day 0. */
  GdkRGBA colour = get_colour (cursor->theme, POD_ROLE_FOCUS, 1);
  g_autofree char *words = NULL;
  const PodMark *mark;
  float x;

  if (day < panel->axis.first || day > panel->axis.last)
    return;
  x = (float) floor (pod_day_axis_x (&panel->axis, day));
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (x - 1, (float) panel->y, 2, (float) panel->h));
  if (!panel->has_scale)
    return;
  mark = find_nearest (cursor, index, day);
  snapshot_nearest (cursor, snapshot, mark);
  words = pod_chart_cursor_print (cursor->scene, cursor->stops, index, cursor->day, cursor->like);
  if (words == NULL)
    return;
  pango_layout_set_text (layout, words, -1);
  snapshot_words (cursor, snapshot, layout, index, mark, x);
}

static void
snapshot_brush (const PodChartCursor *cursor, GtkSnapshot *snapshot, guint index)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);
  GdkRGBA tint = get_colour (cursor->theme, POD_ROLE_FOCUS, BRUSH_ALPHA);
  double from = pod_day_axis_x (&panel->axis, cursor->from + panel->axis.zero);
  double to = pod_day_axis_x (&panel->axis, cursor->to + panel->axis.zero);
  double left = CLAMP (MIN (from, to), panel->x, panel->x + panel->w);
  double right = CLAMP (MAX (from, to), panel->x, panel->x + panel->w);

  gtk_snapshot_append_color (snapshot, &tint,
                             &GRAPHENE_RECT_INIT ((float) left, (float) panel->y,
                                                  (float) (right - left), (float) panel->h));
}

/* Pale, so that what lies on it is seen as well as beside it; where no tint is seen its edges are. */
static void
snapshot_event (const PodChartCursor *cursor, GtkSnapshot *snapshot, guint index)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);
  GdkRGBA tint = get_colour (cursor->theme, POD_ROLE_FOCUS, EVENT_ALPHA);
  GdkRGBA edge = get_colour (cursor->theme, POD_ROLE_FOCUS, EVENT_EDGE_ALPHA);
  double right = panel->x + panel->w;
  double from = CLAMP (pod_day_axis_x (&panel->axis, cursor->event_from), panel->x, right);
  double to = CLAMP (pod_day_axis_x (&panel->axis, cursor->event_to), panel->x, right);
  graphene_rect_t ground = GRAPHENE_RECT_INIT ((float) from, (float) panel->y, (float) (to - from),
                                               (float) panel->h);

  gtk_snapshot_append_color (snapshot, &tint, &ground);
  ground.size.width = 1;
  gtk_snapshot_append_color (snapshot, &edge, &ground);
  ground.origin.x = (float) to - 1;
  gtk_snapshot_append_color (snapshot, &edge, &ground);
}

static void
snapshot_panel (const PodChartCursor *cursor,
                GtkSnapshot *snapshot,
                PangoLayout *layout,
                guint index)
{
  if (cursor->has_event)
    snapshot_event (cursor, snapshot, index);
  if (cursor->has_brush)
    snapshot_brush (cursor, snapshot, index);
  else if (cursor->has_day)
    snapshot_day (cursor, snapshot, layout, index);
}

static gboolean
is_visible (const PodChartCursor *cursor, const PodScenePanel *panel)
{
  return panel->y <= cursor->bottom && panel->y + panel->h >= cursor->top;
}

/* Of the column that a panel stands in: whether none above it is visible. */
static gboolean
is_first_of_column (const PodChartCursor *cursor, guint index)
{
  const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, index);

  for (guint i = 0; i < index; i++)
    {
      const PodScenePanel *other = pod_scene_get_panel (cursor->scene, i);

      if (other->x == panel->x && is_visible (cursor, other))
        return FALSE;
    }
  return is_visible (cursor, panel);
}

/* The panels of a column, in which the cursor stands at one place, within a clip that goes where it goes.  GSK compares two frames rectangle
 * by rectangle, and where more than 30 changed it copies all of the chart to the screen: the lines, words and rings of twelve panels are
 * some 70.  Another clip is one rectangle, whatever is in it. */
static void
snapshot_column (const PodChartCursor *cursor,
                 GtkSnapshot *snapshot,
                 PangoLayout *layout,
                 guint first)
{
  GtkSnapshot *column = gtk_snapshot_new ();
  double x = pod_scene_get_panel (cursor->scene, first)->x;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GskRenderNode) clip = NULL;
  graphene_rect_t bounds;

  for (guint i = first; i < cursor->scene->panels->len; i++)
    {
      const PodScenePanel *panel = pod_scene_get_panel (cursor->scene, i);

      if (panel->x == x && is_visible (cursor, panel))
        snapshot_panel (cursor, column, layout, i);
    }
  node = gtk_snapshot_free_to_node (column);
  if (node == NULL)
    return;
  gsk_render_node_get_bounds (node, &bounds);
  clip = gsk_clip_node_new (node, &bounds);
  gtk_snapshot_append_node (snapshot, clip);
}

void
pod_chart_cursor_snapshot (const PodChartCursor *cursor, GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!cursor->has_day && !cursor->has_brush && !cursor->has_event)
    return;
  layout = gtk_widget_create_pango_layout (widget, NULL);
  for (guint i = 0; i < cursor->scene->panels->len; i++)
    if (is_first_of_column (cursor, i))
      snapshot_column (cursor, snapshot, layout, i);
}
