#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodVerifyDialog:
 * Whether the audit trail tells the truth about the tables, and whether it still holds a head that was kept elsewhere; what is wrong, and
 * what next.
 */
#define POD_TYPE_VERIFY_DIALOG (pod_verify_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodVerifyDialog, pod_verify_dialog, POD, VERIFY_DIALOG, AdwWindow)

PodVerifyDialog *pod_verify_dialog_new (PodTrialWindow *parent);
/* What the file choosers do: reads the head out of a package's folder, a copy or a saved history. */
void pod_verify_dialog_read_anchor (PodVerifyDialog *self, const char *path);

G_END_DECLS
