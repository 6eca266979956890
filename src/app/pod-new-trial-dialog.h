#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodNewTrialDialog:
 * Where the new database goes and who its principal investigator is; or, for the demonstration, only the making of it,
 * with progress and cancel.
 */
#define POD_TYPE_NEW_TRIAL_DIALOG (pod_new_trial_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodNewTrialDialog, pod_new_trial_dialog, POD, NEW_TRIAL_DIALOG, AdwWindow)

PodNewTrialDialog *pod_new_trial_dialog_new (PodTrialWindow *parent, gboolean demo);

/* Where the application keeps its demonstration.  Free with g_free(). */
char *pod_demonstration_path (void);

G_END_DECLS
