#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * Verbs that take a while (a password is made slow to try, and another key seals everything anew), without waiting: the deed runs on a
 * thread of its own upon a second self of the trial, which has the same session and the same database, and what it changed is taken
 * over when it is done.
 */

/* On another thread: calls verbs of @trial that wait, with what is in @data, and touches nothing else. */
typedef gboolean (*PodDeed) (PodTrial *trial, gpointer data, GError **error);

/* @data is freed on the main thread before @callback, or never where @free_data is NULL.  Where somebody locks meanwhile, what is not
 * yet written is not written: CANCELLED. */
void pod_trial_do_apart_async (PodTrial *self,
                               PodDeed deed,
                               gpointer data,
                               GDestroyNotify free_data,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean pod_trial_do_apart_finish (PodTrial *self, GAsyncResult *result, GError **error);

G_END_DECLS
