#include <math.h>
#include <string.h>

#include "pod-axis.h"
#include "pod-scene-pages.h"
#include "pod-scene-table.h"
#include "scene-check.h"

#define SUBJECTS 9
#define OF_WINDOWS "Medians and quartiles of the planned visits' windows"
#define OF_MANY "; below the days: of how many subjects each is, where there is room"
#define OF_SMALL ", small and without quartiles where they are near one another"

/* Nine subjects, three of each cohort by turns; haemoglobin on days 0, 7, 14 of 100 + 10 × number + day. */
static GPtrArray *
make_casebooks (void)
{
  GPtrArray *casebooks = g_ptr_array_new ();

  for (guint i = 0; i < SUBJECTS; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, i);

      draft.next_id = 100 * (i + 1);
      for (int day = 0; day <= 14; day += 7)
        {
          g_autofree char *value = g_strdup_printf ("%d", 100 + 10 * (int) i + day);

          fixture_put (&draft, "hgb", day, value, "g/L", 115, 150);
        }
      fixture_put (&draft, "car", 7, i % 3 == 0 ? "< 20" : "2000", "{copies}/ug", NAN, NAN);
      fixture_put (&draft, "alt", 7, "30", "U/L", NAN, i == 0 ? 40 : 50);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  return casebooks;
}

static PodScene *
build (const PodLabOptions *options)
{
  g_autoptr (GPtrArray) casebooks = make_casebooks ();

  return pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                pod_date_from_day (ZERO + 100), options, pod_metrics_fixed ());
}

static void
test_all_are_drawn (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_cmpuint (scene->panels->len, ==, 3);
  g_assert_cmpuint (scene->not_drawn, ==, 0);
  faults = scene_check (scene, 0, NULL, 0);
  for (guint i = 0; i < faults->len; i++)
    g_error ("%s", (const char *) g_ptr_array_index (faults, i));
  fixture_check_bounds (scene);
  for (guint i = 0; i < SUBJECTS; i++)
    fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 100 * (i + 1));
}

/* What a point is, is made when somebody asks. */
static void
test_words (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 201);

  g_assert_null (mark->what);
  g_assert_cmpstr (pod_scene_get_what (scene, mark), ==,
                   "TWO-001, Haemoglobin 117 g/L, 8 Jan 2026 · day 7, limits 115–150");
}

/* How many texts of these words stand below the first panel there. */
static guint
count_below (const PodScene *scene, const char *text, double x)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  guint n = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      n += g_strcmp0 (mark->text, text) == 0 && fabs (mark->x - x) < 0.01 &&
           mark->y > panel->y + panel->h && mark->y < panel->y + panel->h + 70;
    }
  return n;
}

/* Of cohort one the subjects 0, 3 and 6 have 107, 137 and 167 g/L on day 7: median 137, quartiles 122 and 152. */
static void
test_medians (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  const PodMark *mark = fixture_find_what (scene, "ONE, day 7: median 137 (122 to 152) g/L, of 3");

  g_assert_nonnull (mark);
  g_assert_cmpint (mark->role, ==, POD_ROLE_COHORT_1);
  g_assert_cmpfloat_with_epsilon (mark->x, pod_day_axis_x (&panel->axis, 7) - 4, 0.01);
  g_assert_cmpfloat_with_epsilon (mark->y, pod_scale_y (&panel->scale, 137), 0.01);
  /* Of three: open, which the legend explains; and whoever points at it hears of how many it is. */
  g_assert_cmpfloat (mark->line_width, >, 0);
  g_assert_nonnull (fixture_find_text (scene, "open: median of fewer than 4 subjects"));
  g_assert_true (pod_scene_pick_told (scene, mark->x + 1, mark->y) == mark);
  g_assert_null (pod_scene_pick_told (scene, mark->x, mark->y - 40));
  /* Whoever does not point reads it below the day, in the line of the cohort. */
  g_assert_cmpuint (count_below (scene, "3", pod_day_axis_x (&panel->axis, 7)), ==, 3);
  g_assert_cmpuint (count_below (scene, "ONE", panel->x - 8), ==, 1);
  /* Cohorts differ in shape and in dash, not only in colour. */
  mark = fixture_find_what (scene, "TWO, day 7: median 147 (132 to 162) g/L, of 3");
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_UP);
}

/* A number stands below its own median, or nowhere: of two weeks whose results lie a day apart the second has no room for one. */
static void
test_counts (void)
{
  static const char *const names[] = { "hgb", NULL };
  static const int days[] = { 3, 4, 21 };
  PodLabOptions options = { .observations = names, .width = 900, .columns = 1, .days = { 0, 100 } };
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodDayAxis *axis;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    fixture_put (&draft, "hgb", days[i], "110", "g/L", 115, 150);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  axis = &pod_scene_get_panel (scene, 0)->axis;
  g_assert_cmpuint (count_below (scene, "1", pod_day_axis_x (axis, 3)), ==, 1);
  g_assert_cmpuint (count_below (scene, "1", pod_day_axis_x (axis, 3) + 16), ==, 0);
  g_assert_cmpuint (count_below (scene, "1", pod_day_axis_x (axis, 21)), ==, 1);
}

/* Five visits near one another; the window of the second takes in those of the next two. */
#define VISITS                                                                                     \
  "[visit A]\nlabel=Start\nanchor=infusion\nday=0\nwindow=0..0\nnumber=1\nepoch=TREATMENT\n"       \
  "observations=hgb\nsource=site\n"                                                                \
  "[visit E]\nlabel=Early\nanchor=infusion\nday=2\nwindow=0..5\nnumber=5\nepoch=TREATMENT\n"       \
  "observations=hgb, car, alt\nsource=site\n"                                                      \
  "[visit B]\nlabel=Little\nanchor=infusion\nday=6\nwindow=0..0\nnumber=2\nepoch=TREATMENT\n"      \
  "observations=uprot\nsource=site\n"                                                              \
  "[visit C]\nlabel=Much\nanchor=infusion\nday=7\nwindow=0..0\nnumber=3\nepoch=TREATMENT\n"        \
  "observations=hgb, car, alt\nsource=site\n"                                                      \
  "[visit D]\nlabel=End\nanchor=infusion\nday=14\nwindow=0..0\nnumber=4\nepoch=TREATMENT\n"        \
  "observations=hgb\nsource=site\n"

static PodScene *
build_visits (double width)
{
  PodLabOptions options = { .width = width, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = make_casebooks ();

  return pod_overlay_scene_new (fixture_study_with (VISITS), fixture_site (), casebooks,
                                pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
}

/* In as many lines as it takes. */
static void
check_explained (const PodScene *scene, const char *words)
{
  g_autofree char *legend = fixture_print_legend (scene);

  g_assert_nonnull (strstr (legend, words));
}

/* A chart on paper has the medians of a wide one in a file: where there is little room they are small, and the foot says so. */
static void
test_visits (void)
{
  static const double widths[] = { 100, 160, 2000 };
  static const double of_much[] = { 4, 8, 8 };
  static const double of_end[] = { 4, 8, 8 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build_visits (widths[i]);
      const PodMark *start = fixture_find_what (scene,
                                                "ONE, Start: median 130 (115 to 145) g/L, of 3");
      const PodMark *much = fixture_find_what (scene,
                                               "ONE, Much: median 137 (122 to 152) g/L, of 3");
      const PodMark *end = fixture_find_what (scene, "ONE, End: median 144 (129 to 159) g/L, of 3");

      g_assert_true (start != NULL && much != NULL && end != NULL);
      g_assert_cmpfloat (start->w, ==, 8);
      g_assert_cmpfloat (much->w, ==, of_much[i]);
      g_assert_cmpfloat (end->w, ==, of_end[i]);
      /* A heading, 45 results, the medians of three visits and of one and one, of three cohorts. */
      g_assert_cmpuint (pod_scene_get_rows (scene)->len, ==, 1 + 45 + 3 * (3 + 1 + 1));
      if (i < 2)
        check_explained (scene, OF_WINDOWS OF_SMALL OF_MANY);
    }
}

/* Before the first visit stands the median of the baselines, of which no visit's window holds one: of each subject its own, be it days apart.  What
 * was taken after treatment began is none. */
static void
test_baselines (void)
{
  static const char *const values[] = { "100", "120", "140" };
  static const char *const names[] = { "hgb", "alt", NULL };
  PodLabOptions options = { .observations = names, .width = 900, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) later = NULL;
  const PodMark *mark;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 3 * i);

      fixture_put (&draft, "alt", -20, "30", "U/L", NAN, 40);
      fixture_put (&draft, "hgb", -40, "99", "g/L", 115, 150);
      fixture_put (&draft, "hgb", -8 - 2 * (int) i, values[i], "g/L", 115, 150);
      fixture_put (&draft, "hgb", -4, "50", "g/L", 115, 150);
      fixture_put (&draft, "hgb", 7, "90", "g/L", 115, 150);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_overlay_scene_new (fixture_study_with (VISITS), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  mark = fixture_find_what (scene, "ONE, baseline: median 120 (110 to 130) g/L, of 3");
  g_assert_nonnull (mark);
  g_assert_cmpfloat_with_epsilon (mark->x,
                                  pod_day_axis_x (&pod_scene_get_panel (scene, 0)->axis, -10) - 4,
                                  0.01);
  /* Of how many it is stands below the median, and not below the middle of what all tests have. */
  g_assert_cmpuint (count_below (scene, "3", mark->x + 4), ==, 1);
  check_explained (scene, OF_WINDOWS ", before them of the baselines" OF_SMALL OF_MANY);
  g_assert_cmpstr (((char **) g_ptr_array_index (pod_scene_get_rows (scene), 1))[3], ==,
                   "baseline");
  options.days = (PodDayRange){ -9, 40 };
  later = pod_overlay_scene_new (fixture_study_with (VISITS), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_null (fixture_find_what (later, "ONE, baseline: median 120 (110 to 130) g/L, of 3"));
  check_explained (later, OF_WINDOWS OF_SMALL OF_MANY);
}

/* Without visits it is so many days each, however wide the chart is. */
static void
test_steps (void)
{
  PodLabOptions options = { .width = 160, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);

  g_assert_nonnull (fixture_find_what (scene, "ONE, day 0: median 130 (115 to 145) g/L, of 3"));
  g_assert_nonnull (fixture_find_what (scene, "ONE, day 7: median 137 (122 to 152) g/L, of 3"));
  g_assert_nonnull (fixture_find_what (scene, "ONE, day 14: median 144 (129 to 159) g/L, of 3"));
}

/* All of cohort one are below quantification: its median lies in the lane, open, and no line goes there. */
static void
test_below (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  const PodScenePanel *panel = pod_scene_get_panel (scene, 2);
  const PodMark *mark = NULL;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *each = &g_array_index (scene->marks, PodMark, i);
      if (each->what != NULL && strstr (each->what, "below quantification") != NULL)
        mark = each;
    }
  g_assert_nonnull (mark);
  g_assert_cmpstr (panel->name, ==, "car");
  g_assert_cmpfloat (mark->y, >, panel->scale.bottom);
  g_assert_cmpfloat (mark->line_width, >, 0);
}

/* On a linear axis as well: at the foot of it symbols would be cut in half. */
static void
test_below_on_linear (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodScenePanel *panel;
  const PodMark *mark;

  for (guint i = 0; i < 3; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, 0);

      draft.next_id = 100 * (i + 1);
      fixture_put (&draft, "uprot", 7, "< 0.1", "g/d", NAN, NAN);
      fixture_put (&draft, "uprot", 14, "8", "g/d", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  panel = pod_scene_get_panel (scene, 0);
  g_assert_false (panel->scale.log);
  for (guint i = 0; i < 3; i++)
    {
      mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 100 * (i + 1));
      g_assert_cmpfloat (mark->y - mark->w / 2, >=, panel->scale.bottom);
    }
  mark = fixture_find_what (scene, "ONE, day 7: median below quantification (below quantification "
                                   "to below quantification) g/d, of 3");
  g_assert_nonnull (mark);
  g_assert_cmpfloat (mark->y - mark->w / 2, >=, panel->scale.bottom);
  g_assert_nonnull (fixture_find_text (scene, "BLQ"));
  fixture_check_bounds (scene);
}

static gint64
put_as (FixtureCasebook *draft, int day, double value, const char *status, gboolean voided)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = draft->next_id++;
  finding.record.voided = voided;
  finding.observation = g_intern_static_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  finding.quantity = (PodQuantity){ POD_EXACTLY, value, pod_unit_from_ucum ("g/L") };
  finding.status = status;
  finding.source = "typed";
  pod_casebook_builder_add_finding (draft->builder, &finding);
  return finding.record.id;
}

/* What may still change is open, and says so; what was withdrawn is drawn nowhere, and listed. */
static void
test_preliminary_and_withdrawn (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  gint64 preliminary, withdrawn;
  g_autoptr (PodScene) scene = NULL;
  const PodMark *mark;
  const PodOmission *omission;

  fixture_put (&draft, "hgb", 0, "100", "g/L", 115, 150);
  preliminary = put_as (&draft, 7, 110, "preliminary", FALSE);
  withdrawn = put_as (&draft, 9, 900, NULL, TRUE);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, preliminary);
  g_assert_cmpint (mark->shape, ==, POD_SHAPE_RING);
  g_assert_true (g_str_has_suffix (pod_scene_get_what (scene, mark), ", preliminary"));
  g_assert_nonnull (fixture_find_text (scene, "open dot: preliminary, in no median"));
  g_assert_cmpuint (scene->not_drawn, ==, 1);
  g_assert_cmpuint (scene->omissions->len, ==, 1);
  omission = &g_array_index (scene->omissions, PodOmission, 0);
  g_assert_cmpint (omission->id, ==, withdrawn);
  g_assert_cmpstr (omission->why, ==, "withdrawn");
  g_assert_nonnull (strstr (omission->what, "900"));
  g_assert_nonnull (strstr (omission->what, " 2026 · day "));
}

/* What may still change decides nothing: the final result counts, though it is further from the day, and where there is none there is
 * no median. */
static void
test_medians_of_what_is_final (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  g_autoptr (PodScene) scene = NULL;

  fixture_put (&draft, "hgb", 0, "100", "g/L", 115, 150);
  put_as (&draft, 7, 110, "preliminary", FALSE);
  put_as (&draft, 8, 105, NULL, FALSE);
  put_as (&draft, 14, 120, "preliminary", FALSE);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_what (scene, "ONE, day 7: median 105 (105 to 105) g/L, of 1"));
  g_assert_null (fixture_find_what (scene, "ONE, day 14: median 120 (120 to 120) g/L, of 1"));
  /* A heading, the four results, and the medians of days 0 and 7. */
  g_assert_cmpuint (pod_scene_get_rows (scene)->len, ==, 1 + 4 + 2);
}

/* "2.5×10⁹" is whole on the axis: it is not cut off to another number. */
static void
test_long_labels (void)
{
  PodLabOptions options = { .width = 900, .columns = 1, .axis = POD_LAB_AXIS_LINEAR };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin_named (1, 0);
  g_autoptr (PodScene) scene = NULL;
  guint n = 0;

  fixture_put (&draft, "car", 0, "1000000", "{copies}/ug", NAN, NAN);
  fixture_put (&draft, "car", 7, "9700000000", "{copies}/ug", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_pango ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind != POD_MARK_TEXT || mark->text == NULL || mark->align != POD_ALIGN_END ||
          mark->w <= 0)
        continue;
      n += strstr (mark->text, "×10⁹") != NULL;
      g_assert_cmpfloat (pod_metrics_width (pod_metrics_pango (), mark->text, mark->size, FALSE),
                         <=, mark->w);
      g_assert_cmpfloat (mark->size, >=, 8);
    }
  g_assert_cmpuint (n, >, 0);
}

/* In a plot: there is one in the key as well. */
static gboolean
is_range (const PodMark *mark)
{
  return mark->role == POD_ROLE_RANGE && mark->panel > 0;
}

/* Limits that are not the same for all are not drawn; as multiples of the upper limit they are. */
static void
test_limits (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  guint before = 0, after = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    before += is_range (&g_array_index (scene->marks, PodMark, i));
  /* Haemoglobin alone. */
  g_assert_cmpuint (before, ==, 1);
  options.mode = POD_LAB_TIMES_UPPER;
  pod_scene_unref (scene);
  scene = build (&options);
  for (guint i = 0; i < scene->marks->len; i++)
    after += is_range (&g_array_index (scene->marks, PodMark, i));
  g_assert_cmpuint (after, ==, 1);
  /* CAR copies have no upper limit, and haemoglobin, of three days, is graded when low: listed. */
  g_assert_cmpuint (scene->not_drawn, ==, 4 * SUBJECTS);
  g_assert_cmpuint (scene->omissions->len, ==, 4 * SUBJECTS);
  g_assert_cmpstr (scene->not_drawn_why, ==, "9: no upper limit; 27: graded only when too low");
  /* Whose it is, and when, in one form with whatever else is listed. */
  for (guint i = 0; i < scene->omissions->len; i++)
    {
      const char *what = g_array_index (scene->omissions, PodOmission, i).what;

      g_assert_nonnull (strstr (what, "-00"));
      g_assert_nonnull (strstr (what, " 2026 · day "));
    }
}

static void
test_focus (void)
{
  PodLabOptions options = { .width = 900, .columns = 1, .focus = 2 };
  g_autoptr (PodScene) scene = build (&options);
  const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, 201);
  guint lines = 0;

  g_assert_cmpint (mark->role, ==, POD_ROLE_SUBJECT);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *each = &g_array_index (scene->marks, PodMark, i);
      lines += each->kind == POD_MARK_POLYLINE && each->role == POD_ROLE_SUBJECT;
    }
  g_assert_cmpuint (lines, ==, 1);
  g_assert_nonnull (fixture_find_text (scene, "TWO-001"));
}

/* In the plot of @panel everybody lies below the one in focus, and the cohorts above. */
static void
check_order (const PodScene *scene, guint panel)
{
  guint first_of_cohorts = scene->marks->len, last_of_focus = 0;

  for (guint i = scene->marks->len; i-- > 0;)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->panel != panel)
        continue;
      if (mark->role == POD_ROLE_SUBJECT)
        last_of_focus = MAX (last_of_focus, i);
      if (mark->role >= POD_ROLE_COHORT_1 && mark->role <= POD_ROLE_COHORT_3)
        first_of_cohorts = i;
      if (mark->role == POD_ROLE_CROWD)
        g_assert_cmpuint (i, <, last_of_focus);
    }
  g_assert_cmpuint (last_of_focus, >, 0);
  g_assert_cmpuint (last_of_focus, <, first_of_cohorts);
}

/* Medians and their bars lie on the one in focus, who may have thousands of results, and who lies on everybody else. */
static void
test_focus_beneath (void)
{
  PodLabOptions options = { .width = 900, .columns = 1, .focus = 2 };
  g_autoptr (PodScene) scene = build (&options);

  for (guint i = 1; i <= scene->panels->len; i++)
    check_order (scene, i);
}

/* Somebody among those of another cohort has a line of their own, and no median beside it. */
static void
test_focus_alone (void)
{
  PodLabOptions options = { .width = 900, .columns = 1, .focus = 2 };
  g_autoptr (GPtrArray) all = make_casebooks ();
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;

  for (guint i = 0; i < SUBJECTS; i++)
    if (i == 1 || i % 3 == 0)
      g_ptr_array_add (some, g_ptr_array_index (all, i));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), some,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_what (scene, "ONE, day 7: median 137 (122 to 152) g/L, of 3"));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      g_assert_cmpint (mark->role, !=, POD_ROLE_COHORT_2);
      g_assert_true (mark->what == NULL || strstr (mark->what, "TWO, day") == NULL);
    }
  /* Nor is that line taken for one of cohort one. */
  g_assert_nonnull (fixture_find_text (scene, "TWO-001 (TWO)"));
}

/* Who was not infused is none of these, whoever's page it is: that is said. */
static void
test_focus_absent (void)
{
  const PodSubject who = { .record = { 50, 50, 1, FALSE },
                           .usubjid = "MADE-UP-050",
                           .screening_number = "S-050",
                           .cohort = "one" };
  FixtureCasebook draft = { pod_casebook_builder_new (&who, 1), 5000 };
  PodLabOptions options = { .width = 900, .columns = 1, .focus = 50 };
  g_autoptr (GPtrArray) casebooks = make_casebooks ();
  g_autoptr (PodScene) scene = NULL;

  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 100), &options, pod_metrics_fixed ());
  g_assert_nonnull (fixture_find_text (scene, "S-050: not infused, not in this picture"));
}

/* Hundreds of results are a line with small marks; a few are told apart. */
static void
test_focus_dense (void)
{
  static const struct
  {
    int days;
    double least, most;
  } cases[] = { { 5, 8, 8 }, { 300, 1, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodLabOptions options = { .width = 500, .columns = 1, .focus = 2 };
      g_autoptr (GPtrArray)
          casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
      FixtureCasebook draft = fixture_casebook_begin (2);
      g_autoptr (PodScene) scene = NULL;
      gint64 id = 0;

      for (int day = 1; day <= cases[i].days; day++)
        id = fixture_put (&draft, "hgb", day, "100", "g/L", 115, 150);
      g_ptr_array_add (casebooks, pod_casebook_ref (fixture_casebook_end (&draft)));
      scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                     pod_date_from_day (ZERO + 320), &options,
                                     pod_metrics_fixed ());
      g_assert_cmpfloat (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id)->w, >=,
                         cases[i].least);
      g_assert_cmpfloat (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id)->w, <=,
                         cases[i].most);
    }
}

/* Days 5 to 10 only: what lies outside is listed, and lines end at the plot's edge. */
static void
test_days (void)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names, .width = 900, .columns = 1, .days = { 5, 10 } };
  g_autoptr (PodScene) scene = build (&options);
  g_autoptr (GPtrArray) faults = scene_check (scene, 0, NULL, 0);

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (scene->not_drawn, ==, 2 * SUBJECTS);
  g_assert_cmpint (pod_scene_get_panel (scene, 0)->axis.first, ==, 5);
  g_assert_cmpstr (scene->part, ==, "only days 5 to 10");
  /* Whose results they are, each by a number. */
  g_assert_cmpstr (scene->model.name (scene->model.data, 0), ==, "ONE-001");
}

/* 1 heading, a row for each of 9 × 5 results, and the medians: of 3 bins × 3 cohorts, and of 2 × 3. */
static void
test_rows (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  const GPtrArray *rows = pod_scene_get_rows (scene);

  g_assert_cmpuint (rows->len, ==, 1 + 45 + 9 + 6);
  g_assert_cmpuint (scene->row_ids->len, ==, rows->len - 1);
  g_assert_true (pod_scene_get_rows (scene) == rows);
  g_assert_cmpuint (rows->len, ==, 61);
}

/* A table that leaves is made then, whoever looked at it before. */
static void
test_table (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  g_autofree char *table = pod_scene_print_table (scene, ',');

  g_assert_nonnull (strstr (table, ",ONE-001,"));
}

static void
test_not_infused (void)
{
  static const char *const names[] = { "hgb", NULL };
  PodLabOptions options = { .observations = names, .width = 900 };
  g_autoptr (GPtrArray) casebooks = make_casebooks ();
  g_autoptr (PodScene)
      scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                     pod_date_from_day (ZERO - 1), &options, pod_metrics_fixed ());

  g_assert_cmpuint (scene->panels->len, ==, 0);
  g_assert_nonnull (fixture_find_text (scene, "No results that could be drawn"));
}

/* A line breaks where it does in the subject's own chart: where nothing is planned, over more than six weeks. */
static void
test_long_gaps (void)
{
  static const int days[][5] = { { 0, 7, 14, 21, 70 }, { 0, 42, 56, 84, 126 } };
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint dashed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, i);

      draft.next_id = 100 * (i + 1);
      for (guint k = 0; k < G_N_ELEMENTS (days[i]); k++)
        fixture_put (&draft, "hgb", days[i][k], "110", "g/L", 115, 150);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_overlay_scene_new (fixture_study (), fixture_site (), casebooks,
                                 pod_date_from_day (ZERO + 200), &options, pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind != POD_MARK_LINE || mark->role != POD_ROLE_CROWD ||
          mark->dashed == POD_SOLID || mark->panel == 0)
        continue;
      dashed++;
      assert_near (mark->x, pod_day_axis_x (&pod_scene_get_panel (scene, 0)->axis, 21));
    }
  g_assert_cmpuint (dashed, ==, 1);
}

/* Which cohort is which, and what the medians are of, is told on each sheet, once. */
static void
test_paper (void)
{
  PodLabOptions options = { .width = 900, .columns = 1 };
  g_autoptr (PodScene) scene = build (&options);
  g_autoptr (GPtrArray) pages = NULL;

  scene->whose = g_strdup ("All subjects");
  pages = pod_scene_pages_new (scene, 500, 24);
  g_assert_cmpuint (pages->len, ==, scene->panels->len);
  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *page = g_ptr_array_index (pages, i);
      guint cohorts = 0, medians = 0;

      for (guint k = 0; k < page->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (page->marks, PodMark, k);

          cohorts += mark->text != NULL && g_str_has_suffix (mark->text, ": median and quartiles");
          medians += mark->text != NULL && g_str_has_prefix (mark->text, "Medians and quartiles");
        }
      g_assert_cmpuint (cohorts, ==, 3);
      g_assert_cmpuint (medians, ==, 1);
      fixture_check_bounds (page);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/overlay/all-are-drawn", test_all_are_drawn);
  g_test_add_func ("/chart/overlay/words", test_words);
  g_test_add_func ("/chart/overlay/medians", test_medians);
  g_test_add_func ("/chart/overlay/counts", test_counts);
  g_test_add_func ("/chart/overlay/visits", test_visits);
  g_test_add_func ("/chart/overlay/baselines", test_baselines);
  g_test_add_func ("/chart/overlay/steps", test_steps);
  g_test_add_func ("/chart/overlay/below", test_below);
  g_test_add_func ("/chart/overlay/below-on-linear", test_below_on_linear);
  g_test_add_func ("/chart/overlay/preliminary-and-withdrawn", test_preliminary_and_withdrawn);
  g_test_add_func ("/chart/overlay/medians-of-what-is-final", test_medians_of_what_is_final);
  g_test_add_func ("/chart/overlay/long-labels", test_long_labels);
  g_test_add_func ("/chart/overlay/limits", test_limits);
  g_test_add_func ("/chart/overlay/focus", test_focus);
  g_test_add_func ("/chart/overlay/focus-beneath", test_focus_beneath);
  g_test_add_func ("/chart/overlay/focus-alone", test_focus_alone);
  g_test_add_func ("/chart/overlay/focus-absent", test_focus_absent);
  g_test_add_func ("/chart/overlay/focus-dense", test_focus_dense);
  g_test_add_func ("/chart/overlay/days", test_days);
  g_test_add_func ("/chart/overlay/rows", test_rows);
  g_test_add_func ("/chart/overlay/table", test_table);
  g_test_add_func ("/chart/overlay/long-gaps", test_long_gaps);
  g_test_add_func ("/chart/overlay/not-infused", test_not_infused);
  g_test_add_func ("/chart/overlay/paper", test_paper);
  return g_test_run ();
}
