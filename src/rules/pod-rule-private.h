#pragma once

#include "pod-node.h"

G_BEGIN_DECLS

/**
 * PodRule:
 * @root: checked
 * @condition: gives a truth, not a number
 * @unit: of a quantity, NULL for a condition
 * @factor: from the root's own unit to @unit
 */
struct _PodRule
{
  int ref_count;
  char *text;
  PodNode *root;
  gboolean condition;
  const PodUnit *unit;
  double factor;
};

G_END_DECLS
