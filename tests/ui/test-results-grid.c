#include "pod-chart-open.h"
#include "pod-draft-offer.h"
#include "pod-not-done-popover.h"
#include "pod-result-group.h"
#include "pod-results-fixture.h"
#include "pod-trial-ranges.h"
#include "pod-visit-chooser.h"
#include "pod-widget-picture.h"

#include <math.h>

/* The grid of a visit: its panel, one day for all of it, and what a person sees and presses while the values go in. */

static void
open_grid (ResultsFixture *fixture, const char *visit)
{
  results_open_visit (fixture, visit, POD_DATE_NONE);
}

/* What stands in a cell of a row. */
static const char *
cell (ResultsFixture *fixture, const char *observation, const char *id)
{
  return gtk_label_get_text (pod_test_child (results_row (fixture, observation), id));
}

static gboolean
has_row (ResultsFixture *fixture, const char *observation)
{
  return pod_results_form_focus (fixture->form, observation);
}

static gboolean
has_cursor (ResultsFixture *fixture, const char *observation)
{
  return pod_result_input_has_cursor (results_input (fixture, observation));
}

/* The study's panel with what was before, and what is typed beside its limits. */
static void
test_panel (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  results_put (fixture, "North", 1.1);
  open_grid (fixture, NULL);
  g_assert_true (has_row (fixture, "hgb"));
  g_assert_false (has_row (fixture, "infection_active"));
  g_assert_cmpstr (cell (fixture, "creatinine", "previous"), ==, "1.1 mg/dL");
  g_assert_cmpstr (cell (fixture, "creatinine", "previous_when"), ==, "20 Nov 2026");
  g_assert_cmpstr (cell (fixture, "creatinine", "limits"), ==, "0.5–1.2");
  g_assert_cmpstr (cell (fixture, "hgb", "previous"), ==, "");
  results_type (fixture, "creatinine", "1.4");
  g_assert_true (g_str_has_prefix (cell (fixture, "creatinine", "flag"), "↑"));
  g_assert_cmpstr (cell (fixture, "creatinine", "change"), ==, "+27 %");
  results_type (fixture, "creatinine", "0.9");
  g_assert_cmpstr (cell (fixture, "creatinine", "change"), ==, "−18 %");
  results_type (fixture, "creatinine", "<0.5");
  g_assert_cmpstr (cell (fixture, "creatinine", "change"), ==, "");
  results_type (fixture, "creatinine", "1.0");
  g_assert_cmpstr (cell (fixture, "creatinine", "flag"), ==, "");
  results_type (fixture, "hgb", "9.5");
  g_assert_cmpstr (cell (fixture, "hgb", "flag"), ==, "not plausible");
  /* Alone it stands in the row's own line, not above an empty one. */
  g_assert_false (gtk_widget_get_visible (pod_test_child (results_row (fixture, "hgb"), "change")));
  g_assert_true (pod_test_shows (pod_test_child (fixture->form, "reason"),
                                 "Why the value is true: hemoglobin"));
  /* The rows go away below a line. */
  g_assert_true (GTK_IS_SEPARATOR (gtk_widget_get_prev_sibling (pod_test_child (fixture->form,
                                                                                "stack"))));
  g_assert_true (pod_test_shows (fixture->dialog, "Ctrl+N not done"));
  pod_test_picture (fixture->dialog, "results-grid.png");
  results_expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "measured twice");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  results_expect_visit (casebook, &finding, "SCR");
}

static const char *
get_shown (ResultsFixture *fixture, const char *observation)
{
  return gtk_entry_get_placeholder_text (GTK_ENTRY (
      pod_widget_find (GTK_WIDGET (results_input (fixture, observation)), GTK_TYPE_ENTRY)));
}

static gboolean
is_on_record (ResultsFixture *fixture, const char *observation)
{
  return gtk_widget_has_css_class (pod_widget_find (GTK_WIDGET (results_input (fixture,
                                                                               observation)),
                                                    GTK_TYPE_ENTRY),
                                   "on-record");
}

/* What is on record is read as a value and not as a hint, beside its unit and not with it; what is not, has no such look. */
static void
test_on_record_look (ResultsFixture *fixture, gconstpointer data)
{
  const char *names[] = { "creatinine", "uprot24" };

  results_put (fixture, "North", 1.1);
  results_open_visit (fixture, POD_VISIT_UNSCHEDULED, pod_date_new (2026, 11, 20));
  g_assert_cmpstr (get_shown (fixture, "creatinine"), ==, "1.1");
  pod_result_input_set_unit (results_input (fixture, "creatinine"), pod_unit_from_ucum ("umol/L"));
  g_assert_cmpstr (get_shown (fixture, "creatinine"), ==, "1.1 mg/dL");
  g_assert_true (is_on_record (fixture, "creatinine"));
  g_assert_cmpstr (cell (fixture, "creatinine", "record"), ==,
                   "On record: 20 Nov 2026 ·\302\240imported");
  g_assert_false (is_on_record (fixture, "uprot24"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, names[i])), ==, "");
  pod_test_picture (fixture->dialog, "results-on-record.png");
  results_leave (fixture);
}

/* A visit that somebody chose is that visit, and a day that no visit is planned for is asked for by itself. */
static void
test_visit (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;
  GtkEditable *day;

  open_grid (fixture, "LD1");
  results_type (fixture, "temperature", "36.8");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "temperature");
  g_assert_cmpstr (pod_casebook_find_visit (casebook, finding.visit)->planned, ==, "LD1");

  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  day = pod_test_child (pod_test_child (fixture->form, "chooser"), "day");
  g_assert_false (has_row (fixture, "igan_other_cause"));
  gtk_editable_set_text (day, "2026-11-31");
  results_type (fixture, "hgb", "120");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_editable_set_text (day, "2026-11-22");
  results_expect_saved (fixture);
  g_clear_pointer (&casebook, pod_casebook_unref);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_true (pod_date_equal (results_get (casebook, "hgb").when.date,
                                 pod_date_new (2026, 11, 22)));
}

/* What is of no planned visit leaves the one whose window is open to itself; and the next of that day is with it. */
static void
test_unscheduled (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  guint n;

  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  results_type (fixture, "hgb", "120");
  results_expect_saved (fixture);
  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  results_type (fixture, "plt", "200");
  results_expect_saved (fixture);
  open_grid (fixture, NULL);
  g_assert_cmpstr (pod_visit_chooser_get_choice (pod_test_child (fixture->form, "chooser")), ==,
                   "SCR");
  results_type (fixture, "wbc", "5");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  pod_casebook_get_visits (casebook, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (pod_casebook_find_visit (casebook, results_get (casebook, "hgb").visit)->planned);
  g_assert_cmpint (results_get (casebook, "hgb").visit, ==, results_get (casebook, "plt").visit);
  g_assert_cmpstr (pod_casebook_find_visit (casebook, results_get (casebook, "wbc").visit)->planned,
                   ==, "SCR");

  /* On a day that is in no window as well. */
  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  gtk_editable_set_text (pod_test_child (pod_test_child (fixture->form, "chooser"), "day"),
                         "2026-11-21");
  results_type (fixture, "albumin", "40");
  results_expect_saved (fixture);
  g_clear_pointer (&casebook, pod_casebook_unref);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpint (results_get (casebook, "albumin").visit, !=, 0);
}

static const char *
get_count (ResultsFixture *fixture)
{
  return gtk_label_get_text (pod_test_child (fixture->form, "count"));
}

/* What a visit's panel lacks is counted by its own rows, whatever a criterion asks for, and the button shows these. */
static void
test_count (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture, "LD1");
  results_type (fixture, "temperature", "36.8");
  results_expect_saved (fixture);
  open_grid (fixture, "LD1");
  {
    const PodPlannedVisit *visit = pod_study_find_visit (pod_trial_get_study (fixture->trial),
                                                         "LD1");
    guint n = g_strv_length ((char **) visit->observations) - 1;
    g_autofree char *all = g_strdup_printf ("%u without a value", n);
    g_autofree char *rest = g_strdup_printf ("1 result typed · %u without a value", n - 1);

    g_assert_cmpuint (pod_results_form_count_missing (fixture->form), ==, n);
    g_assert_cmpstr (get_count (fixture), ==, all);
    pod_results_form_set_missing_only (fixture->form, TRUE);
    g_assert_false (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "temperature"))));
    g_assert_true (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "sbp"))));
    results_type (fixture, "sbp", "120");
    g_assert_cmpstr (get_count (fixture), ==, rest);
  }
  results_leave (fixture);
}

/* A visit that nobody recorded, and of which there are no results, is the first to be entered; its day is not made up. */
static void
test_overdue (ResultsFixture *fixture, gconstpointer data)
{
  PodVisitChooser *chooser;

  pod_test_move_clock (40 * 24 * 60 * 60);
  pod_test_sign_in (fixture->trial, "pi");
  open_grid (fixture, NULL);
  chooser = pod_test_child (fixture->form, "chooser");
  g_assert_cmpstr (pod_visit_chooser_get_choice (chooser), ==, "SCR");
  g_assert_cmpstr (pod_visit_chooser_get_text (chooser), ==, "2027-01-02");
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (chooser, "note")), ==,
                   "2 Jan 2027 · 12 days after its window");

  /* Of a day that is not asked for nothing is said. */
  gtk_editable_set_text (pod_test_child (chooser, "day"), "2026-11-31");
  g_assert_nonnull (strstr (gtk_label_get_text (pod_test_child (chooser, "note")), "no day"));
  gtk_editable_set_text (pod_test_child (chooser, "day"), "2026-11");
  g_assert_nonnull (strstr (gtk_label_get_text (pod_test_child (chooser, "note")),
                            "“Everything, each panel with a date of its own”"));
  pod_visit_chooser_set_choice (chooser, POD_VISIT_UNSCHEDULED, "2026-11-30");
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (chooser, "note")), ==, "30 Nov 2026");
  pod_visit_chooser_set_choice (chooser, NULL, "2026-11-31");
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (chooser, "note")), ==, "");
  results_leave (fixture);
  pod_test_move_clock (-40 * 24 * 60 * 60);
}

/* What was typed goes with whoever thinks better of the visit, also where the other one does not ask for it. */
static void
test_other_visit (ResultsFixture *fixture, gconstpointer data)
{
  GtkDropDown *visits;

  open_grid (fixture, "SCR");
  results_type (fixture, "hgb", "120");
  results_type (fixture, "temperature", "36.8");
  visits = pod_test_child (pod_test_child (fixture->form, "chooser"), "visits");
  gtk_drop_down_set_selected (visits, 2);
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 2);
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "hgb")), ==, "120");
  g_assert_false (has_row (fixture, "anc"));
  gtk_drop_down_set_selected (visits, 0);
  g_assert_true (has_row (fixture, "anc"));
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 2);
  results_leave (fixture);
}

/* The limits are the laboratory's own, of her age and sex, and go on record with the result, in the unit that it writes. */
static void
test_limits (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  PodFinding finding;
  static const char *const sexes[] = { "male", "female" };
  GtkEditable *laboratory;

  for (guint i = 0; i < 2; i++)
    {
      PodRange range = { .laboratory = "North",
                         .observation = "hgb",
                         .sex = sexes[i],
                         .age_from = 18,
                         .age_to = 200,
                         .from = pod_date_new (2026, 1, 1),
                         .to = POD_DATE_NONE,
                         .lower = i == 0 ? 130 : 115,
                         .upper = i == 0 ? 175 : 150,
                         .unit = pod_unit_from_ucum ("g/L") };

      pod_trial_add_range (fixture->trial, &range, NULL, &error);
      g_assert_no_error (error);
    }
  open_grid (fixture, NULL);
  laboratory = pod_test_child (gtk_widget_get_ancestor (GTK_WIDGET (results_row (fixture, "hgb")),
                                                        POD_TYPE_RESULT_GROUP),
                               "laboratory");
  gtk_editable_set_text (laboratory, "South");
  g_assert_cmpstr (cell (fixture, "hgb", "limits"), ==, "");
  gtk_editable_set_text (laboratory, "North");
  g_assert_cmpstr (cell (fixture, "hgb", "limits"), ==, "115–150");
  results_type (fixture, "hgb", "112");
  g_assert_true (g_str_has_prefix (cell (fixture, "hgb", "flag"), "↓"));
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  g_assert_cmpint (finding.range, !=, 0);
  g_assert_cmpfloat (finding.lower, ==, 115);
  g_assert_cmpfloat (finding.upper, ==, 150);
}

/* What the day has already, whatever the hour and wherever it is from, is seen, passed over and not taken twice. */
static void
test_on_record (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  guint before;

  results_put (fixture, "North", 1.1);
  results_open_visit (fixture, POD_VISIT_UNSCHEDULED, pod_date_new (2026, 11, 20));
  g_assert_true (pod_test_shows (results_row (fixture, "creatinine"),
                                 "20 Nov 2026 ·\302\240imported"));
  g_assert_true (pod_result_row_is_settled (results_row (fixture, "creatinine")));
  g_assert_false (has_cursor (fixture, "creatinine"));
  results_type (fixture, "creatinine", "1.2");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  results_type (fixture, "creatinine", "1.1");
  before = results_count (fixture);
  results_expect_saved (fixture);
  g_assert_cmpuint (results_count (fixture), ==, before);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpstr (results_get (casebook, "creatinine").source, ==, "import");
}

/* ---- with real keys ---- */

static void
type_keys (const char *text)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                      "xdotool", "type", text, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  pod_test_settle ();
}

static gboolean
has_keys (void)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    g_test_skip ("xdotool is not there");
  return xdotool != NULL;
}

static void
test_keys (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  if (!has_keys ())
    return;
  open_grid (fixture, NULL);
  /* The first of the panel, with a list of units beside it, which is passed over. */
  g_assert_true (has_cursor (fixture, "creatinine"));
  type_keys ("88");
  pod_test_press_key ("Tab");
  g_assert_true (has_cursor (fixture, "uprot24"));
  pod_test_press_key ("shift+Tab");
  g_assert_true (has_cursor (fixture, "creatinine"));
  pod_test_press_key ("Return");
  g_assert_true (has_cursor (fixture, "uprot24"));
  type_keys ("4.2");
  pod_test_press_key ("Return");
  g_assert_true (has_cursor (fixture, "upcr"));
  pod_test_press_key ("shift+Return");
  g_assert_true (has_cursor (fixture, "uprot24"));
  pod_test_press_key ("shift+Return");
  g_assert_true (has_cursor (fixture, "creatinine"));
  pod_test_press_key ("ctrl+u");
  g_assert_false (has_cursor (fixture, "creatinine"));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "creatinine")), ==, "88");
  pod_test_press_key ("Escape");
  g_assert_nonnull (fixture->dialog);
  pod_results_form_focus (fixture->form, "upcr");
  type_keys ("1.5");
  pod_test_press_key ("ctrl+BackSpace");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "upcr")), ==, "");
  pod_test_press_key ("ctrl+Return");
  g_assert_null (fixture->dialog);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (casebook, "creatinine").quantity.number, ==, 88);
  g_assert_cmpfloat (results_get (casebook, "uprot24").quantity.number, ==, 4.2);
}

static gboolean
is_in (ResultsFixture *fixture, gpointer root, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));
  GtkWidget *wanted = pod_test_child (root, id);

  return focus == wanted || (focus != NULL && gtk_widget_is_ancestor (focus, wanted));
}

/* From the first row back to the search, and forward again, nothing is passed over. */
static void
test_tab_order (ResultsFixture *fixture, gconstpointer data)
{
  gpointer chooser, form;

  if (!has_keys ())
    return;
  open_grid (fixture, "LD2");
  form = fixture->form;
  chooser = pod_test_child (form, "chooser");
  {
    const struct
    {
      gpointer root;
      const char *id;
    } stops[] = { { form, "rest_button" },
                  { form, "missing_only" },
                  { chooser, "day" },
                  { chooser, "visits" },
                  { fixture->dialog, "search" } };

    for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
      {
        pod_test_press_key ("shift+Tab");
        g_test_message ("%s", stops[i].id);
        g_assert_true (is_in (fixture, stops[i].root, stops[i].id));
      }
    for (guint i = G_N_ELEMENTS (stops) - 1; i-- > 0;)
      {
        pod_test_press_key ("Tab");
        g_test_message ("%s", stops[i].id);
        g_assert_true (is_in (fixture, stops[i].root, stops[i].id));
      }
  }
  pod_test_press_key ("Tab");
  g_assert_true (has_cursor (fixture, "temperature"));
  results_leave (fixture);
}

/* Ctrl+N, a reason, and the cursor is in the next row; then one reason for all that remain. */
static void
test_not_done (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *series;
  guint n;

  if (!has_keys ())
    return;
  open_grid (fixture, "LD2");
  g_assert_true (pod_results_form_focus (fixture->form, "temperature"));
  pod_test_press_key ("ctrl+n");
  pod_test_press_key ("Return");
  g_assert_nonnull (strstr (results_note (fixture, "temperature"), "Not done: Subject refused"));
  g_assert_cmpstr (get_shown (fixture, "temperature"), ==, "not done");
  g_assert_false (has_cursor (fixture, "temperature"));
  results_type (fixture, "heart_rate", "72");
  gtk_widget_activate_action (GTK_WIDGET (fixture->form), "results.not-done", "s", "");
  pod_test_settle ();
  pod_test_press_key ("Down");
  pod_test_press_key ("Return");
  pod_test_picture (fixture->dialog, "results-not-done.png");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 5);
  g_assert_true (pod_test_shows (fixture->dialog, "1 result typed · 4 not done"));
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  series = pod_casebook_get_series (casebook, "temperature", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (series->reason, ==, "refused");
  series = pod_casebook_get_series (casebook, "spo2", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (series->reason, ==, "not_collected");
  g_assert_cmpstr (pod_casebook_find_visit (casebook, series->visit)->planned, ==, "LD2");
  g_assert_false (pod_finding_is_not_done (pod_casebook_get_series (casebook, "heart_rate", &n)));

  /* What was not done is settled, and waits for nobody. */
  open_grid (fixture, "LD2");
  g_assert_true (pod_result_row_is_settled (results_row (fixture, "spo2")));
  /* Nothing is without a value: there is nothing to be shown alone. */
  g_assert_false (gtk_widget_is_sensitive (pod_test_child (fixture->form, "missing_only")));
  results_leave (fixture);
}

static const char *
get_chosen (ResultsFixture *fixture, const char *observation)
{
  GtkDropDown *list =
      GTK_DROP_DOWN (pod_widget_find (GTK_WIDGET (results_input (fixture, observation)),
                                      GTK_TYPE_DROP_DOWN));

  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (list));
}

/* A choice says that nothing is chosen, and so that it was not done; neither is an answer. */
static void
test_not_done_choice (ResultsFixture *fixture, gconstpointer data)
{
  PodResultRow *row;

  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  row = results_row (fixture, "mpo_anca");
  g_assert_cmpstr (get_chosen (fixture, "mpo_anca"), ==, "Choose…");
  pod_result_row_set_not_done (row, "Subject refused");
  g_assert_cmpstr (get_chosen (fixture, "mpo_anca"), ==, "not done");
  g_assert_true (pod_result_row_is_not_done (row));
  pod_result_row_set_value (row, "positive");
  g_assert_cmpstr (get_chosen (fixture, "mpo_anca"), ==, "Positive");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "mpo_anca")), ==, "positive");
  pod_result_row_clear (row);
  g_assert_cmpstr (get_chosen (fixture, "mpo_anca"), ==, "Choose…");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "mpo_anca")), ==, "");
  results_leave (fixture);
}

/* Nor does one ask for an answer that is on record as not done. */
static void
test_not_done_on_record (ResultsFixture *fixture, gconstpointer data)
{
  open_grid (fixture, NULL);
  pod_result_row_set_not_done (results_row (fixture, "mpo_anca"), "Subject refused");
  results_expect_saved (fixture);
  open_grid (fixture, NULL);
  g_assert_cmpstr (get_chosen (fixture, "mpo_anca"), ==, "not done");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "mpo_anca")), ==, "");
  results_leave (fixture);
}

static gboolean
is_in_view (gpointer row)
{
  GtkWidget *view = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  graphene_rect_t place;

  return gtk_widget_compute_bounds (row, view, &place) && place.origin.y >= 0 &&
         place.origin.y + place.size.height <= gtk_widget_get_height (view);
}

/* Whichever row has the cursor is seen in whole, and not its field alone. */
static void
test_in_view (ResultsFixture *fixture, gconstpointer data)
{
  const char *names[] = { "pr3_value", "creatinine", "igg" };

  results_put (fixture, "North", 1.1);
  open_grid (fixture, POD_VISIT_UNSCHEDULED);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      gtk_widget_grab_focus (GTK_WIDGET (results_row (fixture, names[i])));
      g_assert_true (pod_test_run_until (is_in_view, results_row (fixture, names[i]), 2000));
    }
  results_leave (fixture);
}

/* What was asked of a row that is gone is of none: not of all that are there. */
static void
test_not_done_gone (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *popover;

  open_grid (fixture, "SCR");
  gtk_widget_activate_action (GTK_WIDGET (fixture->form), "results.not-done", "s", "anc");
  pod_test_settle ();
  popover = pod_widget_find (GTK_WIDGET (fixture->form), POD_TYPE_NOT_DONE_POPOVER);
  g_assert_true (gtk_widget_get_visible (popover));
  gtk_drop_down_set_selected (pod_test_child (pod_test_child (fixture->form, "chooser"), "visits"),
                              2);
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (popover));
  g_signal_emit_by_name (popover, "chosen", "Subject refused");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 0);
  results_leave (fixture);
}

/* ---- the search ---- */

/* What was typed stays in sight while another row is looked for, but the cursor goes to the one that was found. */
static void
test_search (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *search;
  int start, end;

  open_grid (fixture, "LD2");
  results_type (fixture, "temperature", "36.8");
  search = pod_test_child (fixture->dialog, "search");
  gtk_editable_set_text (GTK_EDITABLE (search), "SpO");
  g_signal_emit_by_name (search, "activate");
  pod_test_settle ();
  g_assert_true (has_cursor (fixture, "spo2"));
  /* Enter on its value leads back, for the next: what is typed there takes the place of what was searched for. */
  g_signal_emit_by_name (results_row (fixture, "spo2"), "step", 1);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         search));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (search), &start, &end));
  g_assert_cmpint (end - start, ==, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "temperature"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (results_row (fixture, "heart_rate"))));
  /* Nothing found is nowhere to type: not in a row that is only kept in sight. */
  gtk_widget_grab_focus (search);
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing is called so");
  g_signal_emit_by_name (search, "activate");
  pod_test_settle ();
  g_assert_false (has_cursor (fixture, "temperature"));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "36.8");
  /* Typing over: the row that was typed is found by its own name. */
  results_type (fixture, "spo2", "97");
  gtk_editable_set_text (GTK_EDITABLE (search), "temperature");
  g_signal_emit_by_name (search, "activate");
  pod_test_settle ();
  g_assert_true (has_cursor (fixture, "temperature"));
  /* Enter passes over what is only kept in sight below it. */
  g_signal_emit_by_name (results_row (fixture, "temperature"), "step", 1);
  g_assert_false (has_cursor (fixture, "spo2"));
  results_leave (fixture);
}

/* ---- nothing is lost ---- */

/* A lock takes the grid away; it comes back as it was, with its visit and its day. */
static void
test_lock (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodVisitChooser *chooser;
  PodFinding finding;

  open_grid (fixture, "LD2");
  gtk_editable_set_text (pod_test_child (pod_test_child (fixture->form, "chooser"), "day"),
                         "2026-11-22");
  results_type (fixture, "temperature", "36.8");
  pod_result_row_set_not_done (results_row (fixture, "sbp"), "Subject refused");
  pod_trial_window_lock (fixture->window, "asked");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, FALSE));
  pod_test_sign_in (fixture->trial, "pi");
  pod_draft_offer (fixture->window);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, TRUE));
  fixture->dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (fixture->dialog, "form");
  chooser = pod_test_child (fixture->form, "chooser");
  g_assert_cmpstr (pod_visit_chooser_get_choice (chooser), ==, "LD2");
  g_assert_cmpstr (pod_visit_chooser_get_text (chooser), ==, "2026-11-22");
  g_assert_false (has_row (fixture, "hgb"));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "temperature")), ==, "36.8");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "temperature");
  g_assert_true (pod_date_equal (finding.when.date, pod_date_new (2026, 11, 22)));
  g_assert_cmpstr (pod_casebook_find_visit (casebook, finding.visit)->planned, ==, "LD2");
}

/* From the timeline's visit to its panel, for whoever records; a monitor reads its history. */
static void
test_timeline (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodVisit *visits;
  gint64 visit;
  guint n;

  open_grid (fixture, "LD2");
  results_type (fixture, "temperature", "36.8");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  visits = pod_casebook_get_visits (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  visit = visits[0].record.id;
  g_assert_true (pod_chart_open_record (GTK_WIDGET (fixture->window), fixture->trial,
                                        POD_RECORD_VISIT, visit));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, TRUE));
  fixture->dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (fixture->dialog, "form");
  g_assert_true (pod_result_row_is_settled (results_row (fixture, "temperature")));
  results_leave (fixture);
  pod_test_sign_in (fixture->trial, "monitor");
  g_assert_true (pod_chart_open_record (GTK_WIDGET (fixture->window), fixture->trial,
                                        POD_RECORD_VISIT, visit));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RESULTS_DIALOG));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  results_add ("/ui/results-grid/panel", test_panel);
  results_add ("/ui/results-grid/on-record-look", test_on_record_look);
  results_add ("/ui/results-grid/visit", test_visit);
  results_add ("/ui/results-grid/unscheduled", test_unscheduled);
  results_add ("/ui/results-grid/count", test_count);
  results_add ("/ui/results-grid/overdue", test_overdue);
  results_add ("/ui/results-grid/other-visit", test_other_visit);
  results_add ("/ui/results-grid/limits", test_limits);
  results_add ("/ui/results-grid/on-record", test_on_record);
  results_add ("/ui/results-grid/keys", test_keys);
  results_add ("/ui/results-grid/tab-order", test_tab_order);
  results_add ("/ui/results-grid/not-done", test_not_done);
  results_add ("/ui/results-grid/not-done-choice", test_not_done_choice);
  results_add ("/ui/results-grid/not-done-on-record", test_not_done_on_record);
  results_add ("/ui/results-grid/in-view", test_in_view);
  results_add ("/ui/results-grid/not-done-gone", test_not_done_gone);
  results_add ("/ui/results-grid/search", test_search);
  results_add ("/ui/results-grid/lock", test_lock);
  results_add ("/ui/results-grid/timeline", test_timeline);
  return g_test_run ();
}
