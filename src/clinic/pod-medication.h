#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/*
 * Courses of medication: what those on record come to, as exposure() and stable_dose() count them, and what a course must be before it is
 * recorded.
 */

/* A dose of the trial's own (lymphodepletion, product), and not what the subject takes besides. */
gboolean pod_treatment_is_dose (const PodTreatment *treatment);

/* The class under which a treatment is listed: the first of its own; NULL where it has none. */
const PodMedicationClass *pod_treatment_get_class (const PodStudy *study,
                                                   const PodTreatment *treatment);

/* "4 months without a gap, stable dose 3 months": what rules make of the class on @as_of.  NULL where nothing of it is on record.  "At
 * least" stands before what more courses might add to, while nobody attests that all of them are on record.  Free with g_free(). */
char *pod_medication_to_words (const PodStudy *study,
                               const PodSite *site,
                               const PodCasebook *casebook,
                               const PodMedicationClass *class,
                               PodDate as_of);

/* Adds a PodProblem for each thing that cannot be; its key is the field: "treatment", "dose", "unit", "start" or "end". */
void pod_medication_check (const PodStudy *study,
                           const PodCasebook *casebook,
                           const PodIntervention *intervention,
                           PodDate today,
                           GPtrArray *problems);

/* What may be and is rarely meant: the same treatment twice at once, a dose of the trial before enrolment.  NULL where there is nothing to
 * ask; @replaced: the id of a course that ends before this one begins, or 0.  Free with g_free(). */
char *pod_medication_find_question (const PodStudy *study,
                                    const PodCasebook *casebook,
                                    const PodIntervention *intervention,
                                    gint64 replaced);

G_END_DECLS
