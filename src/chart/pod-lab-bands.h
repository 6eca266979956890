#pragma once

#include "pod-lab-series.h"
#include "pod-scale.h"

G_BEGIN_DECLS

/* Behind the data: the laboratory's limits, and what grade each value would have, as steps in time, since limits belong
 * to a laboratory and a date.  Where no rule grades the observation there is no band. */
void pod_lab_bands_draw (PodScene *scene,
                         const PodLabSeries *series,
                         const PodDayAxis *axis,
                         const PodScale *scale);

G_END_DECLS
