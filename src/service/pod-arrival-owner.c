/* What an item that was taken has become, which item a result is of, and which take it back. */

#include "pod-importing.h"

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

/* The next of the same place that says the same, from before: what came back has a number of its own. */
static gint64
find_equal_before (const PodCasebook *casebook, const PodFinding *finding, gint64 id)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, finding->observation, &n);
  gint64 found = 0;

  for (guint i = 0; finding->origin != NULL && i < n; i++)
    if (findings[i].record.id < id && findings[i].record.id > found &&
        g_strcmp0 (findings[i].origin, finding->origin) == 0 &&
        pod_import_is_same_result (&findings[i], finding))
      found = findings[i].record.id;
  return found;
}

static gboolean
find_bringer (PodKnown *known, gint64 result, PodArrivalItem **owner, GError **error)
{
  const PodArrivalQuery query = { .result = result };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);

  for (guint i = 0; items != NULL && *owner == NULL && i < items->len; i++)
    if (!pod_arrival_cause_has (((const PodArrivalItem *) items->pdata[i])->cause, "withdrawal"))
      *owner = g_ptr_array_steal_index (items, i);
  return items != NULL;
}

gboolean
pod_arrival_find_owner (PodKnown *known,
                        const PodFinding *finding,
                        PodArrivalItem **owner,
                        GError **error)
{
  const PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &finding->record.subject);
  gint64 id = finding->record.id;

  *owner = NULL;
  while (id != 0 && *owner == NULL)
    {
      if (!find_bringer (known, id, owner, error))
        return FALSE;
      id = find_equal_before (casebook, finding, id);
    }
  return TRUE;
}

/* What was displaced and came back is the item's if it says what the item said, and no other file brought it. */
static gboolean
find_returned (PodKnown *known,
               const PodCasebook *casebook,
               const PodArrivalItem *item,
               const PodFinding **result,
               GError **error)
{
  const PodFinding *found = pod_known_find_recorded (known, casebook, *result);
  g_autoptr (PodArrivalItem) owner = NULL;

  if (found == NULL || g_strcmp0 (found->source, "import") != 0 ||
      !pod_import_is_same_result (found, &item->finding))
    return TRUE;
  if (!pod_arrival_find_owner (known, found, &owner, error))
    return FALSE;
  if (owner != NULL && owner->record.id == item->record.id)
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

/* ---- taken back ---- */

gboolean
pod_arrival_took_back (const PodArrivalItem *item)
{
  return g_strcmp0 (item->resolution, "withdrawn") == 0;
}

gboolean
pod_arrival_is_taken_back (PodKnown *known,
                           gint64 result,
                           gint64 but,
                           gboolean *is_so,
                           GError **error)
{
  const PodArrivalQuery query = { .result = result, .states = 1u << POD_ARRIVAL_ACCEPTED };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);

  *is_so = FALSE;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const PodArrivalItem *item = g_ptr_array_index (items, i);
      g_autoptr (PodArrival) arrival = NULL;

      if (!pod_arrival_took_back (item) || item->arrival == but)
        continue;
      arrival = pod_arrival_table_get (known->connection, item->arrival, error);
      if (arrival == NULL)
        return FALSE;
      *is_so = *is_so || !arrival->voided;
    }
  return items != NULL;
}

static gint64
find_last_voided (const PodCasebook *casebook, const PodFinding *finding, gint64 last)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_series (casebook, finding->observation, &n);

  for (guint i = 0; finding->origin != NULL && i < n; i++)
    if (findings[i].record.voided && g_strcmp0 (findings[i].origin, finding->origin) == 0)
      last = MAX (last, findings[i].record.id);
  return last;
}

gboolean
pod_arrival_find_taken_back (PodKnown *known,
                             const PodCasebook *casebook,
                             const PodFinding *finding,
                             gint64 *result,
                             GError **error)
{
  gint64 person = pod_casebook_get_subject (casebook)->person;
  GHashTableIter iter;
  gpointer other;
  gboolean is_so = FALSE;

  *result = find_last_voided (casebook, finding, 0);
  g_hash_table_iter_init (&iter, known->casebooks);
  while (person != 0 && g_hash_table_iter_next (&iter, NULL, &other))
    if (pod_casebook_get_subject (other)->person == person)
      *result = find_last_voided (other, finding, *result);
  if (*result == 0)
    return TRUE;
  if (!pod_arrival_is_taken_back (known, *result, 0, &is_so, error))
    return FALSE;
  *result = is_so ? *result : 0;
  return TRUE;
}
