/* An import that is left before anything of it was taken. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-leave.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-trial-arrival.h"

typedef struct
{
  GtkWindow *dialog;
  PodTrialWindow *window;
  gint64 arrival;
  PodImportLeave leave;
} Leaving;

static void
leaving_free (gpointer data, GClosure *closure)
{
  Leaving *leaving = data;

  g_object_unref (leaving->dialog);
  g_object_unref (leaving->window);
  g_free (leaving);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodTrialWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean aside = pod_trial_set_aside_arrival_finish (POD_TRIAL (source), result, &error);

  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  if (aside)
    {
      pod_trial_window_toast (window,
                              _ ("What came in was discarded. The file can be imported again."));
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (window), _ ("Nothing was changed"), words);
}

void
pod_import_leave_discard (PodTrialWindow *window, gint64 arrival)
{
  PodTrial *trial = pod_trial_window_get_trial (window);

  if (trial != NULL)
    pod_trial_set_aside_arrival_async (trial, arrival,
                                       _ ("the import was left before anything was taken"),
                                       discarded_cb, g_object_ref (window));
}

/* The tie is cut first, since the answer closes the window that asked. */
static void
response_cb (AdwMessageDialog *question, const char *response, gpointer user_data)
{
  const Leaving *leaving = user_data;

  gtk_window_set_transient_for (GTK_WINDOW (question), NULL);
  if (g_str_equal (response, "stay"))
    return;
  if (g_str_equal (response, "discard"))
    pod_import_leave_discard (leaving->window, leaving->arrival);
  leaving->leave (leaving->dialog);
}

void
pod_import_leave_ask (GtkWindow *dialog,
                      PodTrialWindow *window,
                      gint64 arrival,
                      PodImportLeave leave)
{
  GtkWidget *widget = adw_message_dialog_new (dialog, _ ("Keep What Came In?"), NULL);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (widget);
  Leaving *leaving = g_new0 (Leaving, 1);

  *leaving = (Leaving){ g_object_ref (dialog), g_object_ref (window), arrival, leave };
  adw_message_dialog_set_body (question,
                               _ ("Nothing of this file is a result yet. Kept, it waits in "
                                  "“Results That Came In” until somebody takes it. Discarded, it "
                                  "waits no longer, and the file can be imported again, also as "
                                  "another laboratory’s."));
  adw_message_dialog_add_responses (question, "stay", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "keep", _ ("_Keep"), NULL);
  adw_message_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (question, "keep");
  adw_message_dialog_set_close_response (question, "stay");
  g_signal_connect_data (question, "response", G_CALLBACK (response_cb), leaving, leaving_free, 0);
  gtk_window_present (GTK_WINDOW (question));
}
