#include <math.h>
#include <string.h>

#include "pod-scene-table.h"
#include "scene-check.h"

/* What a result says when it is pointed at, alone and among all: in one order, and the same but for the grade. */

#define VISIT                                                                                      \
  "[visit W]\nlabel=Week 1\nanchor=infusion\nday=7\nwindow=0..0\nnumber=1\nepoch=TREATMENT\n"      \
  "observations=hgb\nsource=site\n"

/* At 07:30 of day 7, of the planned visit or of one that nobody planned. */
static gint64
put (FixtureCasebook *casebook, const char *planned, const char *status)
{
  PodVisit visit = { .planned = planned, .status = "done" };
  PodFinding finding;

  visit.record.id = casebook->next_id++;
  visit.date = pod_date_from_day (ZERO + 7);
  pod_casebook_builder_add_visit (casebook->builder, &visit);
  pod_finding_init (&finding);
  finding.record.id = casebook->next_id++;
  finding.visit = visit.record.id;
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (visit.date);
  finding.when.minute = 7 * 60 + 30;
  finding.quantity = (PodQuantity){ POD_EXACTLY, 90, pod_unit_from_ucum ("g/L") };
  finding.lower = 115;
  finding.upper = 150;
  finding.laboratory = "Central laboratory";
  finding.status = status;
  finding.source = "typed";
  pod_casebook_builder_add_finding (casebook->builder, &finding);
  return finding.record.id;
}

static const char *
tell (PodScene *scene, gint64 id)
{
  return pod_scene_get_what (scene, fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING, id));
}

static void
check (const char *planned, const char *status, PodLabMode mode, const char *one, const char *among)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = 800, .columns = 1, .mode = mode };
  PodStudy *study = fixture_study_with (VISIT);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) overlay = NULL;
  gint64 id;

  fixture_put (&draft, "hgb", -6, "120", "g/L", 115, 150);
  id = put (&draft, planned, status);
  g_ptr_array_add (all, fixture_casebook_end (&draft));
  scene = pod_lab_scene_new (study, fixture_site (), g_ptr_array_index (all, 0),
                             pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
  overlay = pod_overlay_scene_new (study, fixture_site (), all, pod_date_from_day (ZERO + 60),
                                   &options, pod_metrics_fixed ());
  g_assert_cmpstr (tell (scene, id), ==, one);
  g_assert_cmpstr (tell (overlay, id), ==, among);
}

static void
test_planned (void)
{
  check ("W", NULL, POD_LAB_VALUE,
         "Haemoglobin 90 g/L, grade 2, baseline grade 0, shift +2, new since infusion, 8 Jan 2026, "
         "07:30 · day 7, visit Week 1, limits 115–150, Central laboratory",
         "ONE-001, Haemoglobin 90 g/L, 8 Jan 2026, 07:30 · day 7, visit Week 1, limits 115–150, "
         "Central "
         "laboratory");
}

static void
test_unscheduled (void)
{
  check (NULL, "corrected", POD_LAB_VALUE,
         "Haemoglobin 90 g/L, grade 2, baseline grade 0, shift +2, new since infusion, 8 Jan 2026, "
         "07:30 · day 7, limits 115–150, Central laboratory, unscheduled, corrected",
         "ONE-001, Haemoglobin 90 g/L, 8 Jan 2026, 07:30 · day 7, limits 115–150, Central "
         "laboratory, unscheduled, corrected");
}

/* What it is shown as stands beside what was measured. */
static void
test_change (void)
{
  check ("W", NULL, POD_LAB_PERCENT_CHANGE,
         "Haemoglobin 90 g/L, −25 % change, grade 2, baseline grade 0, shift +2, new since "
         "infusion, 8 Jan 2026, 07:30 · day 7, visit Week 1, limits 115–150, Central laboratory",
         "ONE-001, Haemoglobin 90 g/L, −25 % change, 8 Jan 2026, 07:30 · day 7, visit Week 1, "
         "limits "
         "115–150, Central laboratory");
}

/* The table of all subjects has what that of one has, but for the grades, and whose it is. */
static void
test_table_of_all (void)
{
  static const char *const headings[] = { "Observation", "Subject", "Cohort", "Day",
                                          "Date",        "Value",   "Unit",   "Flag",
                                          "Limits",      "Remarks", NULL };
  static const char *const result[] = {
    "Haemoglobin", "ONE-001", "ONE", "7",       "2026-01-08T07:30",
    "90",          "g/L",     "↓",   "115–150", "unscheduled, corrected"
  };
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodLabOptions options = { .width = 800, .columns = 1 };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const GPtrArray *rows;

  fixture_put (&draft, "hgb", -6, "120", "g/L", 115, 150);
  put (&draft, NULL, "corrected");
  g_ptr_array_add (all, fixture_casebook_end (&draft));
  scene = pod_overlay_scene_new (fixture_study_with (VISIT), fixture_site (), all,
                                 pod_date_from_day (ZERO + 60), &options, pod_metrics_fixed ());
  rows = pod_scene_get_rows (scene);
  g_assert_cmpuint (scene->n_shown, ==, G_N_ELEMENTS (result));
  for (guint i = 0; i < G_N_ELEMENTS (result); i++)
    {
      g_assert_cmpstr (((char **) rows->pdata[0])[i], ==, headings[i]);
      g_assert_cmpstr (((char **) rows->pdata[rows->len - 1])[i], ==, result[i]);
    }
  g_assert_cmpstr (((char **) rows->pdata[rows->len - 2])[9], ==, "baseline");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/lab-words/planned", test_planned);
  g_test_add_func ("/chart/lab-words/unscheduled", test_unscheduled);
  g_test_add_func ("/chart/lab-words/change", test_change);
  g_test_add_func ("/chart/lab-words/table-of-all", test_table_of_all);
  return g_test_run ();
}
