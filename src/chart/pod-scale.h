#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodScale:
 * @low, @high: the values at the two ends; both positive where @log is set
 * @bottom, @top: where they stand in the scene; bottom is the greater one
 * @log: equal ratios take equal lengths
 * @is_change: values are told with their sign
 * @is_multiple: they are multiples of a limit or a baseline, which nobody reads in powers of ten while plain digits are short
 *
 * A value axis, upwards.  Days have an axis of their own, PodDayAxis.
 */
typedef struct
{
  double low;
  double high;
  double bottom;
  double top;
  gboolean log;
  gboolean is_change;
  gboolean is_multiple;
} PodScale;

/* 1, 2 or 5 times a power of ten, so that at most @most steps of it cover @span. */
double pod_scale_nice_step (double span, guint most);
/* A linear scale whose ends are nice and take in @low to @high; a single value gets room on both sides, but none
 * below 0 where it is not negative. */
PodScale pod_scale_linear (double low, double high, guint most, double bottom, double top);
/* A logarithmic one from decade to decade; of less than one, between steps of 1, 2 and 5. @low must be positive. */
PodScale pod_scale_logarithmic (double low, double high, double bottom, double top);

/* Where @value lies nearer to an end than @room, moves that end so far that it does not: for what a symbol stands at. */
void pod_scale_give_room (PodScale *scale, double value, double room);

double pod_scale_y (const PodScale *scale, double value);
double pod_scale_value (const PodScale *scale, double y);

/* The values to be labelled, upwards (element-type double): nice steps, at most @most + 1 of them; or decades,
 * every second or third where there are more. */
GArray *pod_scale_ticks (const PodScale *scale, guint most);
/* What stands at a tick, alike on the whole of the scale: plain digits, or 1.5×10⁶ where a logarithmic one reaches a hundred thousand or goes
 * under a hundredth (of multiples, a million or a ten-thousandth), or a linear one reaches a million or does not reach a thousandth; with a true minus.  Free with g_free(). */
char *pod_scale_label (const PodScale *scale, double value);

G_END_DECLS
