#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/*
 * Whether a value can be, and is to be expected, by what the study says of its test.  Pure.
 */

/* FALSE where the study says between what every value lies, and this does not: -4 cells, "< 0". */
gboolean pod_finding_is_possible (const PodStudy *study, const PodFinding *finding);
/* "−4 /HPF cannot be: …"; NULL where it can.  Free with g_free(). */
char *pod_finding_say_impossible (const PodStudy *study, const PodFinding *finding);
/* FALSE where the study gives limits to what is plausible or possible, and nothing that @comparator @value may be, in its unit, lies within. */
gboolean
pod_observation_expects (const PodObservation *observation, PodComparator comparator, double value);
/* FALSE where the study gives limits to what is plausible, and the value is outside; or it cannot be at all. */
gboolean pod_finding_is_plausible (const PodStudy *study, const PodFinding *finding);
/* "9.5 g/L is not plausible: expected is 30 to 220 g/L. …", in the unit of the result, with what to do; NULL where it is plausible.
 * Free with g_free(). */
char *pod_finding_say_implausible (const PodStudy *study, const PodFinding *finding);
/* "not plausible: expected is 30 to 220 g/L; reason of the entry: measured twice", of a value that is on record; NULL where it is plausible.
 * @reason: (nullable).  Free with g_free(). */
char *pod_finding_say_kept (const PodStudy *study, const PodFinding *finding, const char *reason);

G_END_DECLS
