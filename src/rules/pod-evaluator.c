#include "pod-evaluator.h"

#include <math.h>
#include <string.h>

#include "pod-rule-private.h"

/* Most leaves read one observation, limits included; sums of a score read dozens. */
#define READS_EXPECTED 4

void
pod_evaluation_init (PodEvaluation *self,
                     const PodFacts *facts,
                     const PodWindow *window,
                     PodDate as_of)
{
  *self = (PodEvaluation){ .facts = facts, .window = window, .as_of = as_of };
  self->span = pod_window_get_span (window, facts, as_of);
  self->reads = g_array_sized_new (FALSE, FALSE, sizeof (PodRead), READS_EXPECTED);
}

void
pod_evaluation_clear (PodEvaluation *self)
{
  g_clear_pointer (&self->reads, g_array_unref);
}

/* The first in the order in which absences are reported. */
PodAbsence
pod_absence_combine (PodAbsence a, PodAbsence b)
{
  if (a == POD_ABSENCE_NONE || b == POD_ABSENCE_NONE)
    return MAX (a, b);
  return MIN (a, b);
}

PodDate
pod_evaluation_get_last_day (const PodEvaluation *self, const PodSpan *span, PodDate when)
{
  if (!span->moving || !pod_date_is_set (when))
    return POD_DATE_NONE;
  return pod_window_get_last_day (self->window, when);
}

PodSpan
pod_evaluation_get_span (const PodEvaluation *self, const PodSymbol *symbol)
{
  return symbol->lasting ? pod_span_until (self->as_of) : self->span;
}

static PodRead *
find_read (const PodEvaluation *self, const PodSymbol *symbol, const PodSpan *span)
{
  for (guint i = 0; i < self->reads->len; i++)
    {
      PodRead *read = &g_array_index (self->reads, PodRead, i);

      if (read->symbol == symbol && read->span.from == span->from && read->span.to == span->to &&
          read->span.lost == span->lost)
        return read;
    }
  return NULL;
}

/* "unknown" is an answer on paper and none to a rule. */
static PodAbsence
judge_answer (const PodSymbol *symbol, const PodFact *fact)
{
  gboolean answers = symbol->kind == POD_KIND_CHOICE || symbol->kind == POD_KIND_FLAG;

  return answers && (fact->code == NULL || strcmp (fact->code, "unknown") == 0) ? POD_ABSENCE_ANSWER
                                                                                : POD_ABSENCE_NONE;
}

static void
fill_read (PodEvaluation *self, PodRead *read, const PodWindow *window)
{
  const PodFacts *facts = self->facts;

  if (self->bound != NULL)
    {
      read->fact = *self->bound;
    }
  else if (read->span.lost)
    {
      read->absence = POD_ABSENCE_NO_ANCHOR;
    }
  else
    {
      read->absence = facts->latest (facts->self, read->symbol, read->span.from, read->span.to,
                                     &read->fact);
      /* One that cannot be used hides others for as long: known() is false until then. */
      if ((read->absence == POD_ABSENCE_NONE || read->absence == POD_ABSENCE_UNUSABLE) &&
          read->span.moving && pod_date_is_set (read->fact.when.date))
        read->valid_until = pod_window_get_last_day (window, read->fact.when.date);
      if (read->absence == POD_ABSENCE_OUTSIDE && read->span.moving &&
          pod_date_is_set (read->fact.when.date))
        read->counted_until = pod_window_get_last_day (window, read->fact.when.date);
    }
  if (read->absence == POD_ABSENCE_NONE)
    read->absence = judge_answer (read->symbol, &read->fact);
}

static PodRead *
read_symbol (PodEvaluation *self, const PodSymbol *symbol, PodSpan span, const PodWindow *window)
{
  PodRead read = { .symbol = symbol,
                   .span = span,
                   .fact = { .lower = NAN, .upper = NAN, .when = POD_MOMENT_NONE } };
  PodRead *found = find_read (self, symbol, &span);

  if (found != NULL)
    return found;
  fill_read (self, &read, window);
  g_array_append_val (self->reads, read);
  return &g_array_index (self->reads, PodRead, self->reads->len - 1);
}

PodRead *
pod_evaluation_read (PodEvaluation *self, const PodNode *node)
{
  if (node->kind == POD_NODE_LATEST)
    return read_symbol (self, node->symbol,
                        pod_window_get_span (&node->window, self->facts, self->as_of),
                        &node->window);
  return read_symbol (self, node->symbol, pod_evaluation_get_span (self, node->symbol),
                      self->window);
}

PodRead
pod_evaluation_peek (PodEvaluation *self, const PodSymbol *symbol)
{
  guint n = self->reads->len;
  PodRead read = *read_symbol (self, symbol, pod_evaluation_get_span (self, symbol), self->window);

  g_array_set_size (self->reads, n);
  return read;
}

void
pod_evaluation_note (PodEvaluation *self,
                     const PodSymbol *symbol,
                     PodAbsence absence,
                     const PodFact *fact)
{
  PodRead read = { .symbol = symbol, .span = POD_SPAN_NONE, .absence = absence, .fact = *fact };

  g_array_append_val (self->reads, read);
}

static PodRelation
mirror (PodRelation relation)
{
  static const PodRelation mirrored[] = { POD_RELATION_EQ, POD_RELATION_NE, POD_RELATION_GT,
                                          POD_RELATION_GE, POD_RELATION_LT, POD_RELATION_LE };

  return mirrored[relation];
}

PodTruth
pod_number_compare (PodNumber left, PodRelation relation, PodNumber right)
{
  if (right.comparator == POD_EXACTLY)
    return pod_quantity_compare (left.comparator, left.number, relation, right.number);
  if (left.comparator == POD_EXACTLY)
    return pod_quantity_compare (right.comparator, right.number, mirror (relation), left.number);
  return POD_UNKNOWN;
}

double
pod_leaf_find_margin (const PodLeaf *leaf, double value)
{
  double margin;

  if (leaf->truth == POD_UNKNOWN || leaf->relation == POD_RELATION_EQ ||
      leaf->relation == POD_RELATION_NE)
    return NAN;
  margin = leaf->relation == POD_RELATION_LT || leaf->relation == POD_RELATION_LE
               ? leaf->limit - value
               : value - leaf->limit;
  /* Comparisons round to 15 digits; what they take for equal has no margin, not one of 1e-17. */
  return pod_quantity_compare (POD_EXACTLY, value, POD_RELATION_EQ, leaf->limit) == POD_TRUE
             ? 0
             : margin;
}

/* Whether courses of medication are counted up to a day that moves. */
static gboolean
is_open_exposure (const PodEvaluation *self, const PodNode *node)
{
  const PodFacts *facts = self->facts;

  if (!pod_node_is_exposure (node) && node->kind != POD_NODE_EVER_GIVEN)
    return FALSE;
  return node->anchor == NULL ||
         pod_date_first_day (facts->anchor (facts->self, node->anchor)) >
             pod_date_first_day (self->as_of) ||
         !pod_date_is_set (facts->anchor (facts->self, node->anchor));
}

/* Whether @node counts days that grow while nothing is recorded. */
static gboolean
grows (const PodEvaluation *self, const PodNode *node)
{
  const PodFacts *facts = self->facts;

  if (is_open_exposure (self, node))
    return TRUE;
  if (node->kind == POD_NODE_DAYS_SINCE)
    return node->anchor == NULL || !pod_date_is_set (facts->anchor (facts->self, node->anchor));
  if (node->definition != NULL && grows (self, node->definition->root))
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (grows (self, pod_node_get (node, i)))
      return TRUE;
  return FALSE;
}

static gboolean
any_grows (const PodEvaluation *self, const PodNode *node, guint first)
{
  for (guint i = first; i < node->children->len; i++)
    if (grows (self, pod_node_get (node, i)))
      return TRUE;
  return FALSE;
}

/* "days_since(x) < 30 d", in this order and against a number: of these the day is known on which they turn. */
static gboolean
has_turning_day (const PodNode *node)
{
  return node->kind == POD_NODE_COMPARE && pod_node_get (node, 0)->kind == POD_NODE_DAYS_SINCE &&
         !pod_node_get (node, 1)->reads && node->relation != POD_RELATION_EQ &&
         node->relation != POD_RELATION_NE;
}

/* Days since a date grow by themselves: "over 30 days ago" is not yet true until then. */
static PodDate
find_turning_day (const PodEvaluation *self, const PodLeaf *leaf)
{
  gboolean below = leaf->relation == POD_RELATION_LT || leaf->relation == POD_RELATION_LE;
  gboolean strict = leaf->relation == POD_RELATION_LT || leaf->relation == POD_RELATION_GE;
  double days = strict ? ceil (leaf->limit) - 1 : floor (leaf->limit);

  if (fabs (days) > G_MAXINT16 * 365.0)
    return POD_DATE_NONE;
  if (leaf->truth != pod_truth_from_boolean (below))
    return POD_DATE_NONE;
  return pod_date_add_days (self->as_of, (int) (days - leaf->value));
}

/* The last day on which @leaf follows, as far as days that grow decide it; where nothing better is known, the day of the
 * question. */
static PodDate
find_last_day (const PodEvaluation *self, const PodNode *node, const PodLeaf *leaf)
{
  const PodNode *asked = node->kind == POD_NODE_COMPARE ? pod_node_get (node, 0) : node;

  /* Their own last day was found with them; what stands beside them may grow too. */
  if (pod_node_is_exposure (asked) || asked->kind == POD_NODE_EVER_GIVEN)
    return any_grows (self, asked, 0) || any_grows (self, node, 1) ? self->as_of : POD_DATE_NONE;
  if (!grows (self, node))
    return POD_DATE_NONE;
  return has_turning_day (node) ? find_turning_day (self, leaf) : self->as_of;
}

static gboolean
is_read (const PodNode *node)
{
  return node->kind == POD_NODE_VALUE || node->kind == POD_NODE_LATEST;
}

/* A date that is not complete gives two bounds, and @left is one of them: where it does not decide, the other may. */
static PodNumber
take_other_bound (PodEvaluation *self, const PodNode *node, PodNumber left, PodNumber right)
{
  PodNumber other;

  if (pod_node_get (node, 0)->kind != POD_NODE_DAYS_SINCE || left.comparator == POD_EXACTLY ||
      pod_number_compare (left, node->relation, right) != POD_UNKNOWN)
    return left;
  self->earliest_dates = TRUE;
  other = pod_evaluation_get_number (self, pod_node_get (node, 0));
  self->earliest_dates = FALSE;
  return other;
}

static void
judge_compare (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  PodNumber left, right;

  leaf->kind = POD_EVIDENCE_COMPARE;
  leaf->unit = node->unit;
  leaf->relation = node->relation;
  if (pod_node_is_exposure (pod_node_get (node, 0)))
    {
      pod_evaluation_judge_exposure (self, node, leaf);
      return;
    }
  left = pod_evaluation_get_number (self, pod_node_get (node, 0));
  right = pod_evaluation_get_number (self, pod_node_get (node, 1));
  leaf->absence = pod_absence_combine (left.absence, right.absence);
  if (leaf->absence == POD_ABSENCE_NONE)
    left = take_other_bound (self, node, left, right);
  leaf->comparator = left.comparator;
  if (left.absence == POD_ABSENCE_NONE && !is_read (pod_node_get (node, 0)))
    leaf->value = left.number;
  if (right.absence == POD_ABSENCE_NONE)
    leaf->limit = right.number;
  if (leaf->absence != POD_ABSENCE_NONE)
    return;
  leaf->truth = pod_number_compare (left, node->relation, right);
  if (leaf->truth == POD_UNKNOWN)
    leaf->absence = pod_node_get (node, 0)->kind == POD_NODE_DAYS_SINCE ? POD_ABSENCE_UNDATED
                                                                        : POD_ABSENCE_CENSORED;
  leaf->margin = pod_leaf_find_margin (leaf, left.number);
}

static gboolean
is_among (const PodNode *node, const char *code)
{
  for (guint i = 1; i < node->children->len; i++)
    if (strcmp (pod_node_get (node, i)->name, code) == 0)
      return TRUE;
  return FALSE;
}

static void
judge_answers (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodRead *read = pod_evaluation_read (self, pod_node_get (node, 0));

  leaf->kind = read->symbol->kind == POD_KIND_FLAG ? POD_EVIDENCE_FLAG : POD_EVIDENCE_COMPARE;
  leaf->relation = node->relation;
  leaf->absence = read->absence;
  if (read->absence == POD_ABSENCE_NONE)
    leaf->truth = pod_truth_from_boolean (is_among (node, read->fact.code) ==
                                          (node->relation == POD_RELATION_EQ));
}

static void
judge_flag (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodRead *read = pod_evaluation_read (self, node);

  leaf->kind = POD_EVIDENCE_FLAG;
  leaf->absence = read->absence;
  if (read->absence == POD_ABSENCE_NONE)
    leaf->truth = pod_truth_from_boolean (strcmp (read->fact.code, "yes") == 0);
}

static void
judge_known (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodRead *read = pod_evaluation_read (self, pod_node_get (node, 0));

  leaf->kind = POD_EVIDENCE_FLAG;
  leaf->absence = read->absence;
  /* There may be a value inside: its date does not say, or that which the look-back counts from does not. */
  if (read->absence != POD_ABSENCE_UNDATED && read->absence != POD_ABSENCE_NO_ANCHOR)
    leaf->truth = pod_truth_from_boolean (read->absence == POD_ABSENCE_NONE);
}

static void
judge_kind (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  switch (node->kind)
    {
    case POD_NODE_COMPARE:
      judge_compare (self, node, leaf);
      break;
    case POD_NODE_ANSWER:
      judge_answers (self, node, leaf);
      break;
    case POD_NODE_KNOWN:
      judge_known (self, node, leaf);
      break;
    case POD_NODE_EVER_GIVEN:
      pod_evaluation_judge_ever_given (self, node, leaf);
      break;
    case POD_NODE_EVER:
      pod_evaluation_judge_ever (self, node, leaf);
      break;
    case POD_NODE_PERSISTS:
      pod_evaluation_judge_persists (self, node, leaf);
      break;
    default:
      judge_flag (self, node, leaf);
    }
}

void
pod_evaluation_judge (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  *leaf = (PodLeaf){ .truth = POD_UNKNOWN, .value = NAN, .limit = NAN, .margin = NAN };
  judge_kind (self, node, leaf);
  leaf->valid_until = pod_evidence_earlier (leaf->valid_until, find_last_day (self, node, leaf));
  for (guint i = 0; i < self->reads->len; i++)
    leaf->valid_until = pod_evidence_earlier (leaf->valid_until,
                                              g_array_index (self->reads, PodRead, i).valid_until);
  if (leaf->truth != POD_UNKNOWN)
    return;
  leaf->valid_until = POD_DATE_NONE;
  self->absence = leaf->absence;
}

static PodTruth
find_truth_of_list (PodEvaluation *self, const PodNode *node)
{
  gboolean every = node->kind == POD_NODE_AND;
  PodTruth truth = every ? POD_TRUE : POD_FALSE;

  for (guint i = 0; i < node->children->len; i++)
    {
      PodTruth next = pod_evaluation_get_truth (self, pod_node_get (node, i));

      truth = every ? pod_truth_and (truth, next) : pod_truth_or (truth, next);
    }
  return truth;
}

static PodTruth
count_truths (PodEvaluation *self, const PodNode *node)
{
  guint n[3] = { 0 };

  for (guint i = 0; i < node->children->len; i++)
    n[pod_evaluation_get_truth (self, pod_node_get (node, i))]++;
  return pod_truth_at_least ((guint) node->number, n[POD_TRUE], n[POD_UNKNOWN]);
}

PodTruth
pod_evaluation_get_truth (PodEvaluation *self, const PodNode *node)
{
  PodLeaf leaf;

  switch (node->kind)
    {
    case POD_NODE_AND:
    case POD_NODE_OR:
      return find_truth_of_list (self, node);
    case POD_NODE_AT_LEAST:
      return count_truths (self, node);
    case POD_NODE_NOT:
      return pod_truth_not (pod_evaluation_get_truth (self, pod_node_get (node, 0)));
    case POD_NODE_IMPLIES:
      return pod_truth_implies (pod_evaluation_get_truth (self, pod_node_get (node, 0)),
                                pod_evaluation_get_truth (self, pod_node_get (node, 1)));
    case POD_NODE_DEFINITION:
      return pod_evaluation_get_truth (self, node->definition->root);
    default:
      pod_evaluation_judge (self, node, &leaf);
      return leaf.truth;
    }
}
