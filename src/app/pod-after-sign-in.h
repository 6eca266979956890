#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/*
 * What somebody is told who has just signed in: what the machine cannot keep, who tried to be them, who was locked out; and after
 * that, where nothing stands before it, the drafts that wait.
 */

void pod_after_sign_in_tell (PodTrialWindow *window);
/* Somebody has written: whether somebody was locked out meanwhile. */
void pod_after_sign_in_look_again (PodTrialWindow *window);
/* Once in the life of the program: @locked is whether the keys stay out of the swap. */
void pod_after_sign_in_warn_of_swap (PodTrialWindow *window, gboolean locked);

G_END_DECLS
