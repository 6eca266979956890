/* The keys of a vault.  They lie in locked memory that cannot even be read between uses. */

#include <string.h>

#include "pod-vault-private.h"

G_STATIC_ASSERT (POD_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (POD_KEY_BYTES == crypto_kdf_KEYBYTES);
G_STATIC_ASSERT (POD_KEY_BYTES == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (POD_KEY_BYTES == crypto_box_SEEDBYTES);

static gint n_vaults;

guint
pod_vault_count (void)
{
  return (guint) g_atomic_int_get (&n_vaults);
}

gboolean
pod_vault_memory_is_locked (void)
{
  static gsize probed = 0;

  if (g_once_init_enter (&probed))
    {
      guint8 page[4096];
      gboolean locked = sodium_mlock (page, sizeof page) == 0;

      if (locked)
        sodium_munlock (page, sizeof page);
      g_once_init_leave (&probed, locked ? 2 : 1);
    }
  return probed == 2;
}

const PodVaultKeys *
pod_vault_begin (PodVault *self)
{
  g_mutex_lock (&self->lock);
  sodium_mprotect_readonly (self->keys);
  return self->keys;
}

static PodVaultKeys *
begin_writing (PodVault *self)
{
  g_mutex_lock (&self->lock);
  sodium_mprotect_readwrite (self->keys);
  return self->keys;
}

void
pod_vault_end (PodVault *self)
{
  sodium_mprotect_noaccess (self->keys);
  g_mutex_unlock (&self->lock);
}

static PodVault *
allocate_vault (void)
{
  PodVault *self = g_new0 (PodVault, 1);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self->keys = sodium_malloc (sizeof (PodVaultKeys));
  if (self->keys == NULL)
    g_error ("No memory for the keys of the vault");
  memset (self->keys, 0, sizeof (PodVaultKeys));
  g_mutex_init (&self->lock);
  g_atomic_int_inc (&n_vaults);
  return self;
}

void
pod_vault_free (PodVault *vault)
{
  if (vault == NULL)
    return;
  /* Wipes it, and makes it writable for that. */
  sodium_free (vault->keys);
  g_mutex_clear (&vault->lock);
  g_free (vault);
  g_atomic_int_add (&n_vaults, -1);
}

static void
derive_data (PodVaultKeys *keys)
{
  crypto_kdf_derive_from_key (keys->seal, POD_KEY_BYTES, 1, "podseal1", keys->data);
  crypto_kdf_derive_from_key (keys->index, POD_KEY_BYTES, 2, "podindex", keys->data);
}

static void
derive_person (PodVault *self, PodVaultKeys *keys)
{
  guint8 *seed = sodium_malloc (POD_KEY_BYTES);

  if (seed == NULL)
    g_error ("No memory for the keys of the vault");
  crypto_kdf_derive_from_key (seed, POD_KEY_BYTES, 1, "podsign1", keys->secret);
  crypto_sign_seed_keypair (self->signing_key, keys->sign, seed);
  crypto_kdf_derive_from_key (seed, POD_KEY_BYTES, 2, "podbox_1", keys->secret);
  crypto_box_seed_keypair (self->box_key, keys->box, seed);
  sodium_free (seed);
  self->has_person = TRUE;
}

PodVault *
pod_vault_new_person (void)
{
  PodVault *self = allocate_vault ();
  PodVaultKeys *keys = begin_writing (self);

  randombytes_buf (keys->secret, POD_KEY_BYTES);
  derive_person (self, keys);
  pod_vault_end (self);
  return self;
}

PodVault *
pod_vault_new_from_secret (const guint8 *secret)
{
  PodVault *self = allocate_vault ();
  PodVaultKeys *keys = begin_writing (self);

  memcpy (keys->secret, secret, POD_KEY_BYTES);
  derive_person (self, keys);
  pod_vault_end (self);
  return self;
}

static void
draw_data (PodVault *self, gint64 version)
{
  PodVaultKeys *keys = begin_writing (self);

  randombytes_buf (keys->data, POD_KEY_BYTES);
  derive_data (keys);
  self->version = version;
  pod_vault_end (self);
}

PodVault *
pod_vault_new (void)
{
  PodVault *self = pod_vault_new_person ();

  draw_data (self, 1);
  return self;
}

PodVault *
pod_vault_renew (PodVault *self)
{
  PodVault *next = pod_vault_new_from_secret (pod_vault_begin (self)->secret);

  next->user = self->user;
  pod_vault_end (self);
  draw_data (next, self->version + 1);
  return next;
}

static void
set_data (PodVault *self, const guint8 *data, gint64 version)
{
  PodVaultKeys *keys = begin_writing (self);

  memcpy (keys->data, data, POD_KEY_BYTES);
  derive_data (keys);
  self->version = version;
  pod_vault_end (self);
}

PodVault *
pod_vault_new_from_data (const guint8 *data)
{
  PodVault *self = allocate_vault ();

  set_data (self, data, 1);
  return self;
}

PodVault *
pod_vault_new_from_box_seed (const guint8 *seed)
{
  PodVault *self = allocate_vault ();
  PodVaultKeys *keys = begin_writing (self);

  crypto_box_seed_keypair (self->box_key, keys->box, seed);
  pod_vault_end (self);
  return self;
}

void
pod_vault_copy_data (PodVault *self, PodVault *from)
{
  set_data (self, pod_vault_begin (from)->data, from->version);
  pod_vault_end (from);
}

GBytes *
pod_vault_grant (PodVault *self, const guint8 *box_key)
{
  gsize length = POD_KEY_BYTES + crypto_box_SEALBYTES;
  guint8 *sealed;
  int rc;

  if (!pod_vault_has_data (self))
    return NULL;
  sealed = g_malloc (length);
  rc = crypto_box_seal (sealed, pod_vault_begin (self)->data, POD_KEY_BYTES, box_key);
  pod_vault_end (self);
  if (rc == 0)
    return g_bytes_new_take (sealed, length);
  g_free (sealed);
  return NULL;
}

gboolean
pod_vault_unbox (PodVault *self, gconstpointer sealed, gsize length, guint8 *plain)
{
  int rc;

  if (sealed == NULL || length < crypto_box_SEALBYTES)
    return FALSE;
  rc = crypto_box_seal_open (plain, sealed, length, self->box_key, pod_vault_begin (self)->box);
  pod_vault_end (self);
  return rc == 0;
}

gboolean
pod_vault_accept (PodVault *self, gconstpointer sealed, gsize length, gint64 version)
{
  guint8 *data;
  gboolean opened;

  if (length != POD_KEY_BYTES + crypto_box_SEALBYTES)
    return FALSE;
  data = sodium_malloc (POD_KEY_BYTES);
  opened = data != NULL && pod_vault_unbox (self, sealed, length, data);
  if (opened)
    set_data (self, data, version);
  sodium_free (data);
  return opened;
}

gboolean
pod_vault_has_data (PodVault *self)
{
  return self != NULL && self->version > 0;
}

gint64
pod_vault_get_version (PodVault *self)
{
  return self->version;
}

const guint8 *
pod_vault_get_signing_key (PodVault *self)
{
  return self != NULL && self->has_person ? self->signing_key : NULL;
}

gboolean
pod_vault_sign (PodVault *self, gconstpointer data, gsize length, guint8 *signature)
{
  if (self == NULL || !self->has_person)
    return FALSE;
  crypto_sign_detached (signature, NULL, data, length, pod_vault_begin (self)->sign);
  pod_vault_end (self);
  return TRUE;
}

gboolean
pod_vault_check_signature (const guint8 *key,
                           gconstpointer data,
                           gsize length,
                           const guint8 *signature)
{
  return crypto_sign_verify_detached (signature, data, length, key) == 0;
}
