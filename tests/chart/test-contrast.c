/* What is told by a tint elsewhere is hatched in high contrast. */

#include "chart-pixels.h"
#include "pod-test.h"

/* In high contrast an area of a band is hatched on the plain ground, not tinted, and a thin line is 2 px wide. */
static void
test_high_contrast (void)
{
  static const PodRole areas[] = { POD_ROLE_RANGE, POD_ROLE_BAND_1, POD_ROLE_BAND_4,
                                   POD_ROLE_BETTER };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (100, 60);
      PodMark area = { .kind = POD_MARK_RECT, .role = areas[i], .w = 100, .h = 40 };
      guint32 ground = pixels_mix (POD_THEME_DARK_CONTRAST, POD_ROLE_BACKGROUND);
      cairo_surface_t *surface;
      guint hatched = 0;

      pod_scene_add (scene, &area);
      pod_scene_add_line (scene, POD_ROLE_SERIES, 0, 50, 100, 50, 1);
      surface = pixels_paint (scene, POD_THEME_DARK_CONTRAST, 1);
      for (int x = 0; x < 100; x++)
        hatched += pixels_get (surface, x, 20) != ground;
      g_assert_cmpuint (hatched, >, 3);
      g_assert_cmpuint (hatched, <, 80);
      pixels_assert (surface, 50, 49, pixels_mix (POD_THEME_DARK_CONTRAST, POD_ROLE_SERIES));
      pixels_assert (surface, 50, 50, pixels_mix (POD_THEME_DARK_CONTRAST, POD_ROLE_SERIES));
      cairo_surface_destroy (surface);
    }
}

/* How much of an area of 100 × 60 is not the plain ground, from 0 to 1. */
static double
measure_ink (PodTheme theme, PodRole role)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 60);
  cairo_surface_t *surface;
  double ground, full, ink = 0;

  pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT, .role = role, .w = 100, .h = 60 });
  surface = pixels_paint (scene, theme, 1);
  ground = pixels_mix (theme, POD_ROLE_BACKGROUND) & 0xff;
  full = pixels_mix (theme, POD_ROLE_GRID) & 0xff;
  for (int x = 0; x < 100; x++)
    for (int y = 0; y < 60; y++)
      ink += ((pixels_get (surface, x, y) & 0xff) - ground) / (full - ground) / 6000;
  cairo_surface_destroy (surface);
  return ink;
}

/* Two grades that lie on one another are told apart without a colour: each is far darker than the milder one, and none is black. */
static void
test_hatches (void)
{
  static const PodTheme contrasts[] = { POD_THEME_LIGHT_CONTRAST, POD_THEME_DARK_CONTRAST };

  for (guint i = 0; i < G_N_ELEMENTS (contrasts); i++)
    {
      double before = 0.02;

      for (PodRole role = POD_ROLE_BAND_1; role <= POD_ROLE_BAND_4; role++)
        {
          double ink = measure_ink (contrasts[i], role);

          g_test_message ("%d: %.3f", role, ink);
          g_assert_cmpfloat (ink, >, 1.7 * before);
          g_assert_cmpfloat (ink, <, 0.7);
          before = ink;
        }
    }
}

/* What is written upon hatching stands on plain ground; the words of this test are white. */
static void
test_words_on_hatching (void)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 60);
  PodMark area = { .kind = POD_MARK_RECT, .role = POD_ROLE_BAND_4, .w = 100, .h = 40 };
  guint32 ground = pixels_mix (POD_THEME_LIGHT_CONTRAST, POD_ROLE_BACKGROUND);
  cairo_surface_t *surface;
  guint hatched = 0;

  pod_scene_add (scene, &area);
  pod_scene_add_text (scene, POD_ROLE_TEXT, 50, 20, POD_ALIGN_CENTRE, 12, "      ");
  surface = pixels_paint (scene, POD_THEME_LIGHT_CONTRAST, 1);
  for (int x = 44; x < 56; x++)
    for (int y = 15; y < 25; y++)
      pixels_assert (surface, x, y, ground);
  for (int x = 0; x < 30; x++)
    hatched += pixels_get (surface, x, 20) != ground;
  g_assert_cmpuint (hatched, >, 3);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/contrast/areas", test_high_contrast);
  g_test_add_func ("/chart/contrast/hatches", test_hatches);
  g_test_add_func ("/chart/contrast/words-on-hatching", test_words_on_hatching);
  return g_test_run ();
}
