/* R02 to R04 at the store's own door: reasons, values, and nobody signed in. */

#include <math.h>

#include "pod-record-field.h"
#include "pod-schema.h"
#include "store-fixture.h"

/* ---- R02 ---- */

/* One record of each class; @id is negative for a first entry, or the record that is put again. */
static void
put (PodChange *change, int type, gint64 id, int version)
{
  const PodRecord record = { .id = id,
                             .subject = type == POD_RECORD_SUBJECT ? id : 1,
                             .version = version };
  PodFinding finding;
  PodIntervention intervention;
  PodAdverseEvent event;

  pod_finding_init (&finding);
  pod_intervention_init (&intervention);
  pod_adverse_event_init (&event);
  finding.record = intervention.record = event.record = record;
  finding.observation = "albumin";
  finding.source = "typed";
  intervention.treatment = "fludarabine";
  event.verbatim = "headache";
  if (type == POD_RECORD_SUBJECT)
    pod_change_put_subject (change, &(PodSubject){ .record = record,
                                                   .usubjid = "S-003",
                                                   .screening_number = "S-003" });
  else if (type == POD_RECORD_VISIT)
    pod_change_put_visit (change, &(PodVisit){ .record = record, .status = "done" });
  else if (type == POD_RECORD_FINDING)
    pod_change_put_finding (change, &finding);
  else if (type == POD_RECORD_INTERVENTION)
    pod_change_put_intervention (change, &intervention);
  else if (type == POD_RECORD_EVENT)
    pod_change_put_event (change,
                          &(PodEvent){ .record = record, .category = "history", .code = "x" });
  else if (type == POD_RECORD_ADVERSE_EVENT)
    pod_change_put_adverse_event (change, &event);
  else
    pod_change_put_query (change, &(PodQuery){ .record = record,
                                               .scope = "subject",
                                               .about = 1,
                                               .text = "Which?",
                                               .status = "open" });
}

/* Its entries in the trail are what the job left. */
static void
check_apply (PodConnection *connection, const PodChange *change, const char *why, gboolean is_taken)
{
  gint64 last = pod_audit_last (connection, NULL);
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, why);
  if (pod_change_apply (connection, change, NULL, &error) != is_taken)
    g_error ("%s: %s", why, error ? error->message : "taken");
  if (!is_taken)
    g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  fixture_commit (connection);
  g_assert_cmpint (pod_audit_last (connection, NULL) > last, ==, is_taken);
}

static int
read_version (PodConnection *connection, int type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT version FROM %s WHERE id = 1",
                                          pod_record_get_shape (type)->name);

  return atoi (raw_text (pod_connection_get_db (connection), sql));
}

static void
test_reason (void)
{
  static const char *const none[] = { NULL, "" };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());

  for (int type = 0; type < POD_N_RECORD_TYPES; type++)
    {
      int version = read_version (connection, type);
      g_autoptr (PodChange) first = pod_change_new ();
      g_autoptr (PodChange) change = pod_change_new ();
      g_autoptr (PodChange) voiding = pod_change_new ();

      put (first, type, -1, 0);
      put (change, type, 1, version);
      pod_change_void (voiding, type, 1, version + (type == POD_RECORD_SUBJECT ? 0 : 1));
      check_apply (connection, first, NULL, TRUE);
      for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
        check_apply (connection, change, none[i], FALSE);
      /* A subject of that number is there by now: the reason alone was what was missing elsewhere. */
      if (type != POD_RECORD_SUBJECT)
        check_apply (connection, change, "typing error", TRUE);
      for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
        check_apply (connection, voiding, none[i], FALSE);
      check_apply (connection, voiding, "wrong patient", TRUE);
    }
}

/* ---- R03 ---- */

#define FINDING "FROM finding WHERE id = 1"

/* The entries of one field of finding 1 or setting 2, newest first, after entry @last. */
static GPtrArray *
list_field (PodConnection *connection, const char *table, int row, const char *field, gint64 last)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  fixture_read (connection);
  entries = pod_audit_list (connection, table, row, G_MAXUINT, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  for (guint i = entries->len; i > 0; i--)
    {
      const PodAuditEntry *entry = entries->pdata[i - 1];

      if (entry->sequence <= last || g_strcmp0 (entry->field, field) != 0)
        g_ptr_array_remove_index (entries, i - 1);
    }
  return entries;
}

static void
exec (PodConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  pod_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

/* Text, number, date and bytes: there, gone and there again, each an entry of its own. */
static void
test_null_and_back (void)
{
  static const char *const cells[][3] = { { "number", "NULL", "7" },
                                          { "text", "NULL", "'seven'" },
                                          { "text", "NULL", "''" },
                                          { "date", "NULL", "'2026-03'" } };
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVerification) verification = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      gint64 last = pod_audit_last (connection, NULL);
      g_autoptr (GPtrArray) entries = NULL;
      const PodAuditEntry *gone, *back;

      fixture_begin (connection, "gone and back");
      for (int j = 1; j <= 2; j++)
        {
          g_autofree char *sql = g_strdup_printf ("UPDATE finding SET %s = %s WHERE id = 1",
                                                  cells[i][0], cells[i][j]);

          exec (connection, sql);
        }
      fixture_commit (connection);
      entries = list_field (connection, "finding", 1, cells[i][0], last);
      g_assert_cmpuint (entries->len, ==, 2);
      back = entries->pdata[0];
      gone = entries->pdata[1];
      g_assert_nonnull (gone->old_value);
      g_assert_null (gone->new_value);
      g_assert_null (back->old_value);
      g_assert_nonnull (back->new_value);
    }
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

static void
test_long_text (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autofree char *one = g_strnfill (1 << 20, 'a');
  g_autofree char *other = g_strnfill (1 << 20, 'b');
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (PodVerification) verification = NULL;
  const PodAuditEntry *entry;

  one[(1 << 20) - 1] = 'z';
  other[(1 << 20) - 1] = 'z';
  fixture_begin (connection, "another note");
  g_assert_true (pod_setting_set (connection, "note", one, NULL));
  g_assert_true (pod_setting_set (connection, "note", other, NULL));
  kept = pod_setting_get (connection, "note", NULL);
  fixture_commit (connection);
  entries = list_field (connection, "setting", 2, "value", 0);
  entry = entries->pdata[0];
  g_assert_true (g_str_equal (kept, other));
  g_assert_cmpuint (entry->old_length, ==, 1 << 20);
  g_assert_cmpuint (entry->new_length, ==, 1 << 20);
  g_assert_true (g_str_equal (entry->old_value, one));
  g_assert_true (g_str_equal (entry->new_value, other));
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

static void
write_number (PodConnection *connection, double number)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "UPDATE finding SET number = :number WHERE id = 1", NULL);

  fixture_begin (connection, "another number");
  pod_statement_bind_real (statement, "number", number);
  g_assert_true (pod_statement_run (statement, NULL));
  g_clear_pointer (&statement, pod_statement_free);
  fixture_commit (connection);
}

/* SQLite keeps a whole number in a REAL column as an integer, so that the sign of a zero is lost in the file itself: -0.0 comes back
 * as 0.0.  The trail says the same, and a zero that only changed its sign is no change.  SQLite has no NaN: it stores NULL, "no
 * value", and the trail says that the value went. */
static void
test_numbers (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  sqlite3 *db = pod_connection_get_db (connection);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *entry;
  gint64 last = pod_audit_last (connection, NULL);

  write_number (connection, -0.0);
  g_assert_cmpstr (raw_text (db, "SELECT typeof (number) || number " FINDING), ==, "real0.0");
  write_number (connection, 0.0);
  write_number (connection, -0.0);
  entries = list_field (connection, "finding", 1, "number", last);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->old_value, ==, "88.4");
  g_assert_cmpstr (entry->new_value, ==, "0");
  g_clear_pointer (&entries, g_ptr_array_unref);

  write_number (connection, NAN);
  g_assert_cmpstr (raw_text (db, "SELECT typeof (number) " FINDING), ==, "null");
  write_number (connection, NAN);
  write_number (connection, INFINITY);
  entries = list_field (connection, "finding", 1, "number", last);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->old_value, ==, "0");
  g_assert_null (entry->new_value);
  entry = entries->pdata[0];
  g_assert_null (entry->old_value);
  g_assert_nonnull (entry->new_value);
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

/* A text with a NUL in it, and bytes with some: whole in the table and in the trail; the length says where they end. */
static void
test_nul_bytes (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  sqlite3 *db = pod_connection_get_db (connection);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *entry;
  gint64 last = pod_audit_last (connection, NULL);

  fixture_begin (connection, "a NUL within");
  exec (connection, "UPDATE finding SET text = CAST (x'610062' AS TEXT) WHERE id = 1");
  exec (connection, "UPDATE finding SET text = CAST (x'610063' AS TEXT) WHERE id = 1");
  fixture_commit (connection);
  g_assert_cmpstr (raw_text (db, "SELECT hex (text) " FINDING), ==, "610063");
  entries = list_field (connection, "finding", 1, "text", last);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = entries->pdata[0];
  g_assert_cmpmem (entry->old_value, entry->old_length, "a\0b", 3);
  g_assert_cmpmem (entry->new_value, entry->new_length, "a\0c", 3);
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  /* The byte behind the NUL is in the chain, too. */
  raw_forge (path, "UPDATE finding SET text = CAST (x'610064' AS TEXT) WHERE id = 1");
  g_clear_pointer (&verification, pod_verification_free);
  verification = fixture_verify (path, NULL);
  g_assert_true (has_fault (verification, "replay", "finding", "1", "text"));
}

/* ---- R04 ---- */

static void
assert_fails (PodConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (pod_connection_exec (connection, sql, &error))
    g_error ("written by nobody: %s", sql);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
}

/* The same statements that somebody signed in may run. */
static void
try_table (PodConnection *connection, const char *table, const char *column, gboolean is_stamped)
{
  g_autofree char *update =
      g_strdup_printf ("UPDATE %s SET %s = CASE typeof (%s) WHEN 'text' THEN %s || 'x' ELSE "
                       "ifnull (%s, 0) + 1 END WHERE id = 2",
                       table, column, column, column, column);
  const char *const sql[] = { update,
                              "INSERT INTO event (version, voided, subject, category, code) "
                              "VALUES (1, 0, 1, 'x', 'y')" };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (is_stamped)
      exec (connection, sql[i]);
    else
      assert_fails (connection, sql[i]);
}

/* A column of each table that takes another value. */
static const char *const columns[][2] = {
  { "adverse_event", "verbatim" },
  { "arrival", "key_version" },
  { "arrival_item", "key_version" },
  { "delegation", "start" },
  { "event", "detail" },
  { "finding", "text" },
  { "intervention", "note" },
  { "key_grant", "key_version" },
  { "key_slot", "key_version" },
  { "laboratory_range", "sex" },
  { "person", "key_version" },
  { "pin", "name" },
  { "query", "text" },
  { "series", "last" },
  { "setting", "value" },
  { "subject", "cohort" },
  { "user", "full_name" },
  { "visit", "note" },
};

static void
test_nobody (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GError) error = NULL;
  gint64 last = pod_audit_last (connection, NULL);

  /* All but signatures, of which only one thing can be written. */
  g_assert_cmpuint (G_N_ELEMENTS (columns) + 1, ==, pod_schema_get ()->tables->len);
  for (int is_stamped = 0; is_stamped <= 1; is_stamped++)
    {
      if (is_stamped)
        fixture_begin (connection, "somebody");
      else
        g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        try_table (connection, columns[i][0], columns[i][1], is_stamped);
      if (!is_stamped)
        {
          assert_fails (connection, "UPDATE signature SET changed = 1 WHERE changed = 0");
          assert_fails (connection, "INSERT INTO draft (user, form, uuid, key_version, moment, "
                                    "content) VALUES (1, 'f', hex (zeroblob (16)), 1, '', x'')");
          g_assert_false (pod_audit_note (connection, "LOGIN", NULL, NULL));
          g_assert_cmpint (pod_audit_last (connection, NULL), ==, last);
        }
      pod_connection_rollback (connection);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/audit/R02-reason-of-every-record", test_reason);
  g_test_add_func ("/store/audit/R03-no-value-and-back", test_null_and_back);
  g_test_add_func ("/store/audit/R03-long-text-is-whole", test_long_text);
  g_test_add_func ("/store/audit/R03-zero-and-NaN", test_numbers);
  g_test_add_func ("/store/audit/R03-NUL-bytes", test_nul_bytes);
  g_test_add_func ("/store/audit/R04-nobody-writes", test_nobody);
  return g_test_run ();
}
