/* After enrolment: the day 0 that is planned, and the check before the infusion, which is decided and signed in one or not made. */

#include "pod-check-record.h"
#include "pod-test-decide.h"
#include "pod-trial-check.h"
#include "sign-fixture.h"

#include <string.h>

/* Enrolled on 14 March, with results of 10 March that every condition asks for. */
static gint64
enrol (PodTrial *trial)
{
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  pod_test_enrol (trial, subject, pod_trial_get_today (trial), &error);
  g_assert_no_error (error);
  return subject;
}

static void
plan (PodTrial *trial, gint64 subject, int day)
{
  gboolean again = fixture_find_event (trial, subject, "infusion_planned") != NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_plan_infusion (trial, subject, pod_date_new (2026, 3, day), again ? "moved" : NULL,
                           &error);
  g_assert_no_error (error);
}

static PodCheckDecision
make_decision (PodTrial *trial, gint64 subject, gboolean goes_on)
{
  return (PodCheckDecision){ .subject = subject,
                             .check = "infusion",
                             .goes_on = goes_on,
                             .date = pod_trial_get_today (trial),
                             .audit = sign_get_audit (trial, subject) };
}

static gboolean
sign (PodTrial *trial, gint64 subject, gboolean goes_on, const char *why, GError **error)
{
  PodCheckDecision decision = make_decision (trial, subject, goes_on);

  decision.why = why;
  return pod_trial_sign_check (trial, &decision, FIXTURE_PASSWORD, error);
}

static void
assert_refused (PodTrial *trial, gint64 subject, gboolean goes_on, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign (trial, subject, goes_on, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (fixture_find_event (trial, subject, "check.infusion"));
}

static void
assert_signed (PodTrial *trial, gint64 subject, const char *detail)
{
  const PodEvent *event = fixture_find_event (trial, subject, "check.infusion");
  const PodSignature *signature;

  g_assert_nonnull (event);
  g_assert_cmpstr (event->detail, ==, detail);
  g_assert_cmpint (sign_get_state (trial, subject, "event", event->record.id), ==,
                   POD_SIGNING_CURRENT);
  signature = pod_casebook_find_signature (fixture_load (trial, subject), "event",
                                           event->record.id);
  g_assert_cmpstr (signature->meaning, ==, "decision");
  g_assert_cmpint (pod_trial_check_signature (trial, signature->id, NULL), ==, POD_SIGNATURE_TRUE);
}

/* ---- the day ---- */

static void
assert_no_plan (PodTrial *trial, gint64 subject, PodDate date)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_plan_infusion (trial, subject, date, "moved", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
}

static void
test_plan (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (GError) error = NULL;
  gint64 id;

  assert_no_plan (trial, subject, POD_DATE_NONE);
  assert_no_plan (trial, subject, pod_date_new (2026, 4, 0));
  assert_no_plan (trial, subject, pod_date_new (2026, 3, 13));
  g_assert_null (fixture_find_event (trial, subject, "infusion_planned"));
  plan (trial, subject, 16);
  id = fixture_find_event (trial, subject, "infusion_planned")->record.id;
  /* It is moved, not planned twice, and a move has a reason. */
  g_assert_false (pod_trial_plan_infusion (trial, subject, pod_date_new (2026, 3, 20), NULL,
                                           &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
  plan (trial, subject, 20);
  g_assert_cmpint (fixture_find_event (trial, subject, "infusion_planned")->record.id, ==, id);
  g_assert_true (pod_date_equal (fixture_find_event (trial, subject, "infusion_planned")->date,
                                 pod_date_new (2026, 3, 20)));
  fixture_end (trial);
}

static void
test_plan_for_whom (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 screening = fixture_register (trial, "0000002");
  gint64 failed = fixture_register (trial, "0000003");
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_plan_infusion (trial, screening, pod_date_new (2026, 3, 14), NULL,
                                          &error));
  g_assert_no_error (error);
  fixture_add_result (trial, failed, "hgb", 59);
  g_assert_true (pod_test_fail_screening (trial, failed, pod_trial_get_today (trial), NULL));
  assert_no_plan (trial, failed, pod_date_new (2026, 3, 20));
  /* Planning judges nothing: a nurse may. */
  fixture_add_user (trial, "nora", POD_USER_NURSE);
  fixture_become (trial, "nora");
  plan (trial, screening, 21);
  fixture_end (trial);
}

/* ---- the check ---- */

static void
test_go_on (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  assert_refused (trial, subject, TRUE, "No day 0");
  plan (trial, subject, 18);
  assert_refused (trial, subject, TRUE, "Waivers");
  plan (trial, subject, 17);
  g_assert_true (sign (trial, subject, TRUE, NULL, &error));
  g_assert_no_error (error);
  assert_signed (trial, subject, "go_on 2026-03-17");
  words = pod_check_detail_to_words (pod_trial_get_study (trial), "go_on 2026-03-17");
  g_assert_cmpstr (words, ==, "May go on, for 17 Mar 2026");
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

/* What must not be is never signed as what may be, and holding needs no more than that. */
static void
test_hold (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  plan (trial, subject, 17);
  assert_refused (trial, subject, FALSE, "say why");
  fixture_add_answer (trial, subject, "hcg", "positive");
  assert_refused (trial, subject, TRUE, "Waivers");
  plan (trial, subject, 18);
  g_assert_true (sign (trial, subject, FALSE, NULL, &error));
  g_assert_no_error (error);
  assert_signed (trial, subject, "held 2026-03-18 infusion.blood? infusion.pregnancy?");
  plan (trial, subject, 17);
  g_assert_true (sign (trial, subject, FALSE, NULL, &error));
  assert_signed (trial, subject, "held 2026-03-17 infusion.pregnancy");
  words = pod_check_detail_to_words (pod_trial_get_study (trial),
                                     "held 2026-03-18 infusion.blood? infusion.pregnancy");
  g_assert_cmpstr (words, ==, "On hold, for 18 Mar 2026: Blood count (not known); Not pregnant");
  fixture_end (trial);
}

/* A physician may hold what could go on, and says why. */
static void
test_hold_with_reason (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (GError) error = NULL;

  plan (trial, subject, 17);
  g_assert_true (sign (trial, subject, FALSE, "no bed", &error));
  g_assert_no_error (error);
  assert_signed (trial, subject, "held 2026-03-17");
  fixture_end (trial);
}

/* Look-backs count from the planned day: once that is over they would take what is old for new. */
static void
test_day_over (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);

  plan (trial, subject, 15);
  fixture_set_today ("2026-03-16");
  assert_refused (trial, subject, TRUE, "is over");
  fixture_end (trial);
}

static void
test_not_enrolled (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GError) error = NULL;
  PodCheckDecision decision;

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_answer (trial, subject, "hcg", "negative");
  plan (trial, subject, 15);
  assert_refused (trial, subject, TRUE, "not enrolled");
  assert_refused (trial, subject, FALSE, "not enrolled");
  decision = make_decision (trial, subject, FALSE);
  decision.check = "nothing";
  g_assert_false (pod_trial_sign_check (trial, &decision, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (trial);
}

static void
test_taken (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (PodChange) change = pod_change_new ();
  PodIntervention dose = { .record = { .id = -1, .subject = subject },
                           .treatment = "car",
                           .dose = 1,
                           .start = pod_moment_on (pod_date_new (2026, 3, 14)) };

  plan (trial, subject, 14);
  pod_change_put_intervention (change, &dose);
  g_assert_true (pod_trial_commit (trial, change, NULL, NULL, NULL));
  assert_refused (trial, subject, TRUE, "already");
  assert_no_plan (trial, subject, pod_date_new (2026, 3, 20));
  fixture_end (trial);
}

/* What cannot be signed is not decided either. */
static void
test_together_or_not (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (GError) error = NULL;
  PodCheckDecision decision;

  plan (trial, subject, 17);
  decision = make_decision (trial, subject, TRUE);
  g_assert_false (pod_trial_sign_check (trial, &decision, "another phrase", &error));
  g_assert_true (pod_trial_error_is_refusal (error));
  g_clear_error (&error);
  g_assert_null (fixture_find_event (trial, subject, "check.infusion"));
  g_assert_true (fixture_correct (trial, fixture_find (trial, subject, "hgb"), 61, "misread",
                                  NULL));
  g_assert_false (pod_trial_sign_check (trial, &decision, FIXTURE_PASSWORD, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_null (fixture_find_event (trial, subject, "check.infusion"));
  fixture_end (trial);
}

/* ---- by another door ---- */

static gboolean
commit_check (PodTrial *trial, gint64 subject, gint64 id, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodEvent event = { .record = { .id = id > 0 ? id : -1, .version = id > 0, .subject = subject },
                     .category = "disposition",
                     .code = "check.infusion",
                     .date = pod_date_new (2026, 3, 14),
                     .detail = "go_on 2026-03-17" };

  pod_change_put_event (change, &event);
  return pod_trial_commit (trial, change, id > 0 ? "so" : NULL, NULL, error);
}

static void
test_no_other_door (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = enrol (trial);
  g_autoptr (GError) error = NULL;

  g_assert_false (commit_check (trial, subject, 0, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  plan (trial, subject, 17);
  g_assert_true (sign (trial, subject, FALSE, "no bed", NULL));
  g_assert_false (commit_check (trial, subject,
                                fixture_find_event (trial, subject, "check.infusion")->record.id,
                                &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  fixture_become (trial, "cora");
  g_assert_false (commit_check (trial, subject, 0, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/check/plan", test_plan);
  g_test_add_func ("/service/check/plan-for-whom", test_plan_for_whom);
  g_test_add_func ("/service/check/go-on", test_go_on);
  g_test_add_func ("/service/check/hold", test_hold);
  g_test_add_func ("/service/check/hold-with-reason", test_hold_with_reason);
  g_test_add_func ("/service/check/day-over", test_day_over);
  g_test_add_func ("/service/check/not-enrolled", test_not_enrolled);
  g_test_add_func ("/service/check/taken", test_taken);
  g_test_add_func ("/service/check/together-or-not", test_together_or_not);
  g_test_add_func ("/service/check/no-other-door", test_no_other_door);
  return g_test_run ();
}
