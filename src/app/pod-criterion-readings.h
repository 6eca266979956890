#pragma once

#include <adwaita.h>

#include "pod-reading-words.h"

G_BEGIN_DECLS

/**
 * PodCriterionReadings:
 *
 * The readings that one criterion rests on: which is in force, and who settled it.  Each opens the ledger.
 */
#define POD_TYPE_CRITERION_READINGS (pod_criterion_readings_get_type ())
G_DECLARE_FINAL_TYPE (PodCriterionReadings, pod_criterion_readings, POD, CRITERION_READINGS, AdwBin)

/* @trial, @criterion: (nullable): NULL empties and hides it, as does a criterion that leaves nothing open. */
void pod_criterion_readings_set (PodCriterionReadings *self,
                                 PodTrial *trial,
                                 const PodCriterion *criterion);

G_END_DECLS
