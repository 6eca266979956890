/* A record field by field: its words, whether two are the same, and what becomes of two people's edits of one record. */

#include <math.h>

#include "pod-casebook.h"
#include "pod-change.h"
#include "pod-record-field.h"

static PodAdverseEvent
make_event (void)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = 5, .subject = 7, .version = 3 };
  event.term = "neutropenia";
  event.verbatim = "low counts";
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  g_assert_true (pod_moment_parse ("2026-03-25T08:00", &event.start));
  return event;
}

static const PodField *
find (PodRecordType type, const char *column)
{
  const PodField *field = pod_record_shape_find (pod_record_get_shape (type), column);

  g_assert_nonnull (field);
  return field;
}

/* ---- shapes ---- */

static void
test_shapes (void)
{
  static const char *const names[] = { "subject", "visit",         "finding", "intervention",
                                       "event",   "adverse_event", "query" };
  PodRecordType type;

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == POD_N_RECORD_TYPES);
  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    {
      const PodRecordShape *shape = pod_record_get_shape (i);

      g_assert_cmpstr (shape->name, ==, names[i]);
      g_assert_cmpstr (pod_record_type_to_string (i), ==, names[i]);
      g_assert_true (pod_record_type_from_string (names[i], &type));
      g_assert_cmpint (type, ==, i);
      /* Each field lies behind the head, in the struct, and has a name of its own. */
      for (guint j = 0; j < shape->n_fields; j++)
        {
          g_assert_cmpuint (shape->fields[j].offset, >=, sizeof (PodRecord));
          g_assert_cmpuint (shape->fields[j].offset, <, shape->size);
          g_assert_true (pod_record_shape_find (shape, shape->fields[j].column) ==
                         &shape->fields[j]);
        }
    }
  g_assert_false (pod_record_type_from_string ("person", &type));
  g_assert_false (pod_record_type_from_string (NULL, &type));
  g_assert_null (pod_record_type_to_string (POD_N_RECORD_TYPES));
  g_assert_null (pod_record_shape_find (pod_record_get_shape (POD_RECORD_VISIT), "grade"));
}

/* ---- words ---- */

static void
assert_words (PodRecordType type, const char *column, gconstpointer record, const char *expected)
{
  g_autofree char *words = pod_field_to_string (find (type, column), record);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  PodAdverseEvent event = make_event ();
  PodFinding finding;
  PodQuery query = {
    .scope = "adverse_event", .about = 5, .text = "Which grade?", .status = "open"
  };

  pod_finding_init (&finding);
  assert_words (POD_RECORD_FINDING, "visit", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "moment", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "comparator", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "number", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "unit", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "date", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "text", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "status", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "began", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "volume", &finding, NULL);
  assert_words (POD_RECORD_FINDING, "adverse_event", &finding, NULL);
  finding.visit = 12;
  finding.quantity = (PodQuantity){ POD_LESS_THAN, 0.1, pod_unit_from_ucum ("umol/L") };
  finding.date = pod_date_new (2026, 3, 0);
  finding.text = "";
  assert_words (POD_RECORD_FINDING, "visit", &finding, "12");
  assert_words (POD_RECORD_FINDING, "comparator", &finding, "<");
  assert_words (POD_RECORD_FINDING, "number", &finding, "0.10000000000000001");
  assert_words (POD_RECORD_FINDING, "unit", &finding, "umol/L");
  assert_words (POD_RECORD_FINDING, "date", &finding, "2026-03");
  assert_words (POD_RECORD_FINDING, "text", &finding, "");
  finding.volume = 1850;
  finding.history = 3;
  assert_words (POD_RECORD_FINDING, "volume", &finding, "1850");
  assert_words (POD_RECORD_FINDING, "history", &finding, "3");
  assert_words (POD_RECORD_ADVERSE_EVENT, "grade", &event, "2");
  assert_words (POD_RECORD_ADVERSE_EVENT, "start", &event, "2026-03-25T08:00");
  assert_words (POD_RECORD_ADVERSE_EVENT, "stop", &event, NULL);
  assert_words (POD_RECORD_ADVERSE_EVENT, "to_product", &event, "unassessed");
  assert_words (POD_RECORD_ADVERSE_EVENT, "outcome", &event, "unknown");
  assert_words (POD_RECORD_QUERY, "record", &query, "5");
  assert_words (POD_RECORD_QUERY, "answer", &query, NULL);
}

/* ---- sameness ---- */

static void
test_equal (void)
{
  PodAdverseEvent a = make_event (), b = make_event ();
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  char copy[] = "low counts";

  /* Another address, another version: no other value. */
  b.verbatim = copy;
  b.record.version = 4;
  for (guint i = 0; i < shape->n_fields; i++)
    g_assert_true (pod_field_equal (&shape->fields[i], &a, &b));
  b.grade = 3;
  g_assert_false (pod_field_equal (find (POD_RECORD_ADVERSE_EVENT, "grade"), &a, &b));
  /* Nothing typed is not the same as never filled in. */
  a.action = NULL;
  b.action = "";
  g_assert_false (pod_field_equal (find (POD_RECORD_ADVERSE_EVENT, "action"), &a, &b));
  /* A day is not that day at midnight. */
  a.end = pod_moment_on (pod_date_new (2026, 4, 1));
  b.end = a.end;
  b.end.minute = 0;
  g_assert_false (pod_field_equal (find (POD_RECORD_ADVERSE_EVENT, "stop"), &a, &b));
}

static void
test_equal_reals (void)
{
  const PodField *number = find (POD_RECORD_FINDING, "number");
  PodFinding a, b;

  pod_finding_init (&a);
  pod_finding_init (&b);
  /* Absent twice, although NAN is not equal to itself. */
  g_assert_true (pod_field_equal (number, &a, &b));
  b.quantity.number = 0;
  g_assert_false (pod_field_equal (number, &a, &b));
  a.quantity.number = 1.0;
  b.quantity.number = nextafter (1.0, 2.0);
  g_assert_false (pod_field_equal (number, &a, &b));
}

static void
test_copy (void)
{
  PodAdverseEvent from = make_event (), to;
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);

  from.to_product = POD_CAUSALITY_PROBABLE;
  from.outcome = POD_OUTCOME_RECOVERED;
  from.seriousness = POD_SERIOUS_HOSPITALISATION;
  pod_adverse_event_init (&to);
  to.record.id = 9;
  for (guint i = 0; i < shape->n_fields; i++)
    pod_field_copy (&shape->fields[i], &from, &to);
  for (guint i = 0; i < shape->n_fields; i++)
    g_assert_true (pod_field_equal (&shape->fields[i], &from, &to));
  /* The string is the same, and the head is its own. */
  g_assert_true (to.verbatim == from.verbatim);
  g_assert_cmpint (to.record.id, ==, 9);
}

/* ---- two people, one record ---- */

/* Of the grade: what I read, what was saved since, what I wrote; what is saved then, and whether a person must decide. */
static void
test_merge_one_field (void)
{
  static const struct
  {
    int base, theirs, mine, merged;
    PodMerge how;
  } cases[] = {
    { 2, 2, 2, 2, POD_MERGE_SAME },   /* nobody */
    { 2, 3, 3, 3, POD_MERGE_SAME },   /* both, alike */
    { 2, 2, 3, 3, POD_MERGE_MINE },   /* only I */
    { 2, 3, 2, 3, POD_MERGE_THEIRS }, /* only they */
    { 2, 3, 4, 3, POD_MERGE_CLASH },  /* both, otherwise: theirs is saved already */
    { 0, 1, 2, 1, POD_MERGE_CLASH },  /* two first gradings */
    { 2, 0, 2, 0, POD_MERGE_THEIRS }, /* they withdrew the grade */
  };
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  guint grade = (guint) (find (POD_RECORD_ADVERSE_EVENT, "grade") - shape->fields);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodAdverseEvent base = make_event (), theirs = make_event (), mine = make_event (), merged;
      PodMerge how[32];

      base.grade = cases[i].base;
      theirs.grade = cases[i].theirs;
      mine.grade = cases[i].mine;
      theirs.record.version = 4;
      g_assert_cmpint (pod_record_merge (POD_RECORD_ADVERSE_EVENT, &base, &theirs, &mine, &merged,
                                         how),
                       ==, cases[i].how != POD_MERGE_CLASH);
      g_assert_cmpint (merged.grade, ==, cases[i].merged);
      g_assert_cmpint (how[grade], ==, cases[i].how);
      /* To be saved over theirs. */
      g_assert_cmpint (merged.record.version, ==, 4);
    }
}

/* A coordinator corrects the date while a physician grades: both are kept, and nobody is asked. */
static void
test_merge_two_people (void)
{
  PodAdverseEvent base = make_event (), theirs = make_event (), mine = make_event (), merged;

  theirs.record.version = 4;
  theirs.grade = 3;
  theirs.graded_by = "paul";
  g_assert_true (pod_moment_parse ("2026-03-24", &mine.start));
  mine.verbatim = "low counts, fever";
  g_assert_true (pod_record_merge (POD_RECORD_ADVERSE_EVENT, &base, &theirs, &mine, &merged, NULL));
  g_assert_cmpint (merged.grade, ==, 3);
  g_assert_cmpstr (merged.graded_by, ==, "paul");
  g_assert_cmpstr (merged.verbatim, ==, "low counts, fever");
  g_assert_cmpint (merged.start.date.day, ==, 24);
  /* Of a clash the rest is merged all the same. */
  mine.grade = 1;
  g_assert_false (pod_record_merge (POD_RECORD_ADVERSE_EVENT, &base, &theirs, &mine, &merged,
                                    NULL));
  g_assert_cmpint (merged.grade, ==, 3);
  g_assert_cmpstr (merged.verbatim, ==, "low counts, fever");
}

static void
test_merge_voided (void)
{
  PodVisit base = { .record = { 3, 7, 1, FALSE }, .status = "done" }, theirs = base, mine = base,
           merged;

  theirs.record.voided = TRUE;
  theirs.record.version = 2;
  mine.note = "late";
  g_assert_true (pod_record_merge (POD_RECORD_VISIT, &base, &theirs, &mine, &merged, NULL));
  /* What somebody withdrew stays withdrawn. */
  g_assert_true (merged.record.voided);
  g_assert_cmpstr (merged.note, ==, "late");
}

/* ---- queries and signatures of a casebook ---- */

static const PodSubject subject = {
  .record = { .id = 7, .subject = 7, .version = 1 },
  .usubjid = "NCT07241468-01-007",
  .screening_number = "S-007",
};

static void
test_queries (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 12);
  g_autoptr (PodCasebook) casebook = NULL;
  char text[] = "Which grade?";
  guint n;

  pod_casebook_builder_add_query (builder, &(PodQuery){ .record = { .id = 2, .subject = 7 },
                                                        .scope = "adverse_event",
                                                        .about = 5,
                                                        .field = "grade",
                                                        .text = text,
                                                        .status = "open",
                                                        .raised = "mona" });
  casebook = pod_casebook_builder_end (builder);
  text[0] = '?';
  g_assert_cmpstr (pod_casebook_get_queries (casebook, &n)->text, ==, "Which grade?");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (pod_casebook_find_query (casebook, 2)->raised, ==, "mona");
  g_assert_null (pod_casebook_find_query (casebook, 3));
}

static void
add_signature (PodCasebookBuilder *builder,
               gint64 id,
               const char *scope,
               gint64 about,
               gboolean changed)
{
  pod_casebook_builder_add_signature (builder, &(PodSignature){ .id = id,
                                                                .subject = 7,
                                                                .scope = scope,
                                                                .about = about,
                                                                .meaning = "approval",
                                                                .user = "paul",
                                                                .printed_name = "Dr Paul Test",
                                                                .role = "pi",
                                                                .head = "9:ab",
                                                                .changed = changed });
}

/* The latest of a record counts, and a record is named by scope and number: visit 5 is not event 5. */
static void
test_signatures (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 12);
  g_autoptr (PodCasebook) casebook = NULL;
  guint n;

  add_signature (builder, 1, "adverse_event", 5, TRUE);
  add_signature (builder, 2, "visit", 5, FALSE);
  add_signature (builder, 3, "adverse_event", 5, FALSE);
  add_signature (builder, 4, "casebook", 0, TRUE);
  casebook = pod_casebook_builder_end (builder);
  g_assert_cmpint (pod_casebook_get_signatures (casebook, &n)->id, ==, 1);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpint (pod_casebook_find_signature (casebook, "adverse_event", 5)->id, ==, 3);
  g_assert_cmpint (pod_casebook_find_signature (casebook, "visit", 5)->id, ==, 2);
  g_assert_true (pod_casebook_find_signature (casebook, "casebook", 0)->changed);
  g_assert_null (pod_casebook_find_signature (casebook, "event", 5));
  g_assert_null (pod_casebook_find_signature (casebook, "adverse_event", 6));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/field/shapes", test_shapes);
  g_test_add_func ("/record/field/words", test_words);
  g_test_add_func ("/record/field/equal", test_equal);
  g_test_add_func ("/record/field/equal-reals", test_equal_reals);
  g_test_add_func ("/record/field/copy", test_copy);
  g_test_add_func ("/record/merge/one-field", test_merge_one_field);
  g_test_add_func ("/record/merge/two-people", test_merge_two_people);
  g_test_add_func ("/record/merge/voided", test_merge_voided);
  g_test_add_func ("/record/casebook/queries", test_queries);
  g_test_add_func ("/record/casebook/signatures", test_signatures);
  return g_test_run ();
}
