/* How every verb waits, or does not: tasks, work off the main thread, progress, and jobs of the database. */

#include "pod-trial-private.h"

GTask *
pod_trial_new_task (PodTrial *self,
                    gpointer tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

typedef struct
{
  PodWork work;
  gpointer data;
} Working;

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Working *working = data;
  GError *error = NULL;

  if (working->work (working->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pod_trial_work_in_thread (GTask *task, PodWork work, GAsyncReadyCallback ready)
{
  g_autoptr (GTask)
      thread = g_task_new (NULL, g_task_get_cancellable (task), ready, g_object_ref (task));
  Working *working = g_new (Working, 1);

  *working = (Working){ work, g_task_get_task_data (task) };
  g_task_set_check_cancellable (thread, FALSE);
  g_task_set_task_data (thread, working, g_free);
  g_task_run_in_thread (thread, work_in_thread);
}

gboolean
pod_trial_end_work (GTask *task, GAsyncResult *result, guint epoch)
{
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && epoch != self->epoch)
    pod_trial_set_gone_error (&error);
  if (error == NULL)
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

typedef struct
{
  guint epoch;
  GDestroyNotify free_answer;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  const Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (error == NULL && reading->epoch != self->epoch)
    {
      g_clear_pointer (&answer, reading->free_answer);
      pod_trial_set_gone_error (&error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, reading->free_answer);
}

static void
run_in_session (GTask *task,
                PodAccess access,
                PodDatabaseFunc func,
                gpointer data,
                GDestroyNotify free_data,
                GDestroyNotify free_answer)
{
  PodTrial *self = g_task_get_source_object (task);
  Reading *reading = g_new (Reading, 1);

  *reading = (Reading){ self->epoch, free_answer };
  g_task_set_task_data (task, reading, g_free);
  pod_database_run (self->database, access, func, data, free_data, free_answer,
                    g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

void
pod_trial_read_in_session (GTask *task,
                           PodDatabaseFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_answer)
{
  run_in_session (task, POD_ACCESS_READ, func, data, free_data, free_answer);
}

void
pod_trial_look_in_session (GTask *task,
                           PodDatabaseFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_answer)
{
  run_in_session (task, POD_ACCESS_WRITE, func, data, free_data, free_answer);
}

gboolean
pod_trial_call (PodTrial *self,
                PodAccess access,
                PodDatabaseFunc func,
                gpointer data,
                GError **error)
{
  GError *failure = NULL;

  pod_database_call (self->database, access, func, data, NULL, NULL, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

typedef struct
{
  PodTrialProgress progress;
  gpointer data;
  double fraction;
} Tick;

static gboolean
tick_cb (gpointer user_data)
{
  Tick *tick = user_data;

  tick->progress (tick->fraction, tick->data);
  return G_SOURCE_REMOVE;
}

void
pod_trial_tell_progress (PodTrialProgress progress, gpointer data, double fraction)
{
  g_autoptr (GSource) source = NULL;
  Tick *tick;

  if (progress == NULL)
    return;
  tick = g_new (Tick, 1);
  *tick = (Tick){ progress, data, fraction };
  /* Not g_main_context_invoke(): that would call it here while the main loop rests. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tick_cb, tick, g_free);
  g_source_attach (source, NULL);
}
