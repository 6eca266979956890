#pragma once

#include "pod-evidence-private.h"
#include "pod-node.h"
#include "pod-window.h"

G_BEGIN_DECLS

/**
 * PodRead:
 * @span: where the value was looked for
 * @absence: why there is none
 * @fact: the value
 * @counted_until: of one that is outside of it: the last day on which it was inside, where that moves
 * @valid_until: the last day on which it is still inside the look-back
 *
 * An observation that a rule has asked for.
 */
typedef struct
{
  const PodSymbol *symbol;
  PodSpan span;
  PodAbsence absence;
  PodFact fact;
  PodDate counted_until;
  PodDate valid_until;
} PodRead;

/**
 * PodEvaluation:
 * @span: @window on that day, for observations that are not lasting
 * @reads: (element-type PodRead): what the leaf in hand has read so far
 * @bound: (nullable): inside a rule over time, the value that its observation has in this turn
 * @earliest_dates: a date that is not complete stands for its first day, not for its last
 * @courses: gets what courses of medication came to, where @looked_at is there; NULL where none are asked for
 * @looked_at: (nullable) (element-type PodEvidence): gets the values looked at over time, where somebody wants to see them
 * @absence: why the last leaf that was not decided was not
 *
 * One rule, one set of facts, one day.
 */
typedef struct
{
  const PodFacts *facts;
  const PodWindow *window;
  PodDate as_of;
  PodSpan span;
  GArray *reads;
  const PodFact *bound;
  gboolean earliest_dates;
  GPtrArray *looked_at;
  PodCourseCount *courses;
  PodAbsence absence;
} PodEvaluation;

/**
 * PodNumber:
 * What an expression came to: a number that keeps its comparator, or why there is none.
 */
typedef struct
{
  PodAbsence absence;
  PodComparator comparator;
  double number;
} PodNumber;

/**
 * PodLeaf:
 * What a leaf of the rule came to, before anything is allocated for it.
 */
typedef struct
{
  PodEvidenceKind kind;
  PodTruth truth;
  PodAbsence absence;
  PodComparator comparator;
  double value;
  PodRelation relation;
  double limit;
  double margin;
  const PodUnit *unit;
  PodDate valid_until;
} PodLeaf;

void pod_evaluation_init (PodEvaluation *self,
                          const PodFacts *facts,
                          const PodWindow *window,
                          PodDate as_of);
void pod_evaluation_clear (PodEvaluation *self);

PodEvidence *pod_evaluation_get_evidence (PodEvaluation *self, const PodNode *node);
/* The truth alone, without a tree. */
PodTruth pod_evaluation_get_truth (PodEvaluation *self, const PodNode *node);
PodNumber pod_evaluation_get_number (PodEvaluation *self, const PodNode *node);

/* For what is written with a name or latest(), and for what has a symbol; valid until the next read. */
PodRead *pod_evaluation_read (PodEvaluation *self, const PodNode *node);
/* The same for a bare @symbol, of which the leaf in hand is not to know. */
PodRead pod_evaluation_peek (PodEvaluation *self, const PodSymbol *symbol);
/* For rules over time: the look-back that a bare name of @symbol has. */
PodSpan pod_evaluation_get_span (const PodEvaluation *self, const PodSymbol *symbol);
/* The last day on which @when is still inside @span, which the evaluation's window gave. */
PodDate pod_evaluation_get_last_day (const PodEvaluation *self, const PodSpan *span, PodDate when);
/* Notes what a rule over time has looked at by itself. */
void pod_evaluation_note (PodEvaluation *self,
                          const PodSymbol *symbol,
                          PodAbsence absence,
                          const PodFact *fact);
/* One value as evidence, for what lists them. */
PodEvidence *pod_evaluation_show (const PodSymbol *symbol, PodAbsence absence, const PodFact *fact);
PodAbsence pod_absence_combine (PodAbsence a, PodAbsence b);
PodTruth pod_number_compare (PodNumber left, PodRelation relation, PodNumber right);
/* By how much @value keeps or misses the leaf's limit. */
double pod_leaf_find_margin (const PodLeaf *leaf, double value);

/* What the leaf @node comes to; not for nodes of logic. */
void pod_evaluation_judge (PodEvaluation *self, const PodNode *node, PodLeaf *leaf);

/* In pod-over-time.c. */
void pod_evaluation_judge_ever (PodEvaluation *self, const PodNode *node, PodLeaf *leaf);
void pod_evaluation_judge_persists (PodEvaluation *self, const PodNode *node, PodLeaf *leaf);
PodNumber pod_evaluation_get_change (PodEvaluation *self, const PodNode *node);

/* In pod-evaluator-medication.c: of exposure() and the like the number, and what a comparison of it comes to. */
PodNumber pod_evaluation_get_exposure (PodEvaluation *self, const PodNode *node);
void pod_evaluation_judge_exposure (PodEvaluation *self, const PodNode *node, PodLeaf *leaf);
void pod_evaluation_judge_ever_given (PodEvaluation *self, const PodNode *node, PodLeaf *leaf);

static inline PodNumber
pod_number_absent (PodAbsence absence)
{
  return (PodNumber){ absence, POD_EXACTLY, 0 };
}

static inline PodNumber
pod_number_exactly (double number)
{
  return (PodNumber){ POD_ABSENCE_NONE, POD_EXACTLY, number };
}

G_END_DECLS
