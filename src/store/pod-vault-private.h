#pragma once

#include <sodium.h>

#include "pod-vault.h"

G_BEGIN_DECLS

/* Private to the room: the keys, and what is done with them. */

#define POD_VAULT_KEY_VERSION 1

/* For tests alone: the least that Argon2id can do, for the slots and hashes made from now on and as the floor for those that are opened.
 * Nothing but a test may call it; there is no setting and no variable that does. */
void pod_vault_set_test_cost (void);

/* What new slots cost, and the floor under which one is taken for tampered with. */
guint64 pod_vault_get_ops (void);
gsize pod_vault_get_mem (void);

/* A vault with a new random key. */
PodVault *pod_vault_new (void);

/* The key under the password.  @context binds the slot to its user and its cost. */
typedef struct
{
  const char *user;
  guint64 ops;
  gsize mem;
  guint8 salt[crypto_pwhash_SALTBYTES];
} PodSlotCost;

#define POD_SLOT_BYTES                                                                             \
  (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + 32 + crypto_aead_xchacha20poly1305_ietf_ABYTES)

/* FALSE where the memory for Argon2id is not to be had. */
gboolean
pod_vault_wrap (PodVault *self, const PodSlotCost *cost, const char *password, guint8 *wrapped);
/* NULL where the password is not the one, or the slot was altered. */
PodVault *pod_vault_unwrap (const PodSlotCost *cost, const char *password, const guint8 *wrapped);

/* NULL stays NULL.  @uuid and @column are bound to it: a sealed field opens nowhere else. */
GBytes *pod_vault_seal (PodVault *self, const char *uuid, const char *column, const char *text);
/* Sets *text (transfer full, NULL for NULL); FALSE where it does not open. */
gboolean pod_vault_open (PodVault *self,
                         const char *uuid,
                         const char *column,
                         gconstpointer data,
                         gsize length,
                         char **text);
/* A keyed hash of the number in its plainest spelling; NULL for none. */
GBytes *pod_vault_index (PodVault *self, const char *column, const char *number);

/* Wiped before it is freed. */
void pod_vault_free_text (char *text);

G_END_DECLS
