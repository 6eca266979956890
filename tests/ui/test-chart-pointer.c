/* What a mouse does on a chart, with a mouse: the wheel looks closer at the day below it, a brush chooses days, and either is taken back. */

#include "pod-chart-fixture.h"

#include <math.h>

static void
run_mouse (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  pod_test_settle ();
}

#define MOUSE(...) run_mouse ((const char *const[]){ "xdotool", __VA_ARGS__, NULL })

static const PodScenePanel *
get_panel (ChartFixture *fixture)
{
  return pod_scene_get_panel (pod_chart_canvas_get_scene (fixture->canvas), 1);
}

/* The window lies in the corner where there is no window manager. */
static void
move_to (ChartFixture *fixture, double x, double y)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *left = NULL;
  g_autofree char *top = NULL;
  double dx, dy;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &dx, &dy);
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (fixture->canvas), window, x, y, &x,
                                                   &y));
  left = g_strdup_printf ("%d", (int) floor (x + dx + .5));
  top = g_strdup_printf ("%d", (int) floor (y + dy + .5));
  MOUSE ("mousemove", "--sync", left, top);
}

static double
get_x (ChartFixture *fixture, gint32 day)
{
  return pod_day_axis_x (&get_panel (fixture)->axis, ZERO + day);
}

/* Between two days of results, and above them all. */
static void
point_at (ChartFixture *fixture, gint32 day)
{
  move_to (fixture, get_x (fixture, day), get_panel (fixture)->y + 30);
}

static double
get_day_at (ChartFixture *fixture, double x)
{
  return pod_day_axis_day (&get_panel (fixture)->axis, x) - ZERO;
}

static void
turn_wheel (const char *modifier, const char *direction, const char *n)
{
  if (modifier != NULL)
    MOUSE ("keydown", modifier);
  MOUSE ("click", "--repeat", n, "--delay", "30", direction);
  if (modifier != NULL)
    MOUSE ("keyup", modifier);
}

#define UP "4"
#define DOWN "5"

static gboolean
shows_all (ChartFixture *fixture)
{
  return pod_day_range_is_all (pod_day_view_get_range (fixture->days));
}

static void
expect_range (ChartFixture *fixture, gint32 first, gint32 last)
{
  PodDayRange range = pod_day_view_get_range (fixture->days);

  g_assert_cmpint (range.first, ==, first);
  g_assert_cmpint (range.last, ==, last);
}

/* The day below the pointer stays there, left of the middle; the turns of one gesture are taken back at once. */
static void
test_wheel (ChartFixture *fixture, gconstpointer data)
{
  double x = get_x (fixture, 5);
  PodDayRange once, thrice;

  point_at (fixture, 5);
  turn_wheel ("ctrl", UP, "1");
  once = pod_day_view_get_range (fixture->days);
  g_assert_false (shows_all (fixture));
  g_assert_cmpfloat_with_epsilon (get_day_at (fixture, x), 5, 1);
  pod_test_press_key ("BackSpace");
  g_assert_true (shows_all (fixture));
  g_usleep (G_USEC_PER_SEC);
  turn_wheel ("ctrl", UP, "3");
  thrice = pod_day_view_get_range (fixture->days);
  g_assert_cmpint (thrice.last, <, once.last);
  g_assert_cmpfloat_with_epsilon (get_day_at (fixture, x), 5, 1);
  /* Far from the middle, which is day 20. */
  g_assert_cmpint (thrice.last, <, 40);
  g_assert_cmpint (thrice.first, <, 0);
  pod_test_press_key ("BackSpace");
  g_assert_true (shows_all (fixture));
  g_assert_false (pod_day_view_can_go_back (fixture->days));
}

/* Alone it is the page's; with Shift it goes along the days, but only where there are others. */
static void
test_wheel_otherwise (ChartFixture *fixture, gconstpointer data)
{
  point_at (fixture, 5);
  turn_wheel (NULL, UP, "1");
  turn_wheel ("shift", DOWN, "1");
  g_assert_true (shows_all (fixture));
  pod_day_view_set_range (fixture->days, (PodDayRange){ 0, 20 }, FALSE);
  pod_test_settle ();
  turn_wheel (NULL, DOWN, "1");
  expect_range (fixture, 0, 20);
  turn_wheel ("shift", DOWN, "1");
  expect_range (fixture, 5, 25);
  turn_wheel ("shift", UP, "1");
  expect_range (fixture, 0, 20);
}

/* With the button held down, in steps, as a hand does. */
static void
brush (ChartFixture *fixture, gint32 from, gint32 to)
{
  point_at (fixture, from);
  MOUSE ("mousedown", "1");
  point_at (fixture, (from + to) / 2);
  point_at (fixture, to);
}

static void
test_brush (ChartFixture *fixture, gconstpointer data)
{
  brush (fixture, 5, 25);
  g_assert_true (shows_all (fixture));
  MOUSE ("mouseup", "1");
  expect_range (fixture, 5, 25);
  pod_test_press_key ("BackSpace");
  g_assert_true (shows_all (fixture));
  /* From right to left it is the same; beyond the plot it ends where that ends. */
  brush (fixture, 25, 5);
  MOUSE ("mouseup", "1");
  expect_range (fixture, 5, 25);
  point_at (fixture, 15);
  MOUSE ("mousedown", "1");
  move_to (fixture, get_x (fixture, 25) + 15, get_panel (fixture)->y + 30);
  MOUSE ("mouseup", "1");
  expect_range (fixture, 15, 25);
  pod_test_press_key ("BackSpace");
  expect_range (fixture, 5, 25);
}

/* A hand that is not quite still clicks, and chooses nothing. */
static void
test_unsteady (ChartFixture *fixture, gconstpointer data)
{
  double y = get_panel (fixture)->y + 30;

  point_at (fixture, 5);
  MOUSE ("mousedown", "1");
  move_to (fixture, get_x (fixture, 5) + 4, y);
  MOUSE ("mouseup", "1");
  g_assert_true (shows_all (fixture));
  g_assert_false (pod_day_view_can_go_back (fixture->days));
}

/* Whoever thinks better of it: neither the rest of the movement nor letting go chooses anything, and the next brush does. */
static void
test_escape (ChartFixture *fixture, gconstpointer data)
{
  brush (fixture, 5, 20);
  pod_test_press_key ("Escape");
  point_at (fixture, 30);
  MOUSE ("mouseup", "1");
  g_assert_true (shows_all (fixture));
  g_assert_false (pod_day_view_can_go_back (fixture->days));
  brush (fixture, 5, 20);
  MOUSE ("mouseup", "1");
  expect_range (fixture, 5, 20);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/chart-pointer/" name, ChartFixture, NULL, chart_set_up, func, chart_tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("wheel", test_wheel);
  ADD ("wheel-otherwise", test_wheel_otherwise);
  ADD ("brush", test_brush);
  ADD ("unsteady", test_unsteady);
  ADD ("escape", test_escape);
  return g_test_run ();
}
