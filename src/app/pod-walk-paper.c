#include "pod-walk.h"

#include "pod-log-dialog.h"
#include "pod-paper-dialog.h"
#include "pod-subject-item.h"

/* The last who came: they are in screening. */
static void
walk_sheet (PodWalk *walk, PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  guint n = g_list_model_get_n_items (subjects);
  g_autoptr (PodSubjectItem) last = n > 0 ? g_list_model_get_item (subjects, n - 1) : NULL;

  if (last != NULL)
    pod_walk_shoot_dialog (walk,
                           GTK_WIDGET (pod_paper_dialog_new_sheet (GTK_WINDOW (walk->window), trial,
                                                                   pod_subject_item_get_id (last))),
                           "screening-sheet");
}

void
pod_walk_paper (PodWalk *walk, PodTrial *trial)
{
  pod_trial_window_show_today (walk->window);
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), "today");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_log_dialog_new (walk->window)), "screening-log");
  walk_sheet (walk, trial);
  pod_walk_shoot_dialog (walk,
                         GTK_WIDGET (pod_paper_dialog_new_log (GTK_WINDOW (walk->window), trial,
                                                               &POD_LOG_FILTER_NONE)),
                         "screening-log-paper");
  pod_trial_window_show_subjects (walk->window);
}
