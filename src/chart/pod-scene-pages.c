#include "pod-scene-pages.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* Between the head of a panel, its plot and its axis there is less than this; between two rows of panels more. */
#define NEAR 12.0
/* At the head: what it is, and below that of which study; with some white. */
#define HEADING 32.0
#define HEADING_LINE 14.0
#define HEADING_SIZE 12.0
/* At the foot: some lines, with some white above. */
#define FOOT_LINE 14.0
#define FOOT_WHITE 10.0
#define FOOT_SIZE 11.0
/* For "Page 1 of 3". */
#define COUNT_WIDTH 110.0

/* A band of the scene that must not be cut. */
typedef struct
{
  double top;
  double bottom;
} Band;

static const PodMark *
get_mark (const PodScene *scene, guint index)
{
  return &g_array_index (scene->marks, PodMark, index);
}

static Band
measure_points (const PodScene *scene, const PodMark *mark)
{
  Band band = { G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = mark->first; i < mark->first + mark->count; i++)
    {
      double y = g_array_index (scene->points, PodPoint, i).y;

      band.top = MIN (band.top, y);
      band.bottom = MAX (band.bottom, y);
    }
  return band;
}

static Band
measure (const PodScene *scene, const PodMark *mark)
{
  switch (mark->kind)
    {
    case POD_MARK_POLYLINE:
      return measure_points (scene, mark);
    case POD_MARK_SYMBOL:
      return (Band){ mark->y - mark->w / 2, mark->y + mark->w / 2 };
    case POD_MARK_TEXT:
      return (Band){ mark->y - mark->size / 2, mark->y + mark->size / 2 };
    case POD_MARK_RECT:
    case POD_MARK_LINE:
    default:
      return (Band){ MIN (mark->y, mark->y + mark->h), MAX (mark->y, mark->y + mark->h) };
    }
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const Band *one = a;
  const Band *other = b;

  return one->top < other->top ? -1 : one->top > other->top;
}

/* What overlaps is one, and what is closer than @near. */
static GArray *
join (GArray *bands, double near)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Band));

  g_array_sort (bands, compare_bands);
  for (guint i = 0; i < bands->len; i++)
    {
      Band band = g_array_index (bands, Band, i);
      Band *last = joined->len > 0 ? &g_array_index (joined, Band, joined->len - 1) : NULL;

      if (last != NULL && band.top < last->bottom + near)
        last->bottom = MAX (last->bottom, band.bottom);
      else
        g_array_append_val (joined, band);
    }
  return joined;
}

/* Whatever stands in it: between its head and the first mark of an empty plot may be more than between two panels. */
static void
add_panels (const PodScene *scene, double height, double end, GArray *bands)
{
  for (guint i = 0; i < scene->panels->len; i++)
    {
      const PodScenePanel *panel = pod_scene_get_panel (scene, i);
      Band band = { panel->y, panel->y + panel->h };

      if (panel->h <= height && band.top < end)
        g_array_append_val (bands, band);
    }
}

static GArray *
find_bands (const PodScene *scene, double height, double end)
{
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (Band));

  for (guint i = 0; i < scene->marks->len; i++)
    {
      Band band = measure (scene, get_mark (scene, i));

      if (band.bottom >= band.top && band.top < end)
        g_array_append_val (bands, band);
    }
  add_panels (scene, height, end, bands);
  return join (bands, scene->panels->len > 0 ? NEAR : scene->near);
}

/* ---- a page ---- */

static void
copy_points (PodScene *page, const PodScene *scene, PodMark *mark, double by)
{
  guint first = page->points->len;

  for (guint i = 0; i < mark->count; i++)
    {
      PodPoint point = g_array_index (scene->points, PodPoint, mark->first + i);

      point.x += by;
      point.y += mark->y;
      g_array_append_val (page->points, point);
    }
  mark->first = first;
  mark->y = 0;
}

static void
copy_mark (PodScene *page, const PodScene *scene, const PodMark *mark, double dx, double dy)
{
  PodMark copy = *mark;

  copy.x += dx;
  copy.y += dy;
  if (mark->kind == POD_MARK_POLYLINE)
    {
      copy.x = 0;
      copy.y = dy;
      copy_points (page, scene, &copy, dx);
    }
  pod_scene_add (page, &copy);
}

/* @top: above it there is nothing
 * @height: of the sheet within its edges, of which @heading is kept free, and @foot for so many @lines */
typedef struct
{
  const PodScene *scene;
  double top;
  double height;
  double edge;
  double heading;
  guint lines;
  double foot;
} Sheets;

/* What lies within, @by lower; @by must bring it upon the page. */
static void
copy_part (const Sheets *sheets, PodScene *page, Band part, double by)
{
  for (guint i = 0; i < sheets->scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (sheets->scene, i);
      Band band = measure (sheets->scene, mark);

      if (band.bottom >= band.top && band.top >= part.top && band.bottom <= part.bottom)
        copy_mark (page, sheets->scene, mark, sheets->edge, by);
    }
}

/* Unless the part has it. */
static void
copy_key (const Sheets *sheets, PodScene *page, Band part)
{
  Band key = { sheets->scene->key_top, sheets->scene->key_bottom };

  if (sheets->foot > 0 && key.bottom > key.top && (part.top > key.top || part.bottom < key.top))
    copy_part (sheets, page, key, page->height - sheets->edge - sheets->foot - key.top);
}

static PodScene *
make_page (const Sheets *sheets, Band part)
{
  const PodScene *scene = sheets->scene;
  double top = sheets->edge + sheets->heading;
  double head = part.top >= scene->head ? MAX (scene->head - sheets->top, 0) : 0;
  double height = MAX (sheets->height,
                       sheets->heading + head + part.bottom - part.top + sheets->foot);
  PodScene *page = pod_scene_new (scene->width + 2 * sheets->edge, height + 2 * sheets->edge);

  if (head > 0)
    copy_part (sheets, page, (Band){ 0, scene->head }, top - sheets->top);
  copy_part (sheets, page, part, top + head - part.top);
  copy_key (sheets, page, part);
  page->title = g_strdup (scene->title);
  page->description = g_strdup (scene->description);
  return page;
}

static PodMark *
add_foot_text (const Sheets *sheets, PodScene *page, guint line, PodAlign align, const char *text)
{
  double x = align == POD_ALIGN_END ? page->width - sheets->edge : sheets->edge;
  double y = page->height - sheets->edge - (sheets->lines - 0.5 - line) * FOOT_LINE;

  return pod_scene_add_text (page, POD_ROLE_DIM_TEXT, x, y, align, FOOT_SIZE, text);
}

/* "Results · S-001"; what is of all subjects may be called so itself. */
static char *
print_heading (const PodScene *scene)
{
  return scene->title == NULL || g_str_has_prefix (scene->whose, scene->title)
             ? g_strdup (scene->whose)
             : g_strjoin (" · ", scene->title, scene->whose, NULL);
}

/* A sheet that is torn off must not be anybody's. */
static void
draw_heading (const Sheets *sheets, PodScene *page)
{
  const PodScene *scene = sheets->scene;
  g_autofree char *heading = print_heading (scene);
  double y = sheets->edge + HEADING_LINE / 2;
  PodMark *mark = pod_scene_add_text (page, POD_ROLE_TEXT, sheets->edge, y, POD_ALIGN_START,
                                      HEADING_SIZE, heading);

  mark->bold = TRUE;
  mark->w = scene->width;
  if (scene->about != NULL)
    pod_scene_add_text (page, POD_ROLE_DIM_TEXT, sheets->edge, y + HEADING_LINE, POD_ALIGN_START,
                        FOOT_SIZE, scene->about)
        ->w = scene->width;
}

/* What there is of these. */
static guint
list_lines (const PodScene *scene, const char **lines)
{
  const char *const all[] = { scene->note, scene->printed, scene->state };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      lines[n++] = all[i];
  return n;
}

/* Nor are its grades by any scale, nor is it all there is. */
static void
draw_foot (const Sheets *sheets, PodScene *page, guint number, guint n)
{
  const char *lines[3];
  guint n_lines = list_lines (sheets->scene, lines);
  g_autofree char *count = g_strdup_printf (_ ("Page %1$u of %2$u"), number, n);
  double room = sheets->scene->width;

  for (guint i = 0; i < n_lines; i++)
    add_foot_text (sheets, page, i, POD_ALIGN_START, lines[i])->w =
        i == 0 ? MAX (room - COUNT_WIDTH, room / 2) : room;
  add_foot_text (sheets, page, 0, POD_ALIGN_END, count);
}

/* (element-type Band): what goes on each sheet, of all above @end. */
static GArray *
cut (const PodScene *scene, double height, double end)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Band));
  g_autoptr (GArray) bands = find_bands (scene, height, end);
  Band part = { 0, 0 };

  for (guint i = 0; i < bands->len; i++)
    {
      Band band = g_array_index (bands, Band, i);

      /* The head is there already where the first part ends. */
      if (i == 0)
        part.top = band.top;
      else if (band.bottom - part.top > height - (parts->len > 0 ? scene->head : 0))
        {
          g_array_append_val (parts, part);
          part.top = band.top;
        }
      part.bottom = band.bottom;
    }
  g_array_append_val (parts, part);
  return parts;
}

GPtrArray *
pod_scene_pages_new (const PodScene *scene, double height, double edge)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_scene_unref);
  Sheets sheets = {
    .scene = scene, .height = height, .edge = edge, .heading = scene->whose != NULL ? HEADING : 0
  };
  const char *lines[3];
  g_autoptr (GArray) parts = NULL;

  if (scene->whose != NULL)
    {
      sheets.lines = MAX (list_lines (scene, lines), 1);
      sheets.foot = sheets.lines * FOOT_LINE + FOOT_WHITE + scene->key_bottom - scene->key_top;
    }
  parts = cut (scene, height - sheets.heading - sheets.foot,
               scene->whose != NULL && scene->closing > 0 ? scene->closing : G_MAXDOUBLE);
  sheets.top = g_array_index (parts, Band, 0).top;
  for (guint i = 0; i < parts->len; i++)
    {
      PodScene *page = make_page (&sheets, g_array_index (parts, Band, i));

      g_ptr_array_add (pages, page);
      if (sheets.heading > 0)
        draw_heading (&sheets, page);
      if (sheets.foot > 0)
        draw_foot (&sheets, page, i + 1, parts->len);
    }
  return pages;
}
