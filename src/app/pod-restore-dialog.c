#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-restore-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-busy-page.h"
#include "pod-dialogs.h"
#include "pod-outcome-page.h"
#include "pod-problem-row.h"
#include "pod-trial-backup.h"

/* In the order in which they are filled. */
enum
{
  COPY,
  PLACE,
  USER,
  PASSWORD,
  KEY,
  N_FIELDS,
};

struct _PodRestoreDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent;    /* NULL once it is gone */
  GCancellable *cancellable; /* NULL while nothing is under way */
  char *path[2];             /* COPY and PLACE; NULL while none is chosen */

  GtkStack *stack;
  AdwActionRow *copy;
  AdwActionRow *place;
  AdwComboRow *opener;
  GtkWidget *user;
  GtkWidget *password;
  GtkWidget *key;
  PodProblemRow *copy_problem;
  PodProblemRow *place_problem;
  PodProblemRow *user_problem;
  PodProblemRow *password_problem;
  PodProblemRow *key_problem;
  GtkWidget *copy_button;
  GtkWidget *place_button;
  PodBusyPage *busy;
  PodOutcomePage *outcome;
  GtkButton *cancel_button;
  GtkWidget *restore_button;
  GtkWidget *open_button;
};

G_DEFINE_FINAL_TYPE (PodRestoreDialog, pod_restore_dialog, ADW_TYPE_WINDOW)

static void
show_page (PodRestoreDialog *self, const char *page)
{
  gboolean is_done = g_str_equal (page, "outcome");

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->restore_button, g_str_equal (page, "form"));
  gtk_widget_set_visible (self->open_button, is_done);
  gtk_button_set_label (self->cancel_button, is_done ? _ ("_Close") : _ ("_Cancel"));
  if (!g_str_equal (page, "busy"))
    pod_busy_page_stop (self->busy);
}

/* ---- the form ---- */

static gboolean
takes_key (PodRestoreDialog *self)
{
  return adw_combo_row_get_selected (self->opener) == 1;
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
show_problem (PodRestoreDialog *self, int field, const char *text)
{
  PodProblemRow *rows[N_FIELDS] = { self->copy_problem, self->place_problem, self->user_problem,
                                    self->password_problem, self->key_problem };
  GtkWidget *widgets[N_FIELDS] = { GTK_WIDGET (self->copy), GTK_WIDGET (self->place), self->user,
                                   self->password, self->key };
  GtkWidget *focused[N_FIELDS] = { self->copy_button, self->place_button, self->user,
                                   self->password, self->key };

  pod_problem_row_show (rows[field], widgets[field], text);
  if (text != NULL)
    gtk_widget_grab_focus (focused[field]);
}

static void
clear_problems (PodRestoreDialog *self)
{
  for (int i = 0; i < N_FIELDS; i++)
    show_problem (self, i, NULL);
}

/* Which of the two opens it. */
static void
opener_changed_cb (PodRestoreDialog *self)
{
  gboolean key = takes_key (self);

  gtk_widget_set_visible (self->user, !key);
  gtk_widget_set_visible (self->password, !key);
  gtk_widget_set_visible (self->key, key);
  for (int i = USER; i < N_FIELDS; i++)
    show_problem (self, i, NULL);
}

static const char *
find_place_fault (PodRestoreDialog *self)
{
  g_autofree char *folder = NULL;

  if (self->path[PLACE] == NULL)
    return _ ("Choose where the database is to stand: a folder on this computer’s own disk.");
  if (g_file_test (self->path[PLACE], G_FILE_TEST_EXISTS))
    return _ ("A file of that name is there already, and nothing is overwritten. Choose another "
              "name.");
  folder = g_path_get_dirname (self->path[PLACE]);
  return g_file_test (folder, G_FILE_TEST_IS_DIR) ? NULL : _ ("That folder is not there.");
}

static const char *
find_fault (PodRestoreDialog *self, int field)
{
  gboolean key = takes_key (self);

  switch (field)
    {
    case COPY:
      if (self->path[COPY] == NULL)
        return _ ("Choose the backup: its name ends in “.podbackup”.");
      return g_file_test (self->path[COPY], G_FILE_TEST_IS_REGULAR) ? NULL
                                                                    : _ ("That file is not there.");
    case PLACE:
      return find_place_fault (self);
    case USER:
      return !key && *get_text (self->user) == '\0' ? _ ("Type the user name.") : NULL;
    case PASSWORD:
      return !key && *get_text (self->password) == '\0' ? _ ("Type the password.") : NULL;
    case KEY:
    default:
      return key && *get_text (self->key) == '\0'
                 ? _ ("Type the key as it is printed; its groups may be left out.")
                 : NULL;
    }
}

/* All of them are told; the cursor stands in the first. */
static gboolean
check_fields (PodRestoreDialog *self)
{
  gboolean good = TRUE;

  clear_problems (self);
  for (int i = N_FIELDS - 1; i >= 0; i--)
    {
      const char *fault = find_fault (self, i);

      if (fault != NULL)
        show_problem (self, i, fault);
      good = good && fault == NULL;
    }
  return good;
}

static void
next_field_cb (PodRestoreDialog *self)
{
  gtk_widget_grab_focus (self->password);
}

/* ---- restoring ---- */

static void
show_restored (PodRestoreDialog *self, const PodRestored *restored)
{
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
  pod_outcome_page_tell (self->outcome, TRUE, _ ("The trial is restored"),
                         _ ("What was restored verifies: it is, byte for byte, what was copied. "
                            "The audit trail goes on with one entry that says so."));
  pod_outcome_page_add_long (self->outcome, _ ("Database"), self->path[PLACE]);
  pod_outcome_page_add_restored (self->outcome, restored);
  show_page (self, "outcome");
  gtk_widget_grab_focus (self->open_button);
}

/* A word that is none of the fields' own stands beside the place: it is the disk that refuses most often. */
static void
show_failure (PodRestoreDialog *self, const GError *error)
{
  g_autofree char *words = pod_backup_error_to_words (error);

  show_page (self, "form");
  switch (pod_restore_error_to_field (error))
    {
    case POD_RESTORE_BACKUP:
      show_problem (self, COPY, words);
      break;
    case POD_RESTORE_SECRET:
      show_problem (self, takes_key (self) ? KEY : PASSWORD, words);
      break;
    case POD_RESTORE_PATH:
    case POD_RESTORE_NO_FIELD:
    default:
      show_problem (self, PLACE, words);
      break;
    }
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodRestoreDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  PodRestored restored = { 0 };
  gboolean done = pod_trial_restore_finish (result, &restored, &error);

  g_clear_object (&self->cancellable);
  if (self->parent != NULL)
    {
      if (done)
        show_restored (self, &restored);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_page (self, "form");
      else
        show_failure (self, error);
    }
  pod_restored_clear (&restored);
}

static void
restore_cb (PodRestoreDialog *self)
{
  gboolean key = takes_key (self);
  PodRestoration restoration = { .backup = self->path[COPY],
                                 .path = self->path[PLACE],
                                 .user = key ? NULL : get_text (self->user),
                                 .password = key ? NULL : get_text (self->password),
                                 .recovery_key = key ? get_text (self->key) : NULL };

  if (self->cancellable != NULL || !check_fields (self))
    return;
  self->cancellable = g_cancellable_new ();
  pod_busy_page_start (self->busy, _ ("Decrypting, writing, verifying what was written…"));
  show_page (self, "busy");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  pod_trial_restore_async (&restoration, self->cancellable, restored_cb, g_object_ref (self));
}

/* What is under way is given up, and the form is there again; else the dialog closes. */
static void
cancel_cb (PodRestoreDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
open_cb (PodRestoreDialog *self)
{
  g_autoptr (PodTrialWindow) parent = g_object_ref (self->parent);
  g_autofree char *path = g_strdup (self->path[PLACE]);

  gtk_window_close (GTK_WINDOW (self));
  pod_trial_window_open (parent, path);
}

/* ---- files ---- */

static void
set_path (PodRestoreDialog *self, int field, const char *path)
{
  g_free (self->path[field]);
  self->path[field] = g_strdup (path);
  adw_action_row_set_subtitle (field == COPY ? self->copy : self->place, path);
  show_problem (self, field, NULL);
}

void
pod_restore_dialog_set_copy (PodRestoreDialog *self, const char *path)
{
  set_path (self, COPY, path);
}

void
pod_restore_dialog_set_place (PodRestoreDialog *self, const char *path)
{
  set_path (self, PLACE, path);
}

static void
copy_chosen (const char *path, gpointer data)
{
  g_autoptr (PodRestoreDialog) self = data;

  if (path != NULL && self->parent != NULL)
    set_path (self, COPY, path);
}

static void
place_chosen (const char *path, gpointer data)
{
  g_autoptr (PodRestoreDialog) self = data;

  if (path != NULL && self->parent != NULL)
    set_path (self, PLACE, path);
}

static void
choose_copy_cb (PodRestoreDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Backup of a Trial"),
                           _ ("_Choose"), NULL, copy_chosen, g_object_ref (self));
}

static void
choose_place_cb (PodRestoreDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                           _ ("Restored Trial Database"), _ ("_Choose"), "restored.podocyte",
                           place_chosen, g_object_ref (self));
}

/* ---- the object ---- */

static void
pod_restore_dialog_dispose (GObject *object)
{
  PodRestoreDialog *self = POD_RESTORE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (pod_restore_dialog_parent_class)->dispose (object);
}

static void
pod_restore_dialog_finalize (GObject *object)
{
  PodRestoreDialog *self = POD_RESTORE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->path[COPY]);
  g_free (self->path[PLACE]);
  G_OBJECT_CLASS (pod_restore_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, place);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, opener);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, user);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, key);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, copy_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, place_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, user_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, key_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, place_button);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, PodRestoreDialog, open_button);
}

static void
pod_restore_dialog_class_init (PodRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_restore_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_restore_dialog_finalize;
  g_type_ensure (POD_TYPE_BUSY_PAGE);
  g_type_ensure (POD_TYPE_OUTCOME_PAGE);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-restore-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choose_copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, opener_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_field_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_restore_dialog_init (PodRestoreDialog *self)
{
  const char *openers[] = { _ ("A password"), _ ("The recovery key"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (openers);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->opener, G_LIST_MODEL (list));
  opener_changed_cb (self);
  show_page (self, "form");
}

PodRestoreDialog *
pod_restore_dialog_new (PodTrialWindow *parent)
{
  PodRestoreDialog *self = g_object_new (POD_TYPE_RESTORE_DIALOG, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->parent, parent);
  return self;
}
