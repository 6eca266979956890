/* What is written comes back, field by field: absent values, comparators, partial dates, Chinese. */

#include <math.h>

#include "store-fixture.h"

static gint64
add_range (PodConnection *connection, PodDate from, GError **error)
{
  PodRange range = { .laboratory = "Central",
                     .observation = "anti_pla2r",
                     .age_to = 200,
                     .from = from,
                     .lower = NAN,
                     .upper = 20,
                     .unit = pod_unit_from_ucum ("umol/L") };

  return pod_range_add (connection, &range, error);
}

static PodCasebook *
write_and_load (const PodChange *change, gint64 subject)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook;

  fixture_begin (connection, NULL);
  g_assert_cmpint (add_range (connection, pod_date_new (2026, 1, 1), &error), ==, 1);
  pod_change_apply (connection, change, NULL, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  fixture_read (connection);
  casebook = pod_casebook_load (connection, subject, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pod_casebook_get_audit (casebook), ==, pod_audit_last (connection, NULL));
  fixture_commit (connection);
  return casebook;
}

static void
put_subject (PodChange *change)
{
  pod_change_put_subject (change, &(PodSubject){ .record = { .id = -1 },
                                                 .usubjid = "NCT07241468-01-001",
                                                 .screening_number = "S-001",
                                                 .enrolment_number = "MN-001",
                                                 .cohort = "mn",
                                                 .sex = "male" });
}

static void
assert_head (const PodRecord *record)
{
  g_assert_cmpint (record->id, ==, 1);
  g_assert_cmpint (record->subject, ==, 1);
  g_assert_cmpint (record->version, ==, 1);
  g_assert_false (record->voided);
}

static void
assert_moment (PodMoment moment, const char *expected)
{
  g_autofree char *text = pod_moment_to_string (moment);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_date (PodDate date, const char *expected)
{
  g_autofree char *text = pod_date_to_string (date);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_subject_and_visit (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodSubject *subject;
  const PodVisit *visit;
  guint n;

  put_subject (change);
  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -2, .subject = -1 },
                                             .planned = "screening",
                                             .date = pod_date_new (2026, 3, 14),
                                             .status = "done",
                                             .note = "患者准时到访，无不适" });
  casebook = write_and_load (change, 1);
  subject = pod_casebook_get_subject (casebook);
  assert_head (&subject->record);
  g_assert_cmpint (subject->person, ==, 0);
  g_assert_cmpstr (subject->usubjid, ==, "NCT07241468-01-001");
  g_assert_cmpstr (subject->screening_number, ==, "S-001");
  g_assert_cmpstr (subject->enrolment_number, ==, "MN-001");
  g_assert_cmpstr (subject->cohort, ==, "mn");
  g_assert_cmpstr (subject->sex, ==, "male");
  visit = pod_casebook_get_visits (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_head (&visit->record);
  g_assert_cmpstr (visit->planned, ==, "screening");
  assert_date (visit->date, "2026-03-14");
  g_assert_cmpstr (visit->status, ==, "done");
  g_assert_cmpstr (visit->note, ==, "患者准时到访，无不适");
}

/* How it was collected, and what was made of it. */
static void
fill_judgement (PodChange *change, PodFinding *finding)
{
  PodAdverseEvent adverse_event;

  finding->status = "corrected";
  finding->reason = "标本溶血";
  pod_moment_parse ("2026-03-13T08:00", &finding->began);
  finding->volume = 1850;
  finding->completeness = "incomplete";
  finding->significance = "significant";
  finding->judged_by = "paul";
  finding->adverse_event = -4;
  finding->history = -5;
  finding->range = 1;
  pod_adverse_event_init (&adverse_event);
  adverse_event.record = (PodRecord){ .id = -4, .subject = -1 };
  pod_change_put_adverse_event (change, &adverse_event);
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -5, .subject = -1 },
                                             .category = "history",
                                             .code = "hypertension" });
}

static void
assert_judgement (const PodFinding *read)
{
  g_assert_cmpstr (read->status, ==, "corrected");
  g_assert_cmpstr (read->reason, ==, "标本溶血");
  assert_moment (read->began, "2026-03-13T08:00");
  g_assert_cmpfloat (read->volume, ==, 1850);
  g_assert_cmpstr (read->completeness, ==, "incomplete");
  g_assert_cmpstr (read->significance, ==, "significant");
  g_assert_cmpstr (read->judged_by, ==, "paul");
  g_assert_cmpint (read->adverse_event, ==, 1);
  g_assert_cmpint (read->history, ==, 1);
  g_assert_cmpint (read->range, ==, 1);
}

static void
test_finding (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *read;
  PodFinding finding;
  guint n;

  put_subject (change);
  pod_change_put_visit (change,
                        &(PodVisit){ .record = { .id = -2, .subject = -1 }, .status = "done" });
  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -3, .subject = -1 };
  finding.visit = -2;
  finding.observation = "anti_pla2r";
  pod_moment_parse ("2026-03-14T23:59", &finding.when);
  finding.quantity = (PodQuantity){ POD_AT_LEAST, 0.1, pod_unit_from_ucum ("umol/L") };
  finding.code = "positive";
  finding.date = pod_date_new (2026, 3, 0);
  finding.text = "≥0.1 阳性";
  finding.unit_text = "μmol/L";
  finding.lower = 0;
  finding.upper = 1e-7;
  finding.laboratory = "检验科";
  finding.source = "import";
  finding.origin = "lab|1|2";
  finding.method = "ELISA";
  fill_judgement (change, &finding);
  pod_change_put_finding (change, &finding);
  casebook = write_and_load (change, 1);
  read = pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_head (&read->record);
  g_assert_cmpint (read->visit, ==, 1);
  g_assert_true (read->observation == g_intern_string ("anti_pla2r"));
  assert_moment (read->when, "2026-03-14T23:59");
  g_assert_cmpint (read->quantity.comparator, ==, POD_AT_LEAST);
  g_assert_cmpfloat (read->quantity.number, ==, 0.1);
  g_assert_true (read->quantity.unit == pod_unit_from_ucum ("umol/L"));
  g_assert_cmpstr (read->code, ==, "positive");
  assert_date (read->date, "2026-03");
  g_assert_cmpstr (read->text, ==, "≥0.1 阳性");
  g_assert_cmpstr (read->unit_text, ==, "μmol/L");
  g_assert_cmpfloat (read->lower, ==, 0);
  g_assert_cmpfloat (read->upper, ==, 1e-7);
  g_assert_cmpstr (read->laboratory, ==, "检验科");
  g_assert_cmpstr (read->source, ==, "import");
  g_assert_cmpstr (read->origin, ==, "lab|1|2");
  g_assert_cmpstr (read->method, ==, "ELISA");
  assert_judgement (read);
}

/* Everything that may be absent is, and an empty text stays one. */
static void
test_absent (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *read;
  PodFinding finding;
  guint n;

  put_subject (change);
  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = -3, .subject = -1 };
  finding.observation = "note";
  finding.source = "typed";
  finding.text = "";
  pod_change_put_finding (change, &finding);
  casebook = write_and_load (change, 1);
  read = pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (read->visit, ==, 0);
  g_assert_false (pod_date_is_set (read->when.date));
  g_assert_cmpint (read->when.minute, ==, -1);
  g_assert_true (isnan (read->quantity.number));
  g_assert_cmpint (read->quantity.comparator, ==, POD_EXACTLY);
  g_assert_null (read->quantity.unit);
  g_assert_null (read->code);
  g_assert_false (pod_date_is_set (read->date));
  g_assert_cmpstr (read->text, ==, "");
  g_assert_true (isnan (read->lower) && isnan (read->upper));
  g_assert_null (read->origin);
  g_assert_true (read->status == NULL && read->reason == NULL && read->completeness == NULL);
  g_assert_true (read->significance == NULL && read->judged_by == NULL);
  g_assert_false (pod_date_is_set (read->began.date));
  g_assert_true (isnan (read->volume));
  g_assert_cmpint (read->adverse_event, ==, 0);
  g_assert_cmpint (read->history, ==, 0);
}

static void
test_intervention_and_event (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodIntervention *read;
  const PodEvent *event;
  PodIntervention intervention;
  guint n;

  put_subject (change);
  pod_intervention_init (&intervention);
  intervention.record = (PodRecord){ .id = -2, .subject = -1 };
  intervention.treatment = "cyclophosphamide";
  intervention.dose = 500.5;
  intervention.unit = pod_unit_from_ucum ("mg");
  intervention.route = "iv";
  intervention.lot = "批号7";
  intervention.note = "slow";
  pod_moment_parse ("2026-03", &intervention.start);
  pod_change_put_intervention (change, &intervention);
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -3, .subject = -1 },
                                             .category = "disposition",
                                             .code = "screen_failure",
                                             .date = pod_date_new (2026, 0, 0),
                                             .detail = "INC-12 EXC-08" });
  casebook = write_and_load (change, 1);
  read = pod_casebook_get_interventions (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_head (&read->record);
  g_assert_cmpstr (read->treatment, ==, "cyclophosphamide");
  g_assert_cmpfloat (read->dose, ==, 500.5);
  g_assert_true (read->unit == pod_unit_from_ucum ("mg"));
  g_assert_cmpstr (read->route, ==, "iv");
  g_assert_cmpstr (read->lot, ==, "批号7");
  g_assert_cmpstr (read->note, ==, "slow");
  assert_moment (read->start, "2026-03");
  assert_moment (read->end, "");
  event = pod_casebook_get_events (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (event->category, ==, "disposition");
  g_assert_cmpstr (event->code, ==, "screen_failure");
  assert_date (event->date, "2026");
  g_assert_cmpstr (event->detail, ==, "INC-12 EXC-08");
}

static void
test_adverse_event (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodAdverseEvent *read;
  PodAdverseEvent event;
  guint n;

  put_subject (change);
  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -2, .subject = -1 };
  event.term = "crs";
  event.verbatim = "发热";
  event.grade = 4;
  event.scale = "ASTCT 2019";
  event.graded_by = "paul";
  event.seriousness = POD_SERIOUS_LIFE_THREATENING | POD_SERIOUS_HOSPITALISATION;
  event.to_product = POD_CAUSALITY_DEFINITE;
  event.to_lymphodepletion = POD_CAUSALITY_POSSIBLY_UNRELATED;
  event.outcome = POD_OUTCOME_SEQUELAE;
  event.action = "paused";
  pod_moment_parse ("2026-03-25T04:05", &event.start);
  pod_moment_parse ("2026-04-02", &event.end);
  pod_moment_parse ("2026-03-25T06:00", &event.learned);
  pod_change_put_adverse_event (change, &event);
  casebook = write_and_load (change, 1);
  read = pod_casebook_get_adverse_events (casebook, &n);
  g_assert_cmpuint (n, ==, 1);
  assert_head (&read->record);
  g_assert_cmpstr (read->term, ==, "crs");
  g_assert_cmpstr (read->verbatim, ==, "发热");
  g_assert_cmpint (read->grade, ==, 4);
  g_assert_cmpstr (read->scale, ==, "ASTCT 2019");
  g_assert_cmpstr (read->graded_by, ==, "paul");
  g_assert_cmpuint (read->seriousness, ==, 6);
  g_assert_cmpint (read->to_product, ==, POD_CAUSALITY_DEFINITE);
  g_assert_cmpint (read->to_lymphodepletion, ==, POD_CAUSALITY_POSSIBLY_UNRELATED);
  g_assert_cmpint (read->outcome, ==, POD_OUTCOME_SEQUELAE);
  g_assert_cmpstr (read->action, ==, "paused");
  assert_moment (read->start, "2026-03-25T04:05");
  assert_moment (read->end, "2026-04-02");
  assert_moment (read->learned, "2026-03-25T06:00");
}

static void
test_every_comparator (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *read;
  guint n;

  put_subject (change);
  for (int i = POD_EXACTLY; i <= POD_AT_LEAST; i++)
    {
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = -10 - i, .subject = -1 };
      finding.observation = "ferritin";
      finding.when = pod_moment_on (pod_date_new (2026, 3, i + 1));
      finding.quantity = (PodQuantity){ i, -0.5, NULL };
      finding.source = "typed";
      pod_change_put_finding (change, &finding);
    }
  casebook = write_and_load (change, 1);
  read = pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, 5);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (read[i].quantity.comparator, ==, (int) i);
}

static void
test_lists (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) subjects = NULL;
  g_autoptr (GPtrArray) pins = NULL;
  g_autoptr (PodSite) site = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[study]\n", 8);
  g_autoptr (GBytes) pinned = NULL;
  g_autoptr (GError) error = NULL;
  const PodRange *range;

  fixture_read (connection);
  subjects = pod_subject_table_list (connection, &error);
  site = pod_site_load (connection, &error);
  pins = pod_pin_list (connection, &error);
  pinned = pod_pin_get (connection, "study.ini", &error);
  g_assert_null (pod_pin_get (connection, "absent.ini", &error));
  g_assert_null (pod_setting_get (connection, "absent", &error));
  g_assert_no_error (error);
  g_assert_null (pod_casebook_load (connection, 99, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  fixture_commit (connection);

  g_assert_cmpuint (subjects->len, ==, 2);
  g_assert_cmpstr (((PodSubject *) subjects->pdata[1])->screening_number, ==, "S-002");
  g_assert_cmpstr (pod_site_get_setting (site, "laboratory"), ==, "Central");
  range = pod_site_find_range (site, "Central", "creatinine", "female", 59,
                               pod_date_new (2026, 12, 31));
  g_assert_nonnull (range);
  g_assert_cmpfloat (range->upper, ==, 73);
  g_assert_null (pod_site_find_range (site, "Central", "creatinine", "female", 60,
                                      pod_date_new (2026, 12, 31)));
  g_assert_cmpuint (pins->len, ==, 2);
  g_assert_cmpstr (pins->pdata[0], ==, "knowledge.ini");
  g_assert_true (g_bytes_equal (pinned, bytes));
}

/* A range is ended once, from what it was known to be, and what it was stays in the trail. */
static void
test_ranges (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodSite) site = NULL;
  g_autoptr (GError) error = NULL;
  PodDate last = pod_date_new (2026, 6, 30);
  const PodRange *ranges;
  guint n;

  fixture_begin (connection, NULL);
  g_assert_cmpint (add_range (connection, pod_date_new (2026, 1, 1), &error), ==, 1);
  g_assert_cmpint (add_range (connection, pod_date_new (2026, 7, 1), &error), ==, 2);
  g_assert_true (pod_range_end (connection, 1, POD_DATE_NONE, last, &error));
  g_assert_false (pod_range_end (connection, 1, POD_DATE_NONE, last, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  fixture_commit (connection);
  fixture_read (connection);
  site = pod_site_load (connection, NULL);
  fixture_commit (connection);
  ranges = pod_site_get_ranges (site, &n);
  g_assert_cmpuint (n, ==, 2);
  /* What came into force last is first. */
  g_assert_cmpint (ranges[0].id, ==, 2);
  g_assert_true (pod_date_equal (ranges[1].to, last));
  g_assert_true (pod_site_find_range_by_id (site, 1) == &ranges[1]);
  g_assert_null (pod_site_find_range_by_id (site, 3));
}

/* What another program wrote into a column and cannot be read is an error, not a guess. */
static void
test_unreadable (void)
{
  static const char *const forged[] = {
    "UPDATE finding SET unit = 'wibble' WHERE id = 1",
    "UPDATE finding SET moment = '2026-02-31' WHERE id = 1",
    "UPDATE finding SET comparator = '~' WHERE id = 1",
    "UPDATE adverse_event SET outcome = 'x' WHERE id = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      const char *path = fixture_site ();
      g_autoptr (PodConnection) connection = NULL;
      g_autoptr (GError) error = NULL;

      raw_forge (path, forged[i]);
      connection = fixture_open (path);
      fixture_read (connection);
      g_assert_null (pod_casebook_load (connection, 1, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
      pod_connection_rollback (connection);
    }
}

/* The bytes themselves, a NUL and an empty file among them. */
static void
test_pins (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[study]\n\0x", 10);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) empty = NULL;

  fixture_begin (connection, NULL);
  g_assert_true (pod_pin_add (connection, "study/a.ini", bytes, &error));
  g_assert_true (pod_pin_add (connection, "study/b.ini", nothing, &error));
  fixture_commit (connection);
  fixture_read (connection);
  kept = pod_pin_get (connection, "study/a.ini", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept, bytes));
  empty = pod_pin_get (connection, "study/b.ini", &error);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_null (pod_pin_get (connection, "study/c.ini", &error));
  g_assert_no_error (error);
  fixture_commit (connection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casebook/subject-and-visit", test_subject_and_visit);
  g_test_add_func ("/casebook/finding", test_finding);
  g_test_add_func ("/casebook/absent", test_absent);
  g_test_add_func ("/casebook/intervention-and-event", test_intervention_and_event);
  g_test_add_func ("/casebook/adverse-event", test_adverse_event);
  g_test_add_func ("/casebook/every-comparator", test_every_comparator);
  g_test_add_func ("/casebook/lists", test_lists);
  g_test_add_func ("/casebook/ranges", test_ranges);
  g_test_add_func ("/casebook/unreadable", test_unreadable);
  g_test_add_func ("/pins", test_pins);
  return g_test_run ();
}
