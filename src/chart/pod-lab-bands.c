#include "pod-lab-bands.h"

#include <math.h>
#include <string.h>

#include "pod-lab-grades.h"
#include "pod-lab-mode.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* The scale is asked at so many heights, and where two neighbours differ the border is sought between them. */
#define SAMPLES 24
#define HALVINGS 12
/* Laboratories that change more often than that get no bands: one would not tell them apart. */
#define MOST_STEPS 6
/* From the edge of the plot to the name of a band: half a result and a little.  A longer one has no room beside the plot, and is within. */
#define BESIDE 5
/* So much room a name has, in height and in width. */
#define LEAST_NAMED 11.0
#define LEAST_WIDE 30.0
#define NAME_SIZE 9.0
/* In height and in width: of less than half a pixel nobody sees a colour. */
#define LEAST_SEEN 0.5

/* A span of time with the same limits.
 * @outlasts: the treatment began within it, and changed no grade: no later result need be asked again. */
typedef struct
{
  const PodLabPoint *point;
  double left;
  double right;
  gboolean is_last;
  gboolean outlasts;
} Step;

/* Of a band beside the plot: its middle, and then where the name has room. */
typedef struct
{
  char *text;
  int level;
  double y;
} Name;

/**
 * Bands:
 * @names: (element-type Name): of the last step, from the lowest on
 * @seen: the texts of all the names that are drawn
 */
typedef struct
{
  PodScene *scene;
  const PodLabSeries *series;
  const PodScale *scale;
  GArray *names;
  GHashTable *seen;
} Bands;

static gboolean
is_same_limit (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static gboolean
has_same_limits (const PodLabPoint *a, const PodLabPoint *b)
{
  return is_same_limit (a->lower, b->lower) && is_same_limit (a->upper, b->upper);
}

static double
find_value (const PodScale *scale, double along)
{
  return pod_scale_value (scale, scale->bottom + along * (scale->top - scale->bottom));
}

static PodFindingGrade
grade_at (const PodLabSeries *series, const PodScale *scale, const PodLabPoint *point, double along)
{
  double value = pod_lab_mode_undo (series->mode, series, point, find_value (scale, along));
  PodFindingGrade none = POD_FINDING_GRADE_NONE (POD_UNGRADED_NO_NUMBER);

  return isfinite (value) ? pod_lab_series_grade (series, point, value) : none;
}

/* As far as a band tells it. */
static gboolean
is_same_grade (PodFindingGrade a, PodFindingGrade b)
{
  return a.level == b.level && (a.level < 0 || a.sure == b.sure);
}

/* Grades may count from the baseline once the treatment has begun: the same limits then grade otherwise. */
static gboolean
has_same_grades (const PodLabSeries *series,
                 const PodScale *scale,
                 Step *step,
                 const PodLabPoint *point)
{
  if (step->outlasts || (step->point->day < series->exposed) == (point->day < series->exposed))
    return TRUE;
  for (guint i = 0; i <= SAMPLES; i++)
    if (!is_same_grade (grade_at (series, scale, step->point, (double) i / SAMPLES),
                        grade_at (series, scale, point, (double) i / SAMPLES)))
      return FALSE;
  step->outlasts = TRUE;
  return TRUE;
}

static void
add_step (const PodLabSeries *series,
          const PodDayAxis *axis,
          const PodScale *scale,
          const PodLabPoint *point,
          GArray *steps)
{
  Step step = { point, axis->left, axis->right, FALSE, FALSE };

  if (steps->len > 0)
    {
      Step *before = &g_array_index (steps, Step, steps->len - 1);
      gboolean same_limits = has_same_limits (before->point, point);
      gint32 day = same_limits ? series->exposed : point->day;

      if (same_limits && has_same_grades (series, scale, before, point))
        return;
      step.left = CLAMP (pod_day_axis_x (axis, day), axis->left, axis->right);
      before->right = step.left;
    }
  g_array_append_val (steps, step);
}

/* Limits hold from the result they came with to the next one that brought others; the first and the last reach to the
 * ends, so that a single result has a band too. */
static GArray *
find_steps (const PodLabSeries *series, const PodDayAxis *axis, const PodScale *scale)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  if (series->has_lead)
    add_step (series, axis, scale, &series->lead, steps);
  for (guint i = 0; i < series->points->len; i++)
    add_step (series, axis, scale, pod_lab_series_get (series, i), steps);
  if (steps->len > 0)
    g_array_index (steps, Step, steps->len - 1).is_last = TRUE;
  return steps;
}

/* Whether there is anything to see of it. */
static gboolean
add_band (PodScene *scene,
          const PodScale *scale,
          const Step *step,
          PodRole role,
          double lower,
          double upper,
          const char *what)
{
  double top = pod_scale_y (scale, MIN (upper, scale->high));
  double bottom = pod_scale_y (scale, MAX (lower, scale->low));
  PodMark mark = { .kind = POD_MARK_RECT, .role = role, .what = what };

  mark.x = step->left;
  mark.y = top;
  mark.w = step->right - step->left;
  mark.h = bottom - top;
  if (mark.w < LEAST_SEEN || mark.h < LEAST_SEEN)
    return FALSE;
  pod_scene_add (scene, &mark);
  return TRUE;
}

/* As high as the plot where there is none, or none that can be shown. */
static double
place_limit (const PodLabSeries *series, const PodLabPoint *point, double limit, double otherwise)
{
  double shown = pod_lab_mode_apply (series->mode, series, point, limit);

  return isfinite (shown) && (!series->log || shown > 0) ? shown : otherwise;
}

static void
draw_limits (PodScene *scene, const PodLabSeries *series, const PodScale *scale, const Step *step)
{
  const PodLabPoint *point = step->point;
  g_autofree char *limits = NULL;
  g_autofree char *what = NULL;
  double lower = place_limit (series, point, point->lower, scale->low);
  double upper = place_limit (series, point, point->upper, scale->high);

  if (isnan (point->lower) && isnan (point->upper))
    return;
  limits = pod_lab_point_print_limits (point);
  what = g_strdup_printf (_ ("Limits %s"), limits);
  add_band (scene, scale, step, POD_ROLE_RANGE, lower, upper, what);
}

/* One that is of another grade than @low, just above one of the same: where there are several such borders up to @high, which is of another,
 * any of them. */
static double
find_border (const Bands *bands, const PodLabPoint *point, double low, double high)
{
  PodFindingGrade grade = grade_at (bands->series, bands->scale, point, low);

  for (guint i = 0; i < HALVINGS; i++)
    {
      double middle = (low + high) / 2;

      if (is_same_grade (grade_at (bands->series, bands->scale, point, middle), grade))
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* Beside the plot no result lies over a name, nor half of one of the last day; of limits that hold no more it stands where they ended. */
static void
name_band (const Bands *bands,
           const Step *step,
           double middle,
           double height,
           PodFindingGrade grade)
{
  Name name = { pod_lab_grades_name (&grade), grade.level, middle };

  if (step->is_last)
    {
      g_array_append_val (bands->names, name);
      return;
    }
  if (height >= LEAST_NAMED && step->right - step->left >= LEAST_WIDE &&
      g_hash_table_add (bands->seen, g_strdup (name.text)))
    pod_scene_add_text (bands->scene, POD_ROLE_TEXT, step->right - BESIDE, middle, POD_ALIGN_END,
                        NAME_SIZE, name.text);
  g_free (name.text);
}

static void
draw_grade (const Bands *bands, const Step *step, double from, double to, PodFindingGrade grade)
{
  const PodScale *scale = bands->scale;
  double length = scale->bottom - scale->top;
  g_autofree char *number = pod_finding_grade_print (&grade);
  /* Translators: a grade of toxicity, "3", or "1–3" or "1 or 3" where a number alone cannot tell which. */
  g_autofree char *what = g_strdup_printf (C_ ("band", "Grade %s"), number);
  PodRole role = POD_ROLE_BAND_1 + pod_lab_grades_get_colour (&grade) - 1;

  if (grade.level < 1 || grade.level > 4 ||
      !add_band (bands->scene, scale, step, role, find_value (scale, from), find_value (scale, to),
                 what))
    return;
  pod_lab_grades_note_unsure (bands->scene, &grade);
  name_band (bands, step, scale->bottom - (from + to) / 2 * length, (to - from) * length, grade);
}

static void
draw_grades (const Bands *bands, const Step *step)
{
  double from = 0;
  double before = 0;
  PodFindingGrade grade = grade_at (bands->series, bands->scale, step->point, 0);

  for (guint i = 1; i <= SAMPLES; i++)
    {
      double along = (double) i / SAMPLES;
      PodFindingGrade next = grade_at (bands->series, bands->scale, step->point, along);

      /* Between two heights that are asked there may be more than one border. */
      while (!is_same_grade (grade, next))
        {
          before = find_border (bands, step->point, before, along);
          draw_grade (bands, step, from, before, grade);
          from = before;
          grade = grade_at (bands->series, bands->scale, step->point, before);
        }
      before = along;
    }
  draw_grade (bands, step, from, 1, grade);
}

/* ---- names beside the plot ---- */

static const Name *
get_name (const GArray *names, guint index)
{
  return &g_array_index ((GArray *) names, Name, index);
}

/* What is grave is named rather than what is mild. */
static void
drop_mildest (GArray *names)
{
  guint mildest = 0;

  for (guint i = 1; i < names->len; i++)
    if (get_name (names, i)->level < get_name (names, mildest)->level)
      mildest = i;
  g_array_remove_index (names, mildest);
}

/* As many as have room beside the plot; what is named there is not named again. */
static void
keep_names (const Bands *bands)
{
  GArray *names = bands->names;

  while (names->len > 0 && names->len * LEAST_NAMED > bands->scale->bottom - bands->scale->top)
    drop_mildest (names);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (bands->seen, g_strdup (get_name (names, i)->text));
}

/* Where the name from @first to @last would stand if each were as near as can be to its band: the mean, less the room of those below. */
static double
find_mean (const GArray *names, guint first, guint last)
{
  double sum = 0;

  for (guint i = first; i <= last; i++)
    sum += get_name (names, i)->y + i * LEAST_NAMED;
  return sum / (last - first + 1);
}

/* The least shifts, by squares, that leave each name its room: of those that are pushed together the mean. */
static double
find_place (const GArray *names, guint index)
{
  double place = G_MAXDOUBLE;

  for (guint first = 0; first <= index; first++)
    {
      double highest = -G_MAXDOUBLE;

      for (guint last = index; last < names->len; last++)
        highest = MAX (highest, find_mean (names, first, last));
      place = MIN (place, highest);
    }
  return place - index * LEAST_NAMED;
}

static void
draw_names (const Bands *bands, double right)
{
  const PodScale *scale = bands->scale;
  const GArray *names = bands->names;

  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = get_name (names, i);
      double top = scale->top + (names->len - i - 0.5) * LEAST_NAMED;
      double bottom = scale->bottom - (i + 0.5) * LEAST_NAMED;
      gboolean is_long = strlen (name->text) > 2;

      pod_scene_add_text (bands->scene, is_long ? POD_ROLE_TEXT : POD_ROLE_DIM_TEXT,
                          right + (is_long ? -BESIDE : BESIDE),
                          CLAMP (find_place (names, i), top, bottom),
                          is_long ? POD_ALIGN_END : POD_ALIGN_START, NAME_SIZE, name->text);
    }
}

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->text);
}

static gboolean
is_graded (const PodLabSeries *series)
{
  for (guint i = 0; i < series->points->len; i++)
    if (pod_lab_series_get (series, i)->level >= 0)
      return TRUE;
  return FALSE;
}

void
pod_lab_bands_draw (PodScene *scene,
                    const PodLabSeries *series,
                    const PodDayAxis *axis,
                    const PodScale *scale)
{
  g_autoptr (GArray) steps = find_steps (series, axis, scale);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Bands bands = { scene, series, scale, names, seen };
  gboolean graded = is_graded (series) && steps->len <= MOST_STEPS;

  g_array_set_clear_func (names, clear_name);
  /* From the last on, whose names stand beside the plot. */
  for (guint i = steps->len; i-- > 0;)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (graded)
        draw_grades (&bands, step);
      if (step->is_last)
        keep_names (&bands);
      draw_limits (scene, series, scale, step);
    }
  draw_names (&bands, axis->right);
}
