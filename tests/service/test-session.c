/* Making a trial, opening one, and who is let in. */

#include <glib/gstdio.h>

#include "pod-trial-users.h"
#include "service-fixture.h"

static void
test_create (void)
{
  g_autoptr (GError) error = NULL;
  const char *path;
  PodTrial *trial;

  fixture_data ();
  path = fixture_path ();
  trial = fixture_create (path, "small");
  g_assert_true (pod_trial_is_signed_in (trial));
  g_assert_cmpint (pod_trial_get_role (trial), ==, POD_USER_PI);
  g_assert_cmpstr (pod_study_get_id (pod_trial_get_study (trial)), ==, "small");
  g_assert_false (pod_trial_is_demo (trial));
  g_assert_false (pod_trial_has_proposed_amendment (trial));
  g_assert_true (pod_date_equal (pod_trial_get_today (trial), pod_date_new (2026, 3, 14)));
  g_assert_null (pod_trial_create (&(PodTrialCreation){ path, "small", FIXTURE_PI, FIXTURE_PASSWORD,
                                                        FALSE, NULL },
                                   NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  fixture_end (trial);
}

/* What cannot become a trial leaves no file behind. */
static void
test_create_refused (void)
{
  static const struct
  {
    const char *study;
    const char *user;
    const char *password;
    PodServiceError code;
  } cases[] = {
    { "small", "", FIXTURE_PASSWORD, POD_SERVICE_ERROR_INPUT },
    { "small", NULL, FIXTURE_PASSWORD, POD_SERVICE_ERROR_INPUT },
    { "small", FIXTURE_PI, "eleven char", POD_SERVICE_ERROR_INPUT },
    { "small", FIXTURE_PI, NULL, POD_SERVICE_ERROR_INPUT },
    { "none", FIXTURE_PI, FIXTURE_PASSWORD, POD_SERVICE_ERROR_STUDY },
  };
  const char *path;

  fixture_data ();
  path = fixture_path ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = pod_problems_new ();
      g_autoptr (GError) error = NULL;

      g_assert_null (pod_trial_create (&(PodTrialCreation){ path, cases[i].study, cases[i].user,
                                                            cases[i].password, FALSE, NULL },
                                       problems, &error));
      g_assert_error (error, POD_SERVICE_ERROR, (int) cases[i].code);
      g_assert_cmpint (problems->len > 0, ==, cases[i].code == POD_SERVICE_ERROR_STUDY);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_sign_in (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 1);
  pod_trial_sign_out (trial);
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_null (pod_trial_get_user (trial));
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  g_assert_cmpint (pod_trial_find_subject (trial, "S-001"), ==, 0);

  g_assert_false (pod_trial_sign_in (trial, FIXTURE_PI, "another phrase", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_false (pod_trial_sign_in (trial, "nobody", FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN_FAIL"), ==, 2);
  /* A name that nobody has may be a password in the wrong field: the trail does not keep it. */
  g_assert_cmpstr (fixture_audit_user (path, "LOGIN_FAIL"), ==, "unknown");
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN"), ==, 0);

  fixture_become (trial, FIXTURE_PI);
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN"), ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "LOGOUT"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 1);
  g_assert_cmpint (pod_trial_find_subject (trial, "S-001"), >, 0);
  g_assert_cmpint (pod_trial_find_subject (trial, NULL), ==, 0);
  fixture_end (trial);
}

static void
test_sign_in_empty (void)
{
  PodTrial *trial = fixture_trial ();
  static const char *const users[] = { "", NULL, FIXTURE_PI };

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_sign_in (trial, users[i], i == 2 ? NULL : "x", &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
    }
  fixture_end (trial);
}

static void
test_sign_in_async (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_sign_in_async (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, pod_test_take_result_cb,
                           &result);
  /* The former user is out at once, the new one is in only when the callback comes. */
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_null (result);
  fixture_wait ((gpointer *) &result);
  g_assert_true (pod_trial_sign_in_finish (trial, result, &error));
  g_assert_no_error (error);
  g_assert_true (pod_trial_is_signed_in (trial));
  g_clear_object (&result);

  pod_trial_sign_in_async (trial, FIXTURE_PI, "another phrase", NULL, pod_test_take_result_cb,
                           &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_sign_in_finish (trial, result, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_assert_false (pod_trial_is_signed_in (trial));
  g_clear_object (&result);
  fixture_end (trial);
}

typedef enum
{
  CANCEL,
  LOCK,
  CLOSE,
  OTHER_USER,
} Meanwhile;

static void
interrupt (PodTrial *trial, Meanwhile meanwhile, GCancellable *cancellable)
{
  if (meanwhile == CANCEL)
    g_cancellable_cancel (cancellable);
  else if (meanwhile == LOCK)
    pod_trial_sign_out (trial);
  else if (meanwhile == CLOSE)
    pod_trial_close (trial);
  else
    fixture_become (trial, "anna");
}

/* Whoever gave up, or was locked out meanwhile, is not let in by an answer that comes late. */
static void
test_sign_in_interrupted (gconstpointer data)
{
  Meanwhile meanwhile = GPOINTER_TO_INT (data);
  PodTrial *trial = fixture_trial ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  pod_trial_sign_in_async (trial, FIXTURE_PI, FIXTURE_PASSWORD, cancellable,
                           pod_test_take_result_cb, &result);
  interrupt (trial, meanwhile, cancellable);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_sign_in_finish (trial, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (pod_trial_get_user (trial), ==, meanwhile == OTHER_USER ? "anna" : NULL);
  g_clear_object (&result);
  fixture_end (trial);
}

/* A closed trial answers, and does nothing. */
static void
test_closed (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_close (trial);
  pod_trial_close (trial);
  pod_trial_refresh (trial);
  g_assert_false (pod_trial_sign_in (trial, FIXTURE_PI, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (pod_trial_verify (trial, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_error (&error);
  pod_trial_sign_in_async (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, pod_test_take_result_cb,
                           &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_sign_in_finish (trial, result, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_object (&result);
  fixture_end (trial);
}

static void
test_users (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_add_person (trial,
                                        &(PodNewUser){ .user = "anna",
                                                       .password = "short",
                                                       .role = POD_USER_COORDINATOR },
                                        &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  g_assert_false (pod_trial_add_person (trial,
                                        &(PodNewUser){ .user = "anna",
                                                       .password = FIXTURE_PASSWORD,
                                                       .role = POD_USER_MONITOR },
                                        &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_become (trial, "anna");
  g_assert_cmpint (pod_trial_get_role (trial), ==, POD_USER_COORDINATOR);
  fixture_end (trial);
}

/* ---- the study in force ---- */

/* An update of the program brings another study: the verdicts stay those of the one that was adopted. */
static void
test_amendment (void)
{
  const char *data = fixture_data ();
  const char *study = pod_test_path (data, "studies/small");
  const char *path = fixture_path ();
  const char *text;
  PodTrial *trial = fixture_create (path, "small");

  fixture_end (trial);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_false (pod_trial_has_proposed_amendment (trial));
  fixture_end (trial);

  text = pod_test_read (pod_test_path (study, "study.ini"), NULL);
  pod_test_write (study, "study.ini", "[study]\nid=small\ntitle=Amended\n");
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_true (pod_trial_has_proposed_amendment (trial));
  g_assert_cmpuint (pod_study_get_criteria (pod_trial_get_study (trial))->len, ==, 3);
  fixture_end (trial);

  pod_test_write (study, "study.ini", text);
  pod_test_write (study, "more.ini", "[cohort aav]\nlabel=AAV\nshort=AAV\n");
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_true (pod_trial_has_proposed_amendment (trial));
  g_assert_null (pod_study_find_cohort (pod_trial_get_study (trial), "aav"));
  fixture_end (trial);

  /* Gone altogether: nothing is proposed. */
  g_setenv ("PODOCYTE_DATA_DIR", pod_test_dir (), TRUE);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_false (pod_trial_has_proposed_amendment (trial));
  fixture_end (trial);
}

static void
test_real_study (void)
{
  PodTrial *trial;
  const char *path = fixture_path ();

  fixture_use_real_data ();
  trial = fixture_create (path, "nct07241468");
  fixture_register (trial, "0000001");
  fixture_end (trial);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_false (pod_trial_has_proposed_amendment (trial));
  g_assert_cmpint (pod_trial_find_subject (trial, "NCT07241468-01-001"), >, 0);
  fixture_end (trial);
}

static void
test_not_a_trial (void)
{
  const char *path = pod_test_write (pod_test_dir (), "x.podocyte", "not a database");
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_trial_open (path, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
recover (PodTrial *trial, const char *key, gboolean opens)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_recover (trial, key, FIXTURE_PI, FIXTURE_PASSWORD, &error) == opens);
  if (!opens)
    g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  fixture_become (trial, FIXTURE_PI);
}

/* A key that nobody has said to be on paper voids none that somebody has. */
static void
test_recovery_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *last = NULL;
  PodTrial *trial;

  fixture_data ();
  trial = fixture_trial ();
  g_assert_false (pod_trial_is_recovery_key_pending (trial));
  first = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
  g_assert_true (pod_trial_is_recovery_key_pending (trial));
  g_assert_true (pod_trial_confirm_recovery_key (trial, first, &error));
  g_assert_false (pod_trial_is_recovery_key_pending (trial));

  lost = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
  g_assert_true (pod_trial_is_recovery_key_pending (trial));
  g_assert_false (pod_trial_confirm_recovery_key (trial, first, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  recover (trial, first, TRUE);
  recover (trial, lost, TRUE);

  last = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  recover (trial, lost, FALSE);
  recover (trial, first, TRUE);
  g_assert_true (pod_trial_confirm_recovery_key (trial, last, &error));
  g_assert_no_error (error);
  recover (trial, first, FALSE);
  recover (trial, last, TRUE);
  g_assert_false (pod_trial_is_recovery_key_pending (trial));
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "RECOVERY_KEPT"), ==, 2);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/create", test_create);
  g_test_add_func ("/session/create-refused", test_create_refused);
  g_test_add_func ("/session/sign-in", test_sign_in);
  g_test_add_func ("/session/sign-in/empty", test_sign_in_empty);
  g_test_add_func ("/session/sign-in/async", test_sign_in_async);
  g_test_add_data_func ("/session/sign-in/cancelled", GINT_TO_POINTER (CANCEL),
                        test_sign_in_interrupted);
  g_test_add_data_func ("/session/sign-in/locked", GINT_TO_POINTER (LOCK),
                        test_sign_in_interrupted);
  g_test_add_data_func ("/session/sign-in/closed", GINT_TO_POINTER (CLOSE),
                        test_sign_in_interrupted);
  g_test_add_data_func ("/session/sign-in/other-user", GINT_TO_POINTER (OTHER_USER),
                        test_sign_in_interrupted);
  g_test_add_func ("/session/closed", test_closed);
  g_test_add_func ("/session/users", test_users);
  g_test_add_func ("/session/recovery-key", test_recovery_key);
  g_test_add_func ("/session/amendment", test_amendment);
  g_test_add_func ("/session/real-study", test_real_study);
  g_test_add_func ("/session/not-a-trial", test_not_a_trial);
  return g_test_run ();
}
