/* What stands of an arrival, what people have made of it since, and what it displaced. */

#include "pod-importing.h"
#include "pod-trial-sign.h"

/* ---- what became of an item ---- */

gboolean
pod_arrival_was_corrected (const PodArrivalItem *item, const PodFinding *result)
{
  gboolean corrects = g_strcmp0 (item->resolution, "corrected") == 0;
  const char *status = corrects ? "corrected" : item->finding.status;

  /* A judgement is a version of its own, and changes nothing of these. */
  return result->record.version > 1 &&
         (g_strcmp0 (result->source, "import") != 0 || g_strcmp0 (result->status, status) != 0 ||
          !pod_import_is_same_result (result, &item->finding) ||
          pod_moment_compare (result->when, item->finding.when) != 0);
}

static gboolean
is_anothers (PodKnown *known,
             const PodArrivalItem *item,
             const PodFinding *result,
             gboolean *is_so,
             GError **error)
{
  const PodArrivalQuery query = { .subject = item->record.subject,
                                  .origin = item->finding.origin,
                                  .states = 1u << POD_ARRIVAL_ACCEPTED };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);

  *is_so = FALSE;
  for (guint i = 0; items != NULL && i < items->len; i++)
    *is_so = *is_so || ((const PodArrivalItem *) items->pdata[i])->result == result->record.id;
  return items != NULL;
}

/* What was displaced and came back has a number of its own; it is the item's if it says what the item said, and no other file brought it. */
static gboolean
find_returned (PodKnown *known,
               const PodCasebook *casebook,
               const PodArrivalItem *item,
               const PodFinding **result,
               GError **error)
{
  const PodFinding *found = pod_known_find_recorded (known, casebook, *result);
  gboolean is_so;

  if (found == NULL || g_strcmp0 (found->source, "import") != 0 ||
      !pod_import_is_same_result (found, &item->finding))
    return TRUE;
  if (!is_anothers (known, item, found, &is_so, error))
    return FALSE;
  if (!is_so)
    *result = found;
  return TRUE;
}

gboolean
pod_arrival_find_result (PodKnown *known,
                         const PodArrivalItem *item,
                         const PodFinding **result,
                         GError **error)
{
  PodCasebook *casebook = pod_known_get (known, item->record.subject, error);

  if (casebook == NULL)
    return FALSE;
  *result = item->result != 0 ? pod_casebook_find_finding (casebook, item->result) : NULL;
  return *result == NULL || !(*result)->record.voided ||
         find_returned (known, casebook, item, result, error);
}

/* ---- what undoing does about each ---- */

typedef struct
{
  PodKnown *known;
  const PodStudy *study;
  GHashTable *going;   /* ids of findings that stand, and go */
  GHashTable *results; /* ids of all that the arrival brought */
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

static gboolean
is_withdrawal (const PodArrivalItem *item)
{
  return g_strcmp0 (item->resolution, "withdrawn") == 0;
}

static gboolean
look_at_result (Looking *looking, PodUndoingItem *undoing, GError **error)
{
  const PodFinding *result;

  if (is_withdrawal (undoing->item))
    return pod_known_get (looking->known, undoing->item->record.subject, error) != NULL;
  if (!pod_arrival_find_result (looking->known, undoing->item, &result, error))
    return FALSE;
  if (undoing->item->result != 0)
    add_id (looking->results, undoing->item->result);
  if (result == NULL || result->record.voided)
    return TRUE;
  undoing->is_kept = pod_arrival_was_corrected (undoing->item, result);
  undoing->taken = undoing->is_kept ? NULL : result;
  if (!undoing->is_kept)
    add_id (looking->going, result->record.id);
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
  return has_same_origin (a, b) || pod_moment_compare (a->when, b->when) == 0 ||
         (pod_date_equal (a->when.date, b->when.date) &&
          (a->when.minute < 0 || b->when.minute < 0));
}

static void
add_others (const Looking *looking, PodUndoingItem *undoing, const PodCasebook *casebook)
{
  const PodFinding *displaced = undoing->displaced;
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, displaced->observation, &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided &&
        !g_hash_table_contains (looking->going, &findings[i].record.id) &&
        may_be_the_same (displaced, &findings[i]))
      g_ptr_array_add (undoing->others, (gpointer) &findings[i]);
}

static void
list_others (const Looking *looking, PodUndoingItem *undoing)
{
  gint64 subject = undoing->displaced->record.subject;
  const PodCasebook *own = g_hash_table_lookup (looking->known->casebooks, &subject);
  gint64 person = pod_casebook_get_subject (own)->person;
  GHashTableIter iter;
  gpointer casebook;

  undoing->others = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, looking->known->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    if (casebook == own || (person != 0 && pod_casebook_get_subject (casebook)->person == person))
      add_others (looking, undoing, casebook);
}

/* What the arrival itself had brought does not come back with its undoing. */
static gboolean
look_at_displaced (Looking *looking, PodUndoingItem *undoing, GError **error)
{
  const PodArrivalItem *item = undoing->item;
  GError *local = NULL;
  gint64 id = is_withdrawal (item) ? item->result : 0;

  if (undoing->is_kept)
    return TRUE;
  if (g_strcmp0 (item->resolution, "corrected") == 0)
    id = pod_arrival_item_find_displaced (looking->known->connection, item->result, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (id == 0 || g_hash_table_contains (looking->results, &id))
    return TRUE;
  undoing->displaced = find_finding (looking->known, id);
  if (undoing->displaced != NULL)
    list_others (looking, undoing);
  return TRUE;
}

static GPtrArray *
list_accepted (PodKnown *known, gint64 arrival, GError **error)
{
  const PodArrivalQuery query = { .arrival = arrival, .states = 1u << POD_ARRIVAL_ACCEPTED };
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
pod_undoing_list (PodKnown *known, const PodStudy *study, gint64 arrival, GError **error)
{
  g_auto (Looking) looking = { known, study, NULL, NULL };
  g_autoptr (GPtrArray) list = list_accepted (known, arrival, error);

  looking.going = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  looking.results = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!look_at_result (&looking, g_ptr_array_index (list, i), error))
      return NULL;
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!look_at_displaced (&looking, g_ptr_array_index (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

const PodFinding *
pod_undoing_find_replacement (const PodUndoingItem *undoing)
{
  for (guint i = 0; i < undoing->others->len; i++)
    {
      const PodFinding *other = g_ptr_array_index (undoing->others, i);

      if (other->record.subject == undoing->displaced->record.subject &&
          has_same_origin (other, undoing->displaced))
        return other;
    }
  return NULL;
}

/* ---- told before ---- */

static void
undone_result_free (PodUndoneResult *result)
{
  g_free (result->number);
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

static void
hold_owner (PodUndoneResult *result, const PodKnown *known, const PodFinding *finding)
{
  PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &finding->record.subject);

  g_ptr_array_add (result->owners, pod_casebook_ref (casebook));
}

static PodUndoneResult *
tell (const PodKnown *known, const PodUndoingItem *undoing, const PodFinding *finding)
{
  PodUndoneResult *result = g_new0 (PodUndoneResult, 1);
  const PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &finding->record.subject);

  result->item = undoing->item->record.id;
  result->version = undoing->item->record.version;
  result->number = g_strdup (pod_casebook_get_subject (casebook)->screening_number);
  result->finding = finding;
  result->owners = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  hold_owner (result, known, finding);
  return result;
}

static PodUndoneResult *
tell_displaced (const PodKnown *known, const PodUndoingItem *undoing)
{
  PodUndoneResult *result = tell (known, undoing, undoing->displaced);
  const PodFinding *replacement = pod_undoing_find_replacement (undoing);

  result->standing = pod_standing_get_mark (undoing->others);
  result->is_replaced = replacement != NULL;
  result->other = replacement;
  if (replacement == NULL && undoing->others->len > 0)
    result->other = g_ptr_array_index (undoing->others, 0);
  if (result->other != NULL)
    hold_owner (result, known, result->other);
  return result;
}

static gboolean
is_signed (const PodCasebook *casebook, const PodFinding *result)
{
  gint32 day = pod_date_first_day (result->when.date);

  return pod_signing_get (casebook, "report", day) == POD_SIGNING_CURRENT ||
         pod_signing_get (casebook, "casebook", 0) == POD_SIGNING_CURRENT ||
         (result->visit != 0 &&
          pod_signing_get (casebook, "visit", result->visit) == POD_SIGNING_CURRENT);
}

static void
count_item (const PodKnown *known, const PodUndoingItem *item, PodArrivalUndoing *undoing)
{
  undoing->n_corrected += item->is_kept;
  if (item->displaced != NULL)
    g_ptr_array_add (undoing->displaced, tell_displaced (known, item));
  if (item->taken == NULL)
    return;
  if (undoing->n_taken++ < POD_UNDOING_MOST_NAMED)
    g_ptr_array_add (undoing->taken, tell (known, item, item->taken));
  undoing->n_judged += item->taken->significance != NULL;
  undoing->n_signed +=
      is_signed (g_hash_table_lookup (known->casebooks, &item->taken->record.subject), item->taken);
}

typedef struct
{
  gint64 arrival;
  PodVault *vault;
  const PodStudy *study;
  PodArrivalUndoing *undoing;
} Counting;

static gpointer
count_items (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Counting *counting = data;
  g_autoptr (PodKnown) known = pod_known_new (connection, counting->vault, error);
  g_autoptr (GPtrArray) list = NULL;

  if (known == NULL)
    return NULL;
  list = pod_undoing_list (known, counting->study, counting->arrival, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    count_item (known, g_ptr_array_index (list, i), counting->undoing);
  return NULL;
}

gboolean
pod_trial_count_undoing (PodTrial *self, gint64 arrival, PodArrivalUndoing *undoing, GError **error)
{
  Counting counting = { .arrival = arrival, .study = self->study, .undoing = undoing };

  *undoing = (PodArrivalUndoing){ 0 };
  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return FALSE;
  undoing->taken = g_ptr_array_new_with_free_func ((GDestroyNotify) undone_result_free);
  undoing->displaced = g_ptr_array_new_with_free_func ((GDestroyNotify) undone_result_free);
  counting.vault = self->key->vault;
  return pod_trial_call (self, POD_ACCESS_READ, count_items, &counting, error);
}
