/* The walk of the pictures, where it records something. */

#include <string.h>

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

/* The bytes of the picture whose name ends so. */
static const char *
read_picture (const char *directory, const char *ending, gsize *length)
{
  g_autoptr (GDir) files = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ending))
      return pod_test_read (pod_test_path (directory, name), length);
  g_assert_not_reached ();
}

/* Each picture is of what its name says: two of the same list would be of one moment. */
static void
test_moments (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, "Invented Anna", "R-0001", "mn");
  const char *all, *one;
  gsize n_all, n_one;
  PodScreenshotOptions options = { .width = 1024, .height = 768 };
  PodWalk walk = { NULL, &options, 0, NULL, FALSE };

  options.directory = g_build_filename (pod_test_dir (), "walk", NULL);
  g_assert_cmpint (g_mkdir_with_parents (options.directory, 0700), ==, 0);
  put_hemoglobin (trial, subject, pod_date_new (2026, 11, 20));
  put_hemoglobin (trial, subject, pod_date_new (2026, 11, 21));
  walk.window = pod_test_window_open (trial);
  pod_walk_subjects (&walk, trial);
  all = read_picture (options.directory, "-significance.png", &n_all);
  one = read_picture (options.directory, "-significance-subject.png", &n_one);
  g_assert_false (n_all == n_one && memcmp (all, one, n_all) == 0);
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
