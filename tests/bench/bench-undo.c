/* The laboratory file of the CDISC pilot, taken as results and undone as a whole, and what a laboratory calls a test taken back while the
 * file waits: how long each takes, and how long nobody else can write meanwhile.  bench-audit holds the writing of these results against SQLite
 * alone. */

#include <sqlite3.h>

#include "bench-site.h"
#include "pod-trial-arrival.h"

#define MOST_WAIT_MS 500

/* ---- somebody else ---- */

typedef struct
{
  const char *path;
  GThread *thread;
  int stop;
  double worst;
} Other;

/* Writes nothing, in a transaction that could. */
static gpointer
wait_in_turn (gpointer data)
{
  Other *other = data;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (other->path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 60 * 1000);
  while (!g_atomic_int_get (&other->stop))
    {
      gint64 start = g_get_monotonic_time ();

      if (sqlite3_exec (db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL) == SQLITE_OK)
        other->worst = MAX (other->worst, (double) (g_get_monotonic_time () - start) / 1000);
      g_usleep (2000);
    }
  sqlite3_close (db);
  return NULL;
}

static void
start (Other *other, const char *path)
{
  *other = (Other){ .path = path };
  other->thread = g_thread_new ("other", wait_in_turn, other);
}

/* Prints how long @what took since @since, and how long the other one waited at most, which it returns. */
static double
stop (Other *other, const char *what, guint n, gint64 since)
{
  double ms = (double) (g_get_monotonic_time () - since) / 1000;

  g_atomic_int_set (&other->stop, TRUE);
  g_thread_join (other->thread);
  g_print ("%s of %u: %.0f ms; another writer waited %.0f ms at most\n", what, n, ms, other->worst);
  return other->worst;
}

/* ---- the parts ---- */

static gint64
receive (PodTrial *trial, const BenchSite *site)
{
  g_autoptr (GError) error = NULL;
  gint64 arrival = 0;
  g_autoptr (PodImport)
      import = pod_trial_receive (trial, site->file, site->map, NULL, &arrival, &error);

  g_assert_no_error (error);
  return arrival;
}

static double
take (PodTrial *trial, const char *path, gint64 arrival)
{
  g_autoptr (GError) error = NULL;
  Other other;
  gint64 since;
  guint n = 0;

  start (&other, path);
  since = g_get_monotonic_time ();
  g_assert_true (pod_trial_take_arrival (trial, arrival, &n, &error));
  g_assert_no_error (error);
  return stop (&other, "taken", n, since);
}

static double
undo (PodTrial *trial, const char *path, gint64 arrival)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) returns = g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));
  g_auto (PodArrivalUndoing) undoing = { 0 };
  double counted, undone;
  Other other;
  gint64 since;

  start (&other, path);
  since = g_get_monotonic_time ();
  g_assert_true (pod_trial_count_undoing (trial, arrival, &undoing, &error));
  counted = stop (&other, "asked what undoing does", undoing.n_taken, since);
  g_assert_cmpuint (undoing.displaced->len, ==, 0);
  start (&other, path);
  since = g_get_monotonic_time ();
  g_assert_true (pod_trial_undo_arrival (trial, arrival, returns, "the wrong file", &error));
  g_assert_no_error (error);
  undone = stop (&other, "undone", undoing.n_taken, since);
  return MAX (counted, undone);
}

static double
take_back (PodTrial *trial, const BenchSite *site, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 arrival, since;
  Other other;

  g_assert_true (pod_trial_map_item (trial, "Bench", "ALB", "lb_alb", &error));
  g_assert_no_error (error);
  arrival = receive (trial, site);
  g_assert_cmpint (arrival, !=, 0);
  start (&other, path);
  since = g_get_monotonic_time ();
  g_assert_true (pod_trial_unmap_item (trial, "Bench", "ALB", "lb_alb", &error));
  g_assert_no_error (error);
  return stop (&other, "taken back", 1, since);
}

int
main (void)
{
  g_autoptr (BenchSite) site = bench_site_new ();
  g_autofree char *path = site != NULL ? bench_site_copy (site, "undone.podocyte") : NULL;
  PodTrial *trial = site != NULL ? bench_site_open (site, path) : NULL;
  gint64 arrival;
  double worst, undone, waited;

  if (site == NULL)
    return 77;
  arrival = receive (trial, site);
  worst = take (trial, path, arrival);
  undone = undo (trial, path, arrival);
  worst = MAX (worst, undone);
  waited = take_back (trial, site, path);
  worst = MAX (worst, waited);
  pod_trial_close (trial);
  g_object_unref (trial);
  g_print ("longest wait: %.0f ms, of %d\n", worst, MOST_WAIT_MS);
  return worst > MOST_WAIT_MS;
}
