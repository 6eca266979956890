/* The steps of the screening wizard: of a new patient, and of somebody who is in screening. */

#include "pod-screening-wizard.h"
#include "pod-trial-draft.h"
#include "pod-walk.h"

static PodScreeningWizard *
open_wizard (PodWalk *walk, gint64 subject)
{
  PodScreeningWizard *wizard = pod_screening_wizard_new (walk->window, subject);

  pod_walk_fit (walk, GTK_WINDOW (wizard));
  gtk_window_present (GTK_WINDOW (wizard));
  return wizard;
}

/* The first who stands so; 0 for none. */
static gint64
find_first (PodTrial *trial, PodSubjectState state)
{
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (pod_subject_state (pod_trial_get_study (trial), pod_subject_item_get_casebook (item),
                             pod_trial_get_today (trial)) == state)
        return pod_subject_item_get_id (item);
    }
  return 0;
}

/* Of whom it is known who they are: nothing but the consent is asked for. */
static void
walk_again (PodWalk *walk, PodTrial *trial)
{
  gint64 failed = find_first (trial, POD_STATE_SCREEN_FAILURE);
  PodScreeningWizard *wizard;

  if (failed == 0)
    return;
  wizard = pod_screening_wizard_new_again (walk->window, failed);
  pod_walk_fit (walk, GTK_WINDOW (wizard));
  gtk_window_present (GTK_WINDOW (wizard));
  pod_walk_shoot (walk, GTK_WINDOW (wizard), "screening-again");
  gtk_window_destroy (GTK_WINDOW (wizard));
}

void
pod_walk_screening (PodWalk *walk, PodTrial *trial)
{
  static const char *const steps[] = { "patient",     "consent",  "cohort",  "results",
                                       "instruments", "criteria", "decision" };
  gint64 subject = find_first (trial, POD_STATE_SCREENING);
  gboolean had_drafts = pod_walk_has_drafts (trial);
  PodScreeningWizard *wizard = open_wizard (walk, 0);

  pod_walk_shoot (walk, GTK_WINDOW (wizard), "screening-new");
  gtk_window_destroy (GTK_WINDOW (wizard));
  walk_again (walk, trial);
  if (subject == 0)
    return;
  wizard = open_wizard (walk, subject);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *name = g_strconcat ("screening-", steps[i], NULL);

      pod_screening_wizard_show_step (wizard, steps[i]);
      pod_walk_shoot (walk, GTK_WINDOW (wizard), name);
    }
  /* Nothing is asked of a walk: what it leaves is gone. */
  gtk_window_destroy (GTK_WINDOW (wizard));
  pod_walk_settle (10);
  if (!had_drafts)
    pod_trial_save_draft (trial, "screening", subject, 0, NULL, NULL);
}
