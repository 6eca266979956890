#pragma once

#include "pod-audit-list.h"
#include "pod-trial-history.h"
#include "pod-trial-private.h"

G_BEGIN_DECLS

/* Between the files of the history. */

/* @setting: (nullable) (transfer full): the key, where the entry is of a setting. */
PodHistoryItem *pod_history_item_new (const PodAuditEntry *entry, char *setting);

/* What the trail keeps as the reason of a result which an undone file had displaced, and which is put back: a code, whoever reads it in whatever
 * language, before what somebody gave as @why.  Free with g_free(). */
char *pod_history_make_return_reason (const char *why);
gboolean pod_history_is_return_reason (const char *why);
/* A reason of the trail in the reader's language, where part of it is the program's.  NULL for NULL.  Free with g_free(). */
char *pod_history_reason_to_words (const char *why);

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
