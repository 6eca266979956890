#pragma once

#include "pod-arrival-table.h"

G_BEGIN_DECLS

/* Between the files of the quarantine: what a seal is bound to, beside the uuid of the arrival and the version of the key. */

#define POD_ARRIVAL_HEADING "arrival.heading"

/* "arrival_item.raw/17" */
char *pod_arrival_bind (const char *column, gint64 position);

G_END_DECLS
