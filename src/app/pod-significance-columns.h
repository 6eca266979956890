#pragma once

#include "pod-list-find.h"

G_BEGIN_DECLS

/* The columns of a list of PodSignificanceItem. */
void pod_significance_columns_append (GtkColumnView *view);
/* Lets @find look through what @view shows of @items.  Returns (transfer none): what is left of them. */
GListModel *
pod_significance_columns_find (PodListFind *find, GListStore *items, GtkColumnView *view);

G_END_DECLS
