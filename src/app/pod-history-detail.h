#pragma once

#include <adwaita.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/**
 * PodHistoryDetail:
 *
 * One row of the history in full: who, in which role, exactly when, what it was and became, why; and what may be done with it, which
 * are the actions "history.…" of whatever holds it.
 */
#define POD_TYPE_HISTORY_DETAIL (pod_history_detail_get_type ())
G_DECLARE_FINAL_TYPE (PodHistoryDetail, pod_history_detail, POD, HISTORY_DETAIL, AdwBin)

/* @item: (nullable): shows nothing, and forgets what it showed. */
void pod_history_detail_show (PodHistoryDetail *self, PodTrial *trial, PodHistoryItem *item);

G_END_DECLS
