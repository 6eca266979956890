#pragma once

#include "pod-scene.h"
#include "pod-shift-book.h"

G_BEGIN_DECLS

/* What the signs of shift tables mean and how they count, below what is there.  @tables: (element-type PodShiftTable); @lost: (nullable): what
 * the scale does not grade, in words. */
void pod_shift_key_draw (PodScene *scene,
                         const PodMetrics *metrics,
                         const GArray *tables,
                         PodShiftPick pick,
                         const char *lost);

G_END_DECLS
