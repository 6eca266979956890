#include "store-fixture.h"

#include <math.h>

#include "pod-signature-table.h"

const char *
fixture_path (void)
{
  pod_vault_set_test_cost ();
  return pod_test_path (pod_test_dir (), "site.podocyte");
}

PodConnection *
fixture_create (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodConnection *connection = pod_connection_create (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (connection);
  return connection;
}

PodConnection *
fixture_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodConnection *connection = pod_connection_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (connection);
  return connection;
}

void
fixture_begin (PodConnection *connection, const char *why)
{
  PodInstant when = { G_GINT64_CONSTANT (1773469800000000), 480 };
  g_autoptr (PodStamp) stamp = pod_stamp_new ("anna", "coordinator", "s-1", why, when);
  g_autoptr (GError) error = NULL;

  pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  pod_connection_set_stamp (connection, stamp, &error);
  g_assert_no_error (error);
}

void
fixture_read (PodConnection *connection)
{
  g_autoptr (GError) error = NULL;

  pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_commit (PodConnection *connection)
{
  g_autoptr (GError) error = NULL;

  pod_connection_commit (connection, &error);
  g_assert_no_error (error);
}

static void
put_finding (PodChange *change, gint64 subject, gint64 visit, const char *origin)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
  finding.visit = visit;
  finding.observation = "creatinine";
  pod_moment_parse ("2026-03-14T08:30", &finding.when);
  finding.quantity = (PodQuantity){ POD_LESS_THAN, 88.4, pod_unit_from_ucum ("umol/L") };
  finding.code = "plus";
  finding.date = pod_date_new (2026, 3, 0);
  finding.text = "＜88.4";
  finding.unit_text = "μmol/L";
  finding.lower = 57;
  finding.upper = 97;
  finding.laboratory = "Central";
  finding.source = "import";
  finding.origin = origin;
  finding.method = "enzymatic";
  pod_change_put_finding (change, &finding);
}

gint64
fixture_add_subject (PodConnection *connection, const char *number, GArray *ids)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 subject = pod_change_reserve (change), visit = pod_change_reserve (change);

  pod_change_put_subject (change, &(PodSubject){ .record = { .id = subject },
                                                 .usubjid = number,
                                                 .screening_number = number,
                                                 .enrolment_number = NULL,
                                                 .cohort = "mn",
                                                 .sex = "female" });
  pod_change_put_visit (change, &(PodVisit){ .record = { .id = visit, .subject = subject },
                                             .planned = "screening",
                                             .date = pod_date_new (2026, 3, 14),
                                             .status = "done",
                                             .note = "准时到访" });
  put_finding (change, subject, visit, "central|creatinine|1");
  put_finding (change, subject, visit, "central|creatinine|2");
  pod_change_apply (connection, change, ids ? ids : own, &error);
  g_assert_no_error (error);
  return g_array_index (ids ? ids : own, gint64, 0);
}

static void
fill_events (PodConnection *connection, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention intervention;
  PodAdverseEvent event;

  pod_intervention_init (&intervention);
  intervention.record = (PodRecord){ .id = -1, .subject = subject };
  intervention.treatment = "fludarabine";
  intervention.dose = 30;
  intervention.unit = pod_unit_from_ucum ("mg");
  intervention.route = "iv";
  intervention.lot = "L1";
  intervention.note = "well tolerated";
  pod_moment_parse ("2026-03-20T10:00", &intervention.start);
  pod_moment_parse ("2026-03-20T11:00", &intervention.end);
  pod_change_put_intervention (change, &intervention);
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -2, .subject = subject },
                                             .category = "disposition",
                                             .code = "consent",
                                             .date = pod_date_new (2026, 3, 1),
                                             .detail = "version 3" });
  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -3, .subject = subject };
  event.term = "neutropenia";
  event.verbatim = "low counts";
  event.grade = 3;
  event.scale = "CTCAE 5.0";
  event.graded_by = "pi";
  event.seriousness = POD_SERIOUS_IMPORTANT;
  event.action = "none";
  pod_moment_parse ("2026-03-25", &event.start);
  pod_moment_parse ("2026-04", &event.end);
  pod_moment_parse ("2026-03-26T09:15", &event.learned);
  pod_change_put_adverse_event (change, &event);
  pod_change_apply (connection, change, NULL, &error);
  g_assert_no_error (error);
}

static void
fill_site (PodConnection *connection)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[study]\n", 8);
  g_autoptr (GError) error = NULL;
  PodRange range = { .laboratory = "Central",
                     .observation = "creatinine",
                     .sex = "female",
                     .age_from = 18,
                     .age_to = 59,
                     .from = pod_date_new (2026, 1, 1),
                     .to = pod_date_new (2026, 12, 31),
                     .lower = 41,
                     .upper = 73,
                     .unit = pod_unit_from_ucum ("umol/L") };

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (pod_range_add (connection, &range, &error));
      g_assert_true (pod_pin_add (connection, i ? "study.ini" : "knowledge.ini", bytes, &error));
      g_assert_true (pod_setting_set (connection, i ? "site" : "laboratory", "Central", &error));
      g_assert_cmpint (pod_series_next (connection, i ? "screening" : "mn", &error), ==, 1);
    }
}

static void
fill_users (PodConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodVault)
      vault = pod_vault_create (connection, "paul", NULL, "pi", "a pass phrase", &error);
  PodIdentity first = { .name = "Test Person One",
                        .record_number = "0000001",
                        .id_number = "ID-1",
                        .phone = "000",
                        .birth_date = "1980-02-29" };
  PodIdentity second = { .name = "测试甲",
                         .record_number = "0000002",
                         .id_number = "ID-2",
                         .phone = "001",
                         .birth_date = "1981" };
  gint64 number;

  g_assert_no_error (error);
  g_assert_true (pod_vault_add_user (connection, vault, "anna", "coordinator", "another phrase",
                                     TRUE, &error));
  g_assert_true (pod_vault_add_user (connection, vault, "mona", "monitor", "third phrase", FALSE,
                                     &error));
  g_assert_cmpint (pod_person_add (connection, vault, &first, &number, &error), ==, 1);
  g_assert_cmpint (pod_person_add (connection, vault, &second, &number, &error), ==, 2);
  g_assert_cmpint (number, ==, 2);
  g_assert_cmpint (pod_person_get_offset (connection, vault, 1, &error), !=, 0);
  g_assert_no_error (error);
}

/* A review of a visit and the sign-off of a casebook, by who fills the site. */
static void
fill_signatures (PodConnection *connection)
{
  g_autoptr (PodVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *role = NULL;

  pod_vault_sign_in (connection, "anna", "another phrase", &role, &vault, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      PodToSign what = { i + 1, i ? "casebook" : "visit", i ? 0 : 1, i ? "approval" : "review",
                         pod_audit_last (connection, NULL) };

      g_assert_cmpint (pod_signature_table_add (connection, vault, &what, &error), ==, i + 1);
      g_assert_no_error (error);
    }
}

/* What is asked, signed, granted and delegated: rows as their tables may hold them. */
static void
fill_trust (PodConnection *connection)
{
  static const char *const rows[] = {
    "INSERT INTO key_grant (box_key, key_version, sealed, endorsement) "
    "VALUES (zeroblob (32), 1, x'0102', zeroblob (64)), (randomblob (32), 1, NULL, NULL)",
    "INSERT INTO delegation (user, task, start, stop, voided) "
    "VALUES (1, 'sign', '2026-03-01', NULL, 0), (1, 'sign', '2026-01-01', '2026-01-31', 1)",
    "INSERT INTO query (version, voided, subject, scope, record, field, text, answer, status) "
    "VALUES (1, 0, 1, 'visit', 1, 'date', 'Which day?', 'Monday.', 'answered'), "
    "(1, 0, 1, 'subject', 1, NULL, 'Which consent?', NULL, 'open')",
    "INSERT INTO arrival (version, voided, uuid, moment, user, laboratory, kind, encoding, hash, "
    "lines, skipped, duplicates, complete, key_version, heading) VALUES "
    "(1, 0, hex (randomblob (16)), '2026-03-14T06:30:00.000Z', 'anna', 'Central', 'table', "
    "'UTF-8', randomblob (32), 3, 1, 0, 1, 1, x'0102'), "
    "(1, 0, hex (randomblob (16)), '2026-03-14T06:30:00.000Z', 'anna', 'Central', 'hl7', "
    "'UTF-8', randomblob (32), 1, 0, 0, 0, 1, NULL)",
    "INSERT INTO arrival_item (version, voided, subject, arrival, position, line, message, state, "
    "cause, resolution, finding, text, number, key_version, printed, raw) VALUES "
    "(1, 0, 1, 1, 0, 2, 0, 'accepted', NULL, 'accepted', 1, '5.0', 5.0, 1, x'0102', x'0102'), "
    "(1, 0, 1, 1, 1, 3, 0, 'waiting', 'flag', NULL, NULL, '6.0', 6.0, 1, x'0102', x'0102')",
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!pod_connection_exec (connection, rows[i], &error))
      g_error ("%s: %s", rows[i], error->message);
  fill_signatures (connection);
}

void
fixture_fill (PodConnection *connection)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  gint64 subjects[2];

  /* An entry in which nothing was typed. */
  fixture_begin (connection, NULL);
  g_assert_true (pod_audit_note (connection, "LOGOUT", NULL, &error));
  fixture_commit (connection);
  fixture_begin (connection, "correction");
  fill_users (connection);
  fill_site (connection);
  subjects[0] = fixture_add_subject (connection, "S-001", NULL);
  subjects[1] = fixture_add_subject (connection, "S-002", NULL);
  for (int i = 0; i < 2; i++)
    fill_events (connection, subjects[i]);
  fill_trust (connection);
  pod_change_put_visit (change, &(PodVisit){ .record = { .id = 1, .subject = 1, .version = 1 },
                                             .status = "missed",
                                             .note = "ill" });
  pod_change_void (change, POD_RECORD_FINDING, 2, 1);
  pod_change_apply (connection, change, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
}

const char *
fixture_site (void)
{
  const char *path = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_create (path);

  fixture_fill (connection);
  return path;
}

/* ---- as another program ---- */

sqlite3 *
raw_open (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

void
raw_exec (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static int
add_text_cb (gpointer list, int n, char **values, char **names)
{
  g_ptr_array_add (list, g_strdup (values[0]));
  return 0;
}

GPtrArray *
raw_list (sqlite3 *db, const char *sql)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  if (sqlite3_exec (db, sql, add_text_cb, list, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  return list;
}

const char *
raw_text (sqlite3 *db, const char *sql)
{
  g_autoptr (GPtrArray) list = raw_list (db, sql);
  char *text = list->len > 0 ? g_strdup (g_ptr_array_index (list, 0)) : NULL;

  g_test_queue_free (text);
  return text;
}

void
raw_forge (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  g_autoptr (GPtrArray)
      names = raw_list (db, "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
  g_autoptr (GPtrArray)
      texts = raw_list (db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");

  raw_exec (db, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s",
                                               (char *) g_ptr_array_index (names, i));

      raw_exec (db, drop);
    }
  raw_exec (db, sql);
  for (guint i = 0; i < texts->len; i++)
    raw_exec (db, g_ptr_array_index (texts, i));
  raw_exec (db, "COMMIT");
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* ---- verifying ---- */

PodVerification *
fixture_verify (const char *path, const char *anchor)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GError) error = NULL;
  PodVerification *verification;

  fixture_read (connection);
  verification = pod_audit_verify (connection, anchor, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  return verification;
}

static gboolean
matches (const char *wanted, const char *text)
{
  return wanted == NULL || g_strcmp0 (wanted, text) == 0;
}

gboolean
has_fault (const PodVerification *verification,
           const char *what,
           const char *table,
           const char *row,
           const char *field)
{
  for (guint i = 0; i < verification->faults->len; i++)
    {
      const PodAuditFault *fault = g_ptr_array_index (verification->faults, i);

      if (matches (what, fault->what) && matches (table, fault->table) &&
          matches (row, fault->row) && matches (field, fault->field))
        return TRUE;
    }
  return FALSE;
}

const char *
describe_faults (const PodVerification *verification)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < verification->faults->len; i++)
    {
      const PodAuditFault *fault = g_ptr_array_index (verification->faults, i);

      g_string_append_printf (text, "%s %s %s %s; ", fault->what, fault->table, fault->row,
                              fault->field);
    }
  g_test_queue_free (text->str);
  return g_string_free (text, FALSE);
}
