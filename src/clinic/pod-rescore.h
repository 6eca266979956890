#pragma once

#include "pod-assessment.h"

G_BEGIN_DECLS

/*
 * What is derived, under another version of the study: sums, and the eGFR.  The answers are what was recorded, and stay; a sum is what the study in force makes of them.  A rule
 * of an amended protocol that read a sum of the old points would compare two protocols, so sums are derived anew, and the old ones
 * withdrawn: they stay in the record, struck out, with the amendment's reason, and in whatever was signed.
 */

/* Whether it follows from the same answers as one of @scores and says something else: other points, another edition. */
gboolean pod_scores_outdate (const PodScores *scores, const PodFinding *finding);

/* @casebook as it will read when its sums, and its eGFR by another equation, have been derived anew by @study: to look at, never to keep.  What a
 * person has withdrawn stays so; an eGFR that the new equation does not give reads as withdrawn.  The same casebook, with another reference,
 * where nothing differs. */
PodCasebook *pod_casebook_rescore (PodCasebook *casebook, const PodStudy *study);

G_END_DECLS
