#pragma once

#include "pod-charts.h"

G_BEGIN_DECLS

/* Inside the painter only: the ways of drawing that exist for their speed.  Each draws what the plain way would draw. */

/* A line through many points; on an image all anti-aliased, on paper and in files as paths. */
typedef struct
{
  const PodPoint *points;
  guint count;
} PodStroke;

/* The colour is set already.  More than four points to a pixel's column make no line any more but a span in each column, from the lowest to the highest;
 * never is more than some hundred segments stroked at once, since that costs more than in proportion. */
void pod_stroke_draw (cairo_t *cr, const PodStroke *strokes, guint n, double width, gboolean image);
void pod_stroke_draw_dashed (cairo_t *cr, const PodStroke *stroke, double width, PodDash dash);
void pod_dash_set (cairo_t *cr, PodDash dash);

/* The symbol's path, at its place. */
void pod_symbol_trace (cairo_t *cr, const PodMark *mark);
/* Its inside (@line_width 0) or its outline, in the colour that is set.  On an image from a mask that is made once for each shape and size, at the nearest
 * quarter of a pixel. */
void pod_symbol_draw (cairo_t *cr, const PodMark *mark, double line_width, gboolean image);

G_END_DECLS
