/* By which equation an eGFR is, wherever it is charted, and what the other makes of the same creatinine. */

#include "clinic-fixture.h"
#include "pod-charts.h"
#include "pod-derivation.h"

#include <math.h>
#include <string.h>

#define UNIT "mL/min/{1.73_m2}"
#define BY_2021 "CKD-EPI 2021"
#define BOTH "not all by one equation: CKD-EPI 2021, CKD-EPI 2009"

typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodCasebookBuilder *builder;
  GPtrArray *casebooks;
  gint64 next_id;
  gboolean withdraws; /* what is added */
} Fixture;

static void
dose (Fixture *fixture, const char *treatment, int day)
{
  PodIntervention given;

  pod_intervention_init (&given);
  given.record.id = fixture->next_id++;
  given.treatment = treatment;
  given.start = given.end = pod_moment_on (fixture_day (day));
  pod_casebook_builder_add_intervention (fixture->builder, &given);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const PodSubject who = { .record = { 1, 1, 1, FALSE },
                           .usubjid = "MADE-UP-001",
                           .screening_number = "S-001",
                           .enrolment_number = "MN-001",
                           .cohort = "mn",
                           .sex = "male" };

  fixture->study = fixture_study ();
  fixture->site = fixture_site ();
  fixture->builder = pod_casebook_builder_new (&who, 1);
  fixture->casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  fixture->next_id = 1;
  dose (fixture, "fludarabine", -5);
  dose (fixture, "kn3601", 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->casebooks);
  pod_site_unref (fixture->site);
  pod_study_unref (fixture->study);
}

static PodFinding
make (Fixture *fixture, const char *observation, int day, double number, const char *unit)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ fixture->next_id++, 1, 1, FALSE };
  finding.observation = g_intern_string (observation);
  finding.when = pod_moment_on (fixture_day (day));
  finding.quantity.number = number;
  finding.quantity.unit = pod_unit_from_ucum (unit);
  finding.source = "typed";
  return finding;
}

/* 148 µmol/L of a man of 60, and what was computed from it; @method: (nullable): by another equation than the one in force.  Returns its id. */
static gint64
add_egfr (Fixture *fixture, int day, const char *equation)
{
  PodFinding creatinine = make (fixture, "creatinine", day, 148, "umol/L");
  PodDate birth = pod_date_new (1966, 1, 1);
  PodFinding egfr;
  g_autofree char *method = NULL;

  pod_casebook_builder_add_finding (fixture->builder, &creatinine);
  g_assert_true (pod_derive_egfr (fixture->study, fixture->site, &creatinine, birth, "male",
                                  &egfr));
  egfr.record.id = fixture->next_id++;
  egfr.record.voided = fixture->withdraws;
  if (equation != NULL)
    {
      method = g_strconcat (equation, strchr (egfr.method, ' '), NULL);
      egfr.method = method;
      egfr.quantity.number = 43.7;
    }
  pod_casebook_builder_add_finding (fixture->builder, &egfr);
  return egfr.record.id;
}

static PodCasebook *
end (Fixture *fixture)
{
  PodCasebook *casebook = pod_casebook_builder_end (fixture->builder);

  g_ptr_array_add (fixture->casebooks, casebook);
  return casebook;
}

static PodScene *
draw (Fixture *fixture, double width)
{
  static const char *const names[] = { "egfr", NULL };
  PodLabOptions options = { .observations = names, .width = width, .columns = 1 };

  return pod_lab_scene_new (fixture->study, fixture->site, fixture->casebooks->pdata[0],
                            fixture_day (60), &options, pod_metrics_fixed ());
}

static PodScene *
draw_overlay (Fixture *fixture)
{
  static const char *const names[] = { "egfr", NULL };
  PodLabOptions options = { .observations = names, .width = 900, .columns = 1 };

  return pod_overlay_scene_new (fixture->study, fixture->site, fixture->casebooks, fixture_day (60),
                                &options, pod_metrics_fixed ());
}

static const PodMark *
find_text (const PodScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (g_array_index (scene->marks, PodMark, i).text, text) == 0)
      return &g_array_index (scene->marks, PodMark, i);
  return NULL;
}

static const PodMark *
find_point (const PodScene *scene, gint64 id)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_SYMBOL && mark->type == POD_RECORD_FINDING && mark->id == id)
        return mark;
    }
  g_assert_not_reached ();
}

/* The panel says it above its plot, beside the axis, and in its name; nothing of the plot or of the axis lies there. */
static void
check_panel (const PodScene *scene, const char *equation)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, 0);
  g_autofree char *name = g_strdup_printf ("eGFR (%s)", equation);
  const PodMark *text = find_text (scene, equation);

  g_assert_cmpstr (panel->label, ==, name);
  g_assert_nonnull (text);
  g_assert_cmpfloat (text->y + text->size / 2, <=, panel->y);
  g_assert_cmpfloat (text->x, >=, panel->x);
  g_assert_nonnull (find_text (scene, "eGFR"));
}

static void
test_heading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) one = NULL;
  g_autoptr (PodScene) overlay = NULL;

  add_egfr (fixture, -6, NULL);
  add_egfr (fixture, 9, NULL);
  end (fixture);
  one = draw (fixture, 400);
  overlay = draw_overlay (fixture);
  check_panel (one, BY_2021);
  check_panel (overlay, BY_2021);
  g_assert_nonnull (strstr (one->description, "eGFR (CKD-EPI 2021): 2 results"));
}

/* After an amendment, what could not be computed anew is still by the old one; and a laboratory may not say by which its own is. */
static void
test_two_equations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) one = NULL;
  g_autoptr (PodScene) overlay = NULL;

  add_egfr (fixture, -6, NULL);
  add_egfr (fixture, 9, "egfr.2009");
  end (fixture);
  one = draw (fixture, 900);
  overlay = draw_overlay (fixture);
  check_panel (one, BOTH);
  check_panel (overlay, BOTH);
}

/* Of what is not drawn, or counts for nothing, it says nothing. */
static void
test_not_drawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;

  add_egfr (fixture, -300, "egfr.2009");
  add_egfr (fixture, -6, NULL);
  fixture->withdraws = TRUE;
  add_egfr (fixture, 9, "egfr.2009");
  end (fixture);
  scene = draw (fixture, 900);
  check_panel (scene, BY_2021);
}

static void
test_reported (Fixture *fixture, gconstpointer data)
{
  PodFinding reported = make (fixture, "egfr", 9, 44, UNIT);
  g_autoptr (PodScene) one = NULL;

  pod_casebook_builder_add_finding (fixture->builder, &reported);
  end (fixture);
  one = draw (fixture, 900);
  check_panel (one, "equation not recorded");
}

/* 148 µmol/L at 60 is 46.4 by the one and 43.7 by the other, worked by hand: the one in force stands first, whichever the value is by. */
static void
test_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  gint64 now = add_egfr (fixture, -6, NULL);
  gint64 old = add_egfr (fixture, 9, "egfr.2009");

  end (fixture);
  scene = draw (fixture, 900);
  g_assert_true (g_str_has_prefix (find_point (scene, now)->what,
                                   "eGFR (CKD-EPI 2021) 46.4 mL/min/1.73 m², "));
  g_assert_true (g_str_has_prefix (find_point (scene, old)->what,
                                   "eGFR (CKD-EPI 2009) 43.7 mL/min/1.73 m², "));
  g_assert_nonnull (strstr (find_point (scene, now)->what,
                            ", CKD-EPI 2021, in force: 46.4; CKD-EPI 2009: 43.7 mL/min/1.73 m²"));
  g_assert_nonnull (strstr (find_point (scene, old)->what,
                            ", CKD-EPI 2021, in force: 46.4; CKD-EPI 2009: 43.7 mL/min/1.73 m²"));
}

/* On the screen there is a column of it only where any row has something there; in files always. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  char **cells;

  add_egfr (fixture, 9, NULL);
  end (fixture);
  scene = draw (fixture, 900);
  cells = scene->rows->pdata[0];
  g_assert_cmpstr (cells[scene->n_shown - 1], ==, "Method");
  cells = scene->rows->pdata[1];
  g_assert_cmpstr (cells[0], ==, "eGFR");
  g_assert_cmpstr (cells[scene->n_shown - 1], ==, "computed from creatinine, CKD-EPI 2021");
}

static void
test_wall (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;

  add_egfr (fixture, 9, NULL);
  end (fixture);
  scene = pod_wall_scene_new (fixture->study, fixture->site, fixture->casebooks, NULL,
                              fixture_day (60), 1200, pod_metrics_fixed ());
  g_assert_nonnull (find_text (scene, "eGFR (CKD-EPI 2021)"));
  g_assert_cmpstr (((char **) scene->rows->pdata[0])[5], ==, "eGFR (CKD-EPI 2021), mL/min/1.73 m²");
}

/* The study, on whose chart of all subjects the course is of eGFR. */
static PodStudy *
load_course (void)
{
  const char *from = pod_test_data ("studies/nct07241468");
  const char *to = pod_test_dir ();
  g_autoptr (GDir) files = g_dir_open (from, 0, NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study;
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (from, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GString) course = NULL;

      if (!g_str_has_suffix (name, ".ini"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      course = g_string_new (text);
      g_string_replace (course, "wall_course=uprot24", "wall_course=egfr", 1);
      pod_test_write (to, name, course->str);
    }
  study = pod_study_load (to, pod_test_data ("knowledge"), problems);
  g_assert_nonnull (study);
  return study;
}

static void
test_wall_course (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodStudy) study = load_course ();
  g_autoptr (PodScene) scene = NULL;

  add_egfr (fixture, -6, NULL);
  add_egfr (fixture, 9, "egfr.2009");
  end (fixture);
  scene = pod_wall_scene_new (study, fixture->site, fixture->casebooks, NULL, fixture_day (60),
                              1200, pod_metrics_fixed ());
  g_assert_cmpstr (((char **) scene->rows->pdata[0])[4], ==, "eGFR (" BOTH "), % of baseline");
}

/* What lies before the baseline is no part of a course, so that it says nothing of its equation. */
static void
test_wall_course_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodStudy) study = load_course ();
  g_autoptr (PodScene) scene = NULL;

  add_egfr (fixture, -60, "egfr.2009");
  add_egfr (fixture, -6, NULL);
  add_egfr (fixture, 9, NULL);
  end (fixture);
  scene = pod_wall_scene_new (study, fixture->site, fixture->casebooks, NULL, fixture_day (60),
                              1200, pod_metrics_fixed ());
  g_assert_cmpstr (((char **) scene->rows->pdata[0])[4], ==, "eGFR (" BY_2021 "), % of baseline");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/chart/lab-equation/heading", test_heading);
  add ("/chart/lab-equation/two-equations", test_two_equations);
  add ("/chart/lab-equation/reported", test_reported);
  add ("/chart/lab-equation/both", test_both);
  add ("/chart/lab-equation/table", test_table);
  add ("/chart/lab-equation/wall", test_wall);
  add ("/chart/lab-equation/not-drawn", test_not_drawn);
  add ("/chart/lab-equation/wall-course", test_wall_course);
  add ("/chart/lab-equation/wall-course-before", test_wall_course_before);
  return g_test_run ();
}
