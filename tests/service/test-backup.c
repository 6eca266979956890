/* Copies as people meet them: asked for, by themselves, tried every month, and made a database again. */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "pod-test-forge.h"
#include "pod-trial-backup-private.h"
#include "pod-trial-history.h"
#include "pod-trial-users.h"
#include "service-fixture.h"

#define RESTORED "restored.podocyte"

static const char *
beside (PodTrial *trial, const char *name)
{
  g_autofree char *dir = g_path_get_dirname (pod_trial_get_path (trial));

  return pod_test_path (dir, name);
}

static const char *
make_copy (PodTrial *trial)
{
  const char *path = beside (trial, "asked.podbackup");
  g_autoptr (GError) error = NULL;

  pod_trial_backup (trial, path, &error);
  g_assert_no_error (error);
  return path;
}

/* ---- asked for ---- */

static void
test_noted (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  const char *head = fixture_audit_head (path);
  g_autofree char *detail = g_strdup_printf ("head %s", head);
  const char *copy = make_copy (trial);

  g_assert_cmpuint (fixture_count_audit (path, "BACKUP"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "BACKUP"), ==, detail);
  g_assert_cmpstr (fixture_audit_user (path, "BACKUP"), ==, FIXTURE_PI);
  g_assert_nonnull (strstr (pod_test_read (copy, NULL), head));
  g_assert_cmpstr (pod_trial_get_last_backup (trial)->head, ==, head);
  fixture_end (trial);
}

/* The head in its first line is an anchor: it is found in the trail of before, and in no other database's. */
static void
test_anchor (void)
{
  PodTrial *trial = fixture_trial ();
  const char *head = fixture_audit_head (pod_trial_get_path (trial));
  const char *copy = make_copy (trial);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = pod_trial_read_anchor (copy, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, head);
  fixture_end (trial);
}

static void
test_roles (void)
{
  PodTrial *trial = fixture_trial ();
  const char *copy = beside (trial, "refused.podbackup");
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_become (trial, "mona");
  g_assert_false (pod_trial_backup (trial, copy, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_clear_error (&error);
  g_assert_false (pod_trial_test_restore (trial, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_clear_error (&error);
  pod_trial_sign_out (trial);
  g_assert_false (pod_trial_backup (trial, copy, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  fixture_end (trial);
}

static void
test_exists (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  const char *copy = make_copy (trial);
  gsize length, length_after;
  const char *bytes = pod_test_read (copy, &length), *after;
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_backup (trial, copy, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  after = pod_test_read (copy, &length_after);
  g_assert_cmpmem (after, length_after, bytes, length);
  g_assert_cmpuint (fixture_count_audit (path, "BACKUP"), ==, 1);
  fixture_end (trial);
}

static void
test_name (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *name = pod_trial_make_backup_name (trial);
  g_autofree char *folder = pod_trial_get_backup_folder (trial);

  g_assert_true (g_regex_match_simple ("^small-20260314T010000Z-[0-9a-f]{16}\\.podbackup$", name, 0,
                                       0));
  g_assert_cmpstr (folder, ==, beside (trial, "backups"));
  fixture_end (trial);
}

/* ---- becoming a database again ---- */

static gboolean
restore (PodTrial *trial,
         const char *copy,
         const char *user,
         const char *password,
         const char *key,
         PodRestored *restored,
         GError **error)
{
  PodClock clock = pod_clock_fixed (&fixture_now);

  return pod_trial_restore (&(PodRestoration){ copy, beside (trial, RESTORED), user, password, key,
                                               FALSE },
                            &clock, restored, error);
}

static void
test_restored (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *head = fixture_audit_head (pod_trial_get_path (trial));
  const char *copy = make_copy (trial);
  const char *path = beside (trial, RESTORED);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = NULL;
  PodRestored restored = { 0 };
  PodTrial *again;

  restore (trial, copy, FIXTURE_PI, FIXTURE_PASSWORD, NULL, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (restored.head, ==, head);
  g_assert_cmpuint (restored.subjects, ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "RESTORE"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "RESTORE") + strlen ("head "), ==, head);
  again = fixture_open (path, FIXTURE_PI);
  name = pod_trial_reveal_name (again, subject, &error);
  g_assert_cmpstr (name, ==, "测试甲");
  verification = pod_trial_verify (again, head, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  pod_restored_clear (&restored);
  fixture_end (again);
  fixture_end (trial);
}

static void
test_restore_refused (void)
{
  const struct
  {
    const char *user, *password, *key;
  } rows[] = {
    { FIXTURE_PI, "another invented phrase", NULL },
    { "clara", FIXTURE_PASSWORD, NULL },
    { "nobody", FIXTURE_PASSWORD, NULL },
    { NULL, NULL, "ABCD-EFGH" },
  };
  PodTrial *trial = fixture_trial ();
  const char *copy;

  fixture_add_user (trial, "clara", POD_USER_COORDINATOR);
  copy = make_copy (trial);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (restore (trial, copy, rows[i].user, rows[i].password, rows[i].key, NULL,
                               &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
      g_assert_false (g_file_test (beside (trial, RESTORED), G_FILE_TEST_EXISTS));
    }
  fixture_end (trial);
}

static void
test_recovery_key (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  g_autofree char *key = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
  const char *copy = make_copy (trial);
  PodRestored restored = { 0 };

  g_assert_no_error (error);
  restore (trial, copy, NULL, NULL, key, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpint (restored.entries, >, 0);
  pod_restored_clear (&restored);
  fixture_end (trial);
}

static gboolean
restore_async (PodTrial *trial,
               const PodRestoration *restoration,
               GCancellable *cancellable,
               PodRestored *restored,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pod_trial_restore_async (restoration, cancellable, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  return pod_trial_restore_finish (result, restored, error);
}

/* Of the two secrets one is always NULL. */
static void
test_restore_async (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  g_autofree char *key = pod_trial_make_recovery_key (trial, FIXTURE_PASSWORD, &error);
  const char *copy = make_copy (trial);
  const char *path = beside (trial, RESTORED), *by_key = beside (trial, "by-key.podocyte");
  PodRestored restored = { 0 };

  restore_async (trial, &(PodRestoration){ copy, path, FIXTURE_PI, FIXTURE_PASSWORD, NULL }, NULL,
                 &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpint (restored.entries, >, 0);
  pod_restored_clear (&restored);
  g_assert_cmpstr (fixture_audit_user (path, "RESTORE"), ==, FIXTURE_PI);
  restore_async (trial, &(PodRestoration){ copy, by_key, NULL, NULL, key }, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_audit_user (by_key, "RESTORE"), ==, "system");
  g_assert_false (restore_async (trial,
                                 &(PodRestoration){ copy, beside (trial, "refused.podocyte"),
                                                    FIXTURE_PI, "another invented phrase", NULL },
                                 NULL, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  fixture_end (trial);
}

static void
test_restore_cancelled (void)
{
  PodTrial *trial = fixture_trial ();
  const char *copy = make_copy (trial), *path = beside (trial, RESTORED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (restore_async (trial,
                                 &(PodRestoration){ copy, path, FIXTURE_PI, FIXTURE_PASSWORD,
                                                    NULL },
                                 cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  fixture_end (trial);
}

/* ---- by itself ---- */

static gboolean
run_by_itself (PodTrial *trial, gboolean closing)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_backup_by_itself_async (trial, closing, NULL, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  pod_trial_backup_by_itself_finish (trial, result, &error);
  g_assert_no_error (error);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (PodTrial *trial)
{
  g_autofree char *folder = pod_trial_get_backup_folder (trial);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static guint
count_folder (PodTrial *trial)
{
  g_autoptr (GPtrArray) names = list_folder (trial);

  return names->len;
}

static void
test_daily (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);

  g_assert_true (pod_trial_is_backup_due (trial));
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "BACKUP"), "by itself, head "));
  g_assert_false (pod_trial_is_backup_due (trial));
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  /* One second before the day is over, and then. */
  fixture_now.utc_us += 24 * G_TIME_SPAN_HOUR - G_USEC_PER_SEC;
  g_assert_false (pod_trial_is_backup_due (trial));
  fixture_now.utc_us += G_USEC_PER_SEC;
  g_assert_true (pod_trial_is_backup_due (trial));
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 2);
  fixture_end (trial);
}

/* Nobody needs to be signed in: what it takes are public keys. */
static void
test_daily_signed_out (void)
{
  PodTrial *trial = fixture_trial ();

  pod_trial_sign_out (trial);
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  g_assert_cmpstr (fixture_audit_user (pod_trial_get_path (trial), "BACKUP"), ==, "system");
  fixture_end (trial);
}

static void
test_closing (void)
{
  PodTrial *trial = fixture_trial ();

  run_by_itself (trial, TRUE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  /* Nothing was written since. */
  fixture_become (trial, FIXTURE_PI);
  run_by_itself (trial, TRUE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  fixture_now.utc_us += G_USEC_PER_SEC;
  fixture_register (trial, "0000001");
  run_by_itself (trial, TRUE);
  g_assert_cmpuint (count_folder (trial), ==, 2);
  fixture_end (trial);
}

static PodDate
add_days (PodDate date, int days)
{
  return pod_date_from_day (pod_date_first_day (date) + days);
}

/* 100 days from 1 January: the newest thirty are of 12 March to 10 April, and before them the last of January and of February stay.
 * Whatever else lies in the folder stays, too, even under such a name. */
static void
test_kept (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *folder = pod_trial_get_backup_folder (trial);
  g_autoptr (GPtrArray) names = NULL;

  for (int day = 0; day < 100; day++)
    {
      g_autofree char *date = pod_date_to_string (add_days (pod_date_new (2027, 1, 1), day));

      fixture_set_today (date);
      run_by_itself (trial, FALSE);
      if (day == 0)
        {
          pod_test_write (folder, "notes.txt", "of somebody");
          pod_test_write (folder, "small-20200101T000000Z-0123456789abcdef.podbackup", "no copy");
        }
    }
  names = list_folder (trial);
  g_assert_cmpuint (names->len, ==, 30 + 2 + 2);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "notes.txt");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (names, 1), "small-20200101T"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (names, 2), "small-20270131T"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (names, 3), "small-20270228T"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (names, 4), "small-20270312T"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (names, 33), "small-20270410T"));
  fixture_end (trial);
}

static sqlite3 *
hold (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return db;
}

/* What keeps the trail from being written may be why the copy is needed: another process has the file. */
static void
test_unnoted (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  const char *copy = beside (trial, "unnoted.podbackup");
  g_autofree char *head = g_strdup (fixture_audit_head (path));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL, error_async = NULL;
  sqlite3 *other = hold (path);

  g_assert_false (pod_trial_backup (trial, copy, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_UNNOTED);
  g_assert_true (pod_trial_error_is_of_made (error));
  g_assert_cmpstr (pod_trial_get_last_backup (trial)->head, ==, head);
  pod_trial_backup_by_itself_async (trial, FALSE, NULL, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_backup_by_itself_finish (trial, result, &error_async));
  g_assert_error (error_async, POD_SERVICE_ERROR, POD_SERVICE_ERROR_UNNOTED);
  sqlite3_close (other);
  g_assert_cmpuint (fixture_count_audit (path, "BACKUP"), ==, 0);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  g_clear_error (&error);
  restore (trial, copy, FIXTURE_PI, FIXTURE_PASSWORD, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  fixture_end (trial);
}

/* ---- with faults ---- */

static const char *
find_only_copy (PodTrial *trial)
{
  g_autofree char *folder = pod_trial_get_backup_folder (trial);
  g_autoptr (GPtrArray) names = list_folder (trial);

  g_assert_cmpuint (names->len, ==, 1);
  return pod_test_path (folder, g_ptr_array_index (names, 0));
}

static void
alter (PodTrial *trial)
{
  fixture_register (trial, "0000001");
  pod_test_forge (pod_trial_get_path (trial), "UPDATE subject SET cohort = 'x' WHERE id = 1");
}

static void
run_with_faults (PodTrial *trial)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_backup_by_itself_async (trial, FALSE, NULL, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_backup_by_itself_finish (trial, result, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS);
}

/* Loudly told, made all the same, and made a database again only where that is asked for. */
static void
test_faults (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial), *copy = beside (trial, "faults.podbackup");
  const char *restored_path = beside (trial, RESTORED);
  PodRestored restored = { 0 };
  PodRestoration restoration = { copy, restored_path, FIXTURE_PI, FIXTURE_PASSWORD, NULL, FALSE };
  g_autoptr (GError) error = NULL;

  alter (trial);
  g_assert_false (pod_trial_backup (trial, copy, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS);
  g_assert_true (pod_trial_error_is_of_made (error));
  g_clear_error (&error);
  g_assert_cmpuint (pod_trial_get_last_backup (trial)->faults, ==, 1);
  g_assert_true (g_str_has_suffix (fixture_audit_detail (path, "BACKUP"), ", with faults: 1"));
  g_assert_nonnull (strstr (pod_test_read (copy, NULL), "\"faults\":1}"));
  g_assert_false (pod_trial_restore (&restoration, NULL, &restored, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_FAULTS);
  g_assert_false (g_file_test (restored_path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  restoration.with_faults = TRUE;
  pod_trial_restore (&restoration, NULL, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored.faults, ==, 1);
  g_assert_true (g_str_has_suffix (fixture_audit_detail (restored_path, "RESTORE"),
                                   ", with faults: 1"));
  pod_restored_clear (&restored);
  fixture_end (trial);
}

/* The sound copies stay, however many with faults follow; of those, too, the newest thirty and the last of each month; and the one that
 * is tried is a sound one. */
static void
test_faults_kept (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *folder = pod_trial_get_backup_folder (trial);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  guint sound = 0;

  fixture_set_today ("2027-01-01");
  run_by_itself (trial, FALSE);
  fixture_set_today ("2027-01-02");
  run_by_itself (trial, FALSE);
  alter (trial);
  for (int day = 0; day < 33; day++)
    {
      g_autofree char *date = pod_date_to_string (add_days (pod_date_new (2027, 2, 1), day));

      fixture_set_today (date);
      run_with_faults (trial);
    }
  names = list_folder (trial);
  for (guint i = 0; i < names->len; i++)
    sound += strstr (pod_test_read (pod_test_path (folder, g_ptr_array_index (names, i)), NULL),
                     "\"faults\":") == NULL;
  g_assert_cmpuint (sound, ==, 2);
  g_assert_cmpuint (names->len, ==, 2 + 30);
  g_assert_true (pod_trial_test_restore (trial, &error));
  g_assert_no_error (error);
  fixture_end (trial);
}

/* The folder may lie on a slow disk: it is read before the database is asked, and not while others wait for it. */
static void
test_folder_without_lock (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodCopying) copying = NULL;
  g_autoptr (GError) error = NULL;
  const char *copy;

  run_by_itself (trial, FALSE);
  copy = find_only_copy (trial);
  copying = pod_copying_new (trial, POD_COPY_TRIED, NULL);
  g_assert_true (pod_copying_look (copying, NULL, &error));
  g_assert_cmpint (g_unlink (copy), ==, 0);
  pod_trial_call (trial, POD_ACCESS_READ, pod_copying_prepare, copying, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copying->path, ==, copy);
  fixture_end (trial);
}

/* ---- tried every month ---- */

static void
test_monthly (void)
{
  const struct
  {
    const char *day;
    const char *user;
    guint tests;
  } rows[] = {
    /* A coordinator's key opens no copy: it waits for the principal investigator. */
    { "2027-01-01", "clara", 0 },    { "2027-01-03", FIXTURE_PI, 1 },
    { "2027-01-05", FIXTURE_PI, 1 }, { "2027-02-01", FIXTURE_PI, 1 },
    { "2027-02-02", FIXTURE_PI, 2 }, { "2027-03-30", "clara", 2 },
    { "2027-04-01", FIXTURE_PI, 3 },
  };
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  PodBackupState state = { 0 };

  fixture_add_user (trial, "clara", POD_USER_COORDINATOR);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      fixture_set_today (rows[i].day);
      fixture_become (trial, rows[i].user);
      run_by_itself (trial, FALSE);
      g_assert_cmpuint (fixture_count_audit (path, "VERIFY"), ==, rows[i].tests);
    }
  g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "VERIFY"),
                                   "restore-test good, head "));
  pod_trial_get_backup_state (trial, &state);
  g_assert_true (state.test_good);
  g_assert_true (g_str_has_prefix (state.last, "2027-04-01T"));
  g_assert_true (g_str_has_prefix (state.tested, "2027-04-01T"));
  pod_backup_state_clear (&state);
  fixture_end (trial);
}

/* The coordinator's session makes the day's copy; whoever has the key comes after it, and tries it. */
static void
test_monthly_alone (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);

  fixture_add_user (trial, "clara", POD_USER_COORDINATOR);
  fixture_become (trial, "clara");
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "VERIFY"), ==, 0);
  fixture_become (trial, FIXTURE_PI);
  run_by_itself (trial, FALSE);
  run_by_itself (trial, FALSE);
  g_assert_cmpuint (count_folder (trial), ==, 1);
  g_assert_cmpuint (fixture_count_audit (path, "VERIFY"), ==, 1);
  fixture_end (trial);
}

/* Copies are an administrator's duty too, who has no key. */
static void
test_test_without_key (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "ada", POD_USER_ADMINISTRATOR);
  run_by_itself (trial, FALSE);
  fixture_become (trial, "ada");
  g_assert_false (pod_trial_test_restore (trial, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
  fixture_end (trial);
}

static void
test_test_fails (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;
  PodBackupState state = { 0 };
  const char *copy, *bytes;
  gsize length;

  g_assert_false (pod_trial_test_restore (trial, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  run_by_itself (trial, FALSE);
  g_assert_true (pod_trial_test_restore (trial, &error));
  copy = find_only_copy (trial);
  bytes = pod_test_read (copy, &length);
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length - 1, NULL));
  g_assert_false (pod_trial_test_restore (trial, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
  g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "VERIFY"),
                                   "restore-test failed, head "));
  pod_trial_get_backup_state (trial, &state);
  g_assert_false (state.test_good);
  pod_backup_state_clear (&state);
  fixture_end (trial);
}

/* ---- without waiting ---- */

static void
count_progress (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  (*(guint *) data)++;
}

static void
test_async (void)
{
  PodTrial *trial = fixture_trial ();
  const char *copy = beside (trial, "async.podbackup");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint told = 0;

  pod_trial_backup_async (trial, copy, count_progress, &told, NULL, pod_test_take_result_cb,
                          &result);
  fixture_wait ((gpointer *) &result);
  g_assert_true (pod_trial_backup_finish (trial, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told, >, 1);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_object (&result);
  fixture_end (trial);
}

static void
test_cancelled (void)
{
  PodTrial *trial = fixture_trial ();
  const char *copy = beside (trial, "cancelled.podbackup");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pod_trial_backup_async (trial, copy, NULL, NULL, cancellable, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_backup_finish (trial, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "BACKUP"), ==, 0);
  g_clear_object (&result);
  fixture_end (trial);
}

/* A trial that is closed on the way has no copy that its trail does not know. */
static void
test_closed_meanwhile (void)
{
  PodTrial *trial = fixture_trial ();
  const char *copy = beside (trial, "closed.podbackup");
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_backup_async (trial, copy, NULL, NULL, NULL, pod_test_take_result_cb, &result);
  pod_trial_close (trial);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_backup_finish (trial, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_audit (path, "BACKUP"), ==, 0);
  g_clear_object (&result);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/R06-noted", test_noted);
  g_test_add_func ("/backup/anchor", test_anchor);
  g_test_add_func ("/backup/roles", test_roles);
  g_test_add_func ("/backup/exists", test_exists);
  g_test_add_func ("/backup/name", test_name);
  g_test_add_func ("/backup/R21-restored", test_restored);
  g_test_add_func ("/backup/restore-refused", test_restore_refused);
  g_test_add_func ("/backup/recovery-key", test_recovery_key);
  g_test_add_func ("/backup/restore-async", test_restore_async);
  g_test_add_func ("/backup/restore-async-cancelled", test_restore_cancelled);
  g_test_add_func ("/backup/R21-daily", test_daily);
  g_test_add_func ("/backup/daily-signed-out", test_daily_signed_out);
  g_test_add_func ("/backup/R21-on-closing", test_closing);
  g_test_add_func ("/backup/kept", test_kept);
  g_test_add_func ("/backup/unnoted", test_unnoted);
  g_test_add_func ("/backup/faults", test_faults);
  g_test_add_func ("/backup/faults-kept", test_faults_kept);
  g_test_add_func ("/backup/folder-without-lock", test_folder_without_lock);
  g_test_add_func ("/backup/R21-restore-test-monthly", test_monthly);
  g_test_add_func ("/backup/R21-restore-test-without-a-new-copy", test_monthly_alone);
  g_test_add_func ("/backup/restore-test-without-key", test_test_without_key);
  g_test_add_func ("/backup/restore-test-fails", test_test_fails);
  g_test_add_func ("/backup/async", test_async);
  g_test_add_func ("/backup/cancelled", test_cancelled);
  g_test_add_func ("/backup/closed-meanwhile", test_closed_meanwhile);
  return g_test_run ();
}
