/* What other processes wrote, of the data and of one's own account, and what the calendar changes. */

#include "pod-trial-private.h"

/* Entries that are looked at in one reading: a writer waits until it is over. */
#define SLICE 2000

typedef struct
{
  gint64 seen;   /* the list holds everything up to this entry */
  gboolean must; /* whether or not the file says that it changed */
  guint epoch;   /* of the session that asks */
  gint64 user_id;
  char *user;
  const char *role;
  char *pinned;    /* the version of the study that the session goes by */
  gboolean reads;  /* the role sees data */
  PodTrial *trial; /* for the main thread alone */
  /* What came of it. */
  gboolean has_account;
  gboolean is_amended;
  PodAccountState state;
  GPtrArray *delegations;
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->trial);
  g_ptr_array_unref (look->delegations);
  g_free (look->user);
  g_free (look->pinned);
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

static gboolean
read_account (Look *look, PodConnection *connection, GError **error)
{
  look->has_account = pod_user_table_read_state (connection, look->user, look->role, &look->state,
                                                 error) &&
                      pod_delegation_table_read (connection, look->user_id, pod_delegation_collect,
                                                 look->delegations, error);
  return look->has_account;
}

/* Another version of the study came into force: what is shown, and would be written, goes by the old one. */
static gboolean
is_amended (PodConnection *connection, Look *look, GError **error)
{
  g_autofree char *digest = pod_pin_digest (connection, error);

  look->is_amended = digest != NULL && g_strcmp0 (digest, look->pinned) != 0;
  return digest == NULL || look->is_amended;
}

static gpointer
look_again (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  g_autoptr (PodSnapshot) snapshot = NULL;

  /* Asked first, and always: the answer is given once. */
  if (!pod_connection_changed_elsewhere (connection) && !look->must)
    return NULL;
  if (!read_account (look, connection, error) || look->state == POD_ACCOUNT_ENDED ||
      is_amended (connection, look, error) || !look->reads)
    return NULL;
  snapshot = pod_snapshot_new ();
  return read_news (snapshot, connection, look->seen, error) ? g_steal_pointer (&snapshot) : NULL;
}

/* FALSE where whoever is signed in was put out: what they may is not what they signed in for. */
static gboolean
take_account (PodTrial *self, const Look *look)
{
  gboolean is_reset = look->state == POD_ACCOUNT_RESET && !self->must_change;

  if (!look->has_account)
    return TRUE;
  if (is_reset || look->state == POD_ACCOUNT_ENDED || look->state == POD_ACCOUNT_OTHER_ROLE)
    {
      pod_trial_lock (self, pod_account_state_get_cause (look->state));
      return FALSE;
    }
  if (look->is_amended)
    {
      pod_trial_lock (self, "amended");
      return FALSE;
    }
  if (pod_delegations_are_alike (self->delegations, look->delegations))
    return TRUE;
  g_ptr_array_unref (self->delegations);
  self->delegations = g_ptr_array_ref (look->delegations);
  g_signal_emit_by_name (self, "changed", (gint64) 0);
  return TRUE;
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
  if (error != NULL || (look->has_account && look->epoch != self->epoch))
    self->must_reload = TRUE;
  else if (look->epoch == self->epoch && pod_trial_is_signed_in (self))
    {
      self->must_reload = FALSE;
      if (take_account (self, look) && snapshot != NULL)
        {
          pod_trial_take_snapshot (self, snapshot);
          g_signal_emit_by_name (self, "written");
        }
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
  *look = (Look){ .seen = self->seen,
                  .must = self->must_reload,
                  .epoch = self->epoch,
                  .user_id = self->user_id,
                  .user = g_strdup (self->user),
                  .role = pod_user_role_to_string (self->role),
                  .pinned = g_strdup (self->pinned),
                  .reads = pod_trial_may (self, POD_VERB_READ),
                  .trial = g_object_ref (self),
                  .delegations = pod_delegations_new () };
  /* Freed by the callback, on the main thread. */
  pod_database_run (self->database, POD_ACCESS_READ, look_again, look, NULL,
                    (GDestroyNotify) pod_snapshot_free, NULL, refresh_ready_cb, look);
}
