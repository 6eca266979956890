#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/* The table twin of a chart of one subject's results.  Private to the room. */

/* A row for each result of @all (element-type PodLabSeries).  @scale: (nullable): by which they are graded. */
void pod_lab_rows_fill (PodScene *scene,
                        const GPtrArray *all,
                        const char *scale,
                        const PodTimeline *timeline);
/* And for the first @n that the scene left out, as they were reported; they say why they are not drawn. */
void pod_lab_rows_add_left_out (PodScene *scene,
                                const GPtrArray *all,
                                const PodStudy *study,
                                const PodCasebook *casebook,
                                guint n);

G_END_DECLS
