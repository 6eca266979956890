#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the page of results to judge says beside its list of PodSignificanceItem.  Free with g_free(). */

/* The days begin anew behind what stands first: that is said.  @standing: (nullable): the sentences before. */
char *pod_significance_say_order (GListModel *shown, const char *standing);
/* Of one alone there is room to say why its value was kept, and what its number alone cannot tell of its grade. */
char *pod_significance_say_chosen (GtkSelectionModel *selection, guint n);

G_END_DECLS
