#pragma once

#include <adwaita.h>

#include "pod-chart-view.h"
#include "pod-lab-controls.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* Laboratory results as small multiples, of the subject alone or among others, and as a table. */
#define POD_TYPE_LAB_PAGE (pod_lab_page_get_type ())
G_DECLARE_FINAL_TYPE (PodLabPage, pod_lab_page, POD, LAB_PAGE, AdwBin)

/* @trial and @casebook: (nullable): both NULL clear the page, so that nothing of a subject is left in memory. */
void pod_lab_page_set_casebook (PodLabPage *self, PodTrial *trial, PodCasebook *casebook);
/* Which days are shown is shared with the other charts of the subject. */
/* Goes to a result of the subject, or to where one would be (pod-planned.h), whatever was chosen to be shown. */
void pod_lab_page_show_result (PodLabPage *self, gint64 finding);
void pod_lab_page_set_days (PodLabPage *self, PodDayView *days);
PodLabControls *pod_lab_page_get_controls (PodLabPage *self);
PodChartView *pod_lab_page_get_view (PodLabPage *self);

G_END_DECLS
