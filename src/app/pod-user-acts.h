#pragma once

#include <gtk/gtk.h>

#include "pod-trial-users.h"

G_BEGIN_DECLS

/* What may be done to an account, each asked about first with what it needs: a reason, a password, dates. */
typedef enum
{
  POD_ACT_CONFIRM,
  POD_ACT_UNLOCK,
  POD_ACT_SET_ROLE,
  POD_ACT_RESET_PASSWORD,
  POD_ACT_DELEGATE,
  POD_ACT_END_DELEGATION,
  POD_ACT_REVOKE,
  POD_N_USER_ACTS,
} PodUserAct;

/* Whether whoever is signed in may, and the account is such that it makes sense.  One's own account is not ended by oneself. */
gboolean pod_user_act_is_possible (PodTrial *trial, const PodUser *user, PodUserAct act);
/* On a button, "_Confirm…"; and a line about it. */
const char *pod_user_act_to_label (PodUserAct act);
const char *pod_user_act_to_words (PodUserAct act);
/* Asks, does, and calls @done with @owner if it is still there. @parent: the window that asks. */
void pod_user_act_start (PodUserAct act,
                         GtkWindow *parent,
                         PodTrial *trial,
                         const PodUser *user,
                         void (*done) (gpointer owner),
                         gpointer owner);

G_END_DECLS
