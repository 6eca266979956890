/* Copies of the whole database: asked for, by themselves, and tried. */

#include "pod-trial-backup-private.h"

char *
pod_trial_get_backup_folder (PodTrial *self)
{
  g_autofree char *dir = NULL;

  if (self->backup_folder != NULL)
    return g_strdup (self->backup_folder);
  dir = g_path_get_dirname (self->path);
  return g_build_filename (dir, "backups", NULL);
}

void
pod_trial_set_backup_folder (PodTrial *self, const char *folder)
{
  g_autofree char *given = folder != NULL && *folder != '\0' ? g_strdup (folder) : NULL;

  g_free (self->backup_folder);
  self->backup_folder = g_steal_pointer (&given);
}

const PodRestored *
pod_trial_get_last_backup (PodTrial *self)
{
  return self->last_copy.head != NULL ? &self->last_copy : NULL;
}

static gpointer
read_head (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_audit_head (connection, error);
}

char *
pod_trial_make_backup_name (PodTrial *self)
{
  g_autofree char *head = NULL;
  g_autofree char *created = pod_instant_to_string (pod_clock_now (&self->clock));
  const char *study = self->study != NULL ? pod_study_get_id (self->study) : "";

  if (self->database != NULL)
    head = pod_database_call (self->database, POD_ACCESS_READ, read_head, NULL, g_free, NULL, NULL);
  return pod_backup_make_name (&(PodBackupHead){
      .study = (char *) study, .created = created, .head = head != NULL ? head : (char *) "0:" });
}

/* ---- what is known ---- */

typedef struct
{
  PodInstant now;
  gboolean is_due;
  gint64 last_us;
  PodBackupState state;
} Look;

static gpointer
look (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *self = data;
  g_autofree char *detail = NULL;

  self->is_due = pod_copy_is_due (connection, self->now, FALSE, &self->last_us);
  pod_audit_find_last (connection, "BACKUP", NULL, &self->state.last, NULL, NULL);
  pod_audit_find_last (connection, "VERIFY", POD_COPY_TEST, &self->state.tested, &detail, NULL);
  self->state.test_good = detail != NULL && g_str_has_prefix (detail, POD_COPY_TEST " good");
  return NULL;
}

gboolean
pod_trial_is_backup_due (PodTrial *self)
{
  Look found = { .now = pod_clock_now (&self->clock) };

  /* Asked every minute: the database, which may be busy, is asked once a day. */
  if (self->database == NULL || !pod_copy_is_old (self->copied_us, found.now))
    return FALSE;
  pod_database_call (self->database, POD_ACCESS_READ, look, &found, NULL, NULL, NULL);
  pod_backup_state_clear (&found.state);
  self->copied_us = found.last_us;
  return found.is_due;
}

void
pod_trial_get_backup_state (PodTrial *self, PodBackupState *state)
{
  Look found = { .now = pod_clock_now (&self->clock) };

  if (self->database != NULL)
    pod_database_call (self->database, POD_ACCESS_READ, look, &found, NULL, NULL, NULL);
  *state = found.state;
}

void
pod_backup_state_clear (PodBackupState *state)
{
  g_clear_pointer (&state->last, g_free);
  g_clear_pointer (&state->tested, g_free);
}

void
pod_restored_clear (PodRestored *restored)
{
  g_clear_pointer (&restored->head, g_free);
}

/* ---- waiting for it ---- */

static gboolean
run (PodTrial *self, PodCopying *copying, GError **error)
{
  GError *failure = NULL;

  if (!pod_copying_look (copying, NULL, error) ||
      !pod_trial_call (self, POD_ACCESS_READ, pod_copying_prepare, copying, error) ||
      !pod_copying_work (copying, NULL, error))
    return FALSE;
  if (!pod_trial_call (self, POD_ACCESS_WRITE, pod_copying_note, copying, &failure))
    pod_copying_take_failure (copying, failure);
  return pod_copying_finish (self, copying, error);
}

gboolean
pod_trial_backup (PodTrial *self, const char *path, GError **error)
{
  g_autoptr (PodCopying) copying = NULL;

  if (!pod_trial_require (self, POD_VERB_BACKUP, error))
    return FALSE;
  copying = pod_copying_new (self, POD_COPY_ASKED, path);
  return run (self, copying, error);
}

gboolean
pod_trial_test_restore (PodTrial *self, GError **error)
{
  g_autoptr (PodCopying) copying = NULL;

  if (!pod_trial_require (self, POD_VERB_BACKUP, error))
    return FALSE;
  copying = pod_copying_new (self, POD_COPY_TRIED, NULL);
  return run (self, copying, error);
}

/* ---- without waiting: look, prepare, work, note, tidy ---- */

static void
return_copy (GTask *task)
{
  GError *error = NULL;

  if (pod_copying_finish (g_task_get_source_object (task), g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Runs a part on the database thread, unless the trial was closed meanwhile.  Until something is made whoever waits for a file that
 * another program holds may give up; what was made is noted whatever happens. */
static void
run_part (GTask *task, PodAccess access, PodDatabaseFunc func, GAsyncReadyCallback ready)
{
  PodTrial *self = g_task_get_source_object (task);
  GCancellable *cancellable = func == pod_copying_prepare ? g_task_get_cancellable (task) : NULL;
  GError *error = NULL;

  if (self->database == NULL)
    {
      pod_trial_set_gone_error (&error);
      pod_copying_take_failure (g_task_get_task_data (task), error);
      return_copy (task);
      return;
    }
  pod_database_run (self->database, access, func, g_task_get_task_data (task), NULL, NULL,
                    cancellable, ready, g_object_ref (task));
}

/* What could not be removed is removed another day. */
static void
tidy_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  return_copy (task);
}

static void
note_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodCopying *copying = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    pod_copying_take_failure (copying, error);
  if (copying->is_made && copying->kind != POD_COPY_ASKED)
    pod_trial_work_in_thread (task, pod_copying_tidy, tidy_ready_cb);
  else
    return_copy (task);
}

static void
work_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const PodCopying *copying = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (copying->is_made || copying->is_tried)
    run_part (task, POD_ACCESS_WRITE, pod_copying_note, note_ready_cb);
  else
    return_copy (task);
}

static void
prepare_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  /* Whoever closed it waits for no copy that was not begun. */
  if (error == NULL && POD_TRIAL (g_task_get_source_object (task))->database == NULL)
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* What was written before it could be cancelled is noted, and told as written. */
  pod_trial_work_in_thread (task, pod_copying_work, work_ready_cb);
}

static void
look_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  run_part (task, POD_ACCESS_READ, pod_copying_prepare, prepare_ready_cb);
}

static void
start (GTask *task, PodCopying *copying)
{
  g_task_set_task_data (task, copying, (GDestroyNotify) pod_copying_free);
  pod_trial_work_in_thread (task, pod_copying_look, look_ready_cb);
}

void
pod_trial_backup_async (PodTrial *self,
                        const char *path,
                        PodTrialProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_backup_async, cancellable, callback, user_data);
  GError *error = NULL;
  PodCopying *copying;

  if (!pod_trial_require (self, POD_VERB_BACKUP, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  copying = pod_copying_new (self, POD_COPY_ASKED, path);
  copying->progress = progress;
  copying->progress_data = progress_data;
  start (task, copying);
}

void
pod_trial_backup_by_itself_async (PodTrial *self,
                                  gboolean closing,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_backup_by_itself_async, cancellable,
                                               callback, user_data);

  start (task, pod_copying_new (self, closing ? POD_COPY_CLOSING : POD_COPY_DAILY, NULL));
}

void
pod_trial_test_restore_async (PodTrial *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_test_restore_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  if (pod_trial_require (self, POD_VERB_BACKUP, &error))
    start (task, pod_copying_new (self, POD_COPY_TRIED, NULL));
  else
    g_task_return_error (task, error);
}

static gboolean
finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pod_trial_backup_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

gboolean
pod_trial_backup_by_itself_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

gboolean
pod_trial_test_restore_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}
