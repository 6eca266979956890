#include "pod-packed.h"

#include <sodium.h>
#include <string.h>

#include "pod-quantity.h"

#define HEADER 9

gboolean
pod_packed_reader_next (PodPackedReader *reader, PodPacked *value)
{
  guint64 size;

  if (reader->length < HEADER)
    return FALSE;
  memcpy (&size, reader->data + 1, sizeof size);
  size = GUINT64_FROM_LE (size);
  if (size > reader->length - HEADER)
    return FALSE;
  value->type = (char) reader->data[0];
  value->bytes = reader->data + HEADER;
  value->length = (gsize) size;
  value->whole = reader->data;
  value->whole_length = HEADER + (gsize) size;
  reader->data += value->whole_length;
  reader->length -= value->whole_length;
  return TRUE;
}

gboolean
pod_packed_reader_init (PodPackedReader *reader, gconstpointer data, gsize length, const char *tag)
{
  PodPacked first;

  reader->data = data;
  reader->length = data ? length : 0;
  return pod_packed_reader_next (reader, &first) && first.type == '#' &&
         first.length == strlen (tag) && memcmp (first.bytes, tag, first.length) == 0;
}

static void
append_raw (PodCanon *canon, char type, gconstpointer data, gsize length)
{
  guint64 size = GUINT64_TO_LE ((guint64) length);

  g_byte_array_append (canon, (const guint8 *) &type, 1);
  g_byte_array_append (canon, (const guint8 *) &size, sizeof size);
  if (length > 0)
    g_byte_array_append (canon, data, (guint) length);
}

void
pod_packed_add_value (PodCanon *canon, sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      pod_canon_add_int (canon, sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      pod_canon_add_real (canon, sqlite3_value_double (value));
      break;
    case SQLITE_TEXT:
      {
        /* By length: a text of another program may hold a NUL. */
        const guchar *text = sqlite3_value_text (value);

        append_raw (canon, 'T', text, (gsize) sqlite3_value_bytes (value));
        break;
      }
    case SQLITE_BLOB:
      {
        gconstpointer blob = sqlite3_value_blob (value);

        append_raw (canon, 'B', blob, (gsize) sqlite3_value_bytes (value));
        break;
      }
    default:
      pod_canon_add_null (canon);
    }
}

/* @key is the salt, or NULL. */
static void
hash_canon (PodCanon *canon, const guint8 *key, guint8 *hash)
{
  crypto_generichash (hash, POD_PACKED_HASH_BYTES, canon->data, canon->len, key,
                      key ? POD_PACKED_SALT_BYTES : 0);
}

void
pod_packed_commit (const guint8 *salt, const char *name, const PodPacked *text, guint8 *commitment)
{
  PodCanon *canon = pod_canon_new ("pod-audit-text-1");

  pod_canon_add_text (canon, name);
  g_byte_array_append (canon, text->whole, (guint) text->whole_length);
  hash_canon (canon, salt, commitment);
  g_byte_array_unref (canon);
}

static void
add_hash (PodCanon *canon, sqlite3_value *value)
{
  PodCanon *secret = pod_canon_new ("pod-audit-secret-1");
  guint8 hash[POD_PACKED_HASH_BYTES];

  pod_packed_add_value (secret, value);
  hash_canon (secret, NULL, hash);
  append_raw (canon, 'H', hash, sizeof hash);
  sodium_memzero (secret->data, secret->len);
  g_byte_array_unref (secret);
}

void
pod_packed_commit_bytes (const guint8 *salt,
                         const char *name,
                         const GByteArray *text,
                         guint8 *commitment)
{
  PodPacked packed = { .whole = text->data, .whole_length = text->len };

  pod_packed_commit (salt, name, &packed, commitment);
}

void
pod_packed_add_commitment (PodCanon *canon, const guint8 *commitment)
{
  append_raw (canon, 'C', commitment, POD_PACKED_HASH_BYTES);
}

static void
add_commitment (PodCanon *canon, const char *name, sqlite3_value *value, const guint8 *salt)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 commitment[POD_PACKED_HASH_BYTES];

  pod_packed_add_value (plain, value);
  pod_packed_commit_bytes (salt, name, plain, commitment);
  pod_packed_add_commitment (canon, commitment);
}

void
pod_packed_add_kept (PodCanon *canon,
                     PodColumnKind kind,
                     const char *name,
                     sqlite3_value *value,
                     const guint8 *salt)
{
  if (kind == POD_COLUMN_PLAIN || sqlite3_value_type (value) == SQLITE_NULL)
    pod_packed_add_value (canon, value);
  else if (kind == POD_COLUMN_SECRET)
    add_hash (canon, value);
  else
    add_commitment (canon, name, value, salt);
}

static guint64
read_bits (const PodPacked *value)
{
  guint64 bits = 0;

  memcpy (&bits, value->bytes, MIN (value->length, sizeof bits));
  return GUINT64_FROM_LE (bits);
}

char *
pod_packed_to_string (const PodPacked *value)
{
  guint64 bits;
  double real;

  switch (value->type)
    {
    case 'N':
      return NULL;
    case 'I':
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) read_bits (value));
    case 'R':
      bits = read_bits (value);
      memcpy (&real, &bits, sizeof real);
      return pod_decimal_to_string (real);
    case 'T':
      return g_utf8_make_valid ((const char *) value->bytes, (gssize) value->length);
    default:
      return g_strdup ("…");
    }
}
