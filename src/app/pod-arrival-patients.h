#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalPatients:
 * Of a result that may be another patient's: the subject beside whom the laboratory's file names, and what differs.  The subject's birth date
 * is shown when it is asked for, which is recorded, and not for long.
 */
#define POD_TYPE_ARRIVAL_PATIENTS (pod_arrival_patients_get_type ())
G_DECLARE_FINAL_TYPE (PodArrivalPatients, pod_arrival_patients, POD, ARRIVAL_PATIENTS, AdwBin)

/* @item: (nullable): shows itself only where that is suspected of it; @arrival: (nullable): the file that it came in. */
void pod_arrival_patients_show (PodArrivalPatients *self,
                                PodTrial *trial,
                                const PodTrialArrival *arrival,
                                const PodTrialArrivalItem *item);

G_END_DECLS
