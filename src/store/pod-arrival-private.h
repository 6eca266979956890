#pragma once

#include "pod-arrival-table.h"

G_BEGIN_DECLS

/* Between the files of the quarantine: what a seal is bound to, beside the uuid of the arrival and the version of the key. */

#define POD_ARRIVAL_HEADING "arrival.heading"

/* Of an arrival: it is gone, and nothing of it was ever a result or rejected by anybody, so that only the trail tells of it. */
#define POD_ARRIVAL_LEFT_NOTHING                                                                   \
  "arrival.voided = 1 AND NOT EXISTS (SELECT 1 FROM arrival_item AS item WHERE item.arrival = "    \
  "arrival.id AND (item.finding IS NOT NULL OR item.resolution = 'rejected'))"

/* "arrival_item.raw/17" */
char *pod_arrival_bind (const char *column, gint64 position);

G_END_DECLS
