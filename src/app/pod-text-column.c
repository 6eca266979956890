#include "pod-config.h"

#include "pod-text-column.h"

#include "pod-label-keep.h"

/* A cell's label knows the list item that it is in: GTK 4.8 tells of no row which item it shows. */
#define LIST_ITEM "pod-text-column-list-item"

typedef struct
{
  const PodTextColumn *column;
  gpointer data;
} Cell;

/* (nullable): what explains the cell, newly allocated. */
static char *
explain (const Cell *cell, gpointer item)
{
  return cell->column->get_tooltip != NULL ? cell->column->get_tooltip (item, cell->data) : NULL;
}

/* Made when somebody stops there: GTK asks the display where the pointer is for each tooltip that is set, which takes longer than all
 * the rest of a row.  What can be read in whole is not said twice. */
static gboolean
query_tooltip_cb (GtkWidget *label,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  const Cell *cell)
{
  GtkListItem *list_item = g_object_get_data (G_OBJECT (label), LIST_ITEM);
  gpointer item = gtk_list_item_get_item (list_item);
  g_autofree char *text = item != NULL ? explain (cell, item) : NULL;

  if (text == NULL && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    text = g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
set_lines (GtkLabel *label, int lines)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, lines);
  pod_label_keep (label);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, Cell *cell)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  if (cell->column->lines > 1)
    set_lines (label, cell->column->lines);
  else
    gtk_label_set_single_line_mode (label, TRUE);
  gtk_label_set_ellipsize (label,
                           cell->column->keeps_end ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, cell->column->chars);
  gtk_label_set_max_width_chars (label, cell->column->expand ? 60 : cell->column->chars + 8);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  g_object_set_data (G_OBJECT (label), LIST_ITEM, list_item);
  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), cell);
  gtk_list_item_set_child (list_item, GTK_WIDGET (label));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Cell *cell)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);
  g_autofree char *text = cell->column->get_text (item, cell->data);
  g_autofree char *why = explain (cell, item);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  /* For whoever cannot point at it. */
  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    why, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
free_cell (gpointer cell, GClosure *closure)
{
  g_free (cell);
}

GtkColumnViewColumn *
pod_text_column_new (const char *title, const PodTextColumn *column, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *self;
  Cell *cell = g_new0 (Cell, 1);

  *cell = (Cell){ column, data };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), cell);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), cell, free_cell, 0);
  self = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (self, TRUE);
  gtk_column_view_column_set_expand (self, column->expand);
  return self;
}

void
pod_text_columns_append (GtkColumnView *view,
                         const char *context,
                         const PodTitledColumn *columns,
                         gsize n,
                         gpointer data)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *title = g_dpgettext2 (POD_GETTEXT_DOMAIN, context, columns[i].title);
      g_autoptr (GtkColumnViewColumn)
          column = pod_text_column_new (title, &columns[i].column, data);

      gtk_column_view_append_column (view, column);
    }
}

/* ---- the row that has the keyboard ---- */

/* Of a row, or of a cell, the item that it shows; NULL of anything else. */
static gpointer
find_item (GtkWidget *widget)
{
  GtkListItem *list_item = g_object_get_data (G_OBJECT (widget), LIST_ITEM);
  gpointer item = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); item == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    item = find_item (child);
  return item;
}

gpointer
pod_text_column_get_focused (GtkColumnView *view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (view)))
    return NULL;
  return find_item (focus);
}

gboolean
pod_text_column_focus (GtkColumnView *view, gpointer item)
{
  /* The heading is one of the children, and has no items. */
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (view)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    for (GtkWidget *row = gtk_widget_get_first_child (part); row != NULL;
         row = gtk_widget_get_next_sibling (row))
      if (find_item (row) == item)
        return gtk_widget_grab_focus (row);
  return FALSE;
}

/* The view's own list knows how. */
void
pod_text_column_scroll_to (GtkColumnView *view, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}
