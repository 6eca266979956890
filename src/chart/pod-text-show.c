#include "pod-text-show.h"

#include <hb-ot.h>
#include <math.h>

/* Of a letter in pixels; in a larger one half a pixel is not seen. */
#define MOST_OUTLINED 16.0

typedef gboolean (*FontFunc) (hb_face_t *face);

static gboolean
has_table (hb_face_t *face, hb_tag_t tag)
{
  hb_blob_t *table = hb_face_reference_table (face, tag);
  gboolean is_there = hb_blob_get_length (table) > 0;

  hb_blob_destroy (table);
  return is_there;
}

static gboolean
is_postscript (hb_face_t *face)
{
  return has_table (face, HB_TAG ('C', 'F', 'F', ' '));
}

/* Pictures of faces have none, or not what is seen of them. */
static gboolean
lacks_outlines (hb_face_t *face)
{
  return hb_ot_color_has_layers (face) || hb_ot_color_has_png (face) ||
         hb_ot_color_has_svg (face) ||
         !(has_table (face, HB_TAG ('g', 'l', 'y', 'f')) || is_postscript (face) ||
           has_table (face, HB_TAG ('C', 'F', 'F', '2')));
}

static gboolean
has_font (PangoLayout *layout, FontFunc is_such)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean found = FALSE;

  do
    {
      /* None at the end of a line. */
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      found = run != NULL &&
              is_such (hb_font_get_face (pango_font_get_hb_font (run->item->analysis.font)));
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
  const PangoFontDescription *own = pango_layout_get_font_description (layout);
  const PangoFontDescription *font =
      own != NULL ? own : pango_context_get_font_description (pango_layout_get_context (layout));
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
  if (is_on_paper (cr) && has_font (layout, is_postscript))
    show_outlined (cr, layout);
  else if (is_small (cr, layout) && !has_font (layout, lacks_outlines))
    fill_outlines (cr, layout);
  else
    pango_cairo_show_layout (cr, layout);
}
