#pragma once

#include <adwaita.h>

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodTreatmentRow:
 *
 * Chooses one of the study's treatments: a list that narrows while somebody types the name or the class, in either language.  There is no
 * place for other words: rules and the export know the study's treatments only, and the list says what to do where one is missing.
 *
 * Property: "treatment" (string, nullable): its id, NULL while none is chosen; settable.
 */
#define POD_TYPE_TREATMENT_ROW (pod_treatment_row_get_type ())
G_DECLARE_FINAL_TYPE (PodTreatmentRow, pod_treatment_row, POD, TREATMENT_ROW, AdwActionRow)

/* @doses: those that the trial gives, else those that the subject takes besides.  The study lends them; it must outlive the row. */
void pod_treatment_row_set_study (PodTreatmentRow *self, const PodStudy *study, gboolean doses);
/* An id that the study does not have is kept and shown as it is. */
void pod_treatment_row_set_treatment (PodTreatmentRow *self, const char *treatment);
const char *pod_treatment_row_get_treatment (PodTreatmentRow *self);

/* "Prednisone"; the id where the study does not have it. */
const char *pod_treatment_to_words (const PodStudy *study, const char *treatment);
/* "Glucocorticoids, Immunosuppression of any kind"; "" for none.  Free with g_free(). */
char *pod_treatment_classes_to_words (const PodStudy *study, const char *treatment);

G_END_DECLS
