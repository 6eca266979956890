/* The laboratory file of the CDISC pilot into a site of its own: how much memory it takes at most, how long nobody else can write, and how
 * soon it stops when it is called off. */

#include <string.h>

#include "bench-site.h"
#include "pod-trial-arrival.h"

#define MOST_MIB 150
#define CANCEL_MS 100

/* VmHWM, in KiB. */
static guint64
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

/* So that the peak before does not count. */
static void
reset_peak (void)
{
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  PodImport *import;
  GError *error;
  guint n_ticks;
  gint64 cancelled;
  gint64 ended;
} Run;

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  run->ended = g_get_monotonic_time ();
  run->import = pod_trial_receive_finish (POD_TRIAL (source), result, NULL, NULL, &run->error);
  g_main_loop_quit (run->loop);
}

static gboolean
cancel_cb (gpointer data)
{
  Run *run = data;

  run->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (run->cancellable);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (double fraction, gpointer data)
{
  ((Run *) data)->n_ticks++;
}

/* Called off after @after_ms; the milliseconds until that was told.  G_MAXUINT lets it end. */
static double
receive (PodTrial *trial, const BenchSite *site, guint after_ms, Run *run)
{
  run->loop = g_main_loop_new (NULL, FALSE);
  run->cancellable = g_cancellable_new ();
  pod_trial_receive_async (trial, site->file, site->map, NULL, progress_cb, run, run->cancellable,
                           ready_cb, run);
  if (after_ms != G_MAXUINT)
    g_timeout_add (after_ms, cancel_cb, run);
  g_main_loop_run (run->loop);
  g_main_loop_unref (run->loop);
  g_object_unref (run->cancellable);
  return (double) (run->ended - run->cancelled) / 1000;
}

static double
time_cancel (PodTrial *trial, const BenchSite *site)
{
  static const guint after[] = { 40, 150, 400, 900, 1700, 2500 };
  double worst = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    {
      Run run = { 0 };
      double ms = receive (trial, site, after[i], &run);

      if (!g_error_matches (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_print ("called off after %u ms: it was over\n", after[i]);
      else
        worst = MAX (worst, ms);
      g_clear_error (&run.error);
      g_clear_pointer (&run.import, pod_import_free);
    }
  return worst;
}

int
main (void)
{
  g_autoptr (BenchSite) site = bench_site_new ();
  g_autofree char *path = site != NULL ? bench_site_copy (site, "received.podocyte") : NULL;
  PodTrial *trial = site != NULL ? bench_site_open (site, path) : NULL;
  Run run = { 0 };
  double worst;
  gint64 start;
  guint64 peak;

  if (site == NULL)
    return 77;
  worst = time_cancel (trial, site);
  reset_peak ();
  start = g_get_monotonic_time ();
  receive (trial, site, G_MAXUINT, &run);
  g_assert_no_error (run.error);
  peak = read_peak () / 1024;
  g_print ("%u results received (%u clear, %u wait) in %.0f ms, %u times progress was told\n",
           run.import->read, run.import->accepted, run.import->conflict,
           (double) (run.ended - start) / 1000, run.n_ticks);
  g_print ("most memory: %u MiB, of %d; called off within %.0f ms, of %d\n", (guint) peak, MOST_MIB,
           worst, CANCEL_MS);
  pod_import_free (run.import);
  pod_trial_close (trial);
  g_object_unref (trial);
  return peak > MOST_MIB || worst > CANCEL_MS;
}
