#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

#define POD_LAB_PANEL_HEIGHT 190.0

/**
 * PodLabFrame: what all panels share
 * @first_treated, @last_treated: the days of lymphodepletion; equal to zero + 1 and zero where there are none
 */
typedef struct
{
  PodScene *scene;
  const PodMetrics *metrics;
  const PodTimeline *timeline;
  gint32 first;
  gint32 last;
  gint32 first_treated;
  gint32 last_treated;
} PodLabFrame;

/* One observation in the box from @x, @y, @width wide and POD_LAB_PANEL_HEIGHT high. */
void pod_lab_panel_draw (const PodLabFrame *frame,
                         const PodLabSeries *series,
                         double x,
                         double y,
                         double width);

G_END_DECLS
