#include "pod-node.h"
#include "pod-rule-private.h"

PodNode *
pod_node_new (PodNodeKind kind, guint column)
{
  PodNode *node = g_new0 (PodNode, 1);

  node->kind = kind;
  node->column = column;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_node_free);
  node->scale = 1;
  node->factor = 1;
  node->depth = 1;
  node->size = 1;
  return node;
}

void
pod_node_free (PodNode *node)
{
  if (node == NULL)
    return;
  g_ptr_array_unref (node->children);
  g_clear_pointer (&node->text, g_ref_string_release);
  g_clear_pointer (&node->definition, pod_rule_unref);
  g_free (node->name);
  g_free (node->asked);
  g_free (node);
}

void
pod_node_measure (PodNode *node)
{
  const PodNode *defined = node->definition != NULL ? node->definition->root : NULL;

  node->depth = defined != NULL ? defined->depth + 1 : 1;
  node->size = defined != NULL ? defined->size + 1 : 1;
  for (guint i = 0; i < node->children->len; i++)
    {
      node->depth = MAX (node->depth, pod_node_get (node, i)->depth + 1);
      /* Cut off, so that definitions of definitions cannot count past the end of a guint. */
      node->size = MIN (node->size + pod_node_get (node, i)->size, 2 * POD_NODE_MAX_SIZE);
    }
}

void
pod_node_add (PodNode *node, PodNode *child)
{
  g_ptr_array_add (node->children, child);
  pod_node_measure (node);
}
