/* The one door for changes, and the verbs of entry. */

#include "pod-trial-private.h"

static gboolean
differs (const PodAdverseEvent *a, const PodAdverseEvent *b)
{
  return a->grade != b->grade || g_strcmp0 (a->graded_by, b->graded_by) != 0 ||
         a->seriousness != b->seriousness || a->to_product != b->to_product ||
         a->to_lymphodepletion != b->to_lymphodepletion;
}

/* The event as it is saved, by which a coordinator's edit of its dates is told from a judgement. */
static gboolean
is_judgement (PodTrial *self, const PodAdverseEvent *event)
{
  static const PodAdverseEvent nothing = { 0 };
  g_autoptr (PodCasebook) casebook = NULL;
  const PodAdverseEvent *saved = NULL;

  if (event->record.id > 0)
    casebook = pod_trial_load_casebook (self, event->record.subject, NULL);
  if (casebook != NULL)
    saved = pod_casebook_find_adverse_event (casebook, event->record.id);
  return differs (event, saved != NULL ? saved : &nothing);
}

static gboolean
has_judgement (PodTrial *self, PodChange *change)
{
  for (guint i = 0; i < pod_change_get_n_steps (change); i++)
    {
      const PodChangeStep *step = pod_change_get_step (change, i);

      if (step->type == POD_RECORD_ADVERSE_EVENT && !step->is_void &&
          is_judgement (self, step->record))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_change (PodTrial *self, PodChange *change, const char *why, GError **error)
{
  if (!pod_trial_require (self, POD_VERB_RECORD, error))
    return FALSE;
  if (has_judgement (self, change) && !pod_trial_require (self, POD_VERB_JUDGE, error))
    return FALSE;
  if (!pod_change_needs_reason (change) || (why != NULL && *why != '\0'))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                       "a change of something already saved needs a reason");
  return FALSE;
}

gboolean
pod_trial_commit (PodTrial *self, PodChange *change, const char *why, GArray *ids, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = NULL;
  PodWriting *writing;

  if (!check_change (self, change, why, error))
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
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, pod_trial_commit_async);
  if (!check_change (self, change, why, &error))
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
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       "a record of another subject is among those of this visit");
  return FALSE;
}

/* ---- what other processes wrote ---- */

static gpointer
look_again (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = NULL;

  if (!pod_connection_changed_elsewhere (connection))
    return NULL;
  snapshot = pod_snapshot_new ();
  snapshot->site = pod_site_load (connection, error);
  if (snapshot->site == NULL || !pod_snapshot_load (snapshot, connection, NULL, error))
    return NULL;
  return g_steal_pointer (&snapshot);
}

static void
refresh_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodTrial) self = user_data;
  g_autoptr (PodSnapshot) snapshot = pod_database_run_finish (POD_DATABASE (source), result, NULL);

  /* An error here is not lost: the next second asks again, and any verb of the user's meets it. */
  if (snapshot != NULL && pod_trial_is_signed_in (self))
    pod_trial_take_snapshot (self, snapshot);
}

void
pod_trial_refresh (PodTrial *self)
{
  if (pod_trial_is_signed_in (self))
    pod_database_run (self->database, POD_ACCESS_READ, look_again, NULL, NULL,
                      (GDestroyNotify) pod_snapshot_free, NULL, refresh_ready_cb,
                      g_object_ref (self));
}
