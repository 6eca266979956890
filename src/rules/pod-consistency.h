#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/* A piece of a rule: a comparison, an answer, a rule over time. */
typedef struct _PodNode PodNode;

/**
 * PodClaim:
 * @rule: a condition
 * @window: (nullable): the look-back it is asked with
 * @part: (nullable): a piece of it, of which this is claimed rather than of the whole
 * @holds: what it is claimed to come to
 */
typedef struct
{
  const PodRule *rule;
  const PodWindow *window;
  const PodNode *part;
  gboolean holds;
} PodClaim;

/**
 * pod_claims_can_hold:
 *
 * Whether @claims may all come out as claimed, of one subject on one day.  FALSE is proof that they cannot: of every way in
 * which the rules could, two pieces would read the same value and ask it to lie where nothing lies.  TRUE proves nothing:
 * what is not understood (arithmetic of several observations, series of values) is taken for free.
 */
gboolean pod_claims_can_hold (const PodClaim *claims, guint n);

/* (element-type PodNode): the pieces of a rule, definitions included, in its order; they live as long as the rule. */
GPtrArray *pod_rule_list_parts (const PodRule *rule);
const char *pod_part_get_text (const PodNode *part);
/* (nullable): the first observation that it reads, definitions included. */
const PodSymbol *pod_part_get_symbol (const PodNode *part);

/**
 * PodBound:
 * @symbol: the observation
 * @lower, @upper: where the part holds, in the observation's unit; an infinity where open
 * @lower_strict, @upper_strict: the limit itself is outside
 *
 * What a part asks of one number.
 */
typedef struct
{
  const PodSymbol *symbol;
  const char *anchor;
  double lower;
  double upper;
  gboolean lower_strict;
  gboolean upper_strict;
} PodBound;

/* FALSE where @part is no comparison of one observation with a number. */
gboolean pod_part_get_bound (const PodNode *part, const PodWindow *window, PodBound *bound);
/* The intersection of the two: FALSE where they are of different values, or nothing lies in both. */
gboolean pod_bound_intersect (const PodBound *a, const PodBound *b, PodBound *both);
/* Whether the whole rule is this part, or needs it. */
gboolean pod_rule_needs_part (const PodRule *rule, const PodNode *part);

G_END_DECLS
