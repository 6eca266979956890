#include "pod-choice.h"
#include "pod-test-window.h"
#include "pod-widget-picture.h"

/* What can be chosen is read in whole where it is chosen, whatever the width of what it is chosen with. */

static const char *const words[] = { "All", "Changhai central laboratory of the hospital",
                                     "生化与凝血功能检查", NULL };

static void
find_labels (GtkWidget *root, GPtrArray *found)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      g_strv_contains (words, gtk_label_get_text (GTK_LABEL (root))))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_labels (child, found);
}

static void
expect_whole (GtkWidget *choice)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *popover = pod_widget_find (choice, GTK_TYPE_POPOVER);

  gtk_popover_popup (GTK_POPOVER (popover));
  pod_test_settle ();
  find_labels (popover, labels);
  g_assert_cmpuint (labels->len, ==, g_strv_length ((char **) words));
  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);

      g_test_message ("%s", gtk_label_get_text (label));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
    }
}

static void
test_drop_down (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_widget_set_tooltip_text (drop_down, "Whose");
  pod_choice_show_whole (drop_down, 6);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (drop_down), ==, "All\nWhose");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (drop_down), ==,
                   "Changhai central laboratory of the hospital\nWhose");
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 400);
  adw_window_set_content (ADW_WINDOW (window), drop_down);
  pod_test_present (window);
  g_assert_cmpint (gtk_widget_get_width (drop_down), <, 200);
  expect_whole (drop_down);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_row (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  pod_choice_show_whole (row, 0);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 400);
  adw_window_set_content (ADW_WINDOW (window), list);
  pod_test_present (window);
  expect_whole (row);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Opens it and goes on by one; the word there. */
static const char *
go_down (GtkWidget *list)
{
  GtkWidget *focus;

  gtk_popover_popup (GTK_POPOVER (gtk_widget_get_ancestor (list, GTK_TYPE_POPOVER)));
  pod_test_settle ();
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_DOWN));
  focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (list)));
  for (gsize i = 0; words[i] != NULL; i++)
    if (pod_test_find_label (focus, words[i], TRUE) != NULL)
      return words[i];
  return NULL;
}

static void
choose (GtkWidget *list, guint place)
{
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", place, FALSE, FALSE);
  gtk_widget_activate_action (list, "list.activate-item", "u", place);
  pod_test_settle ();
}

/* Once it is cleared the keys lead to what they led to from the first; where one can search, that is where they begin. */
static void
test_clear (gconstpointer data)
{
  static const char *const ids[] = { "", "central", "biochemistry", NULL };
  gboolean has_search = GPOINTER_TO_INT (data);
  guint first = has_search ? 0 : 1;
  GtkWidget *window = adw_window_new ();
  GtkDropDown *choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *list = pod_widget_find (GTK_WIDGET (choice), GTK_TYPE_LIST_VIEW);

  gtk_drop_down_set_enable_search (choice, has_search);
  pod_choice_show_whole (GTK_WIDGET (choice), 0);
  pod_choice_fill (choice, ids, model);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (choice));
  pod_test_present (window);
  g_assert_cmpstr (go_down (list), ==, words[first]);
  choose (list, 2);
  g_assert_cmpstr (pod_choice_get (choice), ==, ids[2]);
  pod_choice_clear (choice);
  g_assert_null (pod_choice_get (choice));
  g_assert_cmpstr (go_down (list), ==, words[first]);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/choice/drop-down", test_drop_down);
  g_test_add_func ("/ui/choice/row", test_row);
  g_test_add_data_func ("/ui/choice/clear", GINT_TO_POINTER (FALSE), test_clear);
  g_test_add_data_func ("/ui/choice/clear-search", GINT_TO_POINTER (TRUE), test_clear);
  return g_test_run ();
}
