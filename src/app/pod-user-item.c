#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-user-item.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

struct _PodUserItem
{
  GObject parent_instance;

  PodUser *user;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_FULL_NAME,
  PROP_ROLE,
  PROP_STATE,
  PROP_STATE_ICON,
  PROP_NAMES,
  PROP_LAST_SIGN_IN,
  PROP_DELEGATED,
  PROP_GRANTED,
  PROP_CREATED,
  PROP_REVOKED,
  N_PROPS,
};

static const char *const names[N_PROPS] = { NULL,        "name",       "full-name", "role",
                                            "state",     "state-icon", "names",     "last-sign-in",
                                            "delegated", "granted",    "created",   "revoked" };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodUserItem, pod_user_item, G_TYPE_OBJECT)

/* ---- words ---- */

char *
pod_user_time_to_words (const char *instant)
{
  g_autoptr (GDateTime) utc = instant != NULL ? g_date_time_new_from_iso8601 (instant, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  PodInstant local_instant;

  if (local == NULL)
    return g_strdup ("–");
  local_instant.utc_us = g_date_time_to_unix (local) * G_USEC_PER_SEC;
  local_instant.offset_min = (int) (g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE);
  return pod_instant_to_words (local_instant);
}

char *
pod_user_at_to_words (const char *by, const char *instant)
{
  g_autofree char *when = pod_user_time_to_words (instant);

  /* Translators: a user's name, then the day and time at which they saved. */
  return g_strdup_printf (_ ("%s (%s)"), by, when);
}

char *
pod_user_deed_to_words (const char *instant, const char *by)
{
  g_autofree char *time = pod_user_time_to_words (instant);

  if (instant == NULL || by == NULL)
    return g_steal_pointer (&time);
  /* Translators: when, and the user name of whoever did it. */
  return g_strdup_printf (_ ("%s, by %s"), time, by);
}

char *
pod_delegation_to_words (const PodDelegation *delegation)
{
  g_autofree char *start = pod_date_to_words (delegation->start);
  g_autofree char *stop = pod_date_to_words (delegation->stop);

  if (!pod_date_is_set (delegation->stop))
    return g_strdup_printf (_ ("from %s"), start);
  return g_strdup_printf (_ ("from %s until %s"), start, stop);
}

/* Short, for a column; the dates in full stand in the account. */
static char *
list_delegations (const PodUser *user)
{
  const PodDelegation *delegation;
  g_autofree char *stop = NULL;

  if (user->delegations == NULL || user->delegations->len == 0)
    return g_strdup ("–");
  delegation = g_ptr_array_index (user->delegations, 0);
  if (!pod_date_is_set (delegation->stop))
    return g_strdup (_ ("signing"));
  stop = pod_date_to_words (delegation->stop);
  return g_strdup_printf (_ ("signing until %s"), stop);
}

const char *
pod_user_state_to_icon (PodUserState state)
{
  switch (state)
    {
    case POD_USER_ACTIVE:
      return "emblem-ok-symbolic";
    case POD_USER_NEW:
      return "dialog-password-symbolic";
    case POD_USER_WAITING:
      return "preferences-system-time-symbolic";
    case POD_USER_LOCKED:
      return "system-lock-screen-symbolic";
    case POD_USER_REVOKED:
    default:
      return "action-unavailable-symbolic";
    }
}

static char *
describe (const PodUser *user, guint id)
{
  switch (id)
    {
    case PROP_NAME:
      return g_strdup (user->name);
    case PROP_FULL_NAME:
      return g_strdup (user->full_name != NULL ? user->full_name : "–");
    case PROP_ROLE:
      return g_strdup (pod_user_role_to_words (user->role));
    case PROP_STATE:
      return g_strdup (pod_user_state_to_words (user->state));
    case PROP_STATE_ICON:
      return g_strdup (pod_user_state_to_icon (user->state));
    case PROP_NAMES:
      return g_strdup (user->has_key ? _ ("yes") : _ ("no"));
    case PROP_LAST_SIGN_IN:
      return user->last_sign_in != NULL ? pod_user_time_to_words (user->last_sign_in)
                                        : g_strdup (_ ("never"));
    case PROP_DELEGATED:
      return list_delegations (user);
    case PROP_GRANTED:
      return pod_user_deed_to_words (user->role_since, user->role_by);
    case PROP_CREATED:
      return pod_user_deed_to_words (user->created, user->created_by);
    case PROP_REVOKED:
    default:
      return pod_user_deed_to_words (user->revoked, user->revoked_by);
    }
}

static void
pod_user_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_take_string (value, describe (POD_USER_ITEM (object)->user, id));
}

static void
pod_user_item_finalize (GObject *object)
{
  pod_user_free (POD_USER_ITEM (object)->user);
  G_OBJECT_CLASS (pod_user_item_parent_class)->finalize (object);
}

static void
pod_user_item_class_init (PodUserItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_user_item_get_property;
  object_class->finalize = pod_user_item_finalize;
  for (guint i = PROP_NAME; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_user_item_init (PodUserItem *self)
{
}

PodUserItem *
pod_user_item_new (PodUser *user)
{
  PodUserItem *self = g_object_new (POD_TYPE_USER_ITEM, NULL);

  self->user = user;
  return self;
}

const PodUser *
pod_user_item_get_user (PodUserItem *self)
{
  return self->user;
}

PodUser *
pod_user_find (PodTrial *trial, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, error);

  for (guint i = 0; users != NULL && i < users->len; i++)
    if (((PodUser *) g_ptr_array_index (users, i))->id == id)
      return g_ptr_array_steal_index (users, i);
  return NULL;
}
