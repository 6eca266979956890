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
  guint n; /* items that it withdraws or ends */
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

/* It goes in parts, each of which is whole: what is undone is undone. */
static void
say_failure (Undo *undo, guint n, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *all = NULL;

  if (n == 0)
    {
      undo->done (_ ("Nothing was changed"), words, undo->data);
      return;
    }
  all = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%u of %u is undone, the rest is as it was. Undo the file "
                                      "again "
                                      "to go on with it.",
                                      "%u of %u are undone, the rest is as it was. Undo the file "
                                      "again to go on with it.",
                                      n),
                         n, MAX (n, undo->n));
  undo->done (all, words, undo->data);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (pod_trial_undo_arrival_finish (POD_TRIAL (source), result, &n, &error))
    undo->done (NULL, NULL, undo->data);
  else
    say_failure (undo, n, error);
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

/* A sentence on its line; nothing of nothing. */
static void
add_line (GString *words, guint n, char *sentence)
{
  if (n > 0)
    g_string_append_printf (words, "%s\n", sentence);
  g_free (sentence);
}

static void
say_what_stands (GString *words, const PodArrivalUndoing *undoing)
{
  add_line (words, undoing->n_taken,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u result that was taken from it is withdrawn and stays "
                                          "readable with the reason.",
                                          "%u results that were taken from it are withdrawn and "
                                          "stay readable with the reason.",
                                          undoing->n_taken),
                             undoing->n_taken));
  add_line (words, undoing->n_judged,
            g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE,
                             "A physician has judged %u of them; that judgement counts no longer.",
                             "A physician has judged %u of them; those judgements count no longer.",
                             undoing->n_judged),
                undoing->n_judged));
  add_line (words, undoing->n_signed,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u of them is signed; what was signed then has changed.",
                                          "%u of them are signed; what was signed then has "
                                          "changed.",
                                          undoing->n_signed),
                             undoing->n_signed));
  add_line (words, undoing->n_corrected,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u that somebody has corrected since stays as it is.",
                                          "%u that somebody has corrected since stay as they are.",
                                          undoing->n_corrected),
                             undoing->n_corrected));
}

static char *
say_what (const PodTrialArrival *arrival, const PodArrivalUndoing *undoing)
{
  guint open = arrival->n_clear + arrival->n_waiting + arrival->n_unmapped;
  g_autofree char *which = pod_arrival_to_words (arrival);
  g_autoptr (GString) words = g_string_new (which);

  g_string_append_c (words, '\n');
  say_what_stands (words, undoing);
  add_line (words, open,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u that nobody has settled waits no longer.",
                                          "%u that nobody has settled wait no longer.", open),
                             open));
  g_string_append (words, _ ("What it corrected or took out stays out. The file can be imported "
                             "again."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
pod_arrival_undo_ask (GtkWindow *parent,
                      PodTrial *trial,
                      const PodTrialArrival *arrival,
                      PodArrivalUndone done,
                      gpointer data,
                      GDestroyNotify destroy)
{
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  PodArrivalUndoing undoing;
  Undo *undo;

  if (!pod_trial_count_undoing (trial, arrival->id, &undoing, &error))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      done (_ ("Nothing was changed"), words, data);
      destroy (data);
      return;
    }
  body = say_what (arrival, &undoing);
  undo = g_new0 (Undo, 1);
  undo->trial = g_object_ref (trial);
  undo->arrival = arrival->id;
  undo->n = undoing.n_taken + arrival->n_clear + arrival->n_waiting + arrival->n_unmapped;
  undo->done = done;
  undo->data = data;
  undo->destroy = destroy;
  pod_dialogs_ask_reason (parent, _ ("Undo the Whole File?"), body, _ ("_Undo"), reason_given,
                          undo);
}
