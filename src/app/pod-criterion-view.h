#pragma once

#include <adwaita.h>

#include "pod-screening.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodCriterionView:
 * One criterion read beside its evidence: the registry's words in both languages, how they are read where they are ambiguous, each
 * value looked at against its limit, the look-back and who set it, and the rule as it is written.
 *
 * Signal: "edit" (const char *): the observation whose entry somebody wants to see, by F2 on its evidence.
 */
#define POD_TYPE_CRITERION_VIEW (pod_criterion_view_get_type ())
G_DECLARE_FINAL_TYPE (PodCriterionView, pod_criterion_view, POD, CRITERION_VIEW, AdwBin)

/* @trial: (nullable): whose readings are shown beside the criterion, from the next verdict on. */
void pod_criterion_view_set_trial (PodCriterionView *self, PodTrial *trial);
/* @casebook: (nullable): what @verdict is of, for what stands beside its evidence; @as_of: the day of the question.  @verdict: (nullable): NULL empties it.  All are only
 * read during the call. */
void pod_criterion_view_set_verdict (PodCriterionView *self,
                                     const PodStudy *study,
                                     const PodCasebook *casebook,
                                     PodDate as_of,
                                     const PodVerdict *verdict);

G_END_DECLS
