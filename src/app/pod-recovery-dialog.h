#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodRecoveryDialog:
 *
 * Nobody can sign in any more: the printed recovery key gives a PI a new password.  Signal: "recovered" (const char *): the user's
 * name, who now signs in.
 */
#define POD_TYPE_RECOVERY_DIALOG (pod_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRecoveryDialog, pod_recovery_dialog, POD, RECOVERY_DIALOG, AdwWindow)

PodRecoveryDialog *pod_recovery_dialog_new (GtkWindow *parent, PodTrial *trial);
/* After so long without a touch it closes and forgets what was typed: five minutes, unless a test says otherwise. */
void pod_recovery_dialog_set_patience (PodRecoveryDialog *self, guint seconds);

G_END_DECLS
