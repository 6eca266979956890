/* What is on paper: every character of it, seen as a printer sees it. */

#include "chart-fixture.h"

#include <glib/gstdio.h>

/* (nullable): as a printer would draw the page, a pixel to a point. */
static cairo_surface_t *
print_page (PodScene *scene)
{
  g_autofree char *tool = g_find_program_in_path ("pdftocairo");
  const char *dir = pod_test_dir ();
  const char *path = pod_test_path (dir, "a.pdf");
  const char *stem = pod_test_path (dir, "a");
  const char *argv[] = { tool, "-png", "-r", "72", "-singlefile", path, stem, NULL };

  if (tool == NULL)
    return NULL;
  g_assert_true (pod_scene_write (scene, path, POD_THEME_PRINT, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               NULL, NULL));
  return cairo_image_surface_create_from_png (pod_test_path (dir, "a.png"));
}

static guint
count_dark (cairo_surface_t *page)
{
  const guint8 *data = cairo_image_surface_get_data (page);
  int stride = cairo_image_surface_get_stride (page);
  guint count = 0;

  for (int y = 0; y < cairo_image_surface_get_height (page); y++)
    for (int x = 0; x < cairo_image_surface_get_width (page); x++)
      count += data[y * stride + x * 4 + 1] < 0x80;
  return count;
}

/* 如 alone was an empty place: cairo takes along no part of a font that draws it. */
static void
test_every_character (void)
{
  static const char *const characters[] = { "如", "何", "成", "e", "µ", "⁹" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (characters); i++)
    {
      g_autoptr (PodScene) scene = pod_scene_new (60, 60);
      PodMark *mark = pod_scene_add_text (scene, POD_ROLE_TEXT, 30, 30, POD_ALIGN_CENTRE, 40,
                                          characters[i / 2]);
      cairo_surface_t *page;

      mark->bold = i % 2 == 1;
      page = print_page (scene);
      if (page == NULL)
        {
          g_test_skip ("pdftocairo is not there");
          return;
        }
      g_test_message ("%s%s", characters[i / 2], mark->bold ? ", bold" : "");
      g_assert_cmpuint (count_dark (page), >, 20);
      cairo_surface_destroy (page);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/paper/every-character", test_every_character);
  return g_test_run ();
}
