#pragma once

#include <gtk/gtk.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* What of the chosen result is read once somebody looks at it.  Nothing is shown any more where @cancellable was called off meanwhile, since by then
 * another result is chosen. */

/* When, by whom and why it was withdrawn, rejected or undone, where it was and that may be told; @item is there until @cancellable is called off. */
void pod_arrival_look_explain (PodTrial *trial,
                               const PodTrialArrivalItem *item,
                               GtkLabel *label,
                               GCancellable *cancellable);

G_END_DECLS
