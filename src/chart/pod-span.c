#include "pod-span.h"

#include <math.h>

/* At either end one in so many may be far from the others; among fewer than some none is, since nobody knows which it would be. */
#define ONE_IN 20
#define LEAST 8
/* Of an axis that holds all values those that are near one another have at least one part in so many. */
#define PARTS 3

PodSpan
pod_span_of_nothing (void)
{
  return (PodSpan){ G_MAXDOUBLE, -G_MAXDOUBLE };
}

void
pod_span_extend (PodSpan *span, double value)
{
  span->low = fmin (span->low, value);
  span->high = fmax (span->high, value);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

void
pod_span_sort (GArray *values)
{
  g_array_sort (values, compare_values);
}

/* From the one to the other, and @core. */
static PodSpan
join (const GArray *values, guint first, guint last, PodSpan core)
{
  pod_span_extend (&core, g_array_index (values, double, first));
  pod_span_extend (&core, g_array_index (values, double, last));
  return core;
}

/* Where all are one value, as far around it as a scale would leave it room. */
static double
measure (PodSpan span)
{
  return span.high > span.low ? span.high - span.low : fabs (span.high) / 2;
}

PodSpan
pod_span_of_most (const GArray *values, PodSpan core)
{
  guint few = values->len < LEAST ? 0 : MAX (values->len / ONE_IN, 1);
  PodSpan all = values->len > 0 ? join (values, 0, values->len - 1, core) : core;
  PodSpan most = values->len > 0 ? join (values, few, values->len - 1 - few, core) : core;
  double width = measure (most);
  PodSpan near = { most.low - width, most.high + width };

  if (width == 0 || all.high - all.low <= PARTS * width)
    return all;
  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      if (value >= near.low && value <= near.high)
        pod_span_extend (&most, value);
    }
  return most;
}
