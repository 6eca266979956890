/* A patient who is known, how consent was taken, and the decision that is signed in the same breath or not made. */

#include "pod-test-decide.h"
#include "pod-trial-reading.h"
#include "pod-trial-screening.h"
#include "sign-fixture.h"

static const PodConsent taken = { .form = "2.0",
                                  .minute = 9 * 60 + 30,
                                  .explained_by = "cora",
                                  .copy_given = POD_TRUE };

/* Kept until the test ends. */
static PodCasebook *
load (PodTrial *trial, gint64 subject)
{
  PodCasebook *casebook = sign_load (trial, subject);

  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return casebook;
}

static gint64
register_with (PodTrial *trial, const char *number, const PodConsent *how, GError **error)
{
  PodRegistration registration = fixture_registration (number);

  registration.consent = pod_date_new (2026, 3, 12);
  registration.how = how;
  return pod_trial_register (trial, &registration, error);
}

static guint
count_attempts (PodTrial *trial, const char *record_number, const char *id_number)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_find_attempts (trial, record_number, id_number, subjects, &error));
  g_assert_no_error (error);
  return subjects->len;
}

static void
test_known (void)
{
  PodTrial *trial = fixture_trial ();

  g_assert_cmpuint (count_attempts (trial, "0000001", NULL), ==, 0);
  g_assert_true (pod_test_fail_screening (trial, fixture_register (trial, "0000001"),
                                          pod_trial_get_today (trial), NULL));
  fixture_register (trial, "0000001");
  fixture_register (trial, "0000002");
  g_assert_cmpuint (count_attempts (trial, " 0000001 ", ""), ==, 2);
  g_assert_cmpuint (count_attempts (trial, "000000", NULL), ==, 0);
  /* Nothing typed is nobody's. */
  g_assert_cmpuint (count_attempts (trial, "  ", NULL), ==, 0);
  g_assert_cmpuint (count_attempts (trial, NULL, NULL), ==, 0);
  fixture_end (trial);
}

/* ---- one attempt at a time, whatever the list of a window has seen ---- */

static void
assert_going_on (PodTrial *trial, gint64 made, const GError *error, const char *number)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (trial);

  g_assert_cmpint (made, ==, 0);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (error->message, number));
}

static void
test_registered_elsewhere (void)
{
  PodTrial *here = fixture_trial ();
  PodTrial *there = fixture_open (pod_trial_get_path (here), FIXTURE_PI);
  g_autoptr (GError) error = NULL;
  gint64 made;

  g_assert_cmpint (register_with (there, "0000001", &taken, NULL), >, 0);
  made = register_with (here, "0000001", &taken, &error);
  assert_going_on (here, made, error, "S-001");
  /* Nothing of it was kept: the next patient has the next number. */
  made = register_with (here, "0000002", &taken, NULL);
  g_assert_cmpstr (pod_casebook_get_subject (load (here, made))->screening_number, ==, "S-002");
  fixture_end (there);
  fixture_end (here);
}

static void
test_screened_again_elsewhere (void)
{
  PodTrial *here = fixture_trial ();
  gint64 subject = fixture_register (here, "0000001");
  PodDate today = pod_trial_get_today (here);
  PodConsent again = {
    .form = "2.0", .minute = -1, .explained_by = "cora", .copy_given = POD_TRUE
  };
  g_autoptr (GError) error = NULL;
  PodTrial *there;
  gint64 made;

  g_assert_true (pod_test_fail_screening (here, subject, today, NULL));
  there = fixture_open (pod_trial_get_path (here), FIXTURE_PI);
  made = pod_trial_screen_again (there, subject, today, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made, >, 0);
  made = pod_trial_screen_again (here, subject, today, &again, &error);
  assert_going_on (here, made, error, "S-002");
  g_assert_cmpuint (count_attempts (there, "0000001", NULL), ==, 2);
  fixture_end (there);
  fixture_end (here);
}

static const char *
get_form (PodTrial *trial, gint64 subject)
{
  return pod_casebook_get_consent_form (load (trial, subject));
}

static void
test_consent (void)
{
  PodTrial *trial = fixture_trial ();
  PodConsent bad = { .form = "3.0", .minute = 24 * 60, .copy_given = POD_UNKNOWN };
  g_autoptr (GError) error = NULL;
  gint64 subject;

  g_assert_cmpint (register_with (trial, "0000001", &bad, &error), ==, 0);
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpuint (pod_trial_take_problems (trial)->len, ==, 4);
  g_clear_error (&error);
  subject = register_with (trial, "0000001", &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_form (trial, subject), ==, "2.0");
  g_assert_cmpstr (fixture_find (trial, subject, "signed")->code, ==, "yes");
  g_assert_cmpint (fixture_find (trial, subject, "signed")->when.minute, ==, 9 * 60 + 30);
  g_assert_cmpstr (fixture_find (trial, subject, "explained_by")->text, ==, "cora");
  g_assert_cmpstr (fixture_find (trial, subject, "copy")->code, ==, "yes");
  fixture_end (trial);
}

/* An older version was signed: the newer one stands beside it, and the day of the first stays. */
static void
test_renewed (void)
{
  PodTrial *trial = fixture_trial ();
  const PodStudy *study = pod_trial_get_study (trial);
  PodConsent old = { .form = "1.0", .minute = -1, .explained_by = "cora" };
  PodConsent untimed = { .form = "2.0", .minute = -1, .explained_by = "cora" };
  g_autoptr (GError) error = NULL;
  gint64 subject = register_with (trial, "0000001", &old, NULL);
  PodDate today = pod_trial_get_today (trial);

  g_assert_cmpstr (pod_study_get_consent_form_on (study, today)->id, ==, "2.0");
  g_assert_cmpstr (pod_study_get_consent_form_on (study, pod_date_new (2026, 3, 9))->id, ==, "1.0");
  g_assert_null (pod_study_get_consent_form_on (study, pod_date_new (2025, 12, 31)));
  g_assert_cmpstr (get_form (trial, subject), ==, "1.0");
  g_assert_false (pod_trial_renew_consent (trial, subject, pod_date_new (2026, 3, 11), &taken,
                                           &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  /* By the clock of the trial it is not half past nine yet. */
  g_assert_false (pod_trial_renew_consent (trial, subject, today, &taken, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpuint (pod_trial_take_problems (trial)->len, ==, 1);
  g_clear_error (&error);
  g_assert_true (pod_trial_renew_consent (trial, subject, today, &untimed, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_form (trial, subject), ==, "2.0");
  g_assert_true (pod_date_equal (pod_casebook_find_event (load (trial, subject), "consent")->date,
                                 pod_date_new (2026, 3, 12)));
  fixture_end (trial);
}

static void
test_withdrawn (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = register_with (trial, "0000001", &taken, NULL);
  PodDate today = pod_trial_get_today (trial);
  g_autoptr (GError) error = NULL;

  /* Who takes consent hears of its end, and is no physician. */
  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  fixture_become (trial, "cora");
  g_assert_false (pod_trial_withdraw_consent (trial, subject, pod_date_add_days (today, 1), NULL));
  g_assert_true (pod_trial_withdraw_consent (trial, subject, today, &error));
  g_assert_no_error (error);
  g_assert_cmpint (pod_subject_state (pod_trial_get_study (trial), load (trial, subject), today),
                   ==, POD_STATE_WITHDRAWN);
  g_assert_cmpstr (fixture_find (trial, subject, "signed")->code, ==, "no");
  fixture_end (trial);
}

/* ---- the decision ---- */

static gint64
make_eligible (PodTrial *trial, const char *number)
{
  gint64 subject = fixture_register (trial, number);

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  return subject;
}

static gboolean
decide (PodTrial *trial, gint64 subject, gboolean enrols, const char *beyond, GError **error)
{
  PodDecision decision = { .subject = subject,
                           .enrols = enrols,
                           .date = pod_trial_get_today (trial),
                           .beyond = beyond,
                           .audit = sign_get_audit (trial, subject) };

  return pod_trial_decide (trial, &decision, FIXTURE_PASSWORD, error);
}

static void
assert_signed (PodTrial *trial, gint64 subject, const char *code)
{
  const PodEvent *event = pod_casebook_find_event (load (trial, subject), code);
  const PodSignature *signature;

  g_assert_nonnull (event);
  g_assert_cmpint (sign_get_state (trial, subject, "event", event->record.id), ==,
                   POD_SIGNING_CURRENT);
  signature = pod_casebook_find_signature (load (trial, subject), "event", event->record.id);
  g_assert_cmpstr (signature->meaning, ==, "decision");
  g_assert_cmpint (pod_trial_check_signature (trial, signature->id, NULL), ==, POD_SIGNATURE_TRUE);
}

static void
test_enrolled_and_signed (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = make_eligible (trial, "0000001");
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  guint target;

  g_assert_true (decide (trial, subject, TRUE, NULL, &error));
  g_assert_no_error (error);
  assert_signed (trial, subject, "enrolment");
  g_assert_cmpint (pod_trial_find_subject (trial, "MN-001"), ==, subject);
  g_assert_cmpuint (pod_trial_count_enrolled (trial, NULL, &target), ==, 1);
  g_assert_cmpuint (target, ==, 2);
  g_assert_cmpuint (pod_trial_count_enrolled (trial, "igan", &target), ==, 0);
  g_assert_cmpuint (target, ==, 0);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

static void
test_failed_and_signed (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, subject, "hgb", 59);
  g_assert_true (decide (trial, subject, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_signed (trial, subject, "screen_failure");
  fixture_end (trial);
}

static void
assert_undecided (PodTrial *trial, gint64 subject)
{
  g_assert_null (pod_casebook_find_event (load (trial, subject), "enrolment"));
  g_assert_null (pod_casebook_find_event (load (trial, subject), "screen_failure"));
  g_assert_null (pod_casebook_get_subject (load (trial, subject))->enrolment_number);
}

/* A reading settled or a midnight passed since the page was shown: nobody signs a failure that nothing failed. */
static void
test_failed_by_nothing (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 eligible = make_eligible (trial, "0000001");
  gint64 open = fixture_register (trial, "0000002");
  g_autoptr (GError) error = NULL;

  g_assert_false (decide (trial, eligible, FALSE, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  assert_undecided (trial, eligible);
  g_assert_false (decide (trial, open, FALSE, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  assert_undecided (trial, open);
  fixture_end (trial);
}

/* What cannot be signed is not decided either. */
static void
test_together_or_not (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = make_eligible (trial, "0000001");
  PodDecision decision = { .subject = subject,
                           .enrols = TRUE,
                           .date = pod_trial_get_today (trial),
                           .audit = sign_get_audit (trial, subject) };
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_decide (trial, &decision, "another phrase", &error));
  g_assert_true (pod_trial_error_is_refusal (error));
  g_clear_error (&error);
  assert_undecided (trial, subject);
  /* Somebody has corrected a result since it was looked at; it would do all the same. */
  g_assert_true (fixture_correct (trial, fixture_find (trial, subject, "hgb"), 61, "misread",
                                  NULL));
  g_assert_false (pod_trial_decide (trial, &decision, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  assert_undecided (trial, subject);
  /* Another subject's record is no reason. */
  decision.audit = sign_get_audit (trial, subject);
  fixture_register (trial, "0000002");
  g_assert_true (pod_trial_decide (trial, &decision, FIXTURE_PASSWORD, NULL));
  fixture_end (trial);
}

/* The study has two places. */
static void
test_places (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 third = make_eligible (trial, "0000003");
  g_autoptr (GError) error = NULL;

  g_assert_true (decide (trial, make_eligible (trial, "0000001"), TRUE, NULL, NULL));
  g_assert_true (decide (trial, make_eligible (trial, "0000002"), TRUE, NULL, NULL));
  g_assert_false (decide (trial, third, TRUE, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  assert_undecided (trial, third);
  g_assert_true (decide (trial, third, TRUE, "amendment 3", &error));
  g_assert_no_error (error);
  assert_signed (trial, third, "enrolment");
  fixture_end (trial);
}

/* Whoever has left, or has failed, is not enrolled by a date of yesterday. */
static void
assert_not_backdated (PodTrial *trial, gint64 subject)
{
  PodDecision decision = { .subject = subject, .enrols = TRUE };
  g_autoptr (GError) error = NULL;

  for (int days = -1; days <= 0; days++)
    {
      decision.date = pod_date_add_days (pod_trial_get_today (trial), days);
      decision.audit = sign_get_audit (trial, subject);
      g_assert_false (pod_trial_decide (trial, &decision, FIXTURE_PASSWORD, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
    }
  g_assert_null (pod_casebook_find_event (load (trial, subject), "enrolment"));
}

static void
test_backdated (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 left = make_eligible (trial, "0000001"), failed = make_eligible (trial, "0000002");
  gint64 other = make_eligible (trial, "0000003");
  PodDecision decision = { .subject = other, .enrols = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_withdraw_consent (trial, left, pod_trial_get_today (trial), NULL));
  assert_not_backdated (trial, left);
  g_assert_true (pod_test_fail_screening (trial, failed, pod_trial_get_today (trial), NULL));
  assert_not_backdated (trial, failed);
  decision.date = pod_date_add_days (pod_trial_get_today (trial), -1);
  decision.audit = sign_get_audit (trial, other);
  g_assert_false (pod_trial_decide (trial, &decision, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  assert_undecided (trial, other);
  fixture_end (trial);
}

/* A reading that was settled elsewhere counts, whether or not the list has seen it. */
static void
test_settled_elsewhere (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = make_eligible (trial, "0000001");
  PodTrial *other = fixture_open (pod_trial_get_path (trial), FIXTURE_PI);
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_settle_reading (other, "reading.inc01_limit", "eighty", "why", &error));
  g_assert_no_error (error);
  g_assert_false (decide (trial, subject, TRUE, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  assert_undecided (trial, subject);
  fixture_end (other);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/screening/known", test_known);
  g_test_add_func ("/service/screening/registered-elsewhere", test_registered_elsewhere);
  g_test_add_func ("/service/screening/screened-again-elsewhere", test_screened_again_elsewhere);
  g_test_add_func ("/service/screening/consent", test_consent);
  g_test_add_func ("/service/screening/renewed", test_renewed);
  g_test_add_func ("/service/screening/withdrawn", test_withdrawn);
  g_test_add_func ("/service/screening/enrolled-and-signed", test_enrolled_and_signed);
  g_test_add_func ("/service/screening/failed-and-signed", test_failed_and_signed);
  g_test_add_func ("/service/screening/failed-by-nothing", test_failed_by_nothing);
  g_test_add_func ("/service/screening/together-or-not", test_together_or_not);
  g_test_add_func ("/service/screening/places", test_places);
  g_test_add_func ("/service/screening/backdated", test_backdated);
  g_test_add_func ("/service/screening/settled-elsewhere", test_settled_elsewhere);
  return g_test_run ();
}
