#include <math.h>
#include <pango/pangocairo.h>

#include "pod-charts.h"
#include "pod-text-layout.h"

/* A cairo stroke of many segments costs more than in proportion: a hundred thousand in one took
 * seconds where strokes of a few hundred took milliseconds. */
#define SEGMENTS_A_STROKE 200
#define OUTLINE 1.0

typedef struct
{
  cairo_t *cr;
  PodTheme theme;
  /* Paper and files have no pixels to align to. */
  gboolean snaps;
} Painter;

static void
set_role (Painter *painter, PodRole role, double alpha)
{
  double c[4];

  pod_theme_get_colour (painter->theme, role, c);
  cairo_set_source_rgba (painter->cr, c[0], c[1], c[2], c[3] * alpha);
}

static gboolean
is_fill (PodRole role)
{
  return (role >= POD_ROLE_GRADE_1 && role <= POD_ROLE_GRADE_5) || role == POD_ROLE_MEDICATION ||
         role == POD_ROLE_TREATMENT;
}

static double
linearise (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

/* Black or white, whichever is read better upon the fill: the greater of the two WCAG contrasts. */
static void
set_text_upon (Painter *painter, PodRole role, double alpha)
{
  double c[4];
  double luminance;

  pod_theme_get_colour (painter->theme, role, c);
  luminance = 0.2126 * linearise (c[0]) + 0.7152 * linearise (c[1]) + 0.0722 * linearise (c[2]);
  if ((luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05))
    cairo_set_source_rgba (painter->cr, 0.05, 0.05, 0.05, alpha);
  else
    cairo_set_source_rgba (painter->cr, 1, 1, 1, alpha);
}

static void
set_dash (Painter *painter, gboolean dashed)
{
  static const double dashes[] = { 4, 3 };

  cairo_set_dash (painter->cr, dashes, dashed ? 2 : 0, 0);
}

/* Moves a coordinate to the edge of a device pixel, or to its middle for an odd line. */
static void
snap (Painter *painter, double *x, double *y, double line_width)
{
  double dx = line_width;
  double dy = line_width;
  double half;

  if (!painter->snaps)
    return;
  cairo_user_to_device_distance (painter->cr, &dx, &dy);
  half = line_width > 0 && (int) round (fabs (dx)) % 2 == 1 ? 0.5 : 0;
  cairo_user_to_device (painter->cr, x, y);
  *x = floor (*x + 0.5 - half) + half;
  *y = floor (*y + 0.5 - half) + half;
  cairo_device_to_user (painter->cr, x, y);
}

static void
stroke (Painter *painter, double line_width, gboolean dashed)
{
  cairo_set_line_width (painter->cr, line_width);
  set_dash (painter, dashed);
  cairo_stroke (painter->cr);
}

static void
trace_rect (Painter *painter, const PodMark *mark, double inset)
{
  double x0 = mark->x;
  double y0 = mark->y;
  double x1 = mark->x + mark->w;
  double y1 = mark->y + mark->h;

  snap (painter, &x0, &y0, 0);
  snap (painter, &x1, &y1, 0);
  /* However short it lasts, it is seen. */
  x1 = MAX (x1, x0 + 1);
  y1 = MAX (y1, y0 + 1);
  cairo_rectangle (painter->cr, x0 + inset, y0 + inset, MAX (x1 - x0 - 2 * inset, 0.5),
                   MAX (y1 - y0 - 2 * inset, 0.5));
}

static void
hatch_rect (Painter *painter, const PodMark *mark)
{
  cairo_save (painter->cr);
  trace_rect (painter, mark, 0);
  cairo_clip (painter->cr);
  for (double x = mark->x - mark->h; x < mark->x + mark->w; x += 5)
    {
      cairo_move_to (painter->cr, x, mark->y + mark->h);
      cairo_line_to (painter->cr, x + mark->h, mark->y);
    }
  set_text_upon (painter, mark->role, 0.3);
  stroke (painter, 1, FALSE);
  cairo_restore (painter->cr);
}

static void
paint_rect (Painter *painter, const PodMark *mark)
{
  set_role (painter, mark->role, 1);
  trace_rect (painter, mark, 0);
  cairo_fill (painter->cr);
  if (mark->dashed)
    hatch_rect (painter, mark);
  if (mark->line_width > 0)
    {
      trace_rect (painter, mark, mark->line_width / 2);
      set_role (painter, mark->outlined ? POD_ROLE_TEXT : POD_ROLE_AXIS, 1);
      stroke (painter, mark->line_width, mark->dashed);
    }
}

static void
paint_line (Painter *painter, const PodMark *mark)
{
  double x0 = mark->x;
  double y0 = mark->y;
  double x1 = mark->x + mark->w;
  double y1 = mark->y + mark->h;

  if (mark->w == 0 || mark->h == 0)
    {
      snap (painter, &x0, &y0, mark->line_width);
      snap (painter, &x1, &y1, mark->line_width);
    }
  cairo_move_to (painter->cr, x0, y0);
  cairo_line_to (painter->cr, x1, y1);
  set_role (painter, mark->role, 1);
  stroke (painter, mark->line_width, mark->dashed);
}

static void
paint_polyline (Painter *painter, const PodMark *mark, const PodPoint *points)
{
  set_role (painter, mark->role, 1);
  if (mark->count == 0)
    return;
  cairo_move_to (painter->cr, points[0].x, points[0].y);
  for (guint i = 1; i < mark->count; i++)
    {
      cairo_line_to (painter->cr, points[i].x, points[i].y);
      if (i % SEGMENTS_A_STROKE == 0 && i + 1 < mark->count)
        {
          stroke (painter, mark->line_width, mark->dashed);
          cairo_move_to (painter->cr, points[i].x, points[i].y);
        }
    }
  stroke (painter, mark->line_width, mark->dashed);
}

static void
trace_corners (cairo_t *cr, const PodMark *mark, const double (*corners)[2], guint n)
{
  double r = mark->w / 2;

  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, mark->x + corners[i][0] * r, mark->y + corners[i][1] * r);
  cairo_close_path (cr);
}

static void
trace_symbol (cairo_t *cr, const PodMark *mark)
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
    case POD_SHAPE_DOT:
    case POD_SHAPE_RING:
    default:
      cairo_arc (cr, mark->x, mark->y, mark->w / 2, 0, 2 * G_PI);
    }
}

static void
paint_symbol (Painter *painter, const PodMark *mark)
{
  gboolean is_open = mark->line_width > 0 || mark->shape == POD_SHAPE_RING ||
                     mark->shape == POD_SHAPE_DIAMOND_RING;

  trace_symbol (painter->cr, mark);
  set_role (painter, is_open ? POD_ROLE_BACKGROUND : mark->role, 1);
  cairo_fill_preserve (painter->cr);
  if (is_open)
    set_role (painter, mark->role, 1);
  else
    set_role (painter, POD_ROLE_TEXT, 1);
  if (is_open || mark->outlined)
    stroke (painter,
            mark->line_width > 0 ? mark->line_width
            : is_open            ? 1.8
                                 : OUTLINE,
            mark->dashed);
  cairo_new_path (painter->cr);
}

static void
paint_text (Painter *painter, const PodMark *mark)
{
  PangoLayout *layout = pod_text_layout (mark->text, mark->size, mark->bold, mark->w);
  PangoRectangle logical;
  double x = mark->x;
  double y;

  pango_cairo_update_layout (painter->cr, layout);
  pango_layout_get_extents (layout, NULL, &logical);
  if (mark->align == POD_ALIGN_CENTRE)
    x -= (double) logical.width / PANGO_SCALE / 2;
  else if (mark->align == POD_ALIGN_END)
    x -= (double) logical.width / PANGO_SCALE;
  y = mark->y - (double) logical.height / PANGO_SCALE / 2;
  if (is_fill (mark->role))
    set_text_upon (painter, mark->role, 1);
  else
    set_role (painter, mark->role, 1);
  cairo_move_to (painter->cr, x, y);
  pango_cairo_show_layout (painter->cr, layout);
  cairo_new_path (painter->cr);
}

static void
paint_mark (Painter *painter, const PodScene *scene, const PodMark *mark)
{
  switch (mark->kind)
    {
    case POD_MARK_RECT:
      paint_rect (painter, mark);
      break;
    case POD_MARK_LINE:
      paint_line (painter, mark);
      break;
    case POD_MARK_POLYLINE:
      paint_polyline (painter, mark, &g_array_index (scene->points, PodPoint, mark->first));
      break;
    case POD_MARK_SYMBOL:
      paint_symbol (painter, mark);
      break;
    case POD_MARK_TEXT:
    default:
      paint_text (painter, mark);
    }
}

void
pod_scene_paint (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));
  Painter painter = { cr, theme, type == CAIRO_SURFACE_TYPE_IMAGE };

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (background)
    {
      set_role (&painter, POD_ROLE_BACKGROUND, 1);
      cairo_rectangle (cr, 0, 0, scene->width, scene->height);
      cairo_fill (cr);
    }
  for (guint i = 0; i < scene->marks->len; i++)
    paint_mark (&painter, scene, &g_array_index (scene->marks, PodMark, i));
  cairo_restore (cr);
}
