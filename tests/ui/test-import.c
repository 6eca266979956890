#include <signal.h>
#include <sys/resource.h>

#include "pod-import-row.h"
#include "pod-import-source.h"
#include "pod-imports-fixture.h"
#include "pod-mappings-dialog.h"
#include "pod-search-row.h"
#include "pod-test-window.h"
#include "pod-trial-arrival.h"

/* A laboratory file by hand: what would become of each line is shown before anything is written. */

static const char file[] =
    "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
    "S-001,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n"
    "S-001,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n"   /* the same again */
    "S-001,Creatinine,95000,umol/L,2026-11-20 09:10,Serum\n" /* not plausible */
    "S-001,A&B <span size=>,1,g/L,2026-11-20 08:10,Serum\n"  /* no test of the study */
    "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"    /* nobody */
    "S-001,Neutrophil count,2.31,10^9/L,2026-11-20,Blood\n";

/* Closed before anything was taken: what becomes of what came in is asked. */
static void
leave (PodImportDialog *dialog, const char *answer)
{
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_answer (answer);
}

static guint
count_findings (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (trial, pod_trial_find_subject (trial, "S-001"), NULL);
  guint n;

  pod_casebook_get_series (casebook, "creatinine", &n);
  return n;
}

/* What a file says again is called so, and is no success. */
static void
check_duplicate (PodImportDialog *dialog)
{
  GListModel *lines = imports_line_child (dialog, "selection");
  g_autoptr (PodImportRow) row = g_list_model_get_item (lines, 1);
  g_autofree char *outcome = NULL, *reason = NULL, *icon = NULL;

  g_object_get (row, "outcome", &outcome, "reason", &reason, "icon-name", &icon, NULL);
  g_assert_cmpstr (outcome, ==, "duplicate");
  g_assert_cmpstr (reason, ==, "the same as line 2 of this file");
  g_assert_cmpstr (icon, ==, "edit-copy-symbolic");
}

static void
test_preview_then_import (void)
{
  static const char *const counts[] = { "2", "1", "1", "1", "1" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  /* As the list of what came in calls them. */
  g_assert_true (pod_test_shows (dialog, "clear"));
  g_assert_true (pod_test_shows (dialog, "not mapped"));
  g_assert_false (pod_test_shows (dialog, "taken"));
  g_assert_true (pod_test_shows (dialog, "A&B <span size=>"));
  /* As everywhere on the screen, whatever the laboratory writes. */
  g_assert_true (pod_test_shows (dialog, "20\u00a0Nov\u00a02026, 08:10"));
  g_assert_false (pod_test_shows (dialog, "2026-11-20"));
  g_assert_true (pod_test_shows (dialog, "< 88 µmol/L"));
  g_assert_true (pod_test_shows (dialog, "2.31 ×10⁹/L"));
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "another_button")));
  g_assert_cmpuint (count_findings (window), ==, 0);
  check_duplicate (dialog);
  pod_test_picture (dialog, "import-preview.png");

  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  g_assert_cmpuint (count_findings (window), ==, 1);
  g_assert_true (pod_test_wait_shows (window, "2 results were added"));
  g_assert_true (pod_test_shows (dialog, "taken"));
  /* What is left over waits, and the one button leads there. */
  g_assert_cmpstr (gtk_button_get_label (pod_test_child (dialog, "import_button")), ==,
                   "See What _Waits…");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- who sent it ---- */

/* Nobody's, until somebody says whose; the next one of the same form has it chosen, and the results are under that name. */
static void
test_laboratory (void)
{
  PodTrialWindow *window = imports_open_window ();
  const char *path = pod_test_write (pod_test_dir (), "lab.csv", file);
  PodImportDialog *dialog = imports_open_dialog (window, path);
  gpointer source = pod_test_child (dialog, "source");
  AdwComboRow *laboratory = pod_test_child (source, "laboratory");
  GtkEditable *other = pod_test_child (source, "other");
  guint n;

  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  n = g_list_model_get_n_items (adw_combo_row_get_model (laboratory));
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (dialog, "import_button")));
  g_assert_false (pod_test_shows (dialog, "Changhai central laboratory"));
  pod_test_picture (dialog, "import-laboratory.png");
  adw_combo_row_set_selected (laboratory, n - 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (other)));
  g_assert_false (gtk_widget_get_sensitive (pod_test_child (dialog, "import_button")));
  gtk_editable_set_text (other, " Elsewhere ");
  /* Whose map it is says enough where he has one only. */
  g_assert_true (pod_test_shows (pod_test_child (source, "map"), "Changhai central laboratory"));
  g_assert_false (pod_test_shows (dialog, "default.ini"));
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  leave (dialog, "_Keep");

  path = pod_test_write (pod_test_dir (), "next.csv", file);
  dialog = imports_open_dialog (window, path);
  source = pod_test_child (dialog, "source");
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  g_assert_true (pod_test_shows (source, "Elsewhere"));
  g_assert_true (pod_test_shows (source, "This laboratory was chosen for the last file"));
  laboratory = pod_test_child (source, "laboratory");
  n = adw_combo_row_get_selected (laboratory);
  adw_combo_row_set_selected (laboratory, n == 1 ? 2 : 1);
  g_assert_false (pod_test_shows (source, "This laboratory was chosen for the last file"));
  adw_combo_row_set_selected (laboratory, n);
  pod_test_picture (dialog, "import-laboratory-known.png");
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  pod_test_window_close (window);
}

/* ---- what nobody has said what it is ---- */

static void
select_unmapped (PodImportDialog *dialog)
{
  GtkSingleSelection *selection = imports_line_child (dialog, "selection");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodImportRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);

      gtk_single_selection_set_selected (selection, i);
      g_assert_cmpint (gtk_widget_get_visible (imports_line_child (dialog, "mapping")), ==,
                       pod_import_row_get_unmapped (row) != NULL);
      if (pod_import_row_get_unmapped (row) != NULL)
        return;
    }
  g_assert_not_reached ();
}

static gboolean
offers (PodImportDialog *dialog, const char *id)
{
  GListModel *model = pod_test_child (imports_line_child (dialog, "observation"), "choices");

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), id))
      return TRUE;
  return FALSE;
}

static void
choose_observation (PodImportDialog *dialog, const char *id)
{
  g_assert_true (offers (dialog, id));
  pod_search_row_choose (imports_line_child (dialog, "observation"), id);
}

/* Nothing is proposed; what somebody says it is, it is at once, in the same preview, and is taken with the rest. */
static void
test_map (void)
{
  static const char *const before[] = { "2", "1", "1", "1", "1" };
  static const char *const after[] = { "3", "1", "1", "0", "1" };
  static const char text[] = "S-001,Hb of ours,101,g/L,2026-11-20 08:10,Blood\n";
  PodTrialWindow *window = imports_open_window ();
  g_autoptr (GString) lines = g_string_new (file);
  PodImportDialog *dialog;

  g_string_replace (lines, "S-001,A&B <span size=>,1,g/L,2026-11-20 08:10,Serum\n", text, 1);
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv", lines->str));
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, before);
  select_unmapped (dialog);
  imports_map (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, before);
  /* What a laboratory measures, not whom. */
  g_assert_true (offers (dialog, "creatinine"));
  g_assert_false (offers (dialog, "other_trial"));
  g_assert_true (offers (dialog, "weight"));
  choose_observation (dialog, "hgb");
  pod_test_picture (dialog, "import-map.png");
  imports_map (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, after);
  g_assert_false (gtk_widget_get_visible (imports_line_child (dialog, "mapping")));
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_true (pod_test_wait_shows (window, "3 results were added"));
  gtk_window_close (GTK_WINDOW (dialog));
  /* The next file of that laboratory needs no word. */
  g_string_replace (lines, "2026-11-20", "2026-11-19", 0);
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "next.csv", lines->str));
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, after);
  pod_test_window_close (window);
}

/* ---- the way back ---- */

/* Another patient's, perhaps, in whole: that is something, and it waits. */
static void
test_waits (void)
{
  static const char message[] =
      "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|1|P|2.5\rPID|1||S-001^^^H||Zhang^San||1968|M\r"
      "OBR|1||A1|BC|||20261120080000\rOBX|1|NM|Creatinine||88|umol/L|||||F\r";
  static const char *const counts[] = { "0", "0", "1", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "m.hl7",
                                                                         message));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  g_assert_true (pod_test_shows (dialog, "Nothing of it can be taken as it is. What waits"));
  g_assert_false (pod_test_shows (dialog, "nothing new"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* Why stands above the lines, and what to do about it beside the way back. */
static void
check_useless (PodImportDialog *dialog, const char *why)
{
  GtkWidget *button = pod_test_child (dialog, "another_button");

  g_assert_true (pod_test_shows (dialog, why));
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_focus (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), why));
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "import_button")));
}

/* What cannot be read is not known already: how many and why is said above; and where all are strangers, that. */
static void
test_all_refused (void)
{
#define OF(subject, result) subject ",Creatinine," result ",umol/L,2026-11-20 08:10,Serum\n"
  static const struct
  {
    const char *lines;
    const char *says;
  } cases[] = {
    { OF ("S-001", "1O4") OF ("S-001", "1O5") OF ("S-404", "88"), "2 lines cannot be read: " },
    { OF ("S-404", "88"), "Nobody in this file is a subject of this trial" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodTrialWindow *window = imports_open_window ();
      g_autofree char *text = g_strconcat ("筛选号,项目名称,结果,单位,采集时间,标本类型\n",
                                           cases[i].lines, NULL);
      PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (),
                                                                             "lab.csv", text));

      g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
      check_useless (dialog, cases[i].says);
      g_assert_false (pod_test_shows (dialog, "nothing new"));
      pod_test_picture (dialog, "import-all-refused.png");
      gtk_window_destroy (GTK_WINDOW (dialog));
      pod_test_window_close (window);
    }
#undef OF
}

/* It is the file that holds none, whatever the map is. */
static void
test_empty (void)
{
  PodTrialWindow *window = imports_open_window ();
  g_autofree char *heading = g_strndup (file, (gsize) (strchr (file, '\n') - file) + 1);
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         heading));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  check_useless (dialog, "There is no result in this file.");
  g_assert_false (pod_test_shows (dialog, "There is nothing new in this file."));
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* What was chosen is chosen still; the same again reads the same, and read as another's nothing is left of the first reading. */
static void
test_back (void)
{
  static const char *const counts[] = { "2", "1", "1", "1", "1" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));
  gpointer source = pod_test_child (dialog, "source");
  AdwComboRow *laboratory = pod_test_child (source, "laboratory");
  guint n;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  n = g_list_model_get_n_items (adw_combo_row_get_model (laboratory));
  imports_go_back (dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (laboratory), ==, 1);
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  imports_assert_arrivals (window, 1, 0);
  imports_go_back (dialog);
  adw_combo_row_set_selected (laboratory, n - 1);
  gtk_editable_set_text (pod_test_child (source, "other"), "Elsewhere");
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  imports_assert_arrivals (window, 2, 1);
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_cmpuint (count_findings (window), ==, 1);
  /* What was taken is taken. */
  g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "back_button")));
  pod_test_window_close (window);
}

static void
read_as_elsewhere (PodImportDialog *dialog)
{
  gpointer source = pod_test_child (dialog, "source");
  AdwComboRow *laboratory = pod_test_child (source, "laboratory");

  adw_combo_row_set_selected (laboratory,
                              g_list_model_get_n_items (adw_combo_row_get_model (laboratory)) - 1);
  gtk_editable_set_text (pod_test_child (source, "other"), "Elsewhere");
  imports_press_read (dialog);
}

static void
map_hgb (PodImportDialog *dialog)
{
  select_unmapped (dialog);
  choose_observation (dialog, "hgb");
  imports_map (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
}

static guint
count_mapped (PodTrialWindow *window, const char *laboratory)
{
  return pod_mappings_count (pod_trial_window_get_trial (window), laboratory);
}

/* What was said of the items of the laboratory that it was not goes with the first reading; what stays when the import is left is told, and
 * is taken back where the file's sender is asked, and said again. */
static void
test_mapped (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));
  gpointer source = pod_test_child (dialog, "source");
  g_autofree char *central = NULL;
  gpointer mappings;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  map_hgb (dialog);
  imports_go_back (dialog);
  central = pod_import_source_get_laboratory (source);
  g_assert_cmpuint (count_mapped (window, central), ==, 1);
  g_assert_true (pod_test_shows (dialog, "Mapped Items (1)…"));
  pod_test_picture (dialog, "import-mapped-items.png");
  read_as_elsewhere (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  g_assert_cmpuint (count_mapped (window, central), ==, 0);
  g_assert_true (pod_test_shows (dialog, "is taken back"));
  pod_test_picture (dialog, "import-mapped-taken-back.png");
  map_hgb (dialog);
  g_assert_cmpuint (count_mapped (window, "Elsewhere"), ==, 1);
  leave (dialog, "_Keep");
  g_assert_true (pod_test_wait_shows (window, "The item that you mapped stays mapped"));
  mappings = pod_mappings_dialog_new (GTK_WINDOW (window), pod_trial_window_get_trial (window),
                                      "Elsewhere");
  gtk_window_present (mappings);
  pod_test_settle ();
  g_assert_true (pod_test_shows (mappings, "A&B <span size=>"));
  g_assert_true (pod_test_wait_shows (mappings, ", by pi"));
  pod_test_picture (mappings, "mappings.png");
  gtk_widget_activate_action (mappings, "mappings.take-back", "i", 0);
  g_assert_true (pod_test_wait_shows (mappings, "Nothing is mapped here"));
  g_assert_cmpuint (count_mapped (window, "Elsewhere"), ==, 0);
  pod_test_picture (mappings, "mappings-undo.png");
  gtk_widget_activate_action (mappings, "mappings.undo", NULL);
  g_assert_cmpuint (count_mapped (window, "Elsewhere"), ==, 1);
  gtk_window_close (mappings);
  pod_test_window_close (window);
}

/* What a colleague has taken meanwhile is theirs: the first reading stays, and it is said what to do. */
static void
test_back_taken (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));
  g_autoptr (GPtrArray) items = NULL;
  const PodTrialArrivalItem *item;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_go_back (dialog);
  items = pod_trial_list_arrival_items (trial, 0, "clear", 0, 0, NULL);
  item = items->pdata[0];
  g_assert_true (pod_trial_resolve (trial, &(PodArrivalKey){ item->id, item->version }, 1,
                                    POD_RESOLVE_ACCEPT, NULL, NULL));
  read_as_elsewhere (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  g_assert_true (pod_test_shows (dialog, "Somebody has taken results of this file meanwhile"));
  imports_assert_arrivals (window, 1, 0);
  g_assert_cmpuint (count_findings (window), ==, 1);
  pod_test_window_close (window);
}

/* Closed while the first reading goes: the file is not read again, and that is told. */
static void
test_back_closed (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_go_back (dialog);
  read_as_elsewhere (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (pod_test_wait_shows (window, "The first reading of the file was set aside"));
  imports_assert_arrivals (window, 1, 1);
  pod_test_window_close (window);
}

/* ---- left before anything was taken ---- */

/* Discarded it waits no longer, and the file can come in as another's. */
static void
test_left (void)
{
  PodTrialWindow *window = imports_open_window ();
  const char *path = pod_test_write (pod_test_dir (), "lab.csv", file);
  PodImportDialog *dialog = imports_open_dialog (window, path);

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  pod_test_picture (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "import-leave.png");
  pod_test_answer ("_Cancel");
  g_assert_true (pod_test_toplevel (POD_TYPE_IMPORT_DIALOG) == (gpointer) dialog);
  imports_assert_arrivals (window, 1, 0);
  leave (dialog, "_Discard");
  g_assert_true (pod_test_wait_shows (window, "What came in was discarded"));
  imports_assert_arrivals (window, 1, 1);
  dialog = imports_open_dialog (window, path);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  read_as_elsewhere (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  leave (dialog, "_Keep");
  imports_assert_arrivals (window, 2, 1);
  g_assert_cmpuint (count_findings (window), ==, 0);
  pod_test_window_close (window);
}

/* Where it is kept, the same file as another's leads on: to the other laboratory, or to setting that reading aside. */
static void
test_left_elsewhere (void)
{
  PodTrialWindow *window = imports_open_window ();
  const char *path = pod_test_write (pod_test_dir (), "lab.csv", file);
  PodImportDialog *dialog = imports_open_dialog (window, path);
  GtkWidget *aside;

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  leave (dialog, "_Keep");
  imports_assert_arrivals (window, 1, 0);
  dialog = imports_open_dialog (window, path);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  read_as_elsewhere (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  g_assert_true (pod_test_shows (dialog, "nobody has taken anything of it"));
  g_assert_false (pod_test_shows (dialog, "Mend the file"));
  pod_test_picture (dialog, "import-elsewhere.png");
  aside = pod_test_child (pod_test_child (dialog, "failed"), "aside");
  g_assert_true (gtk_widget_get_mapped (aside));
  g_signal_emit_by_name (aside, "clicked");
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_arrivals (window, 2, 1);
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  gtk_window_close (GTK_WINDOW (dialog));
  /* What somebody has taken is undone in its own place only. */
  dialog = imports_open_dialog (window, path);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  adw_combo_row_set_selected (pod_test_child (pod_test_child (dialog, "source"), "laboratory"), 1);
  imports_press_read (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  g_assert_true (pod_test_shows (dialog, "first undo the file"));
  g_assert_false (gtk_widget_get_mapped (pod_test_child (pod_test_child (dialog, "failed"),
                                                         "aside")));
  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_window_close (window);
}

/* ---- the disk is full in the middle of a file ---- */

static char *
make_long_file (void)
{
  GString *text = g_string_new ("筛选号,项目名称,结果,单位,采集时间,标本类型\n");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "S-001,Creatinine,%u,umol/L,2026-11-%02u %02u:%02u,Serum\n",
                            60 + i % 40, 10 + i / 1440, i / 60 % 24, i % 60);
  return g_string_free (text, FALSE);
}

static gboolean
has_begun (gpointer progress)
{
  return gtk_progress_bar_get_fraction (progress) > 0;
}

static void
fill_disk (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 1 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* What came in before it failed goes with Back as well as a whole reading does. */
static void
test_back_after_failure (void)
{
  PodTrialWindow *window = imports_open_window ();
  g_autofree char *text = make_long_file ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", text));

  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  adw_combo_row_set_selected (pod_test_child (pod_test_child (dialog, "source"), "laboratory"), 1);
  imports_press_read (dialog);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (pod_test_run_until (has_begun, pod_test_child (dialog, "progress"), 30000));
  fill_disk (TRUE);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "failed");
  fill_disk (FALSE);
  imports_assert_arrivals (window, 1, 0);
  imports_go_back (dialog);
  read_as_elsewhere (dialog);
  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "lines");
  imports_assert_arrivals (window, 2, 1);
  pod_test_window_close (window);
}

/* Closed while it is read, before anybody has seen any of it. */
static void
test_left_reading (void)
{
  PodTrialWindow *window = imports_open_window ();
  g_autofree char *text = make_long_file ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", text));

  g_assert_cmpstr (imports_wait_for_any_page (dialog), ==, "source");
  read_as_elsewhere (dialog);
  g_assert_true (pod_test_run_until (has_begun, pod_test_child (dialog, "progress"), 30000));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (pod_test_wait_shows (window, "What came in was discarded"));
  imports_assert_arrivals (window, 1, 1);
  pod_test_window_close (window);
}

static void
test_only_what_is_not_new (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));

  imports_wait_for_page (dialog);
  gtk_check_button_set_active (imports_line_child (dialog, "only_open"), TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (imports_line_child (dialog, "filtered")), ==, 4);
  gtk_check_button_set_active (imports_line_child (dialog, "only_open"), FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (imports_line_child (dialog, "filtered")), ==, 6);
  pod_test_window_close (window);
}

/* What came in by another file and was left there waits with that one: what is new, what the button takes, and what is added are as many. */
static void
test_left_before (void)
{
  static const char left[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                             "S-001,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n";
  static const char later[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                              "S-001,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n"
                              "S-001,Neutrophil count,2.31,10^9/L,2026-11-20,Blood\n";
  static const char *const counts[] = { "1", "0", "1", "0", "0" };
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (),
                                                                         "left.csv", left));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  leave (dialog, "_Keep");
  dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "later.csv", later));
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  g_assert_true (pod_test_shows (dialog, "nobody has taken it yet"));
  g_assert_cmpstr (gtk_button_get_label (pod_test_child (dialog, "import_button")), ==,
                   "_Import 1 Result");
  g_signal_emit_by_name (pod_test_child (dialog, "import_button"), "clicked");
  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  imports_assert_counts (dialog, counts);
  g_assert_true (pod_test_wait_shows (window, "1 result was added"));
  g_assert_cmpuint (count_findings (window), ==, 0);
  g_assert_cmpstr (gtk_button_get_label (pod_test_child (dialog, "import_button")), ==,
                   "See What _Waits…");
  pod_test_window_close (window);
}

/* Of nobody's results one sentence is enough, however many they are; another reason, or a subject between them, is another row. */
static void
test_nobody (void)
{
  static const char nobodys[] = "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
                                "S-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"
                                "S-404,Creatinine,89,umol/L,2026-11-21 08:10,Serum\n"
                                "S-404,Creatinine,90,umol/L,2026-11-22 08:10,Serum\n"
                                "S-001,Creatinine,90,umol/L,2026-11-20 08:10,Serum\n"
                                "S-405,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n";
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window, pod_test_write (pod_test_dir (), "lab.csv",
                                                                         nobodys));

  g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
  g_assert_cmpstr (gtk_label_get_text (imports_line_child (dialog, "refused")), ==, "4");
  g_assert_cmpuint (g_list_model_get_n_items (imports_line_child (dialog, "filtered")), ==, 3);
  g_assert_true (pod_test_shows (dialog, "2–4"));
  g_assert_true (pod_test_shows (dialog, "3 results"));
  pod_test_picture (dialog, "import-nobody.png");
  pod_test_window_close (window);
}

static const struct
{
  const char *name;
  const char *text;
} unreadable[] = {
  { "a letter", "Dear colleague,\nplease find enclosed nothing.\n" },
  { "no table of results", "筛选号,项目名称,单位\nS-001,Creatinine,umol/L\n" },
  { "nothing", "" },
};

static void
test_unreadable (void)
{
  PodTrialWindow *window = imports_open_window ();

  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      const char *path = pod_test_write (pod_test_dir (), "lab.csv", unreadable[i].text);
      PodImportDialog *dialog = imports_open_dialog (window, path);

      g_test_message ("%s", unreadable[i].name);
      g_assert_cmpstr (imports_wait_for_page (dialog), ==, "failed");
      g_assert_false (gtk_widget_get_visible (pod_test_child (dialog, "import_button")));
      if (i == 0)
        pod_test_picture (dialog, "import-failed.png");
      imports_go_back (dialog);
      gtk_window_close (GTK_WINDOW (dialog));
    }
  pod_test_window_close (window);
}

/* Closing at once cancels, and nothing is left hanging. */
static void
test_closed_while_reading (void)
{
  PodTrialWindow *window = imports_open_window ();
  PodImportDialog *dialog = imports_open_dialog (window,
                                                 pod_test_write (pod_test_dir (), "lab.csv", file));

  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  pod_test_window_close (window);
}

/* Several files that are dropped are shown one behind the other. */
static void
test_dropped (void)
{
  PodTrialWindow *window = imports_open_window ();
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  g_autoptr (GFile) one = g_file_new_for_path (pod_test_write (pod_test_dir (), "a.csv", file));
  g_autoptr (GFile) two = g_file_new_for_path (pod_test_write (pod_test_dir (), "b.csv", file));
  GSList second = { two, NULL }, first = { one, &second };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &first);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
  for (int i = 0; i < 2; i++)
    {
      PodImportDialog *dialog;

      g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_DIALOG, TRUE));
      dialog = pod_test_toplevel (POD_TYPE_IMPORT_DIALOG);
      g_assert_cmpstr (imports_wait_for_page (dialog), ==, "lines");
      g_assert_true (pod_test_shows (dialog, i == 0 ? "a.csv" : "b.csv"));
      /* The second is the first once more, and not this one's to keep or to discard. */
      gtk_window_close (GTK_WINDOW (dialog));
      if (i == 0)
        pod_test_answer ("_Keep");
      pod_test_settle ();
    }
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_IMPORT_DIALOG, FALSE));
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/import/preview-then-import", test_preview_then_import);
  g_test_add_func ("/ui/import/only-what-is-not-new", test_only_what_is_not_new);
  g_test_add_func ("/ui/import/laboratory", test_laboratory);
  g_test_add_func ("/ui/import/map", test_map);
  g_test_add_func ("/ui/import/empty", test_empty);
  g_test_add_func ("/ui/import/all-refused", test_all_refused);
  g_test_add_func ("/ui/import/waits", test_waits);
  g_test_add_func ("/ui/import/back", test_back);
  g_test_add_func ("/ui/import/mapped", test_mapped);
  g_test_add_func ("/ui/import/back-taken", test_back_taken);
  g_test_add_func ("/ui/import/back-closed", test_back_closed);
  g_test_add_func ("/ui/import/back-after-failure", test_back_after_failure);
  g_test_add_func ("/ui/import/left", test_left);
  g_test_add_func ("/ui/import/left-elsewhere", test_left_elsewhere);
  g_test_add_func ("/ui/import/left-reading", test_left_reading);
  g_test_add_func ("/ui/import/dropped", test_dropped);
  g_test_add_func ("/ui/import/left-before", test_left_before);
  g_test_add_func ("/ui/import/nobody", test_nobody);
  g_test_add_func ("/ui/import/unreadable", test_unreadable);
  g_test_add_func ("/ui/import/closed-while-reading", test_closed_while_reading);
  return g_test_run ();
}
