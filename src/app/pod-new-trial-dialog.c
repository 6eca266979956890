#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-new-trial-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-demo.h"
#include "pod-dialogs.h"

struct _PodNewTrialDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent;
  GCancellable *cancellable;
  char *path;
  GPtrArray *folders; /* of each study in the list; NULL for one that is installed */

  GtkStack *stack;
  AdwComboRow *study;
  GtkStringList *studies;
  AdwActionRow *place;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *again;
  GtkLabel *message;
  GtkProgressBar *progress;
  GtkWidget *create_button;
};

G_DEFINE_FINAL_TYPE (PodNewTrialDialog, pod_new_trial_dialog, ADW_TYPE_WINDOW)

static void
set_message (PodNewTrialDialog *self, const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

/* ---- the study ---- */

static void
list_study (PodNewTrialDialog *self, const char *id, const char *folder)
{
  /* Before the list has it: the first that is listed is chosen at once. */
  g_ptr_array_add (self->folders, g_strdup (folder));
  gtk_string_list_append (self->studies, id);
}

/* Those that are installed; first the one that the program was made for. */
static void
list_installed (PodNewTrialDialog *self)
{
  g_auto (GStrv) ids = pod_list_studies ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      list_study (self, ids[i], NULL);
      if (g_str_equal (ids[i], POD_DEMO_STUDY))
        adw_combo_row_set_selected (self->study, i);
    }
}

/* NULL where none is chosen. */
static const char *
get_study (PodNewTrialDialog *self, const char **folder)
{
  guint index = adw_combo_row_get_selected (self->study);

  if (index >= self->folders->len)
    return NULL;
  *folder = g_ptr_array_index (self->folders, index);
  return gtk_string_list_get_string (self->studies, index);
}

/* Of a folder, which one. */
static void
study_changed_cb (PodNewTrialDialog *self)
{
  const char *folder = NULL;

  get_study (self, &folder);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->study), folder != NULL ? folder : "");
}

void
pod_new_trial_dialog_add_study (PodNewTrialDialog *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodStudy) study = pod_load_study (folder, NULL, &error);

  if (study == NULL)
    {
      g_autofree char *words = pod_trial_error_to_words (error);
      /* Translators: what is wrong with the files of a study; the command stands as it is. */
      g_autofree char *text =
          g_strdup_printf (_ ("%s. “podocytectl study check” names every fault."), words);

      set_message (self, text);
      return;
    }
  set_message (self, "");
  list_study (self, pod_study_get_id (study), folder);
  adw_combo_row_set_selected (self->study, self->folders->len - 1);
}

static void
folder_chosen (const char *path, gpointer data)
{
  g_autoptr (PodNewTrialDialog) self = data;

  if (path != NULL)
    pod_new_trial_dialog_add_study (self, path);
}

static void
choose_folder_cb (PodNewTrialDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                           _ ("The Folder of a Study"), _ ("_Choose"), NULL, folder_chosen,
                           g_object_ref (self));
}

/* ---- the file ---- */

void
pod_new_trial_dialog_set_place (PodNewTrialDialog *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  adw_action_row_set_subtitle (self->place, path);
}

static void
place_chosen (const char *path, gpointer data)
{
  g_autoptr (PodNewTrialDialog) self = data;

  if (path != NULL)
    pod_new_trial_dialog_set_place (self, path);
}

static void
choose_place_cb (PodNewTrialDialog *self)
{
  const char *folder, *study = get_study (self, &folder);
  g_autofree char *name = g_strconcat (study != NULL ? study : "trial", ".podocyte", NULL);

  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                           _ ("New Trial Database"), _ ("_Choose"), name, place_chosen,
                           g_object_ref (self));
}

static const char *
find_fault (PodNewTrialDialog *self)
{
  const char *folder;

  if (get_study (self, &folder) == NULL)
    return _ ("No study is installed here. Choose the folder of one.");
  if (self->path == NULL)
    return _ ("Choose where the database is to stand: a folder on this computer’s own disk.");
  if (*gtk_editable_get_text (self->user) == '\0')
    return _ ("Type the user name with which the principal investigator will sign in.");
  if (g_strcmp0 (gtk_editable_get_text (self->password), gtk_editable_get_text (self->again)) != 0)
    return _ ("The two passwords differ. Type the same one twice.");
  return NULL;
}

static void
create_cb (PodNewTrialDialog *self)
{
  const char *fault = find_fault (self);
  /* Another trial in the window takes the window's dialogs away, this one too. */
  g_autoptr (PodNewTrialDialog) held = g_object_ref (self);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial) trial = NULL;
  PodTrialCreation creation = { .path = self->path,
                                .user = gtk_editable_get_text (self->user),
                                .password = gtk_editable_get_text (self->password) };

  if (fault != NULL)
    {
      set_message (self, fault);
      return;
    }
  creation.study = get_study (self, &creation.folder);
  trial = pod_trial_create (&creation, problems, &error);
  if (trial == NULL)
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      set_message (self, words);
      return;
    }
  pod_trial_window_change_trial (self->parent, trial);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- the demonstration: made on a worker, in a folder that is this user's alone ---- */

typedef struct
{
  PodNewTrialDialog *self;
  double fraction;
} Tick;

static gboolean
tick_cb (gpointer data)
{
  Tick *tick = data;

  gtk_progress_bar_set_fraction (tick->self->progress, tick->fraction);
  return G_SOURCE_REMOVE;
}

static void
tick_free (gpointer data)
{
  Tick *tick = data;

  g_object_unref (tick->self);
  g_free (tick);
}

/* On the worker. */
static void
report_cb (double fraction, gpointer data)
{
  Tick *tick = g_new (Tick, 1);

  *tick = (Tick){ g_object_ref (data), fraction };
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, tick_cb, tick, tick_free);
}

static void
make_demo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PodDemo demo = { .path = data,
                   .study = POD_DEMO_STUDY,
                   .subjects = POD_DEMO_SUBJECTS,
                   .seed = 1,
                   .user = "pi",
                   .password = POD_DEMO_PASSWORD,
                   .progress = report_cb,
                   .progress_data = source };
  GError *error = NULL;

  if (pod_demo_create (&demo, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_demo (PodNewTrialDialog *self, const char *path)
{
  pod_trial_window_open (self->parent, path);
  gtk_window_close (GTK_WINDOW (self));
}

static void
demo_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodNewTrialDialog) self = POD_NEW_TRIAL_DIALOG (g_object_ref (source));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    open_demo (self, g_task_get_task_data (G_TASK (result)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      pod_dialogs_show_error (GTK_WINDOW (self->parent), _ ("The demonstration could not be made"),
                              words);
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
start_demo (PodNewTrialDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, demo_ready_cb, NULL);
  char *path = pod_demonstration_path ();
  g_autofree char *directory = g_path_get_dirname (path);

  g_mkdir_with_parents (directory, 0700);
  gtk_stack_set_visible_child_name (self->stack, "demo");
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, make_demo);
}

static gboolean
pod_new_trial_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (POD_NEW_TRIAL_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (pod_new_trial_dialog_parent_class)->close_request (window);
}

static void
pod_new_trial_dialog_finalize (GObject *object)
{
  PodNewTrialDialog *self = POD_NEW_TRIAL_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_ptr_array_unref (self->folders);
  G_OBJECT_CLASS (pod_new_trial_dialog_parent_class)->finalize (object);
}

static void
pod_new_trial_dialog_class_init (PodNewTrialDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_new_trial_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_new_trial_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-new-trial-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, study);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, studies);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, place);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, user);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, again);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PodNewTrialDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, study_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_new_trial_dialog_init (PodNewTrialDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->folders = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  list_installed (self);
}

PodNewTrialDialog *
pod_new_trial_dialog_new (PodTrialWindow *parent, gboolean demo)
{
  PodNewTrialDialog *self = g_object_new (POD_TYPE_NEW_TRIAL_DIALOG, "transient-for", parent, NULL);

  self->parent = parent;
  if (demo)
    start_demo (self);
  return self;
}

char *
pod_demonstration_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "podocyte", "demonstration.podocyte", NULL);
}
