/* The list of accounts, which is also the user-access review: what is stored of each, and what the trail says of it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-key-grant.h"
#include "pod-trial-private.h"

static void
delegation_free (gpointer data)
{
  PodDelegation *delegation = data;

  g_free (delegation->task);
  g_free (delegation);
}

GPtrArray *
pod_delegations_new (void)
{
  return g_ptr_array_new_with_free_func (delegation_free);
}

/* A delegation is given or withdrawn, never edited. */
gboolean
pod_delegations_are_alike (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (((PodDelegation *) g_ptr_array_index (a, i))->id !=
        ((PodDelegation *) g_ptr_array_index (b, i))->id)
      return FALSE;
  return a->len == b->len;
}

void
pod_delegation_collect (gpointer delegations,
                        gint64 id,
                        const char *task,
                        const char *start,
                        const char *stop)
{
  PodDelegation *delegation = g_new0 (PodDelegation, 1);

  delegation->id = id;
  delegation->task = g_strdup (task);
  delegation->start = POD_DATE_NONE;
  delegation->stop = POD_DATE_NONE;
  if (start != NULL)
    pod_date_parse (start, &delegation->start);
  if (stop != NULL)
    pod_date_parse (stop, &delegation->stop);
  g_ptr_array_add (delegations, delegation);
}

void
pod_user_free (PodUser *user)
{
  if (user == NULL)
    return;
  g_free (user->name);
  g_free (user->full_name);
  g_free (user->organisation);
  g_free (user->locked_until);
  g_free (user->created);
  g_free (user->created_by);
  g_free (user->role_since);
  g_free (user->role_by);
  g_free (user->revoked);
  g_free (user->revoked_by);
  g_free (user->last_sign_in);
  g_ptr_array_unref (user->delegations);
  g_free (user);
}

const char *
pod_user_state_to_words (PodUserState state)
{
  switch (state)
    {
    case POD_USER_ACTIVE:
      return C_ ("account", "active");
    case POD_USER_NEW:
      return C_ ("account", "has to choose a password");
    case POD_USER_WAITING:
      return C_ ("account", "waits for confirmation");
    case POD_USER_LOCKED:
      return C_ ("account", "locked out");
    case POD_USER_REVOKED:
    default:
      return C_ ("account", "ended");
    }
}

/* What the row says; the rest is asked once all rows are read. */
static void
add_user (gpointer data, const PodStoredUser *stored)
{
  PodUser *user = g_new0 (PodUser, 1);

  user->id = stored->id;
  user->name = g_strdup (stored->name);
  user->full_name = g_strdup (stored->full_name);
  user->organisation = g_strdup (stored->organisation);
  user->role = POD_USER_MONITOR;
  pod_user_role_from_string (stored->role, &user->role);
  user->has_key = stored->has_grant;
  user->state = !stored->active       ? POD_USER_REVOKED
                : stored->must_change ? POD_USER_NEW
                                      : POD_USER_ACTIVE;
  user->delegations = pod_delegations_new ();
  g_ptr_array_add (data, user);
}

static gboolean
add_past (PodConnection *connection, PodUser *user, PodInstant now, GError **error)
{
  PodUserPast past;
  PodInstant until;

  if (!pod_user_past_read (connection, user->name, user->id, &past, error))
    return FALSE;
  user->failures = past.since_sign_in;
  user->last_sign_in = g_steal_pointer (&past.last_sign_in);
  if (user->state != POD_USER_REVOKED && pod_lock_out_is_on (&past, now, &until))
    {
      user->state = POD_USER_LOCKED;
      user->locked_until = pod_instant_to_string (until);
    }
  pod_user_past_clear (&past);
  return TRUE;
}

static gboolean
add_changes (PodConnection *connection, PodUser *user, GError **error)
{
  if (!pod_user_table_find_change (connection, user->id, "name", &user->created, &user->created_by,
                                   error) ||
      !pod_user_table_find_change (connection, user->id, "role", &user->role_since, &user->role_by,
                                   error))
    return FALSE;
  return user->state != POD_USER_REVOKED ||
         pod_user_table_find_change (connection, user->id, "active", &user->revoked,
                                     &user->revoked_by, error);
}

static gboolean
add_confirmation (PodConnection *connection, PodUser *user, GError **error)
{
  gboolean is;

  if (!pod_key_grant_is_endorsed (connection, user->id, &is, error))
    return FALSE;
  user->has_key = user->has_key && is;
  if (user->state == POD_USER_ACTIVE && !user->has_key &&
      pod_role_may (user->role, POD_VERB_SEE_IDENTITY))
    user->state = POD_USER_WAITING;
  return TRUE;
}

static gpointer
list_users (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PodInstant *now = data;
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_user_free);

  if (!pod_user_table_read (connection, add_user, users, error))
    return NULL;
  for (guint i = 0; i < users->len; i++)
    {
      PodUser *user = g_ptr_array_index (users, i);

      if (!add_past (connection, user, *now, error) || !add_changes (connection, user, error) ||
          !add_confirmation (connection, user, error) ||
          !pod_delegation_table_read (connection, user->id, pod_delegation_collect,
                                      user->delegations, error))
        return NULL;
    }
  return g_steal_pointer (&users);
}

GPtrArray *
pod_trial_list_users (PodTrial *self, GError **error)
{
  PodInstant now = pod_clock_now (&self->clock);

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error))
    return NULL;
  return pod_database_call (self->database, POD_ACCESS_READ, list_users, &now,
                            (GDestroyNotify) g_ptr_array_unref, NULL, error);
}

static gpointer
list_lock_outs (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_user_table_list_since_sign_in (connection, data, "LOCKOUT", error);
}

GPtrArray *
pod_trial_list_lock_outs (PodTrial *self, GError **error)
{
  if (!pod_trial_is_signed_in (self) || self->role != POD_USER_PI)
    return g_ptr_array_new_with_free_func (g_free);
  return pod_database_call (self->database, POD_ACCESS_READ, list_lock_outs, self->user,
                            (GDestroyNotify) g_ptr_array_unref, NULL, error);
}
