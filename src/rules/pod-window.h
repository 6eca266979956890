#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/**
 * PodSpan:
 * @from, @to: day numbers, inclusive
 * @moving: the lower bound follows the day of the question, so that a value leaves the span with time
 * @lost: the anchor has a date that does not name a day, so that there is no span at all
 *
 * A look-back on one day of the question.
 */
typedef struct
{
  gint32 from;
  gint32 to;
  gboolean moving;
  gboolean lost;
} PodSpan;

/* Of what was not looked for as a bare name is: equal to no other. */
#define POD_SPAN_NONE ((PodSpan){ 1, 0, FALSE, FALSE })

/* Everything up to @as_of. */
PodSpan pod_span_until (PodDate as_of);
/* @window may be NULL. */
PodSpan pod_window_get_span (const PodWindow *window, const PodFacts *facts, PodDate as_of);
/* The last day of the question on which something of @when is still inside a moving @window. */
PodDate pod_window_get_last_day (const PodWindow *window, PodDate when);
/* Whether @later is more than @window's amount after @earlier; both complete. */
gboolean pod_window_is_exceeded (const PodWindow *window, PodDate earlier, PodDate later);
/* Amount and unit code ("d", "wk", "mo", "a").  NULL, or what is wrong (static). */
const char *pod_window_set_amount (PodWindow *window, double amount, const char *unit);

G_END_DECLS
