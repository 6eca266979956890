#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAmendmentDialog:
 *
 * What the study definition on this computer would change against the one in force: in the definition, and for every subject.  The principal
 * investigator adopts it, with a reason and the password, and then signs in again.
 *
 * Action: "amendment.adopt".
 */
#define POD_TYPE_AMENDMENT_DIALOG (pod_amendment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodAmendmentDialog, pod_amendment_dialog, POD, AMENDMENT_DIALOG, AdwWindow)

/* Compares at once. */
PodAmendmentDialog *pod_amendment_dialog_new (GtkWindow *parent, PodTrial *trial);

G_END_DECLS
