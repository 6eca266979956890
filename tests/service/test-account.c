/* Accounts against those who guess, and against those who may no more: each by two windows at one file. */

#include "pod-trial-users.h"
#include "sign-fixture.h"

#define WRONG "not the password"

static void
wait_minutes (int minutes)
{
  fixture_now.utc_us += (gint64) minutes * 60 * G_USEC_PER_SEC;
}

static PodTrial *
open_signed_out (const char *path)
{
  PodClock clock = pod_clock_fixed (&fixture_now);
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (path, &clock, NULL, &error);

  g_assert_no_error (error);
  return trial;
}

static void
fail (PodTrial *trial, const char *user, int times)
{
  for (int i = 0; i < times; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_sign_in (trial, user, WRONG, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
    }
}

/* Even the right password opens nothing. */
static void
expect_locked (PodTrial *trial, const char *user)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_sign_in (trial, user, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT);
}

/* ---- the lock-out ---- */

/* Two programs at the fifth attempt: the one that comes second finds the account locked. */
static void
test_two_at_once (void)
{
  PodTrial *trial = fixture_trial (), *other;
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  other = open_signed_out (path);
  fail (trial, FIXTURE_PI, 4);
  pod_trial_sign_in_async (trial, FIXTURE_PI, WRONG, NULL, pod_test_take_result_cb, &first);
  pod_trial_sign_in_async (other, FIXTURE_PI, WRONG, NULL, pod_test_take_result_cb, &second);
  fixture_wait ((gpointer *) &first);
  fixture_wait ((gpointer *) &second);
  g_assert_false (pod_trial_sign_in_finish (trial, first, NULL));
  g_assert_false (pod_trial_sign_in_finish (other, second, &error));
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN_FAIL"), ==, 5);
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN_REFUSED"), ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "LOCKOUT"), ==, 1);
  expect_locked (trial, FIXTURE_PI);
  g_clear_object (&first);
  g_clear_object (&second);
  fixture_end (other);
  fixture_end (trial);
}

/* The password was found to be right while another's failure locked the account. */
static void
test_right_too_late (void)
{
  PodTrial *trial = fixture_trial (), *other;
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  other = open_signed_out (path);
  fail (other, FIXTURE_PI, 4);
  pod_trial_sign_in_async (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, pod_test_take_result_cb,
                           &result);
  fail (other, FIXTURE_PI, 1);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_sign_in_finish (trial, result, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT);
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN"), ==, 0);
  g_clear_object (&result);
  fixture_end (other);
  fixture_end (trial);
}

/* The password again, in a window that was open before: it neither ends the lock-out nor gets round it. */
static void
test_password_again (void)
{
  PodTrial *trial = fixture_trial (), *other;
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  other = open_signed_out (path);
  fail (other, FIXTURE_PI, 5);
  g_assert_false (pod_trial_check_password (trial, WRONG, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_check_password (trial, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT);
  g_clear_error (&error);
  pod_trial_sign_async (trial, subject, "adverse_event", event, "approval", FIXTURE_PASSWORD,
                        sign_get_audit (trial, subject), NULL, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_sign_finish (trial, result, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT);
  g_clear_object (&result);
  expect_locked (other, FIXTURE_PI);
  /* Whoever was in before stays in: somebody else's guesses put nobody out. */
  g_assert_true (pod_trial_is_signed_in (trial));
  wait_minutes (15);
  g_assert_true (pod_trial_check_password (trial, FIXTURE_PASSWORD, NULL));
  fixture_become (other, FIXTURE_PI);
  fixture_end (other);
  fixture_end (trial);
}

/* Waited out, there are five more; then it takes twice as long. */
static void
test_waiting (void)
{
  PodTrial *trial = fixture_trial ();

  fail (trial, FIXTURE_PI, 5);
  wait_minutes (14);
  expect_locked (trial, FIXTURE_PI);
  wait_minutes (1);
  fail (trial, FIXTURE_PI, 5);
  wait_minutes (29);
  expect_locked (trial, FIXTURE_PI);
  wait_minutes (1);
  fail (trial, FIXTURE_PI, 1);
  fixture_become (trial, FIXTURE_PI);
  fixture_end (trial);
}

/* Guessing in an open window puts out, and the lock-out holds at the sign-in. */
static void
test_guessing (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);

  for (int i = 0; i < 5; i++)
    {
      g_assert_true (pod_trial_is_signed_in (trial));
      g_assert_false (pod_trial_check_password (trial, WRONG, NULL));
    }
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (fixture_count_audit (path, "LOCKOUT"), ==, 1);
  expect_locked (trial, FIXTURE_PI);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/lock-out/two-at-once", test_two_at_once);
  g_test_add_func ("/account/lock-out/right-too-late", test_right_too_late);
  g_test_add_func ("/account/lock-out/password-again", test_password_again);
  g_test_add_func ("/account/lock-out/waiting", test_waiting);
  g_test_add_func ("/account/lock-out/guessing", test_guessing);
  return g_test_run ();
}
