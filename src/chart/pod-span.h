#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From @low to @high; of nothing @low is the greater. */
typedef struct
{
  double low;
  double high;
} PodSpan;

PodSpan pod_span_of_nothing (void);
void pod_span_extend (PodSpan *span, double value);
/* Sorts @values (element-type double), upwards. */
void pod_span_sort (GArray *values);
/* What an axis of sorted @values is to hold: @core and all of them; or, where a few far from the others would have more than two thirds of it,
 * without those. */
PodSpan pod_span_of_most (const GArray *values, PodSpan core);

G_END_DECLS
