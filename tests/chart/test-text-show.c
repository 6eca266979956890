/* Letters that are pictures, of faces for example: a note may hold them. */

#include "pod-test.h"
#include "pod-text-show.h"

/* A font of one letter, U+E000, that has no outline but a picture, a red square (sbix and what else a font must have). */
static const char font[] =
    "AAEAAAALAIAAAwAwT1MvMjaeNskAAAC8AAAAYGNtYXAADOAzAAABHAAAACxnbHlmBCIHRAAAAUgAAAAkaGVhZGI2RA"
    "YAAAFsAAAANmhoZWEGQgMkAAABpAAAACRobXR4C7gAAAAAAcgAAAAMbG9jYQAAACQAAAHUAAAAEG1heHAABQAFAAAB"
    "5AAAACBuYW1lCSgZnwAAAgQAAACUcG9zdAADAAAAAAKYAAAAIHNiaXjJcBw2AAACuAAAAHoAAwPoAZAABQAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAATk9ORQBA4ADgAAMg/zgAAAMgAMgAAAAA"
    "AAAAAAH0ArwAAAAgAAEAAAABAAMAAQAAAAwABAAgAAAABAAEAAEAAOAA//8AAOAA//8gAQABAAAAAAABAAAAAAMgAy"
    "AAAwAAAQEBAQAAAAADIAAAAAADIAAA/OAAAAABAAAAAQAAAAAAAF8PPPUAAwPoAAAAAAAAAAAAAAAAAAAAAAAAAAAD"
    "IAMgAAAACAACAAEAAAAAAAEAAAMg/zgAAAPoAAAAAAMgAAEAAAAAAAAAAAAAAAAAAAADA+gAAAPoAAAD6AAAAAAAAA"
    "AAAAAAAAAAAAAAJAABAAAAAwAEAAEAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAABAA2AAMAAQQJAAEAHAAAAAMAAQQJ"
    "AAIADgAcAAMAAQQJAAQAHAAqAAMAAQQJAAYAGABGAE0AYQBkAGUAIABVAHAAIABDAG8AbABvAHUAcgBSAGUAZwB1AG"
    "wAYQByAE0AYQBkAGUAIABVAHAAIABDAG8AbABvAHUAcgBNAGEAZABlAFUAcABDAG8AbABvAHUAcgADAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAQAAAAEAAAAMABAASAAAABQAAAAUAAAAbgAAAG4AAAAAcG5nIIlQTkcNCh"
    "oKAAAADUlIRFIAAAAQAAAAEAgGAAAAH/P/YQAAABlJREFUeNpj+M/A8J8SzDBqwKgBowYMFwMAMMT+EIrGTOUAAAAA"
    "SUVORK5CYIIAAA==";

#define FACE "\xee\x80\x80"

/* Before any text is laid out: fontconfig reads it once. */
static void
offer_font (void)
{
  const char *dir = pod_test_dir ();
  g_autofree char *path = g_build_filename (dir, "colour.ttf", NULL);
  g_autofree char *list = g_build_filename (dir, "fonts.conf", NULL);
  g_autofree char *fonts = g_strdup_printf ("<fontconfig><dir>%s</dir>"
                                            "<cachedir>%s</cachedir></fontconfig>",
                                            dir, dir);
  g_autofree guchar *bytes = NULL;
  gsize length;

  bytes = g_base64_decode (font, &length);
  g_assert_true (g_file_set_contents (path, (char *) bytes, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (list, fonts, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", list, TRUE);
}

/* Returns the colour in the middle of the letter, in its 16 px or in less. */
static guint32
show (const char *text, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 40);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (name);
  PangoRectangle ink;
  guint32 pixel;

  if (*name != '\0')
    pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_set_source_rgb (cr, 0, 0, 1);
  cairo_move_to (cr, 10 - ink.x - ink.width / 2, 10 - ink.y - ink.height / 2);
  pod_text_show (cr, layout);
  cairo_surface_flush (surface);
  pixel = ((guint32 *) (gpointer) cairo_image_surface_get_data (surface))
      [10 * cairo_image_surface_get_stride (surface) / 4 + 10];
  pango_font_description_free (description);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixel & 0xffffff;
}

/* As small as the letters of a note are, and in a heading. */
static void
test_picture (void)
{
  offer_font ();
  g_assert_cmphex (show (FACE, "Made Up Colour 9"), ==, 0xff0000);
  g_assert_cmphex (show (FACE, "Made Up Colour 20"), ==, 0xff0000);
  /* Where a layout does not say, it is the context's font that is measured. */
  g_assert_cmphex (show (FACE, ""), ==, 0xff0000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/text-show/picture", test_picture);
  return g_test_run ();
}
