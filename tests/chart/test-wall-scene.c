#include <math.h>
#include <string.h>

#include "chart-fixture.h"

static GPtrArray *
make_casebooks (void)
{
  GPtrArray *casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodAdverseEvent event;

  fixture_put (&draft, "uprot", -20, "8", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 30, "2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 60, "1", "g/d", NAN, NAN);
  fixture_put (&draft, "hgb", 60, "104", "g/L", 115, 150);
  fixture_put (&draft, "car", 60, "< 5", "{copies}/ug", NAN, NAN);
  pod_adverse_event_init (&event);
  event.record.id = 70;
  event.verbatim = "Made up";
  event.grade = 3;
  event.start = pod_moment_on (pod_date_from_day (ZERO + 3));
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  /* Of tomorrow. */
  event.record.id = 71;
  event.grade = 5;
  event.start = pod_moment_on (pod_date_from_day (ZERO + 101));
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  draft = fixture_casebook_begin (2);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  return casebooks;
}

static PodScene *
build (double width)
{
  g_autoptr (GPtrArray) casebooks = make_casebooks ();

  return pod_wall_scene_new (fixture_study (), fixture_site (), casebooks,
                             pod_date_from_day (ZERO + 100), width, pod_metrics_fixed ());
}

static void
test_row (void)
{
  g_autoptr (PodScene) scene = build (1200);
  char **cells = g_ptr_array_index (scene->rows, 1);

  g_assert_cmpuint (scene->row_ids->len, ==, 2);
  g_assert_cmpstr (cells[0], ==, "ONE-001");
  g_assert_cmpstr (cells[1], ==, "ONE");
  g_assert_cmpstr (cells[3], ==, "100");
  /* 1 of 4 g/d: the baseline is the last value before lymphodepletion, not the first one. */
  g_assert_cmpstr (cells[4], ==, "25 %");
  g_assert_cmpstr (cells[5], ==, "104");
  g_assert_cmpstr (cells[6], ==, "< 5");
  g_assert_cmpstr (cells[7], ==, "G3");
  cells = g_ptr_array_index (scene->rows, 2);
  g_assert_cmpstr (cells[4], ==, "–");
  g_assert_cmpstr (cells[7], ==, "–");
}

static void
test_picking (void)
{
  g_autoptr (PodScene) scene = build (1200);
  const PodMark *row = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 2);
  const PodMark *picked = pod_scene_pick (scene, 600, row->y + row->h / 2, 2);

  g_assert_cmpint (picked->type, ==, POD_RECORD_SUBJECT);
  g_assert_cmpint (picked->id, ==, 2);
}

static void
test_sizes (void)
{
  static const double widths[] = { 700, 1024, 2400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build (widths[i]);

      fixture_check_bounds (scene);
      fixture_check_labels (scene);
    }
}

/* In the trial itself: what is followed has a column. */
static void
test_trial (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodStudy) study = pod_study_load (pod_test_data ("studies/nct07241468"),
                                               pod_test_data ("knowledge"), problems);
  g_autoptr (PodScene) scene = NULL;
  char **heading;

  g_assert_nonnull (study);
  scene = pod_wall_scene_new (study, fixture_site (), casebooks, pod_date_from_day (ZERO), 1200,
                              pod_metrics_fixed ());
  heading = g_ptr_array_index (scene->rows, 0);
  g_assert_true (strstr (heading[4], "urine protein") != NULL);
  g_assert_true (g_str_has_prefix (heading[5], "eGFR, "));
  g_assert_true (g_str_has_prefix (heading[6], "CD19"));
}

static void
test_golden (void)
{
  g_autoptr (PodScene) scene = build (1200);

  fixture_check_golden (scene, "wall.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/wall/row", test_row);
  g_test_add_func ("/chart/wall/picking", test_picking);
  g_test_add_func ("/chart/wall/sizes", test_sizes);
  g_test_add_func ("/chart/wall/trial", test_trial);
  g_test_add_func ("/chart/wall/golden", test_golden);
  return g_test_run ();
}
