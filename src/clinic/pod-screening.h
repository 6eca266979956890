#pragma once

#include "pod-casebook.h"
#include "pod-site.h"
#include "pod-study.h"

G_BEGIN_DECLS

/**
 * pod_casebook_facts_init:
 *
 * PodFacts answered from a casebook: findings converted to the study's units, the limits that came with a result or else
 * the site's range for it, anchors from events and interventions.  Voided records and those after the day of the question
 * do not exist for it.  The three must outlive @facts; pod_casebook_facts_clear() frees what it holds.
 */
void pod_casebook_facts_init (PodFacts *facts,
                              const PodStudy *study,
                              const PodSite *site,
                              const PodCasebook *casebook);
void pod_casebook_facts_clear (PodFacts *facts);

/* How the site reads what the protocol leaves open: one of the reading's choices, interned.  The study's own until it was
 * settled (the site's setting of the symbol's name), and where what was settled is no choice of this version or no rule of
 * it asks for the reading. */
const char *pod_reading_get_in_force (const PodReading *reading, const PodSite *site);

/* The date of a study's anchor in this casebook; not set where it has not happened. */
PodDate
pod_casebook_get_anchor (const PodStudy *study, const PodCasebook *casebook, const char *anchor);
/* The day from which on values are compared with a baseline ([study] exposure_start); not set while there is none. */
PodDate pod_casebook_get_exposure_start (const PodStudy *study, const PodCasebook *casebook);

/**
 * PodVerdictNote:
 * @note: of the study
 * @evidence: (nullable): why it is shown; NULL where @given says it
 * @given: (nullable): what was given, on @given_on
 */
typedef struct
{
  const PodNote *note;
  PodEvidence *evidence;
  const PodTreatment *given;
  PodDate given_on;
} PodVerdictNote;

/**
 * PodVerdict:
 * @criterion: of the study
 * @holds: the rule's own value
 * @passes: what it means for entry: an inclusion that holds, an exclusion that does not
 * @evidence: why
 * @missing: (element-type PodSymbol): what would decide it; empty unless unknown
 * @valid_until: the last day on which this verdict follows from what is recorded; no date where it does not expire
 * @notes: (element-type PodVerdictNote): what is to be seen beside it, and changes nothing
 */
typedef struct
{
  const PodCriterion *criterion;
  PodTruth holds;
  PodTruth passes;
  PodEvidence *evidence;
  GPtrArray *missing;
  PodDate valid_until;
  GPtrArray *notes;
} PodVerdict;

/**
 * PodScreening:
 * @as_of: the day of the question
 * @eligible: false as soon as one applicable criterion fails; else unknown while one is unknown; else true
 * @verdicts: (element-type PodVerdict): of every criterion that applies to the cohort, in the study's order.  While
 *   no cohort is chosen, those of single cohorts are there and unknown
 * @missing: (element-type PodSymbol): of all verdicts, each once
 * @valid_until: the earliest of the verdicts'
 *
 * The program's answer; a physician decides and signs.
 */
typedef struct
{
  PodDate as_of;
  PodTruth eligible;
  GPtrArray *verdicts;
  GPtrArray *missing;
  PodDate valid_until;
} PodScreening;

/* The day on which eligibility was decided: of the enrolment, else of the screening failure, else @today. */
PodDate pod_screening_get_day (const PodCasebook *casebook, PodDate today);

PodScreening *pod_screening_new (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 PodDate as_of);
void pod_screening_free (PodScreening *screening);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScreening, pod_screening_free)

G_END_DECLS
