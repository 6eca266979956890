/* What other limits would change of what is recorded. */

#include "pod-trial-private.h"
#include "pod-trial-ranges.h"

/* All that the thread needs; none of it is ever changed. */
typedef struct
{
  PodStudy *study;
  PodSite *before, *after;
  PodDate today;
  GPtrArray *casebooks;
  guint epoch;
  PodLimitsChange *change; /* what came of it */
} Comparing;

static void
comparing_free (Comparing *comparing)
{
  pod_study_unref (comparing->study);
  pod_site_unref (comparing->before);
  pod_site_unref (comparing->after);
  g_ptr_array_unref (comparing->casebooks);
  g_clear_pointer (&comparing->change, pod_limits_change_free);
  g_free (comparing);
}

static Comparing *
comparing_new (PodTrial *self, PodSite *after)
{
  Comparing *comparing = g_new0 (Comparing, 1);

  comparing->study = pod_study_ref (self->study);
  comparing->before = pod_site_ref (self->site);
  comparing->after = pod_site_ref (after);
  comparing->today = pod_trial_get_today (self);
  comparing->casebooks = pod_trial_list_casebooks (self);
  comparing->epoch = self->epoch;
  comparing->change = pod_limits_change_new ();
  return comparing;
}

static gboolean
compare (gpointer data, GCancellable *cancellable, GError **error)
{
  Comparing *comparing = data;

  for (guint i = 0; i < comparing->casebooks->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      pod_limits_change_add (comparing->change, comparing->study, comparing->before,
                             comparing->after, g_ptr_array_index (comparing->casebooks, i),
                             comparing->today);
    }
  return TRUE;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);

  if (pod_trial_end_work (task, result, comparing->epoch))
    g_task_return_pointer (task, g_steal_pointer (&comparing->change),
                           (GDestroyNotify) pod_limits_change_free);
}

void
pod_trial_compare_limits_async (PodTrial *self,
                                PodSite *after,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_compare_limits_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, comparing_new (self, after), (GDestroyNotify) comparing_free);
  pod_trial_work_in_thread (task, compare, compared_cb);
}

PodLimitsChange *
pod_trial_compare_limits_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
