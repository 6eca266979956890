#pragma once

#include <cairo.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/* What a painter left, pixel by pixel. */

typedef void (*PixelsFunc) (const PodScene *scene,
                            cairo_t *cr,
                            PodTheme theme,
                            gboolean background);

cairo_surface_t *
pixels_paint_with (PixelsFunc func, const PodScene *scene, PodTheme theme, double scale);
cairo_surface_t *pixels_paint (const PodScene *scene, PodTheme theme, double scale);
guint32 pixels_get (cairo_surface_t *surface, int x, int y);
/* What the role gives over the theme's background. */
guint32 pixels_mix (PodTheme theme, PodRole role);
void pixels_assert (cairo_surface_t *surface, int x, int y, guint32 expected);

G_END_DECLS
