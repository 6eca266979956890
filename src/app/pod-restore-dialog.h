#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodRestoreDialog:
 * A copy becomes a database again, where nothing is yet; opened by a principal investigator's password or the recovery key.
 */
#define POD_TYPE_RESTORE_DIALOG (pod_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRestoreDialog, pod_restore_dialog, POD, RESTORE_DIALOG, AdwWindow)

/* @parent: gets the restored trial where somebody wants to open it. */
PodRestoreDialog *pod_restore_dialog_new (PodTrialWindow *parent);
/* What the file choosers do. */
void pod_restore_dialog_set_copy (PodRestoreDialog *self, const char *path);
void pod_restore_dialog_set_place (PodRestoreDialog *self, const char *path);

G_END_DECLS
