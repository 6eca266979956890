/* What takes a while is done without holding up the main loop, and as if it had been waited for. */

#include "pod-trial-apart.h"
#include "pod-trial-history.h"
#include "pod-trial-private.h"
#include "pod-trial-users.h"
#include "sign-fixture.h"

typedef struct
{
  gint64 user;
  const char *password;
  gint64 subject;
} Deeds;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gpointer *) user_data = g_object_ref (result);
}

static gboolean
do_apart (PodTrial *trial, PodDeed deed, Deeds *data, GError **error)
{
  gpointer result = NULL;
  gboolean is_done;

  pod_trial_do_apart_async (trial, deed, data, NULL, done_cb, &result);
  is_done = pod_trial_do_apart_finish (trial, fixture_wait (&result), error);
  g_object_unref (result);
  return is_done;
}

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);

      if (g_str_equal (user->name, name))
        return user->id;
    }
  g_assert_not_reached ();
}

static gboolean
end_account (PodTrial *trial, gpointer data, GError **error)
{
  return pod_trial_revoke_user (trial, ((Deeds *) data)->user, "left", error);
}

static gboolean
check (PodTrial *trial, gpointer data, GError **error)
{
  return pod_trial_check_password (trial, ((Deeds *) data)->password, error);
}

/* ---- the main loop turns ---- */

static gint has_turned;

static gboolean
turn_cb (gpointer data)
{
  g_atomic_int_set (&has_turned, TRUE);
  return G_SOURCE_REMOVE;
}

/* It is done when the main loop has turned, and so never where the main loop waits for it. */
static gboolean
wait_for_turn (PodTrial *trial, gpointer data, GError **error)
{
  for (int i = 0; i < 1000 && !g_atomic_int_get (&has_turned); i++)
    g_usleep (10 * 1000);
  return g_atomic_int_get (&has_turned) &&
         pod_trial_check_password (trial, ((Deeds *) data)->password, error);
}

static void
test_main_loop (void)
{
  PodTrial *trial = fixture_trial ();
  Deeds deeds = { .password = FIXTURE_PASSWORD };
  g_autoptr (GError) error = NULL;

  g_timeout_add (20, turn_cb, NULL);
  g_assert_true (do_apart (trial, wait_for_turn, &deeds, &error));
  g_assert_no_error (error);
  fixture_end (trial);
}

/* Another key to all names, in the session of who asked; names are read with it afterwards. */
static void
test_rotation (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodCasebook) casebook = NULL;
  Deeds deeds = { 0 };

  fixture_add_user (trial, "nora", POD_USER_NURSE);
  deeds.user = find_user (trial, "nora");
  g_assert_true (do_apart (trial, end_account, &deeds, &error));
  g_assert_no_error (error);
  g_assert_true (pod_trial_is_signed_in (trial));
  fixture_become (trial, FIXTURE_PI);
  casebook = sign_load (trial, subject);
  g_assert_nonnull (casebook);
  fixture_end (trial);
}

static void
test_password (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  Deeds deeds = { .password = FIXTURE_PASSWORD };

  g_assert_true (do_apart (trial, check, &deeds, &error));
  g_assert_no_error (error);
  deeds.password = "not the phrase";
  g_assert_false (do_apart (trial, check, &deeds, &error));
  g_assert_true (pod_trial_error_is_refusal (error));
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "LOGIN_FAIL"), ==, 1);
  g_assert_true (pod_trial_is_signed_in (trial));
  fixture_end (trial);
}

/* Who guesses is put out, and the trail says so once. */
static void
test_guessing (void)
{
  PodTrial *trial = fixture_trial ();
  Deeds deeds = { .password = "not the phrase" };

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (pod_trial_is_signed_in (trial));
      g_assert_false (do_apart (trial, check, &deeds, &error));
    }
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "LOCKOUT"), ==, 1);
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "LOCK"), ==, 1);
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "LOGOUT"), ==, 0);
  fixture_end (trial);
}

/* ---- the session is over meanwhile ---- */

static gboolean
check_and_sign (PodTrial *trial, gpointer data, GError **error)
{
  const Deeds *deeds = data;

  return pod_trial_redact_field (trial, 1, NULL, deeds->password, "why", error);
}

static void
test_locked (void)
{
  PodTrial *trial = fixture_trial ();
  Deeds deeds = { .password = FIXTURE_PASSWORD };
  gpointer result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_do_apart_async (trial, check_and_sign, &deeds, NULL, done_cb, &result);
  pod_trial_lock (trial, "asked");
  g_assert_false (pod_trial_do_apart_finish (trial, fixture_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (result);
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "REDACT"), ==, 0);
  fixture_end (trial);
}

static void
test_closed (void)
{
  PodTrial *trial = fixture_trial ();
  Deeds deeds = { .password = "not the phrase" };

  for (int i = 0; i < 3; i++)
    {
      gpointer result = NULL;
      g_autoptr (GError) error = NULL;

      pod_trial_do_apart_async (trial, check, &deeds, NULL, done_cb, &result);
      g_usleep (i * 1000);
      pod_trial_close (trial);
      g_assert_false (pod_trial_do_apart_finish (trial, fixture_wait (&result), &error));
      g_assert_nonnull (error);
      g_object_unref (result);
    }
  fixture_end (trial);
}

/* ---- what it changed is shown ---- */

static gboolean
add_event (PodTrial *trial, gpointer data, GError **error)
{
  sign_add_adverse_event (trial, ((Deeds *) data)->subject);
  return TRUE;
}

static void
changed_cb (PodTrial *trial, gint64 subject, gpointer user_data)
{
  *(gint64 *) user_data = subject;
}

static void
test_taken_over (void)
{
  PodTrial *trial = fixture_trial ();
  Deeds deeds = { .subject = fixture_register (trial, "0000001") };
  gint64 changed = 0;
  guint n;
  g_autoptr (PodCasebook) casebook = NULL;

  fixture_register (trial, "0000002");
  g_signal_connect (trial, "changed", G_CALLBACK (changed_cb), &changed);
  g_assert_true (do_apart (trial, add_event, &deeds, NULL));
  g_assert_cmpint (changed, ==, deeds.subject);
  casebook = sign_load (trial, deeds.subject);
  pod_casebook_get_adverse_events (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  fixture_end (trial);
}

/* ---- words ---- */

/* SQLite's own words say nothing to a nurse. */
static void
test_words (void)
{
  static const PodStoreError codes[] = { POD_STORE_ERROR_FULL, POD_STORE_ERROR_READONLY,
                                         POD_STORE_ERROR_IO, POD_STORE_ERROR_CONSTRAINT };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (POD_STORE_ERROR, codes[i], "SQL logic error");
      g_autofree char *words = pod_trial_error_to_words (error);

      g_assert_null (strstr (words, "SQL"));
      g_assert_nonnull (strstr (words, "Nothing was saved"));
      g_assert_false (pod_trial_error_is_refusal (error));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/apart/main-loop", test_main_loop);
  g_test_add_func ("/service/apart/rotation", test_rotation);
  g_test_add_func ("/service/apart/password", test_password);
  g_test_add_func ("/service/apart/guessing", test_guessing);
  g_test_add_func ("/service/apart/locked", test_locked);
  g_test_add_func ("/service/apart/closed", test_closed);
  g_test_add_func ("/service/apart/taken-over", test_taken_over);
  g_test_add_func ("/service/apart/words", test_words);
  return g_test_run ();
}
