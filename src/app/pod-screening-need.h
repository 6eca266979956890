#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/* What the criteria of a screening read, as somebody has to enter it: what the program computes is replaced by what it computes it from,
 * and what an instrument gives by the instrument. */

/* (element-type PodObservation), each once: what is missing first, then in the order of the criteria. */
GPtrArray *pod_screening_list_needed (const PodStudy *study, const PodScreening *screening);
/* (element-type PodInstrument), each once, in the order of the criteria. */
GPtrArray *pod_screening_list_instruments (const PodScreening *screening);
/* The yes-or-no answers that a criterion asks a physician for.  (element-type PodObservation) */
GPtrArray *pod_screening_list_attestations (const PodStudy *study, const PodCriterion *criterion);
/* Whether @observation, or what is computed from it, would decide a criterion that is open. */
gboolean pod_screening_is_missing (const PodStudy *study,
                                   const PodScreening *screening,
                                   const PodObservation *observation);
guint pod_screening_count_missing (const PodStudy *study,
                                   const PodScreening *screening,
                                   const GPtrArray *needed);
/* Where it is entered: itself, or the first of what it is computed from.  Never NULL. */
const PodObservation *pod_screening_find_entry (const PodStudy *study,
                                                const PodObservation *observation);
/* NULL where no form gives it. */
const PodInstrument *pod_screening_find_instrument (const PodObservation *observation);
/* What to go for first: of the test that is cheapest and decides most, its first; else the first that is missing; NULL for none. */
const PodObservation *pod_screening_find_next (const PodStudy *study,
                                               const PodScreening *screening);
/* "serum hCG", or with what is had by the same draw: "Blood count: neutrophils and 2 more".  Free with g_free(). */
char *pod_screening_say_next (const PodStudy *study, const PodScreening *screening);

G_END_DECLS
