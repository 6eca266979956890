#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodCheckView:
 *
 * The check before a step of the treatment: each condition with its verdict, what it rests on, what is missing and whose setting it is;
 * what was signed of it last; and the form in which a physician decides and signs.  The program only compares.
 *
 * Action: "check.sign".  Signal: "wants" (const char *): the observation that somebody wants to enter.
 */
#define POD_TYPE_CHECK_VIEW (pod_check_view_get_type ())
G_DECLARE_FINAL_TYPE (PodCheckView, pod_check_view, POD, CHECK_VIEW, AdwBin)

GtkWidget *pod_check_view_new (void);
/* What is typed stays. */
void pod_check_view_set (PodCheckView *self,
                         PodTrial *trial,
                         PodCasebook *casebook,
                         const PodCheck *check);
/* A signature is being made, or a password waits to be used. */
gboolean pod_check_view_is_signing (PodCheckView *self);

G_END_DECLS
