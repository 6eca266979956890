#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* Changing one's own password at will: a PodPasswordPage in a window. */
#define POD_TYPE_PASSWORD_DIALOG (pod_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodPasswordDialog, pod_password_dialog, POD, PASSWORD_DIALOG, AdwWindow)

PodPasswordDialog *pod_password_dialog_new (PodTrialWindow *parent);

G_END_DECLS
