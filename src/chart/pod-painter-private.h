#pragma once

#include <pango/pangocairo.h>

#include "pod-charts.h"
#include "pod-raster.h"

G_BEGIN_DECLS

/* Inside the painter only: what it draws with, by cairo or by hand.  Each draws the same. */

/* What pod_scene_paint() is measured against: all of it by cairo. */
void
pod_scene_paint_plainly (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background);

/* The colour is set already.  Never is more than some hundred segments stroked at once, since that costs more than in proportion. */
void pod_stroke_draw (cairo_t *cr, const PodPoint *points, guint count, double width, PodDash dash);
/* More than four points to a column of pixels make no line any more but a span in each, from the lowest to the highest.  Over how many columns it goes
 * where it is such a one, or else 0; @image: the columns are its pixels'. */
guint pod_stroke_count_dense (cairo_t *cr, const PodPoint *points, guint count, gboolean image);
/* FALSE where it runs back. */
gboolean pod_stroke_draw_dense (cairo_t *cr,
                                const PodPoint *points,
                                guint count,
                                double width,
                                guint columns,
                                gboolean image);
void pod_dash_set (cairo_t *cr, PodDash dash);

/* The symbol's path, at its place. */
void pod_symbol_trace (cairo_t *cr, const PodMark *mark);
/* Its inside (@line_width 0) or its outline, in the colour that is set. */
void pod_symbol_draw (cairo_t *cr, const PodMark *mark, double line_width);
/* The same from a stamp that is made once for each shape and size, at the nearest eighth of a pixel.  FALSE where it has none. */
gboolean
pod_symbol_stamp (PodRaster *raster, guint32 colour, const PodMark *mark, double line_width);

/* The mark's layout, and the place of its top left. */
PangoLayout *pod_text_place (const PodMark *mark, double *x, double *y);
void pod_text_draw (cairo_t *cr, PangoLayout *layout, double x, double y);
/* The same from a stamp, at the nearest whole pixel.  FALSE where it has none. */
gboolean
pod_text_stamp (PodRaster *raster, guint32 colour, PangoLayout *layout, double x, double y);

G_END_DECLS
