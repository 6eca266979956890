/* How what waits is settled, step by step: each is a transaction that is whole, and those who wait for the file get their turn between two. */

#include "pod-resolving.h"

/* So many are one transaction, where it is a whole arrival. */
#define CHUNK 400
/* Between two of them those who wait for the file get their turn. */
#define REST_MS 40

void
pod_resolving_free (PodResolving *resolving)
{
  g_clear_pointer (&resolving->keys, g_array_unref);
  g_clear_pointer (&resolving->returns, g_array_unref);
  g_clear_pointer (&resolving->writing, pod_writing_free);
  g_clear_pointer (&resolving->staged, pod_snapshot_free);
  g_hash_table_unref (resolving->casebooks);
  g_clear_pointer (&resolving->site, pod_site_unref);
  if (resolving->free_data != NULL)
    resolving->free_data (resolving->data);
  g_free (resolving->why);
  g_free (resolving->returns_why);
  g_clear_pointer (&resolving->only, g_hash_table_unref);
  g_free (resolving);
}

void
pod_resolving_set_progress (PodResolving *resolving, PodTrialProgress progress, gpointer data)
{
  resolving->progress = progress;
  resolving->progress_data = data;
}

static void
tell_progress (const PodResolving *resolving)
{
  if (resolving->progress != NULL && resolving->n_all > 0)
    resolving->progress (MIN (1.0, (double) resolving->n_whole / resolving->n_all),
                         resolving->progress_data);
}

gboolean
pod_resolving_has_reason (const PodResolving *resolving)
{
  return resolving->why != NULL && *resolving->why != '\0';
}

gboolean
pod_resolving_set_input_error (const char *message, GError **error)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

void
pod_resolving_set_resolution (PodArrivalItem *item, PodArrivalState state, const char *resolution)
{
  item->state = state;
  g_free ((char *) item->resolution);
  item->resolution = g_strdup (resolution);
}

void
pod_resolving_set_known (PodArrivalItem *item)
{
  pod_resolving_set_resolution (item, POD_ARRIVAL_REJECTED, "rejected");
  g_free ((char *) item->cause);
  item->cause = g_strdup ("duplicate");
}

gboolean
pod_resolving_reopen (PodConnection *connection, PodArrivalItem *item, GError **error)
{
  if (item->state != POD_ARRIVAL_REJECTED)
    return TRUE;
  pod_resolving_set_resolution (item, POD_ARRIVAL_UNMAPPED, NULL);
  if (!pod_arrival_item_settle (connection, item, FALSE, error))
    return FALSE;
  item->record.version++;
  return TRUE;
}

void
pod_resolving_add_outcome (PodResolvingWork *work, PodArrivalItem *item, int step)
{
  PodResolvingOutcome outcome = { item, step };

  g_array_append_val (work->outcomes, outcome);
}

void
pod_resolving_void (PodResolvingWork *work, const PodFinding *finding)
{
  gint64 id = finding->record.id;

  if (g_hash_table_add (work->voided, g_memdup2 (&id, sizeof id)))
    pod_change_void (work->resolving->writing->change, POD_RECORD_FINDING, id,
                     finding->record.version);
}

/* ---- written ---- */

static void
stage_casebooks (PodResolving *resolving, PodSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    g_ptr_array_add (resolving->staged->casebooks,
                     pod_casebook_ref (g_ptr_array_index (snapshot->casebooks, i)));
}

gboolean
pod_resolving_write (PodResolvingWork *work, GError **error)
{
  PodWriting *writing = work->resolving->writing;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (pod_change_get_n_steps (writing->change) > 0 &&
      !pod_writing_apply_change (writing, work->connection, snapshot, error))
    return FALSE;
  for (guint i = 0; i < work->outcomes->len; i++)
    {
      const PodResolvingOutcome *outcome = &g_array_index (work->outcomes, PodResolvingOutcome, i);

      if (outcome->step >= 0)
        outcome->item->result = g_array_index (snapshot->ids, gint64, outcome->step);
      if (!pod_arrival_item_settle (work->connection, outcome->item, FALSE, error))
        return FALSE;
    }
  stage_casebooks (work->resolving, snapshot);
  return TRUE;
}

void
pod_resolving_work_clear (PodResolvingWork *work)
{
  g_clear_pointer (&work->known, pod_known_free);
  g_clear_pointer (&work->rivals, g_ptr_array_unref);
  g_clear_pointer (&work->outcomes, g_array_unref);
  g_clear_pointer (&work->put, g_hash_table_unref);
  g_clear_pointer (&work->put_days, g_hash_table_unref);
  g_clear_pointer (&work->voided, g_hash_table_unref);
  g_clear_pointer (&work->leaned, g_hash_table_unref);
}

gboolean
pod_resolving_start (PodResolvingWork *work,
                     PodResolving *resolving,
                     PodConnection *connection,
                     GError **error)
{
  work->resolving = resolving;
  work->connection = connection;
  work->rivals = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_item_free);
  work->outcomes = g_array_new (FALSE, FALSE, sizeof (PodResolvingOutcome));
  work->put = pod_origin_table_new ();
  work->put_days = pod_day_table_new ();
  work->voided = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  work->leaned = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  work->known = pod_known_new (connection, resolving->writing->key->vault, error);
  return work->known != NULL;
}

GPtrArray *
pod_resolving_list_chunk (PodResolving *resolving,
                          PodConnection *connection,
                          guint states,
                          GError **error)
{
  const PodArrivalQuery query = {
    .arrival = resolving->arrival, .states = states, .after = resolving->after, .limit = CHUNK
  };
  GPtrArray *items = pod_arrival_item_list (connection, NULL, &query, error);

  if (items == NULL)
    return NULL;
  resolving->done = items->len < CHUNK;
  if (items->len > 0)
    resolving->after = ((PodArrivalItem *) items->pdata[items->len - 1])->record.id;
  return items;
}

/* ---- run ---- */

static gpointer
run_step (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PodResolving *resolving = data;

  g_clear_pointer (&resolving->staged, pod_snapshot_free);
  resolving->staged = pod_snapshot_new ();
  if (pod_trial_begin_writing (connection, resolving->writing->stamp, error))
    resolving->step (resolving, connection, error);
  return NULL;
}

static void
renew_writing (PodTrial *self, PodResolving *resolving)
{
  g_autoptr (PodChange) change = pod_change_new ();

  g_clear_pointer (&resolving->writing, pod_writing_free);
  if (resolving->prepare != NULL)
    resolving->prepare (self, resolving);
  resolving->writing = pod_writing_new (self, change,
                                        resolving->returns != NULL ? resolving->returns_why
                                                                   : resolving->why);
}

PodResolving *
pod_resolving_new (PodTrial *self, PodResolvingStep step, const char *why, GError **error)
{
  PodResolving *resolving;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  resolving = g_new0 (PodResolving, 1);
  resolving->step = step;
  resolving->why = g_strstrip (g_strdup (why != NULL ? why : ""));
  resolving->epoch = self->epoch;
  resolving->casebooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                (GDestroyNotify) pod_casebook_unref);
  return resolving;
}

/* The step is on record. */
static void
keep_staged (PodResolving *resolving)
{
  PodSnapshot *staged = resolving->staged;

  for (guint i = 0; i < staged->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (staged->casebooks, i);
      gint64 subject = pod_casebook_get_subject (casebook)->record.id;

      g_hash_table_insert (resolving->casebooks, g_memdup2 (&subject, sizeof subject),
                           pod_casebook_ref (casebook));
    }
  if (staged->site != NULL)
    {
      g_clear_pointer (&resolving->site, pod_site_unref);
      resolving->site = g_steal_pointer (&staged->site);
    }
  resolving->n_whole = resolving->n;
}

static void
show_written (PodTrial *self, PodResolving *resolving)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  GHashTableIter iter;
  gpointer casebook;

  g_hash_table_iter_init (&iter, resolving->casebooks);
  while (g_hash_table_iter_next (&iter, NULL, &casebook))
    g_ptr_array_add (snapshot->casebooks, pod_casebook_ref (casebook));
  g_hash_table_remove_all (resolving->casebooks);
  snapshot->site = g_steal_pointer (&resolving->site);
  if (pod_trial_is_signed_in (self) && (snapshot->casebooks->len > 0 || snapshot->site != NULL))
    pod_trial_take_snapshot (self, snapshot);
}

/* What the next step is prepared with. */
static void
show_site (PodTrial *self, PodResolving *resolving)
{
  if (resolving->site != NULL)
    show_written (self, resolving);
}

gboolean
pod_resolving_run (PodTrial *self, PodResolving *resolving, guint *n, GError **error)
{
  gboolean done = TRUE;

  if (resolving == NULL)
    return FALSE;
  while (done && !resolving->done)
    {
      renew_writing (self, resolving);
      done = pod_trial_call (self, POD_ACCESS_WRITE, run_step, resolving, error);
      if (done)
        keep_staged (resolving);
      if (done && !resolving->done)
        {
          show_site (self, resolving);
          g_usleep (REST_MS * 1000);
        }
    }
  show_written (self, resolving);
  if (n != NULL)
    *n = resolving->n_whole;
  pod_resolving_free (resolving);
  return done;
}

static void run_next (GTask *task);

static gboolean
rested_cb (gpointer task)
{
  run_next (task);
  return G_SOURCE_REMOVE;
}

static void
step_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  PodResolving *resolving = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL)
    keep_staged (resolving);
  if (error == NULL && !resolving->done)
    {
      show_site (self, resolving);
      tell_progress (resolving);
      g_timeout_add_full (G_PRIORITY_DEFAULT, REST_MS, rested_cb, g_object_ref (task),
                          g_object_unref);
      return;
    }
  show_written (self, resolving);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_next (GTask *task)
{
  PodTrial *self = g_task_get_source_object (task);
  PodResolving *resolving = g_task_get_task_data (task);
  GError *error = NULL;

  if (resolving->epoch != self->epoch)
    {
      pod_trial_set_gone_error (&error);
      g_task_return_error (task, error);
      return;
    }
  renew_writing (self, resolving);
  pod_database_run (self->database, POD_ACCESS_WRITE, run_step, resolving, NULL, NULL,
                    g_task_get_cancellable (task), step_ready_cb, g_object_ref (task));
}

void
pod_resolving_run_async (GTask *task, PodResolving *resolving, GError *error)
{
  if (resolving == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, resolving, (GDestroyNotify) pod_resolving_free);
  run_next (task);
}

gboolean
pod_resolving_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  const PodResolving *resolving = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (n != NULL)
    *n = resolving != NULL ? resolving->n_whole : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}
