/* What the six tables of records have in common: the head (id, version, voided, subject), and that a row is written from the very
 * version it was read with. */

#include "pod-record-table.h"

#include <string.h>

#include "pod-connection-private.h"

/* A subject belongs to itself, and has no column for that. */
static gboolean
has_subject (const PodTable *table)
{
  return table->type != POD_RECORD_SUBJECT;
}

static void
append_fields (GString *sql, const PodTable *table, const char *before)
{
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, "%s%s%s", i > 0 ? ", " : "", before, table->fields[i].column);
}

static PodStatement *
prepare (PodConnection *connection, GString *sql, GError **error)
{
  PodStatement *statement = pod_statement_new (connection, sql->str, error);

  g_string_free (sql, TRUE);
  return statement;
}

static char *
write_insert (const PodTable *table)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");

  g_string_append_printf (sql, "%s (version, voided, %s", table->name,
                          has_subject (table) ? "subject, " : "");
  append_fields (sql, table, "");
  g_string_append_printf (sql, ") VALUES (1, :voided, %s", has_subject (table) ? ":subject, " : "");
  append_fields (sql, table, ":");
  g_string_append (sql, ")");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* An import inserts tens of thousands of rows: their statement is put together once for the process. */
static PodStatement *
prepare_insert (PodConnection *connection, const PodTable *table, GError **error)
{
  static char *texts[POD_N_RECORD_TYPES];
  char **text = &texts[table->type];

  if (g_once_init_enter (text))
    g_once_init_leave (text, write_insert (table));
  return pod_statement_new (connection, *text, error);
}

static PodStatement *
prepare_update (PodConnection *connection, const PodTable *table, GError **error)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET version = version + 1, voided = :voided",
                          table->name);
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", %s = :%s", table->fields[i].column, table->fields[i].column);
  g_string_append (sql, " WHERE id = :id AND version = :version");
  if (has_subject (table))
    g_string_append (sql, " AND subject = :subject");
  return prepare (connection, sql, error);
}

static PodStatement *
prepare_select (PodConnection *connection, const PodTable *table, gboolean all, GError **error)
{
  const char *subject = has_subject (table) ? "subject" : "id";
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT id, %s, version, voided, ", subject);
  append_fields (sql, table, "");
  g_string_append_printf (sql, " FROM %s", table->name);
  if (!all)
    g_string_append_printf (sql, " WHERE %s = :subject", subject);
  g_string_append (sql, " ORDER BY id");
  return prepare (connection, sql, error);
}

static void
bind_record (PodStatement *statement, const PodTable *table, const PodRecord *head)
{
  pod_fields_bind (statement, table->fields, table->n_fields, head);
  pod_statement_bind_int (statement, "voided", head->voided ? 1 : 0);
  if (has_subject (table))
    pod_statement_bind_int (statement, "subject", head->subject);
}

gint64
pod_table_insert (PodConnection *connection,
                  const PodTable *table,
                  gconstpointer record,
                  GError **error)
{
  g_autoptr (PodStatement) statement = prepare_insert (connection, table, error);

  if (statement == NULL)
    return 0;
  bind_record (statement, table, record);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

/* Why no row was touched. */
static gboolean
explain_miss (PodConnection *connection, const PodTable *table, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT version FROM %s WHERE id = :id", table->name);
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);
  GError *local = NULL;
  gboolean found;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  found = pod_statement_step (statement, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (found)
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                 "%s %" G_GINT64_FORMAT " was changed by somebody else", table->name, id);
  else
    g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                 "there is no %s %" G_GINT64_FORMAT, table->name, id);
  return FALSE;
}

static gboolean
run_versioned (PodConnection *connection,
               const PodTable *table,
               PodStatement *statement,
               gint64 id,
               int version,
               GError **error)
{
  pod_statement_bind_int (statement, "id", id);
  pod_statement_bind_int (statement, "version", version);
  if (!pod_statement_run (statement, error))
    return FALSE;
  return sqlite3_changes (pod_connection_get_db (connection)) == 1 ||
         explain_miss (connection, table, id, error);
}

gboolean
pod_table_update (PodConnection *connection,
                  const PodTable *table,
                  gconstpointer record,
                  GError **error)
{
  g_autoptr (PodStatement) statement = prepare_update (connection, table, error);
  const PodRecord *head = record;

  if (statement == NULL)
    return FALSE;
  bind_record (statement, table, head);
  return run_versioned (connection, table, statement, head->id, head->version, error);
}

gboolean
pod_table_void (PodConnection *connection,
                const PodTable *table,
                gint64 id,
                int version,
                GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET version = version + 1, voided = 1 "
                                          "WHERE id = :id AND version = :version AND voided = 0",
                                          table->name);
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);

  return statement != NULL && run_versioned (connection, table, statement, id, version, error);
}

static gboolean
read_record (PodStatement *statement, const PodTable *table, gpointer record, GError **error)
{
  PodRecord *head = record;

  head->id = pod_statement_get_int (statement, 0);
  head->subject = pod_statement_get_int (statement, 1);
  head->version = (int) pod_statement_get_int (statement, 2);
  head->voided = pod_statement_get_int (statement, 3) != 0;
  if (pod_fields_read (statement, 4, table->fields, table->n_fields, record, error))
    return TRUE;
  g_prefix_error (error, "%s %" G_GINT64_FORMAT ": ", table->name, head->id);
  return FALSE;
}

gboolean
pod_table_read (PodConnection *connection,
                const PodTable *table,
                gint64 subject,
                PodRecordFunc func,
                gpointer data,
                GError **error)
{
  g_autoptr (PodStatement) statement = prepare_select (connection, table, subject == 0, error);
  g_autofree gpointer record = g_malloc0 (table->size);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  if (subject != 0)
    pod_statement_bind_int (statement, "subject", subject);
  while (pod_statement_step (statement, &local))
    {
      /* Members without a column start out as the record's own initialiser would leave them. */
      memset (record, 0, table->size);
      if (!read_record (statement, table, record, &local))
        break;
      func (data, record);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}
