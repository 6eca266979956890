#pragma once

#include "pod-list-find.h"

G_BEGIN_DECLS

/* Of a view of PodArrivalRow. */
void pod_arrival_columns_append (GtkColumnView *view);
/* Lets @find look through what @view shows of @rows.  Returns (transfer none): what is left of them. */
GListModel *pod_arrival_columns_find (PodListFind *find, GListStore *rows, GtkColumnView *view);

G_END_DECLS
