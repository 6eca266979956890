/* Two results of one test and day that say otherwise, from elsewhere or typed: where one has no time nobody knows whether they are of one
 * sample, and a person decides. */

#include "arrival-fixture.h"
#include "pod-test-put.h"

/* Typed on 10 March, without a time. */
static void
put_answer (PodTrial *trial, gint64 subject, const char *code, const char *status)
{
  PodFinding finding = pod_test_finding ("hcg", pod_date_new (2026, 3, 10));

  finding.code = code;
  finding.status = status;
  finding.reason = status != NULL ? "haemolysed" : NULL;
  pod_test_put (trial, subject, finding);
}

/* @typed: on 10 March, without a time; 0 for nothing; @before: from elsewhere; @taken: it was taken; @waits: of @lines; @beside: what is shown
 * beside what waits */
static const struct
{
  const char *name;
  double typed;
  const char *before;
  gboolean taken;
  const char *lines;
  guint waits;
  double beside;
} cases[] = {
  { "typed", 102, NULL, FALSE, LINE ("Hb,99,g/L,2026-03-10,,,,,"), 1, 102 },
  { "typed-and-timed", 102, NULL, FALSE, LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,"), 1, 102 },
  { "typed-the-same", 99, NULL, FALSE, LINE ("Hb,99,g/L,2026-03-10,,,,,"), 0 },
  { "typed-in-another-unit", 102, NULL, FALSE, LINE ("Hb,10.2,g/dL,2026-03-10,,,,,"), 0 },
  { "typed-and-a-bound", 102, NULL, FALSE, LINE ("Hb,<102,g/L,2026-03-10,,,,,"), 1, 102 },
  /* What a unit's factor may leave behind, and a little more than that. */
  { "typed-as-good-as-the-same", 102.00001, NULL, FALSE, LINE ("Hb,102,g/L,2026-03-10,,,,,"), 0 },
  { "typed-a-little-more", 102.0001, NULL, FALSE, LINE ("Hb,102,g/L,2026-03-10,,,,,"), 1,
    102.0001 },
  { "typed-on-another-day", 102, NULL, FALSE, LINE ("Hb,99,g/L,2026-03-11,,,,,"), 0 },
  { "typed-of-another-test", 102, NULL, FALSE, LINE ("Crea,99,umol/L,2026-03-10,,,,,"), 0 },
  { "elsewhere", 0, LINE ("Hb,101,g/L,2026-03-10,,,,,"), TRUE,
    LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,"), 1, 101 },
  { "elsewhere-not-taken", 0, LINE ("Hb,101,g/L,2026-03-10,,,,,"), FALSE,
    LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,"), 1, 101 },
  { "two-times", 0, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("Hb,99,g/L,2026-03-10 14:00,,,,,"), 0 },
  { "hourly", 0, LINE ("Hb,101,g/L,2026-03-10 07:00,,,,,"), TRUE,
    LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,") LINE ("Hb,98,g/L,2026-03-10 09:00,,,,,")
        LINE ("Hb,97,g/L,2026-03-10 10:00,,,,,"),
    0 },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) before = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) again = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (cases[i].typed > 0)
    fixture_add_result (trial, subject, "hgb", cases[i].typed);
  if (cases[i].before != NULL)
    before = arrival_receive_from (trial, "Elsewhere", cases[i].before, &arrival);
  if (cases[i].taken)
    arrival_take (trial, arrival, 1);
  import = arrival_receive_from (trial, NULL, cases[i].lines, &arrival);
  g_assert_cmpuint (import->conflict, ==, cases[i].waits);
  g_assert_cmpuint (import->accepted, ==, import->read - cases[i].waits);
  again = arrival_receive_from (trial, NULL, cases[i].lines, &arrival);
  g_assert_cmpuint (again->conflict, ==, cases[i].waits);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, cases[i].waits);
  for (guint k = 0; k < items->len; k++)
    {
      const PodTrialArrivalItem *item = g_ptr_array_index (items, k);

      /* Both are shown side by side. */
      g_assert_cmpstr (item->cause, ==, "same_day");
      g_assert_true ((item->earlier != NULL) != (item->rival != NULL));
      g_assert_cmpfloat ((item->earlier != NULL ? item->earlier : item->rival)->quantity.number, ==,
                         cases[i].beside);
    }
  arrival_verify (trial);
  fixture_end (trial);
}

/* An answer against an answer: another, the same, and what was not done says nothing. */
static void
test_answers (void)
{
  static const struct
  {
    const char *code, *status, *line;
    guint waits;
  } answers[] = {
    { "positive", NULL, LINE ("HCG,NEG,,2026-03-10,,,,,"), 1 },
    { "positive", NULL, LINE ("HCG,POS,,2026-03-10,,,,,"), 0 },
    { NULL, "not_done", LINE ("HCG,NEG,,2026-03-10,,,,,"), 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 subject = fixture_register (trial, "0000001"), arrival;
      g_autoptr (PodImport) import = NULL;

      put_answer (trial, subject, answers[i].code, answers[i].status);
      import = arrival_receive_from (trial, NULL, answers[i].line, &arrival);
      g_test_message ("%s", answers[i].line);
      g_assert_cmpuint (import->conflict, ==, answers[i].waits);
      g_assert_cmpuint (import->accepted, ==, 1 - answers[i].waits);
      fixture_end (trial);
    }
}

static PodImport *
receive_message (PodTrial *trial, const char *text)
{
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "m.hl7", text),
                                         arrival_write_map (), NULL, NULL, &error);

  g_assert_no_error (error);
  return import;
}

#define MESSAGE(processing)                                                                        \
  "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|1|" processing "|2.5\rPID|1||0000001^^^H^MR\r"
#define ORDER(number, value)                                                                       \
  "OBR|1||" number "|BC|||20260310\rOBX|1|NM|718-7^Hb^LN||" value "|g/L|||||F\r"

/* Typed at a time of 10 March. */
static void
put_timed (PodTrial *trial, gint64 subject, int minute, double number)
{
  PodFinding finding = pod_test_result ("hgb", pod_date_new (2026, 3, 10), number, "g/L");

  finding.when.minute = minute;
  pod_test_put (trial, subject, finding);
}

/* What was typed at 08:00, 102 g/L, comes from the laboratory: at that very minute it is of that sample, at another it is not. */
static void
test_same_minute (void)
{
  static const struct
  {
    const char *line;
    const char *becomes;
  } minutes[] = {
    { LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,"), "conflict" },
    { LINE ("Hb,<102,g/L,2026-03-10 08:00,,,,,"), "conflict" },
    { LINE ("Hb,102,g/L,2026-03-10 08:00,,,,,"), "duplicate" },
    { LINE ("Hb,10.2,g/dL,2026-03-10 08:00,,,,,"), "duplicate" },
    { LINE ("Hb,102,g/L,2026-03-10 08:01,,,,,"), "accepted" },
    { LINE ("Hb,99,g/L,2026-03-10 07:59,,,,,"), "accepted" },
    { LINE ("Hb,102,g/L,2026-03-11 08:00,,,,,"), "accepted" },
    { LINE ("Crea,102,umol/L,2026-03-10 08:00,,,,,"), "accepted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 subject = fixture_register (trial, "0000001"), arrival;
      g_autoptr (PodImport) import = NULL;
      const PodImportItem *item;

      put_timed (trial, subject, 8 * 60, 102);
      import = arrival_receive_from (trial, NULL, minutes[i].line, &arrival);
      item = import->items->pdata[0];
      g_test_message ("%s", minutes[i].line);
      g_assert_cmpstr (item->state, ==, minutes[i].becomes);
      fixture_end (trial);
    }
}

/* Of another laboratory, at the same minute. */
static void
test_same_minute_elsewhere (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) before = NULL;
  g_autoptr (PodImport) import = NULL;

  fixture_register (trial, "0000001");
  before = arrival_receive_from (trial, "Elsewhere", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"),
                                 &arrival);
  arrival_take (trial, arrival, 1);
  import = arrival_receive_from (trial, NULL, LINE ("Hb,99,g/L,2026-03-10 08:00,,,,,"), &arrival);
  g_assert_cmpuint (import->conflict, ==, 1);
  fixture_end (trial);
}

/* The laboratory measures haemoglobin beside the patient as well (HbP): two of its items at one minute are of one sample.  @before: taken
 * already, or lying there; NULL for nothing; @becomes: the last of @lines */
static const struct
{
  const char *name;
  const char *before;
  gboolean taken;
  const char *lines;
  const char *becomes;
  const char *cause;
} items_of_one[] = {
  { "another-value", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,"), "conflict",
    "same_day" },
  { "the-same-value", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"),
    "conflict", "same_day" },
  { "the-same-in-another-unit", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,10.1,g/dL,2026-03-10 08:00,,,,,"),
    "conflict", "same_day" },
  { "a-minute-later", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,99,g/L,2026-03-10 08:01,,,,,"), "accepted",
    NULL },
  { "the-same-a-minute-later", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,101,g/L,2026-03-10 08:01,,,,,"),
    "accepted", NULL },
  { "cancelled-first", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,cancelled,,") LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"),
    "accepted", NULL },
  { "another-value-lies-there", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), FALSE,
    LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,"), "conflict", "same_day" },
  { "the-same-value-lies-there", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), FALSE,
    LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"), "conflict", "same_day" },
  { "another-value-stands", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,"), "conflict", "same_day" },
  { "the-same-value-stands", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"), "duplicate", NULL },
  /* What it corrects of its own is news, though the other item said it long ago. */
  { "own-is-corrected", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,") LINE ("HbP,101,g/L,2026-03-10 08:00,,,corrected,,"),
    "conflict", "correction" },
  /* What may be another patient's does not make the next known, nor what is taken back. */
  { "first-is-doubtful", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,male,") LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"),
    "conflict", "same_day" },
  { "first-is-taken-back", NULL, FALSE,
    LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,") LINE ("Hb,101,g/L,2026-03-10 08:00,,,withdrawn,,")
        LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"),
    "conflict", "same_day" },
  /* What the laboratory takes back of the one it told of the other: of each its own. */
  { "the-same-value-taken-back", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,101,g/L,2026-03-10 08:00,,,withdrawn,,"), "refused", NULL },
  { "another-value-taken-back", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,99,g/L,2026-03-10 08:00,,,withdrawn,,"), "refused", NULL },
  { "no-value-taken-back", LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), TRUE,
    LINE ("HbP,,g/L,2026-03-10 08:00,,,withdrawn,,"), "refused", NULL },
  /* What was preliminary is final as another item. */
  { "preliminary-stands", LINE ("Hb,101,g/L,2026-03-10 08:00,,,preliminary,,"), TRUE,
    LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"), "conflict", "another_result" },
};

/* How many items are kept of all that came in. */
static guint
list_all (PodTrial *trial)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, 0, NULL);

  return items->len;
}

static void
test_items_of_one (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) before = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) again = NULL;
  const PodImportItem *last;
  guint n;

  fixture_register (trial, "0000001");
  if (items_of_one[i].before != NULL)
    before = arrival_receive_from (trial, NULL, items_of_one[i].before, &arrival);
  if (items_of_one[i].taken && before->accepted == 0)
    arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT);
  else if (items_of_one[i].taken)
    arrival_take (trial, arrival, 1);
  import = arrival_receive_from (trial, NULL, items_of_one[i].lines, &arrival);
  last = import->items->pdata[import->items->len - 1];
  g_assert_cmpstr (last->state, ==, items_of_one[i].becomes);
  g_assert_cmpstr (last->cause, ==, items_of_one[i].cause);
  /* Read twice it is as it was. */
  n = list_all (trial);
  again = arrival_receive_from (trial, NULL, items_of_one[i].lines, NULL);
  g_assert_cmpuint (list_all (trial), ==, n);
  fixture_end (trial);
}

/* The second waits with the first beside it, and can be kept beside it or take its place; the same value, once the first stands, is known. */
static void
test_two_items_settled (void)
{
  static const struct
  {
    const char *second;
    PodResolution resolution;
    guint stand;
    double last;
  } rows[] = {
    { LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,"), POD_RESOLVE_KEEP_BOTH, 2, 99 },
    { LINE ("HbP,99,g/L,2026-03-10 08:00,,,,,"), POD_RESOLVE_ACCEPT_AS_CORRECTION, 1, 99 },
    { LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"), POD_RESOLVE_ACCEPT, 1, 101 },
    { LINE ("HbP,101,g/L,2026-03-10 08:00,,,,,"), POD_RESOLVE_KEEP_BOTH, 1, 101 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 subject = fixture_register (trial, "0000001"), first, second;
      g_autoptr (PodImport) one =
          arrival_receive_from (trial, NULL, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), &first);
      g_autoptr (PodImport) two = arrival_receive_from (trial, NULL, rows[i].second, &second);
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      arrival_take (trial, first, 1);
      items = arrival_list_items (trial, second, "waiting");
      g_assert_cmpuint (items->len, ==, 1);
      g_assert_nonnull (((PodTrialArrivalItem *) items->pdata[0])->earlier);
      g_assert_true (arrival_resolve (trial, items->pdata[0], rows[i].resolution, "beside the bed",
                                      &error));
      g_assert_no_error (error);
      g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, rows[i].stand);
      g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, rows[i].last);
      arrival_verify (trial);
      fixture_end (trial);
    }
}

/* Two that say the same, and both wait: one press records neither of them twice. */
static void
test_two_items_at_once (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  import = arrival_receive_from (trial, NULL,
                                 LINE ("Hb,101,g/L,2026-03-10 08:00,,,preliminary,,")
                                     LINE ("HbP,101,g/L,2026-03-10 08:00,,,preliminary,,"),
                                 &arrival);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_false (arrival_try_two (trial, items->pdata[0], items->pdata[1], POD_RESOLVE_ACCEPT,
                                   NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  fixture_end (trial);
}

/* What lies there beside it is shown, whatever else speaks against the second. */
static void
test_rival_of_two_causes (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) first = NULL;
  g_autoptr (PodImport) second = NULL;
  g_autoptr (GPtrArray) items = NULL;

  fixture_register (trial, "0000001");
  first = arrival_receive_from (trial, NULL, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,"), NULL);
  second = arrival_receive_from (trial, NULL, LINE ("HbP,900,g/L,2026-03-10 08:00,,,,,"), &arrival);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((PodTrialArrivalItem *) items->pdata[0])->cause, ==, "same_day+implausible");
  g_assert_nonnull (((PodTrialArrivalItem *) items->pdata[0])->rival);
  fixture_end (trial);
}

/* One laboratory tells two of its orders apart, also without a time. */
static void
test_orders (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;

  fixture_register (trial, "0000001");
  import = receive_message (trial, MESSAGE ("P") ORDER ("A1", "99") ORDER ("A2", "80"));
  g_assert_cmpuint (import->accepted, ==, 2);
  fixture_end (trial);
}

/* What was tried out says nothing against what is real. */
static void
test_tried_out (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) tried = NULL;
  g_autoptr (PodImport) real = NULL;

  fixture_register (trial, "0000001");
  tried = receive_message (trial, MESSAGE ("T") ORDER ("A1", "99"));
  g_assert_cmpuint (tried->conflict, ==, 1);
  real = arrival_receive_from (trial, NULL, LINE ("Hb,80,g/L,2026-03-10 08:00,,,,,"), &arrival);
  g_assert_cmpuint (real->accepted, ==, 1);
  fixture_end (trial);
}

/* A typed value stands and another came; it is not taken without a word on both. */
static PodTrial *
start_waiting (gint64 *subject, gint64 *arrival, GPtrArray **items)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  *subject = fixture_register (trial, "0000001");
  fixture_add_result (trial, *subject, "hgb", 102);
  import = arrival_receive_from (trial, NULL, LINE ("Hb,99,g/L,2026-03-10,,,,,"), arrival);
  *items = arrival_list_items (trial, *arrival, "waiting");
  g_assert_cmpuint ((*items)->len, ==, 1);
  g_assert_false (arrival_resolve (trial, (*items)->pdata[0], POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  return trial;
}

/* What the laboratory takes back later is its own. */
static void
test_keep_both (void)
{
  gint64 subject, arrival;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (&subject, &arrival, &items);
  g_autoptr (PodImport) again = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_KEEP_BOTH, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 2);
  again = arrival_receive_from (trial, NULL, LINE ("Hb,99,g/L,2026-03-10,,H,,,"), &arrival);
  g_assert_cmpuint (again->duplicate, ==, 1);
  back = arrival_receive_from (trial, NULL, LINE ("Hb,99,g/L,2026-03-10,,,withdrawn,,"), &arrival);
  g_assert_cmpuint (back->conflict, ==, 1);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpfloat (((PodTrialArrivalItem *) items->pdata[0])->earlier->quantity.number, ==, 99);
  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, "theirs", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 102);
  arrival_verify (trial);
  fixture_end (trial);
}

static void
test_correct (void)
{
  gint64 subject, arrival;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_waiting (&subject, &arrival, &items);
  g_autoptr (GError) error = NULL;

  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT_AS_CORRECTION,
                                  "mistyped", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 99);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What was typed between the preview and the button counts as well. */
static void
test_typed_since (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport)
      import = arrival_receive_from (trial, NULL, LINE ("Hb,99,g/L,2026-03-10,,,,,"), &arrival);
  g_autoptr (GPtrArray) items = NULL;

  g_assert_cmpuint (import->accepted, ==, 1);
  fixture_add_result (trial, subject, "hgb", 102);
  arrival_take (trial, arrival, 0);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  items = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_nonnull (((PodTrialArrivalItem *) items->pdata[0])->earlier);
  fixture_end (trial);
}

/* ---- what was typed is known when the laboratory says it, and is the laboratory's to doubt then ---- */

#define TYPED LINE ("Hb,102,g/L,2026-03-10 08:00,,,,,")
#define TYPED_BACK LINE ("Hb,102,g/L,2026-03-10 08:00,,,withdrawn,,")

static const PodTrialArrivalItem *
get_only (GPtrArray **items, PodTrial *trial, gint64 arrival, const char *state)
{
  g_clear_pointer (items, g_ptr_array_unref);
  *items = arrival_list_items (trial, arrival, state);
  g_assert_cmpuint ((*items)->len, ==, 1);
  return (*items)->pdata[0];
}

/* 102 g/L, at 08:00 on 10 March, and the laboratory says it, too. */
static PodTrial *
start_typed (gint64 *subject)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;

  *subject = fixture_register (trial, "0000001");
  put_timed (trial, *subject, 8 * 60, 102);
  import = arrival_receive_from (trial, NULL, TYPED, NULL);
  g_assert_cmpuint (import->duplicate, ==, 1);
  return trial;
}

/* Which withdrawals are of it. */
static void
test_typed_taken_back (void)
{
  static const struct
  {
    const char *line;
    const char *becomes;
  } lines[] = {
    { TYPED_BACK, "conflict" },
    { LINE ("Hb,10.2,g/dL,2026-03-10 08:00,,,withdrawn,,"), "conflict" },
    { LINE ("Hb,,g/L,2026-03-10 08:00,,,withdrawn,,"), "conflict" },
    { LINE ("Hb,99,g/L,2026-03-10 08:00,,,withdrawn,,"), "refused" },
    { LINE ("Hb,102,g/L,2026-03-10 08:01,,,withdrawn,,"), "refused" },
    { LINE ("Hb,102,g/L,2026-03-10,,,withdrawn,,"), "refused" },
    { LINE ("Crea,,umol/L,2026-03-10 08:00,,,withdrawn,,"), "refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gint64 subject, arrival;
      PodTrial *trial = start_typed (&subject);
      g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, lines[i].line, &arrival);
      const PodImportItem *item = import->items->pdata[0];

      g_test_message ("%s", lines[i].line);
      g_assert_cmpstr (item->state, ==, lines[i].becomes);
      arrival_take (trial, arrival, 0);
      arrival_assert_stands (trial, subject, 102);
      fixture_end (trial);
    }
}

static PodTrial *
start_taken_back (gint64 *subject, gint64 *arrival, GPtrArray **items)
{
  PodTrial *trial = start_typed (subject);
  g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, TYPED_BACK, arrival);
  const PodTrialArrivalItem *item = get_only (items, trial, *arrival, "waiting");

  /* Both are shown side by side. */
  g_assert_cmpstr (item->cause, ==, "withdrawal");
  g_assert_nonnull (item->earlier);
  g_assert_null (item->earlier->origin);
  g_assert_cmpfloat (item->earlier->quantity.number, ==, 102);
  return trial;
}

/* It goes when a person says so and why, does not come back by itself, and comes back with the withdrawal's undoing. */
static void
test_typed_goes (void)
{
  gint64 subject, arrival, other;
  g_autoptr (GPtrArray) items = NULL;
  PodTrial *trial = start_taken_back (&subject, &arrival, &items);
  g_autoptr (PodImport) again = NULL;
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  arrival_assert_stands (trial, subject, 102);
  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, "theirs", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  again = arrival_receive_from (trial, NULL, LINE ("Hb,102,g/L,2026-03-10 08:00,,H,,,"), &other);
  g_assert_cmpuint (again->conflict, ==, 1);
  g_assert_cmpstr (get_only (&items, trial, other, "waiting")->cause, ==, "withdrawn_before");
  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_REJECT, "theirs", &error));
  back = arrival_receive_from (trial, NULL, LINE ("Hb,102,g/L,2026-03-10 08:00,,H,withdrawn,,"),
                               NULL);
  g_assert_cmpuint (back->duplicate, ==, 1);
  arrival_undo (trial, arrival);
  arrival_assert_stands (trial, subject, 102);
  g_assert_cmpstr (fixture_find (trial, subject, "hgb")->source, ==, "typed");
  fixture_end (trial);
}

static void
take_out (PodTrial *trial, const PodFinding *finding)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_void (change, POD_RECORD_FINDING, finding->record.id, finding->record.version);
  pod_trial_commit (trial, change, "of another subject", NULL, &error);
  g_assert_no_error (error);
}

/* What was typed is settled; what another file asks that takes it back once more, by its value or without one.  @retyped: 0 for nothing */
static void
test_typed_and_another_file (void)
{
  static const struct
  {
    const char *value;
    PodResolution resolution;
    double retyped;
    guint asks;
    double stands;
  } rows[] = {
    /* typed once more, it is for a person once more */
    { "102", POD_RESOLVE_ACCEPT, 102, 1, 102 },
    { "", POD_RESOLVE_ACCEPT, 102, 1, 102 },
    /* what was put right is another */
    { "", POD_RESOLVE_ACCEPT, 99, 0, 99 },
    /* a person has said that it stands */
    { "102", POD_RESOLVE_REJECT, 0, 0, 102 },
    { "102", POD_RESOLVE_REJECT, 150, 0, 150 },
    /* of one that leaves its value out nobody can tell what that was said of */
    { "", POD_RESOLVE_REJECT, 0, 1, 102 },
    { "", POD_RESOLVE_REJECT, 150, 1, 150 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 subject, arrival;
      PodTrial *trial = start_typed (&subject);
      g_autofree char *line = g_strdup_printf (LINE ("Hb,%s,g/L,2026-03-10 08:00,,,withdrawn,,"),
                                               rows[i].value);
      g_autofree char *other = g_strdup_printf (LINE ("Hb,%s,g/L,2026-03-10 08:00,,H,withdrawn,,"),
                                                rows[i].value);
      g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, line, &arrival);
      g_autoptr (PodImport) again = NULL;
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_true (arrival_resolve (trial, get_only (&items, trial, arrival, "waiting"),
                                      rows[i].resolution, "so it is", &error));
      if (rows[i].resolution == POD_RESOLVE_REJECT && rows[i].retyped > 0)
        take_out (trial, fixture_find (trial, subject, "hgb"));
      if (rows[i].retyped > 0)
        put_timed (trial, subject, 8 * 60, rows[i].retyped);
      again = arrival_receive_from (trial, NULL, other, NULL);
      g_assert_cmpuint (again->conflict, ==, rows[i].asks);
      g_assert_cmpuint (again->duplicate, ==, 1 - rows[i].asks);
      arrival_assert_stands (trial, subject, rows[i].stands);
      arrival_verify (trial);
      fixture_end (trial);
    }
}

/* Between the preview and the button somebody typed what was in it: taken with all that is clear, or by itself, it is known. */
static void
test_typed_the_same_since (void)
{
  for (guint i = 0; i < 2; i++)
    {
      PodTrial *trial = fixture_trial ();
      gint64 subject = fixture_register (trial, "0000001"), arrival;
      g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, TYPED, &arrival);
      g_autoptr (GPtrArray) items = NULL;
      g_autoptr (GError) error = NULL;
      const PodTrialArrivalItem *item = get_only (&items, trial, arrival, "clear");

      put_timed (trial, subject, 8 * 60, 102);
      if (i == 0)
        arrival_take (trial, arrival, 0);
      else
        g_assert_true (arrival_resolve (trial, item, POD_RESOLVE_ACCEPT, NULL, &error));
      arrival_assert_stands (trial, subject, 102);
      g_assert_cmpstr (fixture_find (trial, subject, "hgb")->source, ==, "typed");
      g_assert_cmpstr (get_only (&items, trial, arrival, "rejected")->cause, ==, "duplicate");
      arrival_verify (trial);
      fixture_end (trial);
    }
}

/* What was known by something typed is new once that is gone: the next file with it brings it. */
static void
test_typed_since_and_gone (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, TYPED, &arrival);
  g_autoptr (PodImport) again = NULL;

  put_timed (trial, subject, 8 * 60, 102);
  arrival_take (trial, arrival, 0);
  take_out (trial, fixture_find (trial, subject, "hgb"));
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  again = arrival_receive_from (trial, NULL, LINE ("Hb,102,g/L,2026-03-10 08:00,,H,,,"), &arrival);
  g_assert_cmpuint (again->duplicate, ==, 0);
  g_assert_cmpuint (again->accepted, ==, 1);
  fixture_end (trial);
}

/* What the laboratory said is kept, once for a file, where it says what was typed: as nobody's result, as long as what was typed stands. */
static void
test_typed_first (void)
{
  gint64 subject, arrival;
  PodTrial *trial = start_typed (&subject);
  g_autoptr (PodImport) again = arrival_receive_from (trial, NULL, TYPED, &arrival);
  g_autoptr (PodImport) anew = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const PodTrialArrivalItem *item = get_only (&items, trial, 0, "rejected");
  char *raw = pod_trial_open_arrival_raw (trial, item->id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (raw, "Hb,102,g/L,2026-03-10 08:00"));
  pod_trial_free_raw (raw);
  g_assert_cmpstr (item->cause, ==, "duplicate");
  g_assert_cmpuint (again->duplicate, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpstr (fixture_find (trial, subject, "hgb")->source, ==, "typed");
  take_out (trial, fixture_find (trial, subject, "hgb"));
  anew = arrival_receive_from (trial, NULL, TYPED, &arrival);
  g_assert_cmpuint (anew->accepted, ==, 1);
  get_only (&items, trial, arrival, "clear");
  arrival_take (trial, arrival, 1);
  arrival_assert_stands (trial, subject, 102);
  g_assert_cmpstr (fixture_find (trial, subject, "hgb")->source, ==, "import");
  arrival_verify (trial);
  fixture_end (trial);
}

/* And where it was another, a person decides. */
static void
test_typed_another_since (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = arrival_receive_from (trial, NULL, TYPED, &arrival);
  g_autoptr (GPtrArray) items = NULL;

  put_timed (trial, subject, 8 * 60, 99);
  arrival_take (trial, arrival, 0);
  arrival_assert_stands (trial, subject, 99);
  g_assert_cmpstr (get_only (&items, trial, arrival, "waiting")->cause, ==, "same_day");
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/arrival-day/case/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/service/arrival-day/same-minute", test_same_minute);
  g_test_add_func ("/service/arrival-day/same-minute-elsewhere", test_same_minute_elsewhere);
  for (guint i = 0; i < G_N_ELEMENTS (items_of_one); i++)
    {
      g_autofree char *path = g_strconcat ("/arrival-day/items-of-one/", items_of_one[i].name,
                                           NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_items_of_one);
    }
  g_test_add_func ("/arrival-day/two-items-settled", test_two_items_settled);
  g_test_add_func ("/arrival-day/two-items-at-once", test_two_items_at_once);
  g_test_add_func ("/arrival-day/rival-of-two-causes", test_rival_of_two_causes);
  g_test_add_func ("/arrival-day/answers", test_answers);
  g_test_add_func ("/arrival-day/orders", test_orders);
  g_test_add_func ("/arrival-day/tried-out", test_tried_out);
  g_test_add_func ("/arrival-day/keep-both", test_keep_both);
  g_test_add_func ("/arrival-day/correct", test_correct);
  g_test_add_func ("/arrival-day/typed-since", test_typed_since);
  g_test_add_func ("/arrival-day/typed-taken-back", test_typed_taken_back);
  g_test_add_func ("/arrival-day/typed-goes", test_typed_goes);
  g_test_add_func ("/arrival-day/typed-and-another-file", test_typed_and_another_file);
  g_test_add_func ("/arrival-day/typed-the-same-since", test_typed_the_same_since);
  g_test_add_func ("/arrival-day/typed-since-and-gone", test_typed_since_and_gone);
  g_test_add_func ("/arrival-day/typed-first", test_typed_first);
  g_test_add_func ("/arrival-day/typed-another-since", test_typed_another_since);
  return g_test_run ();
}
