#include "naive-private.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define DAY_OF_1970 719163
#define UMOL_TO_MG_DL (1 / 88.4)

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

Number
naive_exactly (double number)
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

int
naive_compare (Number a, int relation, Number b)
{
  static const int mirrored[] = { 2, 3, 0, 1, 4, 5 };
  gboolean some = FALSE, every = TRUE;
  double tries[9];

  if (a.absent || b.absent || (!is_exact (a) && !is_exact (b)))
    return 1;
  if (!is_exact (b))
    return naive_compare (b, mirrored[relation], a);
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

Number
naive_scale (Number a, double factor)
{
  Number turned = { FALSE, a.high * factor, a.low * factor, a.high_open, a.low_open };

  if (a.absent)
    return nothing;
  if (factor == 0)
    return naive_exactly (0);
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
      b = naive_scale (b, -1);
      return (Number){ FALSE, a.low + b.low, a.high + b.high, a.low_open || b.low_open,
                       a.high_open || b.high_open };
    case N_ADD:
      return (Number){ FALSE, a.low + b.low, a.high + b.high, a.low_open || b.low_open,
                       a.high_open || b.high_open };
    case N_MULTIPLY:
      return is_exact (b) ? naive_scale (a, b.low) : naive_scale (b, a.low);
    case N_DIVIDE:
      if (b.low == 0)
        return nothing;
      if (is_exact (a))
        return naive_exactly (a.low / b.low);
      return naive_scale (a, 1 / b.low);
    case N_POWER:
      return is_exact (a) ? naive_exactly (pow (a.low, b.low)) : nothing;
    case N_MIN:
      return is_exact (a) && is_exact (b) ? naive_exactly (fmin (a.low, b.low)) : nothing;
    case N_MAX:
    default:
      return is_exact (a) && is_exact (b) ? naive_exactly (fmax (a.low, b.low)) : nothing;
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

Reading
naive_find_latest (const NaiveWorld *world,
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

Reading
naive_read_node (const NaiveWorld *world,
                 const NaiveNode *node,
                 int today,
                 const NaiveRecord **record)
{
  int from, to;

  if (!find_node_span (world, node, today, &from, &to))
    return READ_UNCERTAIN;
  return naive_find_latest (world, node->symbol, from, to, record);
}

Number
naive_to_number (const NaiveRecord *record)
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

  return naive_read_node (world, node, today, &record) == READ_VALUE ? naive_to_number (record)
                                                                     : nothing;
}

static Number
read_upper (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;

  if (naive_read_node (world, node, today, &record) != READ_VALUE || record->upper == 0)
    return nothing;
  return naive_exactly (node->upper ? record->upper : record->upper / 2);
}

/* ---- over time ---- */

static int
judge_record (const NaiveNode *node, const NaiveRecord *record)
{
  Number limit = naive_exactly (node->number);
  int truth;

  if (node->upper)
    limit = record->upper == 0 ? nothing
                               : naive_scale (naive_exactly (record->upper), node->number);
  truth = naive_compare (naive_to_number (record), node->relation, limit);
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
      naive_find_latest (world, node->symbol, from, to, &latest) != READ_VALUE)
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
      naive_read_node (world, node, today, &latest) != READ_VALUE ||
      naive_find_latest (world, node->symbol, INT_MIN, day, &base) != READ_VALUE)
    return nothing;
  if (latest->first <= day || base->sign != '=' || base->value <= 0)
    return nothing;
  return combine (N_SUBTRACT, naive_scale (naive_to_number (latest), 100 / base->value),
                  naive_exactly (100));
}

static Number
find_change_within (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *series[NAIVE_MAX_RECORDS], *latest;
  int from, to, n = list (world, node->symbol, series);
  double least = INFINITY;
  gboolean open = FALSE;

  if (!find_node_span (world, node, today, &from, &to) ||
      naive_find_latest (world, node->symbol, from, to, &latest) != READ_VALUE)
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

/* ---- the tree ---- */

static Number get_number (const NaiveWorld *world, int index, int today);

static Number
convert (NaiveSymbol symbol, Number number)
{
  return symbol == OF_CREATININE ? naive_scale (number, UMOL_TO_MG_DL) : number;
}

static Number
read_definition (const NaiveWorld *world, int today)
{
  const NaiveNode uprot24 = { .symbol = OF_UPROT24 };

  return naive_scale (read_number (world, &uprot24, today), 2);
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
      return naive_exactly (node->number);
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
    return naive_scale (left, -1);
  if (node->kind == N_ABS)
    return left.absent || !is_exact (left) ? nothing : naive_exactly (fabs (left.low));
  right = get_number (world, node->child[1], today);
  left = combine (node->kind, left, right);
  return !left.absent && is_exact (left) ? naive_exactly (left.low) : left;
}

static int
judge_known (const NaiveWorld *world, const NaiveNode *node, int today)
{
  const NaiveRecord *record;
  Reading reading = naive_read_node (world, node, today, &record);
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

  if (naive_read_node (world, node, today, &record) != READ_VALUE || record->value == 3)
    return 1;
  if (node->kind == C_FLAG)
    return record->value == 1 ? 2 : 0;
  return ((node->answers >> (int) record->value) & 1) == (node->relation != 5) ? 2 : 0;
}

static int
judge_definition (const NaiveWorld *world, int today)
{
  const NaiveNode anc = { .symbol = OF_ANC };

  return naive_compare (read_number (world, &anc, today), 3, naive_exactly (3));
}

static int
judge_leaf (const NaiveWorld *world, const NaiveNode *node, int today)
{
  switch (node->kind)
    {
    case C_COMPARE:
      return naive_compare (get_number (world, node->child[0], today), node->relation,
                            get_number (world, node->child[1], today));
    case C_VALUE:
      return naive_compare (read_number (world, node, today), node->relation,
                            naive_exactly (node->number));
    case C_LIMIT:
      return naive_compare (read_number (world, node, today), node->relation,
                            naive_scale (read_upper (world, node, today), node->number));
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
      return naive_compare (find_change_from (world, node, today), node->relation,
                            naive_exactly (node->number));
    case C_CHANGE_WITHIN:
      return naive_compare (find_change_within (world, node, today), node->relation,
                            naive_exactly (node->number));
    case C_DAYS:
      return naive_judge_days (world, node, today);
    case C_DEFINITION:
      return judge_definition (world, today);
    default:
      return naive_judge_exposure (world, node, today);
    }
}

/* One is any of them, three is all; two is any pair. */
static int
judge_at_least (int needed, int a, int b, int c)
{
  if (needed == 1)
    return MAX (a, MAX (b, c));
  if (needed == 3)
    return MIN (a, MIN (b, c));
  return MAX (MIN (a, b), MAX (MIN (a, c), MIN (b, c)));
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
  if (node->kind == C_AT_LEAST)
    return judge_at_least (node->needed, left, right, naive_judge (world, node->child[2], today));
  if (node->kind == C_AND)
    return MIN (left, right);
  return MAX (node->kind == C_IMPLIES ? 2 - left : left, right);
}
