#include "pod-lab-gap.h"

/* In days, where the plan does not tell how far apart results may be: a choice of the drawing, and of no guideline. */
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

static void
add_plans (PodLabDue *due,
           const PodStudy *study,
           const PodObservation *observation,
           gboolean by_group)
{
  const GPtrArray *visits = pod_study_get_visits (study);

  for (guint i = 0; i < visits->len; i++)
    {
      PodPlannedVisit *plan = g_ptr_array_index (visits, i);

      if (by_group ? brings_of_group (study, plan, observation->group)
                   : brings (plan, observation->symbol.name))
        g_hash_table_add (due->plans, plan);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const PodPlannedVisit *first = *(const PodPlannedVisit *const *) a;
  const PodPlannedVisit *second = *(const PodPlannedVisit *const *) b;
  int order = g_strcmp0 (first->anchor, second->anchor);

  return order != 0 ? order : first->day - second->day;
}

/* From the first day of the one to the last of the next, of those that are counted from the same day; @plans (nullable): only of these. */
static gint32
find_longest (const PodStudy *study, GHashTable *plans)
{
  const GPtrArray *visits = pod_study_get_visits (study);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  gint32 longest = UNPLANNED;

  for (guint i = 0; i < visits->len; i++)
    if (plans == NULL || g_hash_table_contains (plans, g_ptr_array_index (visits, i)))
      g_ptr_array_add (sorted, g_ptr_array_index (visits, i));
  g_ptr_array_sort (sorted, compare_days);
  for (guint i = 1; i < sorted->len; i++)
    {
      const PodPlannedVisit *before = g_ptr_array_index (sorted, i - 1);
      const PodPlannedVisit *visit = g_ptr_array_index (sorted, i);

      if (g_strcmp0 (before->anchor, visit->anchor) == 0)
        longest = MAX (longest, visit->day + visit->after - before->day + before->before);
    }
  return longest;
}

/* What the program computes itself is planned nowhere, and comes with the others of its group. */
static gboolean
is_computed (const PodObservation *observation)
{
  return (observation->derived || observation->score != NULL) && observation->group != NULL;
}

void
pod_lab_due_init (PodLabDue *due, const PodStudy *study, const PodObservation *observation)
{
  due->plans = g_hash_table_new (NULL, NULL);
  add_plans (due, study, observation, FALSE);
  if (g_hash_table_size (due->plans) == 0 && is_computed (observation))
    add_plans (due, study, observation, TRUE);
  due->longest = MAX (find_longest (study, NULL), find_longest (study, due->plans));
}

void
pod_lab_due_clear (PodLabDue *due)
{
  g_clear_pointer (&due->plans, g_hash_table_unref);
}

/* ---- of a subject ---- */

typedef struct
{
  gint32 first;
  gint32 last;
} Days;

/* A visit may take more days than one, and one that took place out of its window has brought its result then. */
static Days
list_days (const PodScheduledVisit *visit)
{
  Days days = { pod_date_first_day (visit->earliest), pod_date_last_day (visit->latest) };

  if (visit->visit == NULL || visit->state == POD_VISIT_MISSED ||
      !pod_date_is_set (visit->visit->date))
    return days;
  days.first = MIN (days.first, pod_date_first_day (visit->visit->date));
  days.last = MAX (days.last, pod_date_last_day (visit->visit->date));
  return days;
}

void
pod_lab_gaps_init (PodLabGaps *gaps, const PodLabDue *due, const GArray *schedule)
{
  gaps->visits = g_array_new (FALSE, FALSE, sizeof (Days));
  gaps->longest = due->longest;
  for (guint i = 0; schedule != NULL && i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);
      Days days;

      if (!g_hash_table_contains (due->plans, visit->plan) || !pod_date_is_set (visit->earliest) ||
          !pod_date_is_set (visit->latest))
        continue;
      days = list_days (visit);
      g_array_append_val (gaps->visits, days);
    }
}

void
pod_lab_gaps_clear (PodLabGaps *gaps)
{
  g_clear_pointer (&gaps->visits, g_array_unref);
}

gboolean
pod_lab_gaps_has (const PodLabGaps *gaps, gint32 from, gint32 to)
{
  if (to - from > gaps->longest)
    return TRUE;
  for (guint i = 0; i < gaps->visits->len; i++)
    {
      const Days *days = &g_array_index (gaps->visits, Days, i);

      if (days->first > from && days->last < to)
        return TRUE;
    }
  return FALSE;
}
