#pragma once

#include "pod-chart-page.h"

G_BEGIN_DECLS

/**
 * PodShiftPage:
 * Of each term of the scale how many subjects went from which grade to which: each cell opens the list of its subjects, who open their
 * results.
 */
#define POD_TYPE_SHIFT_PAGE (pod_shift_page_get_type ())
G_DECLARE_FINAL_TYPE (PodShiftPage, pod_shift_page, POD, SHIFT_PAGE, PodChartPage)

/* Of the drop-downs: 0 for all cohorts, and for the study's scale. */
void pod_shift_page_choose (PodShiftPage *self, guint cohort, PodShiftPick pick, guint scale);

G_END_DECLS
