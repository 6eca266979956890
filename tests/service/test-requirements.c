/* R02, R04, R05, R09 and R10 through the verbs of the trial: what an inspector asks of the store, asked of what people do. */

#include <string.h>

#include "pod-test-decide.h"
#include "pod-test-forge.h"
#include "pod-trial-backup.h"
#include "pod-trial-draft.h"
#include "pod-trial-history.h"
#include "pod-trial-sign.h"
#include "pod-trial-users.h"
#include "service-fixture.h"

/* Who else has an account. */
#define NURSE 2

/* Each is a verb that writes; @why is given where it takes a reason. */
typedef void (*CallFunc) (PodTrial *trial, gint64 subject, const char *why, GError **error);

static void
call_commit (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done" });
  pod_trial_commit (trial, change, why, NULL, error);
}

static void
call_record (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done" });
  pod_trial_record (trial, subject, change, why, error);
}

static void
call_register (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  PodRegistration registration = fixture_registration ("0000009");

  pod_trial_register (trial, &registration, error);
}

static void
call_enrol (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_test_enrol (trial, subject, pod_date_new (2026, 3, 14), error);
}

static void
call_fail (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_test_fail_screening (trial, subject, pod_date_new (2026, 3, 14), error);
}

static void
call_import (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  g_autoptr (PodImport) import = pod_trial_import (trial, "/nowhere", "/nowhere", FALSE, error);

  g_assert_null (import);
}

static void
call_export (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_export (trial, pod_test_path (pod_test_dir (), "out"), POD_PROFILE_SHIFTED, FALSE,
                    error);
}

static void
call_backup (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_backup (trial, pod_test_path (pod_test_dir (), "copy"), error);
}

static void
call_add_person (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_add_person (trial,
                        &(PodNewUser){
                            .user = "new", .password = FIXTURE_PASSWORD, .role = POD_USER_MONITOR },
                        error);
}

static void
call_set_role (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_set_role (trial, NURSE, POD_USER_COORDINATOR, why, error);
}

static void
call_reset_password (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_reset_password (trial, NURSE, "another invented phrase", why, error);
}

static void
call_revoke (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_revoke_user (trial, NURSE, why, error);
}

static void
call_unlock (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_unlock_user (trial, NURSE, error);
}

static void
call_confirm (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_confirm_user (trial, NURSE, FIXTURE_PASSWORD, error);
}

static void
call_delegate (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_delegate (trial, NURSE, "sign", pod_date_new (2026, 3, 1), POD_DATE_NONE, error);
}

static void
call_redact (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_redact_field (trial, 2, NULL, FIXTURE_PASSWORD, why, error);
}

static void
call_sign (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_sign (trial, subject, "casebook", subject, "approval", FIXTURE_PASSWORD, 1, error);
}

static void
call_reveal (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  g_free (pod_trial_reveal_name (trial, subject, error));
}

static void
call_mark_seen (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_mark_seen (trial, error);
}

static void
call_change_password (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_trial_change_password (trial, FIXTURE_PASSWORD, "another invented phrase", error);
}

static void
call_recovery_key (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  pod_wipe (pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, error));
}

static const CallFunc calls[] = {
  call_commit,       call_record, call_register, call_enrol,      call_fail,
  call_import,       call_export, call_backup,   call_add_person, call_set_role,
  call_revoke,       call_unlock, call_confirm,  call_delegate,   call_reset_password,
  call_redact,       call_sign,   call_reveal,   call_mark_seen,  call_change_password,
  call_recovery_key,
};

/* ---- R04 ---- */

/* Signed out or locked: each verb that writes fails, and the trail stands where it stood. */
static void
test_nobody (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *path = pod_trial_get_path (trial);

  fixture_add_user (trial, "nora", POD_USER_NURSE);
  for (int locked = 0; locked <= 1; locked++)
    {
      const char *head;

      if (locked)
        {
          fixture_become (trial, FIXTURE_PI);
          pod_trial_lock (trial, "asked");
        }
      else
        pod_trial_sign_out (trial);
      /* Whatever the leaving writes is written before the answer to this. */
      pod_trial_is_clock_sound (trial);
      head = fixture_audit_head (path);
      for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
        {
          g_autoptr (GError) error = NULL;

          g_test_message ("verb %d", (int) i);
          calls[i](trial, subject, "a reason", &error);
          g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
        }
      g_assert_cmpstr (fixture_audit_head (path), ==, head);
    }
  fixture_end (trial);
}

/* ---- R02 ---- */

/* What was saved: a result, an account's role, its password, its end, a text in the trail. */
static void
call_correct (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  fixture_correct (trial, fixture_find (trial, subject, "hgb"), 101, why, error);
}

static void
call_void (PodTrial *trial, gint64 subject, const char *why, GError **error)
{
  const PodFinding *finding = fixture_find (trial, subject, "hgb");
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_void (change, POD_RECORD_FINDING, finding->record.id, finding->record.version);
  pod_trial_commit (trial, change, why, NULL, error);
}

static void
test_reason (void)
{
  static const CallFunc changes[] = { call_correct, call_void, call_set_role, call_reset_password,
                                      call_revoke };
  static const char *const none[] = { NULL, "" };
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  gint64 subject = fixture_register (trial, "0000001");

  /* First entries: fixture_add_result() gives no reason, and asserts that it is taken. */
  fixture_add_user (trial, "nora", POD_USER_NURSE);
  fixture_add_result (trial, subject, "hgb", 100);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *head = fixture_audit_head (path);
      g_autoptr (GError) error = NULL;

      for (gsize j = 0; j < G_N_ELEMENTS (none); j++)
        {
          g_autoptr (GError) refusal = NULL;

          changes[i](trial, subject, none[j], &refusal);
          g_assert_error (refusal, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON);
          g_assert_cmpstr (fixture_audit_head (path), ==, head);
        }
      changes[i](trial, subject, "typing error", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (fixture_audit_head (path), !=, head);
    }
  fixture_end (trial);
}

/* ---- R05 ---- */

static gint64
add_note (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done",
                                             .note = "called Test Person" });
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_ascii_strtoll (fixture_audit_head (pod_trial_get_path (trial)), NULL, 10);
}

static void
refuse_redaction (PodTrial *trial, gint64 entry, const char *password, const char *why, int code)
{
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_redact_field (trial, entry, NULL, password, why, &error));
  if (code >= 0)
    g_assert_error (error, POD_SERVICE_ERROR, code);
  g_assert_cmpuint (fixture_count_audit (path, "REDACT"), ==, 0);
}

static void
test_redaction (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  gint64 entry = add_note (trial, fixture_register (trial, "0000001"));
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  for (int role = 0; role < POD_N_USER_ROLES; role++)
    if (role != POD_USER_PI)
      fixture_add_user (trial, pod_user_role_to_string (role), role);
  for (int role = 0; role < POD_N_USER_ROLES; role++)
    if (role != POD_USER_PI)
      {
        fixture_become (trial, pod_user_role_to_string (role));
        refuse_redaction (trial, entry, FIXTURE_PASSWORD, "a name", POD_SERVICE_ERROR_ROLE);
      }
  fixture_become (trial, FIXTURE_PI);
  refuse_redaction (trial, entry, FIXTURE_PASSWORD, NULL, POD_SERVICE_ERROR_REASON);
  refuse_redaction (trial, entry, FIXTURE_PASSWORD, "", POD_SERVICE_ERROR_REASON);
  refuse_redaction (trial, entry, "not the password", "a name", -1);

  g_assert_true (pod_trial_redact_field (trial, entry, NULL, FIXTURE_PASSWORD, "a name", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_audit (path, "REDACT"), >=, 1);
  g_assert_cmpstr (fixture_audit_user (path, "REDACT"), ==, FIXTURE_PI);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

/* ---- R09, R10 ---- */

static void
test_clock (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  gint64 subject = fixture_register (trial, "0000001");

  g_assert_true (pod_trial_is_clock_sound (trial));
  fixture_now.utc_us -= 2 * G_USEC_PER_SEC;
  g_assert_true (pod_trial_is_clock_sound (trial));
  fixture_add_result (trial, subject, "hgb", 100);
  g_assert_cmpuint (fixture_count_audit (path, "CLOCK"), ==, 0);
  fixture_now.utc_us -= 3 * G_USEC_PER_SEC;
  g_assert_false (pod_trial_is_clock_sound (trial));
  fixture_add_result (trial, subject, "hgb", 101);
  g_assert_cmpuint (fixture_count_audit (path, "CLOCK"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "CLOCK"), ==, "-3 s");
  fixture_now.utc_us += 60 * G_USEC_PER_SEC;
  g_assert_true (pod_trial_is_clock_sound (trial));
  fixture_end (trial);
}

/* The result of 10 March is entered on the 14th, and again an hour later: nobody is asked for that, and no struct has room for it. */
static void
test_entry_time (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (GListModel) history = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_add_result (trial, subject, "hgb", 100);
  const PodFinding *finding = fixture_find (trial, subject, "hgb");
  PodFinding earlier = *finding;
  g_autoptr (PodChange) change = pod_change_new ();
  guint n = 0;

  earlier.when = pod_moment_on (pod_date_new (2026, 3, 2));
  fixture_now.utc_us += G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  pod_change_put_finding (change, &earlier);
  g_assert_true (pod_trial_commit (trial, change, "another day", NULL, &error));
  g_assert_no_error (error);
  history = pod_trial_list_history (trial, &(PodHistoryFilter){ .table = "finding", .row = id },
                                    &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (history, i);
      gboolean is_first = pod_history_item_get_old (item) == NULL;

      if (g_strcmp0 (pod_history_item_get_field (item), "moment") != 0)
        continue;
      n++;
      g_assert_cmpstr (pod_history_item_get_when (item), ==,
                       is_first ? "2026-03-14T01:00:00.000Z" : "2026-03-14T02:00:00.000Z");
      g_assert_nonnull (strstr (pod_history_item_get_new (item),
                                is_first ? "2026-03-10" : "2026-03-02"));
    }
  g_assert_cmpuint (n, ==, 2);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/requirements/R02-reason-of-every-verb", test_reason);
  g_test_add_func ("/service/requirements/R04-nobody-writes", test_nobody);
  g_test_add_func ("/service/requirements/R05-redaction-is-the-PIs", test_redaction);
  g_test_add_func ("/service/requirements/R09-warning", test_clock);
  g_test_add_func ("/service/requirements/R10-time-of-entry", test_entry_time);
  return g_test_run ();
}
