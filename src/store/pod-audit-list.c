/* Reading the trail: entries of a query, newest first, a row a field. */

#include "pod-audit-list.h"

#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-schema.h"
#include "pod-statement.h"

/* Well under the 50 ms that a transaction of a reader may last. */
#define SLICE_US 20000
/* So many numbers are looked through by one statement: where few of them fit, its step takes no longer than that. */
#define WINDOW 10000

void
pod_audit_entry_free (PodAuditEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->when);
  g_free (entry->user);
  g_free (entry->role);
  g_free (entry->organisation);
  g_free (entry->action);
  g_free (entry->table);
  g_free (entry->row);
  g_free (entry->subject);
  g_free (entry->field);
  g_free (entry->old_value);
  g_free (entry->new_value);
  g_free (entry->why);
  g_free (entry);
}

/* ---- the statement ---- */

/* The columns of COLUMNS, in order; whom it is about follows them. */
enum
{
  SEQ,
  TS,
  OFFSET,
  USER,
  ROLE,
  ACTION,
  TABLE,
  ROW,
  FIELDS,
  TEXTS,
  SALT,
  ORGANISATION,
  SUBJECT,
};
#define COLUMNS                                                                                    \
  "SELECT a.seq, a.ts, a.utc_offset, a.user, a.role, a.action, a.tbl, a.row, a.fields, a.texts, "  \
  "a.salt, (SELECT organisation FROM user WHERE name = a.user), "
#define WITHIN ".seq < :before AND %s.seq >= :floor"

static gboolean
has_subject (const PodAuditedTable *table)
{
  return pod_audited_table_find (table, "subject") >= 0;
}

/* The screening number of whom the row of entry "a" is about. */
static void
append_subject (GString *sql)
{
  const GPtrArray *tables = pod_schema_get ()->tables;

  g_string_append (sql, "(SELECT screening_number FROM subject WHERE id = CASE a.tbl "
                        "WHEN 'subject' THEN a.row "
                        "WHEN 'person' THEN (SELECT min (id) FROM subject WHERE person = a.row) ");
  for (guint i = 0; i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);

      if (has_subject (table))
        g_string_append_printf (sql, "WHEN '%s' THEN (SELECT subject FROM %s WHERE id = a.row) ",
                                table->name, table->name);
    }
  g_string_append (sql, "END)");
}

/* A record's history tells who signed it and what was asked about it, which are records of their own. */
static void
add_record_conditions (GPtrArray *conditions, const PodAuditQuery *query)
{
  const GPtrArray *tables = pod_schema_get ()->tables;

  if (query->row == 0)
    {
      g_ptr_array_add (conditions, g_strdup ("e.tbl = :table"));
      return;
    }
  g_ptr_array_add (conditions, g_strdup ("e.tbl = :table AND e.row = :row"));
  for (guint i = 0; i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);

      if (pod_audited_table_find (table, "scope") >= 0 &&
          pod_audited_table_find (table, "record") >= 0)
        g_ptr_array_add (conditions,
                         g_strdup_printf ("e.tbl = '%s' AND e.row IN (SELECT id FROM %s "
                                          "WHERE scope = :table AND record = :row)",
                                          table->name, table->name));
    }
}

static void
add_subject_conditions (GPtrArray *conditions, const PodAuditQuery *query)
{
  const GPtrArray *tables = pod_schema_get ()->tables;

  g_ptr_array_add (conditions, g_strdup ("e.tbl = 'subject' AND e.row = :subject"));
  if (query->with_person)
    g_ptr_array_add (conditions, g_strdup ("e.tbl = 'person' AND e.row = "
                                           "(SELECT person FROM subject WHERE id = :subject)"));
  for (guint i = 0; i < tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (tables, i);

      if (has_subject (table))
        g_ptr_array_add (conditions,
                         g_strdup_printf ("e.tbl = '%s' AND e.row IN "
                                          "(SELECT id FROM %s WHERE subject = :subject)",
                                          table->name, table->name));
    }
}

static gboolean
is_of_subject (const PodAuditQuery *query)
{
  return query->table == NULL && query->subject != 0;
}

/* (element-type utf8): conditions on entry "e", any of which makes it one of the record's or, without a record, of the subject's. */
static GPtrArray *
list_conditions (const PodAuditQuery *query)
{
  GPtrArray *conditions = g_ptr_array_new_with_free_func (g_free);

  if (query->table != NULL)
    add_record_conditions (conditions, query);
  else if (query->subject != 0)
    add_subject_conditions (conditions, query);
  return conditions;
}

/* Each condition is asked of the index by itself, and the numbers are put together: as one condition they would be asked of every
 * entry.  What a redaction says stands in an entry of its own, which belongs to whatever the redacted one belonged to. */
static void
append_scope (GString *sql, const PodAuditQuery *query)
{
  g_autoptr (GPtrArray) conditions = list_conditions (query);

  if (conditions->len == 0)
    return;
  g_string_append (sql, " AND a.seq IN (");
  for (guint i = 0; i < conditions->len; i++)
    g_string_append_printf (sql, "SELECT e.seq FROM audit e WHERE e" WITHIN " AND %s UNION ALL ",
                            "e", (const char *) g_ptr_array_index (conditions, i));
  if (is_of_subject (query))
    g_string_append (sql, "SELECT e.seq FROM audit e WHERE e.tbl IS NULL AND e.action = 'VIEW_ID' "
                          "UNION ALL ");
  g_string_append_printf (sql,
                          "SELECT r.seq FROM audit r JOIN audit e ON e.seq = r.row "
                          "WHERE r.tbl = 'audit' AND r" WITHIN " AND (FALSE",
                          "r");
  for (guint i = 0; i < conditions->len; i++)
    g_string_append_printf (sql, " OR (%s)", (const char *) g_ptr_array_index (conditions, i));
  g_string_append (sql, "))");
}

/* A day of the workstation's own calendar; "~" sorts behind whatever a partial date leaves open. */
#define DAY "strftime ('%%Y-%%m-%%d', a.ts, a.utc_offset || ' minutes')"

static char *
write_query (const PodAuditQuery *query)
{
  g_autoptr (GString) sql = g_string_new (COLUMNS);

  append_subject (sql);
  g_string_append_printf (sql, " FROM audit a WHERE a" WITHIN, "a");
  append_scope (sql, query);
  if (query->user != NULL)
    g_string_append (sql, " AND a.user = :user");
  if (query->action != NULL)
    g_string_append (sql, " AND a.action = :action");
  if (pod_date_is_set (query->from))
    g_string_append_printf (sql, " AND " DAY " >= :from");
  if (pod_date_is_set (query->to))
    g_string_append_printf (sql, " AND " DAY " <= :to || '~'");
  g_string_append (sql, " ORDER BY a.seq DESC");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* ---- an entry ---- */

/* Valid UTF-8, with the NULs that the text may have: GLib takes one for the end, or for a fault. */
static char *
read_text (const PodPacked *value, gsize *length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *bytes = (const char *) value->bytes;
  gsize done = 0;

  while (done < value->length)
    {
      gsize part = strnlen (bytes + done, value->length - done);
      g_autofree char *valid = g_utf8_make_valid (bytes + done, (gssize) part);

      g_string_append (text, valid);
      done += part;
      if (done < value->length)
        g_string_append_c (text, bytes[done++]);
    }
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_value (const PodPacked *value, gsize *length)
{
  char *text;

  if (value->type == 'T')
    return read_text (value, length);
  text = value->type == 'C' ? g_strdup (POD_AUDIT_REDACTED) : pod_packed_to_string (value);
  *length = text ? strlen (text) : 0;
  return text;
}

static void
start_fields (PodAuditFields *fields, PodStatement *statement)
{
  pod_audit_fields_init (fields, pod_statement_get_value (statement, FIELDS),
                         pod_statement_get_value (statement, TEXTS),
                         pod_statement_get_value (statement, SALT));
}

/* It is packed behind the columns, and told with each of them. */
static char *
read_reason (PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  char *why = NULL;
  gsize length;

  start_fields (&fields, statement);
  while (why == NULL && pod_audit_fields_next (&fields, &field))
    {
      if (strcmp (field.name, POD_AUDIT_WHY) == 0)
        why = read_value (&field.new_value, &length);
      pod_audit_field_clear (&field);
    }
  return why;
}

static PodAuditEntry *
read_entry (PodStatement *statement, const char *why)
{
  PodAuditEntry *entry = g_new0 (PodAuditEntry, 1);

  entry->sequence = pod_statement_get_int (statement, SEQ);
  entry->when = g_strdup (pod_statement_get_text (statement, TS));
  entry->offset = (int) pod_statement_get_int (statement, OFFSET);
  entry->user = g_strdup (pod_statement_get_text (statement, USER));
  entry->role = g_strdup (pod_statement_get_text (statement, ROLE));
  entry->organisation = g_strdup (pod_statement_get_text (statement, ORGANISATION));
  entry->action = g_strdup (pod_statement_get_text (statement, ACTION));
  entry->table = g_strdup (pod_statement_get_text (statement, TABLE));
  entry->row = g_strdup (pod_statement_get_text (statement, ROW));
  entry->subject = g_strdup (pod_statement_get_text (statement, SUBJECT));
  entry->why = g_strdup (why);
  return entry;
}

static PodAuditEntry *
add_field (GPtrArray *entries, PodStatement *statement, const char *why, PodAuditField *field)
{
  PodAuditEntry *entry = read_entry (statement, why);

  entry->field = g_steal_pointer (&field->name);
  entry->old_value = read_value (&field->old_value, &entry->old_length);
  entry->new_value = read_value (&field->new_value, &entry->new_length);
  g_ptr_array_add (entries, entry);
  return entry;
}

/* (element-type PodAuditEntry) */
static GPtrArray *
read_entries (PodStatement *statement)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_audit_entry_free);
  g_autofree char *why = read_reason (statement);
  PodAuditFields fields;
  PodAuditField field = { 0 };
  guint before = 0;

  start_fields (&fields, statement);
  while (pod_audit_fields_next (&fields, &field))
    {
      if (!pod_audit_is_pseudo (field.name))
        {
          PodAuditEntry *entry = add_field (entries, statement, why, &field);

          entry->can_redact = fields.has_texts && fields.n_commitments > before &&
                              !pod_audit_is_evidence (entry->table, entry->action);
        }
      before = fields.n_commitments;
      pod_audit_field_clear (&field);
    }
  /* An event of the program that has no detail. */
  if (entries->len == 0)
    g_ptr_array_add (entries, read_entry (statement, why));
  return entries;
}

/* ---- reading on ---- */

typedef struct
{
  PodConnection *connection;
  const PodAuditQuery *query;
  char *sql;
  char *from;
  char *to;
  char *number; /* of the query's subject */
  gint64 before;
  gboolean is_done;
  PodAuditFunc func;
  gpointer data;
} Reading;

static char *
find_number (PodConnection *connection, gint64 subject, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT screening_number FROM subject WHERE id = :id", error);

  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", subject);
  return pod_statement_step (statement, error) ? g_strdup (pod_statement_get_text (statement, 0))
                                               : NULL;
}

static void
bind_query (const Reading *self, PodStatement *statement, gint64 floor)
{
  const PodAuditQuery *query = self->query;

  pod_statement_bind_int (statement, "before", self->before);
  pod_statement_bind_int (statement, "floor", floor);
  if (is_of_subject (query))
    pod_statement_bind_int (statement, "subject", query->subject);
  if (query->table != NULL)
    pod_statement_bind_text (statement, "table", query->table);
  if (query->table != NULL && query->row != 0)
    pod_statement_bind_int (statement, "row", query->row);
  if (query->user != NULL)
    pod_statement_bind_text (statement, "user", query->user);
  if (query->action != NULL)
    pod_statement_bind_text (statement, "action", query->action);
  if (self->from != NULL)
    pod_statement_bind_text (statement, "from", self->from);
  if (self->to != NULL)
    pod_statement_bind_text (statement, "to", self->to);
}

/* Of the looks at names only those at this subject's. */
static gboolean
is_wanted (const Reading *self, GPtrArray *entries)
{
  const PodAuditEntry *first = g_ptr_array_index (entries, 0);

  return self->query->subject == 0 || first->table != NULL ||
         g_strcmp0 (first->new_value, self->number) == 0;
}

static void
tell_entry (Reading *self, PodStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) entries = read_entries (statement);
  GError *local = NULL;

  self->before = pod_statement_get_int (statement, SEQ);
  if (is_wanted (self, entries) && !self->func (entries, self->data, &local))
    self->is_done = TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
}

/* To the end of the window, or until the time is over. */
static gboolean
read_window (Reading *self, gint64 until, GError **error)
{
  gint64 floor = self->before > WINDOW ? self->before - WINDOW : 0;
  g_autoptr (PodStatement) statement = pod_statement_new (self->connection, self->sql, error);
  gboolean is_over = FALSE;
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  bind_query (self, statement, floor);
  while (!is_over && pod_statement_step (statement, &local))
    {
      tell_entry (self, statement, &local);
      is_over = local != NULL || self->is_done || g_get_monotonic_time () >= until;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  if (!is_over)
    self->before = floor;
  self->is_done = self->is_done || self->before <= 1;
  return local == NULL;
}

static gboolean
read_all (Reading *self, GCancellable *cancellable, GError **error)
{
  gint64 until = g_get_monotonic_time () + SLICE_US;

  while (!self->is_done)
    {
      if (!read_window (self, until, error))
        return FALSE;
      if (self->is_done || g_get_monotonic_time () < until)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !pod_connection_breathe (self->connection, error))
        return FALSE;
      until = g_get_monotonic_time () + SLICE_US;
    }
  return TRUE;
}

static gboolean
start_reading (Reading *self, GError **error)
{
  GError *local = NULL;
  gint64 last = pod_audit_last (self->connection, &local);

  if (local == NULL && self->query->subject != 0)
    self->number = find_number (self->connection, self->query->subject, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  self->before = last < G_MAXINT64 ? last + 1 : last;
  if (self->query->before != 0)
    self->before = MIN (self->before, self->query->before);
  self->is_done = self->before <= 1;
  self->sql = write_query (self->query);
  if (pod_date_is_set (self->query->from))
    self->from = pod_date_to_string (self->query->from);
  if (pod_date_is_set (self->query->to))
    self->to = pod_date_to_string (self->query->to);
  return TRUE;
}

gboolean
pod_audit_each (PodConnection *connection,
                const PodAuditQuery *query,
                PodAuditFunc func,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Reading self = { .connection = connection, .query = query, .func = func, .data = data };
  gboolean read = start_reading (&self, error) && read_all (&self, cancellable, error);

  g_free (self.sql);
  g_free (self.from);
  g_free (self.to);
  g_free (self.number);
  return read;
}

typedef struct
{
  GPtrArray *entries;
  const char *table;
  guint limit;
} Listing;

static gboolean
list_cb (GPtrArray *fields, gpointer data, GError **error)
{
  Listing *self = data;
  const PodAuditEntry *first = g_ptr_array_index (fields, 0);

  if (self->table != NULL && g_strcmp0 (first->table, self->table) != 0)
    return TRUE;
  while (fields->len > 0 && self->entries->len < self->limit)
    g_ptr_array_add (self->entries, g_ptr_array_steal_index (fields, 0));
  return self->entries->len < self->limit;
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
  const PodAuditQuery query = { .table = table, .row = row };
  Listing listing = { entries, table, limit };

  if (limit > 0 && !pod_audit_each (connection, &query, list_cb, &listing, NULL, error))
    return NULL;
  return g_steal_pointer (&entries);
}
