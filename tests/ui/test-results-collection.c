#include <string.h>

#include "pod-abnormal.h"
#include "pod-lab-series.h"
#include "pod-result-detail.h"
#include "pod-results-fixture.h"
#include "pod-visit-chooser.h"
#include "pod-widget-picture.h"

/* What is collected over hours: whoever types its value is asked how, and what nobody says stays not known. */

static void
open_grid (ResultsFixture *fixture)
{
  results_open_visit (fixture, "SCR", POD_DATE_NONE);
}

static gpointer
get_detail (ResultsFixture *fixture)
{
  return pod_widget_find (GTK_WIDGET (results_row (fixture, "uprot24")), POD_TYPE_RESULT_DETAIL);
}

static gboolean
is_shown (ResultsFixture *fixture, const char *observation)
{
  return gtk_widget_get_visible (pod_test_child (results_row (fixture, observation), "detail_bin"));
}

static void
expect (ResultsFixture *fixture, PodCollection expected)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  PodFinding finding = results_get (casebook, "uprot24");
  double hours;

  g_assert_cmpint (pod_finding_get_collection (pod_trial_get_study (fixture->trial), &finding,
                                               &hours),
                   ==, expected);
}

static void
test_asked (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  open_grid (fixture);
  g_assert_false (is_shown (fixture, "uprot24"));
  results_type (fixture, "creatinine", "88");
  g_assert_false (is_shown (fixture, "creatinine"));
  results_type (fixture, "uprot24", "3.2");
  g_assert_true (is_shown (fixture, "uprot24"));
  g_assert_true (gtk_widget_is_visible (pod_test_child (get_detail (fixture), "began")));
  g_assert_true (gtk_widget_is_visible (pod_test_child (get_detail (fixture), "completeness")));
  g_assert_false (gtk_widget_is_visible (pod_test_child (get_detail (fixture), "not_done")));
  g_assert_false (gtk_widget_is_visible (pod_test_child (get_detail (fixture), "lower")));
  g_assert_nonnull (strstr (results_note (fixture, "uprot24"), "not known"));
  pod_test_picture (fixture->dialog, "results-collection.png");
  /* What is unfolded has the rest. */
  row = GTK_WIDGET (results_row (fixture, "uprot24"));
  gtk_toggle_button_set_active (pod_test_child (row, "detail_button"), TRUE);
  g_assert_true (gtk_widget_is_visible (pod_test_child (get_detail (fixture), "not_done")));
  gtk_toggle_button_set_active (pod_test_child (row, "detail_button"), FALSE);
  g_assert_true (is_shown (fixture, "uprot24"));
  pod_result_row_clear (POD_RESULT_ROW (row));
  g_assert_false (is_shown (fixture, "uprot24"));

  results_type (fixture, "uprot24", "3.2");
  gtk_editable_set_text (pod_test_child (get_detail (fixture), "began"), "2026-11-21 7:00");
  gtk_editable_set_text (pod_test_child (get_detail (fixture), "when"), "2026-11-22 7:30");
  g_assert_null (strstr (results_note (fixture, "uprot24"), "not known"));
  results_expect_saved (fixture);
  expect (fixture, POD_COLLECTION_WHOLE);
}

static void
type_detail (ResultsFixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (pod_test_child (get_detail (fixture), field), text);
  pod_test_settle ();
}

static gboolean
is_in_view (ResultsFixture *fixture, GtkWidget *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  graphene_rect_t place;

  return gtk_widget_compute_bounds (widget, viewport, &place) && place.origin.y >= 0 &&
         place.origin.y + place.size.height <= (float) gtk_widget_get_height (viewport);
}

/* Wherever its row lies, all of the collection is seen by whoever types into a part of it. */
static void
test_in_view (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *row, *volume;

  open_grid (fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 980, 720);
  pod_test_present (GTK_WINDOW (fixture->dialog));
  row = GTK_WIDGET (results_row (fixture, "uprot24"));
  results_type (fixture, "uprot24", "3.2");
  gtk_toggle_button_set_active (pod_test_child (row, "detail_button"), TRUE);
  volume = pod_test_child (get_detail (fixture), "volume");
  gtk_widget_grab_focus (volume);
  /* Asked for more than once before it is laid out: it does not go further for that. */
  pod_result_detail_bring (get_detail (fixture), NULL);
  pod_result_detail_bring (get_detail (fixture), volume);
  pod_test_settle ();
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "results-collection-in-view.png");
  g_assert_true (is_in_view (fixture, volume));
  g_assert_true (is_in_view (fixture, pod_test_child (get_detail (fixture), "completeness")));
  g_assert_true (is_in_view (fixture, GTK_WIDGET (results_input (fixture, "uprot24"))));
  pod_results_form_discard (fixture->form);
}

/* That it is complete does not say over how many hours: a start without its time is asked for it. */
static void
test_no_hours (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  adw_combo_row_set_selected (pod_test_child (get_detail (fixture), "completeness"), 1);
  pod_test_settle ();
  g_assert_null (strstr (results_note (fixture, "uprot24"), "not known"));
  type_detail (fixture, "began", "2026-11-21");
  g_assert_nonnull (strstr (results_note (fixture, "uprot24"), "how many hours"));
  type_detail (fixture, "began", "2026-11-21 7:00");
  type_detail (fixture, "when", "2026-11-22 7:00");
  g_assert_null (strstr (results_note (fixture, "uprot24"), "not known"));
  pod_results_form_discard (fixture->form);
}

static gboolean
is_marked (gpointer widget)
{
  return gtk_widget_has_css_class (widget, "error");
}

/* Half a day is said while it is typed: the value has no grade. */
static void
test_short (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  type_detail (fixture, "began", "2026-11-21 19:00");
  type_detail (fixture, "when", "2026-11-22 7:00");
  type_detail (fixture, "volume", "1800");
  g_assert_cmpstr (results_note (fixture, "uprot24"), ==,
                   "Not graded: collected over 12 h instead of 22–26 h, 1800 mL.");
  pod_test_picture (fixture->dialog, "results-collection-short.png");
  /* At least so much, in whatever time. */
  results_type (fixture, "uprot24", "9");
  g_assert_cmpstr (results_note (fixture, "uprot24"), ==,
                   "In doubt: collected over 12 h instead of 22–26 h, 1800 mL.");
  type_detail (fixture, "began", "2026-11-21 7:00");
  g_assert_cmpstr (results_note (fixture, "uprot24"), ==, "");
  pod_results_form_discard (fixture->form);
}

/* Saved, its point says so on the chart, and the next grid says so below it. */
static void
test_told (ResultsFixture *fixture, gconstpointer data)
{
  const PodStudy *study = pod_trial_get_study (fixture->trial);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodLabSeries) series = NULL;
  g_autofree char *words = NULL;
  gpointer previous, when;

  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  type_detail (fixture, "began", "2026-11-21 19:00");
  type_detail (fixture, "when", "2026-11-22 7:00");
  type_detail (fixture, "volume", "1800");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  series = pod_lab_series_new_ungraded (study, pod_trial_get_site (fixture->trial), casebook,
                                        pod_study_find_observation (study, "uprot24"),
                                        pod_trial_get_today (fixture->trial), NULL);
  words = pod_lab_point_to_words (series, pod_lab_series_last (series), 0);
  g_assert_nonnull (strstr (words, ", collected over 12 h instead of 22–26 h, 1800 mL"));
  results_open_visit (fixture, POD_VISIT_UNSCHEDULED, POD_DATE_NONE);
  previous = pod_test_child (results_row (fixture, "uprot24"), "previous");
  g_assert_cmpstr (gtk_label_get_text (previous), ==, "3.2 g/d");
  when = pod_test_child (results_row (fixture, "uprot24"), "previous_when");
  g_assert_cmpstr (gtk_label_get_text (when), ==,
                   "22 Nov 2026\ncollection not complete, or not of the right time");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (previous), "12 h instead of 22–26 h"));
  results_leave (fixture);
}

static const char *
get_flag (ResultsFixture *fixture)
{
  return gtk_label_get_text (pod_test_child (results_row (fixture, "uprot24"), "flag"));
}

/* Of the latest, as its chart has it; -1 for none. */
static int
get_grade_on_chart (ResultsFixture *fixture)
{
  const PodStudy *study = pod_trial_get_study (fixture->trial);
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  g_autoptr (PodLabSeries)
      series = pod_lab_series_new (study, NULL, pod_trial_get_site (fixture->trial), casebook,
                                   pod_study_find_observation (study, "uprot24"),
                                   pod_trial_get_today (fixture->trial), NULL);

  return pod_lab_series_last (series)->level;
}

/* Typed once more, the value has the grade that the one on record has: none, as long as nobody says that its collection was whole after all. */
static void
test_again (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  g_assert_nonnull (strstr (get_flag (fixture), "grade 2"));
  adw_combo_row_set_selected (pod_test_child (get_detail (fixture), "completeness"), 2);
  pod_test_settle ();
  g_assert_null (strstr (get_flag (fixture), "grade"));
  results_expect_saved (fixture);
  expect (fixture, POD_COLLECTION_INCOMPLETE);
  g_assert_cmpint (get_grade_on_chart (fixture), ==, -1);
  open_grid (fixture);
  g_assert_null (strstr (get_flag (fixture), "grade"));
  results_type (fixture, "uprot24", "3.2");
  g_assert_null (strstr (get_flag (fixture), "grade"));
  g_assert_cmpstr (results_note (fixture, "uprot24"), ==, "Not graded: collection not complete.");
  results_leave (fixture);
}

/* What is wrong with it is said at once where it was typed, and the value is not marked for it. */
static void
test_wrong (ResultsFixture *fixture, gconstpointer data)
{
  gpointer began, volume;

  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  began = pod_test_child (get_detail (fixture), "began");
  volume = pod_test_child (get_detail (fixture), "volume");
  type_detail (fixture, "began", "2026-11-22 19:00");
  g_assert_false (is_marked (began));
  type_detail (fixture, "when", "2026-11-22 7:00");
  g_assert_true (is_marked (began));
  g_assert_true (pod_test_shows (get_detail (fixture), "Its collection began after it ended."));
  type_detail (fixture, "began", "2026-11-21 7:00");
  g_assert_false (is_marked (began));
  g_assert_cmpstr (results_note (fixture, "uprot24"), ==, "");

  type_detail (fixture, "volume", "viel");
  g_assert_true (is_marked (volume));
  g_assert_true (pod_test_shows (get_detail (fixture), "A volume is a number of millilitres"));
  g_assert_null (strstr (results_note (fixture, "uprot24"), "not known"));
  pod_test_picture (fixture->dialog, "results-collection-wrong.png");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_false (is_marked (pod_widget_find (GTK_WIDGET (results_input (fixture, "uprot24")),
                                              GTK_TYPE_ENTRY)));
  type_detail (fixture, "volume", "1800");
  g_assert_false (is_marked (volume));
  results_expect_saved (fixture);
  expect (fixture, POD_COLLECTION_WHOLE);
}

/* Saved without: nobody has assumed that it is whole; and its grade is one, where it is typed and on the chart. */
static void
test_unknown (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture);
  results_type (fixture, "uprot24", "3.2");
  g_assert_nonnull (strstr (get_flag (fixture), "grade 2"));
  results_expect_saved (fixture);
  expect (fixture, POD_COLLECTION_UNKNOWN);
  g_assert_cmpint (get_grade_on_chart (fixture), ==, 2);
}

/* By Tab to its start, by Enter to the next value. */
static void
test_keys (ResultsFixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  GtkWidget *focus;

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  open_grid (fixture);
  g_assert_true (pod_results_form_focus (fixture->form, "uprot24"));
  results_type (fixture, "uprot24", "3.2");
  pod_test_press_key ("Tab");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  g_assert_true (gtk_widget_is_ancestor (focus, pod_test_child (get_detail (fixture), "began")));
  g_assert_true (pod_results_form_focus (fixture->form, "uprot24"));
  pod_test_press_key ("Return");
  g_assert_true (pod_result_input_has_cursor (results_input (fixture, "upcr")));
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  results_add ("/ui/results-collection/asked", test_asked);
  results_add ("/ui/results-collection/unknown", test_unknown);
  results_add ("/ui/results-collection/short", test_short);
  results_add ("/ui/results-collection/told", test_told);
  results_add ("/ui/results-collection/again", test_again);
  results_add ("/ui/results-collection/wrong", test_wrong);
  results_add ("/ui/results-collection/keys", test_keys);
  results_add ("/ui/results-collection/in-view", test_in_view);
  results_add ("/ui/results-collection/no-hours", test_no_hours);
  return g_test_run ();
}
