#pragma once

#include "pod-trial-paper.h"
#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodLogDialog:
 * The screening log: every attempt and what became of it, filtered by cohort, outcome and time; printed, and saved for other programs.
 */
#define POD_TYPE_LOG_DIALOG (pod_log_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodLogDialog, pod_log_dialog, POD, LOG_DIALOG, AdwWindow)

PodLogDialog *pod_log_dialog_new (PodTrialWindow *window);
/* What the actions do once a file is chosen. */
gboolean
pod_log_dialog_save_to (PodLogDialog *self, PodLogFormat format, const char *path, GError **error);

G_END_DECLS
