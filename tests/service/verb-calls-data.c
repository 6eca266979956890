/* Calls of what reads, writes and moves data. */

#include "pod-trial-agenda.h"
#include "pod-trial-arrival-person.h"
#include "pod-trial-arrival.h"
#include "pod-trial-assess.h"
#include "pod-trial-backup.h"
#include "pod-trial-check.h"
#include "pod-trial-draft.h"
#include "pod-trial-laboratory.h"
#include "pod-trial-paper.h"
#include "pod-trial-results.h"
#include "pod-trial-screening.h"
#include "verb-calls.h"

static void
load_casebook (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, error);
}

static void
screen (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodScreening)
      screening = pod_trial_screen (trial, subject, pod_trial_get_today (trial), error);
}

static void
reveal_name (PodTrial *trial, gint64 subject, GError **error)
{
  g_autofree char *name = pod_trial_reveal_name (trial, subject, error);
}

static void
reveal_birth (PodTrial *trial, gint64 subject, GError **error)
{
  PodDate birth;

  pod_trial_reveal_birth (trial, subject, &birth, error);
}

static void
register_patient (PodTrial *trial, gint64 subject, GError **error)
{
  /* A person without a number is not taken. */
  PodRegistration registration = fixture_registration ("");

  pod_trial_register (trial, &registration, error);
}

/* ---- the one door for changes ---- */

static PodChange *
make_event (gint64 subject, const char *code)
{
  PodChange *change = pod_change_new ();

  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = subject },
                                             .category = "disposition",
                                             .code = code,
                                             .date = pod_date_new (2026, 3, 9) });
  return change;
}

static void
commit_event (PodTrial *trial, gint64 subject, const char *code, GError **error)
{
  g_autoptr (PodChange) change = make_event (subject, code);

  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
commit_consent (PodTrial *trial, gint64 subject, GError **error)
{
  commit_event (trial, subject, "consent", error);
}

static void
commit_enrolment (PodTrial *trial, gint64 subject, GError **error)
{
  commit_event (trial, VERB_CALL_NOBODY, "enrolment", error);
}

static void
commit_failure (PodTrial *trial, gint64 subject, GError **error)
{
  commit_event (trial, VERB_CALL_NOBODY, "screen_failure", error);
}

static void
commit_finding (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = VERB_CALL_NOBODY };
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
commit_adverse_event (PodTrial *trial, gint64 subject, int grade, GError **error)
{
  g_autoptr (PodChange) change = fixture_make_headache (subject, grade);

  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
commit_report (PodTrial *trial, gint64 subject, GError **error)
{
  commit_adverse_event (trial, subject, 0, error);
}

static void
commit_grade (PodTrial *trial, gint64 subject, GError **error)
{
  commit_adverse_event (trial, subject, 1, error);
}

static void
commit_question (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_query (change, &(PodQuery){ .record = { .id = -1, .subject = subject },
                                             .scope = "casebook",
                                             .text = "",
                                             .status = "open" });
  pod_trial_commit (trial, change, NULL, NULL, error);
}

static void
commit_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = make_event (subject, "consent");
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_commit_async (trial, change, NULL, NULL, pod_test_take_result_cb, &result);
  pod_trial_commit_finish (trial, fixture_wait ((gpointer *) &result), NULL, error);
}

static void
assess (PodTrial *trial, gint64 subject, GError **error)
{
  /* Moved to no day at all. */
  pod_trial_assess (trial, &(PodAssessing){ .was = pod_moment_on (pod_date_new (2026, 3, 9)) },
                    NULL, error);
}

static void
record (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodChange) change = fixture_make_visit (subject);

  pod_trial_record (trial, VERB_CALL_NOBODY, change, NULL, error);
}

static void
enrol (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_enrol (trial, subject, pod_date_new (2026, 3, 14), error);
}

static void
fail_screening (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_fail_screening (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 14), error);
}

/* ---- screening ---- */

static void
find_attempts (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));

  pod_trial_find_attempts (trial, "0000001", NULL, subjects, error);
}

static void
check_patient (PodTrial *trial, gint64 subject, GError **error)
{
  PodRegistration registration = fixture_registration ("");

  pod_trial_check_registration (trial, &registration, error);
}

static void
renew_consent (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_renew_consent (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 14), &(PodConsent){ 0 },
                           error);
}

static void
screen_again (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_screen_again (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 14), &(PodConsent){ 0 },
                          error);
}

static void
withdraw_consent (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_withdraw_consent (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 14), error);
}

static const PodDecision failure = { .subject = VERB_CALL_NOBODY, .date = { 2026, 3, 14 } };

static void
decide (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_decide (trial, &failure, FIXTURE_PASSWORD, error);
}

static void
decide_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_decide_async (trial, &failure, FIXTURE_PASSWORD, pod_test_take_result_cb, &result);
  pod_trial_decide_finish (trial, fixture_wait ((gpointer *) &result), error);
}

/* ---- before treatment ---- */

static void
plan_infusion (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_plan_infusion (trial, VERB_CALL_NOBODY, pod_date_new (2026, 3, 20), NULL, error);
}

static void
commit_check (PodTrial *trial, gint64 subject, GError **error)
{
  commit_event (trial, VERB_CALL_NOBODY, "check.infusion", error);
}

static const PodCheckDecision hold = { .subject = VERB_CALL_NOBODY,
                                       .check = "infusion",
                                       .date = { 2026, 3, 14 } };

static void
sign_check (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_sign_check (trial, &hold, FIXTURE_PASSWORD, error);
}

static void
sign_check_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_sign_check_async (trial, &hold, FIXTURE_PASSWORD, pod_test_take_result_cb, &result);
  pod_trial_sign_check_finish (trial, fixture_wait ((gpointer *) &result), error);
}

/* ---- in and out ---- */

static void
import (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodImport)
      found = pod_trial_import (trial, VERB_CALL_NOWHERE, VERB_CALL_NOWHERE, FALSE, error);
}

static void
import_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodImport) found = NULL;

  pod_trial_import_async (trial, VERB_CALL_NOWHERE, VERB_CALL_NOWHERE, FALSE, NULL,
                          pod_test_take_result_cb, &result);
  found = pod_trial_import_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void export(PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_export (trial, VERB_CALL_NOWHERE, POD_PROFILE_SHIFTED, FALSE, error);
}

static void
export_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_export_async (trial, VERB_CALL_NOWHERE, POD_PROFILE_SHIFTED, NULL, NULL, NULL,
                          pod_test_take_result_cb, &result);
  pod_trial_export_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
backup (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_backup (trial, VERB_CALL_NOWHERE, error);
}

static void
backup_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_backup_async (trial, VERB_CALL_NOWHERE, NULL, NULL, NULL, pod_test_take_result_cb,
                          &result);
  pod_trial_backup_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
test_restore (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_test_restore (trial, error);
}

static void
test_restore_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_test_restore_async (trial, NULL, pod_test_take_result_cb, &result);
  pod_trial_test_restore_finish (trial, fixture_wait ((gpointer *) &result), error);
}

/* ---- drafts: of whoever may send the form off ---- */

static void
draft_question (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "query/subject", subject, 0, "x", error);
}

static void
draft_person (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "person", 0, 0, "x", error);
}

static void
draft_answer (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "answer", subject, 0, "x", error);
}

static void
draft_registration (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "register", 0, 0, "x", error);
}

static void
draft_event (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "adverse_event", subject, 0, "x", error);
}

static void
forget_draft (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_draft (trial, "register", 0, 0, NULL, error);
}

static void
save_draft_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_save_draft_async (trial, "person", 0, 0, "x", pod_test_take_result_cb, &result);
  pod_trial_save_draft_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_drafts (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, error);
}

/* ---- on paper, and what is due ---- */

static void
list_agenda (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) agenda = pod_trial_list_agenda (trial, error);

  g_assert_true (agenda != NULL || *error != NULL);
}

static void
draw_sheet (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray)
      sheet = pod_trial_draw_screening_sheet (trial, VERB_CALL_NOBODY, POD_DATE_NONE, TRUE, error);
}

static void
list_log (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodScreeningLog)
      log = pod_trial_list_screening_log (trial, &POD_LOG_FILTER_NONE, error);
}

static void
draw_log (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray)
      pages = pod_trial_draw_screening_log (trial, &POD_LOG_FILTER_NONE, FALSE, error);

  g_assert_true (pages != NULL || *error != NULL);
}

static void
save_log (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_save_screening_log (trial, &POD_LOG_FILTER_NONE, POD_LOG_CSV, VERB_CALL_NOWHERE, error);
}

static void
judge_results (PodTrial *trial, gint64 subject, GError **error)
{
  PodResultJudgement judgement = { .significance = "significant" };

  pod_trial_judge_results (trial, &judgement, NULL, error);
}

static void
list_waiting (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) waiting = pod_trial_list_waiting_reports (trial, 0, error);
}

/* ---- the quarantine ---- */

static const PodArrivalKey no_item = { VERB_CALL_NOBODY, 1 };

static void
list_arrivals (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) arrivals = pod_trial_list_arrivals (trial, error);
}

static void
list_arrivals_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;

  pod_trial_list_arrivals_async (trial, NULL, pod_test_take_result_cb, &result);
  arrivals = pod_trial_list_arrivals_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_arrival_items (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) items = pod_trial_list_arrival_items (trial, 0, NULL, 0, 0, error);
}

static void
list_arrival_items_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;

  pod_trial_list_arrival_items_async (trial, 0, NULL, 0, 0, NULL, pod_test_take_result_cb, &result);
  items = pod_trial_list_arrival_items_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
open_raw (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_free_raw (pod_trial_open_arrival_raw (trial, VERB_CALL_NOBODY, error));
}

static void
open_raw_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_open_arrival_raw_async (trial, VERB_CALL_NOBODY, NULL, pod_test_take_result_cb,
                                    &result);
  pod_trial_free_raw (pod_trial_open_arrival_raw_finish (trial, fixture_wait ((gpointer *) &result),
                                                         error));
}

static void
compare_person (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;

  pod_trial_compare_person_async (trial, "nowhere", VERB_CALL_NOBODY, NULL, pod_test_take_result_cb,
                                  &result);
  person = pod_trial_compare_person_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
receive (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (PodImport)
      found = pod_trial_receive (trial, VERB_CALL_NOWHERE, VERB_CALL_NOWHERE, NULL, NULL, error);
}

static void
receive_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodImport) found = NULL;

  pod_trial_receive_async (trial, VERB_CALL_NOWHERE, VERB_CALL_NOWHERE, NULL, NULL, NULL, NULL,
                           pod_test_take_result_cb, &result);
  found = pod_trial_receive_finish (trial, fixture_wait ((gpointer *) &result), NULL, NULL, error);
}

static void
look_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  PodLabLook *look;

  pod_trial_look_at_lab_file_async (trial, VERB_CALL_NOWHERE, NULL, pod_test_take_result_cb,
                                    &result);
  look = pod_trial_look_at_lab_file_finish (trial, fixture_wait ((gpointer *) &result), error);
  g_clear_pointer (&look, pod_lab_look_free);
}

static void
keep_lab_map (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_keep_lab_map (trial, "nowhere", VERB_CALL_NOWHERE, error);
}

static void
keep_decimal (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_keep_decimal_comma (trial, "nowhere", TRUE, error);
}

static void
keep_columns (PodTrial *trial, gint64 subject, GError **error)
{
  static const char *const columns[] = { "subject\tA", "item\tB", "result\tC", "collected\tD",
                                         NULL };

  pod_trial_keep_lab_columns (trial, "nowhere", columns, error);
}

static void
remember_laboratory (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_remember_laboratory (trial, "0", "", "", error);
}

static void
resolve (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_resolve (trial, &no_item, 1, POD_RESOLVE_REJECT, "because", error);
}

static void
resolve_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_resolve_async (trial, &no_item, 1, POD_RESOLVE_REJECT, "because", NULL,
                           pod_test_take_result_cb, &result);
  pod_trial_resolve_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
take_arrival (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_take_arrival (trial, VERB_CALL_NOBODY, NULL, error);
}

static void
take_arrival_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_take_arrival_async (trial, VERB_CALL_NOBODY, NULL, pod_test_take_result_cb, &result);
  pod_trial_take_arrival_finish (trial, fixture_wait ((gpointer *) &result), NULL, error);
}

static void
undo_arrival (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_undo_arrival (trial, VERB_CALL_NOBODY, NULL, "because", error);
}

static void
undo_arrival_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_undo_arrival_async (trial, VERB_CALL_NOBODY, NULL, "because", NULL, NULL, NULL,
                                pod_test_take_result_cb, &result);
  pod_trial_undo_arrival_finish (trial, fixture_wait ((gpointer *) &result), NULL, error);
}

static void
set_aside (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_set_aside_arrival (trial, VERB_CALL_NOBODY, "because", error);
}

static void
set_aside_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_set_aside_arrival_async (trial, VERB_CALL_NOBODY, "because", pod_test_take_result_cb,
                                     &result);
  pod_trial_set_aside_arrival_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
count_undoing (PodTrial *trial, gint64 subject, GError **error)
{
  g_auto (PodArrivalUndoing) undoing = { 0 };

  pod_trial_count_undoing (trial, VERB_CALL_NOBODY, &undoing, error);
}

static void
count_undoing_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  pod_trial_count_undoing_async (trial, VERB_CALL_NOBODY, NULL, pod_test_take_result_cb, &result);
  pod_trial_count_undoing_finish (trial, fixture_wait ((gpointer *) &result), &undoing, error);
}

static void
map_item (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_map_item (trial, "nowhere", "", "", error);
}

static void
unmap_item (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_unmap_item (trial, "nowhere", "", "", error);
}

static void
unmap_item_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_unmap_item_async (trial, "nowhere", "", "", NULL, pod_test_take_result_cb, &result);
  pod_trial_unmap_item_finish (trial, fixture_wait ((gpointer *) &result), error);
}

static void
list_mappings (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GPtrArray) mappings = pod_trial_list_mappings (trial, "nowhere", error);
}

static void
read_again (PodTrial *trial, gint64 subject, GError **error)
{
  pod_trial_read_again (trial, VERB_CALL_NOBODY, VERB_CALL_NOWHERE, NULL, error);
}

static void
read_again_later (PodTrial *trial, gint64 subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_read_again_async (trial, VERB_CALL_NOBODY, VERB_CALL_NOWHERE, NULL,
                              pod_test_take_result_cb, &result);
  pod_trial_read_again_finish (trial, fixture_wait ((gpointer *) &result), NULL, NULL, error);
}

static void
count_waiting (PodTrial *trial, gint64 subject, GError **error)
{
  guint n;

  pod_trial_count_waiting (trial, &n, error);
}

const VerbCall verb_calls_data[] = {
  { "pod_trial_list_arrivals", NULL, list_arrivals, POD_VERB_IMPORT },
  { "pod_trial_list_arrivals_async", NULL, list_arrivals_later, POD_VERB_IMPORT },
  { "pod_trial_list_arrival_items", NULL, list_arrival_items, POD_VERB_IMPORT },
  { "pod_trial_list_arrival_items_async", NULL, list_arrival_items_later, POD_VERB_IMPORT },
  { "pod_trial_open_arrival_raw", NULL, open_raw, POD_VERB_IMPORT },
  { "pod_trial_open_arrival_raw_async", NULL, open_raw_later, POD_VERB_IMPORT },
  { "pod_trial_compare_person_async", NULL, compare_person, POD_VERB_IMPORT },
  { "pod_trial_receive", NULL, receive, POD_VERB_IMPORT },
  { "pod_trial_receive_async", NULL, receive_later, POD_VERB_IMPORT },
  { "pod_trial_look_at_lab_file_async", NULL, look_later, POD_VERB_IMPORT },
  { "pod_trial_keep_lab_map", NULL, keep_lab_map, POD_VERB_IMPORT },
  { "pod_trial_keep_decimal_comma", NULL, keep_decimal, POD_VERB_IMPORT },
  { "pod_trial_keep_lab_columns", NULL, keep_columns, POD_VERB_IMPORT },
  { "pod_trial_remember_laboratory", NULL, remember_laboratory, POD_VERB_IMPORT },
  { "pod_trial_resolve", NULL, resolve, POD_VERB_IMPORT },
  { "pod_trial_resolve_async", NULL, resolve_later, POD_VERB_IMPORT },
  { "pod_trial_take_arrival", NULL, take_arrival, POD_VERB_IMPORT },
  { "pod_trial_take_arrival_async", NULL, take_arrival_later, POD_VERB_IMPORT },
  { "pod_trial_undo_arrival", NULL, undo_arrival, POD_VERB_IMPORT },
  { "pod_trial_undo_arrival_async", NULL, undo_arrival_later, POD_VERB_IMPORT },
  { "pod_trial_set_aside_arrival", NULL, set_aside, POD_VERB_IMPORT },
  { "pod_trial_set_aside_arrival_async", NULL, set_aside_later, POD_VERB_IMPORT },
  { "pod_trial_count_undoing", NULL, count_undoing, POD_VERB_IMPORT },
  { "pod_trial_count_undoing_async", NULL, count_undoing_later, POD_VERB_IMPORT },
  { "pod_trial_map_item", NULL, map_item, POD_VERB_IMPORT },
  { "pod_trial_unmap_item", NULL, unmap_item, POD_VERB_IMPORT },
  { "pod_trial_unmap_item_async", NULL, unmap_item_later, POD_VERB_IMPORT },
  { "pod_trial_list_mappings", NULL, list_mappings, POD_VERB_IMPORT },
  { "pod_trial_read_again", NULL, read_again, POD_VERB_IMPORT },
  { "pod_trial_read_again_async", NULL, read_again_later, POD_VERB_IMPORT },
  { "pod_trial_count_waiting", NULL, count_waiting, POD_VERB_IMPORT },
  { "pod_trial_judge_results", NULL, judge_results, POD_VERB_JUDGE },
  { "pod_trial_list_waiting_reports", NULL, list_waiting, POD_VERB_READ },
  { "pod_trial_list_agenda", NULL, list_agenda, POD_VERB_READ },
  { "pod_trial_draw_screening_sheet", NULL, draw_sheet, POD_VERB_READ },
  { "pod_trial_list_screening_log", NULL, list_log, POD_VERB_READ },
  { "pod_trial_draw_screening_log", NULL, draw_log, POD_VERB_READ },
  { "pod_trial_save_screening_log", NULL, save_log, POD_VERB_READ },
  { "pod_trial_load_casebook", NULL, load_casebook, POD_VERB_READ },
  { "pod_trial_screen", NULL, screen, POD_VERB_READ },
  { "pod_trial_reveal_name", NULL, reveal_name, POD_VERB_SEE_IDENTITY },
  { "pod_trial_reveal_birth", NULL, reveal_birth, POD_VERB_SEE_IDENTITY },
  { "pod_trial_register", NULL, register_patient, POD_VERB_CONSENT },
  { "pod_trial_commit", "a consent", commit_consent, POD_VERB_CONSENT },
  { "pod_trial_commit", "an enrolment", commit_enrolment, POD_VERB_ENROL },
  { "pod_trial_commit", "a screening failure", commit_failure, POD_VERB_ENROL },
  { "pod_trial_commit", "a finding", commit_finding, POD_VERB_RECORD },
  { "pod_trial_commit", "an adverse event", commit_report, POD_VERB_RECORD },
  { "pod_trial_commit", "a grade", commit_grade, POD_VERB_JUDGE },
  { "pod_trial_commit", "a query", commit_question, POD_VERB_ASK },
  { "pod_trial_commit_async", "a consent", commit_later, POD_VERB_CONSENT },
  { "pod_trial_record", NULL, record, POD_VERB_RECORD },
  { "pod_trial_assess", NULL, assess, POD_VERB_RECORD },
  { "pod_trial_enrol", NULL, enrol, POD_VERB_ENROL },
  { "pod_trial_fail_screening", NULL, fail_screening, POD_VERB_ENROL },
  { "pod_trial_find_attempts", NULL, find_attempts, POD_VERB_CONSENT },
  { "pod_trial_check_registration", NULL, check_patient, POD_VERB_CONSENT },
  { "pod_trial_renew_consent", NULL, renew_consent, POD_VERB_CONSENT },
  { "pod_trial_screen_again", NULL, screen_again, POD_VERB_CONSENT },
  { "pod_trial_withdraw_consent", NULL, withdraw_consent, POD_VERB_CONSENT },
  { "pod_trial_decide", NULL, decide, POD_VERB_ENROL },
  { "pod_trial_decide_async", NULL, decide_later, POD_VERB_ENROL },
  { "pod_trial_plan_infusion", NULL, plan_infusion, POD_VERB_RECORD },
  { "pod_trial_commit", "a check", commit_check, POD_VERB_JUDGE },
  { "pod_trial_sign_check", NULL, sign_check, POD_VERB_SIGN },
  { "pod_trial_sign_check_async", NULL, sign_check_later, POD_VERB_SIGN },
  { "pod_trial_import", NULL, import, POD_VERB_IMPORT },
  { "pod_trial_import_async", NULL, import_later, POD_VERB_IMPORT },
  { "pod_trial_export", NULL, export, POD_VERB_EXPORT },
  { "pod_trial_export_async", NULL, export_later, POD_VERB_EXPORT },
  { "pod_trial_backup", NULL, backup, POD_VERB_BACKUP },
  { "pod_trial_backup_async", NULL, backup_later, POD_VERB_BACKUP },
  { "pod_trial_test_restore", NULL, test_restore, POD_VERB_BACKUP },
  { "pod_trial_test_restore_async", NULL, test_restore_later, POD_VERB_BACKUP },
  { "pod_trial_save_draft", "a query", draft_question, POD_VERB_ASK },
  { "pod_trial_save_draft", "an answer", draft_answer, POD_VERB_ANSWER },
  { "pod_trial_save_draft", "a person", draft_person, POD_VERB_MANAGE_USERS },
  { "pod_trial_save_draft", "a registration", draft_registration, POD_VERB_CONSENT },
  { "pod_trial_save_draft", "an adverse event", draft_event, POD_VERB_RECORD },
  { "pod_trial_save_draft", "none any more", forget_draft, VERB_CALL_ANYBODY },
  { "pod_trial_save_draft_async", NULL, save_draft_later, POD_VERB_MANAGE_USERS },
  { "pod_trial_list_drafts", NULL, list_drafts, VERB_CALL_ANYBODY },
};
const guint verb_calls_n_data = G_N_ELEMENTS (verb_calls_data);
