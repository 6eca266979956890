#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* "Screen a patient": the first step of screening: identity (which goes into the vault), consent, sex, cohort. */
#define POD_TYPE_REGISTER_DIALOG (pod_register_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRegisterDialog, pod_register_dialog, POD, REGISTER_DIALOG, AdwWindow)

PodRegisterDialog *pod_register_dialog_new (PodTrialWindow *parent);

G_END_DECLS
