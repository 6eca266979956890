#include "pod-result-group.h"
#include "pod-results-fixture.h"
#include "pod-test-put.h"
#include "pod-trial-ranges.h"
#include "pod-visit-chooser.h"
#include "pod-widget-picture.h"

/* Whose results a grid holds before anybody says so: the site's own laboratory, whatever came in once from elsewhere. */

static void
put (ResultsFixture *fixture,
     gint64 subject,
     const char *observation,
     const char *laboratory,
     PodDate day,
     double number,
     const char *unit)
{
  PodFinding finding = pod_test_result (observation, day, number, unit);

  finding.lower = number / 2;
  finding.upper = number * 2;
  finding.laboratory = laboratory;
  pod_test_put (fixture->trial, subject, finding);
}

static const char *
get_laboratory (ResultsFixture *fixture)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (results_row (fixture, "uric_acid")),
                                              POD_TYPE_RESULT_GROUP);

  return gtk_editable_get_text (pod_test_child (group, "laboratory"));
}

static void
type_laboratory (ResultsFixture *fixture, const char *laboratory)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (results_row (fixture, "uric_acid")),
                                              POD_TYPE_RESULT_GROUP);

  gtk_editable_set_text (pod_test_child (group, "laboratory"), laboratory);
}

static const char *
get_unit (ResultsFixture *fixture)
{
  return pod_unit_get_ucum (pod_result_input_get_unit (results_input (fixture, "uric_acid")));
}

static const char *
get_limits (ResultsFixture *fixture)
{
  return gtk_label_get_text (pod_test_child (results_row (fixture, "uric_acid"), "limits"));
}

static void
show (ResultsFixture *fixture, PodDate day)
{
  results_open_visit (fixture, POD_VISIT_UNSCHEDULED, day);
}

/* Of another subject, as of most of a trial. */
static void
put_own (ResultsFixture *fixture)
{
  gint64 other = pod_test_register (fixture->trial, "Invented Berta", "R-0002", "mn");

  for (int day = 1; day <= 3; day++)
    put (fixture, other, "uric_acid", "Own", pod_date_new (2026, 11, day), 80, "umol/L");
}

static void
test_stray (ResultsFixture *fixture, gconstpointer data)
{
  PodDate day = pod_date_new (2026, 11, 20);

  put_own (fixture);
  put (fixture, fixture->subject, "uric_acid", "Elsewhere", day, 1, "mg/dL");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_laboratory (fixture), ==, "Own");
  g_assert_cmpstr (get_unit (fixture), ==, "umol/L");
  g_assert_cmpstr (get_limits (fixture), ==, "");
  pod_test_picture (fixture->dialog, "results-laboratory.png");

  /* Somebody says that it is of that one: its unit and its limits come with it, also on another day. */
  type_laboratory (fixture, "Elsewhere");
  g_assert_cmpstr (get_unit (fixture), ==, "mg/dL");
  g_assert_cmpstr (get_limits (fixture), ==, "0.5–2");
  gtk_editable_set_text (pod_test_child (pod_test_child (fixture->form, "chooser"), "day"),
                         "2026-11-21");
  g_assert_cmpstr (get_laboratory (fixture), ==, "Elsewhere");
  results_leave (fixture);

  /* The rest of what came from there. */
  show (fixture, day);
  g_assert_cmpstr (get_laboratory (fixture), ==, "Elsewhere");
  gtk_editable_set_text (pod_test_child (pod_test_child (fixture->form, "chooser"), "day"),
                         "2026-11-21");
  g_assert_cmpstr (get_laboratory (fixture), ==, "Own");
  g_assert_cmpstr (get_unit (fixture), ==, "umol/L");
  results_leave (fixture);
}

/* What came in another unit once is the exception: the next is offered in the usual one. */
static void
test_exception (ResultsFixture *fixture, gconstpointer data)
{
  put (fixture, fixture->subject, "urea", "Own", pod_date_new (2026, 11, 18), 5, "mmol/L");
  put (fixture, fixture->subject, "uric_acid", "Own", pod_date_new (2026, 11, 18), 80, "umol/L");
  put (fixture, fixture->subject, "uric_acid", "Own", pod_date_new (2026, 11, 20), 1, "mg/dL");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_laboratory (fixture), ==, "Own");
  g_assert_cmpstr (get_unit (fixture), ==, "umol/L");
  results_leave (fixture);
}

/* Where as many speak for two units and none of them is the study's, it is the same one each time. */
static void
test_two_units (ResultsFixture *fixture, gconstpointer data)
{
  put (fixture, fixture->subject, "urea", "Own", pod_date_new (2026, 11, 18), 5, "mmol/L");
  put (fixture, fixture->subject, "uric_acid", "Own", pod_date_new (2026, 11, 18), 1, "mmol/L");
  put (fixture, fixture->subject, "uric_acid", "Own", pod_date_new (2026, 11, 20), 1, "mg/dL");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_unit (fixture), ==, "mg/dL");
  results_leave (fixture);
}

/* Half of a visit is not most of it; and where as much speaks for two, nobody can tell. */
static void
test_equal (ResultsFixture *fixture, gconstpointer data)
{
  PodDate day = pod_date_new (2026, 11, 20);

  put (fixture, fixture->subject, "uric_acid", "Elsewhere", day, 1, "mg/dL");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_laboratory (fixture), ==, "Elsewhere");
  results_leave (fixture);
  put (fixture, fixture->subject, "urea", "Own", day, 5, "mmol/L");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_laboratory (fixture), ==, "");
  g_assert_cmpstr (get_unit (fixture), ==, "umol/L");
  results_leave (fixture);
  put_own (fixture);
  show (fixture, day);
  g_assert_cmpstr (get_laboratory (fixture), ==, "Own");
  results_leave (fixture);
}

/* Before anything was measured, whose limits are kept; with the unit that these are in. */
static void
test_ranges (ResultsFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "uric_acid", "urea" };
  static const char *const units[] = { "mg/dL", "mmol/L" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PodRange range = { .laboratory = "Own",
                         .observation = names[i],
                         .age_from = 18,
                         .age_to = 200,
                         .from = pod_date_new (2026, 1, 1),
                         .to = POD_DATE_NONE,
                         .lower = 0.1,
                         .upper = 1.2,
                         .unit = pod_unit_from_ucum (units[i]) };

      pod_trial_add_range (fixture->trial, &range, NULL, &error);
      g_assert_no_error (error);
    }
  put (fixture, fixture->subject, "uric_acid", "Elsewhere", pod_date_new (2026, 11, 20), 80,
       "umol/L");
  show (fixture, pod_date_new (2026, 11, 22));
  g_assert_cmpstr (get_laboratory (fixture), ==, "Own");
  g_assert_cmpstr (get_unit (fixture), ==, "mg/dL");
  g_assert_cmpstr (get_limits (fixture), ==, "0.1–1.2");
  results_leave (fixture);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  results_add ("/ui/results-laboratory/stray", test_stray);
  results_add ("/ui/results-laboratory/exception", test_exception);
  results_add ("/ui/results-laboratory/two-units", test_two_units);
  results_add ("/ui/results-laboratory/equal", test_equal);
  results_add ("/ui/results-laboratory/ranges", test_ranges);
  return g_test_run ();
}
