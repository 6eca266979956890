#include "pod-answer-input.h"
#include "pod-draft-offer.h"
#include "pod-number-text.h"
#include "pod-problem-row.h"
#include "pod-result-detail.h"
#include "pod-result-group.h"
#include "pod-result-input.h"
#include "pod-results-dialog.h"
#include "pod-results-form.h"
#include "pod-subject-page.h"
#include "pod-test-window.h"
#include "pod-trial-draft.h"
#include "pod-trial-users.h"
#include "pod-widget-picture.h"

#include <math.h>

/* Typing results: numbers as people write them, all of it saved at once or not at all, and nothing typed is lost. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodResultsDialog *dialog;
  PodResultsForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = pod_results_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                            fixture->subject);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (fixture->dialog, "form");
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static PodCasebook *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, &error);

  g_assert_no_error (error);
  return casebook;
}

static PodResultRow *
find_row_below (GtkWidget *root, const char *observation)
{
  if (POD_IS_RESULT_ROW (root) &&
      g_str_equal (pod_result_row_get_observation (POD_RESULT_ROW (root))->symbol.name,
                   observation))
    return POD_RESULT_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      PodResultRow *row = find_row_below (child, observation);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static PodResultRow *
row (Fixture *fixture, const char *observation)
{
  PodResultRow *found = find_row_below (GTK_WIDGET (fixture->form), observation);

  g_assert_nonnull (found);
  return found;
}

static PodResultInput *
input (Fixture *fixture, const char *observation)
{
  return POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (row (fixture, observation)),
                                            POD_TYPE_RESULT_INPUT));
}

static void
type (Fixture *fixture, const char *observation, const char *text)
{
  pod_result_input_set_text (input (fixture, observation), text);
}

static const char *
note (Fixture *fixture, const char *observation)
{
  return gtk_label_get_text (pod_test_child (row (fixture, observation), "note"));
}

/* The only one of it that counts. */
static PodFinding
get_finding (PodCasebook *casebook, const char *observation)
{
  const PodFinding *found = NULL;
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = 0; i < n; i++)
    if (!series[i].record.voided)
      {
        g_assert_null (found);
        found = &series[i];
      }
  g_assert_nonnull (found);
  return *found;
}

static guint
count_findings (Fixture *fixture)
{
  g_autoptr (PodCasebook) casebook = load (fixture);
  guint n;

  pod_casebook_get_findings (casebook, &n);
  return n;
}

static void
expect_saved (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pod_results_form_save (fixture->form, &error);
  g_assert_no_error (error);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

static void
expect_refused (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  guint before = count_findings (fixture);

  g_assert_false (pod_results_form_save (fixture->form, &error));
  g_assert_error (error, POD_SERVICE_ERROR, code);
  pod_test_settle ();
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpuint (count_findings (fixture), ==, before);
}

static void
answer_and_close (Fixture *fixture, const char *answer)
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

/* ---- one save ---- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodVisit *visits;
  PodFinding finding;
  guint n;

  open_dialog (fixture);
  type (fixture, "hgb", "３５，5");
  g_assert_nonnull (strstr (note (fixture, "hgb"), "35.5"));
  type (fixture, "crp", "<0.5");
  type (fixture, "serum_hcg", "negative");
  type (fixture, "infection_active", "no");
  type (fixture, "other_trial_end", "2026/3/4");
  pod_test_picture (fixture->dialog, "results-typed.png");
  expect_saved (fixture);

  casebook = load (fixture);
  finding = get_finding (casebook, "hgb");
  g_assert_cmpfloat (finding.quantity.number, ==, 35.5);
  g_assert_cmpstr (pod_unit_get_ucum (finding.quantity.unit), ==, "g/L");
  g_assert_cmpstr (finding.source, ==, "typed");
  g_assert_true (pod_date_equal (finding.when.date, pod_date_new (2026, 11, 23)));
  g_assert_cmpint (get_finding (casebook, "crp").quantity.comparator, ==, POD_LESS_THAN);
  g_assert_cmpstr (get_finding (casebook, "serum_hcg").code, ==, "negative");
  g_assert_cmpstr (get_finding (casebook, "infection_active").code, ==, "no");
  g_assert_true (pod_date_equal (get_finding (casebook, "other_trial_end").date,
                                 pod_date_new (2026, 3, 4)));
  visits = pod_casebook_get_visits (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (visits[0].planned, ==, "SCR");
  g_assert_cmpint (finding.visit, ==, visits[0].record.id);
}

/* A value outside what is plausible is questioned while it is typed, and goes with a reason. */
static void
test_plausible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkRevealer *reason_revealer;

  open_dialog (fixture);
  reason_revealer = pod_test_child (fixture->form, "reason_revealer");
  type (fixture, "hgb", "95");
  g_assert_false (gtk_revealer_get_reveal_child (reason_revealer));
  type (fixture, "hgb", "9.5");
  g_assert_nonnull (strstr (note (fixture, "hgb"), "30 to 220 g/L"));
  g_assert_null (pod_result_row_get_problem (row (fixture, "hgb")));
  g_assert_true (gtk_revealer_get_reveal_child (reason_revealer));
  type (fixture, "anc", "2.1");
  expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  g_assert_nonnull (pod_problem_row_get_text (pod_test_child (fixture->form, "reason_problem")));
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "measured twice");
  expect_saved (fixture);
  casebook = load (fixture);
  g_assert_cmpfloat (get_finding (casebook, "hgb").quantity.number, ==, 9.5);
  g_assert_cmpfloat (get_finding (casebook, "anc").quantity.number, ==, 2.1);
}

/* What cannot be read says so under its row, and nothing of the rest is written. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  type (fixture, "anc", "2.1");
  type (fixture, "hgb", "a lot");
  type (fixture, "other_trial_end", "2027-01-01");
  g_assert_null (pod_result_row_get_problem (row (fixture, "hgb")));
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_result_row_get_problem (row (fixture, "hgb")));
  g_assert_nonnull (pod_result_row_get_problem (row (fixture, "other_trial_end")));
  g_assert_null (pod_result_row_get_problem (row (fixture, "anc")));
  type (fixture, "hgb", "120");
  g_assert_null (pod_result_row_get_problem (row (fixture, "hgb")));
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  type (fixture, "other_trial_end", "");
  expect_saved (fixture);
  g_assert_cmpuint (count_findings (fixture), >=, 2);
}

/* ---- leaving ---- */

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (fixture->trial, NULL);

  return drafts != NULL ? drafts->len : 0;
}

static gboolean
has_draft (gpointer data)
{
  return count_drafts (data) == 1;
}

static gboolean
has_no_draft (gpointer data)
{
  return count_drafts (data) == 0;
}

/* Escape asks; what is kept is there again, of its own day, and gone once it is saved. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  open_dialog (fixture);
  type (fixture, "creatinine", "1.1");
  pod_result_input_set_unit (input (fixture, "creatinine"), pod_unit_from_ucum ("mg/dL"));
  type (fixture, "serum_hcg", "negative");
  answer_and_close (fixture, "_Keep Draft");
  g_assert_true (pod_test_run_until (has_draft, fixture, 10000));

  pod_test_move_clock (24 * 3600);
  pod_trial_refresh (fixture->trial);
  open_dialog (fixture);
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "creatinine")), ==, "1.1");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 2);
  expect_saved (fixture);
  g_assert_true (pod_test_run_until (has_no_draft, fixture, 10000));
  pod_test_move_clock (-24 * 3600);

  casebook = load (fixture);
  g_assert_cmpstr (pod_unit_get_ucum (get_finding (casebook, "creatinine").quantity.unit), ==,
                   "mg/dL");
  g_assert_true (pod_date_equal (get_finding (casebook, "creatinine").when.date,
                                 pod_date_new (2026, 11, 23)));
  /* And the eGFR that follows. */
  g_assert_cmpstr (get_finding (casebook, "egfr").source, ==, "derived");
}

static gboolean
is_offered (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_RESULTS_DIALOG) != NULL;
}

static gboolean
is_not_there (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_RESULTS_DIALOG) == NULL;
}

/* A lock takes the patient's results off the screen and keeps them. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  PodResultsDialog *dialog;

  open_dialog (fixture);
  type (fixture, "hgb", "120");
  pod_trial_window_lock (fixture->window, "asked");
  g_assert_true (pod_test_run_until (is_not_there, NULL, 10000));
  pod_test_sign_in (fixture->trial, "pi");
  pod_draft_offer (fixture->window);
  g_assert_true (pod_test_run_until (is_offered, NULL, 10000));
  dialog = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  fixture->form = pod_test_child (dialog, "form");
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "hgb")), ==, "120");
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
}

/* ---- who may ---- */

/* An attestation is a physician's; its reason is kept with it. */
static void
test_roles (Fixture *fixture, gconstpointer data)
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
      open_dialog (fixture);
      g_assert_true (pod_result_row_is_open (row (fixture, "hgb")));
      g_assert_false (pod_result_row_is_open (row (fixture, "infection_active")));
      g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (input (fixture, "infection_active"))));
      g_assert_nonnull (strstr (note (fixture, "infection_active"), "a physician"));
      type (fixture, i == 0 ? "hgb" : "anc", "99");
      expect_saved (fixture);
    }
  pod_test_sign_in (fixture->trial, "pi");
  open_dialog (fixture);
  type (fixture, "infection_active", "no");
  g_assert_true (gtk_widget_get_visible (pod_test_child (row (fixture, "infection_active"),
                                                         "remark")));
  gtk_editable_set_text (pod_test_child (row (fixture, "infection_active"), "remark"),
                         "no fever for a week");
  expect_saved (fixture);
  casebook = load (fixture);
  g_assert_cmpstr (get_finding (casebook, "infection_active").text, ==, "no fever for a week");
}

/* ---- what is on record ---- */

static gint64
put_finding (Fixture *fixture, const char *laboratory, double number)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  finding.observation = "creatinine";
  finding.when = pod_moment_on (pod_date_new (2026, 11, 20));
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum ("mg/dL") };
  finding.lower = 0.5;
  finding.upper = 1.2;
  finding.laboratory = laboratory;
  finding.source = "import";
  finding.origin = "made up";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (fixture->trial, change, NULL, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *series;
  guint n;

  put_finding (fixture, "North", 1.1);
  open_dialog (fixture);
  g_assert_true (pod_test_shows (row (fixture, "creatinine"),
                                 "1.1 mg/dL · 20 Nov 2026 · imported · North"));
  g_assert_true (pod_test_shows (row (fixture, "hgb"), "Missing: a criterion asks for it"));
  /* Unit, laboratory and its limits as they were. */
  type (fixture, "creatinine", "1.3");
  g_assert_nonnull (strstr (note (fixture, "creatinine"), "0.5–1.2"));
  expect_saved (fixture);
  casebook = load (fixture);
  series = pod_casebook_get_series (casebook, "creatinine", &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (series[1].laboratory, ==, "North");
  g_assert_cmpfloat (series[1].upper, ==, 1.2);
  g_assert_cmpstr (pod_unit_get_ucum (series[1].quantity.unit), ==, "mg/dL");
}

/* In another unit the limits go with it; of another laboratory they are not known. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  GtkWidget *detail;
  const PodFinding *series;
  guint n;

  put_finding (fixture, "North", 1.1);
  open_dialog (fixture);
  gtk_toggle_button_set_active (pod_test_child (row (fixture, "creatinine"), "detail_button"),
                                TRUE);
  detail = pod_widget_find (GTK_WIDGET (row (fixture, "creatinine")), POD_TYPE_RESULT_DETAIL);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "1.2");
  pod_result_input_set_unit (input (fixture, "creatinine"), pod_unit_from_ucum ("umol/L"));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "106.08");
  gtk_editable_set_text (pod_test_child (detail, "laboratory"), "South");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (detail, "upper")), ==, "");
  gtk_editable_set_text (pod_test_child (detail, "lower"), "45");
  gtk_editable_set_text (pod_test_child (detail, "upper"), "4O");
  gtk_editable_set_text (pod_test_child (detail, "when"), "2026-11-22 7:15");
  type (fixture, "creatinine", "80");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_editable_set_text (pod_test_child (detail, "upper"), "84");
  pod_test_picture (fixture->dialog, "results-detail.png");
  expect_saved (fixture);
  casebook = load (fixture);
  series = pod_casebook_get_series (casebook, "creatinine", &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (series[1].when.minute, ==, 7 * 60 + 15);
  g_assert_cmpstr (series[1].laboratory, ==, "South");
  g_assert_cmpfloat (series[1].lower, ==, 45);
  g_assert_cmpfloat (series[1].upper, ==, 84);
}

/* F2 corrects what is on record, with a reason; where it was imported from stays. */
static void
test_correction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodFinding finding;

  put_finding (fixture, "North", 11);
  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "creatinine")), "result.correct", NULL);
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "creatinine")), ==, "11");
  type (fixture, "creatinine", "1.1");
  expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "a point was lost");
  pod_test_picture (fixture->dialog, "results-correction.png");
  expect_saved (fixture);
  casebook = load (fixture);
  finding = get_finding (casebook, "creatinine");
  g_assert_cmpfloat (finding.quantity.number, ==, 1.1);
  g_assert_cmpint (finding.record.version, ==, 2);
  g_assert_cmpstr (finding.origin, ==, "made up");
  g_assert_cmpfloat (finding.upper, ==, 1.2);
}

/* Somebody else was faster: the row says so, shows theirs, and saving again is deliberate. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodCasebook) after = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding theirs;

  put_finding (fixture, "North", 11);
  open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "creatinine")), "result.correct", NULL);
  type (fixture, "creatinine", "1.1");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "a point was lost");
  casebook = load (fixture);
  theirs = get_finding (casebook, "creatinine");
  theirs.quantity.number = 1.2;
  pod_change_put_finding (change, &theirs);
  pod_trial_commit (fixture->trial, change, "corrected", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pod_result_row_get_problem (row (fixture, "creatinine")));
  g_assert_true (pod_test_shows (row (fixture, "creatinine"), "1.2 mg/dL"));
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "creatinine")), ==, "1.1");
  expect_saved (fixture);
  after = load (fixture);
  g_assert_cmpfloat (get_finding (after, "creatinine").quantity.number, ==, 1.1);
  g_assert_cmpint (get_finding (after, "creatinine").record.version, ==, 3);
}

/* That nothing was measured, and why, is a record of its own, of the visit, and hides no older result. */
static void
test_not_done (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodVisit *visits;
  guint n;

  for (guint i = 0; i < 2; i++)
    {
      const char *observation = i == 0 ? "serum_hcg" : "lvef";
      GtkWidget *detail;

      open_dialog (fixture);
      gtk_toggle_button_set_active (pod_test_child (row (fixture, observation), "detail_button"),
                                    TRUE);
      detail = pod_widget_find (GTK_WIDGET (row (fixture, observation)), POD_TYPE_RESULT_DETAIL);
      gtk_editable_set_text (pod_test_child (detail, "not_done"), "specimen lost");
      type (fixture, observation, i == 0 ? "negative" : "60");
      expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
      type (fixture, observation, "");
      expect_saved (fixture);
    }
  casebook = load (fixture);
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

/* ---- from row to row, and what is shown ---- */

static gboolean
has_cursor (Fixture *fixture, const char *observation)
{
  return pod_result_input_has_cursor (input (fixture, observation));
}

static void
press_enter (Fixture *fixture, const char *observation)
{
  g_signal_emit_by_name (input (fixture, observation), "activate");
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  GtkWidget *save_button;

  open_dialog (fixture);
  save_button = pod_test_child (fixture->dialog, "save_button");
  g_assert_true (pod_results_form_focus (fixture->form, "wbc"));
  g_assert_true (has_cursor (fixture, "wbc"));
  press_enter (fixture, "wbc");
  g_assert_true (has_cursor (fixture, "anc"));
  g_signal_emit_by_name (row (fixture, "anc"), "step", -1);
  g_assert_true (has_cursor (fixture, "wbc"));
  /* From panel to panel; the last goes to the button. */
  press_enter (fixture, "igan_other_cause");
  g_assert_true (gtk_widget_has_focus (save_button) || !gtk_widget_is_sensitive (save_button));
  type (fixture, "wbc", "5");
  press_enter (fixture, "igan_other_cause");
  g_assert_true (gtk_widget_has_focus (save_button));
  g_assert_false (pod_results_form_focus (fixture->form, "egfr"));
  g_assert_false (pod_results_form_focus (fixture->form, "no_such_thing"));
  answer_and_close (fixture, "_Discard");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  guint before;

  put_finding (fixture, "North", 1.1);
  open_dialog (fixture);
  before = pod_results_form_count_missing (fixture->form);
  pod_results_form_set_missing_only (fixture->form, TRUE);
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "creatinine"))));
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "hgb"))));
  pod_results_form_search (fixture->form, "HEMO");
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "hgb"))));
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "anc"))));
  pod_results_form_search (fixture->form, "血红");
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "hgb"))));
  pod_results_form_search (fixture->form, "nothing is called so");
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (row (fixture, "hgb"))));
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
test_other_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) few = g_ptr_array_new ();
  const PodStudy *study = pod_trial_get_study (fixture->trial);

  open_dialog (fixture);
  type (fixture, "hgb", "120");
  type (fixture, "anc", "2");
  g_ptr_array_add (few, (gpointer) pod_study_find_observation (study, "anc"));
  pod_results_form_set (fixture->form, fixture->trial, fixture->subject, few);
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "anc")), ==, "2");
  g_assert_cmpuint (pod_results_form_count_touched (fixture->form), ==, 1);
  pod_results_form_set (fixture->form, fixture->trial, fixture->subject,
                        pod_study_get_observations (study));
  g_assert_cmpstr (pod_result_input_get_text (input (fixture, "hgb")), ==, "120");
  expect_saved (fixture);
}

/* ---- from the subject's page ---- */

static void
test_page (Fixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/results/numbers", test_numbers);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/results/save", test_save);
  ADD ("/results/plausible", test_plausible);
  ADD ("/results/problems", test_problems);
  ADD ("/results/draft", test_draft);
  ADD ("/results/lock", test_lock);
  ADD ("/results/roles", test_roles);
  ADD ("/results/record", test_record);
  ADD ("/results/limits", test_limits);
  ADD ("/results/correction", test_correction);
  ADD ("/results/conflict", test_conflict);
  ADD ("/results/not-done", test_not_done);
  ADD ("/results/walk", test_walk);
  ADD ("/results/filter", test_filter);
  ADD ("/results/other-rows", test_other_rows);
  ADD ("/results/page", test_page);
#undef ADD
  return g_test_run ();
}
