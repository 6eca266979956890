#pragma once

#include <gtk/gtk.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/* Lays a chart out for a width.  NULL where there is nothing to show. */
typedef PodScene *(*PodChartFunc) (double width, gpointer data);

/**
 * PodChartCanvas:
 * Draws a scene from a painted image, walks its records by keys and tells which one is meant.  Height follows from width.
 * Signals: "pointed" (nullable string: the record in words), "record-activated" (int PodRecordType, int64 id).
 */
#define POD_TYPE_CHART_CANVAS (pod_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PodChartCanvas, pod_chart_canvas, POD, CHART_CANVAS, GtkWidget)

void pod_chart_canvas_set_func (PodChartCanvas *self, PodChartFunc func, gpointer data);
void pod_chart_canvas_refresh (PodChartCanvas *self);
PodScene *pod_chart_canvas_get_scene (PodChartCanvas *self);

G_END_DECLS
