#pragma once

#include "pod-date.h"
#include "pod-package.h"

G_BEGIN_DECLS

/**
 * PodShift:
 * What becomes of one person's dates.
 * @offset: days added under the shifted profile
 */
typedef struct
{
  PodProfile profile;
  int offset;
} PodShift;

/**
 * pod_shift_date:
 *
 * The date as it leaves.  A date without a day is taken as the 15th, one without a month as 30 June, moved, and cut back to what
 * was known (the offset method of PhUSE's de-identification standard); where that gives the very month or year it came from, the
 * next one in the offset's direction is taken, so that no shifted date is its own true date.
 *
 * Returns: POD_DATE_NONE under the study-day profile.
 */
PodDate pod_shift_date (PodShift shift, PodDate date);
/* The time of day stays. */
PodMoment pod_shift_moment (PodShift shift, PodMoment moment);

G_END_DECLS
