#include <string.h>

#include "pod-result-detail.h"
#include "pod-results-fixture.h"
#include "pod-trial-results.h"
#include "pod-widget-picture.h"

/* What is typed where something is on record: what is missing of it, what completes it, what corrects it. */

static void
test_record (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *series;
  guint n;

  results_put (fixture, "North", 1.1);
  results_open (fixture);
  g_assert_true (pod_test_shows (results_row (fixture, "creatinine"),
                                 "1.1 mg/dL · 20 Nov 2026 · imported · North"));
  g_assert_true (pod_test_shows (results_row (fixture, "hgb"), "Missing: a criterion asks for it"));
  /* Unit, laboratory and its limits as they were. */
  results_type (fixture, "creatinine", "1.3");
  g_assert_nonnull (strstr (results_note (fixture, "creatinine"), "0.5–1.2"));
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  series = pod_casebook_get_series (casebook, "creatinine", &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (series[1].laboratory, ==, "North");
  g_assert_cmpfloat (series[1].upper, ==, 1.2);
  g_assert_cmpstr (pod_unit_get_ucum (series[1].quantity.unit), ==, "mg/dL");
}

/* In another unit the limits go with it; of another laboratory they are not known. */
static void
test_limits (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *detail;
  const PodFinding *series;
  guint n;

  results_put (fixture, "North", 1.1);
  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "creatinine"),
                                                "detail_button"),
                                TRUE);
  detail = pod_widget_find (GTK_WIDGET (results_row (fixture, "creatinine")),
                            POD_TYPE_RESULT_DETAIL);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "1.2");
  g_assert_true (pod_test_shows (detail, "Upper limit of normal, in mg/dL"));
  pod_result_input_set_unit (results_input (fixture, "creatinine"), pod_unit_from_ucum ("umol/L"));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "106.08");
  g_assert_true (pod_test_shows (detail, "Lower limit of normal, in µmol/L"));
  g_assert_true (pod_test_shows (detail, "Upper limit of normal, in µmol/L"));
  gtk_editable_set_text (pod_test_child (detail, "laboratory"), "South");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "");
  gtk_editable_set_text (pod_test_child (detail, "lower"), "45");
  gtk_editable_set_text (pod_test_child (detail, "upper"), "4O");
  gtk_editable_set_text (pod_test_child (detail, "when"), "2026-11-22 7:15");
  results_type (fixture, "creatinine", "80");
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_editable_set_text (pod_test_child (detail, "upper"), "84");
  pod_test_picture (fixture->dialog, "results-detail.png");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  series = pod_casebook_get_series (casebook, "creatinine", &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (series[1].when.minute, ==, 7 * 60 + 15);
  g_assert_cmpstr (series[1].laboratory, ==, "South");
  g_assert_cmpfloat (series[1].lower, ==, 45);
  g_assert_cmpfloat (series[1].upper, ==, 84);
}

static GtkWidget *
act_button (ResultsFixture *fixture, const char *observation)
{
  return pod_test_child (results_row (fixture, observation), "act_button");
}

static gpointer
detail_field (ResultsFixture *fixture, const char *observation, const char *field)
{
  GtkWidget *detail = pod_widget_find (GTK_WIDGET (results_row (fixture, observation)),
                                       POD_TYPE_RESULT_DETAIL);

  return pod_test_child (detail, field);
}

static guint
count_series (ResultsFixture *fixture, const char *observation)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  guint n;

  pod_casebook_get_series (casebook, observation, &n);
  return n;
}

/* A result without the limit that a criterion compares it with is missing, says so, and one press leads to the entry. */
static void
test_limit_missing (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  guint before;

  results_open (fixture);
  g_assert_false (gtk_widget_get_visible (act_button (fixture, "alt")));
  results_type (fixture, "alt", "25");
  g_assert_nonnull (strstr (results_note (fixture, "alt"), "Upper limit of normal missing"));
  g_assert_true (gtk_widget_get_visible (act_button (fixture, "alt")));
  results_type (fixture, "hgb", "120");
  g_assert_false (gtk_widget_get_visible (act_button (fixture, "hgb")));
  before = pod_results_form_count_missing (fixture->form);
  results_expect_saved (fixture);

  results_open (fixture);
  g_assert_cmpuint (pod_results_form_count_missing (fixture->form), ==, before - 1);
  g_assert_true (pod_result_row_is_missing (results_row (fixture, "alt")));
  g_assert_true (pod_test_shows (results_row (fixture, "alt"), "upper limit of normal missing"));
  pod_results_form_set_missing_only (fixture->form, TRUE);
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (results_row (fixture, "alt"))));
  pod_results_form_search (fixture->form, "alt");
  g_signal_emit_by_name (act_button (fixture, "alt"), "clicked");
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "results-limit-missing.png");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)),
                                         detail_field (fixture, "alt", "upper")));
  /* That it lacked is the reason. */
  gtk_editable_set_text (detail_field (fixture, "alt", "upper"), "40");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (casebook, "alt").upper, ==, 40);
  g_assert_cmpint (results_get (casebook, "alt").record.version, ==, 2);
  results_open (fixture);
  g_assert_false (pod_result_row_is_missing (results_row (fixture, "alt")));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
}

/* The same typed again completes what is on record; quite the same changes nothing. */
static void
test_same_again (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  results_open (fixture);
  results_type (fixture, "alt", "25");
  results_expect_saved (fixture);
  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "alt"), "detail_button"),
                                TRUE);
  results_type (fixture, "alt", "25");
  gtk_editable_set_text (detail_field (fixture, "alt", "upper"), "40");
  results_expect_saved (fixture);
  g_assert_cmpuint (count_series (fixture, "alt"), ==, 1);
  results_open (fixture);
  results_type (fixture, "alt", "25");
  g_assert_nonnull (strstr (results_note (fixture, "alt"), "on record already"));
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpuint (count_series (fixture, "alt"), ==, 1);
  g_assert_cmpfloat (results_get (casebook, "alt").upper, ==, 40);
  g_assert_cmpint (results_get (casebook, "alt").record.version, ==, 2);
}

/* What contradicts what was typed of the same moment corrects it, with a reason, or has a time of its own. */
static void
test_clash (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  results_open (fixture);
  results_type (fixture, "hgb", "120");
  results_type (fixture, "serum_hcg", "negative");
  results_expect_saved (fixture);
  results_open (fixture);
  results_type (fixture, "hgb", "102");
  results_type (fixture, "serum_hcg", "positive");
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "120 g/L"));
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  pod_results_form_search (fixture->form, "hemoglobin");
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "results-clash.png");
  g_signal_emit_by_name (act_button (fixture, "hgb"), "clicked");
  gtk_widget_activate_action (GTK_WIDGET (results_row (fixture, "serum_hcg")), "result.correct",
                              NULL);
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "hgb")), ==, "102");
  results_expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "figures were turned");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (casebook, "hgb").quantity.number, ==, 102);
  g_assert_cmpint (results_get (casebook, "hgb").record.version, ==, 2);
  g_assert_cmpstr (results_get (casebook, "serum_hcg").code, ==, "positive");
}

/* A test that was done twice a day, or by two laboratories, is two results. */
static void
test_twice_a_day (ResultsFixture *fixture, gconstpointer data)
{
  static const char *const times[] = { "2026-11-23 7:15", "2026-11-23 11:30", "" };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", 120 - i);

      results_open (fixture);
      gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "hgb"), "detail_button"),
                                    TRUE);
      gtk_editable_set_text (detail_field (fixture, "hgb", "when"), times[i]);
      results_type (fixture, "hgb", value);
      results_expect_saved (fixture);
      g_assert_cmpuint (count_series (fixture, "hgb"), ==, i + 1);
    }
}

/* What another hospital's letter says of a month: the row says what is made of that, and it belongs to no visit here. */
static void
test_month_alone (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autofree char *when = NULL;
  PodFinding finding;

  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "hgb"), "detail_button"),
                                TRUE);
  results_type (fixture, "hgb", "118");
  g_assert_null (strstr (results_note (fixture, "hgb"), "The day is not known"));
  gtk_editable_set_text (detail_field (fixture, "hgb", "laboratory"), "Hospital of the Next Town");
  gtk_editable_set_text (detail_field (fixture, "hgb", "when"), "2024-03");
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "The day is not known"));
  pod_test_picture (fixture->dialog, "results-month.png");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  when = pod_moment_to_string (finding.when);
  g_assert_cmpstr (when, ==, "2024-03");
  g_assert_cmpstr (finding.laboratory, ==, "Hospital of the Next Town");
  g_assert_cmpint (finding.visit, ==, 0);
  results_open (fixture);
  g_assert_true (pod_test_shows (results_row (fixture, "hgb"), "Mar 2024"));
  g_assert_true (pod_test_shows (results_row (fixture, "hgb"), "Hospital of the Next Town"));
}

/* Of what hangs on another answer nobody is told that it is missing. */
static void
test_conditional (ResultsFixture *fixture, gconstpointer data)
{
  results_open (fixture);
  g_assert_true (pod_result_row_is_missing (results_row (fixture, "childbearing")));
  g_assert_false (pod_result_row_is_missing (results_row (fixture, "serum_hcg")));
  g_assert_true (pod_test_shows (results_row (fixture, "serum_hcg"), "May be needed"));
  g_assert_nonnull (strstr (gtk_label_get_text (pod_test_child (fixture->form, "count")),
                            "may be needed"));
  results_type (fixture, "childbearing", "no");
  results_expect_saved (fixture);
  results_open (fixture);
  g_assert_false (pod_result_row_is_missing (results_row (fixture, "serum_hcg")));
  g_assert_true (pod_test_shows (results_row (fixture, "serum_hcg"), "Not needed as things stand"));
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
}

/* F2 corrects what is on record, with a reason; where it was imported from stays. */
static void
test_correction (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  results_put (fixture, "North", 11);
  results_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (results_row (fixture, "creatinine")), "result.correct",
                              NULL);
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "creatinine")), ==, "11");
  results_type (fixture, "creatinine", "1.1");
  results_expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "a point was lost");
  pod_test_picture (fixture->dialog, "results-correction.png");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "creatinine");
  g_assert_cmpfloat (finding.quantity.number, ==, 1.1);
  g_assert_cmpint (finding.record.version, ==, 2);
  g_assert_cmpstr (finding.origin, ==, "made up");
  g_assert_cmpfloat (finding.upper, ==, 1.2);
}

static void
put_not_done (ResultsFixture *fixture, const char *observation)
{
  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, observation),
                                                "detail_button"),
                                TRUE);
  gtk_editable_set_text (detail_field (fixture, observation, "not_done"), "the ward was closed");
  results_expect_saved (fixture);
}

/* What was not done in the morning was done after all: the result takes its place, with a reason. */
static void
test_done_after_all (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  put_not_done (fixture, "hgb");
  results_open (fixture);
  results_type (fixture, "hgb", "120");
  g_assert_nonnull (strstr (results_note (fixture, "hgb"), "not done"));
  results_expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "drawn at noon");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  g_assert_cmpfloat (finding.quantity.number, ==, 120);
  g_assert_cmpint (finding.record.version, ==, 2);
  g_assert_null (finding.status);
  g_assert_null (finding.reason);
}

/* What is corrected to something that is hardly true is asked for both reasons. */
static void
test_correct_unlikely (ResultsFixture *fixture, gconstpointer data)
{
  results_open (fixture);
  results_type (fixture, "hgb", "120");
  results_expect_saved (fixture);
  results_open (fixture);
  g_assert_true (pod_result_row_correct (results_row (fixture, "hgb")));
  results_type (fixture, "hgb", "9.5");
  g_assert_true (pod_test_shows (pod_test_child (fixture->form, "reason"),
                                 "Reason for the correction, and why the value is true: "
                                 "hemoglobin"));
  results_leave (fixture);
}

/* F2 corrects it as well: with another reason, or with what is typed already. */
static void
test_correct_not_done (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  put_not_done (fixture, "hgb");
  results_open (fixture);
  g_assert_true (pod_result_row_correct (results_row (fixture, "hgb")));
  results_expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_editable_set_text (detail_field (fixture, "hgb", "not_done"), "the tube broke");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "was another ward");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  g_assert_cmpstr (finding.reason, ==, "the tube broke");
  g_assert_cmpint (finding.record.version, ==, 2);
  g_clear_pointer (&casebook, pod_casebook_unref);

  results_open (fixture);
  results_type (fixture, "hgb", "119");
  g_assert_true (pod_result_row_correct (results_row (fixture, "hgb")));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "hgb")), ==, "119");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "drawn at noon");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "hgb");
  g_assert_cmpfloat (finding.quantity.number, ==, 119);
  g_assert_null (finding.status);
}

static void
judge (ResultsFixture *fixture, gint64 id)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  g_autoptr (GError) error = NULL;
  PodResultJudgement judgement = {
    .base = casebook, .findings = &id, .n_findings = 1, .significance = "not_significant"
  };

  pod_trial_judge_results (fixture->trial, &judgement, NULL, &error);
  g_assert_no_error (error);
}

/* Whoever corrects what a physician has judged judges nothing: the judgement ends with the value, and the value is what was typed. */
static void
test_judged (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  judge (fixture, results_put (fixture, "North", 11));
  pod_test_sign_in (fixture->trial, "coordinator");
  results_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (results_row (fixture, "creatinine")), "result.correct",
                              NULL);
  results_type (fixture, "creatinine", "1.1");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "a point was lost");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  finding = results_get (casebook, "creatinine");
  g_assert_cmpfloat (finding.quantity.number, ==, 1.1);
  g_assert_null (finding.significance);
  g_assert_null (finding.judged_by);
}

/* So does whoever adds a remark of how it was collected, or a limit. */
static void
test_judged_completed (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  results_open (fixture);
  results_type (fixture, "alt", "25");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  judge (fixture, results_get (casebook, "alt").record.id);
  g_clear_pointer (&casebook, pod_casebook_unref);
  pod_test_sign_in (fixture->trial, "coordinator");
  results_open (fixture);
  gtk_toggle_button_set_active (pod_test_child (results_row (fixture, "alt"), "detail_button"),
                                TRUE);
  results_type (fixture, "alt", "25");
  gtk_editable_set_text (detail_field (fixture, "alt", "upper"), "40");
  results_expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (casebook, "alt").upper, ==, 40);
  g_assert_null (results_get (casebook, "alt").significance);
}

/* Somebody else was faster: the row says so, shows theirs, and saving again is deliberate. */
static void
test_conflict (ResultsFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodCasebook) after = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding theirs;

  results_put (fixture, "North", 11);
  results_open (fixture);
  gtk_widget_activate_action (GTK_WIDGET (results_row (fixture, "creatinine")), "result.correct",
                              NULL);
  results_type (fixture, "creatinine", "1.1");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "a point was lost");
  casebook = pod_test_load (fixture->trial, fixture->subject);
  theirs = results_get (casebook, "creatinine");
  theirs.quantity.number = 1.2;
  pod_change_put_finding (change, &theirs);
  pod_trial_commit (fixture->trial, change, "corrected", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pod_result_row_get_problem (results_row (fixture, "creatinine")));
  g_assert_true (pod_test_shows (results_row (fixture, "creatinine"), "1.2 mg/dL"));
  g_assert_cmpstr (pod_result_input_get_text (results_input (fixture, "creatinine")), ==, "1.1");
  results_expect_saved (fixture);
  after = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (results_get (after, "creatinine").quantity.number, ==, 1.1);
  g_assert_cmpint (results_get (after, "creatinine").record.version, ==, 3);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  results_add ("/results/record", test_record);
  results_add ("/results/limits", test_limits);
  results_add ("/results/limit-missing", test_limit_missing);
  results_add ("/results/same-again", test_same_again);
  results_add ("/results/clash", test_clash);
  results_add ("/results/twice-a-day", test_twice_a_day);
  results_add ("/results/month-alone", test_month_alone);
  results_add ("/results/conditional", test_conditional);
  results_add ("/results/correction", test_correction);
  results_add ("/results/done-after-all", test_done_after_all);
  results_add ("/results/correct-not-done", test_correct_not_done);
  results_add ("/results/correct-unlikely", test_correct_unlikely);
  results_add ("/results/judged", test_judged);
  results_add ("/results/judged-completed", test_judged_completed);
  results_add ("/results/conflict", test_conflict);
  return g_test_run ();
}
