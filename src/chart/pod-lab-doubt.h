#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* The bar beside a result of which the specimen was collected over hours, and is not known to be whole: one look in every chart.  Nothing else
 * stands beside a result: a ring is what was corrected, what may still change, and the cursor.  @room: from a result to the next, in pixels.
 * @bottom: of the plot; the bar stands below the result, or where that leaves no room above. */
void pod_lab_doubt_draw (PodScene *scene, const PodMark *result, double room, double bottom);

G_END_DECLS
