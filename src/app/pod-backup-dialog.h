#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodBackupDialog:
 * The copies of the trial: when the last was made and tried, where they go; makes one, tries the newest.
 */
#define POD_TYPE_BACKUP_DIALOG (pod_backup_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodBackupDialog, pod_backup_dialog, POD, BACKUP_DIALOG, AdwWindow)

PodBackupDialog *pod_backup_dialog_new (PodTrialWindow *parent);
/* What the file choosers do. */
void pod_backup_dialog_make (PodBackupDialog *self, const char *path);
void pod_backup_dialog_set_folder (PodBackupDialog *self, const char *folder);

G_END_DECLS
