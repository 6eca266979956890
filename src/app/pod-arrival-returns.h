#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalReturns:
 * What a file had displaced, each with a tick where it comes back when the file is undone; what something speaks against comes first.
 */
#define POD_TYPE_ARRIVAL_RETURNS (pod_arrival_returns_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalReturns, pod_arrival_returns, POD, ARRIVAL_RETURNS, AdwBin)

/* @displaced: (element-type PodUndoneResult): must live as long */
PodArrivalReturns *pod_arrival_returns_new (PodTrial *trial, const GPtrArray *displaced);
/* (element-type PodArrivalReturn): as they are ticked, in the order of @displaced. */
GArray *pod_arrival_returns_collect (PodArrivalReturns *self);

G_END_DECLS
