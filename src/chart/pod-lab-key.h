#pragma once

#include "pod-charts.h"

G_BEGIN_DECLS

/* What lies in and below the panels that are there, with a sample of each as the theme draws it: areas behind results (tinted, hatched, or on
 * paper the lower grades not at all), dashed lines, and what was given.  Below what is there, and on each sheet of paper. */
void pod_lab_key_draw (PodScene *scene, const PodMetrics *metrics);

G_END_DECLS
