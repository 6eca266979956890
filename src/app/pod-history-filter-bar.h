#pragma once

#include <adwaita.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/**
 * PodHistoryFilterBar:
 * What of the history is to be seen: words, who, what, from when and until when.
 *
 * Signal: "changed": a moment after the last keystroke.
 */
#define POD_TYPE_HISTORY_FILTER_BAR (pod_history_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (PodHistoryFilterBar, pod_history_filter_bar, POD, HISTORY_FILTER_BAR, AdwBin)

/* Sets what the bar says; the rest of @filter is left alone.  Its strings are the bar's, until somebody types.  FALSE where a day is
 * none, or the first is later than the second: which is shown, and would be no filter at all. */
gboolean pod_history_filter_bar_fill (PodHistoryFilterBar *self, PodHistoryFilter *filter);
gboolean pod_history_filter_bar_is_empty (PodHistoryFilterBar *self);
/* Empties all of it; "changed" follows. */
void pod_history_filter_bar_clear (PodHistoryFilterBar *self);
/* Offers @user among those who did something. */
void pod_history_filter_bar_add_user (PodHistoryFilterBar *self, const char *user);
/* Forgets who did something. */
void pod_history_filter_bar_forget_users (PodHistoryFilterBar *self);
void pod_history_filter_bar_focus (PodHistoryFilterBar *self);

G_END_DECLS
