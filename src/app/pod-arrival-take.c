/* All that is clear of what came in, taken at once. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-take.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-words.h"
#include "pod-dialogs.h"

/* So many files are named. */
#define MOST_SAID 6

typedef struct
{
  PodTrial *trial;
  GPtrArray *arrivals; /* PodTrialArrival: of which something is clear */
  guint next;
  PodArrivalTaken done;
  gpointer data;
  GDestroyNotify destroy;
} Take;

static void
take_free (Take *take)
{
  g_object_unref (take->trial);
  g_ptr_array_unref (take->arrivals);
  take->destroy (take->data);
  g_free (take);
}

static void take_next (Take *take);

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Take *take = user_data;
  g_autoptr (GError) error = NULL;

  if (pod_trial_take_arrival_finish (POD_TRIAL (source), result, NULL, &error))
    {
      take_next (take);
      return;
    }
  take->done (error, take->data);
  take_free (take);
}

/* What came first is taken first: they are listed newest first. */
static void
take_next (Take *take)
{
  const PodTrialArrival *arrival;

  if (take->next == 0)
    {
      take->done (NULL, take->data);
      take_free (take);
      return;
    }
  arrival = take->arrivals->pdata[--take->next];
  pod_trial_take_arrival_async (take->trial, arrival->id, NULL, taken_cb, take);
}

static void
answered_cb (gboolean yes, gpointer data)
{
  if (yes)
    take_next (data);
  else
    take_free (data);
}

/* ---- what would be taken, in words ---- */

static char *
say_file (const PodTrialArrival *arrival)
{
  g_autofree char *file = pod_arrival_to_words (arrival);

  /* Translators: a file that came in, and how many of its results are clear. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$u clear"), file, arrival->n_clear);
}

static char *
say_files (const GPtrArray *arrivals, guint n_clear)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < MIN (arrivals->len, MOST_SAID); i++)
    {
      g_autofree char *file = say_file (arrivals->pdata[i]);

      g_string_append_printf (body, "%s\n", file);
    }
  if (arrivals->len > MOST_SAID)
    {
      guint n = arrivals->len - MOST_SAID;

      g_string_append_printf (body,
                              g_dngettext (GETTEXT_PACKAGE, "and what is clear of %u more file",
                                           "and what is clear of %u more files", n),
                              n);
      g_string_append_c (body, '\n');
    }
  g_string_append_printf (body, "\n%s",
                          g_dngettext (GETTEXT_PACKAGE,
                                       "It becomes a result on record. “Undo This File” takes it "
                                       "out again, with a reason.",
                                       "They become results on record. “Undo This File” takes them "
                                       "out again, with a reason.",
                                       n_clear));
  return g_string_free (body, FALSE);
}

static void
ask (GtkWindow *parent, Take *take, guint n)
{
  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Take %u Clear Result?",
                                                           "Take %u Clear Results?", n),
                                              n);
  g_autofree char *body = say_files (take->arrivals, n);

  pod_dialogs_ask (parent, heading, body, C_ ("arrivals", "_Take"), FALSE, answered_cb, take);
}

void
pod_arrival_take_ask (GtkWindow *parent,
                      PodTrial *trial,
                      GPtrArray *arrivals,
                      PodArrivalTaken done,
                      gpointer data,
                      GDestroyNotify destroy)
{
  Take *take = g_new0 (Take, 1);
  guint n = 0;

  *take = (Take){ g_object_ref (trial), g_ptr_array_new (), 0, done, data, destroy };
  g_ptr_array_set_free_func (take->arrivals, (GDestroyNotify) pod_trial_arrival_free);
  for (guint i = 0; i < arrivals->len; i++)
    {
      const PodTrialArrival *arrival = arrivals->pdata[i];

      if (arrival->n_clear > 0)
        g_ptr_array_add (take->arrivals, pod_trial_arrival_copy (arrival));
      n += arrival->n_clear;
    }
  take->next = take->arrivals->len;
  ask (parent, take, n);
}
