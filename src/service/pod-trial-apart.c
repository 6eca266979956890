/* What takes a while is done by a second self of the trial, on a thread of its own. */

#include "pod-trial-apart.h"

#include "pod-trial-private.h"

typedef struct
{
  PodTrial *twin;
  PodDeed deed;
  gpointer data;
  GDestroyNotify free_data;
  guint epoch;
} Apart;

static void
apart_free (gpointer data)
{
  Apart *apart = data;

  /* It is the other's to close. */
  g_clear_object (&apart->twin->database);
  g_object_unref (apart->twin);
  if (apart->free_data != NULL)
    apart->free_data (apart->data);
  g_free (apart);
}

static void
copy_subjects (PodTrial *self, PodTrial *twin)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->subjects));
  GHashTableIter iter;
  gpointer subject, position;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);

      g_list_store_append (twin->subjects, item);
    }
  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &subject, &position))
    g_hash_table_insert (twin->positions, g_memdup2 (subject, sizeof (gint64)), position);
}

/* Of whoever is signed in, if anybody is.  All that the two share is never changed, but for the key, which only the database thread
 * changes. */
static void
copy_session (PodTrial *self, PodTrial *twin)
{
  twin->user = g_strdup (self->user);
  twin->full_name = g_strdup (self->full_name);
  twin->role = self->role;
  twin->session = g_strdup (self->session);
  twin->key = self->key != NULL ? pod_key_ref (self->key) : NULL;
  twin->user_id = self->user_id;
  twin->must_change = self->must_change;
  g_set_object (&twin->over, self->over);
  g_ptr_array_unref (twin->delegations);
  twin->delegations = g_ptr_array_ref (self->delegations);
}

static PodTrial *
make_twin (PodTrial *self)
{
  PodTrial *twin = g_object_new (POD_TYPE_TRIAL, NULL);

  twin->path = g_strdup (self->path);
  twin->clock = self->clock;
  g_set_object (&twin->database, self->database);
  twin->pinned = g_strdup (self->pinned);
  twin->study = self->study != NULL ? pod_study_ref (self->study) : NULL;
  twin->site = self->site != NULL ? pod_site_ref (self->site) : NULL;
  twin->today = self->today;
  twin->seen = self->seen;
  twin->news = self->news;
  copy_session (self, twin);
  copy_subjects (self, twin);
  return twin;
}

/* ---- what came of it ---- */

static gboolean
has_item (PodTrial *self, gpointer item)
{
  return g_list_store_find (self->subjects, item, NULL);
}

/* Items are made anew for what changed, and only for that. */
static PodSnapshot *
collect_changes (PodTrial *self, PodTrial *twin)
{
  PodSnapshot *snapshot = pod_snapshot_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (twin->subjects));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (twin->subjects), i);

      if (!has_item (self, item))
        g_ptr_array_add (snapshot->casebooks,
                         pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  if (twin->site != self->site)
    snapshot->site = pod_site_ref (twin->site);
  snapshot->seen = twin->seen;
  return snapshot;
}

/* A second self that is signed out was put out, or waits for the PI: it has noted so itself. */
static void
take_over (PodTrial *self, Apart *apart)
{
  PodTrial *twin = apart->twin;
  g_autoptr (PodSnapshot) snapshot = NULL;

  if (self->epoch != apart->epoch)
    return;
  g_ptr_array_unref (self->problems);
  self->problems = pod_trial_take_problems (twin);
  if (self->database == NULL || !pod_trial_is_signed_in (self))
    return;
  if (!pod_trial_is_signed_in (twin))
    {
      pod_trial_leave_as (self, twin);
      return;
    }
  self->must_change = twin->must_change;
  if (twin->study != self->study)
    pod_trial_take_study (self, pod_study_ref (twin->study), g_strdup (twin->pinned));
  snapshot = collect_changes (self, twin);
  if (snapshot->casebooks->len > 0 || snapshot->site != NULL)
    pod_trial_take_snapshot (self, snapshot);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  take_over (self, g_task_get_task_data (task));
  /* What is typed into a password's field does not lie about until the task is gone. */
  g_task_set_task_data (task, NULL, NULL);
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Apart *apart = data;

  return apart->deed (apart->twin, apart->data, error);
}

void
pod_trial_do_apart_async (PodTrial *self,
                          PodDeed deed,
                          gpointer data,
                          GDestroyNotify free_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_do_apart_async, NULL, callback, user_data);
  Apart *apart = g_new0 (Apart, 1);

  *apart = (Apart){ make_twin (self), deed, data, free_data, self->epoch };
  g_task_set_task_data (task, apart, apart_free);
  pod_trial_work_in_thread (task, work, done_cb);
}

gboolean
pod_trial_do_apart_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
