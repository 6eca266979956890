#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodRecoveryKeyDialog:
 *
 * Shows a recovery key that has just been made, once: it closes only after somebody says that it is written down, which confirms it,
 * or when the trial is locked, after which it stays unconfirmed.  Signal: "confirmed".
 */
#define POD_TYPE_RECOVERY_KEY_DIALOG (pod_recovery_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodRecoveryKeyDialog,
                      pod_recovery_key_dialog,
                      POD,
                      RECOVERY_KEY_DIALOG,
                      AdwWindow)

/* @key: in groups, "ABCD-EFGH-…". */
PodRecoveryKeyDialog *
pod_recovery_key_dialog_new (GtkWindow *parent, PodTrial *trial, const char *key);
/* Asks for the password, makes a new key and shows it. @done: (nullable): is called after it was made, and after it was confirmed. */
void pod_recovery_key_dialog_start (GtkWindow *parent,
                                    PodTrial *trial,
                                    void (*done) (gpointer owner),
                                    gpointer owner);

G_END_DECLS
