/* What is of no number is at no place: it is not painted, and nothing is written beside the picture. */

#include <math.h>
#include <string.h>

#include "pod-charts.h"
#include "pod-test.h"

#define WIDTH 600
#define HEIGHT 60

static cairo_surface_t *
paint (const PodScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  pod_scene_paint (scene, cr, POD_THEME_LIGHT, TRUE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Whether it is the picture of nothing: one that is wholly filled is as even. */
static gboolean
is_blank (cairo_surface_t *surface)
{
  g_autoptr (PodScene) nothing = pod_scene_new (WIDTH, HEIGHT);
  cairo_surface_t *blank = paint (nothing);
  gsize size = (gsize) cairo_image_surface_get_stride (surface) * HEIGHT;
  gboolean same = memcmp (cairo_image_surface_get_data (surface),
                          cairo_image_surface_get_data (blank), size) == 0;

  cairo_surface_destroy (blank);
  return same;
}

/* Points far apart on both sides of one that is nowhere: a mask for those after it would not hold those before.  One line, and two that
 * are painted together. */
static void
test_polyline (void)
{
  static const PodPoint nowhere[] = {
    { NAN, NAN }, { NAN, 20 }, { 300, NAN }, { 300, INFINITY }, { -INFINITY, 20 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nowhere); i++)
    for (int n = 1; n <= 2; n++)
      {
        g_autoptr (PodScene) scene = pod_scene_new (WIDTH, HEIGHT);
        PodPoint points[] = { { 10, 10 }, { 20, 20 }, nowhere[i], { 500, 20 }, { 510, 20 } };

        for (int j = 0; j < n; j++)
          pod_scene_add_polyline (scene, POD_ROLE_SERIES, points, G_N_ELEMENTS (points), 1);
        cairo_surface_destroy (paint (scene));
      }
}

/* Lines along the pixels, upright and level, that begin or end nowhere. */
static void
test_straight (void)
{
  static const struct
  {
    double x, y, w, h;
    gboolean is_blank;
  } lines[] = {
    { 10, 10, 0, 40, FALSE }, { NAN, 10, 0, 40, TRUE }, { 10, NAN, 0, 40, TRUE },
    { 10, 10, 0, NAN, TRUE }, { 10, NAN, 40, 0, TRUE }, { NAN, 10, 40, 0, TRUE },
    { 10, 10, NAN, 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (WIDTH, HEIGHT);
      PodMark mark = { .kind = POD_MARK_LINE,
                       .role = POD_ROLE_AXIS,
                       .x = lines[i].x,
                       .y = lines[i].y,
                       .w = lines[i].w,
                       .h = lines[i].h,
                       .line_width = 1 };
      cairo_surface_t *surface;

      pod_scene_add (scene, &mark);
      surface = paint (scene);
      g_assert_cmpint (is_blank (surface), ==, lines[i].is_blank);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nowhere/polyline", test_polyline);
  g_test_add_func ("/nowhere/straight", test_straight);
  return g_test_run ();
}
