#pragma once

#include <gtk/gtk.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/*
 * What is drawn over the painted chart while somebody points: one day's line through every panel, with the value of each beside it, and
 * the days that are being brushed.  Nothing here lays out or paints the chart itself.
 */

/**
 * PodChartCursor:
 * @stops: of pod_chart_walk_new()
 * @day, @from, @to: study days
 * @has_brush: then @from to @to are shaded
 * @top, @bottom: what of the scene is on the screen
 */
typedef struct
{
  const PodScene *scene;
  const GArray *stops;
  const PodMark *like; /* (nullable): whose results are told, as pod_chart_walk_nearest() has it */
  PodTheme theme;
  gboolean has_day;
  double day;
  gboolean has_brush;
  double from;
  double to;
  double top;
  double bottom;
} PodChartCursor;

/* @widget: whose fonts it is written in. */
void
pod_chart_cursor_snapshot (const PodChartCursor *cursor, GtkWidget *widget, GtkSnapshot *snapshot);
/* "71 g/L", and the day where it is of another one: "71 g/L · D 7"; among several subjects whose it is, too: "MN-003: 71 g/L".  NULL where the panel has no value.  Free with g_free(). */
char *pod_chart_cursor_print (const PodScene *scene,
                              const GArray *stops,
                              guint panel,
                              double day,
                              const PodMark *like);

/* Where words of that height begin, from above: at the top of the plot, or at its bottom where they would lie over @mark (nullable). */
double pod_chart_cursor_place (const PodScenePanel *panel, const PodMark *mark, double height);

G_END_DECLS
