#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/* What a subject's day 0 is, wherever days are counted from it.  Private to the room. */

/* "Study day; no infusion yet: day 0 is consent". */
const char *pod_zero_get_axis_title (const PodTimeline *timeline);
/* Of a table's column of days: "Day", "Day (0: consent)". */
const char *pod_zero_get_heading (const PodTimeline *timeline);

G_END_DECLS
