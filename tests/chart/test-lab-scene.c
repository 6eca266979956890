#include <math.h>
#include <string.h>

#include "chart-fixture.h"

/* One panel of 800 px: the plot from 8 + 46 to 792 - 14 px, 724 px wide. */
#define WIDTH 800.0
#define LEFT 54.0
#define RIGHT 778.0
/* The plot's upper and lower end. */
#define TOP 40.0
#define BOTTOM 164.0

static PodScene *
build (PodCasebook *casebook, double width, guint columns)
{
  PodLabOptions options = { .width = width, .columns = columns };

  return pod_lab_scene_new (fixture_study (), fixture_site (), casebook,
                            pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);
}

static void
test_positions (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 low = fixture_put (&draft, "uprot", -10, "6.0", "g/d", NAN, NAN);
  gint64 high = fixture_put (&draft, "uprot", 88, "2000", "mg/d", NAN, NAN);
  g_autoptr (PodScene) scene = build (fixture_casebook_end (&draft), WIDTH, 1);

  /* The days are -10 to 88, and 98 / 40 = 2 more on each side: 102 days on 724 px.  6 and 2 g/d stand at the ends of a
   * scale from 2 to 6. */
  assert_near (find_point (scene, low)->x, LEFT + 2.0 / 102 * 724);
  assert_near (find_point (scene, high)->x, LEFT + 100.0 / 102 * 724);
  assert_near (find_point (scene, low)->y, TOP);
  assert_near (find_point (scene, high)->y, BOTTOM);
  g_assert_cmpint (find_point (scene, low)->shape, ==, POD_SHAPE_DOT);
  g_assert_cmpint (find_point (scene, low)->role, ==, POD_ROLE_SERIES);
  g_assert_nonnull (fixture_find_text (scene, "Urine protein"));
  /* Of long ago it may be. */
  g_assert_nonnull (fixture_find_text (scene, "day 88: 2 g/d"));
}

/* 6.0 to 6.1 g/d is no course: the axis spans a third of it, some 2 g/d, so the two stand close together. */
static void
test_steady (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 one = fixture_put (&draft, "uprot", 1, "6.0", "g/d", NAN, NAN);
  gint64 two = fixture_put (&draft, "uprot", 9, "6.1", "g/d", NAN, NAN);
  g_autoptr (PodScene) scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  double apart = find_point (scene, one)->y - find_point (scene, two)->y;

  g_assert_cmpfloat (apart, >, 0);
  g_assert_cmpfloat (apart, <, (BOTTOM - TOP) / 10);
}

/* No saturation is above 100 %: neither is its axis. */
static void
test_possible (void)
{
  static const char more[] =
      "[observation spo2]\nlabel=Saturation\ntype=quantity\nunit=%\nsdtm=VS:OXYSAT\n"
      "sdtm.test=Oxygen Saturation\npossible=0..100\nsource=site\n";
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodStudy) study = fixture_study_with (more);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "spo2", 1, "98", "%", NAN, NAN);
  fixture_put (&draft, "spo2", 9, "96", "%", NAN, NAN);
  scene = pod_lab_scene_new (study, fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_cmpfloat (pod_scene_get_panel (scene, 0)->scale.high, ==, 100);
  g_assert_cmpfloat (pod_scene_get_panel (scene, 0)->scale.low, <=, 80);
}

/* What was below quantification each time lies in the lane for that, not at a height of a linear axis. */
static void
test_never_quantified (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 id;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "uprot", 1, "< 2", "g/d", NAN, NAN);
  id = fixture_put (&draft, "uprot", 9, "< 2", "g/d", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_nonnull (fixture_find_text (scene, "<2"));
  g_assert_cmpfloat (find_point (scene, id)->y, >, pod_scene_get_panel (scene, 0)->scale.bottom);
}

static void
check_within (const PodScene *scene, const PodMark *text)
{
  g_assert_nonnull (text);
  g_assert_cmpfloat (text->x + text->w, <=, scene->width);
  g_assert_cmpfloat (text->y, >, scene->key_top);
  g_assert_cmpfloat (text->y, <, scene->key_bottom);
}

/* Each area behind results has a sample with its name, which a theme draws as it draws the area; where there is little room in several lines. */
static void
test_key (void)
{
  static const char *const names[] = { "limits of the laboratory", "grade 1", "grade 2", "grade 3",
                                       "grade 4" };
  static const PodRole roles[] = { POD_ROLE_RANGE, POD_ROLE_BAND_1, POD_ROLE_BAND_2,
                                   POD_ROLE_BAND_3, POD_ROLE_BAND_4 };
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) narrow = NULL;
  PodCasebook *casebook;

  fixture_put (&draft, "hgb", -6, "130", "g/L", 115, 150);
  fixture_put (&draft, "hgb", 9, "60", "g/L", 115, 150);
  casebook = fixture_casebook_end (&draft);
  scene = build (casebook, WIDTH, 1);
  narrow = build (casebook, 320, 1);
  g_assert_cmpfloat (scene->key_bottom, >, scene->key_top);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      guint areas = 0, samples = 0;

      for (guint k = 0; k < scene->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (scene->marks, PodMark, k);

          if (mark->kind != POD_MARK_RECT || mark->role != roles[i])
            continue;
          if (mark->y >= scene->key_top)
            samples++;
          else
            areas++;
        }
      g_assert_cmpuint (samples, ==, areas > 0);
      g_assert_true ((fixture_find_text (scene, names[i]) != NULL) == (areas > 0));
      if (areas > 0)
        check_within (narrow, fixture_find_text (narrow, names[i]));
      if (i == 0)
        g_assert_cmpuint (areas, >, 0);
    }
}

/* The words below the key do not touch its boxes. */
static void
test_below_key (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  double bottom = 0;

  fixture_put (&draft, "hgb", 9, "60", "g/L", 115, 150);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_RECT)
        bottom = MAX (bottom, mark->y + mark->h);
      else if (mark->kind == POD_MARK_TEXT && mark->y > scene->key_bottom)
        g_assert_cmpfloat (mark->y - mark->size / 2, >=, bottom + 4);
    }
  g_assert_cmpfloat (bottom, >, scene->key_top);
}

static void
test_logarithmic (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 none = fixture_put (&draft, "car", -6, "0", "{copies}/ug", NAN, NAN);
  gint64 one = fixture_put (&draft, "car", 1, "1", "{copies}/ug", NAN, NAN);
  gint64 peak = fixture_put (&draft, "car", 9, "1000000", "{copies}/ug", NAN, NAN);
  gint64 mid = fixture_put (&draft, "car", 14, "10000", "{copies}/ug", NAN, NAN);
  g_autoptr (PodScene) scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  double floor = BOTTOM - 24;

  assert_near (find_point (scene, one)->y, floor);
  assert_near (find_point (scene, peak)->y, TOP);
  /* Ten thousand on one to a million: two thirds of the way up. */
  assert_near (find_point (scene, mid)->y, floor - (floor - TOP) * 2 / 3);
  /* Zero has no place on the axis and a lane of its own below it; no line runs into it. */
  assert_near (find_point (scene, none)->y, BOTTOM - 12);
  g_assert_cmpint (find_point (scene, none)->shape, ==, POD_SHAPE_RING);
  g_assert_cmpuint (scene->points->len, ==, 3);
  g_assert_nonnull (fixture_find_text (scene, "10⁶"));
}

static void
test_comparators (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 less, more;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "uprot", 1, "2", "g/d", NAN, NAN);
  less = fixture_put (&draft, "uprot", 2, "< 1", "g/d", NAN, NAN);
  more = fixture_put (&draft, "uprot", 3, ">3", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 4, "2", "g/d", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_cmpint (find_point (scene, less)->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
  g_assert_cmpfloat (find_point (scene, less)->line_width, >, 0);
  g_assert_cmpint (find_point (scene, more)->shape, ==, POD_SHAPE_TRIANGLE_UP);
  g_assert_cmpstr (find_point (scene, less)->what, ==, "Urine protein < 1 g/d, 3 Jan 2026 · day 2");
  /* Nobody knows where they lie: no line passes through. */
  g_assert_cmpuint (scene->points->len, ==, 0);
}

static void
test_long_gap (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  guint dashed = 0;

  for (int day = 0; day <= 28; day += 7)
    fixture_put (&draft, "uprot", day, "2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 91, "1", "g/d", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      dashed += mark->kind == POD_MARK_LINE && mark->role == POD_ROLE_SERIES && mark->dashed &&
                mark->y < scene->key_top;
    }
  g_assert_cmpuint (dashed, ==, 1);
  g_assert_cmpuint (scene->points->len, ==, 5);
}

/* Whoever does not see the chart hears what the results come to. */
static void
test_kinetics (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "car", 2, "100", "{copies}/ug", NAN, NAN);
  fixture_put (&draft, "car", 9, "300", "{copies}/ug", NAN, NAN);
  fixture_put (&draft, "hgb", 9, "120", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_nonnull (strstr (scene->description,
                            " Copies: Cmax: 300 copies/µg; Tmax: day 9; AUC, day 2–9: 1400 "
                            "copies/µg × d (not all of day 0 to day 28, for want of "
                            "results); "
                            "Persistence: still present on day 9, the last result."));
}

/* By the made-up scale: under the lower limit 1, under 100 2, under 80 3. */
static void
test_grades (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 normal = fixture_put (&draft, "hgb", -6, "120", "g/L", 115, 150);
  gint64 first = fixture_put (&draft, "hgb", 1, "114", "g/L", 115, 150);
  gint64 second = fixture_put (&draft, "hgb", 3, "99.9", "g/L", 115, 150);
  gint64 third = fixture_put (&draft, "hgb", 8, "7.1", "g/dL", 11.5, 15);
  g_autoptr (PodScene) scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  const PodMark *limits = fixture_find_what (scene, "Limits 115–150");
  const PodMark *band = fixture_find_what (scene, "Grade 2");
  const PodMark *baseline = fixture_find_what (scene, "Baseline");
  /* The scale is 60 to 160. */
  double pixels = (BOTTOM - TOP) / 100;

  g_assert_cmpint (find_point (scene, normal)->role, ==, POD_ROLE_SERIES);
  g_assert_cmpint (find_point (scene, first)->role, ==, POD_ROLE_GRADE_1);
  g_assert_cmpint (find_point (scene, second)->role, ==, POD_ROLE_GRADE_2);
  g_assert_cmpint (find_point (scene, third)->role, ==, POD_ROLE_GRADE_3);
  assert_near (find_point (scene, third)->y, BOTTOM - 11 * pixels);
  assert_near (limits->y, BOTTOM - 90 * pixels);
  assert_near (limits->h, 35 * pixels);
  assert_near (band->y, BOTTOM - 40 * pixels);
  assert_near (band->h, 20 * pixels);
  assert_near (baseline->y, BOTTOM - 60 * pixels);
  g_assert_true (baseline->dashed);
  g_assert_nonnull (fixture_find_text (scene, "day 8: 71 g/L"));
  g_assert_cmpstr (scene->description, ==,
                   "Haemoglobin: 4 results, lowest 71 g/L on day 8 (grade 3, baseline grade 0, "
                   "shift +3, "
                   "new since infusion); latest 71 g/L on day 8. Grades: Made up 1.");
}

static char **
get_row (const PodScene *scene, guint index)
{
  return g_ptr_array_index (scene->rows, index);
}

/* Measured a thousand times, and once worse: colour and outline tell that one however crowded it is, over the others. */
static void
test_crowded_shift (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 same = 0, worse;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", -6, "90", "g/L", 115, 150);
  worse = fixture_put (&draft, "hgb", 8, "79", "g/L", 115, 150);
  for (int i = 0; i < 1000; i++)
    same = fixture_put (&draft, "hgb", 9 + i % 60, "90", "g/L", 115, 150);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_true (find_point (scene, worse)->outlined);
  g_assert_cmpint (find_point (scene, worse)->role, ==, POD_ROLE_GRADE_3);
  g_assert_true (find_point (scene, worse) > find_point (scene, same));
  g_assert_cmpint (find_point (scene, same)->role, ==, POD_ROLE_SERIES);
}

static gint64
put_at (FixtureCasebook *draft, int day, int minute, double number)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = draft->next_id++;
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  finding.when.minute = minute;
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum ("g/L") };
  finding.lower = 115;
  finding.upper = 150;
  pod_casebook_builder_add_finding (draft->builder, &finding);
  return finding.record.id;
}

/* Worse in the morning and no longer in the evening: the morning's lies over the evening's, and is not told as the later one; neither are two
 * of which nobody knows the hour. */
static void
test_twice_a_day (void)
{
  static const int hours[][2] = { { 480, 1200 }, { -1, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      gint64 worse, same;
      g_autoptr (PodScene) scene = NULL;
      g_autofree char *words = NULL;

      fixture_put (&draft, "hgb", -6, "90", "g/L", 115, 150);
      worse = put_at (&draft, 5, hours[i][0], 79);
      same = put_at (&draft, 5, hours[i][1], 90);
      scene = build (fixture_casebook_end (&draft), WIDTH, 1);
      g_assert_true (find_point (scene, worse) > find_point (scene, same));
      g_assert_cmpuint (find_point (scene, worse)->order, <, find_point (scene, same)->order);
      g_assert_nonnull (fixture_find_text (scene, "day 5: 90 g/L"));
      g_assert_true (pod_scene_nearest (scene, 0, ZERO + 5) == find_point (scene, same));
      words = pod_scene_describe_day (scene, 0, ZERO + 5);
      g_assert_cmpuint (strstr (words, " 79 g/L") - words, <, strstr (words, " 90 g/L") - words);
    }
}

/* Of whatever grade: what is no worse than before treatment has no colour of grades. */
static void
test_unchanged_grave (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 same;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", -6, "79", "g/L", 115, 150);
  same = fixture_put (&draft, "hgb", 3, "79", "g/L", 115, 150);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_cmpint (find_point (scene, same)->role, ==, POD_ROLE_SERIES);
  g_assert_false (find_point (scene, same)->outlined);
}

/* Begun with grade 2: what stays so is told by its band and is small; what is worse stands out.  The scale goes with its grades. */
static void
test_shifts (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 same, worse, bare;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", -6, "90", "g/L", 115, 150);
  same = fixture_put (&draft, "hgb", 3, "90", "g/L", 115, 150);
  worse = fixture_put (&draft, "hgb", 8, "79", "g/L", 115, 150);
  bare = fixture_put (&draft, "hgb", 9, "110", "g/L", NAN, NAN);
  fixture_put (&draft, "uprot", 9, "2", "g/d", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_cmpstr (find_point (scene, same)->what, ==,
                   "Haemoglobin 90 g/L, grade 2, baseline grade 2, shift ±0, 4 Jan 2026 · day 3, "
                   "limits 115–150");
  g_assert_cmpstr (find_point (scene, worse)->what, ==,
                   "Haemoglobin 79 g/L, grade 3, baseline grade 2, shift +1, new since infusion, "
                   "9 Jan 2026 · day 8, limits 115–150");
  g_assert_cmpstr (find_point (scene, bare)->what, ==,
                   "Haemoglobin 110 g/L, not graded: no limits, 10 Jan 2026 · day 9");
  g_assert_false (find_point (scene, same)->outlined);
  g_assert_true (find_point (scene, worse)->outlined);
  g_assert_cmpfloat (find_point (scene, same)->w, <, find_point (scene, worse)->w);
  /* The heading is the same whatever the scale; what has a grade names it. */
  g_assert_cmpstr (get_row (scene, 0)[7], ==, "Grade");
  g_assert_cmpstr (get_row (scene, 0)[11], ==, "Scale");
  g_assert_cmpstr (get_row (scene, 2)[11], ==, "Made up 1");
  g_assert_cmpstr (get_row (scene, 4)[11], ==, "");
  g_assert_cmpstr (get_row (scene, 1)[10], ==, "baseline");
  g_assert_cmpstr (get_row (scene, 0)[8], ==, "Baseline grade");
  g_assert_cmpstr (get_row (scene, 1)[8], ==, "");
  g_assert_cmpstr (get_row (scene, 2)[8], ==, "2");
  g_assert_cmpstr (get_row (scene, 2)[9], ==, "±0");
  /* What lies outside its limits is seen without comparing. */
  g_assert_cmpstr (get_row (scene, 0)[5], ==, "Flag");
  g_assert_cmpstr (get_row (scene, 2)[5], ==, "↓");
  g_assert_cmpstr (get_row (scene, 4)[5], ==, "");
  g_assert_cmpstr (get_row (scene, 3)[9], ==, "+1");
  g_assert_cmpstr (get_row (scene, 3)[10], ==, "new since infusion");
  g_assert_cmpstr (get_row (scene, 4)[10], ==, "not graded: no limits");
  g_assert_nonnull (fixture_find_text (scene,
                                       "Grades: Made up 1; 1 result not graded (no limits)"));
  g_assert_nonnull (fixture_find_text (scene, "Outlined, in the colour of its grade: before "
                                              "treatment, or worse since"));
  g_assert_nonnull (fixture_find_text (scene, "In the colour of the line: no worse than before "
                                              "treatment"));
  /* One result that the scale could grade, and one observation that it has no term for. */
  g_assert_cmpuint (scene->not_graded, ==, 1);
  g_assert_cmpuint (scene->ungraded->len, ==, 2);
  g_assert_cmpint (g_array_index (scene->ungraded, PodOmission, 0).id, ==, bare);
  /* As what is not drawn is named, which is in one list with it. */
  g_assert_cmpstr (g_array_index (scene->ungraded, PodOmission, 0).what, ==,
                   "Haemoglobin 110 g/L, 10 Jan 2026 · day 9");
  g_assert_cmpstr (g_array_index (scene->ungraded, PodOmission, 1).what, ==, "Urine protein");
}

/* Limits change with the laboratory: two steps, and bands that follow them. */
static void
test_steps (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  const PodMark *before, *after;

  fixture_put (&draft, "alt", 0, "20", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 7, "90", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 14, "45", "U/L", NAN, 50);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  before = fixture_find_what (scene, "Limits ≤ 40");
  after = fixture_find_what (scene, "Limits ≤ 50");
  /* The days are -5 to 14 and one more on each side; the step is on day 14, at 20 of 21. */
  assert_near (before->x, LEFT);
  assert_near (before->x + before->w, LEFT + 20.0 / 21 * 724);
  assert_near (after->x, before->x + before->w);
  assert_near (after->x + after->w, RIGHT);
  g_assert_cmpfloat (after->h, >, before->h);
  g_assert_nonnull (fixture_find_what (scene, "Grade 1"));
}

/* What a file may hold and nobody can measure: counted, and no mark of what can be drawn is led astray by it. */
static void
test_beyond_measure (void)
{
  static const char *const values[] = { "1e300", "-1e300", "1.7e308", "1e-300" };
  static const char *const observations[] = { "hgb", "uprot", "alt", "car" };
  static const char *const units[] = { "g/L", "g/d", "U/L", "{copies}/ug" };
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (observations); i++)
    {
      fixture_put (&draft, observations[i], 2, "5", units[i], -1.7e308, 1.7e308);
      fixture_put (&draft, observations[i], 3, "5e20", units[i], NAN, NAN);
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        fixture_put (&draft, observations[i], 4, values[k], units[i], NAN, NAN);
    }
  scene = build (fixture_casebook_end (&draft), 640, 2);
  g_assert_cmpuint (scene->not_drawn, ==, 16);
  g_assert_cmpuint (fixture_count_rows (scene, POD_RECORD_FINDING), ==, 8 + 16);
  fixture_check_bounds (scene);
  fixture_check_labels (scene);
}

/* A haemoglobin of 0 is a mistyped one; its axis has no negative end for that.  The 0 of a logarithmic axis does not lie over its 1. */
static void
test_zero (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 none = fixture_put (&draft, "hgb", 2, "0", "g/L", NAN, NAN);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "car", 2, "0", "{copies}/ug", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  assert_near (find_point (scene, none)->y, BOTTOM);
  fixture_check_labels (scene);
}

/* One chart alone is no strip at the top of an empty page; the lines below it begin as lines do. */
static void
test_alone (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) alone = NULL;
  g_autoptr (PodScene) beside = NULL;

  fixture_put (&draft, "hgb", 1, "100", "g/L", 115, 150);
  alone = build (fixture_casebook_end (&draft), 1000, 0);
  draft = fixture_casebook_begin (1);
  fixture_put (&draft, "hgb", 1, "100", "g/L", 115, 150);
  fixture_put (&draft, "alt", 1, "10", "U/L", NAN, 40);
  beside = build (fixture_casebook_end (&draft), 1000, 0);
  g_assert_cmpfloat (pod_scene_get_panel (alone, 0)->h, >, 250);
  g_assert_cmpfloat (pod_scene_get_panel (beside, 0)->h, <, 200);
  g_assert_nonnull (fixture_find_text (alone, "Outlined, in the colour of its grade: before "
                                              "treatment, or worse since"));
}

/* The limits of a row are in the unit of its value; a collection says when it began and how much it was. */
static void
test_table_units (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_TIMES_UPPER };
  g_autoptr (PodScene) scene = NULL;
  PodFinding urine;
  char **cells;

  fixture_put (&draft, "alt", 1, "80", "U/L", 10, 40);
  pod_finding_init (&urine);
  urine.record.id = 90;
  urine.observation = g_intern_string ("uprot");
  urine.when = pod_moment_on (pod_date_from_day (ZERO + 4));
  urine.began = pod_moment_on (pod_date_from_day (ZERO + 3));
  urine.volume = 1800;
  urine.quantity = (PodQuantity){ POD_EXACTLY, 0.3, pod_unit_from_ucum ("g/d") };
  urine.upper = 0.15;
  pod_casebook_builder_add_finding (draft.builder, &urine);
  scene = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  for (guint i = 1; i <= 2; i++)
    {
      gboolean is_urine = g_array_index (scene->row_ids, gint64, i - 1) == 90;
      g_autofree char *began = pod_moment_to_string (urine.began);

      cells = scene->rows->pdata[i];
      g_assert_cmpstr (cells[3], ==, "2");
      g_assert_cmpstr (cells[6], ==, is_urine ? "≤ 1" : "0.25–1");
      g_assert_cmpstr (cells[11], ==, is_urine ? began : "");
      g_assert_cmpstr (cells[12], ==, is_urine ? "1800" : "");
    }
}

static void
test_none_is_lost (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autofree char *line = NULL;
  char **undated = NULL;
  PodFinding partial;

  fixture_put (&draft, "hgb", 1, "100", "g/L", 115, 150);
  fixture_put (&draft, "hgb", 2, "100", NULL, 115, 150);
  fixture_put (&draft, "hgb", -300, "100", "g/L", 115, 150);
  /* After the day of the question: not known on it, and not counted. */
  fixture_put (&draft, "hgb", 101, "100", "g/L", 115, 150);
  pod_finding_init (&partial);
  partial.record.id = 90;
  partial.observation = g_intern_string ("hgb");
  partial.when.date = (PodDate){ 2026, 2, 0 };
  partial.quantity = (PodQuantity){ POD_LESS_THAN, 101, pod_unit_from_ucum ("g/L") };
  pod_casebook_builder_add_finding (draft.builder, &partial);
  partial.record.id = 91;
  partial.when.date = pod_date_from_day (ZERO + 4);
  partial.quantity.number = NAN;
  pod_casebook_builder_add_finding (draft.builder, &partial);
  partial.record.id = 92;
  partial.record.voided = TRUE;
  pod_casebook_builder_add_finding (draft.builder, &partial);

  scene = build (fixture_casebook_end (&draft), WIDTH, 1);
  g_assert_cmpuint (scene->not_drawn, ==, 4);
  g_assert_cmpstr (scene->not_drawn_why, ==,
                   "1: no complete date; 1: outside the days shown; 1: unit unknown; 1: no "
                   "number");
  /* The table has them too, as they were reported and with the reason; what lies outside the days it names. */
  g_assert_cmpuint (fixture_count_rows (scene, POD_RECORD_FINDING), ==, 4);
  for (guint i = 2; i <= 4; i++)
    {
      char **cells = scene->rows->pdata[i];

      if (g_array_index (scene->row_ids, gint64, i - 1) == 90)
        undated = cells;
      g_assert_true (g_str_has_prefix (cells[10], "not drawn: "));
    }
  g_assert_nonnull (undated);
  line = g_strjoinv ("|", undated);
  g_assert_cmpstr (line, ==,
                   "Haemoglobin||2026-02|< 101|g/L||||||not drawn: no complete date||||||");
  /* The screen and each sheet of paper count alike, and the table says which days it holds. */
  g_assert_cmpuint (scene->records, ==, 5);
  g_assert_cmpstr (scene->note, ==,
                   "Grades: Made up 1; 1 of 5 records drawn; 4 not drawn (1: no complete date; "
                   "1: outside the days shown; 1: unit unknown; 1: no number)");
  g_assert_true (g_str_has_prefix (scene->part, "only days "));
}

static void
fill (FixtureCasebook *draft)
{
  static const char *const hgb[] = { "120", "104", "78", "91", "110" };
  static const char *const car[] = { "<1", "120", "31000", "4000", "80" };

  for (int i = 0; i < 5; i++)
    {
      fixture_put (draft, "hgb", i * 7 - 6, hgb[i], "g/L", 115, 150);
      fixture_put (draft, "car", i * 7 - 6, car[i], "{copies}/ug", NAN, NAN);
      fixture_put (draft, "uprot", i * 14 - 6, hgb[4 - i], "mg/d", NAN, 150);
    }
  fixture_put (draft, "alt", 3, "90", "U/L", NAN, 40);
}

static void
test_order_and_columns (void)
{
  static const char *const titles[] = { "Haemoglobin", "ALT", "CAR copies", "Urine protein" };
  /* Width and the panel of the second row's first title. */
  static const struct
  {
    double width;
    guint columns;
  } cases[] = { { 500, 1 }, { 700, 2 }, { 1200, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      g_autoptr (PodScene) scene = NULL;
      guint columns = cases[i].columns;

      fill (&draft);
      scene = build (fixture_casebook_end (&draft), cases[i].width, 0);
      for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
        {
          const PodMark *mark = fixture_find_text (scene, titles[k]);
          double panel = (cases[i].width - 16 - (columns - 1) * 16) / columns;

          assert_near (mark->x, 16 + (k % columns) * (panel + 16));
          assert_near (mark->y, 21 + (k / columns) * 206);
        }
      fixture_check_bounds (scene);
      fixture_check_picking (scene);
    }
}

static void
test_chosen (void)
{
  static const char *const names[] = { "alt", "no-such", NULL };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .observations = names, .width = WIDTH };
  g_autoptr (PodScene) scene = NULL;

  fill (&draft);
  scene = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (scene, "ALT"));
  g_assert_null (fixture_find_text (scene, "Haemoglobin"));
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 1))[6], ==, "≤ 40");
}

static void
test_empty (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = build (fixture_casebook_end (&draft), WIDTH, 0);

  g_assert_cmpstr (scene->description, ==, "No results");
  g_assert_cmpuint (scene->rows->len, ==, 1);
  g_assert_nonnull (fixture_find_text (scene, "No results that could be drawn"));
}

/* Before there is an infusion day 0 says what it is, on the axis and in the table, and has no line like one. */
static void
test_day_zero (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *line = NULL;

  fixture_put (&draft, "uprot", -20, "6.0", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", -2, "6.1", "g/d", NAN, NAN);
  scene = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO - 1), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (scene, "Study day; no infusion yet: day 0 is its planned "
                                              "day"));
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 0))[1], ==,
                   "Day (0: planned infusion)");
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_array_index (scene->marks, PodMark, i).role == POD_ROLE_DAY_ZERO)
      line = &g_array_index (scene->marks, PodMark, i);
  g_assert_nonnull (line);
  g_assert_cmpint (line->dashed, ==, POD_DASHED);
}

static void
test_golden (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;

  fill (&draft);
  scene = build (fixture_casebook_end (&draft), 1000, 2);
  fixture_check_golden (scene, "labs.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/labs/positions", test_positions);
  g_test_add_func ("/chart/labs/steady", test_steady);
  g_test_add_func ("/chart/labs/kinetics", test_kinetics);
  g_test_add_func ("/chart/labs/possible", test_possible);
  g_test_add_func ("/chart/labs/key", test_key);
  g_test_add_func ("/chart/labs/below-key", test_below_key);
  g_test_add_func ("/chart/labs/never-quantified", test_never_quantified);
  g_test_add_func ("/chart/labs/logarithmic", test_logarithmic);
  g_test_add_func ("/chart/labs/comparators", test_comparators);
  g_test_add_func ("/chart/labs/long-gap", test_long_gap);
  g_test_add_func ("/chart/labs/grades", test_grades);
  g_test_add_func ("/chart/labs/shifts", test_shifts);
  g_test_add_func ("/chart/labs/crowded-shift", test_crowded_shift);
  g_test_add_func ("/chart/labs/twice-a-day", test_twice_a_day);
  g_test_add_func ("/chart/labs/unchanged-grave", test_unchanged_grave);
  g_test_add_func ("/chart/labs/steps", test_steps);
  g_test_add_func ("/chart/labs/beyond-measure", test_beyond_measure);
  g_test_add_func ("/chart/labs/zero", test_zero);
  g_test_add_func ("/chart/labs/none-is-lost", test_none_is_lost);
  g_test_add_func ("/chart/labs/table-units", test_table_units);
  g_test_add_func ("/chart/labs/alone", test_alone);
  g_test_add_func ("/chart/labs/order-and-columns", test_order_and_columns);
  g_test_add_func ("/chart/labs/chosen", test_chosen);
  g_test_add_func ("/chart/labs/empty", test_empty);
  g_test_add_func ("/chart/labs/day-zero", test_day_zero);
  g_test_add_func ("/chart/labs/golden", test_golden);
  return g_test_run ();
}
