#include <math.h>

#include "pod-painter-private.h"
#include "pod-text-layout.h"
#include "pod-text-show.h"

/* Of a stamp, in pixels: a longer text is cairo's. */
#define MOST_WIDE 2048

/**
 * Picture: a layout as it is drawn at a scale, kept with the layout
 * @stamp: NULL where it is too wide
 */
typedef struct
{
  double scale;
  PodSprite *stamp;
} Picture;

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_free (picture->stamp);
  g_free (picture);
}

/* Drawn by cairo, once, from a whole pixel on. */
static PodSprite *
draw_stamp (PangoLayout *layout, double scale)
{
  PangoRectangle ink;
  int x, y, w, h;
  cairo_surface_t *surface;
  PodSprite *stamp;
  cairo_t *cr;

  pango_layout_get_extents (layout, &ink, NULL);
  x = (int) floor ((double) ink.x / PANGO_SCALE * scale) - 2;
  y = (int) floor ((double) ink.y / PANGO_SCALE * scale) - 2;
  w = (int) ceil ((double) ink.width / PANGO_SCALE * scale) + 5;
  h = (int) ceil ((double) ink.height / PANGO_SCALE * scale) + 5;
  if (w > MOST_WIDE || h > MOST_WIDE)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, w, h);
  cr = cairo_create (surface);
  cairo_translate (cr, -x, -y);
  cairo_scale (cr, scale, scale);
  pango_cairo_update_layout (cr, layout);
  cairo_move_to (cr, 0, 0);
  pod_text_show (cr, layout);
  cairo_destroy (cr);
  stamp = pod_sprite_new (surface, x, y);
  cairo_surface_destroy (surface);
  return stamp;
}

static const PodSprite *
find_stamp (PangoLayout *layout, double scale)
{
  static GQuark quark;
  Picture *picture;

  if (quark == 0)
    quark = g_quark_from_static_string ("pod-painter-picture");
  picture = g_object_get_qdata (G_OBJECT (layout), quark);
  if (picture != NULL && picture->scale == scale)
    return picture->stamp;
  picture = g_new (Picture, 1);
  *picture = (Picture){ scale, draw_stamp (layout, scale) };
  g_object_set_qdata_full (G_OBJECT (layout), quark, picture, free_picture);
  return picture->stamp;
}

PangoLayout *
pod_text_place (const PodMark *mark, double *x, double *y)
{
  PangoLayout *layout = pod_text_layout (mark->text, mark->size, mark->bold, mark->w);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *x = mark->x;
  if (mark->align == POD_ALIGN_CENTRE)
    *x -= (double) logical.width / PANGO_SCALE / 2;
  else if (mark->align == POD_ALIGN_END)
    *x -= (double) logical.width / PANGO_SCALE;
  *y = mark->y - (double) logical.height / PANGO_SCALE / 2;
  return layout;
}

gboolean
pod_text_stamp (PodRaster *raster, guint32 colour, PangoLayout *layout, double x, double y)
{
  const PodSprite *stamp = find_stamp (layout, raster->scale);

  pod_raster_to_pixels (raster, &x, &y);
  if (stamp == NULL || !(fabs (x) < G_MAXINT16 && fabs (y) < G_MAXINT16))
    return FALSE;
  pod_raster_stamp (raster, colour, stamp, (int) floor (x + 0.5), (int) floor (y + 0.5));
  return TRUE;
}

void
pod_text_draw (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  pango_cairo_update_layout (cr, layout);
  cairo_move_to (cr, x, y);
  pod_text_show (cr, layout);
  cairo_new_path (cr);
}
