#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * pod_text_show:
 * @layout: updated for @cr
 *
 * As pango_cairo_show_layout(), from the current point on, and whole on paper as well: cairo (1.16) leaves some glyphs of fonts with PostScript
 * outlines empty in PDF and PostScript, 如 of Noto Sans CJK among them, and says nothing.  Of pixels small letters stand where they belong, not
 * upon the next whole pixel, unless a letter has no outline: pictures of faces have none.
 */
void pod_text_show (cairo_t *cr, PangoLayout *layout);

G_END_DECLS
