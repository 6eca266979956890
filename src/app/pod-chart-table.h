#pragma once

#include <gtk/gtk.h>

#include "pod-scene.h"

G_BEGIN_DECLS

/* The table twin of a scene: fills @view with its columns and rows, sortable by each. */
void pod_chart_table_fill (GtkColumnView *view, PodScene *scene);

G_END_DECLS
