#include "pod-lab-bands.h"

#include <math.h>

#include "pod-lab-mode.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* The scale is asked at so many heights, and where two neighbours differ the border is sought between them. */
#define SAMPLES 24
#define HALVINGS 12
/* Laboratories that change more often than that get no bands: one would not tell them apart. */
#define MOST_STEPS 6
/* From the plot to that name: half a result and a little. */
#define BESIDE 5
/* A band of this height has room for its name. */
#define LEAST_NAMED 11.0
#define NAME_SIZE 9.0

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

static int
grade_at (const PodLabSeries *series, const PodScale *scale, const PodLabPoint *point, double along)
{
  double value = pod_lab_mode_undo (series->mode, series, point, find_value (scale, along));

  return isfinite (value) ? pod_lab_series_grade (series, point, value) : -1;
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
    if (grade_at (series, scale, step->point, (double) i / SAMPLES) !=
        grade_at (series, scale, point, (double) i / SAMPLES))
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

static void
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
  if (mark.w > 0 && mark.h > 0)
    pod_scene_add (scene, &mark);
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

/* Between @low, of grade @level, and @high, of another, by halving. */
static double
find_border (const PodLabSeries *series,
             const PodScale *scale,
             const PodLabPoint *point,
             double low,
             double high,
             int level)
{
  for (guint i = 0; i < HALVINGS; i++)
    {
      double middle = (low + high) / 2;

      if (grade_at (series, scale, point, middle) == level)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

static void
draw_grade (PodScene *scene,
            const PodScale *scale,
            const Step *step,
            double from,
            double to,
            int level)
{
  g_autofree char *what = g_strdup_printf (_ ("Grade %d"), level);
  g_autofree char *text = g_strdup_printf ("G%d", level);
  double length = scale->bottom - scale->top;

  if (level < 1 || level > 4)
    return;
  add_band (scene, scale, step, POD_ROLE_BAND_1 + level - 1, find_value (scale, from),
            find_value (scale, to), what);
  if (step->is_last && (to - from) * length >= LEAST_NAMED)
    /* Beside the plot, where no result lies over it, nor half of one of the last day. */
    pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, step->right + BESIDE,
                        scale->bottom - (from + to) / 2 * length, POD_ALIGN_START, NAME_SIZE, text);
}

static void
draw_grades (PodScene *scene, const PodLabSeries *series, const PodScale *scale, const Step *step)
{
  double from = 0;
  double before = 0;
  int level = grade_at (series, scale, step->point, 0);

  for (guint i = 1; i <= SAMPLES; i++)
    {
      double along = (double) i / SAMPLES;
      int next = grade_at (series, scale, step->point, along);

      if (next != level)
        {
          double border = find_border (series, scale, step->point, before, along, level);

          draw_grade (scene, scale, step, from, border, level);
          from = border;
          level = next;
        }
      before = along;
    }
  draw_grade (scene, scale, step, from, 1, level);
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
  gboolean graded = is_graded (series) && steps->len <= MOST_STEPS;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (graded)
        draw_grades (scene, series, scale, step);
      draw_limits (scene, series, scale, step);
    }
}
