#include "pod-answer-input.h"
#include "pod-number-text.h"
#include "pod-problem-row.h"
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
#undef ADD
  return g_test_run ();
}
