#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodUserEditor:
 *
 * A new account: who, in which role, with which first password.  Signal: "added".
 */
#define POD_TYPE_USER_EDITOR (pod_user_editor_get_type ())
G_DECLARE_FINAL_TYPE (PodUserEditor, pod_user_editor, POD, USER_EDITOR, AdwWindow)

PodUserEditor *pod_user_editor_new (GtkWindow *parent, PodTrial *trial);

G_END_DECLS
