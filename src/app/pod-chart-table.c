#include "pod-chart-table.h"

#include <string.h>

#include "pod-words.h"

/* Up to so many characters a cell is never cut. */
#define MOST_SHORT 20
/* As narrow as a column of names becomes. */
#define NAME_CHARS 14
#define WRAPS "pod-chart-table-wraps"

/* A row as the list model holds it: the cells of one row of the scene. */
#define POD_TYPE_CHART_ROW (pod_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (PodChartRow, pod_chart_row, POD, CHART_ROW, GObject)

struct _PodChartRow
{
  GObject parent_instance;
  char **cells;
  guint index;
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

/* "−14", "< 0.5", "±0": with a true minus, and as laboratories print what is beyond a limit. */
static gboolean
read_number (const char *cell, double *number)
{
  g_autoptr (GString) plain = g_string_new (cell + strspn (cell, "<>= "));
  char *end;

  g_string_replace (plain, "−", "-", 1);
  g_string_replace (plain, "±", "", 1);
  *number = g_ascii_strtod (plain->str, &end);
  return end != plain->str;
}

/* Numbers by size and first, everything else by the alphabet. */
static int
compare_cells (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *left = get_cell ((gpointer) a, GPOINTER_TO_UINT (user_data));
  const char *right = get_cell ((gpointer) b, GPOINTER_TO_UINT (user_data));
  double x, y;
  gboolean is_left = read_number (left, &x);
  gboolean is_right = read_number (right, &y);

  if (is_left != is_right)
    return is_left ? -1 : 1;
  if (is_left && x != y)
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

/* Rows hold what a file is to have: of a time that is ISO 8601, which is read here as the locale has it, and sorted as it is. */
static char *
show_cell (const char *cell)
{
  PodMoment moment;

  return strlen (cell) > 4 && cell[4] == '-' && pod_moment_parse (cell, &moment)
             ? pod_moment_to_words (moment)
             : g_strdup (cell);
}

static void
show (GtkListItem *item, guint column, gboolean may_be_cut)
{
  const char *cell = get_cell (gtk_list_item_get_item (item), column);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  g_autofree char *text = show_cell (cell);
  gboolean is_date = !g_str_equal (text, cell);

  gtk_label_set_ellipsize (label,
                           !is_date && may_be_cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* A date without its end is none, nor is a unit; what else is long makes way for it. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  const char *cell = get_cell (gtk_list_item_get_item (item), column);

  show (item, column, g_utf8_strlen (cell, -1) > MOST_SHORT);
}

static void
bind_end_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  show (item, GPOINTER_TO_UINT (user_data), TRUE);
}

/* A name goes on below before it is cut: the rows of two tests may begin with the same words. */
static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, 2);
  gtk_label_set_width_chars (label, NAME_CHARS);
  show (item, 0, TRUE);
}

/* The label then has as many lines as its words need. */
static void
bind_whole_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));

  gtk_label_set_wrap (label, TRUE);
  show (item, 0, FALSE);
}

void
pod_chart_table_wrap_first (GtkColumnView *view)
{
  g_object_set_data (G_OBJECT (view), WRAPS, view);
}

static GCallback
find_binding (GtkColumnView *view, guint index, gboolean expand)
{
  if (index == 0)
    return g_object_get_data (G_OBJECT (view), WRAPS) != NULL ? G_CALLBACK (bind_whole_cb)
                                                              : G_CALLBACK (bind_name_cb);
  return expand ? G_CALLBACK (bind_end_cb) : G_CALLBACK (bind_cb);
}

/* What is short has the room that it needs, and the rest is for names and remarks, at the two ends. */
static void
add_column (GtkColumnView *view, guint index, const char *title, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkCustomSorter)
      sorter = gtk_custom_sorter_new (compare_cells, GUINT_TO_POINTER (index), NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", find_binding (view, index, expand), GUINT_TO_POINTER (index));
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
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

static void
fill_rows (GListStore *store, const GPtrArray *rows, guint first)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; rows != NULL && i < rows->len; i++)
    {
      PodChartRow *row = g_object_new (POD_TYPE_CHART_ROW, NULL);

      row->cells = g_strdupv (g_ptr_array_index (rows, i));
      row->index = i - first;
      g_ptr_array_add (items, row);
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata,
                       items->len);
}

/* The store below the sorted model of the view; NULL where the view has none yet. */
static GListStore *
get_store (GtkColumnView *view)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (view);
  GListModel *sorted = selection != NULL
                           ? gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))
                           : NULL;

  return sorted != NULL
             ? G_LIST_STORE (gtk_sort_list_model_get_model (GTK_SORT_LIST_MODEL (sorted)))
             : NULL;
}

static gboolean
has_columns (GtkColumnView *view, const char *const *heading)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), heading[i]) != 0)
        return FALSE;
    }
  return heading[g_list_model_get_n_items (columns)] == NULL;
}

static void
make_model (GtkColumnView *view)
{
  GListStore *store = g_list_store_new (POD_TYPE_CHART_ROW);
  GtkSortListModel *sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (store),
                               g_object_ref (gtk_column_view_get_sorter (view)));
  GtkSingleSelection *single = gtk_single_selection_new (G_LIST_MODEL (sorted));
  g_autoptr (GtkSelectionModel) selection = GTK_SELECTION_MODEL (single);

  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  gtk_column_view_set_model (view, selection);
}

void
pod_chart_table_fill (GtkColumnView *view,
                      const char *const *heading,
                      const GPtrArray *rows,
                      guint first)
{
  if (heading == NULL || get_store (view) == NULL || !has_columns (view, heading))
    {
      gtk_column_view_set_model (view, NULL);
      remove_columns (view);
      for (guint i = 0; heading != NULL && heading[i] != NULL; i++)
        add_column (view, i, heading[i], i == 0 || heading[i + 1] == NULL);
      if (heading != NULL)
        make_model (view);
    }
  if (heading != NULL)
    {
      int selected = pod_chart_table_get_selected (view);

      fill_rows (get_store (view), rows, first);
      pod_chart_table_select (view, selected);
    }
}

int
pod_chart_table_get_row (GtkColumnView *view, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (view));
  g_autoptr (PodChartRow) row = model != NULL ? g_list_model_get_item (model, position) : NULL;

  return row != NULL ? (int) row->index : -1;
}

int
pod_chart_table_get_selected (GtkColumnView *view)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  return model != NULL ? pod_chart_table_get_row (
                             view, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)))
                       : -1;
}

void
pod_chart_table_select (GtkColumnView *view, int wanted)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  if (model == NULL)
    return;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), GTK_INVALID_LIST_POSITION);
  for (guint i = 0; wanted >= 0 && i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    if (pod_chart_table_get_row (view, i) == wanted)
      {
        gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), i);
        return;
      }
}
