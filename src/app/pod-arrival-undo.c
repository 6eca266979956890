/* The whole of a file withdrawn. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-undo.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-returns.h"
#include "pod-arrival-words.h"
#include "pod-dialogs.h"
#include "pod-progress.h"

typedef struct
{
  GtkWindow *parent; /* NULL once it is gone */
  PodTrial *trial;
  gint64 arrival;
  char *which; /* in words */
  char *open;  /* what nobody has settled, in words */
  guint n_open;
  guint n; /* items that it withdraws or ends */
  GCancellable *cancellable;
  PodProgress *progress; /* NULL while nothing goes on */
  PodArrivalUndoing undoing;
  PodArrivalReturns *returns; /* NULL where nothing was displaced */
  PodArrivalUndone done;
  gpointer data;
  GDestroyNotify destroy;
} Undo;

static void
undo_free (Undo *undo)
{
  g_object_unref (undo->trial);
  undo->destroy (undo->data);
  pod_arrival_undoing_clear (&undo->undoing);
  g_clear_object (&undo->returns);
  g_clear_pointer (&undo->progress, pod_progress_end);
  g_object_unref (undo->cancellable);
  g_clear_pointer (&undo->which, g_free);
  g_clear_pointer (&undo->open, g_free);
  g_clear_weak_pointer (&undo->parent);
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

  g_clear_pointer (&undo->progress, pod_progress_end);
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
  g_autoptr (GArray) returns = NULL;

  if (reason == NULL)
    {
      undo_free (undo);
      return;
    }
  returns = undo->returns != NULL ? pod_arrival_returns_collect (undo->returns)
                                  : g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));
  undo->progress = pod_progress_start (undo->parent, _ ("Undoing the File…"), undo->cancellable);
  pod_trial_undo_arrival_async (undo->trial, undo->arrival, returns, reason, pod_progress_tell,
                                undo->progress, undo->cancellable, undone_cb, undo);
}

/* ---- what goes, in words ---- */

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

static void
say_taken (GString *words, PodTrial *trial, const PodArrivalUndoing *undoing)
{
  guint n = undoing->n_taken - undoing->taken->len;

  for (guint i = 0; i < undoing->taken->len; i++)
    {
      g_autofree char *result = pod_arrival_result_to_words (trial,
                                                             g_ptr_array_index (undoing->taken, i));

      g_string_append_printf (words, "%s\n", result);
    }
  add_line (words, n,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more result",
                                          "and %u more results", n),
                             n));
}

/* Takes @text. */
static void
add_part (GPtrArray *parts, guint n, char *text)
{
  if (n > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

/* By state, as the list's filter counts them. */
static char *
say_open (const PodTrialArrival *arrival)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  /* Translators: how many lines of a file are in that state, in a list behind a colon. */
  add_part (parts, arrival->n_waiting,
            g_strdup_printf (C_ ("undo", "%u waiting"), arrival->n_waiting));
  add_part (parts, arrival->n_unmapped,
            g_strdup_printf (C_ ("undo", "%u not mapped"), arrival->n_unmapped));
  add_part (parts, arrival->n_clear, g_strdup_printf (C_ ("undo", "%u clear"), arrival->n_clear));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) parts->pdata);
}

static char *
say_what (const Undo *undo)
{
  g_autoptr (GString) words = g_string_new (undo->which);

  g_string_append_c (words, '\n');
  say_what_stands (words, &undo->undoing);
  say_taken (words, undo->trial, &undo->undoing);
  add_line (words, undo->n_open,
            g_strdup_printf (
                g_dngettext (
                    GETTEXT_PACKAGE,
                    /* Translators: how many, and how many of each state: "1 waiting, 3 clear". */
                    "%1$u line that nobody has decided on will be discarded: %2$s.",
                    "%1$u lines that nobody has decided on will be discarded: %2$s.", undo->n_open),
                undo->n_open, undo->open));
  g_string_append (words, _ ("The file can be imported again."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* ---- asked ---- */

static void
ask (Undo *undo)
{
  g_autofree char *body = say_what (undo);

  if (undo->undoing.displaced->len == 0)
    {
      pod_dialogs_ask_reason (undo->parent, _ ("Undo the Whole File?"), body, _ ("_Undo"),
                              reason_given, undo);
      return;
    }
  undo->returns = g_object_ref_sink (pod_arrival_returns_new (undo->trial,
                                                              undo->undoing.displaced));
  pod_dialogs_ask_reason_about (undo->parent, _ ("Undo the Whole File?"), body,
                                GTK_WIDGET (undo->returns), _ ("_Undo"), reason_given, undo);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GError) error = NULL;
  gboolean counted = pod_trial_count_undoing_finish (POD_TRIAL (source), result, &undo->undoing,
                                                     &error);

  g_clear_pointer (&undo->progress, pod_progress_end);
  if (undo->parent != NULL)
    g_signal_handlers_disconnect_by_data (undo->parent, undo->cancellable);
  if (counted && undo->parent != NULL && !g_cancellable_is_cancelled (undo->cancellable))
    {
      undo->n = undo->undoing.n_taken + undo->n_open;
      ask (undo);
      return;
    }
  if (!counted && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      undo->done (_ ("Nothing was changed"), words, undo->data);
    }
  undo_free (undo);
}

void
pod_arrival_undo_ask (GtkWindow *parent,
                      PodTrial *trial,
                      const PodTrialArrival *arrival,
                      PodArrivalUndone done,
                      gpointer data,
                      GDestroyNotify destroy)
{
  Undo *undo = g_new0 (Undo, 1);

  *undo = (Undo){ .trial = g_object_ref (trial),
                  .arrival = arrival->id,
                  .which = pod_arrival_to_words (arrival),
                  .open = say_open (arrival),
                  .n_open = arrival->n_clear + arrival->n_waiting + arrival->n_unmapped,
                  .cancellable = g_cancellable_new (),
                  .done = done,
                  .data = data,
                  .destroy = destroy };
  g_set_weak_pointer (&undo->parent, parent);
  /* A window that is closed is not gone: what is under way for it holds it. */
  g_signal_connect_object (parent, "unmap", G_CALLBACK (g_cancellable_cancel), undo->cancellable,
                           G_CONNECT_SWAPPED);
  undo->progress = pod_progress_start (parent, _ ("Looking at the File…"), undo->cancellable);
  pod_trial_count_undoing_async (trial, arrival->id, undo->cancellable, counted_cb, undo);
}
