#pragma once

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* Says what the laboratory's item @item of @arrival is, and has what waits for that judged again.  @done: with the error, or in words what of it
 * was refused then; both NULL where nothing was; never where @cancellable was called off meanwhile. */
typedef void (*PodArrivalMapped) (const GError *error, const char *refused, gpointer data);
void pod_arrival_map (PodTrial *trial,
                      const PodTrialArrival *arrival,
                      const char *item,
                      const char *observation,
                      GCancellable *cancellable,
                      PodArrivalMapped done,
                      gpointer data,
                      GDestroyNotify destroy);

G_END_DECLS
