#include "pod-imports-fixture.h"

#include "pod-trial-arrival.h"

PodTrialWindow *
imports_open_window (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  return pod_test_window_open (trial);
}

PodImportDialog *
imports_open_dialog (PodTrialWindow *window, const char *path)
{
  PodImportDialog *dialog = pod_import_dialog_new (window, path);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static gboolean
is_ready (gpointer stack)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (stack), "busy");
}

const char *
imports_wait_for_any_page (PodImportDialog *dialog)
{
  GtkStack *stack = pod_test_child (dialog, "stack");

  g_assert_true (pod_test_run_until (is_ready, stack, 30000));
  pod_test_settle ();
  return gtk_stack_get_visible_child_name (stack);
}

gpointer
imports_line_child (PodImportDialog *dialog, const char *name)
{
  return pod_test_child (pod_test_child (dialog, "lines"), name);
}

void
imports_map (PodImportDialog *dialog)
{
  gtk_widget_activate_action (pod_test_child (dialog, "lines"), "import.map", NULL);
}

void
imports_press_read (PodImportDialog *dialog)
{
  GtkWidget *button = pod_test_child (dialog, "import_button");

  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Read the File");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* With the first laboratory that is known, where it is asked. */
const char *
imports_wait_for_page (PodImportDialog *dialog)
{
  const char *page = imports_wait_for_any_page (dialog);
  gpointer source = pod_test_child (dialog, "source");
  AdwComboRow *laboratory = pod_test_child (source, "laboratory");

  if (!g_str_equal (page, "source"))
    return page;
  if (adw_combo_row_get_selected (laboratory) == 0)
    adw_combo_row_set_selected (laboratory, 1);
  imports_press_read (dialog);
  return imports_wait_for_any_page (dialog);
}

void
imports_assert_counts (PodImportDialog *dialog, const char *const *counts)
{
  static const char *const labels[] = { "accepted", "duplicate", "conflict", "unmapped",
                                        "refused" };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpstr (gtk_label_get_text (imports_line_child (dialog, labels[i])), ==, counts[i]);
}

void
imports_go_back (PodImportDialog *dialog)
{
  g_assert_true (gtk_widget_get_visible (pod_test_child (dialog, "back_button")));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.back", NULL);
  pod_test_settle ();
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "back_button")));
}

void
imports_assert_arrivals (PodTrialWindow *window, guint expected, guint undone)
{
  g_autoptr (GPtrArray)
      arrivals = pod_trial_list_arrivals (pod_trial_window_get_trial (window), NULL);

  g_assert_cmpuint (arrivals->len, ==, expected);
  for (guint i = 0; i < arrivals->len; i++)
    {
      const PodTrialArrival *arrival = g_ptr_array_index (arrivals, i);

      undone -= arrival->is_undone;
      g_assert_true (!arrival->is_undone || arrival->n_waiting + arrival->n_clear == 0);
    }
  g_assert_cmpuint (undone, ==, 0);
}
