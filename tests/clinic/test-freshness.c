#include "clinic-fixture.h"

#include "pod-freshness.h"

/* Until when each test counts, and what has to be repeated. */

#define EGFR " mL/min/{1.73_m2} "

typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodCasebook *casebook;
  PodFreshness *freshness;
} World;

static void
open_world (World *world, const char *cohort, const char *changes)
{
  world->study = fixture_study ();
  world->site = fixture_site ();
  world->casebook = fixture_eligible (cohort, "female", changes);
  world->freshness = pod_freshness_new (world->study, world->site, world->casebook,
                                        fixture_today ());
}

static void
close_world (World *world)
{
  g_clear_pointer (&world->freshness, pod_freshness_free);
  g_clear_pointer (&world->casebook, pod_casebook_unref);
  g_clear_pointer (&world->site, pod_site_unref);
  g_clear_pointer (&world->study, pod_study_unref);
}

/* "serum_hcg INC-04b 4; …": days from today on which the value counts for the last time; what does not expire is not listed. */
static char *
list (const GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const PodFreshItem *item = items->pdata[i];

      g_string_append_printf (text, "%s%s %s %d", i ? "; " : "", item->symbol->name,
                              item->criterion ? item->criterion->id : item->condition->id,
                              pod_date_first_day (item->until) -
                                  pod_date_first_day (fixture_today ()));
    }
  return g_string_free (text, FALSE);
}

static void
test_first (void)
{
  World world;
  const PodFreshItem *first;

  open_world (&world, "mn", NULL);
  first = pod_freshness_get_first (world.freshness);
  g_assert_cmpstr (first->symbol->name, ==, "serum_hcg");
  g_assert_true (pod_date_equal (first->until, fixture_day (4)));
  g_assert_true (pod_date_equal (first->when, fixture_day (-3)));
  g_assert_cmpint (first->ref, >, 0);
  close_world (&world);
}

static void
test_within (void)
{
  World world;
  g_autoptr (GPtrArray) soon = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *text = NULL;

  open_world (&world, "aav", NULL);
  soon = pod_freshness_list_within (world.freshness, pod_freshness_get_notice (world.study));
  none = pod_freshness_list_within (world.freshness, 3);
  text = list (soon);
  g_assert_cmpint (pod_freshness_get_notice (world.study), ==, 7);
  g_assert_cmpstr (text, ==,
                   "serum_hcg INC-04b 4; serum_hcg EXC-11 4; alveolar_haemorrhage EXC-18 5; "
                   "infection_active EXC-02 5; invasive_ventilation EXC-18 5; "
                   "ventilation_beyond_screening EXC-18 5");
  g_assert_cmpuint (none->len, ==, 0);
  close_world (&world);
}

/* By the first day of lymphodepletion, five days before day 0, the subject has to be enrolled. */
static void
test_repeats (void)
{
  static const struct
  {
    int day_0;
    const char *expected;
  } rows[] = {
    { 5, "" },
    { 9, "" },
    { 10, "serum_hcg INC-04b 4; serum_hcg EXC-11 4" },
    { 11, "serum_hcg INC-04b 4; serum_hcg EXC-11 4; infection_active EXC-02 5" },
  };
  World world;

  open_world (&world, "mn", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) repeats = NULL;
      g_autofree char *text = NULL;

      repeats = pod_freshness_list_repeats (world.freshness, fixture_day (rows[i].day_0));
      text = list (repeats);
      if (rows[i].day_0 < 11)
        g_assert_cmpstr (text, ==, rows[i].expected);
      else
        g_assert_true (g_str_has_prefix (text, rows[i].expected));
    }
  close_world (&world);
}

static gboolean
has (const World *world, const char *observation, const char *of)
{
  for (guint i = 0; i < world->freshness->items->len; i++)
    {
      const PodFreshItem *item = &g_array_index (world->freshness->items, PodFreshItem, i);

      if (g_str_equal (item->symbol->name, observation) &&
          g_str_equal (item->criterion ? item->criterion->id : item->condition->id, of))
        return TRUE;
    }
  return FALSE;
}

/* One alternative that lasts longer stands in for another, and need not be repeated for its sake. */
static void
test_alternatives (void)
{
  World world;

  open_world (&world, "mn", "egfr 50" EGFR "@-20; uprot24 5 g/d @-2");
  g_assert_false (has (&world, "egfr", "INC-07"));
  g_assert_true (has (&world, "uprot24", "INC-07"));
  g_assert_true (has (&world, "egfr", "INC-08"));
  close_world (&world);
  open_world (&world, "mn", "egfr 50" EGFR "@-2; uprot24 5 g/d @-20");
  g_assert_true (has (&world, "egfr", "INC-07"));
  g_assert_false (has (&world, "uprot24", "INC-07"));
  close_world (&world);
}

/* What keeps a subject out expires too, but nobody repeats it for that. */
static void
test_failing (void)
{
  World world;
  g_autoptr (GPtrArray) repeats = NULL;
  g_autofree char *text = NULL;

  open_world (&world, "mn", "anc 0.5 10*9/L @-27");
  repeats = pod_freshness_list_repeats (world.freshness, fixture_day (9));
  text = list (repeats);
  g_assert_true (has (&world, "anc", "INC-03a"));
  g_assert_cmpstr (text, ==, "");
  close_world (&world);
}

/* After the enrolment the criteria are settled; the checks count, each towards its own step. */
static void
test_checks (void)
{
  World world;
  g_autoptr (GPtrArray) repeats = NULL;
  g_autofree char *text = NULL;

  open_world (&world, "mn", "enrolment @@0; infection_active no @0; serum_hcg negative @0");
  g_assert_false (has (&world, "anc", "INC-03a"));
  g_assert_true (has (&world, "infection_active", "lymphodepletion.infection"));
  g_assert_true (has (&world, "infection_active", "infusion.infection"));
  repeats = pod_freshness_list_repeats (world.freshness, fixture_day (6));
  text = list (repeats);
  /* Lymphodepletion is tomorrow, the infusion in six days: that there is no infection today is good for the one and not for the other. */
  g_assert_cmpstr (text, ==,
                   "haemodynamically_stable lymphodepletion.heart 0; infection_active "
                   "infusion.infection 1");
  g_assert_null (g_strstr_len (text, -1, "infection_active lymphodepletion.infection"));
  close_world (&world);
  open_world (&world, "mn", "enrolment @@-6; dose fludarabine @-1; infection_active no @0");
  g_assert_false (has (&world, "infection_active", "lymphodepletion.infection"));
  g_assert_true (has (&world, "infection_active", "infusion.infection"));
  close_world (&world);
  open_world (&world, "mn",
              "enrolment @@-6; dose fludarabine @-5; dose kn3601 @0; infection_active no @0");
  g_assert_cmpuint (world.freshness->items->len, ==, 0);
  close_world (&world);
}

/* The day that is said is the last: on it the subject is eligible, on the day after no longer. */
static void
test_holds (void)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };

  for (guint i = 0; i < G_N_ELEMENTS (cohorts); i++)
    {
      World world;
      PodDate last;

      open_world (&world, cohorts[i], NULL);
      last = pod_freshness_get_first (world.freshness)->until;
      for (int day = 0; day <= 1; day++)
        {
          g_autoptr (PodScreening)
              screening = pod_screening_new (world.study, world.site, world.casebook,
                                             pod_date_add_days (last, day));

          g_assert_cmpint (screening->eligible, ==, day == 0 ? POD_TRUE : POD_UNKNOWN);
        }
      close_world (&world);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/freshness/first", test_first);
  g_test_add_func ("/clinic/freshness/within", test_within);
  g_test_add_func ("/clinic/freshness/repeats", test_repeats);
  g_test_add_func ("/clinic/freshness/alternatives", test_alternatives);
  g_test_add_func ("/clinic/freshness/failing", test_failing);
  g_test_add_func ("/clinic/freshness/checks", test_checks);
  g_test_add_func ("/clinic/freshness/holds", test_holds);
  return g_test_run ();
}
