#pragma once

#include <adwaita.h>

#include "pod-chart-canvas.h"

G_BEGIN_DECLS

/**
 * PodChartView:
 *
 * A chart with what belongs to it: a line that says what is under the cursor, the same numbers as a table (T or the
 * button), and saving as a picture.  A scene without records shows the empty page.
 *
 * Signal: "record-activated" (int PodRecordType, int64 id).
 */
#define POD_TYPE_CHART_VIEW (pod_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PodChartView, pod_chart_view, POD, CHART_VIEW, AdwBin)

/* Notes that the chart is saved, and adds to @scene what belongs on paper. */
typedef gboolean (*PodChartPrintFunc) (PodScene *scene, gpointer data, GError **error);

/* @data: of both. */
void pod_chart_view_set_func (PodChartView *self,
                              PodChartFunc func,
                              PodChartPrintFunc print,
                              gpointer data);
/* The data changed: lay out anew. */
void pod_chart_view_refresh (PodChartView *self);
/* What to say where there is nothing to show. */
void pod_chart_view_set_empty (PodChartView *self, const char *title, const char *description);
/* "labs-MN-003": what a saved picture is called; never a name. */
void pod_chart_view_set_file_name (PodChartView *self, const char *name);
/* A widget at the start of the bar under the chart. */
void pod_chart_view_set_control (PodChartView *self, GtkWidget *control);

G_END_DECLS
