#include "scene-check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NEAR 0.05

static const PodMark *
get_mark (const PodScene *scene, guint index)
{
  return &g_array_index (scene->marks, PodMark, index);
}

static void G_GNUC_PRINTF (2, 3) add (GPtrArray *faults, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (faults, g_strdup_vprintf (format, values));
  va_end (values);
}

/* ---- each record is drawn or listed ---- */

static void
check_records (const PodScene *scene, guint records, GPtrArray *faults)
{
  g_autoptr (GHashTable) drawn = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint rows = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    if (get_mark (scene, i)->type == POD_RECORD_FINDING && get_mark (scene, i)->id != 0)
      g_hash_table_add (drawn, (gpointer) &get_mark (scene, i)->id);
  if (g_hash_table_size (drawn) + scene->omissions->len != records)
    add (faults, "%u drawn and %u listed of %u", g_hash_table_size (drawn), scene->omissions->len,
         records);
  if (scene->not_drawn != scene->omissions->len)
    add (faults, "%u are said to be left out, %u are listed", scene->not_drawn,
         scene->omissions->len);
  /* What lies under the panels has rows too, of other types. */
  for (guint i = 0; i < scene->row_ids->len; i++)
    if (g_array_index (scene->row_types, PodRecordType, i) == POD_RECORD_FINDING)
      {
        rows++;
        if (!g_hash_table_contains (drawn, &g_array_index (scene->row_ids, gint64, i)))
          add (faults, "row %u has no mark", i);
      }
  if (rows != g_hash_table_size (drawn))
    add (faults, "%u rows for %u records", rows, g_hash_table_size (drawn));
}

/* ---- nothing leaves its plot ---- */

static gboolean
is_inside (const PodScenePanel *panel, double x, double y)
{
  return x >= panel->x - NEAR && x <= panel->x + panel->w + NEAR && y >= panel->y - NEAR &&
         y <= panel->y + panel->h + NEAR;
}

static void
check_plots (const PodScene *scene, GPtrArray *faults)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (scene, mark->panel - 1)
                                                   : NULL;

      if (panel == NULL)
        continue;
      /* The arrow of what goes on points out of it. */
      if (mark->kind == POD_MARK_SYMBOL && mark->id != 0 && mark->shape != POD_SHAPE_ARROW_RIGHT &&
          !is_inside (panel, mark->x, mark->y))
        add (faults, "mark %u is outside its plot", i);
      for (guint k = 0; mark->kind == POD_MARK_POLYLINE && k < mark->count; k++)
        {
          PodPoint point = g_array_index (scene->points, PodPoint, mark->first + k);
          if (!is_inside (panel, point.x, point.y))
            add (faults, "line %u leaves its plot", i);
        }
    }
}

/* ---- what lies behind is drawn first ---- */

static void
check_order (const PodScene *scene, GPtrArray *faults)
{
  gboolean has_data[64] = { FALSE };

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      gboolean is_ground = mark->kind == POD_MARK_RECT &&
                           (mark->role == POD_ROLE_RANGE ||
                            (mark->role >= POD_ROLE_BAND_1 && mark->role <= POD_ROLE_BETTER));

      if (mark->panel == 0 || mark->panel >= G_N_ELEMENTS (has_data))
        continue;
      if (is_ground && has_data[mark->panel])
        add (faults, "band %u lies over the data", i);
      if (mark->kind == POD_MARK_POLYLINE || (mark->kind == POD_MARK_SYMBOL && mark->id != 0))
        has_data[mark->panel] = TRUE;
    }
}

/* A course runs from left to right. */
static void
check_lines (const PodScene *scene, GPtrArray *faults)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);

      for (guint k = 1; mark->kind == POD_MARK_POLYLINE && k < mark->count; k++)
        if (g_array_index (scene->points, PodPoint, mark->first + k).x <
            g_array_index (scene->points, PodPoint, mark->first + k - 1).x)
          add (faults, "line %u runs backwards", i);
    }
}

/* ---- what belongs together ---- */

/* "G3" stands in the grade's own colour, or beside the band of that grade. */
static void
check_grades (const PodScene *scene, GPtrArray *faults)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      int grade = mark->text != NULL && strlen (mark->text) >= 2 && mark->text[0] == 'G'
                      ? mark->text[1] - '0'
                      : 0;
      gboolean found = FALSE;

      if (mark->kind != POD_MARK_TEXT || grade < 1 || grade > 5)
        continue;
      for (guint k = 0; k < scene->marks->len && !found; k++)
        {
          const PodMark *other = get_mark (scene, k);
          gboolean alike = other->role == POD_ROLE_GRADE_1 + grade - 1 ||
                           other->role == POD_ROLE_BAND_1 + grade - 1;
          found = other->kind == POD_MARK_RECT && alike && mark->y >= other->y &&
                  mark->y <= other->y + other->h && mark->x >= other->x - 4 &&
                  mark->x <= other->x + other->w + 30;
        }
      if (!found)
        add (faults, "\"%s\" names no grade that is drawn", mark->text);
    }
}

static const PodMark *
find_record (const PodScene *scene, PodMarkKind kind, PodRecordType type, gint64 id)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (get_mark (scene, i)->kind == kind && get_mark (scene, i)->type == type &&
        get_mark (scene, i)->id == id)
      return get_mark (scene, i);
  return NULL;
}

/* Bars say in words what they are: since when, and whether they go on. */
static void
check_bars (const PodScene *scene, GPtrArray *faults)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (scene, mark->panel - 1)
                                                   : NULL;

      if (mark->kind != POD_MARK_RECT || mark->what == NULL)
        continue;
      if (strstr (mark->what, "ongoing") != NULL &&
          find_record (scene, POD_MARK_SYMBOL, mark->type, mark->id) == NULL)
        add (faults, "%s goes on and has no arrow", mark->what);
      if (g_str_has_prefix (mark->what, "Window of ") && panel != NULL)
        {
          const char *days = strstr (mark->what, ": day ");
          int first = 0, last = 0;

          if (days == NULL || sscanf (days, ": day %d to day %d", &first, &last) != 2)
            continue;
          if (fabs (mark->w - (pod_day_axis_x (&panel->axis, last + 0.5) -
                               pod_day_axis_x (&panel->axis, first - 0.5))) > NEAR)
            add (faults, "%s is not as long as it says", mark->what);
        }
    }
}

static void
check_expected (const PodScene *scene, const Expected *expected, guint n, GPtrArray *faults)
{
  for (guint i = 0; i < n; i++)
    {
      const PodMark *mark = find_record (scene, POD_MARK_SYMBOL, POD_RECORD_FINDING,
                                         expected[i].id);

      if (mark == NULL)
        {
          add (faults, "record %d has no symbol", (int) expected[i].id);
          continue;
        }
      if (fabs (mark->x - expected[i].x) > NEAR || fabs (mark->y - expected[i].y) > NEAR)
        add (faults, "record %d is at %.1f, %.1f, not at %.1f, %.1f", (int) expected[i].id, mark->x,
             mark->y, expected[i].x, expected[i].y);
      if (mark->shape != expected[i].shape || mark->role != expected[i].role)
        add (faults, "record %d is another symbol", (int) expected[i].id);
    }
}

/* The symbol of a record is found at its middle, unless a later one lies upon it. */
static void
check_picking (const PodScene *scene, GPtrArray *faults)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      const PodMark *picked;

      if (mark->kind != POD_MARK_SYMBOL || mark->id == 0)
        continue;
      picked = pod_scene_pick (scene, mark->x, mark->y, 1);
      if (picked == NULL ||
          (picked->id != mark->id && (picked->x != mark->x || picked->y != mark->y)))
        add (faults, "mark %u is not found where it is", i);
    }
}

GPtrArray *
scene_check (const PodScene *scene, guint records, const Expected *expected, guint n)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  if (records > 0)
    check_records (scene, records, faults);
  check_plots (scene, faults);
  check_order (scene, faults);
  check_lines (scene, faults);
  check_grades (scene, faults);
  check_bars (scene, faults);
  check_picking (scene, faults);
  check_expected (scene, expected, n, faults);
  return faults;
}
