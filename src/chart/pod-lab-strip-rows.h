#pragma once

#include "pod-lab-rows.h"
#include "pod-lab-strip.h"

G_BEGIN_DECLS

/* What lies under the panels, as rows of their table: treatment, adverse events, drugs and glucocorticoids that touch the days from @first to
 * @last, each once, whatever lies over it in the strip.  Private to the room. */
void pod_lab_strip_rows_add (const PodLabTable *columns,
                             PodScene *scene,
                             const PodLabStrip *strip,
                             const PodStudy *study,
                             const PodCasebook *casebook,
                             const PodTimeline *timeline,
                             gint32 first,
                             gint32 last);

G_END_DECLS
