/* The one door for changes, and the verbs of entry. */

#include "pod-trial-private.h"

gboolean
pod_trial_commit (PodTrial *self, PodChange *change, const char *why, GArray *ids, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = NULL;
  PodWriting *writing;

  if (!pod_trial_check_change (self, change, why, error))
    return FALSE;
  writing = pod_writing_new (self, change, why);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, pod_writing_apply, writing,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  pod_writing_free (writing);
  if (snapshot == NULL)
    return FALSE;
  if (ids != NULL)
    g_array_append_vals (ids, snapshot->ids->data, snapshot->ids->len);
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}

static void
commit_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (PodSnapshot)
      snapshot = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Somebody may have locked the trial meanwhile: what was written stays written, but nothing is shown. */
  if (pod_trial_is_signed_in (self))
    pod_trial_take_snapshot (self, snapshot);
  g_task_return_pointer (task, g_array_ref (snapshot->ids), (GDestroyNotify) g_array_unref);
}

void
pod_trial_commit_async (PodTrial *self,
                        PodChange *change,
                        const char *why,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_commit_async, cancellable, callback, user_data);
  GError *error = NULL;

  if (!pod_trial_check_change (self, change, why, &error))
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_WRITE, pod_writing_apply,
                      pod_writing_new (self, change, why), (GDestroyNotify) pod_writing_free,
                      (GDestroyNotify) pod_snapshot_free, cancellable, commit_ready_cb,
                      g_object_ref (task));
}

gboolean
pod_trial_commit_finish (PodTrial *self, GAsyncResult *result, GArray **ids, GError **error)
{
  g_autoptr (GArray) written = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  written = g_task_propagate_pointer (G_TASK (result), error);
  if (written == NULL)
    return FALSE;
  if (ids != NULL)
    *ids = g_steal_pointer (&written);
  return TRUE;
}

static gboolean
is_of_subject (const PodChange *change, gint64 subject)
{
  for (guint i = 0; i < pod_change_get_n_steps (change); i++)
    {
      const PodRecord *record = pod_change_get_step (change, i)->record;

      if (record != NULL && record->subject != subject)
        return FALSE;
    }
  return TRUE;
}

gboolean
pod_trial_record (PodTrial *self,
                  gint64 subject,
                  PodChange *change,
                  const char *why,
                  GError **error)
{
  if (is_of_subject (change, subject))
    return pod_trial_commit (self, change, why, NULL, error);
  if (!pod_trial_require (self, POD_VERB_RECORD, error))
    return FALSE;
  pod_trial_add_problem (self, "subject",
                         "a record of another subject is among those of this visit");
  return pod_trial_set_input_error (self, error);
}

gboolean
pod_trial_error_is_refusal (const GError *error)
{
  return g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
}

gboolean
pod_trial_error_is_conflict (const GError *error)
{
  return g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
}
