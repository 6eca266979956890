#include <math.h>
#include <string.h>

#include "pod-painter-private.h"

/* A cairo stroke of many segments costs more than in proportion: a hundred thousand in one took
 * seconds where strokes of a few hundred took milliseconds. */
#define SEGMENTS_A_STROKE 200
/* From so many points to a pixel's column on, one cannot tell them apart. */
#define DENSE 4.0
/* Of a mask: a larger line is left to cairo. */
#define MOST_MASK (16 * 1024 * 1024)

/* ---- the plain way ---- */

void
pod_dash_set (cairo_t *cr, PodDash dash)
{
  static const double dashes[] = { 4, 3 };
  static const double dots[] = { 1.5, 3 };

  cairo_set_dash (cr, dash == POD_DOTTED ? dots : dashes, dash == POD_SOLID ? 0 : 2, 0);
}

static void
stroke_points (cairo_t *cr, const PodStroke *stroke, double width, PodDash dash)
{
  const PodPoint *points = stroke->points;

  cairo_set_line_width (cr, width);
  pod_dash_set (cr, dash);
  cairo_move_to (cr, points[0].x, points[0].y);
  for (guint i = 1; i < stroke->count; i++)
    {
      cairo_line_to (cr, points[i].x, points[i].y);
      if (i % SEGMENTS_A_STROKE == 0 && i + 1 < stroke->count)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, points[i].x, points[i].y);
        }
    }
  cairo_stroke (cr);
}

void
pod_stroke_draw_dashed (cairo_t *cr, const PodStroke *stroke, double width, PodDash dash)
{
  if (stroke->count > 0)
    stroke_points (cr, stroke, width, dash);
}

/* ---- a span in each column ---- */

typedef struct
{
  float low;
  float high;
} Span;

typedef struct
{
  double left;
  double step; /* of one device pixel, in the scene's */
  guint n;
  Span *spans;
} Columns;

static void
take_in (Columns *columns, int column, double y)
{
  Span *span = &columns->spans[CLAMP (column, 0, (int) columns->n - 1)];

  span->low = MIN (span->low, (float) y);
  span->high = MAX (span->high, (float) y);
}

/* Both columns get the height at which the line goes over, and those between what it has there. */
static void
cross (Columns *columns, int from, int to, PodPoint before, PodPoint point)
{
  double slope = (point.y - before.y) / (point.x - before.x);

  for (int column = from; column < to; column++)
    {
      double edge = columns->left + (column + 1) * columns->step;
      double y = before.y + (edge - before.x) * slope;

      take_in (columns, column, y);
      take_in (columns, column + 1, y);
    }
}

/* FALSE where it runs back to the left: that is no course.  A pass over a million points is all that such a line costs, so there is but one. */
static gboolean
fill_spans (Columns *columns, const PodStroke *stroke)
{
  const PodPoint *points = stroke->points;
  double columns_a_unit = 1 / columns->step;
  double low = points[0].y;
  double high = points[0].y;
  int current = 0;

  for (guint i = 1; i < stroke->count; i++)
    {
      int column = (int) ((points[i].x - columns->left) * columns_a_unit);

      if (points[i].x < points[i - 1].x || column >= (int) columns->n)
        return FALSE;
      if (column != current)
        {
          take_in (columns, current, low);
          take_in (columns, current, high);
          cross (columns, current, column, points[i - 1], points[i]);
          current = column;
          low = high = points[i].y;
        }
      low = MIN (low, points[i].y);
      high = MAX (high, points[i].y);
    }
  take_in (columns, current, low);
  take_in (columns, current, high);
  return TRUE;
}

/* FALSE where it cannot be drawn so. */
static gboolean
draw_spans (cairo_t *cr, const PodStroke *stroke, double width, double step, guint n)
{
  g_autofree Span *spans = g_new (Span, n);
  Columns columns = { floor (stroke->points[0].x / step) * step, step, n, spans };

  for (guint i = 0; i < n; i++)
    spans[i] = (Span){ G_MAXFLOAT, -G_MAXFLOAT };
  if (!fill_spans (&columns, stroke))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (spans[i].low <= spans[i].high)
      cairo_rectangle (cr, columns.left + i * step, spans[i].low - width / 2, step,
                       spans[i].high - spans[i].low + width);
  cairo_fill (cr);
  return TRUE;
}

/* How many columns of pixels it covers, where there are very many points to each; else 0. */
static guint
count_columns (const PodStroke *stroke, double step)
{
  double span = (stroke->points[stroke->count - 1].x - stroke->points[0].x) / step;

  return span >= 0 && stroke->count > DENSE * MAX (span, 1) ? (guint) span + 2 : 0;
}

/* ---- a mask, drawn by hand ---- */

typedef struct
{
  unsigned char *data;
  int stride;
  int x;
  int y;
  int w;
  int h;
} Mask;

static void
cover (Mask *mask, int x, int y, double coverage)
{
  unsigned char *pixel = mask->data + (y - mask->y) * mask->stride + (x - mask->x);
  unsigned char value = (unsigned char) (MIN (coverage, 1) * 255 + 0.5);

  if (value > *pixel)
    *pixel = value;
}

/* One row or column of pixels across the line: all that lie within reach of its middle. */
static void
cover_across (Mask *mask,
              PodPoint a,
              PodPoint d,
              double square,
              double reach,
              double spread,
              int at)
{
  gboolean steep = ABS (d.y) > ABS (d.x);
  double along = (at + 0.5 - (steep ? a.y : a.x)) / (steep ? d.y : d.x);
  double middle = steep ? a.x + along * d.x : a.y + along * d.y;
  int first = (int) floor (middle - spread);
  int last = (int) floor (middle + spread);
  int low = steep ? mask->x : mask->y;
  int high = low + (steep ? mask->w : mask->h) - 1;

  for (int across = MAX (first, low); across <= MIN (last, high); across++)
    {
      double x = (steep ? across : at) + 0.5 - a.x;
      double y = (steep ? at : across) + 0.5 - a.y;
      double t = CLAMP ((x * d.x + y * d.y) / square, 0, 1);
      double dx = x - t * d.x;
      double dy = y - t * d.y;
      double coverage = reach - sqrt (dx * dx + dy * dy);

      if (coverage > 0)
        cover (mask, steep ? across : at, steep ? at : across, coverage);
    }
}

/* How much of a pixel a line of that width covers falls off over one pixel at its edge; round at its ends, so that joins need no care. */
static void
cover_segment (Mask *mask, PodPoint a, PodPoint b, double width)
{
  PodPoint d = { b.x - a.x, b.y - a.y };
  double square = d.x * d.x + d.y * d.y;
  double reach = width / 2 + 0.5;
  gboolean steep = ABS (d.y) > ABS (d.x);
  double longer = steep ? ABS (d.y) : ABS (d.x);
  double low = steep ? MIN (a.y, b.y) : MIN (a.x, b.x);
  double high = steep ? MAX (a.y, b.y) : MAX (a.x, b.x);
  int start = steep ? mask->y : mask->x;
  int end = start + (steep ? mask->h : mask->w) - 1;
  double spread;

  if (longer < 1e-6)
    return;
  spread = reach * sqrt (square) / longer;
  for (int at = MAX ((int) floor (low - reach), start); at <= MIN ((int) floor (high + reach), end);
       at++)
    cover_across (mask, a, d, square, reach, spread, at);
}

typedef struct
{
  cairo_matrix_t matrix;
  double width;
} Device;

static PodPoint
to_device (const Device *device, PodPoint point)
{
  cairo_matrix_transform_point (&device->matrix, &point.x, &point.y);
  return point;
}

static void
find_box (const Device *device, const PodStroke *strokes, guint n, Mask *mask)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;
  double reach = device->width / 2 + 1;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < strokes[i].count; k++)
      {
        PodPoint point = to_device (device, strokes[i].points[k]);

        left = MIN (left, point.x);
        right = MAX (right, point.x);
        top = MIN (top, point.y);
        bottom = MAX (bottom, point.y);
      }
  if (left > right)
    return;
  mask->x = (int) floor (left - reach);
  mask->y = (int) floor (top - reach);
  mask->w = (int) ceil (right + reach) - mask->x;
  mask->h = (int) ceil (bottom + reach) - mask->y;
}

static void
mask_out (cairo_t *cr, cairo_surface_t *surface, const Mask *mask)
{
  cairo_surface_mark_dirty (surface);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_mask_surface (cr, surface, mask->x, mask->y);
  cairo_restore (cr);
}

/* FALSE where it is too large for that. */
static gboolean
draw_by_mask (cairo_t *cr, const PodStroke *strokes, guint n, double width)
{
  Device device = { .width = width };
  Mask mask = { 0 };
  cairo_surface_t *surface;
  double nothing = 0;

  cairo_get_matrix (cr, &device.matrix);
  cairo_user_to_device_distance (cr, &device.width, &nothing);
  find_box (&device, strokes, n, &mask);
  if (mask.w <= 0 || mask.h <= 0 || (gint64) mask.w * mask.h > MOST_MASK)
    return FALSE;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, mask.w, mask.h);
  cairo_surface_flush (surface);
  mask.data = cairo_image_surface_get_data (surface);
  mask.stride = cairo_image_surface_get_stride (surface);
  for (guint i = 0; mask.data != NULL && i < n; i++)
    for (guint k = 1; k < strokes[i].count; k++)
      cover_segment (&mask, to_device (&device, strokes[i].points[k - 1]),
                     to_device (&device, strokes[i].points[k]), device.width);
  mask_out (cr, surface, &mask);
  cairo_surface_destroy (surface);
  return TRUE;
}

/* Only where the scene's pixels are the device's, but for one scale. */
static gboolean
is_upright (cairo_t *cr)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  return matrix.xy == 0 && matrix.yx == 0 && matrix.xx == matrix.yy && matrix.xx > 0;
}

void
pod_stroke_draw (cairo_t *cr, const PodStroke *strokes, guint n, double width, gboolean image)
{
  double step = 1;
  double nothing = 0;
  guint columns;

  if (image)
    cairo_device_to_user_distance (cr, &step, &nothing);
  columns = n == 1 && strokes[0].count > 1 ? count_columns (&strokes[0], step) : 0;
  if (columns > 0 && draw_spans (cr, &strokes[0], width, step, columns))
    return;
  if (image && is_upright (cr) && draw_by_mask (cr, strokes, n, width))
    return;
  for (guint i = 0; i < n; i++)
    if (strokes[i].count > 0)
      stroke_points (cr, &strokes[i], width, POD_SOLID);
}
