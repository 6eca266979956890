/* Parts of a chart that need no window: how keys walk over a sheet, and the days that several charts show together. */

#include "pod-chart-save.h"
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
  pod_day_view_pan (view, (PodDayRange){ 40, 50 }, pod_day_view_get_extent (view), 1, FALSE);
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

static double
get_contrast (PodTheme theme, PodRole role)
{
  double seen = get_luminance (theme, role);
  double ground = get_luminance (theme, POD_ROLE_BACKGROUND);

  return (MAX (seen, ground) + 0.05) / (MIN (seen, ground) + 0.05);
}

/* The words of the cursor upon their ground, in every style; on a screen the lines of single subjects, too. */
static void
test_contrast (void)
{
  for (int theme = 0; theme < POD_N_THEMES; theme++)
    {
      g_assert_cmpfloat (get_contrast (theme, POD_ROLE_TEXT), >=, 4.5);
      if (theme != POD_THEME_PRINT)
        g_assert_cmpfloat (get_contrast (theme, POD_ROLE_CROWD), >=, 3);
    }
}

static void
add_told (PodScene *scene, gint64 id, guint row, guint column, double x)
{
  pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                    .x = x,
                                    .y = 40.0 * row + (id % 3),
                                    .w = 20,
                                    .h = id % 2 == 0 ? 34 : 12,
                                    .what = "Cell",
                                    .type = POD_N_RECORD_TYPES,
                                    .id = id,
                                    .row = row,
                                    .column = column });
}

/* Where rows are told keys go through one by its columns, whatever the height of what stands in it, and up and down keep the column. */
static void
test_walk_rows (void)
{
  static const gint64 order[] = { 1, 2, 3, 4, 5, 11, 12, 21, 22, 23 };
  g_autoptr (PodScene) scene = pod_scene_new (800, 600);
  g_autoptr (GArray) stops = NULL;

  add_told (scene, 4, 1, 3, 320);
  add_told (scene, 1, 1, 1, 10);
  add_told (scene, 5, 1, 4, 300);
  add_told (scene, 3, 1, 3, 300);
  add_told (scene, 2, 1, 2, 200);
  add_told (scene, 11, 2, 1, 10);
  add_told (scene, 12, 2, 2, 200);
  add_told (scene, 21, 3, 1, 10);
  add_told (scene, 22, 3, 2, 200);
  add_told (scene, 23, 3, 3, 390);
  stops = pod_chart_walk_new (scene);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (g_array_index (scene->marks, PodMark,
                                    g_array_index (stops, PodChartStop, i).mark)
                         .id,
                     ==, order[i]);
  check_step (scene, stops, 2, 1, 12);
  check_step (scene, stops, 12, 1, 22);
  check_step (scene, stops, 3, 1, 23);
  check_step (scene, stops, 23, -1, 4);
  check_step (scene, stops, 5, 1, 5);
  /* From nowhere, too. */
  g_assert_cmpint (pod_chart_walk_step (stops, -1, G_MININT), ==, 0);
  g_assert_cmpint (pod_chart_walk_step (stops, -1, G_MAXINT), ==, (int) stops->len - 1);
}

static PodMark *
add_result (PodScene *scene, gint64 id, PodShape shape, double y)
{
  g_autofree char *what = g_strdup_printf ("Result %d", (int) id);

  return pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_SYMBOL,
                                           .shape = shape,
                                           .x = 300,
                                           .y = y,
                                           .w = 6,
                                           .what = what,
                                           .type = POD_RECORD_FINDING,
                                           .id = id });
}

static void
begin_plot (PodScene *scene, double y)
{
  PodScenePanel panel = { .name = "test",
                          .label = "Test",
                          .x = 40,
                          .y = y,
                          .w = 700,
                          .h = 80,
                          .axis = { 20000, 20100, 20000, 40, 740 },
                          .has_scale = TRUE };

  pod_scene_begin_panel (scene, &panel);
}

/* Of one day keys come down to what stands, not to what was withdrawn at the same place. */
static void
test_walk_withdrawn (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (800, 600);
  g_autoptr (GArray) stops = NULL;

  for (gint64 i = 0; i < 2; i++)
    {
      double y = 60 + 120.0 * (double) i;

      begin_plot (scene, y - 40);
      add_result (scene, 10 * i + 1, POD_SHAPE_CROSS, y);
      add_result (scene, 10 * i + 2, POD_SHAPE_DOT, y);
      pod_scene_end_panel (scene);
    }
  stops = pod_chart_walk_new (scene);
  check_step (scene, stops, 1, 1, 12);
  check_step (scene, stops, 2, 1, 12);
  check_step (scene, stops, 11, -1, 2);
}

/* Of one day, and drawn the other way round, since the first is worse: keys go with time, and what a cursor tells is the last, as the title. */
static void
test_walk_day (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (800, 600);
  g_autoptr (GArray) stops = NULL;
  int last;

  begin_plot (scene, 20);
  add_result (scene, 2, POD_SHAPE_DOT, 40)->order = 2;
  add_result (scene, 1, POD_SHAPE_DOT, 80)->order = 1;
  pod_scene_end_panel (scene);
  stops = pod_chart_walk_new (scene);
  last = pod_chart_walk_nearest (stops, scene, 0, 20050, NULL);
  g_assert_cmpint (pod_chart_walk_find (stops, scene, POD_RECORD_FINDING, 1, NULL), ==, 0);
  g_assert_cmpint (last, ==, 1);
  g_assert_cmpint (pod_chart_walk_find (stops, scene, POD_RECORD_FINDING, 2, NULL), ==, last);
}

/* ---- what leaves ---- */

typedef struct
{
  double height;
  guint noted;
} Leaving;

/* Panels of 300, below one another. */
static PodScene *
draw_tall (double width, PodDayRange days, gpointer data)
{
  const Leaving *leaving = data;
  PodScene *scene = pod_scene_new (width, leaving->height);

  for (double y = 0; y + 300 <= leaving->height; y += 300)
    {
      PodScenePanel panel = { .label = "Test", .x = 40, .y = y + 20, .w = width - 80, .h = 240 };

      pod_scene_begin_panel (scene, &panel);
      add_cell (scene, 1 + (gint64) y, 1, 100, y + 40);
      pod_scene_end_panel (scene);
    }
  return scene;
}

static gboolean
note_leaving (PodScene *scene, gpointer data, GError **error)
{
  ((Leaving *) data)->noted++;
  return TRUE;
}

static guint
count_pages (const char *path)
{
  gsize length = 0;
  const char *bytes = pod_test_read (path, &length);
  guint n = 0;

  for (const char *at = bytes;
       (at = memmem (at, length - (gsize) (at - bytes), "/Type /Page", 11)) != NULL; at += 11)
    n += at[11] != 's';
  return n;
}

/* A PDF of what has room on a sheet that is as wide is as it is drawn, and of what is higher it has pages; either way it is noted once. */
static void
test_pages (void)
{
  static const struct
  {
    double height;
    guint least;
    guint most;
  } cases[] = { { 900, 1, 1 }, { 1272, 1, 1 }, { 1274, 2, 4 }, { 3000, 3, 8 } };
  const char *dir = pod_test_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Leaving leaving = { cases[i].height, 0 };
      PodChartSaving saving = { draw_tall, note_leaving, &leaving, 900, { 0 } };
      g_autofree char *name = g_strdup_printf ("chart-%u.pdf", i);
      const char *path = pod_test_path (dir, name);
      g_autoptr (GError) error = NULL;

      g_assert_true (pod_chart_save (&saving, path, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_pages (path), >=, cases[i].least);
      g_assert_cmpuint (count_pages (path), <=, cases[i].most);
      g_assert_cmpuint (leaving.noted, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/chart-parts/day-view", test_day_view);
  g_test_add_func ("/ui/chart-parts/walk-sheet", test_walk_sheet);
  g_test_add_func ("/ui/chart-parts/contrast", test_contrast);
  g_test_add_func ("/ui/chart-parts/walk-rows", test_walk_rows);
  g_test_add_func ("/ui/chart-parts/walk-withdrawn", test_walk_withdrawn);
  g_test_add_func ("/ui/chart-parts/walk-day", test_walk_day);
  g_test_add_func ("/ui/chart-parts/pages", test_pages);
  return g_test_run ();
}
