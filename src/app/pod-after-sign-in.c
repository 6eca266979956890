#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-after-sign-in.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-draft-offer.h"
#include "pod-hiding.h"
#include "pod-trial-history.h"
#include "pod-trial-users.h"
#include "pod-user-item.h"

/* On the window: the names (a set) of whose lock-out this session has been told. */
#define TOLD "pod-told-lock-outs"

static void
tell_failed_attempts (PodTrialWindow *window)
{
  g_autofree char *last = NULL;
  guint n = pod_trial_get_failed_attempts (pod_trial_window_get_trial (window), &last);
  g_autofree char *when = pod_user_time_to_words (last);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u failed attempt to sign in as you since last time: %s. If "
                                    "it was not yours, change your password.",
                                    "%u failed attempts to sign in as you since last time, the "
                                    "last at %s. If they were not yours, change your password.",
                                    n),
                          n, when);
  pod_trial_window_tell (window, text);
}

void
pod_after_sign_in_warn_of_swap (PodTrialWindow *window, gboolean locked)
{
  static gboolean warned = FALSE;

  if (locked || warned)
    return;
  warned = TRUE;
  pod_trial_window_warn (window,
                         _ ("This computer does not let the program keep its keys out of the "
                            "swap: they may be written to the disk. Ask for a higher limit of "
                            "locked memory, or for an encrypted swap."));
}

/* Whoever made it may have been locked out of the window before it was on paper. */
static void
tell_pending_key (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);

  if (pod_trial_may (trial, POD_VERB_CONFIRM_USER) && pod_trial_is_recovery_key_pending (trial))
    pod_trial_window_warn (window,
                           _ ("The last recovery key was never confirmed: make another under "
                              "People in the menu."));
}

/* ---- lock-outs ---- */

/* Takes out those of whom this session has been told, and remembers the others. */
static void
keep_untold (PodTrialWindow *window, GPtrArray *users)
{
  GHashTable *told = g_object_get_data (G_OBJECT (window), TOLD);

  for (guint i = users->len; i > 0; i--)
    if (!g_hash_table_add (told, g_strdup (g_ptr_array_index (users, i - 1))))
      g_ptr_array_remove_index (users, i - 1);
}

/* 21 CFR 11.300 (d): attempts at unauthorised use are reported at once and urgently, so it must be answered.  NULL where there is
 * nothing to tell. */
static GtkWindow *
tell_lock_outs (PodTrialWindow *window, gboolean just_now)
{
  g_autoptr (GPtrArray)
      users = pod_trial_list_lock_outs (pod_trial_window_get_trial (window), NULL);
  g_autofree char *names = NULL;
  g_autofree char *body = NULL;

  if (users != NULL)
    keep_untold (window, users);
  if (users == NULL || users->len == 0)
    return NULL;
  g_ptr_array_add (users, NULL);
  names = g_strjoinv (C_ ("list", ", "), (GStrv) users->pdata);
  body =
      just_now
          ? g_strdup_printf (_ ("Locked out just now, after failed attempts: %s. Ask whether the "
                                "attempts were theirs; if not, somebody tried their password. "
                                "You can unlock an account under People in the menu."),
                             names)
          : g_strdup_printf (_ ("Locked out after failed attempts since you last signed in: %s. "
                                "Ask whether the attempts were theirs; if not, somebody tried "
                                "their password. You can unlock an account under People in the "
                                "menu."),
                             names);
  return pod_dialogs_show_notice (pod_hiding_find_front (GTK_WINDOW (window)),
                                  _ ("Somebody was locked out"), body);
}

void
pod_after_sign_in_look_again (PodTrialWindow *window)
{
  /* Before the first page there is nobody who was told of anything. */
  if (g_object_get_data (G_OBJECT (window), TOLD) != NULL)
    tell_lock_outs (window, TRUE);
}

/* A lock closes the notice, too, and then there is nobody to whom a draft belongs. */
static void
notice_answered_cb (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);

  if (trial != NULL && pod_trial_is_signed_in (trial))
    pod_draft_offer (window);
}

void
pod_after_sign_in_tell (PodTrialWindow *window)
{
  GHashTable *told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWindow *notice;

  g_object_set_data_full (G_OBJECT (window), TOLD, told, (GDestroyNotify) g_hash_table_unref);
  pod_after_sign_in_warn_of_swap (window, pod_trial_is_memory_locked ());
  tell_pending_key (window);
  tell_failed_attempts (window);
  notice = tell_lock_outs (window, FALSE);
  if (notice == NULL)
    pod_draft_offer (window);
  else
    g_signal_connect_object (notice, "response", G_CALLBACK (notice_answered_cb), window,
                             G_CONNECT_SWAPPED);
}
