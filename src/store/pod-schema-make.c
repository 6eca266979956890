/* Makes the schema: the numbered steps, then the triggers that write the audit trail, generated from the tables as they stand,
 * so that a column that a later step adds is audited without a line here. */

#include <string.h>

#include "pod-packed.h"
#include "pod-schema-private.h"
#include "pod-store-error.h"
#include "pod-store-resources.h"

#define STEPS "/io/github/podocyte/Podocyte/store/"

static gboolean
exec (sqlite3 *db, const char *sql, GError **error)
{
  int rc = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    pod_store_set_error (error, db, rc);
  return rc == SQLITE_OK;
}

gboolean
pod_schema_run_step (sqlite3 *db, int number, GError **error)
{
  g_autofree char *path = g_strdup_printf (STEPS "%03d.sql", number);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (pod_store_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *sql = NULL;
  gsize size;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &size);
  sql = g_strndup (text, size);
  return exec (db, sql, error);
}

/* "'~note', OLD.note, NEW.note, …": the sign before the name tells audit_pack() how the column is kept. */
static void
append_columns (GString *sql, const PodAuditedTable *table, gboolean is_new)
{
  static const char signs[] = { [POD_COLUMN_PLAIN] = ' ',
                                [POD_COLUMN_TYPED] = POD_PACKED_TYPED_SIGN,
                                [POD_COLUMN_SECRET] = POD_PACKED_SECRET_SIGN };

  for (guint i = 0; i < table->columns->len; i++)
    {
      const PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, "%s'%c%s', ", i > 0 ? ", " : "", signs[column->kind],
                              column->name);
      if (is_new)
        g_string_append (sql, "NULL");
      else
        g_string_append_printf (sql, "OLD.%s", column->name);
      g_string_append_printf (sql, ", NEW.%s", column->name);
    }
}

static void
append_writer (GString *sql, const PodAuditedTable *table, gboolean is_new)
{
  g_string_append_printf (sql,
                          "\nBEGIN INSERT INTO audit_add (action, tbl, row, packet) "
                          "VALUES ('%s', '%s', NEW.id, audit_pack (",
                          is_new ? "I" : "U", table->name);
  append_columns (sql, table, is_new);
  g_string_append (sql, ")); END;\n");
}

/* IS NOT, since <> is neither true nor false where one side is NULL. */
static void
append_condition (GString *sql, const PodAuditedTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, "%sOLD.%s IS NOT NEW.%s", i > 0 ? " OR " : "", column->name,
                              column->name);
    }
}

static char *
write_triggers (const PodAuditedTable *table)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const char *name = table->name;

  g_string_append_printf (sql, "CREATE TRIGGER %s_insert AFTER INSERT ON %s", name, name);
  append_writer (sql, table, TRUE);
  g_string_append_printf (sql, "CREATE TRIGGER %s_update AFTER UPDATE ON %s WHEN ", name, name);
  append_condition (sql, table);
  append_writer (sql, table, FALSE);
  /* Not "UPDATE OF id": the column goes by the name of rowid, too. */
  g_string_append_printf (sql,
                          "CREATE TRIGGER %s_renumber BEFORE UPDATE ON %s WHEN OLD.id IS NOT "
                          "NEW.id\nBEGIN SELECT RAISE (ABORT, 'a row keeps its number'); END;\n",
                          name, name);
  g_string_append_printf (sql,
                          "CREATE TRIGGER %s_delete BEFORE DELETE ON %s\n"
                          "BEGIN SELECT RAISE (ABORT, 'records are voided, not deleted'); END;\n",
                          name, name);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
pod_schema_make_triggers (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) tables = pod_schema_read_tables (db, error);

  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = write_triggers (g_ptr_array_index (tables, i));

      if (!exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pod_schema_drop_triggers (sqlite3 *db, GError **error)
{
  static const char *const suffixes[] = { "insert", "update", "renumber", "delete" };
  g_autoptr (GPtrArray) tables = pod_schema_read_tables (db, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);

      for (gsize j = 0; j < G_N_ELEMENTS (suffixes); j++)
        {
          g_autofree char *sql = g_strdup_printf ("DROP TRIGGER %s_%s", table->name, suffixes[j]);

          if (!exec (db, sql, error))
            return FALSE;
        }
    }
  return tables != NULL;
}

gboolean
pod_schema_make (sqlite3 *db, GError **error)
{
  for (int step = 1; step <= POD_SCHEMA_VERSION; step++)
    if (!pod_schema_run_step (db, step, error))
      return FALSE;
  return pod_schema_make_triggers (db, error);
}
