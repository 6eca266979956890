#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What was typed into a PodResultsForm, as one change: findings, and the visits that they belong to.
 */

/* @choice, @day: (nullable): the planned visit that results of @day are of, whatever its window is; "" for none of the schedule, whatever
 * window is open; NULL where their days tell.
 * @rows: (element-type PodResultRow).  NULL where there is nothing to write.  What was not done is a finding that says so. */
PodChange *pod_results_make_change (PodTrial *trial,
                                    PodCasebook *casebook,
                                    const char *choice,
                                    PodDate day,
                                    const GPtrArray *rows);

G_END_DECLS
