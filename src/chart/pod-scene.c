#include "pod-scene.h"

#include <math.h>
#include <stdarg.h>

static const char *const kind_names[] = { "rect", "line", "polyline", "symbol", "text" };

static const char *const shape_names[] = { "dot",           "ring",        "triangle-up",
                                           "triangle-down", "diamond",     "diamond-ring",
                                           "square",        "arrow-right", "bar",
                                           "cross" };

static const char *const align_names[] = { "start", "centre", "end" };

static const char *const role_names[POD_N_ROLES] = {
  "background", "text",    "dim-text",   "grid",      "axis",       "range",    "series",
  "baseline",   "grade-1", "grade-2",    "grade-3",   "grade-4",    "grade-5",  "ungraded",
  "band-1",     "band-2",  "band-3",     "band-4",    "better",     "cohort-1", "cohort-2",
  "cohort-3",   "visit",   "visit-late", "treatment", "medication", "drug",     "day-zero",
  "today",      "focus",   "crowd",      "subject",
};

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

PodScene *
pod_scene_new (double width, double height)
{
  PodScene *scene = g_new0 (PodScene, 1);

  scene->ref_count = 1;
  scene->width = width;
  scene->height = height;
  scene->marks = g_array_new (FALSE, TRUE, sizeof (PodMark));
  scene->points = g_array_new (FALSE, TRUE, sizeof (PodPoint));
  scene->strings = g_string_chunk_new (1024);
  scene->rows = g_ptr_array_new_with_free_func (free_row);
  scene->row_types = g_array_new (FALSE, TRUE, sizeof (PodRecordType));
  scene->row_ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  scene->panels = g_array_new (FALSE, TRUE, sizeof (PodScenePanel));
  scene->omissions = g_array_new (FALSE, TRUE, sizeof (PodOmission));
  scene->lasting = g_array_new (FALSE, FALSE, sizeof (PodLasting));
  scene->ungraded = g_array_new (FALSE, TRUE, sizeof (PodOmission));
  return scene;
}

PodScene *
pod_scene_ref (PodScene *scene)
{
  g_atomic_int_inc (&scene->ref_count);
  return scene;
}

void
pod_scene_unref (PodScene *scene)
{
  if (!g_atomic_int_dec_and_test (&scene->ref_count))
    return;
  if (scene->model.free != NULL)
    scene->model.free (scene->model.data);
  g_array_unref (scene->marks);
  g_array_unref (scene->points);
  g_string_chunk_free (scene->strings);
  g_ptr_array_unref (scene->rows);
  g_array_unref (scene->row_types);
  g_array_unref (scene->row_ids);
  g_array_unref (scene->panels);
  g_array_unref (scene->omissions);
  g_array_unref (scene->lasting);
  g_array_unref (scene->ungraded);
  g_free (scene->title);
  g_free (scene->description);
  g_free (scene->whose);
  g_free (scene->about);
  g_free (scene->printed);
  g_free (scene->state);
  g_free (scene->note);
  g_free (scene->part);
  g_free (scene->below);
  g_free (scene->not_drawn_why);
  g_free (scene->not_graded_why);
  g_free (scene);
}

const char *
pod_scene_keep (PodScene *scene, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;
  /* Another program may have written anything; fonts and screen readers want UTF-8. */
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  return g_string_chunk_insert_const (scene->strings, text);
}

PodMark *
pod_scene_append (PodScene *scene, guint n)
{
  guint first = scene->marks->len;
  PodMark *marks;

  g_array_set_size (scene->marks, first + n);
  marks = &g_array_index (scene->marks, PodMark, first);
  for (guint i = 0; i < n; i++)
    marks[i].panel = scene->panel;
  return marks;
}

void
pod_scene_expect (PodScene *scene, guint n)
{
  if (scene->marks->len > 0)
    return;
  g_array_unref (scene->marks);
  scene->marks = g_array_sized_new (FALSE, TRUE, sizeof (PodMark), n + n / 8);
}

PodMark *
pod_scene_add (PodScene *scene, const PodMark *mark)
{
  PodMark *kept = pod_scene_append (scene, 1);

  *kept = *mark;
  kept->text = pod_scene_keep (scene, mark->text);
  kept->what = pod_scene_keep (scene, mark->what);
  kept->panel = scene->panel;
  return kept;
}

PodMark *
pod_scene_add_text (PodScene *scene,
                    PodRole role,
                    double x,
                    double y,
                    PodAlign align,
                    double size,
                    const char *text)
{
  PodMark mark = {
    .kind = POD_MARK_TEXT, .role = role, .align = align, .x = x, .y = y, .size = size, .text = text
  };

  return pod_scene_add (scene, &mark);
}

PodMark *
pod_scene_add_line (PodScene *scene,
                    PodRole role,
                    double x0,
                    double y0,
                    double x1,
                    double y1,
                    double line_width)
{
  PodMark mark = { .kind = POD_MARK_LINE,
                   .role = role,
                   .x = x0,
                   .y = y0,
                   .w = x1 - x0,
                   .h = y1 - y0,
                   .line_width = line_width };

  return pod_scene_add (scene, &mark);
}

PodMark *
pod_scene_add_polyline (PodScene *scene,
                        PodRole role,
                        const PodPoint *points,
                        guint count,
                        double line_width)
{
  PodMark mark = { .kind = POD_MARK_POLYLINE,
                   .role = role,
                   .first = scene->points->len,
                   .count = count,
                   .line_width = line_width };

  g_array_append_vals (scene->points, points, count);
  return pod_scene_add (scene, &mark);
}

void
pod_scene_add_row (PodScene *scene, PodRecordType type, gint64 id, const char *first, ...)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *))
    g_ptr_array_add (all, (gpointer) cell);
  va_end (cells);
  g_ptr_array_add (all, NULL);
  pod_scene_add_cells (scene, type, id, (const char *const *) all->pdata);
}

void
pod_scene_add_cells (PodScene *scene, PodRecordType type, gint64 id, const char *const *cells)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_heading = scene->rows->len == 0;

  for (; *cells != NULL; cells++)
    g_strv_builder_add (builder, pod_scene_keep (scene, *cells));
  g_ptr_array_add (scene->rows, g_strv_builder_end (builder));
  if (is_heading)
    return;
  g_array_append_val (scene->row_types, type);
  g_array_append_val (scene->row_ids, id);
}

int
pod_scene_find_row (const PodScene *scene, PodRecordType type, gint64 id)
{
  for (guint i = 0; i < scene->row_ids->len; i++)
    if (g_array_index (scene->row_ids, gint64, i) == id &&
        g_array_index (scene->row_types, PodRecordType, i) == type)
      return (int) i;
  return -1;
}

/* ---- picking ---- */

/* Not hypot(), which minds lengths that no picture has and takes three times as long for every mark of every movement. */
static double
get_length (double dx, double dy)
{
  return sqrt (dx * dx + dy * dy);
}

static double
measure_to_box (double x, double y, double left, double top, double w, double h)
{
  double dx = MAX (MAX (left - x, x - left - w), 0);
  double dy = MAX (MAX (top - y, y - top - h), 0);

  return get_length (dx, dy);
}

static double
measure_to_segment (double x, double y, double x0, double y0, double w, double h)
{
  double square = w * w + h * h;
  double along = square > 0 ? ((x - x0) * w + (y - y0) * h) / square : 0;

  along = CLAMP (along, 0, 1);
  return get_length (x - x0 - along * w, y - y0 - along * h);
}

static double
measure_to_polyline (const PodScene *scene, const PodMark *mark, double x, double y)
{
  const PodPoint *points = &g_array_index (scene->points, PodPoint, mark->first);
  double best = G_MAXDOUBLE;

  for (guint i = 1; i < mark->count; i++)
    {
      double distance = measure_to_segment (x, y, points[i - 1].x, points[i - 1].y,
                                            points[i].x - points[i - 1].x,
                                            points[i].y - points[i - 1].y);
      best = MIN (best, distance);
    }
  return best;
}

/* A text is picked only where the layout gave it a width: without fonts its width is not known. */
static double
measure_to_text (const PodMark *mark, double x, double y)
{
  double left = mark->x;

  if (mark->w <= 0)
    return G_MAXDOUBLE;
  if (mark->align == POD_ALIGN_CENTRE)
    left -= mark->w / 2;
  else if (mark->align == POD_ALIGN_END)
    left -= mark->w;
  return measure_to_box (x, y, left, mark->y - mark->size / 2, mark->w, mark->size);
}

static double
measure_to_mark (const PodScene *scene, const PodMark *mark, double x, double y)
{
  switch (mark->kind)
    {
    case POD_MARK_RECT:
      return measure_to_box (x, y, mark->x, mark->y, mark->w, mark->h);
    case POD_MARK_LINE:
      return measure_to_segment (x, y, mark->x, mark->y, mark->w, mark->h);
    case POD_MARK_POLYLINE:
      return measure_to_polyline (scene, mark, x, y);
    case POD_MARK_SYMBOL:
      return MAX (get_length (x - mark->x, y - mark->y) - mark->w / 2, 0);
    case POD_MARK_TEXT:
    default:
      return measure_to_text (mark, x, y);
    }
}

const PodMark *
pod_scene_pick (const PodScene *scene, double x, double y, double radius)
{
  const PodMark *best = NULL;
  double nearest = radius;

  for (guint i = scene->marks->len; i-- > 0;)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      double distance = mark->id != 0 ? measure_to_mark (scene, mark, x, y) : G_MAXDOUBLE;

      if (distance < nearest || (best == NULL && distance <= nearest))
        {
          best = mark;
          nearest = distance;
        }
    }
  return best;
}

const PodMark *
pod_scene_pick_told (const PodScene *scene, double x, double y)
{
  for (guint i = scene->marks->len; i-- > 0;)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->id == 0 && mark->kind == POD_MARK_SYMBOL && mark->what != NULL &&
          measure_to_mark (scene, mark, x, y) <= 0)
        return mark;
    }
  return NULL;
}

/* ---- the dump ---- */

/* One decimal, "." in every locale, and no "-0.0". */
static void
append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  number = round (number * 10) / 10;
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.1f", number == 0 ? 0 : number));
}

static void
append_pair (GString *out, const char *before, double a, double b)
{
  g_string_append (out, before);
  append_number (out, a);
  g_string_append_c (out, ',');
  append_number (out, b);
}

static void
append_geometry (GString *out, const PodScene *scene, const PodMark *mark)
{
  if (mark->kind == POD_MARK_POLYLINE)
    {
      for (guint i = mark->first; i < mark->first + mark->count; i++)
        {
          PodPoint point = g_array_index (scene->points, PodPoint, i);
          append_pair (out, " ", point.x, point.y);
        }
      return;
    }
  append_pair (out, " ", mark->x, mark->y);
  append_pair (out, " ", mark->w, mark->h);
}

static void
append_style (GString *out, const PodMark *mark)
{
  if (mark->kind == POD_MARK_SYMBOL)
    g_string_append_printf (out, " %s", shape_names[mark->shape]);
  if (mark->kind == POD_MARK_TEXT)
    {
      g_string_append_printf (out, " %s size=", align_names[mark->align]);
      append_number (out, mark->size);
    }
  if (mark->line_width > 0)
    {
      g_string_append (out, " line=");
      append_number (out, mark->line_width);
    }
  g_string_append (out, mark->dashed == POD_DOTTED ? " dotted" : mark->dashed ? " dashed" : "");
  g_string_append (out, mark->outlined ? " outlined" : "");
  g_string_append (out, mark->bold ? " bold" : "");
}

static void
append_words (GString *out, const PodMark *mark)
{
  if (mark->text != NULL)
    g_string_append_printf (out, " \"%s\"", mark->text);
  if (mark->id != 0)
    g_string_append_printf (out, " %s:%" G_GINT64_FORMAT, pod_record_type_to_string (mark->type),
                            mark->id);
  if (mark->what != NULL)
    g_string_append_printf (out, " (%s)", mark->what);
}

char *
pod_scene_dump (const PodScene *scene)
{
  GString *out = g_string_new ("scene");

  append_pair (out, " ", scene->width, scene->height);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      g_string_append_printf (out, "%s %s", kind_names[mark->kind], role_names[mark->role]);
      append_geometry (out, scene, mark);
      append_style (out, mark);
      append_words (out, mark);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* ---- metrics that need no font ---- */

static double
measure_fixed_cb (gpointer data, const char *text, double size, gboolean bold)
{
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? size : 0.6 * size;
    }
  return width;
}

const PodMetrics *
pod_metrics_fixed (void)
{
  static const PodMetrics metrics = { measure_fixed_cb, NULL };

  return &metrics;
}
