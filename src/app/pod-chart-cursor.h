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
 * @has_event: then the days of the axes from @event_from to @event_to are, paler, as those of an adverse event
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
  gboolean has_event;
  double event_from;
  double event_to;
  double top;
  double bottom;
} PodChartCursor;

/* @widget: whose fonts it is written in. */
void
pod_chart_cursor_snapshot (const PodChartCursor *cursor, GtkWidget *widget, GtkSnapshot *snapshot);
/* "71 g/L", and the day where it is of another one: "71 g/L · D 7"; "71 g/L and 1 more" where the day has one more; among several subjects whose it is, too: "MN-003: 71 g/L".  NULL where the panel has no value.  Free with g_free(). */
char *pod_chart_cursor_print (const PodScene *scene,
                              const GArray *stops,
                              guint panel,
                              double day,
                              const PodMark *like);

/* Where words of that size stand in a panel, from 0, beside a line at @x: on its right or left, at the top of the plot or at its bottom, not over
 * @told (nullable), which they tell of, and over as few other results as there they can. */
graphene_rect_t pod_chart_cursor_place (const PodChartCursor *cursor,
                                        guint index,
                                        const PodMark *told,
                                        float x,
                                        float width,
                                        float height);

G_END_DECLS
