#include <string.h>

#include "pod-results-fixture.h"
#include "pod-visit-chooser.h"
#include "pod-widget-picture.h"

/* The day of a visit that took place: it is the one that is shown, and another is never made of it by the program alone. */

static PodVisitChooser *
get_chooser (ResultsFixture *fixture)
{
  return pod_test_child (fixture->form, "chooser");
}

static void
show (ResultsFixture *fixture, const char *visit)
{
  results_open_visit (fixture, visit, POD_DATE_NONE);
}

static void
set_day (ResultsFixture *fixture, const char *day)
{
  gtk_editable_set_text (pod_test_child (get_chooser (fixture), "day"), day);
  pod_test_settle ();
}

static void
save_visit (ResultsFixture *fixture,
            const char *visit,
            const char *day,
            const char *observation,
            const char *text)
{
  show (fixture, visit);
  set_day (fixture, day);
  results_type (fixture, observation, text);
  results_expect_saved (fixture);
}

static guint
count_visits (ResultsFixture *fixture, const char *planned)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  guint n, found = 0;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  for (guint i = 0; i < n; i++)
    found += g_strcmp0 (visits[i].planned, planned) == 0;
  return found;
}

/* Whatever comes from today on: the visit has its day, its values, and what it lacks. */
static void
test_own_day (ResultsFixture *fixture, gconstpointer data)
{
  guint all;

  show (fixture, NULL);
  g_assert_cmpstr (pod_visit_chooser_get_choice (get_chooser (fixture)), ==, "SCR");
  all = pod_results_form_count_missing (fixture->form);
  results_leave (fixture);
  save_visit (fixture, "SCR", "2026-11-18", "hgb", "120");
  show (fixture, NULL);
  g_assert_cmpstr (pod_visit_chooser_get_choice (get_chooser (fixture)), ==, "SCR");
  g_assert_cmpstr (pod_visit_chooser_get_text (get_chooser (fixture)), ==, "2026-11-18");
  g_assert_true (pod_result_row_is_settled (results_row (fixture, "hgb")));
  g_assert_cmpuint (pod_results_form_count_missing (fixture->form), ==, all - 1);
  g_assert_false (pod_visit_chooser_is_asking (get_chooser (fixture)));
  results_type (fixture, "plt", "200");
  results_expect_saved (fixture);
  g_assert_cmpuint (count_visits (fixture, "SCR"), ==, 1);
}

/* What is typed after an answer is a result, and not a part of the day. */
static void
expect_in_rows (ResultsFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, POD_TYPE_RESULT_ROW));
}

/* Of another day it asks; back, apart, or of that visit too, of which it is not asked again. */
static void
test_another_day (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  save_visit (fixture, "SCR", "2026-11-18", "hgb", "120");
  show (fixture, "SCR");
  set_day (fixture, "2026-11-22");
  results_type (fixture, "wbc", "5");
  g_assert_true (pod_test_shows (fixture->form, "These results are of 22 Nov 2026, but Screening "
                                                "was done on 18 Nov 2026"));
  pod_test_picture (fixture->dialog, "results-another-day.png");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_true (gtk_widget_has_focus (pod_test_child (get_chooser (fixture), "stay_button")));
  g_assert_true (pod_test_press (fixture->form, "_Back to 18 Nov 2026"));
  expect_in_rows (fixture);
  g_assert_cmpstr (pod_visit_chooser_get_text (get_chooser (fixture)), ==, "2026-11-18");
  g_assert_false (pod_visit_chooser_is_asking (get_chooser (fixture)));
  set_day (fixture, "2026-11-22");
  g_assert_true (pod_test_press (fixture->form, "A Day Without a _Planned Visit"));
  expect_in_rows (fixture);
  g_assert_cmpstr (pod_visit_chooser_get_choice (get_chooser (fixture)), ==, POD_VISIT_UNSCHEDULED);
  g_assert_cmpstr (pod_visit_chooser_get_text (get_chooser (fixture)), ==, "2026-11-22");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "wbc")), ==, "5");
  results_expect_saved (fixture);
  g_assert_cmpuint (count_visits (fixture, "SCR"), ==, 1);
  g_assert_cmpuint (count_visits (fixture, NULL), ==, 1);

  show (fixture, "SCR");
  set_day (fixture, "2026-11-20");
  results_type (fixture, "anc", "3");
  g_assert_true (pod_test_press (fixture->form, "A_nother Day of That Visit"));
  expect_in_rows (fixture);
  results_expect_saved (fixture);
  g_assert_cmpuint (count_visits (fixture, "SCR"), ==, 2);
  show (fixture, "SCR");
  set_day (fixture, "2026-11-20");
  g_assert_false (pod_visit_chooser_is_asking (get_chooser (fixture)));
  g_assert_true (pod_result_row_is_settled (results_row (fixture, "anc")));
  results_leave (fixture);
}

/* A visit that takes place once stays one. */
static void
test_same_visit (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  save_visit (fixture, "LD1", "2026-11-20", "temperature", "36.8");
  show (fixture, "LD1");
  g_assert_cmpstr (pod_visit_chooser_get_text (get_chooser (fixture)), ==, "2026-11-20");
  set_day (fixture, "2026-11-21");
  results_type (fixture, "sbp", "120");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_true (pod_test_press (fixture->form, "Of That Visit A_ll the Same"));
  results_expect_saved (fixture);
  g_assert_cmpuint (count_visits (fixture, "LD1"), ==, 1);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "sbp");
  g_assert_cmpint (finding.when.date.day, ==, 21);
  g_assert_cmpint (finding.visit, ==, results_get (casebook, "temperature").visit);
}

/* Whoever saved a part is told how much lacks, and is there again by one button. */
static void
test_rest (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *toast;

  save_visit (fixture, "LD1", "2026-11-20", "temperature", "36.8");
  pod_test_settle ();
  toast = pod_widget_find (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget"));
  g_assert_nonnull (toast);
  {
    const PodPlannedVisit *visit = pod_study_find_visit (pod_trial_get_study (fixture->trial),
                                                         "LD1");
    g_autofree char *words = g_strdup_printf ("1 result saved, %u without a value",
                                              g_strv_length ((char **) visit->observations) - 1);

    g_assert_true (pod_test_shows (toast, words));
  }
  pod_test_picture (fixture->window, "results-rest.png");
  g_assert_true (pod_test_press (toast, "Enter the Rest"));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, TRUE));
  fixture->dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (fixture->dialog, "form");
  g_assert_cmpstr (pod_visit_chooser_get_choice (get_chooser (fixture)), ==, "LD1");
  g_assert_cmpstr (pod_visit_chooser_get_text (get_chooser (fixture)), ==, "2026-11-20");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "temperature"))));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "sbp"))));
  results_leave (fixture);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  results_add ("/ui/results-day/own-day", test_own_day);
  results_add ("/ui/results-day/another-day", test_another_day);
  results_add ("/ui/results-day/same-visit", test_same_visit);
  results_add ("/ui/results-day/rest", test_rest);
  return g_test_run ();
}
