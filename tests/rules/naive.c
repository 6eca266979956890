#include "naive.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define DAY_OF_1970 719163
#define UMOL_TO_MG_DL (1 / 88.4)
#define WALK_DAYS 1500

typedef struct
{
  gboolean absent;
  double low, high;
  gboolean low_open, high_open;
} Number;

typedef enum
{
  READ_NOTHING,
  READ_UNCERTAIN,
  READ_UNUSABLE,
  READ_VALUE,
} Reading;

static const Number nothing = { TRUE, 0, 0, FALSE, FALSE };

int
naive_add_months (int day, int months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint) (day + DAY_OF_1970));
  if (months >= 0)
    g_date_add_months (&date, (guint) months);
  else
    g_date_subtract_months (&date, (guint) -months);
  return (int) g_date_get_julian (&date) - DAY_OF_1970;
}

static int
move (const NaiveWindow *window, int day, int sign)
{
  return window->months ? naive_add_months (day, sign * window->amount)
                        : day + sign * window->amount;
}

/* ---- numbers that may be more than one ---- */

static Number
exactly (double number)
{
  return isfinite (number) ? (Number){ FALSE, number, number, FALSE, FALSE } : nothing;
}

static gboolean
is_exact (Number a)
{
  return a.low == a.high;
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) <= 1e-14 * MAX (fabs (a), fabs (b));
}

static gboolean
holds (int relation, double a, double b)
{
  gboolean same = is_same (a, b);
  const gboolean answers[] = { a < b && !same, a < b || same, a > b && !same,
                               a > b || same,  same,          !same };

  return answers[relation];
}

static gboolean
may_be (Number a, double value)
{
  return (a.low_open ? value > a.low : value >= a.low) &&
         (a.high_open ? value < a.high : value <= a.high);
}

static int
compare (Number a, int relation, Number b)
{
  static const int mirrored[] = { 2, 3, 0, 1, 4, 5 };
  gboolean some = FALSE, every = TRUE;
  double tries[9];

  if (a.absent || b.absent || (!is_exact (a) && !is_exact (b)))
    return 1;
  if (!is_exact (b))
    return compare (b, mirrored[relation], a);
  memcpy (tries,
          (const double[]){ a.low, a.low + 1e-5, a.high, a.high - 1e-5, b.low, b.low - 1e-5,
                            b.low + 1e-5, -1e9, 1e9 },
          sizeof tries);
  for (int i = 0; i < 9; i++)
    if (isfinite (tries[i]) && may_be (a, tries[i]))
      {
        some |= holds (relation, tries[i], b.low);
        every &= holds (relation, tries[i], b.low);
      }
  return some + every;
}

static Number
scale (Number a, double factor)
{
  Number turned = { FALSE, a.high * factor, a.low * factor, a.high_open, a.low_open };

  if (a.absent)
    return nothing;
  if (factor == 0)
    return exactly (0);
  if (factor > 0)
    turned = (Number){ FALSE, a.low * factor, a.high * factor, a.low_open, a.high_open };
  return isnan (turned.low) || isnan (turned.high) ? nothing : turned;
}

static Number
combine (NaiveKind kind, Number a, Number b)
{
  gboolean divides = kind == N_DIVIDE || kind == N_POWER;

  if (a.absent || b.absent || (!is_exact (b) && (!is_exact (a) || divides)))
    return nothing;
  switch (kind)
    {
    case N_SUBTRACT:
      b = scale (b, -1);
      return (Number){ FALSE, a.low + b.low, a.high + b.high, a.low_open || b.low_open,
                       a.high_open || b.high_open };
    case N_ADD:
      return (Number){ FALSE, a.low + b.low, a.high + b.high, a.low_open || b.low_open,
                       a.high_open || b.high_open };
    case N_MULTIPLY:
      return is_exact (b) ? scale (a, b.low) : scale (b, a.low);
    case N_DIVIDE:
      if (b.low == 0)
        return nothing;
      if (is_exact (a))
        return exactly (a.low / b.low);
      return scale (a, 1 / b.low);
    case N_POWER:
      return is_exact (a) ? exactly (pow (a.low, b.low)) : nothing;
    case N_MIN:
      return is_exact (a) && is_exact (b) ? exactly (fmin (a.low, b.low)) : nothing;
    case N_MAX:
    default:
      return is_exact (a) && is_exact (b) ? exactly (fmax (a.low, b.low)) : nothing;
    }
}

/* ---- records ---- */

/* The order of a series: by the first day that it may be, the more precise first, none last. */
static int
place (const NaiveRecord *record)
{
  return record->precision == 3 ? INT_MAX : record->first * 4 + record->precision;
}

/* The records of @symbol in order; returns how many. */
static int
list (const NaiveWorld *world, NaiveSymbol symbol, const NaiveRecord **found)
{
  int n = 0;

  for (int i = 0; i < world->n_records; i++)
    {
      const NaiveRecord *record = &world->records[i];
      int j = n;

      if (record->gone || record->symbol != symbol)
        continue;
      for (; j > 0 && place (found[j - 1]) > place (record); j--)
        found[j] = found[j - 1];
      found[j] = record;
      n++;
    }
  return n;
}

static gboolean
find_span (const NaiveWorld *world, const NaiveWindow *window, int today, int *from, int *to)
{
  NaiveAnchor anchor = window != NULL && window->amount > 0 ? window->anchor : AT_NONE;
  int end = today;

  *from = INT_MIN;
  *to = today;
  if (window == NULL || window->amount == 0)
    return TRUE;
  if (anchor != AT_NONE && world->anchor_first[anchor] != INT_MIN)
    {
      end = world->anchor_first[anchor];
      if (end != world->anchor_last[anchor])
        return FALSE;
    }
  *from = move (window, end, -1);
  *to = MIN (today, end);
  return TRUE;
}

static Reading
find_latest (const NaiveWorld *world,
             NaiveSymbol symbol,
             int from,
             int to,
             const NaiveRecord **record)
{
  const NaiveRecord *series[NAIVE_MAX_RECORDS];

  for (int i = list (world, symbol, series); i > 0; i--)
    {
      *record = series[i - 1];
      if ((*record)->last < from || (*record)->first > to)
        continue;
      if ((*record)->first < from || (*record)->last > to)
        return READ_UNCERTAIN;
      return (*record)->sign == '?' ? READ_UNUSABLE : READ_VALUE;
    }
  return READ_NOTHING;
}

static gboolean
is_lasting (NaiveSymbol symbol)
{
  return symbol >= OF_TRIAL;
}

static gboolean
find_node_span (const NaiveWorld *world, const NaiveNode *node, int today, int *from, int *to)
{
  const NaiveWindow *window = node->own                   ? &node->window
                              : is_lasting (node->symbol) ? NULL
                                                          : &world->window;

  return find_span (world, window, today, from, to);
}

static Reading
read_node (const NaiveWorld *world, const NaiveNode *node, int today, const NaiveRecord **record)
{
  int from, to;

  if (!find_node_span (world, node, today, &from, &to))
    return READ_UNCERTAIN;
  return find_latest (world, node->symbol, from, to, record);
}

static Number
to_number (const NaiveRecord *record)
{
  if (record->sign == '?')
    return nothing;
  return (Number){ FALSE, record->sign == '<' ? -INFINITY : record->value,
                   record->sign == '>' ? INFINITY : record->value, record->sign == '>',
                   record->sign == '<' };
}

static Number
read_number (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;

  return read_node (world, node, today, &record) == READ_VALUE ? to_number (record) : nothing;
}

static Number
read_upper (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;

  if (read_node (world, node, today, &record) != READ_VALUE || record->upper == 0)
    return nothing;
  return exactly (node->upper ? record->upper : record->upper / 2);
}

/* ---- over time ---- */

static int
judge_record (const NaiveNode *node, const NaiveRecord *record)
{
  Number limit = exactly (node->number);
  int truth;

  if (node->upper)
    limit = record->upper == 0 ? nothing : scale (exactly (record->upper), node->number);
  truth = compare (to_number (record), node->relation, limit);
  return node->swapped ? 2 - truth : truth;
}

static int
judge_ever (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *series[NAIVE_MAX_RECORDS];
  int n = list (world, node->symbol, series), truth = -1;

  for (int i = 0; i < n; i++)
    {
      int one;

      if (series[i]->first > today)
        continue;
      one = judge_record (node, series[i]);
      truth = MAX (truth, series[i]->last > today ? MIN (one, 1) : one);
    }
  return truth < 0 ? 1 : truth;
}

/* Whether @b is more than the window's amount after @a. */
static gboolean
is_beyond (const NaiveWindow *window, int a, int b)
{
  return a != INT_MIN && b != INT_MAX && move (window, a, 1) < b;
}

static int
judge_run (const NaiveNode *node, const NaiveRecord **series, int n)
{
  const NaiveRecord *last = series[n - 1];
  int truth = 2;

  for (int i = n - 1; i >= 0; i--)
    {
      int one = judge_record (node, series[i]);

      truth = MIN (truth, one);
      if (one == 0 && i < n - 1 && is_beyond (&node->window, series[i]->first, last->last))
        return 1;
      if (one == 0 || is_beyond (&node->window, series[i]->last, last->first))
        return truth;
    }
  return 1;
}

static int
judge_persists (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *series[NAIVE_MAX_RECORDS], *latest;
  int from, to, kept = 0, n = list (world, node->symbol, series);

  if (!find_node_span (world, node, today, &from, &to) ||
      find_latest (world, node->symbol, from, to, &latest) != READ_VALUE)
    return 1;
  for (int i = 0; i < n; i++)
    if (series[i]->last <= to)
      series[kept++] = series[i];
  if (node->kind == C_OVER)
    return judge_run (node, series, kept);
  if (kept == 1)
    return MIN (judge_record (node, series[0]), 1);
  return MIN (judge_record (node, series[kept - 1]), judge_record (node, series[kept - 2]));
}

static Number
find_change_from (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *latest, *base;
  int anchor = world->anchor_first[node->anchor], day = MIN (anchor, today);

  if (anchor == INT_MIN || anchor != world->anchor_last[node->anchor] ||
      read_node (world, node, today, &latest) != READ_VALUE ||
      find_latest (world, node->symbol, INT_MIN, day, &base) != READ_VALUE)
    return nothing;
  if (latest->first <= day || base->sign != '=' || base->value <= 0)
    return nothing;
  return combine (N_SUBTRACT, scale (to_number (latest), 100 / base->value), exactly (100));
}

static Number
find_change_within (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *series[NAIVE_MAX_RECORDS], *latest;
  int from, to, n = list (world, node->symbol, series);
  double least = INFINITY;
  gboolean open = FALSE;

  if (!find_node_span (world, node, today, &from, &to) ||
      find_latest (world, node->symbol, from, to, &latest) != READ_VALUE)
    return nothing;
  for (int j = 0; j < n; j++)
    for (int i = 0; i < j; i++)
      {
        const NaiveRecord *a = series[i], *b = series[j];

        if (a->last > to || b->last > to || b->last < from ||
            is_beyond (&node->window, a->last, b->first))
          continue;
        open |= a->precision || b->precision || a->sign != '=' || b->sign != '=';
        if (a->precision || b->precision || a->sign != '=' || (b->sign != '=' && b->sign != '<') ||
            a->value <= 0)
          continue;
        least = MIN (least, (b->value / a->value - 1) * 100);
      }
  if (isinf (least))
    return nothing;
  return (Number){ FALSE, open ? -INFINITY : least, least, FALSE, FALSE };
}

/* ---- days and courses ---- */

static int
compare_span (double low, double high, int relation, double limit)
{
  return compare ((Number){ FALSE, low, high, FALSE, FALSE }, relation, exactly (limit));
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

static int
judge_days (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;
  int end;

  if (read_node (world, node, today, &record) != READ_VALUE ||
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

/* ---- what they come to ---- */

static gboolean
is_complete (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;

  /* Nobody attests prednisone by itself. */
  return node->medication != 3 &&
         find_latest (world, OF_COMPLETE, INT_MIN, today, &record) == READ_VALUE &&
         record->value == 1;
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
    {
      *least = lacks_dose (world, node, end) ? 0 : walk_stable (world, node, end);
      if (complete && !lacks_dose (world, node, end))
        *most = *least;
    }
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

  if (read_node (world, &other, today, &record) != READ_VALUE)
    return 1;
  if (node->kind == C_EVER_GIVEN)
    return record->value == 3 ? 1 : record->value == 1 ? 2 : 0;
  return compare (scale (to_number (record),
                         node->in_days && node->kind != C_SINCE_GIVEN ? 30.4375 : 1),
                  node->relation, exactly (node->number));
}

static int
judge_exposure (const NaiveWorld *world, const NaiveNode *node, int today)
{
  double least, most;
  int end, truth = 1;

  if (find_end (world, node->anchor, today, &end))
    {
      find_bounds (world, node, MIN (end, today), is_complete (world, node, today), &least, &most);
      truth = node->kind == C_EVER_GIVEN ? (least >= 1  ? 2
                                            : most <= 0 ? 0
                                                        : 1)
                                         : compare_span (least, most, node->relation, node->number);
    }
  return truth == 1 && node->has_else ? judge_else (world, node, today) : truth;
}

/* ---- the tree ---- */

static Number get_number (const NaiveWorld *world, int index, int today);

static Number
convert (NaiveSymbol symbol, Number number)
{
  return symbol == OF_CREATININE ? scale (number, UMOL_TO_MG_DL) : number;
}

static Number
read_definition (const NaiveWorld *world, int today)
{
  const NaiveNode uprot24 = { .symbol = OF_UPROT24 };

  return scale (read_number (world, &uprot24, today), 2);
}

static Number
get_number (const NaiveWorld *world, int index, int today)
{
  const NaiveNode *node = &world->nodes[index];
  Number left, right;
  int truth;

  switch (node->kind)
    {
    case N_CONSTANT:
      return exactly (node->number);
    case N_VALUE:
      return convert (node->symbol, read_number (world, node, today));
    case N_RATIO:
      return combine (N_DIVIDE, read_number (world, node, today), read_upper (world, node, today));
    case N_DEFINITION:
      return read_definition (world, today);
    case N_IF:
      truth = naive_judge (world, node->child[0], today);
      return truth == 1 ? nothing : get_number (world, node->child[truth == 2 ? 1 : 2], today);
    default:
      left = get_number (world, node->child[0], today);
    }
  if (node->kind == N_NEGATE)
    return scale (left, -1);
  if (node->kind == N_ABS)
    return left.absent || !is_exact (left) ? nothing : exactly (fabs (left.low));
  right = get_number (world, node->child[1], today);
  left = combine (node->kind, left, right);
  return !left.absent && is_exact (left) ? exactly (left.low) : left;
}

static int
judge_known (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;
  Reading reading = read_node (world, node, today, &record);
  gboolean answers = node->symbol == OF_INFECTION || node->symbol == OF_HCG ||
                     node->symbol == OF_COMPLETE;

  if (reading == READ_UNCERTAIN)
    return 1;
  return reading == READ_VALUE && !(answers && record->value == 3) ? 2 : 0;
}

static int
judge_answers (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;

  if (read_node (world, node, today, &record) != READ_VALUE || record->value == 3)
    return 1;
  if (node->kind == C_FLAG)
    return record->value == 1 ? 2 : 0;
  return ((node->answers >> (int) record->value) & 1) == (node->relation != 5) ? 2 : 0;
}

static int
judge_definition (const NaiveWorld *world, int today)
{
  const NaiveNode anc = { .symbol = OF_ANC };

  return compare (read_number (world, &anc, today), 3, exactly (3));
}

static int
judge_leaf (const NaiveWorld *world, const NaiveNode *node, int today)
{
  switch (node->kind)
    {
    case C_COMPARE:
      return compare (get_number (world, node->child[0], today), node->relation,
                      get_number (world, node->child[1], today));
    case C_VALUE:
      return compare (read_number (world, node, today), node->relation, exactly (node->number));
    case C_LIMIT:
      return compare (read_number (world, node, today), node->relation,
                      scale (read_upper (world, node, today), node->number));
    case C_CHOICE:
    case C_FLAG:
      return judge_answers (world, node, today);
    case C_KNOWN:
      return judge_known (world, node, today);
    case C_EVER:
      return judge_ever (world, node, today);
    case C_TWO:
    case C_OVER:
      return judge_persists (world, node, today);
    case C_CHANGE_FROM:
      return compare (find_change_from (world, node, today), node->relation,
                      exactly (node->number));
    case C_CHANGE_WITHIN:
      return compare (find_change_within (world, node, today), node->relation,
                      exactly (node->number));
    case C_DAYS:
      return judge_days (world, node, today);
    case C_DEFINITION:
      return judge_definition (world, today);
    default:
      return judge_exposure (world, node, today);
    }
}

int
naive_judge (const NaiveWorld *world, int index, int today)
{
  const NaiveNode *node = &world->nodes[index];
  int left, right;

  if (node->kind > C_NOT)
    return judge_leaf (world, node, today);
  left = naive_judge (world, node->child[0], today);
  if (node->kind == C_NOT)
    return 2 - left;
  right = naive_judge (world, node->child[1], today);
  if (node->kind == C_AND)
    return MIN (left, right);
  return MAX (node->kind == C_IMPLIES ? 2 - left : left, right);
}
