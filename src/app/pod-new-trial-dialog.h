#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodNewTrialDialog:
 * Which study, one that is installed or a folder, where the new database goes, and who its principal investigator is; or, for the demonstration, only the making of it,
 * with progress and cancel.
 */
#define POD_TYPE_NEW_TRIAL_DIALOG (pod_new_trial_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodNewTrialDialog, pod_new_trial_dialog, POD, NEW_TRIAL_DIALOG, AdwWindow)

PodNewTrialDialog *pod_new_trial_dialog_new (PodTrialWindow *parent, gboolean demo);

/* Takes the study in @folder beside those that are installed, and chooses it; a study with faults is named and not taken. */
void pod_new_trial_dialog_add_study (PodNewTrialDialog *self, const char *folder);
/* Where the database is to stand. */
void pod_new_trial_dialog_set_place (PodNewTrialDialog *self, const char *path);

/* Where the application keeps its demonstration.  Free with g_free(). */
char *pod_demonstration_path (void);

G_END_DECLS
