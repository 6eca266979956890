#include <limits.h>
#include <math.h>

#include "naive-private.h"

/* Longer than any course that a test makes up. */
#define WALK_DAYS 1500

/* ---- days and courses ---- */

static int
compare_span (double low, double high, int relation, double limit)
{
  return naive_compare ((Number){ FALSE, low, high, FALSE, FALSE }, relation,
                        naive_exactly (limit));
}

/* FALSE where the day to count to has no day. */
static gboolean
find_end (const NaiveWorld *world, NaiveAnchor anchor, int today, int *end)
{
  *end = today;
  if (anchor != AT_NONE && world->anchor_first[anchor] != INT_MIN)
    *end = world->anchor_first[anchor];
  return anchor == AT_NONE || world->anchor_first[anchor] == world->anchor_last[anchor];
}

int
naive_judge_days (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;
  int end;

  if (naive_read_node (world, node, today, &record) != READ_VALUE ||
      !find_end (world, node->anchor, today, &end))
    return 1;
  return compare_span (end - record->date_last, end - record->date_first, node->relation,
                       node->number);
}

static gboolean
belongs (const NaiveNode *node, const NaiveCourse *course)
{
  /* acei_arb, ramipril, immunosuppressant, prednisone */
  static const gboolean table[4][4] = {
    { TRUE, TRUE, FALSE, FALSE },
    { TRUE, FALSE, FALSE, FALSE },
    { FALSE, FALSE, TRUE, TRUE },
    { FALSE, FALSE, TRUE, FALSE },
  };

  return !course->gone && table[node->medication][course->treatment] &&
         (course->ongoing || course->end_last >= course->start_first);
}

/* Whether it was surely, or possibly, given on @day. */
static gboolean
is_given (const NaiveCourse *course, int day, gboolean possibly)
{
  int start = possibly ? course->start_first : course->start_last;
  int end = possibly ? course->end_last : MAX (course->end_first, course->start_first);

  if (!possibly && !course->ongoing)
    start = MIN (start, course->end_last);
  return day >= start && (course->ongoing || day <= end);
}

static gboolean
is_any_given (const NaiveWorld *world,
              const NaiveNode *node,
              int treatment,
              int day,
              gboolean possibly)
{
  for (int i = 0; i < world->n_courses; i++)
    if (belongs (node, &world->courses[i]) &&
        (treatment < 0 || world->courses[i].treatment == treatment) &&
        is_given (&world->courses[i], day, possibly))
      return TRUE;
  return FALSE;
}

static double
measure (const NaiveNode *node, int from, int to)
{
  int months = 0;

  if (node->in_days || from >= to)
    return MAX (to - from, 0);
  while (naive_add_months (from, months + 1) <= to)
    months++;
  return months + (double) (to - naive_add_months (from, months)) /
                      (naive_add_months (from, months + 1) - naive_add_months (from, months));
}

/* Day by day back from @end: the unbroken run that reaches it, or comes within the gap. */
static double
walk_current (const NaiveWorld *world, const NaiveNode *node, int end, gboolean possibly)
{
  int from = 0, to = 0, pause = 0;

  for (int day = end - 1; pause <= node->gap; day--)
    {
      if (!is_any_given (world, node, -1, day, possibly))
        {
          pause++;
          continue;
        }
      pause = 0;
      if (to == 0)
        to = day + 1;
      from = day;
      if (day < end - WALK_DAYS)
        return INFINITY;
    }
  return measure (node, from, to);
}

static double
walk_longest (const NaiveWorld *world, const NaiveNode *node, int end, gboolean possibly)
{
  double longest = 0;

  for (int treatment = 0; treatment < 4; treatment++)
    {
      int from = INT_MIN, last = INT_MIN;

      if (is_any_given (world, node, treatment, end - WALK_DAYS, possibly))
        return INFINITY;
      for (int day = end - WALK_DAYS; day < end; day++)
        {
          if (!is_any_given (world, node, treatment, day, possibly))
            continue;
          if (last == INT_MIN || day - last - 1 > node->gap)
            from = day;
          last = day;
          longest = MAX (longest, measure (node, from, day + 1));
        }
    }
  return longest;
}

static double
walk_all (const NaiveWorld *world, const NaiveNode *node, int end, gboolean possibly)
{
  int days = 0, last = end;

  if (is_any_given (world, node, -1, end - WALK_DAYS, possibly))
    return INFINITY;
  for (int day = end - WALK_DAYS; day < end; day++)
    if (is_any_given (world, node, -1, day, possibly))
      {
        days++;
        last = day + 1;
      }
  return measure (node, last - days, last);
}

/* ---- the unchanged dose: sets of treatment and dose, day by day; only where every date is complete ---- */

static gboolean
is_part_given (const NaiveWorld *world, const NaiveNode *node, const NaiveCourse *part, int day)
{
  for (int i = 0; i < world->n_courses; i++)
    if (belongs (node, &world->courses[i]) && world->courses[i].treatment == part->treatment &&
        world->courses[i].dose == part->dose && is_given (&world->courses[i], day, TRUE))
      return TRUE;
  return FALSE;
}

/* Given on @day, or in a pause no longer than the gap; one that is not over at @end may yet go on. */
static gboolean
has_part (const NaiveWorld *world, const NaiveNode *node, const NaiveCourse *part, int day, int end)
{
  int before = day, after = day;

  if (is_part_given (world, node, part, day))
    return TRUE;
  while (before >= day - node->gap - 1 && !is_part_given (world, node, part, before))
    before--;
  while (after < end && after <= day + node->gap && !is_part_given (world, node, part, after))
    after++;
  return is_part_given (world, node, part, before) &&
         (after == end || is_part_given (world, node, part, after)) &&
         after - before - 1 <= node->gap;
}

static gboolean
is_same_regimen (const NaiveWorld *world, const NaiveNode *node, int a, int b, int end)
{
  for (int i = 0; i < world->n_courses; i++)
    if (belongs (node, &world->courses[i]) &&
        has_part (world, node, &world->courses[i], a, end) !=
            has_part (world, node, &world->courses[i], b, end))
      return FALSE;
  return TRUE;
}

static gboolean
lacks_dose (const NaiveWorld *world, const NaiveNode *node, int end)
{
  for (int i = 0; i < world->n_courses; i++)
    if (belongs (node, &world->courses[i]) && world->courses[i].dose == 0 &&
        world->courses[i].start_first <= end &&
        (world->courses[i].ongoing || world->courses[i].end_last + 1 + node->gap >= end))
      return TRUE;
  return FALSE;
}

static double
walk_stable (const NaiveWorld *world, const NaiveNode *node, int end)
{
  int to = end, from;

  while (to > end - node->gap - 1 && !is_any_given (world, node, -1, to - 1, TRUE))
    to--;
  if (!is_any_given (world, node, -1, to - 1, TRUE))
    return 0;
  for (from = end; from > end - WALK_DAYS; from--)
    if (!is_same_regimen (world, node, from - 1, from, end))
      break;
  return measure (node, from, to);
}

/* Every dose that is not known is tried out: each of those that are given, one that several share, and one of its own. */
static void
bound_stable (NaiveWorld *world,
              const NaiveNode *node,
              int end,
              int course,
              double *least,
              double *most)
{
  int doses[] = { 1, 2, 100, 101 };

  while (course < world->n_courses &&
         (!belongs (node, &world->courses[course]) || world->courses[course].dose != 0))
    course++;
  if (course == world->n_courses)
    {
      double length = walk_stable (world, node, end);

      *least = MIN (*least, length);
      *most = MAX (*most, length);
      return;
    }
  doses[3] += course;
  for (gsize i = 0; i < G_N_ELEMENTS (doses); i++)
    {
      world->courses[course].dose = doses[i];
      bound_stable (world, node, end, course + 1, least, most);
    }
  world->courses[course].dose = 0;
}

static void
find_stable (const NaiveWorld *world,
             const NaiveNode *node,
             int end,
             gboolean complete,
             double *least,
             double *most)
{
  g_autofree NaiveWorld *copy = g_memdup2 (world, sizeof *world);
  double longest = 0;

  *least = 0;
  *most = INFINITY;
  /* What is taken now, at a dose that is not known, may have changed yesterday. */
  if (lacks_dose (world, node, end))
    return;
  *least = INFINITY;
  bound_stable (copy, node, end, 0, least, &longest);
  if (complete)
    *most = longest;
}

/* ---- what they come to ---- */

static gboolean
is_complete (const NaiveWorld *world, const NaiveNode *node, int today, int end)
{
  const NaiveRecord *record;

  /* Nobody attests prednisone by itself. */
  return node->medication != 3 &&
         naive_find_latest (world, OF_COMPLETE, INT_MIN, today, &record) == READ_VALUE &&
         record->value == 1 &&
         /* Of immunosuppressants for four weeks, from the first day on which it may have been said. */
         (node->medication != 2 || (record->first != INT_MIN && end - record->first <= 28));
}

static int
find_last_given (const NaiveWorld *world, const NaiveNode *node, int end, gboolean possibly)
{
  int latest = INT_MIN;

  for (int i = 0; i < world->n_courses; i++)
    {
      const NaiveCourse *course = &world->courses[i];
      int start = possibly          ? course->start_first
                  : course->ongoing ? course->start_last
                                    : MIN (course->start_last, course->end_last);
      int last = possibly ? course->end_last : MAX (course->end_first, course->start_first);

      if (belongs (node, course) && start <= end)
        latest = MAX (latest, course->ongoing ? end : MIN (last, end));
    }
  return latest;
}

static void
find_bounds (const NaiveWorld *world,
             const NaiveNode *node,
             int end,
             gboolean complete,
             double *least,
             double *most)
{
  double (*const walks[]) (const NaiveWorld *, const NaiveNode *, int,
                           gboolean) = { walk_current, walk_all, walk_longest };
  int sure = find_last_given (world, node, end, FALSE);
  int possible = find_last_given (world, node, end, TRUE);

  *most = INFINITY;
  if (node->kind == C_EVER_GIVEN)
    {
      *least = sure != INT_MIN;
      *most = complete ? possible != INT_MIN : 1;
    }
  else if (node->kind == C_SINCE_GIVEN)
    {
      *least = !complete ? 0 : possible == INT_MIN ? 36525 : end - possible;
      *most = sure == INT_MIN ? INFINITY : end - sure;
    }
  else if (node->kind == C_STABLE)
    find_stable (world, node, end, complete, least, most);
  else
    {
      *least = walks[node->mode](world, node, end, FALSE);
      if (complete)
        *most = walks[node->mode](world, node, end, TRUE);
    }
}

/* What is named after "else": acei_arb_months, or infection. */
static int
judge_else (const NaiveWorld *world, const NaiveNode *node, int today)
{
  NaiveNode other = { .symbol = node->kind == C_EVER_GIVEN ? OF_INFECTION : OF_MONTHS };
  const NaiveRecord *record;

  if (naive_read_node (world, &other, today, &record) != READ_VALUE)
    return 1;
  if (node->kind == C_EVER_GIVEN)
    return record->value == 3 ? 1 : record->value == 1 ? 2 : 0;
  return naive_compare (naive_scale (naive_to_number (record),
                                     node->in_days && node->kind != C_SINCE_GIVEN ? 30.4375 : 1),
                        node->relation, naive_exactly (node->number));
}

int
naive_judge_exposure (const NaiveWorld *world, const NaiveNode *node, int today)
{
  double least, most;
  int end, truth = 1;

  if (find_end (world, node->anchor, today, &end))
    {
      find_bounds (world, node, MIN (end, today),
                   is_complete (world, node, today, MIN (end, today)), &least, &most);
      truth = node->kind == C_EVER_GIVEN ? (least >= 1  ? 2
                                            : most <= 0 ? 0
                                                        : 1)
                                         : compare_span (least, most, node->relation, node->number);
    }
  return truth == 1 && node->has_else ? judge_else (world, node, today) : truth;
}
