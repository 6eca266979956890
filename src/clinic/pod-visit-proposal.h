#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/* The visit of @schedule (pod_schedule_new()) of which results are entered first: what took place today, else what is due today, else the
 * latest whose day has been and of whose results there is none, not even that one was not done; else a screening that goes on.  NULL for
 * none of these: never one that is still to come.  Pure. */
const PodScheduledVisit *pod_visit_propose (const PodStudy *study,
                                            const PodCasebook *casebook,
                                            const GArray *schedule,
                                            PodDate today);

G_END_DECLS
