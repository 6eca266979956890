/* Whoever settles one after the other goes on with the next, and not with the first of all. */

#include "pod-arrival-place.h"

#include "pod-arrival-row.h"
#include "pod-text-column.h"

guint
pod_arrival_place_get (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);

  return gtk_bitset_is_empty (chosen) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (chosen);
}

GPtrArray *
pod_arrival_place_list (GListModel *rows)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_ptr_array_add (list, g_list_model_get_item (rows, i));
  return list;
}

/* ---- which ---- */

/* The list keeps it. */
static const PodTrialArrivalItem *
get_item (GListModel *rows, guint position)
{
  g_autoptr (PodArrivalRow) row = g_list_model_get_item (rows, position);

  return pod_arrival_row_get_item (row);
}

typedef struct
{
  const GPtrArray *before;
  GHashTable *after; /* id of an item → its position and one more */
  gint64 file;       /* only of that; 0 for any */
} Search;

/* The position among those that are there now, and one more; 0 for none. */
static guint
look_up (const Search *search, guint position)
{
  const PodTrialArrivalItem *item = pod_arrival_row_get_item (search->before->pdata[position]);

  return search->file != 0 && item->arrival != search->file
             ? 0
             : GPOINTER_TO_UINT (g_hash_table_lookup (search->after, &item->id));
}

/* Downwards from @place, then upwards. */
static guint
find_near (const Search *search, guint place)
{
  guint n = search->before->len, found = 0;

  for (guint i = place; found == 0 && i < n; i++)
    found = look_up (search, i);
  for (guint i = place; found == 0 && i-- > 0;)
    found = look_up (search, i);
  return found;
}

static guint
find_of_file (GListModel *after, gint64 file)
{
  for (guint i = 0; file != 0 && i < g_list_model_get_n_items (after); i++)
    if (get_item (after, i)->arrival == file)
      return i;
  return 0;
}

static GHashTable *
index_rows (GListModel *rows)
{
  GHashTable *positions = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    g_hash_table_insert (positions, (gpointer) &get_item (rows, i)->id, GUINT_TO_POINTER (i + 1));
  return positions;
}

guint
pod_arrival_place_find (const GPtrArray *before, guint place, GListModel *after, gint64 file)
{
  PodArrivalRow *row = place < before->len ? before->pdata[place] : NULL;
  g_autoptr (GHashTable) positions = NULL;
  Search search;
  guint found;

  if (row == NULL)
    return find_of_file (after, file);
  positions = index_rows (after);
  search = (Search){ before, positions, pod_arrival_row_get_item (row)->arrival };
  found = find_near (&search, place);
  search.file = 0;
  if (found == 0)
    found = find_near (&search, place);
  return found > 0 ? found - 1 : find_of_file (after, file);
}

/* ---- there ---- */

void
pod_arrival_place_go (GtkColumnView *view, guint place, gboolean with_keys)
{
  gtk_selection_model_select_item (gtk_column_view_get_model (view), place, TRUE);
  pod_text_column_scroll_to (view, place);
  if (with_keys)
    gtk_widget_grab_focus (GTK_WIDGET (view));
}
