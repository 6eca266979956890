#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodContradictionKind:
 * @POD_NEVER: @a can never hold
 * @POD_ALWAYS: @a can never fail to hold, once it can be told
 * @POD_EXCLUDES: where @a holds, @b cannot
 * @POD_IMPLIES: where @a holds, @b holds
 * @POD_EXHAUSTS: where @a does not hold, @b holds
 * @POD_PART_DEAD: where both hold, it is not because of @part of @b
 * @POD_LEAVES: @part of @a, beside @b, leaves only @bound of an observation
 */
typedef enum
{
  POD_NEVER,
  POD_ALWAYS,
  POD_EXCLUDES,
  POD_IMPLIES,
  POD_EXHAUSTS,
  POD_PART_DEAD,
  POD_LEAVES,
} PodContradictionKind;

/**
 * PodContradiction:
 * @a, @b: criteria of one cohort; @b is NULL where it is about @a alone
 * @part: (nullable): a piece of a rule, as the study writes it
 * @symbol: (nullable): the observation that @part asks for; that of @lower and @upper, for @POD_LEAVES
 *
 * What two criteria have to do with each other, by their rules alone, read as the study proposes.  "Holds" is the rule's own value: of an exclusion, that it is present.
 */
typedef struct
{
  PodContradictionKind kind;
  const PodCriterion *a;
  const PodCriterion *b;
  const char *part;
  const PodSymbol *symbol;
  double lower;
  double upper;
  gboolean lower_strict;
  gboolean upper_strict;
} PodContradiction;

/* (element-type PodContradiction): of all pairs that some cohort has together, each once.  Each holds of every casebook on every day on which
 * the verdicts can be told; what the rules do not show is not among them. */
GArray *pod_study_find_contradictions (const PodStudy *study);

G_END_DECLS
