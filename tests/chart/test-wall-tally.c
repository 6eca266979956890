#include <math.h>

#include "chart-fixture.h"

/* What the chart of all subjects does not draw, and where its lines claim less. */

/* Whatever has no place on it is counted, and listed with the reason, whose it is among others: no event, no result, no course is lost silently. */
static void
test_tally (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  PodAdverseEvent event;
  gint64 ids[6];

  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  ids[0] = fixture_put (&draft, "uprot", 30, "< 0.1", "g/d", NAN, NAN);
  ids[1] = fixture_put (&draft, "uprot", 60, "1", "made up", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "90", "made up", NAN, NAN);
  fixture_put (&draft, "hgb", 60, "104", "g/L", NAN, NAN);
  ids[2] = fixture_put (&draft, "hgb", 61, "90", "made up", NAN, NAN);
  pod_adverse_event_init (&event);
  event.record.id = ids[3] = 700;
  event.verbatim = "Made up";
  event.grade = 3;
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  /* Of the second nothing is before treatment. */
  draft = fixture_casebook_begin_named (2, 1);
  draft.next_id = 500;
  ids[4] = fixture_put (&draft, "uprot", 30, "2", "g/d", NAN, NAN);
  ids[5] = fixture_put (&draft, "uprot", 60, "1", "g/d", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  g_assert_cmpuint (scene->not_drawn, ==, G_N_ELEMENTS (ids));
  /* A course of one result, and the latest haemoglobin. */
  g_assert_cmpuint (scene->records, ==, G_N_ELEMENTS (ids) + 2);
  g_assert_cmpuint (scene->omissions->len, ==, scene->not_drawn);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < scene->omissions->len; k++)
        found |= g_array_index (scene->omissions, PodOmission, k).id == ids[i];
      g_test_message ("%u", i);
      g_assert_true (found);
    }
  g_assert_nonnull (fixture_find_text (scene, "2 of 8 records drawn; 6 not drawn (1: no complete "
                                              "date; 2: unit "
                                              "unknown; 2: no baseline; 1: below or above what can "
                                              "be measured)"));
  g_assert_true (g_str_has_prefix (g_array_index (scene->omissions, PodOmission, 0).what,
                                   "ONE-001, "));
  fixture_check_bounds (scene);
}

/* Nothing had changed from a baseline before there was one: what was measured earlier is counted, and the line begins at the baseline. */
static void
test_before_baseline (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodMark *across = NULL;
  PodPoint first;
  guint lines = 0;
  gint64 early;

  early = fixture_put (&draft, "uprot", -60, "8", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 30, "2", "g/d", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  g_assert_cmpuint (scene->not_drawn, ==, 1);
  g_assert_cmpint (g_array_index (scene->omissions, PodOmission, 0).id, ==, early);
  g_assert_nonnull (fixture_find_text (scene, "2 of 3 records drawn; 1 not drawn (before the "
                                              "baseline)"));
  /* It begins where the dashed line across does, at its height. */
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->role == POD_ROLE_BASELINE && across == NULL)
        across = mark;
      if (mark->kind != POD_MARK_POLYLINE)
        continue;
      lines++;
      g_assert_nonnull (across);
      g_assert_cmpuint (mark->count, ==, 2);
      first = g_array_index (scene->points, PodPoint, mark->first);
      g_assert_cmpfloat (first.x, ==, across->x);
      g_assert_cmpfloat (first.y, ==, across->y);
    }
  g_assert_cmpuint (lines, ==, 1);
}

/* As on the subject's own chart: a visit at which it was due, or a result without a value, lies under a dashed line. */
static void
test_spark_gaps (void)
{
  PodStudy *study = fixture_study_with ("[visit D28]\nlabel=Day 28\nanchor=infusion\n"
                                        "day=28\nwindow=-3..3\nnumber=1\nepoch="
                                        "TREATMENT\nobservations=uprot\nsource=site\n");
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint dashed = 0, solid = 0;

  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 10, "3", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 40, "2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 50, "2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 55, "< 2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 60, "1", "g/d", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (study, fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->role != POD_ROLE_SERIES || mark->kind == POD_MARK_SYMBOL)
        continue;
      dashed += mark->dashed != POD_SOLID;
      solid += mark->dashed == POD_SOLID;
    }
  g_assert_cmpuint (dashed, ==, 2);
  g_assert_cmpuint (solid, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/wall/tally", test_tally);
  g_test_add_func ("/chart/wall/before-baseline", test_before_baseline);
  g_test_add_func ("/chart/wall/spark-gaps", test_spark_gaps);
  return g_test_run ();
}
