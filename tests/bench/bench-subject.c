#include "bench.h"

#include <math.h>

#include "pod-charts.h"
#include "pod-screening.h"
#include "pod-test-study.h"

/* What a person waits for when a trial is opened, and each time a subject's answers are worked out. */

#define DAYS 360

static void
load_once (gpointer data)
{
  g_autoptr (PodStudy) study = pod_test_load_study ();

  g_assert_nonnull (study);
}

/* Every quantity of the study, once a week for a year: more than any subject of this trial will have. */
static void
add_findings (PodCasebookBuilder *builder, const PodStudy *study)
{
  const GPtrArray *observations = pod_study_get_observations (study);
  gint32 start = pod_date_first_day (pod_date_new (2026, 3, 1));

  for (guint i = 0; i < observations->len; i++)
    for (int day = 0; day < DAYS; day += 7)
      {
        const PodObservation *observation = g_ptr_array_index (observations, i);
        PodFinding finding = { .record = { .id = i * DAYS + day + 1, .subject = 1, .version = 1 } };

        finding.observation = observation->symbol.name;
        finding.when = pod_moment_on (pod_date_from_day (start + day));
        finding.quantity = (PodQuantity){ POD_EXACTLY, 1.0 + day, observation->symbol.unit };
        finding.lower = finding.upper = NAN;
        finding.source = "demo";
        if (observation->symbol.kind == POD_KIND_QUANTITY)
          pod_casebook_builder_add_finding (builder, &finding);
      }
}

static PodCasebook *
make_casebook (const PodStudy *study)
{
  PodSubject subject = { .record = { .id = 1, .subject = 1, .version = 1 }, .usubjid = "DEMO-001" };
  PodCasebookBuilder *builder;

  subject.screening_number = "S-001";
  subject.cohort = "mn";
  subject.sex = "female";
  builder = pod_casebook_builder_new (&subject, 1);
  add_findings (builder, study);
  return pod_casebook_builder_end (builder);
}

typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodCasebook *casebook;
} World;

static void
make_casebook_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodCasebook) casebook = make_casebook (world->study);

  g_assert_nonnull (casebook);
}

static void
screen_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodScreening) screening =
      pod_screening_new (world->study, world->site, world->casebook, pod_date_new (2026, 9, 1));

  g_assert_cmpuint (screening->verdicts->len, >, 10);
}

/* What a table of all subjects asks for, of one who has more than any of them. */
static void
grade_once (gpointer data)
{
  World *world = data;
  guint n = 0;
  const PodFinding *findings = pod_casebook_get_findings (world->casebook, &n);

  for (guint i = 0; i < n; i++)
    pod_finding_grade (world->study, world->site, world->casebook, &findings[i]);
}

static void
draw (const PodScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1600, 1000);
  cairo_t *cr = cairo_create (surface);

  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
draw_timeline_once (gpointer data)
{
  World *world = data;
  PodDate today = pod_date_new (2026, 9, 1);
  g_autoptr (PodTimeline)
      timeline = pod_timeline_new (world->study, world->site, world->casebook, today);
  g_autoptr (PodScene)
      scene = pod_timeline_scene_new (world->study, timeline, pod_date_first_day (today),
                                      POD_ALL_DAYS, 1600, pod_metrics_pango ());

  draw (scene);
}

static void
draw_labs_once (gpointer data)
{
  World *world = data;
  PodLabOptions options = { .width = 1600 };
  g_autoptr (PodScene)
      scene = pod_lab_scene_new (world->study, world->site, world->casebook,
                                 pod_date_new (2026, 9, 1), &options, pod_metrics_pango ());

  draw (scene);
}

int
main (void)
{
  g_autoptr (PodStudy) study = pod_test_load_study ();
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, NULL);
  g_autoptr (PodCasebook) casebook = NULL;
  World world = { study, site, NULL };
  guint n = 0;

  g_assert_nonnull (study);
  casebook = world.casebook = make_casebook (study);
  pod_casebook_get_findings (casebook, &n);
  bench_run ("the study and the knowledge loaded", load_once, NULL, 500);
  g_print ("a casebook of %u findings:\n", n);
  bench_run ("  made", make_casebook_once, &world, 50);
  bench_run ("  screened, every criterion with evidence", screen_once, &world, 50);
  bench_run ("  every result graded", grade_once, &world, 150);
  bench_run ("  its timeline laid out and painted", draw_timeline_once, &world, 150);
  bench_run ("  all of its results laid out and painted", draw_labs_once, &world, 500);
  return bench_end ();
}
