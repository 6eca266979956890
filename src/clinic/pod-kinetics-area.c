/* The area under a course of results: linear trapezoids, with bounds where a result is only a bound. */

#include <math.h>

#include "pod-kinetics.h"

gboolean
pod_kinetics_point_is_below (const PodKineticsPoint *point)
{
  return pod_comparator_is_upper_bound (point->comparator) ||
         (point->comparator == POD_EXACTLY && point->number <= 0);
}

static double
get_least (const PodKineticsPoint *point)
{
  return pod_kinetics_point_is_below (point) ? 0 : point->number;
}

static double
get_most (const PodKineticsPoint *point)
{
  return point->comparator == POD_GREATER_THAN || point->comparator == POD_AT_LEAST
             ? INFINITY
             : MAX (point->number, 0);
}

static double
interpolate (double a, double b, int day_a, int day_b, int day)
{
  if (day == day_a)
    return a;
  if (day == day_b)
    return b;
  return a + (b - a) * (day - day_a) / (day_b - day_a);
}

/* What of the trapezoid between @a and @b lies between @from and @to.  A bound that has no end has none between, either. */
static double
measure (double a, double b, int day_a, int day_b, int from, int to)
{
  int left = MAX (day_a, from), right = MIN (day_b, to);

  if (left >= right)
    return 0;
  if (isinf (a) || isinf (b))
    return INFINITY;
  return (interpolate (a, b, day_a, day_b, left) + interpolate (a, b, day_a, day_b, right)) / 2 *
         (right - left);
}

PodKineticsArea
pod_kinetics_area (const GArray *points, int from, int to)
{
  PodKineticsArea area = { NAN, NAN, from, to };
  const PodKineticsPoint *all = (const PodKineticsPoint *) (const void *) points->data;

  if (points->len <= 1)
    return area;
  area.from = MAX (from, all[0].day);
  area.to = MIN (to, all[points->len - 1].day);
  if (area.from >= area.to)
    return area;
  area.least = area.most = 0;
  for (guint i = 0; i + 1 < points->len; i++)
    {
      const PodKineticsPoint *a = &all[i], *b = &all[i + 1];

      area.least += measure (get_least (a), get_least (b), a->day, b->day, from, to);
      area.most += measure (get_most (a), get_most (b), a->day, b->day, from, to);
    }
  return area;
}

gboolean
pod_kinetics_has_area (const PodKinetics *self)
{
  return !isnan (self->area.least) && self->last_present >= 0;
}

gboolean
pod_kinetics_is_whole (const PodKinetics *self)
{
  return self->area.from == self->plan->first_day && self->area.to == self->plan->last_day;
}
