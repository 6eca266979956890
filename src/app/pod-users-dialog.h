#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* A PodUsersPage in a window, beside the subjects. */
#define POD_TYPE_USERS_DIALOG (pod_users_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodUsersDialog, pod_users_dialog, POD, USERS_DIALOG, AdwWindow)

PodUsersDialog *pod_users_dialog_new (GtkWindow *parent, PodTrial *trial);

G_END_DECLS
