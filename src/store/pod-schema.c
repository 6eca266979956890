/* The schema as it is read back from a database: its entries, their hash, and the audited tables. */

#include "pod-schema.h"

#include <sodium.h>
#include <string.h>

#include "pod-canon.h"
#include "pod-schema-private.h"
#include "pod-store-error.h"

/* Whatever is not named here is kept plainly. */
static const struct
{
  const char *table;
  const char *column;
  PodColumnKind kind;
} kinds[] = {
  { "person", "name", POD_COLUMN_SECRET },
  { "person", "record_number", POD_COLUMN_SECRET },
  { "person", "id_number", POD_COLUMN_SECRET },
  { "person", "phone", POD_COLUMN_SECRET },
  { "person", "birth_date", POD_COLUMN_SECRET },
  { "person", "shift", POD_COLUMN_SECRET },
  { "person", "record_number_index", POD_COLUMN_SECRET },
  { "person", "id_number_index", POD_COLUMN_SECRET },
  { "user", "password_hash", POD_COLUMN_SECRET },
  { "key_slot", "salt", POD_COLUMN_SECRET },
  { "key_slot", "wrapped", POD_COLUMN_SECRET },
  { "key_grant", "sealed", POD_COLUMN_SECRET },
  { "key_grant", "endorsement", POD_COLUMN_SECRET },
  { "pin", "content", POD_COLUMN_SECRET },
  { "arrival", "heading", POD_COLUMN_SECRET },
  { "arrival_item", "printed", POD_COLUMN_SECRET },
  { "arrival_item", "raw", POD_COLUMN_SECRET },
  { "arrival_item", "text", POD_COLUMN_TYPED },
  { "arrival_item", "unit_text", POD_COLUMN_TYPED },
  { "setting", "value", POD_COLUMN_TYPED },
  { "visit", "note", POD_COLUMN_TYPED },
  { "finding", "text", POD_COLUMN_TYPED },
  { "finding", "origin", POD_COLUMN_TYPED },
  { "finding", "reason", POD_COLUMN_TYPED },
  { "intervention", "lot", POD_COLUMN_TYPED },
  { "intervention", "note", POD_COLUMN_TYPED },
  { "event", "detail", POD_COLUMN_TYPED },
  { "adverse_event", "verbatim", POD_COLUMN_TYPED },
  { "adverse_event", "action", POD_COLUMN_TYPED },
  { "query", "text", POD_COLUMN_TYPED },
  { "query", "answer", POD_COLUMN_TYPED },
};

static PodColumnKind
find_kind (const char *table, const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].table, table) == 0 && strcmp (kinds[i].column, column) == 0)
      return kinds[i].kind;
  return POD_COLUMN_PLAIN;
}

static void
free_column (gpointer data)
{
  PodAuditedColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static void
free_table (gpointer data)
{
  PodAuditedTable *table = data;

  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_free (table);
}

/* These run before there is a PodConnection, and on a database in memory: sqlite3_exec with a callback serves them. */
static int
add_column_cb (gpointer data, int n, char **values, char **names)
{
  PodAuditedTable *table = data;
  PodAuditedColumn *column;

  if (strcmp (values[0], "id") == 0)
    return 0;
  column = g_new0 (PodAuditedColumn, 1);
  column->name = g_strdup (values[0]);
  column->kind = find_kind (table->name, values[0]);
  g_ptr_array_add (table->columns, column);
  return 0;
}

static int
add_table_cb (gpointer data, int n, char **values, char **names)
{
  GPtrArray *tables = data;
  PodAuditedTable *table = g_new0 (PodAuditedTable, 1);

  table->name = g_strdup (values[0]);
  table->columns = g_ptr_array_new_with_free_func (free_column);
  g_ptr_array_add (tables, table);
  return 0;
}

static gboolean
exec (sqlite3 *db,
      const char *sql,
      int (*callback) (gpointer, int, char **, char **),
      gpointer data,
      GError **error)
{
  int rc = sqlite3_exec (db, sql, callback, data, NULL);

  if (rc != SQLITE_OK)
    pod_store_set_error (error, db, rc);
  return rc == SQLITE_OK;
}

GPtrArray *
pod_schema_read_tables (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_table);

  if (!exec (db,
             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('audit', "
             "'draft') "
             "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
             add_table_cb, tables, error))
    return NULL;
  for (guint i = 0; i < tables->len; i++)
    {
      PodAuditedTable *table = g_ptr_array_index (tables, i);
      char *sql = sqlite3_mprintf ("SELECT name FROM pragma_table_info (%Q)", table->name);
      gboolean read = exec (db, sql, add_column_cb, table, error);

      sqlite3_free (sql);
      if (!read)
        return NULL;
    }
  return g_steal_pointer (&tables);
}

static int
add_entry_cb (gpointer data, int n, char **values, char **names)
{
  PodSchema *schema = data;

  g_hash_table_insert (schema->entries, g_strdup_printf ("%s %s", values[0], values[1]),
                       g_strdup_printf ("%s\n%s", values[2], values[3] ? values[3] : ""));
  return 0;
}

static char *
hash_entries (GHashTable *entries)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (entries), (GCompareFunc) strcmp);
  PodCanon *canon = pod_canon_new ("pod-schema-1");
  guint8 hash[crypto_generichash_BYTES];
  char hex[sizeof hash * 2 + 1];

  for (GList *l = keys; l != NULL; l = l->next)
    {
      pod_canon_add_text (canon, l->data);
      pod_canon_add_text (canon, g_hash_table_lookup (entries, l->data));
    }
  crypto_generichash (hash, sizeof hash, canon->data, canon->len, NULL, 0);
  g_byte_array_unref (canon);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return g_strdup (hex);
}

PodSchema *
pod_schema_read (sqlite3 *db, GError **error)
{
  g_autoptr (PodSchema) schema = g_new0 (PodSchema, 1);

  schema->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!exec (db, "SELECT type, name, tbl_name, sql FROM sqlite_schema", add_entry_cb, schema,
             error))
    return NULL;
  schema->hash = hash_entries (schema->entries);
  return g_steal_pointer (&schema);
}

/* SQLite refuses a schema whose type or name is not what the text beside it says. */
static gboolean
is_plain_table (const char *key, const char *text)
{
  const char *sql = strchr (text, '\n');

  return g_str_has_prefix (key, "table ") && sql != NULL &&
         g_ascii_strncasecmp (sql + 1, "CREATE TABLE", 12) == 0;
}

/* As SQLite compares names. */
static gboolean
is_expected_table (const char *name)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, pod_schema_get ()->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, "table ") && g_ascii_strcasecmp ((char *) key + 6, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
pod_schema_keeps_tables (const PodSchema *schema)
{
  GHashTableIter iter;
  gpointer key, text;

  g_hash_table_iter_init (&iter, schema->entries);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      gboolean is_table = g_str_has_prefix (key, "table ");
      gboolean is_view = g_str_has_prefix (key, "view ");

      if ((is_table || is_view) && !is_plain_table (key, text) &&
          is_expected_table (strchr (key, ' ') + 1))
        return FALSE;
    }
  return TRUE;
}

void
pod_schema_free (PodSchema *schema)
{
  if (schema == NULL)
    return;
  g_hash_table_unref (schema->entries);
  g_clear_pointer (&schema->tables, g_ptr_array_unref);
  g_free (schema->hash);
  g_free (schema);
}

/* A database of our own in memory cannot fail but for want of memory, which aborts everywhere in GLib. */
static PodSchema *
make_expected (void)
{
  g_autoptr (GError) error = NULL;
  PodSchema *schema = NULL;
  sqlite3 *db = NULL;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK && pod_schema_make (db, &error))
    schema = pod_schema_read (db, &error);
  if (schema != NULL)
    schema->tables = pod_schema_read_tables (db, &error);
  if (schema == NULL || schema->tables == NULL)
    g_error ("The schema cannot be made: %s", error ? error->message : "no memory");
  sqlite3_close (db);
  return schema;
}

const PodSchema *
pod_schema_get (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) make_expected ());
  return (const PodSchema *) once;
}

const PodAuditedTable *
pod_audited_table_get (const char *name)
{
  const GPtrArray *tables = pod_schema_get ()->tables;

  for (guint i = 0; name != NULL && i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

int
pod_audited_table_find (const PodAuditedTable *table, const char *column)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const PodAuditedColumn *known = g_ptr_array_index (table->columns, i);

      if (strcmp (known->name, column) == 0)
        return (int) i;
    }
  return -1;
}
