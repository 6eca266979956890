/* What somebody has said of a laboratory's item, taken back: of that laboratory and by that name only, part by part, and whole in the end. */

#include "arrival-fixture.h"
#include "pod-trial-arrival.h"
#include "pod-trial-laboratory.h"

#define MANY 630

static void
map_as (PodTrial *trial, const char *laboratory, const char *item, const char *observation)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_map_item (trial, laboratory, item, observation, &error));
  g_assert_no_error (error);
}

static void
map (PodTrial *trial, const char *laboratory)
{
  map_as (trial, laboratory, "K", "hgb");
}

static void
unmap (PodTrial *trial, const char *item)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_unmap_item (trial, "Central", item, "hgb", &error));
  g_assert_no_error (error);
}

static void
judge_again (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), NULL, &error));
  g_assert_no_error (error);
}

static gint64
receive_from (PodTrial *trial, const char *laboratory, const char *lines)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive_from (trial, laboratory, lines, &arrival);

  return arrival;
}

/* What another laboratory calls by the same name is another thing. */
static void
test_other_laboratory (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 one, other;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  map (trial, "Central");
  map (trial, "Elsewhere");
  one = receive_from (trial, NULL, LINE ("K,90,g/L,2026-03-09 08:00,,,,,"));
  other = receive_from (trial, "Elsewhere", LINE ("K,91,g/L,2026-03-10 08:00,,,,,"));
  arrival_assert_states (trial, one, "clear", 1);
  arrival_assert_states (trial, other, "clear", 1);
  g_assert_true (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  g_assert_no_error (error);
  arrival_assert_states (trial, one, "unmapped", 1);
  arrival_assert_states (trial, other, "clear", 1);
  left = pod_trial_list_mappings (trial, "Elsewhere", &error);
  g_assert_cmpuint (left->len, ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

/* What the map knows by its code, whatever it is called, is that still. */
static void
test_by_code (void)
{
  static const char text[] =
      "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|2|P|2.5\rPID|1||0000001^^^H^MR\r"
      "OBR|1|||BC\rOBX|1|NM|718-7^K^LN||97|g/L|||||F|||20260310080000\r"
      "OBX|2|NM|^K||98|g/L|||||F|||20260311080000\r";
  PodTrial *trial = fixture_trial ();
  const char *path = pod_test_write (pod_test_dir (), "m.hl7", text);
  gint64 arrival;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) clear = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  map (trial, "Central");
  import = pod_trial_receive (trial, path, arrival_write_map (), NULL, &arrival, &error);
  g_assert_no_error (error);
  arrival_assert_states (trial, arrival, "clear", 2);
  g_assert_true (pod_trial_keep_lab_map (trial, "Central", arrival_write_map (), &error));
  g_assert_no_error (error);
  g_assert_true (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  g_assert_no_error (error);
  clear = arrival_list_items (trial, arrival, "clear");
  g_assert_cmpuint (clear->len, ==, 1);
  g_assert_cmpfloat (((const PodTrialArrivalItem *) clear->pdata[0])->finding.quantity.number, ==,
                     97);
  arrival_assert_states (trial, arrival, "unmapped", 1);
  arrival_verify (trial);
  fixture_end (trial);
}

static gint64
receive_many (PodTrial *trial)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, LINE ("%s,%u,g/L,2026-02-01 %02u:%02u,,,,,"),
                            i % 3 == 0 ? "Hb" : "K", 90 + i % 50, i / 60 % 24, i % 60);
  return receive_from (trial, NULL, text->str);
}

typedef struct
{
  PodTrial *trial;
  gint64 arrival;
  guint least;
  GCancellable *cancellable;
} Stop;

static gboolean
stop_cb (gpointer data)
{
  const Stop *stop = data;
  g_autoptr (GPtrArray) items = arrival_list_items (stop->trial, stop->arrival, "unmapped");

  if (items->len >= stop->least)
    g_cancellable_cancel (stop->cancellable);
  return !g_cancellable_is_cancelled (stop->cancellable);
}

/* Taken back, and called off once @least of @arrival are unmapped: on the list still, as what goes. */
static void
call_off (PodTrial *trial, gint64 arrival, const char *item, guint least)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) error = NULL;
  Stop stop = { trial, arrival, least, cancellable };

  pod_trial_unmap_item_async (trial, "Central", item, "hgb", cancellable, pod_test_take_result_cb,
                              &result);
  g_timeout_add (1, stop_cb, &stop);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_unmap_item_finish (trial, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  said = pod_trial_list_mappings (trial, "Central", NULL);
  g_assert_cmpuint (said->len, ==, 1);
  g_assert_true (((const PodLabMapping *) said->pdata[0])->is_going);
  g_assert_cmpstr (((const PodLabMapping *) said->pdata[0])->observation, ==, "hgb");
  g_assert_cmpstr (((const PodLabMapping *) said->pdata[0])->item, ==, item);
}

/* Between two parts of it. */
static void
take_back_in_part (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) unmapped = NULL;

  call_off (trial, arrival, "K", 1);
  unmapped = arrival_list_items (trial, arrival, "unmapped");
  g_assert_cmpuint (unmapped->len, <, MANY / 3 * 2);
}

/* Called off it is still on the list, nothing is read by it, and taken back once more it goes on. */
static void
test_in_part (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival, second;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  map (trial, "Central");
  arrival = receive_many (trial);
  arrival_assert_states (trial, arrival, "clear", MANY);
  take_back_in_part (trial, arrival);
  second = receive_from (trial, NULL, LINE ("K,90,g/L,2026-03-09 08:00,,,,,"));
  arrival_assert_states (trial, second, "unmapped", 1);
  g_assert_true (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  g_assert_no_error (error);
  arrival_assert_states (trial, arrival, "unmapped", MANY / 3 * 2);
  arrival_assert_states (trial, arrival, "clear", MANY / 3);
  said = pod_trial_list_mappings (trial, "Central", &error);
  g_assert_cmpuint (said->len, ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

/* Called off, and said once more: it is what was said. */
static void
test_said_again (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  map (trial, "Central");
  arrival = receive_many (trial);
  take_back_in_part (trial, arrival);
  map (trial, "Central");
  said = pod_trial_list_mappings (trial, "Central", &error);
  g_assert_cmpuint (said->len, ==, 1);
  g_assert_false (((const PodLabMapping *) said->pdata[0])->is_going);
  g_assert_true (pod_trial_read_again (trial, arrival, arrival_write_map (), NULL, &error));
  g_assert_no_error (error);
  arrival_assert_states (trial, arrival, "unmapped", 0);
  arrival_verify (trial);
  fixture_end (trial);
}

#define UREA LINE ("K,90,umol/L,2026-03-09 08:00,,,,,")

/* Said to be what it is not, it cannot be used as that, whether it was judged again or came in by then; said rightly it can. */
static void
test_refused (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 before, after;
  g_autoptr (GPtrArray) items = NULL;

  fixture_register (trial, "0000001");
  before = receive_from (trial, NULL, UREA);
  map (trial, "Central");
  judge_again (trial, before);
  after = receive_from (trial, NULL, LINE ("K,91,umol/L,2026-03-10 08:00,,,,,"));
  arrival_assert_states (trial, before, "refused", 1);
  arrival_assert_states (trial, after, "refused", 1);
  unmap (trial, "K");
  arrival_assert_states (trial, before, "unmapped", 1);
  items = arrival_list_items (trial, after, "unmapped");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((const PodTrialArrivalItem *) items->pdata[0])->reason, ==,
                   pod_arrival_cause_to_words ("taken_back"));
  map_as (trial, "Central", "K", "creatinine");
  judge_again (trial, before);
  judge_again (trial, after);
  arrival_assert_states (trial, before, "clear", 1);
  arrival_assert_states (trial, after, "clear", 1);
  arrival_verify (trial);
  fixture_end (trial);
}

#define TAKEN LINE ("K,90,g/L,2026-03-09 08:00,,,,,")

/* What was put aside as known already by what it was said to be is not known as what it is; what a person has rejected stays rejected, and what
 * another name was refused for is none of its business. */
static void
test_put_aside (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 first, arrival;
  g_autoptr (GPtrArray) clear = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  first = receive_from (trial, NULL, TAKEN);
  arrival = receive_from (trial, NULL,
                          TAKEN LINE ("K,92,g/L,2026-03-10 08:00,,,,,")
                              LINE ("Hb,9,umol/L,2026-03-11 08:00,,,,,"));
  map (trial, "Central");
  judge_again (trial, first);
  arrival_take (trial, first, 1);
  judge_again (trial, arrival);
  arrival_assert_states (trial, arrival, "rejected", 1);
  clear = arrival_list_items (trial, arrival, "clear");
  g_assert_true (arrival_resolve (trial, clear->pdata[0], POD_RESOLVE_REJECT, "a clot", &error));
  arrival_assert_states (trial, arrival, "rejected", 2);
  unmap (trial, "K");
  arrival_assert_states (trial, arrival, "unmapped", 1);
  arrival_assert_states (trial, arrival, "rejected", 1);
  arrival_assert_states (trial, arrival, "refused", 1);
  map (trial, "Central");
  judge_again (trial, arrival);
  arrival_assert_states (trial, arrival, "rejected", 2);
  arrival_verify (trial);
  fixture_end (trial);
}

/* A file that was undone is over. */
static void
test_refused_and_undone (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;

  fixture_register (trial, "0000001");
  map (trial, "Central");
  arrival = receive_from (trial, NULL, UREA);
  arrival_undo (trial, arrival);
  unmap (trial, "K");
  arrival_assert_states (trial, arrival, "unmapped", 0);
  fixture_end (trial);
}

/* A map that does not know "Hb". */
static gint64
receive_by_less (PodTrial *trial)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GString) less = g_string_new (pod_test_read (arrival_write_map (), NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  gint64 arrival;

  g_string_replace (less, "names=Hb\n", "names=Haem\n", 1);
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, LINE ("Hb,%u,g/L,2026-02-01 %02u:%02u,,,,,"), 90 + i % 50,
                            i / 60 % 24, i % 60);
  map_as (trial, "Central", "Hb", "hgb");
  import = pod_trial_receive (trial, arrival_write_file (text->str),
                              pod_test_write (pod_test_dir (), "less.ini", less->str), NULL,
                              &arrival, &error);
  g_assert_no_error (error);
  arrival_assert_states (trial, arrival, "clear", MANY);
  return arrival;
}

/* Called off while the map itself judges, it is on the list still, and goes on to the end. */
static void
test_in_judging (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 arrival;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  arrival = receive_by_less (trial);
  g_assert_true (pod_trial_keep_lab_map (trial, "Central", arrival_write_map (), &error));
  g_assert_no_error (error);
  /* All of it is unmapped, and not yet judged again. */
  call_off (trial, arrival, "Hb", MANY);
  unmap (trial, "Hb");
  arrival_assert_states (trial, arrival, "clear", MANY);
  said = pod_trial_list_mappings (trial, "Central", NULL);
  g_assert_cmpuint (said->len, ==, 0);
  arrival_verify (trial);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-unmap/other-laboratory", test_other_laboratory);
  g_test_add_func ("/arrival-unmap/by-code", test_by_code);
  g_test_add_func ("/arrival-unmap/in-part", test_in_part);
  g_test_add_func ("/arrival-unmap/said-again", test_said_again);
  g_test_add_func ("/arrival-unmap/refused", test_refused);
  g_test_add_func ("/arrival-unmap/put-aside", test_put_aside);
  g_test_add_func ("/arrival-unmap/refused-and-undone", test_refused_and_undone);
  g_test_add_func ("/arrival-unmap/in-judging", test_in_judging);
  return g_test_run ();
}
