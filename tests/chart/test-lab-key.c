#include <math.h>
#include <string.h>

#include "chart-fixture.h"
#include "pod-axis.h"

/* What explains the marks of results: at the foot of their chart, and by itself. */
#define WORDS "Triangle: below or above quantification"
#define WIDTH 800.0

static PodScene *
build (PodCasebook *casebook, double width, guint columns)
{
  PodLabOptions options = { .width = width, .columns = columns };

  return pod_lab_scene_new (fixture_study (), fixture_site (), casebook,
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

/* Whether the key has these words, with a sample of that kind and role before them. */
static gboolean
tells (const PodScene *scene, PodMarkKind kind, PodRole role, const char *words)
{
  const PodMark *text = fixture_find_text (scene, words);

  for (guint i = 0; text != NULL && i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == kind && mark->role == role && mark->y > scene->key_top &&
          fabs (mark->y - text->y) < 9 && mark->x < text->x && mark->x > text->x - 40)
        return TRUE;
    }
  g_assert_null (text);
  return FALSE;
}

/* Which of what is dashed and of what was given there is. */
static void
check_drawn (const PodScene *scene, gboolean gap, gboolean baseline, gboolean infusion)
{
  g_assert_true (tells (scene, POD_MARK_LINE, POD_ROLE_SERIES,
                        "dashed line: a planned result missing, or a long gap") == gap);
  g_assert_true (tells (scene, POD_MARK_LINE, POD_ROLE_BASELINE, "dashed across: baseline") ==
                 baseline);
  g_assert_true (tells (scene, POD_MARK_SYMBOL, POD_ROLE_TREATMENT,
                        "triangle at the foot: infusion") == infusion);
  g_assert_true (tells (scene, POD_MARK_RECT, POD_ROLE_TREATMENT,
                        "bar at the foot: lymphodepletion") == infusion);
  g_assert_nonnull (fixture_find_text (scene, "Study day; day 0 is the infusion"));
}

/* Dashed is both the baseline and a line over a long gap, and what lies at the foot has a name: the key says so where it is drawn. */
static void
test_key_of_lines (void)
{
  PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO + 20, ZERO + 60 } };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodCasebook *casebook;
  g_autoptr (PodScene) all = NULL;
  g_autoptr (PodScene) late = NULL;
  g_autoptr (PodScene) without = NULL;

  fixture_put (&draft, "uprot", -10, "6", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 1, "5", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 8, "5", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 90, "4", "g/d", NAN, NAN);
  casebook = fixture_casebook_end (&draft);
  all = build (casebook, WIDTH, 1);
  check_drawn (all, TRUE, TRUE, TRUE);
  late = pod_lab_scene_new (fixture_study (), fixture_site (), casebook,
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  check_drawn (late, TRUE, TRUE, FALSE);
  draft = fixture_casebook_begin (2);
  fixture_put (&draft, "uprot", 1, "6", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 9, "5", "g/d", NAN, NAN);
  without = build (fixture_casebook_end (&draft), 320, 1);
  check_drawn (without, FALSE, FALSE, TRUE);
  fixture_check_bounds (without);
}

/* Of the lanes below a plot only those that are there. */
static void
test_key_of_lanes (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) events = NULL;
  g_autoptr (PodScene) both = NULL;

  fixture_put (&draft, "uprot", 1, "6", "g/d", NAN, NAN);
  fixture_add_event_of (&draft, "crs", 2, 5, 2);
  events = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_nonnull (fixture_find_text (events,
                                       "Worst AE: highest grade of the adverse events that go on "
                                       "that day"));
  draft = fixture_casebook_begin (2);
  fixture_put (&draft, "uprot", 1, "6", "g/d", NAN, NAN);
  fixture_add_toxicity (&draft);
  both = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_nonnull (fixture_find_text (both,
                                       "Worst AE: highest grade of the adverse events that go on "
                                       "that day; GC: "
                                       "glucocorticoids, mg of prednisone a day"));
}

/* Protein in the urine, of which two results may be below quantification, on a logarithmic axis. */
static PodScene *
build_limits (const char *one, const char *other, const char *unit_of_other)
{
  PodLabOptions options = { .width = WIDTH, .columns = 1, .axis = POD_LAB_AXIS_LOGARITHMIC };
  FixtureCasebook draft = fixture_casebook_begin (1);

  fixture_put (&draft, "uprot", 1, "6", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 4, one, "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 8, other, unit_of_other, NAN, NAN);
  return pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

/* A lane has the name of a limit where all in it are less than that very one, in whichever unit. */
static void
test_lane_of_limit (void)
{
  static const struct
  {
    const char *one, *other, *unit;
    const char *name;
  } cases[] = {
    { "< 0.5", "< 0.5", "g/d", "<0.5" },          { "< 0.5", "<= 0.5", "g/d", "BLQ" },
    { "<= 0.5", "<= 0.5", "g/d", "BLQ" },         { "< 0.12345", "< 0.12345", "g/d", "BLQ" },
    { "< 0.1234", "< 0.1234", "g/d", "<0.1234" }, { "< 0.7", "< 700", "mg/d", "<0.7" },
    { "< 0.57", "< 570", "mg/d", "<0.57" },       { "< 0.5", "< 0.4", "g/d", "BLQ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene) scene = build_limits (cases[i].one, cases[i].other, cases[i].unit);

      g_test_message ("%s, %s %s", cases[i].one, cases[i].other, cases[i].unit);
      g_assert_nonnull (fixture_find_text (scene, cases[i].name));
      /* What BLQ is, is told where it stands. */
      g_assert_nonnull (fixture_find_text (scene, g_str_equal (cases[i].name, "BLQ") ? WORDS
                                                      " (BLQ)"
                                                                                     : WORDS));
    }
}

/* None of its words are cut off. */
static void
check_whole (const PodScene *legend)
{
  fixture_check_bounds (legend);
  for (guint i = 0; i < legend->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (legend->marks, PodMark, i);
      double width;

      if (mark->kind != POD_MARK_TEXT)
        continue;
      width = pod_metrics_width (pod_metrics_fixed (), mark->text, mark->size, mark->bold);
      g_assert_cmpfloat (width, <=, mark->w > 0 ? mark->w + 1 : legend->width - mark->x);
    }
}

/* The legend alone is the same words and samples, and nothing of the panels; where there is little room none of it is cut off. */
static void
test_legend (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) legend = NULL;

  fixture_put (&draft, "hgb", -6, "130", "g/L", 115, 150);
  fixture_put (&draft, "hgb", 9, "60", "g/L", 115, 150);
  fixture_put (&draft, "uprot", 9, "< 2", "g/d", NAN, NAN);
  fixture_add_toxicity (&draft);
  scene = build (fixture_casebook_end (&draft), 600, 1);
  legend = pod_scene_new_legend (scene);
  g_assert_nonnull (fixture_find_text (legend, "limits of the laboratory"));
  g_assert_nonnull (fixture_find_text (legend, "dashed across: baseline"));
  g_assert_nonnull (strstr (legend->description, "highest grade of the adverse events"));
  g_assert_null (fixture_find_text (legend, "Haemoglobin"));
  check_whole (legend);
}

/* Five of one cohort over one another, of whom one is looked at; the last of their results comes late, another is below quantification. */
static PodScene *
build_overlay (double width)
{
  static const char *const names[] = { "uprot", NULL };
  PodLabOptions options = { .observations = names, .width = width, .columns = 1, .focus = 2 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  for (guint i = 0; i < 5; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);

      draft.next_id = 100 * (i + 1);
      for (int day = 0; day < 28; day += 7)
        fixture_put (&draft, "uprot", day, i == 3 && day == 7 ? "< 0.1" : "5", "g/d", NAN, NAN);
      fixture_put (&draft, "uprot", 90, "6", "g/d", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  return pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

static void
check_samples_of_many (const PodScene *scene)
{
  g_assert_true (tells (scene, POD_MARK_LINE, POD_ROLE_CROWD,
                        "dashed line of a subject: a planned result missing, or a long gap"));
  g_assert_true (tells (scene, POD_MARK_LINE, POD_ROLE_COHORT_1, "upright bar: quartiles"));
  g_assert_true (tells (scene, POD_MARK_SYMBOL, POD_ROLE_CROWD,
                        "triangle: below or above quantification (BLQ)"));
}

/* A chart of many subjects has a key as that of one has: what stands at its head and its foot, in as many lines as there have to be. */
static void
test_key_of_many (void)
{
  static const double widths[] = { 320, 600, 1200 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build_overlay (widths[i]);
      g_autoptr (PodScene) legend = pod_scene_new_legend (scene);
      g_autofree char *words = fixture_print_legend (scene);

      if (widths[i] > 400)
        check_samples_of_many (scene);
      g_assert_nonnull (strstr (words, "dashed line of a subject: a planned result missing, or a "
                                       "long gap"));
      g_assert_nonnull (strstr (words, "upright bar: quartiles"));
      g_assert_nonnull (strstr (words, "ONE, 5: median and quartiles"));
      g_assert_nonnull (strstr (words, "each subject"));
      g_assert_nonnull (strstr (words, "ONE-002"));
      g_assert_nonnull (strstr (words, "of how many subjects"));
      g_assert_null (strstr (words, "g/d"));
      check_whole (legend);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-key/lines", test_key_of_lines);
  g_test_add_func ("/chart/lab-key/lanes", test_key_of_lanes);
  g_test_add_func ("/chart/lab-key/lane-of-limit", test_lane_of_limit);
  g_test_add_func ("/chart/lab-key/legend", test_legend);
  g_test_add_func ("/chart/lab-key/of-many", test_key_of_many);
  return g_test_run ();
}
