#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* A package for the recipient: profile, folder, progress, cancel, and what was written. */
#define POD_TYPE_EXPORT_DIALOG (pod_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodExportDialog, pod_export_dialog, POD, EXPORT_DIALOG, AdwWindow)

PodExportDialog *pod_export_dialog_new (PodTrialWindow *parent);

G_END_DECLS
