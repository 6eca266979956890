/* Accounts against those who guess, and against those who may no more: each by two windows at one file. */

#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-trial-users.h"
#include "pod-user-table.h"
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

/* Mistyped at signing it counts, and the trail says what it was asked for. */
static void
test_password_at_signing (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  const char *path = pod_trial_get_path (trial);

  for (int i = 0; i < 5; i++)
    g_assert_false (pod_trial_sign (trial, subject, "adverse_event", event, "approval", WRONG,
                                    sign_get_audit (trial, subject), NULL));
  g_assert_cmpstr (fixture_audit_detail (path, "LOGIN_FAIL"), ==, "signature");
  g_assert_cmpuint (fixture_count_audit (path, "LOCKOUT"), ==, 1);
  g_assert_false (pod_trial_is_signed_in (trial));
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

/* ---- sessions that outlive what their account was ---- */

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return ((PodUser *) g_ptr_array_index (users, i))->id;
  g_assert_not_reached ();
}

static gboolean
is_signed_out (gpointer trial)
{
  pod_trial_refresh (trial);
  return !pod_trial_is_signed_in (trial);
}

typedef enum
{
  ENDED,
  OTHER_ROLE,
  RESET,
} Fate;
static const char *const causes[] = { "ended", "role", "reset" };

static void
meet (PodTrial *trial, const char *user, Fate fate)
{
  g_autoptr (GError) error = NULL;
  gint64 id = find_user (trial, user);

  if (fate == ENDED)
    pod_trial_revoke_user (trial, id, "left", &error);
  else if (fate == OTHER_ROLE)
    pod_trial_set_role (trial, id, POD_USER_NURSE, "moved", &error);
  else
    pod_trial_reset_password (trial, id, "an invented first one", "forgot it", &error);
  g_assert_no_error (error);
}

/* What was true when somebody signed in is not what they may now: writing asks the database, and a look at it puts them out. */
static void
test_session (gconstpointer data)
{
  Fate fate = GPOINTER_TO_INT (data);
  PodTrial *trial = fixture_trial (), *other;
  gint64 subject = fixture_register (trial, "0000001");
  const char *path = pod_trial_get_path (trial);
  PodRegistration registration = fixture_registration ("0000002");
  g_autoptr (GError) error = NULL;
  const PodFinding *finding;

  fixture_add_result (trial, subject, "hgb", 100);
  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  other = fixture_open (path, "anna");
  finding = fixture_find (other, subject, "hgb");
  meet (trial, "anna", fate);
  g_assert_false (fixture_correct (other, finding, 90, "misread", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ENDED);
  g_clear_error (&error);
  g_assert_cmpint (pod_trial_register (other, &registration, &error), ==, 0);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ENDED);
  g_clear_error (&error);
  g_assert_null (pod_trial_reveal_name (other, subject, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ENDED);
  g_assert_true (pod_test_run_until (is_signed_out, other, 20000));
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (other)), ==, 0);
  fixture_end (other);
  g_assert_cmpstr (fixture_audit_detail (path, "LOCK"), ==, causes[fate]);
  fixture_end (trial);
}

/* An administrator's window looks at the file, too, but loads nothing of it; others' accounts put nobody out. */
static void
test_session_of_others (void)
{
  PodTrial *trial = fixture_trial (), *other;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  fixture_add_user (trial, "adam", POD_USER_ADMINISTRATOR);
  other = fixture_open (pod_trial_get_path (trial), "adam");
  meet (trial, "anna", ENDED);
  fixture_register (trial, "0000001");
  g_assert_false (pod_test_run_until (is_signed_out, other, 500));
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (other)), ==, 0);
  fixture_end (other);
  fixture_end (trial);
}

static void
count_cb (PodTrial *trial, gint64 subject, guint *n)
{
  *n += subject == 0;
}

typedef struct
{
  PodTrial *trial;
  gboolean may;
} Signer;

static gboolean
may_sign (gpointer data)
{
  const Signer *signer = data;

  pod_trial_refresh (signer->trial);
  return pod_trial_may (signer->trial, POD_VERB_SIGN) == signer->may;
}

/* What is lent or taken back is so in an open window, which is told. */
static void
test_delegation (void)
{
  PodTrial *trial = fixture_trial (), *other;
  g_autoptr (GError) error = NULL;
  guint told = 0;

  fixture_add_user (trial, "ivan", POD_USER_INVESTIGATOR);
  other = fixture_open (pod_trial_get_path (trial), "ivan");
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &told);
  g_assert_false (pod_trial_may (other, POD_VERB_SIGN));
  pod_trial_delegate (trial, find_user (trial, "ivan"), "sign", pod_date_new (2026, 3, 1),
                      POD_DATE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (pod_test_run_until (may_sign, &(Signer){ other, TRUE }, 20000));
  g_assert_cmpuint (told, ==, 1);
  pod_trial_end_delegation (trial, 1, "back", &error);
  g_assert_no_error (error);
  g_assert_true (pod_test_run_until (may_sign, &(Signer){ other, FALSE }, 20000));
  g_assert_cmpuint (told, ==, 2);
  fixture_end (other);
  fixture_end (trial);
}

/* ---- keys ---- */

#define FIRST "an invented first one"
#define OWN "a sentence of their own"

static void
add_with_first (PodTrial *trial, const char *user, PodUserRole role)
{
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (trial, &(PodNewUser){ .user = user, .password = FIRST, .role = role },
                        &error);
  g_assert_no_error (error);
}

static const char *
ask_key (PodTrial *trial, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = pod_connection_open (pod_trial_get_path (trial), &error);
  g_autoptr (PodStatement) statement = NULL;
  char *key = NULL;

  pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error);
  statement = pod_statement_new (connection,
                                 "SELECT hex (signing_key) || ' ' || hex (box_key) || ' ' || "
                                 "(SELECT count (*) FROM key_slot WHERE user = user.id AND wrapped "
                                 "NOTNULL) FROM user WHERE name = :name",
                                 &error);
  g_assert_no_error (error);
  pod_statement_bind_text (statement, "name", user);
  if (pod_statement_step (statement, &error))
    key = g_strdup (pod_statement_get_text (statement, 0));
  g_clear_pointer (&statement, pod_statement_free);
  pod_connection_commit (connection, &error);
  g_assert_no_error (error);
  g_test_queue_free (key);
  return key;
}

static PodUserState
get_state (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return ((PodUser *) g_ptr_array_index (users, i))->state;
  g_assert_not_reached ();
}

static gboolean
has_key (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return ((PodUser *) g_ptr_array_index (users, i))->has_key;
  g_assert_not_reached ();
}

static void
choose_own (PodTrial *trial, const char *user, gboolean waits)
{
  g_autoptr (GError) error = NULL;

  pod_trial_sign_in (trial, user, FIRST, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pod_trial_change_password (trial, FIRST, OWN, &error), ==, !waits);
  if (waits)
    g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING);
  else
    g_assert_no_error (error);
}

/* Whoever chose the first password had keys under it: the person's own are others, and confirmed after that. */
static void
test_first_keys (void)
{
  PodTrial *trial = fixture_trial ();
  const char *before, *after;
  g_autoptr (GError) error = NULL;

  add_with_first (trial, "anna", POD_USER_COORDINATOR);
  before = ask_key (trial, "anna");
  g_assert_cmpint (get_state (trial, "anna"), ==, POD_USER_NEW);
  g_assert_false (has_key (trial, "anna"));
  choose_own (trial, "anna", TRUE);
  after = ask_key (trial, "anna");
  g_assert_cmpstr (before, !=, after);
  fixture_become (trial, FIXTURE_PI);
  g_assert_cmpint (get_state (trial, "anna"), ==, POD_USER_WAITING);
  g_assert_true (pod_trial_confirm_user (trial, find_user (trial, "anna"), FIXTURE_PASSWORD,
                                         &error));
  g_assert_true (pod_trial_sign_in (trial, "anna", OWN, &error));
  g_assert_no_error (error);
  /* A password of one's own that is changed for another keeps them. */
  g_assert_true (pod_trial_change_password (trial, OWN, OWN " again", &error));
  g_assert_cmpstr (ask_key (trial, "anna"), ==, after);
  fixture_end (trial);
}

/* Who sees no names any more keeps no keys. */
static void
test_demoted_keys (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  pod_trial_set_role (trial, find_user (trial, "anna"), POD_USER_MONITOR, "moved", &error);
  g_assert_no_error (error);
  pod_trial_sign_in (trial, "anna", FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (pod_trial_must_change_password (trial));
  g_assert_true (pod_trial_change_password (trial, FIXTURE_PASSWORD, OWN, &error));
  g_assert_cmpstr (ask_key (trial, "anna"), ==, "  0");
  g_assert_true (pod_trial_sign_in (trial, "anna", OWN, &error));
  g_assert_no_error (error);
  fixture_end (trial);
}

/* Who sees no data makes nobody who sees it. */
static void
test_administrator (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 monitor, nurse;
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "adam", POD_USER_ADMINISTRATOR);
  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_add_user (trial, "nora", POD_USER_NURSE);
  monitor = find_user (trial, "mona");
  nurse = find_user (trial, "nora");
  fixture_become (trial, "adam");
  g_assert_false (pod_trial_add_person (trial,
                                        &(PodNewUser){ .user = "mona2",
                                                       .password = FIRST,
                                                       .role = POD_USER_MONITOR },
                                        &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_reset_password (trial, monitor, FIRST, "forgot it", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_set_role (trial, nurse, POD_USER_MONITOR, "moved", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_reset_password (trial, nurse, FIRST, "forgot it", &error));
  choose_own (trial, "nora", TRUE);
  fixture_become (trial, FIXTURE_PI);
  add_with_first (trial, "mona2", POD_USER_MONITOR);
  choose_own (trial, "mona2", FALSE);
  g_assert_true (pod_trial_may (trial, POD_VERB_READ));
  fixture_end (trial);
}

typedef gboolean (*Act) (PodTrial *trial, gint64 user, GError **error);

static gboolean
reset (PodTrial *trial, gint64 user, GError **error)
{
  return pod_trial_reset_password (trial, user, FIRST, "forgot it", error);
}

static gboolean
demote (PodTrial *trial, gint64 user, GError **error)
{
  return pod_trial_set_role (trial, user, POD_USER_NURSE, "moved", error);
}

static gboolean
end (PodTrial *trial, gint64 user, GError **error)
{
  return pod_trial_revoke_user (trial, user, "left", error);
}

/* A second PI, whom nobody confirmed, holds no key: the first is the last who does, until there is a recovery key. */
static void
test_last_holder (void)
{
  static const Act acts[] = { reset, demote, end };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 first;
      g_autoptr (GError) error = NULL;
      g_autofree char *key = NULL;

      fixture_add_user (trial, "adam", POD_USER_ADMINISTRATOR);
      add_with_first (trial, "petra", POD_USER_PI);
      choose_own (trial, "petra", TRUE);
      fixture_become (trial, "adam");
      first = find_user (trial, FIXTURE_PI);
      g_assert_false (acts[i](trial, first, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
      g_assert_cmpint (get_state (trial, FIXTURE_PI), ==, POD_USER_ACTIVE);
      fixture_become (trial, FIXTURE_PI);
      key = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
      fixture_become (trial, "adam");
      g_assert_true (acts[i](trial, first, &error));
      g_assert_no_error (error);
      g_assert_true (pod_trial_recover (trial, key, "petra", OWN, &error));
      fixture_end (trial);
    }
}

/* ---- one's own password ---- */

static gpointer
commit_soon (gpointer connection)
{
  g_usleep (400000);
  g_assert_true (pod_connection_commit (connection, NULL));
  return NULL;
}

/* The account is reset while its owner's new password waits to be written: the reset stays. */
static void
test_reset_meanwhile (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 anna;
  g_autoptr (PodConnection) other = NULL;
  g_autoptr (PodCredential) credential = NULL;
  g_autoptr (PodStamp) stamp = pod_stamp_new (FIXTURE_PI, "pi", "other", "forgot", fixture_now);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  anna = find_user (trial, "anna");
  fixture_become (trial, "anna");
  other = pod_connection_open (pod_trial_get_path (trial), &error);
  credential = pod_credential_new ("anna", FIRST, TRUE, NULL, &error);
  g_assert_no_error (error);
  pod_connection_begin (other, POD_ACCESS_WRITE, NULL, &error);
  g_assert_true (pod_connection_set_stamp (other, stamp, &error));
  g_assert_true (pod_credential_put (other, credential, anna, &error));
  g_assert_true (pod_user_table_set_must_change (other, anna, TRUE, &error));
  thread = g_thread_new ("commit", commit_soon, other);
  g_assert_false (pod_trial_change_password (trial, FIXTURE_PASSWORD, OWN, &error));
  g_thread_join (thread);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_true (pod_trial_sign_in (trial, "anna", FIRST, &error));
  g_assert_true (pod_trial_must_change_password (trial));
  fixture_end (trial);
}

/* Whoever has not the recovery key is not known to be the PI. */
static void
test_recovery_fail (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_recover (trial, "ABCD", FIXTURE_PI, OWN, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_assert_cmpstr (fixture_audit_role (path, "RECOVERY_FAIL"), ==, "none");
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/lock-out/two-at-once", test_two_at_once);
  g_test_add_func ("/account/lock-out/right-too-late", test_right_too_late);
  g_test_add_func ("/account/lock-out/password-again", test_password_again);
  g_test_add_func ("/account/lock-out/password-at-signing", test_password_at_signing);
  g_test_add_func ("/account/lock-out/waiting", test_waiting);
  g_test_add_func ("/account/lock-out/guessing", test_guessing);
  g_test_add_data_func ("/account/session/ended", GINT_TO_POINTER (ENDED), test_session);
  g_test_add_data_func ("/account/session/role", GINT_TO_POINTER (OTHER_ROLE), test_session);
  g_test_add_data_func ("/account/session/reset", GINT_TO_POINTER (RESET), test_session);
  g_test_add_func ("/account/session/of-others", test_session_of_others);
  g_test_add_func ("/account/session/delegation", test_delegation);
  g_test_add_func ("/account/keys/first", test_first_keys);
  g_test_add_func ("/account/keys/demoted", test_demoted_keys);
  g_test_add_func ("/account/keys/administrator", test_administrator);
  g_test_add_func ("/account/keys/last-holder", test_last_holder);
  g_test_add_func ("/account/own/reset-meanwhile", test_reset_meanwhile);
  g_test_add_func ("/account/own/recovery-fail", test_recovery_fail);
  return g_test_run ();
}
