#include "pod-chart-table.h"

/* A row as the list model holds it: the cells of one row of the scene. */
#define POD_TYPE_CHART_ROW (pod_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (PodChartRow, pod_chart_row, POD, CHART_ROW, GObject)

struct _PodChartRow
{
  GObject parent_instance;
  char **cells;
};

G_DEFINE_FINAL_TYPE (PodChartRow, pod_chart_row, G_TYPE_OBJECT)

static void
pod_chart_row_finalize (GObject *object)
{
  g_strfreev (POD_CHART_ROW (object)->cells);
  G_OBJECT_CLASS (pod_chart_row_parent_class)->finalize (object);
}

static void
pod_chart_row_class_init (PodChartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_chart_row_finalize;
}

static void
pod_chart_row_init (PodChartRow *self)
{
}

static const char *
get_cell (gpointer row, guint column)
{
  char **cells = POD_CHART_ROW (row)->cells;

  return column < g_strv_length (cells) ? cells[column] : "";
}

/* Numbers by size, everything else by the alphabet. */
static int
compare_cells (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *left = get_cell ((gpointer) a, GPOINTER_TO_UINT (user_data));
  const char *right = get_cell ((gpointer) b, GPOINTER_TO_UINT (user_data));
  char *left_end, *right_end;
  double x = g_ascii_strtod (left, &left_end);
  double y = g_ascii_strtod (right, &right_end);

  if (left_end != left && right_end != right && x != y)
    return x < y ? -1 : 1;
  return g_utf8_collate (left, right);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      get_cell (gtk_list_item_get_item (item), GPOINTER_TO_UINT (user_data)));
}

static void
add_column (GtkColumnView *view, guint index, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkCustomSorter)
      sorter = gtk_custom_sorter_new (compare_cells, GUINT_TO_POINTER (index), NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (index));
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}

static void
remove_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
}

static GListStore *
make_rows (PodScene *scene)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (POD_TYPE_CHART_ROW);

  for (guint i = 1; i < scene->rows->len; i++)
    {
      PodChartRow *row = g_object_new (POD_TYPE_CHART_ROW, NULL);

      row->cells = g_strdupv (g_ptr_array_index (scene->rows, i));
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return store;
}

void
pod_chart_table_fill (GtkColumnView *view, PodScene *scene)
{
  char **heading = scene != NULL && scene->rows->len > 0 ? g_ptr_array_index (scene->rows, 0)
                                                         : NULL;
  GtkSortListModel *sorted;
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_column_view_set_model (view, NULL);
  remove_columns (view);
  if (heading == NULL)
    return;
  for (guint i = 0; heading[i] != NULL; i++)
    add_column (view, i, heading[i]);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (make_rows (scene)),
                                    g_object_ref (gtk_column_view_get_sorter (view)));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (view, selection);
}
