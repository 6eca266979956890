#pragma once

#include <sodium.h>

#include "pod-vault.h"

G_BEGIN_DECLS

/* Private to the room: the keys, and what is done with them. */

/* For tests alone: the least that Argon2id can do, for the slots and hashes made from now on and as the floor for those that are opened.
 * Nothing but a test may call it; there is no setting and no variable that does. */
void pod_vault_set_test_cost (void);
/* For tests alone: how many vaults are in memory. */
guint pod_vault_count (void);

/* What new slots cost, and the floor under which one is taken for tampered with. */
guint64 pod_vault_get_ops (void);
gsize pod_vault_get_mem (void);

#define POD_KEY_BYTES 32

/*
 * Two things lie in a vault, and either may be missing: the person's own keys (from a secret that their password opens: one pair for
 * signing, one to which things are sealed), and the data key, with the two that are derived from it.
 */
typedef struct
{
  guint8 data[POD_KEY_BYTES];
  guint8 seal[POD_KEY_BYTES];
  guint8 index[POD_KEY_BYTES];
  guint8 secret[POD_KEY_BYTES];
  guint8 sign[crypto_sign_SECRETKEYBYTES];
  guint8 box[crypto_box_SECRETKEYBYTES];
} PodVaultKeys;

/* @lock: the database thread and a worker may use it at once, and the memory is made readable for each use */
struct _PodVault
{
  GMutex lock;
  PodVaultKeys *keys;
  gint64 user;    /* whose it is; 0 for nobody's */
  gint64 version; /* of the data key; 0 for none */
  gboolean has_person;
  guint8 signing_key[crypto_sign_PUBLICKEYBYTES];
  guint8 box_key[crypto_box_PUBLICKEYBYTES];
};

/* Between these two the keys can be read. */
const PodVaultKeys *pod_vault_begin (PodVault *self);
void pod_vault_end (PodVault *self);

/* A person's keys, drawn anew or from their secret of POD_KEY_BYTES; no data key. */
PodVault *pod_vault_new_person (void);
PodVault *pod_vault_new_from_secret (const guint8 *secret);
/* The same, and a new data key of version 1. */
PodVault *pod_vault_new (void);
/* The same person with a new data key, of the next version. */
PodVault *pod_vault_renew (PodVault *self);
/* A data key alone, as the slots of schema 1 hold it. */
PodVault *pod_vault_new_from_data (const guint8 *data);
/* A box key alone, as the recovery key gives it. */
PodVault *pod_vault_new_from_box_seed (const guint8 *seed);

/* The data key of @from, too. */
void pod_vault_copy_data (PodVault *self, PodVault *from);
/* The data key, sealed to the holder of @box_key; NULL where there is none, or the key is no key. */
GBytes *pod_vault_grant (PodVault *self, const guint8 *box_key);
/* Takes the data key out of what was sealed to this person; FALSE where it was not. */
gboolean pod_vault_accept (PodVault *self, gconstpointer sealed, gsize length, gint64 version);
/* Opens what was sealed to this person with crypto_box_seal(): @plain is crypto_box_SEALBYTES shorter. */
gboolean pod_vault_unbox (PodVault *self, gconstpointer sealed, gsize length, guint8 *plain);

/* ---- slots: what a password opens (pod-vault-slot.c) ---- */

/* The context binds a slot to its user's name and its cost. */
typedef struct
{
  const char *user;
  guint64 ops;
  gsize mem;
  guint8 salt[crypto_pwhash_SALTBYTES];
} PodSlotCost;

#define POD_SLOT_BYTES                                                                             \
  (crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + POD_KEY_BYTES +                                  \
   crypto_aead_xchacha20poly1305_ietf_ABYTES)

/* A hostile file must not make Argon2id eat the machine, nor make it cheap. */
gboolean pod_slot_is_known_cost (const PodSlotCost *cost);
/* Argon2id: a key of POD_KEY_BYTES from sodium_malloc(); NULL where the memory is not to be had. */
guint8 *pod_slot_derive (const PodSlotCost *cost, const char *password);
/* The person's secret under that key. */
void pod_slot_wrap (PodVault *self, const guint8 *key, const PodSlotCost *cost, guint8 *wrapped);
/* NULL where the key is not the one, or the slot was altered. */
PodVault *pod_slot_unwrap (const guint8 *key, const PodSlotCost *cost, const guint8 *wrapped);
/* A slot of schema 1 held the data key itself. */
PodVault *pod_slot_unwrap_old (const guint8 *key, const PodSlotCost *cost, const guint8 *wrapped);
/* Both in one, for who has a slot and a password but no database (a backup's opener). */
PodVault *pod_vault_unwrap (const PodSlotCost *cost, const char *password, const guint8 *wrapped);

/* ---- the recovery key (pod-recovery-key.c) ---- */

/* Draws one: its text in groups (see pod-trial-users.h), wipe before freeing; *vault has its box key alone. */
char *pod_recovery_key_draw (PodVault **vault);
/* Small letters, blanks and missing hyphens are forgiven; NULL where it is not one, or has a slip of the pen in it. */
PodVault *pod_recovery_key_read (const char *text);

/* ---- fields (pod-vault-seal.c) ---- */

/* 128 random bits, in hexadecimal digits: what a row's seals are bound to. */
char *pod_vault_make_uuid (void);
/* NULL stays NULL.  @uuid and @column are bound to it: a sealed field opens nowhere else.  The version of the key, too: the row says
 * it (pod_vault_get_version()).  Call pod_vault_keep_up() in the same job before. */
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

G_END_DECLS
