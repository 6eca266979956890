#include "pod-answer-input.h"
#include "pod-draft-offer.h"
#include "pod-number-text.h"
#include "pod-problem-row.h"
#include "pod-result-detail.h"
#include "pod-result-group.h"
#include "pod-results-fixture.h"
#include "pod-subject-page.h"
#include "pod-trial-users.h"
#include "pod-visit-chooser.h"
#include "pod-widget-picture.h"

#include <math.h>

/* Typing results: numbers as people write them, all of it saved at once or not at all, and nothing typed is lost. */

static void
answer_and_close (ResultsFixture *fixture, const char *answer)
{
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  pod_test_answer (answer);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

/* ---- numbers ---- */

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double number;
    PodComparator comparator;
    const char *explained;
  } cases[] = {
    { "3.5", 3.5, POD_EXACTLY, NULL },          { " < 0.5", 0.5, POD_LESS_THAN, NULL },
    { "３．５", 3.5, POD_EXACTLY, "3.5" },      { "3,5", 3.5, POD_EXACTLY, "3.5" },
    { "3。5", 3.5, POD_EXACTLY, "3.5" },        { "0,123", 0.123, POD_EXACTLY, "0.123" },
    { "1,234", 1234, POD_EXACTLY, "1234" },     { "1,234.5", 1234.5, POD_EXACTLY, "1234.5" },
    { "＞６０", 60, POD_GREATER_THAN, "> 60" }, { "≥60", 60, POD_AT_LEAST, "≥ 60" },
    { "<.5", 0.5, POD_LESS_THAN, NULL },
  };
  static const char *const wrong[] = {
    "", "-", "3.5.1", "3,5,1", "abc", "3 5", "1,", "<", "1e999"
  };
  PodQuantity quantity = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *explained = pod_number_text_explain (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_true (pod_number_text_parse (cases[i].text, &quantity));
      g_assert_cmpfloat (quantity.number, ==, cases[i].number);
      g_assert_cmpint (quantity.comparator, ==, cases[i].comparator);
      g_assert_cmpstr (explained, ==, cases[i].explained);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_assert_false (pod_number_text_parse (wrong[i], &quantity));
    }
}

/* ---- the column of fields ---- */

/* However much is said of what is on record. */
static void
test_column (ResultsFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "creatinine", "upcr" };
  int widths[2];

  results_open (fixture);
  gtk_label_set_text (pod_test_child (results_row (fixture, names[0]), "record"),
                      "12345.67 µmol/L · 19 Nov 2026, 07:42 · demonstration · Demonstration "
                      "laboratory of a rather long name");
  pod_test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    widths[i] = gtk_widget_get_width (pod_test_child (results_row (fixture, names[i]),
                                                      "input_bin"));
  g_assert_cmpint (widths[0], >, 0);
  g_assert_cmpint (widths[0], ==, widths[1]);
}

/* ---- one save ---- */

static void
test_save (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  results_open (fixture);
  results_type (fixture, "hgb", "３５，5");
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "35.5"));
  results_type (fixture, "crp", "<0.5");
  results_type (fixture, "serum_hcg", "negative");
  results_type (fixture, "infection_active", "no");
  results_type (fixture, "other_trial_end", "2026/3/4");
  pod_test_picture (fixture->dialog, "results-typed.png");
  results_expect_saved (fixture);

  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  g_assert_cmpfloat (finding.quantity.number, ==, 35.5);
  g_assert_cmpstr (pod_unit_get_ucum (finding.quantity.unit), ==, "g/L");
  g_assert_cmpstr (finding.source, ==, "typed");
  g_assert_true (pod_date_equal (finding.when.date, pod_date_new (2026, 11, 23)));
  g_assert_cmpint (results_get (casebook, "crp").quantity.comparator, ==, POD_LESS_THAN);
  g_assert_cmpstr (results_get (casebook, "serum_hcg").code, ==, "negative");
  g_assert_cmpstr (results_get (casebook, "infection_active").code, ==, "no");
  g_assert_true (pod_date_equal (results_get (casebook, "other_trial_end").date,
                                 pod_date_new (2026, 3, 4)));
  results_expect_visit (casebook, &finding, "SCR");
}

static gboolean
is_in_sight (ResultsFixture *fixture, const char *observation)
{
  GtkWidget *row = GTK_WIDGET (results_row (fixture, observation));
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, scrolled, &bounds));
  return bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scrolled);
}

/* A value outside what is plausible is questioned while it is typed, and goes with a reason. */
static void
test_plausible (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkRevealer *reason_revealer;

  results_open (fixture);
  reason_revealer = pod_test_child (fixture->form, "reason_revealer");
  results_type (fixture, "hgb", "95");
  g_assert_false (gtk_revealer_get_reveal_child (reason_revealer));
  results_type (fixture, "hgb", "9.5");
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "9.5 g/L is not plausible"));
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "30 to 220 g/L"));
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "the unit"));
  g_assert_null (pod_result_row_get_problem (results_row (fixture, "hgb")));
  g_assert_true (gtk_revealer_get_reveal_child (reason_revealer));
  results_type (fixture, "anc", "2.1");
  gtk_widget_grab_focus (GTK_WIDGET (results_row (fixture, "other_trial_end")));
  pod_test_settle ();
  g_assert_false (is_in_sight (fixture, "hgb"));
  results_expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  pod_test_settle ();
  g_assert_true (is_in_sight (fixture, "hgb"));
  g_assert_true (g_str_has_prefix (pod_problem_row_get_text (pod_test_child (fixture->form,
                                                                             "reason_problem")),
                                   "A value is not plausible"));
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "measured twice");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (casebook, "hgb").quantity.number, ==, 9.5);
  g_assert_cmpfloat (results_get (casebook, "anc").quantity.number, ==, 2.1);
}

/* What cannot be at all goes with no reason; and what is expected is said as people say it. */
static void
test_impossible (ResultsFixture *fixture, gconstpointer data)
{
  results_open (fixture);
  pod_result_input_set_unit (results_input (fixture, "creatinine"), pod_unit_from_ucum ("mg/dL"));
  results_type (fixture, "creatinine", "500");
  g_assert_nonnull (strstr (results_note (fixture, "creatinine"), "0.113 to 33.9 mg/dL"));
  results_type (fixture, "creatinine", "");
  results_type (fixture, "urine_rbc", "<0");
  g_assert_cmpstr (results_note (fixture, "urine_rbc"), ==, "");
  results_type (fixture, "urine_rbc", "-4");
  g_assert_nonnull (strstr (results_note (fixture, "urine_rbc"),
                            "cannot be: possible is at least 0"));
  g_assert_false (gtk_revealer_get_reveal_child (pod_test_child (fixture->form,
                                                                 "reason_revealer")));
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "measured twice");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_true (pod_result_input_has_cursor (results_input (fixture, "urine_rbc")));
  answer_and_close (fixture, "_Discard");
}

/* What cannot be read says so under its row, and nothing of the rest is written. */
static void
test_problems (ResultsFixture *fixture, gconstpointer data)
{
  results_open (fixture);
  results_type (fixture, "anc", "2.1");
  results_type (fixture, "hgb", "a lot");
  results_type (fixture, "other_trial_end", "2027-01-01");
  g_assert_null (pod_result_row_get_problem (results_row (fixture, "hgb")));
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_result_row_get_problem (results_row (fixture, "hgb")));
  g_assert_nonnull (pod_result_row_get_problem (results_row (fixture, "other_trial_end")));
  g_assert_null (pod_result_row_get_problem (results_row (fixture, "anc")));
  results_type (fixture, "hgb", "120");
  g_assert_null (pod_result_row_get_problem (results_row (fixture, "hgb")));
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  results_type (fixture, "other_trial_end", "");
  results_expect_saved (fixture);
  g_assert_cmpuint (results_count (fixture), >=, 2);
}

/* ---- leaving ---- */

/* Escape asks; what is kept is there again, of its own day, and gone once it is saved. */
/* Where what is typed in lies in its window. */
static double
get_top (ResultsFixture *fixture)
{
  graphene_rect_t place;

  pod_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (pod_test_child (fixture->form, "stack"),
                                            GTK_WIDGET (fixture->dialog), &place));
  return place.origin.y;
}

/* That it is saved moves nothing below the fingers of who types. */
static void
test_pause (ResultsFixture *fixture, gconstpointer data)
{
  double before;

  results_open (fixture);
  before = get_top (fixture);
  results_type (fixture, "hgb", "118");
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Draft saved"));
  g_assert_cmpfloat (get_top (fixture), ==, before);
  pod_results_form_discard (fixture->form);
}

static void
test_draft (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  results_open (fixture);
  results_type (fixture, "creatinine", "1.1");
  pod_result_input_set_unit (results_input (fixture, "creatinine"), pod_unit_from_ucum ("mg/dL"));
  results_type (fixture, "serum_hcg", "negative");
  answer_and_close (fixture, "_Keep Draft");
  g_assert_true (pod_test_wait_drafts (fixture->trial, 1));

  pod_test_move_clock (24 * 3600);
  pod_trial_refresh (fixture->trial);
  results_open (fixture);
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "creatinine")), ==, "1.1");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 2);
  results_expect_saved (fixture);
  g_assert_true (pod_test_wait_drafts (fixture->trial, 0));
  pod_test_move_clock (-24 * 3600);

  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpstr (pod_unit_get_ucum (results_get (casebook, "creatinine").quantity.unit), ==,
                   "mg/dL");
  g_assert_true (pod_date_equal (results_get (casebook, "creatinine").when.date,
                                 pod_date_new (2026, 11, 23)));
  /* And the eGFR that follows. */
  g_assert_cmpstr (results_get (casebook, "egfr").source, ==, "derived");
}

/* A lock takes the patient's results off the screen and keeps them. */
static void
test_lock (ResultsFixture *fixture, gconstpointer data)
{
  PodResultsDialog *dialog;

  results_open (fixture);
  results_type (fixture, "hgb", "120");
  pod_trial_window_lock (fixture->window, "asked");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, FALSE));
  pod_test_sign_in (fixture->trial, "pi");
  pod_draft_offer (fixture->window);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RESULTS_DIALOG, TRUE));
  dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  fixture->form = pod_test_child (dialog, "form");
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "hgb")), ==, "120");
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

/* ---- who may ---- */

/* An attestation is a physician's; its reason is kept with it. */
static void
test_roles (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (fixture->trial,
                        &(PodNewUser){ .user = "nurse",
                                       .password = POD_TEST_PASSWORD,
                                       .role = POD_USER_NURSE,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      pod_test_sign_in (fixture->trial, i == 0 ? "coordinator" : "nurse");
      results_open (fixture);
      g_assert_true (pod_result_row_is_open (results_row (fixture, "hgb")));
      g_assert_false (pod_result_row_is_open (results_row (fixture, "infection_active")));
      g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (results_input (fixture,
                                                                          "infection_active"))));
      g_assert_nonnull (strstr (results_note (fixture, "infection_active"), "a physician"));
      results_type (fixture, i == 0 ? "hgb" : "anc", "99");
      results_expect_saved (fixture);
    }
  pod_test_sign_in (fixture->trial, "pi");
  results_open (fixture);
  results_type (fixture, "infection_active", "no");
  g_assert_true (gtk_widget_get_visible (pod_test_child (results_row (fixture, "infection_active"),
                                                         "remark")));
  gtk_editable_set_text (pod_test_child (results_row (fixture, "infection_active"), "remark"),
                         "no fever for a week");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpstr (results_get (casebook, "infection_active").text, ==, "no fever for a week");
}

/* That nothing was measured, and why, is a record of its own, of the visit, and hides no older result. */
static void
test_not_done (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodVisit *visits;
  guint n;

  for (guint i = 0; i < 2; i++)
    {
      const char *observation = i == 0 ? "serum_hcg" : "lvef";
      GtkWidget *detail;

      results_open (fixture);
      gtk_toggle_button_set_active (pod_test_child (results_row (fixture, observation),
                                                    "detail_button"),
                                    TRUE);
      detail = pod_widget_find (GTK_WIDGET (results_row (fixture, observation)),
                                POD_TYPE_RESULT_DETAIL);
      gtk_editable_set_text (pod_test_child (detail, "not_done"), "specimen lost");
      results_type (fixture, observation, i == 0 ? "negative" : "60");
      results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
      results_type (fixture, observation, "");
      results_expect_saved (fixture);
    }
  casebook = pod_test_load (fixture->trial, fixture->subject);
  visits = pod_casebook_get_visits (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      const PodFinding *series = pod_casebook_get_series (casebook, i == 0 ? "serum_hcg" : "lvef",
                                                          &n);

      g_assert_cmpuint (n, ==, 1);
      g_assert_true (pod_finding_is_not_done (series));
      /* A word of the study where it was one. */
      g_assert_cmpstr (series->reason, ==, "lost");
      g_assert_cmpint (series->visit, ==, visits[0].record.id);
    }
}

/* A day's urine: when it began, how much it was, and whether it was all; another result asks for none of that. */
static void
test_collection (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *detail;
  PodFinding finding;

  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "uprot24"), "detail_button"),
                                TRUE);
  detail = pod_widget_find (GTK_WIDGET (results_row (fixture, "uprot24")), POD_TYPE_RESULT_DETAIL);
  g_assert_true (gtk_widget_get_visible (pod_test_child (detail, "began")));
  gtk_editable_set_text (pod_test_child (detail, "when"), "2026-11-20 08:00");
  gtk_editable_set_text (pod_test_child (detail, "began"), "2026-11-21 08:00");
  gtk_editable_set_text (pod_test_child (detail, "volume"), "1850");
  adw_combo_row_set_selected (pod_test_child (detail, "completeness"), 2);
  results_type (fixture, "uprot24", "4.2");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_editable_set_text (pod_test_child (detail, "began"), "2026-11-19 08:00");
  results_expect_saved (fixture);
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  finding = results_get (casebook, "uprot24");
  g_assert_cmpint (finding.began.minute, ==, 480);
  g_assert_cmpfloat (finding.volume, ==, 1850);
  g_assert_cmpstr (finding.completeness, ==, "incomplete");
  detail = pod_result_detail_new (pod_study_find_observation (pod_trial_get_study (fixture->trial),
                                                              "albumin"),
                                  pod_trial_get_today (fixture->trial));
  g_object_ref_sink (detail);
  g_assert_false (gtk_widget_get_visible (pod_test_child (detail, "began")));
  g_object_unref (detail);
}

/* ---- from row to row, and what is shown ---- */

static gboolean
has_cursor (ResultsFixture *fixture, const char *observation)
{
  return pod_result_input_has_cursor (results_input (fixture, observation));
}

static void
press_enter (ResultsFixture *fixture, const char *observation)
{
  g_signal_emit_by_name (results_input (fixture, observation), "activate");
}

static void
test_walk (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *save_button;

  results_open (fixture);
  save_button = pod_test_child (fixture->dialog, "save_button");
  g_assert_true (pod_results_form_focus (fixture->form, "wbc"));
  g_assert_true (has_cursor (fixture, "wbc"));
  press_enter (fixture, "wbc");
  g_assert_true (has_cursor (fixture, "anc"));
  g_signal_emit_by_name (results_row (fixture, "anc"), "step", -1);
  g_assert_true (has_cursor (fixture, "wbc"));
  /* From panel to panel; the last goes to the button. */
  press_enter (fixture, "igan_other_cause");
  g_assert_true (gtk_widget_has_focus (save_button) || !gtk_widget_is_sensitive (save_button));
  results_type (fixture, "wbc", "5");
  press_enter (fixture, "igan_other_cause");
  g_assert_true (gtk_widget_has_focus (save_button));
  g_assert_false (pod_results_form_focus (fixture->form, "egfr"));
  g_assert_false (pod_results_form_focus (fixture->form, "no_such_thing"));
  answer_and_close (fixture, "_Discard");
  g_assert_cmpuint (pod_test_count_drafts (fixture->trial), ==, 0);
}

static void
test_filter (ResultsFixture *fixture, gconstpointer data)
{
  guint before;

  results_put (fixture, "North", 1.1);
  results_open (fixture);
  before = pod_results_form_count_missing (fixture->form);
  pod_results_form_set_missing_only (fixture->form, TRUE);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "creatinine"))));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "hgb"))));
  pod_results_form_search (fixture->form, "HEMO");
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "hgb"))));
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "anc"))));
  pod_results_form_search (fixture->form, "血红");
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "hgb"))));
  pod_results_form_search (fixture->form, "nothing is called so");
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "hgb"))));
  /* Whoever asks for a row sees it. */
  g_assert_true (pod_results_form_focus (fixture->form, "creatinine"));
  g_assert_true (has_cursor (fixture, "creatinine"));
  g_assert_cmpuint (pod_results_form_count_missing (fixture->form), ==, before);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

/* As the wizard does: other rows for the same subject; what was typed stays, also where its row is not shown. */
static void
test_other_rows (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) few = g_ptr_array_new ();
  const PodStudy *study = pod_trial_get_study (fixture->trial);

  results_open (fixture);
  results_type (fixture, "hgb", "120");
  results_type (fixture, "anc", "2");
  g_ptr_array_add (few, (gpointer) pod_study_find_observation (study, "anc"));
  pod_results_form_set (fixture->form, fixture->trial, fixture->subject, few);
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "anc")), ==, "2");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 1);
  pod_results_form_set (fixture->form, fixture->trial, fixture->subject,
                        pod_study_get_observations (study));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "hgb")), ==, "120");
  results_expect_saved (fixture);
}

/* ---- from the subject's page ---- */

static void
test_page (ResultsFixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  PodResultsDialog *dialog;

  pod_trial_window_show_subject (fixture->window, fixture->subject);
  pod_test_settle ();
  page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  g_assert_true (gtk_widget_is_visible (pod_test_child (page, "record_button")));
  gtk_widget_activate_action (page, "subject.record", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_assert_nonnull (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_sign_in (fixture->trial, "monitor");
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  pod_test_settle ();
  g_assert_false (gtk_widget_is_visible (pod_test_child (page, "record_button")));
}

/* ---- of a visit ---- */

static void
open_visit (ResultsFixture *fixture, const char *visit)
{
  results_open_visit (fixture, visit, POD_DATE_NONE);
}

static void
discard (ResultsFixture *fixture)
{
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

static void
add_dose (ResultsFixture *fixture, const char *treatment)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  dose.treatment = treatment;
  dose.dose = 30;
  dose.unit = pod_unit_from_ucum ("mg/m2");
  dose.start = pod_moment_on (pod_trial_get_today (fixture->trial));
  pod_change_put_intervention (change, &dose);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Screening goes on for as long as it may, but not beside a treatment: its visit is not offered.  Either way it keeps its own day. */
static void
test_after_screening (ResultsFixture *fixture, gconstpointer data)
{
  PodVisitChooser *chooser;

  open_visit (fixture, "SCR");
  results_type (fixture, "hgb", "120");
  results_expect_saved (fixture);
  pod_test_move_clock (3 * 24 * 60 * 60);
  pod_test_sign_in (fixture->trial, "pi");
  open_visit (fixture, NULL);
  chooser = pod_test_child (fixture->form, "chooser");
  g_assert_cmpstr (pod_visit_chooser_get_choice (chooser), ==, "SCR");
  g_assert_cmpstr (pod_visit_chooser_get_text (chooser), ==, "2026-11-23");
  discard (fixture);
  add_dose (fixture, "fludarabine");
  open_visit (fixture, NULL);
  chooser = pod_test_child (fixture->form, "chooser");
  g_assert_cmpstr (pod_visit_chooser_get_choice (chooser), !=, "SCR");
  gtk_drop_down_set_selected (pod_test_child (chooser, "visits"), 0);
  g_assert_cmpstr (pod_visit_chooser_get_choice (chooser), ==, "SCR");
  g_assert_cmpstr (pod_visit_chooser_get_text (chooser), ==, "2026-11-23");
  discard (fixture);
  pod_test_move_clock (-3 * 24 * 60 * 60);
}

/* What cannot become a number is marked while it is typed; what may yet, is not. */
static void
test_no_number (ResultsFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean wrong;
  } cases[] = {
    { "12x", TRUE }, { "<", FALSE },    { "< ", FALSE },   { "3.", FALSE }, { "3,", FALSE },
    { "abc", TRUE }, { "1.2.3", TRUE }, { "<0.5", FALSE }, { "", FALSE },
  };

  open_visit (fixture, "LD1");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      results_type (fixture, "temperature", cases[i].text);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (g_str_has_prefix (results_note (fixture, "temperature"),
                                         "That is no number"),
                       ==, cases[i].wrong);
    }
  discard (fixture);
}

/* How much was saved is said where the grid was. */
static void
test_saved (ResultsFixture *fixture, gconstpointer data)
{
  open_visit (fixture, "LD1");
  results_type (fixture, "temperature", "36.8");
  results_type (fixture, "sbp", "120");
  results_expect_saved (fixture);
  g_assert_true (pod_test_wait_shows (fixture->window, "2 results saved"));
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/results/numbers", test_numbers);
  results_add ("/results/column", test_column);
  results_add ("/results/save", test_save);
  results_add ("/results/plausible", test_plausible);
  results_add ("/results/impossible", test_impossible);
  results_add ("/results/problems", test_problems);
  results_add ("/results/pause", test_pause);
  results_add ("/results/draft", test_draft);
  results_add ("/results/lock", test_lock);
  results_add ("/results/roles", test_roles);
  results_add ("/results/not-done", test_not_done);
  results_add ("/results/collection", test_collection);
  results_add ("/results/walk", test_walk);
  results_add ("/results/filter", test_filter);
  results_add ("/results/other-rows", test_other_rows);
  results_add ("/results/page", test_page);
  results_add ("/results/after-screening", test_after_screening);
  results_add ("/results/no-number", test_no_number);
  results_add ("/results/saved", test_saved);
  return g_test_run ();
}
