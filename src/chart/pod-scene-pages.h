#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* A scene that is higher than a sheet, as several of them: (element-type PodScene), at least one.  Cut between rows of panels, or between
 * lines where there are no panels, never through one; what is higher than a sheet by itself stays whole.  @edge: white around each.
 * What is of somebody says at the head of each of whom it is, and at its foot which state of the record it shows and which of how many it is. */
GPtrArray *pod_scene_pages_new (const PodScene *scene, double height, double edge);

G_END_DECLS
