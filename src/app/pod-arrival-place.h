#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where somebody is in a list of what came in (element-type PodArrivalRow), while that is listed anew. */

/* The first of the chosen ones; GTK_INVALID_LIST_POSITION for none. */
guint pod_arrival_place_get (GtkSelectionModel *selection);
/* Which of @after, which is not empty, is chosen then: the row of @before at @place, or, where that is gone, the next of its file, or else the next.
 * Without a place it is the first of the arrival @file, if there is one. */
guint pod_arrival_place_find (const GPtrArray *before, guint place, GListModel *after, gint64 file);
/* The rows as they are, to be @before. */
GPtrArray *pod_arrival_place_list (GListModel *rows);
/* Chooses that one, and that alone, brings it into sight, and, where @with_keys, the keyboard to it. */
void pod_arrival_place_go (GtkColumnView *view, guint place, gboolean with_keys);

G_END_DECLS
