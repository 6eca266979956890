/* A laboratory's file comes in: the verbs, waiting and not. */

#include "pod-config.h"

#include "pod-import-chunk.h"

/* Between two chunks those who wait for the file, who look for it every so often, get their turn. */
#define REST_MS 40

static PodAccess
get_access (const PodImporting *importing)
{
  return importing->mode == POD_IMPORTING_LOOK ? POD_ACCESS_READ : POD_ACCESS_WRITE;
}

static gboolean
is_over (const PodImporting *importing)
{
  return importing->next >= importing->order->len;
}

/* Each chunk is stamped when it begins: others write in between. */
static void
renew_writing (PodTrial *self, PodImporting *importing)
{
  g_autoptr (PodChange) change = pod_change_new ();

  g_clear_pointer (&importing->writing, pod_writing_free);
  importing->writing = pod_writing_new (self, change, NULL);
}

static PodImporting *
importing_new (PodTrial *self,
               const char *file,
               const char *map,
               const char *laboratory,
               PodImportingMode mode,
               GError **error)
{
  g_autoptr (PodImporting) importing = NULL;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  importing = g_new0 (PodImporting, 1);
  importing->path = g_strdup (file);
  importing->mode = mode;
  importing->today = pod_trial_get_today (self);
  importing->epoch = self->epoch;
  importing->positions = g_hash_table_new (NULL, NULL);
  importing->unmapped_before = g_hash_table_new_full (NULL, NULL, NULL,
                                                      (GDestroyNotify) pod_arrival_item_free);
  importing->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  importing->days = pod_day_table_new ();
  importing->casebooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                (GDestroyNotify) pod_casebook_unref);
  renew_writing (self, importing);
  importing->map = pod_trial_load_lab_map (self, map, laboratory, error);
  return importing->map != NULL ? g_steal_pointer (&importing) : NULL;
}

/* Also of an import that was called off: what was written is written. */
static void
show_written (PodTrial *self, PodImporting *importing)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  GHashTableIter iter;
  gpointer casebook;

  g_hash_table_iter_init (&iter, importing->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    g_ptr_array_add (snapshot->casebooks, pod_casebook_ref (casebook));
  g_hash_table_remove_all (importing->casebooks);
  if (pod_trial_is_signed_in (self) && snapshot->casebooks->len > 0)
    pod_trial_take_snapshot (self, snapshot);
}

/* What a chunk that failed had made is not there. */
static void
end_chunk (PodImporting *importing, gboolean whole)
{
  importing->next += POD_IMPORT_CHUNK;
  if (!whole)
    return;
  importing->whole_arrival = importing->arrival != NULL ? importing->arrival->id : 0;
  importing->whole_is_new = importing->import->is_new;
}

static PodImport *
import_now (PodTrial *self, PodImporting *importing, gint64 *arrival, GError **error)
{
  GError *local = NULL;

  if (!pod_importing_read_file (importing, NULL, error))
    return NULL;
  while (local == NULL && !is_over (importing))
    {
      renew_writing (self, importing);
      pod_database_call (self->database, get_access (importing), pod_importing_run_chunk, importing,
                         NULL, NULL, &local);
      end_chunk (importing, local == NULL);
      if (importing->wrote && !is_over (importing))
        g_usleep (REST_MS * 1000);
    }
  show_written (self, importing);
  if (arrival != NULL)
    *arrival = importing->whole_arrival;
  if (local == NULL)
    return g_steal_pointer (&importing->import);
  g_propagate_error (error, local);
  return NULL;
}

PodImport *
pod_trial_import (PodTrial *self,
                  const char *file,
                  const char *map,
                  gboolean dry_run,
                  GError **error)
{
  PodImportingMode mode = dry_run ? POD_IMPORTING_LOOK : POD_IMPORTING_TAKE;
  g_autoptr (PodImporting) importing = importing_new (self, file, map, NULL, mode, error);

  return importing != NULL ? import_now (self, importing, NULL, error) : NULL;
}

PodImport *
pod_trial_receive (PodTrial *self,
                   const char *file,
                   const char *map,
                   const char *laboratory,
                   gint64 *arrival,
                   GError **error)
{
  g_autoptr (PodImporting)
      importing = importing_new (self, file, map, laboratory, POD_IMPORTING_KEEP, error);

  return importing != NULL ? import_now (self, importing, arrival, error) : NULL;
}

/* ---- the same without waiting: a worker reads the file, then the database thread takes it ---- */

static void import_next (GTask *task);

static gboolean
rested_cb (gpointer task)
{
  import_next (task);
  return G_SOURCE_REMOVE;
}

static void
chunk_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  PodImporting *importing = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  end_chunk (importing, error == NULL);
  if (error == NULL && !is_over (importing))
    {
      g_timeout_add_full (G_PRIORITY_DEFAULT, importing->wrote ? REST_MS : 0, rested_cb,
                          g_object_ref (task), g_object_unref);
      return;
    }
  show_written (self, importing);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&importing->import),
                           (GDestroyNotify) pod_import_free);
}

/* Whoever has signed in meanwhile did not ask for this: nothing is written in the name of somebody who has gone. */
static void
import_next (GTask *task)
{
  PodTrial *self = g_task_get_source_object (task);
  PodImporting *importing = g_task_get_task_data (task);
  GError *error = NULL;

  if (importing->epoch != self->epoch)
    pod_trial_set_gone_error (&error);
  else
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  if (error != NULL)
    {
      if (importing->epoch == self->epoch)
        show_written (self, importing);
      g_task_return_error (task, error);
      return;
    }
  renew_writing (self, importing);
  if (importing->progress != NULL)
    importing->progress ((double) importing->next / MAX (1, importing->order->len),
                         importing->progress_data);
  pod_database_run (self->database, get_access (importing), pod_importing_run_chunk, importing,
                    NULL, NULL, g_task_get_cancellable (task), chunk_ready_cb, g_object_ref (task));
}

static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodImporting *importing = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (is_over (importing))
    g_task_return_pointer (task, g_steal_pointer (&importing->import),
                           (GDestroyNotify) pod_import_free);
  else
    import_next (task);
}

static void
start (GTask *task, PodImporting *importing, GError *error)
{
  if (importing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, importing, (GDestroyNotify) pod_importing_free);
  pod_trial_work_in_thread (task, pod_importing_read_file, read_ready_cb);
}

void
pod_trial_import_async (PodTrial *self,
                        const char *file,
                        const char *map,
                        gboolean dry_run,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_import_async, cancellable, callback, user_data);
  PodImportingMode mode = dry_run ? POD_IMPORTING_LOOK : POD_IMPORTING_TAKE;
  GError *error = NULL;
  PodImporting *importing = importing_new (self, file, map, NULL, mode, &error);

  start (task, importing, error);
}

PodImport *
pod_trial_import_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pod_trial_receive_async (PodTrial *self,
                         const char *file,
                         const char *map,
                         const char *laboratory,
                         PodTrialProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_receive_async, cancellable, callback, user_data);
  GError *error = NULL;
  PodImporting *importing = importing_new (self, file, map, laboratory, POD_IMPORTING_KEEP, &error);

  if (importing != NULL)
    {
      importing->progress = progress;
      importing->progress_data = progress_data;
    }
  start (task, importing, error);
}

PodImport *
pod_trial_receive_finish (PodTrial *self,
                          GAsyncResult *result,
                          gint64 *arrival,
                          gboolean *is_new,
                          GError **error)
{
  const PodImporting *importing = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (arrival != NULL)
    *arrival = importing != NULL ? importing->whole_arrival : 0;
  if (is_new != NULL)
    *is_new = importing != NULL && importing->whole_is_new;
  return g_task_propagate_pointer (G_TASK (result), error);
}
