#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodConditionVerdict:
 * @condition: of the study
 * @holds: whether the step may be taken, as far as this condition goes
 * @evidence: why
 * @missing: (element-type PodSymbol): what would decide it; empty unless unknown
 */
typedef struct
{
  const PodCondition *condition;
  PodTruth holds;
  PodEvidence *evidence;
  GPtrArray *missing;
} PodConditionVerdict;

/**
 * PodCheckAnswer:
 * @check: of the study
 * @as_of: the day of the question
 * @day: the day of the step: on which it took place, else for which it is planned; no date where neither is known: look-backs then
 *   count from @as_of
 * @taken: whether the step has been taken by @as_of
 * @may_go_on: true: it may be taken; false: it must not; unknown: it cannot be told yet
 * @verdicts: (element-type PodConditionVerdict): of the conditions of the subject's cohort, in the study's order
 * @missing: (element-type PodSymbol): of all of them, each once
 *
 * The program's answer to the check before a step of the treatment; a physician decides.  It never enrols.
 */
typedef struct
{
  const PodCheck *check;
  PodDate as_of;
  PodDate day;
  gboolean taken;
  PodTruth may_go_on;
  GPtrArray *verdicts;
  GPtrArray *missing;
} PodCheckAnswer;

PodCheckAnswer *pod_check_answer_new (const PodStudy *study,
                                      const PodSite *site,
                                      const PodCasebook *casebook,
                                      const PodCheck *check,
                                      PodDate as_of);
void pod_check_answer_free (PodCheckAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCheckAnswer, pod_check_answer_free)

/* It was to be taken on a day that is over. */
gboolean pod_check_answer_is_day_over (const PodCheckAnswer *answer);
/* Of the steps of the treatment that somebody still waits for the first whose planned day was over before @as_of, and *day that day; NULL where
 * there is none. */
const PodAnchor *pod_check_find_missed_step (const PodStudy *study,
                                             const PodCasebook *casebook,
                                             PodDate as_of,
                                             PodDate *day);
/* "may go on", "must not go on", "cannot tell yet"; translated. */
const char *pod_check_answer_to_words (const PodCheckAnswer *answer);

G_END_DECLS
