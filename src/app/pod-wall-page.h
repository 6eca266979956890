#pragma once

#include <adwaita.h>

#include "pod-chart-view.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodWallPage:
 * All subjects of the trial at a glance, a row each, those who need somebody first; each cell opens where it comes from.  It is laid out
 * when it is looked at.
 *
 * Signal: "open" (int64 subject, int PodRecordType, int64 id): the subject's page, at that record.
 */
#define POD_TYPE_WALL_PAGE (pod_wall_page_get_type ())
G_DECLARE_FINAL_TYPE (PodWallPage, pod_wall_page, POD, WALL_PAGE, AdwBin)

/* @trial: (nullable): NULL clears it. */
void pod_wall_page_set_trial (PodWallPage *self, PodTrial *trial);
/* NULL until it was looked at. */
PodChartView *pod_wall_page_get_view (PodWallPage *self);

G_END_DECLS
