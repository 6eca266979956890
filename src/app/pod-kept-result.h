#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* "not plausible: expected is 30 to 220 g/L; kept with the reason: measured twice", of a value on record, with what the trail has as the reason
 * of the value as it is now; NULL where it is plausible.  Reads the trail only where it is not.  Free with g_free(). */
char *pod_kept_result_to_words (PodTrial *trial, const PodFinding *finding);

/* The same reasons of all that is not plausible of a casebook (element-type gint64 utf8), by the ids of the findings. */
GHashTable *pod_kept_results_new (PodTrial *trial, const PodCasebook *casebook);

G_END_DECLS
