/* The quarantine: what comes in waits for a person where anything speaks against it, nothing that stands is overwritten, what comes twice
 * is once, and what the laboratory wrote stays, sealed. */

#include <string.h>

#include "arrival-fixture.h"
#include "pod-trial-arrival.h"
#include "pod-trial-users.h"

static void
receive_and_take (PodTrial *trial, const char *lines)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  g_assert_cmpuint (import->accepted, ==, import->read);
  arrival_take (trial, arrival, import->read);
}

/* ---- why something waits ---- */

/* @before: taken first; @line: what comes; @cause: NULL for clear */
typedef struct
{
  const char *name;
  const char *before;
  const char *line;
  const char *state;
  const char *cause;
} Case;

#define AT ",g/L,2026-03-10 08:00,"

static const Case cases[] = {
  { "clear", NULL, LINE ("Hb,101" AT ",,,,"), "accepted", NULL },
  { "same", FIRST, LINE ("Hb,101" AT ",H,,,"), "duplicate", NULL },
  { "another", FIRST, LINE ("Hb,102" AT ",,,,"), "conflict", "another_result" },
  { "other-words", LINE ("HCG,Positive,,2026-03-10 08:00,,,,,"),
    LINE ("HCG,POS,,2026-03-10 08:00,,,,,"), "duplicate", NULL },
  { "other-answer", LINE ("HCG,Positive,,2026-03-10 08:00,,,,,"),
    LINE ("HCG,NEG,,2026-03-10 08:00,,,,,"), "conflict", "another_result" },
  { "another-time", FIRST, LINE ("Hb,102,g/L,2026-03-10 08:01,,,,,"), "accepted", NULL },
  { "correction", FIRST, LINE ("Hb,102" AT ",,corrected,,"), "conflict", "correction" },
  { "correction-of-nothing", NULL, LINE ("Hb,102" AT ",,corrected,,"), "conflict", "correction" },
  { "correction-to-the-same", FIRST, LINE ("Hb,101" AT ",,corrected,,"), "duplicate", NULL },
  { "withdrawal", FIRST, LINE ("Hb,101" AT ",,withdrawn,,"), "conflict", "withdrawal" },
  { "in-error", FIRST,
    LINE ("Hb,,"
          "g/L,2026-03-10 08:00,,,entered_in_error,,"),
    "conflict", "withdrawal" },
  { "withdrawal-of-nothing", NULL, LINE ("Hb,101" AT ",,withdrawn,,"), "refused", NULL },
  { "preliminary", NULL, LINE ("Hb,101" AT ",,preliminary,,"), "conflict", "preliminary" },
  { "cancelled", NULL, LINE ("Hb,101" AT ",,cancelled,,"), "refused", NULL },
  { "unit", FIRST, LINE ("Hb,10.2,g/dL,2026-03-11 08:00,,,,,"), "conflict", "unit" },
  { "same-unit", FIRST, LINE ("Hb,102,g/L,2026-03-11 08:00,,,,,"), "accepted", NULL },
  { "implausible", NULL, LINE ("Hb,1010" AT ",,,,"), "conflict", "implausible" },
  { "flag", NULL, LINE ("Hb,101" AT "115-150,H,,,"), "conflict", "flag" },
  /* Without them nobody would be told that it is abnormal. */
  { "limits-lost", NULL, LINE ("Hb,101" AT "\"115,5-150,5\",,,,"), "conflict", "limits" },
  { "limits-otherwise", NULL, LINE ("Hb,131" AT "\"1,150-1,500\",,,,"), "conflict", "limits" },
  { "limits-lost-of-correction", FIRST, LINE ("Hb,102" AT "\"115,5-150,5\",,corrected,,"),
    "conflict", "limits+correction" },
  { "flag-agrees", NULL, LINE ("Hb,101" AT "115-150,L,,,"), "accepted", NULL },
  { "sex", NULL, LINE ("Hb,101" AT ",,,M,"), "conflict", "wrong_patient" },
  { "sex-right", NULL, LINE ("Hb,101" AT ",,,F,"), "accepted", NULL },
  { "birth", NULL, LINE ("Hb,101" AT ",,,,1980-02-28"), "conflict", "wrong_patient" },
  { "birth-right", NULL, LINE ("Hb,101" AT ",,,,1980-02-29"), "accepted", NULL },
  { "birth-year", NULL, LINE ("Hb,101" AT ",,,,1980"), "accepted", NULL },
  { "partial", NULL, LINE ("Hb,101,g/L,2026-02,,,,,"), "conflict", "partial_date" },
  { "unmapped", NULL, LINE ("Zn,101" AT ",,,,"), "unmapped", NULL },
  { "future", NULL, LINE ("Hb,101,g/L,2026-03-15,,,,,"), "refused", NULL },
  { "not-a-subject", NULL, "0000007,Somebody,Hb,101,g/L,2026-03-10,,,,,\n", "refused", NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) import = NULL;
  const PodImportItem *item;
  guint before;
  gint64 arrival;

  if (one->before != NULL)
    receive_and_take (trial, one->before);
  before = fixture_count (trial, subject, "hgb");
  import = arrival_receive (trial, one->line, &arrival);
  item = g_ptr_array_index (import->items, 0);
  g_assert_cmpstr (item->state, ==, one->state);
  g_assert_cmpstr (item->cause, ==, one->cause);
  /* Whatever came, nothing of it is a result yet. */
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, before);
  arrival_verify (trial);
  fixture_end (trial);
}

static void
assert_same_counts (const PodImport *a, const PodImport *b)
{
  g_assert_cmpuint (a->accepted, ==, b->accepted);
  g_assert_cmpuint (a->duplicate, ==, b->duplicate);
  g_assert_cmpuint (a->conflict, ==, b->conflict);
  g_assert_cmpuint (a->unmapped, ==, b->unmapped);
  g_assert_cmpuint (a->refused, ==, b->refused);
}

/* Each file of the table, three times over, by either door: the second and third time nothing is written, and what
 * nobody has taken yet is told as it was. */
static void
test_twice (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) second = NULL;
  g_autoptr (PodImport) third = NULL;
  g_autofree char *text = NULL;
  const char *head;
  gint64 arrival, other;

  fixture_register (trial, "0000001");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append (lines, cases[i].line);
  first = arrival_receive (trial, lines->str, &arrival);
  g_assert_cmpuint (first->read, ==, G_N_ELEMENTS (cases));
  g_assert_cmpint (arrival, >, 0);
  head = fixture_audit_head (path);
  second = arrival_receive (trial, lines->str, &other);
  g_assert_cmpint (other, ==, arrival);
  assert_same_counts (second, first);
  text = g_strconcat (HEADING, lines->str, NULL);
  third = pod_trial_import (trial, arrival_write_file (text), arrival_write_map (), FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third->accepted, ==, 0);
  g_assert_cmpstr (fixture_audit_head (path), ==, head);
  fixture_end (trial);
}

/* The map of another laboratory. */
static const char *
write_other_map (void)
{
  g_autoptr (GString) map = g_string_new (pod_test_read (arrival_write_map (), NULL));

  g_string_replace (map, "laboratory=Central", "laboratory=Other", 1);
  return pod_test_write (pod_test_dir (), "other.ini", map->str);
}

/* Of one laboratory it is known again; of two it would be in the record twice, which whoever only looks is told, too.  Once the first is
 * undone it may be another's. */
static void
test_twice_from_two (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = arrival_write_file (HEADING FIRST);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) again = NULL;
  const char *head;
  gint64 arrival = 0;

  fixture_register (trial, "0000001");
  first = pod_trial_receive (trial, path, arrival_write_map (), "Central", &arrival, &error);
  g_assert_no_error (error);
  arrival_take (trial, arrival, 1);
  head = fixture_audit_head (pod_trial_get_path (trial));
  g_assert_null (pod_trial_receive (trial, path, arrival_write_map (), "Other", NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "“Central”"));
  g_assert_null (strstr (error->message, CANARY_NAME));
  g_clear_error (&error);
  g_assert_null (pod_trial_import (trial, path, write_other_map (), TRUE, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_cmpstr (fixture_audit_head (pod_trial_get_path (trial)), ==, head);
  pod_trial_undo_arrival (trial, arrival, NULL, "the wrong laboratory", &error);
  g_assert_no_error (error);
  again = pod_trial_receive (trial, path, arrival_write_map (), "Other", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->accepted, ==, 1);
  fixture_end (trial);
}

/* ---- what a person makes of it ---- */

/* A first result stands, and @line waits. */
static PodTrial *
start_waiting (const char *line, gint64 *subject, GPtrArray **items)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;
  gint64 arrival;

  *subject = fixture_register (trial, "0000001");
  receive_and_take (trial, FIRST);
  import = arrival_receive (trial, line, &arrival);
  *items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint ((*items)->len, ==, 1);
  return trial;
}

static void
test_correct (void)
{
  gint64 subject;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (LINE ("Hb,102" AT ",,corrected,,"), &subject, &items);
  const PodTrialArrivalItem *item = g_ptr_array_index (items, 0);
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook;
  const PodFinding *findings;
  guint n, n_voided = 0;

  g_assert_nonnull (item->earlier);
  g_assert_cmpfloat (item->earlier->quantity.number, ==, 101);
  g_assert_cmpfloat (item->finding.quantity.number, ==, 102);
  g_assert_false (arrival_resolve (trial, item, POD_RESOLVE_ACCEPT, "because", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (arrival_resolve (trial, item, POD_RESOLVE_ACCEPT_AS_CORRECTION, " ", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  arrival_resolve (trial, item, POD_RESOLVE_ACCEPT_AS_CORRECTION, "the laboratory corrects",
                   &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 102);
  g_assert_cmpstr (fixture_find (trial, subject, "hgb")->status, ==, "corrected");
  casebook = fixture_load (trial, subject);
  findings = pod_casebook_get_findings (casebook, &n);
  for (guint i = 0; i < n; i++)
    if (findings[i].record.voided && findings[i].quantity.number == 101)
      n_voided++;
  g_assert_cmpuint (n_voided, ==, 1);
  /* Settled is settled. */
  g_assert_false (arrival_resolve (trial, item, POD_RESOLVE_REJECT, "again", &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  arrival_verify (trial);
  fixture_end (trial);
}

static void
test_keep_both (void)
{
  gint64 subject;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (LINE ("Hb,102" AT ",,,,"), &subject, &items);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) again = NULL;
  gint64 arrival;

  arrival_resolve (trial, g_ptr_array_index (items, 0), POD_RESOLVE_KEEP_BOTH, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 2);
  again = arrival_receive (trial, LINE ("Hb,102" AT ",,,F,") FIRST, &arrival);
  g_assert_cmpuint (again->duplicate, ==, 2);
  g_assert_cmpint (arrival, ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

static void
test_reject (void)
{
  gint64 subject;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (LINE ("Hb,102" AT ",,,,"), &subject, &items);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) again = NULL;
  guint n;
  gint64 arrival;

  g_assert_false (arrival_resolve (trial, g_ptr_array_index (items, 0), POD_RESOLVE_REJECT, NULL,
                                   &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_count_waiting (trial, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  arrival_resolve (trial, g_ptr_array_index (items, 0), POD_RESOLVE_REJECT, "a slip", &error);
  g_assert_no_error (error);
  g_assert_true (pod_trial_count_waiting (trial, &n, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  /* What was rejected does not ask again. */
  again = arrival_receive (trial, LINE ("Hb,102" AT ",,,F,"), &arrival);
  g_assert_cmpuint (again->duplicate, ==, 1);
  fixture_end (trial);
}

static void
test_withdraw (void)
{
  gint64 subject;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (LINE ("Hb,101" AT ",,withdrawn,,"), &subject, &items);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) again = NULL;

  g_assert_false (arrival_resolve (trial, g_ptr_array_index (items, 0), POD_RESOLVE_ACCEPT, NULL,
                                   &error));
  g_clear_error (&error);
  arrival_resolve (trial, g_ptr_array_index (items, 0), POD_RESOLVE_ACCEPT, "withdrawn", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  again = arrival_receive (trial, LINE ("Hb,101" AT ",,,F,"), NULL);
  g_assert_cmpstr (((PodImportItem *) again->items->pdata[0])->cause, ==, "withdrawn_before");
  arrival_verify (trial);
  fixture_end (trial);
}

/* ---- unmapped ---- */

static void
test_map_item (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport)
      import = arrival_receive (trial,
                                LINE ("Haemoglobin,99" AT ",,,,") LINE ("Other,99" AT ",,,,"),
                                &arrival);
  g_autoptr (GPtrArray) clear = NULL;
  g_autoptr (GPtrArray) unmapped = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_cmpuint (import->unmapped, ==, 2);
  g_assert_false (pod_trial_map_item (trial, "Central", "Haemoglobin", "no_such", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_map_item (trial, "Central", "Haemoglobin", "hgb", &error));
  g_assert_no_error (error);
  g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  clear = arrival_list_items (trial, arrival, "clear");
  g_assert_cmpuint (clear->len, ==, 1);
  unmapped = arrival_list_items (trial, arrival, "unmapped");
  g_assert_cmpuint (unmapped->len, ==, 1);
  g_assert_cmpstr (((PodTrialArrivalItem *) unmapped->pdata[0])->item, ==, "Other");
  arrival_take (trial, arrival, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 99);
  arrival_verify (trial);
  fixture_end (trial);
}

/* The file itself read again, as the preview does it: what was unmapped is what somebody said, what was clear is told as before, and both
 * are taken in one go. */
static void
test_map_and_read_again (void)
{
  static const char lines[] = LINE ("Haemoglobin,99" AT ",,,,")
      LINE ("Crea,88,umol/L,2026-03-10,,,,,") LINE ("Haemoglobin,99" AT ",,,,")
          LINE ("Other,99" AT ",,,,");
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, other;
  g_autoptr (PodImport) before = arrival_receive (trial, lines, &arrival);
  g_autoptr (PodImport) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (before->is_new);
  g_assert_cmpuint (before->unmapped, ==, 3);
  g_assert_true (pod_trial_map_item (trial, "Central", "Haemoglobin", "hgb", &error));
  g_assert_no_error (error);
  after = arrival_receive (trial, lines, &other);
  g_assert_cmpint (other, ==, arrival);
  g_assert_false (after->is_new);
  g_assert_cmpuint (after->accepted, ==, 2);
  g_assert_cmpuint (after->duplicate, ==, 1);
  g_assert_cmpuint (after->unmapped, ==, 1);
  arrival_take (trial, arrival, 2);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

/* ---- what is sealed ---- */

static void
check_raw (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      const PodTrialArrivalItem *item = g_ptr_array_index (items, i);
      char *raw = pod_trial_open_arrival_raw (trial, item->id, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (raw, CANARY_NAME));
      pod_trial_free_raw (raw);
      g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "VIEW_ID"), ==, i + 1);
    }
}

/* The name stands in the raw text, in the file's name and where a column slipped, and nowhere in the clear. */
static void
test_sealed (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  gint64 arrival;
  g_autoptr (PodImport) import = NULL;
  const char *bytes;
  gsize length;

  fixture_register (trial, "0000001");
  import =
      arrival_receive (trial,
                       FIRST LINE (CANARY_NAME ",101" AT ",,,,")
                           LINE ("Hb,101," CANARY_NAME ",2026-03-10 09:00,,,,,")
                               LINE ("Hb," CANARY_NAME
                                     ",g/L,2026-03-10 10:00,,,,,") "0000007," CANARY_NAME
                                                                   ",Hb,101,g/L,2026-03-10,,,,,\n",
                       &arrival);
  g_assert_cmpuint (import->skipped, ==, 1);
  check_raw (trial, arrival);
  bytes = pod_test_read (path, &length);
  g_assert_null (memmem (bytes, length, CANARY_NAME, strlen (CANARY_NAME)));
  g_assert_null (memmem (bytes, length, "0000007", 7));
  arrival_verify (trial);
  fixture_end (trial);
}

/* Who becomes a subject after a file was taken in to its end is found when it comes again; what was counted then stays. */
static void
test_subject_since (void)
{
  PodTrial *trial = fixture_trial ();
  static const char lines[] = FIRST "0000007,Somebody,Hb,103,g/L,2026-03-10,,,,,\n";
  g_autoptr (PodImport) before = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 arrival, same;

  fixture_register (trial, "0000001");
  before = arrival_receive (trial, lines, &arrival);
  g_assert_cmpuint (before->skipped, ==, 1);
  fixture_register (trial, "0000007");
  again = arrival_receive (trial, lines, &same);
  g_assert_cmpint (same, ==, arrival);
  g_assert_cmpuint (again->skipped, ==, 0);
  items = arrival_list_items (trial, arrival, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  arrival_verify (trial);
  fixture_end (trial);
}

/* A file is often named after the patient: no error says how it is called. */
static void
test_gone (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_test_path (pod_test_dir (), CANARY_NAME " gone.csv");
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_trial_receive (trial, path, arrival_write_map (), NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (strstr (error->message, CANARY_NAME));
  fixture_end (trial);
}

/* ---- messages ---- */

#define MESSAGE(record, sex, value) MESSAGE_OF ("P", record, sex, value)
#define MESSAGE_OF(processing, record, sex, value)                                                 \
  "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|1|" processing "|2.5\rPID|1||" record                 \
  "^^^H^MR||Zhang^San||19800229|" sex "\rOBR|1||A1|BC|||20260310080000\r"                          \
  "OBX|1|NM|718-7^Hb^LN||" value "|g/L|||||F\rOBX|2|NM|999-9^Zz^LN||5|g/L|||||F\r"

static PodImport *
receive_message (PodTrial *trial, const char *text, gint64 *arrival)
{
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "m.hl7", text),
                                         arrival_write_map (), NULL, arrival, &error);

  g_assert_no_error (error);
  return import;
}

/* Of nobody here nothing is kept; of another sex all of it waits; the laboratory that is named is the one that is kept. */
static void
test_message (void)
{
  PodTrial *trial = fixture_trial ();
  const char *head;
  gint64 arrival;
  g_autoptr (PodImport) unknown = NULL;
  g_autoptr (PodImport) other = NULL;
  g_autoptr (PodImport) right = NULL;

  fixture_register (trial, "0000001");
  head = fixture_audit_head (pod_trial_get_path (trial));
  unknown = receive_message (trial, MESSAGE ("0000009", "F", "101"), &arrival);
  g_assert_cmpuint (unknown->refused, ==, 2);
  g_assert_cmpuint (unknown->skipped, ==, 2);
  g_assert_cmpint (arrival, ==, 0);
  g_assert_cmpstr (fixture_audit_head (pod_trial_get_path (trial)), ==, head);
  other = receive_message (trial, MESSAGE ("0000001", "M", "101"), &arrival);
  g_assert_cmpstr (((PodImportItem *) other->items->pdata[0])->cause, ==, "wrong_patient");
  right = receive_message (trial, MESSAGE ("0000001", "F", "99"), &arrival);
  g_assert_cmpuint (right->unmapped, ==, 1);
  fixture_end (trial);
}

static const char *
get_cause (const PodImport *import, guint i)
{
  return ((PodImportItem *) import->items->pdata[i])->cause;
}

/* What is tried out waits and says so, takes nothing's place, and needs a reason to be taken; the real one is taken beside it. */
static void
test_tried_out (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) tried = receive_message (trial,
                                                 MESSAGE_OF ("T", "0000001", "F", "50")
                                                     MESSAGE_OF ("D", "0000001", "M", "51")
                                                         MESSAGE_OF ("P", "0000001", "F", "99"),
                                                 &arrival);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (PodImport) real = NULL;
  g_autoptr (GError) error = NULL;
  const char *other;

  g_assert_cmpstr (get_cause (tried, 0), ==, "test_message");
  g_assert_cmpstr (get_cause (tried, 2), ==, "test_message+another_result+wrong_patient");
  other = ((PodImportItem *) tried->items->pdata[2])->reason;
  g_assert_nonnull (strstr (other, "sex or birth date"));
  g_assert_nonnull (strstr (other, "as a test"));
  g_assert_null (get_cause (tried, 4));
  g_assert_nonnull (strstr (((PodImportItem *) tried->items->pdata[0])->reason, "test"));
  arrival_take (trial, arrival, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 99);
  waiting = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpstr (((PodTrialArrivalItem *) waiting->pdata[0])->cause, ==, "test_message");
  other = ((PodTrialArrivalItem *) waiting->pdata[1])->reason;
  g_assert_nonnull (strstr (other, "sex or birth date"));
  g_assert_nonnull (strstr (other, "as a test"));
  g_assert_false (arrival_resolve (trial, waiting->pdata[1], POD_RESOLVE_KEEP_BOTH, NULL, &error));
  g_clear_error (&error);
  g_assert_false (arrival_resolve (trial, waiting->pdata[0], POD_RESOLVE_KEEP_BOTH, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  real = receive_message (trial, MESSAGE ("0000001", "F", "50"), &arrival);
  g_assert_cmpstr (get_cause (real, 0), ==, "another_result");
  arrival_verify (trial);
  fixture_end (trial);
}

/* A withdrawal that is tried out takes nothing out. */
static void
test_tried_withdrawal (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) tried = NULL;

  fixture_register (trial, "0000001");
  first = receive_message (trial, MESSAGE ("0000001", "F", "99"), &arrival);
  arrival_take (trial, arrival, 1);
  tried =
      receive_message (trial,
                       "MSH|^~\\&|LIS|H|||20260311090000||ORU^R01|1|T|2.5\rPID|1||0000001^^^H^MR\r"
                       "OBR|1||A1|BC|||20260310080000\r"
                       "OBX|1|NM|718-7^Hb^LN||99|g/L|||||W\r",
                       &arrival);
  g_assert_cmpuint (tried->refused, ==, 1);
  fixture_end (trial);
}

/* ---- interrupted, and two at once ---- */

#define MANY 1300

static char *
make_many (void)
{
  GString *text = g_string_new (HEADING);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, LINE ("Hb,%u,g/L,2026-02-%02u %02u:%02u,,,,,"), 90 + i % 50,
                            1 + i / 1440 % 28, i / 60 % 24, i % 60);
  return g_string_free (text, FALSE);
}

/* After the first chunk. */
static void
cancel_cb (double fraction, gpointer cancellable)
{
  if (fraction > 0)
    g_cancellable_cancel (cancellable);
}

/* What was written before it was called off is whole, and goes on where it stopped. */
static void
test_interrupted (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autofree char *text = make_many ();
  const char *path = arrival_write_file (text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  pod_trial_receive_async (trial, path, arrival_write_map (), NULL, cancel_cb, cancellable,
                           cancellable, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_null (pod_trial_receive_finish (trial, result, &arrival, &is_new, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  arrivals = pod_trial_list_arrivals (trial, &error);
  g_assert_cmpuint (arrivals->len, ==, 1);
  g_assert_true (is_new);
  g_assert_cmpint (arrival, ==, ((PodTrialArrival *) arrivals->pdata[0])->id);
  g_assert_false (((PodTrialArrival *) arrivals->pdata[0])->is_complete);
  again = pod_trial_receive (trial, path, arrival_write_map (), NULL, &arrival, &error);
  g_assert_no_error (error);
  g_assert_cmpint (arrival, ==, ((PodTrialArrival *) arrivals->pdata[0])->id);
  items = arrival_list_items (trial, arrival, NULL);
  g_assert_cmpuint (items->len, ==, MANY);
  arrival_take (trial, arrival, MANY);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, MANY);
  arrival_verify (trial);
  g_clear_object (&result);
  fixture_end (trial);
}

/* The same file at two windows is kept once; what one has settled the other does not settle again. */
static void
test_two (void)
{
  PodTrial *one = fixture_trial ();
  PodTrial *two = fixture_open (pod_trial_get_path (one), FIXTURE_PI);
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) second = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  gint64 arrival, other;

  fixture_register (one, "0000001");
  first = arrival_receive (one, LINE ("Hb,1010" AT ",,,,"), &arrival);
  second = arrival_receive (two, LINE ("Hb,1010" AT ",,,,"), &other);
  g_assert_cmpint (arrival, ==, other);
  items = arrival_list_items (two, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_true (arrival_resolve (one, items->pdata[0], POD_RESOLVE_ACCEPT, "it is true", &error));
  g_assert_no_error (error);
  g_assert_false (arrival_resolve (two, items->pdata[0], POD_RESOLVE_ACCEPT, "it is true", &error));
  g_assert_true (pod_trial_error_is_conflict (error));
  fixture_end (two);
  arrival_verify (one);
  fixture_end (one);
}

/* Of two in one file nothing stands yet: each is shown beside the other. */
static void
test_rival (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const PodTrialArrivalItem *item;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial, FIRST LINE ("Hb,102,g/L,2026-03-10 08:00,,,,,"), &arrival);
  g_assert_cmpuint (import->conflict, ==, 2);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 2);
  item = items->pdata[1];
  g_assert_null (item->earlier);
  g_assert_nonnull (item->rival);
  g_assert_cmpfloat (item->rival->quantity.number, ==, 101);
  arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = arrival_list_items (trial, arrival, "waiting");
  item = items->pdata[0];
  g_assert_nonnull (item->earlier);
  g_assert_null (item->rival);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/arrival/cause/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/arrival/twice", test_twice);
  g_test_add_func ("/arrival/twice-from-two", test_twice_from_two);
  g_test_add_func ("/arrival/correct", test_correct);
  g_test_add_func ("/arrival/keep-both", test_keep_both);
  g_test_add_func ("/arrival/reject", test_reject);
  g_test_add_func ("/arrival/withdraw", test_withdraw);
  g_test_add_func ("/arrival/map-item", test_map_item);
  g_test_add_func ("/arrival/map-and-read-again", test_map_and_read_again);
  g_test_add_func ("/arrival/subject-since", test_subject_since);
  g_test_add_func ("/arrival/sealed", test_sealed);
  g_test_add_func ("/arrival/gone", test_gone);
  g_test_add_func ("/arrival/message", test_message);
  g_test_add_func ("/arrival/tried-out", test_tried_out);
  g_test_add_func ("/arrival/tried-withdrawal", test_tried_withdrawal);
  g_test_add_func ("/arrival/interrupted", test_interrupted);
  g_test_add_func ("/arrival/two", test_two);
  g_test_add_func ("/arrival/rival", test_rival);
  return g_test_run ();
}
