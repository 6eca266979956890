/* R01 and R03: what the trail keeps of a change, for every column of every audited table, walked from the schema as it stands. */

#include "pod-quantity.h"
#include "pod-record-field.h"
#include "pod-schema.h"
#include "store-fixture.h"

#define ORGANISATION "An Invented Hospital"

static const char *
ask (PodConnection *connection, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return raw_text (pod_connection_get_db (connection), sql);
}

/* Oldest first. */
static GPtrArray *
list_entries (PodConnection *connection, const char *table, gint64 row)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = pod_audit_list (connection, table, row, G_MAXUINT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len / 2; i++)
    {
      gpointer first = entries->pdata[i];

      entries->pdata[i] = entries->pdata[entries->len - 1 - i];
      entries->pdata[entries->len - 1 - i] = first;
    }
  return entries;
}

/* A site in which whoever writes has an organisation, and which has one visit more. */
static PodConnection *
open_site (void)
{
  PodConnection *connection = fixture_open (fixture_site ());
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, "an organisation");
  pod_connection_exec (connection,
                       "UPDATE user SET organisation = '" ORGANISATION "' WHERE name = 'anna'; "
                       "INSERT INTO visit (version, voided, subject, status) VALUES (1, 0, 1, "
                       "'done')",
                       &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  return connection;
}

static void
check_who_and_when (const PodAuditEntry *entry)
{
  g_assert_cmpstr (entry->user, ==, "anna");
  g_assert_cmpstr (entry->role, ==, "coordinator");
  g_assert_cmpstr (entry->organisation, ==, ORGANISATION);
  g_assert_cmpstr (entry->when, ==, "2026-03-14T06:30:00.000Z");
  g_assert_cmpint (entry->offset, ==, 480);
}

/* What a cell says, as the trail tells it: bytes and sealed values are kept as a hash. */
static const char *
read_cell (PodConnection *connection, const char *table, const PodAuditedColumn *column, gint64 row)
{
  const char *type = ask (connection, "SELECT typeof (%s) FROM %s WHERE id = %d", column->name,
                          table, (int) row);
  const char *text;

  if (g_str_equal (type, "null"))
    return NULL;
  if (column->kind == POD_COLUMN_SECRET || g_str_equal (type, "blob"))
    return "…";
  text = ask (connection, "SELECT %s FROM %s WHERE id = %d", column->name, table, (int) row);
  if (g_str_equal (type, "real"))
    {
      char *decimal = pod_decimal_to_string (g_ascii_strtod (text, NULL));

      g_test_queue_free (decimal);
      return decimal;
    }
  return text;
}

/* ---- R01 ---- */

/* From nothing, each entry of the field takes on where the one before it left off, up to what the cell says now; so a column that had a
 * value from the beginning has its own entry, and no entry is missing or there twice. */
static void
check_field (PodConnection *connection,
             const PodAuditedTable *table,
             const PodAuditedColumn *column,
             gint64 row,
             const GPtrArray *entries)
{
  const gint64 making = ((PodAuditEntry *) entries->pdata[0])->sequence;
  const char *value = NULL;
  gint64 last = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->field, column->name) != 0)
        continue;
      if (entry->sequence == last || g_strcmp0 (entry->old_value, value) != 0)
        g_error ("%s.%s of %d: entry %d", table->name, column->name, (int) row,
                 (int) entry->sequence);
      g_assert_cmpstr (entry->action, ==, entry->sequence == making ? "I" : "U");
      last = entry->sequence;
      value = entry->new_value;
    }
  if (g_strcmp0 (value, read_cell (connection, table->name, column, row)) != 0)
    g_error ("%s.%s of %d: the trail ends with %s", table->name, column->name, (int) row, value);
}

static void
check_row (PodConnection *connection, const PodAuditedTable *table, gint64 row)
{
  g_autoptr (GPtrArray) entries = list_entries (connection, table->name, row);

  g_assert_cmpuint (entries->len, >, 0);
  g_assert_cmpstr (((PodAuditEntry *) entries->pdata[0])->action, ==, "I");
  for (guint i = 0; i < entries->len; i++)
    check_who_and_when (g_ptr_array_index (entries, i));
  for (guint i = 0; i < table->columns->len; i++)
    check_field (connection, table, g_ptr_array_index (table->columns, i), row, entries);
}

static void
test_making (void)
{
  const PodSchema *schema = pod_schema_get ();
  g_autoptr (PodConnection) connection = open_site ();

  fixture_read (connection);
  for (guint i = 0; i < schema->tables->len; i++)
    {
      const PodAuditedTable *table = g_ptr_array_index (schema->tables, i);
      g_autofree char *query = g_strdup_printf ("SELECT id FROM %s", table->name);
      g_autoptr (GPtrArray) rows = raw_list (pod_connection_get_db (connection), query);

      g_assert_cmpuint (rows->len, >=, 2);
      for (guint j = 0; j < rows->len; j++)
        check_row (connection, table, g_ascii_strtoll (rows->pdata[j], NULL, 10));
    }
  fixture_commit (connection);
}

/* Tried in turn until the schema takes one and the cell says something else: another row, a flag turned, one more, other letters, other
 * bytes of the same length, a word of a list, nothing. */
static const char *const others[] = {
  "1 - %1$s",
  "%1$s + 1",
  "%1$s + 2",
  "3 - %1$s",
  "ifnull (%1$s, 0) + 0.5",
  "ifnull (%1$s, '') || 'x'",
  "'x' || substr (%1$s, 2)",
  "'closed'",
  "'hl7'",
  "'preliminary'",
  "'incomplete'",
  "'not_significant'",
  "1",
  "'>='",
  "CAST (randomblob (ifnull (length (%1$s), 64)) AS BLOB)",
  "randomblob (32)",
  "2",
  "NULL",
};

/* The first, but for the visit that nothing refers to, and the signature that is still in force. */
static int
choose_row (const char *table)
{
  return g_str_equal (table, "visit") ? 3 : g_str_equal (table, "signature") ? 2 : 1;
}

static char *
write_update (const char *table, const char *column, const char *value)
{
  GString *sql = g_string_new ("UPDATE %2$s SET %1$s = ");

  g_string_append_printf (sql, "%s WHERE id = %d", value, choose_row (table));
  g_string_replace (sql, "%1$s", column, 0);
  g_string_replace (sql, "%2$s", table, 0);
  return g_string_free (sql, FALSE);
}

static const char *
quote_cell (PodConnection *connection, const char *table, const char *column)
{
  return ask (connection, "SELECT quote (%s) FROM %s WHERE id = %d", column, table,
              choose_row (table));
}

static gboolean
write_other (PodConnection *connection, const char *table, const char *column)
{
  const char *before = quote_cell (connection, table, column);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *sql = write_update (table, column, others[i]);

      if (pod_connection_exec (connection, sql, NULL) &&
          strcmp (before, quote_cell (connection, table, column)) != 0)
        return TRUE;
    }
  return FALSE;
}

/* One cell, one entry, one field, from what it said to what it says.  FALSE where the schema takes no other value. */
static gboolean
change_cell (PodConnection *connection, const char *table, const PodAuditedColumn *column)
{
  gint64 last = pod_audit_last (connection, NULL);
  const char *before = read_cell (connection, table, column, choose_row (table)), *after;
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *entry;

  if (!write_other (connection, table, column->name))
    return FALSE;
  after = read_cell (connection, table, column, choose_row (table));
  entries = list_entries (connection, table, choose_row (table));
  /* What ends a signature says UNSIGN beside it. */
  while (g_str_equal ((entry = entries->pdata[entries->len - 1])->action, "UNSIGN"))
    g_ptr_array_remove_index (entries, entries->len - 1);
  g_assert_cmpstr (entry->field, ==, column->name);
  g_assert_cmpstr (entry->action, ==, "U");
  g_assert_cmpint (entry->sequence, >, last);
  g_assert_cmpstr (entry->old_value, ==, before);
  g_assert_cmpstr (entry->new_value, ==, after);
  g_assert_cmpstr (entry->why, ==, "another value");
  check_who_and_when (entry);
  g_assert_cmpint (((PodAuditEntry *) entries->pdata[entries->len - 2])->sequence, <=, last);
  return TRUE;
}

/* What a signature says is never edited, so that there is no change of it to log; it only ends.  What came in is not edited, either: what
 * became of it is written with its next version, and never a column alone. */
static gboolean
is_never_changed (const char *table, const char *column)
{
  if (g_str_equal (table, "arrival"))
    return !g_str_equal (column, "version") && !g_str_equal (column, "key_version");
  /* This one is taken: its next version is that of the undoing. */
  if (g_str_equal (table, "arrival_item"))
    return !g_str_equal (column, "key_version");
  /* The one is there where the other is. */
  if (g_str_equal (column, "significance") || g_str_equal (column, "judged_by"))
    return g_str_equal (table, "finding");
  return g_str_equal (table, "signature") && !g_str_equal (column, "changed");
}

/* Twice over: a reference may be free to change only after another column of its row did. */
static guint
change_row (PodConnection *connection, const PodAuditedTable *table)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 2 * table->columns->len; i++)
    {
      PodAuditedColumn *column = g_ptr_array_index (table->columns, i % table->columns->len);

      if (!g_hash_table_contains (done, column) && change_cell (connection, table->name, column))
        g_hash_table_add (done, column);
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      PodAuditedColumn *column = g_ptr_array_index (table->columns, i);

      if (g_hash_table_contains (done, column) == is_never_changed (table->name, column->name))
        g_error ("%s.%s", table->name, column->name);
    }
  return g_hash_table_size (done);
}

static void
test_changing (void)
{
  const GPtrArray *tables = pod_schema_get ()->tables;
  g_autoptr (PodConnection) connection = open_site ();
  guint first = 0, n_columns = 0;

  /* The signature first, which the other changes would end. */
  while (!g_str_equal (((PodAuditedTable *) tables->pdata[first])->name, "signature"))
    first++;
  fixture_begin (connection, "another value");
  for (guint i = 0; i < tables->len; i++)
    n_columns += change_row (connection, tables->pdata[(first + i) % tables->len]);
  g_assert_cmpuint (n_columns, >, 100);
  fixture_commit (connection);
}

/* A voiding is a change of "voided" and of the version that counts it, in every class of record. */
static void
test_voiding (void)
{
  g_autoptr (PodConnection) connection = open_site ();

  for (int type = 0; type < POD_N_RECORD_TYPES; type++)
    {
      const char *table = pod_record_get_shape (type)->name;
      g_autoptr (PodChange) change = pod_change_new ();
      g_autoptr (GPtrArray) entries = NULL;
      g_autoptr (GError) error = NULL;
      const PodAuditEntry *entry;
      gint64 last = pod_audit_last (connection, NULL);
      guint n = 0;

      pod_change_void (change, type, 1,
                       atoi (ask (connection, "SELECT version FROM %s WHERE id = 1", table)));
      fixture_begin (connection, "withdrawn");
      g_assert_true (pod_change_apply (connection, change, NULL, &error));
      g_assert_no_error (error);
      entries = list_entries (connection, table, 1);
      fixture_commit (connection);
      for (guint i = 0; i < entries->len; i++)
        if ((entry = entries->pdata[i])->sequence > last)
          {
            gboolean is_flag = g_str_equal (entry->field, "voided");

            n += is_flag ? 1 : 10;
            g_assert_true (is_flag || g_str_equal (entry->field, "version"));
            g_assert_cmpint (atoi (entry->new_value), ==, atoi (entry->old_value) + 1);
            g_assert_cmpstr (entry->action, ==, "U");
            g_assert_cmpstr (entry->why, ==, "withdrawn");
            check_who_and_when (entry);
          }
      g_assert_cmpuint (n, ==, 11);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/audit/R01-making-of-every-column", test_making);
  g_test_add_func ("/store/audit/R01-change-of-every-column", test_changing);
  g_test_add_func ("/store/audit/R01-voiding-of-every-record", test_voiding);
  return g_test_run ();
}
