#pragma once

#include <gtk/gtk.h>

#include "pod-charts.h"
#include "pod-day-view.h"

G_BEGIN_DECLS

/* Lays a chart out for a width.  @days: study days, POD_ALL_DAYS for all.  NULL where there is nothing to show. */
typedef PodScene *(*PodChartFunc) (double width, PodDayRange days, gpointer data);

/**
 * PodChartCanvas:
 * Draws a scene from a painted image, with a cursor that points at one day in every panel, walks its records by keys and tells which one is
 * meant.  Height follows from width.
 * Signals: "pointed" (nullable string: what is under the cursor in words), "record-activated" (int PodRecordType, int64 id),
 * "record-chosen" (the same) when it is pressed, or by the space bar, "laid-out" after the scene was replaced.
 */
#define POD_TYPE_CHART_CANVAS (pod_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (PodChartCanvas, pod_chart_canvas, POD, CHART_CANVAS, GtkWidget)

void pod_chart_canvas_set_func (PodChartCanvas *self, PodChartFunc func, gpointer data);
/* Which days it shows and where the cursor stands; one of its own until another is set. */
void pod_chart_canvas_set_days (PodChartCanvas *self, PodDayView *days);
PodDayView *pod_chart_canvas_get_days (PodChartCanvas *self);
/* The data changed: lays out anew.  The record that had the keyboard keeps it. */
void pod_chart_canvas_refresh (PodChartCanvas *self);
/* Takes the keyboard off the record it is on: for another chart than the one before. */
void pod_chart_canvas_forget (PodChartCanvas *self);
PodScene *pod_chart_canvas_get_scene (PodChartCanvas *self);
/* How many records it draws. */
guint pod_chart_canvas_count_records (PodChartCanvas *self);
/* The study days on the screen; FALSE where the chart has no days. */
gboolean pod_chart_canvas_get_shown (PodChartCanvas *self, PodDayRange *shown);

/* The days that this chart has, and not another that shows the same, with those of @range; POD_ALL_DAYS before anybody knows them. */
PodDayRange pod_chart_canvas_get_extent (PodChartCanvas *self, PodDayRange range);
/* Around which day keys zoom: that of the cursor, else the middle. */
double pod_chart_canvas_get_centre (PodChartCanvas *self, PodDayRange shown);
/* The record that the keys have come to; NULL before they came to any. */
const PodMark *pod_chart_canvas_get_record (PodChartCanvas *self);
/* What is told of it, its days as well where they are shown, once somebody came to a record by keys or a click (by the focus alone only where the
 * sheet has no days); else NULL.  Free with g_free(). */
char *pod_chart_canvas_describe_walked (PodChartCanvas *self);
/* The record that keys or the pointer are on, whichever moved last: the cursor tells its value; NULL where they are on none. */
const PodMark *pod_chart_canvas_get_meant (PodChartCanvas *self);
/* @type: POD_N_RECORD_TYPES for any; of several of that id the one whose words hold @words (nullable).  FALSE where it is not drawn. */
gboolean
pod_chart_canvas_go_to (PodChartCanvas *self, PodRecordType type, gint64 id, const char *words);
/* How often the chart itself was painted: for tests. */
guint pod_chart_canvas_count_paints (PodChartCanvas *self);
/* What the pointer does, at a place of the canvas: for tests and the bench. */
void pod_chart_canvas_point (PodChartCanvas *self, double x, double y);

G_END_DECLS
