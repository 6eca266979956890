#pragma once

#include "pod-facts.h"

G_BEGIN_DECLS

/**
 * PodEvidenceKind:
 * @POD_EVIDENCE_ALL: and
 * @POD_EVIDENCE_ANY: or
 * @POD_EVIDENCE_NOT: not
 * @POD_EVIDENCE_IMPLIES: two children, premise and conclusion
 * @POD_EVIDENCE_AT_LEAST: @needed of the children, or more
 * @POD_EVIDENCE_COMPARE: a number against a limit, or a choice against answers
 * @POD_EVIDENCE_FLAG: a yes-or-no answer
 * @POD_EVIDENCE_OVER_TIME: persists, ever, change: children are the values looked at
 * @POD_EVIDENCE_DEFINITION: a named definition; its one child is the definition's own evidence
 * @POD_EVIDENCE_COURSE: below a leaf: a course of medication that was counted; its text is the treatment's id
 */
typedef enum
{
  POD_EVIDENCE_ALL,
  POD_EVIDENCE_ANY,
  POD_EVIDENCE_NOT,
  POD_EVIDENCE_IMPLIES,
  POD_EVIDENCE_AT_LEAST,
  POD_EVIDENCE_COMPARE,
  POD_EVIDENCE_FLAG,
  POD_EVIDENCE_OVER_TIME,
  POD_EVIDENCE_DEFINITION,
  POD_EVIDENCE_COURSE,
} PodEvidenceKind;

/* What a leaf asks of courses of medication. */
typedef enum
{
  POD_COUNT_CURRENT,
  POD_COUNT_CUMULATIVE,
  POD_COUNT_LONGEST,
  POD_COUNT_STABLE_DOSE,
  POD_COUNT_SINCE_GIVEN,
  POD_COUNT_EVER_GIVEN,
} PodCount;

/* What made its answer: the courses by themselves, only with the attestation that all of them are on record, or what the
 * rule names after "else". */
typedef enum
{
  POD_BASIS_COURSES,
  POD_BASIS_ATTESTED,
  POD_BASIS_OTHER,
} PodBasis;

/**
 * PodCourseCount:
 * @medication: the class or the treatment that is asked for, interned
 * @least, @most: what the courses on record come to, in the leaf's unit; INFINITY where there is no telling.  Of
 *   POD_COUNT_EVER_GIVEN: 1 is yes
 * @until: the day to count to, where the rule names one; no date where it is the day of the question
 * @attested: when somebody attested that all of it is on record; no date where nobody did
 * @other: (nullable): what was typed of the same thing; its value is in the leaf's unit, its truth is what it would say by itself
 */
typedef struct
{
  PodCount count;
  PodBasis basis;
  const char *medication;
  double least;
  double most;
  PodDate until;
  PodDate attested;
  struct _PodEvidence *other;
} PodCourseCount;

/**
 * PodEvidence:
 * @kind: what this node is
 * @truth: what it came to
 * @decides: whether this node is needed for the verdict above it: a false child of a false *and* decides,
 *   its unknown sibling does not
 * @needed: of at_least(), how many of the children have to be true; otherwise not read
 * @text: the piece of the rule it stands for, as written
 * @symbol: (nullable): the observation looked at (the leftmost, where a comparison reads several)
 * @absence: why @truth is unknown, for a leaf
 * @fact: the value looked at; meaningful unless @absence says there is none. Its strings are copied into the evidence
 * @value: the left side's number, where the left side is computed rather than read; NAN if unknown.  Of a course its dose
 * @comparator: of @value
 * @from, @to, @ongoing: of a course, when it was given
 * @relation: for a comparison
 * @limit: the right side's number, in @unit; NAN where unknown or where answers are compared
 * @margin: by how much the limit is kept (> 0) or missed (< 0), in @unit; 0 at the limit itself, which @truth says is inside
 *   or not; NAN where it has none
 * @unit: (nullable): the unit of value, limit and margin
 * @counted_until: of a value that is too old: the last day on which it was not, where days go by; else no date
 * @valid_until: the last day on which this truth still follows from what is recorded today; no date where
 *   it does not expire
 * @courses: (nullable): of a leaf that asks for courses of medication: what they came to, and what made the answer
 * @children: (element-type PodEvidence): never NULL.  Below a comparison that reads several observations: one for each,
 *   with its fact or its absence.  Below a change: the values it was computed from
 *
 * Why a rule came out as it did: a tree parallel to the rule.  Immutable, counted by references,
 * independent of the facts it was made from.
 */
typedef struct _PodEvidence PodEvidence;
struct _PodEvidence
{
  int ref_count;
  PodEvidenceKind kind;
  PodTruth truth;
  gboolean decides;
  guint needed;
  char *text;
  const PodSymbol *symbol;
  PodAbsence absence;
  PodFact fact;
  PodComparator comparator;
  double value;
  PodDate from;
  PodDate to;
  gboolean ongoing;
  PodRelation relation;
  double limit;
  double margin;
  const PodUnit *unit;
  PodDate counted_until;
  PodDate valid_until;
  PodCourseCount *courses;
  GPtrArray *children;
};

void pod_evidence_unref (PodEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodEvidence, pod_evidence_unref)

/* How many children have to speak as their parent does for it to stand: one of a true *or*, all of a true *and*, and the
 * other way round where it is false. */
guint pod_evidence_count_needed (const PodEvidence *evidence);

/* Leaves (comparisons, flags, rules over time) in the order of the rule.  With @deciding, only those without which the
 * verdict would not stand. */
typedef void (*PodEvidenceFunc) (const PodEvidence *leaf, gpointer data);
void pod_evidence_foreach_leaf (const PodEvidence *evidence,
                                gboolean deciding,
                                PodEvidenceFunc func,
                                gpointer data);

/* The observations whose value would still have to come for the verdict to be decided: symbols, each once.
 * Empty where the verdict is not unknown, and where only the date that a rule counts from is not known
 * (POD_ABSENCE_NO_ANCHOR): no value would help. */
GPtrArray *pod_evidence_get_missing (const PodEvidence *evidence);

G_END_DECLS
