/* Who may do what: every verb of the trial, called by every role. */

#include <string.h>

#include "pod-test-decide.h"
#include "pod-trial-users.h"
#include "service-fixture.h"

/* P: principal investigator, I: sub-investigator, C: coordinator, N: nurse, M: monitor, A: administrator.  As the design has it; what is
 * only lent to a role, for as long as the PI delegates it, is not here. */
static const struct
{
  PodVerb verb;
  const char *roles;
} table[] = {
  { POD_VERB_READ, "PICNM" },      { POD_VERB_SEE_IDENTITY, "PICN" },
  { POD_VERB_CONSENT, "PIC" },     { POD_VERB_RECORD, "PICN" },
  { POD_VERB_JUDGE, "PI" },        { POD_VERB_ENROL, "P" },
  { POD_VERB_IMPORT, "PIC" },      { POD_VERB_EXPORT, "PC" },
  { POD_VERB_VERIFY, "PICNMA" },   { POD_VERB_MANAGE_USERS, "PA" },
  { POD_VERB_CONFIRM_USER, "P" },  { POD_VERB_DELEGATE, "P" },
  { POD_VERB_REVIEW_ACCESS, "P" }, { POD_VERB_SIGN, "P" },
  { POD_VERB_SIGN_OFF, "P" },      { POD_VERB_ASK, "PIM" },
  { POD_VERB_ANSWER, "PICN" },     { POD_VERB_HISTORY, "PICNM" },
  { POD_VERB_REDACT, "P" },        { POD_VERB_BACKUP, "PCA" },
  { POD_VERB_SETTLE, "P" },
};
static const char letters[POD_N_USER_ROLES + 1] = "PICNMA";

static gboolean
may_by_table (PodUserRole role, PodVerb verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].verb == verb)
      return strchr (table[i].roles, letters[role]) != NULL;
  g_assert_not_reached ();
}

static void
test_table (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, POD_N_VERBS);
  for (int role = 0; role < POD_N_USER_ROLES; role++)
    for (int verb = 0; verb < POD_N_VERBS; verb++)
      if (pod_role_may (role, verb) != may_by_table (role, verb))
        g_error ("role %c, verb %d", letters[role], verb);
}

static void
test_names (void)
{
  PodUserRole read = POD_USER_MONITOR;

  for (int role = 0; role < POD_N_USER_ROLES; role++)
    {
      g_assert_true (pod_user_role_from_string (pod_user_role_to_string (role), &read));
      g_assert_cmpint (read, ==, role);
      g_assert_nonnull (pod_user_role_to_words (role));
    }
  g_assert_false (pod_user_role_from_string ("sponsor", &read));
  g_assert_false (pod_user_role_from_string (NULL, &read));
}

/* ---- the verbs themselves: each is called, and must be refused or not for its role ---- */

typedef void (*CallFunc) (PodTrial *trial, gint64 subject, GError **error);

static void
read_casebook (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, error);

  g_assert_true (casebook != NULL || error == NULL || *error != NULL);
}

static void
screen (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodScreening)
      screening = pod_trial_screen (trial, subject, pod_trial_get_today (trial), error);
}

static void
reveal (PodTrial *trial, gint64 subject, GError **error)
{
  g_autofree char *name = pod_trial_reveal_name (trial, subject, error);
}

static void
consent (PodTrial *trial, gint64 subject, GError **error)
{
  PodRegistration registration = fixture_registration ("0000001");

  pod_trial_register (trial, &registration, error);
}

static void
record (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = fixture_make_visit (subject);

  pod_trial_record (trial, subject, change, NULL, error);
}

static void
judge (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = fixture_make_headache (subject, 1);

  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
attest_as (PodTrial *trial,
           gint64 subject,
           const char *observation,
           const char *code,
           GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = subject };
  finding.observation = observation;
  finding.code = code;
  finding.when = pod_moment_on (pod_date_new (2026, 3, 9));
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_record (trial, subject, change, NULL, error);
}

static void
attest (PodTrial *trial, gint64 subject, GError **error)
{
  attest_as (trial, subject, "well", "no", error);
}

/* A choice that the study leaves to the physician. */
static void
attest_choice (PodTrial *trial, gint64 subject, GError **error)
{
  attest_as (trial, subject, "growth", "none", error);
}

static void
enrol (PodTrial *trial, gint64 subject, GError **error)
{
  pod_test_enrol (trial, subject, pod_date_new (2026, 3, 14), error);
}

static void
fail_screening (PodTrial *trial, gint64 subject, GError **error)
{
  pod_test_fail_screening (trial, subject, pod_date_new (2026, 3, 14), error);
}

/* A decision made through the general door is refused for its role before it is refused for its door. */
static void
fail_by_event (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = subject },
                                             .category = "disposition",
                                             .code = "screen_failure",
                                             .date = pod_date_new (2026, 3, 14) });
  pod_trial_commit (trial, change, NULL, NULL, error);
}

/* So is the withdrawal of a consent. */
static void
withdraw_by_event (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = subject },
                                             .category = "disposition",
                                             .code = "withdrawal",
                                             .date = pod_date_new (2026, 3, 14) });
  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
import_file (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodImport) import = pod_trial_import (trial, "/nowhere", "/nowhere", TRUE, error);

  g_assert_null (import);
}

static void
export_package (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_export (trial, pod_test_path (pod_test_dir (), "out"), POD_PROFILE_SHIFTED, FALSE,
                    error);
}

static void
verify (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, error);
}

static void
add_user (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = "someone",
                                       .password = FIXTURE_PASSWORD,
                                       .role = POD_USER_MONITOR },
                        error);
}

static const struct
{
  const char *name;
  CallFunc call;
  PodVerb verb;
} calls[] = {
  { "load_casebook", read_casebook, POD_VERB_READ },
  { "screen", screen, POD_VERB_READ },
  { "reveal_name", reveal, POD_VERB_SEE_IDENTITY },
  { "register", consent, POD_VERB_CONSENT },
  { "record", record, POD_VERB_RECORD },
  { "commit of a grade", judge, POD_VERB_JUDGE },
  { "record of an attestation", attest, POD_VERB_JUDGE },
  { "record of an attested choice", attest_choice, POD_VERB_JUDGE },
  { "commit of a screening failure", fail_by_event, POD_VERB_ENROL },
  { "commit of a withdrawal", withdraw_by_event, POD_VERB_CONSENT },
  { "enrol", enrol, POD_VERB_ENROL },
  { "fail_screening", fail_screening, POD_VERB_ENROL },
  { "import", import_file, POD_VERB_IMPORT },
  { "export", export_package, POD_VERB_EXPORT },
  { "verify", verify, POD_VERB_VERIFY },
  { "add_user", add_user, POD_VERB_MANAGE_USERS },
};

static void
check_calls (PodTrial *trial, gint64 subject, PodUserRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean refused;

      calls[i].call (trial, subject, &error);
      /* It may fail for another reason, but not for its role. */
      refused = g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
      if (refused == may_by_table (role, calls[i].verb))
        g_error ("%s as %c: %s", calls[i].name, letters[role], error ? error->message : "done");
    }
}

static void
test_verbs (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");

  for (int role = 1; role < POD_N_USER_ROLES; role++)
    fixture_add_user (trial, pod_user_role_to_string (role), role);
  /* The PI last: their verbs succeed and change what the others would meet. */
  for (int role = POD_N_USER_ROLES - 1; role > 0; role--)
    {
      fixture_become (trial, pod_user_role_to_string (role));
      check_calls (trial, subject, role);
    }
  fixture_become (trial, FIXTURE_PI);
  check_calls (trial, subject, POD_USER_PI);
  fixture_end (trial);
}

/* A nurse records, but takes no consent: nor is its withdrawal theirs to undo. */
static void
test_withdrawal_undone (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  const PodEvent *event;

  withdraw_by_event (trial, subject, &error);
  g_assert_no_error (error);
  fixture_add_user (trial, "nora", POD_USER_NURSE);
  fixture_become (trial, "nora");
  casebook = pod_trial_load_casebook (trial, subject, &error);
  event = pod_casebook_find_event (casebook, "withdrawal");
  pod_change_void (change, POD_RECORD_EVENT, event->record.id, event->record.version);
  g_assert_false (pod_trial_commit (trial, change, "a slip", NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  fixture_end (trial);
}

static void
test_signed_out (void)
{
  PodTrial *trial = fixture_trial ();

  pod_trial_sign_out (trial);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;

      calls[i].call (trial, 1, &error);
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
    }
  for (int verb = 0; verb < POD_N_VERBS; verb++)
    g_assert_false (pod_trial_may (trial, verb));
  fixture_end (trial);
}

/* ---- looking at a name ---- */

static void
test_reveal (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = pod_trial_reveal_name (trial, subject, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "测试甲");
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "VIEW_ID"), ==, "S-001");
  g_assert_cmpstr (fixture_audit_user (path, "VIEW_ID"), ==, FIXTURE_PI);
  g_assert_null (pod_trial_reveal_name (trial, subject + 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 1);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roles/table", test_table);
  g_test_add_func ("/roles/names", test_names);
  g_test_add_func ("/roles/verbs", test_verbs);
  g_test_add_func ("/roles/withdrawal-undone", test_withdrawal_undone);
  g_test_add_func ("/roles/signed-out", test_signed_out);
  g_test_add_func ("/roles/reveal", test_reveal);
  return g_test_run ();
}
