#include "pod-coverage.h"

#include <sodium.h>
#include <string.h>

#include "pod-audit-private.h"
#include "pod-signature-table.h"
#include "pod-statement.h"

typedef struct _Table Table;
typedef struct _Row Row;

/**
 * Part: of a scope, one table
 * @which: the rows that come into question: all that ever may have been covered, since a row may have moved from one visit to another
 * @covers: (nullable): what then decides, of the row as it was
 * @columns: (nullable): all where NULL
 */
typedef struct
{
  const char *scope;
  const char *table;
  const char *which;
  gboolean (*covers) (const Table *table, const Row *row, gint64 about);
  const char *columns[8];
} Part;

static gboolean is_of_visit (const Table *table, const Row *row, gint64 about);
static gboolean is_of_report (const Table *table, const Row *row, gint64 about);

#define ONE "id = :about AND subject = :subject"
#define ALL "subject = :subject"
static const Part parts[] = {
  { "adverse_event", "adverse_event", ONE, NULL, { NULL } },
  { "event", "event", ONE, NULL, { NULL } },
  { "visit", "visit", ONE, NULL, { NULL } },
  { "visit", "finding", ALL, is_of_visit, { NULL } },
  { "visit", "intervention", ALL, is_of_visit, { NULL } },
  { "report", "finding", ALL, is_of_report, { NULL } },
  { "casebook", "subject", "id = :subject", NULL, { NULL } },
  { "casebook", "visit", ALL, NULL, { NULL } },
  { "casebook", "finding", ALL, NULL, { NULL } },
  { "casebook", "intervention", ALL, NULL, { NULL } },
  { "casebook", "event", ALL, NULL, { NULL } },
  { "casebook", "adverse_event", ALL, NULL, { NULL } },
  { "access_review",
    "user",
    "1",
    NULL,
    { "name", "role", "active", "full_name", "organisation", NULL } },
  { "access_review", "key_grant", "1", NULL, { "user", "sealed", "granted_by", NULL } },
  { "access_review", "delegation", "1", NULL, { NULL } },
  { "readings", "setting", "key LIKE 'reading.%'", NULL, { NULL } },
};

/* A value that was redacted; nothing is packed as this. */
#define REDACTED 'X'
/* Of a secret it is covered only that there is one: a key that is sealed anew is the same right. */
#define SECRET 'H'

/**
 * Row:
 * @cells: (element-type GBytes): a packed value each, NULL where the value is NULL
 * @commitments: (element-type GBytes): of a typed value what the trail has in its stead; NULL elsewhere
 */
struct _Row
{
  gint64 id;
  GPtrArray *cells;
  GPtrArray *commitments;
};

struct _Table
{
  const Part *part;
  GPtrArray *columns; /* PodAuditedColumn */
  GPtrArray *rows;    /* Row, by id */
};

struct _PodCoverage
{
  GPtrArray *tables;
  gint64 about;
  gboolean is_damaged;
};

static void
clear_cell (gpointer data)
{
  if (data != NULL)
    g_bytes_unref (data);
}

static void
free_row (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->cells);
  g_ptr_array_unref (row->commitments);
  g_free (row);
}

static void
free_table (gpointer data)
{
  Table *table = data;

  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
pod_coverage_free (PodCoverage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tables);
  g_free (self);
}

/* ---- what is covered ---- */

static Table *
make_table (const Part *part)
{
  const PodAuditedTable *audited = pod_audited_table_get (part->table);
  Table *table = g_new0 (Table, 1);

  table->part = part;
  table->columns = g_ptr_array_new ();
  table->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < audited->columns->len; i++)
    {
      PodAuditedColumn *column = g_ptr_array_index (audited->columns, i);

      if (part->columns[0] == NULL || g_strv_contains (part->columns, column->name))
        g_ptr_array_add (table->columns, column);
    }
  return table;
}

static int
find_column (const Table *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (strcmp (((PodAuditedColumn *) g_ptr_array_index (table->columns, i))->name, name) == 0)
      return (int) i;
  return -1;
}

/* ---- as they are ---- */

static PodStatement *
prepare_rows (PodConnection *connection, const Table *table, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id");

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, ", %s",
                            ((PodAuditedColumn *) g_ptr_array_index (table->columns, i))->name);
  g_string_append_printf (sql, " FROM %s WHERE %s ORDER BY id", table->part->table,
                          table->part->which);
  return pod_statement_new (connection, sql->str, error);
}

static GBytes *
make_mark (char mark)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();

  pod_canon_add_field (packed, mark, "", 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&packed));
}

static GBytes *
pack_cell (const PodAuditedColumn *column, sqlite3_value *value)
{
  g_autoptr (GByteArray) packed = NULL;

  if (sqlite3_value_type (value) == SQLITE_NULL)
    return NULL;
  if (column->kind == POD_COLUMN_SECRET)
    return make_mark (SECRET);
  packed = g_byte_array_new ();
  pod_packed_add_value (packed, value);
  return g_byte_array_free_to_bytes (g_steal_pointer (&packed));
}

static void
add_row (Table *table, PodStatement *statement)
{
  Row *row = g_new0 (Row, 1);

  row->id = pod_statement_get_int (statement, 0);
  row->cells = g_ptr_array_new_with_free_func (clear_cell);
  row->commitments = g_ptr_array_new_with_free_func (clear_cell);
  g_ptr_array_set_size (row->commitments, (int) table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (row->cells, pack_cell (g_ptr_array_index (table->columns, i),
                                            pod_statement_get_value (statement, (int) i + 1)));
  g_ptr_array_add (table->rows, row);
}

static gboolean
read_rows (Table *table, PodConnection *connection, gint64 subject, gint64 about, GError **error)
{
  g_autoptr (PodStatement) statement = prepare_rows (connection, table, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  if (strstr (table->part->which, ":subject") != NULL)
    pod_statement_bind_int (statement, "subject", subject);
  if (strstr (table->part->which, ":about") != NULL)
    pod_statement_bind_int (statement, "about", about);
  while (pod_statement_step (statement, &local))
    add_row (table, statement);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- as they were ---- */

static void
undo_field (const Table *table, Row *row, const PodAuditField *field)
{
  const PodPacked *value = &field->old_value;
  int column = find_column (table, field->name);
  GBytes *cell = NULL;

  if (column < 0)
    return;
  if (value->type == 'C')
    cell = make_mark (REDACTED);
  else if (value->type == 'H')
    cell = make_mark (SECRET);
  else if (value->type != 'N')
    cell = g_bytes_new (value->whole, value->whole_length);
  clear_cell (g_ptr_array_index (row->cells, column));
  g_ptr_array_index (row->cells, column) = cell;
}

/* Columns of an entry: action, fields, texts, salt.  TRUE where it made the row, which was not there before. */
static gboolean
undo_entry (PodCoverage *self, const Table *table, Row *row, PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 1),
                         pod_statement_get_value (statement, 2),
                         pod_statement_get_value (statement, 3));
  while (pod_audit_fields_next (&fields, &field))
    {
      undo_field (table, row, &field);
      pod_audit_field_clear (&field);
    }
  if (!pod_audit_fields_finish (&fields))
    self->is_damaged = TRUE;
  return g_strcmp0 (pod_statement_get_text (statement, 0), "I") == 0;
}

/* Whether the row was there; it is as it was. */
static gboolean
rewind_row (PodCoverage *self,
            const Table *table,
            Row *row,
            PodStatement *statement,
            gint64 sequence,
            GError **error)
{
  gboolean was_made = FALSE;

  pod_statement_reset (statement);
  pod_statement_bind_text (statement, "table", table->part->table);
  pod_statement_bind_int (statement, "row", row->id);
  pod_statement_bind_int (statement, "sequence", sequence);
  while (pod_statement_step (statement, error))
    was_made = undo_entry (self, table, row, statement);
  return !was_made;
}

static gboolean
rewind_all (PodCoverage *self, PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT action, fields, texts, salt FROM audit WHERE tbl = "
                                     ":table AND row = :row AND seq > :sequence ORDER BY seq DESC",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = g_ptr_array_index (self->tables, i);

      for (guint j = table->rows->len; local == NULL && j > 0; j--)
        if (!rewind_row (self, table, g_ptr_array_index (table->rows, j - 1), statement, sequence,
                         &local) &&
            local == NULL)
          g_ptr_array_remove_index (table->rows, j - 1);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- what of it belongs to the scope ---- */

static GBytes *
get_cell (const Table *table, const Row *row, const char *column)
{
  return g_ptr_array_index (row->cells, find_column (table, column));
}

static gboolean
read_cell (GBytes *cell, PodPacked *value)
{
  PodPackedReader reader;
  gsize length;
  gconstpointer data;

  if (cell == NULL)
    return FALSE;
  data = g_bytes_get_data (cell, &length);
  reader = (PodPackedReader){ data, length };
  return pod_packed_reader_next (&reader, value);
}

static gboolean
is_of_visit (const Table *table, const Row *row, gint64 about)
{
  PodPacked visit = { 0 };

  return read_cell (get_cell (table, row, "visit"), &visit) && visit.type == 'I' &&
         pod_packed_to_int (&visit) == about;
}

/* Of a moment that is not known to the day there is no report. */
static gboolean
is_on_day (GBytes *moment, gint64 day)
{
  PodPacked value = { 0 };
  g_autofree char *text = NULL;
  PodMoment when;

  if (!read_cell (moment, &value) || value.type != 'T')
    return FALSE;
  text = g_strndup ((const char *) value.bytes, value.length);
  return pod_moment_parse (text, &when) && pod_date_is_complete (when.date) &&
         pod_date_first_day (when.date) == day;
}

/* As the triggers of step 4 have it. */
static gboolean
is_of_report (const Table *table, const Row *row, gint64 about)
{
  static const char *const marks[] = { "laboratory", "lower", "upper", "significance" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (get_cell (table, row, marks[i]) != NULL)
      return is_on_day (get_cell (table, row, "moment"), about);
  return FALSE;
}

static void
keep_covered (PodCoverage *self, const Table *table)
{
  if (table->part->covers == NULL)
    return;
  for (guint i = table->rows->len; i > 0; i--)
    if (!table->part->covers (table, g_ptr_array_index (table->rows, i - 1), self->about))
      g_ptr_array_remove_index (table->rows, i - 1);
}

/* ---- what stands for a text ---- */

/* A hash over a text that somebody can guess (a name) would tell for ever whether the guess is right, also when the text is redacted.  So
 * what is hashed is the trail's commitment, whose salt goes with the text. */
static gboolean
is_open (const Table *table, const Row *row, int column)
{
  return column >= 0 &&
         ((const PodAuditedColumn *) g_ptr_array_index (table->columns, column))->kind ==
             POD_COLUMN_TYPED &&
         g_ptr_array_index (row->cells, column) != NULL &&
         g_ptr_array_index (row->commitments, column) == NULL;
}

static gboolean
has_open (const Table *table, const Row *row)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (is_open (table, row, (int) i))
      return TRUE;
  return FALSE;
}

/* Where the text is still there it must be the one in the row. */
static void
take_commitment (PodCoverage *self,
                 Row *row,
                 int column,
                 const PodPacked *commitment,
                 const PodPacked *opened)
{
  gsize length;
  gconstpointer cell = g_bytes_get_data (g_ptr_array_index (row->cells, column), &length);

  g_ptr_array_index (row->commitments, column) = g_bytes_new (commitment->whole,
                                                              commitment->whole_length);
  if (opened->type != 'C' &&
      (opened->whole_length != length || memcmp (opened->whole, cell, length) != 0))
    self->is_damaged = TRUE;
}

/* Columns of an entry: fields, texts, salt.  The commitments and what they stand for are read side by side. */
static void
take_commitments (PodCoverage *self, const Table *table, Row *row, PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  PodPackedReader reader;
  PodPacked name, old_value, new_value;

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 0),
                         pod_statement_get_value (statement, 1),
                         pod_statement_get_value (statement, 2));
  reader = fields.fields;
  while (pod_audit_fields_next (&fields, &field) && pod_packed_reader_next (&reader, &name) &&
         pod_packed_reader_next (&reader, &old_value) &&
         pod_packed_reader_next (&reader, &new_value))
    {
      int column = find_column (table, field.name);

      if (is_open (table, row, column))
        take_commitment (self, row, column, &new_value, &field.new_value);
      pod_audit_field_clear (&field);
    }
  if (!pod_audit_fields_finish (&fields))
    self->is_damaged = TRUE;
}

static gboolean
commit_row (PodCoverage *self,
            const Table *table,
            Row *row,
            PodStatement *statement,
            gint64 sequence,
            GError **error)
{
  GError *local = NULL;

  pod_statement_reset (statement);
  pod_statement_bind_text (statement, "table", table->part->table);
  pod_statement_bind_int (statement, "row", row->id);
  pod_statement_bind_int (statement, "sequence", sequence);
  while (has_open (table, row) && pod_statement_step (statement, &local))
    take_commitments (self, table, row, statement);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (has_open (table, row))
    self->is_damaged = TRUE;
  return TRUE;
}

static gboolean
commit_all (PodCoverage *self, PodConnection *connection, gint64 sequence, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT fields, texts, salt FROM audit WHERE tbl = :table AND "
                                     "row = :row AND seq <= :sequence AND action IN ('I', 'U') "
                                     "ORDER BY seq DESC",
                                     error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        if (!commit_row (self, table, g_ptr_array_index (table->rows, j), statement, sequence,
                         error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_tables (PodCoverage *self,
             PodConnection *connection,
             const char *scope,
             gint64 subject,
             GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Table *table;

      if (g_strcmp0 (parts[i].scope, scope) != 0)
        continue;
      table = make_table (&parts[i]);
      g_ptr_array_add (self->tables, table);
      if (!read_rows (table, connection, subject, self->about, error))
        return FALSE;
    }
  if (self->tables->len > 0)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT,
                       "there is no such scope of signing");
  return FALSE;
}

PodCoverage *
pod_coverage_new_at (PodConnection *connection,
                     const char *scope,
                     gint64 subject,
                     gint64 about,
                     gint64 sequence,
                     GError **error)
{
  g_autoptr (PodCoverage) self = g_new0 (PodCoverage, 1);

  self->tables = g_ptr_array_new_with_free_func (free_table);
  self->about = about;
  if (!read_tables (self, connection, scope, subject, error) ||
      (sequence < G_MAXINT64 && !rewind_all (self, connection, sequence, error)))
    return NULL;
  for (guint i = 0; i < self->tables->len; i++)
    keep_covered (self, g_ptr_array_index (self->tables, i));
  return commit_all (self, connection, sequence, error) ? g_steal_pointer (&self) : NULL;
}

PodCoverage *
pod_coverage_new (PodConnection *connection,
                  const char *scope,
                  gint64 subject,
                  gint64 about,
                  GError **error)
{
  return pod_coverage_new_at (connection, scope, subject, about, G_MAXINT64, error);
}

guint
pod_coverage_count (PodCoverage *self)
{
  guint count = 0;

  for (guint i = 0; i < self->tables->len; i++)
    count += ((Table *) g_ptr_array_index (self->tables, i))->rows->len;
  return count;
}

gboolean
pod_coverage_is_damaged (PodCoverage *self)
{
  return self->is_damaged;
}

static gboolean
is_mark (GBytes *cell, char mark)
{
  return cell != NULL && *(const char *) g_bytes_get_data (cell, NULL) == mark;
}

static gboolean
has_redacted (const Row *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (is_mark (g_ptr_array_index (row->cells, i), REDACTED))
      return TRUE;
  return FALSE;
}

gboolean
pod_coverage_is_redacted (PodCoverage *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        if (has_redacted (g_ptr_array_index (table->rows, j)))
          return TRUE;
    }
  return FALSE;
}

/* ---- the canonical record ---- */

/* The absent value at its end keeps a row from being read as the end of another. */
static void
add_to_canon (PodCanon *canon, const Table *table, const Row *row)
{
  pod_canon_add_text (canon, table->part->table);
  pod_canon_add_int (canon, row->id);
  for (guint i = 0; i < row->cells->len; i++)
    {
      GBytes *commitment = g_ptr_array_index (row->commitments, i);
      GBytes *cell = commitment != NULL ? commitment : g_ptr_array_index (row->cells, i);
      gsize length;
      gconstpointer data;

      if (cell == NULL)
        continue;
      data = g_bytes_get_data (cell, &length);
      pod_canon_add_text (canon,
                          ((PodAuditedColumn *) g_ptr_array_index (table->columns, i))->name);
      g_byte_array_append (canon, data, (guint) length);
    }
  pod_canon_add_null (canon);
}

void
pod_coverage_hash (PodCoverage *self, guint8 hash[POD_PACKED_HASH_BYTES])
{
  g_autoptr (GByteArray) canon = pod_canon_new ("pod-record-2");

  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = g_ptr_array_index (self->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        add_to_canon (canon, table, g_ptr_array_index (table->rows, j));
    }
  crypto_generichash (hash, POD_PACKED_HASH_BYTES, canon->data, canon->len, NULL, 0);
}

/* ---- what differs ---- */

void
pod_cell_change_free (PodCellChange *change)
{
  g_free (change->table);
  g_free (change->column);
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

static char *
print_cell (GBytes *cell)
{
  PodPacked value = { 0 };

  if (cell == NULL)
    return NULL;
  return read_cell (cell, &value) ? pod_packed_to_string (&value) : g_strdup ("…");
}

static gboolean
is_same_cell (GBytes *a, GBytes *b)
{
  return a == NULL || b == NULL ? a == b : g_bytes_equal (a, b);
}

static void
add_difference (GPtrArray *list,
                const Table *table,
                gint64 id,
                const char *column,
                char *old_value,
                char *new_value)
{
  PodCellChange *change = g_new0 (PodCellChange, 1);

  change->table = g_strdup (table->part->table);
  change->row = id;
  change->column = g_strdup (column);
  change->old_value = old_value;
  change->new_value = new_value;
  g_ptr_array_add (list, change);
}

static void
compare_row (GPtrArray *list, const Table *table, const Row *then, const Row *now)
{
  for (guint i = 0; i < then->cells->len; i++)
    {
      GBytes *old_cell = g_ptr_array_index (then->cells, i);
      GBytes *new_cell = g_ptr_array_index (now->cells, i);
      const PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      if (strcmp (column->name, "version") != 0 && !is_same_cell (old_cell, new_cell))
        add_difference (list, table, then->id, column->name, print_cell (old_cell),
                        print_cell (new_cell));
    }
}

static char *
print_version (const Table *table, const Row *row)
{
  int column = find_column (table, "version");

  return column < 0 ? g_strdup ("1") : print_cell (g_ptr_array_index (row->cells, column));
}

/* Both are sorted by id. */
static void
compare_tables (GPtrArray *list, const Table *then, const Table *now)
{
  guint i = 0, j = 0;

  while (i < then->rows->len || j < now->rows->len)
    {
      const Row *before = i < then->rows->len ? g_ptr_array_index (then->rows, i) : NULL;
      const Row *after = j < now->rows->len ? g_ptr_array_index (now->rows, j) : NULL;

      if (after == NULL || (before != NULL && before->id < after->id))
        add_difference (list, then, before->id, NULL, print_version (then, before), NULL);
      else if (before == NULL || after->id < before->id)
        add_difference (list, now, after->id, NULL, NULL, print_version (now, after));
      else
        compare_row (list, now, before, after);
      i += before != NULL && (after == NULL || before->id <= after->id);
      j += after != NULL && (before == NULL || after->id <= before->id);
    }
}

GPtrArray *
pod_coverage_compare (PodCoverage *then, PodCoverage *now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_cell_change_free);

  for (guint i = 0; i < then->tables->len; i++)
    compare_tables (list, g_ptr_array_index (then->tables, i), g_ptr_array_index (now->tables, i));
  return list;
}
