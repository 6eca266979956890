/* Results to judge: where the keys begin, what is asked once more, and what the sheet to sign shows. */

#include "pod-judging-fixture.h"
#include "pod-sign-dialog.h"
#include "pod-significance-dialog.h"
#include "pod-today-page.h"
#include "pod-widget-picture.h"

#include <string.h>

typedef PodDialogFixture Fixture;

/* The normal one comes first by its name. */
static void
open_dialog (Fixture *fixture)
{
  judging_add (fixture, "alt", 20, "U/L", 5);
  judging_add (fixture, "hgb", 90, "g/L", 115);
  judging_add (fixture, "plt", 100, "10*9/L", 125);
  judging_open (fixture);
}

/* What is outlined is chosen, so that the first key judges it. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  g_assert_cmpuint (judging_count_rows (fixture), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (judging_get_selection (fixture), 0));
  g_assert_false (gtk_selection_model_is_selected (judging_get_selection (fixture), 1));
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
}

/* Which results are asked about is told, with how each was judged. */
static void
test_anew (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *question;

  open_dialog (fixture);
  judging_show_day (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.significant");
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
  judging_show_day (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  pod_dialog_fixture_act (fixture, "significance.sign");
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
  judging_add (fixture, "hgb", 90, "g/L", 115);
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

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/judging/first", test_first);
  pod_dialog_fixture_add ("/ui/judging/anew", test_anew);
  pod_dialog_fixture_add ("/ui/judging/sheet", test_sheet);
  pod_dialog_fixture_add ("/ui/judging/today", test_today);
  return g_test_run ();
}
