/* A chart by keys and pointer: what is walked, zoomed, hovered, listed and saved is the scene, and hovering paints nothing of it. */

#include "pod-chart-cursor.h"
#include "pod-chart-table.h"
#include "pod-chart-view.h"
#include "pod-chart-walk.h"
#include "pod-omissions-dialog.h"
#include "pod-test-window.h"
#include "pod-widget-picture.h"

#include <math.h>
#include <string.h>

#define PANELS 3
#define RESULTS 5
#define ZERO 20000

typedef struct
{
  PodChartView *view;
  PodChartCanvas *canvas;
  GtkWindow *window;
  PodDayView *days;
  guint records;  /* what the scene says there are */
  gboolean twins; /* the second panel's are events, with the numbers of the first's findings */
  guint layouts;
  guint noted;
  int activated_type;
  gint64 activated;
} Fixture;

/* Panel p has results on days 0, 10, … 40, worth 10 p + 1 …; ids count from 100 p. */
static void
add_panel (PodScene *scene, guint p, const PodDayAxis *axis, gboolean twins)
{
  g_autofree char *label = g_strdup_printf ("Test %u", p);
  PodScenePanel panel = { .name = "test",
                          .label = label,
                          .unit = "g/L",
                          .x = axis->left,
                          .y = 20 + 120.0 * p,
                          .w = axis->right - axis->left,
                          .h = 80,
                          .axis = *axis,
                          .has_scale = TRUE };

  panel.scale = (PodScale){ 0, 50, panel.y + panel.h, panel.y, FALSE };
  pod_scene_begin_panel (scene, &panel);
  for (guint i = 0; i < RESULTS; i++)
    {
      gint32 day = ZERO + 10 * (gint32) i;
      double value = 10.0 * p + 1 + i;
      g_autofree char *what = g_strdup_printf ("Test %u: %g g/L", p, value);
      g_autofree char *cell = g_strdup_printf ("%g", value);
      g_autofree char *on = g_strdup_printf ("%u", 10 * i);
      PodMark mark = { .kind = POD_MARK_SYMBOL,
                       .role = POD_ROLE_SERIES,
                       .w = 6,
                       .type = POD_RECORD_FINDING,
                       .id = 100 * p + i + 1,
                       .what = what };

      if (day < axis->first || day > axis->last)
        {
          pod_scene_leave_out (scene, POD_RECORD_FINDING, mark.id, what, "outside the days shown");
          scene->not_drawn++;
          continue;
        }
      if (twins && p == 1)
        {
          mark.type = POD_RECORD_EVENT;
          mark.id = i + 1;
        }
      mark.x = pod_day_axis_x (axis, day);
      mark.y = pod_scale_y (&panel.scale, value);
      pod_scene_add (scene, &mark);
      pod_scene_add_row (scene, mark.type, mark.id, label, on, cell, NULL);
    }
  pod_scene_end_panel (scene);
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  Fixture *fixture = data;
  PodScene *scene = pod_scene_new (width, 20 + 120 * PANELS);
  gboolean all = pod_day_range_is_all (days);
  PodDayAxis axis = { all ? ZERO - 10 : ZERO + days.first, all ? ZERO + 50 : ZERO + days.last, ZERO,
                      40, width - 20 };

  fixture->layouts++;
  scene->value_column = 3;
  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Observation", "Day", "Value", NULL);
  for (guint p = 0; p < PANELS; p++)
    add_panel (scene, p, &axis, fixture->twins);
  scene->title = g_strdup ("Results");
  scene->description = g_strdup ("Fifteen results");
  scene->not_drawn_why = g_strdup ("outside the days shown");
  scene->records = fixture->records;
  return scene;
}

static gboolean
note (PodScene *scene, gpointer data, GError **error)
{
  ((Fixture *) data)->noted++;
  return TRUE;
}

static void
activated_cb (Fixture *fixture, int type, gint64 id)
{
  fixture->activated_type = type;
  fixture->activated = id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  fixture->canvas = pod_chart_view_get_canvas (fixture->view);
  fixture->days = pod_day_view_new ();
  fixture->window = GTK_WINDOW (gtk_window_new ());
  pod_chart_view_set_days (fixture->view, fixture->days);
  g_signal_connect_swapped (fixture->view, "record-activated", G_CALLBACK (activated_cb), fixture);
  pod_chart_view_set_func (fixture->view, lay_out, note, fixture);
  gtk_window_set_default_size (fixture->window, 900, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
  pod_test_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  pod_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  pod_test_settle ();
  g_object_unref (fixture->days);
}

static void
do_int (Fixture *fixture, const char *action, int step)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, "i", step);
  pod_test_settle ();
}

static void
do_plain (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL);
  pod_test_settle ();
}

static gint64
get_record (Fixture *fixture)
{
  const PodMark *mark = pod_chart_canvas_get_record (fixture->canvas);

  return mark != NULL ? mark->id : 0;
}

static void
check_shown (Fixture *fixture, int first, int last)
{
  PodDayRange shown = { 0 };

  g_assert_true (pod_chart_canvas_get_shown (fixture->canvas, &shown));
  g_assert_cmpint (shown.first, ==, first);
  g_assert_cmpint (shown.last, ==, last);
}

/* ---- walking ---- */

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ring = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas));
  gint32 day;

  /* Whoever comes to the chart comes to its first record. */
  g_assert_true (gtk_widget_has_focus (ring));
  g_assert_cmpint (get_record (fixture), ==, 1);
  /* But values lie over the chart only once somebody walks it, or points. */
  g_assert_false (pod_day_view_get_day (fixture->days, &day));
  gtk_test_accessible_assert_role (fixture->canvas, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->canvas, GTK_ACCESSIBLE_PROPERTY_LABEL, "Results");
  gtk_test_accessible_assert_property (fixture->canvas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Fifteen results");
  gtk_test_accessible_assert_role (ring, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test 0: 1 g/L");
  do_int (fixture, "chart.walk", 1);
  g_assert_cmpint (get_record (fixture), ==, 2);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test 0: 2 g/L");
  g_assert_true (pod_test_shows (fixture->view, "Test 0: 2 g/L"));
  /* The cursor of every panel goes along. */
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 10);
  do_int (fixture, "chart.walk-row", 1);
  g_assert_cmpint (get_record (fixture), ==, 102);
  do_int (fixture, "chart.walk-row", -1);
  do_int (fixture, "chart.walk-row", -1);
  g_assert_cmpint (get_record (fixture), ==, 2);
  do_int (fixture, "chart.walk", G_MAXINT);
  g_assert_cmpint (get_record (fixture), ==, 205);
  do_int (fixture, "chart.walk", G_MININT);
  g_assert_cmpint (get_record (fixture), ==, 1);
  do_plain (fixture, "chart.activate");
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_FINDING);
}

/* ---- zooming ---- */

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  check_shown (fixture, -10, 50);
  do_int (fixture, "chart.walk-row", 0);
  /* Around the day of the record that has the keyboard, which is day 0: a sixth from the left it stays. */
  do_int (fixture, "chart.zoom", 1);
  check_shown (fixture, -7, 33);
  g_assert_cmpint (get_record (fixture), ==, 1);
  do_int (fixture, "chart.pan", 1);
  check_shown (fixture, 3, 43);
  do_int (fixture, "chart.pan", 1);
  check_shown (fixture, 10, 50);
  do_plain (fixture, "chart.back");
  check_shown (fixture, 3, 43);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "all");
  pod_test_settle ();
  check_shown (fixture, -10, 50);
  do_plain (fixture, "chart.back");
  do_plain (fixture, "chart.back");
  do_plain (fixture, "chart.back");
  check_shown (fixture, -10, 50);
  g_assert_false (pod_day_view_can_go_back (fixture->days));
  do_plain (fixture, "chart.back");
  check_shown (fixture, -10, 50);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "early");
  pod_test_settle ();
  check_shown (fixture, -14, 35);
  g_assert_true (pod_test_shows (fixture->view, "D −14 to D 35"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "screening");
  pod_test_settle ();
  check_shown (fixture, -10, 0);
}

/* The mouse lies somewhere, and points at another day. */
static void
test_zoom_beside_mouse (Fixture *fixture, gconstpointer data)
{
  do_int (fixture, "chart.walk-row", 0);
  pod_day_view_set_day (fixture->days, 45);
  for (int i = 0; i < 3; i++)
    do_int (fixture, "chart.zoom", 1);
  g_assert_cmpint (get_record (fixture), ==, 1);
}

/* Where the record is gone from the days shown, nothing has the keyboard; where it is there, it keeps it. */
static void
test_zoom_keeps_record (Fixture *fixture, gconstpointer data)
{
  gint32 day;

  do_int (fixture, "chart.walk", 3);
  g_assert_cmpint (get_record (fixture), ==, 4);
  pod_day_view_set_range (fixture->days, (PodDayRange){ 25, 45 }, FALSE);
  pod_test_settle ();
  g_assert_cmpint (get_record (fixture), ==, 4);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  pod_day_view_set_range (fixture->days, (PodDayRange){ 0, 20 }, FALSE);
  pod_test_settle ();
  g_assert_cmpint (get_record (fixture), ==, 0);
  /* Nor does its cursor stay behind and tell of others. */
  g_assert_false (pod_day_view_get_day (fixture->days, &day));
}

/* ---- pointing ---- */

/* The words stand above the course, or below it where the point lies up there; and over no other point where that can be. */
static void
test_words_beside (Fixture *fixture, gconstpointer data)
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

/* Two results of one day: the box names the last, as a title does, or the one that the keys are on, and says that there is another. */
static void
test_cursor_twice (Fixture *fixture, gconstpointer data)
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
  g_assert_cmpstr (last, ==, "22 g/L (+1)");
  g_assert_cmpstr (keys, ==, "21 g/L (+1)");
}

static void
test_hover_paints_nothing (Fixture *fixture, gconstpointer data)
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
test_cursor_subject (Fixture *fixture, gconstpointer data)
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
test_cursor_of_record (Fixture *fixture, gconstpointer data)
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
snapshot_cursor (Fixture *fixture, const PodScene *scene, const GArray *stops, double day)
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
test_hover_copies_columns (Fixture *fixture, gconstpointer data)
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

      add_panel (scene, p, &axis, FALSE);
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

static void
count_cb (guint *told)
{
  ++*told;
}

/* Of keys and mouse, the last that moved says what stands below: keys that scroll the page leave the mouse where it is. */
static void
test_last_input (Fixture *fixture, gconstpointer data)
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
  do_int (fixture, "chart.walk", G_MAXINT);
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

static void
test_theme (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  guint paints = pod_chart_canvas_count_paints (fixture->canvas);
  guint layouts = fixture->layouts;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  pod_test_settle ();
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints + 1);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  pod_test_settle ();
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints + 2);
  g_assert_cmpuint (fixture->layouts, ==, layouts);
}

/* ---- the table ---- */

/* What a column is can be read: the theme's own shade is no 3 to 1 upon its ground. */
static void
test_headings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GtkWidget *header, *box;
  GdkRGBA heading, text;

  /* As a GtkApplication does by itself. */
  gtk_css_provider_load_from_resource (style, "/io/github/podocyte/Podocyte/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  do_plain (fixture, "chart.table");
  header = gtk_widget_get_first_child (pod_test_child (fixture->view, "table"));
  box = gtk_widget_get_first_child (gtk_widget_get_first_child (header));
  gtk_style_context_get_color (gtk_widget_get_style_context (header), &text);
  gtk_style_context_get_color (gtk_widget_get_style_context (box), &heading);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (style));
  g_assert_cmpfloat (heading.alpha, >=, 0.7 * text.alpha);
}

static gpointer
get_model (Fixture *fixture)
{
  return gtk_column_view_get_model (pod_test_child (fixture->view, "table"));
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scrollbar = pod_test_child (fixture->view, "scrollbar");

  do_int (fixture, "chart.zoom", 1);
  g_assert_true (gtk_widget_get_visible (scrollbar));
  /* Below the table the days' scrollbar would be taken for its own. */
  do_plain (fixture, "chart.table");
  g_assert_false (gtk_widget_get_visible (scrollbar));
  do_plain (fixture, "chart.table");
  g_assert_true (gtk_widget_get_visible (scrollbar));
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "all");
  pod_test_settle ();
  do_int (fixture, "chart.walk", G_MININT);
  do_int (fixture, "chart.walk", 6);
  g_assert_cmpint (get_record (fixture), ==, 102);
  do_plain (fixture, "chart.table");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), ==, PANELS * RESULTS);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_model (fixture)), ==, 6);
  /* What is chosen in the table has the keyboard on the chart. */
  gtk_single_selection_set_selected (get_model (fixture), 13);
  g_assert_cmpint (get_record (fixture), ==, 204);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", 2);
  g_assert_cmpint (fixture->activated, ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.table", NULL);
  pod_test_settle ();
  g_assert_cmpint (get_record (fixture), ==, 3);
}

/* An event and a result may have the same number: the row is that of the one that has the keyboard, and opens it. */
static void
test_twins (Fixture *fixture, gconstpointer data)
{
  fixture->twins = TRUE;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  do_int (fixture, "chart.walk", RESULTS);
  do_plain (fixture, "chart.table");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_model (fixture)), ==, RESULTS);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", RESULTS);
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_EVENT);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", 0);
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_FINDING);
}

/* ---- what is not drawn ---- */

static void
test_omissions (Fixture *fixture, gconstpointer data)
{
  PodRecordsDialog *dialog;
  gpointer view;

  g_assert_true (pod_test_shows (fixture->view, "15 records"));
  /* Paper tells the scene's own count, in which what stands below a plot is none of its results; so does the screen. */
  fixture->records = 14;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->view, "14 records"));
  fixture->records = 0;
  do_plain (fixture, "chart.omissions");
  g_assert_null (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  pod_day_view_set_range (fixture->days, (PodDayRange){ 5, 25 }, FALSE);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (fixture->view, "6 of 15 drawn, 9 not"));
  do_plain (fixture, "chart.omissions");
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_nonnull (dialog);
  pod_test_picture (dialog, "chart-omissions.png");
  view = pod_test_child (dialog, "view");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))), ==,
                    9);
  g_assert_true (pod_test_shows (dialog, "outside the days shown"));
  g_signal_emit_by_name (view, "activate", 0);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  g_assert_cmpint (fixture->activated, ==, 1);
}

/* What the scale has no term for is one line below what counts, and leads nowhere. */
static void
test_without_term (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  PodRecordsDialog *dialog;
  gpointer view;

  pod_scene_leave_ungraded (scene, POD_N_RECORD_TYPES, 0, "UPCR", "no term");
  pod_scene_leave_ungraded (scene, POD_N_RECORD_TYPES, 0, "IgG", "no term");
  pod_scene_leave_ungraded (scene, POD_RECORD_FINDING, 7, "eGFR 90", "no baseline");
  dialog = pod_omissions_dialog_new (fixture->window, scene);
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  view = pod_test_child (dialog, "view");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))), ==,
                    2);
  g_assert_cmpint (pod_chart_table_get_row (view, 0), ==, 0);
  g_assert_true (pod_test_shows (dialog, "2 tests: UPCR, IgG"));
  g_signal_emit_by_name (view, "activate", 1);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* ---- what leaves ---- */

static void
test_saving (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "c.pdf", "c.svg", "c.png", "c.csv" };
  static const char *const magic[] = { "%PDF-", "<?xml", "\x89PNG",
                                       "\xEF\xBB\xBF"
                                       "Observation,Day" };
  const char *dir = pod_test_dir ();
  g_autoptr (GError) error = NULL;
  const char *csv;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *path = pod_test_path (dir, names[i]);

      g_assert_true (pod_chart_view_save_to (fixture->view, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (pod_test_read (path, NULL), magic[i]));
    }
  g_assert_cmpuint (fixture->noted, ==, G_N_ELEMENTS (names));
  csv = pod_test_read (pod_test_path (dir, "c.csv"), NULL);
  g_assert_nonnull (strstr (csv, "\r\nTest 1,10,12\r\n"));
  g_assert_false (pod_chart_view_save_to (fixture->view, pod_test_path (dir, "c.doc"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_cmpuint (fixture->noted, ==, G_N_ELEMENTS (names));
  g_assert_true (pod_chart_view_print_to (fixture->view, pod_test_path (dir, "p.pdf"), &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pod_test_read (pod_test_path (dir, "p.pdf"), NULL), "%PDF-"));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;

  do_plain (fixture, "chart.copy");
  content = gdk_clipboard_get_content (clipboard);
  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_true (g_str_has_prefix (g_value_get_string (&value),
                                   "Observation\tDay\tValue\nTest 0\t0\t1\n"));
  g_assert_cmpuint (fixture->noted, ==, 1);
}

#define ADD(name, func) g_test_add ("/ui/chart/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("keys", test_keys);
  ADD ("zoom", test_zoom);
  ADD ("zoom-beside-mouse", test_zoom_beside_mouse);
  ADD ("zoom-keeps-record", test_zoom_keeps_record);
  ADD ("words-beside", test_words_beside);
  ADD ("cursor-twice", test_cursor_twice);
  ADD ("hover-paints-nothing", test_hover_paints_nothing);
  ADD ("hover-copies-columns", test_hover_copies_columns);
  ADD ("cursor-subject", test_cursor_subject);
  ADD ("cursor-of-record", test_cursor_of_record);
  ADD ("last-input", test_last_input);
  ADD ("theme", test_theme);
  ADD ("table", test_table);
  ADD ("headings", test_headings);
  ADD ("twins", test_twins);
  ADD ("omissions", test_omissions);
  ADD ("without-term", test_without_term);
  ADD ("saving", test_saving);
  ADD ("copy", test_copy);
  return g_test_run ();
}
