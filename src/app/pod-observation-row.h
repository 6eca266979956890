#pragma once

#include "pod-search-row.h"

G_BEGIN_DECLS

/**
 * PodObservationRow:
 *
 * Chooses what a laboratory's item is among what a laboratory can send, by words of the name in either language, by LOINC or by the study's own
 * name for it.  Nothing is proposed: a person says it.
 */
#define POD_TYPE_OBSERVATION_ROW (pod_observation_row_get_type ())
G_DECLARE_FINAL_TYPE (PodObservationRow, pod_observation_row, POD, OBSERVATION_ROW, PodSearchRow)

void pod_observation_row_set_study (PodObservationRow *self, const PodStudy *study);

G_END_DECLS
