/* Accounts, passwords and keys. */

#include "pod-access-review-dialog.h"
#include "pod-ask-dialog.h"
#include "pod-password-dialog.h"
#include "pod-recovery-dialog.h"
#include "pod-recovery-key-dialog.h"
#include "pod-user-acts.h"
#include "pod-user-dialog.h"
#include "pod-user-editor.h"
#include "pod-users-dialog.h"
#include "pod-walk.h"

/* The account of a sub-investigator or a coordinator has the most that can be done to it. */
static void
walk_account (PodWalk *walk, PodTrial *trial)
{
  GtkWindow *window = GTK_WINDOW (walk->window);
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);
      if (!pod_user_act_is_possible (trial, user, POD_ACT_REVOKE))
        continue;
      pod_walk_shoot_and_destroy (walk, GTK_WIDGET (pod_user_dialog_new (window, trial, user->id)),
                                  "people-account");
      pod_user_act_start (POD_ACT_REVOKE, window, trial, user, NULL, NULL);
      pod_walk_shoot_open (walk, POD_TYPE_ASK_DIALOG, "people-revoke");
      return;
    }
}

/* The key is an example: none is made for a picture. */
void
pod_walk_people (PodWalk *walk, PodTrial *trial)
{
  static const char key[] = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-AB";
  GtkWindow *window = GTK_WINDOW (walk->window);

  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_password_dialog_new (walk->window)),
                         "change-password");
  if (!pod_trial_may (trial, POD_VERB_MANAGE_USERS))
    return;
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_users_dialog_new (window, trial)), "people");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_user_editor_new (window, trial)), "people-add");
  walk_account (walk, trial);
  pod_walk_shoot_and_destroy (walk, GTK_WIDGET (pod_recovery_key_dialog_new (window, trial, key)),
                              "recovery-key");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_recovery_dialog_new (window, trial)), "recovery");
  pod_walk_shoot_dialog (walk, GTK_WIDGET (pod_access_review_dialog_new (window, trial)),
                         "access-review");
}
