#include "pod-rule-private.h"

#include "pod-checker.h"
#include "pod-evaluator.h"
#include "pod-parser.h"

PodRule *
pod_rule_ref (PodRule *rule)
{
  g_atomic_int_inc (&rule->ref_count);
  return rule;
}

void
pod_rule_unref (PodRule *rule)
{
  if (rule == NULL || !g_atomic_int_dec_and_test (&rule->ref_count))
    return;
  pod_node_free (rule->root);
  g_free (rule->text);
  g_free (rule);
}

static PodRule *
new_rule (const char *text, PodNode *root)
{
  PodRule *rule = g_new0 (PodRule, 1);

  rule->ref_count = 1;
  rule->text = g_strdup (text);
  rule->root = root;
  rule->factor = 1;
  return rule;
}

/* With all definitions in their places. */
static void
check_size (PodRuleReport *report, const PodNode *root)
{
  if (root->depth > POD_NODE_MAX_DEPTH || root->size > POD_NODE_MAX_SIZE)
    pod_rule_report_add (report, 1, "the rule is too long with the definitions that it names");
}

PodRule *
pod_rule_new_condition (const char *text,
                        const PodVocabulary *vocabulary,
                        const PodRuleOrigin *origin,
                        GPtrArray *problems)
{
  PodRuleReport report = { origin, problems, 0 };
  PodChecker checker = { vocabulary, &report, FALSE, NULL };
  g_autoptr (PodNode) root = pod_parser_parse (text, &report);
  PodRule *rule;

  if (root == NULL)
    return NULL;
  pod_checker_check_condition (&checker, root);
  check_size (&report, root);
  if (report.n_faults > 0)
    return NULL;
  rule = new_rule (text, g_steal_pointer (&root));
  rule->condition = TRUE;
  return rule;
}

static gboolean
fit_unit (PodRuleReport *report, const PodNode *root, const PodUnit *unit, double *factor)
{
  g_autofree char *found = NULL;

  if (root->unit != NULL && pod_unit_get_factor (root->unit, unit, factor))
    return TRUE;
  if (root->unit == NULL && pod_dimension_equal (root->dimension, pod_unit_get_dimension (unit)))
    {
      *factor = root->scale / pod_unit_get_scale (unit);
      return TRUE;
    }
  found = pod_checker_describe (root);
  pod_rule_report_add (report, 1,
                       "the rule gives %s; expected %s (\"* 1 %s\" gives a plain number that unit)",
                       found, pod_unit_get_ucum (unit), pod_unit_get_ucum (unit));
  return FALSE;
}

PodRule *
pod_rule_new_quantity (const char *text,
                       const PodUnit *unit,
                       const PodVocabulary *vocabulary,
                       const PodRuleOrigin *origin,
                       GPtrArray *problems)
{
  PodRuleReport report = { origin, problems, 0 };
  PodChecker checker = { vocabulary, &report, FALSE, NULL };
  g_autoptr (PodNode) root = pod_parser_parse (text, &report);
  double factor = 1;
  PodRule *rule;

  if (root == NULL)
    return NULL;
  if (pod_checker_check_number (&checker, root))
    fit_unit (&report, root, unit, &factor);
  check_size (&report, root);
  if (report.n_faults > 0)
    return NULL;
  rule = new_rule (text, g_steal_pointer (&root));
  rule->unit = unit;
  rule->factor = factor;
  return rule;
}

const char *
pod_rule_get_text (const PodRule *rule)
{
  return rule->text;
}

gboolean
pod_rule_is_condition (const PodRule *rule)
{
  return rule->condition;
}

static void
collect_symbols (const PodNode *node, GHashTable *seen, GPtrArray *symbols)
{
  if (node->kind == POD_NODE_VALUE && g_hash_table_add (seen, (gpointer) node->symbol->name))
    g_ptr_array_add (symbols, (gpointer) node->symbol);
  if (node->medication != NULL && node->medication->complete != NULL &&
      g_hash_table_add (seen, (gpointer) node->medication->complete->name))
    g_ptr_array_add (symbols, (gpointer) node->medication->complete);
  if (node->definition != NULL)
    collect_symbols (node->definition->root, seen, symbols);
  for (guint i = 0; i < node->children->len; i++)
    collect_symbols (pod_node_get (node, i), seen, symbols);
}

GPtrArray *
pod_rule_get_symbols (const PodRule *rule)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *symbols = g_ptr_array_new ();

  collect_symbols (rule->root, seen, symbols);
  return symbols;
}

static gboolean
reads (const PodNode *node, const char *name)
{
  if (node->kind == POD_NODE_VALUE && node->symbol->name == name)
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (reads (pod_node_get (node, i), name))
      return TRUE;
  return FALSE;
}

static gboolean
asks_limit (const PodNode *node, PodNodeKind limit, const char *name)
{
  if (node->kind == limit && reads (node, name))
    return TRUE;
  if (node->definition != NULL && asks_limit (node->definition->root, limit, name))
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (asks_limit (pod_node_get (node, i), limit, name))
      return TRUE;
  return FALSE;
}

gboolean
pod_rule_asks_limit (const PodRule *rule, const PodSymbol *symbol, gboolean upper)
{
  return asks_limit (rule->root, upper ? POD_NODE_ULN : POD_NODE_LLN, symbol->name);
}

PodEvidence *
pod_rule_evaluate (const PodRule *rule,
                   const PodFacts *facts,
                   const PodWindow *window,
                   PodDate as_of)
{
  PodEvaluation evaluation;
  PodEvidence *evidence;

  g_return_val_if_fail (rule->condition, NULL);
  g_return_val_if_fail (pod_date_is_complete (as_of), NULL);
  pod_evaluation_init (&evaluation, facts, window, as_of);
  evidence = pod_evaluation_get_evidence (&evaluation, rule->root);
  pod_evaluation_clear (&evaluation);
  pod_evidence_mark_deciding (evidence);
  return evidence;
}

PodTruth
pod_rule_judge (const PodRule *rule, const PodFacts *facts, const PodWindow *window, PodDate as_of)
{
  PodEvaluation evaluation;
  PodTruth truth;

  g_return_val_if_fail (rule->condition, POD_UNKNOWN);
  g_return_val_if_fail (pod_date_is_complete (as_of), POD_UNKNOWN);
  pod_evaluation_init (&evaluation, facts, window, as_of);
  truth = pod_evaluation_get_truth (&evaluation, rule->root);
  pod_evaluation_clear (&evaluation);
  return truth;
}

gboolean
pod_rule_compute (const PodRule *rule,
                  const PodFacts *facts,
                  const PodWindow *window,
                  PodDate as_of,
                  double *number)
{
  PodEvaluation evaluation;
  PodNumber result;

  g_return_val_if_fail (!rule->condition, FALSE);
  g_return_val_if_fail (pod_date_is_complete (as_of), FALSE);
  pod_evaluation_init (&evaluation, facts, window, as_of);
  result = pod_evaluation_get_number (&evaluation, rule->root);
  pod_evaluation_clear (&evaluation);
  if (result.absence != POD_ABSENCE_NONE || result.comparator != POD_EXACTLY)
    return FALSE;
  *number = result.number * rule->factor;
  return TRUE;
}
