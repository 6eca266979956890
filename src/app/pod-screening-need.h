#pragma once

#include "pod-screening.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* What the criteria of a screening read, as somebody has to enter it: what the program computes is replaced by what it computes it from,
 * and what an instrument gives by the instrument. */

/* (element-type PodObservation), each once: what is missing first, then in the order of the criteria. */
GPtrArray *pod_screening_list_needed (const PodStudy *study, const PodScreening *screening);
/* (element-type PodInstrument), each once, in the order of the criteria. */
GPtrArray *pod_screening_list_instruments (const PodScreening *screening);
/* The yes-or-no answers that a criterion asks a physician for.  (element-type PodObservation) */
GPtrArray *pod_screening_list_attestations (const PodStudy *study, const PodCriterion *criterion);
/* How many of @needed, or of what is computed from them, criteria are open for want of; @perhaps: of how many that depends on others. */
guint pod_screening_count_missing (const PodStudy *study,
                                   const PodScreening *screening,
                                   const GPtrArray *needed,
                                   guint *perhaps);
/* (element-type PodObservation): what somebody types for it: itself, or what it is computed from; nothing for what registering gives. */
GPtrArray *pod_screening_list_entries (const PodStudy *study, const PodObservation *observation);
/* Where it is entered: itself, or the first of what it is computed from.  Never NULL. */
const PodObservation *pod_screening_find_entry (const PodStudy *study,
                                                const PodObservation *observation);
/* NULL where no form gives it. */
const PodInstrument *pod_screening_find_instrument (const PodObservation *observation);
/* What is missing, as every page counts it: (element-type PodObservation), each once: what somebody surely has to enter for a criterion that
 * is open to be told (PodNeed); what an instrument gives stands for the instrument.  What may be needed only once something else is known is
 * not among them, nor what would decide nothing now. */
GPtrArray *pod_screening_list_missing (const PodStudy *study, const PodScreening *screening);
/* What to go for first: of the test that is cheapest and decides most the first that who is signed in may answer, else the first of all;
 * NULL for none. */
const PodObservation *pod_screening_find_next (PodTrial *trial, const PodScreening *screening);
/* "serum hCG", or with what is had by the same draw: "Blood count: neutrophils and 2 more"; and what only a physician may answer where that
 * comes first.  Free with g_free(). */
char *pod_screening_say_next (PodTrial *trial, const PodScreening *screening);

G_END_DECLS
