#pragma once

#include <gtk/gtk.h>

#include "pod-text-column.h"

G_BEGIN_DECLS

/**
 * PodListFind:
 * A place to type words above a long list, of which only the rows are left that show all of them.  Beside it stands how many these are of how
 * many.  Ctrl+F goes to it, Enter from it to the list, and Escape too, with all rows there again.
 *
 * Signal: "changed": other words hold, and the list follows them already.
 */
#define POD_TYPE_LIST_FIND (pod_list_find_get_type ())
G_DECLARE_FINAL_TYPE (PodListFind, pod_list_find, POD, LIST_FIND, GtkBox)

/* What is looked through of each of @all, whose items do not change; both texts and @list, where the keyboard goes back to, live as long as this
 * does.  Returns (transfer none): what is left. */
GListModel *pod_list_find_attach (PodListFind *self,
                                  GListModel *all,
                                  const PodCellText *texts,
                                  gsize n_texts,
                                  GtkWidget *list);

/* Whether any words hold, so that some rows may be hidden. */
gboolean pod_list_find_is_active (PodListFind *self);
/* Whether @item is left, or would be if it were in the list. */
gboolean pod_list_find_shows (PodListFind *self, gpointer item);
/* Shows all again. */
void pod_list_find_clear (PodListFind *self);
/* The same for a button, which is not there any more afterwards: the keyboard goes to the list. */
void pod_list_find_leave (PodListFind *self);

G_END_DECLS
