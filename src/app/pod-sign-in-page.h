#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* User name and password of one open trial.  What comes of it is told by the trial's "signed-in". */
#define POD_TYPE_SIGN_IN_PAGE (pod_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PodSignInPage, pod_sign_in_page, POD, SIGN_IN_PAGE, AdwBin)

/* @trial: (nullable). */
void pod_sign_in_page_set_trial (PodSignInPage *self, PodTrial *trial);

G_END_DECLS
