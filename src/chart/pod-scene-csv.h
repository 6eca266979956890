#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* The table twin: what is drawn, a record a row.  Private to the room: pod_scene_write() writes it. */
GByteArray *pod_scene_to_csv (PodScene *scene);

G_END_DECLS
