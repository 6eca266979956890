/* What the trail says of copies. */

#include <string.h>

#include "pod-audit-private.h"
#include "pod-backup.h"
#include "pod-connection-private.h"
#include "pod-statement.h"

const char *
pod_connection_get_path (PodConnection *connection)
{
  return sqlite3_db_filename (pod_connection_get_db (connection), "main");
}

/* Columns 2 to 4: fields, texts, salt. */
static char *
read_detail (PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  char *detail = NULL;

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 2),
                         pod_statement_get_value (statement, 3),
                         pod_statement_get_value (statement, 4));
  while (detail == NULL && pod_audit_fields_next (&fields, &field))
    {
      if (strcmp (field.name, "detail") == 0)
        detail = pod_packed_to_string (&field.new_value);
      pod_audit_field_clear (&field);
    }
  return detail;
}

static gint64
find_last (PodStatement *statement, const char *prefix, char **when, char **detail, GError **error)
{
  GError *local = NULL;

  while (pod_statement_step (statement, &local))
    {
      g_autofree char *found = read_detail (statement);

      if (prefix != NULL && (found == NULL || !g_str_has_prefix (found, prefix)))
        continue;
      if (when != NULL)
        *when = g_strdup (pod_statement_get_text (statement, 1));
      if (detail != NULL)
        *detail = g_steal_pointer (&found);
      return pod_statement_get_int (statement, 0);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local != NULL ? -1 : 0;
}

gint64
pod_audit_find_last (PodConnection *connection,
                     const char *action,
                     const char *prefix,
                     char **when,
                     char **detail,
                     GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT seq, ts, fields, texts, salt FROM audit "
                                     "WHERE tbl IS NULL AND action = :action ORDER BY seq DESC",
                                     error);

  if (when != NULL)
    *when = NULL;
  if (detail != NULL)
    *detail = NULL;
  if (statement == NULL)
    return -1;
  pod_statement_bind_text (statement, "action", action);
  return find_last (statement, prefix, when, detail, error);
}

gboolean
pod_audit_has_changes_since (PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT 1 FROM audit WHERE seq > :seq AND tbl IS NOT NULL LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  return pod_statement_step (statement, error);
}
