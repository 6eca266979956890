/* Enrolment and screening failure: who is in, and why not; and whether the trail still tells the truth. */

#include <sqlite3.h>

#include "pod-test-decide.h"
#include "service-fixture.h"

static const char *
find_number (PodTrial *trial, gint64 subject)
{
  return pod_casebook_get_subject (fixture_load (trial, subject))->enrolment_number;
}

static void
assert_not_enrolled (PodTrial *trial, gint64 subject, PodDate date)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_test_enrol (trial, subject, date, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_null (find_number (trial, subject));
}

/* Only in a demonstration is anything decided without a signature. */
static void
test_unsigned (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  PodDate today = pod_date_new (2026, 3, 14);
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  g_assert_false (pod_trial_is_demo (trial));
  g_assert_false (pod_trial_enrol (trial, subject, today, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_fail_screening (trial, subject, today, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_null (find_number (trial, subject));
  g_assert_null (fixture_find_event (trial, subject, "screen_failure"));
  g_assert_true (pod_test_enrol (trial, subject, today, NULL));
  fixture_end (trial);
}

/* ---- by the door for changes ---- */

static void
assert_not_by_door (PodTrial *trial, const PodEvent *event, const char *why, gboolean as_visit)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_put_event (change, event);
  if (as_visit)
    g_assert_false (pod_trial_record (trial, event->record.subject, change, why, &error));
  else
    g_assert_false (pod_trial_commit (trial, change, why, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
}

/* Nobody signs there, so nobody decides there either, nor edits what was signed into another decision. */
static void
test_by_the_door (void)
{
  static const char *const codes[] = { "enrolment", "screen_failure" };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  PodEvent event = { .record = { .id = -1, .subject = subject },
                     .category = "disposition",
                     .date = pod_date_new (2026, 3, 13) };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      event.code = codes[i];
      assert_not_by_door (trial, &event, NULL, FALSE);
      assert_not_by_door (trial, &event, NULL, TRUE);
      g_assert_null (fixture_find_event (trial, subject, codes[i]));
    }
  g_assert_true (pod_test_fail_screening (trial, subject, pod_date_new (2026, 3, 14), NULL));
  event = *fixture_find_event (trial, subject, "screen_failure");
  event.date = pod_date_new (2026, 3, 1);
  assert_not_by_door (trial, &event, "a slip", FALSE);
  event.code = "visit_note";
  assert_not_by_door (trial, &event, "a slip", FALSE);
  event.category = "history";
  assert_not_by_door (trial, &event, "a slip", FALSE);
  fixture_end (trial);
}

/* A decision that was a mistake is taken back, with a reason: what then stands is that nothing is decided. */
static void
test_taken_back (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  const PodEvent *failure;

  g_assert_true (pod_test_fail_screening (trial, subject, pod_date_new (2026, 3, 14), NULL));
  failure = fixture_find_event (trial, subject, "screen_failure");
  pod_change_void (change, POD_RECORD_EVENT, failure->record.id, failure->record.version);
  g_assert_true (pod_trial_commit (trial, change, "another patient", NULL, &error));
  g_assert_no_error (error);
  g_assert_null (fixture_find_event (trial, subject, "screen_failure"));
  fixture_end (trial);
}

static void
test_enrol (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  PodDate today = pod_date_new (2026, 3, 14);
  g_autoptr (GError) error = NULL;

  /* Nothing is known, then one is missing, then the last is not met. */
  assert_not_enrolled (trial, subject, today);
  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  assert_not_enrolled (trial, subject, today);
  fixture_add_answer (trial, subject, "hcg", "positive");
  assert_not_enrolled (trial, subject, today);
  g_assert_true (pod_test_fail_screening (trial, subject, today, &error));
  g_assert_cmpstr (fixture_find_event (trial, subject, "screen_failure")->detail, ==, "EXC-01");
  assert_not_enrolled (trial, subject, today);

  subject = fixture_register (trial, "0000002");
  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  assert_not_enrolled (trial, subject, POD_DATE_NONE);
  assert_not_enrolled (trial, subject, pod_date_new (2026, 3, 0));
  assert_not_enrolled (trial, subject, pod_date_new (2026, 3, 15));
  g_assert_true (pod_test_enrol (trial, subject, today, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (find_number (trial, subject), ==, "MN-001");
  g_assert_cmpint (pod_trial_find_subject (trial, "MN-001"), ==, subject);
  g_assert_true (pod_date_equal (fixture_find_event (trial, subject, "enrolment")->date, today));
  /* Once. */
  g_assert_false (pod_test_enrol (trial, subject, today, &error));
  g_clear_error (&error);
  g_assert_false (pod_test_fail_screening (trial, subject, today, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (trial);
}

/* Before enrolment a cohort is corrected; afterwards the number "MN-001" would lie. */
static void
test_cohort_after_enrolment (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodSubject moved;

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  g_assert_true (pod_test_enrol (trial, subject, pod_date_new (2026, 3, 14), NULL));
  casebook = pod_trial_load_casebook (trial, subject, NULL);
  moved = *pod_casebook_get_subject (casebook);
  moved.cohort = NULL;
  pod_change_put_subject (change, &moved);
  g_assert_false (pod_trial_commit (trial, change, "wrong cohort", NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (trial);
}

static void
test_without_cohort (void)
{
  PodTrial *trial = fixture_trial ();
  PodRegistration registration = fixture_registration ("0000001");
  gint64 subject;

  registration.cohort = NULL;
  subject = pod_trial_register (trial, &registration, NULL);
  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  assert_not_enrolled (trial, subject, pod_date_new (2026, 3, 14));
  fixture_end (trial);
}

/* A result that another window has entered decides, also where this one has not seen it yet. */
static void
test_stale_list (void)
{
  PodTrial *here = fixture_trial ();
  gint64 subject = fixture_register (here, "0000001");
  PodTrial *there;

  fixture_add_result (here, subject, "hgb", 60);
  fixture_add_result (here, subject, "creatinine", 88.4);
  fixture_add_answer (here, subject, "hcg", "negative");
  there = fixture_open (pod_trial_get_path (here), FIXTURE_PI);
  g_assert_true (fixture_correct (there, fixture_find (there, subject, "hgb"), 59, "misread",
                                  NULL));
  assert_not_enrolled (here, subject, pod_date_new (2026, 3, 14));
  fixture_end (there);
  fixture_end (here);
}

/* So it is with a failure, and with who was enrolled meanwhile. */
static void
test_stale_failure (void)
{
  PodTrial *here = fixture_trial ();
  gint64 failing = fixture_register (here, "0000001");
  gint64 enrolled = fixture_register (here, "0000002");
  PodDate today = pod_date_new (2026, 3, 14);
  g_autoptr (GError) error = NULL;
  PodTrial *there;

  fixture_add_result (here, enrolled, "hgb", 60);
  fixture_add_result (here, enrolled, "creatinine", 88.4);
  fixture_add_answer (here, enrolled, "hcg", "negative");
  there = fixture_open (pod_trial_get_path (here), FIXTURE_PI);
  fixture_add_answer (there, failing, "hcg", "positive");
  g_assert_true (pod_test_enrol (there, enrolled, today, NULL));
  g_assert_true (pod_test_fail_screening (here, failing, today, &error));
  g_assert_cmpstr (fixture_find_event (here, failing, "screen_failure")->detail, ==, "EXC-01");
  g_assert_false (pod_test_fail_screening (here, enrolled, today, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (there);
  fixture_end (here);
}

static void
test_failures_listed (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, subject, "hgb", 59);
  fixture_add_result (trial, subject, "creatinine", 300);
  fixture_add_answer (trial, subject, "hcg", "negative");
  g_assert_true (pod_test_fail_screening (trial, subject, pod_date_new (2026, 3, 14), &error));
  g_assert_cmpstr (fixture_find_event (trial, subject, "screen_failure")->detail, ==,
                   "INC-01 INC-02");
  fixture_end (trial);
}

/* ---- the trail ---- */

static void
forge (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_verify (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  g_autofree char *head = NULL;
  g_autoptr (PodTrialVerification) good = NULL;
  g_autoptr (PodTrialVerification) bad = NULL;
  g_autoptr (PodTrialVerification) other = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, fixture_register (trial, "0000001"), "hgb", 101);
  head = g_strdup (fixture_audit_head (path));
  good = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (good->ok);
  g_assert_cmpuint (good->faults->len, ==, 0);
  g_assert_cmpstr (good->head, ==, head);
  /* What it found is then noted, and is no part of what it looked at. */
  g_assert_true (g_str_has_suffix (fixture_audit_detail (path, "VERIFY"), head));
  other = pod_trial_verify (trial, "3:00", &error);
  g_assert_true (other == NULL || !other->ok);
  g_clear_error (&error);
  fixture_end (trial);
  forge (path, "DROP TRIGGER IF EXISTS finding_update; DROP TRIGGER finding_unsign; "
               "DROP TRIGGER finding_unsign_report; UPDATE finding SET number = 60");
  trial = fixture_open (path, FIXTURE_PI);
  bad = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (bad->ok);
  g_assert_cmpuint (bad->faults->len, >, 0);
  fixture_end (trial);
}

static void
test_verify_async (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PodTrialVerification) good = NULL;
  g_autoptr (PodTrialVerification) late = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_verify_async (trial, NULL, NULL, NULL, NULL, pod_test_take_result_cb, &done);
  g_assert_null (done);
  fixture_wait ((gpointer *) &done);
  good = pod_trial_verify_finish (trial, done, &error);
  g_assert_no_error (error);
  g_assert_true (good->ok);
  g_cancellable_cancel (cancellable);
  pod_trial_verify_async (trial, NULL, NULL, NULL, cancellable, pod_test_take_result_cb,
                          &cancelled);
  fixture_wait ((gpointer *) &cancelled);
  g_assert_null (pod_trial_verify_finish (trial, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* What runs is waited for. */
  pod_trial_verify_async (trial, NULL, NULL, NULL, NULL, pod_test_take_result_cb, &closed);
  pod_trial_close (trial);
  fixture_wait ((gpointer *) &closed);
  late = pod_trial_verify_finish (trial, closed, &error);
  g_assert_true (late != NULL && late->ok);
  g_clear_object (&done);
  g_clear_object (&closed);
  g_clear_object (&cancelled);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decision/unsigned", test_unsigned);
  g_test_add_func ("/decision/by-the-door", test_by_the_door);
  g_test_add_func ("/decision/taken-back", test_taken_back);
  g_test_add_func ("/decision/enrol", test_enrol);
  g_test_add_func ("/decision/cohort-after-enrolment", test_cohort_after_enrolment);
  g_test_add_func ("/decision/without-cohort", test_without_cohort);
  g_test_add_func ("/decision/stale-list", test_stale_list);
  g_test_add_func ("/decision/stale-failure", test_stale_failure);
  g_test_add_func ("/decision/failures-listed", test_failures_listed);
  g_test_add_func ("/verify/faults", test_verify);
  g_test_add_func ("/verify/async", test_verify_async);
  return g_test_run ();
}
