#pragma once

#include "pod-charts.h"

G_BEGIN_DECLS

/* Which areas lie behind results, each as the theme draws it: tinted, hatched, or on paper the lower grades not at all.  Below what is there,
 * and on each sheet of paper. */
void pod_lab_key_draw (PodScene *scene, const PodMetrics *metrics);

G_END_DECLS
