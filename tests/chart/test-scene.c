#include "chart-fixture.h"

static PodMark
make_record (PodMarkKind kind, double x, double y, double w, double h, gint64 id)
{
  return (PodMark){ .kind = kind,
                    .role = POD_ROLE_SERIES,
                    .x = x,
                    .y = y,
                    .w = w,
                    .h = h,
                    .type = POD_RECORD_FINDING,
                    .id = id };
}

static void
test_strings_are_copied (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 50);
  char text[] = "G3";
  PodMark *mark = pod_scene_add_text (scene, POD_ROLE_TEXT, 1, 2, POD_ALIGN_START, 12, text);

  text[1] = '2';
  g_assert_cmpstr (mark->text, ==, "G3");
}

static void
test_picking (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  PodMark below = make_record (POD_MARK_RECT, 10, 10, 40, 20, 1);
  PodMark above = make_record (POD_MARK_SYMBOL, 20, 20, 10, 0, 2);
  PodMark line = make_record (POD_MARK_LINE, 0, 80, 100, 0, 3);
  PodMark mute = make_record (POD_MARK_RECT, 0, 0, 100, 100, 0);

  pod_scene_add (scene, &below);
  pod_scene_add (scene, &above);
  pod_scene_add (scene, &line);
  pod_scene_add (scene, &mute);
  /* The topmost of two that hold the point; within the radius of one that does not; no further. */
  g_assert_cmpint (pod_scene_pick (scene, 20, 20, 3)->id, ==, 2);
  g_assert_cmpint (pod_scene_pick (scene, 40, 15, 3)->id, ==, 1);
  g_assert_cmpint (pod_scene_pick (scene, 53, 15, 3)->id, ==, 1);
  g_assert_null (pod_scene_pick (scene, 53.1, 15, 3));
  g_assert_cmpint (pod_scene_pick (scene, 70, 78, 3)->id, ==, 3);
  g_assert_null (pod_scene_pick (scene, 70, 60, 3));
}

static void
test_dump (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 50.25);
  PodPoint points[] = { { 0, 1 }, { 2.04, 3.06 } };
  PodMark symbol = make_record (POD_MARK_SYMBOL, -0.01, 4, 9, 0, 7);
  g_autofree char *dump = NULL;

  symbol.shape = POD_SHAPE_TRIANGLE_DOWN;
  symbol.what = "a result";
  symbol.line_width = 1.6;
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, 2, 1.5);
  pod_scene_add (scene, &symbol);
  pod_scene_add_text (scene, POD_ROLE_GRADE_3, 5, 6, POD_ALIGN_END, 12, "G3")->bold = TRUE;
  pod_scene_add_line (scene, POD_ROLE_BASELINE, 1, 2, 4, 8, 1)->dashed = TRUE;
  dump = pod_scene_dump (scene);
  g_assert_cmpstr (dump, ==,
                   "scene 100.0,50.3\n"
                   "polyline series 0.0,1.0 2.0,3.1 line=1.5\n"
                   "symbol series 0.0,4.0 9.0,0.0 triangle-down line=1.6 finding:7 (a result)\n"
                   "text grade-3 5.0,6.0 0.0,0.0 end size=12.0 bold \"G3\"\n"
                   "line baseline 1.0,2.0 3.0,6.0 line=1.0 dashed\n");
}

static void
test_rows (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 50);

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "What", "Day", NULL);
  pod_scene_add_row (scene, POD_RECORD_FINDING, 12, "Fever", "3", NULL);
  g_assert_cmpuint (scene->rows->len, ==, 2);
  g_assert_cmpuint (scene->row_ids->len, ==, 1);
  g_assert_cmpint (g_array_index (scene->row_ids, gint64, 0), ==, 12);
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 1))[1], ==, "3");
  g_assert_null (((char **) g_ptr_array_index (scene->rows, 1))[2]);
}

static void
test_fixed_metrics (void)
{
  const PodMetrics *metrics = pod_metrics_fixed ();

  assert_near (metrics->text_width (metrics->data, "G3", 10, FALSE), 12);
  assert_near (metrics->text_width (metrics->data, "发热", 10, FALSE), 20);
  assert_near (metrics->text_width (metrics->data, "", 10, FALSE), 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/scene/strings-are-copied", test_strings_are_copied);
  g_test_add_func ("/chart/scene/picking", test_picking);
  g_test_add_func ("/chart/scene/dump", test_dump);
  g_test_add_func ("/chart/scene/rows", test_rows);
  g_test_add_func ("/chart/scene/fixed-metrics", test_fixed_metrics);
  return g_test_run ();
}
