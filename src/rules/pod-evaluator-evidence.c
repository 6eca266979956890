#include "pod-evaluator.h"
#include "pod-rule-private.h"

/* The tree of evidence, parallel to the rule. */

PodEvidence *
pod_evaluation_show (const PodSymbol *symbol, PodAbsence absence, const PodFact *fact)
{
  g_autoptr (GRefString) text = g_ref_string_new_intern (symbol->name);
  PodEvidence *evidence = pod_evidence_new (POD_EVIDENCE_COMPARE, POD_UNKNOWN, text);

  evidence->symbol = symbol;
  evidence->absence = absence;
  evidence->unit = symbol->unit;
  pod_evidence_set_fact (evidence, fact);
  return evidence;
}

static PodEvidence *
show_read (const PodRead *read, PodTruth truth)
{
  PodEvidence *evidence = pod_evaluation_show (read->symbol, read->absence, &read->fact);

  evidence->truth = truth;
  evidence->valid_until = read->valid_until;
  evidence->counted_until = read->counted_until;
  return evidence;
}

static PodEvidence *
show_leaf (const PodEvaluation *self, const PodNode *node, const PodLeaf *leaf)
{
  PodEvidence *evidence = pod_evidence_new (leaf->kind, leaf->truth, node->text);

  evidence->absence = leaf->absence;
  evidence->comparator = leaf->comparator;
  evidence->value = leaf->value;
  evidence->relation = leaf->relation;
  evidence->limit = leaf->limit;
  evidence->margin = leaf->margin;
  evidence->unit = leaf->unit;
  evidence->valid_until = leaf->valid_until;
  if (self->reads->len > 0)
    {
      const PodRead *first = &g_array_index (self->reads, PodRead, 0);

      evidence->symbol = first->symbol;
      evidence->counted_until = first->counted_until;
      pod_evidence_set_fact (evidence, &first->fact);
    }
  for (guint i = 0; self->reads->len > 1 && i < self->reads->len; i++)
    pod_evidence_add (evidence, show_read (&g_array_index (self->reads, PodRead, i), leaf->truth));
  return evidence;
}

/* Moves the values looked at over time below their leaf.  Those that a change was computed from have no truth of
 * their own and take the leaf's. */
static void
adopt (PodEvidence *evidence, const PodNode *node, GPtrArray *looked_at)
{
  for (guint i = 0; i < looked_at->len; i++)
    {
      PodEvidence *value = g_ptr_array_index (looked_at, i);

      if (node->kind == POD_NODE_COMPARE || value->kind == POD_EVIDENCE_COURSE)
        value->truth = evidence->truth;
      pod_evidence_add (evidence, value);
    }
}

static PodEvidence *
make_leaf (PodEvaluation *self, const PodNode *node)
{
  gboolean looks = node->over_time || node->counts_courses;
  g_autoptr (GPtrArray) looked_at = looks ? g_ptr_array_new () : NULL;
  PodLeaf leaf;
  PodEvidence *evidence;

  self->looked_at = looked_at;
  self->courses = NULL;
  g_array_set_size (self->reads, 0);
  pod_evaluation_judge (self, node, &leaf);
  self->looked_at = NULL;
  if (node->over_time)
    leaf.kind = POD_EVIDENCE_OVER_TIME;
  evidence = show_leaf (self, node, &leaf);
  evidence->courses = g_steal_pointer (&self->courses);
  if (looked_at != NULL)
    adopt (evidence, node, looked_at);
  return evidence;
}

static PodEvidence *
make_list (PodEvaluation *self, const PodNode *node, PodEvidenceKind kind)
{
  PodEvidence *evidence = pod_evidence_new (kind, POD_UNKNOWN, node->text);

  evidence->needed = (guint) node->number;
  for (guint i = 0; i < node->children->len; i++)
    pod_evidence_add (evidence, pod_evaluation_get_evidence (self, pod_node_get (node, i)));
  pod_evidence_conclude (evidence);
  return evidence;
}

static PodEvidence *
make_definition (PodEvaluation *self, const PodNode *node)
{
  PodEvidence *evidence = pod_evidence_new (POD_EVIDENCE_DEFINITION, POD_UNKNOWN, node->text);

  pod_evidence_add (evidence, pod_evaluation_get_evidence (self, node->definition->root));
  pod_evidence_conclude (evidence);
  return evidence;
}

PodEvidence *
pod_evaluation_get_evidence (PodEvaluation *self, const PodNode *node)
{
  switch (node->kind)
    {
    case POD_NODE_AND:
      return make_list (self, node, POD_EVIDENCE_ALL);
    case POD_NODE_OR:
      return make_list (self, node, POD_EVIDENCE_ANY);
    case POD_NODE_NOT:
      return make_list (self, node, POD_EVIDENCE_NOT);
    case POD_NODE_IMPLIES:
      return make_list (self, node, POD_EVIDENCE_IMPLIES);
    case POD_NODE_AT_LEAST:
      return make_list (self, node, POD_EVIDENCE_AT_LEAST);
    case POD_NODE_DEFINITION:
      return make_definition (self, node);
    default:
      return make_leaf (self, node);
    }
}
