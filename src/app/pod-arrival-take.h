#pragma once

#include <adwaita.h>

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalTake:
 * What follows once it is done, or was refused, with the error; never where somebody thought better of it.
 */
typedef struct
{
  void (*done) (const GError *error, gpointer data);
  gpointer data;
  GDestroyNotify destroy;
} PodArrivalTake;

/* How many of @rows (element-type PodArrivalRow) are clear. */
guint pod_arrival_take_count (GListModel *rows);
/* Says of which files how many results would be taken, and of how many subjects where that can be told by @rows, which are shown; and takes them
 * where somebody wants that: with @only_rows what is clear of these, else all that is clear of @arrivals (element-type PodTrialArrival). */
void pod_arrival_take_ask (GtkWindow *parent,
                           PodTrial *trial,
                           const GPtrArray *arrivals,
                           GListModel *rows,
                           gboolean only_rows,
                           const PodArrivalTake *what);

G_END_DECLS
