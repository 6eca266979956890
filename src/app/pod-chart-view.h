#pragma once

#include <adwaita.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/**
 * PodChartView:
 *
 * Shows a scene that its owner lays out for the width at hand.  Scrolls, picks by pointer and by keys (Left and Right walk
 * the records, Home and End, Enter opens), tells what is under the cursor, keeps a painted image so that hovering repaints
 * nothing, and has the same rows as a table (T).  Role IMG with the scene's title, description and, while walking, the
 * record in words.
 *
 * Signal: "record-activated" (int PodRecordType, int64 id).
 */
#define POD_TYPE_CHART_VIEW (pod_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PodChartView, pod_chart_view, POD, CHART_VIEW, AdwBin)

/* Lays out for a width; called again when the width changes.  NULL shows the empty page. */
typedef PodScene *(*PodChartFunc) (double width, gpointer data);

void pod_chart_view_set_func (PodChartView *self, PodChartFunc func, gpointer data);
/* The data changed: lay out anew. */
void pod_chart_view_refresh (PodChartView *self);
void pod_chart_view_set_show_table (PodChartView *self, gboolean show);
/* (nullable): the scene as it is shown. */
PodScene *pod_chart_view_get_scene (PodChartView *self);

G_END_DECLS
