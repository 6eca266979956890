#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* "Enter Results": what is entered of one subject, to be searched and typed: the panel of a visit, or every observation of the study, which it
 * is where nothing else was chosen. */
#define POD_TYPE_RESULTS_DIALOG (pod_results_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodResultsDialog, pod_results_dialog, POD, RESULTS_DIALOG, AdwWindow)

/* Of everything. */
PodResultsDialog *pod_results_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);
/* @visit: (nullable): the id of a planned visit, or POD_VISIT_UNSCHEDULED; NULL for the one that is due.  @day: no date for the
 * likeliest.  A draft goes on where it was. */
PodResultsDialog *pod_results_dialog_new_for_visit (GtkWindow *parent,
                                                    PodTrial *trial,
                                                    gint64 subject,
                                                    const char *visit,
                                                    PodDate day);
/* Puts the cursor into the row of that observation; FALSE where nothing is typed for it. */
gboolean pod_results_dialog_go_to (PodResultsDialog *self, const char *observation);

G_END_DECLS
