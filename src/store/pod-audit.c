/* What the program writes into the trail itself, and the end of its chain. */

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

gboolean
pod_audit_note_row (PodConnection *connection,
                    const char *action,
                    const char *table,
                    gint64 row,
                    GError **error)
{
  g_autoptr (PodStatement) statement = NULL;

  if (!pod_connection_is_intact (connection))
    return TRUE;
  statement = pod_statement_new (connection,
                                 "INSERT INTO audit_add (action, tbl, row, packet) "
                                 "VALUES (:action, :table, :row, audit_pack ())",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "action", action);
  pod_statement_bind_text (statement, "table", table);
  pod_statement_bind_int (statement, "row", row);
  return pod_statement_run (statement, error);
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

char *
pod_audit_head_at (PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT seq, hash FROM audit WHERE seq = :seq", error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "seq", sequence);
  if (pod_statement_step (statement, &local))
    return print_head (statement);
  if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "the audit trail has no such entry");
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
