#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodPasswordPage:
 *
 * Choosing a password of one's own: before anything else after a first one, or at will.  Signal: "password-changed".
 */
#define POD_TYPE_PASSWORD_PAGE (pod_password_page_get_type ())
G_DECLARE_FINAL_TYPE (PodPasswordPage, pod_password_page, POD, PASSWORD_PAGE, AdwBin)

/* @trial: (nullable): NULL empties it; @first: the present password was given by somebody else. */
void pod_password_page_set_trial (PodPasswordPage *self, PodTrial *trial, gboolean first);

G_END_DECLS
