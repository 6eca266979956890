/* What stands of an arrival, what people have made of it since, and what it displaced. */

#include "pod-importing.h"
#include "pod-trial-sign.h"

/* ---- what undoing does about each ---- */

typedef struct
{
  PodKnown *known;
  GHashTable *going;   /* ids of findings that stand, and go */
  GHashTable *results; /* ids of all that the arrival brought, and nobody has changed */
  gint64 arrival;
} Looking;

static void
clear_looking (Looking *looking)
{
  g_clear_pointer (&looking->going, g_hash_table_unref);
  g_clear_pointer (&looking->results, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looking, clear_looking)

static void
undoing_item_free (PodUndoingItem *undoing)
{
  pod_arrival_item_free (undoing->item);
  g_clear_pointer (&undoing->others, g_ptr_array_unref);
  g_free (undoing);
}

static void
add_id (GHashTable *ids, gint64 id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

/* A person's own figure is not the file's, wherever it lies by now. */
static void
add_result (Looking *looking, const PodArrivalItem *item)
{
  const PodCasebook *casebook = g_hash_table_lookup (looking->known->casebooks,
                                                     &item->record.subject);
  const PodFinding *result = pod_casebook_find_finding (casebook, item->result);

  if (result != NULL && !pod_arrival_was_corrected (item, result))
    add_id (looking->results, item->result);
}

gboolean
pod_undoing_look (PodKnown *known,
                  const PodArrivalItem *item,
                  const PodFinding **taken,
                  gboolean *is_kept,
                  GError **error)
{
  const PodFinding *result;

  *taken = NULL;
  *is_kept = FALSE;
  if (pod_arrival_took_back (item))
    return pod_known_get (known, item->record.subject, error) != NULL;
  if (!pod_arrival_find_result (known, item, &result, error))
    return FALSE;
  if (result == NULL || result->record.voided)
    return TRUE;
  *is_kept = pod_arrival_was_corrected (item, result);
  *taken = *is_kept ? NULL : result;
  return TRUE;
}

static gboolean
look_at_result (Looking *looking, PodUndoingItem *undoing, GError **error)
{
  const PodArrivalItem *item = undoing->item;

  if (!pod_undoing_look (looking->known, item, &undoing->taken, &undoing->is_kept, error))
    return FALSE;
  if (!pod_arrival_took_back (item))
    add_result (looking, item);
  if (undoing->taken != NULL)
    add_id (looking->going, undoing->taken->record.id);
  return TRUE;
}

/* Of whatever attempt of the person. */
static const PodFinding *
find_finding (const PodKnown *known, gint64 id)
{
  GHashTableIter iter;
  gpointer casebook;

  g_hash_table_iter_init (&iter, known->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    {
      const PodFinding *found = pod_casebook_find_finding (casebook, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_same_origin (const PodFinding *a, const PodFinding *b)
{
  return a->origin != NULL && g_strcmp0 (a->origin, b->origin) == 0;
}

/* Wherever one of the two has no time nobody can tell that they are of two samples. */
static gboolean
may_be_the_same (const PodFinding *a, const PodFinding *b)
{
  return has_same_origin (a, b) || (g_str_equal (a->observation, b->observation) &&
                                    (pod_moment_compare (a->when, b->when) == 0 ||
                                     (pod_date_equal (a->when.date, b->when.date) &&
                                      (a->when.minute < 0 || b->when.minute < 0))));
}

static void
add_others (const Looking *looking, PodUndoingItem *undoing, const PodCasebook *casebook)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided &&
        !g_hash_table_contains (looking->going, &findings[i].record.id) &&
        may_be_the_same (undoing->displaced, &findings[i]))
      g_ptr_array_add (undoing->others, (gpointer) &findings[i]);
}

static void
list_others (const Looking *looking, PodUndoingItem *undoing)
{
  const PodCasebook *own;
  gint64 person;
  GHashTableIter iter;
  gpointer casebook;

  if (undoing->displaced == NULL)
    return;
  own = g_hash_table_lookup (looking->known->casebooks, &undoing->displaced->record.subject);
  person = pod_casebook_get_subject (own)->person;
  undoing->others = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, looking->known->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    if (casebook == own || (person != 0 && pod_casebook_get_subject (casebook)->person == person))
      add_others (looking, undoing, casebook);
}

static gboolean
find_displaced_by (const Looking *looking, gint64 *id, GError **error)
{
  GError *local = NULL;

  *id = pod_arrival_item_find_displaced (looking->known->connection, *id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What the file itself had brought, and what was of a file that is undone, give way to what those had displaced.  Where nothing did stand before
 * them the last of those that are undone is named, for a person to say. */
static gboolean
follow_displaced (const Looking *looking, PodUndoingItem *undoing, gint64 id, GError **error)
{
  while (id != 0)
    {
      const PodFinding *found = find_finding (looking->known, id);
      g_autoptr (PodArrivalItem) owner = NULL;

      if (found == NULL || !pod_arrival_find_owner (looking->known, found, &owner, error))
        return found == NULL;
      if (owner == NULL ||
          (owner->state != POD_ARRIVAL_UNDONE && !g_hash_table_contains (looking->results, &id)))
        {
          undoing->displaced = found;
          return pod_arrival_is_taken_back (looking->known, id, looking->arrival,
                                            &undoing->is_withdrawn, error);
        }
      if (undoing->displaced == NULL && owner->state == POD_ARRIVAL_UNDONE)
        undoing->displaced = found;
      id = owner->result;
      if (!find_displaced_by (looking, &id, error))
        return FALSE;
    }
  undoing->is_undone = undoing->displaced != NULL;
  return TRUE;
}

static gboolean
look_at_displaced (Looking *looking, PodUndoingItem *undoing, GError **error)
{
  const PodArrivalItem *item = undoing->item;
  gint64 id = item->result;

  if (undoing->is_kept)
    return TRUE;
  if (!pod_arrival_took_back (item) && g_strcmp0 (item->resolution, "corrected") != 0)
    return TRUE;
  return (pod_arrival_took_back (item) || find_displaced_by (looking, &id, error)) &&
         follow_displaced (looking, undoing, id, error);
}

gboolean
pod_undoing_is_one_place (const PodFinding *a, const PodFinding *b)
{
  return a->record.id == b->record.id ||
         (a->record.subject == b->record.subject && has_same_origin (a, b));
}

/* A place has room for one: for that which stood there last. */
static void
leave_one_of_a_place (const GPtrArray *list, guint last)
{
  PodUndoingItem *undoing = g_ptr_array_index (list, last);

  for (guint i = 0; undoing->displaced != NULL && i < last; i++)
    {
      PodUndoingItem *other = g_ptr_array_index (list, i);

      if (other->displaced == NULL ||
          !pod_undoing_is_one_place (other->displaced, undoing->displaced))
        continue;
      if (other->displaced->record.id < undoing->displaced->record.id)
        other->displaced = NULL;
      else
        undoing->displaced = NULL;
    }
}

/* Of most files nothing: they have displaced nothing. */
static GPtrArray *
list_displacing (PodKnown *known, gint64 arrival, GError **error)
{
  const PodArrivalQuery query = { .arrival = arrival,
                                  .states = 1u << POD_ARRIVAL_ACCEPTED,
                                  .displacing = TRUE };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);
  GPtrArray *list;

  if (items == NULL)
    return NULL;
  g_ptr_array_set_free_func (items, NULL);
  list = g_ptr_array_new_full (items->len, (GDestroyNotify) undoing_item_free);
  for (guint i = 0; i < items->len; i++)
    {
      PodUndoingItem *undoing = g_new0 (PodUndoingItem, 1);

      undoing->item = g_ptr_array_index (items, i);
      g_ptr_array_add (list, undoing);
    }
  return list;
}

GPtrArray *
pod_undoing_list (PodKnown *known, gint64 arrival, GError **error)
{
  g_auto (Looking) looking = { known, NULL, NULL, arrival };
  g_autoptr (GPtrArray) list = list_displacing (known, arrival, error);

  looking.going = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  looking.results = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!look_at_result (&looking, g_ptr_array_index (list, i), error))
      return NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!look_at_displaced (&looking, g_ptr_array_index (list, i), error))
      return NULL;
    else
      leave_one_of_a_place (list, i);
  for (guint i = 0; list != NULL && i < list->len; i++)
    list_others (&looking, g_ptr_array_index (list, i));
  return g_steal_pointer (&list);
}

const PodFinding *
pod_undoing_find_replacement (const PodUndoingItem *undoing)
{
  for (guint i = 0; i < undoing->others->len; i++)
    {
      const PodFinding *other = g_ptr_array_index (undoing->others, i);

      if (pod_undoing_is_one_place (other, undoing->displaced))
        return other;
    }
  return NULL;
}

guint64
pod_undoing_get_mark (const PodUndoingItem *undoing)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (undoing->others, NULL, NULL);

  g_ptr_array_add (all, (gpointer) undoing->displaced);
  return pod_standing_get_mark (all) + undoing->is_undone + 2 * (guint64) undoing->is_withdrawn;
}
