/* What undoing an arrival would do, told before anybody is asked. */

#include "pod-importing.h"
#include "pod-plausible.h"
#include "pod-trial-sign.h"

/* So many items are looked at before a writer who waits has his turn. */
#define CHUNK 500

static void
undone_result_free (PodUndoneResult *result)
{
  g_free (result->number);
  g_free (result->impossible);
  g_ptr_array_unref (result->owners);
  g_free (result);
}

void
pod_arrival_undoing_clear (PodArrivalUndoing *undoing)
{
  g_clear_pointer (&undoing->taken, g_ptr_array_unref);
  g_clear_pointer (&undoing->displaced, g_ptr_array_unref);
}

PodArrivalReturn
pod_undone_result_get_return (const PodUndoneResult *result, gboolean returns)
{
  return (PodArrivalReturn){ result->item, result->version, result->standing, returns };
}

gboolean
pod_undone_result_is_doubtful (const PodUndoneResult *result)
{
  return result->other != NULL || result->impossible != NULL || result->is_undone ||
         result->is_withdrawn;
}

static void
hold_owner (PodUndoneResult *result, const PodKnown *known, const PodFinding *finding)
{
  PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &finding->record.subject);

  g_ptr_array_add (result->owners, pod_casebook_ref (casebook));
}

static PodUndoneResult *
tell (const PodKnown *known, const PodArrivalItem *item, const PodFinding *finding)
{
  PodUndoneResult *result = g_new0 (PodUndoneResult, 1);
  const PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &finding->record.subject);

  result->item = item->record.id;
  result->version = item->record.version;
  result->number = pod_import_say_subject (pod_casebook_get_subject (casebook));
  result->finding = finding;
  result->owners = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  hold_owner (result, known, finding);
  return result;
}

static PodUndoneResult *
tell_displaced (const PodKnown *known, const PodStudy *study, const PodUndoingItem *undoing)
{
  PodUndoneResult *result = tell (known, undoing->item, undoing->displaced);
  const PodFinding *replacement = pod_undoing_find_replacement (undoing);

  result->standing = pod_undoing_get_mark (undoing);
  result->impossible = pod_finding_say_impossible (study, undoing->displaced);
  result->is_undone = undoing->is_undone;
  result->is_withdrawn = undoing->is_withdrawn;
  result->is_replaced = replacement != NULL;
  result->other = replacement;
  if (replacement == NULL && undoing->others->len > 0)
    result->other = g_ptr_array_index (undoing->others, 0);
  if (result->other != NULL)
    hold_owner (result, known, result->other);
  return result;
}

static void
count_taken (PodArrivalUndoing *undoing,
             const PodKnown *known,
             const PodArrivalItem *item,
             const PodFinding *taken)
{
  if (undoing->n_taken++ < POD_UNDOING_MOST_NAMED)
    g_ptr_array_add (undoing->taken, tell (known, item, taken));
  undoing->n_judged += taken->significance != NULL;
  undoing->n_signed +=
      pod_signing_covers (g_hash_table_lookup (known->casebooks, &taken->record.subject), taken);
}

static gboolean
count_chunk (PodArrivalUndoing *undoing, PodKnown *known, const GPtrArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const PodArrivalItem *item = g_ptr_array_index (items, i);
      const PodFinding *taken;
      gboolean is_kept;

      if (!pod_undoing_look (known, item, &taken, &is_kept, error))
        return FALSE;
      undoing->n_corrected += is_kept;
      if (taken != NULL)
        count_taken (undoing, known, item, taken);
    }
  return TRUE;
}

static gboolean
count_taken_items (PodArrivalUndoing *undoing, PodKnown *known, gint64 arrival, GError **error)
{
  PodArrivalQuery query = { .arrival = arrival,
                            .states = 1u << POD_ARRIVAL_ACCEPTED,
                            .limit = CHUNK };
  guint n;

  do
    {
      g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);

      if (items == NULL || !count_chunk (undoing, known, items, error))
        return FALSE;
      n = items->len;
      if (n > 0)
        query.after = ((const PodArrivalItem *) items->pdata[n - 1])->record.id;
      if (!pod_connection_breathe (known->connection, error))
        return FALSE;
    }
  while (n == CHUNK);
  return TRUE;
}

/* ---- the verbs ---- */

typedef struct
{
  gint64 arrival;
  PodKey *key;
  PodStudy *study;
} Counting;

static Counting *
counting_new (PodTrial *self, gint64 arrival)
{
  Counting *counting = g_new0 (Counting, 1);

  *counting = (Counting){ arrival, pod_key_ref (self->key), pod_study_ref (self->study) };
  return counting;
}

static void
counting_free (Counting *counting)
{
  pod_key_unref (counting->key);
  pod_study_unref (counting->study);
  g_free (counting);
}

static void
undoing_free (PodArrivalUndoing *undoing)
{
  if (undoing == NULL)
    return;
  pod_arrival_undoing_clear (undoing);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArrivalUndoing, undoing_free)

static PodArrivalUndoing *
undoing_new (void)
{
  PodArrivalUndoing *undoing = g_new0 (PodArrivalUndoing, 1);

  undoing->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) undone_result_free);
  undoing->displaced = g_ptr_array_new_with_free_func ((GDestroyNotify) undone_result_free);
  return undoing;
}

static gpointer
count_items (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Counting *counting = data;
  g_autoptr (PodArrivalUndoing) undoing = undoing_new ();
  g_autoptr (PodKnown) known = pod_known_new (connection, counting->key->vault, error);
  g_autoptr (GPtrArray) list = NULL;

  if (known == NULL)
    return NULL;
  list = pod_undoing_list (known, counting->arrival, error);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const PodUndoingItem *item = g_ptr_array_index (list, i);

      if (item->displaced != NULL)
        g_ptr_array_add (undoing->displaced, tell_displaced (known, counting->study, item));
    }
  if (!count_taken_items (undoing, known, counting->arrival, error))
    return NULL;
  return g_steal_pointer (&undoing);
}

/* Takes @found. */
static gboolean
take_undoing (PodArrivalUndoing *found, PodArrivalUndoing *undoing)
{
  gboolean is_found = found != NULL;

  *undoing = is_found ? *found : (PodArrivalUndoing){ 0 };
  g_free (found);
  return is_found;
}

gboolean
pod_trial_count_undoing (PodTrial *self, gint64 arrival, PodArrivalUndoing *undoing, GError **error)
{
  PodArrivalUndoing *found = NULL;
  Counting *counting;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return take_undoing (NULL, undoing);
  counting = counting_new (self, arrival);
  found = pod_database_call (self->database, POD_ACCESS_READ, count_items, counting,
                             (GDestroyNotify) undoing_free, NULL, error);
  counting_free (counting);
  return take_undoing (found, undoing);
}

void
pod_trial_count_undoing_async (PodTrial *self,
                               gint64 arrival,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_count_undoing_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  if (pod_trial_require (self, POD_VERB_IMPORT, &error))
    pod_trial_read_in_session (task, count_items, counting_new (self, arrival),
                               (GDestroyNotify) counting_free, (GDestroyNotify) undoing_free);
  else
    g_task_return_error (task, error);
}

gboolean
pod_trial_count_undoing_finish (PodTrial *self,
                                GAsyncResult *result,
                                PodArrivalUndoing *undoing,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return take_undoing (g_task_propagate_pointer (G_TASK (result), error), undoing);
}
