#include "chart-pixels.h"

#include <math.h>
#include <string.h>

cairo_surface_t *
pixels_paint_with (PixelsFunc func, const PodScene *scene, PodTheme theme, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         (int) (scene->width * scale),
                                                         (int) (scene->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  func (scene, cr, theme, TRUE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

cairo_surface_t *
pixels_paint (const PodScene *scene, PodTheme theme, double scale)
{
  return pixels_paint_with (pod_scene_paint, scene, theme, scale);
}

guint32
pixels_get (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, data + y * cairo_image_surface_get_stride (surface) + x * 4, 4);
  return pixel & 0xffffff;
}

guint32
pixels_mix (PodTheme theme, PodRole role)
{
  double ground[4], c[4];
  guint32 pixel = 0;

  pod_theme_get_colour (theme, POD_ROLE_BACKGROUND, ground);
  pod_theme_get_colour (theme, role, c);
  for (int i = 0; i < 3; i++)
    pixel = pixel << 8 | (guint32) round ((c[i] * c[3] + ground[i] * (1 - c[3])) * 255);
  return pixel;
}

void
pixels_assert (cairo_surface_t *surface, int x, int y, guint32 expected)
{
  guint32 pixel = pixels_get (surface, x, y);

  for (int shift = 0; shift < 24; shift += 8)
    {
      int difference = (int) (pixel >> shift & 0xff) - (int) (expected >> shift & 0xff);
      if (ABS (difference) > 2)
        g_error ("pixel %d,%d is %06x, not %06x", x, y, pixel, expected);
    }
}
