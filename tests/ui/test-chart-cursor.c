/* The cursor of a chart: what a pointer and the keys tell of the day that they are on, beside every panel. */

#include "pod-chart-cursor.h"
#include "pod-chart-fixture.h"
#include "pod-chart-walk.h"
#include "pod-widget-picture.h"

#include <math.h>

/* The words stand above the course, or below it where the point lies up there; and over no other point where that can be. */
static void
test_words_beside (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 1);
  GArray *stops = pod_chart_walk_new (scene);
  PodChartCursor cursor = { .scene = scene, .stops = stops, .has_day = TRUE };
  PodMark mark = { .kind = POD_MARK_SYMBOL, .x = panel->x + 10, .w = 8 };
  PodMark *other = NULL;
  float x = (float) panel->x + 100;
  graphene_rect_t place;
  double y;

  for (mark.y = panel->y; mark.y <= panel->scale.bottom; mark.y += 1)
    {
      mark.x = x + 20;
      place = pod_chart_cursor_place (&cursor, 1, &mark, x, 60, 20);
      g_assert_cmpfloat (place.origin.y, >=, panel->y);
      g_assert_cmpfloat (place.origin.y + 20, <=, panel->scale.bottom);
      g_assert_true (place.origin.x + 60 <= x || mark.y - 4 >= place.origin.y + 20 ||
                     mark.y + 4 <= place.origin.y);
    }
  place = pod_chart_cursor_place (&cursor, 1, NULL, x, 60, 20);
  g_assert_cmpfloat (place.origin.y, <, panel->y + 10);
  g_assert_cmpfloat (place.origin.x, >, x);
  for (guint i = 0; i < scene->marks->len && other == NULL; i++)
    if (g_array_index (scene->marks, PodMark, i).id == 103)
      other = &g_array_index (scene->marks, PodMark, i);
  y = other->y;
  other->y = panel->y + 10;
  x = (float) other->x - 20;
  place = pod_chart_cursor_place (&cursor, 1, NULL, x, 60, 20);
  other->y = y;
  g_array_unref (stops);
  g_assert_cmpfloat (place.origin.x + 60, <=, x);
}

/* Words for which neither side of the line has room stay within the plot and over no result that they need not cover: not that they tell of. */
static void
test_words_without_room (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 1);
  g_autoptr (GArray) stops = pod_chart_walk_new (scene);
  PodChartCursor cursor = { .scene = scene, .stops = stops, .has_day = TRUE };
  float width = (float) panel->w * 0.7f;
  PodMark mark = { .kind = POD_MARK_SYMBOL, .w = 8, .y = panel->y + 10 };

  for (double share = 0.3; share <= 0.7; share += 0.1)
    {
      float x = (float) (panel->x + share * panel->w);
      graphene_rect_t place;

      mark.x = x;
      place = pod_chart_cursor_place (&cursor, 1, &mark, x, width, 20);
      g_assert_cmpfloat (place.origin.x, >=, panel->x);
      g_assert_cmpfloat (place.origin.x + width, <=, panel->x + panel->w);
      g_assert_cmpfloat (place.origin.y, >, mark.y + 4);
    }
}

/* Two results of one day: the box names the last, as a title does, or the one that the keys are on, and says that there is another. */
static void
test_cursor_twice (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  g_autoptr (GArray) stops = NULL;
  g_autofree char *last = NULL;
  g_autofree char *keys = NULL;
  PodMark *first = NULL;
  PodMark *second = NULL;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      first = mark->id == 201 ? mark : first;
      second = mark->id == 202 ? mark : second;
    }
  second->x = first->x;
  stops = pod_chart_walk_new (scene);
  last = pod_chart_cursor_print (scene, stops, 2, 0, NULL);
  keys = pod_chart_cursor_print (scene, stops, 2, 0, first);
  g_assert_cmpstr (last, ==, "22 g/L and 1 more");
  g_assert_cmpstr (keys, ==, "21 g/L and 1 more");
}

/* What was computed is told beside what it was computed from, of two on one day: the panel pointed at decides. */
static void
test_cursor_of_moment (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  const PodMark *like = NULL;
  g_autoptr (GArray) stops = NULL;
  g_autofree char *same = NULL;
  g_autofree char *without = NULL;
  double x = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      x = mark->id == 201 ? mark->x : x;
      mark->x = mark->id == 202 ? x : mark->x;
      mark->minute = mark->id == 201 || mark->id == 1 ? 481 : mark->id == 202 ? 901 : 0;
      like = mark->id == 1 ? mark : like;
    }
  stops = pod_chart_walk_new (scene);
  same = pod_chart_cursor_print (scene, stops, 2, 0, like);
  without = pod_chart_cursor_print (scene, stops, 2, 0, NULL);
  g_assert_cmpstr (same, ==, "21 g/L and 1 more");
  g_assert_cmpstr (without, ==, "22 g/L and 1 more");
}

static GtkEventController *
find_motion (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        return controller;
    }
  return NULL;
}

static PodMark *
find_mark (PodScene *scene, gint64 id)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_array_index (scene->marks, PodMark, i).id == id)
      return &g_array_index (scene->marks, PodMark, i);
  g_assert_not_reached ();
}

static void
check_pointed (ChartFixture *fixture,
               gint64 id,
               double aside,
               const char *caption,
               const char *told)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  const PodMark *mark = find_mark (scene, id);
  g_autoptr (GArray) stops = pod_chart_walk_new (scene);
  g_autofree char *words = NULL;
  gint32 day = -1;

  g_signal_emit_by_name (find_motion (GTK_WIDGET (fixture->canvas)), "motion", mark->x + aside,
                         mark->y);
  g_assert_true (pod_test_shows (fixture->view, caption));
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 0);
  words = pod_chart_cursor_print (scene, stops, 2, day,
                                  pod_chart_canvas_get_meant (fixture->canvas));
  g_assert_cmpstr (words, ==, told);
}

/* What stands below and what stands beside the line are of the same result, that which the mouse is on: of two on one day, of one that has two
 * marks, and of one beside which the mouse is already over the next day. */
static void
test_cursor_of_pointed (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  PodMark *first = find_mark (scene, 201);
  PodMark *second = find_mark (scene, 202);
  PodMark again;

  g_signal_emit_by_name (find_motion (GTK_WIDGET (fixture->canvas)), "enter", 2.0, 2.0);
  second->x = first->x;
  second->y = first->y - 40;
  check_pointed (fixture, 201, 0, "Test 2: 21 g/L", "21 g/L and 1 more");
  check_pointed (fixture, 202, 0, "Test 2: 22 g/L", "22 g/L and 1 more");
  check_pointed (fixture, 201, 10, "Test 2: 21 g/L", "21 g/L and 1 more");
  again = *find_mark (scene, 201);
  g_array_append_val (scene->marks, again);
  check_pointed (fixture, 201, 0, "Test 2: 21 g/L", "21 g/L and 1 more");
  /* Over the plot and on no result, the last is told again. */
  pod_chart_canvas_point (fixture->canvas, again.x, again.y + 20);
  g_assert_null (pod_chart_canvas_get_meant (fixture->canvas));
}

static void
test_hover_paints_nothing (ChartFixture *fixture, gconstpointer data)
{
  const PodScenePanel *panel;
  guint paints = pod_chart_canvas_count_paints (fixture->canvas);
  guint layouts = fixture->layouts;
  g_autofree char *value = NULL;
  g_autofree char *other = NULL;
  GArray *stops;
  gint32 day;

  g_assert_cmpuint (paints, >, 0);
  panel = pod_scene_get_panel (pod_chart_canvas_get_scene (fixture->canvas), 1);
  for (int i = 0; i <= 40; i++)
    {
      pod_chart_canvas_point (fixture->canvas, pod_day_axis_x (&panel->axis, ZERO + i),
                              panel->y + 70);
      pod_test_settle ();
    }
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints);
  g_assert_cmpuint (fixture->layouts, ==, layouts);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 40);
  pod_test_picture (fixture->window, "chart-cursor.png");
  /* Each panel tells its own value, and of which day it is where it is of another. */
  stops = pod_chart_walk_new (pod_chart_canvas_get_scene (fixture->canvas));
  value = pod_chart_cursor_print (pod_chart_canvas_get_scene (fixture->canvas), stops, 2, 40, NULL);
  other = pod_chart_cursor_print (pod_chart_canvas_get_scene (fixture->canvas), stops, 0, 12, NULL);
  g_array_unref (stops);
  g_assert_cmpstr (value, ==, "25 g/L");
  g_assert_cmpstr (other, ==, "2 g/L · D 10");
  g_assert_cmpint (pod_scene_find_panel (pod_chart_canvas_get_scene (fixture->canvas), 2, 2), ==,
                   -1);
  /* Outside of the plots the cursor is nowhere. */
  pod_chart_canvas_point (fixture->canvas, 2, 2);
  g_assert_false (pod_day_view_get_day (fixture->days, &day));
}

/* In a scene of two subjects each number beside the cursor is of the one whose record is walked on, and without one of who is looked at. */
static int
get_parity (gpointer data, const PodMark *mark)
{
  return mark != NULL ? (int) (mark->id % 2) : GPOINTER_TO_INT (data);
}

static const char *
get_name (gpointer data, int subject)
{
  return subject == 0 ? "MN-002" : "MN-001";
}

static void
test_cursor_subject (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  GArray *stops = pod_chart_walk_new (scene);
  guint n_checked = 0;

  scene->model.subject = get_parity;
  for (int whose = 0; whose < 2; whose++)
    for (gint32 day = 0; day < 60; day++)
      for (guint i = 0; i < stops->len; i++)
        {
          const PodMark *like = &g_array_index (scene->marks, PodMark,
                                                g_array_index (stops, PodChartStop, i).mark);
          int nearest;

          scene->model.data = GINT_TO_POINTER (whose);
          nearest = pod_chart_walk_nearest (stops, scene, 2, ZERO + day,
                                            like->type == POD_RECORD_FINDING ? like : NULL);
          if (nearest < 0)
            continue;
          g_assert_cmpint (g_array_index (scene->marks, PodMark,
                                          g_array_index (stops, PodChartStop, nearest).mark)
                                   .id %
                               2,
                           ==, like->type == POD_RECORD_FINDING ? like->id % 2 : whose);
          n_checked++;
        }
  scene->model.name = get_name;
  for (int whose = 0; whose < 2; whose++)
    {
      g_autofree char *words = NULL;

      scene->model.data = GINT_TO_POINTER (whose);
      words = pod_chart_cursor_print (scene, stops, 2, 10, NULL);
      g_assert_true (g_str_has_prefix (words, get_name (NULL, whose)));
    }
  scene->model = (PodSceneModel){ 0 };
  g_array_unref (stops);
  g_assert_cmpuint (n_checked, >, 0);
}

/* What is told is what the table has, wherever the mark may lie. */
static void
test_cursor_of_record (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  GArray *stops = pod_chart_walk_new (scene);
  int row = pod_scene_find_row (scene, POD_RECORD_FINDING, 205);
  char **cells = g_ptr_array_index (scene->rows, row + 1);
  g_autofree char *below = NULL;

  g_free (cells[2]);
  cells[2] = g_strdup ("< 0.8812");
  below = pod_chart_cursor_print (scene, stops, 2, 40, NULL);
  g_array_unref (stops);
  g_assert_cmpstr (below, ==, "< 0.8812 g/L");
}

static GskRenderNode *
snapshot_cursor (ChartFixture *fixture, const PodScene *scene, const GArray *stops, double day)
{
  PodChartCursor cursor = {
    .scene = scene, .stops = stops, .has_day = TRUE, .day = day, .bottom = scene->height
  };
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  pod_chart_cursor_snapshot (&cursor, GTK_WIDGET (fixture->canvas), snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Twelve panels in three columns: what changes from one day to the next is a rectangle for each column, since of more than 30 rectangles GSK
 * makes one, which is the whole chart. */
static void
test_hover_copies_columns (ChartFixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = pod_scene_new (900, 20 + 120 * 12);
  g_autoptr (GskRenderNode) before = NULL;
  g_autoptr (GskRenderNode) after = NULL;
  g_autoptr (GArray) stops = NULL;

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Observation", "Day", "Value", NULL);
  scene->value_column = 3;
  for (guint p = 0; p < 12; p++)
    {
      PodDayAxis axis = { ZERO - 10, ZERO + 50, ZERO, 40 + 300 * (p % 3), 280 + 300 * (p % 3) };

      chart_add_panel (scene, p, &axis, FALSE);
    }
  stops = pod_chart_walk_new (scene);
  before = snapshot_cursor (fixture, scene, stops, 10);
  after = snapshot_cursor (fixture, scene, stops, 11);
  g_assert_cmpint (gsk_render_node_get_node_type (after), ==, GSK_CONTAINER_NODE);
  g_assert_cmpuint (gsk_container_node_get_n_children (after), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      GskRenderNode *old = gsk_container_node_get_child (before, i);
      GskRenderNode *new = gsk_container_node_get_child (after, i);

      g_assert_cmpint (gsk_render_node_get_node_type (new), ==, GSK_CLIP_NODE);
      g_assert_false (graphene_rect_equal (gsk_clip_node_get_clip (old),
                                           gsk_clip_node_get_clip (new)));
    }
}

static void
count_cb (guint *told)
{
  ++*told;
}

/* Of keys and mouse, the last that moved says what stands below: keys that scroll the page leave the mouse where it is. */
static void
test_last_input (ChartFixture *fixture, gconstpointer data)
{
  GtkEventController *motion = find_motion (GTK_WIDGET (fixture->canvas));
  const PodScenePanel *panel = pod_scene_get_panel (pod_chart_canvas_get_scene (fixture->canvas),
                                                    0);
  double x = pod_day_axis_x (&panel->axis, ZERO + 10), y = panel->y + 70;
  guint told = 0;
  gint32 day;

  g_signal_connect_swapped (fixture->canvas, "pointed", G_CALLBACK (count_cb), &told);
  /* The chart came up under it, with the keyboard on its first record. */
  g_signal_emit_by_name (motion, "enter", x - 1, y);
  g_assert_cmpuint (told, ==, 0);
  g_signal_emit_by_name (motion, "motion", x, y);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 10);
  chart_do_int (fixture, "chart.walk", G_MAXINT);
  g_assert_cmpuint (told, ==, 2);
  /* It rests, and GTK tells of it again; and it is left and entered where it rests. */
  g_signal_emit_by_name (motion, "motion", x, y);
  g_signal_emit_by_name (motion, "leave");
  g_signal_emit_by_name (motion, "enter", x, y + 3);
  g_assert_cmpuint (told, ==, 2);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 40);
  g_signal_emit_by_name (motion, "motion", x + 1, y + 3);
  g_assert_cmpuint (told, ==, 3);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 10);
}

/* The longest that is told of a result, in the room that a window of 1024 leaves beside the list and the longest counts. */
static void
test_caption_whole (ChartFixture *fixture, gconstpointer data)
{
  static const char *const words =
      "Urate 520 µmol/L, grade 1 or 3, baseline grade 0, shift +1 or +3, new since infusion (A "
      "number cannot tell grade 1 from 3: 3 is the worst case. Without physiologic consequences it "
      "is grade 1.), 9 Jan 2026, 07:30 · day 8, visit Week 1, limits 150–420, Central laboratory, "
      "preliminary";
  GtkLabel *caption = pod_test_child (fixture->view, "caption");
  GtkWidget *bar = pod_test_child (fixture->view, "bar");
  PodScene *scene;
  PodMark *mark;
  int height;

  fixture->not_graded = 14;
  gtk_window_set_default_size (fixture->window, 740, 600);
  pod_day_view_set_range (fixture->days, (PodDayRange){ 5, 25 }, FALSE);
  g_assert_true (pod_test_wait_shows (fixture->view,
                                      "6 of 15 drawn,\n14 not graded,\n9 not drawn…"));
  pod_test_settle ();
  height = gtk_widget_get_height (bar);
  scene = pod_chart_canvas_get_scene (fixture->canvas);
  mark = find_mark (scene, 202);
  mark->what = words;
  g_signal_emit_by_name (find_motion (GTK_WIDGET (fixture->canvas)), "enter", 2.0, 2.0);
  g_signal_emit_by_name (find_motion (GTK_WIDGET (fixture->canvas)), "motion", mark->x, mark->y);
  g_assert_cmpstr (gtk_label_get_text (caption), ==, words);
  pod_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (caption), ==, words);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (caption)));
  /* Nothing moves below the pointer. */
  g_assert_cmpint (gtk_widget_get_height (bar), ==, height);
  /* What is longer still is read in full beside the pointer. */
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (caption)), ==, words);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/chart-cursor/" name, ChartFixture, NULL, chart_set_up, func, chart_tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("words-beside", test_words_beside);
  ADD ("words-without-room", test_words_without_room);
  ADD ("cursor-twice", test_cursor_twice);
  ADD ("cursor-of-moment", test_cursor_of_moment);
  ADD ("cursor-of-pointed", test_cursor_of_pointed);
  ADD ("hover-paints-nothing", test_hover_paints_nothing);
  ADD ("hover-copies-columns", test_hover_copies_columns);
  ADD ("cursor-subject", test_cursor_subject);
  ADD ("cursor-of-record", test_cursor_of_record);
  ADD ("last-input", test_last_input);
  ADD ("caption-whole", test_caption_whole);
  return g_test_run ();
}
