/* The whole of an arrival taken back: what it brought is voided, what waits of it ends. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-resolving.h"

#define UNDONE                                                                                     \
  (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING | 1u << POD_ARRIVAL_UNMAPPED |              \
   1u << POD_ARRIVAL_ACCEPTED)

static gboolean
undo_one (PodResolvingWork *work, PodArrivalItem *item, GError **error)
{
  PodCasebook *casebook = pod_known_get (work->known, item->record.subject, error);
  const PodFinding *result;

  if (casebook == NULL)
    return FALSE;
  /* What was taken out stays out: nothing brings back what is voided. */
  if (g_strcmp0 (item->resolution, "withdrawn") == 0)
    return TRUE;
  result = item->result != 0 ? pod_casebook_find_finding (casebook, item->result) : NULL;
  /* A person's own figure is not the laboratory's to take back. */
  if (result != NULL && !result->record.voided && pod_arrival_was_corrected (item, result))
    return TRUE;
  if (result != NULL && !result->record.voided)
    pod_resolving_void (work, result);
  pod_resolving_set_resolution (item, POD_ARRIVAL_UNDONE, "undone");
  pod_resolving_add_outcome (work, item, -1);
  work->resolving->n++;
  return TRUE;
}

static gboolean
end_arrival (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (PodArrival) arrival = NULL;

  if (!resolving->done)
    return TRUE;
  arrival = pod_arrival_table_get (connection, resolving->arrival, error);
  if (arrival == NULL)
    return FALSE;
  arrival->voided = TRUE;
  return pod_arrival_table_update (connection, arrival, error);
}

static gboolean
undo_chunk (PodResolving *resolving, PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) items = pod_resolving_list_chunk (resolving, connection, UNDONE, error);
  g_auto (PodResolvingWork) work = { 0 };

  if (items == NULL || !pod_resolving_start (&work, resolving, connection, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (!undo_one (&work, g_ptr_array_index (items, i), error))
      return FALSE;
  return pod_resolving_write (&work, error) && end_arrival (resolving, connection, error);
}

/* ---- the verbs ---- */

static PodResolving *
undo_new (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  PodResolving *resolving = pod_resolving_new (self, undo_chunk, why, error);

  if (resolving == NULL)
    return NULL;
  resolving->arrival = arrival;
  if (pod_resolving_has_reason (resolving))
    return resolving;
  pod_resolving_set_input_error (_ ("Say why the import is undone."), error);
  pod_resolving_free (resolving);
  return NULL;
}

gboolean
pod_trial_undo_arrival (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  return pod_resolving_run (self, undo_new (self, arrival, why, error), NULL, error);
}

void
pod_trial_undo_arrival_async (PodTrial *self,
                              gint64 arrival,
                              const char *why,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_undo_arrival_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  PodResolving *resolving = undo_new (self, arrival, why, &error);

  pod_resolving_run_async (task, resolving, error);
}

gboolean
pod_trial_undo_arrival_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error)
{
  return pod_resolving_finish (self, result, n, error);
}
