/* What nobody had said what it is, judged again from what was kept with it. */

#include <string.h>

#include "arrival-fixture.h"

static gint64
receive_unmapped (PodTrial *trial, const char *name, const char *text, gsize length)
{
  const char *path = pod_test_path (pod_test_dir (), name);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  gint64 arrival = 0;

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  import = pod_trial_receive (trial, path, arrival_write_map (), "Elsewhere", &arrival, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->unmapped, >, 0);
  return arrival;
}

static void
map_and_judge (PodTrial *trial, gint64 arrival, const char *item, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint n = 0;

  pod_trial_map_item (trial, "Elsewhere", item, "hgb", &error);
  g_assert_no_error (error);
  pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  items = arrival_list_items (trial, arrival, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((PodTrialArrivalItem *) items->pdata[0])->state, ==, state);
  g_assert_cmpstr (((PodTrialArrivalItem *) items->pdata[0])->finding.observation, ==, "hgb");
}

/* The second message of a file has its own delimiters, character set and mark; the specimen stands behind its results. */
static void
test_message_again (void)
{
  static const char text[] =
      "MSH|^~\\&|LIS|H|||20260310090000||ADT^A08|1|P|2.5\rPID|1||0000001^^^H^MR\r"
      "MSH$*~\\&$LIS$H$$$20260310090000$$ORU*R01$2$T$2.5$$$$$$GB18030\rPID$1$$0000001***H*MR\r"
      "ORC$RE$$B7\rOBR$1$$$BC\rOBX$1$NM$*血红蛋白$$97$g/"
      "L$$$$$F\rSPM$1$$$全血$$$$$$$$$$$$$20260310\r";
  PodTrial *trial = fixture_trial ();
  g_autoptr (GPtrArray) waiting = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  gint64 arrival;

  fixture_register (trial, "0000001");
  arrival = receive_unmapped (trial, "m.hl7", bytes, length);
  map_and_judge (trial, arrival, "血红蛋白", "waiting");
  waiting = arrival_list_items (trial, arrival, "waiting");
  g_assert_cmpstr (((PodTrialArrivalItem *) waiting->pdata[0])->cause, ==, "test_message");
  g_assert_nonnull (strstr (((PodTrialArrivalItem *) waiting->pdata[0])->reason, "as a test"));
  arrival_verify (trial);
  fixture_end (trial);
}

/* What cannot be a result says why, not why it waited before. */
static void
test_refused_again (void)
{
  static const struct
  {
    const char *rest;
    const char *reason;
  } rows[] = {
    { "T|2.5\rPID|1||0000001^^^H^MR\rOBR|1||B7|BC|||20260310\rOBX|1|NM|^Hgb||97|g/L|||||W\r",
      "nothing is taken out" },
    { "P|2.5\rPID|1||0000001^^^H^MR\rOBR|1||B7|BC|||20260310\rOBX|1|ST|^Hgb||much|g/L|||||F\r",
      "not a number" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrial *trial = fixture_trial ();
      g_autofree char *text = g_strconcat ("MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|1|",
                                           rows[i].rest, NULL);
      g_autoptr (GPtrArray) refused = NULL;
      gint64 arrival;

      fixture_register (trial, "0000001");
      arrival = receive_unmapped (trial, "m.hl7", text, strlen (text));
      map_and_judge (trial, arrival, "Hgb", "refused");
      refused = arrival_list_items (trial, arrival, "refused");
      g_assert_nonnull (strstr (((PodTrialArrivalItem *) refused->pdata[0])->reason,
                                rows[i].reason));
      arrival_verify (trial);
      fixture_end (trial);
    }
}

/* Patient, specimen and time are in other entries than the result. */
static void
test_bundle_again (void)
{
  static const char text[] =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
      "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"gender\":"
      "\"female\",\"identifier\":[{\"value\":\"0000001\"}],\"name\":[{\"text\":\"" CANARY_NAME
      "\"}]}},"
      "{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":\"Specimen\",\"type\":{\"text\":"
      "\"Blood\"},\"collection\":{\"collectedDateTime\":\"2026-03-10\"}}},"
      "{\"fullUrl\":\"urn:uuid:3\",\"resource\":{\"resourceType\":\"DiagnosticReport\","
      "\"subject\":{\"reference\":\"urn:uuid:1\"},\"specimen\":[{\"reference\":\"urn:uuid:2\"}],"
      "\"result\":[{\"reference\":\"urn:uuid:4\"}]}},"
      "{\"fullUrl\":\"urn:uuid:4\",\"resource\":{\"resourceType\":\"Observation\",\"status\":"
      "\"final\","
      "\"code\":{\"text\":\"Haemoglobin\"},\"valueQuantity\":{\"value\":97,\"unit\":\"g/L\"}}}]}";
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;

  arrival = receive_unmapped (trial, "b.json", text, strlen (text));
  map_and_judge (trial, arrival, "Haemoglobin", "clear");
  arrival_take (trial, arrival, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 97);
  arrival_verify (trial);
  fixture_end (trial);
}

/* The report, which says whose it is, holds a picture that is not kept beside each result: that is told, once, and the file itself
 * tells the rest. */
static void
test_lost (void)
{
  static const char start[] =
      "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
      "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"identifier\":["
      "{\"value\":\"0000001\"}]}},"
      "{\"fullUrl\":\"urn:uuid:3\",\"resource\":{\"resourceType\":\"DiagnosticReport\","
      "\"subject\":{\"reference\":\"urn:uuid:1\"},"
      "\"result\":[{\"reference\":\"urn:uuid:4\"}],\"text\":{\"div\":\"";
  static const char end[] =
      "\"}}},{\"fullUrl\":\"urn:uuid:4\",\"resource\":{\"resourceType\":\"Observation\","
      "\"status\":\"final\",\"effectiveDateTime\":\"2026-03-10\",\"code\":{\"text\":"
      "\"Haemoglobin\"},"
      "\"valueQuantity\":{\"value\":97,\"unit\":\"g/L\"}}}]}";
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, other;
  g_autofree char *picture = g_strnfill (40 * 1024, 'A');
  g_autofree char *text = g_strconcat (start, picture, end, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 1;

  arrival = receive_unmapped (trial, "long.json", text, strlen (text));
  g_assert_true (pod_trial_map_item (trial, "Elsewhere", "Haemoglobin", "hgb", &error));
  for (int i = 0; i < 2; i++)
    {
      const PodTrialArrivalItem *item;

      g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 0);
      g_clear_pointer (&items, g_ptr_array_unref);
      items = arrival_list_items (trial, arrival, "unmapped");
      g_assert_cmpuint (items->len, ==, 1);
      item = items->pdata[0];
      g_assert_cmpstr (item->cause, ==, "not_again");
      g_assert_nonnull (strstr (item->reason, "import the file again"));
      g_assert_cmpint (item->version, ==, 2);
    }
  import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "long.json", text),
                              arrival_write_map (), "Elsewhere", &other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (other, ==, arrival);
  g_assert_cmpuint (import->accepted, ==, 1);
  arrival_take (trial, arrival, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, 97);
  arrival_verify (trial);
  fixture_end (trial);
}

/* By the wrong map another column is that of the tests: the words for a test are kept in the clear, so that no patient's are taken for them,
 * however they are written. */
static void
test_names_nobody (void)
{
  static const char *const texts[] = { "测试甲",   "测试甲（复查）", "0000001",  "1980-02-29",
                                       "19800229", "13800138000",    "EX900002", "021-00000000" };
  PodTrial *trial = fixture_trial ();
  PodRegistration registration = fixture_registration ("0000001");

  registration.id_number = "EX900002";
  registration.phone = "021-00000000";
  g_assert_cmpint (pod_trial_register (trial, &registration, NULL), >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      g_assert_false (pod_trial_map_item (trial, "Elsewhere", texts[i], "hgb", &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      words = pod_trial_error_to_words (error);
      g_assert_null (strstr (words, texts[i]));
    }
  g_assert_null (pod_site_get_setting (pod_trial_get_site (trial), "lab.map.Elsewhere"));
  arrival_verify (trial);
  fixture_end (trial);
}

static void
assert_states (PodTrial *trial, gint64 arrival, guint accepted, guint unmapped)
{
  g_autoptr (GPtrArray) taken = arrival_list_items (trial, arrival, "accepted");
  g_autoptr (GPtrArray) open = arrival_list_items (trial, arrival, "unmapped");

  g_assert_cmpuint (taken->len, ==, accepted);
  g_assert_cmpuint (open->len, ==, unmapped);
  for (guint i = 0; i < open->len; i++)
    g_assert_null (((PodTrialArrivalItem *) open->pdata[i])->finding.observation);
}

/* What was said is listed, and taken back: what was taken stays, what was not is unmapped again, however its letters are, and can be said
 * anew; twice nobody takes it back. */
static void
test_taken_back (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  g_autoptr (PodImport) import = arrival_receive (trial,
                                                  LINE ("K,90,g/L,2026-03-09 08:00,,,,,")
                                                      LINE ("Ｋ,91,g/L,2026-03-10 08:00,,,,,")
                                                          LINE ("Hb,92,g/L,2026-03-11 08:00,,,,,"),
                                                  &arrival);
  g_autoptr (GPtrArray) clear = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (pod_trial_map_item (trial, "Central", "K", "hgb", &error));
  g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error));
  g_assert_cmpuint (n, ==, 2);
  said = pod_trial_list_mappings (trial, "Central", &error);
  g_assert_cmpuint (said->len, ==, 1);
  g_assert_cmpstr (((PodLabMapping *) said->pdata[0])->item, ==, "K");
  g_assert_cmpstr (((PodLabMapping *) said->pdata[0])->observation, ==, "hgb");
  clear = arrival_list_items (trial, arrival, "clear");
  g_assert_cmpuint (clear->len, ==, 3);
  g_assert_true (arrival_resolve (trial, clear->pdata[0], POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_true (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  g_assert_no_error (error);
  assert_states (trial, arrival, 1, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  left = pod_trial_list_mappings (trial, "Central", &error);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (pod_trial_map_item (trial, "Central", "K", "creatinine", &error));
  g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

static void
assert_last (PodTrial *trial, gint64 arrival, const char *state)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, NULL);
  const PodTrialArrivalItem *last = items->pdata[items->len - 1];

  g_assert_cmpstr (last->state, ==, state);
}

#define COMMA "0000001,x,Hb,\"101,5\",g/L,2026-03-10 08:00,,,,,\n"
/* Of somebody who is no subject nothing is kept. */
#define ELSEWHERE "0000009,x,Hb,\"101,5\",g/L,2026-03-10 08:00,,,,,\n"
#define GROUPED LINE ("Kreatinin,\"1,234\",umol/L,2026-03-11 08:00,,,,,")

/* 11 March for whoever writes the day first, and no day of his before it. */
#define TURNED LINE ("Kreatinin,234,umol/L,11/03/2026 08:00,,,,,")
#define ONLY_TURNED "0000001,x,Hb,101,g/L,03/14/2026 08:00,,,,,\n"

#define AS_SAID "0000001,x,Hb,101,g/L,14/03/2026 08:00,,,,,\n"

/* Alone it has nothing beside it that would tell that 1,234 may be one and some, or 11/03 November: its file had. */
static void
test_doubted (void)
{
  static const struct
  {
    const char *lines;
    const char *state;
  } rows[] = {
    { GROUPED, "clear" }, { COMMA GROUPED, "refused" },      { ELSEWHERE GROUPED, "refused" },
    { TURNED, "clear" },  { ONLY_TURNED TURNED, "refused" }, { AS_SAID TURNED, "clear" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrial *trial = fixture_trial ();
      g_autoptr (GError) error = NULL;
      g_autoptr (PodImport) import = NULL;
      gint64 arrival;
      guint n = 0;

      fixture_register (trial, "0000001");
      import = arrival_receive (trial, rows[i].lines, &arrival);
      assert_last (trial, arrival, "unmapped");
      pod_trial_map_item (trial, "Central", "Kreatinin", "creatinine", &error);
      g_assert_no_error (error);
      pod_trial_read_again (trial, arrival, arrival_write_map (), &n, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 1);
      assert_last (trial, arrival, rows[i].state);
      arrival_verify (trial);
      fixture_end (trial);
    }
}

static GPtrArray *
read_again (PodTrial *trial, gint64 arrival, guint expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *refused = NULL;
  guint n = 0;

  pod_trial_read_again_async (trial, arrival, arrival_write_map (), NULL, pod_test_take_result_cb,
                              &result);
  pod_trial_read_again_finish (trial, fixture_wait ((gpointer *) &result), &n, &refused, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
  return refused;
}

static void
assert_refused (const GPtrArray *refused, guint place, const char *item, guint n)
{
  const PodRefusedItem *one = g_ptr_array_index (refused, place);

  g_assert_cmpstr (one->item, ==, item);
  g_assert_cmpuint (one->n, ==, n);
  g_assert_nonnull (strstr (one->reason, "not a number"));
}

/* Of what was refused before nothing is told, nor of what can be used. */
static void
test_refused_told (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) then = NULL;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial,
                            LINE ("Hb,much,g/L,2026-03-08 08:00,,,,,")
                                LINE ("K,much,g/L,2026-03-09 08:00,,,,,")
                                    LINE ("K,91,g/L,2026-03-10 08:00,,,,,")
                                        LINE ("L,more,g/L,2026-03-11 08:00,,,,,")
                                            LINE ("K,most,g/L,2026-03-12 08:00,,,,,"),
                            &arrival);
  g_assert_cmpuint (import->refused, ==, 1);
  g_assert_true (pod_trial_map_item (trial, "Central", "K", "hgb", NULL));
  g_assert_true (pod_trial_map_item (trial, "Central", "L", "hgb", NULL));
  refused = read_again (trial, arrival, 4);
  g_assert_cmpuint (refused->len, ==, 2);
  assert_refused (refused, 0, "K", 2);
  assert_refused (refused, 1, "L", 1);
  then = read_again (trial, arrival, 0);
  g_assert_cmpuint (then->len, ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-again/refused", test_refused_again);
  g_test_add_func ("/arrival-again/refused-told", test_refused_told);
  g_test_add_func ("/arrival-again/message", test_message_again);
  g_test_add_func ("/arrival-again/bundle", test_bundle_again);
  g_test_add_func ("/arrival-again/lost", test_lost);
  g_test_add_func ("/arrival-again/names-nobody", test_names_nobody);
  g_test_add_func ("/arrival-again/taken-back", test_taken_back);
  g_test_add_func ("/arrival-again/doubted", test_doubted);
  return g_test_run ();
}
