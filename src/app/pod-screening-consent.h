#pragma once

#include "pod-screening-step.h"

G_BEGIN_DECLS

/**
 * PodScreeningConsent:
 *
 * How consent was taken: which version of the form, when, by whom, whether the patient has a copy.  Once registered, what is on record,
 * whether a newer version is to be signed, and the withdrawal.
 */
#define POD_TYPE_SCREENING_CONSENT (pod_screening_consent_get_type ())
G_DECLARE_FINAL_TYPE (PodScreeningConsent, pod_screening_consent, POD, SCREENING_CONSENT, AdwBin)

/* What is typed; its texts are the step's until the next call. */
void pod_screening_consent_fill (PodScreeningConsent *self, PodDate *date, PodConsent *how);
/* As pod_screening_patient_show_problems(). */
gboolean pod_screening_consent_show_problems (PodScreeningConsent *self, const GPtrArray *problems);
/* As it was before anything was typed: empty, since all of it is attested. */
void pod_screening_consent_reset (PodScreeningConsent *self);

G_END_DECLS
