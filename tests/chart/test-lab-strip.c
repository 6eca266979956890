#include <math.h>
#include <string.h>

#include "pod-lab-steroid.h"
#include "pod-scene-event.h"
#include "scene-check.h"

/* What was given, and what happened, in the lanes under a panel. */

/* One panel of 800 px. */
#define WIDTH 800.0

static PodScene *
build (PodCasebook *casebook, const PodLabOptions *options)
{
  return pod_lab_scene_new (fixture_study (), fixture_site (), casebook,
                            pod_date_from_day (ZERO + 100), options, pod_metrics_fixed ());
}

/* Days 6 to 9: 10 mg, and 40 mg that are worth 50 mg; so the lane is 60 mg high, and the course of 10 mg a sixth of it. */
static void
test_strip (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *low, *high;
  guint named = 0, drugs = 0;

  fixture_add_toxicity (&draft);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_nonnull (fixture_find_text (scene, "GC ≤60"));
  high = fixture_find_what (scene,
                            "Stronger steroid 40 mg a day, day 6 to day 9; all glucocorticoids: "
                            "60 mg of prednisone a day");
  low = fixture_find_what (scene,
                           "Reference steroid 10 mg a day, day −20 to day 30; all glucocorticoids, "
                           "day 6 to day 9: 60 mg of prednisone a day");
  g_assert_nonnull (high);
  g_assert_nonnull (low);
  g_assert_cmpfloat_with_epsilon (high->h / low->h, 5, 0.01);
  g_assert_cmpfloat_with_epsilon (high->y + high->h, low->y, 0.01);
  g_assert_nonnull (fixture_find_what (scene, "Release syndrome, grade 3, day 4 to day 9"));
  /* It was given twice: between the two its name has no room. */
  for (guint i = 0; i < scene->marks->len; i++)
    named += g_strcmp0 (g_array_index (scene->marks, PodMark, i).text, "Blocker") == 0;
  g_assert_cmpuint (named, ==, 1);
  /* Nor is it in the colour of the treatment. */
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      drugs += mark->role == POD_ROLE_DRUG;
      g_assert_false (mark->role == POD_ROLE_TREATMENT && mark->id != 0);
    }
  g_assert_cmpuint (drugs, ==, 2);
  fixture_check_bounds (scene);
}

/* A name stands behind one drug's bars alone: another drug has a row of its own, and a name, too. */
static void
test_strip_of_two (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *one, *other;

  fixture_add_drug (&draft, "toci", 8, "mg/kg", 4, 4);
  fixture_add_drug (&draft, "factor", 300, "ug", 6, 9);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  one = fixture_find_text (scene, "Blocker");
  other = fixture_find_text (scene, "Factor");
  g_assert_nonnull (one);
  g_assert_nonnull (other);
  g_assert_cmpfloat (other->y, >, one->y);
  fixture_check_bounds (scene);
}

static const PodMark *
find_name (PodCasebook *casebook, PodDayRange days, PodScene **scene)
{
  PodLabOptions options = { .width = WIDTH, .columns = 1, .days = days };

  *scene = build (casebook, &options);
  fixture_check_bounds (*scene);
  return fixture_find_text (*scene, "Blocker");
}

/* A drug that is given on to the end of what is seen has its name before it, or in it where it began before what is seen. */
static void
test_strip_going_on (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 id = fixture_add_drug (&draft, "toci", 8, "mg/kg", 10, 80);
  g_autoptr (PodScene) whole = NULL;
  g_autoptr (PodScene) within = NULL;
  const PodMark *name, *bar;
  PodCasebook *casebook;

  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  casebook = fixture_casebook_end (&draft);
  name = find_name (casebook, (PodDayRange){ ZERO - 20, ZERO + 40 }, &whole);
  bar = fixture_find (whole, POD_MARK_RECT, POD_RECORD_INTERVENTION, id);
  g_assert_nonnull (name);
  g_assert_cmpint (name->align, ==, POD_ALIGN_END);
  g_assert_cmpfloat (name->x, <, bar->x);
  name = find_name (casebook, (PodDayRange){ ZERO + 20, ZERO + 40 }, &within);
  bar = fixture_find (within, POD_MARK_RECT, POD_RECORD_INTERVENTION, id);
  g_assert_nonnull (name);
  g_assert_cmpint (name->align, ==, POD_ALIGN_CENTRE);
  assert_near (name->x, bar->x + bar->w / 2);
  g_assert_cmpint (name->role, ==, bar->role);
}

/* Whatever days are seen, a course is told by its own. */
static void
test_strip_zoomed (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO + 7, ZERO + 20 } };
  g_autoptr (PodScene) scene = NULL;

  fixture_add_toxicity (&draft);
  fixture_put (&draft, "hgb", 10, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_nonnull (fixture_find_text (scene, "GC ≤60"));
  g_assert_nonnull (fixture_find_what (scene, "Stronger steroid 40 mg a day, day 6 to day 9; all "
                                              "glucocorticoids: 60 mg of prednisone a day"));
  g_assert_nonnull (fixture_find_what (scene,
                                       "Reference steroid 10 mg a day, day −20 to day 30; all "
                                       "glucocorticoids, day 10 to day 30: 10 mg of "
                                       "prednisone a day"));
  fixture_check_bounds (scene);
}

static const PodMark *
find_event (const PodScene *scene, const char *what)
{
  const PodMark *mark = fixture_find_what (scene, what);

  g_assert_nonnull (mark);
  g_assert_cmpint (mark->type, ==, POD_RECORD_ADVERSE_EVENT);
  return mark;
}

/* Whichever the study follows, the worst of each day stands in one lane, and the words of a day name all of it. */
static void
test_strip_worst (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *worst, *both, *after;

  fixture_add_event_of (&draft, "neutropenia", 3, 20, 4);
  fixture_add_event_of (&draft, "crs", 8, 30, 2);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  worst = find_event (scene, "neutropenia, grade 4, day 3 to day 20");
  both = find_event (scene, "neutropenia, grade 4, day 3 to day 20; "
                            "Release syndrome, grade 2, day 8 to day 30");
  after = find_event (scene, "Release syndrome, grade 2, day 8 to day 30");
  g_assert_cmpint (worst->role, ==, pod_grade_role (4));
  g_assert_cmpint (both->role, ==, pod_grade_role (4));
  g_assert_cmpint (both->id, ==, worst->id);
  g_assert_cmpint (after->role, ==, pod_grade_role (2));
  g_assert_cmpfloat_with_epsilon (worst->y, after->y, 0.01);
  g_assert_cmpfloat_with_epsilon (worst->x + worst->w, both->x, 0.01);
  g_assert_cmpfloat_with_epsilon (both->x + both->w, after->x, 0.01);
  g_assert_nonnull (fixture_find_text (scene, "G4"));
  fixture_check_bounds (scene);
}

/* Of what a worse one covers at first it is told when it began: it would be taken to begin where it comes to be seen. */
static void
test_strip_since (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO, ZERO + 80 } };
  PodCasebook *casebook;
  g_autoptr (PodScene) scene = NULL;

  fixture_add_event_of (&draft, "crs", 8, 12, 3);
  fixture_add_event_of (&draft, "icans", 10, 70, 2);
  fixture_put (&draft, "hgb", 0, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 50, "110", "g/L", NAN, NAN);
  casebook = fixture_casebook_end (&draft);
  scene = build (casebook, &options);
  g_assert_nonnull (fixture_find_text (scene, "Nerve syndrome, since day 10"));
  /* In whole or not at all: cut, it would say the opposite. */
  options.days.last = ZERO + 400;
  g_clear_pointer (&scene, pod_scene_unref);
  scene = build (casebook, &options);
  g_assert_null (fixture_find_text (scene, "Nerve syndrome, since day 10"));
  g_assert_nonnull (fixture_find_text (scene, "G2"));
}

/* What goes on is one bar with one name, however many milder events begin and end meanwhile, and each day still tells its own. */
static void
test_strip_whole (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  const PodMark *first, *last;
  guint bars = 0, names = 0;

  fixture_add_event_of (&draft, "neutropenia", 3, 40, 4);
  fixture_add_event_of (&draft, "crs", 8, 12, 2);
  fixture_add_event_of (&draft, "icans", 20, 22, 4);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 50, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  first = find_event (scene, "neutropenia, grade 4, day 3 to day 40");
  last = find_event (scene, "neutropenia, grade 4, day 3 to day 40; "
                            "Nerve syndrome, grade 4, day 20 to day 22");
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_RECT && mark->role == first->role && mark->y == first->y)
        bars += mark->line_width > 0 && mark->x == first->x &&
                mark->x + mark->w > last->x + last->w;
      names += mark->kind == POD_MARK_TEXT && mark->y < scene->key_top &&
               g_str_equal (mark->text, "G4");
    }
  g_assert_cmpuint (bars, ==, 1);
  g_assert_cmpuint (names, ==, 1);
  g_assert_cmpfloat (first->line_width, ==, 0);
  /* Each part has its days and no more. */
  g_assert_cmpfloat_with_epsilon (first->x + first->w,
                                  find_event (scene, "neutropenia, grade 4, day 3 to day 40; "
                                                     "Release syndrome, grade 2, day 8 to day 12")
                                      ->x,
                                  0.01);
  /* The most of its grade that there were at a time. */
  g_assert_nonnull (fixture_find_text (scene, "+1"));
}

/* In the middle between the ends of the bar, or from its beginning and no further than its end. */
static void
check_within (const PodMark *bar, const PodMark *text)
{
  g_assert_nonnull (text);
  g_assert_cmpfloat (text->x, >=, bar->x);
  g_assert_cmpfloat (text->x + text->w, <=, bar->x + bar->w);
  g_assert_cmpfloat (text->y, >, bar->y);
  g_assert_cmpfloat (text->y, <, bar->y + bar->h);
}

/* What a grade is of stands behind it where the bar is long enough, cut by its end; of a day or two there is room for the grade alone. */
static void
test_strip_names (void)
{
  static const struct
  {
    int last; /* day */
    gboolean is_named, is_whole;
  } cases[] = { { 28, TRUE, TRUE }, { 8, TRUE, FALSE }, { 3, FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO, ZERO + 80 } };
      g_autofree char *what = g_strdup_printf ("Release syndrome, grade 2, day 2 to day %d",
                                               cases[i].last);
      g_autoptr (PodScene) scene = NULL;
      const PodMark *name, *grade, *bar;

      fixture_add_event_of (&draft, "crs", 2, cases[i].last, 2);
      fixture_put (&draft, "hgb", 0, "100", "g/L", NAN, NAN);
      fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
      scene = build (fixture_casebook_end (&draft), &options);
      bar = find_event (scene, what);
      name = fixture_find_text (scene, "Release syndrome");
      grade = fixture_find_text (scene, "G2");
      check_within (bar, grade);
      g_assert_cmpint (name != NULL, ==, cases[i].is_named);
      if (name == NULL)
        continue;
      check_within (bar, name);
      g_assert_cmpfloat (name->x, >, grade->x);
      g_assert_cmpint (pod_metrics_width (pod_metrics_fixed (), name->text, name->size, FALSE) <=
                           name->w,
                       ==, cases[i].is_whole);
      fixture_check_bounds (scene);
    }
}

/* Of two of one grade the bar does not name one alone: behind it stands how many there are besides, though the name be cut for it. */
static void
test_strip_alike (void)
{
  static const struct
  {
    int last; /* day */
    int grade;
    gboolean is_named, is_told;
  } cases[] = {
    { 40, 2, TRUE, TRUE }, { 12, 2, TRUE, TRUE }, { 4, 2, FALSE, FALSE }, { 40, 1, TRUE, FALSE }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (1);
      PodLabOptions options = { .width = WIDTH, .columns = 1, .days = { ZERO, ZERO + 80 } };
      g_autofree char *what = g_strdup_printf ("Release syndrome, grade 2, day 2 to day %d; "
                                               "neutropenia, grade %d, day 2 to day %d",
                                               cases[i].last, cases[i].grade, cases[i].last);
      g_autofree char *legend = NULL;
      g_autoptr (PodScene) scene = NULL;
      const PodMark *name, *rest, *bar;

      fixture_add_event_of (&draft, "crs", 2, cases[i].last, 2);
      fixture_add_event_of (&draft, "neutropenia", 2, cases[i].last, cases[i].grade);
      fixture_put (&draft, "hgb", 0, "100", "g/L", NAN, NAN);
      fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
      scene = build (fixture_casebook_end (&draft), &options);
      legend = fixture_print_legend (scene);
      bar = find_event (scene, what);
      name = fixture_find_text (scene, "Release syndrome");
      rest = fixture_find_text (scene, "+1");
      g_assert_cmpint (name != NULL, ==, cases[i].is_named);
      g_assert_cmpint (rest != NULL, ==, cases[i].is_told);
      /* What that sign is, is told where it stands. */
      g_assert_cmpint (strstr (legend, "+n: others of that grade") != NULL, ==, cases[i].is_told);
      if (rest == NULL)
        continue;
      check_within (bar, rest);
      check_within (bar, name);
      g_assert_cmpfloat (name->x + MIN (name->w, pod_metrics_width (pod_metrics_fixed (),
                                                                    name->text, name->size, FALSE)),
                         <, rest->x);
      g_assert_cmpfloat (rest->x + pod_metrics_width (pod_metrics_fixed (), rest->text, rest->size,
                                                      FALSE),
                         <=, bar->x + bar->w);
    }
}

/* What cannot be told is not taken for milligrams. */
static void
test_steroid_unit (void)
{
  PodIntervention course = { .treatment = "medrol", .dose = 40, .unit = pod_unit_from_ucum ("mg") };

  g_assert_cmpfloat (pod_lab_steroid_convert (fixture_study (), &course), ==, 50);
  course.unit = pod_unit_from_ucum ("g/L");
  g_assert_true (isnan (pod_lab_steroid_convert (fixture_study (), &course)));
  course.unit = NULL;
  g_assert_true (isnan (pod_lab_steroid_convert (fixture_study (), &course)));
}

/* No class of them is named, so there is no lane: not by the name that another study gives to its own. */
static void
test_strip_bare (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;

  fixture_add_toxicity (&draft);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = pod_lab_scene_new (fixture_study_bare (), fixture_site (), fixture_casebook_end (&draft),
                             pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_null (fixture_find_text (scene, "GC ≤60"));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const char *what = g_array_index (scene->marks, PodMark, i).what;

      g_assert_false (what != NULL && strstr (what, "glucocorticoids") != NULL);
    }
  fixture_check_bounds (scene);
}

static char **
find_row (const PodScene *scene, const char *label)
{
  for (guint i = 1; i < scene->rows->len; i++)
    {
      char **cells = g_ptr_array_index (scene->rows, i);

      if (g_str_equal (cells[0], label))
        return cells;
    }
  g_test_message ("%s", label);
  g_assert_not_reached ();
}

/* What the strip shows is in the table and its file too, each record once, by its own days: treatment, events, drugs, and glucocorticoids in what
 * they are drawn in. */
static void
test_strip_rows (void)
{
  static const struct
  {
    const char *label, *cells[11];
  } expected[] = {
    { "Adverse event: Release syndrome", { [1] = "2", [3] = "", [7] = "1", [10] = "to day 3" } },
    { "Drug: Blocker", { [1] = "4", [3] = "8", [4] = "mg/kg", [7] = "", [10] = "" } },
    { "Glucocorticoid: Stronger steroid",
      { [1] = "6", [3] = "50", [4] = "mg of prednisone a day", [10] = "40 mg a day; to day 9" } },
    { "Glucocorticoid: Reference steroid",
      { [1] = "−20", [3] = "10", [10] = "10 mg a day; to day 30" } },
  };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  guint n_steroids = 0;

  fixture_add_toxicity (&draft);
  fixture_put (&draft, "hgb", -20, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "hgb", 30, "110", "g/L", NAN, NAN);
  scene = build (fixture_casebook_end (&draft), &options);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    for (guint k = 0; k < G_N_ELEMENTS (expected[i].cells); k++)
      if (expected[i].cells[k] != NULL)
        g_assert_cmpstr (find_row (scene, expected[i].label)[k], ==, expected[i].cells[k]);
  for (guint i = 1; i < scene->rows->len; i++)
    n_steroids += strstr (((char **) g_ptr_array_index (scene->rows, i))[0], "steroid") != NULL;
  g_assert_cmpuint (n_steroids, ==, 2);
  /* Lymphodepletion, and the infusion. */
  g_assert_cmpuint (fixture_count_rows (scene, POD_RECORD_INTERVENTION), ==, 6);
  /* They are no results of the chart, which counts those. */
  g_assert_cmpuint (scene->records, ==, 2);
}

/* Whoever comes to an event's bar sees over which days it lasts, also where a worse one lies over some of them, and hears what is of them; in no panel
 * more than once. */
static void
test_strip_days (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = WIDTH, .columns = 1 };
  g_autoptr (PodScene) scene = NULL;
  g_autofree char *words = NULL;
  const PodMark *mark = NULL;
  double from = 0, to = 0;
  PodFinding withdrawn;

  fixture_add_toxicity (&draft);
  fixture_add_event_of (&draft, "icans", 8, 12, 1);
  for (int day = 3; day <= 13; day++)
    fixture_put (&draft, "hgb", day, "100", "g/L", NAN, NAN);
  fixture_put (&draft, "alt", 12, "30", "U/L", NAN, 40);
  /* What was withdrawn counts for nothing. */
  pod_finding_init (&withdrawn);
  withdrawn.record.id = 900;
  withdrawn.record.voided = TRUE;
  withdrawn.observation = g_intern_string ("hgb");
  withdrawn.when = pod_moment_on (pod_date_from_day (ZERO + 9));
  withdrawn.quantity.number = 90;
  withdrawn.quantity.unit = pod_unit_from_ucum ("g/L");
  pod_casebook_builder_add_finding (draft.builder, &withdrawn);
  scene = build (fixture_casebook_end (&draft), &options);
  g_assert_cmpuint (scene->panels->len, ==, 2);
  g_assert_cmpuint (fixture_count (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 900), ==, 1);
  mark = fixture_find_what (scene, "Nerve syndrome, grade 1, day 8 to day 12");
  g_assert_nonnull (mark);
  g_assert_true (pod_scene_find_event_days (scene, mark, &from, &to));
  assert_near (from, ZERO + 7.5);
  assert_near (to, ZERO + 12.5);
  /* The one drug from day −20 to 30, and the other from 6 to 9. */
  words = pod_scene_describe_mark (scene, mark, TRUE);
  g_assert_cmpstr (words, ==,
                   "Nerve syndrome, grade 1, day 8 to day 12; in its days: 6 results, 2 courses of "
                   "drugs");
  /* Nothing else has days of its own. */
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *other = &g_array_index (scene->marks, PodMark, i);

      if (other->type != POD_RECORD_ADVERSE_EVENT)
        g_assert_false (pod_scene_find_event_days (scene, other, &from, &to));
    }
  g_assert_false (pod_scene_find_event_days (scene, NULL, &from, &to));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-strip/steroids", test_strip);
  g_test_add_func ("/chart/lab-strip/of-two", test_strip_of_two);
  g_test_add_func ("/chart/lab-strip/going-on", test_strip_going_on);
  g_test_add_func ("/chart/lab-strip/steroid-unit", test_steroid_unit);
  g_test_add_func ("/chart/lab-strip/zoomed", test_strip_zoomed);
  g_test_add_func ("/chart/lab-strip/bare", test_strip_bare);
  g_test_add_func ("/chart/lab-strip/worst", test_strip_worst);
  g_test_add_func ("/chart/lab-strip/since", test_strip_since);
  g_test_add_func ("/chart/lab-strip/whole", test_strip_whole);
  g_test_add_func ("/chart/lab-strip/names", test_strip_names);
  g_test_add_func ("/chart/lab-strip/alike", test_strip_alike);
  g_test_add_func ("/chart/lab-strip/rows", test_strip_rows);
  g_test_add_func ("/chart/lab-strip/days", test_strip_days);
  return g_test_run ();
}
