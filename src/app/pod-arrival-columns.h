#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Of a view of PodArrivalRow. */
void pod_arrival_columns_append (GtkColumnView *view);

G_END_DECLS
