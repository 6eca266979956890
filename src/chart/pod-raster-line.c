#include "pod-raster.h"

#include <math.h>
#include <string.h>

/* Lines are drawn into a mask first, whose pixels are bytes; then the mask is laid over the picture. */

/* Of a mask: a larger line is left to cairo. */
#define MOST_MASK (16 * 1024 * 1024)
#define LONGEST 16384
/* What a thread keeps. */
#define MOST_KEPT (1024 * 1024)
/* Pixels: beyond, nothing is to be seen. */
#define FARTHEST 3e4
/* Steps of the tables: of a pixel's distance, and of the slope from flat to diagonal. */
#define STEPS 64
#define SLOPES 32
#define WIDTHS 8
/* Half of a pixel's diagonal: further from an edge it covers a pixel wholly, or not at all. */
#define HALF_DIAGONAL 0.7072
/* Pixels: a wider line is cairo's. */
#define MOST_WIDE 16.0

/* ---- how much of a pixel a line covers ---- */

/**
 * Table:
 * @width: of the line in pixels
 * @n: entries for each slope; the last is 0
 * @coverage: by slope, then by the distance of the pixel's middle from the line's
 */
typedef struct
{
  double width;
  guint n;
  unsigned char *coverage;
} Table;

typedef struct
{
  unsigned char *mask; /* all 0 between two lines */
  gsize size;
  Table tables[WIDTHS];
  guint next;
} Workshop;

/* The part of a pixel on one side of an edge, whose middle is so far inside it: exactly, for an edge with that normal. */
static double
cover_side (double inside, double a, double b)
{
  double far = (a + b) / 2;
  double near = (a - b) / 2;
  double rest = far - fabs (inside);
  double part;

  if (rest <= 0)
    return inside > 0 ? 1 : 0;
  if (fabs (inside) <= near)
    return 0.5 + inside / a;
  part = rest * rest / (2 * a * b);
  return inside > 0 ? 1 - part : part;
}

static void
fill_slope (const Table *table, guint slope)
{
  double tangent = (double) slope / SLOPES;
  double a = 1 / sqrt (1 + tangent * tangent);
  double b = tangent * a;
  double half = table->width / 2;

  for (guint i = 0; i < table->n; i++)
    {
      double distance = (i + 0.5) / STEPS;
      double part = cover_side (half - distance, a, b) - cover_side (-half - distance, a, b);

      table->coverage[slope * table->n + i] = (unsigned char) (CLAMP (part, 0, 1) * 255 + 0.5);
    }
}

static const Table *
find_table (Workshop *workshop, double width)
{
  Table *table;

  for (guint i = 0; i < WIDTHS; i++)
    if (workshop->tables[i].width == width && workshop->tables[i].n > 0)
      return &workshop->tables[i];
  table = &workshop->tables[workshop->next++ % WIDTHS];
  g_free (table->coverage);
  table->width = width;
  /* A row across may begin or end a pixel beyond. */
  table->n = (guint) ceil ((width / 2 + HALF_DIAGONAL + 1) * STEPS) + 2;
  table->coverage = g_malloc ((gsize) table->n * (SLOPES + 1));
  for (guint slope = 0; slope <= SLOPES; slope++)
    fill_slope (table, slope);
  return table;
}

/* ---- the mask ---- */

/* In parts of a pixel, for what is counted on from row to row. */
#define ONE 65536
#define PARTS_A_STEP (ONE / STEPS)

/* Around all of it there is room for what a segment covers beyond its points. */
typedef struct
{
  unsigned char *data;
  int stride;
  int x;
  int y;
  int w;
  int h;
} Mask;

/**
 * Segment: gone along from one column to the next where it is flat, from row to row where it is steep
 * @along, @across: its first point in the mask
 * @length, @cosine, @sine: of its way
 * @spread: how far across it covers anything
 * @n: so many pixels
 * @step, @step_across: from pixel to pixel
 */
typedef struct
{
  double along;
  double across;
  double length;
  double cosine;
  double sine;
  double spread;
  int n;
  int step;
  int step_across;
  gboolean is_first;
  gboolean is_last;
  const unsigned char *coverage;
  guint entries;
} Segment;

/* Two that cover parts of a pixel cover it as one over the other would. */
static inline void
add (unsigned char *pixel, guint part)
{
  guint both = *pixel * part + 128;

  *pixel = (unsigned char) (*pixel + part - ((both + (both >> 8)) >> 8));
}

/* At a corner two segments of one line cover mostly the same. */
static inline void
join (unsigned char *pixel, guint part)
{
  *pixel = (unsigned char) MAX (*pixel, part);
}

static inline double
find_middle (const Segment *segment, int at)
{
  return segment->across + (at + 0.5 - segment->along) * segment->sine / segment->cosine - 0.5;
}

/* Where no end is near: all that counts is how far a pixel is from the line. */
static void
cover_between (unsigned char *mask, const Segment *segment, int from, int to)
{
  int middle = (int) (find_middle (segment, from) * ONE);
  int slope = (int) (segment->sine / segment->cosine * ONE);
  int spread = (int) (segment->spread * ONE);
  int cosine = (int) (segment->cosine * ONE);

  mask += (gsize) from * (gsize) segment->step;
  for (int at = from; at < to; at++)
    {
      int first = ((middle - spread) >> 16) + 1;
      int distance = (int) (((gint64) (first * ONE - middle) * cosine) >> 16);
      unsigned char *pixel = mask + first * segment->step_across;

      for (int i = 0; i < segment->n; i++)
        {
          add (pixel, segment->coverage[ABS (distance) / PARTS_A_STEP]);
          pixel += segment->step_across;
          distance += cosine;
        }
      middle += slope;
      mask += segment->step;
    }
}

/* Where a line goes on, an end is round. */
static guint
cover_round (const Segment *segment, float distance, float beyond)
{
  guint index = (guint) (sqrtf (distance * distance + beyond * beyond) * STEPS);

  return index < segment->entries ? segment->coverage[index] : 0;
}

static guint
cover_butt (const Segment *segment, float distance, float beyond)
{
  guint index = (guint) (fabsf (distance) * STEPS);
  float part = CLAMP (0.5f - beyond, 0, 1);

  return index < segment->entries ? (guint) ((float) segment->coverage[index] * part + 0.5f) : 0;
}

/* Near an end: the pixels of one row across. */
static void
cover_end (unsigned char *mask, const Segment *segment, int at)
{
  double along = at + 0.5 - segment->along;
  int first = (int) (find_middle (segment, at) - segment->spread) + 1;
  double across = first + 0.5 - segment->across;
  float distance = (float) (across * segment->cosine - along * segment->sine);
  float done = (float) (along * segment->cosine + across * segment->sine);
  float length = (float) segment->length;
  gboolean is_butt = done * 2 < length ? segment->is_first : segment->is_last;
  unsigned char *pixel = mask + at * segment->step + first * segment->step_across;

  for (int i = 0; i < segment->n; i++)
    {
      float beyond = MAX (-done, done - length);

      if (is_butt)
        add (pixel, cover_butt (segment, distance, beyond));
      else
        join (pixel, cover_round (segment, distance, MAX (beyond, 0)));
      pixel += segment->step_across;
      distance += (float) segment->cosine;
      done += (float) segment->sine;
    }
}

static void
go_along (unsigned char *mask, const Segment *segment, double along, double reach)
{
  /* So far along, a pixel across may be level with an end. */
  double lean = fabs (segment->sine) * reach;
  double first = lean + (segment->is_first ? segment->cosine / 2 : 0);
  double last = lean + (segment->is_last ? segment->cosine / 2 : 0);
  int low = (int) (segment->along - reach + 0.5);
  int from = (int) (segment->along + first + 0.5);
  int to = (int) (segment->along + along - last + 0.5);
  int high = (int) (segment->along + along + reach - 0.5);

  if (from >= to)
    from = to = high + 1;
  for (int at = low; at < from; at++)
    cover_end (mask, segment, at);
  cover_between (mask, segment, from, to);
  for (int at = to; at <= high; at++)
    cover_end (mask, segment, at);
}

static void
cover_segment (const Mask *mask, Segment *segment, const Table *table, PodPoint a, PodPoint b)
{
  gboolean steep = fabs (b.y - a.y) > fabs (b.x - a.x);
  gboolean back = steep ? b.y < a.y : b.x < a.x;
  PodPoint from = back ? b : a;
  PodPoint to = back ? a : b;
  double along = steep ? to.y - from.y : to.x - from.x;
  double across = steep ? to.x - from.x : to.y - from.y;
  gboolean was_first = segment->is_first;
  double reach = table->width / 2 + HALF_DIAGONAL;

  segment->length = sqrt (along * along + across * across);
  if (segment->length < 1e-6)
    return;
  if (back)
    {
      segment->is_first = segment->is_last;
      segment->is_last = was_first;
    }
  segment->along = steep ? from.y - mask->y : from.x - mask->x;
  segment->across = steep ? from.x - mask->x : from.y - mask->y;
  segment->cosine = along / segment->length;
  segment->sine = across / segment->length;
  segment->spread = reach / segment->cosine;
  segment->n = (int) (2 * segment->spread) + 1;
  segment->step = steep ? mask->stride : 1;
  segment->step_across = steep ? 1 : mask->stride;
  segment->coverage = table->coverage + (guint) (fabs (across / along) * SLOPES + 0.5) * table->n;
  segment->entries = table->n;
  go_along (mask->data, segment, along, reach);
}

/* ---- laid over the picture ---- */

static void
lay (guint32 colour, const unsigned char *coverage, guint32 *row, int from, int to)
{
  gboolean is_opaque = colour >> 24 == 255;

  for (int i = from; i < to; i++)
    {
      if (coverage[i] == 255 && is_opaque)
        row[i] = colour;
      else if (coverage[i] > 0)
        row[i] = pod_raster_blend (colour, row[i], coverage[i]);
    }
}

#define TOGETHER 32

static gboolean
is_empty (const unsigned char *coverage)
{
  guint64 eights[TOGETHER / 8];

  memcpy (eights, coverage, TOGETHER);
  return (eights[0] | eights[1] | eights[2] | eights[3]) == 0;
}

/* Most of a mask is empty: many of its pixels are looked at together.  It is left empty, whatever of it is seen. */
static void
lay_row (const PodRaster *raster, guint32 colour, const Mask *mask, int y)
{
  unsigned char *coverage = mask->data + (gsize) y * (gsize) mask->stride;
  gboolean is_seen = mask->y + y >= raster->top && mask->y + y < raster->bottom;
  guint32 *row = is_seen ? pod_raster_get_row (raster, mask->y + y) : NULL;

  for (int x = 0; x < mask->stride; x += TOGETHER)
    {
      if (is_empty (coverage + x))
        continue;
      if (is_seen)
        lay (colour, coverage + x, row + mask->x + x, MAX (raster->left - mask->x - x, 0),
             MIN (raster->right - mask->x - x, TOGETHER));
      memset (coverage + x, 0, TOGETHER);
    }
}

/* ---- a line ---- */

static void
free_workshop (gpointer data)
{
  Workshop *workshop = data;

  for (guint i = 0; i < WIDTHS; i++)
    g_free (workshop->tables[i].coverage);
  g_free (workshop->mask);
  g_free (workshop);
}

static Workshop *
get_workshop (void)
{
  static GPrivate private = G_PRIVATE_INIT (free_workshop);
  Workshop *workshop = g_private_get (&private);

  if (workshop == NULL)
    {
      workshop = g_new0 (Workshop, 1);
      g_private_set (&private, workshop);
    }
  return workshop;
}

static PodPoint
to_pixels (const PodRaster *raster, PodPoint point)
{
  pod_raster_to_pixels (raster, &point.x, &point.y);
  return point;
}

typedef struct
{
  PodPoint low;
  PodPoint high;
} Box;

/* FALSE where a point is nowhere: MIN() and MAX() would forget what lay before one that is no number. */
static gboolean
extend (Box *box, const PodRaster *raster, const PodRun *run)
{
  for (guint i = 0; i < run->count; i++)
    {
      PodPoint point = to_pixels (raster, run->points[i]);

      if (!isfinite (point.x) || !isfinite (point.y))
        return FALSE;
      box->low = (PodPoint){ MIN (box->low.x, point.x), MIN (box->low.y, point.y) };
      box->high = (PodPoint){ MAX (box->high.x, point.x), MAX (box->high.y, point.y) };
    }
  return TRUE;
}

/* FALSE where it is nowhere, too far away to be counted in pixels, or too large. */
static gboolean
find_mask (const PodRaster *raster, const PodRun *runs, guint n, double width, Mask *mask)
{
  Box box = { { G_MAXDOUBLE, G_MAXDOUBLE }, { -G_MAXDOUBLE, -G_MAXDOUBLE } };
  /* A diagonal segment goes on as far beyond its end, and covers more of a row than its width. */
  double room = ceil ((width / 2 + HALF_DIAGONAL) * (1 + G_SQRT2)) + 3;

  for (guint i = 0; i < n; i++)
    if (!extend (&box, raster, &runs[i]))
      return FALSE;
  if (!(box.low.x > -FARTHEST && box.low.y > -FARTHEST && box.high.x < FARTHEST &&
        box.high.y < FARTHEST))
    return FALSE;
  mask->x = (int) floor (box.low.x - room);
  mask->y = (int) floor (box.low.y - room);
  mask->w = (int) ceil (box.high.x + room) - mask->x;
  mask->h = (int) ceil (box.high.y + room) - mask->y;
  return mask->w <= LONGEST && mask->h <= LONGEST && (gint64) mask->w * mask->h <= MOST_MASK;
}

static void
take_mask (Workshop *workshop, Mask *mask)
{
  gsize size;

  mask->stride = (mask->w + TOGETHER - 1) & ~(TOGETHER - 1);
  size = (gsize) mask->stride * (gsize) mask->h;
  if (size > workshop->size)
    {
      g_free (workshop->mask);
      workshop->mask = g_malloc0 (size);
      workshop->size = size;
    }
  mask->data = workshop->mask;
}

static void
give_mask_back (Workshop *workshop)
{
  if (workshop->size <= MOST_KEPT)
    return;
  g_clear_pointer (&workshop->mask, g_free);
  workshop->size = 0;
}

static void
cover_line (const PodRaster *raster, const Mask *mask, const Table *table, const PodRun *run)
{
  PodPoint before = to_pixels (raster, run->points[0]);

  for (guint i = 1; i < run->count; i++)
    {
      PodPoint point = to_pixels (raster, run->points[i]);
      Segment segment = { .is_first = i == 1, .is_last = i + 1 == run->count };

      cover_segment (mask, &segment, table, before, point);
      before = point;
    }
}

gboolean
pod_raster_lines (PodRaster *raster, guint32 colour, const PodRun *runs, guint n, double width)
{
  Workshop *workshop = get_workshop ();
  double pixels = width * raster->scale;
  const Table *table;
  Mask mask = { 0 };

  if (!(pixels <= MOST_WIDE) || !find_mask (raster, runs, n, pixels, &mask))
    return FALSE;
  take_mask (workshop, &mask);
  table = find_table (workshop, pixels);
  for (guint i = 0; i < n; i++)
    if (runs[i].count > 1)
      cover_line (raster, &mask, table, &runs[i]);
  pod_raster_open (raster);
  for (int y = 0; y < mask.h; y++)
    lay_row (raster, colour, &mask, y);
  give_mask_back (workshop);
  return TRUE;
}
