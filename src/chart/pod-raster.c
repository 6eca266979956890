#include "pod-raster.h"

#include <math.h>
#include <string.h>

/* ---- whether there are pixels to write ---- */

static gboolean
has_pixels (cairo_surface_t *surface)
{
  cairo_format_t format;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE)
    return FALSE;
  format = cairo_image_surface_get_format (surface);
  return (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24) &&
         cairo_image_surface_get_data (surface) != NULL;
}

static void
read_matrix (PodRaster *raster, cairo_t *cr)
{
  cairo_matrix_t device;
  double sx, sy, x, y;

  cairo_surface_get_device_scale (raster->surface, &sx, &sy);
  cairo_surface_get_device_offset (raster->surface, &x, &y);
  cairo_matrix_init (&device, sx, 0, 0, sy, x, y);
  cairo_get_matrix (cr, &raster->matrix);
  cairo_matrix_multiply (&raster->matrix, &raster->matrix, &device);
  raster->scale = raster->matrix.xx;
}

void
pod_raster_to_pixels (const PodRaster *raster, double *x, double *y)
{
  *x = *x * raster->matrix.xx + raster->matrix.x0;
  *y = *y * raster->matrix.yy + raster->matrix.y0;
}

static gboolean
round_to_pixel (double value, int *pixel)
{
  *pixel = (int) CLAMP (round (value), -G_MAXINT16, G_MAXINT16);
  return fabs (value - *pixel) < 1e-3;
}

/* FALSE where the clip is not one rectangle of whole pixels. */
static gboolean
read_clip (PodRaster *raster, const cairo_rectangle_list_t *list)
{
  double x0, y0, x1, y1;

  if (list->status != CAIRO_STATUS_SUCCESS || list->num_rectangles != 1)
    return FALSE;
  x0 = list->rectangles[0].x;
  y0 = list->rectangles[0].y;
  x1 = x0 + list->rectangles[0].width;
  y1 = y0 + list->rectangles[0].height;
  pod_raster_to_pixels (raster, &x0, &y0);
  pod_raster_to_pixels (raster, &x1, &y1);
  if (!round_to_pixel (x0, &raster->left) || !round_to_pixel (y0, &raster->top) ||
      !round_to_pixel (x1, &raster->right) || !round_to_pixel (y1, &raster->bottom))
    return FALSE;
  raster->left = MAX (raster->left, 0);
  raster->top = MAX (raster->top, 0);
  raster->right = MIN (raster->right, cairo_image_surface_get_width (raster->surface));
  raster->bottom = MIN (raster->bottom, cairo_image_surface_get_height (raster->surface));
  return TRUE;
}

gboolean
pod_raster_init (PodRaster *raster, cairo_t *cr)
{
  const cairo_matrix_t *matrix = &raster->matrix;
  cairo_rectangle_list_t *list;
  gboolean is_clear;

  *raster = (PodRaster){ .surface = cairo_get_group_target (cr) };
  if (!has_pixels (raster->surface) || cairo_get_operator (cr) != CAIRO_OPERATOR_OVER)
    return FALSE;
  read_matrix (raster, cr);
  if (matrix->xy != 0 || matrix->yx != 0 || matrix->xx != matrix->yy || matrix->xx <= 0)
    return FALSE;
  list = cairo_copy_clip_rectangle_list (cr);
  is_clear = read_clip (raster, list);
  cairo_rectangle_list_destroy (list);
  raster->data = cairo_image_surface_get_data (raster->surface);
  raster->stride = cairo_image_surface_get_stride (raster->surface);
  return is_clear;
}

void
pod_raster_open (PodRaster *raster)
{
  if (!raster->is_open)
    cairo_surface_flush (raster->surface);
  raster->is_open = TRUE;
}

void
pod_raster_pause (PodRaster *raster)
{
  if (raster->is_open)
    cairo_surface_mark_dirty (raster->surface);
  raster->is_open = FALSE;
}

/* ---- colours ---- */

guint32
pod_raster_pack (const double rgba[4])
{
  guint32 packed = (guint32) round (rgba[3] * 255);

  for (int i = 0; i < 3; i++)
    packed = packed << 8 | (guint32) round (rgba[i] * rgba[3] * 255);
  return packed;
}

/* ---- boxes ---- */

/* How much of a pixel lies between the two. */
static double
cover (int at, double low, double high)
{
  return CLAMP (MIN (high, at + 1) - MAX (low, at), 0, 1);
}

/* Most pixels of a box are covered alike, all but those at its ends. */
static void
fill_row (guint32 *row, guint32 colour, int from, int to, guint coverage)
{
  if (coverage == 255 && colour >> 24 == 255)
    for (int x = from; x < to; x++)
      row[x] = colour;
  else
    for (int x = from; x < to; x++)
      row[x] = pod_raster_blend (colour, row[x], coverage);
}

static guint
to_coverage (double part)
{
  return (guint) (part * 255 + 0.5);
}

void
pod_raster_box (PodRaster *raster, guint32 colour, double x0, double y0, double x1, double y1)
{
  int left, last, bottom;
  double at_left, at_last;

  /* What is no number is not drawn, and the comparisons below would take it for the clip's side. */
  if (isnan (x0) || isnan (y0) || isnan (x1) || isnan (y1))
    return;
  x0 = MAX (x0, raster->left);
  y0 = MAX (y0, raster->top);
  x1 = MIN (x1, raster->right);
  y1 = MIN (y1, raster->bottom);
  if (!(x0 < x1) || !(y0 < y1))
    return;
  left = (int) x0;
  last = (int) ceil (x1) - 1;
  bottom = (int) ceil (y1);
  at_left = cover (left, x0, x1);
  at_last = cover (last, x0, x1);
  pod_raster_open (raster);
  for (int y = (int) y0; y < bottom; y++)
    {
      double part = cover (y, y0, y1);
      guint32 *row = pod_raster_get_row (raster, y);

      fill_row (row, colour, left, left + 1, to_coverage (part * at_left));
      fill_row (row, colour, left + 1, last, to_coverage (part));
      if (last > left)
        fill_row (row, colour, last, last + 1, to_coverage (part * at_last));
    }
}

/* ---- stamps ---- */

void
pod_raster_stamp (PodRaster *raster, guint32 colour, const PodSprite *stamp, int x, int y)
{
  int left = MAX (x + stamp->x, raster->left);
  int right = MIN (x + stamp->x + stamp->w, raster->right);
  int top = MAX (y + stamp->y, raster->top);
  int bottom = MIN (y + stamp->y + stamp->h, raster->bottom);
  gboolean is_opaque = colour >> 24 == 255;

  pod_raster_open (raster);
  for (int at = top; at < bottom; at++)
    {
      const unsigned char *coverage = stamp->data + (gsize) (at - y - stamp->y) * (gsize) stamp->w;
      guint32 *row = pod_raster_get_row (raster, at);

      for (int across = left; across < right; across++)
        {
          guint32 part = coverage[across - x - stamp->x];

          if (part == 255 && is_opaque)
            row[across] = colour;
          else if (part > 0)
            row[across] = pod_raster_blend (colour, row[across], part);
        }
    }
}

static gboolean
is_empty (const unsigned char *data, int n, int step)
{
  for (int i = 0; i < n; i++)
    if (data[i * step] != 0)
      return FALSE;
  return TRUE;
}

PodSprite *
pod_sprite_new (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *data;
  int stride = cairo_image_surface_get_stride (surface);
  int left = 0, right = cairo_image_surface_get_width (surface);
  int top = 0, bottom = cairo_image_surface_get_height (surface);
  PodSprite *stamp;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  while (top < bottom && is_empty (data + top * stride, right, 1))
    top++;
  while (bottom > top && is_empty (data + (bottom - 1) * stride, right, 1))
    bottom--;
  while (left < right && is_empty (data + top * stride + left, bottom - top, stride))
    left++;
  while (right > left && is_empty (data + top * stride + right - 1, bottom - top, stride))
    right--;
  stamp = g_malloc (sizeof *stamp + (gsize) ((right - left) * (bottom - top)));
  *stamp = (PodSprite){ x + left, y + top, right - left, bottom - top };
  for (int row = 0; row < stamp->h; row++)
    memcpy (stamp->data + row * stamp->w, data + (top + row) * stride + left, (gsize) stamp->w);
  return stamp;
}
