#pragma once

#include "pod-date.h"
#include "pod-lab-value.h"

G_BEGIN_DECLS

/* What a file says of a time: @moment of any precision, as written; @offset: minutes east of UTC, POD_LAB_NO_OFFSET where it gives none. */
typedef struct
{
  PodMoment moment;
  int offset;
} PodLabTime;

/* As pod_lab_parse_moment(), and "20240615102500.123+0800", "2024-06-15T10:25:00Z", "202406", "2024-06", "2024年6月", "2024".  FALSE for anything else. */
gboolean pod_lab_parse_time_stamp (const char *text, PodLabTime *time);
/* The same of a table whose dates have that order; those whose year comes first are read in any. */
gboolean pod_lab_parse_time_stamp_as (const char *text, PodLabDates dates, PodLabTime *time);
/* The day alone, whatever stands beside it for its time: complete, a month or a year, or POD_DATE_NONE. */
PodDate pod_lab_parse_day_as (const char *text, PodLabDates dates);
/* With @offset where it has none itself and is more than a day; gives @time. */
const PodLabTime *pod_lab_time_default (PodLabTime *time, int offset);
/* By the clock of @zone (nullable).  FALSE where there is an offset and no zone to tell it by. */
gboolean pod_lab_time_to_moment (const PodLabTime *time, GTimeZone *zone, PodMoment *moment);

/* What the laboratory has received was not drawn later: then it is the time of something else.  Received at midnight is often what a day
 * without a time looks like.  Of what is no time, FALSE.  @offset: of those that have no zone. */
gboolean pod_lab_time_is_after_receipt (const char *drawn,
                                        const char *received,
                                        int offset,
                                        GTimeZone *zone);

G_END_DECLS
