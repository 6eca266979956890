#include <string.h>

#include "pod-date-row.h"
#include "pod-problem-row.h"
#include "pod-result-input.h"
#include "pod-result-row.h"
#include "pod-results-form.h"
#include "pod-screening-criteria.h"
#include "pod-screening-patient.h"
#include "pod-screening-wizard.h"
#include "pod-test-decide.h"
#include "pod-test-window.h"
#include "pod-trial-draft.h"
#include "pod-trial-screening.h"
#include "pod-trial-sign.h"
#include "pod-widget-picture.h"

/* Screening a patient, from the first name typed to the cohort: problems stand at the fields, a known person is told of, and whoever is
 * interrupted goes on where they were. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  PodScreeningWizard *wizard;
} Fixture;

static void
open_wizard (Fixture *fixture, gint64 subject)
{
  fixture->wizard = pod_screening_wizard_new (fixture->window, subject);
  gtk_window_present (GTK_WINDOW (fixture->wizard));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->wizard));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->window = pod_test_window_open (fixture->trial);
  open_wizard (fixture, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static gpointer
step (Fixture *fixture, const char *name)
{
  return pod_test_child (fixture->wizard, name);
}

static gpointer
patient_field (Fixture *fixture, const char *id)
{
  return pod_test_child (step (fixture, "patient"), id);
}

static gpointer
consent_field (Fixture *fixture, const char *id)
{
  return pod_test_child (step (fixture, "consent"), id);
}

static void
type (Fixture *fixture, const char *id, const char *text)
{
  gtk_editable_set_text (patient_field (fixture, id), text);
}

static void
fill_in (Fixture *fixture, const char *name, const char *record_number)
{
  type (fixture, "name", name);
  type (fixture, "record_number", record_number);
  type (fixture, "birth_date", "1968-04");
  adw_combo_row_set_selected (patient_field (fixture, "sex"), 1);
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->wizard), action, NULL);
}

static void
go (Fixture *fixture, int number)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->wizard), "wizard.go", "i", number);
}

static guint
count_subjects (Fixture *fixture)
{
  return g_list_model_get_n_items (pod_trial_get_subjects (fixture->trial));
}

static const char *
get_problem (Fixture *fixture, const char *row)
{
  return pod_problem_row_get_text (patient_field (fixture, row));
}

static void
assert_step (Fixture *fixture, const char *name)
{
  g_assert_cmpstr (pod_screening_wizard_get_step (fixture->wizard), ==, name);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (pod_test_child (fixture->wizard,
                                                                          "stack")),
                   ==, name);
}

/* ---- the form ---- */

static void
test_empty_form (Fixture *fixture, gconstpointer data)
{
  act (fixture, "wizard.next");
  g_assert_nonnull (get_problem (fixture, "name_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  g_assert_nonnull (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (pod_date_row_get_problem (patient_field (fixture, "birth_date")));
  assert_step (fixture, "patient");
  /* Nor by any other way. */
  go (fixture, 5);
  assert_step (fixture, "patient");
  g_assert_cmpuint (count_subjects (fixture), ==, 0);
  pod_test_picture (fixture->wizard, "screening-problems.png");
}

static void
test_one_field_at_a_time (Fixture *fixture, gconstpointer data)
{
  act (fixture, "wizard.next");
  fill_in (fixture, "Invented Person", "X-900001");
  type (fixture, "record_number", "  ");
  act (fixture, "wizard.next");
  g_assert_null (get_problem (fixture, "name_problem"));
  g_assert_null (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  gtk_test_accessible_assert_state (patient_field (fixture, "record_number"),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

/* Monday 23 November 2026 is today. */
static const struct
{
  const char *birth_date;
  const char *consent;
  gboolean good;
} dates[] = {
  { "1968-04-21", "2026-11-23", TRUE },  { "1968", "2026-11-23 14:30", TRUE },
  { "1968-02-30", "2026-11-23", FALSE }, { "yesterday", "2026-11-23", FALSE },
  { "1968-04-21", "2026-11-24", FALSE }, { "1968-04-21", "2026-11", FALSE },
  { "2026-11-24", "2026-11-23", FALSE },
};

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  guint good = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *record_number = g_strdup_printf ("X-90000%zu", i);

      g_test_message ("born %s, consent %s", dates[i].birth_date, dates[i].consent);
      fill_in (fixture, "Invented Person", record_number);
      type (fixture, "birth_date", dates[i].birth_date);
      gtk_editable_set_text (consent_field (fixture, "signed_on"), dates[i].consent);
      go (fixture, 3);
      good += dates[i].good;
      g_assert_cmpuint (count_subjects (fixture), ==, good);
      g_assert_cmpint (pod_screening_wizard_get_subject (fixture->wizard) != 0, ==, dates[i].good);
      if (!dates[i].good)
        continue;
      gtk_window_close (GTK_WINDOW (fixture->wizard));
      open_wizard (fixture, 0);
    }
}

static GtkLabel *
find_label (GtkWidget *root, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* "23 Nov 2026" is read in one piece; only the sentence of a problem goes on in a second line. */
static void
test_date_in_one_piece (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = consent_field (fixture, "signed_on");

  g_assert_false (gtk_label_get_wrap (find_label (row, "23 Nov 2026")));
  pod_date_row_set_problem (POD_DATE_ROW (row), "a sentence");
  g_assert_true (gtk_label_get_wrap (find_label (row, "a sentence")));
}

/* ---- the steps ---- */

static const PodFinding *
find (PodCasebook *casebook, const char *observation)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, g_intern_string (observation), &n);

  return n > 0 ? &series[n - 1] : NULL;
}

static void
register_one (Fixture *fixture)
{
  /* Hostile to markup, as a name may be. */
  fill_in (fixture, "Invented <b> & Person", "X-900001");
  act (fixture, "wizard.next");
  assert_step (fixture, "consent");
  act (fixture, "wizard.next");
  pod_test_settle ();
}

static void
test_registered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  register_one (fixture);
  assert_step (fixture, "cohort");
  g_assert_cmpuint (count_subjects (fixture), ==, 1);
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001"));
  casebook = pod_trial_load_casebook (fixture->trial,
                                      pod_screening_wizard_get_subject (fixture->wizard), NULL);
  g_assert_cmpstr (pod_casebook_get_consent_form (casebook), ==, "1.0");
  g_assert_cmpstr (find (casebook, "consent_explained_by")->text, ==, "pi");
  g_assert_cmpstr (find (casebook, "consent_given")->code, ==, "yes");
  /* The name went into the vault and stands nowhere, nor in any field, until somebody looks. */
  g_assert_false (pod_test_shows (fixture->window, "Invented"));
  go (fixture, 1);
  g_assert_false (pod_test_shows (fixture->wizard, "Invented"));
  g_assert_cmpstr (gtk_editable_get_text (patient_field (fixture, "name")), ==, "");
  gtk_toggle_button_set_active (patient_field (fixture, "reveal_button"), TRUE);
  g_assert_true (pod_test_shows (fixture->wizard, "Invented <b> & Person"));
  go (fixture, 2);
  g_assert_false (pod_test_shows (fixture->wizard, "Invented"));
}

/* The first choice needs no reason; any other does. */
static void
test_cohort (Fixture *fixture, gconstpointer data)
{
  gpointer cohort = step (fixture, "cohort");
  GtkWidget *first, *second;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  g_assert_true (GTK_IS_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  g_assert_false (gtk_widget_get_visible (pod_test_child (cohort, "why")));
  act (fixture, "wizard.next");
  assert_step (fixture, "results");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001 · MN"));

  act (fixture, "wizard.back");
  gtk_widget_child_focus (GTK_WIDGET (fixture->wizard), GTK_DIR_DOWN);
  second = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  g_assert_true (GTK_IS_CHECK_BUTTON (second) && second != first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second), TRUE);
  g_assert_true (gtk_widget_get_visible (pod_test_child (cohort, "why")));
  go (fixture, 7);
  assert_step (fixture, "cohort");
  g_assert_nonnull (pod_problem_row_get_text (pod_test_child (cohort, "reason_problem")));
  gtk_editable_set_text (pod_test_child (cohort, "reason"), "the biopsy was read again");
  go (fixture, 7);
  assert_step (fixture, "decision");
  {
    g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);

    g_assert_cmpstr (pod_casebook_get_subject (casebook)->cohort, ==, "igan");
  }
}

static void
choose_cohort (Fixture *fixture)
{
  GtkWidget *first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));

  g_assert_true (GTK_IS_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

static gboolean
is_in_form (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->wizard));

  return focus != NULL && gtk_widget_get_ancestor (focus, POD_TYPE_RESULTS_FORM) != NULL;
}

/* What is missing is one key away, and so is what was looked at. */
static void
test_one_key_away (Fixture *fixture, gconstpointer data)
{
  gpointer view, criterion;

  register_one (fixture);
  choose_cohort (fixture);
  go (fixture, 6);
  assert_step (fixture, "criteria");
  act (fixture, "wizard.missing");
  assert_step (fixture, "results");
  g_assert_true (is_in_form (fixture));

  go (fixture, 6);
  view = pod_test_child (step (fixture, "criteria"), "view");
  criterion = pod_test_child (view, "criterion");
  pod_screening_criteria_select (step (fixture, "criteria"), "INC-03a");
  gtk_widget_child_focus (pod_test_child (criterion, "evidence"), GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (criterion, "criterion.edit", NULL);
  assert_step (fixture, "results");
  g_assert_true (is_in_form (fixture));
}

/* Where the protocol asks for a physician's judgement it is given where the criterion is read. */
static void
test_judged_in_place (Fixture *fixture, gconstpointer data)
{
  gpointer extra;

  register_one (fixture);
  choose_cohort (fixture);
  go (fixture, 6);
  extra = pod_test_child (pod_test_child (step (fixture, "criteria"), "view"), "extra");
  pod_screening_criteria_select (step (fixture, "criteria"), "INC-03a");
  g_assert_false (gtk_widget_get_visible (adw_bin_get_child (extra)));
  pod_screening_criteria_select (step (fixture, "criteria"), "INC-05");
  g_assert_true (gtk_widget_get_visible (adw_bin_get_child (extra)));
  g_assert_true (pod_test_shows (extra, "Good compliance"));
  pod_test_picture (fixture->wizard, "screening-judgement.png");
}

static PodResultRow *
find_row (gpointer root, const char *observation)
{
  PodResultRow *found = NULL;

  if (POD_IS_RESULT_ROW (root) &&
      g_str_equal (pod_result_row_get_observation (root)->symbol.name, observation))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, observation);
  return found;
}

static void
type_result (Fixture *fixture, const char *observation, const char *text)
{
  PodResultRow *row = find_row (fixture->wizard, observation);

  g_assert_nonnull (row);
  pod_result_input_set_text (POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (row),
                                                                POD_TYPE_RESULT_INPUT)),
                             text);
}

/* Whoever chooses another step by its name above is held as by the key: where what is typed cannot be saved one stays, and sees why. */
static void
test_held_above (Fixture *fixture, gconstpointer data)
{
  AdwViewStack *stack = pod_test_child (fixture->wizard, "stack");
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  choose_cohort (fixture);
  go (fixture, 4);
  type_result (fixture, "hgb", "a lot");
  adw_view_stack_set_visible_child_name (stack, "criteria");
  pod_test_settle ();
  assert_step (fixture, "results");
  g_assert_nonnull (pod_result_row_get_problem (find_row (step (fixture, "results"), "hgb")));
  g_assert_true (is_in_form (fixture));

  type_result (fixture, "hgb", "120");
  adw_view_stack_set_visible_child_name (stack, "criteria");
  assert_step (fixture, "criteria");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpfloat (find (casebook, "hgb")->quantity.number, ==, 120);
}

/* The name of the first answer that the criterion asks for, which is now yes. */
static const char *
judge (Fixture *fixture, const char *criterion)
{
  gpointer extra = pod_test_child (pod_test_child (step (fixture, "criteria"), "view"), "extra");
  PodResultRow *row;

  pod_screening_criteria_select (step (fixture, "criteria"), criterion);
  row = POD_RESULT_ROW (pod_widget_find (extra, POD_TYPE_RESULT_ROW));
  pod_result_input_set_text (POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (row),
                                                                POD_TYPE_RESULT_INPUT)),
                             "yes");
  return pod_result_row_get_observation (row)->symbol.name;
}

/* An answer is on record once another criterion is chosen, and the cursor stays while others save. */
static void
test_judged_in_turn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const char *first, *second;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  choose_cohort (fixture);
  go (fixture, 6);
  first = judge (fixture, "INC-05");
  second = judge (fixture, "INC-04a");
  gtk_widget_grab_focus (GTK_WIDGET (find_row (step (fixture, "criteria"), second)));
  g_assert_true (is_in_form (fixture));
  g_signal_emit_by_name (fixture->trial, "changed", subject);
  g_assert_true (is_in_form (fixture));
  go (fixture, 7);
  assert_step (fixture, "decision");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpstr (find (casebook, first)->code, ==, "yes");
  g_assert_cmpstr (find (casebook, second)->code, ==, "yes");
}

static void
save_cohort (Fixture *fixture, gint64 subject, const char *cohort)
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
test_cohort_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  choose_cohort (fixture);
  act (fixture, "wizard.next");
  act (fixture, "wizard.back");
  save_cohort (fixture, subject, "igan");
  pod_test_settle ();
  act (fixture, "wizard.next");
  assert_step (fixture, "results");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_cmpstr (pod_casebook_get_subject (casebook)->cohort, ==, "igan");
}

/* ---- somebody who is known ---- */

static void
fail_screening (PodTrial *trial, gint64 subject)
{
  g_assert_true (pod_test_fail_screening (trial, subject, pod_trial_get_today (trial), NULL));
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);
  GtkWidget *known = patient_field (fixture, "known");

  g_assert_false (gtk_widget_get_visible (known));
  type (fixture, "record_number", "X-90000");
  g_assert_false (gtk_widget_get_visible (known));
  type (fixture, "record_number", "X-900001");
  g_assert_true (gtk_widget_get_visible (known));
  g_assert_true (pod_test_shows (known, "S-001"));
  g_assert_true (pod_test_shows (known, "is not over yet"));
  fail_screening (fixture->trial, first);
  type (fixture, "record_number", "X-900001 ");
  g_assert_true (pod_test_shows (known, "To screen again, go on"));
  g_assert_false (pod_test_shows (known, "Invented"));
  pod_test_picture (fixture->wizard, "screening-known.png");

  /* Under another name it is another patient's number. */
  fill_in (fixture, "Somebody Else", "X-900001");
  go (fixture, 3);
  assert_step (fixture, "patient");
  g_assert_nonnull (get_problem (fixture, "name_problem"));
  g_assert_cmpuint (count_subjects (fixture), ==, 1);

  type (fixture, "name", "Invented Person");
  go (fixture, 3);
  assert_step (fixture, "cohort");
  g_assert_cmpuint (count_subjects (fixture), ==, 2);
  g_assert_true (pod_test_shows (fixture->wizard, "S-002"));
}

/* Opening the earlier attempt leaves the wizard, and nothing of what was typed. */
static void
test_open_earlier (Fixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  type (fixture, "record_number", "X-900001");
  g_signal_emit_by_name (step (fixture, "patient"), "open-subject", first);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  drafts = pod_trial_list_drafts (fixture->trial, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static gboolean
has_draft (gpointer data)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (((Fixture *) data)->trial, NULL);

  return drafts != NULL && drafts->len == 1;
}

/* Where more than the number was typed it is kept. */
static void
test_open_earlier_keeps (Fixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);

  fill_in (fixture, "Invented Person", "X-900001");
  g_signal_emit_by_name (step (fixture, "patient"), "open-subject", first);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_true (pod_test_run_until (has_draft, fixture, 10000));
}

/* ---- leaving and coming back ---- */

/* As its buttons do, which also close it. */
static void
answer (const char *response)
{
  AdwMessageDialog *question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  pod_test_settle ();
}

static void
test_asks_before_losing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "name", "Invented Person");
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  answer ("no");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));

  gtk_window_close (GTK_WINDOW (fixture->wizard));
  answer ("yes");
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
}

static gboolean
is_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SCREENING_WIZARD) != NULL;
}

/* A lock takes the window away; the same step of the same subject comes back, with what was chosen. */
static void
test_resumed (Fixture *fixture, gconstpointer data)
{
  gint64 subject;
  GtkWidget *first;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_run_until (is_open, NULL, 5000));
  fixture->wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  g_assert_cmpint (pod_screening_wizard_get_subject (fixture->wizard), ==, subject);
  assert_step (fixture, "cohort");
  act (fixture, "wizard.next");
  assert_step (fixture, "results");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001 · MN"));
}

/* Left in good order there is nothing to go on with by itself; the first step that is open comes first. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  go (fixture, 6);
  act (fixture, "wizard.leave");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  drafts = pod_trial_list_drafts (fixture->trial, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
  open_wizard (fixture, subject);
  assert_step (fixture, "cohort");
  act (fixture, "wizard.missing");
  assert_step (fixture, "cohort");
}

/* ---- the decision ---- */

static void
record_finding (Fixture *fixture, gint64 subject, double haemoglobin)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = subject };
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (pod_trial_get_today (fixture->trial));
  finding.quantity.number = haemoglobin;
  finding.quantity.unit = pod_unit_from_ucum ("g/L");
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
decision_child (Fixture *fixture, const char *id)
{
  return pod_test_child (step (fixture, "decision"), id);
}

static gboolean
is_over (gpointer data)
{
  return !gtk_spinner_get_spinning (data);
}

static void
press_decide (Fixture *fixture, const char *password)
{
  gtk_editable_set_text (decision_child (fixture, "password"), password);
  g_signal_emit_by_name (decision_child (fixture, "decide_button"), "clicked");
  g_assert_true (pod_test_run_until (is_over, decision_child (fixture, "spinner"), 20000));
}

static void
test_failure_decided (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodEvent *event;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  go (fixture, 7);
  g_assert_false (gtk_widget_get_visible (decision_child (fixture, "form")));
  g_assert_true (pod_test_shows (step (fixture, "decision"), "Waivers do not exist"));
  record_finding (fixture, subject, 59);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (decision_child (fixture, "form")));
  g_assert_true (pod_test_shows (step (fixture, "decision"), "INC-03a"));
  pod_test_picture (fixture->wizard, "screening-decision.png");

  gtk_editable_set_text (decision_child (fixture, "password"), "half a pass");
  go (fixture, 6);
  g_assert_cmpstr (gtk_editable_get_text (decision_child (fixture, "password")), ==, "");
  go (fixture, 7);
  press_decide (fixture, "");
  press_decide (fixture, "not the password");
  g_assert_true (pod_test_shows (step (fixture, "decision"), "1 attempt was refused"));
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_null (pod_casebook_find_event (casebook, "screen_failure"));
  g_clear_pointer (&casebook, pod_casebook_unref);

  press_decide (fixture, POD_TEST_PASSWORD);
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  event = pod_casebook_find_event (casebook, "screen_failure");
  g_assert_cmpstr (event->detail, ==, "INC-03a");
  g_assert_cmpint (pod_signing_get (casebook, "event", event->record.id), ==, POD_SIGNING_CURRENT);
  g_assert_false (gtk_widget_get_visible (decision_child (fixture, "form")));
  g_assert_true (pod_test_shows (step (fixture, "decision"), "Signed by"));
  g_assert_cmpstr (gtk_editable_get_text (decision_child (fixture, "password")), ==, "");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)) ==
                 decision_child (fixture, "answer"));
}

/* Others read what the criteria come to; the principal investigator decides. */
static void
test_coordinator (Fixture *fixture, gconstpointer data)
{
  gint64 subject = pod_test_register (fixture->trial, "Invented Person", "X-900001", "mn");

  record_finding (fixture, subject, 59);
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  pod_test_sign_in (fixture->trial, "coordinator");
  open_wizard (fixture, subject);
  go (fixture, 7);
  g_assert_false (gtk_widget_get_visible (decision_child (fixture, "form")));
  g_assert_true (pod_test_shows (step (fixture, "decision"), "The principal investigator decides"));
}

/* ---- consent, afterwards ---- */

static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  register_one (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  go (fixture, 2);
  g_assert_true (pod_test_shows (step (fixture, "consent"), "Version 1.0"));
  g_signal_emit_by_name (consent_field (fixture, "withdraw_button"), "clicked");
  answer ("yes");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_nonnull (pod_casebook_find_event (casebook, "withdrawal"));
  g_assert_false (gtk_widget_get_visible (consent_field (fixture, "withdraw_button")));
}

/* A new consent is nobody's until its day is typed: leaving the step records none. */
static void
test_not_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  register_one (fixture);
  go (fixture, 2);
  g_signal_emit_by_name (gtk_widget_get_last_child (consent_field (fixture, "newer")), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (consent_field (fixture, "signed_on")), ==, "");
  go (fixture, 3);
  assert_step (fixture, "cohort");
  casebook = pod_trial_load_casebook (fixture->trial,
                                      pod_screening_wizard_get_subject (fixture->wizard), NULL);
  g_assert_null (pod_casebook_find_event (casebook, "reconsent"));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/screening/empty-form", test_empty_form },
    { "/ui/screening/one-field-at-a-time", test_one_field_at_a_time },
    { "/ui/screening/dates", test_dates },
    { "/ui/screening/date-in-one-piece", test_date_in_one_piece },
    { "/ui/screening/registered", test_registered },
    { "/ui/screening/cohort", test_cohort },
    { "/ui/screening/one-key-away", test_one_key_away },
    { "/ui/screening/judged-in-place", test_judged_in_place },
    { "/ui/screening/held-above", test_held_above },
    { "/ui/screening/judged-in-turn", test_judged_in_turn },
    { "/ui/screening/cohort-of-another", test_cohort_of_another },
    { "/ui/screening/known", test_known },
    { "/ui/screening/open-earlier", test_open_earlier },
    { "/ui/screening/open-earlier-keeps", test_open_earlier_keeps },
    { "/ui/screening/asks-before-losing", test_asks_before_losing },
    { "/ui/screening/resumed", test_resumed },
    { "/ui/screening/left", test_left },
    { "/ui/screening/failure-decided", test_failure_decided },
    { "/ui/screening/coordinator", test_coordinator },
    { "/ui/screening/withdrawn", test_withdrawn },
    { "/ui/screening/not-renewed", test_not_renewed },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
