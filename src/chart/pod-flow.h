#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/**
 * PodFlow:
 * Text that flows through the columns of a page, in blocks that are not torn apart.
 */
typedef struct _PodFlow PodFlow;

/* @width: of a column.  @size: of the text. */
PodFlow *pod_flow_new (const PodMetrics *metrics, double width, double size);
void pod_flow_free (PodFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodFlow, pod_flow_free)

/* What is added from now on stays together.  @before: room above it, unless it begins a column.  @leads: a heading, which stays with the
 * block that follows, and stands again above a column that begins within its section. */
void pod_flow_begin (PodFlow *flow, double before, gboolean leads);

/**
 * PodFlowText:
 * @text: in as many lines as it takes, or in @most, where that is not 0
 * @mark: (nullable): a sign before its first line
 * @end: (nullable): at the end of its first line
 * @indent: from the left of the column
 */
typedef struct
{
  const char *text;
  const char *mark;
  const char *end;
  double indent;
  gboolean bold;
  PodRole role;
  guint most;
} PodFlowText;

/* Returns whether it had to be cut. */
gboolean pod_flow_add (PodFlow *flow, const PodFlowText *text);

/* How high @columns of about the same height are; more than @most where they do not fit into it. */
double pod_flow_measure (const PodFlow *flow, guint columns, double most);
/* How many columns it takes, none higher than @height. */
guint pod_flow_count_columns (const PodFlow *flow, double height);
/* How high the last @n columns are, behind @n_full that are so high as @height, where they are of about the same height. */
double pod_flow_balance (const PodFlow *flow, double height, guint n_full, guint n);

/**
 * PodFlowPlace: where columns stand on one page
 * @x, @y: of the first of them; @gap: between two
 * @height: none is higher
 * @first, @n: which of all the columns these are
 * @n_full, @rest: of all the columns, those behind the first @n_full are no higher than @rest, where that is not 0
 */
typedef struct
{
  double x;
  double y;
  double gap;
  double height;
  guint first;
  guint n;
  guint n_full;
  double rest;
} PodFlowPlace;

/* Draws some of them side by side. */
void pod_flow_draw (const PodFlow *flow, PodScene *scene, const PodFlowPlace *place);

G_END_DECLS
