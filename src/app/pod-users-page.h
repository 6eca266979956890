#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodUsersPage:
 *
 * The accounts of a trial, and what may be done to them: all that an administrator sees of a trial, and a dialog for a PI.
 */
#define POD_TYPE_USERS_PAGE (pod_users_page_get_type ())
G_DECLARE_FINAL_TYPE (PodUsersPage, pod_users_page, POD, USERS_PAGE, AdwBin)

/* @trial: (nullable): NULL shows nobody. */
void pod_users_page_set_trial (PodUsersPage *self, PodTrial *trial);
/* Reads the list again. */
void pod_users_page_reload (PodUsersPage *self);

G_END_DECLS
