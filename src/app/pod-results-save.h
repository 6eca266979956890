#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What was typed into a PodResultsForm, as one change: findings, and the visits that they belong to.
 */

/* @rows: (element-type PodResultRow).  NULL where there is nothing to write.  @noted: a visit that is on record gets a note of what was
 * not done. */
PodChange *pod_results_make_change (PodTrial *trial,
                                    PodCasebook *casebook,
                                    const GPtrArray *rows,
                                    gboolean *noted);

G_END_DECLS
