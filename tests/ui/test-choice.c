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

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/choice/drop-down", test_drop_down);
  g_test_add_func ("/ui/choice/row", test_row);
  return g_test_run ();
}
