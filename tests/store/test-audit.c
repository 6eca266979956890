/* Nothing changes without a trace. */

#include "pod-audit-redact.h"
#include "store-fixture.h"

static GPtrArray *
list (PodConnection *connection, const char *table, gint64 row)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  /* It breathes, and so ends the transaction it is read in: there must be one. */
  fixture_read (connection);
  entries = pod_audit_list (connection, table, row, 1000, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  return entries;
}

static const PodAuditEntry *
find (GPtrArray *entries, const char *action, const char *field)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->action, action) == 0 && g_strcmp0 (entry->field, field) == 0)
        return entry;
    }
  return NULL;
}

static void
assert_ok (const char *path)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
}

static void
set (PodConnection *connection, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_setting_set (connection, "note", value, &error));
  g_assert_no_error (error);
}

static void
test_null_transitions (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GPtrArray) entries = NULL;
  const char *const values[] = { NULL, "one", "two", NULL, "", NULL };

  fixture_begin (connection, "why not");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    set (connection, values[i]);
  /* What changes nothing leaves no trace. */
  set (connection, NULL);
  fixture_commit (connection);
  entries = list (connection, "setting", 2);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (values));
  for (gsize i = 1; i < G_N_ELEMENTS (values); i++)
    {
      const PodAuditEntry *entry = entries->pdata[entries->len - 1 - i];

      g_assert_cmpstr (entry->action, ==, "U");
      g_assert_cmpstr (entry->field, ==, "value");
      g_assert_cmpstr (entry->old_value, ==, values[i - 1]);
      g_assert_cmpstr (entry->new_value, ==, values[i]);
      g_assert_cmpstr (entry->user, ==, "anna");
      g_assert_cmpstr (entry->role, ==, "coordinator");
      g_assert_cmpstr (entry->why, ==, "why not");
      g_assert_cmpstr (entry->when, ==, "2026-03-14T06:30:00.000Z");
    }
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
}

static void
test_long_text (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autofree char *one = g_strnfill (1 << 20, 'a');
  g_autofree char *other = g_strnfill (1 << 20, 'b');
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *entry;

  fixture_begin (connection, NULL);
  set (connection, one);
  set (connection, other);
  fixture_commit (connection);
  entries = list (connection, "setting", 2);
  entry = find (entries, "U", "value");
  g_assert_cmpuint (strlen (entry->old_value), ==, 1 << 20);
  g_assert_cmpstr (entry->new_value, ==, other);
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
}

static void
test_values (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) finding = list (connection, "finding", 2);
  g_autoptr (GPtrArray) person = list (connection, "person", 1);
  g_autoptr (GPtrArray) all = list (connection, NULL, 0);

  g_assert_cmpstr (find (finding, "I", "number")->new_value, ==, "88.4");
  g_assert_cmpstr (find (finding, "I", "comparator")->new_value, ==, "<");
  g_assert_cmpstr (find (finding, "I", "text")->new_value, ==, "＜88.4");
  g_assert_cmpstr (find (finding, "U", "voided")->old_value, ==, "0");
  g_assert_cmpstr (find (finding, "U", "voided")->new_value, ==, "1");
  g_assert_cmpstr (find (finding, "U", "version")->new_value, ==, "2");
  g_assert_cmpuint (all->len, >, 10);
  g_assert_cmpint (((PodAuditEntry *) all->pdata[0])->sequence, ==,
                   pod_audit_last (connection, NULL));
  /* A sealed value is in the trail as a hash alone. */
  g_assert_cmpstr (find (person, "I", "name")->new_value, ==, "…");
}

static void
test_no_stamp (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
  g_assert_false (pod_setting_set (connection, "site", "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (pod_audit_note (connection, "LOGIN", NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  pod_connection_rollback (connection);

  /* The stamp of one job is gone in the next. */
  fixture_begin (connection, NULL);
  fixture_commit (connection);
  g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
  g_assert_false (pod_setting_set (connection, "site", "x", &error));
  pod_connection_rollback (connection);
}

static void
test_reader_writes_nothing (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodStamp) stamp = pod_stamp_new ("anna", "pi", "s", "why", (PodInstant){ 0 });
  g_autoptr (GError) error = NULL;

  fixture_read (connection);
  g_assert_true (pod_connection_set_stamp (connection, stamp, &error));
  g_assert_false (pod_setting_set (connection, "site", "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_READONLY);
  pod_connection_rollback (connection);
}

/* By SQLite alone, with our functions absent: refused by the triggers themselves. */
static void
test_refused_statements (void)
{
  static const char *const refused[] = {
    "UPDATE audit SET user = 'x'",
    "DELETE FROM audit",
    "INSERT INTO audit SELECT 1, ts, utc_offset, user, role, session, action, tbl, row, fields, "
    "texts, salt, prev, hash FROM audit WHERE seq = 1",
    "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
    "DELETE FROM finding WHERE id = 1",
    "UPDATE finding SET number = 1 WHERE id = 1",
    "INSERT OR REPLACE INTO finding (id, version, voided, subject, observation, source) "
    "VALUES (1, 1, 0, 1, 'x', 'typed')",
    "INSERT INTO event (version, voided, subject, category, code) VALUES (1, 0, 1, 'x', 'y')",
    "UPDATE finding SET id = 99 WHERE id = 1",
  };
  sqlite3 *db = raw_open (fixture_site ());

  raw_exec (db, "PRAGMA recursive_triggers = ON");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (sqlite3_exec (db, refused[i], NULL, NULL, NULL) == SQLITE_OK)
      g_error ("accepted: %s", refused[i]);
  sqlite3_close (db);
}

/* Within the program, too: what the authorizer lets through, the triggers stop. */
static void
test_refused_inside (void)
{
  static const char *const refused[] = {
    "DELETE FROM finding WHERE id = 1",
    "UPDATE finding SET id = 99 WHERE id = 1",
    "UPDATE finding SET rowid = 99 WHERE id = 1",
    "UPDATE finding SET _rowid_ = 99 WHERE id = 1",
    "INSERT OR REPLACE INTO finding (id, version, voided, subject, observation, source) "
    "VALUES (1, 1, 0, 1, 'x', 'typed')",
    "REPLACE INTO setting (id, key, value) VALUES (2, 'site', 'x')",
  };
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);

  fixture_begin (connection, "why");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      if (pod_connection_exec (connection, refused[i], &error))
        g_error ("accepted: %s", refused[i]);
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
    }
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
}

static void
test_rollback (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  gint64 before;

  fixture_begin (connection, NULL);
  set (connection, "kept");
  fixture_commit (connection);
  before = pod_audit_last (connection, NULL);
  fixture_begin (connection, NULL);
  set (connection, "lost");
  pod_connection_rollback (connection);
  g_assert_cmpint (pod_audit_last (connection, NULL), ==, before);
  fixture_begin (connection, NULL);
  set (connection, "after");
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
}

static void
test_head (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autofree char *empty = pod_audit_head (connection, NULL);
  g_autofree char *first = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *entry;

  g_assert_cmpstr (empty, ==, "0:");
  fixture_begin (connection, NULL);
  g_assert_true (pod_audit_note (connection, "EXPORT", "package 1", NULL));
  fixture_commit (connection);
  first = pod_audit_head (connection, NULL);
  g_assert_true (g_str_has_prefix (first, "2:"));
  g_assert_cmpuint (strlen (first), ==, 2 + 64);
  entries = list (connection, NULL, 0);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->action, ==, "EXPORT");
  g_assert_cmpstr (entry->field, ==, "detail");
  g_assert_cmpstr (entry->new_value, ==, "package 1");
  g_assert_null (entry->table);
}

/* A name typed into a note by mistake: it can be taken out of the trail, and the trail says so and still holds. */
static void
test_redact (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const char *bytes;
  gsize length;
  gint64 first;

  fixture_begin (connection, "a name in a note");
  set (connection, "called Test Person");
  first = pod_audit_last (connection, NULL);
  set (connection, "called the patient");
  /* What the record says now rests on its entry, which stays. */
  g_assert_false (pod_audit_redact (connection, first + 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  set (connection, "called them");
  g_assert_false (pod_connection_exec (connection, "UPDATE audit SET texts = NULL", NULL));
  /* As the new value of the one entry, and as the old value of the next. */
  g_assert_true (pod_audit_redact (connection, first, &error));
  g_assert_true (pod_audit_redact (connection, first + 1, &error));
  g_assert_no_error (error);
  g_assert_false (pod_audit_redact (connection, first, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_assert_false (pod_connection_exec (connection, "UPDATE audit SET texts = NULL", NULL));
  fixture_commit (connection);
  entries = list (connection, "setting", 2);
  g_assert_cmpstr (find (entries, "I", "value")->new_value, ==, "[redacted]");
  g_assert_cmpstr (find (entries, "I", "key")->new_value, ==, "note");
  /* With the texts goes the reason, which is typed as they are; who and when stay. */
  g_assert_cmpstr (find (entries, "I", "key")->why, ==, "[redacted]");
  g_assert_cmpstr (find (entries, "I", "key")->user, ==, "anna");
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
  bytes = pod_test_read (path, &length);
  g_assert_null (memmem (bytes, length, "Test Person", 11));
}

/* A name in the detail of an event of the program, too. */
static void
test_redact_detail (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GError) error = NULL;
  const char *bytes;
  gsize length;

  fixture_begin (connection, "a name in a file's name");
  g_assert_true (pod_audit_note (connection, "IMPORT", "Test Person.csv", &error));
  g_assert_true (pod_audit_redact (connection, pod_audit_last (connection, NULL), &error));
  g_assert_no_error (error);
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
  bytes = pod_test_read (path, &length);
  g_assert_null (memmem (bytes, length, "Test Person", 11));
}

/* How a verification went, or which head a package bore, is nobody's identifier: not even a PI takes it out. */
static void
test_evidence_stays (void)
{
  static const char *const actions[] = { "VERIFY", "EXPORT", "BACKUP", "RESTORE", "PRINT" };
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GError) error = NULL;
      PodRedaction done;

      fixture_begin (connection, "a name, they say");
      g_assert_true (pod_audit_note (connection, actions[i], "faults: 2", &error));
      g_assert_false (pod_audit_redact_text (connection, pod_audit_last (connection, NULL),
                                             "detail", &done, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
      pod_connection_rollback (connection);
    }
}

/* Nor does a savepoint, which begins a transaction where there is none, pass for the job's own. */
static void
test_lost_before_savepoint (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  fixture_begin (connection, NULL);
  set (connection, "kept");
  fixture_commit (connection);
  fixture_begin (connection, NULL);
  g_assert_false (pod_connection_exec (connection,
                                       "INSERT OR ROLLBACK INTO setting (key) VALUES ('')", NULL));
  g_assert_true (pod_connection_exec (connection, "SAVEPOINT change", &error));
  set (connection, "within");
  g_assert_false (pod_connection_exec (connection, "RELEASE change", NULL));
  g_assert_false (pod_connection_commit (connection, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  fixture_read (connection);
  value = pod_setting_get (connection, "note", NULL);
  g_assert_cmpstr (value, ==, "kept");
  fixture_commit (connection);
}

/* SQLite itself may end a transaction in the middle: nothing of the job is saved then, neither what came before nor after. */
static void
test_lost_transaction (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  fixture_begin (connection, NULL);
  set (connection, "kept");
  fixture_commit (connection);
  fixture_begin (connection, NULL);
  set (connection, "before");
  g_assert_false (pod_connection_exec (connection,
                                       "INSERT OR ROLLBACK INTO setting (key) VALUES ('')", NULL));
  g_assert_false (pod_setting_set (connection, "note", "after", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (pod_connection_commit (connection, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  fixture_read (connection);
  value = pod_setting_get (connection, "note", NULL);
  g_assert_cmpstr (value, ==, "kept");
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  assert_ok (path);
}

static void
test_redact_needs_reason (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  set (connection, "x");
  g_assert_false (pod_audit_redact (connection, pod_audit_last (connection, NULL), &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  pod_connection_rollback (connection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/null-transitions", test_null_transitions);
  g_test_add_func ("/audit/long-text", test_long_text);
  g_test_add_func ("/audit/values", test_values);
  g_test_add_func ("/audit/no-stamp", test_no_stamp);
  g_test_add_func ("/audit/reader-writes-nothing", test_reader_writes_nothing);
  g_test_add_func ("/audit/refused-statements", test_refused_statements);
  g_test_add_func ("/audit/refused-inside", test_refused_inside);
  g_test_add_func ("/audit/rollback", test_rollback);
  g_test_add_func ("/audit/head", test_head);
  g_test_add_func ("/audit/R05-evidence-stays", test_evidence_stays);
  g_test_add_func ("/audit/lost-before-savepoint", test_lost_before_savepoint);
  g_test_add_func ("/audit/redact", test_redact);
  g_test_add_func ("/audit/redact-detail", test_redact_detail);
  g_test_add_func ("/audit/lost-transaction", test_lost_transaction);
  g_test_add_func ("/audit/redact-needs-reason", test_redact_needs_reason);
  return g_test_run ();
}
