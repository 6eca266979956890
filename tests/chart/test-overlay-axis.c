#include <math.h>
#include <string.h>

#include "scene-check.h"

/* What the axis of many subjects holds, and how what lies beyond it is told. */

/* Haemoglobin of so many subjects on three days, and of one more on day 21 that value alone; she is the one in focus where @focused. */
static PodScene *
build_on (PodLabAxis axis, guint subjects, const char *value, gboolean focused)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names,
                            .width = 600,
                            .columns = 1,
                            .axis = axis,
                            .focus = focused ? (gint64) subjects + 1 : 0 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  for (guint i = 0; i <= subjects; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);

      draft.next_id = 100 * (i + 1);
      for (int day = 0; i < subjects && day <= 14; day += 7)
        {
          g_autofree char *number = g_strdup_printf ("%d", 100 + 10 * (int) i + day);

          fixture_put (&draft, "hgb", day, number, "g/L", NAN, NAN);
        }
      if (i == subjects)
        fixture_put (&draft, "hgb", 21, value, "g/L", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  return pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

static PodScene *
build_with (guint subjects, const char *value, gboolean focused)
{
  return build_on (POD_LAB_AXIS_AUTO, subjects, value, focused);
}

static gint64
put_as (FixtureCasebook *draft, int day, const char *value, const char *status)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = draft->next_id++;
  finding.observation = g_intern_static_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  g_assert_true (pod_quantity_parse_number (value, &finding.quantity));
  finding.quantity.unit = pod_unit_from_ucum ("g/L");
  finding.status = status;
  finding.source = "typed";
  pod_casebook_builder_add_finding (draft->builder, &finding);
  return finding.record.id;
}

/* Ten subjects of the first cohort on two days, and on day 21 that alone of the last of them.  Returns it as @id. */
static PodScene *
build_last (PodLabMode mode, const char *value, const char *status, gint64 *id)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names, .width = 600, .columns = 1, .mode = mode };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  for (guint i = 0; i < 10; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);
      g_autofree char *number = g_strdup_printf ("%u", 100 + 2 * i);

      draft.next_id = 100 * (i + 1);
      fixture_put (&draft, "hgb", -6, "100", "g/L", NAN, NAN);
      fixture_put (&draft, "hgb", 7, number, "g/L", NAN, NAN);
      if (i == 9)
        *id = put_as (&draft, 21, value, status);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  return pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

/* Whatever else it is, at the edge it is filled and points out of the axis: an open triangle is what was not quantified, as the key says. */
static void
test_far_off_and_more (void)
{
  static const struct
  {
    PodLabMode mode;
    const char *value;
    const char *status;
    const char *what;
  } cases[] = {
    { POD_LAB_VALUE, "5000", "preliminary",
      "ONE-010, Haemoglobin 5000 g/L, 22 Jan 2026 · day 21, preliminary, above the axis" },
    { POD_LAB_VALUE, "> 5000", NULL,
      "ONE-010, Haemoglobin > 5000 g/L, 22 Jan 2026 · day 21, above the axis" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = 0;
      g_autoptr (PodScene) scene = build_last (cases[i].mode, cases[i].value, cases[i].status, &id);
      g_autofree char *legend = fixture_print_legend (scene);
      const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);

      g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_UP);
      g_assert_cmpfloat (mark->line_width, ==, 0);
      g_assert_cmpstr (pod_scene_get_what (scene, mark), ==, cases[i].what);
      g_assert_nonnull (fixture_find_text (scene, "1 result above the axis"));
      g_assert_nonnull (strstr (legend, "filled triangle at an edge: beyond the axis"));
      g_assert_null (strstr (legend, "below or above quantification"));
    }
}

/* Of an upper bound the value may lie anywhere below: it points down from the edge, as open as any that was not quantified, and is not told to be above. */
static void
test_bound_far_off (void)
{
  gint64 id = 0;
  g_autoptr (PodScene) scene = build_last (POD_LAB_TIMES_BASELINE, "< 5000", NULL, &id);
  g_autofree char *legend = fixture_print_legend (scene);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);

  g_assert_cmpfloat (panel->scale.high, <, 50);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
  g_assert_cmpfloat (mark->line_width, >, 0);
  g_assert_cmpfloat (mark->y - mark->w / 2, >=, panel->y);
  g_assert_cmpfloat (mark->y, <, panel->y + 10);
  g_assert_cmpstr (pod_scene_get_what (scene, mark), ==,
                   "ONE-010, Haemoglobin < 5000 g/L, < 50 × baseline, 22 Jan 2026 · day 21");
  g_assert_null (fixture_find_text (scene, "1 result above the axis"));
  g_assert_null (strstr (scene->description, "beyond the axis"));
  /* Without a lane no name of one is explained. */
  g_assert_nonnull (strstr (legend, "below or above quantification"));
  g_assert_null (strstr (legend, "(BLQ)"));
}

/* An upright triangle is the sign of the second cohort: a median beyond the axis keeps that of its own, between what points out and the others. */
static void
test_median_beyond (void)
{
  gint64 id = 0;
  g_autoptr (PodScene) scene = build_last (POD_LAB_VALUE, "5000", NULL, &id);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  const PodMark *median = fixture_find_what (scene,
                                             "ONE, day 21: median 5000 (5000 to 5000) g/L, of 1, "
                                             "above the axis");
  const PodMark *way = median - 1;

  g_assert_cmpint (median->shape, ==, POD_SHAPE_DOT);
  g_assert_cmpint (way->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_cmpfloat (way->line_width, ==, 0);
  g_assert_cmpfloat (way->x, ==, median->x);
  g_assert_cmpfloat (way->y - way->w / 2, >=, panel->scale.top);
  g_assert_cmpfloat (median->y - median->w / 2, >=, way->y + way->w / 2);
  g_assert_cmpfloat (median->y, <, panel->scale.top + 20);
  fixture_check_bounds (scene);
}

/* One result far from all others does not press them flat: it stands at the edge of an axis that is theirs, points out of it, and is told. */
static void
test_far_off (void)
{
  g_autoptr (PodScene) scene = build_with (9, "5000", FALSE);
  g_autoptr (GPtrArray) faults = scene_check (scene, 0, NULL, 0);
  g_autofree char *legend = fixture_print_legend (scene);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 1000);
  const char *const *row = g_ptr_array_index (pod_scene_get_rows (scene),
                                              pod_scene_get_rows (scene)->len - 1);

  g_assert_cmpfloat (panel->scale.high, <=, 300);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpfloat (panel->scale.low, <=, 100);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_cmpfloat (mark->line_width, ==, 0);
  g_assert_cmpfloat (mark->y - mark->w / 2, >=, panel->y);
  g_assert_cmpfloat (mark->y, <, panel->y + 10);
  g_assert_cmpstr (pod_scene_get_what (scene, mark), ==,
                   "ONE-010, Haemoglobin 5000 g/L, 22 Jan 2026 · day 21, above the axis");
  mark = fixture_find_text (scene, "1 result above the axis");
  g_assert_cmpfloat (mark->y + mark->size / 2, <=, panel->y);
  g_assert_true (g_str_has_suffix (scene->description, "; 1 result beyond the axis"));
  g_assert_nonnull (strstr (legend, "filled triangle at an edge: beyond the axis"));
  g_assert_nonnull (fixture_find_what (scene, "ONE, day 21: median 5000 (5000 to 5000) g/L, of 1, "
                                              "above the axis"));
  g_assert_cmpstr (row[5], ==, "5000");
  fixture_check_bounds (scene);
}

/* What leaves the others a third of the height is on the axis, and so is all of few, and what is of the one in focus. */
static void
test_not_far_off (void)
{
  static const struct
  {
    guint subjects;
    const char *value;
    gboolean focused;
    double least;
  } cases[] = { { 9, "240", FALSE, 240 }, { 2, "5000", FALSE, 5000 }, { 9, "5000", TRUE, 5000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene) scene = build_with (cases[i].subjects, cases[i].value, cases[i].focused);
      gint64 id = 100 * (cases[i].subjects + 1);
      const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);

      g_assert_cmpfloat (pod_scene_get_panel (scene, 0)->scale.high, >=, cases[i].least);
      g_assert_cmpint (mark->shape, !=, POD_SHAPE_TRIANGLE_UP);
      g_assert_null (fixture_find_text (scene, "1 result above the axis"));
      g_assert_null (strstr (scene->description, "beyond"));
    }
}

/* Where nobody chose an axis, a logarithmic one holds what a linear one could not, as long as all others keep a third of it. */
static void
test_logarithmic (void)
{
  static const struct
  {
    PodLabAxis axis;
    const char *value;
    gboolean log;
  } cases[] = {
    { POD_LAB_AXIS_AUTO, "330", FALSE },
    { POD_LAB_AXIS_AUTO, "380", TRUE },
    { POD_LAB_AXIS_AUTO, "500", TRUE },
    /* The axis would go on to 1000. */
    { POD_LAB_AXIS_AUTO, "510", FALSE },
    { POD_LAB_AXIS_LINEAR, "400", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene) scene = build_on (cases[i].axis, 9, cases[i].value, FALSE);
      const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
      gboolean holds = panel->scale.high >= g_ascii_strtod (cases[i].value, NULL);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpint (panel->scale.log, ==, cases[i].log);
      g_assert_cmpint (holds, ==, fixture_find_text (scene, "1 result above the axis") == NULL);
      g_assert_cmpint (cases[i].log, ==, fixture_find_text (scene, "logarithmic axis") != NULL);
      if (!cases[i].log)
        continue;
      g_assert_true (holds);
      g_assert_cmpfloat (pod_scale_y (&panel->scale, 100) - pod_scale_y (&panel->scale, 194), >=,
                         (panel->scale.bottom - panel->scale.top) / 3);
    }
}

static void
check_finite (const PodScene *scene)
{
  for (guint i = 0; i < scene->points->len; i++)
    g_assert_true (isfinite (g_array_index (scene->points, PodPoint, i).y));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      g_assert_true (isfinite (mark->y) && isfinite (mark->h));
    }
}

/* What has no logarithm, be it after the days shown, whither its line goes: the axis stays linear. */
static void
test_zero_beside (void)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names, .width = 600, .columns = 1, .days = { 0, 70 } };

  for (guint zero = 0; zero < 2; zero++)
    {
      g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
      g_autoptr (PodScene) scene = NULL;

      for (guint i = 0; i < 10; i++)
        {
          FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);
          g_autofree char *number = g_strdup_printf ("%u", 100 + 10 * i);

          draft.next_id = 100 * (i + 1);
          for (int day = 10; day <= 70; day += 10)
            fixture_put (&draft, "hgb", day, i == 4 && day == 30 ? "400" : number, "g/L", NAN, NAN);
          fixture_put (&draft, "hgb", 75, i == 5 && zero ? "0" : number, "g/L", NAN, NAN);
          g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
        }
      scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                     pod_date_from_day (ZERO + 100), &options,
                                     pod_metrics_fixed ());
      g_assert_cmpint (pod_scene_get_panel (scene, 0)->scale.log, ==, !zero);
      check_finite (scene);
    }
}

/* Below as well; and where all others are one value. */
static void
test_far_below (void)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names, .width = 600, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  g_autoptr (PodScene) scene = NULL;
  const PodScenePanel *panel;
  const PodMark *mark;
  gint64 low, high;

  for (int day = 0; day < 20; day++)
    fixture_put (&draft, "hgb", day, "120", "g/L", NAN, NAN);
  low = fixture_put (&draft, "hgb", 20, "2", "g/L", NAN, NAN);
  high = fixture_put (&draft, "hgb", 21, "900", "g/L", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  panel = pod_scene_get_panel (scene, 0);
  mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, low);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
  g_assert_cmpfloat (mark->y, >, panel->scale.bottom - 10);
  g_assert_cmpfloat (mark->y + mark->w / 2, <=, panel->scale.bottom);
  mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, high);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_nonnull (fixture_find_text (scene, "1 result above the axis; 1 result below the axis"));
}

/* What is told above one plot lowers its neighbour as well, so that the plots of a row are of one height. */
static void
test_row (void)
{
  static const char *const names[] = { "hgb", "alt", NULL };
  PodLabOptions options = { .observations = names, .width = 900, .columns = 2 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodScenePanel *one, *other;

  for (guint i = 0; i < 10; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);

      draft.next_id = 100 * (i + 1);
      fixture_put (&draft, "hgb", 7, i == 9 ? "5000" : "100", "g/L", NAN, NAN);
      fixture_put (&draft, "alt", 7, "20", "U/L", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (scene, "1 result above the axis"));
  one = pod_scene_get_panel (scene, 0);
  other = pod_scene_get_panel (scene, 1);
  g_assert_cmpfloat (one->y, ==, other->y);
  g_assert_cmpfloat (one->h, ==, other->h);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/overlay-axis/far-off", test_far_off);
  g_test_add_func ("/chart/overlay-axis/far-off-and-more", test_far_off_and_more);
  g_test_add_func ("/chart/overlay-axis/bound-far-off", test_bound_far_off);
  g_test_add_func ("/chart/overlay-axis/median-beyond", test_median_beyond);
  g_test_add_func ("/chart/overlay-axis/not-far-off", test_not_far_off);
  g_test_add_func ("/chart/overlay-axis/logarithmic", test_logarithmic);
  g_test_add_func ("/chart/overlay-axis/zero-beside", test_zero_beside);
  g_test_add_func ("/chart/overlay-axis/far-below", test_far_below);
  g_test_add_func ("/chart/overlay-axis/row", test_row);
  return g_test_run ();
}
