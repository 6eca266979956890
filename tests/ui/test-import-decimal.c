#include "pod-import-source.h"
#include "pod-imports-fixture.h"
#include "pod-test-window.h"
#include "pod-trial-arrival.h"
#include "pod-trial-laboratory.h"

/* How a laboratory writes decimals: said of its tables, at once and again. */

static const char with_commas[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                  "S-001,Creatinine,\"88,5\",umol/L,2026-11-20 08:10,Serum\n"
                                  "S-001,Neutrophil count,\"2,314\",10^9/L,2026-11-20,Blood\n"
                                  "S-001,WBC,\"<2,500\",10^9/L,2026-11-20,Blood\n"
                                  "S-001,PLT,１０１ ↓,10^9/L,2026-11-20,Blood\n"
                                  "S-001,Haemoglobin,101,g/L,2026-11-20,Blood\n";

static void
tick_comma (gpointer within, gboolean active)
{
  gpointer decimal = pod_test_child (within, "decimal");

  g_assert_true (gtk_widget_get_visible (decimal));
  gtk_check_button_set_active (pod_test_child (decimal, "comma"), active);
}

/* Refused for want of a word is read once it is said, and what might be either waits for that word too; the word is kept. */
static void
test_decimal_comma (void)
{
  static const char *const before[] = { "2", "0", "0", "0", "3" };
  static const char *const after[] = { "5", "0", "0", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         with_commas));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, before);
  g_assert_true (pod_test_shows (dialog, "3 results cannot be read"));
  /* What each of both does to a number, before somebody chooses. */
  g_assert_true (pod_test_shows (dialog, "If ticked: 101,5 is read as 101.5"));
  g_assert_true (pod_test_shows (dialog, "If not: 101,5 is refused"));
  g_assert_false (pod_test_shows (dialog, "\n= "));
  pod_test_picture (dialog, "import-decimal.png");
  tick_comma (pod_test_child (dialog, "lines"), TRUE);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, after);
  /* And as what number. */
  g_assert_true (pod_test_shows (dialog, "2,314 10^9/L\n= 2.314"));
  g_assert_true (pod_test_shows (dialog, "<2,500 10^9/L\n= < 2.5"));
  g_assert_true (pod_test_shows (dialog, "101 g/L"));
  g_assert_false (pod_test_shows (dialog, "101 g/L\n= "));
  g_assert_false (pod_test_shows (dialog, "= 101"));
  pod_test_picture (dialog, "import-decimal-comma.png");
  imports_assert_arrivals (window, 2, 1);
  /* And back, and once more. */
  tick_comma (pod_test_child (dialog, "lines"), FALSE);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, before);
  imports_go_back (dialog);
  tick_comma (pod_test_child (dialog, "source"), TRUE);
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, after);
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_true (pod_test_wait_shows (window, "5 results were added"));
  g_assert_false (gtk_widget_get_visible (imports_line_child (dialog, "decimal")));
  pod_test_window_close (window);
}

/* Whether the laboratory of the dialog is kept as one that writes commas. */
static gboolean
keeps_comma (PodTrialWindow *window, PodImportDialog *dialog)
{
  gpointer source = pod_test_child (dialog, "source");
  g_autofree char *laboratory = pod_import_source_get_laboratory (source);

  return pod_trial_has_decimal_comma (pod_trial_window_get_trial (window), laboratory,
                                      pod_import_source_get_map (source));
}

static void
take_first_clear (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (GPtrArray) items = pod_trial_list_arrival_items (trial, 0, "clear", 0, 0, NULL);
  const PodTrialArrivalItem *item = items->pdata[0];

  g_assert_true (pod_trial_resolve (trial, &(PodArrivalKey){ item->id, item->version }, 1,
                                    POD_RESOLVE_ACCEPT, NULL, NULL));
}

/* Somebody has taken of the first reading: it stays, and so does how the laboratory's numbers are read. */
static void
test_taken (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         with_commas));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  take_first_clear (window);
  tick_comma (pod_test_child (dialog, "lines"), TRUE);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  g_assert_true (pod_test_shows (dialog, "Somebody has taken results of this file meanwhile"));
  g_assert_false (keeps_comma (window, dialog));
  imports_assert_arrivals (window, 1, 0);
  /* By the way back it is no other. */
  imports_go_back (dialog);
  tick_comma (pod_test_child (dialog, "source"), TRUE);
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  g_assert_false (keeps_comma (window, dialog));
  imports_assert_arrivals (window, 1, 0);
  pod_test_window_close (window);
}

/* What was ticked in the preview is ticked on the way back, too. */
static void
test_back (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         with_commas));
  gpointer decimal;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  tick_comma (pod_test_child (dialog, "lines"), TRUE);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  g_assert_true (keeps_comma (window, dialog));
  imports_go_back (dialog);
  decimal = pod_test_child (pod_test_child (dialog, "source"), "decimal");
  g_assert_true (gtk_check_button_get_active (pod_test_child (decimal, "comma")));
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  g_assert_true (keeps_comma (window, dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

static const char message[] =
    "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|1|P|2.5\rPID|1||S-001^^^H||Zhang^San||1968|F\r"
    "OBR|1||A1|BC|||20261120080000\rOBX|1|NM|Creatinine||97,5|umol/L|||||F\r";

/* A message says itself how its numbers are written: nothing is asked that would do nothing. */
static void
test_message (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "m.hl7",
                                                                         message));
  gpointer source = pod_test_child (dialog, "source");

  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  adw_combo_row_set_selected (pod_test_child (source, "laboratory"), 1);
  g_assert_false (gtk_widget_get_visible (pod_test_child (source, "decimal")));
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  g_assert_false (gtk_widget_get_visible (imports_line_child (dialog, "decimal")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/import-decimal/comma", test_decimal_comma);
  g_test_add_func ("/ui/import-decimal/taken", test_taken);
  g_test_add_func ("/ui/import-decimal/back", test_back);
  g_test_add_func ("/ui/import-decimal/message", test_message);
  return g_test_run ();
}
