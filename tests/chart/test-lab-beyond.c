#include <math.h>

#include "chart-fixture.h"

/* A value that was kept although it is not plausible does not press the course of the others flat. */

#define PLOT_WIDTH 800.0

/* Plausible is from 1 to 100. */
static PodStudy *
make_study (void)
{
  return fixture_study_with ("[observation crp]\nlabel=CRP\ntype=quantity\nunit=mg/L\nsdtm=LB:CRP\n"
                             "sdtm.test=C Reactive Protein\nplausible=1..100\nsource=site\n");
}

/* Of days 1, 2, 3 …; @ids: of these. */
static PodScene *
build (const char *const *values, gint64 *ids, PodLabAxis axis, PodDayRange days)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = PLOT_WIDTH, .columns = 1, .axis = axis, .days = days };

  for (guint i = 0; values[i] != NULL; i++)
    ids[i] = fixture_put (&draft, "crp", (int) i + 1, values[i], "mg/L", NAN, NAN);
  return pod_lab_scene_new (make_study (), fixture_site (), fixture_casebook_end (&draft),
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);
}

static const PodScale *
get_scale (const PodScene *scene)
{
  return &pod_scene_get_panel (scene, 0)->scale;
}

/* What is told of the third result, after 20 and 40, where the axis does not go on to it. */
static const struct
{
  const char *value;
  PodLabAxis axis;
  const char *told;
} cases[] = {
  /* At the bound, however far from the others; and one step beyond. */
  { "100", POD_LAB_AXIS_AUTO, NULL },
  { "100.1", POD_LAB_AXIS_AUTO, "1 result above the axis" },
  { "4000", POD_LAB_AXIS_AUTO, "1 result above the axis" },
  { "1", POD_LAB_AXIS_AUTO, NULL },
  { "0.9", POD_LAB_AXIS_AUTO, "1 result below the axis" },
  /* Where somebody chose the axis it holds all. */
  { "4000", POD_LAB_AXIS_LINEAR, NULL },
  { "4000", POD_LAB_AXIS_LOGARITHMIC, NULL },
};

static void
test_bounds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *values[] = { "20", "40", cases[i].value, NULL };
      gint64 ids[3];
      g_autoptr (PodScene) scene = build (values, ids, cases[i].axis, POD_ALL_DAYS);
      const PodScale *scale = get_scale (scene);
      const PodMark *mark = find_point (scene, ids[2]);
      double value = g_ascii_strtod (cases[i].value, NULL);

      if (cases[i].told != NULL)
        g_assert_nonnull (fixture_find_text (scene, cases[i].told));
      else
        assert_near (mark->y, pod_scale_y (scale, value));
      g_assert_cmpint (scale->low <= value && value <= scale->high, ==, cases[i].told == NULL);
      g_assert_cmpfloat (mark->y, >=, scale->top);
      g_assert_cmpfloat (mark->y, <=, scale->bottom);
      fixture_check_picking (scene);
    }
}

/* It points out of the plot, in which it is whole, and says so to whoever hears it or reads the table; the line goes out to it. */
static void
test_told (void)
{
  const char *values[] = { "20", "40", "4000", "30", NULL };
  gint64 ids[4];
  g_autoptr (PodScene) plain = build (values, ids, POD_LAB_AXIS_AUTO, POD_ALL_DAYS);
  g_autofree char *legend = fixture_print_legend (plain);
  const PodMark *mark = find_point (plain, ids[2]);
  char **row;

  g_assert_cmpfloat (get_scale (plain)->high, <=, 50);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_cmpfloat (mark->line_width, ==, 0);
  g_assert_cmpfloat (mark->y - mark->w / 2, >=, get_scale (plain)->top);
  g_assert_cmpfloat (mark->y, <, get_scale (plain)->top + mark->w);
  g_assert_cmpstr (mark->what, ==,
                   "CRP 4000 mg/L, 4 Jan 2026 · day 3, not plausible, above the axis");
  g_assert_nonnull (strstr (legend, "triangle at an edge: not plausible, beyond the axis"));
  g_assert_nonnull (strstr (plain->description,
                            "; 1 result not plausible; 1 result above the axis"));
  row = g_ptr_array_index (pod_scene_get_rows (plain), 3);
  g_assert_true (g_strv_contains ((const char *const *) row,
                                  "not plausible: expected is 1 to 100 mg/L; above the axis"));
}

/* Where nothing else is there the axis is theirs; and of days where nothing else is, too, so that each is seen at its height. */
static void
test_all_beyond (void)
{
  const char *alone[] = { "300", "4000", NULL };
  const char *among[] = { "20", "40", "4000", NULL };
  gint64 ids[3];
  g_autoptr (PodScene) all = build (alone, ids, POD_LAB_AXIS_AUTO, POD_ALL_DAYS);
  g_autoptr (PodScene) days = NULL;

  assert_near (find_point (all, ids[1])->y, pod_scale_y (get_scale (all), 4000));
  assert_near (find_point (all, ids[0])->y, pod_scale_y (get_scale (all), 300));
  days = build (among, ids, POD_LAB_AXIS_AUTO, (PodDayRange){ ZERO + 3, ZERO + 9 });
  assert_near (find_point (days, ids[2])->y, pod_scale_y (get_scale (days), 4000));
  g_assert_null (fixture_find_text (days, "1 result above the axis"));
}

/* Of "> 4000" even the least lies beyond; "< 4000" may be anywhere, and only its bound stands at the edge. */
static void
test_compared (void)
{
  const char *values[] = { "20", "40", "> 4000", "< 4000", NULL };
  gint64 ids[4];
  g_autoptr (PodScene) scene = build (values, ids, POD_LAB_AXIS_AUTO, POD_ALL_DAYS);

  g_assert_nonnull (fixture_find_text (scene, "1 result above the axis"));
  g_assert_cmpint (find_point (scene, ids[2])->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_cmpint (find_point (scene, ids[3])->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
  g_assert_cmpfloat (find_point (scene, ids[3])->line_width, >, 0);
  g_assert_cmpfloat (find_point (scene, ids[3])->y, <, get_scale (scene)->top + 10);
  /* What may be plausible is not said to be implausible. */
  g_assert_nonnull (strstr (find_point (scene, ids[2])->what, "not plausible"));
  g_assert_null (strstr (find_point (scene, ids[3])->what, "not plausible"));
}

/* Of two plots beside one another that of which something is told above it is no lower; below them it takes nothing from another row. */
static void
test_row (void)
{
  static const char *const names[] = { "crp", "hgb", "alt", NULL };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .observations = names, .width = PLOT_WIDTH, .columns = 2 };
  g_autoptr (PodScene) scene = NULL;
  const PodScenePanel *panels[3];

  fixture_put (&draft, "crp", 1, "20", "mg/L", NAN, NAN);
  fixture_put (&draft, "crp", 2, "4000", "mg/L", NAN, NAN);
  fixture_put (&draft, "hgb", 1, "120", "g/L", NAN, NAN);
  fixture_put (&draft, "alt", 1, "20", "U/L", NAN, NAN);
  scene = pod_lab_scene_new (make_study (), fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (scene, "1 result above the axis"));
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    panels[i] = pod_scene_get_panel (scene, i);
  g_assert_cmpfloat (panels[0]->y, ==, panels[1]->y);
  g_assert_cmpfloat (panels[0]->h, ==, panels[1]->h);
  g_assert_cmpfloat (panels[2]->h, >, panels[1]->h);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-beyond/bounds", test_bounds);
  g_test_add_func ("/chart/lab-beyond/told", test_told);
  g_test_add_func ("/chart/lab-beyond/all-beyond", test_all_beyond);
  g_test_add_func ("/chart/lab-beyond/compared", test_compared);
  g_test_add_func ("/chart/lab-beyond/row", test_row);
  return g_test_run ();
}
