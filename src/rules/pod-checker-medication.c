#include "pod-checker.h"

/* exposure(), stable_dose(), days_since_given() and ever_given(): what they ask for, and in which unit they count. */

static void
report_unknown (PodChecker *checker, const PodNode *node)
{
  const PodVocabulary *vocabulary = checker->vocabulary;
  const char *nearest = NULL;

  if (vocabulary->medications != NULL)
    nearest = pod_rule_find_nearest (node->asked, vocabulary->medications (vocabulary->self));
  if (nearest != NULL)
    pod_rule_report_add (checker->report, node->column,
                         "unknown medication \"%s\"; did you mean \"%s\"?", node->asked, nearest);
  else
    pod_rule_report_add (checker->report, node->column,
                         "unknown medication \"%s\": expected a class or a treatment of the study",
                         node->asked);
}

static gboolean
find_medication (PodChecker *checker, PodNode *node)
{
  const PodVocabulary *vocabulary = checker->vocabulary;

  if (vocabulary->medication != NULL)
    node->medication = vocabulary->medication (vocabulary->self, node->asked);
  if (node->medication == NULL)
    report_unknown (checker, node);
  return node->medication != NULL;
}

/* A sum of pauses has no longest pause. */
static gboolean
check_gap (PodChecker *checker, const PodNode *node)
{
  if (!node->has_gap || node->mode != POD_EXPOSURE_CUMULATIVE)
    return TRUE;
  pod_rule_report_add (checker->report, node->column,
                       "a cumulative exposure leaves gaps out: expected no \"gap\"");
  return FALSE;
}

static const PodUnit *
get_unit (const PodNode *node)
{
  return pod_unit_from_ucum (node->kind == POD_NODE_DAYS_SINCE_GIVEN ? "d" : "mo");
}

static gboolean
check_else (PodChecker *checker, PodNode *node)
{
  if (node->children->len == 0)
    return TRUE;
  if (node->kind == POD_NODE_EVER_GIVEN)
    return pod_checker_check_condition (checker, pod_node_get (node, 0));
  return pod_checker_check_number (checker, pod_node_get (node, 0)) &&
         pod_checker_fit_child (checker, node, 0);
}

void
pod_checker_check_medication (PodChecker *checker, PodNode *node)
{
  gboolean good = find_medication (checker, node);

  node->reads = TRUE;
  node->counts_courses = TRUE;
  good = pod_checker_check_anchor (checker, node, node->anchor) && good;
  good = check_gap (checker, node) && good;
  if (node->kind != POD_NODE_EVER_GIVEN)
    pod_checker_set_unit (node, get_unit (node));
  good = check_else (checker, node) && good;
  if (!good)
    node->type = POD_TYPE_FAULT;
  else if (node->kind == POD_NODE_EVER_GIVEN)
    node->type = POD_TYPE_CONDITION;
}

static gboolean
is_in_days (const PodNode *node)
{
  return node->kind == POD_NODE_NUMBER &&
         (node->unit == pod_unit_from_ucum ("d") || node->unit == pod_unit_from_ucum ("wk"));
}

/* Months are calendar months, of which no number of days is one: "exposure(x) >= 90 d" counts days from the start. */
static void
count_in_days (PodNode *node)
{
  const PodUnit *days = pod_unit_from_ucum ("d");
  double factor = 1;

  if ((node->kind != POD_NODE_EXPOSURE && node->kind != POD_NODE_STABLE_DOSE) || node->unit == days)
    return;
  pod_unit_get_factor (node->unit, days, &factor);
  pod_checker_set_unit (node, days);
  if (node->children->len > 0)
    pod_checker_convert_child (node, 0, factor);
}

void
pod_checker_count_in_days (PodNode *node, guint first)
{
  gboolean in_days = FALSE;

  for (guint i = first; i < node->children->len; i++)
    in_days = in_days || is_in_days (pod_node_get (node, i));
  for (guint i = first; in_days && i < node->children->len; i++)
    count_in_days (pod_node_get (node, i));
}
