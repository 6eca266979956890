#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodMedicationDialog:
 * The medication of one subject, in a window of its own.
 */
#define POD_TYPE_MEDICATION_DIALOG (pod_medication_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodMedicationDialog, pod_medication_dialog, POD, MEDICATION_DIALOG, AdwWindow)

PodMedicationDialog *pod_medication_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject);

G_END_DECLS
