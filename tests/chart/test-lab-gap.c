#include "chart-fixture.h"

#include "pod-lab-gap.h"
#include "pod-test-study.h"

/* Where a line between two results is dashed: where one is missing that was planned, whatever the test. */

static PodDate
find_day (int day)
{
  return pod_date_from_day (ZERO + day);
}

/* The visits that are counted from the infusion; that of month 1 took place a week late, that of month 2 on its day. */
static GArray *
make_schedule (const PodStudy *study, PodVisit late[2])
{
  GArray *schedule = g_array_new (FALSE, TRUE, sizeof (PodScheduledVisit));
  const GPtrArray *visits = pod_study_get_visits (study);

  late[0] = (PodVisit){ .planned = "D28", .date = find_day (35), .status = "done" };
  late[1] = (PodVisit){ .planned = "M2", .date = find_day (60), .status = "done" };
  for (guint i = 0; i < visits->len; i++)
    {
      const PodPlannedVisit *plan = g_ptr_array_index (visits, i);
      PodScheduledVisit visit = { .plan = plan,
                                  .earliest = find_day (plan->day - plan->before),
                                  .target = find_day (plan->day),
                                  .latest = find_day (plan->day + plan->after) };

      for (guint k = 0; k < 2; k++)
        if (g_str_equal (plan->id, late[k].planned))
          visit.visit = &late[k];
      if (g_str_equal (plan->anchor, "infusion"))
        g_array_append_val (schedule, visit);
    }
  return schedule;
}

/* Of these tests creatinine and albumin are planned at each visit, protein not on day 10, glucose at screening alone. */
static const struct
{
  const char *observation;
  int from;
  int to;
  gboolean gap;
} cases[] = {
  { "creatinine", 0, 1, FALSE },
  { "creatinine", 7, 10, FALSE },
  /* Nobody measured it on day 10. */
  { "creatinine", 7, 14, TRUE },
  { "uprot24", 7, 14, FALSE },
  /* As far apart as the plan has it is no gap, in any test. */
  { "creatinine", 90, 180, FALSE },
  { "creatinine", 83, 194, FALSE },
  { "uprot24", 90, 180, FALSE },
  { "egfr", 90, 180, FALSE },
  /* Without month 3. */
  { "creatinine", 60, 180, TRUE },
  { "uprot24", 60, 180, TRUE },
  /* What the program computes comes with what it is computed of. */
  { "egfr", 60, 180, TRUE },
  { "egfr", 7, 14, TRUE },
  /* Within the window of month 3, and one day beside it. */
  { "creatinine", 60, 97, FALSE },
  { "creatinine", 60, 98, TRUE },
  { "creatinine", 83, 180, FALSE },
  { "creatinine", 82, 180, TRUE },
  /* That of day 28 took place on day 35, and may have brought its result on any day up to then. */
  { "creatinine", 21, 35, FALSE },
  { "creatinine", 21, 36, TRUE },
  { "creatinine", 25, 40, FALSE },
  /* That of month 2 took place on its day, its blood was taken on another. */
  { "creatinine", 35, 66, FALSE },
  { "creatinine", 54, 90, FALSE },
  { "creatinine", 35, 68, TRUE },
  /* On both sides of day 7, which is planned from day 6 to day 8. */
  { "creatinine", 6, 8, FALSE },
  /* Asked for because of symptoms, and planned nowhere: only what is long. */
  { "ck", 2, 6, FALSE },
  { "ck", 0, 123, FALSE },
  { "ck", 0, 124, TRUE },
  /* Planned at screening, month 6 and month 12 alone. */
  { "lvef", 180, 365, FALSE },
  { "lvef", 180, 379, FALSE },
  /* Planned at no visit after screening: only what is longer than between any two visits, month 9 and month 12. */
  { "glucose", 0, 123, FALSE },
  { "glucose", 0, 124, TRUE },
};

static void
test_planned (void)
{
  g_autoptr (PodStudy) study = pod_test_load_study ();
  PodVisit late[2];
  g_autoptr (GArray) schedule = make_schedule (study, late);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (PodLabDue) due;
      g_auto (PodLabGaps) gaps;
      gboolean gap;

      pod_lab_due_init (&due, study, pod_study_find_observation (study, cases[i].observation));
      pod_lab_gaps_init (&gaps, &due, schedule);
      gap = pod_lab_gaps_has (&gaps, ZERO + cases[i].from, ZERO + cases[i].to);
      g_test_message ("%s, day %d to day %d", cases[i].observation, cases[i].from, cases[i].to);
      g_assert_cmpint (gap, ==, cases[i].gap);
    }
}

/* Who has left after a month has no more visits, and no shorter gaps for that; of who has no dates yet only what is long is one. */
static void
test_left (void)
{
  g_autoptr (PodStudy) study = pod_test_load_study ();
  g_auto (PodLabDue) due, always;
  g_auto (PodLabGaps) left, undated;
  PodVisit late[2];
  g_autoptr (GArray) schedule = make_schedule (study, late);

  pod_lab_due_init (&due, study, pod_study_find_observation (study, "glucose"));
  g_array_set_size (schedule, 4);
  pod_lab_gaps_init (&left, &due, schedule);
  g_assert_false (pod_lab_gaps_has (&left, ZERO, ZERO + 123));
  g_assert_true (pod_lab_gaps_has (&left, ZERO, ZERO + 124));
  for (guint i = 0; i < schedule->len; i++)
    {
      PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);

      visit->earliest = visit->target = visit->latest = (PodDate){ 0 };
    }
  pod_lab_due_init (&always, study, pod_study_find_observation (study, "creatinine"));
  pod_lab_gaps_init (&undated, &always, schedule);
  g_assert_false (pod_lab_gaps_has (&undated, ZERO - 14, ZERO + 14));
}

/* Where nothing is planned, six weeks. */
static void
test_unplanned (void)
{
  g_auto (PodLabDue) due;
  g_auto (PodLabGaps) gaps;

  pod_lab_due_init (&due, fixture_study (), pod_study_find_observation (fixture_study (), "hgb"));
  pod_lab_gaps_init (&gaps, &due, NULL);
  g_assert_false (pod_lab_gaps_has (&gaps, ZERO, ZERO + 42));
  g_assert_true (pod_lab_gaps_has (&gaps, ZERO, ZERO + 43));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/gap/planned", test_planned);
  g_test_add_func ("/chart/gap/left", test_left);
  g_test_add_func ("/chart/gap/unplanned", test_unplanned);
  return g_test_run ();
}
