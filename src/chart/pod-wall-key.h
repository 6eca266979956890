#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* What the signs of the chart of all subjects mean, below what is there.  @shifts: whether it tells what got worse in the laboratory;
 * @days_before: the infusion its bars begin. */
void
pod_wall_key_draw (PodScene *scene, const PodMetrics *metrics, gboolean shifts, int days_before);

G_END_DECLS
