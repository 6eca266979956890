#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* "not plausible: expected is 30 to 220 g/L; reason of the entry: measured twice", of a value on record, as the trail has it; NULL where it is
 * plausible.  Free with g_free(). */
char *pod_kept_result_to_words (PodTrial *trial, const PodFinding *finding);

G_END_DECLS
