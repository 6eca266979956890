#include <math.h>

#include "pod-painter-private.h"

/* Of a pixel, in both directions. */
#define PARTS 4
/* Charts have some dozen shapes and sizes: more would be a fault, and memory for ever. */
#define MOST_SPRITES 4096
#define LARGEST 64.0

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
    case POD_SHAPE_CROSS:
      trace_cross (cr, mark);
      break;
    case POD_SHAPE_DOT:
    case POD_SHAPE_RING:
    default:
      cairo_arc (cr, mark->x, mark->y, mark->w / 2, 0, 2 * G_PI);
    }
}

static void
draw_path (cairo_t *cr, const PodMark *mark, double line_width)
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

/* ---- masks, one for each shape, size and part of a pixel ---- */

typedef struct
{
  guint32 shape;
  guint32 size; /* in 64ths */
  guint32 line;
  guint32 part;
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return ((key->shape * 31 + key->size) * 4099 + key->line) * 16 + key->part;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->shape == other->shape && one->size == other->size && one->line == other->line &&
         one->part == other->part;
}

static void
free_table (gpointer table)
{
  g_hash_table_unref (table);
}

static GHashTable *
get_sprites (void)
{
  static GPrivate sprites = G_PRIVATE_INIT (free_table);
  GHashTable *table = g_private_get (&sprites);

  if (table == NULL || g_hash_table_size (table) > MOST_SPRITES)
    {
      table = g_hash_table_new_full (hash_key, equal_keys, g_free,
                                     (GDestroyNotify) cairo_surface_destroy);
      g_private_replace (&sprites, table);
    }
  return table;
}

static int
find_half (double size, double line)
{
  /* A pointed corner's mitre reaches out further than half the line. */
  return (int) ceil (size / 2 + line * 2 + 1);
}

static cairo_surface_t *
make_sprite (const Key *key, const PodMark *mark, double size, double line)
{
  int half = find_half (size, line);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 2 * half + 1,
                                                         2 * half + 1);
  cairo_t *cr = cairo_create (surface);
  PodMark sample = { .shape = mark->shape, .w = size };

  sample.x = half + (double) (key->part % PARTS) / PARTS;
  sample.y = half + (double) (key->part / PARTS) / PARTS;
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_path (cr, &sample, line);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
find_sprite (const Key *key, const PodMark *mark, double size, double line)
{
  GHashTable *sprites = get_sprites ();
  cairo_surface_t *surface = g_hash_table_lookup (sprites, key);

  if (surface == NULL)
    {
      surface = make_sprite (key, mark, size, line);
      g_hash_table_insert (sprites, g_memdup2 (key, sizeof *key), surface);
    }
  return surface;
}

static void
draw_sprite (cairo_t *cr, const PodMark *mark, double line_width, const cairo_matrix_t *matrix)
{
  double scale = matrix->xx;
  double x = mark->x;
  double y = mark->y;
  double size = mark->w * scale;
  double line = line_width * scale;
  Key key = { mark->shape, (guint32) round (size * 64), (guint32) round (line * 64), 0 };
  int part_x, part_y;

  cairo_user_to_device (cr, &x, &y);
  part_x = (int) floor (x * PARTS + 0.5);
  part_y = (int) floor (y * PARTS + 0.5);
  key.part = (guint32) ((part_y & (PARTS - 1)) * PARTS + (part_x & (PARTS - 1)));
  cairo_identity_matrix (cr);
  cairo_mask_surface (cr, find_sprite (&key, mark, size, line),
                      floor ((double) part_x / PARTS) - find_half (size, line),
                      floor ((double) part_y / PARTS) - find_half (size, line));
  cairo_set_matrix (cr, matrix);
}

void
pod_symbol_draw (cairo_t *cr, const PodMark *mark, double line_width, gboolean image)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  if (image && !mark->dashed && matrix.xy == 0 && matrix.yx == 0 && matrix.xx == matrix.yy &&
      matrix.xx > 0 && mark->w * matrix.xx <= LARGEST)
    draw_sprite (cr, mark, line_width, &matrix);
  else
    draw_path (cr, mark, line_width);
}
