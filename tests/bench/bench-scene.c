#include "bench.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include "pod-charts.h"

/* A timeline far fuller than any subject's, from records to marks and from marks to pixels, paper and files. */

#define WIDTH 1600
#define EVENTS 300
#define MEDICATIONS 100
#define ZERO 20000

typedef struct
{
  PodTimeline timeline;
  PodScene *scene;
  cairo_surface_t *surface;
  const char *path;
} Chart;

static void
add_happening (PodTimeline *timeline, PodLane lane, guint i)
{
  PodHappening happening = { .lane = lane,
                             .from = ZERO - 20 + (gint32) (i * 7919 % 340),
                             .grade = 1 + (int) (i % 5),
                             .serious = i % 9 == 0,
                             .id = i + 1,
                             .type = POD_RECORD_ADVERSE_EVENT };

  happening.to = happening.from + (gint32) (i % 40);
  happening.label = g_strdup_printf ("A made-up term, number %u", i);
  g_array_append_val (timeline->happenings, happening);
}

static void
fill_timeline (PodTimeline *timeline)
{
  *timeline = (PodTimeline){ .zero = ZERO, .has_infusion = TRUE };
  timeline->happenings = g_array_new (FALSE, TRUE, sizeof (PodHappening));
  for (guint i = 0; i < EVENTS; i++)
    add_happening (timeline, POD_LANE_ADVERSE_EVENT, i);
  for (guint i = 0; i < MEDICATIONS; i++)
    add_happening (timeline, POD_LANE_MEDICATION, EVENTS + i);
}

static void
build (gpointer data)
{
  Chart *chart = data;
  g_autoptr (PodScene) scene = pod_timeline_scene_new (NULL, &chart->timeline, ZERO + 365,
                                                       POD_ALL_DAYS, WIDTH, pod_metrics_pango ());

  g_assert_cmpuint (scene->marks->len, >, EVENTS);
}

static void
paint (gpointer data)
{
  Chart *chart = data;
  cairo_t *cr = cairo_create (chart->surface);

  pod_scene_paint (chart->scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_surface_flush (chart->surface);
  cairo_destroy (cr);
}

static void
pick (gpointer data)
{
  Chart *chart = data;

  for (guint i = 0; i < 100; i++)
    pod_scene_pick (chart->scene, i * 16, i * 9, 4);
}

static void
write_file (gpointer data)
{
  Chart *chart = data;

  g_assert_true (pod_scene_write (chart->scene, chart->path, POD_THEME_PRINT, NULL));
}

/* ---- a line ten times as long must cost about ten times as much, not a hundred ---- */

static PodScene *
make_line (guint points)
{
  PodScene *scene = pod_scene_new (1200, 400);
  g_autofree PodPoint *line = g_new (PodPoint, points);

  for (guint i = 0; i < points; i++)
    line[i] = (PodPoint){ 1200.0 * i / points, 10 + i * 7919 % 380 };
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, line, points, 1.2);
  return scene;
}

static double
time_line (guint points)
{
  g_autoptr (PodScene) scene = make_line (points);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 400);
  Chart chart = { .scene = scene, .surface = surface };
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();
      gint64 taken;

      paint (&chart);
      taken = g_get_monotonic_time () - start;
      best = MIN (best, taken);
    }
  cairo_surface_destroy (surface);
  return best / 1000.0;
}

static int
check_line (void)
{
  double shorter = time_line (1000);
  double longer = time_line (10000);

  g_print ("a line of 10000 points against one of 1000: %.1f ms / %.1f ms = %.1f times\n", longer,
           shorter, longer / shorter);
  return longer / shorter < 30 ? 0 : 1;
}

int
main (void)
{
  Chart chart = { .surface = NULL };
  g_autofree char *dir = g_dir_make_tmp ("pod-bench-XXXXXX", NULL);
  g_autofree char *svg = g_build_filename (dir, "a.svg", NULL);
  g_autofree char *pdf = g_build_filename (dir, "a.pdf", NULL);
  int failed;

  fill_timeline (&chart.timeline);
  chart.scene = pod_timeline_scene_new (NULL, &chart.timeline, ZERO + 365, POD_ALL_DAYS, WIDTH,
                                        pod_metrics_pango ());
  chart.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH,
                                              (int) chart.scene->height);
  bench_run ("a timeline of 300 events and 100 drugs, to marks", build, &chart, 50);
  bench_run ("the same, marks to pixels", paint, &chart, 100);
  bench_run ("100 points picked in it", pick, &chart, 50);
  chart.path = svg;
  bench_run ("the same, to an SVG file", write_file, &chart, 1000);
  chart.path = pdf;
  bench_run ("the same, to a PDF file", write_file, &chart, 1000);
  failed = check_line ();
  g_unlink (svg);
  g_unlink (pdf);
  g_rmdir (dir);
  cairo_surface_destroy (chart.surface);
  pod_scene_unref (chart.scene);
  return bench_end () || failed;
}
