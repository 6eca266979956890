/* Signatures in the store: what they cover, what ends them, and what shows that one is not what was signed. */

#include <string.h>

#include "pod-audit-redact.h"
#include "signature-fixture.h"

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

  site_set_up (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  fixture_read (site.connection);
  g_assert_true (pod_signature_table_read (site.connection, site.subject, keep_signature, text,
                                           &error));
  fixture_commit (site.connection);
  /* Without a full name the account's stands for it. */
  g_assert_cmpstr (text->str, ==, "paul paul pi approval 0 1773469800000000 480");
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
  g_assert_cmpstr (site_ask (&site,
                             "SELECT user FROM audit WHERE tbl = 'signature' AND action = 'I'"),
                   ==, "paul");
  /* The head is that of the trail before the signing itself. */
  g_assert_cmpstr (site_ask (&site,
                             "SELECT (SELECT seq || ':' || lower (hex (hash)) FROM audit WHERE "
                             "seq = (SELECT min (seq) - 1 FROM audit WHERE tbl = 'signature')) "
                             "= head FROM signature"),
                   ==, "1");
  site_tear_down (&site);
}

static void
test_printed_name (void)
{
  Site site;
  gint64 id;
  g_autoptr (GError) error = NULL;

  site_set_up (&site);
  site_begin (site.connection, "paul", "pi", "own name");
  pod_connection_exec (site.connection, "UPDATE user SET full_name = 'Dr Paul 测试'", &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  g_assert_cmpstr (site_ask (&site, "SELECT printed_name FROM signature"), ==, "Dr Paul 测试");
  /* Who marries keeps the name under what was signed before. */
  site_begin (site.connection, "paul", "pi", "marriage");
  pod_connection_exec (site.connection, "UPDATE user SET full_name = 'Dr Paul Other'", &error);
  fixture_commit (site.connection);
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
  site_tear_down (&site);
}

/* ---- what ends it ---- */

/* 14 March 2026, when the results of subject 1 were collected. */
#define REPORT_DAY 20526

/* Of the five records of a subject each is written once; which of the signatures over them end. */
static const struct
{
  const char *sql;
  gboolean adverse_event, event, visit, report, casebook;
} coverage[] = {
  { "UPDATE adverse_event SET version = 2, grade = 3 WHERE id = 1", TRUE, FALSE, FALSE, FALSE,
    TRUE },
  { "UPDATE adverse_event SET version = 2, grade = 3 WHERE id = 2", FALSE, FALSE, FALSE, FALSE,
    TRUE },
  { "UPDATE event SET version = 2, voided = 1 WHERE id = 1", FALSE, TRUE, FALSE, FALSE, TRUE },
  { "UPDATE visit SET version = 2, note = 'late' WHERE id = 1", FALSE, FALSE, TRUE, FALSE, TRUE },
  { "UPDATE finding SET version = 2, number = 7 WHERE id = 1", FALSE, FALSE, TRUE, TRUE, TRUE },
  /* What names no laboratory, has no limits and was not judged is not of a report; nor is what came on another day. */
  { "INSERT INTO finding (version, voided, subject, moment, observation, number, source) "
    "VALUES (1, 0, 1, '2026-03-14T08:30', 'systolic', 120, 'typed')",
    FALSE, FALSE, FALSE, FALSE, TRUE },
  { "INSERT INTO finding (version, voided, subject, moment, observation, laboratory, source) "
    "VALUES (1, 0, 1, '2026-03-15', 'hgb', 'Central', 'typed')",
    FALSE, FALSE, FALSE, FALSE, TRUE },
  { "INSERT INTO finding (version, voided, subject, moment, observation, laboratory, source) "
    "VALUES (1, 0, 1, '2026-03', 'hgb', 'Central', 'typed')",
    FALSE, FALSE, FALSE, FALSE, TRUE },
  { "INSERT INTO finding (version, voided, subject, moment, observation, laboratory, source) "
    "VALUES (1, 0, 1, '2026-03-14T23:59', 'hgb', 'Central', 'typed')",
    FALSE, FALSE, FALSE, TRUE, TRUE },
  { "INSERT INTO finding (version, voided, subject, moment, observation, significance, judged_by, "
    "source) VALUES (1, 0, 1, '2026-03-14', 'egfr', 'not_significant', 'paul', 'derived')",
    FALSE, FALSE, FALSE, TRUE, TRUE },
  { "UPDATE finding SET version = 2, moment = '2026-03-15' WHERE id = 1", FALSE, FALSE, TRUE, TRUE,
    TRUE },
  { "UPDATE finding SET version = 2, significance = 'significant', judged_by = 'paul', "
    "adverse_event = 1 WHERE id = 1",
    FALSE, FALSE, TRUE, TRUE, TRUE },
  { "INSERT INTO finding (version, voided, subject, visit, observation, source) "
    "VALUES (1, 0, 1, 1, 'hgb', 'typed')",
    FALSE, FALSE, TRUE, FALSE, TRUE },
  { "INSERT INTO finding (version, voided, subject, observation, source) "
    "VALUES (1, 0, 1, 'hgb', 'typed')",
    FALSE, FALSE, FALSE, FALSE, TRUE },
  { "UPDATE finding SET version = 2, visit = NULL WHERE id = 1", FALSE, FALSE, TRUE, TRUE, TRUE },
  { "INSERT INTO intervention (version, voided, subject, visit, treatment) "
    "VALUES (1, 0, 1, 1, 'car')",
    FALSE, FALSE, TRUE, FALSE, TRUE },
  { "INSERT INTO adverse_event (version, voided, subject, grade, seriousness, to_product, "
    "to_lymphodepletion, outcome) VALUES (1, 0, 1, 1, 0, 'x', 'x', 'x')",
    FALSE, FALSE, FALSE, FALSE, TRUE },
  { "UPDATE subject SET version = 2, cohort = 'igan' WHERE id = 1", FALSE, FALSE, FALSE, FALSE,
    TRUE },
  /* Another subject's, a question, and an account are none of it. */
  { "UPDATE visit SET version = 2, note = 'late' WHERE subject = 2", FALSE, FALSE, FALSE, FALSE,
    FALSE },
  { "UPDATE subject SET version = 2, cohort = 'igan' WHERE id = 2", FALSE, FALSE, FALSE, FALSE,
    FALSE },
  { "INSERT INTO query (version, voided, subject, scope, record, text, status) "
    "VALUES (1, 0, 1, 'visit', 1, 'Which day?', 'open')",
    FALSE, FALSE, FALSE, FALSE, FALSE },
  { "UPDATE user SET full_name = 'Other'", FALSE, FALSE, FALSE, FALSE, FALSE },
};

static void
test_coverage (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (coverage); i++)
    {
      Site site;
      g_autoptr (GError) error = NULL;
      gint64 signatures[5];
      const gboolean expected[5] = { coverage[i].adverse_event, coverage[i].event,
                                     coverage[i].visit, coverage[i].report, coverage[i].casebook };

      site_set_up (&site);
      signatures[0] = site_sign (&site, "adverse_event", site.adverse_event);
      signatures[1] = site_sign (&site, "event", site.event);
      signatures[2] = site_sign (&site, "visit", site.visit);
      signatures[3] = site_sign (&site, "report", REPORT_DAY);
      signatures[4] = site_sign (&site, "casebook", 0);
      site_begin (site.connection, "anna", "coordinator", "correction");
      pod_connection_exec (site.connection, coverage[i].sql, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      g_test_message ("%s", coverage[i].sql);
      for (guint j = 0; j < 5; j++)
        {
          g_autofree char *differences = site_compare (&site, signatures[j]);

          g_assert_cmpint (site_is_changed (&site, signatures[j]), ==, expected[j]);
          /* The triggers and the record agree about what is covered. */
          g_assert_cmpint (*differences != '\0', ==, expected[j]);
          /* It is what was signed all the same. */
          g_assert_cmpint (site_check (&site, signatures[j]), ==, POD_SEAL_TRUE);
        }
      site_tear_down (&site);
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

  site_set_up (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  /* What is rolled back has changed nothing. */
  event = site_make_adverse_event (site.subject);
  event.record.id = site.adverse_event;
  event.record.version = 1;
  event.grade = 4;
  site_begin (site.connection, "anna", "coordinator", "correction");
  site_put_adverse_event (site.connection, &event);
  pod_connection_rollback (site.connection);
  g_assert_false (site_is_changed (&site, id));
  g_assert_cmpstr (site_ask (&site, "SELECT count (*) FROM audit WHERE action = 'UNSIGN'"), ==,
                   "0");
  site_edit (&site, 1, 3, "low counts");
  g_assert_true (site_is_changed (&site, id));
  g_assert_cmpstr (site_ask (&site, "SELECT user || ' ' || tbl || ' ' || row FROM audit "
                                    "WHERE action = 'UNSIGN'"),
                   ==, "anna signature 1");
  /* The record's own entry and this are one transaction's. */
  g_assert_cmpstr (site_ask (&site, "SELECT count (DISTINCT session || ts) FROM audit WHERE seq >= "
                                    "(SELECT max (seq) FROM audit WHERE tbl = 'adverse_event')"),
                   ==, "1");
  site_edit (&site, 2, 4, "low counts");
  g_assert_cmpstr (site_ask (&site, "SELECT count (*) FROM audit WHERE action = 'UNSIGN'"), ==,
                   "1");
  site_begin (site.connection, "anna", "coordinator", "correction");
  g_assert_false (pod_connection_exec (site.connection, "UPDATE signature SET changed = 0",
                                       &error));
  g_clear_error (&error);
  g_assert_false (pod_connection_exec (site.connection, "UPDATE signature SET meaning = 'x'",
                                       &error));
  pod_connection_rollback (site.connection);
  site_tear_down (&site);
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

  site_set_up (&site);
  site_begin (site.connection, "paul", "pi", NULL);
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
      id = site_sign (&site, "access_review", 0);
      site_begin (site.connection, "paul", "pi", "as agreed");
      pod_connection_exec (site.connection, cases[i].sql, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      differences = site_compare (&site, id);
      g_assert_cmpint (site_is_changed (&site, id), ==, cases[i].ends);
      g_assert_cmpint (*differences != '\0', ==, cases[i].ends);
      g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
      /* The password's hash and the keys are in no list. */
      g_assert_null (strstr (differences, "password"));
    }
  site_tear_down (&site);
}

/* ---- what differs ---- */

static void
test_differences (void)
{
  Site site;
  gint64 id;
  g_autofree char *one = NULL, *two = NULL, *none = NULL;

  site_set_up (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  none = site_compare (&site, id);
  g_assert_cmpstr (none, ==, "");
  site_edit (&site, 1, 3, "low counts");
  site_edit (&site, 2, 4, "low counts, fever");
  one = site_compare (&site, id);
  /* First old, last new. */
  g_assert_cmpstr (one, ==,
                   "adverse_event 1 verbatim low counts → low counts, fever\n"
                   "adverse_event 1 grade 2 → 4\n");
  /* Changed and changed back: no difference, and yet not signed. */
  site_edit (&site, 3, 2, "low counts");
  two = site_compare (&site, id);
  g_assert_cmpstr (two, ==, "");
  g_assert_true (site_is_changed (&site, id));
  site_tear_down (&site);
}

static void
test_differences_of_rows (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  g_autofree char *differences = NULL;
  gint64 id;

  site_set_up (&site);
  id = site_sign (&site, "visit", site.visit);
  site_begin (site.connection, "anna", "coordinator", "correction");
  pod_connection_exec (site.connection,
                       "INSERT INTO finding (version, voided, subject, visit, observation, source) "
                       "VALUES (1, 0, 1, 1, 'hgb', 'typed');"
                       "UPDATE finding SET version = 2, visit = NULL WHERE id = 1;"
                       "UPDATE finding SET version = 2, voided = 1 WHERE id = 2",
                       &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  differences = site_compare (&site, id);
  g_assert_cmpstr (differences, ==,
                   "finding 1 - 1 → -\nfinding 2 voided 0 → 1\nfinding 5 - - → 1\n");
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
  site_tear_down (&site);
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

  site_set_up (&site);
  site_edit (&site, 1, 2, "测试甲 fell");
  last = site_get_last (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  site_begin (site.connection, "paul", "pi", "a name");
  pod_audit_redact_text (site.connection, last, "verbatim", &done, &error);
  g_assert_no_error (error);
  g_assert_true (done.corrected);
  fixture_commit (site.connection);
  g_assert_true (site_is_changed (&site, id));
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_REDACTED);
  differences = site_compare (&site, id);
  g_assert_cmpstr (differences, ==, "adverse_event 1 verbatim … → [redacted]\n");
  g_clear_pointer (&site.connection, pod_connection_free);
  verification = fixture_verify (site.path, NULL);
  g_assert_false (has_fault (verification, "signature", NULL, NULL, NULL));
  site_tear_down (&site);
}

/* Whoever has a list of names and the hash of what was signed must not find out which of them was taken out: the same text, signed by the
 * same person at the same time in the same records, has another hash each time.  What else was signed is as good as before. */
static void
test_hash_confirms_no_name (void)
{
  Site sites[2];
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;
  PodRedaction done;

  for (gsize i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      Site *site = &sites[i];
      gint64 last, other;
      const char *hash;

      site_set_up (site);
      other = site_sign (site, "event", site->event);
      site_edit (site, 1, 2, "测试甲 fell");
      last = site_get_last (site);
      site_sign (site, "adverse_event", site->adverse_event);
      hash = site_ask (site, "SELECT hex (hash) FROM signature WHERE scope = 'adverse_event'");
      g_assert_cmpstr (hash, !=, first);
      g_free (first);
      first = g_strdup (hash);
      site_begin (site->connection, "paul", "pi", "a name");
      pod_audit_redact_text (site->connection, last, "verbatim", &done, &error);
      g_assert_no_error (error);
      fixture_commit (site->connection);
      g_assert_cmpint (site_check (site, other), ==, POD_SEAL_TRUE);
      site_tear_down (site);
    }
}

/* ---- what is refused ---- */

static void
test_refused (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 last;

  site_set_up (&site);
  last = site_get_last (&site);
  g_assert_cmpint (site_sign_at (&site, "adverse_event", 99, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (site_sign_at (&site, "finding", site.finding, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  /* What was shown is not what is there: at the last entry before the edit, and at the edit. */
  site_edit (&site, 1, 3, "low counts");
  g_assert_cmpint (site_sign_at (&site, "adverse_event", site.adverse_event, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (site_sign_at (&site, "adverse_event", site.adverse_event, last + 1, &error), >,
                   0);
  g_assert_no_error (error);
  /* Somebody else's record was written since: this is still what was shown. */
  g_assert_cmpint (site_sign_at (&site, "event", site.event, last, &error), >, 0);
  g_assert_no_error (error);
  site_tear_down (&site);
}

/* A finding that moved to another visit was part of what was shown, and is no more. */
static void
test_refused_moved (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 last;

  site_set_up (&site);
  last = site_get_last (&site);
  site_begin (site.connection, "anna", "coordinator", "correction");
  pod_connection_exec (site.connection, "UPDATE finding SET version = 2, visit = NULL WHERE id = 1",
                       &error);
  fixture_commit (site.connection);
  g_assert_cmpint (site_sign_at (&site, "visit", site.visit, last, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  site_tear_down (&site);
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

  site_set_up (&site);
  last = site_get_last (&site);
  what = (PodToSign){ site.subject, "adverse_event", site.adverse_event, "approval", last };
  site_begin (site.connection, "paul", "pi", NULL);
  g_assert_cmpint (pod_signature_table_add (site.connection, NULL, &what, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_true (pod_vault_add_user (site.connection, site.vault, "anna", "coordinator",
                                     "another phrase", TRUE, &error));
  fixture_commit (site.connection);
  site_begin (site.connection, "anna", "coordinator", NULL);
  what.audit = pod_audit_last (site.connection, NULL);
  g_assert_cmpint (pod_signature_table_add (site.connection, site.vault, &what, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  pod_connection_rollback (site.connection);
  site_tear_down (&site);
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

      site_set_up (&site);
      site_begin (site.connection, "paul", "pi", "as agreed");
      g_assert_true (pod_connection_exec (site.connection, cases[i].sql, NULL));
      fixture_commit (site.connection);
      what = (PodToSign){ site.subject, "adverse_event",       site.adverse_event,
                          "approval",   site_get_last (&site), cases[i].day };
      site_begin (site.connection, "paul", cases[i].role, NULL);
      g_test_message ("%u", (guint) i);
      g_assert_cmpint (pod_signature_table_add (site.connection, site.vault, &what, &error) > 0, ==,
                       cases[i].may);
      if (!cases[i].may)
        g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
      fixture_commit (site.connection);
      site_tear_down (&site);
    }
}

static void
test_no_such_signature (void)
{
  Site site;
  PodSealCheck result;
  g_autoptr (GError) error = NULL;

  site_set_up (&site);
  fixture_read (site.connection);
  g_assert_false (pod_signature_table_check (site.connection, 1, &result, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pod_signature_table_compare (site.connection, 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  fixture_commit (site.connection);
  site_tear_down (&site);
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
  g_test_add_func ("/signature/hash-confirms-no-name", test_hash_confirms_no_name);
  g_test_add_func ("/store/signature/refused", test_refused);
  g_test_add_func ("/store/signature/refused-moved", test_refused_moved);
  g_test_add_func ("/store/signature/refused-key", test_refused_key);
  g_test_add_func ("/store/signature/refused-right", test_refused_right);
  g_test_add_func ("/store/signature/no-such", test_no_such_signature);
  return g_test_run ();
}
