/* What the wizard names as the next thing: of what is open the first that the role may answer. */
#include "pod-result-row.h"
#include "pod-screening-wizard.h"
#include "pod-test-window.h"

#include <string.h>

/* A coordinator is told first of what they may enter, and whose the rest is; the button leads to the very field. */
static void
test_coordinator (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodScreeningWizard *wizard;
  const char *words;

  pod_test_sign_in (trial, "coordinator");
  wizard = pod_screening_wizard_new (window, subject);
  gtk_window_present (GTK_WINDOW (wizard));
  pod_test_settle ();
  words = gtk_label_get_text (pod_test_child (wizard, "missing"));
  g_test_message ("%s", words);
  g_assert_true (g_str_has_prefix (words, "Next: "));
  g_assert_false (g_str_has_prefix (words, "Next: for a physician"));
  g_assert_nonnull (strstr (words, "for a physician: "));
  g_assert_true (gtk_widget_get_focusable (pod_test_child (wizard, "missing_button")));
  gtk_widget_activate_action (GTK_WIDGET (wizard), "wizard.missing", NULL);
  pod_test_settle ();
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (wizard)),
                                             POD_TYPE_RESULT_ROW));
  gtk_window_destroy (GTK_WINDOW (wizard));
  pod_test_window_close (window);
}

/* Who may answer everything is told of nobody else. */
static void
test_physician (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "mn");
  PodScreeningWizard *wizard = pod_screening_wizard_new (window, subject);
  const char *words;

  gtk_window_present (GTK_WINDOW (wizard));
  pod_test_settle ();
  words = gtk_label_get_text (pod_test_child (wizard, "missing"));
  g_test_message ("%s", words);
  g_assert_true (g_str_has_prefix (words, "Next: "));
  g_assert_null (strstr (words, "physician"));
  gtk_window_destroy (GTK_WINDOW (wizard));
  pod_test_window_close (window);
}

/* The head of somebody in screening has a button more than others', and fits all the same. */
static void
test_fits (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);
  gint64 subject = pod_test_register (trial, "Invented Person", "X-900001", "igan");
  int width;

  pod_trial_window_show_subject (window, subject);
  pod_test_settle ();
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  g_assert_cmpint (width, <=, 1024);
  pod_test_window_close (window);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/next/coordinator", test_coordinator);
  g_test_add_func ("/ui/next/physician", test_physician);
  g_test_add_func ("/ui/next/fits", test_fits);
  return g_test_run ();
}
