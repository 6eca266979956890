#include "clinic-fixture.h"
#include "pod-check-record.h"
#include "pod-check-view.h"
#include "pod-checks-dialog.h"
#include "pod-dialog-fixture.h"
#include "pod-problem-row.h"
#include "pod-record-words.h"
#include "pod-results-dialog.h"
#include "pod-subject-page.h"
#include "pod-test-decide.h"
#include "pod-trial-sign.h"
#include "pod-widget-picture.h"

/* Before treatment: a day is planned and moved, the check says what is missing, and a physician signs what may be and never what must not. */

/* Enrolled on Monday 23 November, three days after clinic's today; lymphodepletion on that day means the infusion on the 28th. */
#define FRESH                                                                                      \
  "infection_active no @3; haemodynamically_stable yes @3; serum_hcg negative @0; creatinine 80 "  \
  "umol/L @2; alt 25 U/L uln 40 @2; ast 25 U/L uln 40 @2; tbil 12 umol/L uln 20 @2; anc 3.2 "      \
  "10*9/L @2; hgb 110 g/L @2; plt 220 10*9/L @2"

typedef PodDialogFixture Fixture;

static void
add_finding (Fixture *fixture, PodChange *change, const PodFinding *found)
{
  PodFinding finding = *found;

  if (pod_study_find_observation (pod_trial_get_study (fixture->trial), finding.observation)
          ->derived)
    return;
  finding.record = (PodRecord){ pod_change_reserve (change), fixture->subject, 0, FALSE };
  pod_change_put_finding (change, &finding);
}

static void
enrol (Fixture *fixture, const char *changes)
{
  g_autoptr (PodCasebook) chart = fixture_eligible ("mn", "female", changes);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (chart, &n);

  for (guint i = 0; i < n; i++)
    add_finding (fixture, change, &findings[i]);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_test_enrol (fixture->trial, fixture->subject, pod_trial_get_today (fixture->trial), &error);
  g_assert_no_error (error);
}

/* One more result, of today. */
static void
record (Fixture *fixture, const char *records)
{
  g_autoptr (PodCasebook) chart = fixture_casebook ("mn", "female", records, NULL);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (chart, &n);

  for (guint i = 0; i < n; i++)
    add_finding (fixture, change, &findings[i]);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_test_settle ();
}

static void
open_dialog (Fixture *fixture)
{
  pod_dialog_fixture_show (fixture, pod_checks_dialog_new (GTK_WINDOW (fixture->window),
                                                           fixture->trial, fixture->subject));
}

/* The check before lymphodepletion comes first. */
static gpointer
view_child (Fixture *fixture, const char *id)
{
  return pod_test_child (pod_widget_find (GTK_WIDGET (fixture->dialog), POD_TYPE_CHECK_VIEW), id);
}

static const char *
get_words (Fixture *fixture)
{
  return gtk_label_get_text (view_child (fixture, "words"));
}

static void
plan (Fixture *fixture, const char *day)
{
  gtk_editable_set_text (pod_test_child (fixture->dialog, "day"), day);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "checks.plan", NULL);
  pod_test_settle ();
}

/* Kept until the test ends. */
static const PodEvent *
find_event (Fixture *fixture, const char *code)
{
  PodCasebook *casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return pod_casebook_find_event (casebook, code);
}

/* ---- the day ---- */

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, FRESH);
  open_dialog (fixture);
  g_assert_cmpstr (get_words (fixture), ==, "cannot tell yet");
  plan (fixture, "2026-11-20");
  g_assert_null (find_event (fixture, "infusion_planned"));
  plan (fixture, "2026-11-28");
  g_assert_nonnull (find_event (fixture, "infusion_planned"));
  g_assert_cmpstr (get_words (fixture), ==, "may go on");
  g_assert_true (pod_test_shows (fixture->dialog, "23 Nov 2026"));
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, FRESH);
  open_dialog (fixture);
  plan (fixture, "2026-11-28");
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "why")));
  plan (fixture, "2026-12-08");
  /* What must be repeated is said before it is moved. */
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "why")));
  g_assert_true (pod_test_shows (fixture->dialog, "To be repeated for that day"));
  g_assert_nonnull (pod_problem_row_get_text (pod_test_child (fixture->dialog, "problem")));
  g_assert_cmpint (find_event (fixture, "infusion_planned")->date.day, ==, 28);
  gtk_editable_set_text (pod_test_child (fixture->dialog, "why"), "no bed");
  plan (fixture, "2026-12-08");
  g_assert_cmpint (find_event (fixture, "infusion_planned")->date.day, ==, 8);
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "why")));
  g_assert_cmpstr (get_words (fixture), ==, "cannot tell yet");
}

/* ---- what is missing ---- */

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  gpointer results;

  enrol (fixture, NULL);
  open_dialog (fixture);
  plan (fixture, "2026-11-28");
  g_assert_cmpstr (get_words (fixture), ==, "cannot tell yet");
  g_assert_false (gtk_widget_get_sensitive (view_child (fixture, "go_on_row")));
  pod_test_picture (fixture->dialog, "checks-missing.png");
  g_assert_true (pod_test_press (pod_test_child (fixture->dialog, "checks"), "Enter…"));
  pod_test_settle ();
  results = pod_test_toplevel (POD_TYPE_RESULTS_DIALOG);
  g_assert_nonnull (results);
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (results)) ||
                 gtk_window_get_focus (results) != pod_test_child (results, "search"));
  gtk_window_close (results);
  pod_test_settle ();
}

/* ---- signing ---- */

static void
sign (Fixture *fixture, const char *outcome, const char *password)
{
  gtk_check_button_set_active (view_child (fixture, outcome), TRUE);
  gtk_editable_set_text (view_child (fixture, "password"), password);
  gtk_widget_activate_action (view_child (fixture, "sign_button"), "check.sign", NULL);
  pod_test_wait_work (pod_widget_find (GTK_WIDGET (fixture->dialog), POD_TYPE_CHECK_VIEW));
  pod_test_settle ();
}

static void
test_sign (Fixture *fixture, gconstpointer data)
{
  const PodEvent *event;

  enrol (fixture, FRESH);
  open_dialog (fixture);
  plan (fixture, "2026-11-28");
  sign (fixture, "go_on", "not the password at all");
  g_assert_null (find_event (fixture, "check.lymphodepletion"));
  g_assert_nonnull (pod_problem_row_get_text (view_child (fixture, "password_problem")));
  sign (fixture, "go_on", POD_TEST_PASSWORD);
  event = find_event (fixture, "check.lymphodepletion");
  g_assert_nonnull (event);
  g_assert_cmpstr (event->detail, ==, "go_on 2026-11-23");
  g_assert_true (pod_test_shows (fixture->dialog, "May go on, for 23 Nov 2026"));
  g_assert_cmpstr (gtk_editable_get_text (view_child (fixture, "password")), ==, "");
  pod_test_picture (fixture->dialog, "checks-signed.png");
}

/* What the history and a signature show of it. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  static const char *const rows[][3] = {
    { "code", "check.infusion", "Before infusion" },
    { "code", "infusion_planned", "Planned day 0" },
    { "code", "check.gone", "check.gone" },
    { "detail", "go_on 2026-11-23", "May go on, for 23 Nov 2026" },
    { "detail", "held - infusion.liver? gone", "On hold: Liver function (not known); gone" },
    { "detail", "INC-12 EXC-08", "INC-12 EXC-08" },
    { "unit", "umol/L", "µmol/L" },
    { "unit", "mo", "months" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = pod_record_value_to_words (fixture->trial, casebook, "event",
                                                          rows[i][0], rows[i][1]);

      g_assert_cmpstr (words, ==, rows[i][2]);
    }
}

/* What must not be is no choice; nothing chosen is nothing decided. */
static void
test_must_not (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, FRESH);
  open_dialog (fixture);
  plan (fixture, "2026-11-28");
  gtk_check_button_set_active (view_child (fixture, "go_on"), TRUE);
  record (fixture, "infection_active yes @3");
  g_assert_cmpstr (get_words (fixture), ==, "must not go on");
  g_assert_false (gtk_widget_get_sensitive (view_child (fixture, "go_on_row")));
  g_assert_false (gtk_check_button_get_active (view_child (fixture, "go_on")));
  gtk_editable_set_text (view_child (fixture, "password"), POD_TEST_PASSWORD);
  gtk_widget_activate_action (view_child (fixture, "sign_button"), "check.sign", NULL);
  pod_test_settle ();
  g_assert_null (find_event (fixture, "check.lymphodepletion"));
  g_assert_false (gtk_widget_get_visible (view_child (fixture, "why")));
  sign (fixture, "hold", POD_TEST_PASSWORD);
  g_assert_cmpstr (find_event (fixture, "check.lymphodepletion")->detail, ==,
                   "held 2026-11-23 lymphodepletion.infection");
  g_assert_true (pod_test_shows (fixture->dialog, "On hold, for 23 Nov 2026: No infection"));
}

/* Holding what could go on takes a reason. */
static void
test_hold_with_reason (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, FRESH);
  open_dialog (fixture);
  plan (fixture, "2026-11-28");
  sign (fixture, "hold", POD_TEST_PASSWORD);
  g_assert_null (find_event (fixture, "check.lymphodepletion"));
  g_assert_true (gtk_widget_get_visible (view_child (fixture, "message")));
  g_assert_true (gtk_widget_get_visible (view_child (fixture, "why")));
  gtk_editable_set_text (view_child (fixture, "why"), "no bed");
  sign (fixture, "hold", POD_TEST_PASSWORD);
  g_assert_cmpstr (find_event (fixture, "check.lymphodepletion")->detail, ==, "held 2026-11-23");
}

/* ---- who may ---- */

static void
check_as (Fixture *fixture, const char *user, gboolean plans)
{
  pod_test_sign_in (fixture->trial, user);
  open_dialog (fixture);
  g_assert_false (gtk_widget_get_visible (view_child (fixture, "form")));
  g_assert_false (gtk_widget_get_visible (view_child (fixture, "sign_button")));
  g_assert_cmpint (gtk_widget_get_visible (pod_test_child (fixture->dialog, "plan_button")), ==,
                   plans);
  g_assert_cmpint (pod_test_press (pod_test_child (fixture->dialog, "checks"), "Enter…"), ==,
                   plans);
  pod_test_settle ();
  if (plans)
    gtk_window_close (pod_test_toplevel (POD_TYPE_RESULTS_DIALOG));
  pod_test_settle ();
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
}

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, NULL);
  check_as (fixture, "coordinator", TRUE);
  check_as (fixture, "monitor", FALSE);
}

/* Locked, it is gone. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  enrol (fixture, NULL);
  open_dialog (fixture);
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

/* From the page of whoever is enrolled. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  pod_trial_window_show_subject (fixture->window, fixture->subject);
  page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  g_assert_false (gtk_widget_get_visible (pod_test_child (page, "checks_button")));
  enrol (fixture, NULL);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (pod_test_child (page, "checks_button")));
  gtk_widget_activate_action (page, "subject.checks", NULL);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_CHECKS_DIALOG));
  gtk_window_close (pod_test_toplevel (POD_TYPE_CHECKS_DIALOG));
  pod_test_settle ();
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/checks/plan", test_plan);
  pod_dialog_fixture_add ("/ui/checks/move", test_move);
  pod_dialog_fixture_add ("/ui/checks/enter", test_enter);
  pod_dialog_fixture_add ("/ui/checks/sign", test_sign);
  pod_dialog_fixture_add ("/ui/checks/words", test_words);
  pod_dialog_fixture_add ("/ui/checks/must-not", test_must_not);
  pod_dialog_fixture_add ("/ui/checks/hold-with-reason", test_hold_with_reason);
  pod_dialog_fixture_add ("/ui/checks/roles", test_roles);
  pod_dialog_fixture_add ("/ui/checks/lock", test_lock);
  pod_dialog_fixture_add ("/ui/checks/page", test_page);
  return g_test_run ();
}
