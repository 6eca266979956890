/* The clear copy of before a schema step, beside the database. */

#include "pod-old-copy.h"

#include <unistd.h>

#include "pod-test-forge.h"
#include "pod-trial-backup.h"
#include "service-fixture.h"

/* As a step leaves it: the file as it was then. */
static const char *
lay_beside (const char *path)
{
  g_autofree char *copy = pod_old_copy_make_path (path, 1);
  gsize length;
  const char *bytes = pod_test_read (path, &length);

  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  return g_intern_string (copy);
}

/* Told by Verify until an encrypted copy was made that verifies, and then gone. */
static void
test_old_copy (void)
{
  PodTrial *trial = fixture_trial ();
  const char *old = lay_beside (pod_trial_get_path (trial));
  const char *copy = pod_test_path (pod_test_dir (), "copy.podbackup");
  g_autoptr (PodTrialVerification) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  before = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (before->ok);
  g_assert_cmpstr (before->old_copy, ==, old);
  pod_trial_backup (trial, copy, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  after = pod_trial_verify (trial, NULL, &error);
  g_assert_null (after->old_copy);
  fixture_end (trial);
}

/* A copy with faults is no reason to part with what was before; nor is another's file ours to remove. */
static void
test_old_copy_stays (void)
{
  PodTrial *trial = fixture_trial (), *other = fixture_trial ();
  const char *path = pod_trial_get_path (trial), *old = lay_beside (path);
  g_autofree char *foreign = pod_old_copy_make_path (pod_trial_get_path (other), 1);
  const char *dir = pod_test_dir ();
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  g_assert_cmpint (link (old, foreign), ==, 0);
  g_assert_true (pod_trial_backup (other, pod_test_path (dir, "other.podbackup"), NULL));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  pod_test_forge (path, "UPDATE subject SET screening_number = 'S-009'");
  g_assert_false (pod_trial_backup (trial, pod_test_path (dir, "faulty.podbackup"), &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  fixture_end (other);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/old-copy", test_old_copy);
  g_test_add_func ("/backup/old-copy-stays", test_old_copy_stays);
  return g_test_run ();
}
