#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/*
 * Toxicity as a change from the subject's own start.  Whoever is ill enough for this trial begins with a grade; what treatment did is
 * what came on top.  Pure.
 */

/* Whether there is a change to tell, and if not, why. */
typedef enum
{
  POD_SHIFT_KNOWN,
  POD_SHIFT_UNGRADED,          /* the result itself has no grade */
  POD_SHIFT_BEFORE_TREATMENT,  /* what is before, or may be, is no change */
  POD_SHIFT_NO_BASELINE,       /* nothing was measured before treatment */
  POD_SHIFT_BASELINE_UNGRADED, /* something was, and it has no grade */
  POD_SHIFT_AT_LEAST, /* something was, and its grade was at most one that is lower than now */
} PodShiftState;

/**
 * PodShift:
 * @graded: the grade now, and that of the baseline, by one term of the scale
 * @scale: (nullable): by which; interned
 * @shift: the grade now less the baseline's; where @state is AT_LEAST, less the highest that it may have been; else 0.  Where a number
 *   alone does not tell one of the two, the lowest that the change may be
 * @shift_most: the highest that the change may be: more than @shift only where @state is KNOWN and a number alone does not tell
 * @is_new: new since infusion: taken after it, of one day by the hour, and of a higher grade than anything from the baseline to it.
 *   Unknown where the grade is above 0 and which it is, what was before, or on which side of the infusion it was taken, cannot be told
 */
typedef struct
{
  PodFindingGrade graded;
  const char *scale;
  PodShiftState state;
  int shift;
  int shift_most;
  PodTruth is_new;
} PodShift;

/* @scale: (nullable): NULL for the study's. */
PodShift pod_finding_get_shift (const PodStudy *study,
                                const char *scale,
                                const PodSite *site,
                                const PodCasebook *casebook,
                                const PodFinding *finding);

/* What somebody looks at first: what is new since infusion, by how bad it is at least; the rest is equal.  As GCompareFunc. */
int pod_shift_compare (const PodShift *a, const PodShift *b);

/* ---- in words ---- */

/* "no limits"; "" for POD_GRADED. */
const char *pod_ungraded_to_words (PodUngraded why);
/* "before treatment"; "" where it is known. */
const char *pod_shift_state_to_words (PodShiftState state);
/* "+2", "0", "−1", "≥ +2", "0…+1" where a number alone does not tell; "" where it is not known.  Free with g_free(). */
char *pod_shift_print (const PodShift *shift);
/* The grade that it counts from: "1", "1–3", "≤ 1" of the highest that it may be; "" where there is no change to tell.  Free with g_free(). */
char *pod_shift_print_baseline (const PodShift *shift);
/* "grade 3, baseline grade 1, shift +2, new since infusion", "not graded: no limits".  Free with g_free(). */
char *pod_shift_to_words (const PodShift *shift);
/* The same with the scale and its term before it, and what a number alone cannot tell behind it: "CTCAE 5.0, Anemia: grade 3, …".  Free with g_free(). */
char *pod_shift_explain (const PodShift *shift);

G_END_DECLS
