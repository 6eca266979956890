/* What other processes wrote, and what the calendar changes. */

#include "pod-trial-private.h"

static gpointer
look_again (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = NULL;

  /* Asked first, and always: the answer is given once. */
  if (!pod_connection_changed_elsewhere (connection) && !GPOINTER_TO_INT (data))
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
  g_autoptr (GError) error = NULL;
  g_autoptr (PodSnapshot)
      snapshot = pod_database_run_finish (POD_DATABASE (source), result, &error);

  self->refreshing = FALSE;
  /* An error here is not lost: the next second asks again, and any verb of the user's meets it. */
  if (error != NULL)
    self->must_reload = TRUE;
  else if (pod_trial_is_signed_in (self))
    {
      self->must_reload = FALSE;
      if (snapshot != NULL)
        pod_trial_take_snapshot (self, snapshot);
    }
}

void
pod_trial_refresh (PodTrial *self)
{
  if (!pod_trial_is_signed_in (self))
    return;
  pod_trial_turn_day (self);
  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  pod_database_run (self->database, POD_ACCESS_READ, look_again,
                    GINT_TO_POINTER (self->must_reload), NULL, (GDestroyNotify) pod_snapshot_free,
                    NULL, refresh_ready_cb, g_object_ref (self));
}
