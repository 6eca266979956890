/* The SQL functions that the triggers of the audit trail call.  They are ours and live in this process: another program that
 * writes to the file has none of them, so that its writes fail unless it drops the triggers, which verification sees. */

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-store-error.h"

#define PACKET_TAG "pod-audit-packet-1"

/* So many salts are drawn from the system at a time. */
#define SALTS 256

/* What the functions of one connection share: memory that is used again for every row that is written. */
typedef struct
{
  PodConnection *connection;
  PodCanon *fields;
  PodCanon *texts;
  PodCanon *packet;
  PodCanon *entry;
  guint8 salts[SALTS][POD_PACKED_SALT_BYTES];
  guint n_salts;
  /* The instant of the stamp, as text. */
  gint64 when_us;
  char *when_text;
  /* The entry that is being written. */
  gint64 sequence;
  guint8 previous[POD_AUDIT_HASH_BYTES];
} Functions;

static void
clear_functions (gpointer data)
{
  Functions *self = data;

  g_byte_array_unref (self->fields);
  g_byte_array_unref (self->texts);
  g_byte_array_unref (self->packet);
  g_byte_array_unref (self->entry);
  sodium_memzero (self->salts, sizeof self->salts);
  g_free (self->when_text);
}

/* One reference for each function that SQLite holds. */
static void
release_functions_cb (gpointer data)
{
  g_rc_box_release_full (data, clear_functions);
}

static Functions *
make_functions (PodConnection *connection)
{
  Functions *self = g_rc_box_new0 (Functions);

  self->connection = connection;
  self->fields = g_byte_array_new ();
  self->texts = g_byte_array_new ();
  self->packet = g_byte_array_new ();
  self->entry = g_byte_array_new ();
  return self;
}

static void
take_salt (Functions *self, guint8 *salt)
{
  if (self->n_salts == 0)
    {
      randombytes_buf (self->salts, sizeof self->salts);
      self->n_salts = SALTS;
    }
  self->n_salts--;
  memcpy (salt, self->salts[self->n_salts], POD_PACKED_SALT_BYTES);
  sodium_memzero (self->salts[self->n_salts], POD_PACKED_SALT_BYTES);
}

/* What lives as long as the job: no statement outlives that, so nothing is copied. */
static void
give_text (sqlite3_context *context, const char *text)
{
  sqlite3_result_text (context, text, -1, SQLITE_STATIC);
}

static void
give_instant (sqlite3_context *context, Functions *self, PodInstant when)
{
  if (self->when_text == NULL || self->when_us != when.utc_us)
    {
      g_free (self->when_text);
      self->when_text = pod_instant_to_string (when);
      self->when_us = when.utc_us;
    }
  give_text (context, self->when_text);
}

static void
give_stamp (sqlite3_context *context, Functions *self, const char *key)
{
  const PodStamp *stamp = pod_connection_get_stamp (self->connection);

  if (stamp == NULL)
    sqlite3_result_error (context, "nothing is written without a stamp", -1);
  else if (strcmp (key, "when") == 0)
    give_instant (context, self, stamp->when);
  else if (strcmp (key, "offset") == 0)
    sqlite3_result_int (context, stamp->when.offset_min);
  else if (strcmp (key, "user") == 0)
    give_text (context, stamp->user);
  else if (strcmp (key, "role") == 0)
    give_text (context, stamp->role);
  else if (strcmp (key, "session") == 0)
    give_text (context, stamp->session);
  else
    sqlite3_result_error (context, "audit_context", -1);
}

/* audit_context (key): who and when of the running job. */
static void
context_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Functions *self = sqlite3_user_data (context);
  const char *key = (const char *) sqlite3_value_text (values[0]);

  if (g_strcmp0 (key, "redact") == 0)
    sqlite3_result_int64 (context, pod_connection_get_redact (self->connection));
  else if (key != NULL)
    give_stamp (context, self, key);
}

/* The end of the chain, as the running transaction sees it: nothing is remembered from one entry to the next that a rollback could
 * make wrong. */
static gboolean
read_end (Functions *self, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (self->connection, POD_AUDIT_LAST, error);
  GError *local = NULL;
  gconstpointer hash;
  gsize length;

  if (statement == NULL)
    return FALSE;
  self->sequence = 1;
  memset (self->previous, 0, sizeof self->previous);
  if (pod_statement_step (statement, &local))
    {
      self->sequence = pod_statement_get_int (statement, 0) + 1;
      hash = pod_statement_get_bytes (statement, 1, &length);
      /* A damaged file may hold none: then the link is wrong, and verification names both. */
      memcpy (self->previous, hash ? hash : "", MIN (length, sizeof self->previous));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* audit_link (key): "next" reads the end of the chain and begins an entry; "seq" and "prev" are that entry's. */
static void
link_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Functions *self = sqlite3_user_data (context);
  const char *key = (const char *) sqlite3_value_text (values[0]);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (key, "next") == 0)
    {
      if (!read_end (self, &error))
        sqlite3_result_error (context, error->message, -1);
    }
  else if (g_strcmp0 (key, "seq") == 0)
    sqlite3_result_int64 (context, self->sequence);
  else
    sqlite3_result_blob (context, self->previous, sizeof self->previous, SQLITE_TRANSIENT);
}

static PodColumnKind
read_sign (const char *name)
{
  return name[0] == POD_PACKED_TYPED_SIGN    ? POD_COLUMN_TYPED
         : name[0] == POD_PACKED_SECRET_SIGN ? POD_COLUMN_SECRET
                                             : POD_COLUMN_PLAIN;
}

/* What one call packs: the fields, and apart from them the texts that were typed. */
typedef struct
{
  PodCanon *fields;
  PodCanon *texts;
  guint8 salt[POD_PACKED_SALT_BYTES];
  gboolean has_texts;
} Packing;

/* The text that was added last stands in the texts from @start on; among the fields there is a commitment to it. */
static void
commit_text (Packing *packing, const char *name, guint start)
{
  PodPacked text = { .whole = packing->texts->data + start,
                     .whole_length = packing->texts->len - start };
  guint8 commitment[POD_PACKED_HASH_BYTES];

  pod_packed_commit (packing->salt, name, strlen (name), &text, commitment);
  pod_packed_add_commitment (packing->fields, commitment);
  packing->has_texts = TRUE;
}

static void
pack_side (Packing *packing, PodColumnKind kind, const char *name, sqlite3_value *value)
{
  guint start = packing->texts->len;

  if (kind == POD_COLUMN_SECRET)
    pod_packed_add_secret (packing->fields, value);
  else if (kind == POD_COLUMN_PLAIN || sqlite3_value_type (value) == SQLITE_NULL)
    pod_packed_add_value (packing->fields, value);
  else
    {
      pod_packed_add_value (packing->texts, value);
      commit_text (packing, name, start);
    }
}

static void
pack_column (Packing *packing, sqlite3_value **values)
{
  const char *name = (const char *) sqlite3_value_text (values[0]);

  if (name == NULL || name[0] == '\0' || pod_packed_is_same (values[1], values[2]))
    return;
  pod_canon_add_text (packing->fields, name + 1);
  pack_side (packing, read_sign (name), name + 1, values[1]);
  pack_side (packing, read_sign (name), name + 1, values[2]);
}

static void
pack_reason (Packing *packing, const PodStamp *stamp)
{
  guint start = packing->texts->len;

  if (stamp == NULL || stamp->why == NULL)
    return;
  pod_canon_add_text (packing->fields, POD_AUDIT_WHY);
  pod_canon_add_null (packing->fields);
  pod_canon_add_text (packing->texts, stamp->why);
  commit_text (packing, POD_AUDIT_WHY, start);
}

static void
pack_boot (Packing *packing, const PodStamp *stamp)
{
  if (stamp == NULL || stamp->when.boot_us == 0)
    return;
  pod_canon_add_text (packing->fields, POD_AUDIT_BOOT);
  pod_canon_add_null (packing->fields);
  pod_canon_add_int (packing->fields, stamp->when.boot_us);
}

/* audit_pack (name, old, new, …): a packet of three parts, of which audit_part() gives each. */
static void
pack_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Functions *self = sqlite3_user_data (context);
  Packing packing = { .fields = self->fields, .texts = self->texts };

  pod_canon_start (self->fields, POD_PACKED_FIELDS_TAG);
  pod_canon_start (self->texts, POD_PACKED_TEXTS_TAG);
  pod_canon_start (self->packet, PACKET_TAG);
  take_salt (self, packing.salt);
  for (int i = 0; i + 2 < n; i += 3)
    pack_column (&packing, values + i);
  pack_reason (&packing, pod_connection_get_stamp (self->connection));
  pack_boot (&packing, pod_connection_get_stamp (self->connection));
  pod_canon_add_bytes (self->packet, self->fields->data, self->fields->len);
  if (packing.has_texts)
    {
      pod_canon_add_bytes (self->packet, self->texts->data, self->texts->len);
      pod_canon_add_bytes (self->packet, packing.salt, sizeof packing.salt);
    }
  sqlite3_result_blob64 (context, self->packet->data, self->packet->len, SQLITE_TRANSIENT);
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
pod_audit_hash (PodCanon *canon, sqlite3_value **values, guint8 *hash)
{
  pod_canon_start (canon, "pod-audit-entry-1");
  for (int i = 0; i < POD_AUDIT_N_HASHED; i++)
    pod_packed_add_value (canon, values[i]);
  crypto_generichash (hash, POD_AUDIT_HASH_BYTES, canon->data, canon->len, NULL, 0);
}

static void
hash_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  Functions *self = sqlite3_user_data (context);
  guint8 hash[POD_AUDIT_HASH_BYTES];

  pod_audit_hash (self->entry, values, hash);
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
    { "audit_link", 1, link_cb },
    { "audit_pack", -1, pack_cb },
    { "audit_part", 2, part_cb },
    { "audit_hash", POD_AUDIT_N_HASHED, hash_cb },
  };
  sqlite3 *db = pod_connection_get_db (connection);
  Functions *self = make_functions (connection);
  int rc = SQLITE_OK;

  for (gsize i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS (functions); i++)
    /* Innocuous: otherwise a trigger may not call them while the schema is not trusted. */
    rc = sqlite3_create_function_v2 (db, functions[i].name, functions[i].n,
                                     SQLITE_UTF8 | SQLITE_INNOCUOUS, g_rc_box_acquire (self),
                                     functions[i].func, NULL, NULL, release_functions_cb);
  release_functions_cb (self);
  if (rc != SQLITE_OK)
    pod_store_set_error (error, db, rc);
  return rc == SQLITE_OK;
}
