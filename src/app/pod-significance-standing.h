#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PodSignificanceStanding:
 * How a list of PodSignificanceItem stood: what was in it, what of it was chosen, and which row had the keyboard.  Its items are made anew
 * with each casebook, and GTK would keep neither the choice nor the row.
 */
typedef struct _PodSignificanceStanding PodSignificanceStanding;

PodSignificanceStanding *pod_significance_standing_new (GtkColumnView *view,
                                                        GtkSelectionModel *selection);
void pod_significance_standing_free (PodSignificanceStanding *self);
/* What was chosen stays chosen; where nothing of it is left, the next is.  In a list that is another one, as when it is opened, the first
 * that waits: what is outlined is what a key judges. */
void pod_significance_standing_restore (PodSignificanceStanding *self,
                                        GtkColumnView *view,
                                        GtkSelectionModel *selection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodSignificanceStanding, pod_significance_standing_free)

G_END_DECLS
