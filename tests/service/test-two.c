/* Two people at one database, each in a process of their own, as the investigator's and the coordinator's windows are: nothing is lost,
 * each sees what the other did, and one that dies in the middle takes nothing along. */

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "pod-connection-private.h"
#include "pod-trial-private.h"
#include "pod-vault-private.h"
#include "service-fixture.h"

#define ROUNDS 200
#define KILLS 5
#define WITHIN_US G_USEC_PER_SEC

/* The finding that both count up, and by how much: what is plausible has room for two times as many rounds. */
#define COUNTER "hcg-counter"
#define STEP 0.25
#define START 40.0

/* ---- one side ---- */

typedef struct
{
  PodTrial *trial;
  gint64 subject;
  const char *me;
  const char *other; /* whose results are waited for */
  guint seen;        /* of the other's results */
  guint conflicts;
  GArray *latencies; /* gint64, microseconds from before the other's commit */
} Side;

static PodCasebook *
load (Side *side)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (side->trial, side->subject, &error);

  g_assert_no_error (error);
  return casebook;
}

/* A result's text says whose it is, which one, and when its saving began: "anna/17/8812345". */
static gboolean
read_text (const char *text, const char *who, guint *round, gint64 *when)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "/", 3) : NULL;

  if (parts == NULL || g_strv_length (parts) != 3 || !g_str_equal (parts[0], who))
    return FALSE;
  *round = (guint) g_ascii_strtoull (parts[1], NULL, 10);
  *when = g_ascii_strtoll (parts[2], NULL, 10);
  return TRUE;
}

/* The clock is the machine's, the same for all its processes. */
static void
changed_cb (PodTrial *trial, gint64 subject, Side *side)
{
  g_autoptr (PodCasebook) casebook = load (side);
  gint64 now = g_get_monotonic_time ();
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, "hgb", &n);
  guint seen = 0;

  for (guint i = 0; i < n; i++)
    {
      guint round;
      gint64 when;

      if (!read_text (series[i].text, side->other, &round, &when))
        continue;
      seen++;
      if (round >= side->seen)
        {
          gint64 latency = now - when;

          g_array_append_val (side->latencies, latency);
        }
    }
  side->seen = MAX (side->seen, seen);
}

static gboolean
refresh_cb (gpointer data)
{
  pod_trial_refresh (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
add_result (Side *side, guint round, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autofree char *text = g_strdup_printf ("%s/%u/%" G_GINT64_FORMAT, side->me, round,
                                           g_get_monotonic_time ());
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = side->subject };
  finding.observation = "hgb";
  finding.when = pod_moment_on (pod_date_new (2026, 3, 10));
  finding.quantity = (PodQuantity){ POD_EXACTLY, 100, pod_unit_from_ucum ("g/L") };
  finding.text = text;
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  return pod_trial_commit (side->trial, change, NULL, NULL, error);
}

static const PodFinding *
find_counter (PodCasebook *casebook)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (series[i].text, COUNTER) == 0)
      return &series[i];
  g_assert_not_reached ();
}

typedef struct
{
  Side *side;
  int version;
} Newer;

static gboolean
is_newer (gpointer data)
{
  const Newer *newer = data;
  g_autoptr (PodCasebook) casebook = load (newer->side);

  return find_counter (casebook)->record.version > newer->version;
}

/* Reads, adds, writes.  Where the other was faster, looks at what they wrote and does it again: an update that was lost would be
 * missing from the sum. */
static void
count_up (Side *side)
{
  for (;;)
    {
      g_autoptr (PodCasebook) casebook = load (side);
      const PodFinding *counter = find_counter (casebook);
      g_autoptr (GError) error = NULL;

      if (fixture_correct (side->trial, counter, counter->quantity.number + STEP, "counted",
                           &error))
        return;
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
      side->conflicts++;
      pod_trial_refresh (side->trial);
      g_assert_true (pod_test_run_until (is_newer, &(Newer){ side, counter->record.version },
                                         20000));
    }
}

static gboolean
has_seen_all (gpointer data)
{
  return ((Side *) data)->seen >= ROUNDS;
}

static guint
start_side (Side *side)
{
  side->subject = pod_trial_find_subject (side->trial, "S-001");
  side->latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (side->trial, "changed", G_CALLBACK (changed_cb), side);
  return g_timeout_add (POD_TRIAL_REFRESH_MS, refresh_cb, side->trial);
}

static void
write_rounds (Side *side)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;

      count_up (side);
      add_result (side, i, &error);
      g_assert_no_error (error);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static gint64
get_time (const GArray *latencies, double quantile)
{
  guint last = latencies->len - 1;

  g_assert_cmpuint (latencies->len, >, 0);
  return g_array_index (latencies, gint64, (guint) (quantile * last));
}

/* "anna saw 200: median 12.3 ms, longest 410.0 ms, 31 conflicts" */
static char *
describe (Side *side)
{
  g_array_sort (side->latencies, compare_times);
  return g_strdup_printf ("%s saw %u: median %.1f ms, longest %.1f ms; %u conflicts", side->me,
                          side->seen, (double) get_time (side->latencies, 0.5) / 1000,
                          (double) get_time (side->latencies, 1) / 1000, side->conflicts);
}

static gint64
get_longest (Side *side)
{
  g_array_sort (side->latencies, compare_times);
  return get_time (side->latencies, 1);
}

/* ---- the other programs, which are this one ---- */

static PodTrial *
open_as (const char *path, const char *user)
{
  pod_vault_set_test_cost ();
  fixture_set_today ("2026-03-14");
  return fixture_open (path, user);
}

static int
be_other (const char *path)
{
  Side side = { .trial = open_as (path, "anna"), .me = "anna", .other = "paul" };
  guint timer = start_side (&side);
  g_autofree char *words = NULL;

  write_rounds (&side);
  g_assert_true (pod_test_run_until (has_seen_all, &side, 60000));
  words = describe (&side);
  puts (words);
  g_source_remove (timer);
  g_array_unref (side.latencies);
  fixture_end (side.trial);
  return 0;
}

/* Says each number once it is saved, until it dies of its own hand. */
static gpointer
die_soon (gpointer data)
{
  g_usleep (GPOINTER_TO_UINT (data));
  kill (getpid (), SIGKILL);
  return NULL;
}

static int
be_victim (const char *path, const char *name)
{
  Side side = { .trial = open_as (path, "kim"), .me = name };

  side.subject = pod_trial_find_subject (side.trial, "S-001");
  g_thread_unref (g_thread_new ("end", die_soon,
                                GUINT_TO_POINTER (g_random_int_range (1000, 150000))));
  for (guint i = 0;; i++)
    if (add_result (&side, i, NULL))
      {
        g_autofree char *line = g_strdup_printf ("%s/%u\n", name, i);

        if (write (STDOUT_FILENO, line, strlen (line)) < 0)
          return 1;
      }
}

/* Saves some, with pauses of any length, for somebody who only looks on. */
static int
be_slow (const char *path)
{
  Side side = { .trial = open_as (path, "anna"), .me = "anna" };

  side.subject = pod_trial_find_subject (side.trial, "S-001");
  for (guint i = 0; i < 12; i++)
    {
      g_usleep ((gulong) g_random_int_range (50000, 500000));
      g_assert_true (add_result (&side, i, NULL));
    }
  fixture_end (side.trial);
  return 0;
}

/* ---- the tests ---- */

static PodTrial *
make_site (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding counter;

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  fixture_add_user (trial, "kim", POD_USER_COORDINATOR);
  pod_finding_init (&counter);
  counter.record = (PodRecord){ .id = -1, .subject = subject };
  counter.observation = "hgb";
  counter.when = pod_moment_on (pod_date_new (2026, 3, 9));
  counter.quantity = (PodQuantity){ POD_EXACTLY, START, pod_unit_from_ucum ("g/L") };
  counter.text = COUNTER;
  counter.source = "typed";
  pod_change_put_finding (change, &counter);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  return trial;
}

static GSubprocess *
start (const char *what, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                                           what, path, name, NULL);

  g_assert_no_error (error);
  return process;
}

static char *
take_output (GSubprocess *process, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_assert_true (pod_test_run_until_set ((gpointer *) result, 90000));
  g_subprocess_communicate_utf8_finish (process, *result, &output, NULL, &error);
  g_assert_no_error (error);
  return output;
}

static guint
count_results (PodCasebook *casebook, const char *who)
{
  guint n, count = 0;
  const PodFinding *series = pod_casebook_get_series (casebook, "hgb", &n);

  for (guint i = 0; i < n; i++)
    {
      guint round;
      gint64 when;

      count += read_text (series[i].text, who, &round, &when);
    }
  return count;
}

static void
expect_sound (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (verification->ok);
}

static void
test_rounds (void)
{
  Side side = { .trial = make_site (), .me = "paul", .other = "anna" };
  const char *path = pod_trial_get_path (side.trial);
  g_autoptr (GSubprocess) process = start ("--other", path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  guint timer = start_side (&side);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;

  g_subprocess_communicate_utf8_async (process, NULL, NULL, pod_test_take_result_cb, &result);
  write_rounds (&side);
  g_assert_true (pod_test_run_until (has_seen_all, &side, 60000));
  said = take_output (process, &result);
  g_assert_true (g_subprocess_get_successful (process));
  words = describe (&side);
  g_test_message ("%s", words);
  g_test_message ("%s", g_strchomp (said));

  casebook = load (&side);
  g_assert_cmpuint (count_results (casebook, "paul"), ==, ROUNDS);
  g_assert_cmpuint (count_results (casebook, "anna"), ==, ROUNDS);
  g_assert_cmpfloat (find_counter (casebook)->quantity.number, ==, START + 2 * ROUNDS * STEP);
  /* Each waits for the other's lock without end here, which nobody does by hand: the strict limit stands in the test below. */
  g_assert_cmpint (get_time (side.latencies, 0.5), <, WITHIN_US);
  expect_sound (side.trial);
  g_source_remove (timer);
  g_array_unref (side.latencies);
  fixture_end (side.trial);
}

static guint
count_lines (const char *said)
{
  guint n = 0;

  for (; *said != '\0'; said++)
    n += *said == '\n';
  return n;
}

/* What was said to be saved is there; the other process goes on as if nothing had been. */
static void
expect_said (PodCasebook *casebook, const char *name, const char *said)
{
  guint n = count_lines (said);
  guint found = count_results (casebook, name);

  g_test_message ("%s said %u, %u are there", name, n, found);
  g_assert_cmpuint (found, >=, n);
  g_assert_cmpuint (found, <=, n + 1);
}

typedef struct
{
  Side *side;
  const char *name;
  guint wanted;
} Awaited;

static gboolean
sees_them (gpointer data)
{
  const Awaited *awaited = data;
  g_autoptr (PodCasebook) casebook = load (awaited->side);

  return count_results (casebook, awaited->name) >= awaited->wanted;
}

static void
test_killed (void)
{
  Side side = { .trial = make_site (), .me = "paul", .other = "anna" };
  const char *path = pod_trial_get_path (side.trial);
  guint timer = start_side (&side);
  guint round = 0;

  for (int i = 0; i < KILLS; i++)
    {
      g_autofree char *name = g_strdup_printf ("kim%d", i);
      g_autoptr (GSubprocess) process = start ("--victim", path, name);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (PodCasebook) casebook = NULL;
      g_autofree char *said = NULL;
      guint n;

      g_subprocess_communicate_utf8_async (process, NULL, NULL, pod_test_take_result_cb, &result);
      for (; result == NULL; round++)
        {
          g_autoptr (GError) error = NULL;

          add_result (&side, round, &error);
          g_assert_no_error (error);
          g_main_context_iteration (NULL, FALSE);
        }
      said = take_output (process, &result);
      n = count_lines (said);
      g_assert_true (pod_test_run_until (sees_them, &(Awaited){ &side, name, n }, 10000));
      /* The last one may have been saved without being said: a second look makes sure of it. */
      pod_test_run_until (sees_them, &(Awaited){ &side, name, n + 1 }, 1000);
      casebook = load (&side);
      expect_said (casebook, name, said);
      g_assert_cmpuint (count_results (casebook, "paul"), ==, round);
    }
  expect_sound (side.trial);
  g_source_remove (timer);
  g_array_unref (side.latencies);
  fixture_end (side.trial);
}

/* Who only looks on, as a window does, sees each within a second. */
static gboolean
has_seen_twelve (gpointer data)
{
  return ((Side *) data)->seen >= 12;
}

static void
test_within_a_second (void)
{
  Side side = { .trial = make_site (), .me = "paul", .other = "anna" };
  g_autoptr (GSubprocess) process = start ("--slow", pod_trial_get_path (side.trial), NULL);
  guint timer = start_side (&side);
  g_autofree char *words = NULL;

  g_assert_true (pod_test_run_until (has_seen_twelve, &side, 60000));
  words = describe (&side);
  g_test_message ("looking every %d ms: %s", POD_TRIAL_REFRESH_MS, words);
  g_assert_cmpuint (side.latencies->len, ==, 12);
  g_assert_cmpint (get_longest (&side), <, WITHIN_US);
  g_source_remove (timer);
  g_array_unref (side.latencies);
  fixture_end (side.trial);
}

/* ---- waiting for the other ---- */

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Who gives up is let go at once, and nothing was saved. */
static void
test_cancel_waiting (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodConnection) other = pod_connection_open (pod_trial_get_path (trial), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  GThread *thread;
  g_autoptr (GError) error = NULL;
  gint64 subject = fixture_register (trial, "0000001");
  gint64 start_time = g_get_monotonic_time ();

  g_assert_true (pod_connection_begin (other, POD_ACCESS_WRITE, NULL, NULL));
  thread = g_thread_new ("impatient", cancel_soon, cancellable);
  pod_change_put_visit (change, &(PodVisit){ .record = { .id = -1, .subject = subject },
                                             .date = pod_date_new (2026, 3, 9),
                                             .status = "done" });
  pod_trial_commit_async (trial, change, NULL, cancellable, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_commit_finish (trial, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start_time, <, POD_STORE_BUSY_MS * 1000 / 2);
  g_thread_join (thread);
  pod_connection_rollback (other);
  g_clear_object (&result);
  fixture_add_result (trial, subject, "hgb", 100);
  fixture_end (trial);
}

static gpointer
let_go_late (gpointer connection)
{
  g_usleep ((POD_STORE_BUSY_MS + 1000) * 1000);
  pod_connection_rollback (connection);
  return NULL;
}

/* A reader that takes longer than anybody should holds up a commit, and does not lose it. */
static void
test_slow_reader (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodConnection) other = pod_connection_open (pod_trial_get_path (trial), NULL);
  gint64 subject = fixture_register (trial, "0000001");
  GThread *thread;

  g_assert_true (pod_connection_begin (other, POD_ACCESS_READ, NULL, NULL));
  g_assert_cmpint (pod_audit_last (other, NULL), >, 0);
  thread = g_thread_new ("reader", let_go_late, other);
  fixture_add_result (trial, subject, "hgb", 100);
  g_thread_join (thread);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  fixture_end (trial);
}

/* ---- reading in slices ---- */

#define MANY_SUBJECTS 36
#define MANY_RESULTS 300

static void
add_many (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < MANY_RESULTS; i++)
    {
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
      finding.observation = "hgb";
      finding.when = pod_moment_on (pod_date_new (2026, 3, 10));
      finding.quantity = (PodQuantity){ POD_EXACTLY, 100, pod_unit_from_ucum ("g/L") };
      finding.source = "typed";
      pod_change_put_finding (change, &finding);
    }
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
load_all (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PodSnapshot *snapshot = pod_snapshot_new ();
  gint64 start_time = g_get_monotonic_time ();

  snapshot->site = pod_site_load (connection, error);
  g_assert_true (pod_snapshot_load (snapshot, connection, NULL, error));
  *(gint64 *) data = g_get_monotonic_time () - start_time;
  return snapshot;
}

static gint64
time_commit (PodConnection *connection, int i)
{
  g_autoptr (PodStamp) stamp = pod_stamp_new ("anna", "coordinator", "s", NULL, fixture_now);
  g_autofree char *value = g_strdup_printf ("%d", i);
  g_autoptr (GError) error = NULL;
  gint64 start_time = g_get_monotonic_time ();

  pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  pod_connection_set_stamp (connection, stamp, &error);
  pod_setting_set (connection, "test", value, &error);
  pod_connection_commit (connection, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - start_time;
}

static void
count_cb (PodTrial *trial, gint64 subject, GArray *subjects)
{
  g_array_append_val (subjects, subject);
}

static gboolean
has_one (gpointer subjects)
{
  return ((GArray *) subjects)->len > 0;
}

static gboolean
has_other_site (gpointer data)
{
  PodTrial *trial = data;

  return g_strcmp0 (pod_site_get_setting (pod_trial_get_site (trial), "test"), "7") == 0;
}

/* A setting that another process changed gives another site, told as 0, and no other casebook; a result gives one casebook and the same site. */
static void
test_only_what_changed (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodConnection) other = pod_connection_open (pod_trial_get_path (trial), NULL);
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 second;
  const PodSite *site;
  PodTrial *there;

  fixture_register (trial, "0000001");
  second = fixture_register (trial, "0000002");
  fixture_become (trial, FIXTURE_PI);
  g_signal_connect (trial, "changed", G_CALLBACK (count_cb), subjects);
  time_commit (other, 7);
  pod_trial_refresh (trial);
  g_assert_true (pod_test_run_until (has_other_site, trial, 10000));
  g_assert_cmpuint (subjects->len, ==, 1);
  g_assert_cmpint (g_array_index (subjects, gint64, 0), ==, 0);
  g_array_set_size (subjects, 0);

  site = pod_trial_get_site (trial);
  there = fixture_open (pod_trial_get_path (trial), FIXTURE_PI);
  fixture_add_result (there, second, "hgb", 100);
  pod_trial_refresh (trial);
  g_assert_true (pod_test_run_until (has_one, subjects, 10000));
  g_assert_cmpuint (subjects->len, ==, 1);
  g_assert_cmpint (g_array_index (subjects, gint64, 0), ==, second);
  g_assert_true (pod_trial_get_site (trial) == site);
  fixture_end (there);
  fixture_end (trial);
}

/* While every casebook is read, a writer waits for one of them, not for all. */
static void
test_slices (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodConnection) writer = pod_connection_open (pod_trial_get_path (trial), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  gint64 longest = 0, whole = 0;
  PodSnapshot *snapshot;
  int n = 0;

  for (int i = 0; i < MANY_SUBJECTS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%07d", i + 1);

      add_many (trial, fixture_register (trial, number));
    }
  pod_database_run (trial->database, POD_ACCESS_READ, load_all, &whole, NULL, NULL, NULL,
                    pod_test_take_result_cb, &result);
  for (; result == NULL; n++)
    {
      longest = MAX (longest, time_commit (writer, n));
      g_main_context_iteration (NULL, FALSE);
    }
  snapshot = pod_database_run_finish (trial->database, result, NULL);
  g_test_message ("%d casebooks of %d results read in %.0f ms; meanwhile %d commits, the longest "
                  "%.0f ms",
                  MANY_SUBJECTS, MANY_RESULTS, (double) whole / 1000, n, (double) longest / 1000);
  g_assert_cmpuint (snapshot->casebooks->len, ==, MANY_SUBJECTS);
  g_assert_cmpint (n, >=, 3);
  g_assert_cmpint (longest, <, whole / 2);
  pod_snapshot_free (snapshot);
  g_clear_object (&result);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  if (argc >= 3 && g_str_equal (argv[1], "--other"))
    return be_other (argv[2]);
  if (argc >= 3 && g_str_equal (argv[1], "--slow"))
    return be_slow (argv[2]);
  if (argc >= 4 && g_str_equal (argv[1], "--victim"))
    return be_victim (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/two/rounds", test_rounds);
  g_test_add_func ("/two/killed", test_killed);
  g_test_add_func ("/two/within-a-second", test_within_a_second);
  g_test_add_func ("/two/cancel-waiting", test_cancel_waiting);
  g_test_add_func ("/two/slow-reader", test_slow_reader);
  g_test_add_func ("/two/slices", test_slices);
  g_test_add_func ("/two/only-what-changed", test_only_what_changed);
  return g_test_run ();
}
