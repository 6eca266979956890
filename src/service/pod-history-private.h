#pragma once

#include "pod-audit-list.h"
#include "pod-trial-history.h"
#include "pod-trial-private.h"

G_BEGIN_DECLS

/* Between the files of the history. */

/* @setting: (nullable) (transfer full): the key, where the entry is of a setting. */
PodHistoryItem *pod_history_item_new (const PodAuditEntry *entry, char *setting);

/* A filter that outlives its strings, on its way to the database thread. */
typedef struct
{
  PodAuditQuery query;
  guint limit;
  char *table;
  char *user;
  char *action;
  char *text; /* (nullable): casefolded */
} PodHistorySearch;

/* @filter: (nullable): everything. */
PodHistorySearch *pod_history_search_new (PodTrial *self, const PodHistoryFilter *filter);
void pod_history_search_free (PodHistorySearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodHistorySearch, pod_history_search_free)
/* Whether the text that is looked for occurs in the row; what else was asked, the store has looked at. */
gboolean pod_history_search_fits (const PodHistorySearch *search, const PodAuditEntry *entry);

G_END_DECLS
