#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* What the signs of the chart of all subjects mean, below what is there.  @shifts: whether it tells what got worse in the laboratory. */
void pod_wall_key_draw (PodScene *scene, const PodMetrics *metrics, gboolean shifts);

G_END_DECLS
