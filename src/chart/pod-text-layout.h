#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * pod_text_layout:
 * @size: in pixels
 * @width: in pixels, ellipsised at its end; 0 for as wide as it is
 *
 * One cache a thread, so that charts may be painted in a worker too.  The layout is the cache's and lives
 * until the next call.
 */
PangoLayout *pod_text_layout (const char *text, double size, gboolean bold, double width);

G_END_DECLS
