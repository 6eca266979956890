#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-lab-beyond.h"
#include "pod-lab-panel.h"
#include "pod-quantity.h"

/* Beside the axis, and the smallest that can still be read. */
#define LABEL_ROOM (POD_LAB_LEFT - 8)
#define LEAST_LABEL 7.0
#define DIGITS_OF_LIMIT 4
/* In so many, two that are alike are the same: computed from another unit one may differ in its last bit. */
#define DIGITS_OF_SAME 9
#define MOST_TICKS 4
/* Their names are short, and one left out would be missed. */
#define MOST_DECADES 6
/* A decade of this height has room for its minor ticks. */
#define LEAST_DECADE 24.0
#define MINOR 3.0
/* Of the axis, for what is normal. */
#define NORMAL_PART 10

gboolean
pod_lab_is_below (gboolean log, double shown, PodComparator comparator)
{
  return log && (shown <= 0 || pod_comparator_is_upper_bound (comparator));
}

gboolean
pod_lab_point_is_below (const PodLabSeries *series, const PodLabPoint *point)
{
  return pod_lab_is_below (series->log, point->shown, point->comparator);
}

void
pod_lab_finish_scale (PodScale *scale, PodLabMode mode)
{
  double reference = pod_lab_mode_get_reference (mode);

  scale->is_change = mode == POD_LAB_PERCENT_CHANGE;
  scale->is_multiple = mode == POD_LAB_TIMES_UPPER || mode == POD_LAB_TIMES_BASELINE;
  if (isfinite (reference))
    pod_scale_give_room (scale, reference, POD_LAB_MARK / 2 + 1);
}

static void
extend (double value, double *low, double *high)
{
  if (!isfinite (value))
    return;
  *low = MIN (*low, value);
  *high = MAX (*high, value);
}

static void
extend_if_near (double value, double from, double to, double *low, double *high)
{
  if (value >= from && value <= to)
    extend (value, low, high);
}

/* Where all is at a limit or beyond it the axis goes on, so that something of what is normal is seen. */
static void
show_normal (double upper, double lower, double *low, double *high)
{
  double part = (*high - *low) / NORMAL_PART;

  if (upper == *low)
    *low = upper >= 0 ? MAX (upper - part, 0) : upper - part;
  if (lower == *high)
    *high = lower + part;
}

/* Limits near the values are taken in; those far off would press the course flat. */
static void
extend_to_limits (const PodLabSeries *series, double *low, double *high)
{
  double highest_lower = NAN, lowest_upper = NAN;
  double room = MAX (*high - *low, ABS (*high) * 2 / 3);
  double from = series->log ? *low / 10 : *low - room;
  double to = series->log ? *high * 10 : *high + room;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);
      double lower = pod_lab_mode_apply (series->mode, series, point, point->lower);
      double upper = pod_lab_mode_apply (series->mode, series, point, point->upper);

      extend_if_near (lower, MAX (from, series->log ? G_MINDOUBLE : from), to, low, high);
      extend_if_near (upper, MAX (from, series->log ? G_MINDOUBLE : from), to, low, high);
      highest_lower = fmax (highest_lower, lower);
      lowest_upper = fmin (lowest_upper, upper);
    }
  if (!series->log)
    show_normal (lowest_upper, highest_lower, low, high);
}

/* A linear axis spans at least a third of its highest value, so that the noise of a steady course does not look like one; of what keeps near one
 * value far from zero, as a temperature does, no more than a quarter of what is plausible. */
static void
widen (const PodLabSeries *series, double *low, double *high)
{
  const PodObservation *observation = series->observation;
  double plausible = observation->plausible_high - observation->plausible_low;
  double third = ABS (*high) / 3;
  double missing = (series->mode == POD_LAB_VALUE ? fmin (third, plausible / 4) : third) -
                   (*high - *low);

  if (missing <= 0)
    return;
  *high += missing / 2;
  *low = *low >= 0 ? MAX (*low - missing / 2, 0) : *low - missing / 2;
}

/* There is no saturation above 100 %: the axis does not go on where no value can be, unless a score has so few points that steps between them
 * would be left. */
static void
keep_possible (const PodLabSeries *series, double *low, double *high)
{
  double most = series->observation->possible_high;

  if (series->mode != POD_LAB_VALUE || !isfinite (most) || *high <= most || *low >= most ||
      (series->observation->score != NULL && most < MOST_TICKS))
    return;
  *low = MAX (*low - (*high - most), MIN (*low, 0));
  *high = most;
}

void
pod_lab_keep_whole (const PodObservation *observation,
                    PodLabMode mode,
                    guint most,
                    double *low,
                    double *high)
{
  if (observation->score == NULL || mode != POD_LAB_VALUE)
    return;
  *low = floor (*low);
  *high = ceil (*high);
  if (*high - *low >= most)
    return;
  /* Half of the steps that are missing stand below, where there is anything. */
  *low = MAX (*low - ceil ((most - (*high - *low)) / 2), MIN (*low, 0));
  *high = MAX (*high, *low + most);
}

/* Of what is not plausible only where there is nothing else: a slip of the decimal point would press the course flat. */
static gboolean
find_ends (const PodLabSeries *series, double *low, double *high)
{
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;
  gboolean has_lane = FALSE;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (pod_lab_point_is_below (series, point))
        has_lane = TRUE;
      /* The axis goes down to what is just still quantified. */
      if (pod_lab_point_is_below (series, point) && point->shown <= 0)
        continue;
      if (series->is_for_plausible && point->outlying)
        extend (point->shown, &least, &most);
      else
        extend (point->shown, low, high);
    }
  if (*low > *high)
    {
      *low = least;
      *high = most;
    }
  /* Of days between two results the line is all there is to see. */
  if (*low > *high && series->has_lead && series->lead.shown > 0)
    extend (series->lead.shown, low, high);
  if (*low > *high && series->has_trail && series->trail.shown > 0)
    extend (series->trail.shown, low, high);
  /* What all is measured by is always there to be seen. */
  extend (pod_lab_mode_get_reference (series->mode), low, high);
  return has_lane;
}

/* The one limit of quantification of what is below it; NAN where there are several, or none that is known. */
static double
find_limit (const PodLabSeries *series)
{
  double limit = NAN;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (!pod_lab_point_is_below (series, point))
        continue;
      if (point->shown <= 0 || (isfinite (limit) && fabs (point->shown / limit - 1) > 1e-9))
        return NAN;
      limit = point->shown;
    }
  return limit;
}

/* A lane "<50" says of all in it that they are less, not at most that, and of that limit, not of one near it. */
static gboolean
has_name (const PodLabSeries *series, double limit)
{
  g_autofree char *label = pod_decimal_to_label (limit, DIGITS_OF_LIMIT);
  g_autofree char *in_full = pod_decimal_to_label (limit, DIGITS_OF_SAME);

  if (series->mode != POD_LAB_VALUE || !g_str_equal (label, in_full))
    return FALSE;
  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (pod_lab_point_is_below (series, point) && point->comparator != POD_LESS_THAN)
        return FALSE;
    }
  return TRUE;
}

/* Where nothing else is lower the lane begins at the limit itself: a line at the decade below would look like another one. */
static void
begin_at_limit (PodLabPanel *panel, double low)
{
  double limit = find_limit (panel->series);

  if (!panel->scale.log || !(limit <= low * (1 + 1e-9)))
    return;
  panel->scale.low = limit;
  panel->has_limit = has_name (panel->series, limit);
}

static void
find_beyond (PodLabPanel *panel)
{
  panel->n_above = panel->n_below = 0;
  for (guint i = 0; panel->series->is_for_plausible && i < panel->series->points->len; i++)
    {
      PodLabPoint *point = &g_array_index (panel->series->points, PodLabPoint, i);

      if (!point->outlying)
        continue;
      point->side = pod_lab_find_side (&panel->scale, point->shown);
      panel->n_above += pod_lab_point_get_side (point) > 0;
      panel->n_below += pod_lab_point_get_side (point) < 0;
    }
}

void
pod_lab_panel_fit (PodLabPanel *panel, double top)
{
  const PodLabSeries *series = panel->series;
  double low = G_MAXDOUBLE;
  double high = -G_MAXDOUBLE;
  double bottom = panel->bottom - (find_ends (series, &low, &high) ? POD_LAB_LANE : 0);

  if (low > high)
    low = high = 1;
  else
    extend_to_limits (series, &low, &high);
  if (!series->log)
    {
      widen (series, &low, &high);
      pod_lab_keep_whole (series->observation, series->mode, MOST_TICKS, &low, &high);
      keep_possible (series, &low, &high);
    }
  panel->scale = series->log ? pod_scale_logarithmic (low, high, bottom, top)
                             : pod_scale_linear (low, high, MOST_TICKS, bottom, top);
  begin_at_limit (panel, low);
  pod_lab_finish_scale (&panel->scale, series->mode);
  find_beyond (panel);
}

/* 2 to 9 of each decade, as far as the axis goes. */
static void
draw_minor (const PodLabPanel *panel)
{
  const PodScale *scale = &panel->scale;
  double decades = log10 (scale->high / scale->low);
  double first = pow (10, floor (log10 (scale->low) + 1e-9));
  double left = panel->axis.left;

  if ((scale->bottom - scale->top) / decades < LEAST_DECADE)
    return;
  for (double decade = first; decade < scale->high * 0.99; decade *= 10)
    for (int times = 2; times <= 9; times++)
      {
        double y = pod_scale_y (scale, decade * times);

        if (y > scale->top - 0.5 && y < scale->bottom + 0.5)
          pod_scene_add_line (panel->frame->scene, POD_ROLE_AXIS, left - MINOR, y, left, y, 1);
      }
}

/* Of what is so wide in the usual size. */
static double
fit_size (double width)
{
  return width < LABEL_ROOM ? POD_SIZE_SMALL
                            : MAX (POD_SIZE_SMALL * (LABEL_ROOM - 1) / width, LEAST_LABEL);
}

const char *
pod_lab_explain_compared (const PodScene *scene)
{
  return scene->names_lane ? _ ("triangle: below or above quantification (BLQ)")
                           : _ ("triangle: below or above quantification");
}

/* "<50" where that is what all of it is. */
static char *
name_lane (const PodLabPanel *panel)
{
  g_autofree char *limit = NULL;

  if (!panel->has_limit)
    /* Translators: below the limit of quantification; on an axis, four letters at most. */
    return g_strdup (C_ ("axis", "BLQ"));
  limit = pod_decimal_to_label (panel->scale.low, DIGITS_OF_LIMIT);
  return g_strconcat ("<", limit, NULL);
}

/* Parted from the axis by a line, since no height in it is a value. */
static void
draw_lane (const PodLabPanel *panel)
{
  double y = panel->scale.bottom;
  double middle = panel->bottom - POD_LAB_LANE / 2;
  g_autofree char *name = name_lane (panel);
  double width = pod_metrics_width (panel->frame->metrics, name, POD_SIZE_SMALL, FALSE);

  panel->frame->scene->names_lane |= !panel->has_limit;
  pod_scene_add_line (panel->frame->scene, POD_ROLE_AXIS, panel->axis.left, y, panel->axis.right, y,
                      1);
  pod_scene_add_text (panel->frame->scene, POD_ROLE_DIM_TEXT, panel->axis.left - 6, middle,
                      POD_ALIGN_END, fit_size (width), name)
      ->w = LABEL_ROOM;
}

/* The size in which the longest of them has room: a number without its last digits would be another one. */
static double
find_label_size (const PodLabPanel *panel, const GArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *label = pod_scale_label (&panel->scale, g_array_index (ticks, double, i));

      widest = MAX (widest,
                    pod_metrics_width (panel->frame->metrics, label, POD_SIZE_SMALL, FALSE));
    }
  return fit_size (widest);
}

void
pod_lab_panel_draw_values (const PodLabPanel *panel)
{
  const PodScale *scale = &panel->scale;
  g_autoptr (GArray) ticks = pod_scale_ticks (scale, scale->log ? MOST_DECADES : MOST_TICKS);
  PodScene *scene = panel->frame->scene;
  double size = find_label_size (panel, ticks);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      double y = pod_scale_y (scale, value);
      g_autofree char *label = pod_scale_label (scale, value);

      pod_scene_add_line (scene, POD_ROLE_GRID, panel->axis.left, y, panel->axis.right, y, 1);
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, panel->axis.left - 6, y, POD_ALIGN_END, size,
                          label)
          ->w = LABEL_ROOM;
    }
  if (scale->log)
    draw_minor (panel);
  if (scale->bottom < panel->bottom)
    draw_lane (panel);
}
