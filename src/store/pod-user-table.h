#pragma once

#include "pod-account.h"

G_BEGIN_DECLS

/* Accounts and delegations as they are stored.  Who may write them is the service's to say. */

/**
 * PodStoredUser:
 * Borrowed for the length of the call.  @full_name, @organisation: (nullable).
 * Instants are RFC 3339 UTC out of the audit trail, NULL where it never happened; @..._by: who did it.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *full_name;
  const char *organisation;
  const char *role;
  gboolean active;
  gboolean must_change;
  gboolean has_grant;
} PodStoredUser;

typedef void (*PodStoredUserFunc) (gpointer data, const PodStoredUser *user);
gboolean pod_user_table_read (PodConnection *connection,
                              PodStoredUserFunc func,
                              gpointer data,
                              GError **error);

/* How the account that somebody signed in to stands now. */
typedef enum
{
  POD_ACCOUNT_IN_FORCE,
  POD_ACCOUNT_ENDED,
  POD_ACCOUNT_OTHER_ROLE,
  POD_ACCOUNT_RESET, /* a password that somebody else chose */
} PodAccountState;

gboolean pod_user_table_read_state (PodConnection *connection,
                                    const char *name,
                                    const char *role,
                                    PodAccountState *state,
                                    GError **error);

/* A new account; its credential is put with it.  Returns its id, 0 on error: CONSTRAINT where the name was ever used.  Notes ACCOUNT. */
gint64 pod_user_table_add (PodConnection *connection,
                           const PodStoredUser *user,
                           PodCredential *credential,
                           GError **error);
gboolean
pod_user_table_set_role (PodConnection *connection, gint64 user, const char *role, GError **error);
gboolean pod_user_table_set_must_change (PodConnection *connection,
                                         gint64 user,
                                         gboolean must_change,
                                         GError **error);
/* Ends it for ever: no slot, no hash, no grant. */
gboolean pod_user_table_revoke (PodConnection *connection, gint64 user, GError **error);

/* ---- what the trail says of an account ---- */

/**
 * PodUserPast:
 * @failures: when attempts failed in a row, since the last signing in or unlocking, newest first (element-type utf8)
 * @since_sign_in: attempts that failed or were refused since the last signing in
 * @last_failure: of those that failed; NULL for none
 */
typedef struct
{
  GPtrArray *failures;
  guint since_sign_in;
  char *last_failure;
  char *last_sign_in;
} PodUserPast;

void pod_user_past_clear (PodUserPast *past);
gboolean pod_user_past_read (PodConnection *connection,
                             const char *name,
                             gint64 id,
                             PodUserPast *past,
                             GError **error);
/* When and by whom a column of the account last got its value: "role", "active"; for "name" when it was made.  Both NULL where never. */
gboolean pod_user_table_find_change (PodConnection *connection,
                                     gint64 user,
                                     const char *column,
                                     char **when,
                                     char **by,
                                     GError **error);
/* Names of the accounts (element-type utf8) with an entry of @action since the sign-in before the last of @name. */
GPtrArray *pod_user_table_list_since_sign_in (PodConnection *connection,
                                              const char *name,
                                              const char *action,
                                              GError **error);

/* ---- delegations ---- */

typedef void (*PodStoredDelegationFunc) (gpointer data,
                                         gint64 id,
                                         const char *task,
                                         const char *start,
                                         const char *stop);
/* Those in force or to come, by start; @stop is NULL while open. */
gboolean pod_delegation_table_read (PodConnection *connection,
                                    gint64 user,
                                    PodStoredDelegationFunc func,
                                    gpointer data,
                                    GError **error);
gboolean pod_delegation_table_add (PodConnection *connection,
                                   gint64 user,
                                   const char *task,
                                   const char *start,
                                   const char *stop,
                                   GError **error);
gboolean pod_delegation_table_end (PodConnection *connection, gint64 id, GError **error);

G_END_DECLS
