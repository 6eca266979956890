#pragma once

#include "pod-casebook.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* When the consent was signed that was signed last: with the time, where that was recorded.  POD_MOMENT_NONE where none is on record. */
PodMoment pod_consent_get_when (const PodStudy *study, const PodCasebook *casebook);
/* "Version 1.0 · 23 Nov 2026, 14:30", without what was not recorded; NULL where none is on record.  Free with g_free(). */
char *pod_consent_to_words (const PodStudy *study, const PodCasebook *casebook);
/* It asks for what a person attested of the consent, and nobody did: which says nothing of the consent itself. */
gboolean pod_consent_lacks_attestation (const PodStudy *study, const PodEvidence *leaf);
/* A consent is on record as an event; a criterion asks for what a person attested of it.  Of a leaf that finds no attestation what is really
 * lacking: "Informed consent signed: not attested. Consent on record: Version 1.0 · 23 Nov 2026".  NULL of any other, and where no
 * consent is on record of @as_of, the day of the question, or before.  Free with g_free(). */
char *pod_consent_say_lacking (const PodStudy *study,
                               const PodCasebook *casebook,
                               PodDate as_of,
                               const PodEvidence *leaf);

G_END_DECLS
