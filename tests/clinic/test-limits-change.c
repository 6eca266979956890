/* What other limits change of what is recorded. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-limits-change.h"

/* Of haemoglobin, from the first day of November on. */
static PodSite *
make_site (double lower)
{
  const PodRange range = { .laboratory = "Central",
                           .observation = "hgb",
                           .age_to = 200,
                           .from = pod_date_new (2026, 11, 1),
                           .lower = lower,
                           .upper = 150,
                           .unit = pod_unit_from_ucum ("g/L"),
                           .id = 1 };

  return pod_site_new (&range, isnan (lower) ? 0 : 1, NULL);
}

static PodLimitsChange *
weigh (const char *records, double before, double after)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("igan", "female", records, NULL);
  g_autoptr (PodSite) one = make_site (before);
  g_autoptr (PodSite) other = make_site (after);
  PodLimitsChange *change = pod_limits_change_new ();

  pod_limits_change_add (change, study, one, other, casebook, fixture_today ());
  return change;
}

static void
assert_regraded (const PodLimitsChange *change, guint index, const char *before, const char *after)
{
  const PodRegraded *regraded = g_ptr_array_index (change->regraded, index);

  g_assert_cmpstr (regraded->before, ==, before);
  g_assert_cmpstr (regraded->after, ==, after);
}

/* At the limit and one step beyond it; of another laboratory, and before the first day. */
static void
test_gained (void)
{
  g_autoptr (PodLimitsChange) at = weigh ("hgb 110 g/L by:Central @-3", NAN, 110);
  g_autoptr (PodLimitsChange) beyond = weigh ("hgb 109 g/L by:Central @-3", NAN, 110);
  g_autoptr (PodLimitsChange) elsewhere = weigh ("hgb 109 g/L by:Other @-3", NAN, 110);
  g_autoptr (PodLimitsChange) first = weigh ("hgb 109 g/L by:Central @2026-11-01", NAN, 110);
  g_autoptr (PodLimitsChange) early = weigh ("hgb 109 g/L by:Central @2026-10-31", NAN, 110);

  assert_regraded (at, 0, "not graded: no limits", "grade 0");
  assert_regraded (beyond, 0, "not graded: no limits", "below the limits, grade 1");
  g_assert_true (pod_limits_change_is_empty (elsewhere));
  g_assert_cmpuint (first->n_gained, ==, 1);
  g_assert_true (pod_limits_change_is_empty (early));
}

/* A result keeps limits of its own, and one that has none loses those that end. */
static void
test_kept_and_lost (void)
{
  g_autoptr (PodLimitsChange) kept = weigh ("hgb 109 g/L lln 100 by:Central @-3", NAN, 110);
  g_autoptr (PodLimitsChange) lost = weigh ("hgb 109 g/L by:Central @-3", 110, NAN);

  g_assert_cmpuint (kept->n_kept, ==, 1);
  g_assert_true (pod_limits_change_is_empty (kept));
  g_assert_cmpuint (kept->regraded->len, ==, 0);
  g_assert_cmpuint (lost->n_lost, ==, 1);
  assert_regraded (lost, 0, "below the limits, grade 1", "not graded: no limits");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/limits-change/gained", test_gained);
  g_test_add_func ("/clinic/limits-change/kept-and-lost", test_kept_and_lost);
  return g_test_run ();
}
