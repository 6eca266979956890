#pragma once

#include "pod-lab-map.h"
#include "pod-trial-laboratory.h"
#include "pod-trial-private.h"

G_BEGIN_DECLS

/* Inside the room only. */

#define POD_DEFAULT_MAP "default.ini"
/* What problems call a map that is kept for a laboratory. */
#define POD_KEPT_MAP "map"

char *pod_trial_get_maps_dir (PodTrial *self);
/* (element-type utf8): the names of the files in it, the default first. */
GPtrArray *pod_trial_list_study_maps (PodTrial *self);
/* As the file has it: without what was said in the program. */
PodLabMap *pod_trial_load_study_map (PodTrial *self, const char *name, GError **error);
PodLabMap *pod_trial_parse_lab_map (PodTrial *self, const char *text, GError **error);

G_END_DECLS
