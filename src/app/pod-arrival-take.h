#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* Says of which files how many results would be taken, and takes what is clear of all @arrivals (element-type PodTrialArrival) where somebody
 * wants that.  @done is called once it is done, or was refused, with the error; never where somebody thought better of it. */
typedef void (*PodArrivalTaken) (const GError *error, gpointer data);
void pod_arrival_take_ask (GtkWindow *parent,
                           PodTrial *trial,
                           GPtrArray *arrivals,
                           PodArrivalTaken done,
                           gpointer data,
                           GDestroyNotify destroy);

G_END_DECLS
