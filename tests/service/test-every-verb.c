/* Every verb of every header, called as everybody and as nobody: exactly those of the table may; who may not changes nothing; and no function
 * is left out, which the headers themselves are read for. */

#include <string.h>

#include "pod-trial-users.h"
#include "verb-calls.h"

#define LENT "lent"
#define FIRST "first"

/* What takes no role, and why that is right. */
static const struct
{
  const char *name;
  const char *why;
} open_to_all[] = {
  { "pod_trial_has_proposed_amendment", "of the files of the program" },
  { "pod_trial_close", "ends" },
  { "pod_trial_sign_in", "takes a password" },
  { "pod_trial_sign_in_async", "takes a password" },
  { "pod_trial_sign_out", "ends" },
  { "pod_trial_lock", "ends" },
  { "pod_trial_recover", "takes the recovery key" },
  { "pod_trial_verify_as", "takes a password; its role is tried below" },
  { "pod_trial_has_recovery_key", "whether there is a drawer for it" },
  { "pod_trial_get_path", "of the file" },
  { "pod_trial_get_study", "the protocol" },
  { "pod_trial_get_site", "the site's own name and ranges" },
  { "pod_trial_get_user", "one's own" },
  { "pod_trial_get_role", "one's own" },
  { "pod_trial_get_printed_name", "one's own" },
  { "pod_trial_is_signed_in", "one's own" },
  { "pod_trial_is_demo", "of the file" },
  { "pod_trial_may", "asks the table" },
  { "pod_trial_get_today", "the clock" },
  { "pod_trial_count_enrolled", "counts that list" },
  { "pod_trial_get_subjects", "empty for who may not read, which is tried below" },
  { "pod_trial_list_casebooks", "those of that list" },
  { "pod_trial_find_subject", "finds none for who may not read, which is tried below" },
  { "pod_trial_take_problems", "of one's own call" },
  { "pod_trial_refresh", "reads for the list alone" },
  { "pod_trial_must_change_password", "one's own" },
  { "pod_trial_get_failed_attempts", "one's own" },
  { "pod_trial_list_lock_outs", "empty for who is no PI, which is tried below" },
  { "pod_trial_is_clock_sound", "the clock" },
  { "pod_trial_get_backup_folder", "by itself" },
  { "pod_trial_set_backup_folder", "a setting of the workstation" },
  { "pod_trial_make_backup_name", "a name" },
  { "pod_trial_get_last_backup", "one's own" },
  { "pod_trial_is_backup_due", "by itself" },
  { "pod_trial_backup_by_itself_async", "by itself" },
  { "pod_trial_get_lock_cause", "one's own" },
  { "pod_trial_get_lock_words", "one's own" },
  { "pod_trial_is_recovery_key_pending", "whether there is a drawer for it" },
  { "pod_trial_do_apart_async", "does what a verb does, which asks" },
  { "pod_trial_is_reading_asked", "the protocol" },
  { "pod_trial_get_settled", "the site's own reading of the protocol" },
  { "pod_trial_has_decimal_comma", "a setting of the site" },
  { "pod_trial_list_lab_columns", "a setting of the site" },
  { "pod_trial_get_backup_state", "when copies were made" },
  { "pod_trial_may_draft", "asks the table" },
  { "pod_trial_keeps_drafts", "one's own" },
};

static const VerbCall *
get_call (guint i)
{
  if (i < verb_calls_n_data)
    return &verb_calls_data[i];
  i -= verb_calls_n_data;
  return i < verb_calls_n_trust ? &verb_calls_trust[i] : NULL;
}

/* ---- nothing is left out ---- */

static gboolean
is_known (const char *name)
{
  const VerbCall *call;

  for (guint i = 0; (call = get_call (i)) != NULL; i++)
    if (g_str_equal (call->name, name))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (open_to_all); i++)
    if (g_str_equal (open_to_all[i].name, name))
      return TRUE;
  return FALSE;
}

/* The functions upon an open trial that @text declares; what only tells how another ended is none of its own. */
static void
collect_verbs (const char *text, GHashTable *found)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b(pod_trial_\\w+) \\(PodTrial \\*self", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      char *name = g_match_info_fetch (match, 1);

      if (g_str_has_suffix (name, "_finish"))
        g_free (name);
      else
        g_hash_table_add (found, name);
    }
}

static GHashTable *
read_headers (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "service", NULL);
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".h") && !g_str_has_suffix (name, "-private.h"))
      collect_verbs (pod_test_read (pod_test_path (folder, name), NULL), found);
  return found;
}

static guint
count_unknown (GHashTable *found)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_known (name))
      {
        g_test_message ("no test calls %s", (char *) name);
        n++;
      }
  return n;
}

static void
test_complete (void)
{
  g_autoptr (GHashTable) found = read_headers ();
  const VerbCall *call;

  g_assert_cmpuint (count_unknown (found), ==, 0);
  for (guint i = 0; (call = get_call (i)) != NULL; i++)
    if (!g_hash_table_contains (found, call->name))
      g_error ("%s is in no header", call->name);
  for (guint i = 0; i < G_N_ELEMENTS (open_to_all); i++)
    if (!g_hash_table_contains (found, open_to_all[i].name))
      g_error ("%s is in no header", open_to_all[i].name);
}

static void
test_complete_control (void)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect_verbs ("gboolean\npod_trial_give_away (PodTrial *self, GError **error);\n"
                 "gboolean pod_trial_give_finish (PodTrial *self, GAsyncResult *result);\n"
                 "void pod_trial_verify (PodTrial *self);",
                 found);
  g_assert_cmpuint (g_hash_table_size (found), ==, 2);
  g_assert_cmpuint (count_unknown (found), ==, 1);
}

/* ---- everybody calls everything ---- */

static gboolean
may (PodUserRole role, gboolean lent, PodVerb verb)
{
  if (verb == VERB_CALL_ANYBODY)
    return TRUE;
  return lent ? pod_role_may_if_delegated (role, verb) : pod_role_may (role, verb);
}

/* It may fail for another reason, but not for who calls. */
static gboolean
is_let_in (const GError *error)
{
  return error == NULL || error->domain != POD_SERVICE_ERROR ||
         (error->code != POD_SERVICE_ERROR_ROLE && error->code != POD_SERVICE_ERROR_SIGNED_OUT &&
          error->code != POD_SERVICE_ERROR_MUST_CHANGE);
}

static void
check_call (PodTrial *trial, gint64 subject, const VerbCall *call, gboolean allowed)
{
  g_autoptr (GError) error = NULL;
  gboolean as_it_should;

  call->call (trial, subject, &error);
  as_it_should = allowed ? is_let_in (error)
                         : g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  if (!as_it_should)
    g_error ("%s (%s) as %s: %s", call->name, call->what ? call->what : "whatever",
             pod_trial_get_user (trial), error ? error->message : "done");
}

/* First what is refused, after which the trail is as it was. */
static void
check_role (PodTrial *trial, gint64 subject, gboolean lent)
{
  PodUserRole role = pod_trial_get_role (trial);
  const char *path = pod_trial_get_path (trial);
  const char *head = fixture_audit_head (path);
  const VerbCall *call;

  for (guint i = 0; (call = get_call (i)) != NULL; i++)
    if (!may (role, lent, call->verb))
      check_call (trial, subject, call, FALSE);
  g_assert_cmpstr (fixture_audit_head (path), ==, head);
  for (guint i = 0; (call = get_call (i)) != NULL; i++)
    if (may (role, lent, call->verb))
      check_call (trial, subject, call, TRUE);
}

static void
check_lists (PodTrial *trial)
{
  gboolean reads = pod_trial_may (trial, POD_VERB_READ);
  g_autoptr (GPtrArray) locked = pod_trial_list_lock_outs (trial, NULL);

  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, reads);
  g_assert_cmpint (pod_trial_find_subject (trial, "S-001") > 0, ==, reads);
  g_assert_cmpuint (locked->len > 0, ==, pod_trial_may (trial, POD_VERB_CONFIRM_USER));
}

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return ((PodUser *) g_ptr_array_index (users, i))->id;
  g_assert_not_reached ();
}

static void
lock_out (PodTrial *trial, const char *user)
{
  for (int i = 0; i < 5; i++)
    g_assert_false (pod_trial_sign_in (trial, user, "a wrong phrase", NULL));
}

/* A user for each role; one more to whom signing is lent, and one who has not yet chosen a password. */
static PodTrial *
make_site (gint64 *subject)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  *subject = fixture_register (trial, "0000001");
  for (int role = 1; role < POD_N_USER_ROLES; role++)
    fixture_add_user (trial, pod_user_role_to_string (role), role);
  fixture_add_user (trial, LENT, POD_USER_INVESTIGATOR);
  fixture_add_user (trial, "guessed", POD_USER_MONITOR);
  pod_trial_delegate (trial, find_user (trial, LENT), "sign", pod_date_new (2026, 3, 1),
                      (PodDate){ 0 }, &error);
  g_assert_no_error (error);
  pod_trial_add_person (trial,
                        &(PodNewUser){
                            .user = FIRST, .password = FIXTURE_PASSWORD, .role = POD_USER_PI },
                        &error);
  g_assert_no_error (error);
  return trial;
}

static void
test_roles (void)
{
  gint64 subject;
  PodTrial *trial = make_site (&subject);

  for (int role = POD_N_USER_ROLES - 1; role >= 0; role--)
    {
      lock_out (trial, "guessed");
      fixture_become (trial, role == 0 ? FIXTURE_PI : pod_user_role_to_string (role));
      check_lists (trial);
      check_role (trial, subject, FALSE);
    }
  fixture_become (trial, LENT);
  check_role (trial, subject, TRUE);
  fixture_end (trial);
}

/* ---- nobody, and who is not yet anybody ---- */

static void
check_refused (PodTrial *trial, gint64 subject, PodServiceError why)
{
  const char *path = pod_trial_get_path (trial);
  const char *head = fixture_audit_head (path);
  const VerbCall *call;

  for (guint i = 0; (call = get_call (i)) != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (call->verb == VERB_CALL_ANYBODY && pod_trial_is_signed_in (trial))
        continue;
      call->call (trial, subject, &error);
      if (!g_error_matches (error, POD_SERVICE_ERROR, why))
        g_error ("%s: %s", call->name, error ? error->message : "done");
    }
  g_assert_cmpstr (fixture_audit_head (path), ==, head);
}

static void
test_nobody (void)
{
  gint64 subject;
  PodTrial *trial = make_site (&subject);

  pod_trial_sign_out (trial);
  check_refused (trial, subject, POD_SERVICE_ERROR_SIGNED_OUT);
  check_lists (trial);
  fixture_become (trial, FIRST);
  check_refused (trial, subject, POD_SERVICE_ERROR_MUST_CHANGE);
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  fixture_end (trial);
}

/* Whoever verifies by a password alone reads nothing by it. */
static void
test_verify_as (void)
{
  gint64 subject;
  PodTrial *trial = make_site (&subject);

  pod_trial_sign_out (trial);
  for (int role = 1; role < POD_N_USER_ROLES; role++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PodTrialVerification)
          found = pod_trial_verify_as (trial, pod_user_role_to_string (role), FIXTURE_PASSWORD,
                                       NULL, &error);

      g_assert_cmpint (found != NULL, ==, pod_role_may (role, POD_VERB_VERIFY));
      g_assert_false (pod_trial_is_signed_in (trial));
      check_lists (trial);
    }
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/every-verb/R19-none-is-left-out", test_complete);
  g_test_add_func ("/every-verb/one-left-out-is-found", test_complete_control);
  g_test_add_func ("/every-verb/R19-every-role", test_roles);
  g_test_add_func ("/every-verb/R19-nobody", test_nobody);
  g_test_add_func ("/every-verb/R19-verify-as", test_verify_as);
  return g_test_run ();
}
