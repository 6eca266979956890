#include "pod-access-review-dialog.h"
#include "pod-ask-dialog.h"
#include "pod-recovery-key-dialog.h"
#include "pod-recovery-key-print.h"
#include "pod-store.h"
#include "pod-test-window.h"
#include "pod-trial-history.h"
#include "pod-trial-users.h"
#include "pod-user-dialog.h"
#include "pod-user-editor.h"
#include "pod-users-dialog.h"
#include "pod-users-page.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* People: the list, and everything that is done to an account. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  GtkWindow *dialog;
  gpointer page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->window = pod_test_window_open (g_object_ref (fixture->trial));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.users", NULL);
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_USERS_DIALOG);
  g_assert_nonnull (fixture->dialog);
  fixture->page = pod_test_child (fixture->dialog, "page");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->trial);
  pod_test_window_close (fixture->window);
}

static PodUser *
find_user (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (fixture->trial, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return g_ptr_array_steal_index (users, i);
  return NULL;
}

static PodUserState
get_state (Fixture *fixture, const char *name)
{
  g_autoptr (PodUser) user = find_user (fixture, name);

  g_assert_nonnull (user);
  return user->state;
}

/* Selects the row, as the arrow keys do. */
static void
choose (Fixture *fixture, const char *name)
{
  GtkSingleSelection *selection = pod_test_child (fixture->page, "selection");

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autofree char *found = NULL;

      g_object_get (item, "name", &found, NULL);
      if (g_str_equal (found, name))
        gtk_single_selection_set_selected (selection, i);
    }
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (fixture->page, action, NULL);
  pod_test_settle ();
}

/* The question that is open. */
static gpointer
get_question (void)
{
  gpointer dialog = pod_test_toplevel (POD_TYPE_ASK_DIALOG);

  g_assert_nonnull (dialog);
  return dialog;
}

static void
fill (gpointer dialog, const char *id, const char *text)
{
  gtk_editable_set_text (pod_test_child (dialog, id), text);
}

static void
press (gpointer dialog)
{
  g_signal_emit_by_name (pod_test_child (dialog, "button"), "clicked");
  pod_test_wait_work (dialog);
}

static gboolean
press_labelled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    {
      g_signal_emit_by_name (root, "clicked");
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (press_labelled (child, label))
      return TRUE;
  return FALSE;
}

/* Opens the account and presses one of its buttons; FALSE where it is not offered. */
static gboolean
start (Fixture *fixture, const char *user, const char *label)
{
  gpointer dialog;
  gboolean pressed;

  choose (fixture, user);
  act (fixture, "people.open");
  dialog = pod_test_toplevel (POD_TYPE_USER_DIALOG);
  g_assert_nonnull (dialog);
  pressed = press_labelled (dialog, label);
  pod_test_settle ();
  return pressed;
}

static void
leave (void)
{
  gtk_window_close (pod_test_toplevel (POD_TYPE_USER_DIALOG));
  pod_test_settle ();
}

static void
add_person (Fixture *fixture, const char *user, PodUserRole role)
{
  gpointer editor;

  act (fixture, "people.add");
  editor = pod_test_toplevel (POD_TYPE_USER_EDITOR);
  g_assert_nonnull (editor);
  fill (editor, "user", user);
  fill (editor, "full_name", "Invented Colleague");
  adw_combo_row_set_selected (pod_test_child (editor, "role"), role + 1);
  fill (editor, "password", POD_TEST_PASSWORD);
  press (editor);
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_EDITOR));
}

/* ---- the list ---- */

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const users[] = { "pi", "coordinator", "monitor" };

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    g_assert_true (pod_test_shows (fixture->dialog, users[i]));
  g_assert_true (pod_test_shows (fixture->dialog, "principal investigator"));
  g_assert_true (pod_test_shows (fixture->dialog, pod_user_state_to_words (POD_USER_ACTIVE)));
  g_assert_true (pod_test_shows (fixture->dialog, "There is no recovery key yet"));
  pod_test_picture (fixture->dialog, "users-list.png");
}

/* ---- adding ---- */

static gboolean
knows_nadia (gpointer page)
{
  return pod_test_shows (page, "nadia");
}

/* What becomes of people in another window is seen in this one, without opening it again. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  PodTrial *other = pod_trial_open (pod_trial_get_path (fixture->trial), NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  pod_test_sign_in (other, "pi");
  g_assert_false (knows_nadia (fixture->page));
  pod_trial_add_person (other,
                        &(PodNewUser){ .user = "nadia",
                                       .full_name = "Invented Nadia",
                                       .password = "a first one, invented",
                                       .role = POD_USER_NURSE },
                        &error);
  g_assert_no_error (error);
  pod_trial_refresh (fixture->trial);
  g_assert_true (pod_test_run_until (knows_nadia, fixture->page, 20000));
  pod_trial_close (other);
  g_object_unref (other);
}

static void
test_add_problems (Fixture *fixture, gconstpointer data)
{
  gpointer editor;

  act (fixture, "people.add");
  editor = pod_test_toplevel (POD_TYPE_USER_EDITOR);
  press (editor);
  g_assert_true (gtk_widget_get_visible (pod_test_child (editor, "user_problem")));
  fill (editor, "user", "coordinator");
  fill (editor, "full_name", "Invented <0.2 & Colleague");
  press (editor);
  g_assert_true (gtk_widget_get_visible (pod_test_child (editor, "role_problem")));
  adw_combo_row_set_selected (pod_test_child (editor, "role"), POD_USER_NURSE + 1);
  fill (editor, "password", POD_TEST_PASSWORD);
  /* The name is somebody's. */
  press (editor);
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_USER_EDITOR));
  g_assert_true (gtk_widget_get_visible (pod_test_child (editor, "user_problem")) ||
                 gtk_widget_get_visible (pod_test_child (editor, "message")));
  fill (editor, "user", "nurse");
  fill (editor, "password", "short");
  press (editor);
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_USER_EDITOR));
  fill (editor, "password", POD_TEST_PASSWORD);
  press (editor);
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_EDITOR));
  g_assert_true (pod_test_shows (fixture->dialog, "nurse"));
  g_assert_true (pod_test_shows (fixture->dialog, "Invented <0.2 & Colleague"));
}

/* ---- changing ---- */

static void
test_role (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodUser) user = NULL;
  gpointer question;

  g_assert_true (start (fixture, "coordinator", "Change _Role…"));
  question = get_question ();
  adw_combo_row_set_selected (pod_test_child (question, "choice"), POD_USER_MONITOR);
  press (question);
  g_assert_true (gtk_widget_get_visible (pod_test_child (question, "reason_problem")));
  /* The window grows with what it says. */
  g_assert_cmpint (gtk_widget_get_height (pod_test_child (question, "fields")), <=,
                   gtk_widget_get_height (pod_test_child (question, "scroller")));
  fill (question, "reason", "moved to another trial");
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  leave ();
  user = find_user (fixture, "coordinator");
  g_assert_cmpint (user->role, ==, POD_USER_MONITOR);
  g_assert_false (user->has_key);
}

/* Delete asks first, with what it means, and why; one's own account is not offered. */
static void
test_revoke (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  choose (fixture, "pi");
  act (fixture, "people.revoke");
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  choose (fixture, "coordinator");
  act (fixture, "people.revoke");
  question = get_question ();
  g_assert_true (pod_test_shows (question, "The key to the names is changed"));
  g_assert_true (pod_test_shows (question, "stays readable with their password"));
  pod_test_picture (question, "users-revoke.png");
  gtk_window_close (question);
  pod_test_settle ();
  g_assert_cmpint (get_state (fixture, "coordinator"), ==, POD_USER_ACTIVE);

  act (fixture, "people.revoke");
  question = get_question ();
  fill (question, "reason", "left the hospital");
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  g_assert_cmpint (get_state (fixture, "coordinator"), ==, POD_USER_REVOKED);
  g_assert_true (pod_test_shows (fixture->dialog, pod_user_state_to_words (POD_USER_REVOKED)));
}

static void
test_delegation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodUser) user = NULL;
  gpointer question;

  add_person (fixture, "sub", POD_USER_INVESTIGATOR);
  g_assert_false (start (fixture, "coordinator", "_Delegate Signing…"));
  leave ();
  g_assert_true (start (fixture, "sub", "_Delegate Signing…"));
  question = get_question ();
  fill (question, "stop", "2026-12-31");
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  leave ();
  user = find_user (fixture, "sub");
  g_assert_cmpuint (user->delegations->len, ==, 1);
  g_assert_true (pod_test_shows (fixture->dialog, "signing until 31 Dec 2026"));

  g_assert_true (start (fixture, "sub", "_Withdraw Signing…"));
  question = get_question ();
  fill (question, "reason", "back from leave");
  press (question);
  leave ();
  g_assert_false (pod_test_shows (fixture->dialog, "signing until"));
}

/* After a new first password the keys are others: once they chose their own, the PI gives the key, with the password again. */
static void
choose_own_password (Fixture *fixture, const char *user, const char *first)
{
  g_autoptr (GError) error = NULL;

  pod_trial_sign_in (fixture->trial, user, first, &error);
  g_assert_no_error (error);
  g_assert_false (pod_trial_change_password (fixture->trial, first, "a sentence of their own",
                                             &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_WAITING);
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.users", NULL);
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_USERS_DIALOG);
  fixture->page = pod_test_child (fixture->dialog, "page");
}

static void
test_confirm (Fixture *fixture, gconstpointer data)
{
  static const char first[] = "their new invented one";
  g_autoptr (PodUser) user = NULL;
  gpointer question;

  g_assert_true (start (fixture, "coordinator", "New _Password…"));
  question = get_question ();
  fill (question, "reason", "forgot it");
  fill (question, "password", first);
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  leave ();
  g_assert_cmpint (get_state (fixture, "coordinator"), ==, POD_USER_NEW);
  g_assert_false (start (fixture, "coordinator", "Con_firm…"));
  leave ();

  choose_own_password (fixture, "coordinator", first);
  g_assert_true (pod_test_shows (fixture->dialog, "1 waits for confirmation"));
  g_assert_true (start (fixture, "coordinator", "Con_firm…"));
  question = get_question ();
  fill (question, "password", "not the password");
  press (question);
  g_assert_true (gtk_widget_get_visible (pod_test_child (question, "password_problem")));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (question, "password")), ==, "");
  fill (question, "password", POD_TEST_PASSWORD);
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  leave ();
  user = find_user (fixture, "coordinator");
  g_assert_true (user->has_key);
}

/* ---- the recovery key ---- */

static void
test_recovery_key (Fixture *fixture, gconstpointer data)
{
  gpointer question, dialog;
  const char *key;

  act (fixture, "people.recovery-key");
  question = get_question ();
  fill (question, "password", POD_TEST_PASSWORD);
  press (question);
  dialog = pod_test_toplevel (POD_TYPE_RECOVERY_KEY_DIALOG);
  g_assert_nonnull (dialog);
  key = gtk_label_get_text (pod_test_child (dialog, "key"));
  g_assert_cmpuint (strlen (key), ==, 42);
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (dialog, "button")));
  gtk_window_close (dialog);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RECOVERY_KEY_DIALOG));
  gtk_check_button_set_active (pod_test_child (dialog, "written"), TRUE);
  gtk_window_close (dialog);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECOVERY_KEY_DIALOG));
  g_assert_false (pod_test_shows (fixture->dialog, "There is no recovery key yet"));
}

static gpointer
make_recovery_key (Fixture *fixture)
{
  gpointer question, dialog;

  act (fixture, "people.recovery-key");
  question = get_question ();
  fill (question, "password", POD_TEST_PASSWORD);
  press (question);
  dialog = pod_test_toplevel (POD_TYPE_RECOVERY_KEY_DIALOG);
  g_assert_nonnull (dialog);
  return dialog;
}

static void
open_people_again (Fixture *fixture)
{
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.users", NULL);
  pod_test_settle ();
  fixture->dialog = pod_test_toplevel (POD_TYPE_USERS_DIALOG);
  g_assert_nonnull (fixture->dialog);
}

/* A lock takes the key from the screen though nobody said that it is written down: so it is not taken for one that is, and the one
 * before goes on opening. */
static void
test_lock_hides_recovery_key (Fixture *fixture, gconstpointer data)
{
  static const char *const warning = "The last recovery key was never confirmed";
  gpointer dialog = make_recovery_key (fixture);
  g_autofree char *first = g_strdup (gtk_label_get_text (pod_test_child (dialog, "key")));
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_test_shows (fixture->dialog, warning));
  gtk_check_button_set_active (pod_test_child (dialog, "written"), TRUE);
  gtk_window_close (dialog);
  pod_test_settle ();
  g_assert_false (pod_test_shows (fixture->dialog, warning));

  make_recovery_key (fixture);
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECOVERY_KEY_DIALOG));
  g_assert_null (pod_test_toplevel (POD_TYPE_USERS_DIALOG));
  open_people_again (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, warning));
  pod_test_picture (fixture->dialog, "users-unconfirmed-key.png");
  gtk_window_destroy (fixture->dialog);
  fixture->dialog = NULL;
  g_assert_true (pod_trial_recover (fixture->trial, first, "pi", "another invented phrase",
                                    &error));
  g_assert_no_error (error);
}

/* Printed without a printer: the page is noted, and nothing is drawn once nobody is signed in. */
static void
test_print_recovery_key (Fixture *fixture, gconstpointer data)
{
  const char *dir = pod_test_dir ();
  const char *path = pod_test_path (dir, "key.pdf");
  const char *late = pod_test_path (dir, "late.pdf");
  PodHistoryFilter filter = { .action = "PRINT", .limit = 10 };
  g_autoptr (GListModel) history = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *pdf;
  struct stat status;
  mode_t before = umask (077); /* as the program has it: GTK takes what the process allows */

  g_assert_true (pod_recovery_key_print (fixture->dialog, fixture->trial, "ABCD-EFGH-IJKL", path,
                                         &error));
  umask (before);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  pdf = pod_test_read (path, &length);
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  history = pod_trial_list_history (fixture->trial, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, 1);

  pod_trial_sign_out (fixture->trial);
  g_assert_false (pod_recovery_key_print (GTK_WINDOW (fixture->window), fixture->trial,
                                          "ABCD-EFGH-IJKL", late, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
}

/* ---- what is asked, itself ---- */

static gint has_turned;

static gboolean
turn_cb (gpointer data)
{
  g_atomic_int_set (&has_turned, TRUE);
  return G_SOURCE_REMOVE;
}

/* Says that the disk is full, once the main loop has turned. */
static gboolean
fail (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  for (int i = 0; i < 1000 && !g_atomic_int_get (&has_turned); i++)
    g_usleep (10 * 1000);
  g_set_error_literal (error, POD_STORE_ERROR,
                       g_atomic_int_get (&has_turned) ? POD_STORE_ERROR_FULL
                                                      : POD_STORE_ERROR_PASSWORD,
                       "database or disk is full");
  return FALSE;
}

/* The window lives while it works, is not closed by Escape, and says that the disk is full, not that a password was refused. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  PodAsk ask = { .heading = "?",
                 .body = "?",
                 .verb = "_Go",
                 .password_title = "Your password",
                 .reason = TRUE,
                 .slow = TRUE };
  gpointer question = pod_ask_dialog_new (fixture->dialog, fixture->trial, &ask, fail, NULL, NULL,
                                          NULL);

  gtk_window_present (question);
  pod_test_settle ();
  fill (question, "reason", "why");
  g_signal_emit_by_name (pod_test_child (question, "reason"), "entry-activated");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (question),
                                         pod_test_child (question, "password")));
  fill (question, "password", POD_TEST_PASSWORD);
  g_signal_emit_by_name (pod_test_child (question, "button"), "clicked");
  g_assert_true (gtk_spinner_get_spinning (pod_test_child (question, "spinner")));
  gtk_window_close (question);
  pod_test_settle ();
  g_assert_true (pod_test_toplevel (POD_TYPE_ASK_DIALOG) == question);
  turn_cb (NULL);
  pod_test_wait_work (question);
  g_assert_true (pod_test_shows (question, "The disk is full"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (question, "password_problem")));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (question, "password")), ==,
                   POD_TEST_PASSWORD);
  /* A reason that nobody keeps is not lost by Escape. */
  gtk_window_close (question);
  pod_test_answer ("_Cancel");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (question, "reason")), ==, "why");
  gtk_window_close (question);
  pod_test_answer ("_Discard");
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
}

/* However much there is to read, the window stays on the screen. */
static void
test_long_question (Fixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strnfill (20000, 'm');
  PodAsk ask = { .heading = "?", .body = body, .verb = "_Go", .reason = TRUE };
  gpointer question;

  for (gsize i = 9; i < 20000; i += 10)
    body[i] = ' ';
  question = pod_ask_dialog_new (fixture->dialog, fixture->trial, &ask, fail, NULL, NULL, NULL);
  gtk_window_present (question);
  pod_test_settle ();
  g_assert_cmpint (gtk_widget_get_height (question), <, 760);
  gtk_window_destroy (question);
}

/* Enter goes through the fields; leaving asks, and loses nothing by itself. */
static void
test_editor_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "user", "full_name", "organisation", "role" };
  gpointer editor;

  act (fixture, "people.add");
  editor = pod_test_toplevel (POD_TYPE_USER_EDITOR);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *next = pod_test_child (editor, fields[i + 1]);
      GtkWidget *focus;

      g_signal_emit_by_name (pod_test_child (editor, fields[i]), "entry-activated");
      focus = gtk_window_get_focus (editor);
      g_assert_true (focus == next || gtk_widget_is_ancestor (focus, next));
    }
  fill (editor, "full_name", "Invented Colleague");
  gtk_window_close (editor);
  pod_test_answer ("_Cancel");
  g_assert_true (pod_test_toplevel (POD_TYPE_USER_EDITOR) == editor);
  gtk_window_close (editor);
  pod_test_answer ("_Discard");
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_EDITOR));
}

static void
test_no_such_account (Fixture *fixture, gconstpointer data)
{
  g_assert_null (pod_user_dialog_new (fixture->dialog, fixture->trial, 999));
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_DIALOG));
  pod_test_answer ("_Close");
}

/* ---- the review ---- */

static void
test_review (Fixture *fixture, gconstpointer data)
{
  gpointer dialog, question;

  act (fixture, "people.review");
  dialog = pod_test_toplevel (POD_TYPE_ACCESS_REVIEW_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (pod_test_shows (dialog, "Access was never reviewed"));
  g_assert_true (pod_test_shows (dialog, "coordinator"));
  g_assert_true (pod_test_shows (dialog, "Account made"));
  g_signal_emit_by_name (pod_test_child (dialog, "sign_button"), "clicked");
  pod_test_settle ();
  question = get_question ();
  fill (question, "password", POD_TEST_PASSWORD);
  press (question);
  g_assert_null (pod_test_toplevel (POD_TYPE_ASK_DIALOG));
  g_assert_true (pod_test_shows (dialog, "Signed by"));
  pod_test_picture (dialog, "users-review.png");
  gtk_window_close (dialog);
  pod_test_settle ();

  /* What was reviewed is not what is there now. */
  add_person (fixture, "late", POD_USER_MONITOR);
  act (fixture, "people.review");
  dialog = pod_test_toplevel (POD_TYPE_ACCESS_REVIEW_DIALOG);
  g_assert_true (pod_test_shows (dialog, "Accounts were changed since"));
}

/* Only who may manage people finds them in the menu. */
static void
test_who_may (void)
{
  static const struct
  {
    const char *user;
    gboolean may;
  } table[] = { { "pi", TRUE }, { "coordinator", FALSE }, { "monitor", FALSE } };
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].user);
      pod_test_sign_in (trial, table[i].user);
      pod_test_settle ();
      gtk_widget_activate_action (GTK_WIDGET (window), "win.users", NULL);
      pod_test_settle ();
      g_assert_true ((pod_test_toplevel (POD_TYPE_USERS_DIALOG) != NULL) == table[i].may);
    }
  g_object_unref (trial);
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/users/list", test_list },
    { "/ui/users/elsewhere", test_elsewhere },
    { "/ui/users/add-problems", test_add_problems },
    { "/ui/users/role", test_role },
    { "/ui/users/revoke", test_revoke },
    { "/ui/users/delegation", test_delegation },
    { "/ui/users/confirm", test_confirm },
    { "/ui/users/recovery-key", test_recovery_key },
    { "/ui/users/lock-hides-recovery-key", test_lock_hides_recovery_key },
    { "/ui/users/full-disk", test_full_disk },
    { "/ui/users/long-question", test_long_question },
    { "/ui/users/editor-keys", test_editor_keys },
    { "/ui/users/no-such-account", test_no_such_account },
    { "/ui/users/print-recovery-key", test_print_recovery_key },
    { "/ui/users/R20-review", test_review },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/ui/users/R19-who-may", test_who_may);
  return g_test_run ();
}
