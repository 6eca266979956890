/* Slots: a person's secret under a key that Argon2id makes of their password. */

#include <string.h>

#include "pod-canon.h"
#include "pod-vault-private.h"

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

#define MOST_OPS 10
#define MOST_MEM (G_GINT64_CONSTANT (1) << 30)

/* RFC 9106, section 4, second choice: t = 3, m = 64 MiB (with p = 4 there; libsodium has p = 1). */
static guint64 least_ops = 3;
static gsize least_mem = 64 << 20;

void
pod_vault_set_test_cost (void)
{
  least_ops = crypto_pwhash_OPSLIMIT_MIN;
  least_mem = crypto_pwhash_MEMLIMIT_MIN;
}

guint64
pod_vault_get_ops (void)
{
  return least_ops;
}

gsize
pod_vault_get_mem (void)
{
  return least_mem;
}

gboolean
pod_slot_is_known_cost (const PodSlotCost *cost)
{
  return cost->ops >= least_ops && cost->ops <= MOST_OPS && cost->mem >= least_mem &&
         cost->mem <= MOST_MEM;
}

guint8 *
pod_slot_derive (const PodSlotCost *cost, const char *password)
{
  guint8 *key = sodium_malloc (POD_KEY_BYTES);

  if (key != NULL && crypto_pwhash (key, POD_KEY_BYTES, password, strlen (password), cost->salt,
                                    cost->ops, cost->mem, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free (key);
  return NULL;
}

static GByteArray *
make_context (const PodSlotCost *cost)
{
  PodCanon *canon = pod_canon_new ("pod-slot-2");

  pod_canon_add_text (canon, cost->user);
  pod_canon_add_int (canon, (gint64) cost->ops);
  pod_canon_add_int (canon, (gint64) cost->mem);
  return canon;
}

static GByteArray *
make_old_context (const PodSlotCost *cost)
{
  PodCanon *canon = pod_canon_new ("pod-slot-1");

  pod_canon_add_text (canon, cost->user);
  pod_canon_add_int (canon, 1);
  pod_canon_add_int (canon, (gint64) cost->ops);
  pod_canon_add_int (canon, (gint64) cost->mem);
  return canon;
}

void
pod_slot_wrap (PodVault *self, const guint8 *key, const PodSlotCost *cost, guint8 *wrapped)
{
  g_autoptr (GByteArray) context = make_context (cost);

  randombytes_buf (wrapped, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped + NONCE_BYTES, NULL,
                                              pod_vault_begin (self)->secret, POD_KEY_BYTES,
                                              context->data, context->len, NULL, wrapped, key);
  pod_vault_end (self);
}

/* What was wrapped, in memory from sodium_malloc(); NULL where it does not open. */
static guint8 *
unwrap (const guint8 *key, const GByteArray *context, const guint8 *wrapped)
{
  guint8 *plain = sodium_malloc (POD_KEY_BYTES);

  if (plain != NULL &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, wrapped + NONCE_BYTES,
                                                  POD_SLOT_BYTES - NONCE_BYTES, context->data,
                                                  context->len, wrapped, key) == 0)
    return plain;
  sodium_free (plain);
  return NULL;
}

PodVault *
pod_slot_unwrap (const guint8 *key, const PodSlotCost *cost, const guint8 *wrapped)
{
  g_autoptr (GByteArray) context = make_context (cost);
  guint8 *secret = unwrap (key, context, wrapped);
  PodVault *vault = secret != NULL ? pod_vault_new_from_secret (secret) : NULL;

  sodium_free (secret);
  return vault;
}

PodVault *
pod_slot_unwrap_old (const guint8 *key, const PodSlotCost *cost, const guint8 *wrapped)
{
  g_autoptr (GByteArray) context = make_old_context (cost);
  guint8 *data = unwrap (key, context, wrapped);
  PodVault *vault = data != NULL ? pod_vault_new_from_data (data) : NULL;

  sodium_free (data);
  return vault;
}

PodVault *
pod_vault_unwrap (const PodSlotCost *cost, const char *password, const guint8 *wrapped)
{
  guint8 *key = pod_slot_is_known_cost (cost) ? pod_slot_derive (cost, password) : NULL;
  PodVault *vault = key != NULL ? pod_slot_unwrap (key, cost, wrapped) : NULL;

  sodium_free (key);
  return vault;
}
