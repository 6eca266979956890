#include "pod-checker.h"

#include <math.h>

/* An exponent of a quantity with a unit beyond this is a slip. */
#define EXPONENT_MAX 9

static char *
describe_unit (const PodNode *node)
{
  if (node->unit != NULL && node->unit != pod_unit_one ())
    return g_strdup (pod_unit_get_ucum (node->unit));
  if (pod_dimension_is_one (node->dimension))
    return g_strdup ("a plain number");
  return pod_dimension_to_string (node->dimension);
}

char *
pod_checker_describe (const PodNode *node)
{
  g_autofree char *unit = NULL;

  switch (node->type)
    {
    case POD_TYPE_NUMBER:
      unit = describe_unit (node);
      return node->bare ? g_strdup ("a number") : g_strdup_printf ("a quantity (%s)", unit);
    case POD_TYPE_CHOICE:
      return g_strdup ("an observation with answers");
    case POD_TYPE_FLAG:
      return g_strdup ("a yes-or-no observation");
    case POD_TYPE_DATE:
      return g_strdup ("a date");
    case POD_TYPE_CONDITION:
    case POD_TYPE_FAULT:
    default:
      return g_strdup ("a condition");
    }
}

void
pod_checker_set_unit (PodNode *node, const PodUnit *unit)
{
  node->type = POD_TYPE_NUMBER;
  node->unit = unit != NULL ? unit : pod_unit_one ();
  node->dimension = pod_unit_get_dimension (node->unit);
  node->scale = pod_unit_get_scale (node->unit);
}

static void
copy_unit (PodNode *node, const PodNode *from)
{
  node->type = POD_TYPE_NUMBER;
  node->unit = from->unit;
  node->dimension = from->dimension;
  node->scale = from->scale;
  node->observed = from->observed;
}

gboolean
pod_checker_check_number (PodChecker *checker, PodNode *node)
{
  g_autofree char *found = NULL;

  pod_checker_check (checker, node);
  if (node->type == POD_TYPE_NUMBER || node->type == POD_TYPE_FAULT)
    return node->type == POD_TYPE_NUMBER;
  found = pod_checker_describe (node);
  pod_rule_report_add (checker->report, node->column, "expected a number, but \"%s\" is %s",
                       node->text, found);
  return FALSE;
}

static gboolean
check_numbers (PodChecker *checker, PodNode *node, guint first)
{
  gboolean good = TRUE;

  for (guint i = first; i < node->children->len; i++)
    good = pod_checker_check_number (checker, pod_node_get (node, i)) && good;
  return good;
}

/* Puts child @index times @factor in its place: at once for a number, by a node otherwise. */
void
pod_checker_convert_child (PodNode *node, guint index, double factor)
{
  PodNode *child = pod_node_get (node, index);
  PodNode *wrapper;

  if (factor == 1)
    return;
  if (child->kind == POD_NODE_NUMBER)
    {
      child->number *= factor;
      return;
    }
  wrapper = pod_node_new (POD_NODE_CONVERT, child->column);
  wrapper->text = g_ref_string_acquire (child->text);
  wrapper->factor = factor;
  wrapper->reads = child->reads;
  wrapper->over_time = child->over_time;
  wrapper->counts_courses = child->counts_courses;
  wrapper->checked = TRUE;
  g_ptr_array_index (node->children, index) = wrapper;
  pod_node_add (wrapper, child);
}

static void
make_plain (PodNode *node, guint index)
{
  PodNode *child;

  pod_checker_convert_child (node, index, pod_node_get (node, index)->scale);
  child = pod_node_get (node, index);
  pod_checker_set_unit (child, NULL);
  child->observed = NULL;
}

/* A study may convert one observation's amount into mass: creatinine 2 mg/dL. */
static gboolean
get_factor (PodChecker *checker, const PodNode *from, const PodNode *to, double *factor)
{
  const PodVocabulary *vocabulary = checker->vocabulary;

  if (from->unit != NULL && to->unit != NULL && pod_unit_get_factor (from->unit, to->unit, factor))
    return TRUE;
  if (from->unit != NULL && to->observed != NULL && !from->bare && vocabulary->factor != NULL &&
      vocabulary->factor (vocabulary->self, to->observed, from->unit, factor) && *factor > 0)
    {
      *factor = 1 / *factor;
      return TRUE;
    }
  if ((from->unit != NULL && to->unit != NULL) ||
      !pod_dimension_equal (from->dimension, to->dimension))
    return FALSE;
  *factor = from->scale / to->scale;
  return TRUE;
}

static gboolean
needs_unit (const PodNode *child, const PodNode *target)
{
  return child->bare && target->unit != pod_unit_one () &&
         (target->observed != NULL || !pod_dimension_is_one (target->dimension));
}

static gboolean
convert_to (PodChecker *checker, PodNode *node, guint index, const PodNode *target)
{
  PodNode *child = pod_node_get (node, index);
  g_autofree char *wanted = describe_unit (target);
  g_autofree char *found = describe_unit (child);
  double factor = 1;

  if (needs_unit (child, target))
    pod_rule_report_add (checker->report, child->column, "\"%s\" has no unit, but \"%s\" is in %s",
                         child->text, target->text, wanted);
  else if (!get_factor (checker, child, target, &factor))
    pod_rule_report_add (checker->report, child->column, "\"%s\" is in %s, but \"%s\" is in %s",
                         child->text, found, target->text, wanted);
  else
    {
      pod_checker_convert_child (node, index, factor);
      copy_unit (pod_node_get (node, index), target);
      return TRUE;
    }
  return FALSE;
}

gboolean
pod_checker_fit_child (PodChecker *checker, PodNode *node, guint index)
{
  return convert_to (checker, node, index, node);
}

/* Whose unit should the others take?  An observation's own comes first, then one that has a name. */
static guint
rank_unit (const PodNode *node)
{
  if (node->observed != NULL || pod_node_is_exposure (node))
    return 3;
  if (node->bare)
    return 0;
  return node->unit != NULL ? 2 : 1;
}

static PodNode *
find_target (const PodNode *node, guint first)
{
  PodNode *target = pod_node_get (node, first);

  for (guint i = first + 1; i < node->children->len; i++)
    if (rank_unit (pod_node_get (node, i)) > rank_unit (target))
      target = pod_node_get (node, i);
  return target;
}

/* Gives all children from @first on, which are numbers, one unit, and the node too. */
static void
unify (PodChecker *checker, PodNode *node, guint first)
{
  PodNode *target;
  gboolean good = TRUE;

  pod_checker_count_in_days (node, first);
  target = find_target (node, first);
  node->bare = TRUE;
  for (guint i = first; i < node->children->len; i++)
    {
      node->bare = node->bare && pod_node_get (node, i)->bare;
      if (pod_node_get (node, i) != target)
        good = convert_to (checker, node, i, target) && good;
    }
  if (good)
    copy_unit (node, target);
  else
    node->type = POD_TYPE_FAULT;
}

static gboolean
is_plain (const PodNode *node)
{
  return pod_dimension_is_one (node->dimension);
}

static void
check_product (PodNode *node)
{
  gboolean divides = node->kind == POD_NODE_DIVIDE;

  for (guint i = 0; i < 2; i++)
    if (is_plain (pod_node_get (node, i)))
      make_plain (node, i);
  if (is_plain (pod_node_get (node, 1)))
    {
      copy_unit (node, pod_node_get (node, 0));
    }
  else if (is_plain (pod_node_get (node, 0)) && !divides)
    {
      copy_unit (node, pod_node_get (node, 1));
    }
  else
    {
      const PodNode *left = pod_node_get (node, 0);
      const PodNode *right = pod_node_get (node, 1);

      node->type = POD_TYPE_NUMBER;
      node->unit = NULL;
      node->dimension = divides ? pod_dimension_divide (left->dimension, right->dimension)
                                : pod_dimension_multiply (left->dimension, right->dimension);
      node->scale = divides ? left->scale / right->scale : left->scale * right->scale;
    }
  node->bare = pod_node_get (node, 0)->bare && pod_node_get (node, 1)->bare;
}

static gboolean
get_integer (const PodNode *node, int *integer)
{
  if (node->kind != POD_NODE_NUMBER || node->number != floor (node->number) ||
      fabs (node->number) > EXPONENT_MAX)
    return FALSE;
  *integer = (int) node->number;
  return TRUE;
}

static void
check_power (PodChecker *checker, PodNode *node)
{
  PodNode *base = pod_node_get (node, 0);
  PodNode *exponent = pod_node_get (node, 1);
  int integer = 0;

  if (!is_plain (exponent))
    {
      pod_rule_report_add (checker->report, exponent->column,
                           "an exponent is a plain number, but \"%s\" has a unit", exponent->text);
      return;
    }
  make_plain (node, 1);
  exponent = pod_node_get (node, 1);
  node->bare = base->bare && exponent->bare;
  if (is_plain (base))
    {
      make_plain (node, 0);
      pod_checker_set_unit (node, NULL);
    }
  else if (get_integer (exponent, &integer))
    {
      node->type = POD_TYPE_NUMBER;
      node->unit = NULL;
      node->dimension = pod_dimension_power (base->dimension, integer);
      node->scale = pow (base->scale, integer);
    }
  else
    {
      pod_rule_report_add (checker->report, exponent->column,
                           "\"%s\" has a unit: its exponent must be a whole number up to %d",
                           base->text, EXPONENT_MAX);
    }
}

static void
check_choice_of_numbers (PodChecker *checker, PodNode *node)
{
  gboolean good = pod_checker_check_condition (checker, pod_node_get (node, 0));

  if (check_numbers (checker, node, 1) && good)
    unify (checker, node, 1);
}

void
pod_checker_check_arithmetic (PodChecker *checker, PodNode *node)
{
  node->type = POD_TYPE_FAULT;
  if (node->kind == POD_NODE_IF)
    check_choice_of_numbers (checker, node);
  else if (!check_numbers (checker, node, 0))
    return;
  else if (node->kind == POD_NODE_MULTIPLY || node->kind == POD_NODE_DIVIDE)
    check_product (node);
  else if (node->kind == POD_NODE_POWER)
    check_power (checker, node);
  else
    unify (checker, node, 0);
}

static PodRelation
mirror (PodRelation relation)
{
  switch (relation)
    {
    case POD_RELATION_LT:
      return POD_RELATION_GT;
    case POD_RELATION_LE:
      return POD_RELATION_GE;
    case POD_RELATION_GT:
      return POD_RELATION_LT;
    case POD_RELATION_GE:
      return POD_RELATION_LE;
    case POD_RELATION_EQ:
    case POD_RELATION_NE:
    default:
      return relation;
    }
}

static void
swap_sides (PodNode *node)
{
  gpointer left = pod_node_get (node, 0);

  g_ptr_array_index (node->children, 0) = pod_node_get (node, 1);
  g_ptr_array_index (node->children, 1) = left;
  node->relation = mirror (node->relation);
}

void
pod_checker_check_comparison (PodChecker *checker, PodNode *node)
{
  if (!check_numbers (checker, node, 0))
    return;
  unify (checker, node, 0);
  if (node->type == POD_TYPE_FAULT)
    return;
  if (!pod_node_get (node, 0)->reads && pod_node_get (node, 1)->reads)
    swap_sides (node);
  node->type = POD_TYPE_CONDITION;
  node->bare = FALSE;
}
