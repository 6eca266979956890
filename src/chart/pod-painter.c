#include <math.h>
#include <pango/pangocairo.h>

#include "pod-painter-private.h"
#include "pod-text-layout.h"

#define OUTLINE 1.0
/* So many lines of one colour are drawn at once. */
#define MOST_TOGETHER 512
#define LEAST_CONTRAST_LINE 2.0

typedef struct
{
  cairo_t *cr;
  PodTheme theme;
  /* Paper and files have no pixels to align to. */
  gboolean snaps;
  /* The role whose colour is set; -1 for none.  Thousands of marks in a row have the same one. */
  int current;
} Painter;

static void
set_role (Painter *painter, PodRole role)
{
  double c[4];

  if (painter->current == (int) role)
    return;
  pod_theme_get_colour (painter->theme, role, c);
  cairo_set_source_rgba (painter->cr, c[0], c[1], c[2], c[3]);
  painter->current = (int) role;
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

  painter->current = -1;
  pod_theme_get_colour (painter->theme, role, c);
  luminance = 0.2126 * linearise (c[0]) + 0.7152 * linearise (c[1]) + 0.0722 * linearise (c[2]);
  if ((luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05))
    cairo_set_source_rgba (painter->cr, 0.05, 0.05, 0.05, alpha);
  else
    cairo_set_source_rgba (painter->cr, 1, 1, 1, alpha);
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
stroke (Painter *painter, double line_width, PodDash dashed)
{
  cairo_set_line_width (painter->cr, line_width);
  pod_dash_set (painter->cr, dashed);
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
  painter->current = -1;
}

/* In high contrast a pale area is no help: it is hatched, the denser the graver, the laboratory's limits the other way. */
static void
hatch_area (Painter *painter, const PodMark *mark)
{
  static const double gaps[] = { 14, 10, 7, 4 };
  gboolean is_range = mark->role == POD_ROLE_RANGE;
  double gap = is_range ? 18 : gaps[mark->role - POD_ROLE_BAND_1];
  double foot = is_range ? mark->y : mark->y + mark->h;
  double head = is_range ? mark->y + mark->h : mark->y;

  cairo_save (painter->cr);
  trace_rect (painter, mark, 0);
  cairo_clip (painter->cr);
  /* From one origin, so that neighbours go on in one another. */
  for (double x = floor ((mark->x - mark->h) / gap) * gap; x < mark->x + mark->w; x += gap)
    {
      cairo_move_to (painter->cr, x, foot);
      cairo_line_to (painter->cr, x + mark->h, head);
    }
  set_role (painter, POD_ROLE_GRID);
  stroke (painter, 1, POD_SOLID);
  cairo_restore (painter->cr);
  painter->current = -1;
}

static gboolean
is_tint (PodRole role)
{
  return role == POD_ROLE_RANGE || (role >= POD_ROLE_BAND_1 && role <= POD_ROLE_BAND_4);
}

static void
paint_rect (Painter *painter, const PodMark *mark)
{
  if (is_tint (mark->role) && pod_theme_is_contrast (painter->theme))
    hatch_area (painter, mark);
  set_role (painter, mark->role);
  trace_rect (painter, mark, 0);
  cairo_fill (painter->cr);
  if (mark->dashed)
    hatch_rect (painter, mark);
  if (mark->line_width > 0)
    {
      trace_rect (painter, mark, mark->line_width / 2);
      set_role (painter, mark->outlined ? POD_ROLE_TEXT : POD_ROLE_AXIS);
      stroke (painter, mark->line_width, mark->dashed);
    }
}

static double
get_line_width (const Painter *painter, const PodMark *mark)
{
  if (pod_theme_is_contrast (painter->theme) && mark->role != POD_ROLE_GRID &&
      mark->role != POD_ROLE_CROWD)
    return MAX (mark->line_width, LEAST_CONTRAST_LINE);
  return mark->line_width;
}

static void
paint_line (Painter *painter, const PodMark *mark)
{
  double width = get_line_width (painter, mark);
  double x0 = mark->x;
  double y0 = mark->y;
  double x1 = mark->x + mark->w;
  double y1 = mark->y + mark->h;

  if (mark->w == 0 || mark->h == 0)
    {
      snap (painter, &x0, &y0, width);
      snap (painter, &x1, &y1, width);
    }
  cairo_move_to (painter->cr, x0, y0);
  cairo_line_to (painter->cr, x1, y1);
  set_role (painter, mark->role);
  stroke (painter, width, mark->dashed);
}

static gboolean
is_alike (const PodMark *mark, const PodMark *other)
{
  return other->kind == POD_MARK_POLYLINE && other->role == mark->role && !other->dashed &&
         other->line_width == mark->line_width;
}

/* Lines of one colour that follow one another are drawn together.  Returns how many marks that were. */
static guint
paint_polylines (Painter *painter, const PodScene *scene, guint first)
{
  const PodMark *marks = &g_array_index (scene->marks, PodMark, first);
  const PodPoint *points = (const PodPoint *) scene->points->data;
  guint most = MIN (scene->marks->len - first, MOST_TOGETHER);
  PodStroke strokes[MOST_TOGETHER];
  guint n = 0;

  set_role (painter, marks[0].role);
  strokes[0] = (PodStroke){ points + marks[0].first, marks[0].count };
  if (marks[0].dashed)
    {
      pod_stroke_draw_dashed (painter->cr, strokes, get_line_width (painter, marks),
                              marks[0].dashed);
      return 1;
    }
  while (n < most && is_alike (marks, &marks[n]))
    {
      strokes[n] = (PodStroke){ points + marks[n].first, marks[n].count };
      n++;
    }
  pod_stroke_draw (painter->cr, strokes, n, get_line_width (painter, marks), painter->snaps);
  return n;
}

static void
paint_symbol (Painter *painter, const PodMark *mark)
{
  gboolean is_open = mark->line_width > 0 || mark->shape == POD_SHAPE_RING ||
                     mark->shape == POD_SHAPE_DIAMOND_RING;
  double line = mark->line_width > 0 ? mark->line_width : is_open ? 1.8 : OUTLINE;

  if (mark->shape != POD_SHAPE_CROSS)
    {
      set_role (painter, is_open ? POD_ROLE_BACKGROUND : mark->role);
      pod_symbol_draw (painter->cr, mark, 0, painter->snaps);
    }
  set_role (painter, is_open || mark->shape == POD_SHAPE_CROSS ? mark->role : POD_ROLE_TEXT);
  if (is_open || mark->outlined || mark->shape == POD_SHAPE_CROSS)
    pod_symbol_draw (painter->cr, mark, line, painter->snaps);
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
    set_role (painter, mark->role);
  cairo_move_to (painter->cr, x, y);
  pango_cairo_show_layout (painter->cr, layout);
  cairo_new_path (painter->cr);
}

/* Returns how many marks were painted. */
static guint
paint_from (Painter *painter, const PodScene *scene, guint index)
{
  const PodMark *mark = &g_array_index (scene->marks, PodMark, index);

  switch (mark->kind)
    {
    case POD_MARK_RECT:
      paint_rect (painter, mark);
      return 1;
    case POD_MARK_LINE:
      paint_line (painter, mark);
      return 1;
    case POD_MARK_POLYLINE:
      return paint_polylines (painter, scene, index);
    case POD_MARK_SYMBOL:
      paint_symbol (painter, mark);
      return 1;
    case POD_MARK_TEXT:
    default:
      paint_text (painter, mark);
      return 1;
    }
}

void
pod_scene_paint (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));
  Painter painter = { cr, theme, type == CAIRO_SURFACE_TYPE_IMAGE, -1 };

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (background)
    {
      set_role (&painter, POD_ROLE_BACKGROUND);
      cairo_rectangle (cr, 0, 0, scene->width, scene->height);
      cairo_fill (cr);
    }
  for (guint i = 0; i < scene->marks->len;)
    i += paint_from (&painter, scene, i);
  cairo_restore (cr);
}
