/* The keys of the vault: one data key, from which one key for sealing and one for the blind index are derived.  They lie in
 * locked memory that cannot even be read between uses. */

#include <string.h>

#include "pod-canon.h"
#include "pod-vault-private.h"

#define KEY_BYTES 32
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
/* The length of a sealed name shows only how many such blocks it takes. */
#define PADDING 64
#define INDEX_BYTES 32

G_STATIC_ASSERT (KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (KEY_BYTES == crypto_kdf_KEYBYTES);

typedef struct
{
  guint8 data[KEY_BYTES];
  guint8 seal[KEY_BYTES];
  guint8 index[KEY_BYTES];
} Keys;

struct _PodVault
{
  Keys *keys;
};

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

static PodVault *
allocate_vault (void)
{
  PodVault *self = g_new0 (PodVault, 1);

  self->keys = sodium_malloc (sizeof (Keys));
  if (self->keys == NULL)
    g_error ("No memory for the keys of the vault");
  return self;
}

static void
derive_keys (PodVault *self)
{
  crypto_kdf_derive_from_key (self->keys->seal, KEY_BYTES, 1, "podseal1", self->keys->data);
  crypto_kdf_derive_from_key (self->keys->index, KEY_BYTES, 2, "podindex", self->keys->data);
  sodium_mprotect_noaccess (self->keys);
}

PodVault *
pod_vault_new (void)
{
  PodVault *self = allocate_vault ();

  randombytes_buf (self->keys->data, KEY_BYTES);
  derive_keys (self);
  return self;
}

void
pod_vault_free (PodVault *vault)
{
  if (vault == NULL)
    return;
  /* Wipes it, and makes it writable for that. */
  sodium_free (vault->keys);
  g_free (vault);
}

static GByteArray *
make_slot_data (const PodSlotCost *cost)
{
  PodCanon *canon = pod_canon_new ("pod-slot-1");

  pod_canon_add_text (canon, cost->user);
  pod_canon_add_int (canon, POD_VAULT_KEY_VERSION);
  pod_canon_add_int (canon, (gint64) cost->ops);
  pod_canon_add_int (canon, (gint64) cost->mem);
  return canon;
}

static guint8 *
derive_password_key (const PodSlotCost *cost, const char *password)
{
  guint8 *key = sodium_malloc (KEY_BYTES);

  if (key != NULL && crypto_pwhash (key, KEY_BYTES, password, strlen (password), cost->salt,
                                    cost->ops, cost->mem, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free (key);
  return NULL;
}

gboolean
pod_vault_wrap (PodVault *self, const PodSlotCost *cost, const char *password, guint8 *wrapped)
{
  guint8 *key = derive_password_key (cost, password);
  g_autoptr (GByteArray) data = make_slot_data (cost);

  if (key == NULL)
    return FALSE;
  randombytes_buf (wrapped, NONCE_BYTES);
  sodium_mprotect_readonly (self->keys);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped + NONCE_BYTES, NULL, self->keys->data,
                                              KEY_BYTES, data->data, data->len, NULL, wrapped, key);
  sodium_mprotect_noaccess (self->keys);
  sodium_free (key);
  return TRUE;
}

PodVault *
pod_vault_unwrap (const PodSlotCost *cost, const char *password, const guint8 *wrapped)
{
  guint8 *key = derive_password_key (cost, password);
  g_autoptr (GByteArray) data = make_slot_data (cost);
  PodVault *self;
  int rc;

  if (key == NULL)
    return NULL;
  self = allocate_vault ();
  rc = crypto_aead_xchacha20poly1305_ietf_decrypt (self->keys->data, NULL, NULL,
                                                   wrapped + NONCE_BYTES,
                                                   POD_SLOT_BYTES - NONCE_BYTES, data->data,
                                                   data->len, wrapped, key);
  sodium_free (key);
  if (rc == 0)
    {
      derive_keys (self);
      return self;
    }
  pod_vault_free (self);
  return NULL;
}

static GByteArray *
make_field_data (const char *uuid, const char *column)
{
  PodCanon *canon = pod_canon_new ("pod-person-1");

  pod_canon_add_text (canon, uuid);
  pod_canon_add_text (canon, column);
  pod_canon_add_int (canon, POD_VAULT_KEY_VERSION);
  return canon;
}

GBytes *
pod_vault_seal (PodVault *self, const char *uuid, const char *column, const char *text)
{
  gsize length = text ? strlen (text) : 0;
  gsize padded_length = (length / PADDING + 1) * PADDING;
  gsize sealed_length = NONCE_BYTES + padded_length + TAG_BYTES;
  g_autoptr (GByteArray) data = NULL;
  guint8 *padded, *sealed;

  if (text == NULL)
    return NULL;
  data = make_field_data (uuid, column);
  padded = g_malloc0 (padded_length);
  sealed = g_malloc (sealed_length);
  memcpy (padded, text, length);
  sodium_pad (NULL, padded, length, PADDING, padded_length);
  randombytes_buf (sealed, NONCE_BYTES);
  sodium_mprotect_readonly (self->keys);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES, NULL, padded, padded_length,
                                              data->data, data->len, NULL, sealed,
                                              self->keys->seal);
  sodium_mprotect_noaccess (self->keys);
  sodium_memzero (padded, padded_length);
  g_free (padded);
  return g_bytes_new_take (sealed, sealed_length);
}

static gboolean
decrypt_field (PodVault *self,
               GByteArray *context,
               const guint8 *sealed,
               gsize length,
               guint8 *plain)
{
  int rc;

  sodium_mprotect_readonly (self->keys);
  rc = crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, sealed + NONCE_BYTES,
                                                   length - NONCE_BYTES, context->data,
                                                   context->len, sealed, self->keys->seal);
  sodium_mprotect_noaccess (self->keys);
  return rc == 0;
}

gboolean
pod_vault_open (PodVault *self,
                const char *uuid,
                const char *column,
                gconstpointer data,
                gsize length,
                char **text)
{
  g_autoptr (GByteArray) context = NULL;
  gsize plain_length, unpadded;
  guint8 *plain;

  *text = NULL;
  if (data == NULL)
    return TRUE;
  if (length < NONCE_BYTES + TAG_BYTES + PADDING)
    return FALSE;
  context = make_field_data (uuid, column);
  plain_length = length - NONCE_BYTES - TAG_BYTES;
  plain = g_malloc0 (plain_length + 1);
  if (decrypt_field (self, context, data, length, plain) &&
      sodium_unpad (&unpadded, plain, plain_length, PADDING) == 0)
    {
      *text = g_strndup ((const char *) plain, unpadded);
    }
  sodium_memzero (plain, plain_length);
  g_free (plain);
  return *text != NULL;
}

/* Full-width digits, small letters, blanks and hyphens are ways to write the same number. */
static char *
simplify_number (const char *number)
{
  char *composed = g_utf8_normalize (number, -1, G_NORMALIZE_ALL_COMPOSE);
  char *upper = composed ? g_utf8_strup (composed, -1) : NULL;
  GString *plain;

  /* Not UTF-8: as it stands. */
  if (upper == NULL)
    return g_strdup (number);
  /* Long enough from the start, so that no piece of it is left behind by a reallocation. */
  plain = g_string_sized_new (strlen (upper) + 1);
  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_ispunct (c))
        g_string_append_unichar (plain, c);
    }
  pod_vault_free_text (composed);
  pod_vault_free_text (upper);
  return g_string_free (plain, FALSE);
}

GBytes *
pod_vault_index (PodVault *self, const char *column, const char *number)
{
  g_autofree char *plain = number ? simplify_number (number) : NULL;
  PodCanon *canon;
  guint8 *hash;

  if (plain == NULL || plain[0] == '\0')
    return NULL;
  canon = pod_canon_new ("pod-index-1");
  hash = g_malloc (INDEX_BYTES);
  pod_canon_add_text (canon, column);
  pod_canon_add_text (canon, plain);
  sodium_mprotect_readonly (self->keys);
  crypto_generichash (hash, INDEX_BYTES, canon->data, canon->len, self->keys->index, KEY_BYTES);
  sodium_mprotect_noaccess (self->keys);
  sodium_memzero (canon->data, canon->len);
  g_byte_array_unref (canon);
  sodium_memzero (plain, strlen (plain));
  return g_bytes_new_take (hash, INDEX_BYTES);
}

void
pod_vault_free_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}
