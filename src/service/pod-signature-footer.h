#pragma once

#include "pod-casebook.h"
#include "pod-scene.h"

G_BEGIN_DECLS

/* Adds below the chart of a subject, for paper and files, who signed what of it (the latest signature of each record, in words with
 * printed name, time in UTC and meaning: 21 CFR 11.50), what of that was changed since, and which state of the record it shows.
 * The scene becomes higher by as much. */
void pod_scene_add_signatures (PodScene *scene, const PodCasebook *casebook);

G_END_DECLS
