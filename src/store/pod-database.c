/* One connection, one thread, one door.  A job is a plain function over the connection and runs inside one transaction. */

#include "pod-connection-private.h"
#include "pod-store-error.h"

struct _PodDatabase
{
  GObject parent_instance;

  PodConnection *connection;
  GMutex gate; /* of the pool: jobs come from several threads, and one of them closes it */
  GThreadPool *pool;
  /* Only the database thread: after a commit whose outcome stayed unknown nothing that a connection says can be relied upon. */
  gboolean is_doubtful;
};

typedef struct
{
  PodAccess access;
  PodDatabaseFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GCancellable *cancellable;
  /* One of the two is waiting. */
  GTask *task;
  struct Waiter *waiter;
} Job;

typedef struct Waiter
{
  GMutex mutex;
  GCond cond;
  gboolean is_done;
  gpointer result;
  GError *error;
} Waiter;

G_DEFINE_FINAL_TYPE (PodDatabase, pod_database, G_TYPE_OBJECT)

static void
free_job (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/* Whether the trail has the entry that was the job's last; hashed as it is into the chain, there is none like it. */
static gboolean
has_entry (PodConnection *connection, const char *head, gboolean *has, GError **error)
{
  gboolean found;

  if (!pod_connection_begin (connection, POD_ACCESS_READ, NULL, error))
    return FALSE;
  found = pod_audit_has_head (connection, head, has, error);
  pod_connection_rollback (connection);
  return found;
}

/* After a COMMIT that failed, only the file itself can say whether it took place, and only to a connection that remembers nothing.
 * Where even that fails, the outcome stays unknown.  @head: of the trail as the job left it; @wrote: the job added to it, or the trail
 * says nothing (of a draft, which is then saved once more); @doubt (transfer full): what the commit said. */
static gboolean
settle_doubt (PodDatabase *self, const char *head, gboolean wrote, GError *doubt, GError **error)
{
  g_autofree char *path = g_strdup (sqlite3_db_filename (pod_connection_get_db (self->connection),
                                                         "main"));
  PodStoreError code = pod_connection_get_doubt (self->connection);
  gboolean has = FALSE;

  g_clear_pointer (&self->connection, pod_connection_free);
  self->connection = pod_connection_open (path, NULL);
  if (self->connection == NULL || !has_entry (self->connection, head, &has, NULL))
    {
      g_propagate_error (error, doubt);
      return FALSE;
    }
  pod_connection_suspect_change (self->connection);
  has = has && wrote;
  if (!has)
    g_set_error (error, POD_STORE_ERROR, code, "nothing was saved: %s", doubt->message);
  g_error_free (doubt);
  return has;
}

/* @before: the last entry of the trail when the job began. */
static gboolean
commit (PodDatabase *self, PodAccess access, gint64 before, GError **error)
{
  g_autofree char *head = NULL;
  GError *local = NULL;

  if (access == POD_ACCESS_WRITE)
    head = pod_audit_head (self->connection, NULL);
  if (pod_connection_commit (self->connection, &local))
    return TRUE;
  if (head != NULL && g_error_matches (local, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME))
    return settle_doubt (self, head, g_ascii_strtoll (head, NULL, 10) > before, local, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gpointer
run_transaction (PodDatabase *self, Job *job, GError **error)
{
  GError *local = NULL;
  gint64 before = 0;
  gpointer result = NULL;

  if (!pod_connection_begin (self->connection, job->access, job->cancellable, error))
    return NULL;
  if (job->access == POD_ACCESS_WRITE)
    before = pod_audit_last (self->connection, &local);
  if (local == NULL)
    result = job->func (self->connection, job->data, job->cancellable, &local);
  if (local == NULL)
    commit (self, job->access, before, &local);
  else
    pod_connection_rollback (self->connection);
  if (local == NULL)
    return result;

  self->is_doubtful = g_error_matches (local, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME);
  if (result != NULL && job->free_result != NULL)
    job->free_result (result);
  g_propagate_error (error, local);
  return NULL;
}

static gpointer
run_checked (PodDatabase *self, Job *job, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  if (self->is_doubtful)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME,
                           "the database must be opened anew after a failed commit");
      return NULL;
    }
  return run_transaction (self, job, error);
}

static void
wake_waiter (Waiter *waiter, gpointer result, GError *error)
{
  g_mutex_lock (&waiter->mutex);
  waiter->result = result;
  waiter->error = error;
  waiter->is_done = TRUE;
  g_cond_signal (&waiter->cond);
  g_mutex_unlock (&waiter->mutex);
}

/* On the database thread. */
static void
run_job_cb (gpointer job_data, gpointer self_data)
{
  PodDatabase *self = self_data;
  Job *job = job_data;
  GTask *task = job->task;
  Waiter *waiter = job->waiter;
  GDestroyNotify free_result = job->free_result;
  GError *error = NULL;
  gpointer result = run_checked (self, job, &error);

  /* Before anybody is told: what the job was given is gone when the answer comes. */
  free_job (job);
  if (waiter != NULL)
    wake_waiter (waiter, result, error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
  g_clear_object (&task);
}

/* A job's task holds a reference, so the last one may be dropped on the database thread, which cannot wait for itself:
 * only close() joins it. */
static void
pod_database_finalize (GObject *object)
{
  g_warn_if_fail (POD_DATABASE (object)->pool == NULL);
  g_mutex_clear (&POD_DATABASE (object)->gate);
  G_OBJECT_CLASS (pod_database_parent_class)->finalize (object);
}

static void
pod_database_class_init (PodDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_database_finalize;
}

static void
pod_database_init (PodDatabase *self)
{
  g_mutex_init (&self->gate);
}

static PodDatabase *
start_thread (PodConnection *connection, GError **error)
{
  g_autoptr (PodDatabase) self = NULL;

  if (connection == NULL)
    return NULL;
  self = g_object_new (POD_TYPE_DATABASE, NULL);
  self->connection = connection;
  self->pool = g_thread_pool_new (run_job_cb, self, 1, TRUE, error);
  if (self->pool != NULL)
    return g_steal_pointer (&self);
  g_clear_pointer (&self->connection, pod_connection_free);
  return NULL;
}

PodDatabase *
pod_database_create (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return start_thread (pod_connection_create (path, error), error);
}

PodDatabase *
pod_database_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return start_thread (pod_connection_open (path, error), error);
}

void
pod_database_close (PodDatabase *self)
{
  GThreadPool *pool;

  g_return_if_fail (POD_IS_DATABASE (self));

  g_mutex_lock (&self->gate);
  pool = g_steal_pointer (&self->pool);
  g_mutex_unlock (&self->gate);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  g_clear_pointer (&self->connection, pod_connection_free);
}

static Job *
make_job (PodAccess access,
          PodDatabaseFunc func,
          gpointer data,
          GDestroyNotify free_result,
          GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->access = access;
  job->func = func;
  job->data = data;
  job->free_result = free_result;
  g_set_object (&job->cancellable, cancellable);
  return job;
}

static void
set_closed_error (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "the database is closed");
}

/* FALSE once the database is closed; what was pushed before is done before. */
static gboolean
push_job (PodDatabase *self, Job *job)
{
  gboolean is_open;

  g_mutex_lock (&self->gate);
  is_open = self->pool != NULL;
  if (is_open)
    g_thread_pool_push (self->pool, job, NULL);
  g_mutex_unlock (&self->gate);
  return is_open;
}

void
pod_database_run (PodDatabase *self,
                  PodAccess access,
                  PodDatabaseFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GDestroyNotify free_result,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (POD_IS_DATABASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pod_database_run);
  /* A job that was committed before it could be cancelled says what it did. */
  g_task_set_check_cancellable (task, FALSE);
  job = make_job (access, func, data, free_result, cancellable);
  job->free_data = free_data;
  job->task = g_object_ref (task);
  if (push_job (self, job))
    return;
  g_object_unref (job->task);
  free_job (job);
  set_closed_error (&error);
  g_task_return_error (task, error);
}

gpointer
pod_database_run_finish (PodDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
pod_database_call (PodDatabase *self,
                   PodAccess access,
                   PodDatabaseFunc func,
                   gpointer data,
                   GDestroyNotify free_result,
                   GCancellable *cancellable,
                   GError **error)
{
  Waiter waiter = { 0 };
  Job *job;

  g_return_val_if_fail (POD_IS_DATABASE (self), NULL);

  job = make_job (access, func, data, free_result, cancellable);
  job->waiter = &waiter;
  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  if (!push_job (self, job))
    {
      free_job (job);
      set_closed_error (error);
      return NULL;
    }
  g_mutex_lock (&waiter.mutex);
  while (!waiter.is_done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);
  g_mutex_clear (&waiter.mutex);
  g_cond_clear (&waiter.cond);
  if (waiter.error != NULL)
    g_propagate_error (error, waiter.error);
  return waiter.result;
}
