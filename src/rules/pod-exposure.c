#include "pod-exposure.h"

#include <math.h>

/* Of what was never given: longer ago than any wash-out. */
#define NEVER_GIVEN_DAYS 36525
/* As long as somebody may wait for an answer to turn. */
#define HORIZON_DAYS 36525

/* From the first day up to the day after the last. */
typedef struct
{
  gint32 from;
  gint32 to;
  const char *treatment;
} Stretch;

static const PodCourse *
get_course (const PodExposure *self, guint index)
{
  return &g_array_index (self->courses, PodCourse, index);
}

static gint32
add_days (gint32 day, gint32 days)
{
  return day > POD_DAY_MAX - days ? POD_DAY_MAX : day + days;
}

/* A record by which it ended before it began says nothing. */
static gboolean
is_possible (const PodCourse *course)
{
  return course->ongoing || pod_date_last_day (course->end) >= pod_date_first_day (course->start);
}

/* The first day, as early as it may be for the most exposure, as late for the least: by the last day at the latest. */
static gint32
get_start (const PodCourse *course, gboolean most)
{
  if (most)
    return pod_date_first_day (course->start);
  return course->ongoing ? pod_date_last_day (course->start)
                         : MIN (pod_date_last_day (course->start), pod_date_last_day (course->end));
}

/* The day after the last, which is not before the first. */
static gint32
get_end (const PodCourse *course, gboolean most)
{
  if (course->ongoing)
    return POD_DAY_MAX;
  if (most)
    return add_days (pod_date_last_day (course->end), 1);
  return add_days (MAX (pod_date_first_day (course->end), pod_date_first_day (course->start)), 1);
}

static int
compare_stretches_cb (gconstpointer a, gconstpointer b)
{
  const Stretch *one = a, *other = b;

  return one->from != other->from ? (one->from < other->from ? -1 : 1)
                                  : (one->to > other->to) - (one->to < other->to);
}

/* Those begun by @day, cut off there, oldest first. */
static GArray *
list_stretches (const PodExposure *self, gboolean most, gint32 day, const char *treatment)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *course = get_course (self, i);
      Stretch stretch = { get_start (course, most), MIN (get_end (course, most), day),
                          course->treatment };

      if (is_possible (course) && stretch.from <= day && get_end (course, most) > stretch.from &&
          (treatment == NULL || treatment == course->treatment))
        g_array_append_val (list, stretch);
    }
  g_array_sort (list, compare_stretches_cb);
  return list;
}

/* Whether no more than @gap days lie between. */
static gboolean
is_joined (gint32 end, gint32 start, int gap)
{
  return start <= add_days (end, gap);
}

static GArray *
merge_stretches (GArray *list, int gap)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const Stretch next = g_array_index (list, Stretch, i);
      Stretch *last = n > 0 ? &g_array_index (list, Stretch, n - 1) : NULL;

      if (last != NULL && is_joined (last->to, next.from, gap))
        last->to = MAX (last->to, next.to);
      else
        g_array_index (list, Stretch, n++) = next;
    }
  g_array_set_size (list, n);
  return list;
}

static gint32
add_months (gint32 day, int months)
{
  PodDate date = pod_date_add_months (pod_date_from_day (day), months);

  return pod_date_is_set (date) ? pod_date_first_day (date) : POD_DAY_MAX;
}

/* Whole calendar months, and the part of the next one. */
static double
count_months (gint32 from, gint32 to)
{
  int months = (to - from) / 31;
  gint32 last, next;

  while (add_months (from, months + 1) <= to)
    months++;
  last = add_months (from, months);
  next = add_months (from, months + 1);
  return months + (double) (to - last) / (next - last);
}

static double
count (const PodExposure *self, gint32 from, gint32 to)
{
  if (to <= from)
    return 0;
  if (from == POD_DAY_MIN)
    return INFINITY;
  return self->in_days ? (double) to - from : count_months (from, to);
}

/* The unbroken course that goes on, or has ended no more than the gap ago. */
static gboolean
find_current (const PodExposure *self, gboolean most, gint32 day, Stretch *current)
{
  g_autoptr (GArray) list = merge_stretches (list_stretches (self, most, day, NULL), self->gap);

  if (list->len == 0)
    return FALSE;
  *current = g_array_index (list, Stretch, list->len - 1);
  return is_joined (current->to, day, self->gap);
}

/* Of one treatment: two that followed one another are not one that lasted as long. */
static gboolean
find_longest (const PodExposure *self, gboolean most, gint32 day, Stretch *longest)
{
  double found = -1;

  for (guint i = 0; i < self->courses->len; i++)
    {
      const char *treatment = get_course (self, i)->treatment;
      g_autoptr (GArray)
          list = merge_stretches (list_stretches (self, most, day, treatment), self->gap);

      for (guint j = 0; j < list->len; j++)
        {
          const Stretch *next = &g_array_index (list, Stretch, j);
          double length = count (self, next->from, next->to);

          if (length <= found)
            continue;
          found = length;
          *longest = *next;
        }
    }
  return found >= 0;
}

/* All days, laid end to end up to the last of them. */
static double
add_up (const PodExposure *self, gboolean most, gint32 day)
{
  g_autoptr (GArray) list = merge_stretches (list_stretches (self, most, day, NULL), 0);
  gint32 days = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const Stretch *stretch = &g_array_index (list, Stretch, i);

      if (stretch->from == POD_DAY_MIN)
        return INFINITY;
      days += stretch->to - stretch->from;
    }
  if (days == 0)
    return 0;
  return count (self, g_array_index (list, Stretch, list->len - 1).to - days,
                g_array_index (list, Stretch, list->len - 1).to);
}

static double
measure_exposure (const PodExposure *self, gboolean most, gint32 day)
{
  Stretch stretch;
  gboolean found;

  if (self->mode == POD_EXPOSURE_CUMULATIVE)
    return add_up (self, most, day);
  found = self->mode == POD_EXPOSURE_LONGEST ? find_longest (self, most, day, &stretch)
                                             : find_current (self, most, day, &stretch);
  return found ? count (self, stretch.from, stretch.to) : 0;
}

/* ---- the unchanged dose ---- */

/* Courses at the same dose of the same treatment have the same number, that of the first of them.  A dose that was not recorded may
 * have been any: every way of counting it among the others, or by itself, is tried out. */
typedef struct
{
  const PodExposure *exposure;
  gboolean most;
  gint32 day;
  guint *regimens;
  gint32 earliest;
} Regimens;

/* With more ways than this, anything may have been: a titration of ten steps has as many with three doses that nobody recorded. */
#define MOST_WAYS 1000

static gboolean
is_same_regimen (const PodCourse *a, const PodCourse *b)
{
  return a->treatment == b->treatment && a->unit == b->unit && a->dose == b->dose;
}

/* Where all doses are known there is one way. */
static void
number_known (const PodExposure *self, guint *regimens)
{
  for (guint i = 0; i < self->courses->len; i++)
    {
      regimens[i] = i;
      for (guint k = 0; k < i && regimens[i] == i; k++)
        if (is_same_regimen (get_course (self, k), get_course (self, i)))
          regimens[i] = regimens[k];
    }
}

/* No fewer than there are: every dose that was not recorded is one of its own, each that is known of its treatment, or that of an
 * unknown one before it. */
static double
count_ways (const PodExposure *self, const guint *regimens)
{
  double ways = 1;

  for (guint i = 0; i < self->courses->len; i++)
    {
      guint choices = 1;

      if (!isnan (get_course (self, i)->dose))
        continue;
      for (guint k = 0; k < self->courses->len; k++)
        if (get_course (self, k)->treatment == get_course (self, i)->treatment)
          choices += isnan (get_course (self, k)->dose) ? k < i : regimens[k] == k;
      ways *= choices;
    }
  return ways;
}

/* Does another course of the same dose go on over the start, or over the end, of @index? */
static gboolean
is_bridged (const Regimens *regimens, guint index, gboolean at_end)
{
  const PodExposure *self = regimens->exposure;
  gboolean most = regimens->most;
  const PodCourse *course = get_course (self, index);
  gint32 edge = at_end ? get_end (course, most) : get_start (course, most);

  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *other = get_course (self, i);
      gint32 start = get_start (other, most), end = get_end (other, most);

      if (i == index || !is_possible (other) ||
          regimens->regimens[index] != regimens->regimens[i] || end <= start)
        continue;
      if (at_end
              ? is_joined (edge, start, self->gap) && (end > edge || (end == edge && i > index))
              : is_joined (end, edge, self->gap) && (start < edge || (start == edge && i < index)))
        return TRUE;
    }
  return FALSE;
}

/* An edge between @first and @last of which nobody knows the day: as late as it may be for the least that has passed
 * since, as early for the most; POD_DAY_MIN where it may not have come. */
static gint32
place_edge (gint32 first, gint32 last, gboolean most, gint32 day)
{
  if (most)
    return last > day ? POD_DAY_MIN : first;
  return first > day ? POD_DAY_MIN : MIN (last, day);
}

static gint32
find_last_edge (const Regimens *regimens)
{
  const PodExposure *self = regimens->exposure;
  gboolean most = regimens->most;
  gint32 day = regimens->day;
  gint32 latest = POD_DAY_MIN;

  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *course = get_course (self, i);

      if (!is_possible (course))
        continue;
      if (!is_bridged (regimens, i, FALSE))
        latest = MAX (latest,
                      place_edge (get_start (course, TRUE), get_start (course, FALSE), most, day));
      /* What ended within the gap may yet go on. */
      if (!is_bridged (regimens, i, TRUE))
        latest = MAX (latest, place_edge (get_end (course, FALSE), get_end (course, TRUE), most,
                                          day - self->gap - 1));
    }
  return latest;
}

static void
try_regimens (Regimens *self, guint index)
{
  const PodExposure *exposure = self->exposure;

  while (index < exposure->courses->len && !isnan (get_course (exposure, index)->dose))
    index++;
  if (index == exposure->courses->len)
    {
      self->earliest = MIN (self->earliest, find_last_edge (self));
      return;
    }
  try_regimens (self, index + 1);
  for (guint i = 0; i < exposure->courses->len; i++)
    {
      gboolean is_settled = i < index || !isnan (get_course (exposure, i)->dose);

      /* The first of those that have a number, of which each is tried once. */
      if (i == index || !is_settled || self->regimens[i] != i ||
          get_course (exposure, i)->treatment != get_course (exposure, index)->treatment)
        continue;
      self->regimens[index] = i;
      try_regimens (self, index + 1);
    }
  self->regimens[index] = index;
}

/* The last change of the dose, as early as it may have been for the most; for the least every dose that is not known was another one. */
static gint32
find_last_change (const PodExposure *self, gboolean most, gint32 day)
{
  g_autofree guint *numbers = g_new (guint, self->courses->len);
  Regimens regimens = { self, most, day, numbers, POD_DAY_MAX };

  number_known (self, numbers);
  if (!most)
    return find_last_edge (&regimens);
  if (count_ways (self, numbers) > MOST_WAYS)
    return POD_DAY_MIN;
  try_regimens (&regimens, 0);
  return regimens.earliest;
}

static gboolean
lacks_dose (const PodExposure *self, gint32 day)
{
  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *course = get_course (self, i);

      if (is_possible (course) && isnan (course->dose) && get_start (course, TRUE) <= day &&
          is_joined (get_end (course, TRUE), day, self->gap))
        return TRUE;
    }
  return FALSE;
}

static double
measure_stable (const PodExposure *self, gboolean most, gint32 day)
{
  Stretch current;

  if (lacks_dose (self, day))
    return most ? INFINITY : 0;
  if (!find_current (self, most, day, &current))
    return 0;
  return count (self, MAX (current.from, find_last_change (self, most, day)), current.to);
}

/* ---- the last dose ---- */

static gint32
find_last_given (const PodExposure *self, gboolean most, gint32 day)
{
  gint32 latest = POD_DAY_MIN;

  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *course = get_course (self, i);

      if (is_possible (course) && get_start (course, most) <= day)
        latest = MAX (latest, MIN (get_end (course, most) - 1, day));
    }
  return latest;
}

static PodBounds
measure_since_given (const PodExposure *self, gint32 day)
{
  gint32 latest = find_last_given (self, TRUE, day);
  gint32 earliest = find_last_given (self, FALSE, day);
  PodBounds bounds = { 0, INFINITY };

  if (earliest != POD_DAY_MIN)
    bounds.most = (double) day - earliest;
  if (day <= self->complete_until)
    bounds.least = latest != POD_DAY_MIN ? (double) day - latest : NEVER_GIVEN_DAYS;
  return bounds;
}

static PodBounds
measure_ever (const PodExposure *self, gint32 day)
{
  PodBounds bounds = { find_last_given (self, FALSE, day) != POD_DAY_MIN, 1 };

  if (day <= self->complete_until)
    bounds.most = find_last_given (self, TRUE, day) != POD_DAY_MIN;
  return bounds;
}

gint32
pod_exposure_get_complete_until (PodDate attested, int days)
{
  return days > 0 ? add_days (pod_date_first_day (attested), days) : POD_DAY_MAX;
}

gboolean
pod_exposure_is_complete (const PodExposure *self, gint32 day)
{
  return self->complete_until != POD_DAY_MIN && MIN (day, self->anchor) <= self->complete_until;
}

PodBounds
pod_exposure_measure (const PodExposure *self, gint32 day)
{
  double (*measure) (const PodExposure *, gboolean, gint32) = self->kind == POD_NODE_STABLE_DOSE
                                                                  ? measure_stable
                                                                  : measure_exposure;
  PodBounds bounds;

  day = MIN (day, self->anchor);
  if (self->kind == POD_NODE_DAYS_SINCE_GIVEN)
    return measure_since_given (self, day);
  if (self->kind == POD_NODE_EVER_GIVEN)
    return measure_ever (self, day);
  bounds.least = measure (self, FALSE, day);
  bounds.most = day <= self->complete_until ? MAX (bounds.least, measure (self, TRUE, day))
                                            : INFINITY;
  return bounds;
}

gboolean
pod_exposure_counts (const PodExposure *self, gint32 day, const PodCourse *course)
{
  gboolean is_longest = self->kind == POD_NODE_EXPOSURE && self->mode == POD_EXPOSURE_LONGEST;
  gboolean is_current = self->kind == POD_NODE_STABLE_DOSE ||
                        (self->kind == POD_NODE_EXPOSURE && self->mode == POD_EXPOSURE_CURRENT);
  Stretch stretch;

  day = MIN (day, self->anchor);
  if (!is_possible (course) || get_start (course, TRUE) > day)
    return FALSE;
  if (!is_longest && !is_current)
    return TRUE;
  if (!(is_longest ? find_longest (self, TRUE, day, &stretch)
                   : find_current (self, TRUE, day, &stretch)))
    return FALSE;
  return get_start (course, TRUE) <= stretch.to && get_end (course, TRUE) >= stretch.from &&
         (!is_longest || course->treatment == stretch.treatment);
}

/* ---- until when ---- */

static int
compare_days_cb (gconstpointer a, gconstpointer b)
{
  gint32 one = *(const gint32 *) a, other = *(const gint32 *) b;

  return (one > other) - (one < other);
}

/* The days after @day on which anything but the mere passing of time may change what the courses come to. */
static GArray *
list_turns (const PodExposure *self, gint32 day)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (guint i = 0; i < self->courses->len; i++)
    {
      const PodCourse *course = get_course (self, i);
      const gint32 edges[] = { get_start (course, TRUE), get_start (course, FALSE),
                               get_end (course, FALSE), get_end (course, TRUE) };

      for (guint j = 0; j < 2 * G_N_ELEMENTS (edges); j++)
        for (int more = 0; more <= 1; more++)
          {
            gint32 edge = edges[j / 2];
            gint32 turn = edge == POD_DAY_MIN ? edge
                                              : add_days (edge, (j % 2 ? self->gap : 0) + more);

            if (turn > day && turn < day + HORIZON_DAYS)
              g_array_append_val (turns, turn);
          }
    }
  if (self->complete_until >= day && self->complete_until < day + HORIZON_DAYS)
    {
      gint32 turn = self->complete_until + 1;

      g_array_append_val (turns, turn);
    }
  g_array_sort (turns, compare_days_cb);
  return turns;
}

typedef struct
{
  const PodExposure *exposure;
  PodExposureFunc func;
  gpointer data;
  PodTruth truth;
} Watch;

static gboolean
stands (const Watch *watch, gint32 day)
{
  return watch->func (pod_exposure_measure (watch->exposure, day), watch->data) == watch->truth;
}

/* The last day from @good on, before @bad, on which it stands; between them it turns once. */
static PodDate
bisect (const Watch *watch, gint32 good, gint32 bad)
{
  while (bad - good > 1)
    {
      gint32 middle = good + (bad - good) / 2;

      if (stands (watch, middle))
        good = middle;
      else
        bad = middle;
    }
  return pod_date_from_day (good);
}

PodDate
pod_exposure_find_last_day (const PodExposure *self,
                            gint32 day,
                            PodExposureFunc func,
                            gpointer data)
{
  g_autoptr (GArray) turns = list_turns (self, day);
  Watch watch = { self, func, data, func (pod_exposure_measure (self, day), data) };
  gint32 horizon = MIN (day + HORIZON_DAYS, pod_date_first_day (pod_date_new (9999, 1, 1)));
  gint32 good = day;

  if (self->anchor <= day)
    return POD_DATE_NONE;
  g_array_append_val (turns, horizon);
  for (guint i = 0; i < turns->len; i++)
    {
      gint32 turn = g_array_index (turns, gint32, i);

      if (turn - 1 > good && !stands (&watch, turn - 1))
        return bisect (&watch, good, turn - 1);
      if (!stands (&watch, turn))
        return pod_date_from_day (turn - 1);
      good = turn;
    }
  return POD_DATE_NONE;
}
