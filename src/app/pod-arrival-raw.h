#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalRaw:
 * What the laboratory wrote of a result.  It may name the patient, and so is shown as a name is: when it is asked for, which is recorded, and not for
 * long.
 */
#define POD_TYPE_ARRIVAL_RAW (pod_arrival_raw_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalRaw, pod_arrival_raw, POD, ARRIVAL_RAW, AdwBin)

/* @item: (nullable).  What is shown of the same item stays, and of another is hidden. */
void pod_arrival_raw_show (PodArrivalRaw *self, PodTrial *trial, const PodTrialArrivalItem *item);
void pod_arrival_raw_set_reveal_seconds (PodArrivalRaw *self, guint seconds);

G_END_DECLS
