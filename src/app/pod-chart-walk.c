#include "pod-chart-walk.h"

#include <math.h>
#include <string.h>

/* A step aside is as far as so many down. */
#define ASIDE 2.0
/* What is less apart is of one day. */
#define SAME_DAY 0.25
/* In a sheet whose rows are told no step aside is as far as one row. */
#define ROW 1e6

static const PodMark *
get_mark (const PodScene *scene, const PodChartStop *stop)
{
  return &g_array_index (scene->marks, PodMark, stop->mark);
}

static const PodChartStop *
get_stop (const GArray *stops, int index)
{
  return &g_array_index ((GArray *) stops, PodChartStop, index);
}

/* ---- one stop for each record ---- */

static guint
hash_mark (gconstpointer key)
{
  const PodMark *mark = key;

  return (guint) mark->id * 31u + (guint) mark->type * 7u + mark->panel;
}

/* Equal words are one string in a scene. */
static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const PodMark *one = a;
  const PodMark *other = b;

  return one->id == other->id && one->type == other->type && one->panel == other->panel &&
         one->what == other->what;
}

static double
get_middle (const PodMark *mark)
{
  return mark->kind == POD_MARK_RECT ? mark->y + mark->h / 2 : mark->y;
}

static double
find_day (const PodScene *scene, const PodMark *mark)
{
  const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (scene, mark->panel - 1)
                                               : NULL;

  return panel != NULL ? pod_day_axis_day (&panel->axis, mark->x) : mark->x;
}

/* Of very many records the words are made only when somebody asks. */
static gboolean
has_words (const PodScene *scene, const PodMark *mark)
{
  return mark->what != NULL || scene->model.words != NULL;
}

static GArray *
collect (const PodScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_mark, is_same);
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (PodChartStop));

  for (guint i = 0; scene != NULL && i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      PodChartStop stop = { .mark = i };

      if (mark->id == 0 || !has_words (scene, mark) || !g_hash_table_add (seen, mark))
        continue;
      stop.day = find_day (scene, mark);
      g_array_append_val (stops, stop);
    }
  return stops;
}

/* ---- rows ---- */

static gboolean
has_scale (const PodScene *scene, const PodMark *mark)
{
  const PodScenePanel *panel = mark->panel > 0 ? pod_scene_get_panel (scene, mark->panel - 1)
                                               : NULL;

  return panel != NULL && panel->has_scale;
}

/* Panels come in the order of the scene, and what stands in none of them before or after by its height. */
static int
compare_rows (const PodScene *scene, const PodMark *a, const PodMark *b)
{
  double x, y;

  if (a->panel != b->panel)
    return a->panel < b->panel ? -1 : 1;
  if (has_scale (scene, a))
    return 0;
  if (a->row > 0 && b->row > 0)
    return a->row == b->row ? 0 : a->row < b->row ? -1 : 1;
  x = get_middle (a);
  y = get_middle (b);
  return fabs (x - y) < 1 ? 0 : x < y ? -1 : 1;
}

static int
compare_stops (gconstpointer a, gconstpointer b, gpointer data)
{
  const PodChartStop *one = a;
  const PodChartStop *other = b;
  int rows = compare_rows (data, get_mark (data, one), get_mark (data, other));

  if (rows != 0)
    return rows;
  if (get_mark (data, one)->row > 0 &&
      get_mark (data, one)->column != get_mark (data, other)->column)
    return get_mark (data, one)->column < get_mark (data, other)->column ? -1 : 1;
  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  /* What stands out lies over the others, and is no later for that. */
  if (get_mark (data, one)->order != get_mark (data, other)->order)
    return get_mark (data, one)->order < get_mark (data, other)->order ? -1 : 1;
  return one->mark < other->mark ? -1 : 1;
}

GArray *
pod_chart_walk_new (const PodScene *scene)
{
  GArray *stops = collect (scene);

  g_array_sort_with_data (stops, compare_stops, (gpointer) scene);
  for (guint i = 1; i < stops->len; i++)
    {
      PodChartStop *before = &g_array_index (stops, PodChartStop, i - 1);
      PodChartStop *stop = &g_array_index (stops, PodChartStop, i);

      stop->row = before->row +
                  (compare_rows (scene, get_mark (scene, before), get_mark (scene, stop)) != 0);
    }
  return stops;
}

/* ---- walking ---- */

/* To the first or the last it goes from nowhere, too. */
int
pod_chart_walk_step (const GArray *stops, int from, int step)
{
  if (stops->len == 0)
    return -1;
  if (from < 0)
    return step == G_MAXINT || (step < 0 && step != G_MININT) ? (int) stops->len - 1 : 0;
  return (int) CLAMP ((gint64) from + step, 0, (gint64) stops->len - 1);
}

static double
get_centre (const PodMark *mark)
{
  return mark->kind == POD_MARK_RECT ? mark->x + mark->w / 2 : mark->x;
}

/* How far it is from one to what lies below, or above where @step is negative: aside counts more, so that a column is kept where another
 * has something nearer.  G_MAXDOUBLE for what lies elsewhere. */
static double
measure_way (const PodMark *from, const PodMark *to, int step)
{
  double down = (get_middle (to) - get_middle (from)) * step;
  double aside = fabs (get_centre (to) - get_centre (from));

  if (from->row > 0)
    down = ((double) to->row - from->row) * step * ROW;
  if (down < 1 || to->column != from->column)
    return G_MAXDOUBLE;
  return down + ASIDE * aside;
}

/* Of a sheet without days. */
static int
step_below (const GArray *stops, const PodScene *scene, int from, int step)
{
  double least = G_MAXDOUBLE;
  int best = from;

  for (guint i = 0; i < stops->len; i++)
    {
      double way = measure_way (get_mark (scene, get_stop (stops, from)),
                                get_mark (scene, get_stop (stops, (int) i)), step);

      if (way >= least)
        continue;
      best = (int) i;
      least = way;
    }
  return best;
}

int
pod_chart_walk_step_row (const GArray *stops, const PodScene *scene, int from, int step)
{
  double least = G_MAXDOUBLE;
  int best = from;
  gint64 row;

  if (from < 0 || stops->len == 0)
    return pod_chart_walk_step (stops, from, step);
  if (scene->panels->len == 0)
    return step_below (stops, scene, from, step);
  row = (gint64) get_stop (stops, from)->row + step;
  for (guint i = 0; i < stops->len; i++)
    {
      const PodChartStop *stop = get_stop (stops, (int) i);
      double distance = fabs (stop->day - get_stop (stops, from)->day);

      /* Of one day rather what stands than what was withdrawn. */
      if (get_mark (scene, stop)->shape == POD_SHAPE_CROSS)
        distance += SAME_DAY;

      if (stop->row == row && distance < least)
        {
          best = (int) i;
          least = distance;
        }
    }
  return best;
}

int
pod_chart_walk_find (const GArray *stops,
                     PodScene *scene,
                     PodRecordType type,
                     gint64 id,
                     const char *words)
{
  int found = -1;

  for (guint i = 0; i < stops->len; i++)
    {
      const PodMark *mark = get_mark (scene, get_stop (stops, (int) i));

      if (mark->id != id || (type != POD_N_RECORD_TYPES && mark->type != type))
        continue;
      if (words == NULL || strstr (pod_scene_get_what (scene, mark), words) != NULL)
        return (int) i;
      if (found < 0)
        found = (int) i;
    }
  return found;
}

/* The panel's stops lie together, by day. */
guint
pod_chart_walk_first (const GArray *stops, const PodScene *scene, guint panel, double day)
{
  guint low = 0;
  guint high = stops->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const PodChartStop *stop = get_stop (stops, (int) middle);
      guint own = get_mark (scene, stop)->panel;

      if (own < panel + 1 || (own == panel + 1 && stop->day < day))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_in (const GArray *stops, const PodScene *scene, int index, guint panel)
{
  return index >= 0 && index < (int) stops->len &&
         get_mark (scene, get_stop (stops, index))->panel == panel + 1;
}

/* @subject: −1 for anybody's. */
static gboolean
is_of (const PodScene *scene, const PodMark *mark, int subject)
{
  return subject < 0 || mark->type != POD_RECORD_FINDING || mark->id == 0 ||
         scene->model.subject (scene->model.data, mark) == subject;
}

static int
find_subject (const PodScene *scene, const PodMark *like)
{
  if (scene->model.subject == NULL)
    return -1;
  return scene->model.subject (scene->model.data,
                               like != NULL && like->type == POD_RECORD_FINDING && like->id != 0
                                   ? like
                                   : NULL);
}

/* What stands below a plot, an adverse event or a course of a drug, has no value upon its scale. */
static gboolean
is_value (const GArray *stops, const PodScene *scene, int index, int subject)
{
  const PodMark *mark = get_mark (scene, get_stop (stops, index));

  return (!has_scale (scene, mark) || mark->type == POD_RECORD_FINDING) &&
         is_of (scene, mark, subject);
}

/* From @index on by @step. */
static int
find_value (const GArray *stops,
            const PodScene *scene,
            int index,
            int step,
            guint panel,
            int subject)
{
  for (; is_in (stops, scene, index, panel); index += step)
    if (is_value (stops, scene, index, subject))
      return index;
  return -1;
}

/* The first stop of the day of @index in its panel. */
static int
find_start_of_day (const GArray *stops, const PodScene *scene, int index, guint panel)
{
  double day = get_stop (stops, index)->day;

  while (is_in (stops, scene, index - 1, panel) && get_stop (stops, index - 1)->day == day)
    index--;
  return index;
}

/* It may have several marks, of which one is its stop. */
static gboolean
is_record (const PodMark *mark, const PodMark *like)
{
  return like != NULL && mark->id == like->id && mark->type == like->type;
}

/* In another panel, as what was computed from it is. */
static gboolean
is_of_moment (const PodScene *scene, const PodMark *mark, const PodMark *like)
{
  return like != NULL && like->minute > 0 && mark->minute == like->minute &&
         fabs (find_day (scene, mark) - find_day (scene, like)) < SAME_DAY;
}

/* Of several results on one day the one that the keys or the pointer are on; else that of the same moment; or else the last, which is the one
 * that a title tells. */
static int
choose_of_day (const GArray *stops,
               const PodScene *scene,
               int index,
               guint panel,
               int subject,
               const PodMark *like)
{
  double day = get_stop (stops, index)->day;
  int same = -1;

  for (int i = find_start_of_day (stops, scene, index, panel);
       is_in (stops, scene, i, panel) && get_stop (stops, i)->day == day; i++)
    {
      const PodMark *mark = get_mark (scene, get_stop (stops, i));

      if (!is_value (stops, scene, i, subject))
        continue;
      if (is_record (mark, like))
        return i;
      index = i;
      same = is_of_moment (scene, mark, like) ? i : same;
    }
  return same >= 0 ? same : index;
}

guint
pod_chart_walk_count_day (const GArray *stops,
                          const PodScene *scene,
                          int index,
                          const PodMark *like)
{
  guint panel = get_mark (scene, get_stop (stops, index))->panel - 1;
  double day = get_stop (stops, index)->day;
  int subject = find_subject (scene, like);
  guint n = 0;

  for (int i = find_start_of_day (stops, scene, index, panel);
       is_in (stops, scene, i, panel) && get_stop (stops, i)->day == day; i++)
    n += (guint) is_value (stops, scene, i, subject);
  return n;
}

int
pod_chart_walk_nearest (const GArray *stops,
                        const PodScene *scene,
                        guint panel,
                        double day,
                        const PodMark *like)
{
  int subject = find_subject (scene, like);
  int first = (int) pod_chart_walk_first (stops, scene, panel, day);
  int after = find_value (stops, scene, first, 1, panel, subject);
  int before = find_value (stops, scene, first - 1, -1, panel, subject);
  int nearest = MAX (after, before);

  if (after >= 0 && before >= 0)
    nearest = day - get_stop (stops, before)->day < get_stop (stops, after)->day - day ? before
                                                                                       : after;
  return nearest >= 0 ? choose_of_day (stops, scene, nearest, panel, subject, like) : -1;
}

guint
pod_chart_walk_count_records (const GArray *stops, const PodScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < stops->len; i++)
    {
      const PodMark *mark = get_mark (scene, get_stop (stops, (int) i));
      gint64 key = mark->id * POD_N_RECORD_TYPES + mark->type;

      if (mark->id > 0)
        g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
    }
  return g_hash_table_size (seen);
}
