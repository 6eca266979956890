#include <math.h>
#include <string.h>

#include "pod-painter-private.h"

/* A cairo stroke of many segments costs more than in proportion: a hundred thousand in one took
 * seconds where strokes of a few hundred took milliseconds. */
#define SEGMENTS_A_STROKE 200
/* From so many points to a pixel's column on, one cannot tell them apart. */
#define DENSE 4.0

/* ---- the plain way ---- */

void
pod_dash_set (cairo_t *cr, PodDash dash)
{
  static const double dashes[] = { 4, 3 };
  static const double dots[] = { 1.5, 3 };

  cairo_set_dash (cr, dash == POD_DOTTED ? dots : dashes, dash == POD_SOLID ? 0 : 2, 0);
}

void
pod_stroke_draw (cairo_t *cr, const PodPoint *points, guint count, double width, PodDash dash)
{
  if (count == 0)
    return;
  cairo_set_line_width (cr, width);
  pod_dash_set (cr, dash);
  cairo_move_to (cr, points[0].x, points[0].y);
  for (guint i = 1; i < count; i++)
    {
      cairo_line_to (cr, points[i].x, points[i].y);
      if (i % SEGMENTS_A_STROKE == 0 && i + 1 < count)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, points[i].x, points[i].y);
        }
    }
  cairo_stroke (cr);
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
fill_spans (Columns *columns, const PodRun *stroke)
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
draw_spans (cairo_t *cr, const PodRun *stroke, double width, double step, guint n)
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

static double
get_step (cairo_t *cr, gboolean image)
{
  double step = 1;
  double nothing = 0;

  if (image)
    cairo_device_to_user_distance (cr, &step, &nothing);
  return step;
}

guint
pod_stroke_count_dense (cairo_t *cr, const PodPoint *points, guint count, gboolean image)
{
  double span = count > 1 ? (points[count - 1].x - points[0].x) / get_step (cr, image) : -1;

  return span >= 0 && count > DENSE * MAX (span, 1) ? (guint) span + 2 : 0;
}

gboolean
pod_stroke_draw_dense (cairo_t *cr,
                       const PodPoint *points,
                       guint count,
                       double width,
                       guint columns,
                       gboolean image)
{
  PodRun stroke = { points, count };

  return draw_spans (cr, &stroke, width, get_step (cr, image), columns);
}
