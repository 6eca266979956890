#pragma once

#include <adwaita.h>

#include "pod-chart-canvas.h"

G_BEGIN_DECLS

/**
 * PodChartView:
 *
 * A chart with what belongs to it: which days are shown, a line that says what is under the cursor, how much of what there is is drawn, the
 * same numbers as a table (T or the button), saving, copying and printing.  A scene without records shows the empty page.
 *
 * Signals: "record-activated" (int PodRecordType, int64 id), "record-chosen" (the same) when it is pressed, or by the space bar.
 */
#define POD_TYPE_CHART_VIEW (pod_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (PodChartView, pod_chart_view, POD, CHART_VIEW, AdwBin)

/* Notes that the chart leaves, and adds to @scene what belongs on paper. */
typedef gboolean (*PodChartPrintFunc) (PodScene *scene, gpointer data, GError **error);

/* @data: of both. */
void pod_chart_view_set_func (PodChartView *self,
                              PodChartFunc func,
                              PodChartPrintFunc print,
                              gpointer data);
/* Shares the days that are shown, and the cursor, with other charts. */
void pod_chart_view_set_days (PodChartView *self, PodDayView *days);
/* The data changed: lay out anew. */
void pod_chart_view_refresh (PodChartView *self);
/* What to say where there is nothing to show. */
void pod_chart_view_set_empty (PodChartView *self, const char *title, const char *description);
/* What stands below that, for whoever can do something about it. */
void pod_chart_view_set_next_step (PodChartView *self, GtkWidget *step);
/* "labs-MN-003": what a saved file is called, without its ending; never a name. */
void pod_chart_view_set_file_name (PodChartView *self, const char *name);
/* A widget at the start of the bar above the chart. */
void pod_chart_view_set_control (PodChartView *self, GtkWidget *control);

/* Gives the keyboard to a record, once the chart is on the screen; where it is not drawn chooses its row in the table. */
void pod_chart_view_go_to (PodChartView *self, PodRecordType type, gint64 id);
PodChartCanvas *pod_chart_view_get_canvas (PodChartView *self);

/* There is something to save and to print. */
gboolean pod_chart_view_has_any (PodChartView *self);
/* What the dialogs do once a file is chosen: for tests. */
gboolean pod_chart_view_save_to (PodChartView *self, const char *path, GError **error);
gboolean pod_chart_view_print_to (PodChartView *self, const char *path, GError **error);

G_END_DECLS
