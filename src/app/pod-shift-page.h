#pragma once

#include <adwaita.h>

#include "pod-chart-view.h"
#include "pod-shift-book.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodShiftPage:
 * Of each term of the scale how many subjects went from which grade to which: each cell opens the list of its subjects, who open their
 * results.  It is laid out when it is looked at.
 *
 * Signal: "open" (int64 subject, int PodRecordType, int64 id): the subject's page, at that record.
 */
#define POD_TYPE_SHIFT_PAGE (pod_shift_page_get_type ())
G_DECLARE_FINAL_TYPE (PodShiftPage, pod_shift_page, POD, SHIFT_PAGE, AdwBin)

/* @trial: (nullable): NULL clears it. */
void pod_shift_page_set_trial (PodShiftPage *self, PodTrial *trial);
/* NULL until it was looked at. */
PodChartView *pod_shift_page_get_view (PodShiftPage *self);
const PodShiftBook *pod_shift_page_get_book (PodShiftPage *self);
/* Of the drop-downs: 0 for all cohorts, and for the study's scale. */
void pod_shift_page_choose (PodShiftPage *self, guint cohort, guint scale);

G_END_DECLS
