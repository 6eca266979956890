#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* The bar below a result of which the specimen was collected over hours, and is not known to be whole: one look in every chart.  Nothing else
 * stands below a result: a ring is what was corrected, what may still change, and the cursor. @bottom: of the plot; where it leaves no room the
 * bar stands above. */
void pod_lab_doubt_draw (PodScene *scene, const PodMark *result, double bottom);

G_END_DECLS
