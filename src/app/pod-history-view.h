#pragma once

#include <adwaita.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/**
 * PodHistoryView:
 *
 * The audit trail of the whole trial, of a subject or of one record: a row a field, newest first, with filters; the selected row in
 * full below; what may be done with it.  It reads only while it is seen, further pages when somebody comes to the end.
 */
#define POD_TYPE_HISTORY_VIEW (pod_history_view_get_type ())
G_DECLARE_FINAL_TYPE (PodHistoryView, pod_history_view, POD, HISTORY_VIEW, AdwBin)

/* @trial: (nullable): shows nothing.  @subject: 0 for all; @table, @row: (nullable), 0: one record's. */
void pod_history_view_set_scope (PodHistoryView *self,
                                 PodTrial *trial,
                                 gint64 subject,
                                 const char *table,
                                 gint64 row);

G_END_DECLS
