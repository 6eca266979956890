#pragma once

#include <glib-object.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/**
 * PodDayView:
 * Which days are shown, and at which one the cursor stands.  All charts of a subject share one, so that they zoom and point together.  Days
 * are study days here: day 0 is 0, whatever the chart counts from.
 *
 * Signals: "range-changed", "day-changed".
 */
#define POD_TYPE_DAY_VIEW (pod_day_view_get_type ())
G_DECLARE_FINAL_TYPE (PodDayView, pod_day_view, POD, DAY_VIEW, GObject)

/* One step of the keys. */
#define POD_DAY_VIEW_STEP 1.5

PodDayView *pod_day_view_new (void);
/* All days, no cursor, nothing to go back to: for another subject. */
void pod_day_view_reset (PodDayView *self);

gboolean pod_day_range_is_all (PodDayRange range);
/* From study days to those of a scene, whose day 0 is @zero; all stay all. */
PodDayRange pod_day_range_shift (PodDayRange range, gint32 zero);

/* POD_ALL_DAYS where nothing was chosen. */
PodDayRange pod_day_view_get_range (PodDayView *self);
/* @goes_on: it belongs to the gesture before, and is taken back together with it.  What holds all that there is becomes POD_ALL_DAYS. */
void pod_day_view_set_range (PodDayView *self, PodDayRange range, gboolean goes_on);
/* Closer where @factor is over 1; @shown: the days on the screen, of which @at stays where it is. */
void
pod_day_view_zoom (PodDayView *self, PodDayRange shown, double at, double factor, gboolean goes_on);
/* By a quarter of what is shown: @direction −1 is earlier.  Nothing beyond @within, POD_ALL_DAYS for anywhere. */
void pod_day_view_pan (PodDayView *self,
                       PodDayRange shown,
                       PodDayRange within,
                       double direction,
                       gboolean goes_on);
/* To what was shown before; FALSE where nothing was. */
gboolean pod_day_view_go_back (PodDayView *self);
gboolean pod_day_view_can_go_back (PodDayView *self);

/* A chart that shows all of its days says which they are.  Grows until the next reset. */
void pod_day_view_add_extent (PodDayView *self, PodDayRange extent);
/* POD_ALL_DAYS where no chart said. */
PodDayRange pod_day_view_get_extent (PodDayView *self);

/* FALSE where the cursor stands nowhere. */
gboolean pod_day_view_get_day (PodDayView *self, gint32 *day);
void pod_day_view_set_day (PodDayView *self, gint32 day);
void pod_day_view_clear_day (PodDayView *self);

G_END_DECLS
