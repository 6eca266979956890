#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningDecision:
 *
 * What the criteria come to, why not, and what is open; how many places there are; and the decision, which the principal investigator
 * makes and signs in one act: event, number and signature are written together or not at all.
 *
 * Signal: "criterion" (const char *): somebody wants to read that one.
 */
#define POD_TYPE_SCREENING_DECISION (pod_screening_decision_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningDecision, pod_screening_decision, POD, SCREENING_DECISION, AdwBin)

/* While a decision is being written the window must not go. */
gboolean pod_screening_decision_is_deciding (PodScreeningDecision *self);

G_END_DECLS
