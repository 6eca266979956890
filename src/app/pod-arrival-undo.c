/* The whole of a file withdrawn. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-undo.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-user-item.h"

typedef struct
{
  PodTrial *trial;
  gint64 arrival;
  PodArrivalUndone done;
  gpointer data;
  GDestroyNotify destroy;
} Undo;

static void
undo_free (Undo *undo)
{
  g_object_unref (undo->trial);
  undo->destroy (undo->data);
  g_free (undo);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GError) error = NULL;

  pod_trial_undo_arrival_finish (POD_TRIAL (source), result, &error);
  undo->done (error, undo->data);
  undo_free (undo);
}

static void
reason_given (const char *reason, gpointer data)
{
  Undo *undo = data;

  if (reason == NULL)
    undo_free (undo);
  else
    pod_trial_undo_arrival_async (undo->trial, undo->arrival, reason, NULL, undone_cb, undo);
}

char *
pod_arrival_to_words (const PodTrialArrival *arrival)
{
  g_autofree char *moment = pod_user_time_to_words (arrival->moment);

  /* Translators: a laboratory, when its file came in, and who imported it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s, %3$s"), arrival->laboratory, moment,
                          arrival->user);
}

static char *
say_what (const PodTrialArrival *arrival)
{
  guint open = arrival->n_clear + arrival->n_waiting + arrival->n_unmapped;
  g_autofree char *which = pod_arrival_to_words (arrival);
  g_autofree char *taken = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u result that was taken from it is withdrawn and stays readable with the "
                   "reason.",
                   "%u results that were taken from it are withdrawn and stay readable with the "
                   "reason.",
                   arrival->n_accepted),
      arrival->n_accepted);
  g_autofree char *ended =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u that nobody has settled waits no longer.",
                                    "%u that nobody has settled wait no longer.", open),
                       open);

  return g_strdup_printf ("%s\n%s\n%s%s%s", which, taken, open > 0 ? ended : "",
                          open > 0 ? "\n" : "",
                          _ ("What it corrected or took out stays out. The file can be imported "
                             "again."));
}

void
pod_arrival_undo_ask (GtkWindow *parent,
                      PodTrial *trial,
                      const PodTrialArrival *arrival,
                      PodArrivalUndone done,
                      gpointer data,
                      GDestroyNotify destroy)
{
  g_autofree char *body = say_what (arrival);
  Undo *undo = g_new0 (Undo, 1);

  undo->trial = g_object_ref (trial);
  undo->arrival = arrival->id;
  undo->done = done;
  undo->data = data;
  undo->destroy = destroy;
  pod_dialogs_ask_reason (parent, _ ("Undo the Whole File?"), body, _ ("_Undo"), reason_given,
                          undo);
}
