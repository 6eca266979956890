#include "pod-text-show.h"

#include <hb.h>
#include <math.h>

/* Of a letter in pixels; in a larger one half a pixel is not seen. */
#define MOST_OUTLINED 16.0

static gboolean
is_postscript (PangoFont *font)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));
  hb_blob_t *outlines = hb_face_reference_table (face, HB_TAG ('C', 'F', 'F', ' '));
  gboolean is_there = hb_blob_get_length (outlines) > 0;

  hb_blob_destroy (outlines);
  return is_there;
}

static gboolean
has_postscript (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean found = FALSE;

  do
    {
      /* None at the end of a line. */
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      found = run != NULL && is_postscript (run->item->analysis.font);
    }
  while (!found && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return found;
}

/* Of what is on paper fonts are parts; elsewhere glyphs are drawn. */
static gboolean
is_on_paper (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS;
}

static double
measure_size (cairo_t *cr, PangoLayout *layout)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  double x = 0, y = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  cairo_user_to_device_distance (cr, &x, &y);
  return hypot (x, y);
}

/* Of pixels cairo sets each letter upon a whole one: of small letters words ran together.  What is recorded is for pixels, too. */
static gboolean
is_small (cairo_t *cr, PangoLayout *layout)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return (type == CAIRO_SURFACE_TYPE_IMAGE || type == CAIRO_SURFACE_TYPE_RECORDING) &&
         measure_size (cr, layout) < MOST_OUTLINED;
}

static void
fill_outlines (cairo_t *cr, PangoLayout *layout)
{
  pango_cairo_layout_path (cr, layout);
  cairo_fill (cr);
}

/* Letters in the colour of paper, which can be searched and copied, and on them their outlines. */
static void
show_outlined (cairo_t *cr, PangoLayout *layout)
{
  double x, y;

  cairo_get_current_point (cr, &x, &y);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  fill_outlines (cr, layout);
}

void
pod_text_show (cairo_t *cr, PangoLayout *layout)
{
  if (is_on_paper (cr) && has_postscript (layout))
    show_outlined (cr, layout);
  else if (is_small (cr, layout))
    fill_outlines (cr, layout);
  else
    pango_cairo_show_layout (cr, layout);
}
