/* Verifying in somebody's name, though the database keeps them out. */

#include "pod-test-forge.h"
#include "pod-trial-history.h"
#include "service-fixture.h"

/* A site with a subject who once smoked, a coordinator and a monitor. */
static const char *
make_site (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = g_strdup (pod_trial_get_path (trial));
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  g_test_queue_free ((gpointer) path);
  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  pod_change_put_event (change,
                        &(PodEvent){ .record = { .id = pod_change_reserve (change),
                                                 .subject = fixture_register (trial, "0000001") },
                                     .category = "history",
                                     .code = "smoking",
                                     .date = pod_date_new (2026, 3, 10) });
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_end (trial);
  return path;
}

static PodTrial *
open_site (const char *path)
{
  PodClock clock = pod_clock_fixed (&fixture_now);
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (path, &clock, NULL, &error);

  g_assert_no_error (error);
  return trial;
}

static gboolean
has_fault (const PodTrialVerification *verification, const char *table, const char *field)
{
  for (guint i = 0; i < verification->faults->len; i++)
    {
      const PodTrialFault *fault = g_ptr_array_index (verification->faults, i);

      g_test_message ("%s %s %s %s", fault->what, fault->table, fault->row, fault->field);
      if (g_strcmp0 (fault->table, table) == 0 && g_strcmp0 (fault->field, field) == 0 &&
          fault->row != NULL)
        return TRUE;
    }
  return FALSE;
}

static const struct
{
  const char *sql;
  const char *table;
  const char *field;
} forgeries[] = {
  /* What no casebook can be loaded with. */
  { "UPDATE event SET date = 'tomorrow' WHERE code = 'smoking'", "event", "date" },
  /* The very account that asks. */
  { "UPDATE user SET name = 'paula' WHERE name = 'paul'", "user", "name" },
  { "UPDATE user SET active = 0 WHERE name = 'paul'", "user", "active" },
  { "UPDATE user SET role = 'chief' WHERE name = 'paul'", "user", "role" },
  { "UPDATE key_slot SET ops = ops + 100 WHERE id = 1", "key_slot", "ops" },
  { "UPDATE key_slot SET salt = zeroblob (16) WHERE id = 1", "key_slot", "salt" },
};

static void
test_forged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      const char *path = make_site ();
      g_autoptr (PodTrialVerification) found = NULL;
      g_autoptr (GError) error = NULL;
      PodTrial *trial;

      pod_test_forge (path, forgeries[i].sql);
      trial = open_site (path);
      /* Nobody is let in, and yet there is an answer. */
      g_assert_false (pod_trial_sign_in (trial, FIXTURE_PI, FIXTURE_PASSWORD, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      found = pod_trial_verify_as (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, &error);
      g_assert_no_error (error);
      g_assert_false (found->ok);
      if (!has_fault (found, forgeries[i].table, forgeries[i].field))
        g_error ("no fault names %s.%s", forgeries[i].table, forgeries[i].field);
      g_assert_false (pod_trial_is_signed_in (trial));
      fixture_end (trial);
    }
}

/* A study in force that can no longer be read: the trial does not open, and yet there is an answer. */
static void
test_forged_study (void)
{
  const char *path = make_site ();
  PodClock clock = pod_clock_fixed (&fixture_now);
  g_autoptr (PodTrialVerification) found = NULL;
  g_autoptr (GError) error = NULL;
  PodTrial *trial;

  pod_test_forge (path, "UPDATE pin SET content = x'00' WHERE id = 1");
  g_assert_null (pod_trial_open (path, &clock, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED);
  g_clear_error (&error);
  trial = pod_trial_open_for_verifying (path, &clock, &error);
  g_assert_no_error (error);
  found = pod_trial_verify_as (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_fault (found, "pin", "content"));
  fixture_end (trial);
}

/* Where nothing is wrong, whoever may verify gets the answer, and is recorded. */
static void
test_good (void)
{
  static const char *const users[] = { FIXTURE_PI, "anna", "mona" };
  const char *path = make_site ();
  PodTrial *trial = open_site (path);

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PodTrialVerification)
          found = pod_trial_verify_as (trial, users[i], FIXTURE_PASSWORD, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (found->ok);
      g_assert_cmpuint (fixture_count_audit (path, "LOGIN"), ==, i + 1);
      g_assert_cmpstr (fixture_audit_user (path, "LOGIN"), ==, users[i]);
      /* The head that was looked at, before the note of it. */
      g_assert_true (g_str_has_suffix (fixture_audit_detail (path, "VERIFY"), found->head));
    }
  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  fixture_end (trial);
}

/* Of a whole trail a stranger learns nothing; the attempt is recorded. */
static void
test_refused (void)
{
  const char *path = make_site ();
  PodTrial *trial = open_site (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_trial_verify_as (trial, FIXTURE_PI, "another phrase", NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count_audit (path, "LOGIN_FAIL"), ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "VERIFY"), ==, 1);
  g_assert_cmpstr (fixture_audit_user (path, "VERIFY"), ==, FIXTURE_PI);
  /* What may be a password in the wrong field is not written down. */
  g_assert_null (pod_trial_verify_as (trial, FIXTURE_PASSWORD, FIXTURE_PASSWORD, NULL, &error));
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count_audit (path, "VERIFY"), ==, 2);
  g_assert_cmpstr (fixture_audit_user (path, "VERIFY"), ==, "unknown");
  g_assert_null (pod_trial_verify_as (trial, "", FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  pod_trial_close (trial);
  g_assert_null (pod_trial_verify_as (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  fixture_end (trial);
}

/* Whoever is signed in stays so. */
static void
test_session (void)
{
  PodTrial *trial = fixture_open (make_site (), "anna");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification)
      found = pod_trial_verify_as (trial, FIXTURE_PI, FIXTURE_PASSWORD, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (found->ok);
  g_assert_cmpstr (pod_trial_get_user (trial), ==, "anna");
  fixture_end (trial);
}

/* What the program notes of itself keeps its head and its number, wherever the words have them. */
static void
test_detail_words (void)
{
  static const struct
  {
    const char *action;
    const char *detail;
    const char *words;
  } cases[] = {
    { "VERIFY", "no fault, head 12:ab", "no fault, head 12:ab" },
    { "VERIFY", "faults: 3", "faults: 3" },
    { "VERIFY", "restore-test good, head 12:ab", "restore test: everything came back, head 12:ab" },
    { "BACKUP", "head 12:ab", "asked for, head 12:ab" },
    { "BACKUP", "by itself, head 12:ab", "by itself, head 12:ab" },
    { "LOCK", "idle", "nobody was working" },
    { "LOCK", "%s", "%s" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = pod_history_detail_to_words (cases[i].action, cases[i].detail);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/detail-words", test_detail_words);
  g_test_add_func ("/verify-as/forged", test_forged);
  g_test_add_func ("/verify-as/forged-study", test_forged_study);
  g_test_add_func ("/verify-as/good", test_good);
  g_test_add_func ("/verify-as/refused", test_refused);
  g_test_add_func ("/verify-as/session", test_session);
  return g_test_run ();
}
