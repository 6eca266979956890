#include "pod-lab-gap.h"

/* In days, where no visits are planned that would tell how far apart results are meant to be. */
#define UNPLANNED 42

/* ---- which visits ---- */

static gboolean
brings (const PodPlannedVisit *plan, const char *name)
{
  return plan->observations != NULL && g_strv_contains (plan->observations, name);
}

static gboolean
brings_of_group (const PodStudy *study, const PodPlannedVisit *plan, const char *group)
{
  for (guint i = 0; plan->observations != NULL && plan->observations[i] != NULL; i++)
    {
      const PodObservation *of = pod_study_find_observation (study, plan->observations[i]);

      if (of != NULL && g_strcmp0 (of->group, group) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_dated (const PodScheduledVisit *visit)
{
  return pod_date_is_set (visit->earliest) && pod_date_is_set (visit->latest);
}

/* What is planned nowhere, as what the program computes itself, comes with the others of its group. */
static void
add_due (PodLabGaps *gaps,
         const PodStudy *study,
         const GArray *schedule,
         const PodObservation *observation,
         gboolean by_group)
{
  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);

      if (is_dated (visit) && (by_group ? brings_of_group (study, visit->plan, observation->group)
                                        : brings (visit->plan, observation->symbol.name)))
        g_array_append_val (gaps->due, *visit);
    }
}

static gboolean
is_planned (const PodStudy *study, const PodObservation *observation)
{
  const GPtrArray *visits = pod_study_get_visits (study);

  for (guint i = 0; i < visits->len; i++)
    if (brings (g_ptr_array_index (visits, i), observation->symbol.name))
      return TRUE;
  return FALSE;
}

static int
compare_targets (gconstpointer a, gconstpointer b)
{
  const PodScheduledVisit *first = a;
  const PodScheduledVisit *second = b;

  return pod_date_first_day (first->target) - pod_date_first_day (second->target);
}

/* From the first day of the one to the last of the next. */
static gint32
find_longest (const GArray *schedule)
{
  g_autoptr (GArray) dated = g_array_new (FALSE, FALSE, sizeof (PodScheduledVisit));
  gint32 longest = 0;

  for (guint i = 0; i < schedule->len; i++)
    if (is_dated (&g_array_index (schedule, PodScheduledVisit, i)))
      g_array_append_val (dated, g_array_index (schedule, PodScheduledVisit, i));
  g_array_sort (dated, compare_targets);
  for (guint i = 1; i < dated->len; i++)
    {
      const PodScheduledVisit *before = &g_array_index (dated, PodScheduledVisit, i - 1);
      const PodScheduledVisit *visit = &g_array_index (dated, PodScheduledVisit, i);

      longest = MAX (longest,
                     pod_date_first_day (visit->latest) - pod_date_first_day (before->earliest));
    }
  return longest > 0 ? longest : UNPLANNED;
}

void
pod_lab_gaps_init (PodLabGaps *gaps,
                   const PodStudy *study,
                   const GArray *schedule,
                   const PodObservation *observation)
{
  gaps->due = g_array_new (FALSE, FALSE, sizeof (PodScheduledVisit));
  gaps->longest = UNPLANNED;
  if (schedule == NULL)
    return;
  gaps->longest = find_longest (schedule);
  add_due (gaps, study, schedule, observation, !is_planned (study, observation));
}

void
pod_lab_gaps_clear (PodLabGaps *gaps)
{
  g_clear_pointer (&gaps->due, g_array_unref);
}

/* ---- between two days ---- */

/* One that took place out of its window has brought its result on the day on which it did. */
static gboolean
is_between (const PodScheduledVisit *visit, gint32 from, gint32 to)
{
  gint32 first = pod_date_first_day (visit->earliest);
  gint32 last = pod_date_first_day (visit->latest);

  if (visit->visit != NULL && pod_date_is_set (visit->visit->date))
    first = last = pod_date_first_day (visit->visit->date);
  return first > from && last < to;
}

gboolean
pod_lab_gaps_has (const PodLabGaps *gaps, gint32 from, gint32 to)
{
  if (to - from > gaps->longest)
    return TRUE;
  for (guint i = 0; i < gaps->due->len; i++)
    if (is_between (&g_array_index (gaps->due, PodScheduledVisit, i), from, to))
      return TRUE;
  return FALSE;
}
