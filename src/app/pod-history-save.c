#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-history-save.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"

/* What is asked for, its strings copied, since the filters may change while a file is chosen. */
typedef struct
{
  GtkWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  PodHistoryFilter filter;
  PodHistoryFormat format;
  char *strings[4];
  GCancellable *cancellable;
  AdwMessageDialog *dialog; /* NULL once it is gone */
  GtkProgressBar *bar;
} Saving;

static Saving *
make_saving (GtkWindow *parent,
             PodTrial *trial,
             const PodHistoryFilter *filter,
             PodHistoryFormat format)
{
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->parent, parent);
  saving->trial = g_object_ref (trial);
  saving->format = format;
  saving->filter = *filter;
  saving->filter.table = saving->strings[0] = g_strdup (filter->table);
  saving->filter.user = saving->strings[1] = g_strdup (filter->user);
  saving->filter.action = saving->strings[2] = g_strdup (filter->action);
  saving->filter.text = saving->strings[3] = g_strdup (filter->text);
  saving->cancellable = g_cancellable_new ();
  return saving;
}

static void
free_saving (Saving *saving)
{
  for (gsize i = 0; i < G_N_ELEMENTS (saving->strings); i++)
    g_free (saving->strings[i]);
  g_clear_weak_pointer (&saving->dialog);
  g_clear_weak_pointer (&saving->parent);
  g_object_unref (saving->cancellable);
  g_object_unref (saving->trial);
  g_free (saving);
}

static void
progress_cb (double fraction, gpointer data)
{
  Saving *saving = data;

  if (saving->dialog != NULL)
    gtk_progress_bar_set_fraction (saving->bar, fraction);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = pod_trial_save_history_finish (POD_TRIAL (source), result, &error);

  if (saving->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (saving->dialog));
  if (saving->parent != NULL && saved)
    pod_dialogs_show_notice (saving->parent, _ ("The history is saved"),
                             _ ("The audit trail now says so, with the file’s hash. Only you can "
                                "read the file."));
  else if (saving->parent != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      pod_dialogs_show_error (saving->parent, _ ("The history was not saved"), words);
    }
  free_saving (saving);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
show_progress (Saving *saving)
{
  GtkWidget *widget = adw_message_dialog_new (saving->parent, NULL, NULL);
  GtkWidget *bar = gtk_progress_bar_new ();

  g_set_weak_pointer (&saving->dialog, ADW_MESSAGE_DIALOG (widget));
  saving->bar = GTK_PROGRESS_BAR (bar);
  adw_message_dialog_set_heading (saving->dialog, _ ("Saving the History…"));
  adw_message_dialog_set_extra_child (saving->dialog, bar);
  adw_message_dialog_add_response (saving->dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (saving->dialog, "cancel");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved so far"), -1);
  g_signal_connect_object (widget, "response", G_CALLBACK (response_cb), saving->cancellable, 0);
  gtk_window_present (GTK_WINDOW (widget));
}

/* Takes @saving. */
static void
save_to (Saving *saving, const char *path)
{
  if (saving->parent != NULL)
    show_progress (saving);
  pod_trial_save_history_async (saving->trial, &saving->filter, saving->format, path, progress_cb,
                                saving, saving->cancellable, saved_cb, saving);
}

static void
path_chosen (const char *path, gpointer data)
{
  if (path != NULL)
    save_to (data, path);
  else
    free_saving (data);
}

void
pod_history_save_start (GtkWindow *parent,
                        PodTrial *trial,
                        const PodHistoryFilter *filter,
                        PodHistoryFormat format)
{
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (trial));
  g_autofree char *name = g_strdup_printf ("history-%s.%s", today,
                                           format == POD_HISTORY_JSON ? "json" : "csv");

  pod_dialogs_choose_file (parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save the History"),
                           _ ("_Save"), name, path_chosen,
                           make_saving (parent, trial, filter, format));
}

void
pod_history_save_to (GtkWindow *parent,
                     PodTrial *trial,
                     const PodHistoryFilter *filter,
                     PodHistoryFormat format,
                     const char *path)
{
  save_to (make_saving (parent, trial, filter, format), path);
}
