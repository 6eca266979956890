#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* The history of the whole trial or of one record, in a window. */
#define POD_TYPE_HISTORY_DIALOG (pod_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodHistoryDialog, pod_history_dialog, POD, HISTORY_DIALOG, AdwWindow)

/* @subject: 0 for the whole trial; @table, @row: (nullable), 0: one record of the subject. */
PodHistoryDialog *pod_history_dialog_new (GtkWindow *parent,
                                          PodTrial *trial,
                                          gint64 subject,
                                          const char *table,
                                          gint64 row);

G_END_DECLS
