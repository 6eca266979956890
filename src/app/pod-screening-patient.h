#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningPatient:
 *
 * Who the patient is.  Before registering a form, which knows by a record or ID number who was screened before; afterwards only what is
 * no identity, and the name for a moment, which is recorded.
 *
 * Signal: "open-subject" (gint64): somebody would rather see an earlier attempt.
 */
#define POD_TYPE_SCREENING_PATIENT (pod_screening_patient_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningPatient, pod_screening_patient, POD, SCREENING_PATIENT, AdwBin)

/* What is typed, into the fields that are the patient's; its texts are the step's until the next call. */
void pod_screening_patient_fill (PodScreeningPatient *self, PodRegistration *registration);
/* Under each field, the cursor in the first; FALSE where none is about the patient.  (element-type PodProblem) */
gboolean pod_screening_patient_show_problems (PodScreeningPatient *self, const GPtrArray *problems);
/* Something is typed beside the two numbers by which one is found. */
gboolean pod_screening_patient_has_more (PodScreeningPatient *self);
/* Empties the form. */
void pod_screening_patient_reset (PodScreeningPatient *self);

G_END_DECLS
