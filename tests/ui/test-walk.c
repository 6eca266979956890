/* The walk of the pictures, where it records something. */

#include "pod-significance-dialog.h"
#include "pod-test-put.h"
#include "pod-test-window.h"
#include "pod-walk.h"

/* What it records is invented, and a trial's trail forgets nothing. */
static void
check_refused (void (*walk_it) (PodWalk *walk, PodTrial *trial))
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodScreenshotOptions options = { 0 };
  PodWalk walk = { NULL, &options, 0, NULL, FALSE };
  GListModel *subjects = pod_trial_get_subjects (trial);

  pod_test_register (trial, "Invented Anna", "R-0001", "mn");
  walk.window = pod_test_window_open (trial);
  g_assert_false (pod_trial_is_demo (trial));
  walk_it (&walk, trial);
  g_assert_true (walk.failed);
  g_assert_cmpuint (walk.number, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (subjects), ==, 1);
  pod_test_window_close (walk.window);
}

static void
test_amounts (void)
{
  check_refused (pod_walk_amounts);
}

static void
test_prints (void)
{
  check_refused (pod_walk_prints);
}

static void
put_hemoglobin (PodTrial *trial, gint64 subject, PodDate day)
{
  PodFinding finding = pod_test_result ("hgb", day, 60, "g/L");

  finding.lower = 115;
  finding.upper = 150;
  pod_test_put (trial, subject, finding);
}

/* What each window of results to judge showed when it had been taken, of one after another. */
static gboolean
note_day (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer days)
{
  gpointer window = g_value_get_object (values);
  GtkDropDown *choice;

  if (!POD_IS_SIGNIFICANCE_DIALOG (window))
    return TRUE;
  choice = pod_test_child (window, "days");
  g_ptr_array_add (
      days, g_strdup (gtk_string_object_get_string (gtk_drop_down_get_selected_item (choice))));
  return TRUE;
}

static void
walk_in (PodWalk *walk, PodTrial *trial, GPtrArray *days)
{
  guint signal = g_signal_lookup ("close-request", GTK_TYPE_WINDOW);
  gulong hook = g_signal_add_emission_hook (signal, 0, note_day, days, NULL);

  pod_walk_subjects (walk, trial);
  g_signal_remove_emission_hook (signal, hook);
}

/* Each picture is of what its name says: of all that waits, and of the latest report. */
static void
test_moments (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Anna", "R-0001", "mn");
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  PodScreenshotOptions options = { .width = 1024, .height = 768 };
  PodWalk walk = { NULL, &options, 0, NULL, FALSE };

  options.directory = g_build_filename (pod_test_dir (), "walk", NULL);
  g_assert_cmpint (g_mkdir_with_parents (options.directory, 0700), ==, 0);
  put_hemoglobin (trial, subject, pod_date_new (2026, 11, 20));
  put_hemoglobin (trial, subject, pod_date_new (2026, 11, 21));
  walk.window = pod_test_window_open (trial);
  walk_in (&walk, trial, days);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpstr (days->pdata[0], ==, "All that wait: 2");
  g_assert_true (g_str_has_prefix (days->pdata[1], "21 Nov 2026"));
  g_free (options.directory);
  pod_test_window_close (walk.window);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/walk/amounts", test_amounts);
  g_test_add_func ("/ui/walk/prints", test_prints);
  g_test_add_func ("/ui/walk/moments", test_moments);
  return g_test_run ();
}
