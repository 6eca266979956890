#include <string.h>

#include "pod-after-sign-in.h"
#include "pod-recovery-dialog.h"
#include "pod-test-window.h"
#include "pod-toasts.h"
#include "pod-trial-users.h"
#include "pod-widget-picture.h"

/* Signing in: what is told, to whom, and what comes before anything else. */

#define OTHER_PASSWORD "another invented sentence"
#define WRONG_PASSWORD "a wrong invented sentence"

static gboolean
is_at (gpointer window, const char *page)
{
  return g_str_equal (pod_trial_window_get_page (window), page);
}

static gboolean
is_at_subjects (gpointer window)
{
  return is_at (window, "subjects");
}

static gboolean
is_at_password (gpointer window)
{
  return is_at (window, "password");
}

static gboolean
is_at_people (gpointer window)
{
  return is_at (window, "people");
}

static gpointer
get_field (PodTrialWindow *window, const char *id)
{
  return pod_test_child (pod_test_child (window, "sign_in"), id);
}

static gboolean
has_focus (PodTrialWindow *window, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_field (window, id));
}

static void
sign_in (PodTrialWindow *window, const char *user, const char *password)
{
  gtk_editable_set_text (get_field (window, "user"), user);
  gtk_editable_set_text (get_field (window, "password"), password);
  g_signal_emit_by_name (get_field (window, "password"), "entry-activated");
}

static gboolean
is_told (gpointer message)
{
  return gtk_widget_get_visible (message) && *gtk_label_get_text (message) != '\0';
}

static void
fail_to_sign_in (PodTrialWindow *window, const char *user)
{
  sign_in (window, user, WRONG_PASSWORD);
  g_assert_true (pod_test_run_until (is_told, get_field (window, "message"), 60000));
}

static PodTrialWindow *
open_signed_out (PodTrial **trial)
{
  *trial = pod_test_trial (pod_test_dir ());
  pod_trial_sign_out (*trial);
  return pod_test_window_open (g_object_ref (*trial));
}

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);

      if (g_str_equal (user->name, name))
        return user->id;
    }
  return 0;
}

static void
add (PodTrial *trial, const char *user, PodUserRole role, gboolean own)
{
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = user,
                                       .full_name = "Invented Colleague",
                                       .password = POD_TEST_PASSWORD,
                                       .role = role,
                                       .own_password = own },
                        &error);
  g_assert_no_error (error);
}

/* ---- the fields ---- */

static void
test_fields (void)
{
  PodTrial *trial;
  PodTrialWindow *window = open_signed_out (&trial);

  pod_test_settle ();
  g_assert_true (has_focus (window, "user"));
  gtk_editable_set_text (get_field (window, "user"), "pi");
  g_signal_emit_by_name (get_field (window, "user"), "entry-activated");
  g_assert_true (has_focus (window, "password"));
  g_signal_emit_by_name (get_field (window, "password"), "entry-activated");
  g_assert_true (is_told (get_field (window, "message")));
  g_assert_true (has_focus (window, "password"));

  fail_to_sign_in (window, "pi");
  g_assert_cmpstr (gtk_editable_get_text (get_field (window, "password")), ==, "");
  g_assert_true (has_focus (window, "password"));
  pod_test_picture (window, "sign-in-wrong.png");
  gtk_editable_set_text (get_field (window, "password"), "t");
  g_assert_false (is_told (get_field (window, "message")));
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- attempts that failed ---- */

/* Of the toast that is shown. */
static guint
get_toast_seconds (PodTrialWindow *window)
{
  GtkWidget *widget = pod_widget_find (GTK_WIDGET (window), g_type_from_name ("AdwToastWidget"));
  g_autoptr (AdwToast) toast = NULL;

  g_object_get (widget, "toast", &toast, NULL);
  return adw_toast_get_timeout (toast);
}

static void
test_failed_attempts (void)
{
  PodTrial *trial;
  PodTrialWindow *window = open_signed_out (&trial);

  for (int i = 0; i < 2; i++)
    fail_to_sign_in (window, "pi");
  sign_in (window, "pi", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  g_assert_true (pod_test_wait_shows (window, "2 failed attempts to sign in as you"));
  pod_test_picture (window, "sign-in-attempts.png");
  g_assert_cmpuint (get_toast_seconds (window), ==, POD_TOAST_LONG);

  /* Told once. */
  pod_trial_window_lock (window, "asked");
  sign_in (window, "pi", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, "failed attempt"));
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- the clock ---- */

/* Two seconds are what a time server may correct; a minute is told to whoever signs in, until the clock has caught up. */
static void
test_clock (void)
{
  static const struct
  {
    int seconds;
    gboolean told;
  } steps[] = { { -2, FALSE }, { -60, TRUE }, { 62, FALSE } };
  PodTrial *trial;
  PodTrialWindow *window = open_signed_out (&trial);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      pod_test_move_clock (steps[i].seconds);
      sign_in (window, "pi", POD_TEST_PASSWORD);
      g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
      pod_test_settle ();
      g_assert_cmpint (pod_test_shows (window, "was set back"), ==, steps[i].told);
      if (steps[i].told)
        pod_test_picture (window, "sign-in-clock.png");
      pod_trial_window_lock (window, "asked");
      pod_test_settle ();
      g_assert_false (pod_test_shows (window, "was set back"));
    }
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* Five: locked out, with until when; also with the right password; and the PI is told at once. */
static void
test_lock_out (void)
{
  PodTrial *trial;
  PodTrialWindow *window = open_signed_out (&trial);
  gpointer message = get_field (window, "message");

  for (int i = 0; i < 5; i++)
    fail_to_sign_in (window, "coordinator");
  sign_in (window, "coordinator", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_told, message, 60000));
  g_test_message ("%s", gtk_label_get_text (message));
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_assert_nonnull (strstr (gtk_label_get_text (message), ":"));
  pod_test_picture (window, "sign-in-locked-out.png");

  sign_in (window, "pi", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  g_assert_true (pod_test_wait_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "coordinator"));
  pod_test_picture (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "sign-in-notice.png");
  pod_test_answer ("_Understood");

  pod_trial_window_lock (window, "asked");
  sign_in (window, "pi", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  g_object_unref (trial);
  pod_test_window_close (window);
}

static gboolean
has_notice (gpointer data)
{
  gpointer dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL && pod_test_shows (dialog, "Locked out just now") &&
         pod_test_shows (dialog, data);
}

/* At another workstation, while the PI is signed in here: told within moments, and once. */
static void
test_lock_out_elsewhere (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));
  g_autoptr (GError) error = NULL;
  PodTrial *other = pod_trial_open (pod_trial_get_path (trial), NULL, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 5; i++)
    g_assert_false (pod_trial_sign_in (other, "coordinator", WRONG_PASSWORD, NULL));
  g_assert_true (pod_test_run_until (has_notice, "coordinator", 20000));
  pod_test_answer ("_Understood");
  g_assert_false (pod_trial_sign_in (other, "monitor", WRONG_PASSWORD, NULL));
  g_usleep (POD_TRIAL_REFRESH_MS * 3 * 1000);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  pod_trial_close (other);
  g_object_unref (other);
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- a clock that was set back, and a swap that is written to ---- */

static void
test_clock_set_back (void)
{
  static const char *const warning = "The clock of this computer was set back";
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));

  g_assert_false (pod_test_shows (window, warning));
  pod_test_set_now ("2026-11-23T03:00:00.000Z");
  pod_test_sign_in (trial, "coordinator");
  g_assert_true (pod_test_wait_shows (window, warning));
  pod_test_picture (window, "sign-in-clock.png");
  pod_trial_window_lock (window, "asked");
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, warning));
  pod_test_set_now ("2026-11-23T04:00:00.000Z");
  pod_test_sign_in (trial, "coordinator");
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, warning));
  g_object_unref (trial);
  pod_test_window_close (window);
}

static void
test_swap (void)
{
  static const char *const warning = "keep its keys out of the swap";
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));

  pod_after_sign_in_warn_of_swap (window, TRUE);
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, warning));
  pod_after_sign_in_warn_of_swap (window, FALSE);
  g_assert_true (pod_test_wait_shows (window, warning));
  pod_trial_window_lock (window, "asked");
  pod_test_sign_in (trial, "pi");
  pod_after_sign_in_warn_of_swap (window, FALSE);
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, warning));
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- a first password ---- */

static void
choose_password (PodTrialWindow *window, const char *old, const char *new, const char *again)
{
  gpointer page = pod_test_child (window, "password");

  gtk_editable_set_text (pod_test_child (page, "old_password"), old);
  gtk_editable_set_text (pod_test_child (page, "new_password"), new);
  gtk_editable_set_text (pod_test_child (page, "again"), again);
  g_signal_emit_by_name (pod_test_child (page, "again"), "entry-activated");
  pod_test_wait_work (page);
}

static void
test_first_password (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  add (trial, "visitor", POD_USER_MONITOR, FALSE);
  pod_trial_sign_out (trial);
  window = pod_test_window_open (g_object_ref (trial));
  sign_in (window, "visitor", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_password, window, 60000));
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, "S-001"));
  pod_test_picture (window, "sign-in-first-password.png");

  choose_password (window, POD_TEST_PASSWORD, OTHER_PASSWORD, "something else altogether");
  g_assert_true (pod_test_shows (window, "The two are not the same"));
  choose_password (window, POD_TEST_PASSWORD, "short", "short");
  g_assert_true (is_at_password (window));
  choose_password (window, WRONG_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD);
  g_assert_true (is_at_password (window));
  choose_password (window, POD_TEST_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  g_assert_true (pod_test_wait_shows (window, "S-001"));
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- who waits, and who sees no data ---- */

/* An administrator adds a nurse: she chooses a password, and then waits for the PI. */
static void
test_waiting (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;

  add (trial, "office", POD_USER_ADMINISTRATOR, TRUE);
  pod_test_sign_in (trial, "office");
  add (trial, "nurse", POD_USER_NURSE, FALSE);
  pod_trial_sign_out (trial);
  window = pod_test_window_open (g_object_ref (trial));
  sign_in (window, "nurse", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_password, window, 60000));
  choose_password (window, POD_TEST_PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD);
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_assert_true (is_told (get_field (window, "message")));
  pod_test_picture (window, "sign-in-waiting.png");
  sign_in (window, "nurse", OTHER_PASSWORD);
  g_assert_true (pod_test_run_until (is_told, get_field (window, "message"), 60000));
  g_test_message ("%s", gtk_label_get_text (get_field (window, "message")));
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* An administrator's window has people in it and nothing clinical, whatever is asked of it. */
static void
test_administrator (void)
{
  static const char *const actions[] = { "win.find",   "win.register", "win.import",
                                         "win.export", "win.back",     "win.find" };
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;

  pod_test_register (trial, "Invented Person", "X-900001", "mn");
  add (trial, "office", POD_USER_ADMINISTRATOR, TRUE);
  pod_trial_sign_out (trial);
  window = pod_test_window_open (g_object_ref (trial));
  sign_in (window, "office", POD_TEST_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_people, window, 60000));
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL);
      pod_test_settle ();
      g_assert_true (is_at_people (window));
      g_assert_false (pod_test_shows (window, "S-001"));
    }
  pod_trial_window_show_subjects (window);
  g_assert_true (is_at_people (window));
  g_assert_true (pod_test_shows (window, "coordinator"));
  pod_test_picture (window, "sign-in-administrator.png");
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* ---- the recovery key ---- */

static void
test_recovery (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  g_autoptr (GError) error = NULL;
  PodTrialWindow *window;
  gpointer dialog;
  char *key;

  key = pod_trial_make_recovery_key (trial, POD_TEST_PASSWORD, &error);
  g_assert_no_error (error);
  pod_trial_sign_out (trial);
  window = pod_test_window_open (g_object_ref (trial));
  g_assert_true (gtk_widget_get_visible (get_field (window, "recovery_button")));
  g_signal_emit_by_name (get_field (window, "recovery_button"), "clicked");
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_RECOVERY_DIALOG);
  gtk_editable_set_text (pod_test_child (dialog, "user"), "pi");
  gtk_editable_set_text (pod_test_child (dialog, "password"), OTHER_PASSWORD);
  gtk_editable_set_text (pod_test_child (dialog, "again"), OTHER_PASSWORD);
  gtk_editable_set_text (pod_test_child (dialog, "key"), "ABCD-EFGH");
  g_signal_emit_by_name (pod_test_child (dialog, "button"), "clicked");
  g_assert_true (gtk_spinner_get_spinning (pod_test_child (dialog, "spinner")));
  pod_test_wait_work (dialog);
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RECOVERY_DIALOG));
  g_assert_true (gtk_widget_get_visible (pod_test_child (dialog, "key_problem")));

  gtk_editable_set_text (pod_test_child (dialog, "key"), key);
  pod_wipe (key);
  g_signal_emit_by_name (pod_test_child (dialog, "button"), "clicked");
  pod_test_wait_work (dialog);
  g_assert_null (pod_test_toplevel (POD_TYPE_RECOVERY_DIALOG));
  g_assert_cmpstr (gtk_editable_get_text (get_field (window, "user")), ==, "pi");
  sign_in (window, "pi", OTHER_PASSWORD);
  g_assert_true (pod_test_run_until (is_at_subjects, window, 60000));
  g_assert_cmpint (find_user (trial, "pi"), !=, 0);
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* Where there is none, nobody is sent to look for the paper. */
/* A key that was typed and left is not there for whoever passes by. */
static void
test_recovery_forgotten (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));
  PodRecoveryDialog *dialog;

  pod_trial_sign_out (trial);
  dialog = g_object_ref_sink (pod_recovery_dialog_new (GTK_WINDOW (window), trial));
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (ADW_IS_PASSWORD_ENTRY_ROW (pod_test_child (dialog, "key")));
  gtk_editable_set_text (pod_test_child (dialog, "key"), "ABCD-EFGH");
  pod_recovery_dialog_set_patience (dialog, 1);
  g_usleep (2100 * 1000);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECOVERY_DIALOG));
  g_object_unref (dialog);
  g_object_unref (trial);
  pod_test_window_close (window);
}

static void
test_no_recovery (void)
{
  PodTrial *trial;
  PodTrialWindow *window = open_signed_out (&trial);

  g_assert_false (gtk_widget_get_visible (get_field (window, "recovery_button")));
  g_object_unref (trial);
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/sign-in/fields", test_fields);
  g_test_add_func ("/ui/sign-in/R17-failed-attempts", test_failed_attempts);
  g_test_add_func ("/ui/sign-in/R09-clock-set-back", test_clock);
  g_test_add_func ("/ui/sign-in/R17-lock-out", test_lock_out);
  g_test_add_func ("/ui/sign-in/R17-lock-out-elsewhere", test_lock_out_elsewhere);
  g_test_add_func ("/ui/sign-in/clock-set-back", test_clock_set_back);
  g_test_add_func ("/ui/sign-in/swap", test_swap);
  g_test_add_func ("/ui/sign-in/first-password", test_first_password);
  g_test_add_func ("/ui/sign-in/waiting", test_waiting);
  g_test_add_func ("/ui/sign-in/R19-administrator", test_administrator);
  g_test_add_func ("/ui/sign-in/recovery", test_recovery);
  g_test_add_func ("/ui/sign-in/recovery-forgotten", test_recovery_forgotten);
  g_test_add_func ("/ui/sign-in/no-recovery", test_no_recovery);
  return g_test_run ();
}
