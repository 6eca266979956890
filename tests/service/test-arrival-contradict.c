/* Two lines of one file that contradict each other: which of them is right nobody can tell from their order, so that both wait, each with the other's
 * line, by whichever door the file came in. */

#include <string.h>

#include "arrival-fixture.h"

#define AT "2026-03-10 08:00"
#define MOST 4

/* Of the file: the heading is line 1.  @line: that the reason names; 0 for none; @only_first: as long as that line is nothing but read: once it
 * stands, or lies there, the reason is about that */
typedef struct
{
  const char *state;
  const char *cause;
  guint line;
  gboolean only_first;
} Became;

#define CLEAR                                                                                      \
  {                                                                                                \
    "accepted", NULL, 0, FALSE                                                                     \
  }
#define WAITS(cause, line)                                                                         \
  {                                                                                                \
    "conflict", cause, line, FALSE                                                                 \
  }
#define REPEATS(line)                                                                              \
  {                                                                                                \
    "duplicate", NULL, line, FALSE                                                                 \
  }
#define REFUSED                                                                                    \
  {                                                                                                \
    "refused", NULL, 0, FALSE                                                                      \
  }

static const struct
{
  const char *name;
  const char *lines;
  Became became[MOST];
} cases[] = {
  { "another-value",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "a-little-more",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,101.1,g/L," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "a-bound",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,<101,g/L," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "another-answer",
    LINE ("HCG,POS,," AT ",,,,,") LINE ("HCG,NEG,," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "the-same-answer",
    LINE ("HCG,POS,," AT ",,,,,") LINE ("HCG,Positive,," AT ",,,,,"),
    { CLEAR, REPEATS (2) } },
  { "without-a-time",
    LINE ("Hb,101,g/L,2026-03-10,,,,,") LINE ("Hb,99,g/L,2026-03-10,,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "far-apart",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Crea,80,umol/L," AT ",,,,,")
        LINE ("Hb,99,g/L," AT ",,,,,"),
    { WAITS ("another_result", 4), CLEAR, WAITS ("another_result", 2) } },
  { "three-values",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,") LINE ("Hb,98,g/L," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result", 2), WAITS ("another_result", 2) } },
  { "repeated-and-another",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,"),
    { WAITS ("another_result", 4), REPEATS (2), WAITS ("another_result", 2) } },
  { "implausible",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,1010,g/L," AT ",,,,,"),
    { WAITS ("another_result", 3), WAITS ("another_result+implausible", 2) } },
  /* The laboratory measures haemoglobin beside the patient as well. */
  { "another-item-of-the-minute",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("HbP,99,g/L," AT ",,,,,"),
    { WAITS ("same_day", 3), WAITS ("same_day", 2) } },
  { "another-item-a-minute-later",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("HbP,99,g/L,2026-03-10 08:01,,,,,"),
    { CLEAR, CLEAR } },
  { "one-without-a-time",
    LINE ("Hb,99,g/L," AT ",,,,,") LINE ("Hb,98,g/L,2026-03-10 09:00,,,,,")
        LINE ("Hb,97,g/L,2026-03-10,,,,,"),
    { WAITS ("same_day", 4), WAITS ("same_day", 4), WAITS ("same_day", 2) } },
  { "one-without-a-time-says-the-same",
    LINE ("Hb,99,g/L," AT ",,,,,") LINE ("Hb,99,g/L,2026-03-10,,,,,"),
    { CLEAR, CLEAR } },
  { "hourly",
    LINE ("Hb,99,g/L," AT ",,,,,") LINE ("Hb,98,g/L,2026-03-10 09:00,,,,,")
        LINE ("Hb,97,g/L,2026-03-10 10:00,,,,,"),
    { CLEAR, CLEAR, CLEAR } },
  { "another-day",
    LINE ("Hb,99,g/L,2026-03-10,,,,,") LINE ("Hb,98,g/L,2026-03-11,,,,,"),
    { CLEAR, CLEAR } },
  /* One person in two spellings. */
  { "another-spelling",
    LINE ("Hb,101,g/L," AT ",,,,,") "00-00001," CANARY_NAME ",Hb,99,g/L," AT ",,,,,\n",
    { WAITS ("another_result", 3), WAITS ("another_result", 2) } },
  { "another-patient",
    LINE ("Hb,99,g/L," AT ",,,,,") "0000002," CANARY_NAME ",Hb,98,g/L," AT ",,,,,\n",
    { CLEAR, CLEAR } },
  /* What waits for what it is does not speak against the other. */
  { "preliminary-and-final",
    LINE ("Hb,101,g/L," AT ",,,preliminary,,") LINE ("Hb,99,g/L," AT ",,,final,,"),
    { WAITS ("preliminary", 0), { "conflict", "another_result", 2, TRUE } } },
  { "final-and-preliminary",
    LINE ("Hb,99,g/L," AT ",,,final,,") LINE ("Hb,101,g/L," AT ",,,preliminary,,"),
    { CLEAR, WAITS ("preliminary", 0) } },
  { "corrected",
    LINE ("Hb,101,g/L," AT ",,,final,,") LINE ("Hb,99,g/L," AT ",,,corrected,,"),
    { CLEAR, WAITS ("correction", 0) } },
  { "another-item-corrected",
    LINE ("Hb,101,g/L," AT ",,,final,,") LINE ("HbP,99,g/L," AT ",,,corrected,,"),
    { CLEAR, WAITS ("correction", 0) } },
  { "withdrawn",
    LINE ("Hb,101,g/L," AT ",,,final,,") LINE ("Hb,101,g/L," AT ",,,withdrawn,,"),
    { CLEAR, WAITS ("withdrawal", 0) } },
  /* What cannot be used says nothing. */
  { "then-cancelled",
    LINE ("Hb,99,g/L," AT ",,,final,,") LINE ("Hb,101,g/L," AT ",,,cancelled,,"),
    { CLEAR, REFUSED } },
  { "then-no-number",
    LINE ("Hb,99,g/L," AT ",,,final,,") LINE ("Hb,much,g/L," AT ",,,final,,"),
    { CLEAR, REFUSED } },
  /* Nothing that the study converts is another value; that it is told twice a person sees. */
  { "in-another-unit",
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,10.1,g/dL," AT ",,,,,"),
    { CLEAR, { "conflict", "another_result", 2, TRUE } } },
};

static PodTrial *
start (gint64 *subject)
{
  PodTrial *trial = fixture_trial ();
  gint64 first = fixture_register (trial, "0000001");

  if (subject != NULL)
    *subject = first;
  return trial;
}

static void
assert_names (const char *reason, guint line)
{
  g_autofree char *see = g_strdup_printf ("(see line %u)", line);
  g_autofree char *same = g_strdup_printf ("the same as line %u of this file", line);

  if (line == 0)
    g_assert_true (reason == NULL || strstr (reason, "line") == NULL);
  else
    g_assert_true (g_str_has_suffix (reason, see) || g_str_equal (reason, same));
}

static void
assert_became (const PodImport *import, const Became *became, gboolean is_first)
{
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = import->items->pdata[i];

      g_test_message ("line %u: %s %s: %s", item->line, item->state, item->cause, item->reason);
      g_assert_cmpuint (item->line, ==, i + 2);
      g_assert_cmpstr (item->state, ==, became[i].state);
      g_assert_cmpstr (item->cause, ==, became[i].cause);
      assert_names (item->reason, became[i].only_first && !is_first ? 0 : became[i].line);
    }
}

/* From the command line, where nothing is written or what is clear is recorded at once. */
static PodImport *
import_now (PodTrial *trial, const char *lines, gboolean dry_run)
{
  g_autofree char *text = g_strconcat (HEADING, lines, NULL);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_import (trial, arrival_write_file (text), arrival_write_map (),
                                        dry_run, &error);

  g_assert_no_error (error);
  return import;
}

/* Looked at, received, and received once more: it is as it was, and nothing of it there twice. */
static void
test_received (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  PodTrial *trial = start (NULL);
  gint64 arrival, other;
  g_autoptr (PodImport) looked = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) then = NULL;

  fixture_register (trial, "0000002");
  looked = import_now (trial, cases[i].lines, TRUE);
  assert_became (looked, cases[i].became, TRUE);
  import = arrival_receive (trial, cases[i].lines, &arrival);
  assert_became (import, cases[i].became, TRUE);
  items = arrival_list_items (trial, arrival, NULL);
  again = arrival_receive (trial, cases[i].lines, &other);
  g_assert_cmpint (other, ==, arrival);
  assert_became (again, cases[i].became, FALSE);
  then = arrival_list_items (trial, arrival, NULL);
  g_assert_cmpuint (then->len, ==, items->len);
  arrival_verify (trial);
  fixture_end (trial);
}

/* Taken at once, nothing that is contradicted is recorded. */
static void
test_taken (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  PodTrial *trial = start (NULL);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) again = NULL;
  const char *head;

  fixture_register (trial, "0000002");
  import = import_now (trial, cases[i].lines, FALSE);
  assert_became (import, cases[i].became, FALSE);
  arrival_assert_states (trial, 0, "accepted", import->accepted);
  arrival_assert_states (trial, 0, "waiting", import->conflict);
  head = fixture_audit_head (pod_trial_get_path (trial));
  again = import_now (trial, cases[i].lines, FALSE);
  g_assert_cmpuint (again->accepted, ==, 0);
  g_assert_cmpuint (again->conflict, ==, import->conflict);
  g_assert_cmpuint (again->duplicate, ==, import->accepted + import->duplicate);
  g_assert_cmpstr (fixture_audit_head (pod_trial_get_path (trial)), ==, head);
  arrival_verify (trial);
  fixture_end (trial);
}

/* A first line that only repeats what is on record is known; what it is another than is on record, then, and no line. */
static void
test_on_record (void)
{
  static const char one[] = LINE ("Hb,101,g/L," AT ",,,,,");
  static const char two[] = LINE ("Hb,101,g/L," AT ",,N,,,") LINE ("Hb,99,g/L," AT ",,,,,");
  static const Became became[] = { { "duplicate", NULL, 0, FALSE }, WAITS ("another_result", 0) };
  PodTrial *trial = start (NULL);
  gint64 arrival;
  g_autoptr (PodImport) before = arrival_receive (trial, one, &arrival);
  g_autoptr (PodImport) import = NULL;

  arrival_take (trial, arrival, 1);
  import = arrival_receive (trial, two, &arrival);
  assert_became (import, became, TRUE);
  g_assert_nonnull (strstr (((PodImportItem *) import->items->pdata[1])->reason,
                            "is there already"));
  fixture_end (trial);
}

/* Both are of the minute of what another of the laboratory's items says on record: that is told, and not that nothing is. */
static void
test_beside_record (void)
{
  static const char two[] = LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,");
  static const Became became[] = { WAITS ("same_day", 0), WAITS ("same_day", 0) };
  PodTrial *trial = start (NULL);
  gint64 arrival;
  g_autoptr (PodImport)
      before = arrival_receive (trial, LINE ("HbP,102,g/L," AT ",,,,,"), &arrival);
  g_autoptr (PodImport) import = NULL;

  arrival_take (trial, arrival, 1);
  import = arrival_receive (trial, two, &arrival);
  assert_became (import, became, TRUE);
  for (guint i = 0; i < import->items->len; i++)
    g_assert_nonnull (strstr (((PodImportItem *) import->items->pdata[i])->reason,
                              "is there already"));
  fixture_end (trial);
}

/* What they are is said later: of both at once, or of the second when the first is clear. */
static void
test_known_later (void)
{
  static const char *const files[] = {
    LINE ("Haemoglobin,101,g/L," AT ",,,,,") LINE ("Haemoglobin,99,g/L," AT ",,,,,"),
    LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Haemoglobin,99,g/L," AT ",,,,,"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      PodTrial *trial = start (NULL);
      gint64 arrival;
      guint n = 0;
      g_autoptr (PodImport) import = arrival_receive (trial, files[i], &arrival);
      g_autoptr (GError) error = NULL;

      arrival_assert_states (trial, arrival, "clear", i);
      g_assert_true (pod_trial_map_item (trial, "Central", "Haemoglobin", "hgb", &error));
      pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error);
      g_assert_no_error (error);
      arrival_assert_states (trial, arrival, "waiting", 2);
      arrival_take (trial, arrival, 0);
      arrival_verify (trial);
      fixture_end (trial);
    }
}

/* In another file they are told as they wait, also what repeats one of them there. */
static void
test_in_another_file (void)
{
  static const char one[] = LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,");
  static const char other[] = LINE ("Hb,101,g/L," AT ",,N,,,") LINE ("Hb,101,g/L," AT ",,N,,,")
      LINE ("Hb,99,g/L," AT ",,N,,,");
  static const Became became[] = { WAITS ("another_result", 4), WAITS ("another_result", 4),
                                   WAITS ("another_result", 2) };
  PodTrial *trial = start (NULL);
  g_autoptr (PodImport) first = arrival_receive (trial, one, NULL);
  g_autoptr (PodImport) second = import_now (trial, other, FALSE);

  assert_became (second, became, TRUE);
  arrival_assert_states (trial, 0, "waiting", 2);
  for (guint i = 0; i < second->items->len; i++)
    g_assert_true (g_str_has_prefix (((PodImportItem *) second->items->pdata[i])->reason,
                                     "it lies in “Results That Came In” already"));
  fixture_end (trial);
}

/* ---- what a person makes of the two ---- */

static const char *const pairs[] = {
  LINE ("Hb,101,g/L," AT ",,,,,") LINE ("Hb,99,g/L," AT ",,,,,"),
  LINE ("Hb,101,g/L," AT ",,,,,") LINE ("HbP,99,g/L," AT ",,,,,"),
};

static PodTrial *
start_pair (const char *lines, gint64 *subject, gint64 *arrival, GPtrArray **waiting)
{
  PodTrial *trial = start (subject);
  g_autoptr (PodImport) import = arrival_receive (trial, lines, arrival);

  *waiting = arrival_list_items (trial, *arrival, "waiting");
  g_assert_cmpuint ((*waiting)->len, ==, 2);
  return trial;
}

/* Each is shown beside the other, with the line that it stands in. */
static void
test_shown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gint64 subject, arrival;
      g_autoptr (GPtrArray) waiting = NULL;
      PodTrial *trial = start_pair (pairs[i], &subject, &arrival, &waiting);
      const PodTrialArrivalItem *first = waiting->pdata[0], *second = waiting->pdata[1];

      g_assert_cmpfloat (first->rival->quantity.number, ==, 99);
      g_assert_cmpfloat (second->rival->quantity.number, ==, 101);
      g_assert_cmpint (first->rival_arrival, ==, arrival);
      g_assert_cmpuint (first->rival_line, ==, 3);
      g_assert_cmpuint (second->rival_line, ==, 2);
      assert_names (first->reason, 3);
      assert_names (second->reason, 2);
      arrival_take (trial, arrival, 0);
      g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
      fixture_end (trial);
    }
}

/* Either of them is accepted, and the other waits with what is on record beside it: it is not taken beside that without a word on both. */
static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs) * 2; i++)
    {
      gint64 subject, arrival;
      g_autoptr (GPtrArray) waiting = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GError) error = NULL;
      PodTrial *trial = start_pair (pairs[i / 2], &subject, &arrival, &waiting);
      const PodTrialArrivalItem *other;

      g_assert_true (arrival_resolve (trial, waiting->pdata[i % 2], POD_RESOLVE_ACCEPT, NULL,
                                      &error));
      g_assert_no_error (error);
      left = arrival_list_items (trial, arrival, "waiting");
      g_assert_cmpuint (left->len, ==, 1);
      other = left->pdata[0];
      g_assert_cmpfloat (other->earlier->quantity.number, ==, i % 2 == 0 ? 101 : 99);
      g_assert_nonnull (strstr (other->reason, "is there already"));
      assert_names (other->reason, 0);
      g_assert_false (arrival_resolve (trial, other, POD_RESOLVE_ACCEPT, NULL, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      arrival_correct_next (trial, arrival);
      arrival_assert_stands (trial, subject, i % 2 == 0 ? 99 : 101);
      arrival_undo (trial, arrival);
      g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
      fixture_end (trial);
    }
}

/* Either of them is rejected, and the other can be accepted. */
static void
test_rejected (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs) * 2; i++)
    {
      gint64 subject, arrival;
      g_autoptr (GPtrArray) waiting = NULL;
      g_autoptr (GError) error = NULL;
      PodTrial *trial = start_pair (pairs[i / 2], &subject, &arrival, &waiting);

      g_assert_true (arrival_resolve (trial, waiting->pdata[i % 2], POD_RESOLVE_REJECT,
                                      "of another sample", &error));
      arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
      arrival_assert_stands (trial, subject, i % 2 == 0 ? 99 : 101);
      arrival_undo (trial, arrival);
      g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
      fixture_end (trial);
    }
}

/* Both by one press of a button would be without a look at either. */
static void
test_at_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gint64 subject, arrival;
      g_autoptr (GPtrArray) waiting = NULL;
      g_autoptr (GError) error = NULL;
      PodTrial *trial = start_pair (pairs[i], &subject, &arrival, &waiting);

      g_assert_false (arrival_try_two (trial, waiting->pdata[0], waiting->pdata[1],
                                       POD_RESOLVE_ACCEPT, NULL, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
      fixture_end (trial);
    }
}

/* What was tried out beside a real one is told as ever. */
static void
test_tried_out (void)
{
  static const char text[] =
      "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|1|P|2.5\rPID|1||0000001^^^H^MR\r"
      "OBR|1||A1|BC|||202603100800\rOBX|1|NM|718-7^Hb^LN||101|g/L|||||F\r"
      "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|2|T|2.5\rPID|1||0000001^^^H^MR\r"
      "OBR|1||A1|BC|||202603100800\rOBX|1|NM|718-7^Hb^LN||99|g/L|||||F\r";
  PodTrial *trial = start (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport)
      import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "m.hl7", text),
                                  arrival_write_map (), NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (((PodImportItem *) import->items->pdata[0])->state, ==, "accepted");
  g_assert_cmpstr (((PodImportItem *) import->items->pdata[1])->cause, ==, "test_message");
  fixture_end (trial);
}

/* However far behind the other stands: they are judged in different transactions. */
static void
test_far_behind (void)
{
  PodTrial *trial = start (NULL);
  g_autoptr (GString) lines = g_string_new (LINE ("Hb,101,g/L," AT ",,,,,"));
  g_autoptr (PodImport) import = NULL;

  for (int i = 0; i < 700; i++)
    g_string_append_printf (lines, "0000001,x,Crea,%d,umol/L,2026-02-%02d %02d:%02d,,,,,\n",
                            60 + i % 7, 1 + i / 60, i % 60 / 4, i % 4);
  g_string_append (lines, LINE ("Hb,99,g/L," AT ",,,,,"));
  import = import_now (trial, lines->str, FALSE);
  g_assert_cmpuint (import->accepted, ==, 700);
  g_assert_cmpuint (import->conflict, ==, 2);
  assert_names (((PodImportItem *) import->items->pdata[0])->reason, 703);
  assert_names (((PodImportItem *) import->items->pdata[701])->reason, 2);
  fixture_end (trial);
}

static void
add_case (const char *kind, guint i, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/arrival-contradict/%s/%s", kind, cases[i].name);

  g_test_add_data_func (path, GUINT_TO_POINTER (i), test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_case ("received", i, test_received);
      add_case ("taken", i, test_taken);
    }
  g_test_add_func ("/arrival-contradict/on-record", test_on_record);
  g_test_add_func ("/arrival-contradict/beside-record", test_beside_record);
  g_test_add_func ("/arrival-contradict/known-later", test_known_later);
  g_test_add_func ("/arrival-contradict/in-another-file", test_in_another_file);
  g_test_add_func ("/arrival-contradict/shown", test_shown);
  g_test_add_func ("/arrival-contradict/accepted", test_accepted);
  g_test_add_func ("/arrival-contradict/rejected", test_rejected);
  g_test_add_func ("/arrival-contradict/at-once", test_at_once);
  g_test_add_func ("/arrival-contradict/tried-out", test_tried_out);
  g_test_add_func ("/arrival-contradict/far-behind", test_far_behind);
  return g_test_run ();
}
