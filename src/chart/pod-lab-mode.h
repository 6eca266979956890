#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/* In what a value is drawn.  Every way keeps the order of values, so that a band of values is a band of what is drawn. */

/* A value in the observation's own unit, as it is drawn beside @point (nullable), whose limits count; NAN where it cannot be told. */
double pod_lab_mode_apply (PodLabMode mode,
                           const PodLabSeries *series,
                           const PodLabPoint *point,
                           double value);
/* The other way round. */
double pod_lab_mode_undo (PodLabMode mode,
                          const PodLabSeries *series,
                          const PodLabPoint *point,
                          double shown);
/* What all is measured by: no change, or once; NAN for the values themselves. */
double pod_lab_mode_get_reference (PodLabMode mode);
/* "g/L", "%", "× ULN", "× baseline"; "" for none.  The series' own or static. */
const char *pod_lab_mode_unit (PodLabMode mode, const PodLabSeries *series);
/* A value as it is shown in that mode: "104", "0.94", of changes with the sign, "+2.33", "−75"; with at most @digits.  Free with g_free(). */
char *pod_lab_mode_print (PodLabMode mode, double shown, int digits);
/* "< 5", "5".  Free with g_free(). */
char *pod_lab_print_compared (PodComparator comparator, const char *number);
/* With how many digits a value is told at most: the quotient of a bound is no measurement, and has few. */
int pod_lab_mode_get_digits (PodLabMode mode, PodComparator comparator);
/* Whether it counts from the baseline. */
gboolean pod_lab_mode_is_of_baseline (PodLabMode mode);
gboolean pod_lab_axis_is_log (PodLabAxis axis, PodLabMode mode, const PodObservation *observation);

/* Whether @point was measured before what changes are counted from: nothing had changed from it then. */
gboolean pod_lab_is_before_baseline (const PodLabSeries *series, const PodLabPoint *point);

/* Fills what is shown of each point; those that cannot be told go, into the ledger. */
void pod_lab_series_show (PodLabSeries *series,
                          PodLabMode mode,
                          PodLabAxis axis,
                          const PodLabLedger *ledger);

G_END_DECLS
