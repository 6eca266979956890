/* R09 and R10: the machine's clock in the trail, and what time a record says of itself. */

#include <string.h>

#include "pod-audit-private.h"
#include "pod-record-field.h"
#include "store-fixture.h"

#define NOON G_GINT64_CONSTANT (1773489600000000) /* 2026-03-14T12:00:00Z */
#define HOUR G_GINT64_CONSTANT (3600000000)
#define MS G_GINT64_CONSTANT (1000)

static void
note_at (PodConnection *connection, PodInstant when, const char *action)
{
  g_autoptr (PodStamp) stamp = pod_stamp_new ("anna", "coordinator", "s-1", NULL, when);
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
  g_assert_true (pod_connection_set_stamp (connection, stamp, &error));
  g_assert_true (pod_audit_note (connection, action, NULL, &error));
  g_assert_true (pod_connection_commit (connection, &error));
  g_assert_no_error (error);
}

static const char *
ask (PodConnection *connection, const char *sql)
{
  return raw_text (pod_connection_get_db (connection), sql);
}

static gboolean
is_sound (PodConnection *connection, PodInstant now)
{
  g_autoptr (GError) error = NULL;
  gboolean sound;

  fixture_read (connection);
  g_assert_true (pod_audit_is_clock_sound (connection, now, &sound, &error));
  g_assert_no_error (error);
  fixture_commit (connection);
  return sound;
}

/* The boot clock of the last entry, as it is packed beside the columns. */
static gint64
read_boot (PodConnection *connection)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT fields, texts, salt FROM audit ORDER BY seq DESC LIMIT 1", NULL);
  PodAuditFields fields;
  PodAuditField field = { 0 };
  gint64 boot = 0;

  g_assert_true (pod_statement_step (statement, NULL));
  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 0),
                         pod_statement_get_value (statement, 1),
                         pod_statement_get_value (statement, 2));
  while (pod_audit_fields_next (&fields, &field))
    {
      if (g_str_equal (field.name, POD_AUDIT_BOOT))
        boot = pod_packed_to_int (&field.new_value);
      pod_audit_field_clear (&field);
    }
  return boot;
}

/* ---- R09 ---- */

static void
test_times (void)
{
  const PodInstant now = pod_clock_now (pod_clock_system ());
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());

  note_at (connection, (PodInstant){ NOON, 480, 7 * HOUR }, "ONE");
  g_assert_cmpstr (ask (connection, "SELECT ts || ' ' || utc_offset FROM audit WHERE action = "
                                    "'ONE'"),
                   ==, "2026-03-14T12:00:00.000Z 480");
  g_assert_cmpint (read_boot (connection), ==, 7 * HOUR);
  /* The instant is the same, whichever the workstation's offset is. */
  note_at (connection, (PodInstant){ NOON + HOUR, -300, 8 * HOUR }, "TWO");
  g_assert_cmpstr (ask (connection, "SELECT ts || ' ' || utc_offset FROM audit WHERE action = "
                                    "'TWO'"),
                   ==, "2026-03-14T13:00:00.000Z -300");
  g_assert_cmpstr (ask (connection, "SELECT count (*) FROM audit WHERE ts NOT LIKE '%Z'"), ==, "0");
  /* The machine's clock knows its boot clock. */
  g_assert_cmpint (now.boot_us, >, 0);
  g_assert_cmpint (now.boot_us, <, now.utc_us);
}

/* Set back by so much after an hour of running (@boot), or of a clock that knows no boot clock. */
static const struct
{
  gint64 back;
  gboolean boot;
  gboolean noted;
} cases[] = {
  { 0, FALSE, FALSE },        { 1000 * MS, FALSE, FALSE }, { 2000 * MS, FALSE, FALSE },
  { 2001 * MS, FALSE, TRUE }, { 90 * HOUR, FALSE, TRUE },  { 0, TRUE, FALSE },
  { 2000 * MS, TRUE, FALSE }, { 2001 * MS, TRUE, TRUE },   { HOUR, TRUE, TRUE },
  { 90 * HOUR, TRUE, TRUE },
};

static void
check_case (gint64 back, gboolean has_boot, gboolean is_noted)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);
  const PodInstant first = { NOON, 480, has_boot ? HOUR : 0 };
  /* A clock that knows its boot clock ran on for an hour before it was set back. */
  const PodInstant second = { NOON - back + (has_boot ? HOUR : 0), 480, has_boot ? 2 * HOUR : 0 };
  g_autoptr (PodVerification) verification = NULL;

  note_at (connection, first, "FIRST");
  g_assert_true (is_sound (connection, second) == !is_noted);
  note_at (connection, second, "SECOND");
  g_assert_cmpstr (ask (connection, "SELECT count (*) FROM audit WHERE action = 'CLOCK'"), ==,
                   is_noted ? "1" : "0");
  /* The order is that in which it was done, whatever the times say; the row stands before what was written by the new time. */
  g_assert_cmpstr (ask (connection, "SELECT group_concat (action, ' ') FROM (SELECT action FROM "
                                    "audit WHERE tbl IS NOT 'setting' ORDER BY seq)"),
                   ==, is_noted ? "FIRST CLOCK SECOND" : "FIRST SECOND");
  if (is_noted)
    {
      g_assert_cmpstr (ask (connection, "SELECT f.action FROM audit c JOIN audit f ON f.seq = "
                                        "c.row WHERE c.action = 'CLOCK'"),
                       ==, "FIRST");
      /* Warned of until the clock has caught up, and written down once. */
      g_assert_cmpint (is_sound (connection, second), ==, has_boot && back <= HOUR);
      g_assert_true (is_sound (connection, (PodInstant){ NOON + 2 * HOUR, 480, 0 }));
      note_at (connection, second, "THIRD");
      g_assert_cmpstr (ask (connection, "SELECT count (*) FROM audit WHERE action = 'CLOCK'"), ==,
                       "1");
    }
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

static void
test_set_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%" G_GINT64_FORMAT " µs", cases[i].back);
      check_case (cases[i].back, cases[i].boot, cases[i].noted);
    }
}

/* ---- R10 ---- */

/* The times that a person gives stand in the record's own columns; the time of entry in none of them, but in the trail. */
static void
test_columns (void)
{
  static const char *const clinical[] = { "visit.date",           "finding.moment",
                                          "finding.date",         "event.date",
                                          "intervention.start",   "intervention.stop",
                                          "adverse_event.start",  "adverse_event.stop",
                                          "adverse_event.learned" };

  for (gsize i = 0; i < G_N_ELEMENTS (clinical); i++)
    {
      g_auto (GStrv) words = g_strsplit (clinical[i], ".", 2);
      PodRecordType type;

      g_assert_true (pod_record_type_from_string (words[0], &type));
      g_assert_nonnull (pod_record_shape_find (pod_record_get_shape (type), words[1]));
    }
  for (int type = 0; type < POD_N_RECORD_TYPES; type++)
    {
      static const char *const entry[] = { "ts", "utc_offset", "entered", "created", "changed" };

      for (gsize i = 0; i < G_N_ELEMENTS (entry); i++)
        g_assert_null (pod_record_shape_find (pod_record_get_shape (type), entry[i]));
    }
}

static void
put_finding (PodConnection *connection, gint64 id, int version, const char *moment)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = id, .subject = 1, .version = version };
  finding.observation = "albumin";
  finding.source = "typed";
  pod_moment_parse (moment, &finding.when);
  pod_change_put_finding (change, &finding);
  fixture_begin (connection, "another time");
  g_assert_true (pod_change_apply (connection, change, NULL, &error));
  g_assert_no_error (error);
  fixture_commit (connection);
}

/* An observation of years ago, and its time corrected: the entries bear the time at which that was done. */
static void
test_entry_time (void)
{
  static const char entry_times[] = "SELECT group_concat (DISTINCT ts) FROM audit WHERE tbl = "
                                    "'finding' AND row = 5";
  static const char *const refused[] = {
    "UPDATE audit SET ts = '2020-01-01T00:00:00.000Z'",
    "INSERT INTO audit_add (ts, action) VALUES ('2020-01-01T00:00:00.000Z', 'X')",
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());

  put_finding (connection, -1, 0, "2020-01-02T08:30");
  g_assert_cmpstr (ask (connection, "SELECT moment FROM finding WHERE id = 5"), ==,
                   "2020-01-02T08:30");
  put_finding (connection, 5, 1, "2019-05-06");
  g_assert_cmpstr (ask (connection, "SELECT moment FROM finding WHERE id = 5"), ==, "2019-05-06");
  g_assert_cmpstr (ask (connection, entry_times), ==, "2026-03-14T06:30:00.000Z");
  fixture_begin (connection, "another time");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (pod_connection_exec (connection, refused[i], NULL));
  fixture_commit (connection);
  g_assert_cmpstr (ask (connection, entry_times), ==, "2026-03-14T06:30:00.000Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/clock/R09-UTC-offset-and-boot-clock", test_times);
  g_test_add_func ("/store/clock/R09-set-back", test_set_back);
  g_test_add_func ("/store/clock/R10-different-columns", test_columns);
  g_test_add_func ("/store/clock/R10-only-the-first-is-set", test_entry_time);
  return g_test_run ();
}
