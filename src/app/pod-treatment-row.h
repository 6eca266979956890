#pragma once

#include "pod-search-row.h"

G_BEGIN_DECLS

/**
 * PodTreatmentRow:
 *
 * Chooses one of the study's treatments, by its name or its class.  There is no place for other words: rules and the export know the
 * study's treatments only, and the list says what to do where one is missing.
 */
#define POD_TYPE_TREATMENT_ROW (pod_treatment_row_get_type ())
G_DECLARE_FINAL_TYPE (PodTreatmentRow, pod_treatment_row, POD, TREATMENT_ROW, PodSearchRow)

/* @doses: those that the trial gives, else those that the subject takes besides. */
void pod_treatment_row_set_study (PodTreatmentRow *self, const PodStudy *study, gboolean doses);

/* "Prednisone"; the id where the study does not have it. */
const char *pod_treatment_to_words (const PodStudy *study, const char *treatment);
/* "Glucocorticoids, Immunosuppression of any kind"; "" for none.  Free with g_free(). */
char *pod_treatment_classes_to_words (const PodStudy *study, const char *treatment);

G_END_DECLS
