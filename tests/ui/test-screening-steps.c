#include <string.h>

#include "pod-criteria-view.h"
#include "pod-import-dialog.h"
#include "pod-problem-row.h"
#include "pod-result-input.h"
#include "pod-result-row.h"
#include "pod-results-form.h"
#include "pod-screening-criteria.h"
#include "pod-screening-fixture.h"
#include "pod-screening-step.h"
#include "pod-test-put.h"
#include "pod-trial-sign.h"
#include "pod-widget-picture.h"

/* From the cohort to the decision: each step is saved where it is left, and what is missing is one key away. */

/* The first choice needs no reason; any other does. */
static void
test_cohort (ScreeningFixture *fixture, gconstpointer data)
{
  gpointer cohort = screening_step (fixture, "cohort");
  GtkWidget *first, *second;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  g_assert_true (GTK_IS_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  g_assert_false (gtk_widget_get_visible (pod_test_child (cohort, "why")));
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "results");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001 · MN"));

  screening_act (fixture, "wizard.back");
  gtk_widget_child_focus (GTK_WIDGET (fixture->wizard), GTK_DIR_DOWN);
  second = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  g_assert_true (GTK_IS_CHECK_BUTTON (second) && second != first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second), TRUE);
  g_assert_true (gtk_widget_get_visible (pod_test_child (cohort, "why")));
  screening_go (fixture, 7);
  screening_assert_step (fixture, "cohort");
  g_assert_nonnull (pod_problem_row_get_text (pod_test_child (cohort, "reason_problem")));
  gtk_editable_set_text (pod_test_child (cohort, "reason"), "the biopsy was read again");
  screening_go (fixture, 7);
  screening_assert_step (fixture, "decision");
  {
    g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);

    g_assert_cmpstr (pod_casebook_get_subject (casebook)->cohort, ==, "igan");
  }
}

static gboolean
is_in_form (ScreeningFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->wizard));

  return focus != NULL && gtk_widget_get_ancestor (focus, POD_TYPE_RESULTS_FORM) != NULL;
}

/* What is missing is one key away, and so is what was looked at. */
static void
test_one_key_away (ScreeningFixture *fixture, gconstpointer data)
{
  gpointer view, criterion;

  screening_register (fixture);
  screening_choose_cohort (fixture);
  screening_go (fixture, 6);
  screening_assert_step (fixture, "criteria");
  screening_act (fixture, "wizard.missing");
  screening_assert_step (fixture, "results");
  g_assert_true (is_in_form (fixture));

  screening_go (fixture, 6);
  view = pod_test_child (screening_step (fixture, "criteria"), "view");
  criterion = pod_test_child (view, "criterion");
  pod_screening_criteria_select (screening_step (fixture, "criteria"), "INC-03a");
  gtk_widget_child_focus (pod_test_child (criterion, "evidence"), GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (criterion, "criterion.edit", NULL);
  screening_assert_step (fixture, "results");
  g_assert_true (is_in_form (fixture));
}

/* The row of the chosen criterion, whole. */
static gboolean
is_in_sight (gpointer data)
{
  GtkWidget *list = pod_test_child (data, "view"), *label, *row;
  const char *id = pod_criteria_view_get_selected (data)->criterion->id;
  graphene_rect_t place;

  label = GTK_WIDGET (pod_test_find_label (list, id, TRUE));
  for (row = label; row != NULL && gtk_widget_get_parent (row) != list;)
    row = gtk_widget_get_parent (row);
  return row != NULL && gtk_widget_get_height (list) > 0 &&
         gtk_widget_compute_bounds (row, list, &place) && place.origin.y >= 0 &&
         place.origin.y + place.size.height <= (float) gtk_widget_get_height (list);
}

/* What is read beside the list is in sight in it: once the step is opened, and where it is chosen from elsewhere. */
static void
test_chosen_in_sight (ScreeningFixture *fixture, gconstpointer data)
{
  gpointer view;

  screening_register (fixture);
  screening_choose_cohort (fixture);
  view = pod_test_child (screening_step (fixture, "criteria"), "view");
  screening_go (fixture, 6);
  pod_criteria_view_select (view, "EXC-13");
  screening_go (fixture, 4);
  screening_go (fixture, 6);
  g_assert_cmpstr (pod_criteria_view_get_selected (view)->criterion->id, ==, "EXC-13");
  g_assert_true (pod_test_run_until (is_in_sight, view, 20000));
  pod_criteria_view_select (view, "INC-01");
  g_assert_true (pod_test_run_until (is_in_sight, view, 20000));
  pod_criteria_view_select (view, "EXC-12");
  g_assert_true (pod_test_run_until (is_in_sight, view, 20000));
  pod_test_picture (fixture->wizard, "screening-criteria-chosen.png");
}

/* Where the protocol asks for a physician's judgement it is given where the criterion is read. */
static void
test_judged_in_place (ScreeningFixture *fixture, gconstpointer data)
{
  gpointer extra;

  screening_register (fixture);
  screening_choose_cohort (fixture);
  screening_go (fixture, 6);
  extra = pod_test_child (pod_test_child (screening_step (fixture, "criteria"), "view"), "extra");
  pod_screening_criteria_select (screening_step (fixture, "criteria"), "INC-03a");
  g_assert_false (gtk_widget_get_visible (adw_bin_get_child (extra)));
  pod_screening_criteria_select (screening_step (fixture, "criteria"), "INC-05");
  g_assert_true (gtk_widget_get_visible (adw_bin_get_child (extra)));
  g_assert_true (pod_test_shows (extra, "Good compliance"));
  pod_test_picture (fixture->wizard, "screening-judgement.png");
}

/* Whoever chooses another step by its name above is held as by the key: where what is typed cannot be saved one stays, and sees why. */
static void
test_held_above (ScreeningFixture *fixture, gconstpointer data)
{
  AdwViewStack *stack = pod_test_child (fixture->wizard, "stack");
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_choose_cohort (fixture);
  screening_go (fixture, 4);
  screening_type_result (fixture, "hgb", "a lot");
  adw_view_stack_set_visible_child_name (stack, "criteria");
  pod_test_settle ();
  screening_assert_step (fixture, "results");
  g_assert_nonnull (pod_result_row_get_problem (screening_find_row (screening_step (fixture,
                                                                                    "results"),
                                                                    "hgb")));
  g_assert_true (is_in_form (fixture));

  screening_type_result (fixture, "hgb", "120");
  adw_view_stack_set_visible_child_name (stack, "criteria");
  screening_assert_step (fixture, "criteria");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpfloat (screening_find (casebook, "hgb")->quantity.number, ==, 120);
}

/* The name of the first answer that the criterion asks for, which is now yes. */
static const char *
judge (ScreeningFixture *fixture, const char *criterion)
{
  gpointer extra = pod_test_child (pod_test_child (screening_step (fixture, "criteria"), "view"),
                                   "extra");
  PodResultRow *row;

  pod_screening_criteria_select (screening_step (fixture, "criteria"), criterion);
  row = POD_RESULT_ROW (pod_widget_find (extra, POD_TYPE_RESULT_ROW));
  pod_result_input_set_text (POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (row),
                                                                POD_TYPE_RESULT_INPUT)),
                             "yes");
  return pod_result_row_get_observation (row)->symbol.name;
}

/* An answer is on record once another criterion is chosen, and the cursor stays while others save. */
static void
test_judged_in_turn (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const char *first, *second;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_choose_cohort (fixture);
  screening_go (fixture, 6);
  first = judge (fixture, "INC-05");
  second = judge (fixture, "INC-04a");
  gtk_widget_grab_focus (GTK_WIDGET (screening_find_row (screening_step (fixture, "criteria"),
                                                         second)));
  g_assert_true (is_in_form (fixture));
  g_signal_emit_by_name (fixture->trial, "changed", subject);
  g_assert_true (is_in_form (fixture));
  screening_go (fixture, 7);
  screening_assert_step (fixture, "decision");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpstr (screening_find (casebook, first)->code, ==, "yes");
  g_assert_cmpstr (screening_find (casebook, second)->code, ==, "yes");
}

static void
save_cohort (ScreeningFixture *fixture, gint64 subject, const char *cohort)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_autoptr (PodChange) change = pod_change_new ();
  PodSubject changed = *pod_casebook_get_subject (casebook);

  changed.cohort = cohort;
  pod_change_put_subject (change, &changed);
  g_assert_true (pod_trial_commit (fixture->trial, change, "read again", NULL, NULL));
}

/* The cohort that somebody else chose is not taken back by whoever looked at the one before. */
static void
test_cohort_of_another (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_choose_cohort (fixture);
  screening_act (fixture, "wizard.next");
  screening_act (fixture, "wizard.back");
  save_cohort (fixture, subject, "igan");
  pod_test_settle ();
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "results");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpstr (pod_casebook_get_subject (casebook)->cohort, ==, "igan");
}

static gboolean
is_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SCREENING_WIZARD) != NULL;
}

/* An answer that a lock came before is seen again afterwards: its criterion is the chosen one. */
static void
test_judged_before_a_lock (ScreeningFixture *fixture, gconstpointer data)
{
  gpointer view;

  screening_register (fixture);
  screening_choose_cohort (fixture);
  screening_go (fixture, 6);
  judge (fixture, "INC-05");
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_run_until (is_open, NULL, 5000));
  fixture->wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  screening_assert_step (fixture, "criteria");
  view = pod_test_child (screening_step (fixture, "criteria"), "view");
  g_assert_cmpstr (pod_criteria_view_get_selected (view)->criterion->id, ==, "INC-05");
  g_assert_true (gtk_widget_get_visible (adw_bin_get_child (pod_test_child (view, "extra"))));
  g_assert_true (pod_screening_step_is_touched (screening_step (fixture, "criteria")));
}

/* ---- the instruments ---- */

/* Where the cohort asks for no form, Next passes the step over; by its own key one gets there, and reads so. */
static void
test_nothing_to_do (ScreeningFixture *fixture, gconstpointer data)
{
  screening_register (fixture);
  screening_go (fixture, 5);
  g_assert_true (pod_test_shows (screening_step (fixture, "instruments"), "cohort is not decided"));
  screening_go (fixture, 3);
  screening_choose_cohort (fixture);
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "results");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "criteria");
  screening_act (fixture, "wizard.back");
  screening_assert_step (fixture, "results");
  screening_go (fixture, 5);
  screening_assert_step (fixture, "instruments");
  g_assert_true (pod_test_shows (screening_step (fixture, "instruments"), "Nothing to Do"));
}

static GtkListBoxRow *
get_instrument (ScreeningFixture *fixture, int i)
{
  GtkListBox *list = pod_test_child (screening_step (fixture, "instruments"), "list");

  return gtk_list_box_get_row_at_index (list, i);
}

/* Every form stands in the list with how far it is; the keys walk it. */
static void
test_instruments (ScreeningFixture *fixture, gconstpointer data)
{
  GtkListBox *list;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  save_cohort (fixture, subject, "aav");
  pod_test_settle ();
  screening_go (fixture, 4);
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "instruments");
  list = pod_test_child (screening_step (fixture, "instruments"), "list");
  g_assert_nonnull (get_instrument (fixture, 1));
  g_assert_true (pod_test_shows (GTK_WIDGET (get_instrument (fixture, 0)), "Not begun"));
  g_assert_true (gtk_list_box_get_selected_row (list) == get_instrument (fixture, 0));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)) ==
                 GTK_WIDGET (get_instrument (fixture, 0)));
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (gtk_list_box_get_selected_row (list) == get_instrument (fixture, 1));
  pod_test_picture (fixture->wizard, "screening-instruments.png");
}

/* ---- the decision ---- */

static void
record_finding (ScreeningFixture *fixture, gint64 subject, double haemoglobin)
{
  pod_test_put (fixture->trial, subject,
                pod_test_result ("hgb", pod_trial_get_today (fixture->trial), haemoglobin, "g/L"));
}

static gboolean
is_over (gpointer data)
{
  return !gtk_spinner_get_spinning (data);
}

static void
press_decide (ScreeningFixture *fixture, const char *password)
{
  gtk_editable_set_text (screening_decision (fixture, "password"), password);
  g_signal_emit_by_name (screening_decision (fixture, "decide_button"), "clicked");
  g_assert_true (pod_test_run_until (is_over, screening_decision (fixture, "spinner"), 20000));
}

static void
test_failure_decided (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodEvent *event;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_go (fixture, 7);
  g_assert_false (gtk_widget_get_visible (screening_decision (fixture, "form")));
  g_assert_true (pod_test_shows (screening_step (fixture, "decision"), "Waivers do not exist"));
  record_finding (fixture, subject, 59);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (screening_decision (fixture, "form")));
  g_assert_true (pod_test_shows (screening_step (fixture, "decision"), "INC-03a"));
  pod_test_picture (fixture->wizard, "screening-decision.png");

  gtk_editable_set_text (screening_decision (fixture, "password"), "half a pass");
  screening_go (fixture, 6);
  g_assert_cmpstr (gtk_editable_get_text (screening_decision (fixture, "password")), ==, "");
  screening_go (fixture, 7);
  press_decide (fixture, "");
  press_decide (fixture, "not the password");
  g_assert_true (pod_test_shows (screening_step (fixture, "decision"), "1 attempt was refused"));
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_null (pod_casebook_find_event (casebook, "screen_failure"));
  g_clear_pointer (&casebook, pod_casebook_unref);

  press_decide (fixture, POD_TEST_PASSWORD);
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  event = pod_casebook_find_event (casebook, "screen_failure");
  g_assert_cmpstr (event->detail, ==, "INC-03a");
  g_assert_cmpint (pod_signing_get (casebook, "event", event->record.id), ==, POD_SIGNING_CURRENT);
  g_assert_false (gtk_widget_get_visible (screening_decision (fixture, "form")));
  g_assert_true (pod_test_shows (screening_step (fixture, "decision"), "Signed by"));
  g_assert_cmpstr (gtk_editable_get_text (screening_decision (fixture, "password")), ==, "");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)) ==
                 screening_decision (fixture, "answer"));
  g_assert_false (gtk_label_get_selection_bounds (screening_decision (fixture, "answer"), NULL,
                                                  NULL));
}

/* What was decided is told as a notification, besides standing where it stays. */
static void
test_announced (ScreeningFixture *fixture, gconstpointer data)
{
  GtkWidget *announcement;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  record_finding (fixture, subject, 59);
  screening_go (fixture, 7);
  g_assert_false (gtk_label_get_selection_bounds (screening_decision (fixture, "answer"), NULL,
                                                  NULL));
  announcement = screening_decision (fixture, "announcement");
  g_assert_false (gtk_widget_get_visible (announcement));
  gtk_test_accessible_assert_role (announcement, GTK_ACCESSIBLE_ROLE_ALERT);
  press_decide (fixture, POD_TEST_PASSWORD);
  g_assert_true (gtk_widget_get_visible (announcement));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (announcement)), "S-001 failed"));
  gtk_test_accessible_assert_property (screening_decision (fixture, "answer"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_label_get_text (GTK_LABEL (announcement)));
  screening_go (fixture, 6);
  g_assert_false (gtk_widget_get_visible (announcement));
}

/* Others read what the criteria come to; the principal investigator decides. */
static void
test_coordinator (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 subject = pod_test_register (fixture->trial, "Invented Person", "X-900001", "mn");

  record_finding (fixture, subject, 59);
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  pod_test_sign_in (fixture->trial, "coordinator");
  screening_open (fixture, subject);
  screening_go (fixture, 7);
  g_assert_false (gtk_widget_get_visible (screening_decision (fixture, "form")));
  g_assert_true (pod_test_shows (screening_step (fixture, "decision"),
                                 "The principal investigator decides"));
}

/* ---- what comes in beside what is typed ---- */

static gboolean
is_read (gpointer stack)
{
  return g_str_equal (gtk_stack_get_visible_child_name (stack), "lines");
}

static gboolean
is_asking (gpointer stack)
{
  return g_str_equal (gtk_stack_get_visible_child_name (stack), "source");
}

/* Of the first laboratory that is known. */
static void
read_file (PodImportDialog *dialog)
{
  gpointer stack = pod_test_child (dialog, "stack");

  g_assert_true (pod_test_run_until (is_asking, stack, 30000));
  adw_combo_row_set_selected (pod_test_child (pod_test_child (dialog, "source"), "laboratory"), 1);
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_true (pod_test_run_until (is_read, stack, 30000));
}

/* As the step's own button opens it, once a file is chosen. */
static PodImportDialog *
import (ScreeningFixture *fixture, const char *text)
{
  PodImportDialog *dialog =
      pod_import_dialog_new (fixture->window, pod_test_write (pod_test_dir (), "lab.csv", text));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (fixture->wizard));
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

/* What was taken stands in the rows at once, is missing no more, and what was typed beside it is still there. */
static void
test_imported (ScreeningFixture *fixture, gconstpointer data)
{
  PodImportDialog *dialog;
  gpointer results;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  screening_register (fixture);
  screening_choose_cohort (fixture);
  screening_go (fixture, 4);
  results = screening_step (fixture, "results");
  screening_type_result (fixture, "hgb", "120");
  g_assert_true (pod_result_row_is_missing (screening_find_row (results, "anc")));
  pod_screening_step_get_mark (results, &before);
  dialog = import (fixture, "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                            "S-001,Neutrophil count,2.31,10^9/L,2026-11-20,Blood\n");
  read_file (dialog);
  g_assert_true (pod_result_row_is_missing (screening_find_row (results, "anc")));
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_true (pod_test_wait_shows (screening_find_row (results, "anc"), "2.31"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  g_assert_false (pod_result_row_is_missing (screening_find_row (results, "anc")));
  pod_screening_step_get_mark (results, &after);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (pod_result_input_get_text (POD_RESULT_INPUT (pod_widget_find (
                       GTK_WIDGET (screening_find_row (results, "hgb")), POD_TYPE_RESULT_INPUT))),
                   ==, "120");
  pod_test_picture (fixture->wizard, "screening-imported.png");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (ScreeningFixture *, gconstpointer);
  } tests[] = {
    { "/ui/screening-steps/cohort", test_cohort },
    { "/ui/screening-steps/one-key-away", test_one_key_away },
    { "/ui/screening-steps/chosen-in-sight", test_chosen_in_sight },
    { "/ui/screening-steps/judged-in-place", test_judged_in_place },
    { "/ui/screening-steps/held-above", test_held_above },
    { "/ui/screening-steps/judged-in-turn", test_judged_in_turn },
    { "/ui/screening-steps/cohort-of-another", test_cohort_of_another },
    { "/ui/screening-steps/failure-decided", test_failure_decided },
    { "/ui/screening-steps/announced", test_announced },
    { "/ui/screening-steps/nothing-to-do", test_nothing_to_do },
    { "/ui/screening-steps/instruments", test_instruments },
    { "/ui/screening-steps/judged-before-a-lock", test_judged_before_a_lock },
    { "/ui/screening-steps/coordinator", test_coordinator },
    { "/ui/screening-steps/imported", test_imported },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, ScreeningFixture, NULL, screening_set_up, tests[i].test,
                screening_tear_down);
  return g_test_run ();
}
