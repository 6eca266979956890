#include "pod-evaluator.h"

#include <math.h>

#include "pod-rule-private.h"

static PodNumber
finish (PodComparator comparator, double number)
{
  /* A division by zero or the root of a negative number gives nothing to compare. */
  if (!isfinite (number))
    return pod_number_absent (POD_ABSENCE_UNUSABLE);
  return (PodNumber){ POD_ABSENCE_NONE, comparator, number };
}

/* "< 5" becomes "> -5" when its sign turns. */
static PodComparator
mirror (PodComparator comparator)
{
  switch (comparator)
    {
    case POD_LESS_THAN:
      return POD_GREATER_THAN;
    case POD_AT_MOST:
      return POD_AT_LEAST;
    case POD_GREATER_THAN:
      return POD_LESS_THAN;
    case POD_AT_LEAST:
      return POD_AT_MOST;
    case POD_EXACTLY:
    default:
      return POD_EXACTLY;
    }
}

static PodNumber
scale (PodNumber value, double factor)
{
  if (value.absence != POD_ABSENCE_NONE)
    return value;
  if (factor == 0)
    return pod_number_exactly (0);
  return finish (factor < 0 ? mirror (value.comparator) : value.comparator, value.number * factor);
}

static PodNumber
get (PodEvaluation *self, const PodNode *node, guint index)
{
  return pod_evaluation_get_number (self, pod_node_get (node, index));
}

static PodNumber
read_value (PodEvaluation *self, const PodNode *node)
{
  const PodRead *read = pod_evaluation_read (self, node);

  if (read->absence != POD_ABSENCE_NONE)
    return pod_number_absent (read->absence);
  return finish (read->fact.comparator, read->fact.number);
}

static PodNumber
read_limit (PodEvaluation *self, const PodNode *node)
{
  const PodRead *read = pod_evaluation_read (self, pod_node_get (node, 0));
  double limit = node->kind == POD_NODE_ULN ? read->fact.upper : read->fact.lower;

  if (read->absence != POD_ABSENCE_NONE)
    return pod_number_absent (read->absence);
  return isfinite (limit) ? pod_number_exactly (limit) : pod_number_absent (POD_ABSENCE_NO_LIMIT);
}

/* The day up to which days_since() counts. */
static PodDate
find_end_of_count (const PodEvaluation *self, const PodNode *node)
{
  PodDate anchor = POD_DATE_NONE;

  if (node->anchor != NULL)
    anchor = self->facts->anchor (self->facts->self, node->anchor);
  return pod_date_is_set (anchor) ? anchor : self->as_of;
}

/* What the fact is compared by becomes part of it: "at least 30 days" for a date that lacks its day. */
static PodNumber
count_days (PodEvaluation *self, const PodNode *node)
{
  PodRead *read = pod_evaluation_read (self, pod_node_get (node, 0));
  PodDate end = find_end_of_count (self, node);
  PodDate date = read->fact.date;
  gint32 day;

  if (read->absence != POD_ABSENCE_NONE)
    return pod_number_absent (read->absence);
  if (!pod_date_is_set (date))
    return pod_number_absent (POD_ABSENCE_NEVER);
  if (!pod_date_is_complete (end))
    return pod_number_absent (POD_ABSENCE_NO_ANCHOR);
  if (!pod_date_is_complete (date))
    read->fact.comparator = self->earliest_dates ? POD_AT_MOST : POD_AT_LEAST;
  day = self->earliest_dates ? pod_date_first_day (date) : pod_date_last_day (date);
  return (PodNumber){ POD_ABSENCE_NONE, read->fact.comparator,
                      (double) pod_date_first_day (end) - day };
}

/* Two sides of which one may be open: a sum with an exact number only moves the bound. */
static PodNumber
add (PodNumber left, PodNumber right)
{
  PodComparator comparator = left.comparator != POD_EXACTLY ? left.comparator : right.comparator;

  if (left.comparator != POD_EXACTLY && right.comparator != POD_EXACTLY)
    return pod_number_absent (POD_ABSENCE_CENSORED);
  return finish (comparator, left.number + right.number);
}

static PodNumber
multiply (PodNumber left, PodNumber right)
{
  if (right.comparator == POD_EXACTLY)
    return scale (left, right.number);
  if (left.comparator == POD_EXACTLY)
    return scale (right, left.number);
  return pod_number_absent (POD_ABSENCE_CENSORED);
}

/* 1 / "< 5" could be anything, even negative as far as arithmetic knows. */
static PodNumber
divide (PodNumber left, PodNumber right)
{
  if (right.comparator != POD_EXACTLY)
    return pod_number_absent (POD_ABSENCE_CENSORED);
  if (right.number == 0)
    return pod_number_absent (POD_ABSENCE_UNUSABLE);
  return finish (right.number < 0 ? mirror (left.comparator) : left.comparator,
                 left.number / right.number);
}

static PodNumber
raise_to_power (PodNumber base, PodNumber exponent)
{
  if (base.comparator != POD_EXACTLY || exponent.comparator != POD_EXACTLY)
    return pod_number_absent (POD_ABSENCE_CENSORED);
  return finish (POD_EXACTLY, pow (base.number, exponent.number));
}

static PodNumber
combine (PodEvaluation *self, const PodNode *node)
{
  PodNumber left = get (self, node, 0);
  PodNumber right = get (self, node, 1);

  if (left.absence != POD_ABSENCE_NONE || right.absence != POD_ABSENCE_NONE)
    return pod_number_absent (pod_absence_combine (left.absence, right.absence));
  switch (node->kind)
    {
    case POD_NODE_ADD:
      return add (left, right);
    case POD_NODE_SUBTRACT:
      return add (left, scale (right, -1));
    case POD_NODE_MULTIPLY:
      return multiply (left, right);
    case POD_NODE_DIVIDE:
      return divide (left, right);
    case POD_NODE_POWER:
    default:
      return raise_to_power (left, right);
    }
}

static PodNumber
find_extreme (PodEvaluation *self, const PodNode *node)
{
  PodNumber extreme = get (self, node, 0);

  for (guint i = 1; i < node->children->len; i++)
    {
      PodNumber next = get (self, node, i);

      if (next.comparator != POD_EXACTLY)
        next.absence = pod_absence_combine (next.absence, POD_ABSENCE_CENSORED);
      extreme.absence = pod_absence_combine (extreme.absence, next.absence);
      extreme.number = node->kind == POD_NODE_MIN ? MIN (extreme.number, next.number)
                                                  : MAX (extreme.number, next.number);
    }
  if (extreme.comparator != POD_EXACTLY)
    return pod_number_absent (pod_absence_combine (extreme.absence, POD_ABSENCE_CENSORED));
  return extreme;
}

static PodNumber
find_absolute (PodEvaluation *self, const PodNode *node)
{
  PodNumber value = get (self, node, 0);

  if (value.comparator != POD_EXACTLY)
    return pod_number_absent (POD_ABSENCE_CENSORED);
  value.number = fabs (value.number);
  return value;
}

static PodNumber
choose (PodEvaluation *self, const PodNode *node)
{
  switch (pod_evaluation_get_truth (self, pod_node_get (node, 0)))
    {
    case POD_TRUE:
      return get (self, node, 1);
    case POD_FALSE:
      return get (self, node, 2);
    case POD_UNKNOWN:
    default:
      return pod_number_absent (self->absence);
    }
}

static PodNumber
follow_definition (PodEvaluation *self, const PodNode *node)
{
  const PodRule *rule = node->definition;

  return scale (pod_evaluation_get_number (self, rule->root), rule->factor);
}

PodNumber
pod_evaluation_get_number (PodEvaluation *self, const PodNode *node)
{
  switch (node->kind)
    {
    case POD_NODE_NUMBER:
      return pod_number_exactly (node->number);
    case POD_NODE_VALUE:
    case POD_NODE_LATEST:
      return read_value (self, node);
    case POD_NODE_DEFINITION:
      return follow_definition (self, node);
    case POD_NODE_NEGATE:
      return scale (get (self, node, 0), -1);
    case POD_NODE_CONVERT:
      return scale (get (self, node, 0), node->factor);
    case POD_NODE_IN_UNIT:
      return scale (read_value (self, pod_node_get (node, 0)), node->factor);
    case POD_NODE_ULN:
    case POD_NODE_LLN:
      return read_limit (self, node);
    case POD_NODE_IF:
      return choose (self, node);
    case POD_NODE_MIN:
    case POD_NODE_MAX:
      return find_extreme (self, node);
    case POD_NODE_ABS:
      return find_absolute (self, node);
    case POD_NODE_DAYS_SINCE:
      return count_days (self, node);
    case POD_NODE_EXPOSURE:
    case POD_NODE_STABLE_DOSE:
    case POD_NODE_DAYS_SINCE_GIVEN:
      return pod_evaluation_get_exposure (self, node);
    case POD_NODE_CHANGE:
      return pod_evaluation_get_change (self, node);
    default:
      return combine (self, node);
    }
}
