#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* A package for the recipient: profile, folder, progress, cancel, and what was written. */
#define POD_TYPE_EXPORT_DIALOG (pod_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodExportDialog, pod_export_dialog, POD, EXPORT_DIALOG, AdwWindow)

PodExportDialog *pod_export_dialog_new (PodTrialWindow *parent);
/* The package becomes a new folder inside @folder. */
void pod_export_dialog_set_folder (PodExportDialog *self, const char *folder);

G_END_DECLS
