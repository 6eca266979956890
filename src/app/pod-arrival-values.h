#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalValues:
 * A result that came in beside what stands of the same; where several stand, somebody chooses which of them it is held against.
 */
#define POD_TYPE_ARRIVAL_VALUES (pod_arrival_values_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalValues, pod_arrival_values, POD, ARRIVAL_VALUES, AdwBin)

/* @item must live until another is shown; (nullable): nothing. */
void
pod_arrival_values_show (PodArrivalValues *self, PodTrial *trial, const PodTrialArrivalItem *item);
/* Which of those that stand a correction takes the place of; 0 for none. */
gint64 pod_arrival_values_get_chosen (PodArrivalValues *self);

G_END_DECLS
