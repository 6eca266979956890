/* Calls of what makes data trustworthy: people, signatures, queries, limits, the trail. */

#include "pod-scene.h"
#include "pod-signature-footer.h"
#include "pod-trial-amendment.h"
#include "pod-trial-arrival.h"
#include "pod-trial-history.h"
#include "pod-trial-ranges.h"
#include "pod-trial-reading.h"
#include "pod-trial-sign.h"
#include "pod-trial-users.h"
#include "verb-calls.h"

#define WHY "an invented reason"

/* ---- people ---- */

static void
list_users (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, error);
}

/* A name that is taken. */
static void
add_person (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = FIXTURE_PI,
                                       .password = FIXTURE_PASSWORD,
                                       .role = POD_USER_MONITOR },
                        error);
}

static void
set_role (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_set_role (trial, VERB_CALL_NOBODY, POD_USER_PI, WHY, error);
}

static void
revoke_user (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_revoke_user (trial, VERB_CALL_NOBODY, WHY, error);
}

static void
unlock_user (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_unlock_user (trial, VERB_CALL_NOBODY, error);
}

static void
reset_password (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_reset_password (trial, VERB_CALL_NOBODY, FIXTURE_PASSWORD, WHY, error);
}

static void
confirm_user (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_confirm_user (trial, VERB_CALL_NOBODY, FIXTURE_PASSWORD, error);
}

static void
confirm_recovery_key (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_confirm_recovery_key (trial, "no such key", error);
}

static void
note_recovery_key_printed (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_note_recovery_key_printed (trial, error);
}

static void
delegate (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_delegate (trial, VERB_CALL_NOBODY, "sign", pod_date_new (2026, 3, 14), (PodDate){ 0 },
                      error);
}

static void
end_delegation (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_end_delegation (trial, VERB_CALL_NOBODY, WHY, error);
}

static void
make_recovery_key (PodTrial *trial, gint64 subject, GError **error)
{
  pod_wipe (pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, error));
}

static void
check_password (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_check_password (trial, FIXTURE_PASSWORD, error);
}

/* The new one is the old one, which is refused. */
static void
change_password (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_change_password (trial, FIXTURE_PASSWORD, FIXTURE_PASSWORD, error);
}

static void
get_access_review (PodTrial *trial, gint64 subject, GError **error)
{
  gint64 audit;
  g_autofree char *words = pod_trial_get_access_review (trial, &audit, error);
}

/* ---- signatures ---- */

static void
sign_scope (PodTrial *trial, gint64 subject, const char *scope, gint64 about, GError **error)
{
  pod_trial_sign (trial, subject, scope, about, "no such meaning", FIXTURE_PASSWORD, 0, error);
}

static void
sign_record (PodTrial *trial, gint64 subject, GError **error)
{
  sign_scope (trial, subject, "adverse_event", VERB_CALL_NOBODY, error);
}

static void
sign_casebook (PodTrial *trial, gint64 subject, GError **error)
{
  sign_scope (trial, subject, "casebook", 0, error);
}

static void
sign_review (PodTrial *trial, gint64 subject, GError **error)
{
  sign_scope (trial, 0, "access_review", 0, error);
}

static void
sign_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_sign_async (trial, subject, "adverse_event", VERB_CALL_NOBODY, "no such meaning",
                        FIXTURE_PASSWORD, 0, NULL, pod_test_take_result_cb, &result);
  pod_trial_sign_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_differences (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) differences = pod_trial_list_differences (trial, VERB_CALL_NOBODY, error);
}

static void
list_differences_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  pod_trial_list_differences_async (trial, VERB_CALL_NOBODY, NULL, pod_test_take_result_cb,
                                    &result);
  differences = pod_trial_list_differences_finish (trial, fixture_wait ((gpointer *) &result),
                                                   error);
}

/* Of them all, so that no casebook is needed. */
static void
print_chart (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);

  pod_trial_print (trial, "wall", NULL, scene, error);
}

static void
check_signature (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_check_signature (trial, VERB_CALL_NOBODY, error);
}

static void
check_signature_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_check_signature_async (trial, VERB_CALL_NOBODY, NULL, pod_test_take_result_cb, &result);
  pod_trial_check_signature_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_news (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) news = pod_trial_list_news (trial, error);
}

static void
list_news_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) news = NULL;

  pod_trial_list_news_async (trial, NULL, pod_test_take_result_cb, &result);
  news = pod_trial_list_news_finish (trial, fixture_wait ((gpointer *) &result), FALSE, error);
}

static void
mark_seen (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_mark_seen (trial, error);
}

/* ---- queries ---- */

static void
ask (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_ask (trial, subject, "casebook", 0, NULL, "", error);
}

static void
answer (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_answer (trial, subject, VERB_CALL_NOBODY, "an invented answer", error);
}

static void
close_query (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_close_query (trial, subject, VERB_CALL_NOBODY, NULL, error);
}

/* ---- the trail ---- */

static void
verify (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, error);
}

static void
verify_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodTrialVerification) verification = NULL;

  pod_trial_verify_async (trial, NULL, NULL, NULL, NULL, pod_test_take_result_cb, &result);
  verification = pod_trial_verify_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_history (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GListModel) list = pod_trial_list_history (trial, NULL, error);
}

static void
list_history_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) list = NULL;

  pod_trial_list_history_async (trial, NULL, NULL, pod_test_take_result_cb, &result);
  list = pod_trial_list_history_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
save_history (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_history (trial, NULL, POD_HISTORY_CSV, VERB_CALL_NOWHERE, error);
}

static void
save_history_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_save_history_async (trial, NULL, POD_HISTORY_JSON, VERB_CALL_NOWHERE, NULL, NULL, NULL,
                                pod_test_take_result_cb, &result);
  pod_trial_save_history_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
compare_reading (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray)
      effects = pod_trial_compare_reading (trial, "reading.inc01_limit", "eighty", error);
}

static void
settle_reading (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_settle_reading (trial, "reading.inc01_limit", "eighty", WHY, error);
}

static void
get_ledger_signature (PodTrial *trial, gint64 subject, GError **error)
{
  gint64 audit;
  g_autofree char *words = pod_trial_get_ledger_signature (trial, &audit, error);
}

static void
sign_ledger (PodTrial *trial, gint64 subject, GError **error)
{
  sign_scope (trial, 0, "readings", 0, error);
}

static void
compare_amendment (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodAmendment) amendment = pod_trial_compare_amendment (trial, NULL, error);
}

static void
compare_amendment_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodAmendment) amendment = NULL;

  pod_trial_compare_amendment_async (trial, NULL, NULL, NULL, NULL, pod_test_take_result_cb,
                                     &result);
  amendment = pod_trial_compare_amendment_finish (trial, fixture_wait ((gpointer *) &result),
                                                  error);
}

/* It was compared with nothing that is in force. */
static void
adopt_amendment (PodTrial *trial, gint64 subject, GError **error)
{
  PodAmendment nothing = { 0 };

  pod_trial_adopt_amendment (trial, &nothing, WHY, FIXTURE_PASSWORD, error);
}

static void
redact_field (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_redact_field (trial, VERB_CALL_NOBODY, "verbatim", FIXTURE_PASSWORD, WHY, error);
}

static void
take_some_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_take_some_async (trial, VERB_CALL_NOBODY, items, NULL, pod_test_take_result_cb,
                             &result);
  pod_trial_take_arrival_finish (trial, fixture_wait ((gpointer *) &result), NULL, error);
}

/* ---- limits ---- */

static void
add_range (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_add_range (trial, &(PodRange){ .observation = "none" }, NULL, error);
}

static void
end_range (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_end_range (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 9), NULL, error);
}

static void
read_ranges (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodLabMap) map = pod_trial_read_ranges (trial, VERB_CALL_NOWHERE, error);
}

/* Without a range. */
static PodLabMap *
parse_map (PodTrial *trial)
{
  static const char text[] = "[map c]\nlaboratory=Central\nsubject=S\n"
                             "subject.kind=screening_number\nitem=I\nresult=R\ncollected=C\n";
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map = pod_lab_map_parse (text, "map", pod_trial_get_study (trial), problems);

  g_assert_nonnull (map);
  return map;
}

static void
import_ranges (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodLabMap) map = parse_map (trial);

  pod_trial_import_ranges (trial, map, NULL, NULL, error);
}

static void
try_range (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodSite)
      site = pod_trial_try_range (trial, &(PodRange){ .observation = "none" }, error);
}

static void
try_range_end (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodSite)
      site = pod_trial_try_range_end (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 9), error);
}

static void
try_import_ranges (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodLabMap) map = parse_map (trial);
  g_autoptr (PodSite) site = pod_trial_try_import_ranges (trial, map, error);
}

static void
compare_limits (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodSite) none = pod_site_new (NULL, 0, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodLimitsChange) change = NULL;

  pod_trial_compare_limits_async (trial, none, NULL, pod_test_take_result_cb, &result);
  change = pod_trial_compare_limits_finish (trial, fixture_wait ((gpointer *) &result), error);
}

const VerbCall verb_calls_trust[] = {
  { "pod_trial_list_users", NULL, list_users, POD_VERB_MANAGE_USERS },
  { "pod_trial_add_person", NULL, add_person, POD_VERB_MANAGE_USERS },
  { "pod_trial_set_role", NULL, set_role, POD_VERB_MANAGE_USERS },
  { "pod_trial_revoke_user", NULL, revoke_user, POD_VERB_MANAGE_USERS },
  { "pod_trial_unlock_user", NULL, unlock_user, POD_VERB_MANAGE_USERS },
  { "pod_trial_reset_password", NULL, reset_password, POD_VERB_MANAGE_USERS },
  { "pod_trial_confirm_user", NULL, confirm_user, POD_VERB_CONFIRM_USER },
  { "pod_trial_make_recovery_key", NULL, make_recovery_key, POD_VERB_CONFIRM_USER },
  { "pod_trial_confirm_recovery_key", NULL, confirm_recovery_key, POD_VERB_CONFIRM_USER },
  { "pod_trial_note_recovery_key_printed", NULL, note_recovery_key_printed, POD_VERB_CONFIRM_USER },
  { "pod_trial_delegate", NULL, delegate, POD_VERB_DELEGATE },
  { "pod_trial_end_delegation", NULL, end_delegation, POD_VERB_DELEGATE },
  { "pod_trial_check_password", NULL, check_password, VERB_CALL_ANYBODY },
  { "pod_trial_change_password", NULL, change_password, VERB_CALL_ANYBODY },
  { "pod_trial_get_access_review", NULL, get_access_review, POD_VERB_MANAGE_USERS },
  { "pod_trial_sign", "a record", sign_record, POD_VERB_SIGN },
  { "pod_trial_sign", "a casebook", sign_casebook, POD_VERB_SIGN_OFF },
  { "pod_trial_sign", "the accounts", sign_review, POD_VERB_REVIEW_ACCESS },
  { "pod_trial_sign_async", NULL, sign_later, POD_VERB_SIGN },
  { "pod_trial_list_differences", NULL, list_differences, POD_VERB_READ },
  { "pod_trial_list_differences_async", NULL, list_differences_later, POD_VERB_READ },
  { "pod_trial_print", NULL, print_chart, POD_VERB_READ },
  { "pod_trial_check_signature", NULL, check_signature, POD_VERB_READ },
  { "pod_trial_check_signature_async", NULL, check_signature_later, POD_VERB_READ },
  { "pod_trial_list_news", NULL, list_news, POD_VERB_READ },
  { "pod_trial_list_news_async", NULL, list_news_later, POD_VERB_READ },
  { "pod_trial_mark_seen", NULL, mark_seen, POD_VERB_READ },
  { "pod_trial_ask", NULL, ask, POD_VERB_ASK },
  { "pod_trial_answer", NULL, answer, POD_VERB_ANSWER },
  { "pod_trial_close_query", NULL, close_query, POD_VERB_ASK },
  { "pod_trial_verify", NULL, verify, POD_VERB_VERIFY },
  { "pod_trial_verify_async", NULL, verify_later, POD_VERB_VERIFY },
  { "pod_trial_list_history", NULL, list_history, POD_VERB_HISTORY },
  { "pod_trial_list_history_async", NULL, list_history_later, POD_VERB_HISTORY },
  { "pod_trial_save_history", NULL, save_history, POD_VERB_HISTORY },
  { "pod_trial_save_history_async", NULL, save_history_later, POD_VERB_HISTORY },
  { "pod_trial_compare_reading", NULL, compare_reading, POD_VERB_READ },
  { "pod_trial_settle_reading", NULL, settle_reading, POD_VERB_SETTLE },
  { "pod_trial_get_ledger_signature", NULL, get_ledger_signature, POD_VERB_READ },
  { "pod_trial_compare_amendment", NULL, compare_amendment, POD_VERB_READ },
  { "pod_trial_compare_amendment_async", NULL, compare_amendment_later, POD_VERB_READ },
  { "pod_trial_adopt_amendment", NULL, adopt_amendment, POD_VERB_SETTLE },
  { "pod_trial_sign", "the ledger of readings", sign_ledger, POD_VERB_SETTLE },
  { "pod_trial_redact_field", NULL, redact_field, POD_VERB_REDACT },
  { "pod_trial_take_some_async", NULL, take_some_later, POD_VERB_IMPORT },
  { "pod_trial_add_range", NULL, add_range, POD_VERB_IMPORT },
  { "pod_trial_end_range", NULL, end_range, POD_VERB_IMPORT },
  { "pod_trial_read_ranges", NULL, read_ranges, POD_VERB_IMPORT },
  { "pod_trial_import_ranges", NULL, import_ranges, POD_VERB_IMPORT },
  { "pod_trial_try_range", NULL, try_range, POD_VERB_IMPORT },
  { "pod_trial_try_range_end", NULL, try_range_end, POD_VERB_IMPORT },
  { "pod_trial_try_import_ranges", NULL, try_import_ranges, POD_VERB_IMPORT },
  { "pod_trial_compare_limits_async", NULL, compare_limits, POD_VERB_READ },
};
const guint verb_calls_n_trust = G_N_ELEMENTS (verb_calls_trust);
