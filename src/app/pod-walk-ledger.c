/* How the protocol is read, and an amendment of it, in pictures. */

#include "pod-amendment-dialog.h"
#include "pod-readings-dialog.h"
#include "pod-trial-reading.h"
#include "pod-walk.h"

/* Another choice than the one in force, so that there is something to see of what it would change. */
static void
choose_other (GtkWidget *root)
{
  if (GTK_IS_CHECK_BUTTON (root) && gtk_widget_is_sensitive (root) &&
      !gtk_check_button_get_active (GTK_CHECK_BUTTON (root)))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (root), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_other (child);
}

static void
walk_reading (PodWalk *walk, PodTrial *trial, const char *reading, const char *name)
{
  PodReadingsDialog *dialog = pod_readings_dialog_new (GTK_WINDOW (walk->window), trial);

  pod_readings_dialog_show_reading (dialog, reading);
  if (pod_trial_is_reading_asked (trial, reading))
    choose_other (GTK_WIDGET (dialog));
  pod_walk_shoot_dialog (walk, GTK_WIDGET (dialog), name);
}

static void
walk_contradictions (PodWalk *walk, PodTrial *trial)
{
  PodReadingsDialog *dialog = pod_readings_dialog_new (GTK_WINDOW (walk->window), trial);

  pod_readings_dialog_show_contradictions (dialog);
  pod_walk_shoot_dialog (walk, GTK_WIDGET (dialog), "readings-contradictions");
}

void
pod_walk_ledger (PodWalk *walk, PodTrial *trial)
{
  walk_reading (walk, trial, "reading.inc08_scope", "readings");
  walk_reading (walk, trial, "reading.egfr_year", "readings-built-in");
  walk_contradictions (walk, trial);
  if (pod_trial_has_proposed_amendment (trial))
    pod_walk_shoot_dialog (walk,
                           GTK_WIDGET (pod_amendment_dialog_new (GTK_WINDOW (walk->window), trial)),
                           "amendment");
}
