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

  return field != NULL && g_strv_contains (fields, field) && !pod_history_item_is_return (item);
}

/* The reason of the newest entry that did; NULL for none.  The trail finds the entries of one record at once. */
static char *
find_reason (PodTrial *trial, gint64 finding)
{
  PodHistoryFilter filter = {
    .table = "finding", .row = finding, .from = POD_DATE_NONE, .to = POD_DATE_NONE
  };
  g_autoptr (GListModel) history = pod_trial_list_history (trial, &filter, NULL);

  for (guint i = 0; history != NULL && i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (history, i);

      if (wrote_value (item))
        return g_strdup (pod_history_item_get_why (item));
    }
  return NULL;
}

char *
pod_kept_result_to_words (PodTrial *trial, const PodFinding *finding)
{
  const PodStudy *study = pod_trial_get_study (trial);
  g_autofree char *reason = NULL;

  if (pod_finding_is_plausible (study, finding))
    return NULL;
  reason = find_reason (trial, finding->record.id);
  return pod_finding_say_kept (study, finding, reason);
}
