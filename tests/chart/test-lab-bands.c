#include <math.h>

#include "chart-fixture.h"
#include "pod-lab-bands.h"

/* The names of the bands of grades, beside the plot of one panel of 800 px: from 54 to 778, and from 40 to 164 downwards. */
#define WIDTH 800.0
#define RIGHT 778.0
#define TOP 40.0
#define BOTTOM 164.0
#define LEAST 11.0

/* Observations of which the fixture's scale grades what makes bands narrow, or does not tell a grade. */
static const char more[] = "[observation narrow]\nlabel=Narrow\ntype=quantity\nunit=g/L\n"
                           "sdtm=LB:NARROW\nsdtm.test=NARROW\ngroup=blood\nsource=site\n"
                           "[observation many]\nlabel=Many\ntype=quantity\nunit=g/L\n"
                           "sdtm=LB:MANY\nsdtm.test=MANY\ngroup=blood\nsource=site\n"
                           "[observation crowd]\nlabel=Crowd\ntype=quantity\nunit=g/L\n"
                           "sdtm=LB:CROWD\nsdtm.test=CROWD\ngroup=blood\nsource=site\n"
                           "[observation urate]\nlabel=Urate\ntype=quantity\nunit=umol/L\n"
                           "sdtm=LB:URATE\nsdtm.test=URATE\ngroup=blood\nsource=site\n"
                           "[observation scarce]\nlabel=Scarce\ntype=quantity\nunit=g/L\n"
                           "sdtm=LB:SCARCE\nsdtm.test=SCARCE\ngroup=blood\nsource=site\n"
                           "[observation inr]\nlabel=INR\ntype=quantity\nunit=1\n"
                           "sdtm=LB:INR\nsdtm.test=INR\ngroup=blood\nsource=site\n";

static PodScene *
build_on (FixtureCasebook *draft, PodLabAxis axis)
{
  PodLabOptions options = { .width = WIDTH, .columns = 1, .axis = axis };

  return pod_lab_scene_new (fixture_study_with (more), fixture_site (),
                            fixture_casebook_end (draft), pod_date_from_day (ZERO + 100), &options,
                            pod_metrics_fixed ());
}

static PodScene *
build (FixtureCasebook *draft)
{
  return build_on (draft, POD_LAB_AXIS_AUTO);
}

/* Beside the plot, from the lowest on (element-type PodMark). */
static GPtrArray *
list_names (const PodScene *scene)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_TEXT && mark->x > RIGHT && mark->text[0] == 'G')
        g_ptr_array_add (names, (gpointer) mark);
    }
  return names;
}

static void
assert_apart (const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const PodMark *name = g_ptr_array_index (names, i);

      g_assert_cmpfloat (name->y, >=, TOP + LEAST / 2 - 0.01);
      g_assert_cmpfloat (name->y, <=, BOTTOM - LEAST / 2 + 0.01);
      if (i > 0)
        g_assert_cmpfloat (((PodMark *) g_ptr_array_index (names, i - 1))->y - name->y, >=,
                           LEAST - 0.01);
    }
}

/* Bands of 3 on an axis from 0 to 200 are lower than a name, and than the heights at which the scale is asked: each is there and is named. */
static void
test_narrow (void)
{
  static const char *const texts[] = { "G1", "G2", "G3", "G4" };
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) names = NULL;

  fixture_put (&draft, "narrow", 1, "2", "g/L", NAN, NAN);
  fixture_put (&draft, "narrow", 8, "195", "g/L", NAN, NAN);
  scene = build (&draft);
  names = list_names (scene);
  g_assert_cmpuint (names->len, ==, 4);
  for (guint i = 0; i < names->len; i++)
    g_assert_cmpstr (((PodMark *) g_ptr_array_index (names, i))->text, ==, texts[i]);
  assert_apart (names);
  assert_near (fixture_find_what (scene, "Grade 2")->h, 3 * (BOTTOM - TOP) / 200);
  /* Of three that have no room each is shifted no further than it must: the middle one stands where its band does. */
  assert_near (((PodMark *) g_ptr_array_index (names, 1))->y,
               BOTTOM - 104.5 * (BOTTOM - TOP) / 200);
}

/* Of twenty bands eleven names have room: all the graver ones are among them. */
static void
test_no_room (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) names = NULL;
  guint grave = 0;

  fixture_put (&draft, "many", 1, "5", "g/L", NAN, NAN);
  fixture_put (&draft, "many", 8, "195", "g/L", NAN, NAN);
  scene = build (&draft);
  names = list_names (scene);
  assert_apart (names);
  for (guint i = 0; i < names->len; i++)
    grave += g_str_equal (((PodMark *) g_ptr_array_index (names, i))->text, "G3");
  g_assert_cmpuint (names->len, ==, 11);
  g_assert_cmpuint (grave, ==, 10);
}

/* Under the limits that came last nothing is graded: the bands of the earlier ones are named where they end. */
static void
test_earlier (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) names = NULL;
  const PodMark *band, *name;

  fixture_put (&draft, "alt", 0, "20", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 7, "150", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 14, "45", "U/L", NAN, 900);
  scene = build (&draft);
  names = list_names (scene);
  g_assert_cmpuint (names->len, ==, 0);
  band = fixture_find_what (scene, "Grade 2");
  name = fixture_find_text (scene, "G2");
  g_assert_nonnull (name);
  assert_near (name->x, band->x + band->w - 5);
  assert_near (name->y, band->y + band->h / 2);
  g_assert_cmpint (name->align, ==, POD_ALIGN_END);
}

/* A day of other limits between them has no room for a name: the bands before it are named all the same. */
static void
test_middle (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  const PodMark *name;

  fixture_put (&draft, "alt", 0, "20", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 20, "150", "U/L", NAN, 40);
  fixture_put (&draft, "alt", 21, "45", "U/L", NAN, 45);
  fixture_put (&draft, "alt", 22, "45", "U/L", NAN, 900);
  scene = build (&draft);
  name = fixture_find_text (scene, "G2");
  g_assert_nonnull (name);
  g_assert_nonnull (fixture_find_text (scene, "G1"));
  g_assert_cmpfloat (name->x, <, pod_day_axis_x (&pod_scene_get_panel (scene, 0)->axis, ZERO + 21));
}

/* Of thirteen graver bands the mildest has no room beside the plot: where the earlier limits ended it is named. */
static void
test_dropped (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) names = NULL;
  guint n_inside = 0;

  fixture_put (&draft, "crowd", 1, "5", "g/L", 1, NAN);
  fixture_put (&draft, "crowd", 8, "290", "g/L", 2, NAN);
  scene = build (&draft);
  names = list_names (scene);
  g_assert_cmpuint (names->len, ==, 11);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      /* The other one is the last result's, over the plot. */
      n_inside += mark->y > TOP && mark->x < RIGHT && g_strcmp0 (mark->text, "G1") == 0;
    }
  g_assert_cmpuint (n_inside, ==, 1);
}

/* Only the lowest value of the axis has grade 2: nobody would see that band, and its name would stand for nothing. */
static void
test_unseen (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "crowd", 1, "162", "g/L", NAN, NAN);
  fixture_put (&draft, "crowd", 8, "240", "g/L", NAN, NAN);
  scene = build (&draft);
  assert_near (pod_scene_get_panel (scene, 0)->scale.low, 160);
  g_assert_nonnull (fixture_find_text (scene, "G1"));
  g_assert_null (fixture_find_text (scene, "G2"));
  g_assert_null (fixture_find_what (scene, "Grade 2"));
  g_assert_null (fixture_find_text (scene, "grade 2"));
}

/* Of a plot without height nothing is named, and the search for room ends. */
static void
test_no_height (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (WIDTH, 100);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (PodLabPoint));
  PodLabPoint point = { .day = ZERO, .level = -1, .lower = NAN, .upper = NAN };
  PodLabSeries series = { .points = points };
  PodDayAxis axis = { ZERO, ZERO + 9, ZERO, 54, RIGHT };
  PodScale scale = { .low = 0, .high = 1, .bottom = TOP, .top = TOP + 1 };

  g_array_append_val (points, point);
  pod_lab_bands_draw (scene, &series, &axis, &scale);
  g_assert_cmpuint (scene->marks->len, ==, 0);
}

/* A number alone does not tell grade 1 from 3: neither does the band, and nothing has the colour of a grade that it may not be. */
static void
test_unsure (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;
  const PodMark *name;
  gint64 id;

  fixture_put (&draft, "urate", 1, "300", "umol/L", 150, 420);
  id = fixture_put (&draft, "urate", 8, "520", "umol/L", 150, 420);
  scene = build (&draft);
  g_assert_null (fixture_find_what (scene, "Grade 3"));
  g_assert_cmpint (fixture_find_what (scene, "Grade 1 or 3")->role, ==, POD_ROLE_BAND_1);
  g_assert_cmpint (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id)->role, ==,
                   POD_ROLE_GRADE_1);
  g_assert_nonnull (fixture_find_text (scene, "grade 1"));
  g_assert_null (fixture_find_text (scene, "grade 3"));
  g_assert_nonnull (fixture_find_text (scene, "G1/G3: a number alone does not tell which; the "
                                              "colour is that of the lowest, at least grade 1"));
  name = fixture_find_text (scene, "G1/G3");
  /* Nobody reads that there is a grade 2. */
  g_assert_nonnull (name);
  g_assert_cmpint (name->align, ==, POD_ALIGN_END);
  /* Within the plot: it is longer than the room beside it. */
  g_assert_cmpfloat (name->x, <=, RIGHT);
  fixture_check_bounds (scene);
}

/* Of grades that a number tells the key has nothing to add. */
static void
test_sure (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "narrow", 1, "2", "g/L", NAN, NAN);
  fixture_put (&draft, "narrow", 8, "105", "g/L", NAN, NAN);
  scene = build (&draft);
  g_assert_cmpuint (scene->unsure, ==, 0);
}

static void
check_outstanding (const PodMark *mark, PodShape shape, PodRole role)
{
  g_assert_cmpint (mark->shape, ==, shape);
  g_assert_cmpint (mark->role, ==, role);
  g_assert_cmpfloat (mark->line_width, ==, 0);
  g_assert_true (mark->outlined);
}

/* Below a logarithmic axis, or with a comparator, what stands out does so as elsewhere: of nothing at all, and of less than can be measured. */
static void
test_outstanding (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 none, less, measured;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "scarce", -6, "5", "g/L", NAN, NAN);
  none = fixture_put (&draft, "scarce", 1, "0", "g/L", NAN, NAN);
  less = fixture_put (&draft, "scarce", 3, "< 0.1", "g/L", NAN, NAN);
  measured = fixture_put (&draft, "scarce", 8, "< 1", "g/L", NAN, NAN);
  scene = build_on (&draft, POD_LAB_AXIS_LOGARITHMIC);
  check_outstanding (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, none), POD_SHAPE_DOT,
                     POD_ROLE_GRADE_4);
  check_outstanding (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, less),
                     POD_SHAPE_TRIANGLE_DOWN, POD_ROLE_GRADE_4);
  check_outstanding (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, measured),
                     POD_SHAPE_TRIANGLE_DOWN, POD_ROLE_GRADE_4);
  g_assert_null (fixture_find_text (scene, "In the colour of the line: no worse than before "
                                           "treatment"));
}

/* And what does not is open, in the colour of the line: a ring of a pale grade would not be seen on white. */
static void
test_pale_ring (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 none;
  g_autoptr (PodScene) scene = NULL;
  const PodMark *ring;

  fixture_put (&draft, "many", -6, "5", "g/L", NAN, NAN);
  none = fixture_put (&draft, "many", 1, "0", "g/L", NAN, NAN);
  scene = build_on (&draft, POD_LAB_AXIS_LOGARITHMIC);
  ring = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, none);
  g_assert_cmpint (ring->shape, ==, POD_SHAPE_RING);
  g_assert_cmpint (ring->role, ==, POD_ROLE_SERIES);
  g_assert_false (ring->outlined);
}

/* An INR that is raised only against its baseline may be no grade at all: it has the colour of the mildest, and the key says so. */
static void
test_none_or_more (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  gint64 id;
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "inr", -6, "0.7", "1", NAN, NAN);
  id = fixture_put (&draft, "inr", 8, "1.1", "1", NAN, NAN);
  scene = build (&draft);
  check_outstanding (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id), POD_SHAPE_DOT,
                     POD_ROLE_GRADE_1);
  g_assert_nonnull (fixture_find_text (scene, "G0–2: a number alone does not tell which; the "
                                              "colour is that of the lowest, at least grade 1"));
}

/* Of what is all at a limit or beyond it the chart shows a part of what is normal, at the one end or at the other. */
static void
test_normal_seen (void)
{
  static const struct
  {
    const char *name, *unit, *values[2];
    double lower, upper;
  } cases[] = {
    { "uprot", "g/d", { "0.6", "1.6" }, NAN, 0.5 },
    { "hgb", "g/L", { "60", "110" }, 120, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *names[] = { cases[i].name, NULL };
      PodLabOptions options = { .observations = names, .width = 800, .columns = 1 };
      FixtureCasebook draft = fixture_casebook_begin (1);
      g_autoptr (PodScene) scene = NULL;
      guint seen = 0;

      for (guint k = 0; k < 2; k++)
        fixture_put (&draft, cases[i].name, 7 * (int) k + 1, cases[i].values[k], cases[i].unit,
                     cases[i].lower, cases[i].upper);
      scene = pod_lab_scene_new (fixture_study (), fixture_site (), fixture_casebook_end (&draft),
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
      for (guint k = 0; k < scene->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (scene->marks, PodMark, k);

          seen += mark->kind == POD_MARK_RECT && mark->role == POD_ROLE_RANGE && mark->panel != 0 &&
                  mark->h > 5;
        }
      g_assert_cmpuint (seen, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-bands/narrow", test_narrow);
  g_test_add_func ("/chart/lab-bands/no-room", test_no_room);
  g_test_add_func ("/chart/lab-bands/earlier", test_earlier);
  g_test_add_func ("/chart/lab-bands/middle", test_middle);
  g_test_add_func ("/chart/lab-bands/dropped", test_dropped);
  g_test_add_func ("/chart/lab-bands/unseen", test_unseen);
  g_test_add_func ("/chart/lab-bands/no-height", test_no_height);
  g_test_add_func ("/chart/lab-bands/unsure", test_unsure);
  g_test_add_func ("/chart/lab-bands/sure", test_sure);
  g_test_add_func ("/chart/lab-bands/pale-ring", test_pale_ring);
  g_test_add_func ("/chart/lab-bands/outstanding", test_outstanding);
  g_test_add_func ("/chart/lab-bands/none-or-more", test_none_or_more);
  g_test_add_func ("/chart/lab-bands/normal-seen", test_normal_seen);
  return g_test_run ();
}
