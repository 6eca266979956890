/* Signing as people do it: who may, with what, what it says, and what becomes of it. */

#include "pod-config.h"
#include "pod-problem.h"
#include "pod-signature-footer.h"
#include "pod-test-forge.h"
#include "pod-trial-users.h"
#include "sign-fixture.h"

/* ---- the whole way ---- */

/* Signed; changed by a coordinator; not signed any more, and what differs; the PI signs the difference. */
static void
test_changed (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  g_autofree char *differences = NULL;
  gint64 signature;

  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==, POD_SIGNING_NONE);
  sign_now (trial, subject, "adverse_event", event);
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                   POD_SIGNING_CURRENT);
  signature = sign_find (trial, subject, "adverse_event", event);
  g_assert_cmpint (pod_trial_check_signature (trial, signature, NULL), ==, POD_SIGNATURE_TRUE);
  fixture_become (trial, "cora");
  sign_edit (trial, subject, event, "severe headache");
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                   POD_SIGNING_CHANGED);
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "UNSIGN"), ==, 1);
  g_assert_cmpstr (fixture_audit_user (pod_trial_get_path (trial), "UNSIGN"), ==, "cora");
  differences = sign_list_differences (trial, signature);
  g_assert_cmpstr (differences, ==, "adverse_event verbatim headache → severe headache\n");
  /* What was signed then is what was signed then. */
  g_assert_cmpint (pod_trial_check_signature (trial, signature, NULL), ==, POD_SIGNATURE_TRUE);
  fixture_become (trial, FIXTURE_PI);
  sign_now (trial, subject, "adverse_event", event);
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                   POD_SIGNING_CURRENT);
  fixture_end (trial);
}

static void
test_changed_back (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  g_autofree char *differences = NULL;

  sign_now (trial, subject, "adverse_event", event);
  sign_edit (trial, subject, event, "severe headache");
  sign_edit (trial, subject, event, "headache");
  differences = sign_list_differences (trial, sign_find (trial, subject, "adverse_event", event));
  g_assert_cmpstr (differences, ==, "");
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                   POD_SIGNING_CHANGED);
  fixture_end (trial);
}

/* What another window signed, and what it changed, is seen in this one as soon as it looks. */
static void
test_other_window (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  PodTrial *other = fixture_open (pod_trial_get_path (trial), FIXTURE_PI);
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  sign_now (trial, subject, "adverse_event", event);
  while (sign_get_state (other, subject, "adverse_event", event) != POD_SIGNING_CURRENT &&
         g_get_monotonic_time () < until)
    {
      pod_trial_refresh (other);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpint (sign_get_state (other, subject, "adverse_event", event), ==,
                   POD_SIGNING_CURRENT);
  fixture_end (other);
  fixture_end (trial);
}

/* ---- what it says ---- */

static void
test_words (void)
{
  static const struct
  {
    gint64 seconds;
    gint16 offset;
    const char *role;
    const char *meaning;
    const char *words;
  } cases[] = {
    { 1773469805, 480, "pi", "approval",
      "Signed by Dr Paul 测试, principal investigator, 2026-03-14 06:30:05 UTC (local time: "
      "UTC+8): "
      "approval" },
    { 1773469805, 0, "investigator", "decision",
      "Signed by Dr Paul 测试, sub-investigator, 2026-03-14 06:30:05 UTC: decision" },
    { 1773469805, -210, "pi", "responsibility",
      "Signed by Dr Paul 测试, principal investigator, 2026-03-14 06:30:05 UTC (local time: "
      "UTC-3:30): responsibility" },
    { 0, 345, "pi", "review",
      "Signed by Dr Paul 测试, principal investigator, 1970-01-01 00:00:00 UTC (local time: "
      "UTC+5:45): review" },
    /* What a later version may write is shown as it is. */
    { 0, 0, "witness", "presence",
      "Signed by Dr Paul 测试, witness, 1970-01-01 00:00:00 UTC: presence" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodSignature signature = { .printed_name = "Dr Paul 测试",
                                 .role = cases[i].role,
                                 .meaning = cases[i].meaning,
                                 .when = { cases[i].seconds * G_USEC_PER_SEC, cases[i].offset } };
      g_autofree char *words = pod_signature_to_words (&signature);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The footer names the entry and the head that the trail has noted. */
static void
check_head (const char *scene, const char *detail)
{
  const char *colon = strrchr (detail, ':'), *start = strstr (detail, "head ") + strlen ("head ");
  g_autofree char *entry = g_strndup (start, (gsize) (colon - start));
  g_autofree char *digits = g_strndup (colon + 1, 16);
  g_autofree char *words = g_strdup_printf ("as of entry %s of the audit trail, head %s", entry,
                                            digits);

  if (strstr (scene, words) == NULL)
    g_error ("no “%s” in %s", words, scene);
}

/* On paper: below the chart of the subject. */
static void
test_print (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  g_autoptr (PodScene) current = pod_scene_new (800, 100), changed = pod_scene_new (800, 100);
  g_autoptr (PodScene) wall = pod_scene_new (800, 100);
  const char *path = pod_trial_get_path (trial);
  g_autofree char *first = NULL, *second = NULL, *detail = NULL, *of_all = NULL, *head = NULL;
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodCasebook) then = NULL, now = NULL;

#define WORDS                                                                                      \
  "Signed by paul, principal investigator, 2026-03-14 01:00:00 UTC (local time: UTC+8): "
  sign_now (trial, subject, "adverse_event", event);
  sign_now (trial, subject, "casebook", 0);
  then = sign_load (trial, subject);
  pod_trial_print (trial, "timeline", then, current, &error);
  g_assert_no_error (error);
  detail = g_strdup (fixture_audit_detail (path, "PRINT"));
  first = pod_scene_dump (current);
  g_assert_nonnull (strstr (first, "Adverse event of 2026-03-09: " WORDS "approval"));
  g_assert_nonnull (strstr (first, "Casebook: " WORDS "responsibility"));
  g_assert_cmpfloat (current->height, >, 100 + 3 * 12);
  sign_edit (trial, subject, event, "severe headache");
  sign_now (trial, subject, "adverse_event", event);
  now = sign_load (trial, subject);
  pod_trial_print (trial, "timeline", now, changed, &error);
  g_assert_no_error (error);
  second = pod_scene_dump (changed);
  g_assert_nonnull (strstr (second, "Adverse event of 2026-03-09: " WORDS "approval"));
  g_assert_nonnull (strstr (second,
                            "Casebook: not currently signed, since it was changed. " WORDS));
  g_assert_cmpfloat (changed->height, ==, current->height);
  check_head (first, detail);
  /* All subjects on one sheet: it names the head, too, and no signatures. */
  head = g_strdup (fixture_audit_head (path));
  pod_trial_print (trial, "wall", NULL, wall, &error);
  g_assert_no_error (error);
  of_all = pod_scene_dump (wall);
  g_assert_null (strstr (of_all, "Signed by"));
  g_assert_true (g_str_has_suffix (fixture_audit_detail (path, "PRINT"), head));
  g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "PRINT"), "wall of all subjects, "));
  g_assert_cmpstr (wall->whose, ==, "All subjects");
  g_assert_cmpstr (changed->whose, ==, "S-001");
  g_assert_nonnull (changed->about);
  g_assert_nonnull (strstr (changed->about, " · "));
  g_assert_nonnull (strstr (changed->state, "of the audit trail, head "));
  check_head (of_all, fixture_audit_detail (path, "PRINT"));
  g_assert_cmpuint (fixture_count_audit (path, "PRINT"), ==, 3);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

/* In a package: and the receiver's check confirms where it comes from. */
static void
test_export (void)
{
  const char *directory = pod_test_path (pod_test_dir (), "out");
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  const char *manifest, *list;
  PodTrial *trial;
  gint64 subject, event;

  fixture_use_real_data ();
  trial = fixture_create (fixture_path (), "nct07241468");
  subject = fixture_register (trial, "0000001");
  event = sign_add_adverse_event (trial, subject);
  sign_now (trial, subject, "adverse_event", event);
  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  fixture_become (trial, "cora");
  pod_trial_export (trial, directory, POD_PROFILE_CODED, FALSE, &error);
  g_assert_no_error (error);
  pod_package_check (directory, problems, &error);
  g_assert_no_error (error);
  list = pod_test_read (pod_test_path (directory, "signatures.csv"), NULL);
  g_assert_nonnull (strstr (list, "\"adverse_event\",\"1\",\"approval\",\"paul\",\"pi\","
                                  "\"2026-03-14T01:00:00.000Z\""));
  manifest = pod_test_read (pod_test_path (directory, "manifest.json"), NULL);
  g_assert_nonnull (strstr (manifest, "\"exporter\":{\"user\":\"cora\",\"role\":\"coordinator\"}"));
  g_assert_nonnull (strstr (manifest, "\"created\":\"2026-03-14T01:00:00.000Z\""));
  g_assert_nonnull (strstr (manifest, "\"version\":\"" POD_VERSION "\""));
  fixture_end (trial);
}

static void
test_meanings (void)
{
  static const char *const scopes[] = { "adverse_event", "event", "visit", "casebook",
                                        "access_review" };

  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      const char *const *meanings = pod_signing_get_meanings (scopes[i]);

      g_assert_nonnull (meanings[0]);
      for (guint j = 0; meanings[j] != NULL; j++)
        g_assert_cmpstr (pod_signing_meaning_to_words (meanings[j]), !=, meanings[j]);
    }
  g_assert_null (pod_signing_get_meanings ("finding")[0]);
  g_assert_null (pod_signing_get_meanings (NULL)[0]);
}

/* ---- with what ---- */

/* User and password at the signing in; then the password again for every signing. */
static void
test_components (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), audit = sign_get_audit (trial, subject);
  g_autoptr (GError) error = NULL;
  static const char *const wrong[] = { "", FIXTURE_PASSWORD " ", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (pod_trial_sign (trial, subject, "adverse_event", event, "approval", wrong[i],
                                      audit, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
      g_clear_error (&error);
      g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                       POD_SIGNING_NONE);
    }
  sign_now (trial, subject, "adverse_event", event);
  /* A moment later, the same again. */
  g_assert_false (pod_trial_sign (trial, subject, "adverse_event", event, "approval", "", audit,
                                  &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  g_clear_error (&error);
  /* After a sign-out the password alone does not do. */
  pod_trial_sign_out (trial);
  g_assert_false (pod_trial_sign (trial, subject, "adverse_event", event, "approval",
                                  FIXTURE_PASSWORD, audit, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_error (&error);
  fixture_become (trial, FIXTURE_PI);
  sign_now (trial, subject, "adverse_event", event);
  fixture_end (trial);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gpointer *) user_data = g_object_ref (result);
}

static void
test_async (void)
{
  static const struct
  {
    const char *password;
    PodSigning then;
  } cases[] = { { "not the phrase", POD_SIGNING_NONE }, { FIXTURE_PASSWORD, POD_SIGNING_CURRENT } };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gpointer result = NULL;
      g_autoptr (GError) error = NULL;

      pod_trial_sign_async (trial, subject, "adverse_event", event, "approval", cases[i].password,
                            sign_get_audit (trial, subject), NULL, done_cb, &result);
      g_assert_cmpint (pod_trial_sign_finish (trial, fixture_wait (&result), &error), ==,
                       cases[i].then == POD_SIGNING_CURRENT);
      g_object_unref (result);
      g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==, cases[i].then);
    }
  fixture_end (trial);
}

/* Who locks before the password was checked has signed nothing. */
static void
test_async_locked (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  gpointer result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_sign_async (trial, subject, "adverse_event", event, "approval", "not the phrase",
                        sign_get_audit (trial, subject), NULL, done_cb, &result);
  pod_trial_sign_out (trial);
  g_assert_false (pod_trial_sign_finish (trial, fixture_wait (&result), &error));
  g_assert_nonnull (error);
  g_object_unref (result);
  fixture_become (trial, FIXTURE_PI);
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==, POD_SIGNING_NONE);
  fixture_end (trial);
}

/* ---- what is shown is what is signed ---- */

static void
test_shown (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), audit = sign_get_audit (trial, subject);
  gint64 other = sign_add_adverse_event (trial, subject);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  sign_edit (trial, subject, event, "severe headache");
  g_assert_false (pod_trial_sign (trial, subject, "adverse_event", event, "approval",
                                  FIXTURE_PASSWORD, audit, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  problems = pod_trial_take_problems (trial);
  g_assert_cmpuint (problems->len, ==, 1);
  /* An edit of something else is no matter. */
  audit = sign_get_audit (trial, subject);
  sign_edit (trial, subject, other, "fever");
  pod_trial_sign (trial, subject, "adverse_event", event, "approval", FIXTURE_PASSWORD, audit,
                  &error);
  g_assert_no_error (error);
  fixture_end (trial);
}

static void
test_refused (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), audit = sign_get_audit (trial, subject);
  const struct
  {
    gint64 subject;
    const char *scope;
    gint64 about;
    const char *meaning;
  } cases[] = {
    { subject, "adverse_event", event, "" },
    { subject, "adverse_event", event, NULL },
    { subject, "adverse_event", event, "fun" },
    { subject, "adverse_event", event, "responsibility" },
    { subject, "adverse_event", event + 1, "approval" },
    { subject, "adverse_event", 0, "approval" },
    { subject + 1, "adverse_event", event, "approval" },
    { 0, "adverse_event", event, "approval" },
    { subject, "casebook", event, "responsibility" },
    { subject + 1, "casebook", 0, "responsibility" },
    { subject, "finding", 1, "approval" },
    { subject, "access_review", 0, "review" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_sign (trial, cases[i].subject, cases[i].scope, cases[i].about,
                                      cases[i].meaning, FIXTURE_PASSWORD, audit, &error));
      g_test_message ("%u", (guint) i);
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
    }
  fixture_end (trial);
}

/* ---- the review of the accounts ---- */

static void
test_access_review (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), audit = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL, *signed_words = NULL, *changed_words = NULL;

  none = pod_trial_get_access_review (trial, &audit, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  pod_trial_sign (trial, 0, "access_review", 0, "review", FIXTURE_PASSWORD, audit, &error);
  g_assert_no_error (error);
  signed_words = pod_trial_get_access_review (trial, &audit, &error);
  g_assert_nonnull (strstr (signed_words, "2026-03-14 01:00:00 UTC"));
  /* It is nobody's record. */
  g_assert_cmpint (sign_get_state (trial, subject, "access_review", 0), ==, POD_SIGNING_NONE);
  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  changed_words = pod_trial_get_access_review (trial, &audit, &error);
  g_assert_true (g_str_has_prefix (changed_words, signed_words));
  g_assert_cmpstr (changed_words, !=, signed_words);
  fixture_end (trial);
}

/* ---- a false one ---- */

static void
test_moved (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), signature;
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  g_autofree char *sql = NULL;

  sign_add_adverse_event (trial, subject);
  sign_now (trial, subject, "adverse_event", event);
  signature = sign_find (trial, subject, "adverse_event", event);
  g_assert_cmpint (pod_trial_check_signature (trial, signature, NULL), ==, POD_SIGNATURE_TRUE);
  fixture_end (trial);
  sql = g_strdup_printf ("UPDATE signature SET record = %" G_GINT64_FORMAT, event + 1);
  pod_test_forge (path, sql);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_cmpint (pod_trial_check_signature (trial, signature, NULL), ==, POD_SIGNATURE_FALSE);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/sign/R14-a-change-ends-it", test_changed);
  g_test_add_func ("/service/sign/changed-back", test_changed_back);
  g_test_add_func ("/service/sign/other-window", test_other_window);
  g_test_add_func ("/service/sign/R11-name-time-and-meaning", test_words);
  g_test_add_func ("/service/sign/R11-in-print", test_print);
  g_test_add_func ("/service/sign/R22-certified-copy", test_export);
  g_test_add_func ("/service/sign/meanings", test_meanings);
  g_test_add_func ("/service/sign/R12-password-again", test_components);
  g_test_add_func ("/service/sign/async", test_async);
  g_test_add_func ("/service/sign/async-locked", test_async_locked);
  g_test_add_func ("/service/sign/shown", test_shown);
  g_test_add_func ("/service/sign/refused", test_refused);
  g_test_add_func ("/service/sign/R20-review-of-accounts", test_access_review);
  g_test_add_func ("/service/sign/R13-moved", test_moved);
  return g_test_run ();
}
