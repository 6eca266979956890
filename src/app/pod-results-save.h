#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What was typed into a PodResultsForm, as one change: findings, and the visits that they belong to.
 */

/* @planned, @day: (nullable): the planned visit that results of @day are of, whatever its window is; NULL where their days tell.
 * @rows: (element-type PodResultRow).  NULL where there is nothing to write.  What was not done is a finding that says so. */
PodChange *pod_results_make_change (PodTrial *trial,
                                    PodCasebook *casebook,
                                    const char *planned,
                                    PodDate day,
                                    const GPtrArray *rows);

G_END_DECLS
