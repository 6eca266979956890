#include "pod-evaluator.h"

#include <math.h>

static const PodFact *
get_value (const GArray *values, guint index)
{
  return &g_array_index (values, PodFact, index);
}

static GArray *
list_all (const PodEvaluation *self, const PodSymbol *symbol, gint32 from, gint32 to)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (PodFact));

  self->facts->series (self->facts->self, symbol, from, to, values);
  return values;
}

static gboolean
is_surely_until (const PodFact *value, gint32 to)
{
  return pod_date_is_set (value->when.date) && pod_date_last_day (value->when.date) <= to;
}

/* All values that are surely of @to or before, oldest first.  What may be later has been weighed by who looked for the
 * latest. */
static GArray *
list_values (const PodEvaluation *self, const PodSymbol *symbol, gint32 to)
{
  GArray *values = list_all (self, symbol, POD_DAY_MIN, to);

  for (guint i = values->len; i > 0; i--)
    if (!is_surely_until (get_value (values, i - 1), to))
      g_array_remove_index (values, i - 1);
  return values;
}

/* An evaluation in which the observation has one value after another. */
static PodEvaluation
begin_turns (const PodEvaluation *self)
{
  PodEvaluation turns = *self;

  turns.reads = g_array_new (FALSE, FALSE, sizeof (PodRead));
  turns.looked_at = NULL;
  return turns;
}

static PodTruth
judge_value (PodEvaluation *turns, const PodNode *condition, const PodFact *value)
{
  turns->bound = value;
  g_array_set_size (turns->reads, 0);
  return pod_evaluation_get_truth (turns, condition);
}

/* Evidence for the values from index @first on, where somebody wants to see it. */
static void
show_values (PodEvaluation *self,
             PodEvaluation *turns,
             const PodNode *condition,
             const GArray *values,
             guint first)
{
  for (guint i = first; self->looked_at != NULL && i < values->len; i++)
    {
      turns->bound = get_value (values, i);
      g_ptr_array_add (self->looked_at, pod_evaluation_get_evidence (turns, condition));
    }
}

static gboolean
is_surely_inside (const PodFact *value, const PodSpan *span)
{
  return is_surely_until (value, span->to) && pod_date_first_day (value->when.date) >= span->from;
}

/* A value whose date does not say that it was inside can only leave it open. */
static PodTruth
judge_recorded (PodEvaluation *turns,
                const PodNode *condition,
                const PodFact *value,
                const PodSpan *span)
{
  PodTruth truth = judge_value (turns, condition, value);

  if (truth != POD_TRUE || is_surely_inside (value, span))
    return truth;
  turns->absence = POD_ABSENCE_UNDATED;
  return POD_UNKNOWN;
}

static PodTruth
judge_each (PodEvaluation *turns,
            const PodNode *condition,
            const GArray *values,
            const PodSpan *span,
            PodFact *shown)
{
  PodTruth answer = values->len > 0 ? POD_FALSE : POD_UNKNOWN;

  for (guint i = 0; i < values->len; i++)
    {
      PodTruth truth = judge_recorded (turns, condition, get_value (values, i), span);

      if (truth >= answer)
        *shown = *get_value (values, i);
      answer = pod_truth_or (answer, truth);
    }
  return answer;
}

/* The value shown is the last that says so: once it has left a moving look-back, nothing does. */
void
pod_evaluation_judge_ever (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodNode *condition = pod_node_get (node, 0);
  PodSpan span = pod_window_get_span (&node->window, self->facts, self->as_of);
  g_autoptr (GArray) values = NULL;
  PodEvaluation turns;
  PodFact shown = { .lower = NAN, .upper = NAN, .when = POD_MOMENT_NONE };

  leaf->kind = POD_EVIDENCE_OVER_TIME;
  leaf->absence = POD_ABSENCE_NO_ANCHOR;
  if (span.lost)
    return;
  values = list_all (self, node->symbol, span.from, span.to);
  turns = begin_turns (self);
  leaf->truth = judge_each (&turns, condition, values, &span, &shown);
  leaf->absence = values->len > 0 ? POD_ABSENCE_NONE : POD_ABSENCE_NEVER;
  if (leaf->truth == POD_UNKNOWN && values->len > 0)
    leaf->absence = turns.absence;
  if (span.moving && pod_date_is_set (shown.when.date))
    leaf->valid_until = pod_window_get_last_day (&node->window, shown.when.date);
  pod_evaluation_note (self, node->symbol, leaf->absence, &shown);
  show_values (self, &turns, condition, values, 0);
  pod_evaluation_clear (&turns);
}

static void
settle (PodLeaf *leaf, PodTruth truth, PodAbsence absence)
{
  leaf->truth = truth;
  leaf->absence = truth == POD_UNKNOWN ? absence : POD_ABSENCE_NONE;
}

/* The two latest values; one that does not meet it is enough to say no. */
static guint
judge_last_two (PodEvaluation *turns, const PodNode *node, const GArray *values, PodLeaf *leaf)
{
  guint first = values->len > 1 ? values->len - 2 : 0;
  PodTruth truth = POD_TRUE;

  for (guint i = first; i < values->len; i++)
    truth = pod_truth_and (truth,
                           judge_value (turns, pod_node_get (node, 0), get_value (values, i)));
  if (values->len < 2 && truth == POD_TRUE)
    settle (leaf, POD_UNKNOWN, POD_ABSENCE_TOO_FEW);
  else
    settle (leaf, truth, turns->absence);
  return first;
}

/* Whether @earlier is certainly more than the amount before @later, whatever days they lack. */
static gboolean
is_surely_before (const PodWindow *window, PodDate earlier, PodDate later)
{
  return pod_date_is_set (earlier) && pod_date_is_set (later) &&
         pod_window_is_exceeded (window, pod_date_from_day (pod_date_last_day (earlier)),
                                 pod_date_from_day (pod_date_first_day (later)));
}

static gboolean
may_be_before (const PodWindow *window, PodDate earlier, PodDate later)
{
  return !pod_date_is_set (earlier) || !pod_date_is_set (later) ||
         pod_window_is_exceeded (window, pod_date_from_day (pod_date_first_day (earlier)),
                                 pod_date_from_day (pod_date_last_day (later)));
}

/* Back from the latest value.  One that fails within the amount says no for good; one that fails before it leaves
 * open what a value in between, not recorded, would have been. */
static guint
judge_run (PodEvaluation *turns, const PodNode *node, const GArray *values, PodLeaf *leaf)
{
  PodDate last = get_value (values, values->len - 1)->when.date;
  PodTruth all = POD_TRUE;

  leaf->truth = POD_UNKNOWN;
  leaf->absence = POD_ABSENCE_TOO_FEW;
  for (guint i = values->len; i > 0; i--)
    {
      PodDate when = get_value (values, i - 1)->when.date;
      PodTruth truth = judge_value (turns, pod_node_get (node, 0), get_value (values, i - 1));

      all = pod_truth_and (all, truth);
      if (truth == POD_FALSE)
        {
          if (i == values->len || !may_be_before (&node->window, when, last))
            settle (leaf, POD_FALSE, POD_ABSENCE_NONE);
          return i - 1;
        }
      if (is_surely_before (&node->window, when, last))
        {
          settle (leaf, all, turns->absence);
          return i - 1;
        }
    }
  return 0;
}

void
pod_evaluation_judge_persists (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodRead *latest = pod_evaluation_read (self, node);
  g_autoptr (GArray) values = NULL;
  PodEvaluation turns;
  guint first;

  leaf->kind = POD_EVIDENCE_OVER_TIME;
  leaf->absence = latest->absence;
  if (latest->absence != POD_ABSENCE_NONE)
    return;
  values = list_values (self, node->symbol, latest->span.to);
  leaf->absence = POD_ABSENCE_TOO_FEW;
  if (values->len == 0)
    return;
  leaf->absence = POD_ABSENCE_NONE;
  turns = begin_turns (self);
  first = node->window.amount > 0 ? judge_run (&turns, node, values, leaf)
                                  : judge_last_two (&turns, node, values, leaf);
  show_values (self, &turns, pod_node_get (node, 0), values, first);
  pod_evaluation_clear (&turns);
}

static void
show_pair (PodEvaluation *self,
           const PodSymbol *symbol,
           const PodFact *earlier,
           const PodFact *later)
{
  if (self->looked_at == NULL)
    return;
  g_ptr_array_add (self->looked_at, pod_evaluation_show (symbol, POD_ABSENCE_NONE, earlier));
  g_ptr_array_add (self->looked_at, pod_evaluation_show (symbol, POD_ABSENCE_NONE, later));
}

static double
find_change (const PodFact *earlier, const PodFact *later)
{
  return (later->number / earlier->number - 1) * 100;
}

/* From the last value on or before @anchor to @latest, which must be another. */
static PodNumber
compare_with_base (PodEvaluation *self,
                   const PodSymbol *symbol,
                   PodDate anchor,
                   const PodFact *latest)
{
  gint32 day = MIN (pod_date_first_day (anchor), pod_date_first_day (self->as_of));
  PodFact base = { .lower = NAN, .upper = NAN };
  PodAbsence absence = self->facts->latest (self->facts->self, symbol, POD_DAY_MIN, day, &base);

  if (absence == POD_ABSENCE_NEVER || absence == POD_ABSENCE_OUTSIDE ||
      absence == POD_ABSENCE_NOT_DONE)
    return pod_number_absent (POD_ABSENCE_TOO_FEW);
  if (absence != POD_ABSENCE_NONE)
    return pod_number_absent (absence);
  if (pod_date_first_day (latest->when.date) <= day)
    return pod_number_absent (POD_ABSENCE_TOO_FEW);
  if (base.comparator != POD_EXACTLY)
    return pod_number_absent (POD_ABSENCE_CENSORED);
  if (!(base.number > 0))
    return pod_number_absent (POD_ABSENCE_UNUSABLE);
  show_pair (self, symbol, &base, latest);
  return (PodNumber){ POD_ABSENCE_NONE, latest->comparator, find_change (&base, latest) };
}

static PodNumber
get_change_from_anchor (PodEvaluation *self, const PodNode *node, const PodFact *latest)
{
  PodDate anchor = self->facts->anchor (self->facts->self, node->anchor);

  if (!pod_date_is_complete (anchor))
    return pod_number_absent (POD_ABSENCE_NO_ANCHOR);
  return compare_with_base (self, node->symbol, anchor, latest);
}

/**
 * PodFall:
 * @percent: the greatest fall found, INFINITY before the first
 * @open: a pair was censored or could not be used, so that a greater one is possible
 *
 * The greatest fall between two values.
 */
typedef struct
{
  double percent;
  gboolean open;
  const PodFact *earlier;
  const PodFact *later;
} PodFall;

static void
consider_pair (PodFall *fall, const PodFact *earlier, const PodFact *later)
{
  gboolean below = pod_comparator_is_upper_bound (later->comparator);
  double percent = find_change (earlier, later);

  if (earlier->comparator != POD_EXACTLY || later->comparator != POD_EXACTLY || isnan (percent))
    fall->open = TRUE;
  if (isnan (percent))
    return;
  if (earlier->comparator != POD_EXACTLY || (later->comparator != POD_EXACTLY && !below))
    return;
  if (!(earlier->number > 0) || percent >= fall->percent)
    return;
  fall->percent = percent;
  fall->earlier = earlier;
  fall->later = later;
}

static gboolean
may_be_inside (const PodSpan *span, const PodFact *value)
{
  return pod_date_last_day (value->when.date) >= span->from;
}

/* Of a pair with such a value nobody knows how far apart it is, nor which comes first. */
static gboolean
lacks_day (const PodFact *value)
{
  return !pod_date_is_complete (value->when.date);
}

static PodFall
find_fall (const PodWindow *within, const PodSpan *span, const GArray *values)
{
  PodFall fall = { INFINITY, FALSE, NULL, NULL };

  for (guint j = 1; j < values->len; j++)
    {
      const PodFact *later = get_value (values, j);

      for (guint i = j; i > 0 && may_be_inside (span, later); i--)
        {
          const PodFact *earlier = get_value (values, i - 1);

          if (is_surely_before (within, earlier->when.date, later->when.date))
            continue;
          if (lacks_day (earlier) || lacks_day (later))
            fall.open = TRUE;
          else
            consider_pair (&fall, earlier, later);
        }
    }
  return fall;
}

static PodNumber
get_greatest_fall (PodEvaluation *self, const PodNode *node, PodRead *latest)
{
  g_autoptr (GArray) values = list_values (self, node->symbol, latest->span.to);
  PodFall fall = find_fall (&node->window, &latest->span, values);

  if (fall.later == NULL)
    return pod_number_absent (fall.open ? POD_ABSENCE_CENSORED : POD_ABSENCE_TOO_FEW);
  latest->fact = *fall.later;
  latest->valid_until = pod_evaluation_get_last_day (self, &latest->span, fall.later->when.date);
  latest->span = POD_SPAN_NONE;
  show_pair (self, node->symbol, fall.earlier, fall.later);
  return (PodNumber){ POD_ABSENCE_NONE, fall.open ? POD_AT_MOST : POD_EXACTLY, fall.percent };
}

PodNumber
pod_evaluation_get_change (PodEvaluation *self, const PodNode *node)
{
  PodRead *latest = pod_evaluation_read (self, node);

  if (latest->absence != POD_ABSENCE_NONE)
    return pod_number_absent (latest->absence);
  if (node->anchor != NULL)
    return get_change_from_anchor (self, node, &latest->fact);
  return get_greatest_fall (self, node, latest);
}
