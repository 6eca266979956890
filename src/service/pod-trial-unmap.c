/*
 * What somebody has said that a laboratory's item is, taken back.  First nothing is read by it any more; then, part by part, what nobody has taken yet is
 * unmapped again; then it is gone, and the map itself may know the item.  Called off in between it can be taken back once more, and that goes on.
 */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-lab-map.h"
#include "pod-mapping.h"
#include "pod-resolving.h"

#define BETWEEN "\x1f"
#define OPEN (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING)
#define CHUNK 400

typedef struct
{
  PodResolvingStep next;
  char *laboratory;
  char *item;
  char *observation;
  char *folded; /* the item, as the map reads it */
  char *key;
  char *line;
  char *going;
  GArray *arrivals; /* gint64: of which something is unmapped again */
  GPtrArray *maps;  /* NULL until they are read */
  PodDate today;
} Unmapping;

static void
unmapping_free (Unmapping *unmapping)
{
  g_free (unmapping->laboratory);
  g_free (unmapping->item);
  g_free (unmapping->observation);
  g_free (unmapping->folded);
  g_free (unmapping->key);
  g_free (unmapping->line);
  g_free (unmapping->going);
  g_array_unref (unmapping->arrivals);
  g_clear_pointer (&unmapping->maps, g_ptr_array_unref);
  g_free (unmapping);
}

static Unmapping *
unmapping_new (const char *laboratory, const char *item, const char *observation)
{
  Unmapping *unmapping = g_new0 (Unmapping, 1);

  unmapping->laboratory = g_strdup (laboratory);
  unmapping->item = g_strdup (item);
  unmapping->observation = g_strdup (observation);
  unmapping->folded = pod_lab_fold (item);
  unmapping->key = g_strconcat (POD_SETTING_LAB_MAP, laboratory, NULL);
  unmapping->line = g_strconcat (observation, "\t", item, NULL);
  unmapping->going = g_strconcat (POD_MAPPING_GOING, unmapping->line, NULL);
  unmapping->arrivals = g_array_new (FALSE, FALSE, sizeof (gint64));
  return unmapping;
}

/* ---- the setting ---- */

/* *value (out) (nullable) */
static gboolean
read_setting (PodConnection *connection, const Unmapping *unmapping, char **value, GError **error)
{
  GError *local = NULL;

  *value = pod_setting_get (connection, unmapping->key, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
set_conflict (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "somebody else has taken it back, or said it again");
  return FALSE;
}

/* Takes @value. */
static gboolean
write_setting (PodResolving *resolving, PodConnection *connection, char *value, GError **error)
{
  const Unmapping *unmapping = resolving->data;
  g_autofree char *taken = value;

  if (!pod_setting_set (connection, unmapping->key, taken, error))
    return FALSE;
  resolving->site = pod_site_load (connection, error);
  return resolving->site != NULL;
}

/* ---- what was read by it ---- */

/* As the map reads it: letters of another width or case are the same. */
static gboolean
is_of_mapping (const Unmapping *unmapping, const PodArrivalItem *item)
{
  g_auto (GStrv) printed = g_strsplit (item->printed, BETWEEN, 2);
  g_autofree char *found = pod_lab_fold (printed[0] != NULL ? printed[0] : "");

  return g_str_equal (unmapping->folded, found);
}

/* What it would have been is told anew only of what is unmapped, so that it is that first. */
static gboolean
forget_meaning (PodConnection *connection, PodArrivalItem *item, GError **error)
{
  PodArrivalItem bare;

  item->state = POD_ARRIVAL_UNMAPPED;
  g_clear_pointer ((char **) &item->cause, g_free);
  if (!pod_arrival_item_settle (connection, item, FALSE, error))
    return FALSE;
  bare = *item;
  bare.record.version++;
  pod_finding_init (&bare.finding);
  bare.finding.when = item->finding.when;
  bare.finding.laboratory = item->finding.laboratory;
  return pod_arrival_item_settle (connection, &bare, TRUE, error);
}

static void
remember_arrival (Unmapping *unmapping, gint64 arrival)
{
  for (guint i = 0; i < unmapping->arrivals->len; i++)
    if (g_array_index (unmapping->arrivals, gint64, i) == arrival)
      return;
  g_array_append_val (unmapping->arrivals, arrival);
}

static gboolean
forget_items (PodResolving *resolving,
              PodConnection *connection,
              const GPtrArray *items,
              GError **error)
{
  Unmapping *unmapping = resolving->data;

  for (guint i = 0; i < items->len; i++)
    {
      PodArrivalItem *item = g_ptr_array_index (items, i);

      resolving->after = item->record.id;
      if (!is_of_mapping (unmapping, item))
        continue;
      if (!forget_meaning (connection, item, error))
        return FALSE;
      remember_arrival (unmapping, item->arrival);
      resolving->n++;
    }
  return TRUE;
}

/* ---- the steps ---- */

/* The map itself may know the item by now: then it does not wait. */
static gboolean
judge_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  Unmapping *unmapping = resolving->data;
  gint64 arrival = g_array_index (unmapping->arrivals, gint64, 0);

  resolving->done = unmapping->maps == NULL;
  if (unmapping->maps != NULL && !pod_judge_again_chunk (connection, resolving, unmapping->maps,
                                                         unmapping->today, arrival, error))
    return FALSE;
  if (resolving->done)
    {
      g_array_remove_index (unmapping->arrivals, 0);
      resolving->after = 0;
    }
  resolving->done = unmapping->arrivals->len == 0;
  return TRUE;
}

static gboolean
end_step (PodResolving *resolving, PodConnection *connection, char *before, GError **error)
{
  Unmapping *unmapping = resolving->data;

  unmapping->next = judge_step;
  resolving->after = 0;
  resolving->done = unmapping->arrivals->len == 0;
  return write_setting (resolving, connection, pod_mapping_replace (before, unmapping->going, NULL),
                        error);
}

static gboolean
forget_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  Unmapping *unmapping = resolving->data;
  const PodArrivalQuery query = { .laboratory = unmapping->laboratory,
                                  .observation = unmapping->observation,
                                  .states = OPEN,
                                  .after = resolving->after,
                                  .limit = CHUNK };
  g_autofree char *before = NULL;
  g_autofree char *still = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (!read_setting (connection, unmapping, &before, error))
    return FALSE;
  still = pod_mapping_replace (before, unmapping->going, NULL);
  if (still == NULL)
    return set_conflict (error);
  items = pod_arrival_item_list (connection, resolving->writing->key->vault, &query, error);
  if (items == NULL || !forget_items (resolving, connection, items, error))
    return FALSE;
  return items->len == CHUNK || end_step (resolving, connection, before, error);
}

static gboolean
begin_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  Unmapping *unmapping = resolving->data;
  g_autofree char *before = NULL;
  char *value;

  if (!read_setting (connection, unmapping, &before, error))
    return FALSE;
  unmapping->next = forget_step;
  value = pod_mapping_replace (before, unmapping->line, unmapping->going);
  if (value != NULL)
    return write_setting (resolving, connection, value, error);
  /* Somebody was called off. */
  value = pod_mapping_replace (before, unmapping->going, unmapping->going);
  return value != NULL ? write_setting (resolving, connection, value, error) : set_conflict (error);
}

static gboolean
run_next (PodResolving *resolving, PodConnection *connection, GError **error)
{
  return ((const Unmapping *) resolving->data)->next (resolving, connection, error);
}

static void
prepare (PodTrial *self, PodResolving *resolving)
{
  Unmapping *unmapping = resolving->data;

  if (unmapping->next != judge_step)
    return;
  g_free (resolving->why);
  resolving->why = g_strdup (_ ("judged again under the laboratory’s map"));
  /* Without one it stays unmapped. */
  if (unmapping->maps == NULL)
    unmapping->maps = pod_trial_load_lab_maps (self, NULL, unmapping->laboratory, NULL);
}

/* ---- the verbs ---- */

static PodResolving *
unmap_new (PodTrial *self,
           const char *laboratory,
           const char *item,
           const char *observation,
           GError **error)
{
  PodResolving *resolving = pod_resolving_new (self, run_next,
                                               _ ("what a laboratory calls an observation"), error);
  Unmapping *unmapping;

  if (resolving == NULL)
    return NULL;
  unmapping = unmapping_new (laboratory, item, observation);
  unmapping->next = begin_step;
  unmapping->today = pod_trial_get_today (self);
  resolving->data = unmapping;
  resolving->free_data = (GDestroyNotify) unmapping_free;
  resolving->prepare = prepare;
  return resolving;
}

gboolean
pod_trial_unmap_item (PodTrial *self,
                      const char *laboratory,
                      const char *item,
                      const char *observation,
                      GError **error)
{
  return pod_resolving_run (self, unmap_new (self, laboratory, item, observation, error), NULL,
                            error);
}

void
pod_trial_unmap_item_async (PodTrial *self,
                            const char *laboratory,
                            const char *item,
                            const char *observation,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_unmap_item_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  PodResolving *resolving = unmap_new (self, laboratory, item, observation, &error);

  pod_resolving_run_async (task, resolving, error);
}

gboolean
pod_trial_unmap_item_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return pod_resolving_finish (self, result, NULL, error);
}
