/* Fields of a person, sealed under the data key, and the blind index that finds them again. */

#include <string.h>

#include "pod-canon.h"
#include "pod-vault-private.h"

#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
/* The length of a sealed name shows only how many such blocks it takes. */
#define PADDING 64
#define INDEX_BYTES 32

static GByteArray *
make_field_data (PodVault *self, const char *uuid, const char *column)
{
  PodCanon *canon = pod_canon_new ("pod-person-1");

  pod_canon_add_text (canon, uuid);
  pod_canon_add_text (canon, column);
  pod_canon_add_int (canon, self->version);
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

  if (text == NULL || !pod_vault_has_data (self))
    return NULL;
  data = make_field_data (self, uuid, column);
  padded = g_malloc0 (padded_length);
  sealed = g_malloc (sealed_length);
  memcpy (padded, text, length);
  sodium_pad (NULL, padded, length, PADDING, padded_length);
  randombytes_buf (sealed, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_BYTES, NULL, padded, padded_length,
                                              data->data, data->len, NULL, sealed,
                                              pod_vault_begin (self)->seal);
  pod_vault_end (self);
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

  rc = crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, sealed + NONCE_BYTES,
                                                   length - NONCE_BYTES, context->data,
                                                   context->len, sealed,
                                                   pod_vault_begin (self)->seal);
  pod_vault_end (self);
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
  if (!pod_vault_has_data (self) || length < NONCE_BYTES + TAG_BYTES + PADDING)
    return FALSE;
  context = make_field_data (self, uuid, column);
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

char *
pod_vault_simplify_number (const char *number)
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

      /* To GLib symbols are punctuation, too, and so a minus is. */
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
  g_autofree char *plain = number ? pod_vault_simplify_number (number) : NULL;
  PodCanon *canon;
  guint8 *hash;

  if (plain == NULL || plain[0] == '\0' || !pod_vault_has_data (self))
    return NULL;
  canon = pod_canon_new ("pod-index-1");
  hash = g_malloc (INDEX_BYTES);
  pod_canon_add_text (canon, column);
  pod_canon_add_text (canon, plain);
  crypto_generichash (hash, INDEX_BYTES, canon->data, canon->len, pod_vault_begin (self)->index,
                      POD_KEY_BYTES);
  pod_vault_end (self);
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

char *
pod_vault_make_uuid (void)
{
  guint8 bytes[16];
  char hex[sizeof bytes * 2 + 1];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  return g_strdup (hex);
}
