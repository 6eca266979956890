#include "pod-checker.h"

/* What is written with brackets, arithmetic aside: each function takes its own kind of name. */

gboolean
pod_checker_check_anchor (PodChecker *checker, const PodNode *node, const char *anchor)
{
  const PodVocabulary *vocabulary = checker->vocabulary;

  if (anchor == NULL ||
      (vocabulary->has_anchor != NULL && vocabulary->has_anchor (vocabulary->self, anchor)))
    return TRUE;
  pod_checker_report_unknown (checker, node->column, "date", anchor);
  return FALSE;
}

/* The one argument of uln() and the like: an observation, with a look-back of its own or without. */
static const PodSymbol *
check_reference (PodChecker *checker, PodNode *node)
{
  PodNode *child = pod_node_get (node, 0);

  pod_checker_check (checker, child);
  if (child->type == POD_TYPE_FAULT)
    return NULL;
  if (child->symbol != NULL && (child->kind == POD_NODE_VALUE || child->kind == POD_NODE_LATEST))
    return child->symbol;
  pod_rule_report_add (checker->report, child->column,
                       "%s() takes the name of an observation, not \"%s\"", node->name,
                       child->text);
  return NULL;
}

static const PodSymbol *
check_reference_to (PodChecker *checker, PodNode *node, PodKind kind, const char *expected)
{
  const PodSymbol *symbol = check_reference (checker, node);

  if (symbol == NULL || symbol->kind == kind)
    return symbol;
  pod_rule_report_add (checker->report, pod_node_get (node, 0)->column,
                       "%s() takes %s, but \"%s\" is not one", node->name, expected, symbol->name);
  return NULL;
}

static void
check_limit (PodChecker *checker, PodNode *node)
{
  const PodSymbol *symbol = check_reference_to (checker, node, POD_KIND_QUANTITY, "a quantity");

  if (symbol == NULL)
    return;
  pod_checker_set_unit (node, symbol->unit);
  node->observed = symbol;
}

static void
check_in_unit (PodChecker *checker, PodNode *node)
{
  const PodVocabulary *vocabulary = checker->vocabulary;
  const PodSymbol *symbol = check_reference_to (checker, node, POD_KIND_QUANTITY, "a quantity");
  const PodUnit *unit = node->unit;

  if (symbol == NULL)
    return;
  if (!pod_unit_get_factor (symbol->unit != NULL ? symbol->unit : pod_unit_one (), unit,
                            &node->factor) &&
      !(vocabulary->factor != NULL &&
        vocabulary->factor (vocabulary->self, symbol, unit, &node->factor)))
    {
      pod_rule_report_add (checker->report, node->column,
                           "\"%s\" is in %s and has no conversion to %s", symbol->name,
                           symbol->unit != NULL ? pod_unit_get_ucum (symbol->unit) : "1",
                           pod_unit_get_ucum (unit));
      return;
    }
  pod_checker_set_unit (node, NULL);
}

static void
check_days_since (PodChecker *checker, PodNode *node)
{
  const PodSymbol *symbol = check_reference_to (checker, node, POD_KIND_DATE, "a date");

  if (pod_checker_check_anchor (checker, node, node->anchor) && symbol != NULL)
    pod_checker_set_unit (node, pod_unit_from_ucum ("d"));
}

static void
check_known (PodChecker *checker, PodNode *node)
{
  if (check_reference (checker, node) != NULL)
    node->type = POD_TYPE_CONDITION;
}

static void
check_latest (PodChecker *checker, PodNode *node)
{
  const PodSymbol *symbol = check_reference (checker, node);

  if (symbol != NULL && pod_node_get (node, 0)->kind != POD_NODE_VALUE)
    {
      pod_rule_report_add (checker->report, node->column, "latest() inside latest()");
      return;
    }
  if (pod_checker_check_anchor (checker, node, node->window.anchor) && symbol != NULL)
    pod_checker_set_symbol (checker, node, symbol);
}

static void
check_change (PodChecker *checker, PodNode *node)
{
  const PodSymbol *symbol = check_reference_to (checker, node, POD_KIND_QUANTITY, "a quantity");

  if (symbol != NULL && pod_node_get (node, 0)->kind != POD_NODE_VALUE)
    {
      pod_rule_report_add (checker->report, node->column,
                           "change() takes a bare name; it finds its values itself");
      return;
    }
  if (!pod_checker_check_anchor (checker, node, node->anchor) || symbol == NULL)
    return;
  node->symbol = symbol;
  pod_checker_set_unit (node, pod_unit_from_ucum ("%"));
}

static void
check_condition_over_time (PodChecker *checker, PodNode *node)
{
  PodNode *child = pod_node_get (node, 0);

  checker->over_time = TRUE;
  checker->watched = NULL;
  if (pod_checker_check_anchor (checker, node, node->window.anchor) &&
      pod_checker_check_condition (checker, child))
    {
      if (checker->watched == NULL)
        pod_rule_report_add (checker->report, child->column, "\"%s\" reads no observation",
                             child->text);
      else
        node->type = POD_TYPE_CONDITION;
    }
  node->symbol = checker->watched;
  checker->over_time = FALSE;
}

/* Inside ever() and persists() every value is looked at in turn: what finds values itself has no place there. */
gboolean
pod_checker_is_out_of_place (PodChecker *checker, const PodNode *node)
{
  switch (node->kind)
    {
    case POD_NODE_KNOWN:
    case POD_NODE_LATEST:
    case POD_NODE_EVER:
    case POD_NODE_PERSISTS:
    case POD_NODE_CHANGE:
    case POD_NODE_EXPOSURE:
    case POD_NODE_STABLE_DOSE:
    case POD_NODE_DAYS_SINCE_GIVEN:
    case POD_NODE_EVER_GIVEN:
      if (checker->over_time)
        pod_rule_report_add (checker->report, node->column, "%s() inside a condition over time",
                             node->name);
      return checker->over_time;
    default:
      return FALSE;
    }
}

void
pod_checker_check_call (PodChecker *checker, PodNode *node)
{
  switch (node->kind)
    {
    case POD_NODE_ULN:
    case POD_NODE_LLN:
      check_limit (checker, node);
      break;
    case POD_NODE_KNOWN:
      check_known (checker, node);
      break;
    case POD_NODE_IN_UNIT:
      check_in_unit (checker, node);
      break;
    case POD_NODE_LATEST:
      check_latest (checker, node);
      break;
    case POD_NODE_EVER:
    case POD_NODE_PERSISTS:
      check_condition_over_time (checker, node);
      break;
    case POD_NODE_CHANGE:
      check_change (checker, node);
      break;
    case POD_NODE_DAYS_SINCE:
      check_days_since (checker, node);
      break;
    case POD_NODE_EXPOSURE:
    case POD_NODE_STABLE_DOSE:
    case POD_NODE_DAYS_SINCE_GIVEN:
    case POD_NODE_EVER_GIVEN:
      pod_checker_check_medication (checker, node);
      break;
    default:
      pod_checker_check_arithmetic (checker, node);
    }
}
