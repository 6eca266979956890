#pragma once

#include "pod-chart-page.h"

G_BEGIN_DECLS

/**
 * PodWallPage:
 * All subjects of the trial at a glance, a row each, those who need somebody first.
 */
#define POD_TYPE_WALL_PAGE (pod_wall_page_get_type ())
G_DECLARE_FINAL_TYPE (PodWallPage, pod_wall_page, POD, WALL_PAGE, PodChartPage)

G_END_DECLS
