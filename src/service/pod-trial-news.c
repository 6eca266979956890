/* What others did since whoever is signed in last looked: the list of the morning. */

#include "pod-audit-news.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"

void
pod_news_free (PodNews *news)
{
  g_free (news->table);
  g_free (news->what);
  g_free (news->who);
  g_free (news->when);
  g_free (news);
}

typedef struct
{
  char *user;
  gint64 last;
  guint epoch;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_free (looking->user);
  g_free (looking);
}

static gpointer
list (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Looking *looking = data;

  return pod_audit_list_news (connection, looking->user, &looking->last, cancellable, error);
}

static PodNews *
tell (PodRecordNews *found)
{
  PodNews *news = g_new0 (PodNews, 1);

  news->subject = found->subject;
  news->table = g_steal_pointer (&found->table);
  news->row = found->row;
  news->what = g_strdup (found->voided ? "voided" : found->is_new ? "new" : "changed");
  news->n_fields = found->n_fields;
  news->who = g_steal_pointer (&found->who);
  news->when = g_steal_pointer (&found->when);
  news->was_signed = found->was_signed;
  return news;
}

static GPtrArray *
tell_all (GPtrArray *found)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_news_free);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (all, tell (g_ptr_array_index (found, i)));
  return all;
}

GPtrArray *
pod_trial_list_news (PodTrial *self, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  Looking looking;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  looking = (Looking){ self->user, 0, self->epoch };
  found = pod_database_call (self->database, POD_ACCESS_READ, list, &looking,
                             (GDestroyNotify) g_ptr_array_unref, NULL, error);
  if (found == NULL)
    return NULL;
  self->news = looking.last;
  return tell_all (found);
}

/* ---- the same without waiting ---- */

static void
list_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  const Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) found = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (found != NULL && looking->epoch != self->epoch)
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tell_all (found), (GDestroyNotify) g_ptr_array_unref);
}

void
pod_trial_list_news_async (PodTrial *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_list_news_async, cancellable, callback, user_data);
  GError *error = NULL;
  Looking *looking;

  if (!pod_trial_require (self, POD_VERB_READ, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  looking = g_new0 (Looking, 1);
  *looking = (Looking){ g_strdup (self->user), 0, self->epoch };
  g_task_set_task_data (task, looking, looking_free);
  pod_database_run (self->database, POD_ACCESS_READ, list, looking, NULL,
                    (GDestroyNotify) g_ptr_array_unref, cancellable, list_ready_cb,
                    g_object_ref (task));
}

GPtrArray *
pod_trial_list_news_finish (PodTrial *self, GAsyncResult *result, gboolean shown, GError **error)
{
  const Looking *looking;
  GPtrArray *news;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  looking = g_task_get_task_data (G_TASK (result));
  news = g_task_propagate_pointer (G_TASK (result), error);
  if (news != NULL && shown && looking->epoch == self->epoch)
    self->news = looking->last;
  return news;
}

typedef struct
{
  PodStamp *stamp;
  gint64 last;
} Seen;

static gpointer
note_seen (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Seen *seen = data;

  if (pod_trial_begin_writing (connection, seen->stamp, error))
    pod_audit_note_seen (connection, seen->last, error);
  return NULL;
}

gboolean
pod_trial_mark_seen (PodTrial *self, GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;
  GError *failure = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return FALSE;
  /* Who was shown no list has seen nothing. */
  if (self->news == 0)
    return TRUE;
  stamp = pod_trial_make_stamp (self, NULL);
  pod_database_call (self->database, POD_ACCESS_WRITE, note_seen, &(Seen){ stamp, self->news },
                     NULL, NULL, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
