#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodNextTest:
 * @panel: (nullable): the panel that they are of; NULL where one observation stands alone
 * @burden: (nullable): what it takes; NULL where the study does not say
 * @observations: (element-type PodObservation): what to get: of what the program computes, what it computes it from
 * @decides: (element-type PodCriterion): cannot be told now, and can with these, whatever they say
 * @may_decide: (element-type PodCriterion): cannot be told now, and could be by some of their results
 *
 * What to ask or order next.
 */
typedef struct
{
  const PodGroup *panel;
  const PodBurden *burden;
  GPtrArray *observations;
  GPtrArray *decides;
  GPtrArray *may_decide;
} PodNextTest;

/* (element-type PodNextTest): the cheapest first, and of those the one that decides most criteria.  Empty where nothing is missing, and
 * where one criterion already fails: nobody is bled for an answer that is known.  Free the array. */
GPtrArray *pod_next_tests_new (const PodStudy *study, const PodScreening *screening);

G_END_DECLS
