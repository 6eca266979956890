/* The SQL functions that the triggers of the audit trail call.  They are ours and live in this process: another program that
 * writes to the file has none of them, so that its writes fail unless it drops the triggers, which verification sees. */

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-store-error.h"

#define PACKET_TAG "pod-audit-packet-1"

static void
give_canon (sqlite3_context *context, PodCanon *canon)
{
  sqlite3_result_blob64 (context, canon->data, canon->len, SQLITE_TRANSIENT);
  g_byte_array_unref (canon);
}

static void
give_instant (sqlite3_context *context, PodInstant when)
{
  g_autofree char *text = pod_instant_to_string (when);

  sqlite3_result_text (context, text, -1, SQLITE_TRANSIENT);
}

static void
give_stamp (sqlite3_context *context, const PodStamp *stamp, const char *key)
{
  if (stamp == NULL)
    sqlite3_result_error (context, "nothing is written without a stamp", -1);
  else if (strcmp (key, "when") == 0)
    give_instant (context, stamp->when);
  else if (strcmp (key, "offset") == 0)
    sqlite3_result_int (context, stamp->when.offset_min);
  else if (strcmp (key, "user") == 0)
    sqlite3_result_text (context, stamp->user, -1, SQLITE_TRANSIENT);
  else if (strcmp (key, "role") == 0)
    sqlite3_result_text (context, stamp->role, -1, SQLITE_TRANSIENT);
  else if (strcmp (key, "session") == 0)
    sqlite3_result_text (context, stamp->session, -1, SQLITE_TRANSIENT);
  else
    sqlite3_result_error (context, "audit_context", -1);
}

/* audit_context (key): who and when of the running job. */
static void
context_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  PodConnection *connection = sqlite3_user_data (context);
  const char *key = (const char *) sqlite3_value_text (values[0]);

  if (g_strcmp0 (key, "redact") == 0)
    sqlite3_result_int64 (context, pod_connection_get_redact (connection));
  else if (key != NULL)
    give_stamp (context, pod_connection_get_stamp (connection), key);
}

static PodColumnKind
read_sign (const char *name)
{
  return name[0] == POD_PACKED_TYPED_SIGN    ? POD_COLUMN_TYPED
         : name[0] == POD_PACKED_SECRET_SIGN ? POD_COLUMN_SECRET
                                             : POD_COLUMN_PLAIN;
}

static gboolean
is_same (sqlite3_value *a, sqlite3_value *b)
{
  g_autoptr (GByteArray) left = g_byte_array_new ();
  g_autoptr (GByteArray) right = g_byte_array_new ();

  pod_packed_add_value (left, a);
  pod_packed_add_value (right, b);
  return left->len == right->len && memcmp (left->data, right->data, left->len) == 0;
}

/* What one call packs: the fields, and apart from them the texts that were typed. */
typedef struct
{
  PodCanon *fields;
  PodCanon *texts;
  guint8 salt[POD_PACKED_SALT_BYTES];
  gboolean has_texts;
} Packing;

static void
pack_side (Packing *packing, PodColumnKind kind, const char *name, sqlite3_value *value)
{
  pod_packed_add_kept (packing->fields, kind, name, value, packing->salt);
  if (kind == POD_COLUMN_TYPED && sqlite3_value_type (value) != SQLITE_NULL)
    {
      packing->has_texts = TRUE;
      pod_packed_add_value (packing->texts, value);
    }
}

static void
pack_column (Packing *packing, sqlite3_value **values)
{
  const char *name = (const char *) sqlite3_value_text (values[0]);

  if (name == NULL || name[0] == '\0' || is_same (values[1], values[2]))
    return;
  pod_canon_add_text (packing->fields, name + 1);
  pack_side (packing, read_sign (name), name + 1, values[1]);
  pack_side (packing, read_sign (name), name + 1, values[2]);
}

static void
pack_reason (Packing *packing, const PodStamp *stamp)
{
  g_autoptr (GByteArray) text = NULL;
  guint8 commitment[POD_PACKED_HASH_BYTES];

  if (stamp == NULL || stamp->why == NULL)
    return;
  text = g_byte_array_new ();
  pod_canon_add_text (text, stamp->why);
  pod_packed_commit_bytes (packing->salt, POD_AUDIT_WHY, text, commitment);
  pod_canon_add_text (packing->fields, POD_AUDIT_WHY);
  pod_canon_add_null (packing->fields);
  pod_packed_add_commitment (packing->fields, commitment);
  g_byte_array_append (packing->texts, text->data, text->len);
  packing->has_texts = TRUE;
}

/* audit_pack (name, old, new, …): a packet of three parts, of which audit_part() gives each. */
static void
pack_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Packing packing = { .fields = pod_canon_new (POD_PACKED_FIELDS_TAG),
                      .texts = pod_canon_new (POD_PACKED_TEXTS_TAG) };
  PodCanon *packet = pod_canon_new (PACKET_TAG);

  randombytes_buf (packing.salt, sizeof packing.salt);
  for (int i = 0; i + 2 < n; i += 3)
    pack_column (&packing, values + i);
  pack_reason (&packing, pod_connection_get_stamp (sqlite3_user_data (context)));
  pod_canon_add_bytes (packet, packing.fields->data, packing.fields->len);
  if (packing.has_texts)
    {
      pod_canon_add_bytes (packet, packing.texts->data, packing.texts->len);
      pod_canon_add_bytes (packet, packing.salt, sizeof packing.salt);
    }
  g_byte_array_unref (packing.fields);
  g_byte_array_unref (packing.texts);
  give_canon (context, packet);
}

/* audit_part (packet, n): NULL where the packet has no such part. */
static void
part_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  gconstpointer data = sqlite3_value_blob (values[0]);
  int wanted = sqlite3_value_int (values[1]);
  PodPackedReader reader;
  PodPacked part;

  if (!pod_packed_reader_init (&reader, data, (gsize) sqlite3_value_bytes (values[0]), PACKET_TAG))
    {
      sqlite3_result_error (context, "audit_part", -1);
      return;
    }
  for (int i = 0; pod_packed_reader_next (&reader, &part); i++)
    if (i == wanted)
      sqlite3_result_blob64 (context, part.bytes, part.length, SQLITE_TRANSIENT);
}

void
pod_audit_hash (sqlite3_value **values, guint8 *hash)
{
  PodCanon *canon = pod_canon_new ("pod-audit-entry-1");

  for (int i = 0; i < POD_AUDIT_N_HASHED; i++)
    pod_packed_add_value (canon, values[i]);
  crypto_generichash (hash, POD_AUDIT_HASH_BYTES, canon->data, canon->len, NULL, 0);
  g_byte_array_unref (canon);
}

static void
hash_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  guint8 hash[POD_AUDIT_HASH_BYTES];

  pod_audit_hash (values, hash);
  sqlite3_result_blob (context, hash, sizeof hash, SQLITE_TRANSIENT);
}

gboolean
pod_audit_functions_install (PodConnection *connection, GError **error)
{
  static const struct
  {
    const char *name;
    int n;
    void (*func) (sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
    { "audit_context", 1, context_cb },
    { "audit_pack", -1, pack_cb },
    { "audit_part", 2, part_cb },
    { "audit_hash", POD_AUDIT_N_HASHED, hash_cb },
  };
  sqlite3 *db = pod_connection_get_db (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      /* Innocuous: otherwise a trigger may not call them while the schema is not trusted. */
      int rc = sqlite3_create_function_v2 (db, functions[i].name, functions[i].n,
                                           SQLITE_UTF8 | SQLITE_INNOCUOUS, connection,
                                           functions[i].func, NULL, NULL, NULL);

      if (rc != SQLITE_OK)
        {
          pod_store_set_error (error, db, rc);
          return FALSE;
        }
    }
  return TRUE;
}
