#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* What a verification found, in the reader's language.  Plain text. */

/* "A record is not what the audit trail says it should be"; the code itself where a later version found what this one does not know. */
const char *pod_fault_to_words (const PodTrialFault *fault);
/* "Adverse event, row 3: Grade", "Entry 12 of the audit trail"; "" where nothing is known.  Free with g_free(). */
char *pod_fault_place_to_words (const PodTrialFault *fault);
/* (transfer container) (element-type PodTrialFault): altered records first, from the first row on; then the trail, then the file. */
GPtrArray *pod_faults_sort (const GPtrArray *faults);
/* All of it, with the names that the file itself has, for whoever is asked to look at it.  Free with g_free(). */
char *pod_faults_to_text (const GPtrArray *faults);

G_END_DECLS
