#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* Asks why all that a file brought is withdrawn, says what that is, and does it.  @done is called once it is done, or was refused: then with
 * what stands now, and why; never where somebody thought better of it. */
typedef void (*PodArrivalUndone) (const char *what, const char *why, gpointer data);
void pod_arrival_undo_ask (GtkWindow *parent,
                           PodTrial *trial,
                           const PodTrialArrival *arrival,
                           PodArrivalUndone done,
                           gpointer data,
                           GDestroyNotify destroy);

G_END_DECLS
