#pragma once

#include "pod-chart-canvas.h"

G_BEGIN_DECLS

/* What the canvas and its pointer share. */

typedef struct
{
  gboolean is_brushing;
  double from; /* study days */
  double to;
  gint64 wheel_time; /* of the last turn */
  double x;          /* where the pointer is */
  double y;
  double window_x; /* the same in the window, where scrolling moves it not */
  double window_y;
  gboolean is_inside;
  gboolean keys_last;    /* the record that keys came to is the last that was meant */
  const PodMark *result; /* of the scene, that it points at; NULL for none */
} PodChartPointer;

void pod_chart_pointer_add (PodChartCanvas *self);
PodChartPointer *pod_chart_canvas_get_pointer (PodChartCanvas *self);
/* Tells what is under the cursor. */
void pod_chart_canvas_tell (PodChartCanvas *self, const char *what);
/* Gives the keyboard to the record of the mark. */
void pod_chart_canvas_choose (PodChartCanvas *self, const PodMark *mark);
void pod_chart_canvas_activate (PodChartCanvas *self, const PodMark *mark);

G_END_DECLS
