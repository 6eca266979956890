/* Signatures in the store: what they cover, what ends them, and what shows that one is not what was signed. */

#include <string.h>

#include "pod-audit-redact.h"
#include "pod-canon.h"
#include "pod-signature-table.h"
#include "store-fixture.h"

/* ---- a site with one signed record of each kind ---- */

typedef struct
{
  const char *path;
  PodConnection *connection;
  PodVault *vault;
  /* The rows of subject 1. */
  gint64 subject, visit, finding, event, adverse_event;
} Site;

static void
begin_as (PodConnection *connection, const char *user, const char *role, const char *why)
{
  PodInstant when = { G_GINT64_CONSTANT (1773469800000000), 480 };
  g_autoptr (PodStamp) stamp = pod_stamp_new (user, role, "s-2", why, when);
  g_autoptr (GError) error = NULL;

  pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  pod_connection_set_stamp (connection, stamp, &error);
  g_assert_no_error (error);
}

static gint64
put_adverse_event (PodConnection *connection, PodAdverseEvent *event)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_change_put_adverse_event (change, event);
  pod_change_apply (connection, change, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

static PodAdverseEvent
make_adverse_event (gint64 subject)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.term = "neutropenia";
  event.verbatim = "low counts";
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  return event;
}

static void
set_up (Site *site)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  *site = (Site){ .path = fixture_path () };
  site->connection = fixture_create (site->path);
  begin_as (site->connection, "paul", "pi", NULL);
  site->vault = pod_vault_create (site->connection, "paul", "pi", "an invented phrase", &error);
  g_assert_no_error (error);
  site->subject = fixture_add_subject (site->connection, "S-001", ids);
  site->visit = g_array_index (ids, gint64, 1);
  site->finding = g_array_index (ids, gint64, 2);
  fixture_add_subject (site->connection, "S-002", NULL);
  event = make_adverse_event (site->subject);
  site->adverse_event = put_adverse_event (site->connection, &event);
  put_adverse_event (site->connection, &event);
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = site->subject },
                                             .category = "disposition",
                                             .code = "consent",
                                             .date = pod_date_new (2026, 3, 1) });
  g_array_set_size (ids, 0);
  pod_change_apply (site->connection, change, ids, &error);
  g_assert_no_error (error);
  site->event = g_array_index (ids, gint64, 0);
  fixture_commit (site->connection);
}

static void
tear_down (Site *site)
{
  g_clear_pointer (&site->connection, pod_connection_free);
  g_clear_pointer (&site->vault, pod_vault_free);
}

static gint64
sign_at (Site *site, const char *scope, gint64 about, gint64 audit, GError **error)
{
  PodToSign what = { g_str_equal (scope, "access_review") ? 0 : site->subject, scope, about,
                     "approval", audit };
  gint64 id;

  begin_as (site->connection, "paul", "pi", NULL);
  id = pod_signature_table_add (site->connection, site->vault, &what, error);
  if (id != 0)
    fixture_commit (site->connection);
  else
    pod_connection_rollback (site->connection);
  return id;
}

static gint64
get_last (Site *site)
{
  gint64 last;

  fixture_read (site->connection);
  last = pod_audit_last (site->connection, NULL);
  fixture_commit (site->connection);
  return last;
}

static gint64
sign (Site *site, const char *scope, gint64 about)
{
  g_autoptr (GError) error = NULL;
  gint64 id = sign_at (site, scope, about, get_last (site), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static const char *
ask (Site *site, const char *sql)
{
  sqlite3 *db = raw_open (site->path);
  const char *text = raw_text (db, sql);

  sqlite3_close (db);
  return text;
}

static gboolean
is_changed (Site *site, gint64 signature)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT changed FROM signature WHERE id = %" G_GINT64_FORMAT, signature);

  return g_str_equal (ask (site, sql), "1");
}

static PodSealCheck
check (Site *site, gint64 signature)
{
  g_autoptr (GError) error = NULL;
  PodSealCheck result = POD_SEAL_FALSE;

  fixture_read (site->connection);
  pod_signature_table_check (site->connection, signature, &result, &error);
  g_assert_no_error (error);
  fixture_commit (site->connection);
  return result;
}

/* "table row column old → new", a line each. */
static char *
compare (Site *site, gint64 signature)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  fixture_read (site->connection);
  changes = pod_signature_table_compare (site->connection, signature, &error);
  g_assert_no_error (error);
  fixture_commit (site->connection);
  for (guint i = 0; i < changes->len; i++)
    {
      const PodCellChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s %s → %s\n", change->table,
                              change->row, change->column ? change->column : "-",
                              change->old_value ? change->old_value : "-",
                              change->new_value ? change->new_value : "-");
    }
  return g_string_free (text, FALSE);
}

/* A new version of the first adverse event. */
static void
edit (Site *site, int version, int grade, const char *verbatim)
{
  PodAdverseEvent event = make_adverse_event (site->subject);

  begin_as (site->connection, "anna", "coordinator", "correction");
  event.record.id = site->adverse_event;
  event.record.version = version;
  event.grade = grade;
  event.verbatim = verbatim;
  put_adverse_event (site->connection, &event);
  fixture_commit (site->connection);
}

/* ---- what it says ---- */

static void
keep_signature (gpointer data, const PodSignature *signature)
{
  GString *text = data;

  g_string_append_printf (text, "%s %s %s %s %d %" G_GINT64_FORMAT " %d", signature->printed_name,
                          signature->user, signature->role, signature->meaning, signature->changed,
                          signature->when.utc_us, signature->when.offset_min);
}

static void
test_row (void)
{
  Site site;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;

  set_up (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  fixture_read (site.connection);
  g_assert_true (pod_signature_table_read (site.connection, site.subject, keep_signature, text,
                                           &error));
  fixture_commit (site.connection);
  /* Without a full name the account's stands for it. */
  g_assert_cmpstr (text->str, ==, "paul paul pi approval 0 1773469800000000 480");
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
  g_assert_cmpstr (ask (&site, "SELECT user FROM audit WHERE tbl = 'signature' AND action = 'I'"),
                   ==, "paul");
  /* The head is that of the trail before the signing itself. */
  g_assert_cmpstr (ask (&site, "SELECT (SELECT seq || ':' || lower (hex (hash)) FROM audit WHERE "
                               "seq = (SELECT min (seq) - 1 FROM audit WHERE tbl = 'signature')) "
                               "= head FROM signature"),
                   ==, "1");
  tear_down (&site);
}

static void
test_printed_name (void)
{
  Site site;
  gint64 id;
  g_autoptr (GError) error = NULL;

  set_up (&site);
  begin_as (site.connection, "paul", "pi", "own name");
  pod_connection_exec (site.connection, "UPDATE user SET full_name = 'Dr Paul 测试'", &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  id = sign (&site, "adverse_event", site.adverse_event);
  g_assert_cmpstr (ask (&site, "SELECT printed_name FROM signature"), ==, "Dr Paul 测试");
  /* Who marries keeps the name under what was signed before. */
  begin_as (site.connection, "paul", "pi", "marriage");
  pod_connection_exec (site.connection, "UPDATE user SET full_name = 'Dr Paul Other'", &error);
  fixture_commit (site.connection);
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
  tear_down (&site);
}

/* ---- what ends it ---- */

/* Of the five records of a subject each is written once; which of the signatures over them end. */
static void
test_coverage (void)
{
  static const struct
  {
    const char *sql;
    gboolean adverse_event, event, visit, casebook;
  } cases[] = {
    { "UPDATE adverse_event SET version = 2, grade = 3 WHERE id = 1", TRUE, FALSE, FALSE, TRUE },
    { "UPDATE adverse_event SET version = 2, grade = 3 WHERE id = 2", FALSE, FALSE, FALSE, TRUE },
    { "UPDATE event SET version = 2, voided = 1 WHERE id = 1", FALSE, TRUE, FALSE, TRUE },
    { "UPDATE visit SET version = 2, note = 'late' WHERE id = 1", FALSE, FALSE, TRUE, TRUE },
    { "UPDATE finding SET version = 2, number = 7 WHERE id = 1", FALSE, FALSE, TRUE, TRUE },
    { "INSERT INTO finding (version, voided, subject, visit, observation, source) "
      "VALUES (1, 0, 1, 1, 'hgb', 'typed')",
      FALSE, FALSE, TRUE, TRUE },
    { "INSERT INTO finding (version, voided, subject, observation, source) "
      "VALUES (1, 0, 1, 'hgb', 'typed')",
      FALSE, FALSE, FALSE, TRUE },
    { "UPDATE finding SET version = 2, visit = NULL WHERE id = 1", FALSE, FALSE, TRUE, TRUE },
    { "INSERT INTO intervention (version, voided, subject, visit, treatment) "
      "VALUES (1, 0, 1, 1, 'car')",
      FALSE, FALSE, TRUE, TRUE },
    { "INSERT INTO adverse_event (version, voided, subject, grade, seriousness, to_product, "
      "to_lymphodepletion, outcome) VALUES (1, 0, 1, 1, 0, 'x', 'x', 'x')",
      FALSE, FALSE, FALSE, TRUE },
    { "UPDATE subject SET version = 2, cohort = 'igan' WHERE id = 1", FALSE, FALSE, FALSE, TRUE },
    /* Another subject's, a question, and an account are none of it. */
    { "UPDATE visit SET version = 2, note = 'late' WHERE subject = 2", FALSE, FALSE, FALSE, FALSE },
    { "UPDATE subject SET version = 2, cohort = 'igan' WHERE id = 2", FALSE, FALSE, FALSE, FALSE },
    { "INSERT INTO query (version, voided, subject, scope, record, text, status) "
      "VALUES (1, 0, 1, 'visit', 1, 'Which day?', 'open')",
      FALSE, FALSE, FALSE, FALSE },
    { "UPDATE user SET full_name = 'Other'", FALSE, FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Site site;
      g_autoptr (GError) error = NULL;
      gint64 signatures[4];
      const gboolean expected[4] = { cases[i].adverse_event, cases[i].event, cases[i].visit,
                                     cases[i].casebook };

      set_up (&site);
      signatures[0] = sign (&site, "adverse_event", site.adverse_event);
      signatures[1] = sign (&site, "event", site.event);
      signatures[2] = sign (&site, "visit", site.visit);
      signatures[3] = sign (&site, "casebook", 0);
      begin_as (site.connection, "anna", "coordinator", "correction");
      pod_connection_exec (site.connection, cases[i].sql, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      g_test_message ("%s", cases[i].sql);
      for (guint j = 0; j < 4; j++)
        {
          g_autofree char *differences = compare (&site, signatures[j]);

          g_assert_cmpint (is_changed (&site, signatures[j]), ==, expected[j]);
          /* The triggers and the record agree about what is covered. */
          g_assert_cmpint (*differences != '\0', ==, expected[j]);
          /* It is what was signed all the same. */
          g_assert_cmpint (check (&site, signatures[j]), ==, POD_SEAL_TRUE);
        }
      tear_down (&site);
    }
}

/* In the same transaction, once, and never back. */
static void
test_unsign (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;
  gint64 id;

  set_up (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  /* What is rolled back has changed nothing. */
  event = make_adverse_event (site.subject);
  event.record.id = site.adverse_event;
  event.record.version = 1;
  event.grade = 4;
  begin_as (site.connection, "anna", "coordinator", "correction");
  put_adverse_event (site.connection, &event);
  pod_connection_rollback (site.connection);
  g_assert_false (is_changed (&site, id));
  g_assert_cmpstr (ask (&site, "SELECT count (*) FROM audit WHERE action = 'UNSIGN'"), ==, "0");
  edit (&site, 1, 3, "low counts");
  g_assert_true (is_changed (&site, id));
  g_assert_cmpstr (ask (&site, "SELECT user || ' ' || tbl || ' ' || row FROM audit "
                               "WHERE action = 'UNSIGN'"),
                   ==, "anna signature 1");
  /* The record's own entry and this are one transaction's. */
  g_assert_cmpstr (ask (&site, "SELECT count (DISTINCT session || ts) FROM audit WHERE seq >= "
                               "(SELECT max (seq) FROM audit WHERE tbl = 'adverse_event')"),
                   ==, "1");
  edit (&site, 2, 4, "low counts");
  g_assert_cmpstr (ask (&site, "SELECT count (*) FROM audit WHERE action = 'UNSIGN'"), ==, "1");
  begin_as (site.connection, "anna", "coordinator", "correction");
  g_assert_false (pod_connection_exec (site.connection, "UPDATE signature SET changed = 0",
                                       &error));
  g_clear_error (&error);
  g_assert_false (pod_connection_exec (site.connection, "UPDATE signature SET meaning = 'x'",
                                       &error));
  pod_connection_rollback (site.connection);
  tear_down (&site);
}

static void
test_access_review (void)
{
  static const struct
  {
    const char *sql;
    gboolean ends;
  } cases[] = {
    { "UPDATE user SET role = 'coordinator' WHERE id = 2", TRUE },
    { "UPDATE user SET active = 0 WHERE id = 2", TRUE },
    { "UPDATE user SET must_change = 1 WHERE id = 2", FALSE },
    { "INSERT INTO user (name, role, active) VALUES ('nora', 'nurse', 1)", TRUE },
    { "INSERT INTO delegation (user, task, start, voided) VALUES (2, 'sign', '2026-03-14', 0)",
      TRUE },
    { "UPDATE delegation SET stop = '2026-03-15'", TRUE },
    { "INSERT INTO key_grant (user, box_key, key_version, sealed) "
      "VALUES (2, zeroblob (32), 1, x'0a')",
      TRUE },
    /* The key is changed, and its holders hold the new one. */
    { "UPDATE key_grant SET key_version = 2, sealed = x'0b' WHERE user = 2", FALSE },
    { "UPDATE key_grant SET sealed = NULL WHERE user = 2", TRUE },
    { "UPDATE visit SET version = 2, note = 'late' WHERE id = 1", FALSE },
  };
  Site site;
  gint64 id = 0;

  set_up (&site);
  begin_as (site.connection, "paul", "pi", NULL);
  g_assert_true (pod_connection_exec (site.connection,
                                      "INSERT INTO user (name, role, active) VALUES ('mona', "
                                      "'monitor', 1)",
                                      NULL));
  fixture_commit (site.connection);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *differences = NULL;

      g_test_message ("%s", cases[i].sql);
      id = sign (&site, "access_review", 0);
      begin_as (site.connection, "paul", "pi", "as agreed");
      pod_connection_exec (site.connection, cases[i].sql, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      differences = compare (&site, id);
      g_assert_cmpint (is_changed (&site, id), ==, cases[i].ends);
      g_assert_cmpint (*differences != '\0', ==, cases[i].ends);
      g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
      /* The password's hash and the keys are in no list. */
      g_assert_null (strstr (differences, "password"));
    }
  tear_down (&site);
}

/* ---- what differs ---- */

static void
test_differences (void)
{
  Site site;
  gint64 id;
  g_autofree char *one = NULL, *two = NULL, *none = NULL;

  set_up (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  none = compare (&site, id);
  g_assert_cmpstr (none, ==, "");
  edit (&site, 1, 3, "low counts");
  edit (&site, 2, 4, "low counts, fever");
  one = compare (&site, id);
  /* First old, last new. */
  g_assert_cmpstr (one, ==,
                   "adverse_event 1 verbatim low counts → low counts, fever\n"
                   "adverse_event 1 grade 2 → 4\n");
  /* Changed and changed back: no difference, and yet not signed. */
  edit (&site, 3, 2, "low counts");
  two = compare (&site, id);
  g_assert_cmpstr (two, ==, "");
  g_assert_true (is_changed (&site, id));
  tear_down (&site);
}

static void
test_differences_of_rows (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  g_autofree char *differences = NULL;
  gint64 id;

  set_up (&site);
  id = sign (&site, "visit", site.visit);
  begin_as (site.connection, "anna", "coordinator", "correction");
  pod_connection_exec (site.connection,
                       "INSERT INTO finding (version, voided, subject, visit, observation, source) "
                       "VALUES (1, 0, 1, 1, 'hgb', 'typed');"
                       "UPDATE finding SET version = 2, visit = NULL WHERE id = 1;"
                       "UPDATE finding SET version = 2, voided = 1 WHERE id = 2",
                       &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  differences = compare (&site, id);
  g_assert_cmpstr (differences, ==,
                   "finding 1 - 1 → -\nfinding 2 voided 0 → 1\nfinding 5 - - → 1\n");
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
  tear_down (&site);
}

/* The name of a patient, typed into a text by mistake, was signed with it, and then taken out of everything. */
static void
test_redacted (void)
{
  Site site;
  g_autofree char *differences = NULL;
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  PodRedaction done;
  gint64 id, last;

  set_up (&site);
  edit (&site, 1, 2, "测试甲 fell");
  last = get_last (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  begin_as (site.connection, "paul", "pi", "a name");
  pod_audit_redact_text (site.connection, last, "verbatim", &done, &error);
  g_assert_no_error (error);
  g_assert_true (done.corrected);
  fixture_commit (site.connection);
  g_assert_true (is_changed (&site, id));
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_REDACTED);
  differences = compare (&site, id);
  g_assert_cmpstr (differences, ==, "adverse_event 1 verbatim … → [redacted]\n");
  g_clear_pointer (&site.connection, pod_connection_free);
  verification = fixture_verify (site.path, NULL);
  g_assert_false (has_fault (verification, "signature", NULL, NULL, NULL));
  tear_down (&site);
}

/* ---- what is refused ---- */

static void
test_refused (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 last;

  set_up (&site);
  last = get_last (&site);
  g_assert_cmpint (sign_at (&site, "adverse_event", 99, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (sign_at (&site, "finding", site.finding, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  /* What was shown is not what is there: at the last entry before the edit, and at the edit. */
  edit (&site, 1, 3, "low counts");
  g_assert_cmpint (sign_at (&site, "adverse_event", site.adverse_event, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (sign_at (&site, "adverse_event", site.adverse_event, last + 1, &error), >, 0);
  g_assert_no_error (error);
  /* Somebody else's record was written since: this is still what was shown. */
  g_assert_cmpint (sign_at (&site, "event", site.event, last, &error), >, 0);
  g_assert_no_error (error);
  tear_down (&site);
}

/* A finding that moved to another visit was part of what was shown, and is no more. */
static void
test_refused_moved (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 last;

  set_up (&site);
  last = get_last (&site);
  begin_as (site.connection, "anna", "coordinator", "correction");
  pod_connection_exec (site.connection, "UPDATE finding SET version = 2, visit = NULL WHERE id = 1",
                       &error);
  fixture_commit (site.connection);
  g_assert_cmpint (sign_at (&site, "visit", site.visit, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  tear_down (&site);
}

/* Who has no key of their own, or another's, seals nothing. */
static void
test_refused_key (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodVault) stranger = NULL;
  PodToSign what;
  gint64 last;

  set_up (&site);
  last = get_last (&site);
  what = (PodToSign){ site.subject, "adverse_event", site.adverse_event, "approval", last };
  begin_as (site.connection, "paul", "pi", NULL);
  g_assert_cmpint (pod_signature_table_add (site.connection, NULL, &what, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_true (pod_vault_add_user (site.connection, site.vault, "anna", "coordinator",
                                     "another phrase", TRUE, &error));
  fixture_commit (site.connection);
  begin_as (site.connection, "anna", "coordinator", NULL);
  what.audit = pod_audit_last (site.connection, NULL);
  g_assert_cmpint (pod_signature_table_add (site.connection, site.vault, &what, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  pod_connection_rollback (site.connection);
  tear_down (&site);
}

/* What somebody took away while this window was open is not lent by what it remembers. */
static void
test_refused_right (void)
{
  static const struct
  {
    const char *role, *sql, *day;
    gboolean may;
  } cases[] = {
    { "pi", "UPDATE user SET full_name = NULL", NULL, TRUE },
    { "investigator", "UPDATE user SET full_name = NULL", NULL, FALSE },
    { "pi", "UPDATE user SET active = 0", NULL, FALSE },
    { "pi", "UPDATE user SET role = 'investigator'", NULL, FALSE },
#define LEND(start, stop, voided)                                                                  \
  "INSERT INTO delegation (user, task, start, stop, voided) VALUES (1, 'sign', " start ", " stop   \
  ", " voided ")"
    { "pi", "UPDATE user SET full_name = NULL", "2026-03-14", FALSE },
    { "pi", LEND ("'2026-03-14'", "NULL", "0"), "2026-03-13", FALSE },
    { "pi", LEND ("'2026-03-14'", "NULL", "0"), "2026-03-14", TRUE },
    { "pi", LEND ("'2026-03-14'", "NULL", "0"), "2027-03-14", TRUE },
    { "pi", LEND ("'2026-03-01'", "'2026-03-14'", "0"), "2026-03-14", TRUE },
    { "pi", LEND ("'2026-03-01'", "'2026-03-14'", "0"), "2026-03-15", FALSE },
    { "pi", LEND ("'2026-03-01'", "NULL", "1"), "2026-03-14", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Site site;
      g_autoptr (GError) error = NULL;
      PodToSign what;

      set_up (&site);
      begin_as (site.connection, "paul", "pi", "as agreed");
      g_assert_true (pod_connection_exec (site.connection, cases[i].sql, NULL));
      fixture_commit (site.connection);
      what = (PodToSign){ site.subject, "adverse_event",  site.adverse_event,
                          "approval",   get_last (&site), cases[i].day };
      begin_as (site.connection, "paul", cases[i].role, NULL);
      g_test_message ("%u", (guint) i);
      g_assert_cmpint (pod_signature_table_add (site.connection, site.vault, &what, &error) > 0, ==,
                       cases[i].may);
      if (!cases[i].may)
        g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
      fixture_commit (site.connection);
      tear_down (&site);
    }
}

/* ---- what a forger does ---- */

/* Each leaves a row that says what nobody signed.  %s is made the id of the signature. */
static void
test_forged (void)
{
  static const char *const forgeries[] = {
    /* another record, another subject, another kind */
    "UPDATE signature SET record = 2",
    "UPDATE signature SET subject = 2",
    "UPDATE signature SET scope = 'event'",
    "INSERT INTO signature SELECT 2, subject, scope, 2, meaning, user, user_name, printed_name, "
    "role, moment, utc_offset, head, hash, signing_key, seal, 0 FROM signature; "
    "DELETE FROM signature WHERE id = 1; UPDATE signature SET id = 1",
    /* who, as what, meaning what, when */
    "UPDATE signature SET printed_name = 'Dr Other'",
    "UPDATE signature SET user_name = 'anna'",
    "UPDATE signature SET role = 'investigator'",
    "UPDATE signature SET meaning = 'review'",
    "UPDATE signature SET moment = '2026-03-13T06:30:00.000Z'",
    "UPDATE signature SET utc_offset = 0",
    "UPDATE signature SET user = 2",
    /* the seal itself */
    "UPDATE signature SET hash = zeroblob (32)",
    "UPDATE signature SET seal = zeroblob (64)",
    "UPDATE signature SET seal = CAST (substr (seal, 1, 63) || x'00' AS BLOB)",
    "UPDATE signature SET signing_key = zeroblob (32)",
    "UPDATE signature SET head = '0:'",
    "UPDATE signature SET head = head || '0'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      Site site;
      g_autoptr (PodVerification) verification = NULL;
      gint64 id;

      set_up (&site);
      begin_as (site.connection, "paul", "pi", NULL);
      g_assert_true (pod_connection_exec (site.connection,
                                          "INSERT INTO user (name, role, active) VALUES ('mona', "
                                          "'monitor', 1)",
                                          NULL));
      fixture_commit (site.connection);
      id = sign (&site, "adverse_event", site.adverse_event);
      g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
      g_clear_pointer (&site.connection, pod_connection_free);
      raw_forge (site.path, forgeries[i]);
      site.connection = fixture_open (site.path);
      g_test_message ("%s", forgeries[i]);
      g_assert_cmpint (check (&site, id), ==, POD_SEAL_FALSE);
      g_clear_pointer (&site.connection, pod_connection_free);
      verification = fixture_verify (site.path, NULL);
      g_assert_true (has_fault (verification, "signature", "signature", "1", NULL));
      tear_down (&site);
    }
}

/* A key of one's own, with which everything was sealed anew: the trail knows whose key was whose. */
static void
test_forged_key (void)
{
  Site site;
  guint8 key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES], seal[64];
  char seal_hex[129], key_hex[65];
  g_autofree char *sql = NULL, *hash = NULL;
  g_autoptr (GByteArray) canon = NULL;
  guint8 hash_bytes[32];
  gsize length;
  gint64 id;

  set_up (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  crypto_sign_keypair (key, secret);
  hash = g_strdup (ask (&site, "SELECT hex (hash) FROM signature"));
  sodium_hex2bin (hash_bytes, 32, hash, 64, NULL, &length, NULL);
  canon = pod_canon_new ("pod-signature-1");
  pod_canon_add_text (canon, "adverse_event");
  pod_canon_add_int (canon, site.adverse_event);
  pod_canon_add_int (canon, site.subject);
  pod_canon_add_text (canon, "review");
  pod_canon_add_int (canon, 1);
  pod_canon_add_text (canon, "paul");
  pod_canon_add_text (canon, "paul");
  pod_canon_add_text (canon, "pi");
  pod_canon_add_text (canon, ask (&site, "SELECT moment FROM signature"));
  pod_canon_add_int (canon, 480);
  pod_canon_add_text (canon, ask (&site, "SELECT head FROM signature"));
  pod_canon_add_bytes (canon, hash_bytes, 32);
  crypto_sign_detached (seal, NULL, canon->data, canon->len, secret);
  sodium_bin2hex (seal_hex, sizeof seal_hex, seal, sizeof seal);
  sodium_bin2hex (key_hex, sizeof key_hex, key, sizeof key);
  sql = g_strdup_printf ("UPDATE signature SET meaning = 'review', seal = x'%s', signing_key = "
                         "x'%s'; UPDATE user SET signing_key = x'%s' WHERE id = 1",
                         seal_hex, key_hex, key_hex);
  g_clear_pointer (&site.connection, pod_connection_free);
  raw_forge (site.path, sql);
  site.connection = fixture_open (site.path);
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_FALSE);
  tear_down (&site);
}

/* A key that was changed since is no forgery: the password was forgotten, and new keys were made. */
static void
test_new_key (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 id;

  set_up (&site);
  id = sign (&site, "adverse_event", site.adverse_event);
  begin_as (site.connection, "paul", "pi", "forgotten password");
  pod_connection_exec (site.connection, "UPDATE user SET signing_key = zeroblob (32)", &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  g_assert_cmpint (check (&site, id), ==, POD_SEAL_TRUE);
  tear_down (&site);
}

static void
test_no_such_signature (void)
{
  Site site;
  PodSealCheck result;
  g_autoptr (GError) error = NULL;

  set_up (&site);
  fixture_read (site.connection);
  g_assert_false (pod_signature_table_check (site.connection, 1, &result, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pod_signature_table_compare (site.connection, 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  fixture_commit (site.connection);
  tear_down (&site);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/signature/row", test_row);
  g_test_add_func ("/store/signature/printed-name", test_printed_name);
  g_test_add_func ("/store/signature/coverage", test_coverage);
  g_test_add_func ("/store/signature/R14-ends-in-the-same-transaction", test_unsign);
  g_test_add_func ("/store/signature/access-review", test_access_review);
  g_test_add_func ("/store/signature/differences", test_differences);
  g_test_add_func ("/store/signature/differences-of-rows", test_differences_of_rows);
  g_test_add_func ("/store/signature/redacted", test_redacted);
  g_test_add_func ("/store/signature/refused", test_refused);
  g_test_add_func ("/store/signature/refused-moved", test_refused_moved);
  g_test_add_func ("/store/signature/refused-key", test_refused_key);
  g_test_add_func ("/store/signature/refused-right", test_refused_right);
  g_test_add_func ("/store/signature/R13-moved-or-altered", test_forged);
  g_test_add_func ("/store/signature/forged-key", test_forged_key);
  g_test_add_func ("/store/signature/new-key", test_new_key);
  g_test_add_func ("/store/signature/no-such", test_no_such_signature);
  return g_test_run ();
}
