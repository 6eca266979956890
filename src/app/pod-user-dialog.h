#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodUserDialog:
 *
 * One account: what it is, and what may be done to it.  Signal: "changed".
 */
#define POD_TYPE_USER_DIALOG (pod_user_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodUserDialog, pod_user_dialog, POD, USER_DIALOG, AdwWindow)

/* (nullable): NULL where the account cannot be read, which @parent is told. */
PodUserDialog *pod_user_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 user);

G_END_DECLS
