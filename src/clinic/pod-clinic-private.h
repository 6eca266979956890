#pragma once

#include "pod-screening.h"
#include "pod-window.h"

G_BEGIN_DECLS

/* What the files of this room share. */

/* The first unvoided administration of @what: a treatment's id, or a category with a leading @.  NULL where there
 * is none. */
const PodIntervention *
pod_clinic_find_first_dose (const PodStudy *study, const PodCasebook *casebook, const char *what);

/* Whether @when is before @dose: within one day by the hour of both, and unknown where an hour is missing. */
PodTruth pod_clinic_is_before (PodMoment when, const PodIntervention *dose);

/* The last final value of an observation that is surely before @start, a day number; NULL where there is none. */
const PodFinding *
pod_clinic_find_baseline (const PodCasebook *casebook, const char *observation, gint32 start);

/* Whether everything from the baseline of @observation to the infusion was surely below @level by @term alone: FALSE as soon as something was
 * not; unknown where something may not have been, or what was not may be of either side of the infusion. */
PodTruth pod_clinic_was_milder (const PodStudy *study,
                                const PodSite *site,
                                const PodCasebook *casebook,
                                const PodIntervention *infusion,
                                const char *observation,
                                const PodGrade *term,
                                int level);

/* Whether it is of the treatment @what, or of the category where @what has a leading @. */
gboolean pod_clinic_is_treatment (const PodStudy *study,
                                  const PodIntervention *intervention,
                                  const char *what);

/* When a course ended: a dose of the trial is given in a day, and medication goes on until somebody records its end.  FALSE where it
 * goes on. */
gboolean
pod_clinic_get_end (const PodStudy *study, const PodIntervention *intervention, PodDate *end);

/* The cohort that the subject has and the study knows, or NULL. */
const char *pod_clinic_get_cohort (const PodStudy *study, const PodCasebook *casebook);

/* (element-type PodVerdictNote): what is to be shown beside the verdict on @criterion. */
GPtrArray *pod_clinic_list_notes (const PodCriterion *criterion,
                                  const PodFacts *facts,
                                  const PodCasebook *casebook,
                                  PodDate as_of);

/* @finding as a rule sees it.  @fact is filled as far as it goes; the answer says whether there is something to
 * compare: NONE, UNUSABLE or ANSWER. */
PodAbsence pod_clinic_read_finding (const PodStudy *study,
                                    const PodSite *site,
                                    const PodCasebook *casebook,
                                    const PodSymbol *symbol,
                                    const PodFinding *finding,
                                    PodFact *fact);

/* The laboratory's range in force for @finding: on its day, for the subject's sex and age then.  NULL where there is none, or the age, which it
 * depends on, is not known. */
const PodRange *
pod_clinic_find_range (const PodSite *site, const PodCasebook *casebook, const PodFinding *finding);

/* For facts of a casebook: anchors after @as_of have not happened. */
void pod_clinic_facts_set_day (PodFacts *facts, PodDate as_of);
/* Planned days are not known: what counts back from them counts from the day of the question. */
void pod_clinic_facts_set_floating (PodFacts *facts);
const PodStudy *pod_clinic_facts_get_study (const PodFacts *facts);

/* The anchor as it stands on @as_of: what comes after that day has not happened.  Without @as_of, as it stands at all. */
PodDate pod_clinic_get_anchor_until (const PodStudy *study,
                                     const PodCasebook *casebook,
                                     const char *name,
                                     PodDate as_of);

/* The last unvoided disposition event of @code that may have happened by @as_of, or NULL. */
const PodEvent *
pod_clinic_find_event_until (const PodCasebook *casebook, const char *code, PodDate as_of);

/* Whether it may have happened by @as_of: a partial date counts from the first day it may be.  What has no date
 * counts as past: it could not have been recorded otherwise. */
gboolean pod_clinic_is_past (PodDate date, PodDate as_of);

G_END_DECLS
