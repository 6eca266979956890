#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "pod-lab-mode.h"
#include "pod-scene-table.h"
#include "scene-check.h"

/* One panel of 800 px: the plot from 54 to 778 px. */
#define WIDTH 800.0
#define LEFT 54.0

static PodScene *
build (PodCasebook *casebook, const PodLabOptions *options)
{
  return pod_lab_scene_new (fixture_study (), fixture_site (), casebook,
                            pod_date_from_day (ZERO + 100), options, pod_metrics_fixed ());
}

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id);
}

/* 4 g/d before treatment and 1 g/d after it: -75 %, a quarter of the baseline, and 6.67 times the limit of 0.15 g/d. */
static void
test_modes (void)
{
  static const struct
  {
    PodLabMode mode;
    double value;
    const char *unit;
  } cases[] = { { POD_LAB_VALUE, 1, "g/d" },
                { POD_LAB_PERCENT_CHANGE, -75, "% change" },
                { POD_LAB_TIMES_UPPER, 1 / 0.15, "× ULN" },
                { POD_LAB_TIMES_BASELINE, 0.25, "× baseline" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = cases[i].mode };
      g_autoptr (PodScene) scene = NULL;
      const PodScenePanel *panel;
      gint64 id;

      fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, 0.15);
      id = fixture_put (&draft, "uprot", 30, "1", "g/d", NAN, 0.15);
      scene = build (fixture_casebook_end (&draft), &options);
      panel = pod_scene_get_panel (scene, 0);
      g_assert_cmpstr (panel->unit, ==, cases[i].unit);
      g_assert_cmpfloat_with_epsilon (pod_scale_value (&panel->scale, find_point (scene, id)->y),
                                      cases[i].value, 1e-6);
    }
}

/* A thousandth of the limit, and thrice: the axis is read without powers of ten. */
static void
test_multiples (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = {
    .width = WIDTH, .columns = 1, .mode = POD_LAB_TIMES_UPPER, .axis = POD_LAB_AXIS_LOGARITHMIC
  };
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "uprot", -6, "0.1", "g/d", NAN, 100);
  fixture_put (&draft, "uprot", 30, "300", "g/d", NAN, 100);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_nonnull (fixture_find_text (scene, "0.001"));
  g_assert_nonnull (fixture_find_text (scene, "1"));
  g_assert_null (fixture_find_text (scene, "10⁰"));
}

static void
check_whole (const PodScene *scene, gint64 id)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  const PodMark *mark = find_point (scene, id);

  g_assert_cmpfloat (mark->y - mark->w / 2, >=, panel->scale.top);
  g_assert_cmpfloat (mark->y + mark->w / 2, <=, panel->scale.bottom);
}

/* Each baseline is once itself, and no change: its symbol is whole wherever the others lie, alone and among all. */
static void
test_room_for_baseline (void)
{
  static const struct
  {
    PodLabMode mode;
    PodLabAxis axis;
    const char *after;
  } cases[] = { { POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_LINEAR, "8" },
                { POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_LINEAR, "1" },
                { POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_LOGARITHMIC, "8" },
                { POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_LOGARITHMIC, "80" },
                { POD_LAB_TIMES_BASELINE, POD_LAB_AXIS_LOGARITHMIC, "0.04" },
                { POD_LAB_PERCENT_CHANGE, POD_LAB_AXIS_LINEAR, "8" },
                { POD_LAB_PERCENT_CHANGE, POD_LAB_AXIS_LINEAR, "1" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = {
        .width = WIDTH, .columns = 1, .mode = cases[i].mode, .axis = cases[i].axis
      };
      g_autoptr (GPtrArray) all = g_ptr_array_new ();
      g_autoptr (PodScene) one = NULL;
      g_autoptr (PodScene) overlay = NULL;
      gint64 id = fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);

      fixture_put (&draft, "uprot", 30, cases[i].after, "g/d", NAN, NAN);
      g_ptr_array_add (all, fixture_casebook_end (&draft));
      one = build (g_ptr_array_index (all, 0), &options);
      overlay = pod_overlay_scene_new (fixture_study (), fixture_site (), all,
                                       pod_date_from_day (ZERO + 60), &options,
                                       pod_metrics_fixed ());
      check_whole (one, id);
      check_whole (overlay, id);
    }
}

/* A change is told with its sign, and to no more digits than it has: of 0.943396… % two. */
static void
test_digits (void)
{
  static const struct
  {
    PodLabMode mode;
    double shown;
    const char *text;
  } cases[] = {
    { POD_LAB_PERCENT_CHANGE, 0.943396, "+0.94" }, { POD_LAB_PERCENT_CHANGE, -0.05, "−0.05" },
    { POD_LAB_PERCENT_CHANGE, 0.9999, "+1" },      { POD_LAB_PERCENT_CHANGE, 1.2345, "+1.23" },
    { POD_LAB_PERCENT_CHANGE, -74.56, "−74.6" },   { POD_LAB_PERCENT_CHANGE, 312.4, "+312" },
    { POD_LAB_PERCENT_CHANGE, 1234.6, "+1235" },   { POD_LAB_PERCENT_CHANGE, 0, "0" },
    { POD_LAB_VALUE, 0.943396, "0.9434" },         { POD_LAB_TIMES_UPPER, 2.4567, "2.457" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pod_lab_mode_print (cases[i].mode, cases[i].shown, 4);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* In the words of a point and in the panel's head. */
static void
test_change_in_words (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_PERCENT_CHANGE };
  g_autoptr (PodScene) scene = NULL;
  gboolean is_told = FALSE;
  gint64 id;

  fixture_put (&draft, "hgb", -6, "106", "g/L", 115, 150);
  id = fixture_put (&draft, "hgb", 30, "107", "g/L", 115, 150);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_nonnull (strstr (find_point (scene, id)->what, ", +0.94 % change"));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      is_told = is_told || g_strcmp0 (mark->text, "day 30: +0.94 % change") == 0;
    }
  g_assert_true (is_told);
}

/* On the axis as in the words: alone and among all. */
static void
test_change_on_axis (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_PERCENT_CHANGE };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (PodScene) one = NULL;
  g_autoptr (PodScene) overlay = NULL;

  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 30, "8", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 40, "2", "g/d", NAN, NAN);
  g_ptr_array_add (all, fixture_casebook_end (&draft));
  one = build (g_ptr_array_index (all, 0), &options);
  overlay = pod_overlay_scene_new (fixture_study (), fixture_site (), all,
                                   pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (one, "+100%"));
  g_assert_nonnull (fixture_find_text (one, "−50%"));
  g_assert_nonnull (fixture_find_text (one, "0%"));
  g_assert_nonnull (fixture_find_text (overlay, "+100%"));
}

/* Nobody asks by how much haemoglobin, which the scale grades when it is low, exceeds its upper limit: it is left out, with the reason. */
static void
test_upper_of_low (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_TIMES_UPPER };
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", 3, "100", "g/L", 115, 150);
  fixture_put (&draft, "alt", 3, "70", "U/L", NAN, 35);
  fixture_put (&draft, "uprot", 3, "3", "g/d", NAN, 0.15);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpuint (scene->panels->len, ==, 2);
  g_assert_null (fixture_find_text (scene, "Haemoglobin"));
  g_assert_cmpuint (scene->not_drawn, ==, 1);
  g_assert_cmpstr (scene->not_drawn_why, ==, "graded only when too low");
}

/* What is less than can be measured is no more exact for being divided. */
static void
test_bound (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_TIMES_UPPER };
  g_autoptr (PodScene) scene = NULL;
  g_autofree char *value = NULL;
  gint64 id;

  id = fixture_put (&draft, "alt", 3, "< 0.05", "U/L", NAN, 35);
  fixture_put (&draft, "alt", 9, "1.23456", "U/L", NAN, 35);
  scene = build (fixture_casebook_end (&draft), &options);
  value = pod_scene_print_value (scene, find_point (scene, id));
  g_assert_cmpstr (value, ==, "< 0.0014");
  g_assert_nonnull (strstr (find_point (scene, id)->what, ", < 0.0014 × ULN"));
  g_assert_nonnull (fixture_find_text (scene, "day 9: 0.0353 × ULN"));
}

/* What has no baseline, or no upper limit, is listed with that reason. */
static void
test_mode_without (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .mode = POD_LAB_TIMES_UPPER };
  g_autoptr (PodScene) scene = NULL;
  const PodOmission *omission;

  fixture_put (&draft, "alt", 3, "100", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 4, "101", "U/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpuint (scene->omissions->len, ==, 1);
  omission = &g_array_index (scene->omissions, PodOmission, 0);
  g_assert_cmpstr (omission->why, ==, "no upper limit");
  g_assert_cmpstr (omission->what, ==, "ALT 101 U/L, 5 Jan 2026 · day 4");
  g_assert_cmpint (omission->id, !=, 0);
}

/* The axis of a score of at most @possible points, with those of two days. */
static PodScene *
draw_score (const char *possible, const char *first, const char *second, gboolean among_all)
{
  g_autofree char *form = g_strdup_printf (
      "[instrument form]\nlabel=A form\nversion=1\nsource=site\n"
      "[item form.a]\ninstrument=form\nlabel=A\npoints=2\nsource=site\n"
      "[item form.b]\ninstrument=form\nlabel=B\npoints=1\nsource=site\n"
      "[observation sum]\nlabel=Sum\ntype=quantity\nunit=1\nscore=form\nsdtm=QS:SUM\n"
      "sdtm.test=Sum\ngroup=other\npossible=0..%s\nsource=site\n",
      possible);
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  PodStudy *study = fixture_study_with (form);
  PodCasebook *casebook;

  fixture_put (&draft, "sum", 3, first, "1", NAN, NAN);
  fixture_put (&draft, "sum", 9, second, "1", NAN, NAN);
  casebook = fixture_casebook_end (&draft);
  if (among_all)
    {
      g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

      g_ptr_array_add (casebooks, casebook);
      return pod_overlay_scene_new (study, fixture_site (), casebooks,
                                    pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
    }
  return pod_lab_scene_new (study, fixture_site (), casebook, pod_date_from_day (ZERO + 100),
                            &options, pod_metrics_fixed ());
}

/* A score of 2 to 3 has no 2.5 on its axis, nor one of which 2 is the most a half. */
static void
test_whole (void)
{
  g_autoptr (PodScene) scene = draw_score ("", "2", "3", FALSE);
  g_autoptr (PodScene) few = draw_score ("2", "0", "2", FALSE);

  g_assert_null (fixture_find_text (scene, "2.5"));
  g_assert_nonnull (fixture_find_text (scene, "3"));
  g_assert_null (fixture_find_text (few, "0.5"));
  g_assert_null (fixture_find_text (few, "1.5"));
  g_assert_nonnull (fixture_find_text (few, "2"));
}

/* One that stays the same keeps off both ends of its axis, but none is less than nothing. */
static void
test_steady_score (void)
{
  for (int among_all = 0; among_all <= 1; among_all++)
    {
      g_autoptr (PodScene) scene = draw_score ("", "3", "3", among_all);
      g_autoptr (PodScene) none = draw_score ("", "0", "0", among_all);
      const PodScale *scale = &pod_scene_get_panel (scene, 0)->scale;

      g_assert_cmpfloat (scale->low, <, 3);
      g_assert_cmpfloat (scale->high, >, 3);
      g_assert_cmpfloat (pod_scene_get_panel (none, 0)->scale.low, ==, 0);
    }
}

static double
time_layout (int days, int infused)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  PodCasebook *casebook;
  clock_t start;

  for (int i = 0; i < days; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", 90 + i % 40);

      fixture_put (&draft, "hgb", i - infused, value, "g/L", 115, 150);
    }
  casebook = fixture_casebook_end (&draft);
  start = clock ();
  scene = build (casebook, &options);
  g_assert_cmpuint (scene->panels->len, ==, 1);
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

/* Whether the treatment changed what the limits mean is asked once, not of every result that came after it. */
static void
test_many (void)
{
  double least = INFINITY, most = INFINITY;

  for (guint i = 0; i < 3; i++)
    {
      least = MIN (least, time_layout (110, 110));
      most = MIN (most, time_layout (110, 10));
    }
  g_test_message ("before the treatment %.4f s, most of it after %.4f s", least, most);
  g_assert_cmpfloat (most, <, 3 * least);
}

static PodScene *
build_below (const char *other, gint64 *id)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };

  fixture_put (&draft, "car", 1, "100", "{copies}/ug", NAN, NAN);
  fixture_put (&draft, "car", 4, "1000", "{copies}/ug", NAN, NAN);
  *id = fixture_put (&draft, "car", 8, "< 20", "{copies}/ug", NAN, NAN);
  fixture_put (&draft, "car", 11, other, "{copies}/ug", NAN, NAN);
  return build (fixture_casebook_end (&draft), &options);
}

/* Below quantification: an open symbol in the lane, and the line ends before it.  The lane begins at the limit and says it, where there is one and
 * nothing is lower: the axis goes down to what is just still quantified, not to the lowest that was. */
static void
test_below (void)
{
  static const struct
  {
    const char *other;
    const char *lane;
    double low;
  } lanes[] = {
    { "200", "<20", 20 },  { "20", "<20", 20 },   { "19", "BLQ", 10 },
    { "< 50", "BLQ", 10 }, { "< 20", "<20", 20 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      gint64 id;
      g_autoptr (PodScene) scene = build_below (lanes[i].other, &id);
      const PodScale *scale = &pod_scene_get_panel (scene, 0)->scale;

      g_test_message ("%s", lanes[i].other);
      g_assert_cmpfloat (find_point (scene, id)->y, >, scale->bottom);
      g_assert_cmpfloat (find_point (scene, id)->line_width, >, 0);
      g_assert_cmpuint (scene->points->len, ==, 2);
      g_assert_nonnull (fixture_find_text (scene, lanes[i].lane));
      g_assert_cmpfloat_with_epsilon (scale->low, lanes[i].low, 1e-9);
    }
}

static double
measure_span (const char *observation, const char *unit, const char *one, const char *other)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, observation, 1, one, unit, NAN, NAN);
  fixture_put (&draft, observation, 9, other, unit, NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  return pod_scene_get_panel (scene, 0)->scale.high - pod_scene_get_panel (scene, 0)->scale.low;
}

/* What keeps near one value has an axis on which its course is seen: a temperature's is no third of itself high.  The noise of what is steady stays
 * small. */
static void
test_narrow (void)
{
  double fever = measure_span ("temp", "Cel", "36.5", "38.6");
  double steady = measure_span ("temp", "Cel", "36.5", "36.6");

  g_assert_cmpfloat (fever, >=, 2.5);
  g_assert_cmpfloat (fever, <=, 4);
  g_assert_cmpfloat (steady, >=, 2.5);
  g_assert_cmpfloat (steady, <=, 4);
  g_assert_cmpfloat (measure_span ("hgb", "g/L", "100", "101"), >=, 33);
}

/* Days 5 to 12 of a course on days 0, 10 and 20: one result, and a line that comes from the left edge and goes to the right one. */
static void
test_zoom (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO + 5, ZERO + 12 } };
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *value = NULL;
  const PodPoint *points;
  gint64 id;

  fixture_put (&draft, "hgb", 0, "100", "g/L", NAN, NAN);
  id = fixture_put (&draft, "hgb", 10, "110", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 20, "100", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpfloat_with_epsilon (find_point (scene, id)->x, LEFT + 5.0 / 7 * 724, 0.01);
  g_assert_cmpuint (scene->not_drawn, ==, 2);
  g_assert_cmpuint (scene->points->len, ==, 3);
  points = (const PodPoint *) scene->points->data;
  g_assert_cmpfloat_with_epsilon (points[0].x, LEFT, 0.01);
  g_assert_cmpfloat_with_epsilon (points[2].x, LEFT + 724, 0.01);
  faults = scene_check (scene, 3, NULL, 0);
  g_assert_cmpuint (faults->len, ==, 0);
  /* The title is not taken for the latest of all. */
  g_assert_nonnull (fixture_find_text (scene, "day 10: 110 g/L"));
  value = pod_scene_print_value (scene, find_point (scene, id));
  g_assert_cmpstr (value, ==, "110");
}

/* On day 4. */
static PodFinding
make_haemoglobin (gint64 id, double number)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = id;
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + 4));
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum ("g/L") };
  return finding;
}

static void
put_withdrawn (FixtureCasebook *draft, gint64 id, double number)
{
  PodFinding finding = make_haemoglobin (id, number);

  finding.record.voided = TRUE;
  pod_casebook_builder_add_finding (draft->builder, &finding);
}

/* Corrected and withdrawn results are drawn as such; the withdrawn one, a slip of the decimal point, stays at the edge and presses nothing
 * flat. */
static void
test_withdrawn (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  PodFinding finding = make_haemoglobin (90, 105);
  const PodMark *mark;

  fixture_put (&draft, "hgb", 1, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 9, "110", "g/L", NAN, NAN);
  finding.record.version = 2;
  finding.status = "corrected";
  finding.when.minute = 8 * 60;
  pod_casebook_builder_add_finding (draft.builder, &finding);
  put_withdrawn (&draft, 91, 1050);
  scene = build (fixture_casebook_end (&draft), &options);
  mark = find_point (scene, 91);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_CROSS);
  g_assert_cmpstr (mark->what, ==, "Haemoglobin 1050 g/L, 5 Jan 2026 · day 4, withdrawn");
  g_assert_cmpfloat_with_epsilon (mark->y, pod_scene_get_panel (scene, 0)->scale.top, 0.01);
  g_assert_cmpfloat (pod_scene_get_panel (scene, 0)->scale.high, <, 200);
  g_assert_true (g_str_has_suffix (find_point (scene, 90)->what, ", corrected"));
  g_assert_cmpuint (find_point (scene, 90)->minute, ==, 8 * 60 + 1);
  g_assert_cmpuint (mark->minute, ==, 0);
  g_assert_cmpuint (fixture_count_rows (scene, POD_RECORD_FINDING), ==, 4);
  /* What was withdrawn has neither a grade nor a change of it. */
  g_assert_cmpstr (((char **) scene->rows->pdata[4])[6], ==, "");
  g_assert_cmpstr (((char **) scene->rows->pdata[4])[7], ==, "");
}

static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  /* What was found in another language is forgotten. */
  bindtextdomain ("podocyte", g_getenv ("PODOCYTE_LOCALE_DIR"));
}

/* The comma by which remarks go on in a sentence is longer in Chinese, and left out of the table whole. */
static void
test_remarks_in_chinese (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", 1, "100", "g/L", NAN, NAN);
  put_withdrawn (&draft, 90, 105);
  setlocale (LC_ALL, "");
  bind_textdomain_codeset ("podocyte", "UTF-8");
  speak ("zh_CN");
  scene = build (fixture_casebook_end (&draft), &options);
  speak ("en");
  g_assert_cmpstr (((char **) scene->rows->pdata[2])[10], ==, "已撤销");
}

/* What is below quantification is not below the limits of the healthy. */
static void
test_lane_in_chinese (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) overlay = NULL;
  gboolean is_told = FALSE;

  fixture_put (&draft, "uprot", 1, "< 2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 2, "< 3", "g/d", NAN, NAN);
  g_ptr_array_add (all, fixture_casebook_end (&draft));
  setlocale (LC_ALL, "");
  bind_textdomain_codeset ("podocyte", "UTF-8");
  speak ("zh_CN");
  scene = build (g_ptr_array_index (all, 0), &options);
  overlay = pod_overlay_scene_new (fixture_study (), fixture_site (), all,
                                   pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
  speak ("en");
  g_assert_nonnull (fixture_find_text (scene, "低于定量"));
  for (guint i = 0; i < overlay->marks->len; i++)
    {
      const char *text = g_array_index (overlay->marks, PodMark, i).text;

      is_told = is_told || (text != NULL && strstr (text, "；低于定量：") != NULL);
    }
  g_assert_true (is_told);
}

/* What whoever comes to a row of the wall is told has no comma of another language. */
static void
test_wall_in_chinese (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;

  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  setlocale (LC_ALL, "");
  bind_textdomain_codeset ("podocyte", "UTF-8");
  speak ("zh_CN");
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), WIDTH, pod_metrics_fixed ());
  speak ("en");
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      g_assert_true (mark->what == NULL || strstr (mark->what, ", ") == NULL);
    }
}

static void
put_judged (PodFinding *finding, int day, gint64 id, double number, FixtureCasebook *draft)
{
  finding->record.id = id;
  finding->when = pod_moment_on (pod_date_from_day (ZERO + day));
  finding->quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum ("g/L") };
  pod_casebook_builder_add_finding (draft->builder, finding);
}

/* A judgement counts the version up as well and corrects nothing.  What takes the place of a withdrawn result corrects it, unless it says the
 * same. */
static void
test_corrected (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.observation = g_intern_string ("hgb");
  finding.record.version = 2;
  finding.significance = "not_significant";
  finding.judged_by = "pi";
  put_judged (&finding, 2, 80, 105, &draft);
  finding.record.voided = TRUE;
  put_judged (&finding, 4, 81, 10.5, &draft);
  put_judged (&finding, 6, 83, 107, &draft);
  finding.record.voided = FALSE;
  put_judged (&finding, 4, 82, 106, &draft);
  put_judged (&finding, 6, 84, 107, &draft);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_null (strstr (find_point (scene, 80)->what, "corrected"));
  g_assert_true (g_str_has_suffix (find_point (scene, 82)->what, ", corrected"));
  g_assert_null (strstr (find_point (scene, 84)->what, "corrected"));
  g_assert_nonnull (fixture_find_text (scene, "Ring: corrected; cross: withdrawn"));
}

static gint64
put_with_status (FixtureCasebook *draft, int day, const char *status, double number)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = draft->next_id++;
  finding.observation = g_intern_string ("uprot");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum ("g/d") };
  finding.status = status;
  pod_casebook_builder_add_finding (draft->builder, &finding);
  return finding.record.id;
}

/* What may still change is an open dot and no baseline; what was not done is no result without a number. */
static void
test_status (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .mode = POD_LAB_TIMES_BASELINE };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *mark;
  gint64 id;

  fixture_put (&draft, "uprot", -9, "4", "g/d", NAN, NAN);
  put_with_status (&draft, -6, "preliminary", 8);
  id = put_with_status (&draft, 30, "preliminary", 2);
  put_with_status (&draft, 40, "not_done", NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  mark = find_point (scene, id);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_RING);
  g_assert_true (g_str_has_suffix (mark->what, ", preliminary"));
  g_assert_nonnull (strstr (mark->what, "0.5 × baseline"));
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 3))[10], ==, "preliminary");
  g_assert_nonnull (fixture_find_text (scene, "Open dot: preliminary"));
  g_assert_cmpuint (scene->omissions->len, ==, 1);
  g_assert_cmpstr (g_array_index (scene->omissions, PodOmission, 0).why, ==, "not done");
}

/* A result that was withdrawn, and no other, is still drawn as withdrawn. */
static void
test_withdrawn_alone (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = 91;
  finding.record.voided = TRUE;
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + 4));
  finding.quantity = (PodQuantity){ POD_EXACTLY, 105, pod_unit_from_ucum ("g/L") };
  pod_casebook_builder_add_finding (draft.builder, &finding);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpint (find_point (scene, 91)->shape, ==, POD_SHAPE_CROSS);
  g_assert_cmpuint (fixture_count_rows (scene, POD_RECORD_FINDING), ==, 1);
  fixture_check_bounds (scene);
}

/* What a linked cursor says, in a panel, of a day. */
static void
test_cursor (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  g_autofree char *on = NULL;
  g_autofree char *off = NULL;
  const PodScenePanel *panel;
  gint64 id;

  fixture_put (&draft, "hgb", 1, "100", "g/L", NAN, NAN);
  id = fixture_put (&draft, "hgb", 8, "110", "g/L", NAN, NAN);
  fixture_put (&draft, "alt", 8, "20", "U/L", NAN, 40);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpuint (scene->panels->len, ==, 2);
  panel = pod_scene_get_panel (scene, 0);
  g_assert_cmpint (pod_scene_find_panel (scene, panel->x + 5, panel->y + 5), ==, 0);
  g_assert_cmpint (pod_scene_find_panel (scene, 2, 2), ==, -1);
  g_assert_cmpint (pod_scene_nearest (scene, 0, ZERO + 6.0)->id, ==, id);
  on = pod_scene_describe_day (scene, 0, ZERO + 8.3);
  off = pod_scene_describe_day (scene, 1, ZERO + 2);
  g_assert_cmpstr (on, ==, "Day 8: Haemoglobin 110 g/L, not graded: no limits, 9 Jan 2026 · day 8");
  g_assert_cmpstr (off, ==, "Day 2: nothing; nearest: ALT 20 U/L, 9 Jan 2026 · day 8, limits ≤ 40");
}

/* A course that lasts over the day is no result: the nearest is told beside it. */
static void
test_cursor_beside_course (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  g_autofree char *on = NULL;
  g_autofree char *off = NULL;

  fixture_add_toxicity (&draft);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  on = pod_scene_describe_day (scene, 0, ZERO + 30);
  off = pod_scene_describe_day (scene, 0, ZERO + 28);
  g_assert_nonnull (strstr (on, "31 Jan 2026 · day 30"));
  g_assert_null (strstr (on, "nearest"));
  g_assert_nonnull (strstr (off, "Reference steroid"));
  g_assert_nonnull (strstr (off, "; nearest result: Haemoglobin 110 g/L, "));
}

/* What the program computed is read in three digits wherever it is read, alone and among all; files keep what it is. */
static void
test_computed (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  gint64 id = fixture_put_derived (&draft, "uprot", 30, "66.0713");
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_add (all, fixture_casebook_end (&draft));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PodScene) scene = i == 0
                                       ? build (g_ptr_array_index (all, 0), &options)
                                       : pod_overlay_scene_new (fixture_study (), fixture_site (),
                                                                all, pod_date_from_day (ZERO + 60),
                                                                &options, pod_metrics_fixed ());
      const PodMark *mark = find_point (scene, id);
      g_autofree char *value = pod_scene_print_value (scene, mark);
      g_autofree char *table = pod_scene_print_table (scene, ',');

      g_assert_cmpstr (value, ==, "66.1");
      g_assert_nonnull (strstr (pod_scene_get_what (scene, mark), "66.1 g/d"));
      g_assert_nonnull (strstr (table, ",66.07,g/d"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-panel/narrow", test_narrow);
  g_test_add_func ("/chart/lab-panel/modes", test_modes);
  g_test_add_func ("/chart/lab-panel/multiples", test_multiples);
  g_test_add_func ("/chart/lab-panel/room-for-baseline", test_room_for_baseline);
  g_test_add_func ("/chart/lab-panel/digits", test_digits);
  g_test_add_func ("/chart/lab-panel/change-in-words", test_change_in_words);
  g_test_add_func ("/chart/lab-panel/change-on-axis", test_change_on_axis);
  g_test_add_func ("/chart/lab-panel/upper-of-low", test_upper_of_low);
  g_test_add_func ("/chart/lab-panel/bound", test_bound);
  g_test_add_func ("/chart/lab-panel/mode-without", test_mode_without);
  g_test_add_func ("/chart/lab-panel/whole", test_whole);
  g_test_add_func ("/chart/lab-panel/steady-score", test_steady_score);
  g_test_add_func ("/chart/lab-panel/many", test_many);
  g_test_add_func ("/chart/lab-panel/below", test_below);
  g_test_add_func ("/chart/lab-panel/zoom", test_zoom);
  g_test_add_func ("/chart/lab-panel/withdrawn", test_withdrawn);
  g_test_add_func ("/chart/lab-panel/corrected", test_corrected);
  g_test_add_func ("/chart/lab-panel/status", test_status);
  g_test_add_func ("/chart/lab-panel/withdrawn-alone", test_withdrawn_alone);
  g_test_add_func ("/chart/lab-panel/cursor", test_cursor);
  g_test_add_func ("/chart/lab-panel/cursor-beside-course", test_cursor_beside_course);
  g_test_add_func ("/chart/lab-panel/computed", test_computed);
  /* The last, since what is printed once stays in its language. */
  g_test_add_func ("/chart/lab-panel/remarks-in-chinese", test_remarks_in_chinese);
  g_test_add_func ("/chart/lab-panel/lane-in-chinese", test_lane_in_chinese);
  g_test_add_func ("/chart/lab-panel/wall-in-chinese", test_wall_in_chinese);
  return g_test_run ();
}
