#pragma once

#include <adwaita.h>

#include "pod-trial-ranges.h"

G_BEGIN_DECLS

/**
 * PodLimitsChangeView:
 * What other limits change of what is recorded: how many results, and of which of them something else is said.
 */
#define POD_TYPE_LIMITS_CHANGE_VIEW (pod_limits_change_view_get_type ())
G_DECLARE_FINAL_TYPE (PodLimitsChangeView, pod_limits_change_view, POD, LIMITS_CHANGE_VIEW, AdwBin)

/* @is_done: it was saved; else it is asked for. */
void pod_limits_change_view_show (PodLimitsChangeView *self,
                                  const PodStudy *study,
                                  const PodLimitsChange *change,
                                  gboolean is_done);

G_END_DECLS
