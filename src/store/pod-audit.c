/* What the program writes into the trail itself, and what it reads out of it. */

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-schema.h"
#include "pod-statement.h"

gboolean
pod_audit_note (PodConnection *connection, const char *action, const char *detail, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;

  g_return_val_if_fail (action != NULL, FALSE);

  /* Evidence is not written over; and people must be able to sign in to see it. */
  if (!pod_connection_is_intact (connection))
    return TRUE;
  /* Kept as typed text is: it should name no person, but where it does after all, it can be redacted. */
  statement = pod_statement_new (connection,
                                 "INSERT INTO audit_add (action, tbl, row, packet) "
                                 "VALUES (:action, NULL, NULL, "
                                 "audit_pack ('~detail', NULL, :detail))",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "action", action);
  pod_statement_bind_text (statement, "detail", detail);
  return pod_statement_run (statement, error);
}

static gboolean
remove_texts (PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;

  statement = pod_statement_new (connection,
                                 "UPDATE audit SET texts = NULL, salt = NULL "
                                 "WHERE seq = :seq AND texts IS NOT NULL",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  if (!pod_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (pod_connection_get_db (connection)) == 1)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                       "the entry holds no text");
  return FALSE;
}

static gboolean
note_redaction (PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO audit_add (action, tbl, row, packet) "
                                     "VALUES ('REDACT', 'audit', :seq, audit_pack ())",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  return pod_statement_run (statement, error);
}

gboolean
pod_audit_redact (PodConnection *connection, gint64 sequence, GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);
  gboolean removed;

  if (stamp == NULL || stamp->why == NULL || stamp->why[0] == '\0')
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT,
                           "a redaction needs a reason");
      return FALSE;
    }
  /* The authorizer looks when the statement is prepared, the trigger when it runs. */
  pod_connection_set_redact (connection, sequence);
  removed = remove_texts (connection, sequence, error);
  pod_connection_set_redact (connection, 0);
  return removed && note_redaction (connection, sequence, error);
}

gint64
pod_audit_last (PodConnection *connection, GError **error)
{
  gint64 last;

  pod_connection_query_int (connection, "SELECT ifnull (max (seq), 0) FROM audit", &last, error);
  return last;
}

/* Columns: seq, hash. */
static char *
print_head (PodStatement *statement)
{
  char hex[POD_AUDIT_HASH_BYTES * 2 + 1];
  gsize length;
  gconstpointer hash = pod_statement_get_bytes (statement, 1, &length);

  sodium_bin2hex (hex, sizeof hex, hash, MIN (length, POD_AUDIT_HASH_BYTES));
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%s", pod_statement_get_int (statement, 0), hex);
}

char *
pod_audit_head (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, POD_AUDIT_LAST, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  if (pod_statement_step (statement, &local))
    return print_head (statement);
  if (local == NULL)
    return g_strdup ("0:");
  g_propagate_error (error, local);
  return NULL;
}

gboolean
pod_audit_has_head (PodConnection *connection, const char *head, gboolean *has, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT seq, hash FROM audit WHERE seq = :seq", error);
  g_autofree char *found = NULL;
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", g_ascii_strtoll (head, NULL, 10));
  if (pod_statement_step (statement, &local))
    found = print_head (statement);
  /* An empty trail is the beginning of each. */
  *has = g_strcmp0 (found ? found : "0:", head) == 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
pod_audit_found (PodConnection *connection, GError **error)
{
  GError *local = NULL;
  gint64 last = pod_audit_last (connection, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return last > 0 || pod_setting_set (connection, "store.schema", pod_schema_get ()->hash, error);
}

void
pod_audit_entry_free (PodAuditEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->when);
  g_free (entry->user);
  g_free (entry->role);
  g_free (entry->action);
  g_free (entry->table);
  g_free (entry->row);
  g_free (entry->field);
  g_free (entry->old_value);
  g_free (entry->new_value);
  g_free (entry->why);
  g_free (entry);
}

/* The columns of LIST, in order. */
enum
{
  SEQ,
  TS,
  USER,
  ROLE,
  ACTION,
  TABLE,
  ROW,
  FIELDS,
  TEXTS,
  SALT,
};
#define LIST "SELECT seq, ts, user, role, action, tbl, row, fields, texts, salt FROM audit "

static PodAuditEntry *
read_entry (PodStatement *statement, const char *why)
{
  PodAuditEntry *entry = g_new0 (PodAuditEntry, 1);

  entry->sequence = pod_statement_get_int (statement, SEQ);
  entry->when = g_strdup (pod_statement_get_text (statement, TS));
  entry->user = g_strdup (pod_statement_get_text (statement, USER));
  entry->role = g_strdup (pod_statement_get_text (statement, ROLE));
  entry->action = g_strdup (pod_statement_get_text (statement, ACTION));
  entry->table = g_strdup (pod_statement_get_text (statement, TABLE));
  entry->row = g_strdup (pod_statement_get_text (statement, ROW));
  entry->why = g_strdup (why);
  return entry;
}

static void
start_fields (PodAuditFields *fields, PodStatement *statement)
{
  pod_audit_fields_init (fields, pod_statement_get_value (statement, FIELDS),
                         pod_statement_get_value (statement, TEXTS),
                         pod_statement_get_value (statement, SALT));
}

static gboolean
is_reason (const PodAuditField *field)
{
  return strcmp (field->name, POD_AUDIT_WHY) == 0;
}

/* It is packed last, and told with each of the fields before it. */
static char *
read_reason (PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  char *why = NULL;

  start_fields (&fields, statement);
  while (why == NULL && pod_audit_fields_next (&fields, &field))
    {
      if (is_reason (&field))
        why = pod_packed_to_string (&field.new_value);
      pod_audit_field_clear (&field);
    }
  return why;
}

static void
add_entry (GPtrArray *entries, PodStatement *statement, const char *why, PodAuditField *field)
{
  PodAuditEntry *entry = read_entry (statement, why);

  if (field != NULL)
    {
      entry->field = g_steal_pointer (&field->name);
      entry->old_value = pod_packed_to_string (&field->old_value);
      entry->new_value = pod_packed_to_string (&field->new_value);
    }
  g_ptr_array_add (entries, entry);
}

static void
add_entries (GPtrArray *entries, PodStatement *statement, guint limit)
{
  g_autofree char *why = read_reason (statement);
  PodAuditFields fields;
  PodAuditField field = { 0 };
  guint before = entries->len;

  start_fields (&fields, statement);
  while (entries->len < limit && pod_audit_fields_next (&fields, &field))
    {
      if (!is_reason (&field))
        add_entry (entries, statement, why, &field);
      pod_audit_field_clear (&field);
    }
  /* An event of the program that has no detail. */
  if (entries->len == before && entries->len < limit)
    add_entry (entries, statement, why, NULL);
}

GPtrArray *
pod_audit_list (PodConnection *connection,
                const char *table,
                gint64 row,
                guint limit,
                GError **error)
{
  g_autoptr (GPtrArray)
      entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_audit_entry_free);
  const char *sql = table ? LIST "WHERE tbl = :table AND row = :row ORDER BY seq DESC"
                          : LIST "ORDER BY seq DESC";
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  if (table != NULL)
    {
      pod_statement_bind_text (statement, "table", table);
      pod_statement_bind_int (statement, "row", row);
    }
  while (entries->len < limit && pod_statement_step (statement, &local))
    add_entries (entries, statement, limit);
  if (local == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local);
  return NULL;
}
