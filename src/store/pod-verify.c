/* The one verb that says whether the file is what this program wrote: the chain link by link, the commitments, the tables against
 * the replayed trail, the schema against this program's own, SQLite's check of its pages and references, and a head kept elsewhere.
 *
 * A reader blocks a writer, and this reads everything: so it reads in slices, each in a transaction of its own, between which
 * others write.  Whatever they wrote is in the trail, and each slice first catches up with that; what they changed behind its back is
 * compared once more at the end.  Only SQLite's own check, which knows no slices, takes one longer transaction. */

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "pod-connection-private.h"
#include "pod-noted-heads.h"
#include "pod-replay.h"
#include "pod-signature-table.h"
#include "pod-statement.h"
#include "pod-store-error.h"

/* Well under the 50 ms that a transaction may last, since its last step may take some time. */
#define SLICE_US 20000
/* Of the whole work; the rest is comparing and SQLite's own check. */
#define SHARE_OF_CHAIN 0.6
#define SHARE_OF_REPLAY 0.8
/* Of SQLite's cache while it checks its indexes: 16 MiB, in KiB, as it says it itself. */
#define CACHE_OF_CHECK (-16384)

/* After the hashed columns: */
enum
{
  HASH = POD_AUDIT_N_HASHED,
  TEXTS,
  SALT,
};
/* Among them, in the order of POD_AUDIT_HASHED: */
enum
{
  SEQ = 0,
  ACTION = 6,
  TABLE = 7,
  ROW = 8,
  FIELDS = 9,
  PREV = 10,
};

typedef struct
{
  PodConnection *connection;
  PodVerification *result;
  PodReplay *replay;
  gint64 anchor_sequence;
  char anchor_hash[POD_AUDIT_HASH_BYTES * 2 + 1];
  gboolean anchor_found;
  /* What the chain says of the entry before: its hash as stored and as worked out. */
  gint64 expected;
  /* The least number that an entry not yet read can have. */
  gint64 next;
  gboolean at_end;
  guint8 stored[POD_AUDIT_HASH_BYTES];
  guint8 computed[POD_AUDIT_HASH_BYTES];
  /* For putting one entry after another together. */
  PodCanon *canon;
  /* Entries without their texts, until an entry REDACT accounts for them. */
  GHashTable *unaccounted;
  GPtrArray *noted;
} Verify;

static void
free_fault (gpointer data)
{
  PodAuditFault *fault = data;

  g_free (fault->what);
  g_free (fault->table);
  g_free (fault->row);
  g_free (fault->field);
  g_free (fault);
}

void
pod_verification_free (PodVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->head);
  g_free (verification->old_copy);
  g_clear_pointer (&verification->faults, g_ptr_array_unref);
  g_free (verification);
}

static void
add_entry_fault (Verify *self, const char *what, gint64 sequence, const char *field)
{
  pod_fault_add_row (self->result->faults, what, "audit", sequence, field);
}

static void
check_link (Verify *self, PodStatement *statement, gint64 sequence)
{
  sqlite3_value *values[POD_AUDIT_N_HASHED];
  gconstpointer hash;
  gsize length;

  if (sequence != self->expected + 1)
    add_entry_fault (self, "sequence", self->expected + 1, NULL);
  /* Either will do: where they differ, the entry before has been named. */
  if (!pod_statement_is_bytes (statement, PREV, self->stored, POD_AUDIT_HASH_BYTES) &&
      !pod_statement_is_bytes (statement, PREV, self->computed, POD_AUDIT_HASH_BYTES))
    add_entry_fault (self, "chain", sequence, "prev");
  for (int i = 0; i < POD_AUDIT_N_HASHED; i++)
    values[i] = pod_statement_get_value (statement, i);
  pod_audit_hash (self->canon, values, self->computed);
  if (!pod_statement_is_bytes (statement, HASH, self->computed, POD_AUDIT_HASH_BYTES))
    add_entry_fault (self, "chain", sequence, NULL);
  hash = pod_statement_get_bytes (statement, HASH, &length);
  memset (self->stored, 0, sizeof self->stored);
  memcpy (self->stored, hash ? hash : "", MIN (length, sizeof self->stored));
  self->expected = sequence;
}

/* The head of the chain as it was at the anchor's number. */
static void
check_anchor (Verify *self, gint64 sequence)
{
  char hex[sizeof self->anchor_hash];

  if (sequence != self->anchor_sequence)
    return;
  sodium_bin2hex (hex, sizeof hex, self->computed, sizeof self->computed);
  self->anchor_found = g_ascii_strcasecmp (hex, self->anchor_hash) == 0;
}

static void
check_fields (Verify *self, PodStatement *statement, gint64 sequence)
{
  const char *action = pod_statement_get_text (statement, ACTION);
  const char *table = pod_statement_get_text (statement, TABLE);
  gint64 row = pod_statement_get_int (statement, ROW);
  PodAuditFields fields;
  PodPacked name, old_value, new_value;

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, FIELDS),
                         pod_statement_get_value (statement, TEXTS),
                         pod_statement_get_value (statement, SALT));
  if (g_strcmp0 (action, "I") == 0 || g_strcmp0 (action, "U") == 0)
    pod_replay_apply (self->replay, action, table, row, &fields, self->result->faults);
  while (pod_audit_fields_next_packed (&fields, &name, &old_value, &new_value))
    if (table == NULL)
      pod_noted_heads_add (self->noted, sequence, &new_value);
  if (!pod_audit_fields_finish (&fields))
    add_entry_fault (self, "commitment", sequence, NULL);
  if (fields.is_redacted)
    g_hash_table_add (self->unaccounted, g_memdup2 (&sequence, sizeof sequence));
  if (g_strcmp0 (action, "REDACT") == 0)
    g_hash_table_remove (self->unaccounted, &row);
}

static PodStatement *
prepare_entries (Verify *self, GError **error)
{
  return pod_statement_new (self->connection,
                            "SELECT " POD_AUDIT_HASHED
                            ", hash, texts, salt FROM audit WHERE seq >= :next ORDER BY seq",
                            error);
}

static void
tell_progress (PodProgressFunc progress, gpointer data, double fraction)
{
  if (progress != NULL)
    progress (fraction, data);
}

static void
check_entry (Verify *self, PodStatement *statement)
{
  gint64 sequence = pod_statement_get_int (statement, SEQ);

  check_link (self, statement, sequence);
  check_anchor (self, sequence);
  check_fields (self, statement, sequence);
  self->result->entries++;
}

/* Reads on in the trail; at_end tells whether it reached the end. */
static gboolean
read_slice (Verify *self, gint64 until, GError **error)
{
  g_autoptr (PodStatement) statement = prepare_entries (self, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  self->at_end = FALSE;
  pod_statement_bind_int (statement, "next", self->next);
  while (pod_statement_step (statement, &local))
    {
      check_entry (self, statement);
      /* An entry of the greatest number that there is can have no successor. */
      if (self->expected < G_MAXINT64)
        self->next = self->expected + 1;
      if (self->expected == G_MAXINT64)
        break;
      if (g_get_monotonic_time () >= until)
        return TRUE;
    }
  self->at_end = local == NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* To the end of the trail as the running transaction sees it. */
static gboolean
catch_up (Verify *self, GError **error)
{
  return self->expected == G_MAXINT64 || read_slice (self, G_MAXINT64, error);
}

static gboolean
breathe (Verify *self, GCancellable *cancellable, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         pod_connection_breathe (self->connection, error);
}

static gboolean
check_chain (Verify *self,
             PodProgressFunc progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  GError *local = NULL;
  gint64 last = pod_audit_last (self->connection, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  while (!self->at_end)
    {
      if (!read_slice (self, g_get_monotonic_time () + SLICE_US, error) ||
          !breathe (self, cancellable, error))
        return FALSE;
      tell_progress (progress, progress_data,
                     SHARE_OF_CHAIN *
                         MIN (1, (double) self->result->entries / (double) MAX (last, 1)));
    }
  return TRUE;
}

/* The rows against the trail, each slice as the trail is at that moment. */
static gboolean
compare_tables (Verify *self,
                PodProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  GPtrArray *faults = self->result->faults;
  gboolean done = FALSE;

  while (!done)
    {
      if (!catch_up (self, error) ||
          !pod_replay_compare_some (self->replay, self->connection,
                                    g_get_monotonic_time () + SLICE_US, &done, faults, error) ||
          !breathe (self, cancellable, error))
        return FALSE;
      tell_progress (progress, progress_data, done ? SHARE_OF_REPLAY : SHARE_OF_CHAIN);
    }
  /* One last time, together with the head that is told. */
  if (!catch_up (self, error) ||
      !pod_replay_compare_rest (self->replay, self->connection, faults, error))
    return FALSE;
  self->result->head = pod_audit_head (self->connection, error);
  return self->result->head != NULL;
}

static void
report_unaccounted (Verify *self)
{
  GHashTableIter iter;
  gpointer sequence;

  g_hash_table_iter_init (&iter, self->unaccounted);
  while (g_hash_table_iter_next (&iter, &sequence, NULL))
    add_entry_fault (self, "commitment", *(gint64 *) sequence, "texts");
}

/* @table is where the entry of the schema belongs; the text of a trigger starts with the name of its table. */
static void
add_schema_fault (Verify *self, const char *key, const char *text)
{
  g_autofree char *table = g_strndup (text, strcspn (text, "\n"));

  pod_fault_add (self->result->faults, "schema", table, NULL, key);
}

static void
compare_entries (Verify *self, GHashTable *left, GHashTable *right, gboolean missing_only)
{
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      const char *other = g_hash_table_lookup (right, key);

      if (other == NULL || (!missing_only && strcmp (other, text) != 0))
        add_schema_fault (self, key, text);
    }
}

/* That there is no table of settings is an answer; that the disk or the memory failed is none. */
static gboolean
check_pinned_schema (Verify *self, GError **error)
{
  GError *local = NULL;
  g_autofree char *pinned = pod_setting_get (self->connection, "store.schema", &local);
  int rc = local ? sqlite3_errcode (pod_connection_get_db (self->connection)) & 0xff : SQLITE_ERROR;

  if (rc != SQLITE_ERROR)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  if (self->result->entries > 0 && g_strcmp0 (pinned, pod_schema_get ()->hash) != 0)
    pod_fault_add (self->result->faults, "schema", "setting", NULL, "store.schema");
  return TRUE;
}

static gboolean
check_schema (Verify *self, GError **error)
{
  g_autoptr (PodSchema) found = pod_schema_read (pod_connection_get_db (self->connection), error);

  if (found == NULL)
    return FALSE;
  compare_entries (self, pod_schema_get ()->entries, found->entries, FALSE);
  compare_entries (self, found->entries, pod_schema_get ()->entries, TRUE);
  return check_pinned_schema (self, error);
}

/* "… unable to get the page. error code=266": what SQLite was told when it asked for a page. */
static int
get_page_error (const char *message)
{
  const char *code = strstr (message, "error code=");

  return code ? atoi (code + strlen ("error code=")) & 0xff : SQLITE_OK;
}

/* A disk or a memory that failed meanwhile says nothing of the file. */
static gboolean
add_integrity_fault (Verify *self, const char *message, GError **error)
{
  int rc = get_page_error (message);

  if (rc == SQLITE_OK || rc == SQLITE_CORRUPT)
    pod_fault_add (self->result->faults, "integrity", NULL, NULL, message);
  else
    pod_store_set_error (error, NULL, rc);
  return rc == SQLITE_OK || rc == SQLITE_CORRUPT;
}

static gboolean
run_integrity (Verify *self, GError **error)
{
  g_autoptr (PodStatement)
      pages = pod_statement_new (self->connection, "PRAGMA integrity_check (20)", error);
  g_autoptr (PodStatement)
      references = pages ? pod_statement_new (self->connection, "PRAGMA foreign_key_check", error)
                         : NULL;
  GError *local = NULL;

  if (references == NULL)
    return FALSE;
  while (local == NULL && pod_statement_step (pages, &local))
    if (g_strcmp0 (pod_statement_get_text (pages, 0), "ok") != 0)
      add_integrity_fault (self, pod_statement_get_text (pages, 0), &local);
  while (local == NULL && pod_statement_step (references, &local))
    pod_fault_add (self->result->faults, "integrity", pod_statement_get_text (references, 0),
                   pod_statement_get_text (references, 1), pod_statement_get_text (references, 2));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* SQLite does so while it reads the sentence: nothing can interrupt it. */
static gboolean
set_cache (Verify *self, gint64 size, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = %" G_GINT64_FORMAT, size);

  return pod_connection_exec (self->connection, sql, error);
}

/* SQLite's check runs what the schema says in constraints and indexes: only this program's own schema may say it.  Every index is followed
 * in the order of its keys, which asks for the pages of its table in any order: where few are kept, each is read many times. */
static gboolean
check_integrity (Verify *self, GError **error)
{
  gint64 before = 0;
  gboolean checked;

  if (!pod_connection_query_int (self->connection, "PRAGMA cache_size", &before, error) ||
      !set_cache (self, CACHE_OF_CHECK, error))
    return FALSE;
  checked = run_integrity (self, error);
  return set_cache (self, before, checked ? error : NULL) && checked;
}

static void
read_anchor (Verify *self, const char *anchor)
{
  char *end;

  self->anchor_found = anchor == NULL;
  if (anchor == NULL)
    return;
  self->anchor_sequence = g_ascii_strtoll (anchor, &end, 10);
  if (*end == ':' && strlen (end + 1) == POD_AUDIT_HASH_BYTES * 2)
    g_strlcpy (self->anchor_hash, end + 1, sizeof self->anchor_hash);
  /* The head of a trail that was still empty is in every chain. */
  if (self->anchor_sequence == 0 && strcmp (anchor, "0:") == 0)
    self->anchor_found = TRUE;
}

static gboolean
verify (Verify *self,
        PodProgressFunc progress,
        gpointer progress_data,
        GCancellable *cancellable,
        GError **error)
{
  if (!check_chain (self, progress, progress_data, cancellable, error) ||
      !compare_tables (self, progress, progress_data, cancellable, error))
    return FALSE;
  report_unaccounted (self);
  if (!self->anchor_found)
    add_entry_fault (self, "anchor", self->anchor_sequence, NULL);
  if (!pod_noted_heads_check (self->noted, self->connection, self->result->faults, error) ||
      !check_schema (self, error) || !breathe (self, cancellable, error) ||
      (pod_connection_is_intact (self->connection) &&
       (!pod_signature_table_verify (self->connection, self->result->faults, cancellable, error) ||
        !check_integrity (self, error))))
    return FALSE;
  tell_progress (progress, progress_data, 1.0);
  return TRUE;
}

PodVerification *
pod_audit_verify (PodConnection *connection,
                  const char *anchor,
                  PodProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (PodVerification) result = g_new0 (PodVerification, 1);
  g_autoptr (PodReplay) replay = pod_replay_new ();
  Verify self = {
    .connection = connection, .result = result, .replay = replay, .next = G_MININT64
  };
  GError *local = NULL;

  result->faults = g_ptr_array_new_with_free_func (free_fault);
  self.canon = g_byte_array_new ();
  self.unaccounted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.noted = pod_noted_heads_new ();
  read_anchor (&self, anchor);
  verify (&self, progress, progress_data, cancellable, &local);
  g_hash_table_unref (self.unaccounted);
  g_ptr_array_unref (self.noted);
  g_byte_array_unref (self.canon);
  /* A page that cannot be read is an answer, not a failure to answer. */
  if (g_error_matches (local, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT))
    {
      pod_fault_add (result->faults, "integrity", NULL, NULL, local->message);
      g_clear_error (&local);
    }
  if (local == NULL)
    return g_steal_pointer (&result);
  g_propagate_error (error, local);
  return NULL;
}
