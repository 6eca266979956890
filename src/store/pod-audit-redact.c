/* Taking a text out of the trail.  The chain covers a salted commitment to it, which stays; the text and the salt go. */

#include "pod-audit-redact.h"

#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-schema.h"
#include "pod-statement.h"

/* What stands in a typed column for a moment: the value before and after it are those of different entries then. */
#define INTERIM "…"

static gboolean
set_error (GError **error, PodStoreError code, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, code, message);
  return FALSE;
}

/* ---- one entry ---- */

static gboolean
is_typed (const PodAuditedTable *table, const char *column)
{
  int index = pod_audited_table_find (table, column);
  const PodAuditedColumn *found = index >= 0 ? g_ptr_array_index (table->columns, index) : NULL;

  return found != NULL && found->kind == POD_COLUMN_TYPED;
}

/* Columns @first and the two behind it: fields, texts, salt. */
static void
start_fields (PodAuditFields *fields, PodStatement *statement, int first)
{
  pod_audit_fields_init (fields, pod_statement_get_value (statement, first),
                         pod_statement_get_value (statement, first + 1),
                         pod_statement_get_value (statement, first + 2));
}

/* (element-type utf8): the typed columns to which the entry gave a text. */
static GPtrArray *
list_given (const PodAuditedTable *table, PodStatement *statement, int first)
{
  GPtrArray *given = g_ptr_array_new_with_free_func (g_free);
  PodAuditFields fields;
  PodAuditField field = { 0 };

  start_fields (&fields, statement, first);
  while (pod_audit_fields_next (&fields, &field))
    {
      if (is_typed (table, field.name) && field.new_value.type != 'N')
        g_ptr_array_add (given, g_strdup (field.name));
      pod_audit_field_clear (&field);
    }
  return given;
}

/* A field is in an entry only where its value became another. */
static void
remove_changed (GPtrArray *given, PodStatement *statement, int first)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  guint index;

  start_fields (&fields, statement, first);
  while (pod_audit_fields_next (&fields, &field))
    {
      if (g_ptr_array_find_with_equal_func (given, field.name, g_str_equal, &index))
        g_ptr_array_remove_index (given, index);
      pod_audit_field_clear (&field);
    }
}

/* The columns that still have the text which entry @sequence gave them are left in @given. */
static gboolean
remove_superseded (PodConnection *connection,
                   gint64 sequence,
                   const char *table,
                   gint64 row,
                   GPtrArray *given,
                   GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT fields, texts, salt FROM audit WHERE tbl = :table "
                                     "AND row = :row AND seq > :seq AND action = 'U'",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "table", table);
  pod_statement_bind_int (statement, "row", row);
  pod_statement_bind_int (statement, "seq", sequence);
  while (given->len > 0 && pod_statement_step (statement, &local))
    remove_changed (given, statement, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Whether something that a record says now rests on the texts of the entry. */
static gboolean
is_in_force (PodConnection *connection, gint64 sequence, gboolean *in_force, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT tbl, row, fields, texts, salt FROM audit "
                                     "WHERE seq = :seq AND action IN ('I', 'U')",
                                     error);
  g_autoptr (GPtrArray) given = NULL;
  g_autofree char *name = NULL;
  GError *local = NULL;
  gint64 row;

  *in_force = FALSE;
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  if (!pod_statement_step (statement, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  name = g_strdup (pod_statement_get_text (statement, 0));
  row = pod_statement_get_int (statement, 1);
  if (pod_audited_table_get (name) == NULL)
    return TRUE;
  given = list_given (pod_audited_table_get (name), statement, 2);
  if (!remove_superseded (connection, sequence, name, row, given, error))
    return FALSE;
  *in_force = given->len > 0;
  return TRUE;
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
  return sqlite3_changes (pod_connection_get_db (connection)) == 1 ||
         set_error (error, POD_STORE_ERROR_NOT_FOUND, "the entry holds no text");
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

static gboolean
check_reason (PodConnection *connection, GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);

  return (stamp != NULL && stamp->why != NULL && stamp->why[0] != '\0') ||
         set_error (error, POD_STORE_ERROR_CONSTRAINT, "a redaction needs a reason");
}

gboolean
pod_audit_redact (PodConnection *connection, gint64 sequence, GError **error)
{
  gboolean in_force, removed;

  if (!check_reason (connection, error) || !is_in_force (connection, sequence, &in_force, error))
    return FALSE;
  if (in_force)
    return set_error (error, POD_STORE_ERROR_CONSTRAINT,
                      "what a record says now rests on the text: correct the record first");
  /* The authorizer looks when the statement is prepared, the trigger when it runs. */
  pod_connection_set_redact (connection, sequence);
  removed = remove_texts (connection, sequence, error);
  pod_connection_set_redact (connection, 0);
  return removed && note_redaction (connection, sequence, error);
}

/* ---- a text, wherever it is ---- */

typedef struct
{
  char *field;
  char *text;
  gsize length;
} Target;

static void
free_target (gpointer data)
{
  Target *target = data;

  g_free (target->field);
  g_free (target->text);
  g_free (target);
}

typedef struct
{
  PodConnection *connection;
  /* The entry that was pointed at. */
  char *table;
  gint64 row;
  char *action;
  char *when;
  char *session;
  GPtrArray *targets; /* Target */
  gboolean is_reason;
  /* The entries that hold one of them, and their numbers in order. */
  GArray *found;
} Search;

static void
clear_search (Search *self)
{
  g_free (self->table);
  g_free (self->action);
  g_free (self->when);
  g_free (self->session);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_array_unref);
}

/* A plain "detail" or column is never looked for: only what was committed to can be taken out. */
static gboolean
is_wanted (const char *wanted, const PodAuditField *field, gboolean is_text)
{
  if (!is_text || strcmp (field->name, POD_AUDIT_WHY) == 0)
    return is_text && g_strcmp0 (wanted, POD_AUDIT_WHY) == 0;
  return wanted == NULL || strcmp (wanted, field->name) == 0;
}

static void
add_target (Search *self, const PodAuditField *field)
{
  const PodPacked *value = field->new_value.type == 'T' ? &field->new_value : &field->old_value;
  Target *target;

  if (value->type != 'T' || value->length == 0)
    return;
  target = g_new0 (Target, 1);
  target->field = g_strdup (field->name);
  target->text = g_memdup2 (value->bytes, value->length);
  target->length = value->length;
  g_ptr_array_add (self->targets, target);
}

static void
add_targets (Search *self, PodStatement *statement, const char *wanted)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  guint before = 0;

  start_fields (&fields, statement, 5);
  while (pod_audit_fields_next (&fields, &field))
    {
      if (is_wanted (wanted, &field, fields.has_texts && fields.n_commitments > before))
        add_target (self, &field);
      before = fields.n_commitments;
      pod_audit_field_clear (&field);
    }
}

static gboolean
read_target (Search *self, gint64 sequence, const char *wanted, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (self->connection,
                                     "SELECT tbl, row, action, ts, session, fields, texts, salt "
                                     "FROM audit WHERE seq = :seq",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  if (pod_statement_step (statement, &local))
    {
      self->table = g_strdup (pod_statement_get_text (statement, 0));
      self->row = pod_statement_get_int (statement, 1);
      self->action = g_strdup (pod_statement_get_text (statement, 2));
      self->when = g_strdup (pod_statement_get_text (statement, 3));
      self->session = g_strdup (pod_statement_get_text (statement, 4));
      add_targets (self, statement, wanted);
      if (self->targets->len == 0 && wanted == NULL)
        add_targets (self, statement, POD_AUDIT_WHY);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->targets->len == 0)
    return set_error (error, POD_STORE_ERROR_NOT_FOUND, "the entry holds no text");
  self->is_reason = strcmp (((Target *) g_ptr_array_index (self->targets, 0))->field,
                            POD_AUDIT_WHY) == 0;
  return TRUE;
}

static gboolean
holds (const PodPacked *value, const Target *target)
{
  return value->type == 'T' &&
         memmem (value->bytes, value->length, target->text, target->length) != NULL;
}

static gboolean
holds_target (const Search *self, const PodAuditField *field)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      const Target *target = g_ptr_array_index (self->targets, i);

      if (strcmp (field->name, target->field) != 0 && strcmp (field->name, POD_AUDIT_WHY) != 0)
        continue;
      if (holds (&field->old_value, target) || holds (&field->new_value, target))
        return TRUE;
    }
  return FALSE;
}

static gboolean
entry_holds_target (const Search *self, PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  gboolean held = FALSE;

  start_fields (&fields, statement, 1);
  while (!held && pod_audit_fields_next (&fields, &field))
    {
      held = holds_target (self, &field);
      pod_audit_field_clear (&field);
    }
  return held;
}

#define SELECT_TEXTS "SELECT seq, fields, texts, salt FROM audit WHERE texts IS NOT NULL AND "

static PodStatement *
prepare_search (Search *self, GError **error)
{
  const char *sql = self->is_reason       ? SELECT_TEXTS "ts = :when AND session = :session"
                    : self->table != NULL ? SELECT_TEXTS "tbl = :table AND row = :row"
                                          : SELECT_TEXTS "tbl IS NULL AND action = :action";
  PodStatement *statement = pod_statement_new (self->connection, sql, error);

  if (statement == NULL)
    return NULL;
  if (self->is_reason)
    {
      pod_statement_bind_text (statement, "when", self->when);
      pod_statement_bind_text (statement, "session", self->session);
    }
  else if (self->table != NULL)
    {
      pod_statement_bind_text (statement, "table", self->table);
      pod_statement_bind_int (statement, "row", self->row);
    }
  else
    pod_statement_bind_text (statement, "action", self->action);
  return statement;
}

static gboolean
search (Search *self, GError **error)
{
  g_autoptr (PodStatement) statement = prepare_search (self, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  g_array_set_size (self->found, 0);
  while (pod_statement_step (statement, &local))
    {
      gint64 sequence = pod_statement_get_int (statement, 0);

      if (entry_holds_target (self, statement))
        g_array_append_val (self->found, sequence);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
check_own_reason (const Search *self, GError **error)
{
  const char *why = pod_connection_get_stamp (self->connection)->why;

  for (guint i = 0; i < self->targets->len; i++)
    {
      const Target *target = g_ptr_array_index (self->targets, i);

      if (memmem (why, strlen (why), target->text, target->length) != NULL)
        return set_error (error, POD_STORE_ERROR_CONSTRAINT,
                          "the reason itself holds the text that is to go");
    }
  return TRUE;
}

/* ---- the record ---- */

/* A typed column that is not empty, with what it is to say. */
typedef struct
{
  const char *column;
  char *text;
} Cell;

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

/* The same origin must not stand twice for a subject. */
static char *
write_mark (const Search *self, const char *column)
{
  if (strcmp (column, "origin") == 0)
    return g_strdup_printf (POD_AUDIT_REDACTED " %" G_GINT64_FORMAT, self->row);
  return g_strdup (POD_AUDIT_REDACTED);
}

static void
read_cell (Search *self, PodStatement *statement, const char *column, GArray *cells)
{
  gsize length;
  gconstpointer bytes = pod_statement_get_bytes (statement, 0, &length);
  PodAuditField field = { .name = (char *) column,
                          .new_value = { .type = 'T', .bytes = bytes, .length = length } };
  Cell cell = { .column = column };

  if (pod_statement_is_null (statement, 0))
    return;
  cell.text = holds_target (self, &field) ? write_mark (self, column) : g_strndup (bytes, length);
  g_array_append_val (cells, cell);
}

static gboolean
read_column (Search *self, const char *column, GArray *cells, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = :id", column, self->table);
  g_autoptr (PodStatement) statement = pod_statement_new (self->connection, sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", self->row);
  if (pod_statement_step (statement, &local))
    read_cell (self, statement, column, cells);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* (element-type Cell) */
static GArray *
read_cells (Search *self, const PodAuditedTable *table, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));

  g_array_set_clear_func (cells, clear_cell);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      if (column->kind == POD_COLUMN_TYPED && !read_column (self, column->name, cells, error))
        return NULL;
    }
  return g_steal_pointer (&cells);
}

/* The record as any change writes it: its version counts, and what was signed of it ends.  @interim: nothing of what it says. */
static gboolean
write_cells (Search *self, GArray *cells, gboolean interim, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (PodStatement) statement = NULL;

  g_string_append_printf (sql, "UPDATE %s SET version = version + 1", self->table);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *column = g_array_index (cells, Cell, i).column;

      g_string_append_printf (sql, ", %s = :%s", column, column);
    }
  g_string_append (sql, " WHERE id = :id");
  statement = pod_statement_new (self->connection, sql->str, error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", self->row);
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      pod_statement_bind_text (statement, cell->column, interim ? INTERIM : cell->text);
    }
  return pod_statement_run (statement, error);
}

/* Two entries: from what the record says to nothing, which holds the text as the old value and goes, too; and from nothing to what it
 * says from now on. */
static gboolean
write_anew (Search *self, PodRedaction *done, GError **error)
{
  const PodAuditedTable *table = pod_audited_table_get (self->table);
  g_autoptr (GArray) cells = NULL;

  if (table == NULL || pod_audited_table_find (table, "version") < 0)
    return set_error (error, POD_STORE_ERROR_CONSTRAINT,
                      "what is in force can only be replaced, not taken out");
  cells = read_cells (self, table, error);
  done->corrected = TRUE;
  return cells != NULL && write_cells (self, cells, TRUE, error) &&
         write_cells (self, cells, FALSE, error);
}

/* A reason may stand beside what several records say. */
static gboolean
free_entry (Search *self, gint64 sequence, PodRedaction *done, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  gboolean in_force;

  if (!is_in_force (self->connection, sequence, &in_force, error))
    return FALSE;
  if (!in_force)
    return TRUE;
  statement = pod_statement_new (self->connection, "SELECT tbl, row FROM audit WHERE seq = :seq",
                                 error);
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  if (!pod_statement_step (statement, error))
    return FALSE;
  g_free (self->table);
  self->table = g_strdup (pod_statement_get_text (statement, 0));
  self->row = pod_statement_get_int (statement, 1);
  pod_statement_reset (statement);
  return write_anew (self, done, error);
}

static gboolean
free_entries (Search *self, PodRedaction *done, GError **error)
{
  for (guint i = 0; i < self->found->len; i++)
    if (!free_entry (self, g_array_index (self->found, gint64, i), done, error))
      return FALSE;
  /* The record's own writing just now holds it as well. */
  return search (self, error);
}

static gboolean
redact_found (Search *self, PodRedaction *done, GError **error)
{
  for (guint i = 0; i < self->found->len; i++)
    if (!pod_audit_redact (self->connection, g_array_index (self->found, gint64, i), error))
      return FALSE;
  done->n_entries = self->found->len;
  return TRUE;
}

/* A reason is always somebody's own words. */
static gboolean
check_evidence (PodConnection *connection, gint64 sequence, const char *field, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT tbl, action FROM audit WHERE seq = :seq", error);
  GError *local = NULL;
  gboolean is_evidence;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  is_evidence = pod_statement_step (statement, &local) && g_strcmp0 (field, POD_AUDIT_WHY) != 0 &&
                pod_audit_is_evidence (pod_statement_get_text (statement, 0),
                                       pod_statement_get_text (statement, 1));
  if (local != NULL)
    g_propagate_error (error, local);
  else if (is_evidence)
    set_error (error, POD_STORE_ERROR_CONSTRAINT,
               "what the program itself noted is evidence, and stays");
  return local == NULL && !is_evidence;
}

gboolean
pod_audit_redact_text (PodConnection *connection,
                       gint64 sequence,
                       const char *field,
                       PodRedaction *done,
                       GError **error)
{
  Search self = { .connection = connection };
  gboolean redacted;

  *done = (PodRedaction){ 0 };
  if (!check_reason (connection, error) || !check_evidence (connection, sequence, field, error))
    return FALSE;
  self.targets = g_ptr_array_new_with_free_func (free_target);
  self.found = g_array_new (FALSE, FALSE, sizeof (gint64));
  redacted = read_target (&self, sequence, field, error) && check_own_reason (&self, error) &&
             search (&self, error) && free_entries (&self, done, error) &&
             redact_found (&self, done, error);
  clear_search (&self);
  return redacted;
}
