#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/* Brackets, calls and signs may be nested this deep; a reader is lost long before. */
#define POD_NODE_MAX_NESTING 64
/* Depth and size of a rule with all definitions in their places, so that neither recursion nor an evidence tree runs away. */
#define POD_NODE_MAX_DEPTH 400
#define POD_NODE_MAX_SIZE 20000

/**
 * PodNodeKind:
 * @POD_NODE_NAME: a name before the checker has found what it means; after it, an answer
 * @POD_NODE_VALUE: an observation
 * @POD_NODE_ANSWER: an observation against answers
 * @POD_NODE_CONVERT: its child times @factor, to get into another unit
 * @POD_NODE_IN_UNIT: number(x, unit)
 *
 * From @POD_NODE_ULN on: what is written with brackets; in the order of the parser's table.
 */
typedef enum
{
  POD_NODE_NUMBER,
  POD_NODE_NAME,
  POD_NODE_VALUE,
  POD_NODE_DEFINITION,
  POD_NODE_NEGATE,
  POD_NODE_ADD,
  POD_NODE_SUBTRACT,
  POD_NODE_MULTIPLY,
  POD_NODE_DIVIDE,
  POD_NODE_POWER,
  POD_NODE_CONVERT,
  POD_NODE_COMPARE,
  POD_NODE_ANSWER,
  POD_NODE_NOT,
  POD_NODE_AND,
  POD_NODE_OR,
  POD_NODE_IMPLIES,
  POD_NODE_ULN,
  POD_NODE_LLN,
  POD_NODE_KNOWN,
  POD_NODE_IN_UNIT,
  POD_NODE_IF,
  POD_NODE_MIN,
  POD_NODE_MAX,
  POD_NODE_ABS,
  POD_NODE_LATEST,
  POD_NODE_EVER,
  POD_NODE_PERSISTS,
  POD_NODE_CHANGE,
  POD_NODE_DAYS_SINCE,
  POD_NODE_EXPOSURE,
  POD_NODE_STABLE_DOSE,
  POD_NODE_DAYS_SINCE_GIVEN,
  POD_NODE_EVER_GIVEN,
  POD_NODE_AT_LEAST,
} PodNodeKind;

/* What exposure() measures. */
typedef enum
{
  POD_EXPOSURE_CURRENT,
  POD_EXPOSURE_CUMULATIVE,
  POD_EXPOSURE_LONGEST,
} PodExposureMode;

/* What an expression gives, as the checker found it. */
typedef enum
{
  POD_TYPE_FAULT, /* already reported: what is above it stays silent */
  POD_TYPE_CONDITION,
  POD_TYPE_NUMBER,
  POD_TYPE_CHOICE,
  POD_TYPE_FLAG,
  POD_TYPE_DATE,
} PodType;

/**
 * PodNode:
 * @column: of its first character in the rule, from 1
 * @text: the piece of the rule, a GRefString
 * @number: of a number; of at_least(), how many; the parser's
 * @unit: the parser: of a number, NULL where it has none.  The checker: of the result, NULL where it has no name
 * @name: of a name or a call
 * @relation: of a comparison
 * @window: of latest, over, within; amount 0 where there is none
 * @anchor: (nullable): of change(x, from anchor), days_since(x, at anchor) and exposure(x, at anchor), interned
 * @type, @dimension, @scale: what it gives; @scale is how many base units one of its unit is
 * @symbol: the observation of a value; @observed: the one whose unit the number is in
 * @definition: the rule it stands for; a reference
 * @factor: of a conversion
 * @checked: the checker was here
 * @bare: made of numbers without unit only
 * @reads: needs a fact
 * @over_time: ever, persists or change is in it
 * @mode, @gap, @has_gap: of exposure() and the like; days without it that do not break a course
 * @medication: what exposure() and the like ask for, called @asked by the rule; their one child, if any, is what counts
 *   where the courses on record do not decide
 * @counts_courses: one of them is in it
 * @depth, @size: of the tree, definitions included
 */
typedef struct _PodNode PodNode;
struct _PodNode
{
  PodNodeKind kind;
  guint column;
  char *text;
  GPtrArray *children;
  double number;
  const PodUnit *unit;
  char *name;
  PodRelation relation;
  PodWindow window;
  const char *anchor;

  PodType type;
  PodDimension dimension;
  double scale;
  const PodSymbol *symbol;
  const PodSymbol *observed;
  PodRule *definition;
  double factor;
  gboolean checked;
  gboolean bare;
  gboolean reads;
  gboolean over_time;
  PodExposureMode mode;
  int gap;
  gboolean has_gap;
  char *asked;
  const PodMedication *medication;
  gboolean counts_courses;
  guint depth;
  guint size;
};

PodNode *pod_node_new (PodNodeKind kind, guint column);
void pod_node_free (PodNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodNode, pod_node_free)
/* Takes @child. */
void pod_node_add (PodNode *node, PodNode *child);
/* Depth and size anew from the children and the definition. */
void pod_node_measure (PodNode *node);

/* Whether @node is exposure(), stable_dose() or days_since_given(): a number that courses of medication give. */
static inline gboolean
pod_node_is_exposure (const PodNode *node)
{
  return node->kind == POD_NODE_EXPOSURE || node->kind == POD_NODE_STABLE_DOSE ||
         node->kind == POD_NODE_DAYS_SINCE_GIVEN;
}

static inline PodNode *
pod_node_get (const PodNode *node, guint index)
{
  return g_ptr_array_index (node->children, index);
}

G_END_DECLS
