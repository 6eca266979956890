#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* "Enter Results": every observation of the study for one subject, to be searched and typed. */
#define POD_TYPE_RESULTS_DIALOG (pod_results_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodResultsDialog, pod_results_dialog, POD, RESULTS_DIALOG, AdwWindow)

PodResultsDialog *pod_results_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);
/* Puts the cursor into the row of that observation; FALSE where nothing is typed for it. */
gboolean pod_results_dialog_go_to (PodResultsDialog *self, const char *observation);

G_END_DECLS
