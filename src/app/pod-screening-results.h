#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningResults:
 *
 * Every result and answer that the criteria of the cohort read, what is missing first.
 */
#define POD_TYPE_SCREENING_RESULTS (pod_screening_results_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningResults, pod_screening_results, POD, SCREENING_RESULTS, AdwBin)

/* Puts the cursor into its row; FALSE where there is none. */
gboolean pod_screening_results_go_to (PodScreeningResults *self, const char *observation);

G_END_DECLS
