#pragma once

#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodFreshItem:
 * @symbol: the observation
 * @criterion: (nullable): whose verdict the value carries, or
 * @condition: (nullable): whose
 * @passes: whether that verdict lets the subject go on: only of such a one anything has to be repeated
 * @ref: the finding; 0 where it has none
 * @when: the day of the value
 * @until: the last day on which the step may be taken with this value; no date where it does not expire
 * @offset: that step is at the latest so many days after day 0
 *
 * One value on record, and how long it counts.
 */
typedef struct
{
  const PodSymbol *symbol;
  const PodCriterion *criterion;
  const PodCondition *condition;
  gboolean passes;
  gint64 ref;
  PodDate when;
  PodDate until;
  int offset;
} PodFreshItem;

/**
 * PodFreshness:
 * @as_of: the day of the question
 * @items: (element-type PodFreshItem): the first to expire first, those that do not last
 *
 * Until when each test counts.  Until the enrolment these are the values that the criteria rest on: they count back from the
 * enrolment, which is at the latest on the first day of the treatment.  From then on, and once a day 0 is planned, those of the checks whose
 * step has not been taken.  A value that another one stands in for (one of several alternatives) is not among them.
 */
typedef struct
{
  PodDate as_of;
  GArray *items;
} PodFreshness;

PodFreshness *pod_freshness_new (const PodStudy *study,
                                 const PodSite *site,
                                 const PodCasebook *casebook,
                                 PodDate as_of);
void pod_freshness_free (PodFreshness *freshness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodFreshness, pod_freshness_free)

/* The one that expires first; NULL where none does. */
const PodFreshItem *pod_freshness_get_first (const PodFreshness *freshness);
/* (element-type PodFreshItem): what must be repeated where day 0 is to be on @day_0; free the array. */
GPtrArray *pod_freshness_list_repeats (const PodFreshness *freshness, PodDate day_0);
/* (element-type PodFreshItem): what expires within so many days; free the array. */
GPtrArray *pod_freshness_list_within (const PodFreshness *freshness, int days);
/* [study] expires_soon=: within how many days the page of today speaks of it; 0 where the study does not say. */
int pod_freshness_get_notice (const PodStudy *study);

G_END_DECLS
