#pragma once

#include <gtk/gtk.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/**
 * PodChartRing:
 * The one record of a chart that has the keyboard, as a list item whose name is the record in words: a screen reader says it at each step.
 * It draws the ring around the mark, and lies where the mark lies.
 */
#define POD_TYPE_CHART_RING (pod_chart_ring_get_type ())
G_DECLARE_FINAL_TYPE (PodChartRing, pod_chart_ring, POD, CHART_RING, GtkWidget)

GtkWidget *pod_chart_ring_new (void);
/* @what: (nullable): in words; NULL before any record was chosen. */
void pod_chart_ring_set (PodChartRing *self, const char *what, PodTheme theme);
/* Where it lies around a mark. */
GdkRectangle pod_chart_ring_around (const PodMark *mark);

G_END_DECLS
