#include "pod-kept-result.h"

#include "pod-plausible.h"
#include "pod-trial-arrival.h"
#include "pod-trial-history.h"

/* Whether an entry wrote the value itself: what was judged since says nothing of it, nor does what put it back. */
static gboolean
wrote_value (PodHistoryItem *item)
{
  static const char *const fields[] = { "number", "comparator", "unit", NULL };
  const char *field = pod_history_item_get_field (item);

  return field != NULL && g_strv_contains (fields, field) &&
         !pod_trial_is_undo_reason (pod_history_item_get_why (item));
}

/* The reason of the newest entry that did, of each. */
static GHashTable *
read_reasons (PodTrial *trial, gint64 subject, gint64 finding)
{
  PodHistoryFilter filter = { .subject = subject,
                              .table = "finding",
                              .row = finding,
                              .from = POD_DATE_NONE,
                              .to = POD_DATE_NONE,
                              .limit = G_MAXINT };
  g_autoptr (GListModel) history = pod_trial_list_history (trial, &filter, NULL);
  GHashTable *reasons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; history != NULL && i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (history, i);
      gint64 row = pod_history_item_get_row (item);

      if (wrote_value (item) && !g_hash_table_contains (reasons, &row))
        g_hash_table_insert (reasons, g_memdup2 (&row, sizeof row),
                             g_strdup (pod_history_item_get_why (item)));
    }
  return reasons;
}

GHashTable *
pod_kept_reasons_new (PodTrial *trial, gint64 subject)
{
  return read_reasons (trial, subject, 0);
}

char *
pod_kept_result_to_words (PodTrial *trial, const PodFinding *finding, GHashTable *reasons)
{
  const PodStudy *study = pod_trial_get_study (trial);
  g_autoptr (GHashTable) own = NULL;

  if (pod_finding_is_plausible (study, finding))
    return NULL;
  if (reasons == NULL)
    reasons = own = read_reasons (trial, finding->record.subject, finding->record.id);
  return pod_finding_say_kept (study, finding, g_hash_table_lookup (reasons, &finding->record.id));
}
