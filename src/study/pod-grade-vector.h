#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodGradeVector:
 * @term: (nullable): the term of the scale, in any case
 * @version: "5.0" or "6.0"; the scale is "CTCAE " and this
 * @unit: (nullable): as written; matched without case with the grades of the term, and never converted
 * @value, @lower, @upper, @baseline: NAN where absent
 * @change: percent change from the baseline, negative for a fall; NAN where absent. Read where there is no @baseline
 * @baseline_state: (nullable): "high", "normal" or "low"
 *
 * One case with a known answer, as exchanged between programs that grade.  What comes from a laboratory does
 * not take this road: there units are read strictly.
 */
typedef struct
{
  const char *term;
  const char *version;
  const char *unit;
  double value;
  double lower;
  double upper;
  double baseline;
  double change;
  const char *baseline_state;
} PodGradeVector;

/* The grade of the scale for that term and unit; NULL where there is none. */
const PodGrade *pod_grade_vector_find (const PodStudy *study, const PodGradeVector *vector);

/* 0 to 4, or -1 where it cannot be graded. */
int pod_grade_vector_evaluate (const PodStudy *study, const PodGradeVector *vector);

G_END_DECLS
