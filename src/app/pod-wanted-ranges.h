#pragma once

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodWantedRanges:
 * Which limits results that came in without any would need: each test once for a sex, from the first of its samples on, until somebody
 * entered them.
 */
typedef struct _PodWantedRanges PodWantedRanges;

PodWantedRanges *pod_wanted_ranges_new (PodTrial *trial);
void pod_wanted_ranges_free (PodWantedRanges *self);
/* Of @import, those of @tests (element-type PodObservation). */
void pod_wanted_ranges_add (PodWantedRanges *self,
                            const PodImport *import,
                            const char *laboratory,
                            const GPtrArray *tests);
/* The first that is not there yet; NULL for none.  *sex (out) (nullable): for whom it is offered. */
const PodRange *pod_wanted_ranges_find (PodWantedRanges *self, const char **sex);
/* A test whose limits nobody knows must not stand before the rest: it is offered last. */
void pod_wanted_ranges_put_off (PodWantedRanges *self, const char *observation);

G_END_DECLS
