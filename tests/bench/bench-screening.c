#include "bench.h"

#include "clinic-fixture.h"
#include "pod-check.h"
#include "pod-freshness.h"
#include "pod-next-test.h"
#include "pod-test-study.h"

/* What it takes to answer for one subject, as a chart is at a site: against what no answer can do without, which is every rule of the cohort
 * evaluated once. */

#define TIMES 100

typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodCasebook *casebook;
  const char *cohort;
} World;

/* ---- the floor ---- */

static void
evaluate_all (World *world)
{
  const GPtrArray *criteria = pod_study_get_criteria (world->study);
  PodFacts facts;

  pod_casebook_facts_init (&facts, world->study, world->site, world->casebook);
  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);
      g_autoptr (PodEvidence) evidence = NULL;

      if (pod_criterion_applies (criterion, world->cohort))
        evidence = pod_rule_evaluate (criterion->rule, &facts, &criterion->window,
                                      fixture_today ());
    }
  pod_casebook_facts_clear (&facts);
}

static gint64
time_floor (gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < TIMES; i++)
    evaluate_all (data);
  return g_get_monotonic_time () - start;
}

/* ---- the answers ---- */

static void
screen_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodScreening)
      screening = pod_screening_new (world->study, world->site, world->casebook, fixture_today ());
  g_autoptr (PodFreshness)
      freshness = pod_freshness_new (world->study, world->site, world->casebook, fixture_today ());

  g_assert_cmpuint (screening->verdicts->len, >, 10);
}

static gint64
time_screening (gpointer data)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < TIMES; i++)
    screen_once (data);
  return g_get_monotonic_time () - start;
}

static void
list_tests_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodScreening)
      screening = pod_screening_new (world->study, world->site, world->casebook, fixture_today ());
  g_autoptr (GPtrArray) tests = pod_next_tests_new (world->study, screening);
}

static void
check_once (gpointer data)
{
  World *world = data;
  const GPtrArray *checks = pod_study_get_checks (world->study);

  for (guint i = 0; i < checks->len; i++)
    {
      g_autoptr (PodCheckAnswer)
          answer = pod_check_answer_new (world->study, world->site, world->casebook,
                                         g_ptr_array_index (checks, i), fixture_today ());
    }
}

static void
measure (World *world, const char *cohort)
{
  g_autoptr (PodCasebook) casebook = fixture_eligible (cohort, "female", "");
  g_autoptr (PodCasebook)
      open = fixture_eligible (cohort, "female", "anc none @-90; alt none @-90; inr none @-90");
  g_autofree char *what = g_strdup_printf ("%s: screened, with notes and expiry", cohort);

  world->cohort = cohort;
  world->casebook = casebook;
  bench_run (what, screen_once, world, 1);
  bench_ratio ("  the same a hundred times", time_screening, "  every rule evaluated once",
               time_floor, world, 15, 6);
  bench_run ("  both checks before treatment", check_once, world, 1);
  world->casebook = open;
  bench_run ("  with what to order next", list_tests_once, world, 1);
}

int
main (void)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  g_autoptr (PodStudy) study = pod_test_load_study ();
  g_autoptr (PodSite) site = fixture_site ();
  World world = { study, site, NULL, NULL };

  g_assert_nonnull (study);
  for (guint i = 0; i < G_N_ELEMENTS (cohorts); i++)
    measure (&world, cohorts[i]);
  return bench_end ();
}
