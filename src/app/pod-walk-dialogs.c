/* What the main menu opens: import, export, verifying, backups. */

#include <glib/gstdio.h>

#include "pod-arrivals-dialog.h"
#include "pod-backup-dialog.h"
#include "pod-export-dialog.h"
#include "pod-import-dialog.h"
#include "pod-import-lines.h"
#include "pod-import-row.h"
#include "pod-import-source.h"
#include "pod-restore-dialog.h"
#include "pod-verify-dialog.h"
#include "pod-walk.h"
#include "pod-widget-picture.h"

/* So long, and so often. */
#define READ_MS 200
#define READ_WAITS 10

/* A copy aside, so that there is something to show: it is removed again. */
static void
walk_copies (PodWalk *walk, PodTrial *trial)
{
  g_autofree char *name = pod_trial_make_backup_name (trial);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  PodBackupDialog *dialog = pod_backup_dialog_new (walk->window);
  PodRestoreDialog *restore;

  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "backups");
  pod_backup_dialog_make (dialog, path);
  pod_walk_wait_while_busy (GTK_WIDGET (dialog));
  pod_walk_shoot_dialog (walk, GTK_WIDGET (dialog), "backups-made");
  restore = pod_restore_dialog_new (walk->window);
  pod_restore_dialog_set_copy (restore, path);
  pod_walk_shoot_dialog (walk, GTK_WIDGET (restore), "restore");
  g_unlink (path);
}

static void
walk_verification (PodWalk *walk)
{
  GtkWidget *dialog = GTK_WIDGET (pod_verify_dialog_new (walk->window));

  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "verify");
  pod_walk_press (dialog, "verify_button");
  pod_walk_wait_while_busy (dialog);
  pod_walk_shoot_dialog (walk, dialog, "verify-outcome");
}

/* A line of each kind for @number: new, twice, contradicted, of no test that is known, not to be read. */
static gboolean
write_lab_file (const char *path, const char *number)
{
  g_autofree char *text =
      g_strdup_printf ("Screening number,Item,Result,Unit,Collected,Specimen\n"
                       "%1$s,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n"
                       "%1$s,Creatinine,<88,umol/L,2026-11-20 08:10,Serum\n"
                       "%1$s,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n"
                       "%1$s,Neutrophil count,2.31,10^9/L,2026-11-20 08:10,Blood\n"
                       "%1$s,Serum of invented origin,7,g/L,2026-11-20 08:10,Serum\n"
                       "%1$s,Platelet count,187,10^9/L,20 November,Blood\n"
                       "INVENTED-404,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n",
                       number);

  return g_file_set_contents (path, text, -1, NULL);
}

/* Headed as no map has it. */
static gboolean
write_foreign_file (const char *path, const char *number)
{
  g_autofree char *text =
      g_strdup_printf ("Case,Analyte name,Value,Dimension,Drawn,Normal,Ward\n"
                       "%1$s,Creatinine,88,umol/L,2026-11-20 08:10,57-111,Invented ward\n"
                       "%1$s,Platelet count,187,10^9/L,2026-11-20 08:10,125-350,Invented ward\n",
                       number);

  return g_file_set_contents (path, text, -1, NULL);
}

static void
choose_laboratory (GtkWidget *dialog)
{
  GtkWidget *source = pod_widget_find (dialog, POD_TYPE_IMPORT_SOURCE);
  GObject *laboratory = gtk_widget_get_template_child (source, POD_TYPE_IMPORT_SOURCE,
                                                       "laboratory");

  adw_combo_row_set_selected (ADW_COMBO_ROW (laboratory), 1);
}

/* The first that nobody has said what it is. */
static void
select_unmapped (GtkWidget *dialog)
{
  GtkWidget *lines = pod_widget_find (dialog, POD_TYPE_IMPORT_LINES);
  GtkSingleSelection *selection =
      GTK_SINGLE_SELECTION (gtk_widget_get_template_child (lines, POD_TYPE_IMPORT_LINES,
                                                           "selection"));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodImportRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (pod_import_row_get_unmapped (row) == NULL)
        continue;
      gtk_single_selection_set_selected (selection, i);
      return;
    }
}

/* Who sent it, and what would become of it. */
static void
walk_file (PodWalk *walk, const char *path)
{
  g_autoptr (GtkWidget)
      dialog = g_object_ref (GTK_WIDGET (pod_import_dialog_new (walk->window, path)));

  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "import-laboratory");
  choose_laboratory (dialog);
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "import-laboratory-chosen");
  pod_walk_press (dialog, "import_button");
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "import");
  select_unmapped (dialog);
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "import-map");
  /* What came in is asked about the first time that the file is walked; it is kept for what follows. */
  gtk_window_close (GTK_WINDOW (dialog));
  pod_walk_shoot_over (walk, GTK_WINDOW (dialog), "import-leave");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Once the file was looked at. */
static void
wait_for_source (GtkWidget *dialog)
{
  GtkWidget *source = pod_widget_find (dialog, POD_TYPE_IMPORT_SOURCE);

  for (guint waits = 0; waits < READ_WAITS && !gtk_widget_get_mapped (source); waits++)
    pod_walk_settle (READ_MS);
}

/* Which column is what, of a file that no map fits. */
static void
walk_columns (PodWalk *walk, const char *path)
{
  g_autoptr (GtkWidget)
      dialog = g_object_ref (GTK_WIDGET (pod_import_dialog_new (walk->window, path)));

  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_source (dialog);
  choose_laboratory (dialog);
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "import-misfit");
  gtk_widget_activate_action (dialog, "import.columns", NULL);
  pod_walk_shoot_over (walk, GTK_WINDOW (dialog), "import-columns");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What would be undone is read first, in the thread of the database. */
static void
walk_undoing (PodWalk *walk, GtkWindow *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "arrivals.undo", NULL);
  for (guint waits = 0; waits < READ_WAITS; waits++)
    {
      pod_walk_settle (READ_MS);
      if (pod_walk_shoot_over (walk, dialog, "arrivals-undo"))
        return;
    }
}

/* What came in, and what is asked before it goes again. */
static void
walk_arrivals (PodWalk *walk, PodTrial *trial)
{
  static const char *const actions[] = { "take", "correct", "reject" };
  GtkWindow *dialog = GTK_WINDOW (pod_arrivals_dialog_new (GTK_WINDOW (walk->window), trial));

  pod_walk_fit (walk, dialog);
  gtk_window_present (dialog);
  pod_walk_shoot (walk, dialog, "arrivals");
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *action = g_strconcat ("arrivals.", actions[i], NULL);
      g_autofree char *name = g_strconcat ("arrivals-", actions[i], NULL);

      gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
      pod_walk_shoot_over (walk, dialog, name);
    }
  walk_undoing (walk, dialog);
  gtk_window_destroy (dialog);
  pod_walk_settle (10);
}

void
pod_walk_laboratory (PodWalk *walk, PodTrial *trial, const char *path)
{
  walk_file (walk, path);
  walk_arrivals (walk, trial);
}

static void
walk_import (PodWalk *walk, PodTrial *trial)
{
  g_autoptr (PodSubjectItem) first = g_list_model_get_item (pod_trial_get_subjects (trial), 0);
  g_autofree char *folder = g_dir_make_tmp ("podocyte-walk-XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree char *number = NULL;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, "invented-laboratory.csv", NULL);
  if (first != NULL)
    g_object_get (first, "screening-number", &number, NULL);
  if (number != NULL && pod_trial_may (trial, POD_VERB_IMPORT) && write_lab_file (path, number))
    {
      pod_walk_laboratory (walk, trial, path);
      if (write_foreign_file (path, number))
        walk_columns (walk, path);
    }
  g_unlink (path);
  g_rmdir (folder);
}

void
pod_walk_dialogs (PodWalk *walk, PodTrial *trial)
{
  pod_trial_window_show_subjects (walk->window);
  walk_import (walk, trial);
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_export_dialog_new (walk->window)), "export");
  walk_verification (walk);
  if (pod_trial_may (trial, POD_VERB_BACKUP))
    walk_copies (walk, trial);
}
