#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodSignDialog:
 *
 * What would be signed, or what differs from what was; what the signing means; who signs, in which role, when; and the password.  Who
 * may not sign reads it.
 *
 * Signals: "signed"; "left" once it is closed, signed or not.
 */
#define POD_TYPE_SIGN_DIALOG (pod_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodSignDialog, pod_sign_dialog, POD, SIGN_DIALOG, AdwWindow)

/* @scope, @about: see PodSignature. */
PodSignDialog *pod_sign_dialog_new (GtkWindow *parent,
                                    PodTrial *trial,
                                    gint64 subject,
                                    const char *scope,
                                    gint64 about);
/* "2 of 5", where several are signed one after another. */
void pod_sign_dialog_set_place (PodSignDialog *self, guint number, guint of);
/* Whether the role may sign that scope now. */
gboolean pod_sign_may (PodTrial *trial, const char *scope);

G_END_DECLS
