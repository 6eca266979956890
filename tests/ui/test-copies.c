#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-backup-dialog.h"
#include "pod-copy-place.h"
#include "pod-outcome-page.h"
#include "pod-problem-row.h"
#include "pod-restore-dialog.h"
#include "pod-test-window.h"
#include "pod-trial-users.h"

/* Copies: by themselves, on closing, asked for, tried, and made a database again; and what is said where they cannot be. */

#define WAIT_MS 60000

typedef struct
{
  const char *dir;
  PodTrialWindow *window;
  PodTrial *trial; /* the window's */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = pod_test_dir ();
  fixture->trial = pod_test_trial (fixture->dir);
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static guint
count_copies (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".podbackup");
  return n;
}

static const char *
beside (Fixture *fixture, const char *name)
{
  return pod_test_path (fixture->dir, name);
}

static gboolean
has_last (gpointer trial)
{
  PodBackupState state = { 0 };
  gboolean has;

  pod_trial_get_backup_state (trial, &state);
  has = state.last != NULL;
  pod_backup_state_clear (&state);
  return has;
}

static gboolean
is_revealed (gpointer revealer)
{
  return gtk_revealer_get_reveal_child (revealer);
}

static gboolean
is_hidden (gpointer revealer)
{
  return !gtk_revealer_get_reveal_child (revealer);
}

static void
present (gpointer dialog)
{
  gtk_window_present (dialog);
  gtk_test_widget_wait_for_draw (dialog);
  pod_test_settle ();
}

static void
press (gpointer dialog, const char *id)
{
  g_signal_emit_by_name (pod_test_child (dialog, id), "clicked");
}

static gboolean
is_ready (gpointer stack)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (stack), "busy");
}

/* It may come too late: then what was made is told as made. */
static void
check_given_up (gpointer dialog, const char *file)
{
  GtkStack *stack = pod_test_child (dialog, "stack");
  gboolean is_made;

  g_assert_true (pod_test_run_until (is_ready, stack, WAIT_MS));
  pod_test_settle ();
  is_made = g_str_equal (gtk_stack_get_visible_child_name (stack), "outcome");
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS) == is_made);
}

/* ---- by themselves ---- */

static void
test_daily (Fixture *fixture, gconstpointer data)
{
  PodCopyKeeper *copies = pod_trial_window_get_copies (fixture->window);
  const char *folder = beside (fixture, "backups");

  g_assert_cmpuint (count_copies (folder), ==, 0);
  pod_copy_keeper_check (copies);
  g_assert_true (pod_test_run_until (has_last, fixture->trial, WAIT_MS));
  pod_test_settle ();
  g_assert_cmpuint (count_copies (folder), ==, 1);
  g_assert_null (pod_copy_keeper_get_warning (copies));
  /* Not twice on the same day. */
  pod_copy_keeper_check (copies);
  pod_test_settle ();
  g_assert_cmpuint (count_copies (folder), ==, 1);
}

/* It is said where everybody sees it, with the way out for whoever has one, until it is right. */
static void
test_failure_is_told (Fixture *fixture, gconstpointer data)
{
  PodCopyKeeper *copies = pod_trial_window_get_copies (fixture->window);
  gpointer line = pod_test_child (fixture->window, "copy_line");
  GtkWidget *button = pod_test_child (fixture->window, "copy_button");

  pod_trial_set_backup_folder (fixture->trial, beside (fixture, "unplugged/copies"));
  pod_copy_keeper_check (copies);
  g_assert_true (pod_test_run_until (is_revealed, line, WAIT_MS));
  g_assert_true (pod_test_wait_shows (fixture->window, "The daily backup could not be made."));
  g_assert_true (gtk_widget_get_visible (button));
  pod_test_picture (fixture->window, "copies-line.png");
  pod_test_sign_in (fixture->trial, "monitor");
  g_assert_true (gtk_revealer_get_reveal_child (line));
  g_assert_false (gtk_widget_get_visible (button));

  pod_trial_set_backup_folder (fixture->trial, NULL);
  pod_copy_keeper_check (copies);
  g_assert_true (pod_test_run_until (is_hidden, line, WAIT_MS));
  g_assert_cmpuint (count_copies (beside (fixture, "backups")), ==, 1);
}

/* ---- on closing ---- */

static gboolean
is_welcome (gpointer window)
{
  return g_str_equal (pod_trial_window_get_page (window), "welcome");
}

static gboolean
is_asked (gpointer heading)
{
  GtkWidget *dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL && pod_test_shows (dialog, heading);
}

static void
close_trial (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.close-trial",
                                             NULL));
}

static void
test_on_closing (Fixture *fixture, gconstpointer data)
{
  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_welcome, fixture->window, WAIT_MS));
  g_assert_cmpuint (count_copies (beside (fixture, "backups")), ==, 1);
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* The window stays until the copy is made, and then goes. */
static void
test_window_closes (void)
{
  const char *dir = pod_test_dir ();
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (dir));
  gpointer left = window;

  g_object_add_weak_pointer (G_OBJECT (window), &left);
  gtk_window_close (GTK_WINDOW (window));
  /* Asked twice, it is closed once. */
  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (left);
  g_assert_true (pod_test_run_until (is_gone, &left, WAIT_MS));
  g_assert_cmpuint (count_copies (pod_test_path (dir, "backups")), ==, 1);
}

static void
test_closing_fails (Fixture *fixture, gconstpointer data)
{
  pod_trial_set_backup_folder (fixture->trial, beside (fixture, "unplugged/copies"));
  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_asked, (gpointer) "No backup could be made", WAIT_MS));
  pod_test_picture (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "copies-closing-fails.png");
  pod_test_answer ("_Cancel");
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subjects");

  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_asked, (gpointer) "No backup could be made", WAIT_MS));
  pod_trial_set_backup_folder (fixture->trial, NULL);
  pod_test_answer ("_Try Again");
  g_assert_true (pod_test_run_until (is_welcome, fixture->window, WAIT_MS));
  g_assert_cmpuint (count_copies (beside (fixture, "backups")), ==, 1);
}

static void
test_closing_without (Fixture *fixture, gconstpointer data)
{
  pod_trial_set_backup_folder (fixture->trial, beside (fixture, "unplugged/copies"));
  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_asked, (gpointer) "No backup could be made", WAIT_MS));
  pod_test_answer ("Close _Without a Backup");
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "welcome");
}

/* A lock takes the question away: it is as if nobody had wanted to close. */
static void
test_closing_locked (Fixture *fixture, gconstpointer data)
{
  pod_trial_set_backup_folder (fixture->trial, beside (fixture, "unplugged/copies"));
  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_asked, (gpointer) "No backup could be made", WAIT_MS));
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "sign-in");
  pod_trial_set_backup_folder (fixture->trial, NULL);
  close_trial (fixture);
  g_assert_true (pod_test_run_until (is_welcome, fixture->window, WAIT_MS));
}

/* ---- the dialog ---- */

static PodBackupDialog *
open_dialog (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.backups", NULL));
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_BACKUP_DIALOG);
}

static void
test_asked (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog = open_dialog (fixture);
  const char *copy = beside (fixture, "asked.podbackup");

  g_assert_true (pod_test_shows (dialog, "None yet. The first is made by itself"));
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (dialog, "test_button")));
  pod_test_picture (dialog, "copies-none.png");
  pod_backup_dialog_make (dialog, copy);
  g_assert_true (pod_test_shows (dialog, "Copying, checking, encrypting…"));
  g_assert_true (pod_test_wait_shows (dialog, "The backup is made"));
  g_assert_true (pod_test_shows (dialog, copy));
  g_assert_true (pod_test_shows (dialog, pod_trial_get_last_backup (fixture->trial)->head));
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
  pod_test_picture (dialog, "copies-made.png");
  press (dialog, "back_button");
  pod_test_settle ();
  g_assert_false (pod_test_shows (dialog, "None yet. The first is made by itself"));

  /* Nothing is overwritten. */
  pod_backup_dialog_make (dialog, copy);
  g_assert_true (pod_test_wait_shows (dialog, "The backup could not be made"));
  g_assert_true (pod_test_shows (dialog, "nothing is overwritten"));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog = open_dialog (fixture);
  const char *copy = beside (fixture, "cancelled.podbackup");

  pod_backup_dialog_make (dialog, copy);
  press (dialog, "cancel_button");
  check_given_up (dialog, copy);
}

static void
test_tried (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog;

  pod_copy_keeper_check (pod_trial_window_get_copies (fixture->window));
  g_assert_true (pod_test_run_until (has_last, fixture->trial, WAIT_MS));
  dialog = open_dialog (fixture);
  press (dialog, "test_button");
  g_assert_true (pod_test_wait_shows (dialog, "The newest backup gives back everything"));
  press (dialog, "back_button");
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "it gave back everything that was there"));
  pod_test_picture (dialog, "copies.png");
}

static gboolean
spoil (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);
  const char *path = pod_test_path (folder, name);
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return truncate (path, status.st_size - 100) == 0;
}

static void
test_fails_when_tried (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog;

  pod_copy_keeper_check (pod_trial_window_get_copies (fixture->window));
  g_assert_true (pod_test_run_until (has_last, fixture->trial, WAIT_MS));
  g_assert_true (spoil (beside (fixture, "backups")));
  dialog = open_dialog (fixture);
  press (dialog, "test_button");
  g_assert_true (pod_test_wait_shows (dialog, "The newest backup failed the test"));
  pod_test_picture (dialog, "copies-test-failed.png");
  press (dialog, "back_button");
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "it did not give back what was there"));
  g_assert_true (is_revealed (pod_test_child (fixture->window, "copy_line")));
}

static void
test_coordinator (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog;

  pod_test_sign_in (fixture->trial, "coordinator");
  dialog = open_dialog (fixture);
  g_assert_true (pod_test_shows (dialog, "The test takes the key of a principal investigator"));
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (dialog, "test_button")));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_sign_in (fixture->trial, "monitor");
  g_assert_null (open_dialog (fixture));
}

/* Beside the database, for its owner alone, and nowhere else. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  PodBackupDialog *dialog = open_dialog (fixture);
  const char *folder = beside (fixture, "elsewhere");
  const char *note = beside (fixture, "site.podocyte.copies");
  g_autofree char *kept = NULL;
  struct stat status;

  pod_backup_dialog_set_folder (dialog, folder);
  g_assert_true (pod_test_shows (dialog, "You may not write to that folder."));
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  pod_backup_dialog_set_folder (dialog, folder);
  g_assert_true (pod_test_shows (dialog, folder));
  g_assert_cmpint (g_stat (note, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  /* The next run. */
  pod_trial_set_backup_folder (fixture->trial, NULL);
  pod_copy_place_apply (fixture->trial);
  kept = pod_trial_get_backup_folder (fixture->trial);
  g_assert_cmpstr (kept, ==, folder);
  press (dialog, "reset_button");
  pod_test_settle ();
  g_assert_false (pod_test_shows (dialog, folder));
  g_assert_false (g_file_test (note, G_FILE_TEST_EXISTS));
}

/* ---- a database again ---- */

static const char *
make_copy (Fixture *fixture)
{
  const char *path = beside (fixture, "asked.podbackup");
  g_autoptr (GError) error = NULL;

  pod_trial_backup (fixture->trial, path, &error);
  g_assert_no_error (error);
  return path;
}

static PodRestoreDialog *
open_restore (Fixture *fixture, const char *copy)
{
  PodRestoreDialog *dialog = pod_restore_dialog_new (fixture->window);

  present (dialog);
  if (copy != NULL)
    pod_restore_dialog_set_copy (dialog, copy);
  pod_restore_dialog_set_place (dialog, beside (fixture, "restored.podocyte"));
  return dialog;
}

static void
type (gpointer dialog, const char *id, const char *text)
{
  gtk_editable_set_text (pod_test_child (dialog, id), text);
}

static const char *
get_problem (gpointer dialog, const char *id)
{
  return pod_problem_row_get_text (pod_test_child (dialog, id));
}

static void
restore (gpointer dialog, const char *password)
{
  type (dialog, "user", "pi");
  type (dialog, "password", password);
  press (dialog, "restore_button");
  g_assert_true (pod_test_run_until (is_ready, pod_test_child (dialog, "stack"), WAIT_MS));
  pod_test_settle ();
}

static void
test_restored (Fixture *fixture, gconstpointer data)
{
  gint64 subject = pod_test_register (fixture->trial, "Invented Person", "X-900001", "mn");
  const char *copy = make_copy (fixture);
  PodRestoreDialog *dialog = open_restore (fixture, copy);
  const char *path = beside (fixture, "restored.podocyte");

  g_assert_cmpint (subject, >, 0);
  pod_test_picture (dialog, "restore.png");
  restore (dialog, POD_TEST_PASSWORD);
  g_assert_true (pod_test_shows (dialog, "The trial is restored"));
  g_assert_true (pod_test_shows (dialog, pod_trial_get_last_backup (fixture->trial)->head));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (dialog, "password")), ==, "");
  pod_test_picture (dialog, "restore-done.png");
  /* The one that is open gets its copy first. */
  press (dialog, "open_button");
  for (int i = 0; i < 2000; i++)
    {
      PodTrial *trial = pod_trial_window_get_trial (fixture->window);

      if (trial != NULL && g_str_equal (pod_trial_get_path (trial), path))
        break;
      pod_test_settle ();
    }
  g_assert_cmpstr (pod_trial_get_path (pod_trial_window_get_trial (fixture->window)), ==, path);
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "sign-in");
}

static void
test_restored_with_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = pod_trial_make_recovery_key (fixture->trial, POD_TEST_PASSWORD, &error);
  PodRestoreDialog *dialog;

  g_assert_no_error (error);
  dialog = open_restore (fixture, make_copy (fixture));
  adw_combo_row_set_selected (pod_test_child (dialog, "opener"), 1);
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "password")));
  restore (dialog, "");
  g_assert_nonnull (get_problem (dialog, "key_problem"));
  type (dialog, "key", "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-AB");
  restore (dialog, "");
  g_assert_nonnull (get_problem (dialog, "key_problem"));
  type (dialog, "key", key);
  restore (dialog, "");
  g_assert_true (pod_test_shows (dialog, "The trial is restored"));
}

/* Each stands beside the field it concerns. */
static void
test_restore_refused (Fixture *fixture, gconstpointer data)
{
  const char *copy = make_copy (fixture);
  PodRestoreDialog *dialog = pod_restore_dialog_new (fixture->window);
  struct stat status;

  present (dialog);
  press (dialog, "restore_button");
  g_assert_nonnull (get_problem (dialog, "copy_problem"));
  g_assert_nonnull (get_problem (dialog, "place_problem"));
  g_assert_nonnull (get_problem (dialog, "user_problem"));
  g_assert_nonnull (get_problem (dialog, "password_problem"));
  pod_test_picture (dialog, "restore-refused.png");

  pod_restore_dialog_set_copy (dialog, copy);
  pod_restore_dialog_set_place (dialog, pod_trial_get_path (fixture->trial));
  restore (dialog, POD_TEST_PASSWORD);
  g_assert_nonnull (strstr (get_problem (dialog, "place_problem"), "nothing is overwritten"));
  g_assert_null (get_problem (dialog, "password_problem"));

  pod_restore_dialog_set_place (dialog, beside (fixture, "restored.podocyte"));
  restore (dialog, "twelve other letters");
  g_assert_null (get_problem (dialog, "copy_problem"));
  g_assert_null (get_problem (dialog, "place_problem"));
  g_assert_nonnull (get_problem (dialog, "password_problem"));

  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (truncate (copy, status.st_size - 100), ==, 0);
  restore (dialog, POD_TEST_PASSWORD);
  g_assert_nonnull (get_problem (dialog, "copy_problem"));
  g_assert_null (get_problem (dialog, "password_problem"));
  g_assert_false (g_file_test (beside (fixture, "restored.podocyte"), G_FILE_TEST_EXISTS));
}

static void
test_restore_cancelled (Fixture *fixture, gconstpointer data)
{
  PodRestoreDialog *dialog = open_restore (fixture, make_copy (fixture));

  type (dialog, "user", "pi");
  type (dialog, "password", POD_TEST_PASSWORD);
  press (dialog, "restore_button");
  g_assert_true (pod_test_shows (dialog, "Decrypting, writing"));
  press (dialog, "cancel_button");
  check_given_up (dialog, beside (fixture, "restored.podocyte"));
}

/* Whoever opens a copy wants it restored; whoever opens what is damaged, too. */
static void
test_opened_instead (Fixture *fixture, gconstpointer data)
{
  const char *copy = make_copy (fixture);
  PodRestoreDialog *dialog;

  pod_trial_window_open (fixture->window, copy);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RESTORE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (pod_test_shows (dialog, copy));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_write (fixture->dir, "damaged.podocyte", "SQLite format 3 it is not");
  pod_trial_window_open (fixture->window, beside (fixture, "damaged.podocyte"));
  pod_test_answer ("_Restore a Backup…");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RESTORE_DIALOG));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("/ui/copies/R21-daily", test_daily);
  ADD ("/ui/copies/failure-is-told", test_failure_is_told);
  ADD ("/ui/copies/R21-on-closing", test_on_closing);
  g_test_add_func ("/ui/copies/R21-on-closing-the-window", test_window_closes);
  ADD ("/ui/copies/closing-fails", test_closing_fails);
  ADD ("/ui/copies/closing-without", test_closing_without);
  ADD ("/ui/copies/closing-locked", test_closing_locked);
  ADD ("/ui/copies/asked", test_asked);
  ADD ("/ui/copies/cancelled", test_cancelled);
  ADD ("/ui/copies/tried", test_tried);
  ADD ("/ui/copies/fails-when-tried", test_fails_when_tried);
  ADD ("/ui/copies/coordinator", test_coordinator);
  ADD ("/ui/copies/folder", test_folder);
  ADD ("/ui/copies/R21-restored", test_restored);
  ADD ("/ui/copies/restored-with-key", test_restored_with_key);
  ADD ("/ui/copies/restore-refused", test_restore_refused);
  ADD ("/ui/copies/restore-cancelled", test_restore_cancelled);
  ADD ("/ui/copies/opened-instead", test_opened_instead);
  return g_test_run ();
}
