#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/*
 * Grading one result on a scale whose levels are rules ([grade …]).  The levels read these names and no others:
 *
 *   value             the result, in the grade's unit; uln(value), lln(value) are the limits that came with it
 *   baseline          the result before treatment, in the same unit
 *   upper, lower      the same limits as values of their own, so that a rule can ask known(upper)
 *   baseline_state    high, normal or low: the baseline against its own limits
 *   judgement         what no number tells; never answered, so that a level that needs it can be false or
 *                     unknown, but not true
 *   worst_case        yes where the caller wants the worst assumed of what no number tells (an anticoagulant, symptoms);
 *                     unanswered otherwise, so that the level cannot be told
 *
 * Where a grade names no unit all numbers are in any one common unit and count as dimensionless.
 */

/**
 * PodGradeInput:
 * @value: the result, in the grade's unit; NAN where there is none
 * @comparator: what stood before it
 * @lower, @upper: the limits for it; NAN where unknown
 * @baseline: NAN where unknown
 * @baseline_state: (nullable): "high", "normal" or "low"
 * @worst_case: assume the worst where the scale asks what no number tells
 */
typedef struct
{
  double value;
  PodComparator comparator;
  double lower;
  double upper;
  double baseline;
  const char *baseline_state;
  gboolean worst_case;
} PodGradeInput;

/* Nothing known at all. */
#define POD_GRADE_INPUT_NONE ((PodGradeInput){ NAN, POD_EXACTLY, NAN, NAN, NAN, NULL, FALSE })

/* Whether it grades what is too low; else it is of what is too high. */
gboolean pod_grade_is_low (const PodGrade *grade);
/* Whether both are of one term and one direction, for another unit or observation. */
gboolean pod_grade_is_variant (const PodGrade *grade, const PodGrade *other);

/* The highest level that is true; -1 where a higher one is unknown; 0 where all are false.  @facts answers the names above. */
int pod_grade_evaluate (const PodGrade *grade, const PodFacts *facts, PodDate as_of);

/* The same from plain numbers. */
int pod_grade_compute (const PodGrade *grade, const PodGradeInput *input);
/* *least, *most (out): of a grade that cannot be told the lowest that it surely reaches and the highest that it may be; else the grade. */
int
pod_grade_compute_bounds (const PodGrade *grade, const PodGradeInput *input, int *least, int *most);

/* Whether a level assumes the worst of what no number tells; then the lowest that the grade may be is the second. */
gboolean pod_grade_assumes (const PodGrade *grade);
int pod_grade_compute_sure (const PodGrade *grade, const PodGradeInput *input);

/* What a grade that cannot be told waits for; of several the first. */
typedef enum
{
  POD_GRADE_LACKS_NOTHING,
  POD_GRADE_LACKS_LIMIT,     /* the laboratory's */
  POD_GRADE_LACKS_PRECISION, /* "< 5" may be more than one grade */
  POD_GRADE_LACKS_BASELINE,
  POD_GRADE_LACKS_JUDGEMENT, /* what no number tells */
} PodGradeLack;

PodGradeLack pod_grade_find_lack (const PodGrade *grade, const PodGradeInput *input);

/* Why: the evidence of every level that has a rule, the highest first. (element-type PodEvidence), free the array. */
GPtrArray *pod_grade_explain (const PodGrade *grade, const PodGradeInput *input);

G_END_DECLS
