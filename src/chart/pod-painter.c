#include <math.h>
#include <pango/pangocairo.h>

#include "pod-painter-private.h"
#include "pod-text-layout.h"

#define OUTLINE 1.0
/* So many lines of one colour are drawn at once. */
#define MOST_TOGETHER 512
#define LEAST_CONTRAST_LINE 2.0
/* Of the ground of a word upon hatching; and so many marks before it are looked at. */
#define GROUND_EDGE 2.0
#define GROUND_MARKS 4u

typedef struct
{
  cairo_t *cr;
  PodTheme theme;
  /* Paper and files have no pixels to align to. */
  gboolean snaps;
  /* The role whose colour is set; -1 for none.  Thousands of marks in a row have the same one. */
  int current;
  /* Where pixels may be written without cairo, and each role's colour there. */
  gboolean has_raster;
  PodRaster raster;
  guint32 colours[POD_N_ROLES];
} Painter;

static void
set_role (Painter *painter, PodRole role)
{
  double c[4];

  if (painter->has_raster)
    pod_raster_pause (&painter->raster);
  if (painter->current == (int) role)
    return;
  pod_theme_get_colour (painter->theme, role, c);
  cairo_set_source_rgba (painter->cr, c[0], c[1], c[2], c[3]);
  painter->current = (int) role;
}

static gboolean
is_fill (PodRole role)
{
  return (role >= POD_ROLE_GRADE_1 && role <= POD_ROLE_UNGRADED) || role == POD_ROLE_MEDICATION ||
         role == POD_ROLE_TREATMENT || role == POD_ROLE_DRUG;
}

static double
linearise (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

/* Black or white, whichever is read better upon the fill: the greater of the two WCAG contrasts. */
static void
find_text_upon (const Painter *painter, PodRole role, double alpha, double rgba[4])
{
  double c[4];
  double luminance;

  pod_theme_get_colour (painter->theme, role, c);
  luminance = 0.2126 * linearise (c[0]) + 0.7152 * linearise (c[1]) + 0.0722 * linearise (c[2]);
  rgba[0] = (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? 0.05 : 1;
  rgba[1] = rgba[2] = rgba[0];
  rgba[3] = alpha;
}

static void
set_text_upon (Painter *painter, PodRole role, double alpha)
{
  double c[4];

  if (painter->has_raster)
    pod_raster_pause (&painter->raster);
  find_text_upon (painter, role, alpha, c);
  cairo_set_source_rgba (painter->cr, c[0], c[1], c[2], c[3]);
  painter->current = -1;
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

/**
 * Hatch: how an area is hatched that is only a tint elsewhere
 * @gap: between two lines, along the area's foot
 * @rises, @falls: which way they go; crossed where both
 * @dash: of the lines
 */
typedef struct
{
  double gap;
  gboolean rises;
  gboolean falls;
  PodDash dash;
} Hatch;

/* Grades are dotted, lined, crossed and crossed closely, each about twice as dark as the milder one; what is no grade falls. */
static const Hatch hatches[POD_N_ROLES] = {
  [POD_ROLE_BAND_1] = { 9, TRUE, FALSE, POD_DOTTED },
  [POD_ROLE_BAND_2] = { 14, TRUE, FALSE, POD_SOLID },
  [POD_ROLE_BAND_3] = { 13, TRUE, TRUE, POD_SOLID },
  [POD_ROLE_BAND_4] = { 6, TRUE, TRUE, POD_SOLID },
  [POD_ROLE_BETTER] = { 12, FALSE, TRUE, POD_SOLID },
  [POD_ROLE_RANGE] = { 18, FALSE, TRUE, POD_SOLID },
};

static gboolean
is_tint (PodRole role)
{
  return hatches[role].gap > 0;
}

/* From one origin, so that neighbours go on in one another. */
static void
trace_hatch (Painter *painter, const PodMark *mark, double gap, double foot, double head)
{
  for (double x = floor ((mark->x - mark->h) / gap) * gap; x < mark->x + mark->w; x += gap)
    {
      cairo_move_to (painter->cr, x, foot);
      cairo_line_to (painter->cr, x + mark->h, head);
    }
}

/* In high contrast a pale area is no help: it is hatched. */
static void
hatch_area (Painter *painter, const PodMark *mark)
{
  const Hatch *hatch = &hatches[mark->role];
  double top = mark->y;
  double bottom = mark->y + mark->h;

  cairo_save (painter->cr);
  trace_rect (painter, mark, 0);
  cairo_clip (painter->cr);
  if (hatch->rises)
    trace_hatch (painter, mark, hatch->gap, bottom, top);
  if (hatch->falls)
    trace_hatch (painter, mark, hatch->gap, top, bottom);
  set_role (painter, POD_ROLE_GRID);
  stroke (painter, 1, hatch->dash);
  cairo_restore (painter->cr);
  painter->current = -1;
}

/* What a theme has no tint for is hatched: all in high contrast, the lower grades on paper. */
static gboolean
is_hatched (const Painter *painter, PodRole role)
{
  double colour[4];

  pod_theme_get_colour (painter->theme, role, colour);
  return is_tint (role) && colour[3] <= 0;
}

static void
paint_rect (Painter *painter, const PodMark *mark)
{
  if (is_hatched (painter, mark->role))
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

/* One that runs along the pixels. */
static void
paint_straight (Painter *painter, const PodMark *mark, double width)
{
  double x0 = mark->x;
  double y0 = mark->y;
  double x1 = mark->x + mark->w;
  double y1 = mark->y + mark->h;
  double reach_x = mark->w == 0 ? width * painter->raster.scale / 2 : 0;
  double reach_y = mark->h == 0 ? width * painter->raster.scale / 2 : 0;

  snap (painter, &x0, &y0, width);
  snap (painter, &x1, &y1, width);
  pod_raster_to_pixels (&painter->raster, &x0, &y0);
  pod_raster_to_pixels (&painter->raster, &x1, &y1);
  pod_raster_box (&painter->raster, painter->colours[mark->role], MIN (x0, x1) - reach_x,
                  MIN (y0, y1) - reach_y, MAX (x0, x1) + reach_x, MAX (y0, y1) + reach_y);
}

static void
paint_line (Painter *painter, const PodMark *mark)
{
  double width = get_line_width (painter, mark);
  double x0 = mark->x;
  double y0 = mark->y;
  double x1 = mark->x + mark->w;
  double y1 = mark->y + mark->h;

  if (painter->has_raster && !mark->dashed && (mark->w == 0) != (mark->h == 0))
    {
      paint_straight (painter, mark, width);
      return;
    }
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

static void
paint_polyline (Painter *painter, const PodMark *mark, const PodRun *run)
{
  double width = get_line_width (painter, mark);
  guint columns = mark->dashed ? 0
                               : pod_stroke_count_dense (painter->cr, run->points, run->count,
                                                         painter->snaps);

  if (columns == 0 && painter->has_raster && !mark->dashed &&
      pod_raster_lines (&painter->raster, painter->colours[mark->role], run, 1, width))
    return;
  set_role (painter, mark->role);
  if (columns > 0 &&
      pod_stroke_draw_dense (painter->cr, run->points, run->count, width, columns, painter->snaps))
    return;
  pod_stroke_draw (painter->cr, run->points, run->count, width, mark->dashed);
}

/* Lines that are over one another as one would be: of one colour through which nothing is seen. */
static gboolean
is_alike (const Painter *painter, const PodMark *mark, const PodMark *other)
{
  return other->kind == POD_MARK_POLYLINE && other->role == mark->role &&
         other->panel == mark->panel && !other->dashed && other->line_width == mark->line_width &&
         painter->colours[mark->role] >> 24 == 255;
}

/* Returns how many marks were painted. */
static guint
paint_polylines (Painter *painter, const PodScene *scene, guint first)
{
  const PodMark *marks = &g_array_index (scene->marks, PodMark, first);
  const PodPoint *points = (const PodPoint *) (gpointer) scene->points->data;
  guint most = MIN (scene->marks->len - first, MOST_TOGETHER);
  PodRun runs[MOST_TOGETHER];
  guint n = 0;

  while (n < most && is_alike (painter, marks, &marks[n]) &&
         pod_stroke_count_dense (painter->cr, points + marks[n].first, marks[n].count,
                                 painter->snaps) == 0)
    {
      runs[n] = (PodRun){ points + marks[n].first, marks[n].count };
      n++;
    }
  if (n > 1 && painter->has_raster &&
      pod_raster_lines (&painter->raster, painter->colours[marks->role], runs, n,
                        get_line_width (painter, marks)))
    return n;
  runs[0] = (PodRun){ points + marks->first, marks->count };
  paint_polyline (painter, marks, runs);
  return 1;
}

/* Its inside, or its outline. */
static void
paint_part (Painter *painter, const PodMark *mark, PodRole role, double line)
{
  if (painter->has_raster &&
      pod_symbol_stamp (&painter->raster, painter->colours[role], mark, line))
    return;
  set_role (painter, role);
  pod_symbol_draw (painter->cr, mark, line);
}

static void
paint_symbol (Painter *painter, const PodMark *mark)
{
  gboolean is_open = mark->line_width > 0 || mark->shape == POD_SHAPE_RING ||
                     mark->shape == POD_SHAPE_DIAMOND_RING;
  gboolean is_cross = mark->shape == POD_SHAPE_CROSS;
  double line = mark->line_width > 0 ? mark->line_width : is_open ? 1.8 : OUTLINE;

  if (!is_cross)
    paint_part (painter, mark, is_open ? POD_ROLE_BACKGROUND : mark->role, 0);
  if (is_open || mark->outlined || is_cross)
    paint_part (painter, mark, is_open || is_cross ? mark->role : POD_ROLE_TEXT, line);
}

static guint32
pack_text_upon (const Painter *painter, PodRole role)
{
  double c[4];

  find_text_upon (painter, role, 1, c);
  return pod_raster_pack (c);
}

static gboolean
holds (const Painter *painter, const PodMark *area, const PodMark *text)
{
  return area->kind == POD_MARK_RECT && is_hatched (painter, area->role) && text->x >= area->x &&
         text->x <= area->x + area->w && text->y >= area->y && text->y <= area->y + area->h;
}

/* A word upon hatching has a ground of its own.  What it is about was added shortly before it. */
static void
clear_ground (Painter *painter, const PodScene *scene, guint index)
{
  const PodMark *text = &g_array_index (scene->marks, PodMark, index);
  PangoRectangle logical;
  double x, y;
  guint i = index;

  while (i > 0 && index - i < GROUND_MARKS &&
         !holds (painter, &g_array_index (scene->marks, PodMark, i - 1), text))
    i--;
  if (i == 0 || index - i >= GROUND_MARKS)
    return;
  pango_layout_get_extents (pod_text_place (text, &x, &y), NULL, &logical);
  set_role (painter, POD_ROLE_BACKGROUND);
  cairo_rectangle (painter->cr, x - GROUND_EDGE, y,
                   (double) logical.width / PANGO_SCALE + 2 * GROUND_EDGE,
                   (double) logical.height / PANGO_SCALE);
  cairo_fill (painter->cr);
}

static void
paint_text (Painter *painter, const PodMark *mark)
{
  double x, y;
  PangoLayout *layout = pod_text_place (mark, &x, &y);
  gboolean is_upon = is_fill (mark->role);

  snap (painter, &x, &y, 0);
  if (painter->has_raster &&
      pod_text_stamp (&painter->raster,
                      is_upon ? pack_text_upon (painter, mark->role) : painter->colours[mark->role],
                      layout, x, y))
    return;
  if (is_upon)
    set_text_upon (painter, mark->role, 1);
  else
    set_role (painter, mark->role);
  pod_text_draw (painter->cr, layout, x, y);
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
      break;
    case POD_MARK_LINE:
      paint_line (painter, mark);
      break;
    case POD_MARK_POLYLINE:
      return paint_polylines (painter, scene, index);
    case POD_MARK_SYMBOL:
      paint_symbol (painter, mark);
      break;
    case POD_MARK_TEXT:
    default:
      if (is_hatched (painter, POD_ROLE_BAND_1))
        clear_ground (painter, scene, index);
      paint_text (painter, mark);
    }
  return 1;
}

static void
paint_all (Painter *painter, const PodScene *scene, gboolean background)
{
  cairo_save (painter->cr);
  cairo_set_line_join (painter->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_BUTT);
  if (background)
    {
      set_role (painter, POD_ROLE_BACKGROUND);
      cairo_rectangle (painter->cr, 0, 0, scene->width, scene->height);
      cairo_fill (painter->cr);
    }
  for (guint i = 0; i < scene->marks->len;)
    i += paint_from (painter, scene, i);
  cairo_restore (painter->cr);
}

static Painter
begin (cairo_t *cr, PodTheme theme)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));

  return (Painter){
    .cr = cr, .theme = theme, .snaps = type == CAIRO_SURFACE_TYPE_IMAGE, .current = -1
  };
}

void
pod_scene_paint_plainly (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background)
{
  Painter painter = begin (cr, theme);

  paint_all (&painter, scene, background);
}

void
pod_scene_paint (const PodScene *scene, cairo_t *cr, PodTheme theme, gboolean background)
{
  Painter painter = begin (cr, theme);
  double c[4];

  painter.has_raster = pod_raster_init (&painter.raster, cr);
  for (PodRole role = 0; role < POD_N_ROLES; role++)
    {
      pod_theme_get_colour (theme, role, c);
      painter.colours[role] = pod_raster_pack (c);
    }
  paint_all (&painter, scene, background);
  if (painter.has_raster)
    pod_raster_pause (&painter.raster);
}
