#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/* User name and password of one open trial.  What comes of it is told by the trial's "signed-in". */
#define POD_TYPE_SIGN_IN_PAGE (pod_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (PodSignInPage, pod_sign_in_page, POD, SIGN_IN_PAGE, AdwBin)

/* @trial: (nullable).  Whatever was typed for another is gone. */
void pod_sign_in_page_set_trial (PodSignInPage *self, PodTrial *trial);
/* It was locked while @user worked: their account's name stands there, so that they only type the password. */
void pod_sign_in_page_set_locked (PodSignInPage *self, const char *user);
/* @text: plain: what to know before signing in. */
void pod_sign_in_page_tell (PodSignInPage *self, const char *text);

G_END_DECLS
