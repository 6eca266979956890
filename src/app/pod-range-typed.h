#pragma once

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/*
 * What somebody typed of a range.
 */

/* Nothing is no limit, NAN.  FALSE where it is no number. */
gboolean pod_range_read_limit (const char *text, double *limit);
/* "18-59", "18–59", "60-"; nothing for all. */
gboolean pod_range_read_ages (const char *text, PodRange *range);

G_END_DECLS
