/* Opening a trial database, and what is said where that does not go. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-restore-dialog.h"
#include "pod-trial-window.h"

/* What is damaged can only be restored; what is a copy is no database yet. */
static void
restore_instead (gboolean yes, gpointer data)
{
  g_autoptr (PodTrialWindow) self = data;

  if (yes)
    gtk_window_present (GTK_WINDOW (pod_restore_dialog_new (self)));
}

static void
tell_not_opened (PodTrialWindow *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  pod_trial_window_show_welcome (self);
  if (pod_trial_error_is_corrupt (error))
    pod_dialogs_ask (GTK_WINDOW (self), _ ("This trial database cannot be opened"), words,
                     _ ("_Restore a Backup…"), FALSE, restore_instead, g_object_ref (self));
  else
    pod_dialogs_show_error (GTK_WINDOW (self), _ ("This trial database cannot be opened"), words);
}

static void
open_copy (PodTrialWindow *self, const char *path)
{
  PodRestoreDialog *dialog = pod_restore_dialog_new (self);

  pod_trial_window_show_welcome (self);
  pod_restore_dialog_set_copy (dialog, path);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
pod_trial_window_open (PodTrialWindow *self, const char *path)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial) trial = NULL;

  if (g_str_has_suffix (path, ".podbackup"))
    {
      open_copy (self, path);
      return;
    }
  trial = pod_trial_open (path, NULL, problems, &error);
  if (trial != NULL)
    pod_trial_window_change_trial (self, trial);
  else
    tell_not_opened (self, error);
}
