#include <math.h>

#include "pod-painter-private.h"

/* Of a pixel, in both directions. */
#define PARTS 8
/* Of shapes and sizes: charts have some dozen; past that all are made anew. */
#define MOST_FAMILIES 64
#define LARGEST 64.0
/* Pixels: beyond, nothing is to be seen. */
#define FARTHEST 1e6

static void
trace_corners (cairo_t *cr, const PodMark *mark, const double (*corners)[2], guint n)
{
  double r = mark->w / 2;

  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, mark->x + corners[i][0] * r, mark->y + corners[i][1] * r);
  cairo_close_path (cr);
}

static void
trace_cross (cairo_t *cr, const PodMark *mark)
{
  double r = mark->w / 2;

  cairo_move_to (cr, mark->x - r, mark->y - r);
  cairo_line_to (cr, mark->x + r, mark->y + r);
  cairo_move_to (cr, mark->x - r, mark->y + r);
  cairo_line_to (cr, mark->x + r, mark->y - r);
}

void
pod_symbol_trace (cairo_t *cr, const PodMark *mark)
{
  static const double up[][2] = { { 0, -1 }, { 1, 0.8 }, { -1, 0.8 } };
  static const double down[][2] = { { 0, 1 }, { 1, -0.8 }, { -1, -0.8 } };
  static const double diamond[][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 } };
  static const double square[][2] = {
    { -0.85, -0.85 }, { 0.85, -0.85 }, { 0.85, 0.85 }, { -0.85, 0.85 }
  };
  static const double bar[][2] = { { -1, -0.17 }, { 1, -0.17 }, { 1, 0.17 }, { -1, 0.17 } };
  static const double arrow[][2] = { { -0.6, -1 }, { 0.8, 0 }, { -0.6, 1 } };

  cairo_new_path (cr);
  switch (mark->shape)
    {
    case POD_SHAPE_TRIANGLE_UP:
      trace_corners (cr, mark, up, G_N_ELEMENTS (up));
      break;
    case POD_SHAPE_TRIANGLE_DOWN:
      trace_corners (cr, mark, down, G_N_ELEMENTS (down));
      break;
    case POD_SHAPE_DIAMOND:
    case POD_SHAPE_DIAMOND_RING:
      trace_corners (cr, mark, diamond, G_N_ELEMENTS (diamond));
      break;
    case POD_SHAPE_SQUARE:
      trace_corners (cr, mark, square, G_N_ELEMENTS (square));
      break;
    case POD_SHAPE_ARROW_RIGHT:
      trace_corners (cr, mark, arrow, G_N_ELEMENTS (arrow));
      break;
    case POD_SHAPE_BAR:
      trace_corners (cr, mark, bar, G_N_ELEMENTS (bar));
      break;
    case POD_SHAPE_CROSS:
      trace_cross (cr, mark);
      break;
    case POD_SHAPE_DOT:
    case POD_SHAPE_RING:
    default:
      cairo_arc (cr, mark->x, mark->y, mark->w / 2, 0, 2 * G_PI);
    }
}

void
pod_symbol_draw (cairo_t *cr, const PodMark *mark, double line_width)
{
  pod_symbol_trace (cr, mark);
  if (line_width > 0)
    {
      cairo_set_line_width (cr, line_width);
      pod_dash_set (cr, mark->dashed);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

/* ---- stamps, one for each shape, size and part of a pixel ---- */

/* Charts have thousands of marks in a row of one shape and size: the last one is looked at first. */
typedef struct
{
  guint32 shape;
  guint32 size; /* in 64ths */
  guint32 line;
  PodSprite *parts[PARTS * PARTS];
} Family;

typedef struct
{
  Family families[MOST_FAMILIES];
  guint n;
  guint last;
} Stamps;

static void
clear_stamps (Stamps *stamps)
{
  for (guint i = 0; i < stamps->n; i++)
    for (guint part = 0; part < PARTS * PARTS; part++)
      g_clear_pointer (&stamps->families[i].parts[part], g_free);
  stamps->n = stamps->last = 0;
}

static void
free_stamps (gpointer stamps)
{
  clear_stamps (stamps);
  g_free (stamps);
}

static Stamps *
get_stamps (void)
{
  static GPrivate private = G_PRIVATE_INIT (free_stamps);
  Stamps *stamps = g_private_get (&private);

  if (stamps == NULL)
    {
      stamps = g_new0 (Stamps, 1);
      g_private_set (&private, stamps);
    }
  return stamps;
}

static gboolean
is_family (const Family *family, guint32 shape, guint32 size, guint32 line)
{
  return family->shape == shape && family->size == size && family->line == line;
}

static Family *
find_family (guint32 shape, guint32 size, guint32 line)
{
  Stamps *stamps = get_stamps ();
  Family *family = &stamps->families[stamps->last];

  if (stamps->n > 0 && is_family (family, shape, size, line))
    return family;
  for (guint i = 0; i < stamps->n; i++)
    if (is_family (&stamps->families[i], shape, size, line))
      {
        stamps->last = i;
        return &stamps->families[i];
      }
  if (stamps->n == MOST_FAMILIES)
    clear_stamps (stamps);
  stamps->last = stamps->n++;
  family = &stamps->families[stamps->last];
  *family = (Family){ shape, size, line, { NULL } };
  return family;
}

static int
find_half (double size, double line)
{
  /* A pointed corner's mitre reaches out further than half the line. */
  return (int) ceil (size / 2 + line * 2 + 1);
}

static PodSprite *
make_stamp (const PodMark *mark, double size, double line, int part_x, int part_y)
{
  int half = find_half (size, line);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 2 * half + 2,
                                                         2 * half + 2);
  cairo_t *cr = cairo_create (surface);
  PodMark sample = { .shape = mark->shape, .w = size };
  PodSprite *stamp;

  sample.x = half + (double) part_x / PARTS;
  sample.y = half + (double) part_y / PARTS;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  pod_symbol_draw (cr, &sample, line);
  cairo_destroy (cr);
  stamp = pod_sprite_new (surface, -half, -half);
  cairo_surface_destroy (surface);
  return stamp;
}

gboolean
pod_symbol_stamp (PodRaster *raster, guint32 colour, const PodMark *mark, double line_width)
{
  double x = mark->x;
  double y = mark->y;
  double size = mark->w * raster->scale;
  double line = line_width * raster->scale;
  int part_x, part_y;
  PodSprite **stamp;

  pod_raster_to_pixels (raster, &x, &y);
  if (mark->dashed || !(size <= LARGEST) || !(fabs (x) < FARTHEST && fabs (y) < FARTHEST))
    return FALSE;
  part_x = (int) floor (x * PARTS + 0.5);
  part_y = (int) floor (y * PARTS + 0.5);
  stamp = &find_family (mark->shape, (guint32) (size * 64 + 0.5), (guint32) (line * 64 + 0.5))
               ->parts[(part_y & (PARTS - 1)) * PARTS + (part_x & (PARTS - 1))];
  if (*stamp == NULL)
    *stamp = make_stamp (mark, size, line, part_x & (PARTS - 1), part_y & (PARTS - 1));
  pod_raster_stamp (raster, colour, *stamp, (part_x - (part_x & (PARTS - 1))) / PARTS,
                    (part_y - (part_y & (PARTS - 1))) / PARTS);
  return TRUE;
}
