#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* A laboratory file: what would become of each line (a dry run), then the import, then what became of it. */
#define POD_TYPE_IMPORT_DIALOG (pod_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodImportDialog, pod_import_dialog, POD, IMPORT_DIALOG, AdwWindow)

/* Asks for the file first; opens the dialog with its preview. */
void pod_import_dialog_start (PodTrialWindow *parent);
/* The dialog for a file that is chosen already. */
PodImportDialog *pod_import_dialog_new (PodTrialWindow *parent, const char *path);

G_END_DECLS
