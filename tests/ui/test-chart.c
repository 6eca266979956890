/* A chart by keys and pointer: what is walked, zoomed, hovered, listed and saved is the scene, and hovering paints nothing of it. */

#include "pod-chart-fixture.h"
#include "pod-chart-table.h"
#include "pod-omissions-dialog.h"
#include "pod-widget-picture.h"

#include <string.h>

static void
check_shown (ChartFixture *fixture, int first, int last)
{
  PodDayRange shown = { 0 };

  g_assert_true (pod_chart_canvas_get_shown (fixture->canvas, &shown));
  g_assert_cmpint (shown.first, ==, first);
  g_assert_cmpint (shown.last, ==, last);
}

/* ---- walking ---- */

static void
test_keys (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *ring = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas));
  gint32 day;

  /* Whoever comes to the chart comes to its first record. */
  g_assert_true (gtk_widget_has_focus (ring));
  g_assert_cmpint (chart_get_record (fixture), ==, 1);
  /* But its words stand below, and values lie over the chart, only once somebody walks it, or points. */
  g_assert_true (pod_test_shows (fixture->view, "walk by arrow keys"));
  g_assert_false (pod_test_shows (fixture->view, "Test 0: 1 g/L"));
  g_assert_false (pod_day_view_get_day (fixture->days, &day));
  gtk_test_accessible_assert_role (fixture->canvas, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->canvas, GTK_ACCESSIBLE_PROPERTY_LABEL, "Results");
  gtk_test_accessible_assert_property (fixture->canvas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Fifteen results");
  gtk_test_accessible_assert_role (ring, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test 0: 1 g/L");
  chart_do_int (fixture, "chart.walk", 1);
  g_assert_cmpint (chart_get_record (fixture), ==, 2);
  gtk_test_accessible_assert_property (ring, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test 0: 2 g/L");
  g_assert_true (pod_test_shows (fixture->view, "Test 0: 2 g/L"));
  /* The cursor of every panel goes along. */
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  g_assert_cmpint (day, ==, 10);
  chart_do_int (fixture, "chart.walk-row", 1);
  g_assert_cmpint (chart_get_record (fixture), ==, 102);
  chart_do_int (fixture, "chart.walk-row", -1);
  chart_do_int (fixture, "chart.walk-row", -1);
  g_assert_cmpint (chart_get_record (fixture), ==, 2);
  chart_do_int (fixture, "chart.walk", G_MAXINT);
  g_assert_cmpint (chart_get_record (fixture), ==, 205);
  chart_do_int (fixture, "chart.walk", G_MININT);
  g_assert_cmpint (chart_get_record (fixture), ==, 1);
  chart_do_plain (fixture, "chart.activate");
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_FINDING);
}

/* A course of a drug below the first plot begins before its results: the keyboard comes to a result. */
static void
test_first_result (ChartFixture *fixture, gconstpointer data)
{
  fixture->course = 77;
  pod_chart_canvas_forget (fixture->canvas);
  pod_chart_view_refresh (fixture->view);
  gtk_window_set_focus (fixture->window, NULL);
  pod_test_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  pod_test_settle ();
  g_assert_cmpint (chart_get_record (fixture), ==, 1);
  chart_do_int (fixture, "chart.walk", -1);
  g_assert_cmpint (chart_get_record (fixture), ==, 77);
}

/* The days of an event that has the keyboard are told, and shown over a chart that is not painted anew, until Escape. */
static void
test_event_days (ChartFixture *fixture, gconstpointer data)
{
  GtkLabel *caption = pod_test_child (fixture->view, "caption");
  guint paints;

  fixture->event = 88;
  pod_chart_view_refresh (fixture->view);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  pod_test_settle ();
  paints = pod_chart_canvas_count_paints (fixture->canvas);
  g_assert_true (pod_chart_canvas_go_to (fixture->canvas, POD_RECORD_ADVERSE_EVENT, 88, NULL));
  pod_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (caption), ==,
                   "Fever, grade 2; in its days: 6 results, 0 courses of drugs");
  pod_test_picture (fixture->window, "chart-event.png");
  pod_test_press_key ("Escape");
  g_assert_cmpstr (gtk_label_get_text (caption), ==, "Fever, grade 2");
  g_assert_cmpint (chart_get_record (fixture), ==, 88);
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints);
  /* Whoever comes back to it sees them again. */
  chart_do_int (fixture, "chart.walk", -1);
  chart_do_int (fixture, "chart.walk", 1);
  g_assert_true (g_str_has_suffix (gtk_label_get_text (caption), "courses of drugs"));
  /* So does whoever looks while the chart is laid out anew. */
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_true (g_str_has_suffix (gtk_label_get_text (caption), "courses of drugs"));
}

/* ---- zooming ---- */

static void
test_zoom (ChartFixture *fixture, gconstpointer data)
{
  check_shown (fixture, -10, 50);
  chart_do_int (fixture, "chart.walk-row", 0);
  /* Around the day of the record that has the keyboard, which is day 0: a sixth from the left it stays. */
  chart_do_int (fixture, "chart.zoom", 1);
  check_shown (fixture, -7, 33);
  g_assert_cmpint (chart_get_record (fixture), ==, 1);
  chart_do_int (fixture, "chart.pan", 1);
  check_shown (fixture, 3, 43);
  chart_do_int (fixture, "chart.pan", 1);
  check_shown (fixture, 10, 50);
  chart_do_plain (fixture, "chart.back");
  check_shown (fixture, 3, 43);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "all");
  pod_test_settle ();
  check_shown (fixture, -10, 50);
  chart_do_plain (fixture, "chart.back");
  chart_do_plain (fixture, "chart.back");
  chart_do_plain (fixture, "chart.back");
  check_shown (fixture, -10, 50);
  g_assert_false (pod_day_view_can_go_back (fixture->days));
  chart_do_plain (fixture, "chart.back");
  check_shown (fixture, -10, 50);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "early");
  pod_test_settle ();
  check_shown (fixture, -14, 35);
  g_assert_true (pod_test_shows (fixture->view, "D −14 to D 35"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "screening");
  pod_test_settle ();
  check_shown (fixture, -10, 0);
}

/* Another chart of the same days goes on for a year: here nobody scrolls or walks out of what there is. */
static void
test_extent (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *scrollbar = pod_test_child (fixture->view, "scrollbar");
  GtkAdjustment *scroll = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (scrollbar));

  pod_day_view_add_extent (fixture->days, (PodDayRange){ -60, 400 });
  pod_day_view_set_range (fixture->days, (PodDayRange){ 20, 40 }, FALSE);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (scrollbar));
  g_assert_cmpfloat (gtk_adjustment_get_lower (scroll), ==, -10);
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), ==, 50);
  for (int i = 0; i < 5; i++)
    chart_do_int (fixture, "chart.pan", 1);
  check_shown (fixture, 30, 50);
  pod_day_view_set_range (fixture->days, (PodDayRange){ -14, 60 }, FALSE);
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (scrollbar));
}

static PodScene *
lay_out_nothing (double width, PodDayRange days, gpointer data)
{
  PodScene *scene = pod_scene_new (width, 100);

  scene->not_drawn = *(guint *) data;
  return scene;
}

/* Days can be chosen where some of them have a record. */
static void
test_no_days (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *zoom = pod_test_child (fixture->view, "zoom_box");
  guint elsewhere = 1;

  pod_day_view_set_range (fixture->days, (PodDayRange){ -14, 35 }, FALSE);
  pod_chart_view_set_func (fixture->view, lay_out_nothing, NULL, &elsewhere);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (zoom));
  elsewhere = 0;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_false (gtk_widget_get_visible (zoom));
}

/* The mouse lies somewhere, and points at another day. */
static void
test_zoom_beside_mouse (ChartFixture *fixture, gconstpointer data)
{
  chart_do_int (fixture, "chart.walk-row", 0);
  pod_day_view_set_day (fixture->days, 45);
  for (int i = 0; i < 3; i++)
    chart_do_int (fixture, "chart.zoom", 1);
  g_assert_cmpint (chart_get_record (fixture), ==, 1);
}

/* Where the record is gone from the days shown, nothing has the keyboard; where it is there, it keeps it. */
static void
test_zoom_keeps_record (ChartFixture *fixture, gconstpointer data)
{
  gint32 day;

  chart_do_int (fixture, "chart.walk", 3);
  g_assert_cmpint (chart_get_record (fixture), ==, 4);
  pod_day_view_set_range (fixture->days, (PodDayRange){ 25, 45 }, FALSE);
  pod_test_settle ();
  g_assert_cmpint (chart_get_record (fixture), ==, 4);
  g_assert_true (pod_day_view_get_day (fixture->days, &day));
  pod_day_view_set_range (fixture->days, (PodDayRange){ 0, 20 }, FALSE);
  pod_test_settle ();
  g_assert_cmpint (chart_get_record (fixture), ==, 0);
  /* Nor does its cursor stay behind and tell of others. */
  g_assert_false (pod_day_view_get_day (fixture->days, &day));
}

/* ---- how it looks ---- */

static void
test_theme (ChartFixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  guint paints = pod_chart_canvas_count_paints (fixture->canvas);
  guint layouts = fixture->layouts;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  pod_test_settle ();
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints + 1);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  pod_test_settle ();
  g_assert_cmpuint (pod_chart_canvas_count_paints (fixture->canvas), ==, paints + 2);
  g_assert_cmpuint (fixture->layouts, ==, layouts);
}

/* ---- the table ---- */

/* What a column is can be read: the theme's own shade is no 3 to 1 upon its ground. */
static void
test_headings (ChartFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GtkWidget *header, *box;
  GdkRGBA heading, text;

  /* As a GtkApplication does by itself. */
  gtk_css_provider_load_from_resource (style, "/io/github/podocyte/Podocyte/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  chart_do_plain (fixture, "chart.table");
  header = gtk_widget_get_first_child (pod_test_child (fixture->view, "table"));
  box = gtk_widget_get_first_child (gtk_widget_get_first_child (header));
  gtk_style_context_get_color (gtk_widget_get_style_context (header), &text);
  gtk_style_context_get_color (gtk_widget_get_style_context (box), &heading);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (style));
  g_assert_cmpfloat (heading.alpha, >=, 0.7 * text.alpha);
}

static gpointer
get_model (ChartFixture *fixture)
{
  return gtk_column_view_get_model (pod_test_child (fixture->view, "table"));
}

static void
test_table (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *scrollbar = pod_test_child (fixture->view, "scrollbar");

  chart_do_int (fixture, "chart.zoom", 1);
  g_assert_true (gtk_widget_get_visible (scrollbar));
  /* Below the table the days' scrollbar would be taken for its own. */
  chart_do_plain (fixture, "chart.table");
  g_assert_false (gtk_widget_get_visible (scrollbar));
  chart_do_plain (fixture, "chart.table");
  g_assert_true (gtk_widget_get_visible (scrollbar));
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "chart.show", "s", "all");
  pod_test_settle ();
  chart_do_int (fixture, "chart.walk", G_MININT);
  chart_do_int (fixture, "chart.walk", 6);
  g_assert_cmpint (chart_get_record (fixture), ==, 102);
  chart_do_plain (fixture, "chart.table");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), ==, PANELS * RESULTS);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_model (fixture)), ==, 6);
  /* What is chosen in the table has the keyboard on the chart. */
  gtk_single_selection_set_selected (get_model (fixture), 13);
  g_assert_cmpint (chart_get_record (fixture), ==, 204);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", 2);
  g_assert_cmpint (fixture->activated, ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "chart.table", NULL);
  pod_test_settle ();
  g_assert_cmpint (chart_get_record (fixture), ==, 3);
}

static gboolean
is_cut (gpointer root, const char *text)
{
  GtkLabel *label = pod_test_find_label (root, text, TRUE);

  g_assert_nonnull (label);
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* Where there is little room, what is long makes way and not what is short: a unit without its end is another one. */
static void
test_short_cells (ChartFixture *fixture, gconstpointer data)
{
  static const char *const name = "Estimated glomerular filtration rate, by creatinine";
  static const char *const remark = "the collection was not whole, and has to be collected again";
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  GtkWidget *window = gtk_window_new ();

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Test", "Unit", "Remarks", NULL);
  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, name, "mL/min/1.73 m²", remark, NULL);
  pod_chart_table_fill (view, g_ptr_array_index (scene->rows, 0), scene->rows, 1);
  gtk_window_set_default_size (GTK_WINDOW (window), 260, 200);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  pod_test_present (window);
  g_assert_true (is_cut (view, name));
  g_assert_true (is_cut (view, remark));
  g_assert_false (is_cut (view, "mL/min/1.73 m²"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A name that has no room in one line has it in two, in either language. */
static void
test_long_names (ChartFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "CD19+ B 细胞占淋巴细胞比例", "Neutrophil count decreased" };
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  GtkWidget *window = gtk_window_new ();

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Test", "Unit", "Remarks", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, names[i], "mL/min/1.73 m²", "", NULL);
  pod_chart_table_fill (view, g_ptr_array_index (scene->rows, 0), scene->rows, 1);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 200);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  pod_test_present (window);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_cut (view, names[i]));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One note stands below the table; several stand behind a button and take no more of its room. */
static void
test_notes (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *bar = pod_test_child (fixture->view, "bar");
  GtkWidget *notes = pod_test_child (fixture->view, "notes");
  int height;

  fixture->below = "Creatinine: dialysis is grade 4.";
  pod_chart_view_refresh (fixture->view);
  chart_do_plain (fixture, "chart.table");
  height = gtk_widget_get_height (bar);
  g_assert_true (pod_test_shows (bar, "Creatinine: dialysis is grade 4."));
  g_assert_false (gtk_widget_get_visible (notes));
  fixture->below = "Creatinine: dialysis is grade 4.\nUrate: pain is grade 3.\n"
                   "Sodium: symptoms are grade 3.\nPotassium: a change of the ECG is grade 3.";
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_true (pod_test_shows (bar, "4 notes on grades"));
  g_assert_false (pod_test_shows (bar, "Urate"));
  g_assert_cmpint (gtk_widget_get_height (bar), ==, height);
  gtk_menu_button_popup (GTK_MENU_BUTTON (notes));
  pod_test_settle ();
  g_assert_true (pod_test_shows (gtk_menu_button_get_popover (GTK_MENU_BUTTON (notes)),
                                 "Urate: pain is grade 3."));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (notes));
  /* The chart itself has none. */
  chart_do_plain (fixture, "chart.table");
  g_assert_false (gtk_widget_get_visible (notes));
}

static void
open_key (GtkWidget *key, PodChartCanvas *canvas)
{
  g_assert_true (gtk_widget_mnemonic_activate (gtk_widget_get_first_child (key), FALSE));
  /* A key presses a button for as long as one sees it. */
  while (!gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    g_main_context_iteration (NULL, TRUE);
  pod_test_settle ();
}

static void
close_key (GtkWidget *key, PodChartCanvas *canvas)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (key));
  while (gtk_widget_get_mapped (GTK_WIDGET (canvas)))
    g_main_context_iteration (NULL, TRUE);
  pod_test_settle ();
}

/* What explains the marks is at hand by key wherever the chart is scrolled to, in the chart's own words. */
static void
test_key (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *key = pod_test_child (fixture->view, "key");
  PodChartCanvas *canvas = POD_CHART_CANVAS (pod_test_child (fixture->view, "key_canvas"));
  PodScene *scene;

  g_assert_false (gtk_widget_get_visible (key));
  fixture->explained = TRUE;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_true (gtk_widget_get_visible (key));
  open_key (key, canvas);
  scene = pod_chart_canvas_get_scene (canvas);
  g_assert_cmpuint (scene->marks->len, ==, 1);
  g_assert_cmpstr (g_array_index (scene->marks, PodMark, 0).text, ==, "Dots: results");
  g_assert_cmpfloat (g_array_index (scene->marks, PodMark, 0).y, <, scene->height);
  g_assert_cmpstr (scene->description, ==, "Dots: results");
  g_assert_cmpuint (pod_chart_canvas_count_records (canvas), ==, 0);
  close_key (key, canvas);
  /* A table has none. */
  chart_do_plain (fixture, "chart.table");
  g_assert_false (gtk_widget_get_visible (key));
}

/* For its key the chart is laid out once, however often one looks at that; and it is no wider than the chart. */
static void
test_key_again (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *key = pod_test_child (fixture->view, "key");
  PodChartCanvas *canvas = POD_CHART_CANVAS (pod_test_child (fixture->view, "key_canvas"));
  guint layouts;

  fixture->explained = TRUE;
  gtk_window_set_default_size (fixture->window, 520, 600);
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  layouts = fixture->layouts;
  for (guint i = 0; i < 2; i++)
    {
      open_key (key, canvas);
      g_assert_cmpuint (fixture->layouts, ==, layouts + 1);
      g_assert_cmpfloat (pod_chart_canvas_get_scene (canvas)->width, <=,
                         pod_chart_canvas_get_scene (fixture->canvas)->width);
      close_key (key, canvas);
    }
}

/* An event and a result may have the same number: the row is that of the one that has the keyboard, and opens it. */
static void
test_twins (ChartFixture *fixture, gconstpointer data)
{
  fixture->twins = TRUE;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  chart_do_int (fixture, "chart.walk", RESULTS);
  chart_do_plain (fixture, "chart.table");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_model (fixture)), ==, RESULTS);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", RESULTS);
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_EVENT);
  g_signal_emit_by_name (pod_test_child (fixture->view, "table"), "activate", 0);
  g_assert_cmpint (fixture->activated, ==, 1);
  g_assert_cmpint (fixture->activated_type, ==, POD_RECORD_FINDING);
}

/* ---- what is not drawn ---- */

static void
test_omissions (ChartFixture *fixture, gconstpointer data)
{
  PodRecordsDialog *dialog;
  gpointer view;

  g_assert_true (pod_test_shows (fixture->view, "15 records"));
  /* Paper tells the scene's own count, in which what stands below a plot is none of its results; so does the screen. */
  fixture->records = 14;
  pod_chart_view_refresh (fixture->view);
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->view, "14 records"));
  fixture->records = 0;
  chart_do_plain (fixture, "chart.omissions");
  g_assert_null (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  pod_day_view_set_range (fixture->days, (PodDayRange){ 5, 25 }, FALSE);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (fixture->view, "6 of 15 drawn, 9 not"));
  chart_do_plain (fixture, "chart.omissions");
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_nonnull (dialog);
  pod_test_picture (dialog, "chart-omissions.png");
  view = pod_test_child (dialog, "view");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))), ==,
                    9);
  g_assert_true (pod_test_shows (dialog, "outside the days shown"));
  g_signal_emit_by_name (view, "activate", 0);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  g_assert_cmpint (fixture->activated, ==, 1);
}

/* Among some days as among all of them it is said what is drawn and has no grade, and that is listed before what lies outside. */
static void
test_ungraded_of_some_days (ChartFixture *fixture, gconstpointer data)
{
  GtkWidget *counts = pod_test_child (fixture->view, "counts");
  PodRecordsDialog *dialog;

  fixture->not_graded = 2;
  pod_day_view_set_range (fixture->days, (PodDayRange){ 5, 25 }, FALSE);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (fixture->view,
                                      "6 of 15 drawn,\n2 not graded,\n9 not drawn…"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (counts), ==,
                   "9 records are not drawn: outside the days shown\n2 results are drawn and not "
                   "graded: no baseline");
  chart_do_plain (fixture, "chart.omissions");
  dialog = pod_test_toplevel (POD_TYPE_RECORDS_DIALOG);
  g_assert_nonnull (dialog);
  g_signal_emit_by_name (pod_test_child (dialog, "view"), "activate", 0);
  pod_test_settle ();
  g_assert_cmpint (fixture->activated, ==, 201);
}

/* What the scale has no term for is one line below what counts, and leads nowhere. */
static void
test_without_term (ChartFixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  PodRecordsDialog *dialog;
  gpointer view;

  pod_scene_leave_ungraded (scene, POD_N_RECORD_TYPES, 0, "UPCR", "no term");
  pod_scene_leave_ungraded (scene, POD_N_RECORD_TYPES, 0, "IgG", "no term");
  pod_scene_leave_ungraded (scene, POD_RECORD_FINDING, 7, "eGFR 90", "no baseline");
  dialog = pod_omissions_dialog_new (fixture->window, scene);
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  view = pod_test_child (dialog, "view");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))), ==,
                    2);
  g_assert_cmpint (pod_chart_table_get_row (view, 0), ==, 0);
  g_assert_true (pod_test_shows (dialog, "2 tests: UPCR, IgG"));
  g_signal_emit_by_name (view, "activate", 1);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_RECORDS_DIALOG));
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The day, with which a record ends, is read in whole whatever stands before it. */
static void
test_long_omission (ChartFixture *fixture, gconstpointer data)
{
  static const char *const what = "Urine protein to creatinine ratio 123.4 mg/mmol, "
                                  "20 November 2026, 08:10 (day −20)";
  g_autoptr (PodScene) scene = pod_scene_new (100, 100);
  PodRecordsDialog *dialog;
  GtkLabel *label;

  pod_scene_leave_out (scene, POD_RECORD_FINDING, 7, what,
                       "no place on a logarithmic axis, whatever is done");
  dialog = pod_omissions_dialog_new (fixture->window, scene);
  gtk_window_present (GTK_WINDOW (dialog));
  pod_test_settle ();
  label = pod_test_see_label (dialog, what);
  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  pod_test_picture (dialog, "chart-omissions-long.png");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* ---- what leaves ---- */

static void
test_saving (ChartFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "c.pdf", "c.svg", "c.png", "c.csv" };
  static const char *const magic[] = { "%PDF-", "<?xml", "\x89PNG",
                                       "\xEF\xBB\xBF"
                                       "Observation,Day" };
  const char *dir = pod_test_dir ();
  g_autoptr (GError) error = NULL;
  const char *csv;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *path = pod_test_path (dir, names[i]);

      g_assert_true (pod_chart_view_save_to (fixture->view, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (pod_test_read (path, NULL), magic[i]));
    }
  g_assert_cmpuint (fixture->noted, ==, G_N_ELEMENTS (names));
  csv = pod_test_read (pod_test_path (dir, "c.csv"), NULL);
  g_assert_nonnull (strstr (csv, "\r\nTest 1,10,12\r\n"));
  g_assert_false (pod_chart_view_save_to (fixture->view, pod_test_path (dir, "c.doc"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_cmpuint (fixture->noted, ==, G_N_ELEMENTS (names));
  g_assert_true (pod_chart_view_print_to (fixture->view, pod_test_path (dir, "p.pdf"), &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pod_test_read (pod_test_path (dir, "p.pdf"), NULL), "%PDF-"));
}

static void
test_copy (ChartFixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;

  chart_do_plain (fixture, "chart.copy");
  content = gdk_clipboard_get_content (clipboard);
  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_true (g_str_has_prefix (g_value_get_string (&value),
                                   "Observation\tDay\tValue\nTest 0\t0\t1\n"));
  g_assert_cmpuint (fixture->noted, ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/chart/" name, ChartFixture, NULL, chart_set_up, func, chart_tear_down)

/* What keys had come to is not what is meant once something else is pointed at: box and line below name one result. */
static void
test_point_after_keys (ChartFixture *fixture, gconstpointer data)
{
  PodScene *scene = pod_chart_canvas_get_scene (fixture->canvas);
  const PodMark *other;

  chart_do_int (fixture, "chart.walk", 1);
  other = pod_chart_canvas_get_meant (fixture->canvas);
  g_assert_nonnull (other);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_SYMBOL && mark->type == POD_RECORD_FINDING &&
          mark->id != other->id)
        {
          pod_chart_canvas_point (fixture->canvas, mark->x, mark->y);
          g_assert_cmpint (pod_chart_canvas_get_meant (fixture->canvas)->id, ==, mark->id);
          return;
        }
    }
  g_assert_not_reached ();
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("keys", test_keys);
  ADD ("point-after-keys", test_point_after_keys);
  ADD ("first-result", test_first_result);
  ADD ("event-days", test_event_days);
  ADD ("zoom", test_zoom);
  ADD ("extent", test_extent);
  ADD ("no-days", test_no_days);
  ADD ("zoom-beside-mouse", test_zoom_beside_mouse);
  ADD ("zoom-keeps-record", test_zoom_keeps_record);
  ADD ("theme", test_theme);
  ADD ("table", test_table);
  ADD ("headings", test_headings);
  ADD ("short-cells", test_short_cells);
  ADD ("long-names", test_long_names);
  ADD ("notes", test_notes);
  ADD ("key", test_key);
  ADD ("key-again", test_key_again);
  ADD ("twins", test_twins);
  ADD ("long-omission", test_long_omission);
  ADD ("omissions", test_omissions);
  ADD ("ungraded-of-some-days", test_ungraded_of_some_days);
  ADD ("without-term", test_without_term);
  ADD ("saving", test_saving);
  ADD ("copy", test_copy);
  return g_test_run ();
}
