/* What other processes wrote, and what the calendar changes. */

#include "pod-trial-private.h"

/* Entries that are looked at in one reading: a writer waits until it is over. */
#define SLICE 2000

typedef struct
{
  gint64 seen;     /* the list holds everything up to this entry */
  gboolean must;   /* whether or not the file says that it changed */
  guint epoch;     /* of the session that asks */
  PodTrial *trial; /* for the main thread alone */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->trial);
  g_free (look);
}

/* Adds whose casebooks the entries after @from concern; *to is the last of them.  FALSE on error. */
static gboolean
find_touched (PodConnection *connection,
              gint64 from,
              gint64 to,
              GArray *subjects,
              gboolean *site,
              GError **error)
{
  while (from < to)
    {
      gint64 end = MIN (from + SLICE, to);

      if (!pod_audit_find_touched (connection, from, end, subjects, site, error) ||
          !pod_connection_breathe (connection, error))
        return FALSE;
      from = end;
    }
  return TRUE;
}

/* A trail that became shorter, or a file of which nothing is known yet, is read whole. */
static gboolean
read_news (PodSnapshot *snapshot, PodConnection *connection, gint64 seen, GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;
  gint64 last = pod_audit_last (connection, &local);
  gboolean all = seen == 0 || last < seen;
  gboolean site = all;

  if (local != NULL || (!all && !find_touched (connection, seen, last, subjects, &site, &local)) ||
      (site && (snapshot->site = pod_site_load (connection, &local)) == NULL) ||
      !pod_snapshot_load (snapshot, connection, all ? NULL : subjects, &local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!all)
    snapshot->seen = last;
  return TRUE;
}

static gpointer
look_again (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *look = data;
  g_autoptr (PodSnapshot) snapshot = NULL;

  /* Asked first, and always: the answer is given once. */
  if (!pod_connection_changed_elsewhere (connection) && !look->must)
    return NULL;
  snapshot = pod_snapshot_new ();
  return read_news (snapshot, connection, look->seen, error) ? g_steal_pointer (&snapshot) : NULL;
}

static void
refresh_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  PodTrial *self = look->trial;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodSnapshot)
      snapshot = pod_database_run_finish (POD_DATABASE (source), result, &error);

  self->refreshing = FALSE;
  /* An error here is not lost: the next second asks again, and any verb of the user's meets it.  What was read for a session that
   * is over is read again by the next. */
  if (error != NULL || (snapshot != NULL && look->epoch != self->epoch))
    self->must_reload = TRUE;
  else if (pod_trial_is_signed_in (self))
    {
      self->must_reload = FALSE;
      if (snapshot != NULL)
        pod_trial_take_snapshot (self, snapshot);
    }
  look_free (look);
}

void
pod_trial_refresh (PodTrial *self)
{
  Look *look;

  if (!pod_trial_is_signed_in (self))
    return;
  pod_trial_turn_day (self);
  if (self->refreshing)
    return;
  self->refreshing = TRUE;
  look = g_new0 (Look, 1);
  *look = (Look){ self->seen, self->must_reload, self->epoch, g_object_ref (self) };
  /* Freed by the callback, on the main thread. */
  pod_database_run (self->database, POD_ACCESS_READ, look_again, look, NULL,
                    (GDestroyNotify) pod_snapshot_free, NULL, refresh_ready_cb, look);
}
