/* What somebody says that an item is may show that it cannot be used: that goes where nobody looks, so that it is told. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-map.h"

#include <glib/gi18n-lib.h>

typedef struct
{
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
  g_free (mapping);
}

/* (nullable): a line for each item */
static char *
say_refused (const GPtrArray *refused)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < refused->len; i++)
    {
      const PodRefusedItem *item = g_ptr_array_index (refused, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (
          text,
          /* Translators: how many, what the laboratory calls the test, why. */
          g_dngettext (GETTEXT_PACKAGE,
                       "%1$u result of “%2$s” was refused and stands under “Refused”: %3$s",
                       "%1$u results of “%2$s” were refused and stand under “Refused”: %3$s",
                       item->n),
          item->n, item->item, item->reason != NULL ? item->reason : "");
    }
  return g_string_free (text, text->len == 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mapping *mapping = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autofree char *words = NULL;

  pod_trial_read_again_finish (POD_TRIAL (source), result, NULL, &refused, &error);
  if (!g_cancellable_is_cancelled (mapping->cancellable))
    {
      words = error == NULL ? say_refused (refused) : NULL;
      mapping->done (error, words, mapping->data);
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

  *mapping = (Mapping){ g_object_ref (cancellable), done, data, destroy };
  if (pod_trial_map_item (trial, arrival->laboratory, item, observation, &error))
    {
      pod_trial_read_again_async (trial, arrival->id, NULL, cancellable, read_cb, mapping);
      return;
    }
  done (error, NULL, data);
  mapping_free (mapping);
}
