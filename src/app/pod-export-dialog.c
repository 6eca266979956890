#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-problem-row.h"

struct _PodExportDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  GCancellable *cancellable;
  char *directory; /* the new folder that the package becomes; NULL while none is chosen */

  GtkStack *stack;
  AdwActionRow *recipient;
  AdwComboRow *profile;
  AdwActionRow *place;
  PodProblemRow *place_problem;
  GtkProgressBar *progress;
  AdwActionRow *where;
  AdwPreferencesGroup *files;
  AdwStatusPage *blocked;
  GtkButton *cancel_button;
  GtkWidget *write_button;
};

G_DEFINE_FINAL_TYPE (PodExportDialog, pod_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the drop-down; what is offered first moves the dates. */
static const struct
{
  PodProfile profile;
  const char *label;
  const char *explanation;
} profiles[] = {
  { POD_PROFILE_SHIFTED, N_ ("Shifted"),
    N_ ("Every date of a subject is moved by the same secret number of days: what lies between "
        "them stays true") },
  { POD_PROFILE_STUDY_DAY, N_ ("Study days only"),
    N_ ("No date at all, only days counted from the reference start of the trial") },
  { POD_PROFILE_CODED, N_ ("True dates"),
    N_ ("The ordinary practice of trials, where the contract with the recipient covers it") },
};

static void
show_page (PodExportDialog *self, const char *page)
{
  gtk_widget_set_visible (self->write_button, g_str_equal (page, "form"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
profile_changed_cb (PodExportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->profile);

  if (selected < G_N_ELEMENTS (profiles))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->profile),
                                 _ (profiles[selected].explanation));
}

/* ---- where to ---- */

/* "nct07241468-package-20261123", with a number after it where that exists already. */
static char *
make_directory (PodTrial *trial, const char *parent)
{
  const char *study = pod_study_get_id (pod_trial_get_study (trial));
  PodDate today = pod_trial_get_today (trial);
  g_autofree char *name = g_strdup_printf ("%s-package-%04d%02d%02d", study, today.year,
                                           today.month, today.day);
  char *directory = g_build_filename (parent, name, NULL);

  for (int i = 2; g_file_test (directory, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%d", name, i);

      g_free (directory);
      directory = g_build_filename (parent, numbered, NULL);
    }
  return directory;
}

static void
place_chosen (const char *path, gpointer data)
{
  g_autoptr (PodExportDialog) self = data;

  if (path != NULL)
    pod_export_dialog_set_folder (self, path);
}

static void
choose_place_cb (PodExportDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                           _ ("Folder for the Package"), _ ("_Choose"), NULL, place_chosen,
                           g_object_ref (self));
}

/* ---- what came of it ---- */

static void
add_file (PodExportDialog *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *size = g_format_size (info != NULL ? (guint64) g_file_info_get_size (info) : 0);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (size);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->files, row);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
show_files (PodExportDialog *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_file (self, g_ptr_array_index (names, i));
}

static void
show_done (PodExportDialog *self)
{
  adw_action_row_set_subtitle (self->where, self->directory);
  show_files (self);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  show_page (self, "done");
  pod_trial_window_toast (self->parent, _ ("The package is written"));
}

static void
show_failure (PodExportDialog *self, const GError *error)
{
  gboolean leak = g_error_matches (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK);
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *plain = leak ? g_strdup_printf (_ ("%s\n\nFind the text in the record, take the "
                                                      "identity out of it, and "
                                                      "write the package again."),
                                                   words)
                                : g_strdup (words);
  g_autofree char *escaped = g_markup_escape_text (plain, -1);

  adw_status_page_set_title (self->blocked, leak ? _ ("An identity would have left the site")
                                                 : _ ("The package could not be written"));
  adw_status_page_set_description (self->blocked, escaped);
  show_page (self, "blocked");
}

static void
export_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean written = pod_trial_export_finish (POD_TRIAL (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      /* It may have come too late. */
      if (written && self->parent != NULL)
        pod_trial_window_toast (self->parent, _ ("The package is written"));
      return;
    }
  if (written)
    show_done (self);
  else
    show_failure (self, error);
}

static void
report_cb (double fraction, gpointer user_data)
{
  gtk_progress_bar_set_fraction (POD_EXPORT_DIALOG (user_data)->progress, fraction);
}

static void
write_cb (PodExportDialog *self)
{
  PodTrial *trial = pod_trial_window_get_trial (self->parent);
  guint selected = adw_combo_row_get_selected (self->profile);

  if (self->directory == NULL)
    {
      pod_problem_row_show (self->place_problem, GTK_WIDGET (self->place),
                            _ ("Choose the folder in which the package is to stand."));
      return;
    }
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "busy");
  pod_trial_export_async (trial, self->directory, profiles[selected].profile, report_cb, self,
                          self->cancellable, export_ready_cb, g_object_ref (self));
}

static void
back_cb (PodExportDialog *self)
{
  show_page (self, "form");
}

static gboolean
pod_export_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (POD_EXPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (pod_export_dialog_parent_class)->close_request (window);
}

/* Whoever takes the window away takes the dialog with it. */
static void
pod_export_dialog_dispose (GObject *object)
{
  PodExportDialog *self = POD_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (pod_export_dialog_parent_class)->dispose (object);
}

static void
pod_export_dialog_finalize (GObject *object)
{
  PodExportDialog *self = POD_EXPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->directory);
  G_OBJECT_CLASS (pod_export_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, recipient);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, profile);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, place);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, place_problem);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, where);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, files);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, blocked);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodExportDialog, write_button);
}

static void
pod_export_dialog_class_init (PodExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_export_dialog_close_request;
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, profile_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_export_dialog_init (PodExportDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    gtk_string_list_append (labels, _ (profiles[i].label));
  adw_combo_row_set_model (self->profile, G_LIST_MODEL (labels));
  profile_changed_cb (self);
}

PodExportDialog *
pod_export_dialog_new (PodTrialWindow *parent)
{
  PodExportDialog *self = g_object_new (POD_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  PodTrial *trial = pod_trial_window_get_trial (parent);
  const char *recipient = pod_study_get (pod_trial_get_study (trial), "recipient");

  g_set_weak_pointer (&self->parent, parent);
  adw_action_row_set_subtitle (self->recipient, recipient != NULL ? recipient : "");
  return self;
}

void
pod_export_dialog_set_folder (PodExportDialog *self, const char *folder)
{
  g_free (self->directory);
  self->directory = make_directory (pod_trial_window_get_trial (self->parent), folder);
  adw_action_row_set_subtitle (self->place, self->directory);
  pod_problem_row_show (self->place_problem, GTK_WIDGET (self->place), NULL);
}
