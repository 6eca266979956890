#pragma once

#include "pod-trial-backup.h"

G_BEGIN_DECLS

/**
 * PodCopyKeeper:
 *
 * Makes the copies that nobody asks for while a trial is open, daily, and has the newest tried every month.  Signal "changed": what
 * pod_copy_keeper_get_warning() says is another now.
 */
#define POD_TYPE_COPY_KEEPER (pod_copy_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PodCopyKeeper, pod_copy_keeper, POD, COPY_KEEPER, GObject)

PodCopyKeeper *pod_copy_keeper_new (void);
/* @trial: (nullable): from now on; what was under way for another is given up. */
void pod_copy_keeper_set_trial (PodCopyKeeper *self, PodTrial *trial);
/* Looks now, rather than within the next minute. */
void pod_copy_keeper_check (PodCopyKeeper *self);
/* Gives up what is under way: whoever closes the trial makes the copy of closing. */
void pod_copy_keeper_stop (PodCopyKeeper *self);
/* The last copy was made, or tried, by somebody who asked for it: whatever was wrong may be right. */
void pod_copy_keeper_look_again (PodCopyKeeper *self);
/* (nullable): what is wrong with the copies, and what to do; plain. */
const char *pod_copy_keeper_get_warning (PodCopyKeeper *self);

G_END_DECLS
