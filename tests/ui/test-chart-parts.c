/* Parts of a chart that need no window: how keys walk over a sheet, and the days that several charts show together. */

#include "pod-chart-walk.h"
#include "pod-charts.h"
#include "pod-day-view.h"
#include "pod-test-window.h"

#include <math.h>

/* Turns of a wheel that belong together are taken back together; nothing beyond what there is. */
static void
test_day_view (void)
{
  g_autoptr (PodDayView) view = pod_day_view_new ();
  PodDayRange shown = { -10, 50 };

  pod_day_view_add_extent (view, shown);
  for (int i = 0; i < 3; i++)
    {
      pod_day_view_zoom (view, shown, 20, 1.2, i > 0);
      shown = pod_day_view_get_range (view);
    }
  g_assert_cmpint (shown.last - shown.first, ==, 35);
  g_assert_true (pod_day_view_go_back (view));
  g_assert_true (pod_day_range_is_all (pod_day_view_get_range (view)));
  g_assert_false (pod_day_view_go_back (view));
  pod_day_view_zoom (view, (PodDayRange){ 0, 4 }, 2, 100, FALSE);
  shown = pod_day_view_get_range (view);
  g_assert_cmpint (shown.last - shown.first, ==, 2);
  pod_day_view_zoom (view, shown, 2, 0.001, FALSE);
  g_assert_true (pod_day_range_is_all (pod_day_view_get_range (view)));
  pod_day_view_set_range (view, (PodDayRange){ -20, 60 }, FALSE);
  g_assert_true (pod_day_range_is_all (pod_day_view_get_range (view)));
  pod_day_view_set_range (view, (PodDayRange){ 40, 50 }, FALSE);
  pod_day_view_pan (view, (PodDayRange){ 40, 50 }, 1, FALSE);
  g_assert_cmpint (pod_day_view_get_range (view).last, ==, 50);
}

static void
add_cell (PodScene *scene, gint64 id, guint column, double x, double y)
{
  pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                    .x = x,
                                    .y = y,
                                    .w = 40,
                                    .h = 22,
                                    .what = "Cell",
                                    .type = POD_N_RECORD_TYPES,
                                    .id = id,
                                    .column = column });
}

static void
check_step (PodScene *scene, const GArray *stops, gint64 from, int step, gint64 to)
{
  int found = pod_chart_walk_find (stops, scene, POD_N_RECORD_TYPES, from, NULL);
  int reached = pod_chart_walk_step_row (stops, scene, found, step);
  guint mark = g_array_index ((GArray *) stops, PodChartStop, reached).mark;

  g_test_message ("from %" G_GINT64_FORMAT " by %d", from, step);
  g_assert_cmpint (g_array_index (scene->marks, PodMark, mark).id, ==, to);
}

/* Without days the keys keep to a column: a cell below in the table, or the table below, and never the table beside. */
static void
test_walk_sheet (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (800, 600);
  g_autoptr (GArray) stops = NULL;

  /* Two tables beside each other, and one below the right one. */
  add_cell (scene, 1, 1, 50, 122);
  add_cell (scene, 2, 2, 480, 100);
  add_cell (scene, 3, 2, 440, 122);
  add_cell (scene, 4, 2, 480, 144);
  add_cell (scene, 5, 2, 600, 400);
  /* And a wall: rows of cells, of which one has none in the second column, and something small below a cell of the third. */
  add_cell (scene, 11, 3, 10, 1000);
  add_cell (scene, 12, 3, 200, 1000);
  add_cell (scene, 13, 3, 400, 1000);
  add_cell (scene, 14, 3, 400, 1012);
  add_cell (scene, 15, 3, 10, 1034);
  add_cell (scene, 16, 3, 400, 1034);
  add_cell (scene, 17, 3, 200, 1068);
  stops = pod_chart_walk_new (scene);
  check_step (scene, stops, 2, 1, 4);
  check_step (scene, stops, 3, 1, 4);
  check_step (scene, stops, 4, 1, 5);
  check_step (scene, stops, 5, 1, 5);
  check_step (scene, stops, 1, 1, 1);
  check_step (scene, stops, 4, -1, 2);
  check_step (scene, stops, 12, 1, 17);
  check_step (scene, stops, 17, -1, 12);
  check_step (scene, stops, 11, 1, 15);
  check_step (scene, stops, 13, 1, 14);
}

/* As it is seen, a tint upon the ground. */
static double
get_luminance (PodTheme theme, PodRole role)
{
  double c[4], ground[4];
  double sum = 0;
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };

  pod_theme_get_colour (theme, role, c);
  pod_theme_get_colour (theme, POD_ROLE_BACKGROUND, ground);
  for (int i = 0; i < 3; i++)
    {
      double seen = c[i] * c[3] + ground[i] * (1 - c[3]);

      sum += weights[i] * (seen <= 0.04045 ? seen / 12.92 : pow ((seen + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* The words of the cursor upon their ground, in every style. */
static void
test_contrast (void)
{
  for (int theme = 0; theme < POD_N_THEMES; theme++)
    {
      double text = get_luminance (theme, POD_ROLE_TEXT);
      double ground = get_luminance (theme, POD_ROLE_BACKGROUND);

      g_assert_cmpfloat ((MAX (text, ground) + 0.05) / (MIN (text, ground) + 0.05), >=, 4.5);
    }
}

/* In the dark, where hues tell little apart, lines are seen upon the bands of grades and limits as well. */
static void
test_grid_in_dark (void)
{
  static const PodRole bands[] = { POD_ROLE_RANGE, POD_ROLE_BAND_1, POD_ROLE_BAND_2,
                                   POD_ROLE_BAND_3, POD_ROLE_BAND_4 };
  double grid = get_luminance (POD_THEME_DARK, POD_ROLE_GRID);

  for (gsize i = 0; i < G_N_ELEMENTS (bands); i++)
    g_assert_cmpfloat ((grid + 0.05) / (get_luminance (POD_THEME_DARK, bands[i]) + 0.05), >=, 1.1);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/chart-parts/day-view", test_day_view);
  g_test_add_func ("/ui/chart-parts/walk-sheet", test_walk_sheet);
  g_test_add_func ("/ui/chart-parts/contrast", test_contrast);
  g_test_add_func ("/ui/chart-parts/grid-in-dark", test_grid_in_dark);
  return g_test_run ();
}
