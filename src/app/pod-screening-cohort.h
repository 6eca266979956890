#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningCohort:
 *
 * Which disease: each cohort with what the study asks of it alone.  Changed while in screening, with a reason once one was chosen.
 */
#define POD_TYPE_SCREENING_COHORT (pod_screening_cohort_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningCohort, pod_screening_cohort, POD, SCREENING_COHORT, AdwBin)

G_END_DECLS
