#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-closing.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-backup.h"

/* Nothing flickers where nothing is to be done. */
#define SHOW_MS 250
#define PULSE_MS 100

typedef struct
{
  grefcount references;
  GtkWindow *window; /* NULL once it is gone */
  PodTrial *trial;
  GCancellable *cancellable;
  AdwMessageDialog *dialog; /* the one that is shown; NULL while none is */
  guint show_id;
  guint pulse_id;
  PodClosingFunc callback; /* NULL once it was called */
  gpointer data;
} Closing;

static void copy (Closing *closing);

static Closing *
ref_closing (Closing *closing)
{
  g_ref_count_inc (&closing->references);
  return closing;
}

static void
unref_closing (gpointer data)
{
  Closing *closing = data;

  if (!g_ref_count_dec (&closing->references))
    return;
  /* A lock takes the question away, unanswered; so does whoever takes the window away. */
  if (closing->callback != NULL)
    closing->callback (FALSE, closing->data);
  g_clear_weak_pointer (&closing->dialog);
  g_clear_weak_pointer (&closing->window);
  g_object_unref (closing->cancellable);
  g_object_unref (closing->trial);
  g_free (closing);
}

/* GTK 4.8 leaves a dialog that is going with a pointer to a parent that has gone, so the tie is cut first. */
static void
hide_dialog (Closing *closing)
{
  AdwMessageDialog *dialog = closing->dialog;

  g_clear_handle_id (&closing->show_id, g_source_remove);
  g_clear_handle_id (&closing->pulse_id, g_source_remove);
  g_clear_weak_pointer (&closing->dialog);
  if (dialog == NULL)
    return;
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
answer (Closing *closing, gboolean go_on)
{
  PodClosingFunc callback = g_steal_pointer (&closing->callback);

  hide_dialog (closing);
  g_cancellable_cancel (closing->cancellable);
  if (callback != NULL)
    callback (go_on, closing->data);
}

/* ---- what is asked ---- */

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Closing *closing = user_data;

  if (dialog != closing->dialog)
    return;
  if (g_str_equal (response, "again"))
    {
      hide_dialog (closing);
      copy (closing);
    }
  else
    answer (closing, g_str_equal (response, "leave"));
}

static void
release_closing (gpointer data, GClosure *closure)
{
  unref_closing (data);
}

static AdwMessageDialog *
make_dialog (GtkWindow *window, const char *heading, const char *body, const char *again)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, NULL));

  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "stay", _ ("_Cancel"));
  if (again != NULL)
    adw_message_dialog_add_response (dialog, "again", again);
  adw_message_dialog_add_response (dialog, "leave", _ ("Close _Without a Backup"));
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, again != NULL ? "again" : "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  return dialog;
}

AdwMessageDialog *
pod_closing_make_progress (GtkWindow *window)
{
  AdwMessageDialog *dialog =
      make_dialog (window, _ ("Making a backup of the trial…"),
                   _ ("Something was written since the last one. This takes a few seconds."), NULL);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress"), -1);
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (bar));
  adw_message_dialog_set_extra_child (dialog, bar);
  return dialog;
}

AdwMessageDialog *
pod_closing_make_failure (GtkWindow *window, const char *why)
{
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nWhat was entered is saved in the database all "
                                              "the same; what is missing is the backup."),
                                           why);

  return make_dialog (window, _ ("No backup could be made"), body, _ ("_Try Again"));
}

static void
show_dialog (Closing *closing, AdwMessageDialog *dialog)
{
  g_set_weak_pointer (&closing->dialog, dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), ref_closing (closing),
                         release_closing, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  Closing *closing = user_data;
  GtkWidget *bar;

  closing->show_id = 0;
  if (closing->window == NULL)
    return G_SOURCE_REMOVE;
  show_dialog (closing, pod_closing_make_progress (closing->window));
  bar = adw_message_dialog_get_extra_child (closing->dialog);
  closing->pulse_id = g_timeout_add_full (G_PRIORITY_DEFAULT, PULSE_MS, pulse_cb,
                                          g_object_ref (bar), g_object_unref);
  return G_SOURCE_REMOVE;
}

static void
show_failure (Closing *closing, const GError *error)
{
  g_autofree char *words = pod_backup_error_to_words (error);

  show_dialog (closing, pod_closing_make_failure (closing->window, words));
}

/* ---- the copy ---- */

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Closing *closing = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = pod_trial_backup_by_itself_finish (POD_TRIAL (source), result, &error);

  if (closing->callback == NULL || closing->window == NULL)
    hide_dialog (closing);
  else if (done)
    answer (closing, TRUE);
  else
    {
      hide_dialog (closing);
      show_failure (closing, error);
    }
  unref_closing (closing);
}

static void
copy (Closing *closing)
{
  closing->show_id = g_timeout_add (SHOW_MS, show_cb, closing);
  pod_trial_backup_by_itself_async (closing->trial, TRUE, closing->cancellable, copied_cb,
                                    ref_closing (closing));
}

void
pod_closing_start (GtkWindow *window, PodTrial *trial, PodClosingFunc callback, gpointer data)
{
  Closing *closing = g_new0 (Closing, 1);

  g_ref_count_init (&closing->references);
  g_set_weak_pointer (&closing->window, window);
  closing->trial = g_object_ref (trial);
  closing->cancellable = g_cancellable_new ();
  closing->callback = callback;
  closing->data = data;
  copy (closing);
  unref_closing (closing);
}
