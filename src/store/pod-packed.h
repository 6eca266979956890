#pragma once

#include <sqlite3.h>

#include "pod-canon.h"
#include "pod-schema.h"

G_BEGIN_DECLS

/*
 * Private to the room: the packed form of an audit entry's fields.  It is the canonical encoding of core, read back; to its types it
 * adds 'C', a salted commitment to a text, and 'H', a hash of bytes that the trail does not keep.
 */

/* Before a column's name in the arguments of audit_pack(). */
#define POD_PACKED_TYPED_SIGN '~'
#define POD_PACKED_SECRET_SIGN '#'

#define POD_PACKED_FIELDS_TAG "pod-audit-fields-1"
#define POD_PACKED_TEXTS_TAG "pod-audit-texts-1"
#define POD_PACKED_HASH_BYTES 32
#define POD_PACKED_SALT_BYTES 16

/* One value with its type byte and length; @whole is the same with both, fit for comparing. */
typedef struct
{
  char type;
  const guint8 *bytes;
  gsize length;
  const guint8 *whole;
  gsize whole_length;
} PodPacked;

typedef struct
{
  const guint8 *data;
  gsize length;
} PodPackedReader;

/* FALSE where the bytes are not packed, or the tag is another. */
gboolean
pod_packed_reader_init (PodPackedReader *reader, gconstpointer data, gsize length, const char *tag);
/* FALSE at the end, and where the rest is not packed: then length is not 0. */
gboolean pod_packed_reader_next (PodPackedReader *reader, PodPacked *value);

/* As stored: an empty text differs from NULL, and a NUL inside a text is kept. */
void pod_packed_add_value (PodCanon *canon, sqlite3_value *value);
/* Whether both would be packed as the same bytes. */
gboolean pod_packed_is_same (sqlite3_value *a, sqlite3_value *b);
/* The hash of the stored bytes; NULL stays NULL. */
void pod_packed_add_secret (PodCanon *canon, sqlite3_value *value);
/* BLAKE2b-256, keyed by the salt, over name and packed text. */
void pod_packed_commit (const guint8 *salt,
                        const char *name,
                        gsize name_length,
                        const PodPacked *text,
                        guint8 *commitment);
void pod_packed_add_commitment (PodCanon *canon, const guint8 *commitment);

/* Of an integer. */
gint64 pod_packed_to_int (const PodPacked *value);
/* A value as words for the record's history; NULL for NULL. */
char *pod_packed_to_string (const PodPacked *value);

G_END_DECLS
