#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pod-charts.h"
#include "pod-overlay.h"
#include "pod-test-study.h"

/* Charts of very many results: each figure a ratio within one run.  With arguments it is one side of a comparison with another program:
 * "grid PANELS SUBJECTS RESULTS" prints the milliseconds of a repaint, "png DATA FILE" draws a file of "x y" lines. */

#define WIDTH 1200
#define HEIGHT 800
#define RUNS 60

typedef struct
{
  PodStudy *study;
  PodSite *site;
  GPtrArray *casebooks;
  const char *names[13];
  PodLabOptions options;
  PodOverlay *overlay;
  PodScene *model_scene;
  PodScene *scene;
  cairo_surface_t *surface;
} World;

static void
choose_observations (World *world, guint panels)
{
  g_autoptr (GPtrArray) all = pod_lab_list_observations (world->study, NULL);
  guint n = 0;

  for (guint i = 0; i < all->len && n < panels; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);
      if (!observation->log_scale)
        world->names[n++] = observation->symbol.name;
    }
}

static void
add_dose (PodCasebookBuilder *builder, gint32 day)
{
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = 1;
  dose.treatment = "kn3601";
  dose.start = dose.end = pod_moment_on (pod_date_from_day (day));
  pod_casebook_builder_add_intervention (builder, &dose);
}

static PodCasebook *
make_casebook (const World *world, guint number, guint results, gboolean cohorts)
{
  static const char *const names[] = { "mn", "igan", "aav" };
  g_autofree char *screening = g_strdup_printf ("S-%03u", number + 1);
  PodSubject subject = { .record = { .id = number + 1, .subject = number + 1, .version = 1 },
                         .usubjid = screening,
                         .screening_number = screening };
  gint32 zero = pod_date_first_day (pod_date_new (2026, 3, 1));
  PodCasebookBuilder *builder;

  subject.cohort = cohorts ? names[number % 3] : NULL;
  builder = pod_casebook_builder_new (&subject, 1);
  add_dose (builder, zero);
  for (guint i = 0; world->names[i] != NULL; i++)
    for (guint k = 0; k < results; k++)
      {
        const PodObservation *observation = pod_study_find_observation (world->study,
                                                                        world->names[i]);
        PodFinding finding;

        pod_finding_init (&finding);
        finding.record.id = 2 + (number * 16 + i) * 1000 + k;
        finding.observation = observation->symbol.name;
        finding.when = pod_moment_on (pod_date_from_day (zero + (int) k * 7));
        finding.quantity = (PodQuantity){ POD_EXACTLY,
                                          100 + 20 * sin (k / 3.0 + number) +
                                              (number * 7919 + k * 104729) % 30,
                                          observation->symbol.unit };
        finding.source = "demo";
        pod_casebook_builder_add_finding (builder, &finding);
      }
  return pod_casebook_builder_end (builder);
}

static void
lay_out (World *world, PodScene *scene)
{
  scene->height = 0;
  pod_overlay_layout (world->overlay, scene, &world->options, pod_metrics_pango ());
}

static void
make_world (World *world, guint panels, guint subjects, guint results, gboolean cohorts)
{
  PodDate as_of = pod_date_new (2027, 12, 1);

  world->study = pod_test_load_study ();
  g_assert_nonnull (world->study);
  world->site = pod_site_new (NULL, 0, NULL);
  choose_observations (world, panels);
  world->casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  for (guint i = 0; i < subjects; i++)
    g_ptr_array_add (world->casebooks, make_casebook (world, i, results, cohorts));
  world->options = (PodLabOptions){ .observations = world->names, .columns = 3, .width = WIDTH };
  world->model_scene = pod_scene_new (WIDTH, 0);
  world->overlay = pod_overlay_new (world->study, world->site, world->casebooks, as_of,
                                    &world->options, world->model_scene);
  world->scene = pod_scene_new (WIDTH, 0);
  lay_out (world, world->scene);
  world->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH,
                                               (int) world->scene->height);
}

static void
clear_world (World *world)
{
  cairo_surface_destroy (world->surface);
  pod_scene_unref (world->scene);
  pod_scene_unref (world->model_scene);
  pod_overlay_free (world->overlay);
  g_ptr_array_unref (world->casebooks);
  pod_site_unref (world->site);
  pod_study_unref (world->study);
}

static void
paint (const PodScene *scene, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_surface_flush (surface);
  cairo_destroy (cr);
}

static gint64
time_paint (gpointer data)
{
  World *world = data;
  gint64 start = g_get_monotonic_time ();

  paint (world->scene, world->surface);
  return g_get_monotonic_time () - start;
}

static gint64
time_build (gpointer data)
{
  World *world = data;
  gint64 start = g_get_monotonic_time ();
  gint64 spent;
  PodScene *scene = pod_scene_new (WIDTH, 0);

  lay_out (world, scene);
  spent = g_get_monotonic_time () - start;
  pod_scene_unref (scene);
  return spent;
}

/* From casebooks, which the application does once for each change of the data. */
static void
build_all (gpointer data)
{
  World *world = data;
  g_autoptr (PodScene) scene = pod_overlay_scene_new (world->study, world->site, world->casebooks,
                                                      pod_date_new (2027, 12, 1), &world->options,
                                                      pod_metrics_pango ());

  g_assert_cmpuint (scene->panels->len, >, 0);
}

/* ---- one line of very many points ---- */

typedef struct
{
  PodScene *shorter;
  PodScene *longer;
  cairo_surface_t *surface;
} Lines;

static PodScene *
make_line (guint n)
{
  PodScene *scene = pod_scene_new (1200, 400);
  g_autofree PodPoint *points = g_new (PodPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = (PodPoint){ 1200.0 * i / n, 10 + i * 7919 % 380 };
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, n, 1.2);
  return scene;
}

static gint64
time_scene (const PodScene *scene, cairo_surface_t *surface)
{
  gint64 start = g_get_monotonic_time ();

  paint (scene, surface);
  return g_get_monotonic_time () - start;
}

static gint64
time_longer (gpointer data)
{
  Lines *lines = data;

  return time_scene (lines->longer, lines->surface);
}

static gint64
time_shorter (gpointer data)
{
  Lines *lines = data;

  return time_scene (lines->shorter, lines->surface);
}

static void
compare_lines (void)
{
  Lines lines = { make_line (10000), make_line (1000000),
                  cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 400) };

  bench_ratio ("a line of 1,000,000 points", time_longer, "a line of 10,000 points", time_shorter,
               &lines, RUNS, 5);
  cairo_surface_destroy (lines.surface);
  pod_scene_unref (lines.shorter);
  pod_scene_unref (lines.longer);
}

/* ---- one side of a comparison ---- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static int
print_grid (char **arguments)
{
  World world = { NULL };
  gint64 times[15];

  make_world (&world, (guint) atoi (arguments[0]), (guint) atoi (arguments[1]),
              (guint) atoi (arguments[2]), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = time_paint (&world);
  qsort (times, G_N_ELEMENTS (times), sizeof *times, compare_times);
  printf ("%.3f\n", times[G_N_ELEMENTS (times) / 2] / 1000.0);
  clear_world (&world);
  return 0;
}

static GArray *
read_points (const char *path)
{
  g_autofree char *text = NULL;
  GArray *points = g_array_new (FALSE, FALSE, sizeof (PodPoint));
  char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return points;
  for (at = text; *at != '\0';)
    {
      PodPoint point = { g_ascii_strtod (at, &at), 0 };

      point.y = g_ascii_strtod (at, &at);
      g_array_append_val (points, point);
      while (*at == '\n')
        at++;
    }
  return points;
}

/* The picture is twice as large as the scene: 1200 × 400 px. */
static int
draw_file (const char *path, const char *out)
{
  g_autoptr (GArray) points = read_points (path);
  g_autoptr (PodScene) scene = pod_scene_new (600, 200);
  PodScale values = { .low = -1.5, .high = 1.5, .bottom = 180, .top = 10 };
  PodDayAxis axis = { 0, (gint32) points->len, 0, 40, 590 };
  g_autoptr (GArray) ticks = pod_scale_ticks (&values, 5);

  for (guint i = 0; i < ticks->len; i++)
    {
      double tick = g_array_index (ticks, double, i);
      g_autofree char *label = pod_scale_label (&values, tick);

      pod_scene_add_line (scene, POD_ROLE_GRID, 40, pod_scale_y (&values, tick), 590,
                          pod_scale_y (&values, tick), 1);
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, 34, pod_scale_y (&values, tick), POD_ALIGN_END,
                          11, label);
    }
  pod_day_axis_draw (scene, &axis, 60, 180, 11);
  for (guint i = 0; i < points->len; i++)
    {
      PodPoint *point = &g_array_index (points, PodPoint, i);
      *point = (PodPoint){ pod_day_axis_x (&axis, point->x), pod_scale_y (&values, point->y) };
    }
  pod_scene_add_polyline (scene, POD_ROLE_SERIES, (const PodPoint *) points->data, points->len, 1);
  return pod_scene_write (scene, out, POD_THEME_LIGHT, NULL) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  World world = { NULL };

  if (argc == 5 && strcmp (argv[1], "grid") == 0)
    return print_grid (argv + 2);
  if (argc == 4 && strcmp (argv[1], "png") == 0)
    return draw_file (argv[2], argv[3]);
  make_world (&world, 12, 36, 50, TRUE);
  printf ("%u marks\n", world.scene->marks->len);
  bench_ratio ("layout of 12 × 36 × 50 results", time_build, "its paint", time_paint, &world, RUNS,
               0.1);
  bench_run ("the same scene, from casebooks", build_all, &world, 1000);
  clear_world (&world);
  compare_lines ();
  return bench_end ();
}
