#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-user-acts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-ask-dialog.h"

typedef struct
{
  PodUserAct act;
  gint64 user;
  gint64 delegation;
  void (*done) (gpointer owner);
  GObject *owner; /* NULL once it is gone */
} Deed;

static const struct
{
  const char *label;
  const char *words;
  PodVerb verb;
} acts[POD_N_USER_ACTS] = {
  [POD_ACT_CONFIRM] = { N_ ("Con_firm…"), N_ ("Give them the key to the names"),
                        POD_VERB_CONFIRM_USER },
  [POD_ACT_UNLOCK] = { N_ ("_Unlock…"), N_ ("End the lock-out after failed attempts"),
                       POD_VERB_MANAGE_USERS },
  [POD_ACT_SET_ROLE] = { N_ ("Change _Role…"), N_ ("Give them another part in the trial"),
                         POD_VERB_MANAGE_USERS },
  [POD_ACT_RESET_PASSWORD] = { N_ ("New _Password…"), N_ ("For somebody who forgot theirs"),
                               POD_VERB_MANAGE_USERS },
  [POD_ACT_DELEGATE] = { N_ ("_Delegate Signing…"), N_ ("They may sign records, for so long"),
                         POD_VERB_DELEGATE },
  [POD_ACT_END_DELEGATION] = { N_ ("_Withdraw Signing…"), N_ ("They sign no more records"),
                               POD_VERB_DELEGATE },
  [POD_ACT_REVOKE] = { N_ ("_End Account…"), N_ ("For ever; their name is never given again"),
                       POD_VERB_MANAGE_USERS },
};

const char *
pod_user_act_to_label (PodUserAct act)
{
  return _ (acts[act].label);
}

const char *
pod_user_act_to_words (PodUserAct act)
{
  return _ (acts[act].words);
}

static gboolean
makes_sense (PodTrial *trial, const PodUser *user, PodUserAct act)
{
  gboolean own = g_strcmp0 (user->name, pod_trial_get_user (trial)) == 0;

  switch (act)
    {
    case POD_ACT_CONFIRM:
      /* Who has not chosen a password of their own has no keys of their own to give it to. */
      return pod_role_may (user->role, POD_VERB_SEE_IDENTITY) && !user->has_key &&
             user->state != POD_USER_NEW;
    case POD_ACT_UNLOCK:
      return user->state == POD_USER_LOCKED;
    case POD_ACT_SET_ROLE:
    case POD_ACT_RESET_PASSWORD:
    case POD_ACT_REVOKE:
      return !own;
    case POD_ACT_DELEGATE:
      return pod_role_may_if_delegated (user->role, POD_VERB_SIGN) &&
             !pod_role_may (user->role, POD_VERB_SIGN) && user->delegations->len == 0;
    case POD_ACT_END_DELEGATION:
      return user->delegations->len > 0;
    default:
      return FALSE;
    }
}

gboolean
pod_user_act_is_possible (PodTrial *trial, const PodUser *user, PodUserAct act)
{
  return user->state != POD_USER_REVOKED && pod_trial_may (trial, acts[act].verb) &&
         makes_sense (trial, user, act);
}

/* ---- what is asked ---- */

static void
ask_confirm (PodAsk *ask)
{
  ask->body = _ ("From now on they see the patients’ names when they ask for one, and every look "
                 "is recorded. Confirm only whom you know, and whose training you have on file.");
  ask->password_title = _ ("Your password");
}

static void
ask_unlock (PodAsk *ask)
{
  ask->body = _ ("Ask them first whether the failed attempts were theirs.");
}

static void
ask_role (PodAsk *ask, const PodUser *user)
{
  static const char *words[POD_N_USER_ROLES + 1];

  for (int i = 0; i < POD_N_USER_ROLES; i++)
    words[i] = pod_user_role_to_words (i);
  ask->body = _ ("It holds at once: where they are signed in, they are signed out. Changed by an "
                 "administrator, a role that sees names waits for the principal investigator’s "
                 "confirmation. Where the old role sees names and the new one does not, or the "
                 "other way round, they first choose another password.");
  ask->choice_title = _ ("Role");
  ask->choices = words;
  ask->choice = user->role;
  ask->reason = TRUE;
}

static void
ask_password (PodAsk *ask)
{
  ask->body = _ ("Hand it over in person. They choose one of their own when they sign in with it; "
                 "if their role sees names, the principal investigator confirms them again.");
  ask->password_title = _ ("Their first password");
  ask->new_password = TRUE;
  ask->reason = TRUE;
}

static void
ask_delegate (PodAsk *ask, PodTrial *trial)
{
  ask->body = _ ("They may sign records in their own name on these days. The sign-off of a "
                 "casebook stays yours.");
  ask->dates = TRUE;
  ask->today = pod_trial_get_today (trial);
}

static void
ask_end_delegation (PodAsk *ask)
{
  ask->body = _ ("What they have signed stays signed.");
  ask->destructive = TRUE;
  ask->reason = TRUE;
}

static void
ask_revoke (PodAsk *ask, PodTrial *trial)
{
  ask->body = pod_trial_may (trial, POD_VERB_CONFIRM_USER)
                  ? _ ("They cannot sign in any more, at once and for ever. The key to the names "
                       "is changed, so what is entered from now on stays closed to them. An old "
                       "copy of the file, if they kept one, stays readable with their password.")
                  : _ ("They cannot sign in any more, at once and for ever. The key to the names "
                       "is changed when a principal investigator signs in next. An old copy of "
                       "the file, if they kept one, stays readable with their password.");
  ask->destructive = TRUE;
  ask->reason = TRUE;
}

static void
prepare (PodAsk *ask, PodUserAct act, PodTrial *trial, const PodUser *user)
{
  switch (act)
    {
    case POD_ACT_CONFIRM:
      ask_confirm (ask);
      break;
    case POD_ACT_UNLOCK:
      ask_unlock (ask);
      break;
    case POD_ACT_SET_ROLE:
      ask_role (ask, user);
      break;
    case POD_ACT_RESET_PASSWORD:
      ask_password (ask);
      break;
    case POD_ACT_DELEGATE:
      ask_delegate (ask, trial);
      break;
    case POD_ACT_END_DELEGATION:
      ask_end_delegation (ask);
      break;
    case POD_ACT_REVOKE:
    default:
      ask_revoke (ask, trial);
    }
}

static char *
make_heading (PodUserAct act, const PodUser *user)
{
  static const char *const headings[POD_N_USER_ACTS] = {
    [POD_ACT_CONFIRM] = N_ ("Confirm %s?"),
    [POD_ACT_UNLOCK] = N_ ("Unlock %s?"),
    [POD_ACT_SET_ROLE] = N_ ("Another role for %s"),
    [POD_ACT_RESET_PASSWORD] = N_ ("A new first password for %s"),
    [POD_ACT_DELEGATE] = N_ ("Delegate signing to %s"),
    [POD_ACT_END_DELEGATION] = N_ ("Withdraw signing from %s?"),
    [POD_ACT_REVOKE] = N_ ("End the account of %s?"),
  };
  const char *format = _ (headings[act]);
  g_auto (GStrv) pieces = g_strsplit (format, "%s", 2);

  return g_strjoinv (user->name, pieces);
}

/* A button of a question says what it does, without the dots of the one that led to it. */
static char *
make_verb (PodUserAct act)
{
  char *verb = g_strdup (pod_user_act_to_label (act));

  if (g_str_has_suffix (verb, "…"))
    verb[strlen (verb) - strlen ("…")] = '\0';
  return verb;
}

/* ---- what is done ---- */

static gboolean
do_act (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  const Deed *deed = data;

  switch (deed->act)
    {
    case POD_ACT_CONFIRM:
      return pod_trial_confirm_user (trial, deed->user, answer->password, error);
    case POD_ACT_UNLOCK:
      return pod_trial_unlock_user (trial, deed->user, error);
    case POD_ACT_SET_ROLE:
      return pod_trial_set_role (trial, deed->user, answer->choice, answer->reason, error);
    case POD_ACT_RESET_PASSWORD:
      return pod_trial_reset_password (trial, deed->user, answer->password, answer->reason, error);
    case POD_ACT_DELEGATE:
      return pod_trial_delegate (trial, deed->user, "sign", answer->start, answer->stop, error);
    case POD_ACT_END_DELEGATION:
      return pod_trial_end_delegation (trial, deed->delegation, answer->reason, error);
    case POD_ACT_REVOKE:
    default:
      return pod_trial_revoke_user (trial, deed->user, answer->reason, error);
    }
}

static void
tell_owner (gpointer data)
{
  Deed *deed = data;

  if (deed->owner != NULL)
    deed->done (deed->owner);
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_clear_weak_pointer (&deed->owner);
  g_free (deed);
}

void
pod_user_act_start (PodUserAct act,
                    GtkWindow *parent,
                    PodTrial *trial,
                    const PodUser *user,
                    void (*done) (gpointer owner),
                    gpointer owner)
{
  g_autofree char *heading = make_heading (act, user);
  g_autofree char *verb = make_verb (act);
  PodAsk ask = { .heading = heading, .verb = verb, .slow = TRUE };
  Deed *deed;

  if (!pod_user_act_is_possible (trial, user, act))
    return;
  deed = g_new0 (Deed, 1);
  *deed = (Deed){ .act = act, .user = user->id, .done = done };
  if (act == POD_ACT_END_DELEGATION)
    deed->delegation = ((PodDelegation *) g_ptr_array_index (user->delegations, 0))->id;
  g_set_weak_pointer (&deed->owner, owner);
  prepare (&ask, act, trial, user);
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (parent, trial, &ask, do_act, tell_owner, deed,
                                                      deed_free)));
}
