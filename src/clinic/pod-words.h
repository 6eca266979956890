#pragma once

#include "pod-screening.h"
#include "pod-stamp.h"

G_BEGIN_DECLS

/*
 * What evidence and values say in words, in the reader's language (gettext for the program's words, the study's own
 * translation for the trial's).  Plain text, never markup.  Free with g_free().
 */

/* The locale of the study's words that goes with the program's language: "zh_CN" or "en". */
const char *pod_words_locale (void);
/* As a line or a sentence begins with it. */
char *pod_words_begin_line (const char *text);
/* As it stands within a sentence: "diastolic blood pressure" of a label, but "CAR copies", "IgG" and "T cells" as they are.  A
 * person's name would begin small, too: none of the tests of this trial has one. */
char *pod_words_within (const char *label);

/* "Neutrophil count 2.31 ×10⁹/L ≥ 1.0 (+1.31), 20 Nov 2026". One leaf. */
char *pod_evidence_to_words (const PodStudy *study, const PodEvidence *leaf);
/* "Serum hCG: nothing on record", "Serum hCG of 11 Oct 2026 is too old", … for an unknown leaf. */
char *pod_absence_to_words (const PodStudy *study, const PodEvidence *leaf);
/* "2.31 ×10⁹/L", "< 0.5 mg/dL", "positive". As reported, not converted. */
char *pod_finding_to_words (const PodStudy *study, const PodFinding *finding);
/* The same where there is little room: "3.2 g/d *".  *note: (out) (nullable): what the mark stands for, in full.  Free both with g_free(). */
char *pod_finding_to_cell (const PodStudy *study, const PodFinding *finding, char **note);
/* In how many digits it is read: what the program computed has no more than its inputs; 0 for what somebody reported, which keeps all of its
 * own. */
int pod_finding_get_digits (const PodFinding *finding);
/* "< 0.5 mg/dL" of a number, and "< 0.5" where its unit stands beside it; not how its specimen was collected.  Free with g_free(). */
char *pod_finding_quantity_to_words (const PodFinding *finding);
char *pod_finding_number_to_words (const PodFinding *finding);
/* "computed from creatinine, CKD-EPI 2021" of what a derived value says of itself; NULL of a method that the program did not write. */
char *pod_method_to_words (const PodStudy *study, const char *method);
/* What each equation makes of the creatinine that an eGFR was computed from, first the one in force: "CKD-EPI 2021, in force: 44; CKD-EPI
 * 2009: 41 mL/min/1.73 m²".  NULL where that cannot be told, or there is only one. */
char *pod_egfr_to_words_by_each (const PodStudy *study,
                                 const PodCasebook *casebook,
                                 const PodFinding *derived);
/* "×10⁹/L", "months"; "" for a mere number.  Not to be freed. */
/* "visit Day 10", so that its name is not read as the day on which it was.  Free with g_free(). */
char *pod_visit_name_to_words (const char *label);
const char *pod_unit_to_words (const PodUnit *unit);
/* Of what a laboratory printed: "< 88" of "<88", with its own digits; "×10⁹/L" of "10^9/L".  What nobody knows stays as it is. */
char *pod_printed_value_to_words (const char *value);
const char *pod_printed_unit_to_words (const char *unit);
/* "met", "not met", "cannot tell yet" for an inclusion; "absent", "present", "cannot tell yet" for an exclusion. */
const char *pod_verdict_to_words (const PodVerdict *verdict);
/* What decides it, each with value, date, limit and margin: "Age 54 ≥ 18 (+36); …". */
char *pod_verdict_say_evidence (const PodStudy *study, const PodVerdict *verdict);
const char *pod_causality_to_words (PodCausality causality);
const char *pod_outcome_to_words (PodOutcome outcome);
/* As the locale writes dates, with the precision they have: "20 Nov 2026", "Nov 2026", "2026". */
char *pod_date_to_words (PodDate date);
char *pod_moment_to_words (PodMoment moment);
/* As the screen counts days from the infusion, with a true minus: "day 3", "day −14". */
char *pod_study_day_to_words (int day);
/* The moment, then its study day: "20 Nov 2026 · day 3". */
char *pod_moment_on_day_to_words (PodMoment moment, int day);
/* The minute of it, on the clock that its offset says: "20 Nov 2026, 14:30".  Where the law wants the second and UTC, this is not it. */
char *pod_instant_to_words (PodInstant instant);

G_END_DECLS
