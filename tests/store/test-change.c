/* Changes: written whole or not at all, and never over somebody else's. */

#include "store-fixture.h"

static gboolean
apply (PodConnection *connection, const PodChange *change, GError **error)
{
  return pod_change_apply (connection, change, NULL, error);
}

static void
assert_apply_fails (PodConnection *connection, const PodChange *change, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apply (connection, change, &error));
  if (!g_error_matches (error, POD_STORE_ERROR, code))
    g_error ("%s instead of %d", error->message, code);
}

static const char *
count (PodConnection *connection, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);

  return raw_text (pod_connection_get_db (connection), sql);
}

static PodVisit
make_visit (gint64 id, int version)
{
  return (PodVisit){ .record = { .id = id, .subject = 1, .version = version },
                     .planned = "screening",
                     .date = pod_date_new (2026, 3, 15),
                     .status = "done" };
}

static void
test_references (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3 *db = pod_connection_get_db (connection);

  fixture_begin (connection, NULL);
  g_assert_cmpint (fixture_add_subject (connection, "S-001", NULL), ==, 1);
  g_assert_cmpint (fixture_add_subject (connection, "S-002", ids), ==, 2);
  fixture_commit (connection);
  g_assert_cmpuint (ids->len, ==, 4);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 3), ==, 4);
  g_assert_cmpstr (raw_text (db, "SELECT group_concat (subject || '/' || visit) FROM finding"), ==,
                   "1/1,1/1,2/2,2/2");
}

/* A result is attributed to something of the same subject; also where it was recorded in the same change. */
static void
test_attribution (void)
{
  static const struct
  {
    gint64 subject, adverse_event, history;
    gboolean fits;
  } cases[] = { { 1, 1, 0, TRUE },  { 1, 0, 1, TRUE },  { 1, 1, 1, TRUE },  { 2, 0, 0, TRUE },
                { 2, 1, 0, FALSE }, { 2, 0, 1, FALSE }, { 1, 9, 0, FALSE }, { 1, 0, 9, FALSE } };
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodChange) first = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = 1 };
  pod_change_put_adverse_event (first, &event);
  pod_change_put_event (first, &(PodEvent){ .record = { .subject = 1 },
                                            .category = "history",
                                            .code = "x" });
  fixture_begin (connection, "correction");
  fixture_add_subject (connection, "S-001", NULL);
  fixture_add_subject (connection, "S-002", NULL);
  g_assert_true (apply (connection, first, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodChange) change = pod_change_new ();
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record.subject = cases[i].subject;
      finding.observation = "creatinine";
      finding.source = "typed";
      finding.adverse_event = cases[i].adverse_event;
      finding.history = cases[i].history;
      pod_change_put_finding (change, &finding);
      if (cases[i].fits)
        g_assert_true (apply (connection, change, &error));
      else
        assert_apply_fails (connection, change, POD_STORE_ERROR_CONSTRAINT);
      g_assert_no_error (error);
    }
  fixture_commit (connection);
}

static void
test_versions (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  PodVisit visit = make_visit (1, 1), again = make_visit (1, 2), nowhere = make_visit (77, 1);
  PodVisit elsewhere = make_visit (1, 2);
  g_autoptr (PodChange) first = pod_change_new ();
  g_autoptr (PodChange) second = pod_change_new ();
  g_autoptr (PodChange) absent = pod_change_new ();
  g_autoptr (PodChange) moved = pod_change_new ();
  g_autoptr (GError) error = NULL;

  elsewhere.record.subject = 2;
  pod_change_put_visit (first, &visit);
  pod_change_put_visit (second, &again);
  pod_change_put_visit (absent, &nowhere);
  pod_change_put_visit (moved, &elsewhere);
  fixture_begin (connection, "typing error");
  fixture_add_subject (connection, "S-001", NULL);
  fixture_add_subject (connection, "S-002", NULL);
  g_assert_true (apply (connection, first, &error));
  assert_apply_fails (connection, first, POD_STORE_ERROR_CONFLICT);
  /* A record does not pass from one subject to another. */
  assert_apply_fails (connection, moved, POD_STORE_ERROR_CONFLICT);
  g_assert_true (apply (connection, second, &error));
  assert_apply_fails (connection, absent, POD_STORE_ERROR_NOT_FOUND);
  fixture_commit (connection);
  g_assert_cmpstr (raw_text (pod_connection_get_db (connection),
                             "SELECT version FROM visit WHERE id = 1"),
                   ==, "3");
}

static void
test_void (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodChange) again = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_void (change, POD_RECORD_FINDING, 1, 1);
  pod_change_void (again, POD_RECORD_FINDING, 1, 2);
  fixture_begin (connection, "wrong patient");
  fixture_add_subject (connection, "S-001", NULL);
  g_assert_true (apply (connection, change, &error));
  assert_apply_fails (connection, again, POD_STORE_ERROR_CONFLICT);
  fixture_commit (connection);
}

static void
test_duplicate_origin (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding finding;

  fixture_begin (connection, NULL);
  fixture_add_subject (connection, "S-001", NULL);
  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = 1 };
  finding.observation = "albumin";
  finding.source = "import";
  finding.origin = NULL;
  pod_change_put_finding (change, &finding);
  finding.record.id = -2;
  finding.origin = "central|creatinine|1";
  pod_change_put_finding (change, &finding);
  assert_apply_fails (connection, change, POD_STORE_ERROR_CONSTRAINT);
  /* Nothing of it, not even the first step, nor its trace. */
  g_assert_cmpstr (count (connection, "finding"), ==, "2");
  fixture_commit (connection);
  g_assert_cmpstr (count (connection, "audit WHERE tbl = 'finding'"), ==, "2");
}

static void
test_foreign_visit (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodChange) dangling = pod_change_new ();
  PodFinding finding;

  fixture_begin (connection, NULL);
  fixture_add_subject (connection, "S-001", NULL);
  fixture_add_subject (connection, "S-002", NULL);
  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -1, .subject = 1 };
  finding.visit = 2; /* of the other subject */
  finding.observation = "albumin";
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  assert_apply_fails (connection, change, POD_STORE_ERROR_CONSTRAINT);
  finding.visit = -9;
  pod_change_put_finding (dangling, &finding);
  assert_apply_fails (connection, dangling, POD_STORE_ERROR_NOT_FOUND);
  fixture_commit (connection);
}

static void
test_reason (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodChange) change = pod_change_new ();
  PodVisit visit = make_visit (1, 1);

  pod_change_put_visit (change, &visit);
  fixture_begin (connection, NULL);
  fixture_add_subject (connection, "S-001", NULL);
  assert_apply_fails (connection, change, POD_STORE_ERROR_CONSTRAINT);
  fixture_commit (connection);
  fixture_begin (connection, "");
  assert_apply_fails (connection, change, POD_STORE_ERROR_CONSTRAINT);
  pod_connection_rollback (connection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/references", test_references);
  g_test_add_func ("/change/put-down", test_attribution);
  g_test_add_func ("/change/versions", test_versions);
  g_test_add_func ("/change/void", test_void);
  g_test_add_func ("/change/duplicate-origin", test_duplicate_origin);
  g_test_add_func ("/change/foreign-visit", test_foreign_visit);
  g_test_add_func ("/change/reason", test_reason);
  return g_test_run ();
}
