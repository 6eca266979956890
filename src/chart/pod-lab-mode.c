#include "pod-lab-mode.h"

#include <math.h>

#include "pod-grade.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MINUS "\xe2\x88\x92"
#define DIGITS 4
#define DIGITS_OF_RATIO 3
#define DIGITS_OF_BOUND 2

/* What one is in that mode: the upper limit, the baseline.  NAN where there is none, or none that a multiple can be of. */
static double
find_one (PodLabMode mode, const PodLabSeries *series, const PodLabPoint *point)
{
  double one = series->baseline;

  if (mode == POD_LAB_TIMES_UPPER)
    one = point != NULL ? point->upper : NAN;
  return one > 0 ? one : NAN;
}

double
pod_lab_mode_apply (PodLabMode mode,
                    const PodLabSeries *series,
                    const PodLabPoint *point,
                    double value)
{
  double one = find_one (mode, series, point);

  switch (mode)
    {
    case POD_LAB_PERCENT_CHANGE:
      return (value / one - 1) * 100;
    case POD_LAB_TIMES_UPPER:
    case POD_LAB_TIMES_BASELINE:
      return value / one;
    case POD_LAB_VALUE:
    default:
      return value;
    }
}

double
pod_lab_mode_undo (PodLabMode mode,
                   const PodLabSeries *series,
                   const PodLabPoint *point,
                   double shown)
{
  double one = find_one (mode, series, point);

  switch (mode)
    {
    case POD_LAB_PERCENT_CHANGE:
      return (shown / 100 + 1) * one;
    case POD_LAB_TIMES_UPPER:
    case POD_LAB_TIMES_BASELINE:
      return shown * one;
    case POD_LAB_VALUE:
    default:
      return shown;
    }
}

double
pod_lab_mode_get_reference (PodLabMode mode)
{
  return mode == POD_LAB_VALUE ? NAN : mode == POD_LAB_PERCENT_CHANGE ? 0 : 1;
}

const char *
pod_lab_mode_unit (PodLabMode mode, const PodLabSeries *series)
{
  switch (mode)
    {
    case POD_LAB_PERCENT_CHANGE:
      /* xgettext:no-c-format */
      return _ ("% change");
    case POD_LAB_TIMES_UPPER:
      return _ ("× ULN");
    case POD_LAB_TIMES_BASELINE:
      return _ ("× baseline");
    case POD_LAB_VALUE:
    default:
      return series->unit;
    }
}

/* A change is the quotient of two results that were measured to two or three digits: more of its own say nothing. */
static int
get_most_digits (PodLabMode mode, double shown)
{
  if (mode != POD_LAB_PERCENT_CHANGE || fabs (shown) >= 1000)
    return G_MAXINT;
  return fabs (shown) < 1 ? 2 : 3;
}

char *
pod_lab_mode_print (PodLabMode mode, double shown, int digits)
{
  g_autofree char *plain = pod_decimal_to_label (fabs (shown),
                                                 MIN (digits, get_most_digits (mode, shown)));

  return g_strconcat (shown < 0                                     ? MINUS
                      : shown > 0 && mode == POD_LAB_PERCENT_CHANGE ? "+"
                                                                    : "",
                      plain, NULL);
}

char *
pod_lab_print_compared (PodComparator comparator, const char *number)
{
  const char *label = pod_comparator_to_label (comparator);

  return g_strconcat (label, *label != '\0' ? " " : "", number, NULL);
}

int
pod_lab_mode_get_digits (PodLabMode mode, PodComparator comparator)
{
  if (mode == POD_LAB_VALUE)
    return DIGITS;
  return comparator != POD_EXACTLY ? DIGITS_OF_BOUND : DIGITS_OF_RATIO;
}

gboolean
pod_lab_mode_is_of_baseline (PodLabMode mode)
{
  return mode == POD_LAB_PERCENT_CHANGE || mode == POD_LAB_TIMES_BASELINE;
}

gboolean
pod_lab_axis_is_log (PodLabAxis axis, PodLabMode mode, const PodObservation *observation)
{
  if (mode == POD_LAB_PERCENT_CHANGE)
    return FALSE;
  return axis == POD_LAB_AXIS_LOGARITHMIC || (axis == POD_LAB_AXIS_AUTO && observation->log_scale);
}

static gboolean
fill (const PodLabSeries *series, PodLabPoint *point)
{
  point->shown = pod_lab_mode_apply (series->mode, series, point, point->value);
  return isfinite (point->shown);
}

static gboolean
is_never_quantified (const PodLabSeries *series)
{
  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (point->shown <= 0 || !pod_comparator_is_upper_bound (point->comparator))
        return FALSE;
    }
  return series->points->len > 0 && series->withdrawn->len == 0;
}

/* By the scale that it is graded by.  Of what has no grades nobody knows. */
static gboolean
is_graded_low_only (const PodLabSeries *series)
{
  g_autoptr (GPtrArray)
      grades = pod_study_find_grades_on (series->study, series->scale, series->observation);

  for (guint i = 0; i < grades->len; i++)
    if (!pod_grade_is_low (g_ptr_array_index (grades, i)))
      return FALSE;
  return grades->len > 0;
}

/* By the order of the casebook's results, which are by moment: what was withdrawn is among them. */
gboolean
pod_lab_is_before_baseline (const PodLabSeries *series, const PodLabPoint *point)
{
  return series->baseline_of != NULL && point->finding < series->baseline_of;
}

/* Nothing had changed from a baseline before there was one, however far screening is from it. */
static PodLeft
find_left (PodLabSeries *series, PodLabPoint *point)
{
  if (!fill (series, point))
    return series->mode == POD_LAB_TIMES_UPPER ? POD_LEFT_NO_UPPER : POD_LEFT_NO_BASELINE;
  return pod_lab_mode_is_of_baseline (series->mode) && pod_lab_is_before_baseline (series, point)
             ? POD_LEFT_BEFORE_BASELINE
             : POD_N_LEFT;
}

void
pod_lab_series_show (PodLabSeries *series,
                     PodLabMode mode,
                     PodLabAxis axis,
                     const PodLabLedger *ledger)
{
  /* How near platelets come to their upper limit tells nothing of what matters. */
  gboolean tells_nothing = mode == POD_LAB_TIMES_UPPER && is_graded_low_only (series);
  PodLeft why;

  series->mode = mode;
  series->log = pod_lab_axis_is_log (axis, mode, series->observation);
  series->shown_unit = pod_lab_mode_unit (mode, series);
  for (guint i = series->points->len; i-- > 0;)
    {
      why = find_left (series, &g_array_index (series->points, PodLabPoint, i));
      if (tells_nothing || why != POD_N_LEFT)
        pod_lab_series_leave_out (series, i, tells_nothing ? POD_LEFT_LOW_ONLY : why, ledger);
    }
  /* Where nothing was ever quantified, a height on an axis of values would claim to be one: there is a lane for it. */
  if (axis == POD_LAB_AXIS_AUTO && mode == POD_LAB_VALUE && is_never_quantified (series))
    series->log = TRUE;
  series->is_for_plausible = series->has_outlying && axis == POD_LAB_AXIS_AUTO && !series->log;
  for (guint i = series->withdrawn->len; i-- > 0;)
    {
      why = find_left (series, &g_array_index (series->withdrawn, PodLabPoint, i));
      if (tells_nothing || why != POD_N_LEFT)
        g_array_remove_index (series->withdrawn, i);
    }
}
