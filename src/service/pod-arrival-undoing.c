/* What stands of an arrival, and what people have made of it since. */

#include "pod-importing.h"
#include "pod-trial-sign.h"

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
is_signed (const PodCasebook *casebook, const PodFinding *result)
{
  gint32 day = pod_date_first_day (result->when.date);

  return pod_signing_get (casebook, "report", day) == POD_SIGNING_CURRENT ||
         pod_signing_get (casebook, "casebook", 0) == POD_SIGNING_CURRENT ||
         (result->visit != 0 &&
          pod_signing_get (casebook, "visit", result->visit) == POD_SIGNING_CURRENT);
}

typedef struct
{
  gint64 arrival;
  PodVault *vault;
  PodArrivalUndoing *undoing;
} Counting;

static gboolean
count_item (const Counting *counting, PodKnown *known, const PodArrivalItem *item, GError **error)
{
  PodArrivalUndoing *undoing = counting->undoing;
  PodCasebook *casebook;
  const PodFinding *result;

  if (item->result == 0 || g_strcmp0 (item->resolution, "withdrawn") == 0)
    return TRUE;
  casebook = pod_known_get (known, item->record.subject, error);
  if (casebook == NULL)
    return FALSE;
  result = pod_casebook_find_finding (casebook, item->result);
  if (result == NULL || result->record.voided)
    return TRUE;
  if (pod_arrival_was_corrected (item, result))
    {
      undoing->n_corrected++;
      return TRUE;
    }
  undoing->n_taken++;
  undoing->n_judged += result->significance != NULL;
  undoing->n_signed += is_signed (casebook, result);
  return TRUE;
}

static gpointer
count_items (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Counting *counting = data;
  const PodArrivalQuery query = { .arrival = counting->arrival,
                                  .states = 1u << POD_ARRIVAL_ACCEPTED };
  g_autoptr (PodKnown) known = pod_known_new (connection, counting->vault, error);
  g_autoptr (GPtrArray) items = NULL;

  if (known == NULL)
    return NULL;
  items = pod_arrival_item_list (connection, NULL, &query, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!count_item (counting, known, g_ptr_array_index (items, i), error))
      return NULL;
  return NULL;
}

gboolean
pod_trial_count_undoing (PodTrial *self, gint64 arrival, PodArrivalUndoing *undoing, GError **error)
{
  Counting counting = { .arrival = arrival, .undoing = undoing };

  *undoing = (PodArrivalUndoing){ 0 };
  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return FALSE;
  counting.vault = self->key->vault;
  return pod_trial_call (self, POD_ACCESS_READ, count_items, &counting, error);
}
