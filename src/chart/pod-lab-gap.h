#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/* Where a line between two results of a subject would claim what nobody measured.  Private to the room. */

/**
 * PodLabGaps: of one test of one subject
 * @due: (element-type PodScheduledVisit): the visits that were to bring it
 * @longest: in days: as far apart as two visits may be that follow one another
 */
typedef struct
{
  GArray *due;
  gint32 longest;
} PodLabGaps;

/* @schedule: (element-type PodScheduledVisit) (nullable): the subject's. */
void pod_lab_gaps_init (PodLabGaps *gaps,
                        const PodStudy *study,
                        const GArray *schedule,
                        const PodObservation *observation);
void pod_lab_gaps_clear (PodLabGaps *gaps);
/* Whether a visit that was to bring a result lies between these days, or they are farther apart than any two visits. */
gboolean pod_lab_gaps_has (const PodLabGaps *gaps, gint32 from, gint32 to);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodLabGaps, pod_lab_gaps_clear)

G_END_DECLS
