#include "pod-packed.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#include "pod-quantity.h"

gboolean
pod_packed_reader_next (PodPackedReader *reader, PodPacked *value)
{
  guint64 size;

  if (reader->length < POD_CANON_HEADER)
    return FALSE;
  memcpy (&size, reader->data + 1, sizeof size);
  size = GUINT64_FROM_LE (size);
  if (size > reader->length - POD_CANON_HEADER)
    return FALSE;
  value->type = (char) reader->data[0];
  value->bytes = reader->data + POD_CANON_HEADER;
  value->length = (gsize) size;
  value->whole = reader->data;
  value->whole_length = POD_CANON_HEADER + (gsize) size;
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
        /* By length: a text of another program may hold a NUL.  As it is stored, which asks for no memory. */
        gconstpointer text = sqlite3_value_blob (value);

        pod_canon_add_field (canon, 'T', text, (gsize) sqlite3_value_bytes (value));
        break;
      }
    case SQLITE_BLOB:
      {
        gconstpointer blob = sqlite3_value_blob (value);

        pod_canon_add_field (canon, 'B', blob, (gsize) sqlite3_value_bytes (value));
        break;
      }
    default:
      pod_canon_add_null (canon);
    }
}

static gboolean
is_same_bytes (sqlite3_value *a, sqlite3_value *b)
{
  gconstpointer left = sqlite3_value_blob (a);
  gconstpointer right = sqlite3_value_blob (b);
  int length = sqlite3_value_bytes (a);

  return length == sqlite3_value_bytes (b) &&
         (length == 0 || memcmp (left, right, (gsize) length) == 0);
}

/* Reals as they are packed: one zero and one NaN. */
static gboolean
is_same_real (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

gboolean
pod_packed_is_same (sqlite3_value *a, sqlite3_value *b)
{
  int type = sqlite3_value_type (a);

  if (type != sqlite3_value_type (b))
    return FALSE;
  switch (type)
    {
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
      return sqlite3_value_int64 (a) == sqlite3_value_int64 (b);
    case SQLITE_FLOAT:
      return is_same_real (sqlite3_value_double (a), sqlite3_value_double (b));
    default:
      return is_same_bytes (a, b);
    }
}

/* A canon is hashed as it comes: nothing is put together in memory first. */
static void
hash_header (crypto_generichash_state *state, char type, gsize length)
{
  guint8 header[POD_CANON_HEADER] = { (guint8) type };
  guint64 size = GUINT64_TO_LE ((guint64) length);

  memcpy (header + 1, &size, sizeof size);
  crypto_generichash_update (state, header, sizeof header);
}

static void
hash_field (crypto_generichash_state *state, char type, const char *text, gsize length)
{
  hash_header (state, type, length);
  crypto_generichash_update (state, (const guint8 *) text, length);
}

void
pod_packed_commit (const guint8 *salt,
                   const char *name,
                   gsize name_length,
                   const PodPacked *text,
                   guint8 *commitment)
{
  static const char tag[] = "pod-audit-text-1";
  crypto_generichash_state state;

  crypto_generichash_init (&state, salt, POD_PACKED_SALT_BYTES, POD_PACKED_HASH_BYTES);
  hash_field (&state, '#', tag, sizeof tag - 1);
  hash_field (&state, 'T', name, name_length);
  crypto_generichash_update (&state, text->whole, text->whole_length);
  crypto_generichash_final (&state, commitment, POD_PACKED_HASH_BYTES);
}

void
pod_packed_add_commitment (PodCanon *canon, const guint8 *commitment)
{
  pod_canon_add_field (canon, 'C', commitment, POD_PACKED_HASH_BYTES);
}

void
pod_packed_add_secret (PodCanon *canon, sqlite3_value *value)
{
  g_autoptr (GByteArray) secret = NULL;
  guint8 hash[POD_PACKED_HASH_BYTES];

  if (sqlite3_value_type (value) == SQLITE_NULL)
    {
      pod_canon_add_null (canon);
      return;
    }
  secret = pod_canon_new ("pod-audit-secret-1");
  pod_packed_add_value (secret, value);
  crypto_generichash (hash, sizeof hash, secret->data, secret->len, NULL, 0);
  pod_canon_add_field (canon, 'H', hash, sizeof hash);
  sodium_memzero (secret->data, secret->len);
}

static guint64
read_bits (const PodPacked *value)
{
  guint64 bits = 0;

  memcpy (&bits, value->bytes, MIN (value->length, sizeof bits));
  return GUINT64_FROM_LE (bits);
}

gint64
pod_packed_to_int (const PodPacked *value)
{
  return (gint64) read_bits (value);
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
