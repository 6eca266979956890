#include "pod-replay.h"

#include <string.h>

#include "pod-arena.h"
#include "pod-connection-private.h"
#include "pod-statement.h"

/* A row: a packed value a column, NULL where the value is NULL. */
typedef struct
{
  gint64 id;
  gboolean is_seen;
  const guint8 *cells[];
} Row;

typedef struct
{
  const PodAuditedTable *table;
  /* From a row's id, which lies in it, to the row. */
  GHashTable *rows;
  /* Rows under this one were compared. */
  gint64 next;
  gboolean is_done;
  /* For packing one stored value after another. */
  GByteArray *scratch;
} Table;

struct _PodReplay
{
  GPtrArray *tables;
  /* The rows and their cells.  What a later entry replaces stays until the end: corrections are few. */
  PodArena *arena;
};

/* A cell whose text was redacted.  An entry may follow that gave it another value; nothing may stand in the table that rests on it. */
static const guint8 redacted[9] = { 'X' };

static gsize
get_cell_length (const guint8 *cell)
{
  guint64 size;

  memcpy (&size, cell + 1, sizeof size);
  return 9 + (gsize) GUINT64_FROM_LE (size);
}

static void
free_table (gpointer data)
{
  Table *table = data;

  g_hash_table_unref (table->rows);
  g_byte_array_unref (table->scratch);
  g_free (table);
}

PodReplay *
pod_replay_new (void)
{
  PodReplay *self = g_new0 (PodReplay, 1);
  const PodSchema *schema = pod_schema_get ();

  self->arena = pod_arena_new ();
  self->tables = g_ptr_array_new_with_free_func (free_table);
  for (guint i = 0; i < schema->tables->len; i++)
    {
      Table *table = g_new0 (Table, 1);

      table->table = g_ptr_array_index (schema->tables, i);
      table->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
      table->scratch = g_byte_array_new ();
      table->next = G_MININT64;
      g_ptr_array_add (self->tables, table);
    }
  return self;
}

void
pod_replay_free (PodReplay *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tables);
  pod_arena_free (self->arena);
  g_free (self);
}

void
pod_fault_add (GPtrArray *faults,
               const char *what,
               const char *table,
               const char *row,
               const char *field)
{
  PodAuditFault *fault = g_new0 (PodAuditFault, 1);

  fault->what = g_strdup (what);
  fault->table = g_strdup (table);
  fault->row = g_strdup (row);
  fault->field = g_strdup (field);
  g_ptr_array_add (faults, fault);
}

void
pod_fault_add_row (GPtrArray *faults,
                   const char *what,
                   const char *table,
                   gint64 row,
                   const char *field)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row);

  pod_fault_add (faults, what, table, number, field);
}

static Table *
find_table (PodReplay *self, const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      Table *table = g_ptr_array_index (self->tables, i);

      if (g_strcmp0 (table->table->name, name) == 0)
        return table;
    }
  return NULL;
}

static Row *
add_row (PodReplay *self, Table *table, gint64 id)
{
  guint n = table->table->columns->len;
  Row *row = pod_arena_take (self->arena, sizeof (Row) + n * sizeof row->cells[0]);

  row->id = id;
  g_hash_table_insert (table->rows, &row->id, row);
  return row;
}

static gboolean
is_cell (const guint8 *cell, const PodPacked *value)
{
  /* What was redacted may have been anything. */
  if (cell == redacted || value->type == 'C')
    return TRUE;
  if (cell == NULL || value->type == 'N')
    return cell == NULL && value->type == 'N';
  return get_cell_length (cell) == value->whole_length &&
         memcmp (cell, value->whole, value->whole_length) == 0;
}

static const guint8 *
keep_cell (PodReplay *self, const PodPacked *value)
{
  if (value->type == 'C')
    return redacted;
  return value->type == 'N' ? NULL
                            : pod_arena_copy (self->arena, value->whole, value->whole_length);
}

static gboolean
is_column (const Table *table, guint column, const PodPacked *name)
{
  const PodAuditedColumn *found = column < table->table->columns->len
                                      ? g_ptr_array_index (table->table->columns, column)
                                      : NULL;

  return found != NULL && strlen (found->name) == name->length &&
         memcmp (found->name, name->bytes, name->length) == 0;
}

/* Mostly the column after the one before: *@next. */
static int
find_column (const Table *table, const PodPacked *name, guint *next)
{
  guint n = table->table->columns->len;

  for (guint i = 0; i < n; i++)
    {
      guint column = (*next + i) % n;

      if (is_column (table, column, name))
        {
          *next = column + 1;
          return (int) column;
        }
    }
  return -1;
}

static void
report_field (const Table *table, gint64 id, const PodPacked *name, GPtrArray *faults)
{
  g_autofree char *text = g_strndup ((const char *) name->bytes, name->length);

  pod_fault_add_row (faults, "replay", table->table->name, id, text);
}

/* The reason of the stamp, say, which is no column. */
static gboolean
is_pseudo (const PodPacked *name)
{
  return name->length > 0 && name->bytes[0] == '(';
}

static void
apply_fields (PodReplay *self, Table *table, Row *row, PodAuditFields *fields, GPtrArray *faults)
{
  PodPacked name, old_value, new_value;
  guint next = 0;

  while (pod_audit_fields_next_packed (fields, &name, &old_value, &new_value))
    {
      int column = is_pseudo (&name) ? -1 : find_column (table, &name, &next);

      if (is_pseudo (&name))
        continue;
      if (column < 0 || !is_cell (row->cells[column], &old_value))
        report_field (table, row->id, &name, faults);
      if (column >= 0)
        row->cells[column] = keep_cell (self, &new_value);
    }
}

void
pod_replay_apply (PodReplay *self,
                  const char *action,
                  const char *name,
                  gint64 id,
                  PodAuditFields *fields,
                  GPtrArray *faults)
{
  Table *table = find_table (self, name);
  Row *row = table ? g_hash_table_lookup (table->rows, &id) : NULL;
  gboolean is_new = strcmp (action, "I") == 0;

  /* A table that is not ours, a row that comes twice, a change of what was never there. */
  if (table == NULL || is_new != (row == NULL))
    pod_fault_add_row (faults, "replay", name, id, NULL);
  if (table == NULL)
    return;
  if (row == NULL)
    row = add_row (self, table, id);
  row->is_seen = FALSE;
  apply_fields (self, table, row, fields, faults);
}

/* @which: "id >= :id ORDER BY id" or "id = :id". */
static PodStatement *
prepare_select (PodConnection *connection,
                const PodAuditedTable *table,
                const char *which,
                GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (guint i = 0; i < table->columns->len; i++)
    {
      const PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, ", %s", column->name);
    }
  g_string_append_printf (sql, " FROM %s WHERE %s", table->name, which);
  return pod_statement_new (connection, sql->str, error);
}

static gboolean
is_stored (const guint8 *cell, PodColumnKind kind, sqlite3_value *value, GByteArray *packed)
{
  PodPackedReader reader;
  PodPacked stored = { 0 };

  g_byte_array_set_size (packed, 0);
  /* The replay keeps the texts themselves. */
  if (kind == POD_COLUMN_SECRET)
    pod_packed_add_secret (packed, value);
  else
    pod_packed_add_value (packed, value);
  reader = (PodPackedReader){ packed->data, packed->len };
  return pod_packed_reader_next (&reader, &stored) && is_cell (cell, &stored);
}

static void
compare_row (Table *table, PodStatement *statement, GPtrArray *faults)
{
  gint64 id = pod_statement_get_int (statement, 0);
  Row *row = g_hash_table_lookup (table->rows, &id);

  if (row == NULL)
    {
      pod_fault_add_row (faults, "replay", table->table->name, id, NULL);
      return;
    }
  row->is_seen = TRUE;
  for (guint i = 0; i < table->table->columns->len; i++)
    {
      const PodAuditedColumn *column = g_ptr_array_index (table->table->columns, i);

      if (row->cells[i] == redacted ||
          !is_stored (row->cells[i], column->kind, pod_statement_get_value (statement, (int) i + 1),
                      table->scratch))
        pod_fault_add_row (faults, "replay", table->table->name, id, column->name);
    }
}

/* A table or a column that is gone: the check of the schema names it too. */
static gboolean
report_unreadable (Table *table,
                   PodConnection *connection,
                   GError *failure,
                   GPtrArray *faults,
                   GError **error)
{
  /* A disk or a memory that fails says nothing of the table. */
  int rc = sqlite3_errcode (pod_connection_get_db (connection)) & 0xff;

  table->is_done = TRUE;
  g_hash_table_remove_all (table->rows);
  if (rc != SQLITE_ERROR || !g_error_matches (failure, POD_STORE_ERROR, POD_STORE_ERROR_FAILED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  pod_fault_add (faults, "replay", table->table->name, NULL, NULL);
  g_error_free (failure);
  return TRUE;
}

static gboolean
compare_rows (Table *table,
              PodConnection *connection,
              gint64 until,
              GPtrArray *faults,
              GError **error)
{
  GError *local = NULL;
  g_autoptr (PodStatement)
      statement = prepare_select (connection, table->table, "id >= :id ORDER BY id", &local);

  if (statement == NULL)
    return report_unreadable (table, connection, local, faults, error);
  pod_statement_bind_int (statement, "id", table->next);
  while (pod_statement_step (statement, &local))
    {
      gint64 id = pod_statement_get_int (statement, 0);

      compare_row (table, statement, faults);
      table->is_done = id == G_MAXINT64;
      table->next = table->is_done ? id : id + 1;
      if (g_get_monotonic_time () >= until)
        return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else
    table->is_done = TRUE;
  return local == NULL;
}

gboolean
pod_replay_compare_some (PodReplay *self,
                         PodConnection *connection,
                         gint64 until,
                         gboolean *done,
                         GPtrArray *faults,
                         GError **error)
{
  *done = FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      Table *table = g_ptr_array_index (self->tables, i);

      if (!table->is_done && !compare_rows (table, connection, until, faults, error))
        return FALSE;
      if (!table->is_done)
        return TRUE;
    }
  *done = TRUE;
  return TRUE;
}

static gboolean
compare_one (Table *table, PodStatement *statement, gint64 id, GPtrArray *faults, GError **error)
{
  GError *local = NULL;

  pod_statement_reset (statement);
  pod_statement_bind_int (statement, "id", id);
  if (pod_statement_step (statement, &local))
    compare_row (table, statement, faults);
  else if (local != NULL)
    g_propagate_error (error, local);
  else
    pod_fault_add_row (faults, "replay", table->table->name, id, NULL);
  return local == NULL;
}

static gboolean
compare_unseen (Table *table, PodConnection *connection, GPtrArray *faults, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, table->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      if (((Row *) row)->is_seen)
        continue;
      if (statement == NULL)
        statement = prepare_select (connection, table->table, "id = :id", error);
      if (statement == NULL || !compare_one (table, statement, *(gint64 *) id, faults, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pod_replay_compare_rest (PodReplay *self,
                         PodConnection *connection,
                         GPtrArray *faults,
                         GError **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (!compare_unseen (g_ptr_array_index (self->tables, i), connection, faults, error))
      return FALSE;
  return TRUE;
}
