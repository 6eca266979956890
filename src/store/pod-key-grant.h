#pragma once

#include "pod-account.h"

G_BEGIN_DECLS

/*
 * Who holds the data key: it is sealed to each holder's public key, and the granter signs who the holder is (name, role and keys).  The
 * chain of those signatures ends at the root, a PI whose key stands in the setting "vault.root"; so a role, a name or a key that somebody
 * wrote into the file by another program is not believed, and the next data key is not sealed to it.
 */

/* The one role whose signature makes a holder, as the service names it. */
#define POD_ROLE_GRANTER "pi"

/* Whether the chain of signatures of @user's grant holds up to the root.  FALSE as the result means an error. */
gboolean
pod_key_grant_is_endorsed (PodConnection *connection, gint64 user, gboolean *is, GError **error);
/* Whether @user is the only PI who can open the data key and give it on: the others have none, or chose no password of their own yet. */
gboolean
pod_key_grant_is_last (PodConnection *connection, gint64 user, gboolean *is_last, GError **error);
/* Gives @user, whose keys stand in their row, the data key, and signs it.  LOCKED where @granter has no data key or no keys of their
 * own, or @user has none. */
gboolean
pod_key_grant_put (PodConnection *connection, PodVault *granter, gint64 user, GError **error);
/* Takes it away; nothing where there is none.  What the holder may have kept is another matter: pod_vault_rotate(). */
gboolean pod_key_grant_withdraw (PodConnection *connection, gint64 user, GError **error);
/* The grants (gint64 ids) that are in force and endorsed, of accounts in force and of the recovery key. */
GArray *pod_key_grant_list (PodConnection *connection, GError **error);
/* Makes @granter the root and the endorser of these @grants, sealing to each the data key that @granter has. */
gboolean pod_key_grant_take_over (PodConnection *connection,
                                  PodVault *granter,
                                  const GArray *grants,
                                  GError **error);

/* ---- the recovery key ---- */

/* Makes a new one and returns its text: wipe it before freeing.  It is pending until it is confirmed, and until then the one that was
 * confirmed before stays valid beside it; a pending one of before does not. LOCKED. Notes RECOVERY_KEY. */
char *pod_key_grant_make_recovery (PodConnection *connection, PodVault *granter, GError **error);
/* Somebody has @recovery_key, the pending one, on paper: it alone is valid from then on.  PASSWORD where it is not the pending one.
 * Notes RECOVERY_KEPT. */
gboolean pod_key_grant_confirm_recovery (PodConnection *connection,
                                         const char *recovery_key,
                                         GError **error);
gboolean pod_key_grant_is_recovery_pending (PodConnection *connection);
gboolean pod_key_grant_has_recovery (PodConnection *connection);
/* A vault with the data key, but nobody's.  PASSWORD where it is not the recovery key. */
PodVault *
pod_key_grant_recover (PodConnection *connection, const char *recovery_key, GError **error);

/* Gives @user, who must be a granter by role, the keys of @credential and the data key out of the recovery key; they endorse all other
 * holders from then on.  PASSWORD where it is not the recovery key.  Notes RECOVERY. */
gboolean pod_key_grant_recover_for (PodConnection *connection,
                                    const char *recovery_key,
                                    gint64 user,
                                    PodCredential *credential,
                                    GError **error);

/* ---- changing the data key ---- */

/* Draws a new data key, seals every field of a person and every draft under it, gives it to those who hold the old one by right, and
 * makes @granter their endorser.  @granter itself is left as it is, since the job may yet fail: pod_vault_keep_up() brings it up.  Notes
 * ROTATE.  What somebody has altered so that it does not open stays as it is. */
gboolean pod_vault_rotate (PodConnection *connection, PodVault *granter, GError **error);

G_END_DECLS
