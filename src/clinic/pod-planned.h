#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/*
 * What is planned, or would have its place in the study, and is not on record: a visit that is only planned, a test that nobody did.  Charts
 * ask for it as for a record, by a number that is negative, as that of a record that is not yet written.  It is from the name, so that an
 * amendment of the study never makes it another's.
 */

/* @name: (nullable): of the visit, or the observation, in the study; NULL for none of them: the list of the subject's. */
gint64 pod_planned_make (gint64 subject, const char *name);
/* FALSE where @id is that of a record.  @subject: (nullable). */
gboolean pod_planned_read (gint64 id, gint64 *subject);
/* Of which visit, or observation, of the study it is; NULL where it is of none. */
const PodPlannedVisit *pod_planned_find_visit (const PodStudy *study, gint64 id);
const PodObservation *pod_planned_find_observation (const PodStudy *study, gint64 id);

G_END_DECLS
