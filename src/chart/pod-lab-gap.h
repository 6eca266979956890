#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

/* Where a line between two results of a subject would claim what nobody measured.  Private to the room. */

/**
 * PodLabDue: when the study wants a test
 * @plans: (element-type PodPlannedVisit): a set of the visits that are to bring it
 * @longest: in days: as far apart as two visits of the plan may be that follow one another, and no less than six weeks
 */
typedef struct
{
  GHashTable *plans;
  gint32 longest;
} PodLabDue;

void pod_lab_due_init (PodLabDue *due, const PodStudy *study, const PodObservation *observation);
void pod_lab_due_clear (PodLabDue *due);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodLabDue, pod_lab_due_clear)

/**
 * PodLabGaps: when it was due of one subject
 * @visits: each from the first to the last day on which it may have brought its result
 */
typedef struct
{
  GArray *visits;
  gint32 longest;
} PodLabGaps;

/* @schedule: (element-type PodScheduledVisit) (nullable): the subject's. */
void pod_lab_gaps_init (PodLabGaps *gaps, const PodLabDue *due, const GArray *schedule);
void pod_lab_gaps_clear (PodLabGaps *gaps);
/* Whether a visit that was to bring a result lies between these days, or they are farther apart than any two visits. */
gboolean pod_lab_gaps_has (const PodLabGaps *gaps, gint32 from, gint32 to);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodLabGaps, pod_lab_gaps_clear)

G_END_DECLS
