#pragma once

#include "pod-trial-users.h"

G_BEGIN_DECLS

/**
 * PodUserItem:
 *
 * One account as a row of a list.  Read-only properties, all strings, never NULL: "name", "full-name", "role", "state", "state-icon",
 * "names" (whether they see names), "last-sign-in", "delegated", "granted" (role since when, by whom), "created", "revoked".
 */
#define POD_TYPE_USER_ITEM (pod_user_item_get_type ())
G_DECLARE_FINAL_TYPE (PodUserItem, pod_user_item, POD, USER_ITEM, GObject)

/* Takes @user. */
PodUserItem *pod_user_item_new (PodUser *user);
/* As it was when the list was read. */
const PodUser *pod_user_item_get_user (PodUserItem *self);

/* A local "23 Nov 2026, 12:00" of an RFC 3339 instant; "–" where it is NULL.  Free with g_free(). */
char *pod_user_time_to_words (const char *instant);
/* "pi (23 Nov 2026, 12:00)".  Free with g_free(). */
char *pod_user_at_to_words (const char *by, const char *instant);
/* "23 Nov 2026, 12:00, by pi"; "–" where @instant is NULL. */
char *pod_user_deed_to_words (const char *instant, const char *by);
/* "from 2026-11-23 until 2027-01-31". */
char *pod_delegation_to_words (const PodDelegation *delegation);
const char *pod_user_state_to_icon (PodUserState state);
/* (nullable): the account of that id; transfer full. */
PodUser *pod_user_find (PodTrial *trial, gint64 id, GError **error);

G_END_DECLS
