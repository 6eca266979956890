/* What somebody says that an item is may show that it cannot be used: that goes where nobody looks, so that it is told. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-map.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 arrival;
  char *item;
  GHashTable *before; /* ids of what was refused */
  GCancellable *cancellable;
  PodArrivalMapped done;
  gpointer data;
  GDestroyNotify destroy;
} Mapping;

static void
mapping_free (Mapping *mapping)
{
  mapping->destroy (mapping->data);
  g_object_unref (mapping->cancellable);
  g_hash_table_unref (mapping->before);
  g_free (mapping->item);
  g_free (mapping);
}

static GHashTable *
list_refused (PodTrial *trial, gint64 arrival)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray)
      items = pod_trial_list_arrival_items (trial, arrival, "refused", 0, 0, NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    g_hash_table_add (ids, g_memdup2 (&((const PodTrialArrivalItem *) items->pdata[i])->id,
                                      sizeof (gint64)));
  return ids;
}

/* How many of that item were refused just now, and why the first of them. */
static guint
count_refused (PodTrial *trial, const Mapping *mapping, char **reason)
{
  g_autoptr (GPtrArray)
      items = pod_trial_list_arrival_items (trial, mapping->arrival, "refused", 0, 0, NULL);
  guint n = 0;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const PodTrialArrivalItem *item = g_ptr_array_index (items, i);

      if (g_strcmp0 (item->item, mapping->item) != 0 ||
          g_hash_table_contains (mapping->before, &item->id))
        continue;
      if (n++ == 0)
        *reason = g_strdup (item->reason);
    }
  return n;
}

static char *
say_refused (PodTrial *trial, const Mapping *mapping)
{
  g_autofree char *reason = NULL;
  guint n = count_refused (trial, mapping, &reason);

  if (n == 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: how many, what the laboratory calls the test, why. */
      g_dngettext (GETTEXT_PACKAGE,
                   "%1$u result of “%2$s” was refused and stands under “Refused”: %3$s",
                   "%1$u results of “%2$s” were refused and stand under “Refused”: %3$s", n),
      n, mapping->item, reason != NULL ? reason : "");
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mapping *mapping = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *refused = NULL;
  gboolean judged = pod_trial_judge_again_finish (POD_TRIAL (source), result, NULL, &error);

  if (!g_cancellable_is_cancelled (mapping->cancellable))
    {
      refused = judged ? say_refused (POD_TRIAL (source), mapping) : NULL;
      mapping->done (error, refused, mapping->data);
    }
  mapping_free (mapping);
}

void
pod_arrival_map (PodTrial *trial,
                 const PodTrialArrival *arrival,
                 const char *item,
                 const char *observation,
                 GCancellable *cancellable,
                 PodArrivalMapped done,
                 gpointer data,
                 GDestroyNotify destroy)
{
  Mapping *mapping = g_new0 (Mapping, 1);
  g_autoptr (GError) error = NULL;

  *mapping = (Mapping){ arrival->id,
                        g_strdup (item),
                        list_refused (trial, arrival->id),
                        g_object_ref (cancellable),
                        done,
                        data,
                        destroy };
  if (pod_trial_map_item (trial, arrival->laboratory, item, observation, &error))
    {
      pod_trial_judge_again_async (trial, arrival->id, NULL, cancellable, judged_cb, mapping);
      return;
    }
  done (error, NULL, data);
  mapping_free (mapping);
}
