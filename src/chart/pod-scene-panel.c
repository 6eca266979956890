#include <math.h>

#include "pod-axis.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* A day is a cell around its tick. */
#define HALF_DAY 0.5
/* More than that nobody listens to. */
#define MOST_TOLD 6

void
pod_scene_begin_panel (PodScene *scene, const PodScenePanel *panel)
{
  PodScenePanel copy = *panel;

  copy.name = pod_scene_keep (scene, panel->name);
  copy.label = pod_scene_keep (scene, panel->label);
  copy.unit = pod_scene_keep (scene, panel->unit != NULL ? panel->unit : "");
  g_array_append_val (scene->panels, copy);
  scene->panel = scene->panels->len;
}

void
pod_scene_end_panel (PodScene *scene)
{
  scene->panel = 0;
}

static void
list_omission (PodScene *scene,
               GArray *list,
               PodRecordType type,
               gint64 id,
               const char *what,
               const char *why)
{
  PodOmission omission = {
    .type = type, .id = id, .what = pod_scene_keep (scene, what), .why = pod_scene_keep (scene, why)
  };

  g_array_append_val (list, omission);
}

void
pod_scene_leave_out (PodScene *scene,
                     PodRecordType type,
                     gint64 id,
                     const char *what,
                     const char *why)
{
  list_omission (scene, scene->omissions, type, id, what, why);
}

void
pod_scene_leave_ungraded (PodScene *scene,
                          PodRecordType type,
                          gint64 id,
                          const char *what,
                          const char *why)
{
  list_omission (scene, scene->ungraded, type, id, what, why);
}

const PodScenePanel *
pod_scene_get_panel (const PodScene *scene, guint index)
{
  return index < scene->panels->len ? &g_array_index (scene->panels, PodScenePanel, index) : NULL;
}

int
pod_scene_find_panel (const PodScene *scene, double x, double y)
{
  for (guint i = 0; i < scene->panels->len; i++)
    {
      const PodScenePanel *panel = pod_scene_get_panel (scene, i);

      if (x >= panel->x && x <= panel->x + panel->w && y >= panel->y && y <= panel->y + panel->h)
        return (int) i;
    }
  return -1;
}

/* How many days lie between the mark and the day; G_MAXDOUBLE for what is no record's place in time. */
static double
measure_days (const PodScenePanel *panel, const PodMark *mark, double day)
{
  double first, last;

  if (mark->id == 0 || (mark->what == NULL && mark->kind != POD_MARK_SYMBOL) ||
      (mark->kind != POD_MARK_SYMBOL && mark->kind != POD_MARK_RECT))
    return G_MAXDOUBLE;
  if (mark->kind == POD_MARK_SYMBOL)
    return fabs (pod_day_axis_day (&panel->axis, mark->x) - day);
  first = pod_day_axis_day (&panel->axis, mark->x);
  last = pod_day_axis_day (&panel->axis, mark->x + mark->w);
  return MAX (MAX (first - day, day - last), 0);
}

/* A plot is asked for its results; what lies below it, a course or an event, is told by its own days. */
static gboolean
is_sought (const PodScenePanel *panel, const PodMark *mark)
{
  return !panel->has_scale || (mark->kind == POD_MARK_SYMBOL && mark->type == POD_RECORD_FINDING);
}

const PodMark *
pod_scene_nearest (const PodScene *scene, guint index, double day)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, index);
  const PodMark *nearest = NULL;
  double least = G_MAXDOUBLE;

  for (guint i = scene->marks->len; panel != NULL && i-- > 0;)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      double distance = mark->panel == index + 1 && is_sought (panel, mark)
                            ? measure_days (panel, mark, day)
                            : G_MAXDOUBLE;

      if (distance < least ||
          (distance == least && nearest != NULL && mark->order > nearest->order))
        {
          nearest = mark;
          least = distance;
        }
    }
  return nearest;
}

/* An arrow of what goes on, and the bar before it, are one record. */
static gboolean
was_told (const GPtrArray *told, const PodMark *mark)
{
  for (guint i = 0; i < told->len; i++)
    {
      const PodMark *before = g_ptr_array_index (told, i);
      if (before->type == mark->type && before->id == mark->id)
        return TRUE;
    }
  return FALSE;
}

/* As they were taken, whichever lies over another. */
static void
insert_in_order (GPtrArray *found, PodMark *mark)
{
  guint place = found->len;

  while (mark->order > 0 && place > 0 &&
         ((PodMark *) g_ptr_array_index (found, place - 1))->order > mark->order)
    place--;
  g_ptr_array_insert (found, (int) place, mark);
}

static GPtrArray *
list_on_day (const PodScene *scene, guint index, double day)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, index);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; panel != NULL && i < scene->marks->len; i++)
    {
      PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->panel == index + 1 && measure_days (panel, mark, day) < HALF_DAY &&
          !was_told (found, mark))
        insert_in_order (found, mark);
    }
  return found;
}

const char *
pod_scene_get_what (PodScene *scene, const PodMark *mark)
{
  g_autofree char *words = NULL;

  if (mark->what != NULL || mark->id == 0 || scene->model.words == NULL)
    return mark->what;
  words = scene->model.words (scene->model.data, mark);
  return pod_scene_keep (scene, words);
}

char *
pod_scene_print_value (const PodScene *scene, const PodMark *mark)
{
  char *value = NULL;
  int row = -1;

  if (mark->id == 0)
    return NULL;
  if (scene->model.value != NULL)
    value = scene->model.value (scene->model.data, mark);
  if (value != NULL)
    return value;
  if (scene->value_column > 0)
    row = pod_scene_find_row (scene, mark->type, mark->id);
  return row >= 0 ? g_strdup (((char **) g_ptr_array_index (scene->rows,
                                                            row + 1))[scene->value_column - 1])
                  : NULL;
}

const GPtrArray *
pod_scene_get_rows (PodScene *scene)
{
  if (scene->rows->len == 0 && scene->model.fill_rows != NULL)
    scene->model.fill_rows (scene->model.data, scene);
  return scene->rows;
}

gboolean
pod_scene_has_rows (const PodScene *scene)
{
  if (scene->rows->len > 0 || scene->model.fill_rows == NULL)
    return scene->rows->len > 1;
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_array_index (scene->marks, PodMark, i).id != 0)
      return TRUE;
  return FALSE;
}

static void
append_all (PodScene *scene, const GPtrArray *found, GString *out)
{
  for (guint i = 0; i < found->len && found->len <= MOST_TOLD; i++)
    {
      const char *what = pod_scene_get_what (scene, g_ptr_array_index (found, i));

      g_string_append_printf (out, "%s%s", i == 0 ? C_ ("day", ": ") : C_ ("list", "; "), what);
    }
  if (found->len > MOST_TOLD)
    /* Translators: goes on after "day 8". */
    g_string_append_printf (out,
                            g_dngettext (GETTEXT_PACKAGE, ": %u result", ": %u results",
                                         found->len),
                            found->len);
}

char *
pod_scene_describe_day (PodScene *scene, guint index, double day)
{
  const PodScenePanel *panel = pod_scene_get_panel (scene, index);
  gint32 whole = (gint32) floor (day + HALF_DAY);
  g_autoptr (GPtrArray) found = list_on_day (scene, index, whole);
  const PodMark *nearest = pod_scene_nearest (scene, index, day);
  g_autofree char *label = panel != NULL ? pod_day_label (whole, panel->axis.zero) : NULL;
  GString *out = g_string_new (NULL);

  if (label != NULL)
    /* Translators: a day of the study, at the beginning of a line. */
    g_string_append_printf (out, C_ ("line", "Day %s"), label);

  append_all (scene, found, out);
  if (nearest != NULL && found->len == 0)
    /* Translators: goes on after "day 8"; what is said is of another day. */
    g_string_append_printf (out, _ (": nothing; nearest: %s"), pod_scene_get_what (scene, nearest));
  else if (nearest != NULL && !was_told (found, nearest))
    /* Translators: goes on after what is of a day, a course of a drug; what is said is of another day. */
    g_string_append_printf (out, _ ("; nearest result: %s"), pod_scene_get_what (scene, nearest));
  return g_string_free (out, FALSE);
}

void
pod_scene_add_note (PodScene *scene, const char *note)
{
  g_autofree char *before = scene->note;

  scene->note = before != NULL ? g_strconcat (before, C_ ("list", "; "), note, NULL)
                               : g_strdup (note);
}
