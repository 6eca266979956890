#include "pod-import-columns.h"
#include "pod-imports-fixture.h"
#include "pod-lab-value.h"
#include "pod-test-window.h"
#include "pod-trial-laboratory.h"

/* A file whose headings no map knows: a person says which column is what. */

/* Marks of markup are the laboratory's own letters. */
static const char foreign[] = "Monthly report\n"
                              "<b>Pat</b> & Co,Pruefung,Wert,Wert 2,Einheit,Entnahme,,Pruefer\n"
                              "S-001,Creatinine,88,<i>,umol/L,2026-11-20 08:10,1,\n"
                              "S-001,Haemoglobin,101,90,g/L,2026-11-20 08:10,2,\n";
#define WERT_2 4

static PodImportDialog *
open_source (PodTrialWindow *window, const char *text)
{
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "f.csv", text));
  gpointer source = pod_test_child (dialog, "source");

  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_false (gtk_widget_get_visible (pod_test_child (source, "columns_button")));
  adw_combo_row_set_selected (pod_test_child (source, "laboratory"), 1);
  pod_test_settle ();
  return dialog;
}

static PodImportColumns *
open_from_source (PodImportDialog *dialog)
{
  gpointer button = pod_test_child (pod_test_child (dialog, "source"), "columns_button");

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_COLUMNS, TRUE));
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_IMPORT_COLUMNS);
}

static void
choose (PodImportColumns *columns, const char *column, guint index)
{
  adw_combo_row_set_selected (pod_test_child (columns, column), index);
}

static void
choose_needed (PodImportColumns *columns)
{
  choose (columns, "subject", 1);
  choose (columns, "item", 2);
  choose (columns, "result", 3);
  choose (columns, "collected", 6);
  choose (columns, "unit", 5);
}

/* In the order in which they stand. */
static void
choose_in_order (PodImportColumns *columns)
{
  choose (columns, "subject", 1);
  choose (columns, "item", 2);
  choose (columns, "result", 3);
  choose (columns, "collected", 4);
  choose (columns, "unit", 5);
}

static gboolean
may_use (PodImportColumns *columns)
{
  return gtk_widget_get_sensitive (pod_test_child (columns, "use_button"));
}

static void
assert_subtitle (PodImportColumns *columns, const char *column, const char *words)
{
  g_assert_cmpstr (adw_action_row_get_subtitle (pod_test_child (columns, column)), ==, words);
}

static void
assert_chosen (PodImportColumns *columns, const char *column, guint index)
{
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (columns, column)), ==, index);
}

static gboolean
is_misfit (PodImportDialog *dialog)
{
  return gtk_widget_get_visible (pod_test_child (pod_test_child (dialog, "source"), "misfit"));
}

/* The first row that is not chosen yet, by nothing but the keyboard. */
static void
choose_by_keys (guint downs)
{
  pod_test_press_key ("Return");
  for (guint i = 0; i < downs; i++)
    pod_test_press_key ("Down");
  pod_test_press_key ("Return");
}

static void
use (PodImportDialog *dialog)
{
  pod_test_press_key ("ctrl+Return");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_COLUMNS, FALSE));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
}

/* What cannot be read yet is not offered to be read, and the button says why; NULL for what can. */
static void
check_hindered (PodImportDialog *dialog, const char *why)
{
  GtkWidget *button = pod_test_child (dialog, "import_button");

  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, why == NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, why);
  g_assert_true (why == NULL || pod_test_shows (pod_test_child (dialog, "source"), why));
}

/* Only what is lacking is named; of a map that fits, and where no laboratory is said, nothing. */
static void
test_misfit (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, "病历号,项目名称,结果,采集时间\n"
                                                 "X-900001,Creatinine,88,2026-11-20\n");
  gpointer source = pod_test_child (dialog, "source");
  AdwComboRow *map = pod_test_child (source, "map");
  guint fitting = adw_combo_row_get_selected (map);

  check_hindered (dialog, NULL);
  /* By what they call the subjects by they are told apart, and not by their files. */
  g_assert_true (pod_test_shows (map, "Changhai central laboratory (by hospital record number)"));
  g_assert_false (pod_test_shows (source, ".ini"));
  adw_combo_row_set_selected (map, fitting == 0 ? 1 : 0);
  check_hindered (dialog, "A column that this map needs is not in the file: subject’s number.");
  pod_test_picture (dialog, "import-misfit.png");
  adw_combo_row_set_selected (map, fitting);
  check_hindered (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = open_source (window, "筛选号,项目名称,结果,Result,采集时间\n"
                                "S-001,Creatinine,88,89,2026-11-20\n");
  check_hindered (dialog, "By this map it cannot be told which column of the file is what.");
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Chosen by keys, read at once, and the next file of that form without being asked. */
static void
test_choose (void)
{
  static const char *const counts[] = { "2", "0", "0", "0", "0" };
  static const char *const again[] = { "1", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, foreign);
  PodImportColumns *columns;

  g_assert_true (is_misfit (dialog));
  check_hindered (dialog, "The columns that this map needs are not in the file: subject’s number, "
                          "test, result, when it was collected.");
  columns = open_from_source (dialog);
  g_assert_false (may_use (columns));
  assert_subtitle (columns, "subject", "Every result needs it: choose its column");
  choose_by_keys (1);
  assert_chosen (columns, "subject", 1);
  assert_subtitle (columns, "subject", "S-001");
  choose_needed (columns);
  assert_subtitle (columns, "result", "88 · 101");
  g_assert_true (pod_test_shows (columns, "cannot be chosen"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (columns, "take_back_button")));
  pod_test_picture (columns, "import-columns.png");
  use (dialog);
  imports_assert_counts (dialog, counts);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = imports_open_dialog (
      window, pod_test_write (pod_test_dir (), "g.csv",
                              "Another month\n<b>Pat</b> & Co,Pruefung,Wert,Wert 2,Einheit,"
                              "Entnahme,,Pruefer\n"
                              "S-001,Haemoglobin,99,,g/L,2026-11-21,,\n"));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_false (is_misfit (dialog));
  g_assert_true (pod_test_shows (dialog, "were chosen for this laboratory"));
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, again);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* One column is one thing; the row that has it already is named. */
static void
test_twice (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, foreign);
  PodImportColumns *columns = open_from_source (dialog);

  choose_needed (columns);
  g_assert_true (may_use (columns));
  choose (columns, "specimen", 3);
  g_assert_false (may_use (columns));
  assert_subtitle (columns, "specimen", "“Result” has this column already");
  assert_subtitle (columns, "result", "“Specimen” has this column already");
  pod_test_picture (columns, "import-columns-twice.png");
  pod_test_press_key ("ctrl+Return");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_IMPORT_COLUMNS));
  choose (columns, "specimen", 7);
  assert_subtitle (columns, "specimen", "Empty in the first lines");
  g_assert_true (may_use (columns));
  choose (columns, "collected", 0);
  g_assert_false (may_use (columns));
  pod_test_press_key ("Escape");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_COLUMNS, FALSE));
  g_assert_true (is_misfit (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Also where that came in before, and was left lying there: what it took for results must not stay. */
static void
test_came_before (void)
{
  static const char *const wrong[] = { "1", "0", "0", "0", "1" };
  static const char *const right[] = { "2", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, foreign);
  PodImportColumns *columns = open_from_source (dialog);

  choose_needed (columns);
  choose (columns, "result", WERT_2);
  use (dialog);
  imports_assert_counts (dialog, wrong);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "f.csv", foreign));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  columns = open_from_source (dialog);
  choose (columns, "result", 3);
  use (dialog);
  imports_assert_counts (dialog, right);
  imports_assert_arrivals (window, 2, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Another column is another reading: the one before is set aside.  Taken back, the map has its own again. */
static void
test_again (void)
{
  static const char *const wrong[] = { "1", "0", "0", "0", "1" };
  static const char *const right[] = { "2", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, foreign);
  PodImportColumns *columns = open_from_source (dialog);

  choose_needed (columns);
  choose (columns, "result", WERT_2);
  use (dialog);
  imports_assert_counts (dialog, wrong);
  imports_go_back (dialog);
  columns = open_from_source (dialog);
  assert_chosen (columns, "result", WERT_2);
  assert_chosen (columns, "unit", 5);
  assert_chosen (columns, "kind", 0);
  choose (columns, "result", 3);
  use (dialog);
  imports_assert_counts (dialog, right);
  imports_assert_arrivals (window, 2, 1);
  imports_go_back (dialog);
  columns = open_from_source (dialog);
  g_signal_emit_by_name (pod_test_child (columns, "take_back_button"), "clicked");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_COLUMNS, FALSE));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_true (is_misfit (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What it calls its subjects by is said, too, and the map proposes it.  What was said on the page before is still said. */
static void
test_kind (void)
{
  static const char *const counts[] = { "1", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, "Akte,Pruefung,Wert,Entnahme,Einheit\n"
                                                 "X-900001,Haemoglobin,101,2026-11-20,g/L\n");
  gpointer source = pod_test_child (dialog, "source");
  gpointer comma = pod_test_child (pod_test_child (source, "decimal"), "comma");
  PodImportColumns *columns;

  adw_combo_row_set_selected (pod_test_child (source, "map"), 1);
  gtk_check_button_set_active (comma, TRUE);
  columns = open_from_source (dialog);
  assert_chosen (columns, "kind", 2);
  choose_in_order (columns);
  use (dialog);
  imports_assert_counts (dialog, counts);
  imports_go_back (dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (source, "map")), ==, 1);
  g_assert_true (gtk_check_button_get_active (comma));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static const char blood[] = "Akte,Pruefung,Wert,Entnahme,Einheit\n"
                            "S-001,Haemoglobin,101,20-OCT-2026,g/L\n"
                            "S-001,Haemoglobin,102,20.11.2026 08:10,g/L\n";
static const char other[] = "Nummer,Test,Ergebnis,Datum,Einheit\n"
                            "S-001,Haemoglobin,99,04/04/2026,g/L\n"
                            "S-001,Haemoglobin,99,03/04/2026 8 in the morning,g/L\n";

/* Days that come first are told from the file's own dates, and what each order makes of them is shown. */
static void
test_dates (void)
{
  static const char *const counts[] = { "2", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, blood);
  PodImportColumns *columns = open_from_source (dialog);

  assert_subtitle (columns, "dates", "");
  choose_in_order (columns);
  assert_chosen (columns, "dates", POD_LAB_DAY_FIRST);
  assert_subtitle (columns, "dates", "“20.11.2026 08:10” is read as 20 Nov 2026");
  choose (columns, "dates", POD_LAB_MONTH_FIRST);
  assert_subtitle (columns, "dates", "“20.11.2026 08:10” is not a date in this order");
  choose (columns, "dates", POD_LAB_DAY_FIRST);
  choose (columns, "collected", 3);
  assert_subtitle (columns, "dates", "“101” is not a date in this order");
  choose (columns, "result", 3);
  choose (columns, "collected", 4);
  pod_test_picture (columns, "import-columns-dates.png");
  use (dialog);
  imports_assert_counts (dialog, counts);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What may be either is not guessed. */
static void
test_either (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, other);
  PodImportColumns *columns = open_from_source (dialog);

  choose_in_order (columns);
  assert_chosen (columns, "dates", POD_LAB_YEAR_FIRST);
  assert_subtitle (columns, "dates",
                   "“03/04/2026 8 in the morning” may be 3 Apr 2026 or 4 Mar 2026: choose the "
                   "laboratory’s order");
  pod_test_picture (columns, "import-columns-either.png");
  choose (columns, "dates", POD_LAB_MONTH_FIRST);
  assert_subtitle (columns, "dates",
                   "“03/04/2026 8 in the morning” is read as 4 Mar 2026, and its time is not "
                   "understood");
  use (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Two forms of one laboratory's tables are kept both. */
static void
test_forms (void)
{
  PodTrialWindow *window = imports_open_window ();
  const char *texts[] = { blood, other };
  PodImportDialog *dialog;
  PodImportColumns *columns;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      dialog = open_source (window, texts[i]);
      g_assert_true (is_misfit (dialog));
      columns = open_from_source (dialog);
      assert_chosen (columns, "subject", 0);
      choose_in_order (columns);
      use (dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "f.csv", blood));
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_false (is_misfit (dialog));
  columns = open_from_source (dialog);
  assert_chosen (columns, "collected", 4);
  assert_chosen (columns, "dates", POD_LAB_DAY_FIRST);
  pod_test_press_key ("Escape");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_COLUMNS, FALSE));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What the map knows of it is proposed. */
static void
test_partly_known (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = open_source (window, "Subject,Test,Wert,Collected,Unit\n"
                                                 "S-001,Haemoglobin,101,2026-11-20,g/L\n");
  PodImportColumns *columns;

  check_hindered (dialog, "A column that this map needs is not in the file: result.");
  columns = open_from_source (dialog);
  assert_chosen (columns, "subject", 1);
  assert_chosen (columns, "item", 2);
  assert_chosen (columns, "result", 0);
  assert_chosen (columns, "collected", 4);
  assert_chosen (columns, "unit", 5);
  choose (columns, "result", 3);
  use (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* A text of one column has none to choose, and a message is no table. */
static void
test_none (void)
{
  static const char *const texts[] = {
    "one\ncolumn\n", "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|1|P|2.5\rPID|1||S-001^^^H\r"
  };
  PodTrialWindow *window = imports_open_window ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      PodImportDialog *dialog = open_source (window, texts[i]);

      g_assert_false (gtk_widget_get_visible (pod_test_child (pod_test_child (dialog, "source"),
                                                              "columns_button")));
      /* Why is told by reading it. */
      imports_press_read (dialog);
      imports_wait_for_any_page (dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
    }
  pod_test_window_close (window);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/import-columns/misfit", test_misfit);
  g_test_add_func ("/ui/import-columns/choose", test_choose);
  g_test_add_func ("/ui/import-columns/twice", test_twice);
  g_test_add_func ("/ui/import-columns/again", test_again);
  g_test_add_func ("/ui/import-columns/came-before", test_came_before);
  g_test_add_func ("/ui/import-columns/kind", test_kind);
  g_test_add_func ("/ui/import-columns/dates", test_dates);
  g_test_add_func ("/ui/import-columns/either", test_either);
  g_test_add_func ("/ui/import-columns/forms", test_forms);
  g_test_add_func ("/ui/import-columns/partly-known", test_partly_known);
  g_test_add_func ("/ui/import-columns/none", test_none);
  return g_test_run ();
}
