#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/* What the screening sheet says.  Plain text; free with g_free(). */

/* "Not eligible: 2 criteria", "Eligible on paper · holds until 19 Dec 2026". */
char *pod_sheet_say_answer (const PodScreening *screening);
/* "Screening number S-007 · enrolment number MN-003 · MN, primary membranous nephropathy · as of 20 Nov 2026" */
char *pod_sheet_say_subject (const PodStudy *study, const PodCasebook *casebook, PodDate as_of);
/* "Consent: Version 1.0 · 23 Nov 2026, 14:30". */
char *pod_sheet_say_consent (const PodStudy *study, const PodCasebook *casebook);
/* "met, until 19 Dec 2026" */
char *pod_sheet_say_verdict (const PodVerdict *verdict);
/* (element-type utf8): what stands beside the verdict; free the array. */
GPtrArray *pod_sheet_list_notes (const PodVerdict *verdict);
/* "Enrolled as MN-003 on 20 Nov 2026"; that nothing is decided, where it is not. */
char *pod_sheet_say_decision (const PodCasebook *casebook);
/* "INC-08: yes, by the letter – Does it bind high-risk MN?"; NULL where none of its criteria applies to the subject. */
char *pod_sheet_say_reading (const PodStudy *study,
                             const PodSite *site,
                             const PodCasebook *casebook,
                             const PodReading *reading);

G_END_DECLS
