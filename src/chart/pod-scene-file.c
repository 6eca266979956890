#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "pod-charts.h"
#include "pod-config.h"
#include "pod-paper.h"
#include "pod-scene-table.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* A point is 1/72 inch, a pixel 1/96. */
#define POINTS_A_PIXEL 0.75
#define PNG_SCALE 2
/* Cairo's image surfaces reach no further. */
#define MOST_PIXELS 32767.0

typedef enum
{
  FORMAT_NONE,
  FORMAT_PNG,
  FORMAT_SVG,
  FORMAT_PDF,
  FORMAT_CSV,
} Format;

static Format
find_format (const char *path)
{
  static const char *const endings[] = { "", ".png", ".svg", ".pdf", ".csv" };

  for (int format = FORMAT_PNG; format <= FORMAT_CSV; format++)
    {
      gsize length = strlen (path);
      if (length > 4 && g_ascii_strcasecmp (path + length - 4, endings[format]) == 0)
        return format;
    }
  return FORMAT_NONE;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (const PodScene *scene, Format format, double scale, GByteArray *bytes)
{
  double w = scene->width;
  double h = scene->height;

  if (format == FORMAT_PNG)
    return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (w * scale),
                                       (int) ceil (h * scale));
  if (format == FORMAT_PDF)
    return cairo_pdf_surface_create_for_stream (append_cb, bytes, w * scale, h * scale);

  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, bytes, w, h);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  return surface;
}

static double
choose_scale (const PodScene *scene, Format format)
{
  if (format == FORMAT_PDF)
    return POINTS_A_PIXEL;
  if (format == FORMAT_PNG)
    return MIN (PNG_SCALE, MOST_PIXELS / MAX (scene->width, scene->height));
  return 1;
}

/* The file's bytes, or NULL.  A surface that failed tells so only by its status. */
static GByteArray *
render (const PodScene *scene, Format format, PodTheme theme, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double scale = choose_scale (scene, format);
  cairo_surface_t *surface = new_surface (scene, format, scale, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  pod_scene_paint (scene, cr, theme, TRUE);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The chart could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* The bytes of a PDF, a page a scene. */
static GByteArray *
render_pages (const GPtrArray *scenes, PodTheme theme, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const PodScene *first = g_ptr_array_index (scenes, 0);
  cairo_surface_t *surface = new_surface (first, FORMAT_PDF, POINTS_A_PIXEL, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, POINTS_A_PIXEL, POINTS_A_PIXEL);
  for (guint i = 0; i < scenes->len; i++)
    {
      const PodScene *scene = g_ptr_array_index (scenes, i);

      cairo_pdf_surface_set_size (surface, scene->width * POINTS_A_PIXEL,
                                  scene->height * POINTS_A_PIXEL);
      pod_scene_paint (scene, cr, theme, TRUE);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The chart could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* CONSISTENT writes beside and renames. */
static gboolean
put (const GByteArray *bytes, const char *path, GError **error)
{
  return g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
pod_scene_check_name (const char *path, GError **error)
{
  if (find_format (path) != FORMAT_NONE)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("A chart is written as .png, .svg, .pdf or .csv"));
  return FALSE;
}

gboolean
pod_scene_write (const PodScene *scene, const char *path, PodTheme theme, GError **error)
{
  Format format = find_format (path);
  g_autoptr (GByteArray) bytes = NULL;

  if (!pod_scene_check_name (path, error))
    return FALSE;
  /* The rows are made when somebody asks, which is no change that a reader of the scene sees. */
  if (format == FORMAT_CSV)
    return pod_scene_write_table ((PodScene *) scene, path, error);
  bytes = render (scene, format, theme, error);
  return bytes != NULL && put (bytes, path, error);
}

gboolean
pod_paper_write (const GPtrArray *scenes, const char *path, GError **error)
{
  return pod_scene_write_pages (scenes, path, POD_THEME_PRINT, error);
}

gboolean
pod_scene_write_pages (const GPtrArray *scenes, const char *path, PodTheme theme, GError **error)
{
  g_autoptr (GByteArray) bytes = render_pages (scenes, theme, error);

  return bytes != NULL && put (bytes, path, error);
}
