/* The abnormal results of one subject, judged, and the report of a day as far as the password of whoever signs it. */

#include "pod-significance-dialog.h"
#include "pod-walk.h"

/* Until what was judged is on record. */
#define JUDGE_MS 500

static GtkSelectionModel *
get_selection (PodSignificanceDialog *dialog)
{
  return GTK_SELECTION_MODEL (gtk_widget_get_template_child (GTK_WIDGET (dialog),
                                                             POD_TYPE_SIGNIFICANCE_DIALOG,
                                                             "selection"));
}

static void
act (PodSignificanceDialog *dialog, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
  pod_walk_settle (JUDGE_MS);
}

/* One is significant: what is it attributed to? */
static void
walk_attribution (PodWalk *walk, PodSignificanceDialog *dialog)
{
  gtk_selection_model_select_item (get_selection (dialog), 0, TRUE);
  act (dialog, "significance.significant");
  pod_walk_shoot_over (walk, GTK_WINDOW (dialog), "judging-attribution");
  act (dialog, "significance.undo");
}

static void
walk_report (PodWalk *walk, PodSignificanceDialog *dialog, gint32 day)
{
  pod_significance_dialog_show_day (dialog, day);
  gtk_selection_model_select_all (get_selection (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "judging-chosen");
  act (dialog, "significance.not-significant");
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "judging-judged");
  act (dialog, "significance.sign");
  pod_walk_shoot_over (walk, GTK_WINDOW (dialog), "judging-sign");
}

/* The latest that has anything open; POD_DAY_MIN where there is none. */
static gint32
find_day (PodTrial *trial, gint64 subject)
{
  g_autoptr (GPtrArray) waiting = pod_trial_list_waiting_reports (trial, subject, NULL);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const PodWaitingReport *report = g_ptr_array_index (waiting, i);

      if (report->report.n_open > 0)
        return report->report.day;
    }
  return POD_DAY_MIN;
}

void
pod_walk_judging (PodWalk *walk, PodTrial *trial, gint64 subject)
{
  PodSignificanceDialog *dialog = pod_significance_dialog_new (GTK_WINDOW (walk->window), trial,
                                                               subject);
  gint32 day = find_day (trial, subject);

  pod_walk_fit (walk, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  pod_walk_shoot (walk, GTK_WINDOW (dialog), "judging");
  if (day != POD_DAY_MIN)
    {
      walk_attribution (walk, dialog);
      walk_report (walk, dialog, day);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  pod_walk_settle (10);
}
