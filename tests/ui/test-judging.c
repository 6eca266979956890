/* Results to judge: where the keys begin, what is asked once more, and what the sheet to sign shows. */

#include "pod-dialog-fixture.h"
#include "pod-sign-dialog.h"
#include "pod-significance-dialog.h"
#include "pod-today-page.h"
#include "pod-widget-picture.h"

#include <string.h>

typedef PodDialogFixture Fixture;

static void
add (Fixture *fixture, const char *observation, double number, const char *unit, double lower)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  finding.observation = observation;
  finding.when = pod_moment_on (pod_date_new (2026, 11, 20));
  finding.quantity = (PodQuantity){ POD_EXACTLY, number, pod_unit_from_ucum (unit) };
  finding.lower = lower;
  finding.laboratory = "Central";
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The normal one comes first by its name. */
static void
open_dialog (Fixture *fixture)
{
  add (fixture, "alt", 20, "U/L", 5);
  add (fixture, "hgb", 90, "g/L", 115);
  add (fixture, "plt", 100, "10*9/L", 125);
  pod_dialog_fixture_show (fixture, pod_significance_dialog_new (GTK_WINDOW (fixture->window),
                                                                 fixture->trial, fixture->subject));
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  return GTK_SELECTION_MODEL (pod_test_child (fixture->dialog, "selection"));
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, NULL);
  pod_test_settle ();
}

/* What is outlined is chosen, so that the first key judges it. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (get_selection (fixture), 0));
  g_assert_false (gtk_selection_model_is_selected (get_selection (fixture), 1));
  act (fixture, "significance.not-significant");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, 1);
}

/* Which results are asked about is told, with how each was judged. */
static void
test_anew (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *question;

  open_dialog (fixture);
  pod_significance_dialog_show_day (fixture->dialog,
                                    pod_date_first_day (pod_date_new (2026, 11, 20)));
  gtk_selection_model_select_all (get_selection (fixture));
  act (fixture, "significance.not-significant");
  gtk_selection_model_select_all (get_selection (fixture));
  act (fixture, "significance.significant");
  question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  g_assert_cmpstr (adw_message_dialog_get_body (question), ==,
                   "2 results were judged otherwise before:\n"
                   "Hemoglobin 90 g/L, 20 Nov 2026: Not significant\n"
                   "Platelet count 100 ×10⁹/L, 20 Nov 2026: Not significant\n"
                   "The audit trail keeps both judgements.");
  pod_test_picture (question, "judging-anew.png");
  pod_test_answer ("_Cancel");
}

/* What was judged stands first, with its limits, flag and grade. */
static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  PodSignDialog *sheet;

  open_dialog (fixture);
  pod_significance_dialog_show_day (fixture->dialog,
                                    pod_date_first_day (pod_date_new (2026, 11, 20)));
  gtk_selection_model_select_all (get_selection (fixture));
  act (fixture, "significance.not-significant");
  act (fixture, "significance.sign");
  sheet = pod_test_toplevel (POD_TYPE_SIGN_DIALOG);
  g_assert_nonnull (sheet);
  pod_test_picture (sheet, "judging-sheet.png");
  g_assert_true (pod_test_shows (gtk_widget_get_first_child (pod_test_child (sheet, "summary")),
                                 "90 g/L ↓ · limits ≥ 115 · grade 2 · Not significant"));
  g_assert_true (pod_test_shows (gtk_widget_get_last_child (pod_test_child (sheet, "summary")),
                                 "20 U/L · limits ≥ 5"));
  gtk_window_close (GTK_WINDOW (sheet));
  pod_test_settle ();
}

static void
register_late (Fixture *fixture, guint i)
{
  g_autofree char *number = g_strdup_printf ("X-%06u", 910000 + i);
  g_autofree char *name = g_strdup_printf ("Invented %u", i);
  g_autoptr (GError) error = NULL;
  PodRegistration registration = { .name = name,
                                   .record_number = number,
                                   .birth_date = pod_date_new (1980, 5, 5),
                                   .sex = "female",
                                   .cohort = "mn",
                                   .consent = pod_date_new (2026, 9, 1) };

  pod_trial_register (fixture->trial, &registration, &error);
  g_assert_no_error (error);
}

/* A toast at the foot of the window does not lie on the row that it speaks of. */
static void
test_today (Fixture *fixture, gconstpointer data)
{
  GtkWidget *today = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_TODAY_PAGE);
  GtkWidget *scroller = pod_test_child (today, "scroller");
  GtkWidget *focus;
  double y;

  for (guint i = 0; i < 20; i++)
    register_late (fixture, i);
  add (fixture, "hgb", 90, "g/L", 115);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.judge", NULL);
  pod_test_settle ();
  pod_test_picture (fixture->window, "judging-today.png");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, today));
  g_assert_cmpfloat (gtk_adjustment_get_value (
                         gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))),
                     >, 0);
  gtk_widget_translate_coordinates (focus, scroller, 0, 0, NULL, &y);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (y + gtk_widget_get_height (focus), <, gtk_widget_get_height (scroller) - 80);
}

static void
add_case (const char *path, void (*func) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, pod_dialog_fixture_set_up, func, pod_dialog_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  add_case ("/ui/judging/first", test_first);
  add_case ("/ui/judging/anew", test_anew);
  add_case ("/ui/judging/sheet", test_sheet);
  add_case ("/ui/judging/today", test_today);
  return g_test_run ();
}
