#include "pod-checker.h"

#include <math.h>
#include <string.h>

#include "pod-rule-private.h"

static const char *const yes_or_no[] = { "yes", "no", NULL };

static void
check_name_over_time (PodChecker *checker, PodNode *node)
{
  if (!checker->over_time)
    return;
  if (checker->watched == NULL)
    checker->watched = node->symbol;
  if (checker->watched->name == node->symbol->name)
    return;
  pod_rule_report_add (checker->report, node->column,
                       "a condition over time looks at one observation, but reads \"%s\" and "
                       "\"%s\"",
                       checker->watched->name, node->symbol->name);
  node->type = POD_TYPE_FAULT;
}

void
pod_checker_set_symbol (PodChecker *checker, PodNode *node, const PodSymbol *symbol)
{
  node->symbol = symbol;
  node->reads = TRUE;
  if (node->kind == POD_NODE_NAME)
    node->kind = POD_NODE_VALUE;
  switch (symbol->kind)
    {
    case POD_KIND_QUANTITY:
      pod_checker_set_unit (node, symbol->unit);
      node->observed = symbol;
      break;
    case POD_KIND_CHOICE:
      node->type = POD_TYPE_CHOICE;
      break;
    case POD_KIND_FLAG:
      node->type = POD_TYPE_FLAG;
      break;
    case POD_KIND_DATE:
      node->type = POD_TYPE_DATE;
      break;
    case POD_KIND_TEXT:
    default:
      pod_rule_report_add (checker->report, node->column,
                           "\"%s\" is free text, which no rule may read", symbol->name);
      node->type = POD_TYPE_FAULT;
    }
  check_name_over_time (checker, node);
}

static void
set_definition (PodChecker *checker, PodNode *node, const PodRule *rule)
{
  node->kind = POD_NODE_DEFINITION;
  node->definition = pod_rule_ref ((PodRule *) rule);
  node->reads = TRUE;
  if (rule->condition)
    node->type = POD_TYPE_CONDITION;
  else
    pod_checker_set_unit (node, rule->unit);
  if (!checker->over_time)
    return;
  pod_rule_report_add (checker->report, node->column,
                       "\"%s\" is a definition: a condition over time names an observation itself",
                       node->name);
  node->type = POD_TYPE_FAULT;
}

static const char *
find_nearest (const PodChecker *checker, const char *name)
{
  const PodVocabulary *vocabulary = checker->vocabulary;

  return vocabulary->names != NULL
             ? pod_rule_find_nearest (name, vocabulary->names (vocabulary->self))
             : NULL;
}

void
pod_checker_report_unknown (PodChecker *checker, guint column, const char *what, const char *name)
{
  const char *nearest = find_nearest (checker, name);

  if (nearest != NULL)
    pod_rule_report_add (checker->report, column, "unknown %s \"%s\"; did you mean \"%s\"?", what,
                         name, nearest);
  else
    pod_rule_report_add (checker->report, column, "unknown %s \"%s\"", what, name);
}

static void
check_name (PodChecker *checker, PodNode *node)
{
  const PodVocabulary *vocabulary = checker->vocabulary;
  const PodSymbol *symbol = vocabulary->symbol (vocabulary->self, node->name);
  const PodRule *definition = NULL;

  if (symbol == NULL && vocabulary->definition != NULL)
    definition = vocabulary->definition (vocabulary->self, node->name);
  if (symbol != NULL)
    pod_checker_set_symbol (checker, node, symbol);
  else if (definition != NULL)
    set_definition (checker, node, definition);
  else
    pod_checker_report_unknown (checker, node->column, "name", node->name);
}

static gboolean
is_declared (const char *const *codes, const char *code)
{
  return codes != NULL && g_strv_contains (codes, code);
}

static void
report_answer (PodChecker *checker,
               const PodNode *answer,
               const PodNode *left,
               const char *const *codes)
{
  g_autofree char *known = g_strjoinv (", ", (char **) codes);

  pod_rule_report_add (checker->report, answer->column,
                       "\"%s\" is no answer of \"%s\": expected %s", answer->text,
                       left->symbol->name, known);
}

static gboolean
check_answer (PodChecker *checker,
              const PodNode *answer,
              const PodNode *left,
              const char *const *codes)
{
  if (g_strcmp0 (answer->name, "unknown") == 0)
    {
      pod_rule_report_add (checker->report, answer->column,
                           "\"unknown\" answers nothing and leaves a rule undecided: ask known(%s)",
                           left->symbol->name);
      return FALSE;
    }
  if (answer->kind == POD_NODE_NAME && is_declared (codes, answer->name))
    return TRUE;
  report_answer (checker, answer, left, codes);
  return FALSE;
}

/* @node's first child is a choice or a flag, the others are answers. */
static void
check_answers (PodChecker *checker, PodNode *node)
{
  static const char *const none[] = { NULL };
  PodNode *left = pod_node_get (node, 0);
  const char *const *codes = left->type == POD_TYPE_FLAG ? yes_or_no : left->symbol->choices;
  gboolean good = TRUE;

  if (node->relation != POD_RELATION_EQ && node->relation != POD_RELATION_NE)
    {
      pod_rule_report_add (checker->report, node->column,
                           "answers have no order: expected =, != or in, not %s",
                           pod_relation_to_string (node->relation));
      return;
    }
  for (guint i = 1; i < node->children->len; i++)
    good = check_answer (checker, pod_node_get (node, i), left, codes != NULL ? codes : none) &&
           good;
  node->kind = POD_NODE_ANSWER;
  if (good)
    node->type = POD_TYPE_CONDITION;
}

static gboolean
has_answers (const PodNode *node)
{
  return node->type == POD_TYPE_CHOICE || node->type == POD_TYPE_FLAG;
}

static gboolean
is_unknown_name (PodChecker *checker, const PodNode *node)
{
  const PodVocabulary *vocabulary = checker->vocabulary;

  return node->kind == POD_NODE_NAME && vocabulary->symbol (vocabulary->self, node->name) == NULL;
}

static void
check_compare (PodChecker *checker, PodNode *node)
{
  PodNode *left = pod_node_get (node, 0);
  PodNode *right = pod_node_get (node, 1);

  if (is_unknown_name (checker, left) && right->kind == POD_NODE_NAME &&
      !is_unknown_name (checker, right))
    {
      pod_checker_check (checker, right);
      if (has_answers (right))
        {
          pod_rule_report_add (checker->report, node->column,
                               "write the observation first: %s %s %s", right->text,
                               pod_relation_to_string (node->relation), left->text);
          return;
        }
    }
  pod_checker_check (checker, left);
  if (has_answers (left))
    check_answers (checker, node);
  else
    pod_checker_check_comparison (checker, node);
}

static void
check_in (PodChecker *checker, PodNode *node)
{
  PodNode *left = pod_node_get (node, 0);
  g_autofree char *found = NULL;

  pod_checker_check (checker, left);
  if (left->type == POD_TYPE_FAULT)
    return;
  if (has_answers (left))
    {
      check_answers (checker, node);
      return;
    }
  found = pod_checker_describe (left);
  pod_rule_report_add (checker->report, left->column, "\"in\" asks for answers, but \"%s\" is %s",
                       left->text, found);
}

gboolean
pod_checker_check_condition (PodChecker *checker, PodNode *node)
{
  g_autofree char *found = NULL;

  pod_checker_check (checker, node);
  if (node->type == POD_TYPE_CONDITION || node->type == POD_TYPE_FLAG ||
      node->type == POD_TYPE_FAULT)
    return node->type != POD_TYPE_FAULT;
  found = pod_checker_describe (node);
  pod_rule_report_add (checker->report, node->column, "expected a condition, but \"%s\" is %s",
                       node->text, found);
  return FALSE;
}

static void
check_logic (PodChecker *checker, PodNode *node)
{
  gboolean good = TRUE;

  for (guint i = 0; i < node->children->len; i++)
    good = pod_checker_check_condition (checker, pod_node_get (node, i)) && good;
  if (good)
    node->type = POD_TYPE_CONDITION;
}

static void
check_at_least (PodChecker *checker, PodNode *node)
{
  double most = node->children->len;

  if (node->number == floor (node->number) && node->number >= 1 && node->number <= most)
    check_logic (checker, node);
  else
    pod_rule_report_add (checker->report, node->column,
                         "at_least() counts conditions: expected a whole number from 1 to %u, as "
                         "many as are listed",
                         node->children->len);
}

static void
check_literal (PodNode *node)
{
  node->bare = node->unit == NULL;
  pod_checker_set_unit (node, node->unit);
}

static void
check_kind (PodChecker *checker, PodNode *node)
{
  switch (node->kind)
    {
    case POD_NODE_NUMBER:
      check_literal (node);
      break;
    case POD_NODE_NAME:
      check_name (checker, node);
      break;
    case POD_NODE_COMPARE:
      check_compare (checker, node);
      break;
    case POD_NODE_ANSWER:
      check_in (checker, node);
      break;
    case POD_NODE_NOT:
    case POD_NODE_AND:
    case POD_NODE_OR:
    case POD_NODE_IMPLIES:
      check_logic (checker, node);
      break;
    case POD_NODE_AT_LEAST:
      check_at_least (checker, node);
      break;
    default:
      pod_checker_check_call (checker, node);
    }
}

/* A comparison looks at its left side first, to know what it compares: a node may be asked for twice. */
void
pod_checker_check (PodChecker *checker, PodNode *node)
{
  if (node->checked)
    return;
  node->checked = TRUE;
  node->type = POD_TYPE_FAULT;
  if (pod_checker_is_out_of_place (checker, node))
    return;
  check_kind (checker, node);
  pod_node_measure (node);
  node->over_time = node->kind == POD_NODE_EVER || node->kind == POD_NODE_PERSISTS ||
                    node->kind == POD_NODE_CHANGE;
  for (guint i = 0; i < node->children->len; i++)
    {
      node->reads = node->reads || pod_node_get (node, i)->reads;
      node->over_time = node->over_time || pod_node_get (node, i)->over_time;
      node->counts_courses = node->counts_courses || pod_node_get (node, i)->counts_courses;
    }
}
