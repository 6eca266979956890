/* What was said of a laboratory that it was not, taken back: what fails or is called off is told, and can be taken back once more. */

#include "pod-import-mapped.h"
#include "pod-imports-fixture.h"
#include "pod-mappings-dialog.h"

#define WRONG "Central"

typedef struct
{
  gboolean is_done;
  char *words;
} Told;

static void
taken_back (const char *words, gpointer data)
{
  Told *told = data;

  told->is_done = TRUE;
  g_free (told->words);
  told->words = g_strdup (words);
}

static gboolean
is_done (gpointer data)
{
  return ((const Told *) data)->is_done;
}

static void
start (PodImportMapped *mapped, PodTrial *trial, GCancellable *cancellable, Told *told)
{
  told->is_done = FALSE;
  pod_import_mapped_take_back (mapped, trial, "Elsewhere", cancellable, taken_back, told);
}

static PodImportMapped *
say (PodTrial *trial, const char *item)
{
  PodImportMapped *mapped = pod_import_mapped_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_map_item (trial, WRONG, item, "hgb", &error));
  g_assert_no_error (error);
  pod_import_mapped_add (mapped, WRONG, item, "hgb");
  return mapped;
}

/* Nobody is signed in for a while: it is said of what, and then it goes. */
static void
test_fails (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodImportMapped *mapped = say (trial, "A&B <span size=>");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Told told = { 0 };

  pod_trial_sign_out (trial);
  start (mapped, trial, cancellable, &told);
  g_assert_true (pod_test_run_until (is_done, &told, 20000));
  g_assert_nonnull (strstr (told.words, "“A&B <span size=>” of “" WRONG "” is not taken back"));
  pod_test_sign_in (trial, "pi");
  g_assert_cmpuint (pod_mappings_count (trial, WRONG), ==, 1);
  start (mapped, trial, cancellable, &told);
  g_assert_true (pod_test_run_until (is_done, &told, 20000));
  g_assert_cmpstr (told.words, ==,
                   "What you had said here of 1 item of “" WRONG "” is taken back.");
  g_assert_cmpuint (pod_mappings_count (trial, WRONG), ==, 0);
  g_free (told.words);
  pod_import_mapped_free (mapped);
  pod_trial_close (trial);
  g_object_unref (trial);
}

/* Where somebody was faster there is nothing to tell. */
static void
test_faster (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodImportMapped *mapped = say (trial, "K");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Told told = { 0 };

  g_assert_true (pod_trial_unmap_item (trial, WRONG, "K", "hgb", &error));
  start (mapped, trial, cancellable, &told);
  g_assert_true (pod_test_run_until (is_done, &told, 20000));
  g_assert_null (told.words);
  pod_import_mapped_free (mapped);
  pod_trial_close (trial);
  g_object_unref (trial);
}

static void
test_called_off (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodImportMapped *mapped = say (trial, "K");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Told told = { 0 };

  start (mapped, trial, cancellable, &told);
  pod_import_mapped_tell (mapped, window);
  g_assert_true (pod_test_wait_shows (window, "while what you had mapped was being taken back"));
  g_assert_true (pod_test_run_until (is_done, &told, 20000));
  g_clear_pointer (&told.words, g_free);
  g_clear_pointer (&mapped, pod_import_mapped_free);
  mapped = say (trial, "L");
  start (mapped, trial, cancellable, &told);
  g_cancellable_cancel (cancellable);
  g_assert_true (pod_test_run_until (is_done, &told, 20000));
  g_assert_null (told.words);
  pod_import_mapped_tell (mapped, window);
  g_assert_true (pod_test_wait_shows (window, "The item that you mapped stays mapped"));
  pod_import_mapped_free (mapped);
  pod_test_window_close (window);
}

static gboolean
has_left (gpointer dialog)
{
  return !gtk_widget_get_realized (dialog);
}

/* Somebody was faster, and the list is closed while that comes to light: it is told in what is left of the windows. */
static void
test_told_below (gconstpointer data)
{
  PodTrialWindow *window = imports_open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodImportMapped *mapped = say (trial, "K");
  gboolean with_parent = GPOINTER_TO_INT (data);
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) dialog = NULL;
  GtkWindow *told;

  gtk_window_set_transient_for (parent, GTK_WINDOW (window));
  gtk_window_present (parent);
  dialog = g_object_ref (GTK_WIDGET (pod_mappings_dialog_new (parent, trial, WRONG)));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  g_signal_handlers_block_matched (trial, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, dialog);
  g_assert_true (pod_trial_unmap_item (trial, WRONG, "K", "hgb", &error));
  gtk_widget_activate_action (dialog, "mappings.take-back", "i", 0);
  gtk_window_close (GTK_WINDOW (dialog));
  if (!with_parent)
    gtk_window_destroy (parent);
  g_assert_true (pod_test_run_until (has_left, dialog, 20000));
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  told = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (gtk_window_get_transient_for (told) ==
                 (with_parent ? parent : GTK_WINDOW (window)));
  g_assert_true (pod_test_shows (told, "Nothing was changed"));
  pod_test_answer ("_Close");
  if (with_parent)
    gtk_window_destroy (parent);
  g_clear_object (&dialog);
  pod_import_mapped_free (mapped);
  pod_test_window_close (window);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/import-mapped/fails", test_fails);
  g_test_add_func ("/ui/import-mapped/faster", test_faster);
  g_test_add_func ("/ui/import-mapped/called-off", test_called_off);
  g_test_add_data_func ("/ui/import-mapped/told-below", GINT_TO_POINTER (TRUE), test_told_below);
  g_test_add_data_func ("/ui/import-mapped/told-at-the-bottom", GINT_TO_POINTER (FALSE),
                        test_told_below);
  return g_test_run ();
}
