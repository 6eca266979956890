/* The walk of the pictures, where it records something. */

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

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/walk/amounts", test_amounts);
  g_test_add_func ("/ui/walk/prints", test_prints);
  return g_test_run ();
}
