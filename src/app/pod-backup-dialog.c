#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-backup-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "pod-busy-page.h"
#include "pod-copy-place.h"
#include "pod-dialogs.h"
#include "pod-outcome-page.h"
#include "pod-problem-row.h"
#include "pod-user-item.h"

struct _PodBackupDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  GCancellable *cancellable; /* NULL while nothing is under way */
  char *path;                /* of the copy that is made */

  GtkStack *stack;
  AdwActionRow *last;
  GtkImage *last_icon;
  AdwActionRow *tested;
  GtkImage *tested_icon;
  AdwActionRow *folder;
  PodProblemRow *folder_problem;
  GtkWidget *reset_button;
  GtkWidget *make_button;
  GtkWidget *test_button;
  GtkLabel *test_note;
  PodBusyPage *busy;
  PodOutcomePage *outcome;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (PodBackupDialog, pod_backup_dialog, ADW_TYPE_WINDOW)

static void
show_page (PodBackupDialog *self, const char *page)
{
  gboolean is_busy = g_str_equal (page, "busy");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->cancel_button, is_busy);
  gtk_widget_set_visible (self->back_button, g_str_equal (page, "outcome"));
  if (!is_busy)
    pod_busy_page_stop (self->busy);
}

/* ---- what is known ---- */

static void
show_icon (GtkImage *icon, gboolean good)
{
  gtk_image_set_from_icon_name (icon, good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (icon), good ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (icon), good ? "success" : "warning");
}

static void
show_last (PodBackupDialog *self, const PodBackupState *state)
{
  g_autofree char *when = pod_user_time_to_words (state->last);

  show_icon (self->last_icon, state->last != NULL);
  adw_action_row_set_subtitle (self->last, state->last != NULL
                                               ? when
                                               : _ ("None yet. The first is made by itself within "
                                                    "a minute of signing in; or make one now."));
}

static void
show_tested (PodBackupDialog *self, const PodBackupState *state)
{
  g_autofree char *when = pod_user_time_to_words (state->tested);
  g_autofree char *text = NULL;

  if (state->tested == NULL)
    text = g_strdup (_ ("None yet. One is made every month by itself, while a principal "
                        "investigator is signed in."));
  else if (state->test_good)
    text = g_strdup_printf (_ ("%s: it gave back everything that was there"), when);
  else
    text = g_strdup_printf (_ ("%s: it did not give back what was there. Make another backup, and "
                               "verify the audit trail."),
                            when);
  show_icon (self->tested_icon, state->tested != NULL && state->test_good);
  adw_action_row_set_subtitle (self->tested, text);
}

static void
show_folder (PodBackupDialog *self)
{
  g_autofree char *folder = pod_trial_get_backup_folder (self->trial);

  adw_action_row_set_subtitle (self->folder, folder);
  gtk_widget_set_visible (self->reset_button, pod_copy_place_is_chosen (self->trial));
}

static void
reload (PodBackupDialog *self)
{
  PodBackupState state = { 0 };
  gboolean has_key = pod_trial_get_role (self->trial) == POD_USER_PI;

  pod_trial_get_backup_state (self->trial, &state);
  show_last (self, &state);
  show_tested (self, &state);
  show_folder (self);
  gtk_widget_set_sensitive (self->test_button, has_key && state.last != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->test_note), !has_key);
  pod_backup_state_clear (&state);
}

/* ---- something under way ---- */

static void
begin (PodBackupDialog *self, const char *text)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  pod_busy_page_start (self->busy, text);
  show_page (self, "busy");
  gtk_widget_grab_focus (self->cancel_button);
}

/* FALSE where nobody is there any more, or where it was cancelled. */
static gboolean
end (PodBackupDialog *self, const GError *error)
{
  gboolean is_open = self->parent != NULL;

  g_clear_object (&self->cancellable);
  if (!is_open)
    return FALSE;
  reload (self);
  pod_copy_keeper_look_again (pod_trial_window_get_copies (self->parent));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  show_page (self, "overview");
  return FALSE;
}

static void
show_outcome (PodBackupDialog *self)
{
  show_page (self, "outcome");
  gtk_widget_grab_focus (self->back_button);
}

static void
show_failure (PodBackupDialog *self, const char *title, const GError *error)
{
  g_autofree char *words = pod_backup_error_to_words (error);

  pod_outcome_page_tell (self->outcome, FALSE, title, words);
  show_outcome (self);
}

static void
cancel_cb (PodBackupDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
back_cb (PodBackupDialog *self)
{
  show_page (self, "overview");
  gtk_widget_grab_focus (self->make_button);
}

/* ---- making one ---- */

static void
show_made (PodBackupDialog *self)
{
  const PodRestored *made = pod_trial_get_last_backup (self->trial);

  pod_outcome_page_tell (self->outcome, TRUE, _ ("The backup is made"),
                         _ ("It was checked against the audit trail before it was encrypted. Keep "
                            "it on another disk, in another room."));
  pod_outcome_page_add_long (self->outcome, _ ("File"), self->path);
  if (made != NULL)
    pod_outcome_page_add_restored (self->outcome, made);
  show_outcome (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodBackupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = pod_trial_backup_finish (POD_TRIAL (source), result, &error);

  if (!end (self, error))
    return;
  if (made)
    show_made (self);
  else
    show_failure (self, _ ("The backup could not be made"), error);
}

void
pod_backup_dialog_make (PodBackupDialog *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  begin (self, _ ("Copying, checking, encrypting…"));
  pod_trial_backup_async (self->trial, path, pod_busy_page_report, self->busy, self->cancellable,
                          made_cb, g_object_ref (self));
}

static void
make_chosen (const char *path, gpointer data)
{
  g_autoptr (PodBackupDialog) self = data;

  if (path != NULL && self->parent != NULL)
    pod_backup_dialog_make (self, path);
}

static void
make_cb (PodBackupDialog *self)
{
  g_autofree char *name = pod_trial_make_backup_name (self->trial);

  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                           _ ("New Backup of the Trial"), _ ("_Make a Backup"), name, make_chosen,
                           g_object_ref (self));
}

/* ---- trying the newest ---- */

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodBackupDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = pod_trial_test_restore_finish (POD_TRIAL (source), result, &error);

  if (!end (self, error))
    return;
  if (good)
    pod_outcome_page_tell (self->outcome, TRUE, _ ("The newest backup gives back everything"),
                           _ ("It was decrypted, restored into memory, and compared with what the "
                              "audit trail says was there. The test is noted."));
  if (good)
    show_outcome (self);
  else
    show_failure (self, _ ("The newest backup failed the test"), error);
}

static void
test_cb (PodBackupDialog *self)
{
  begin (self, _ ("Restoring the newest backup into memory, and comparing…"));
  pod_trial_test_restore_async (self->trial, self->cancellable, tested_cb, g_object_ref (self));
}

/* ---- where they go ---- */

static void
choose (PodBackupDialog *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!pod_copy_place_choose (self->trial, folder, &error))
    words = g_strdup_printf (_ ("The folder could not be remembered: %s"), error->message);
  pod_problem_row_show (self->folder_problem, GTK_WIDGET (self->folder), words);
  reload (self);
}

void
pod_backup_dialog_set_folder (PodBackupDialog *self, const char *folder)
{
  if (g_access (folder, W_OK) == 0)
    choose (self, folder);
  else
    pod_problem_row_show (self->folder_problem, GTK_WIDGET (self->folder),
                          _ ("You may not write to that folder. Choose another."));
}

static void
folder_chosen (const char *path, gpointer data)
{
  g_autoptr (PodBackupDialog) self = data;

  if (path != NULL && self->parent != NULL)
    pod_backup_dialog_set_folder (self, path);
}

static void
folder_cb (PodBackupDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                           _ ("Folder for the Backups"), _ ("_Choose"), NULL, folder_chosen,
                           g_object_ref (self));
}

static void
reset_cb (PodBackupDialog *self)
{
  choose (self, NULL);
}

/* ---- the object ---- */

static void
pod_backup_dialog_dispose (GObject *object)
{
  PodBackupDialog *self = POD_BACKUP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (pod_backup_dialog_parent_class)->dispose (object);
}

static void
pod_backup_dialog_finalize (GObject *object)
{
  PodBackupDialog *self = POD_BACKUP_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->trial);
  g_free (self->path);
  G_OBJECT_CLASS (pod_backup_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, last);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, last_icon);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, tested);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, tested_icon);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, folder);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, folder_problem);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, reset_button);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, test_note);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, PodBackupDialog, cancel_button);
}

static void
pod_backup_dialog_class_init (PodBackupDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_backup_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_backup_dialog_finalize;
  g_type_ensure (POD_TYPE_BUSY_PAGE);
  g_type_ensure (POD_TYPE_OUTCOME_PAGE);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-backup-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_backup_dialog_init (PodBackupDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodBackupDialog *
pod_backup_dialog_new (PodTrialWindow *parent)
{
  PodBackupDialog *self = g_object_new (POD_TYPE_BACKUP_DIALOG, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->parent, parent);
  self->trial = g_object_ref (pod_trial_window_get_trial (parent));
  reload (self);
  show_page (self, "overview");
  gtk_widget_grab_focus (self->make_button);
  return self;
}
