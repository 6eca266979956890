/*
 * What somebody has said that a laboratory's item is, taken back.  First nothing is read by it any more; then, part by part, what nobody has decided
 * is unmapped again; then the map itself may know the item, and what it knows is judged again; then it is gone.  Called off in between it can
 * be taken back once more, and that goes on.
 */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-lab-map.h"
#include "pod-mapping.h"
#include "pod-resolving.h"

#define UNMAPPED (1u << POD_ARRIVAL_UNMAPPED)
#define OPEN (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING)
#define CHUNK 400

/* What is gone through, one after the other: what is open; what was put aside because of what was said; and, where somebody was called off, what is
 * unmapped already and may not have been judged again. */
typedef enum
{
  PHASE_OPEN,
  PHASE_ASIDE,
  PHASE_UNMAPPED,
  PHASE_END,
} Phase;

typedef struct
{
  PodResolvingStep next;
  Phase phase;
  gboolean goes_on; /* somebody was called off before */
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

static gboolean
set_conflict (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "somebody else has taken it back, or said it again");
  return FALSE;
}

/* It is still being taken back, and @after is written in its place: NULL for nothing. */
static gboolean
replace_going (PodResolving *resolving,
               PodConnection *connection,
               const char *after,
               GError **error)
{
  const Unmapping *unmapping = resolving->data;
  g_autofree char *before = NULL;
  g_autofree char *value = NULL;

  if (!pod_mapping_read (connection, unmapping->key, &before, error))
    return FALSE;
  value = pod_mapping_replace (before, unmapping->going, after);
  if (value == NULL)
    return set_conflict (error);
  if (g_strcmp0 (after, unmapping->going) == 0)
    return TRUE;
  resolving->staged->site = pod_mapping_write (connection, unmapping->key, value, error);
  return resolving->staged->site != NULL;
}

/* ---- what was read by it ---- */

/* As the map reads it: letters of another width or case are the same. */
static gboolean
is_of_mapping (const Unmapping *unmapping, const PodArrivalItem *item)
{
  g_auto (GStrv) printed = pod_import_split_printed (item->printed);
  g_autofree char *found = pod_lab_fold (printed[0] != NULL ? printed[0] : "");

  return g_str_equal (unmapping->folded, found);
}

/* What it would have been is told anew only of what is unmapped, so that it is that first. */
static gboolean
forget_meaning (PodConnection *connection, PodArrivalItem *item, GError **error)
{
  PodArrivalItem bare;

  item->state = POD_ARRIVAL_UNMAPPED;
  g_free ((char *) item->cause);
  item->cause = g_strdup (POD_ARRIVAL_TAKEN_BACK);
  g_clear_pointer ((char **) &item->resolution, g_free);
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
      if (item->state != POD_ARRIVAL_UNMAPPED && !forget_meaning (connection, item, error))
        return FALSE;
      remember_arrival (unmapping, item->arrival);
      resolving->n++;
    }
  return TRUE;
}

/* ---- the steps ---- */

static gboolean
end_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  resolving->done = TRUE;
  return replace_going (resolving, connection, NULL, error);
}

static void judge_next (PodResolving *resolving);

/* The map itself may know the item by now: then it does not wait. */
static gboolean
judge_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  Unmapping *unmapping = resolving->data;
  const PodReadAgain again = { g_array_index (unmapping->arrivals, gint64, 0), unmapping->maps,
                               unmapping->today, NULL };

  if (!replace_going (resolving, connection, unmapping->going, error))
    return FALSE;
  resolving->done = unmapping->maps == NULL;
  if (unmapping->maps != NULL && !pod_read_again_chunk (connection, resolving, &again, error))
    return FALSE;
  if (resolving->done)
    {
      g_array_remove_index (unmapping->arrivals, 0);
      judge_next (resolving);
    }
  resolving->done = FALSE;
  return TRUE;
}

static void
judge_next (PodResolving *resolving)
{
  Unmapping *unmapping = resolving->data;

  unmapping->next = unmapping->arrivals->len > 0 ? judge_step : end_step;
  resolving->after = 0;
}

static void
end_phase (PodResolving *resolving)
{
  Unmapping *unmapping = resolving->data;

  unmapping->phase++;
  resolving->after = 0;
  if (unmapping->phase == PHASE_END || (unmapping->phase == PHASE_UNMAPPED && !unmapping->goes_on))
    judge_next (resolving);
}

/* What is unmapped is no observation. */
static GPtrArray *
list_items (PodResolving *resolving, PodConnection *connection, GError **error)
{
  const Unmapping *unmapping = resolving->data;
  gboolean unmapped = unmapping->phase == PHASE_UNMAPPED;
  const PodArrivalQuery query = { .laboratory = unmapping->laboratory,
                                  .observation = unmapped ? NULL : unmapping->observation,
                                  .is_aside = unmapping->phase == PHASE_ASIDE,
                                  .states = unmapped                          ? UNMAPPED
                                            : unmapping->phase == PHASE_ASIDE ? 0
                                                                              : OPEN,
                                  .after = resolving->after,
                                  .limit = CHUNK };

  return pod_arrival_item_list (connection, resolving->writing->key->vault, &query, error);
}

static gboolean
forget_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  const Unmapping *unmapping = resolving->data;
  g_autoptr (GPtrArray) items = NULL;

  if (!replace_going (resolving, connection, unmapping->going, error))
    return FALSE;
  items = list_items (resolving, connection, error);
  if (items == NULL || !forget_items (resolving, connection, items, error))
    return FALSE;
  if (items->len < CHUNK)
    end_phase (resolving);
  return TRUE;
}

static gboolean
begin_step (PodResolving *resolving, PodConnection *connection, GError **error)
{
  Unmapping *unmapping = resolving->data;
  g_autofree char *before = NULL;
  g_autofree char *value = NULL;

  unmapping->next = forget_step;
  if (!pod_mapping_read (connection, unmapping->key, &before, error))
    return FALSE;
  value = pod_mapping_replace (before, unmapping->line, unmapping->going);
  unmapping->goes_on = value == NULL;
  if (unmapping->goes_on)
    return replace_going (resolving, connection, unmapping->going, error);
  resolving->staged->site = pod_mapping_write (connection, unmapping->key, value, error);
  return resolving->staged->site != NULL;
}

static gboolean
run_next (PodResolving *resolving, PodConnection *connection, GError **error)
{
  return ((const Unmapping *) resolving->data)->next (resolving, connection, error);
}

/* Each step says why it is. */
static void
prepare (PodTrial *self, PodResolving *resolving)
{
  Unmapping *unmapping = resolving->data;
  gboolean judges = unmapping->next == judge_step;

  g_free (resolving->why);
  resolving->why = g_strdup (judges ? _ ("judged again under the laboratory’s map")
                                    : _ ("what a laboratory calls an observation"));
  /* Without one it stays unmapped. */
  if (judges && unmapping->maps == NULL)
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
  PodResolving *resolving = pod_resolving_new (self, run_next, NULL, error);
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
