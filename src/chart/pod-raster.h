#pragma once

#include <cairo.h>

#include "pod-scene.h"

G_BEGIN_DECLS

/*
 * An image's pixels, written without a cairo call for each mark: a grid of twenty thousand results is painted in a quarter of the time.
 * What is drawn is what cairo draws, each mark over those before it, but for the rounding of a shade; where the pixels cannot be had, or the
 * mark is none of these, cairo draws it.
 */

/**
 * PodRaster:
 * @matrix: from the scene to the surface's pixels: upright, with one @scale
 * @left, @top, @right, @bottom: what may be written
 * @is_open: written to since cairo drew last
 */
typedef struct
{
  cairo_surface_t *surface;
  unsigned char *data;
  int stride;
  int left;
  int top;
  int right;
  int bottom;
  cairo_matrix_t matrix;
  double scale;
  gboolean is_open;
} PodRaster;

/* What a line goes through. */
typedef struct
{
  const PodPoint *points;
  guint count;
} PodRun;

/**
 * PodSprite:
 * @x, @y: where its first pixel stands, from the place it is put at
 * @data: coverage, a byte a pixel, row by row
 *
 * A shape that is drawn often: a symbol or a text.
 */
typedef struct
{
  int x;
  int y;
  int w;
  int h;
  unsigned char data[];
} PodSprite;

/* FALSE where there are no pixels to write, or the clip is no rectangle of whole ones; then it must not be used. */
gboolean pod_raster_init (PodRaster *raster, cairo_t *cr);
/* Before pixels are written. */
void pod_raster_open (PodRaster *raster);
/* Before cairo draws on the same surface, and at the end. */
void pod_raster_pause (PodRaster *raster);
void pod_raster_to_pixels (const PodRaster *raster, double *x, double *y);

/* As it is written: premultiplied. */
guint32 pod_raster_pack (const double rgba[4]);

/* Two channels at a time, each times @part of 255, rounded. */
static inline guint32
pod_raster_multiply (guint32 channels, guint32 part)
{
  guint32 product = channels * part + 0x800080;

  return ((product + (product >> 8 & 0xff00ff)) >> 8) & 0xff00ff;
}

/* The colour over the pixel, where so much of 255 of it is covered. */
static inline guint32
pod_raster_blend (guint32 colour, guint32 pixel, guint32 coverage)
{
  guint32 rb = pod_raster_multiply (colour & 0xff00ff, coverage);
  guint32 ag = pod_raster_multiply (colour >> 8 & 0xff00ff, coverage);
  guint32 rest = 255 - (ag >> 16);

  rb += pod_raster_multiply (pixel & 0xff00ff, rest);
  ag += pod_raster_multiply (pixel >> 8 & 0xff00ff, rest);
  return ag << 8 | rb;
}

static inline guint32 *
pod_raster_get_row (const PodRaster *raster, int y)
{
  return (guint32 *) (gpointer) (raster->data + (gsize) y * (gsize) raster->stride);
}

/* In pixels, with parts of such at its edges. */
void pod_raster_box (PodRaster *raster, guint32 colour, double x0, double y0, double x1, double y1);
void pod_raster_stamp (PodRaster *raster, guint32 colour, const PodSprite *stamp, int x, int y);
/* Solid lines of one width through points of the scene, round at their corners, butt at their ends, each over those before.  FALSE where they are left to
 * cairo: too large, or too far away. */
gboolean
pod_raster_lines (PodRaster *raster, guint32 colour, const PodRun *runs, guint n, double width);

/* Of an A8 surface, without what is empty around it; @x, @y: where its first pixel stands.  Free with g_free(). */
PodSprite *pod_sprite_new (cairo_surface_t *surface, int x, int y);

G_END_DECLS
