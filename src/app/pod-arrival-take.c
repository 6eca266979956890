/* What is clear of what came in, taken at once: all of it, or what of it is shown. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-take.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-row.h"
#include "pod-arrival-words.h"
#include "pod-dialogs.h"

/* So many files are named. */
#define MOST_SAID 6

typedef struct
{
  PodTrial *trial;
  GPtrArray *arrivals; /* PodTrialArrival: of which something is clear */
  GHashTable *items;   /* (nullable): id of an arrival → GArray of ids: only those of it */
  guint next;
  void (*done) (const GError *error, gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} Take;

static void
take_free (Take *take)
{
  g_object_unref (take->trial);
  g_ptr_array_unref (take->arrivals);
  g_clear_pointer (&take->items, g_hash_table_unref);
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
  if (take->items != NULL)
    pod_trial_take_some_async (take->trial, arrival->id,
                               g_hash_table_lookup (take->items, &arrival->id), NULL, taken_cb,
                               take);
  else
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

/* Of how many people the results are; who it is where it is one. */
static char *
say_subjects (GHashTable *subjects)
{
  guint n = g_hash_table_size (subjects);
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, subjects);
  if (n == 1 && g_hash_table_iter_next (&iter, NULL, &number))
    /* Translators: whose results they are: the number of a subject. */
    return g_strdup_printf (_ ("Of subject %s"), (const char *) number);
  return g_strdup_printf (
      /* Translators: of how many people the results are. */
      g_dngettext (GETTEXT_PACKAGE, "Of %u subject", "Of %u subjects", n), n);
}

static char *
say_files (const GPtrArray *arrivals, guint n_clear, GHashTable *subjects)
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
  if (subjects != NULL && g_hash_table_size (subjects) > 0)
    {
      g_autofree char *whose = say_subjects (subjects);

      g_string_append_printf (body, "%s\n", whose);
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
ask (GtkWindow *parent, Take *take, guint n, GHashTable *subjects)
{
  gboolean all = take->items == NULL;
  g_autofree char *heading =
      g_strdup_printf (all ? g_dngettext (GETTEXT_PACKAGE, "Take %u Clear Result?",
                                          "Take %u Clear Results?", n)
                           : g_dngettext (GETTEXT_PACKAGE, "Take the %u Clear Result Shown?",
                                          "Take the %u Clear Results Shown?", n),
                       n);
  g_autofree char *body = say_files (take->arrivals, n, subjects);

  pod_dialogs_ask (parent, heading, body, C_ ("arrivals", "_Take"), FALSE, answered_cb, take);
}

/* ---- which ---- */

static gboolean
is_clear (PodArrivalRow *row)
{
  return g_str_equal (pod_arrival_row_get_item (row)->state, "clear");
}

static void
add_item (GHashTable *items, const PodTrialArrivalItem *item)
{
  GArray *ids = g_hash_table_lookup (items, &item->arrival);

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (items, g_memdup2 (&item->arrival, sizeof (gint64)), ids);
    }
  g_array_append_val (ids, item->id);
}

guint
pod_arrival_take_count (GListModel *rows)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PodArrivalRow) row = g_list_model_get_item (rows, i);

      n += is_clear (row);
    }
  return n;
}

/* By arrival.  @subjects: id → number */
static GHashTable *
list_clear (GListModel *rows, GHashTable *subjects)
{
  GHashTable *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PodArrivalRow) row = g_list_model_get_item (rows, i);

      const PodTrialArrivalItem *item = pod_arrival_row_get_item (row);

      if (!is_clear (row))
        continue;
      add_item (items, item);
      g_hash_table_insert (subjects, (gpointer) &item->subject, item->number);
    }
  return items;
}

static guint
count_of (const Take *take, const PodTrialArrival *arrival)
{
  const GArray *ids = take->items != NULL ? g_hash_table_lookup (take->items, &arrival->id) : NULL;

  return take->items == NULL ? arrival->n_clear : ids != NULL ? ids->len : 0;
}

static guint
list_arrivals (Take *take, const GPtrArray *arrivals)
{
  guint n = 0;

  for (guint i = 0; i < arrivals->len; i++)
    {
      guint n_clear = count_of (take, arrivals->pdata[i]);
      PodTrialArrival *arrival;

      if (n_clear == 0)
        continue;
      arrival = pod_trial_arrival_copy (arrivals->pdata[i]);
      arrival->n_clear = n_clear;
      g_ptr_array_add (take->arrivals, arrival);
      n += n_clear;
    }
  take->next = take->arrivals->len;
  return n;
}

void
pod_arrival_take_ask (GtkWindow *parent,
                      PodTrial *trial,
                      const GPtrArray *arrivals,
                      GListModel *rows,
                      gboolean only_rows,
                      const PodArrivalTake *what)
{
  Take *take = g_new0 (Take, 1);
  guint n;
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) items = list_clear (rows, subjects);

  take->trial = g_object_ref (trial);
  take->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_trial_arrival_free);
  take->done = what->done;
  take->data = what->data;
  take->destroy = what->destroy;
  if (only_rows)
    take->items = g_steal_pointer (&items);
  n = list_arrivals (take, arrivals);
  /* Of what is not shown nobody knows here whose it is. */
  ask (parent, take, n, pod_arrival_take_count (rows) == n ? subjects : NULL);
}
