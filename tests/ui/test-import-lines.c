/* The list of what a file brings, before it is taken: what is long of a row is read all the same. */

#include "pod-arrival-words.h"
#include "pod-import-row.h"
#include "pod-import-words.h"
#include "pod-imports-fixture.h"
#include "pod-ranges-dialog.h"

static const char file[] =
    "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
    "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"
    "S-001,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n"   /* another of the same */
    "S-001,Serum of invented test,1,g/L,2026-11-20,Serum\n" /* no test of the study */
    "S-001,CD19+ B cells of lymphocytes,5,%,2026-11-20,Blood\n";

/* So wide that a small screen has a margin left, also where letters are as wide as those of Chinese. */
#define MOST_WIDE 830

/* However long a reason is, it is read in its row, and is not cut by the window's edge; one of a kind is called so.  Of two lines that contradict
 * each other each names the other. */
static void
test_reason (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));
  GtkSingleSelection *selection;
  GListModel *columns;
  g_autoptr (GtkColumnViewColumn) line = NULL;
  int least;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  pod_test_settle ();
  selection = imports_line_child (dialog, "selection");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (PodImportRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autofree char *reason = NULL;
      GtkLabel *cell;

      g_object_get (row, "reason", &reason, NULL);
      if (*reason == '\0')
        continue;
      cell = pod_test_find_label (imports_line_child (dialog, "view"), reason, TRUE);
      g_assert_cmpint (gtk_label_get_ellipsize (cell), ==, PANGO_ELLIPSIZE_NONE);
      g_assert_true (gtk_label_get_wrap (cell));
      /* It has the most room. */
      g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (cell)), <=, 3);
    }
  gtk_widget_measure (imports_line_child (dialog, "view"), GTK_ORIENTATION_HORIZONTAL, -1, &least,
                      NULL, NULL, NULL);
  g_test_message ("%d", least);
  g_assert_cmpint (least, <=, MOST_WIDE);
  g_assert_cmpstr (gtk_label_get_text (imports_line_child (dialog, "conflict_words")), ==, "wait");
  g_assert_true (pod_test_shows (dialog, "(see line 2)"));
  g_assert_true (pod_test_shows (dialog, "(see line 3)"));
  g_assert_true (pod_test_shows (dialog, "not mapped"));
  pod_test_picture (dialog, "import-reason.png");
  /* The arrow beside a narrow title has room, or GTK would say otherwise. */
  columns = gtk_column_view_get_columns (imports_line_child (dialog, "view"));
  line = g_list_model_get_item (columns, 0);
  gtk_column_view_sort_by_column (imports_line_child (dialog, "view"), line, GTK_SORT_DESCENDING);
  pod_test_settle ();
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* Of a name its end is read, too, and a bound and a unit are written as everywhere on the screen: also of what nobody can read yet. */
static void
test_written_out (void)
{
  static const char lines[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                              "S-001,CD19+ B cells of lymphocytes,<5,%,2026-11-20,Blood\n"
                              "S-001,Neutrophil count,2.31,10^9/L,20 November,Blood\n" /* no date */
                              "S-001,Test of invented name,<=7,10^9/L,2026-11-20,Blood\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         lines));
  GtkLabel *name;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  pod_test_settle ();
  pod_test_picture (dialog, "import-written-out.png");
  name = pod_test_see_label (imports_line_child (dialog, "view"), "CD19+ B cells of lymphocytes");
  g_assert_nonnull (name);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (name)));
  g_assert_nonnull (pod_test_see_label (dialog, "< 5 %"));
  g_assert_nonnull (pod_test_see_label (dialog, "2.31 ×10⁹/L"));
  g_assert_nonnull (pod_test_see_label (dialog, "≤ 7 ×10⁹/L"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* All of it is seen, and the first of its two lines is the day. */
static void
check_day (GtkLabel *label, const char *day)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int length = pango_layout_get_line_readonly (layout, 0)->length;
  g_autofree char *first = g_strndup (gtk_label_get_text (label), (gsize) length);

  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 2);
  g_assert_false (pango_layout_is_ellipsized (layout));
  g_assert_cmpstr (g_strstrip (first), ==, day);
}

/* In its narrow column a day stays in one piece, and its time may stand below it. */
static void
test_day (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));
  GtkSingleSelection *selection;
  g_autoptr (PodImportRow) row = NULL;
  g_autofree char *collected = NULL, *kept = NULL;
  GtkLabel *label;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  pod_test_settle ();
  selection = imports_line_child (dialog, "selection");
  row = g_list_model_get_item (G_LIST_MODEL (selection), 0);
  g_object_get (row, "collected", &collected, NULL);
  label = pod_test_find_label (imports_line_child (dialog, "view"), collected, TRUE);
  check_day (label, "20\u00a0Nov\u00a02026,");
  kept = pod_arrival_keep_day ("2026年11月20日 08:10");
  gtk_label_set_text (label, kept);
  pod_test_settle ();
  pod_test_picture (dialog, "import-day.png");
  check_day (label, "2026\u2060年\u206011\u2060月\u206020\u2060日");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

static void
add_range (PodTrialWindow *window)
{
  g_autoptr (GError) error = NULL;
  const PodRange range = { .laboratory = "Changhai central laboratory",
                           .observation = "creatinine",
                           .age_to = 200,
                           .from = pod_date_new (2026, 1, 1),
                           .lower = 41,
                           .upper = 81,
                           .unit = pod_unit_from_ucum ("umol/L") };

  g_assert_cmpint (pod_trial_add_range (pod_trial_window_get_trial (window), &range, NULL, &error),
                   >, 0);
  g_assert_no_error (error);
}

static gboolean
is_one_left (gpointer dialog)
{
  return pod_test_shows (dialog, "1 result has no limits (platelet count): ");
}

/* Where none was entered nothing is read again: whoever was at a line is there still. */
static void
look_at_ranges (PodTrialWindow *window, PodImportDialog *dialog)
{
  GtkSingleSelection *selection = imports_line_child (dialog, "selection");
  GtkStack *stack = pod_test_child (dialog, "stack");

  gtk_single_selection_set_selected (selection, 1);
  g_assert_true (pod_test_press (dialog, "_Laboratory Limits…"));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RANGES_DIALOG, TRUE));
  /* As another's duties are told, which are the site's too, and no limits. */
  g_signal_emit_by_name (pod_trial_window_get_trial (window), "changed", (gint64) 0);
  gtk_window_close (pod_test_toplevel (POD_TYPE_RANGES_DIALOG));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "lines");
  pod_test_settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 1);
}

/* Without limits nobody could tell whether they are abnormal: it is said where it can still be mended, and judged again once it is. */
static void
test_unlimited (void)
{
  static const char without[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                                "S-001,Creatinine,70,umol/L,2026-11-20 08:10,Serum,,\n"
                                "S-001,Platelet count,187,10^9/L,2026-11-20 08:10,Blood,,\n"
                                "S-001,Neutrophil count,2.31,10^9/L,2026-11-20,Blood,1.8,6.3\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         without));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_true (pod_test_shows (dialog, "2 results have no limits (creatinine, platelet count): "
                                         "whether they are abnormal cannot be told here. Enter "
                                         "this laboratory’s limits."));
  g_assert_nonnull (pod_test_see_label (imports_line_child (dialog, "view"),
                                        "no limits: whether it is abnormal cannot be told"));
  pod_test_picture (dialog, "import-unlimited.png");
  look_at_ranges (window, dialog);
  g_assert_true (pod_test_press (dialog, "_Laboratory Limits…"));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RANGES_DIALOG, TRUE));
  add_range (window);
  gtk_window_close (pod_test_toplevel (POD_TYPE_RANGES_DIALOG));
  g_assert_true (pod_test_run_until (is_one_left, dialog, 20000));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* Of many tests three are named, each once. */
static void
test_unlimited_many (void)
{
  static const char many[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                             "S-001,Creatinine,70,umol/L,2026-11-20 08:10,Serum\n"
                             "S-001,Platelet count,187,10^9/L,2026-11-20 08:10,Blood\n"
                             "S-001,Platelet count,189,10^9/L,2026-11-19 08:10,Blood\n"
                             "S-001,Neutrophil count,2.31,10^9/L,2026-11-20,Blood\n"
                             "S-001,Hemoglobin,120,g/L,2026-11-20,Blood\n"
                             "S-001,Albumin,40,g/L,2026-11-20,Serum\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", many));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_true (pod_test_shows (dialog, "6 results have no limits (creatinine, platelet count, "
                                         "neutrophil count and 2 more): "));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

static gpointer
ranges_child (const char *name)
{
  return pod_test_child (pod_test_toplevel (POD_TYPE_RANGES_DIALOG), name);
}

/* The form of a new range: what its result is called, and its first day. */
static void
assert_form (const char *name, const char *from)
{
  gtk_widget_activate_action (pod_test_toplevel (POD_TYPE_RANGES_DIALOG), "ranges.add", NULL);
  pod_test_settle ();
  g_assert_cmpstr (
      gtk_string_object_get_string (adw_combo_row_get_selected_item (ranges_child ("observation"))),
      ==, name);
  g_assert_cmpstr (gtk_editable_get_text (ranges_child ("laboratory")), ==,
                   "Changhai central laboratory");
  g_assert_cmpstr (gtk_editable_get_text (ranges_child ("from")), ==, from);
}

static void
assert_sex (guint sex)
{
  g_assert_cmpuint (adw_combo_row_get_selected (ranges_child ("sex")), ==, sex);
}

static void
leave_form (void)
{
  gtk_widget_activate_action (pod_test_toplevel (POD_TYPE_RANGES_DIALOG), "ranges.leave", NULL);
  pod_test_settle ();
}

/* What it would change is found out off the main thread. */
static gboolean
is_saved (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (ranges_child ("stack")), "list");
}

static void
save_form (guint sex, const char *lower)
{
  adw_combo_row_set_selected (ranges_child ("sex"), sex);
  gtk_editable_set_text (ranges_child ("lower"), lower);
  gtk_widget_activate_action (pod_test_toplevel (POD_TYPE_RANGES_DIALOG), "ranges.save", NULL);
  g_assert_true (pod_test_run_until (is_saved, NULL, 10000));
  pod_test_settle ();
}

/* What asked for limits is what a new range begins with: this laboratory's, each test from its first sample, until it is there for whose sex asked;
 * what somebody leaves comes last. */
static void
test_wanted (void)
{
  static const char wanted[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                               "S-001,Creatinine,70,umol/L,2026-11-20 08:10,Serum,41,81\n"
                               "S-001,Platelet count,187,10^9/L,2026-11-20 08:10,Blood,,\n"
                               "S-001,Platelet count,189,10^9/L,2026-11-18 08:10,Blood,,\n"
                               "S-001,Hemoglobin,120,g/L,2026-11-19,Blood,,\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         wanted));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  add_range (window);
  g_assert_true (pod_test_press (dialog, "_Laboratory Limits…"));
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_RANGES_DIALOG, TRUE));
  assert_form ("Platelet count", "2026-11-18");
  leave_form ();
  assert_form ("Hemoglobin", "2026-11-19");
  leave_form ();
  assert_form ("Platelet count", "2026-11-18");
  pod_test_picture (pod_test_toplevel (POD_TYPE_RANGES_DIALOG), "import-wanted.png");
  save_form (0, "125");
  assert_form ("Hemoglobin", "2026-11-19");
  assert_sex (0);
  save_form (2, "130");
  /* Of her alone they are lacking. */
  assert_form ("Hemoglobin", "2026-11-19");
  assert_sex (1);
  save_form (1, "115");
  /* Nothing is wanted any more: another version of the one chosen, from today on. */
  assert_form ("Creatinine", "2026-11-23");
  gtk_window_close (pod_test_toplevel (POD_TYPE_RANGES_DIALOG));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  g_assert_false (gtk_widget_get_visible (imports_line_child (dialog, "unlimited_box")));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

static void
test_limited (void)
{
  static const char with[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                             "S-001,Creatinine,70,umol/L,2026-11-20 08:10,Serum,41,81\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", with));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_false (gtk_widget_get_visible (imports_line_child (dialog, "unlimited_box")));
  g_assert_false (pod_test_shows (dialog, "no limits"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* In the unit in which the study shows it, too, whether or not anything speaks against it; and with the limits that the table would give it, which are
 * told from the laboratory's. */
static void
test_other_unit (void)
{
  static const char other[] =
      "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
      "S-001,Creatinine,1.1,mg/dL,2026-11-20 08:10,Serum,0.5,1.1\n"
      "S-001,Creatinine,70,umol/L,2026-11-21 08:10,Serum,,\n"
      "S-001,Creatinine,0.9,mg/dL,2026-11-22 08:10,Serum,,\n"
      "S-001,Creatinine,1.2,mg/dL,2026-11,Serum,0.5,1.1\n"; /* the day is not known */
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog;
  GtkWidget *view;

  add_range (window);
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv", other));
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  view = imports_line_child (dialog, "view");
  pod_test_settle ();
  pod_test_picture (dialog, "import-other-unit.png");
  g_assert_nonnull (pod_test_see_label (view, "1.1 mg/dL (0.5–1.1)\n= 97.2 µmol/L"));
  g_assert_nonnull (pod_test_see_label (view, "limits 41–81 (from this site’s table)"));
  g_assert_nonnull (pod_test_see_label (view, "0.9 mg/dL\n= 79.6 µmol/L"));
  g_assert_nonnull (pod_test_see_label (view, "limits 41–81 µmol/L (from this site’s table)"));
  g_assert_nonnull (pod_test_see_label (view, "1.2 mg/dL (0.5–1.1)\n= 106 µmol/L"));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* Of what nobody has said what it is nothing is settled one by one: it is said what it is. */
static void
test_only_unmapped (void)
{
  static const char unknown[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                "S-001,Nonesuch,1,g/L,2026-11-20 08:10,Serum\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         unknown));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_false (pod_test_shows (dialog, "one by one"));
  g_assert_true (pod_test_shows (dialog, "say below which observation it is"));
  g_assert_cmpstr (gtk_button_get_label (pod_test_child (dialog, "import_button")), ==,
                   "See _What Is Not Mapped…");
  pod_test_picture (dialog, "import-only-unmapped.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* Before anything is taken it is seen what limits the file has, also where they stand in two columns, and of what nobody knows. */
static void
test_limits (void)
{
  static const char lines[] = "筛选号,项目名称,结果,单位,采集时间,标本类型,参考下限,参考上限\n"
                              "S-001,Creatinine,88,umol/L,2026-11-20,Serum,41.5,81.5\n"
                              "S-001,Nonesuch of long,1234.56,10^9/L,2026-11-20,Serum,1000,2000\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         lines));
  GtkLabel *cell;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  pod_test_settle ();
  g_assert_true (pod_test_shows (dialog, "88 µmol/L (41.5–81.5)"));
  cell = pod_test_find_label (imports_line_child (dialog, "view"), "(1000–2000)", FALSE);
  g_assert_nonnull (cell);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (cell)));
  pod_test_picture (dialog, "import-limits.png");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer ("_Keep");
  pod_test_window_close (window);
}

/* Of one test that nobody knows among many results that are known it is not said of all of them. */
static void
test_some_unmapped (void)
{
  char calcium[] = "Ca", same[] = "Ca", potassium[] = "K", name[] = "Hb";
  PodImportItem items[] = { { .state = "unmapped", .item = calcium },
                            { .state = "unmapped", .item = same },
                            { .state = "unmapped", .item = potassium },
                            { .state = "duplicate", .item = name } };
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  PodImport import = { .unmapped = 2, .items = lines };
  static const struct
  {
    guint duplicate;
    guint refused;
    const char *says;
  } cases[] = {
    { 0, 0, "nobody has said yet what its tests are" },
    { 200, 0, "of 1 test nobody has said yet what it is" },
    { 0, 5, "of 2 tests nobody has said yet what they are" },
  };

  g_ptr_array_add (lines, &items[0]);
  g_ptr_array_add (lines, &items[1]);
  g_ptr_array_add (lines, &items[3]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;

      if (i == 2)
        g_ptr_array_add (lines, &items[2]);
      import.duplicate = cases[i].duplicate;
      import.refused = cases[i].refused;
      words = pod_import_words_before (&import);
      g_assert_nonnull (strstr (words, cases[i].says));
    }
}

/* Where what the laboratory wrote is kept it is not said that nothing was changed. */
static void
test_kept (void)
{
  PodImportItem items[] = { { .state = "duplicate" },
                            { .state = "duplicate", .cause = "duplicate" },
                            { .state = "refused" } };
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  PodImport import = { .duplicate = 2, .items = lines };
  g_autofree char *known = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *beside = NULL;

  g_ptr_array_add (lines, &items[0]);
  known = pod_import_words_before (&import);
  g_assert_cmpstr (known, ==, "There is nothing new in this file. Nothing was changed.");
  g_ptr_array_add (lines, &items[1]);
  kept = pod_import_words_before (&import);
  g_assert_cmpstr (kept, ==,
                   "There is nothing new in this file; what the laboratory wrote is kept beside "
                   "what was typed.");
  g_ptr_array_add (lines, &items[2]);
  import.refused = 1;
  beside = pod_import_words_before (&import);
  g_assert_cmpstr (beside, ==, kept);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/import-lines/reason", test_reason);
  g_test_add_func ("/ui/import-lines/written-out", test_written_out);
  g_test_add_func ("/ui/import-lines/day", test_day);
  g_test_add_func ("/ui/import-lines/unlimited", test_unlimited);
  g_test_add_func ("/ui/import-lines/unlimited-many", test_unlimited_many);
  g_test_add_func ("/ui/import-lines/wanted", test_wanted);
  g_test_add_func ("/ui/import-lines/limited", test_limited);
  g_test_add_func ("/ui/import-lines/other-unit", test_other_unit);
  g_test_add_func ("/ui/import-lines/only-unmapped", test_only_unmapped);
  g_test_add_func ("/ui/import-lines/limits", test_limits);
  g_test_add_func ("/ui/import-lines/some-unmapped", test_some_unmapped);
  g_test_add_func ("/ui/import-lines/kept", test_kept);
  return g_test_run ();
}
