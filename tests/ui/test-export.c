#include "pod-export-dialog.h"
#include "pod-problem-row.h"
#include "pod-test-window.h"

/* A package: where it goes, what came of it, and that an identity stops it. */

static PodTrialWindow *
open_window (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  return pod_test_window_open (trial);
}

static PodExportDialog *
open_dialog (PodTrialWindow *window)
{
  PodExportDialog *dialog = pod_export_dialog_new (window);

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (dialog));
  return dialog;
}

static void
press_write (PodExportDialog *dialog)
{
  g_signal_emit_by_name (pod_test_child (dialog, "write_button"), "clicked");
}

static gboolean
is_ready (gpointer stack)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (stack), "busy");
}

static const char *
wait_for_page (PodExportDialog *dialog)
{
  GtkStack *stack = pod_test_child (dialog, "stack");

  g_assert_true (pod_test_run_until (is_ready, stack, 60000));
  pod_test_settle ();
  return gtk_stack_get_visible_child_name (stack);
}

static void
test_needs_a_folder (void)
{
  PodTrialWindow *window = open_window ();
  PodExportDialog *dialog = open_dialog (window);

  g_assert_true (pod_test_shows (dialog, "Rui Therapeutics"));
  g_assert_true (pod_test_shows (dialog, "Shifted"));
  pod_test_picture (dialog, "export.png");
  press_write (dialog);
  g_assert_nonnull (pod_problem_row_get_text (pod_test_child (dialog, "place_problem")));
  g_assert_cmpstr (wait_for_page (dialog), ==, "form");
  pod_test_window_close (window);
}

static void
test_writes (void)
{
  PodTrialWindow *window = open_window ();
  PodExportDialog *dialog = open_dialog (window);
  const char *dir = pod_test_dir ();
  const char *package = pod_test_path (dir, "nct07241468-package-20261123");

  pod_export_dialog_set_folder (dialog, dir);
  press_write (dialog);
  g_assert_cmpstr (wait_for_page (dialog), ==, "done");
  g_assert_true (g_file_test (pod_test_path (package, "manifest.json"), G_FILE_TEST_EXISTS));
  g_assert_true (pod_test_shows (dialog, "manifest.json"));
  pod_test_picture (dialog, "export-done.png");
  gtk_window_close (GTK_WINDOW (dialog));

  /* A second one on the same day stands beside the first. */
  dialog = open_dialog (window);
  pod_export_dialog_set_folder (dialog, dir);
  press_write (dialog);
  g_assert_cmpstr (wait_for_page (dialog), ==, "done");
  g_assert_true (g_file_test (pod_test_path (dir, "nct07241468-package-20261123-2"),
                              G_FILE_TEST_IS_DIR));
  pod_test_window_close (window);
}

/* Free texts never leave; a record number in the place of a lot would. */
static void
put_dose_with_a_number (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = pod_change_reserve (change);
  dose.record.subject = pod_trial_find_subject (trial, "S-001");
  dose.treatment = "kn3601";
  dose.start = pod_moment_on (pod_trial_get_today (trial));
  dose.lot = "X-900001";
  pod_change_put_intervention (change, &dose);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_an_identity_stops_it (void)
{
  PodTrialWindow *window = open_window ();
  PodExportDialog *dialog;
  const char *dir = pod_test_dir ();

  put_dose_with_a_number (window);
  dialog = open_dialog (window);
  pod_export_dialog_set_folder (dialog, dir);
  press_write (dialog);
  g_assert_cmpstr (wait_for_page (dialog), ==, "blocked");
  g_assert_true (pod_test_shows (dialog, "An identity would have left the site"));
  g_assert_false (pod_test_shows (dialog, "X-900001"));
  g_assert_false (g_file_test (pod_test_path (dir, "nct07241468-package-20261123"),
                               G_FILE_TEST_EXISTS));
  pod_test_picture (dialog, "export-blocked.png");
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/export/needs-a-folder", test_needs_a_folder);
  g_test_add_func ("/ui/export/writes", test_writes);
  g_test_add_func ("/ui/export/an-identity-stops-it", test_an_identity_stops_it);
  return g_test_run ();
}
