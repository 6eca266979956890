/* What an administrator or the PI does to accounts. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-key-grant.h"
#include "pod-trial-private.h"

/* One act upon an account, on its way to the database thread. */
typedef struct
{
  PodStamp *stamp;
  PodVault *vault; /* of who acts; NULL for an administrator */
  gint64 self;
  gboolean confirms; /* who acts is a PI */
  gint64 user;
  PodUserRole role;
  PodCredential *credential;
  const PodNewUser *person;
  const char *text;
  const char *start;
  const char *stop;
} Act;

static gboolean
set_input_error (GError **error, const char *message)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

static gboolean
run (PodTrial *self, PodDatabaseFunc func, Act *act, const char *why, GError **error)
{
  g_autoptr (PodStamp) stamp = pod_trial_make_stamp (self, why);
  GError *failure = NULL;

  act->stamp = stamp;
  act->vault = self->key->vault;
  act->self = self->user_id;
  act->confirms = pod_role_may (self->role, POD_VERB_CONFIRM_USER);
  pod_database_call (self->database, POD_ACCESS_WRITE, func, act, NULL, self->over, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
require_reason (const char *why, GError **error)
{
  if (why != NULL && *why != '\0')
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                       "a change of something already saved needs a reason");
  return FALSE;
}

/* ---- who it is about ---- */

typedef struct
{
  gint64 id;
  PodStoredUser found; /* without its texts */
  char *name;
  PodUserRole role;
  guint n_pis;
} Search;

static void
look_at (gpointer data, const PodStoredUser *user)
{
  Search *search = data;
  PodUserRole role;

  if (user->active && pod_user_role_from_string (user->role, &role) && role == POD_USER_PI)
    search->n_pis++;
  if (user->id != search->id || !user->active)
    return;
  search->found = *user;
  search->name = g_strdup (user->name);
  search->role = POD_USER_MONITOR;
  pod_user_role_from_string (user->role, &search->role);
}

static gboolean
find_user (PodConnection *connection, gint64 id, Search *search, GError **error)
{
  *search = (Search){ .id = id };
  if (!pod_user_table_read (connection, look_at, search, error))
    return FALSE;
  if (search->name != NULL)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                       "there is no such account in force");
  return FALSE;
}

static gboolean
sees_names (PodUserRole role)
{
  return pod_role_may (role, POD_VERB_SEE_IDENTITY);
}

/* Who reads without the key waits for nobody's confirmation.  So whoever sees no data, and could choose the password, does not make such
 * an account, or they would see all. */
static gboolean
check_reader (const Act *act, PodUserRole role, GError **error)
{
  if (act->confirms || sees_names (role) || !pod_role_may (role, POD_VERB_READ))
    return TRUE;
  return set_input_error (error, _ ("A monitor reads every casebook: only a principal investigator "
                                    "gives this role, or a monitor a new password."));
}

/* A trial has somebody who answers for it, and somebody who can give the key to the names on. */
static gboolean
check_last_pi (PodConnection *connection, const Search *search, PodUserRole role, GError **error)
{
  gboolean is_last;

  if (search->role != POD_USER_PI)
    return TRUE;
  if (role != POD_USER_PI && search->n_pis == 1)
    return set_input_error (error, _ ("A trial is never without a principal investigator: make "
                                      "another first."));
  if (!pod_key_grant_is_last (connection, search->id, &is_last, error))
    return FALSE;
  if (!is_last || pod_key_grant_has_recovery (connection))
    return TRUE;
  return set_input_error (error, _ ("No other principal investigator holds the key to the names, "
                                    "and there is no recovery key: the names would be lost. "
                                    "Confirm another, or make a recovery key, first."));
}

/* ---- a new one ---- */

typedef struct
{
  const char *folded;
  gboolean is_taken;
} NameSearch;

static void
compare_name (gpointer data, const PodStoredUser *user)
{
  NameSearch *search = data;
  g_autofree char *folded = pod_user_name_fold (user->name);

  if (g_str_equal (folded, search->folded))
    search->is_taken = TRUE;
}

/* By whoever has or had an account: one that was ended keeps its name. */
static gboolean
find_taken (PodConnection *connection, const char *name, gboolean *is_taken, GError **error)
{
  g_autofree char *folded = pod_user_name_fold (name);
  NameSearch search = { folded, FALSE };
  gboolean read = pod_user_table_read (connection, compare_name, &search, error);

  *is_taken = search.is_taken;
  return read;
}

/* Whoever chose the first password can open what it seals: nobody is given the key before they chose one of their own. */
static gpointer
add_person (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  const PodNewUser *person = act->person;
  PodStoredUser user = {
    .name = person->user,
    .full_name = person->full_name,
    .organisation = person->organisation,
    .role = pod_user_role_to_string (person->role),
    .must_change = !person->own_password,
  };
  gboolean is_taken;
  gint64 id;

  if (!pod_trial_begin_writing (connection, act->stamp, error))
    return NULL;
  if (!find_taken (connection, person->user, &is_taken, error))
    return NULL;
  if (is_taken)
    {
      set_input_error (error, _ ("This user name was used before. A name is never used again: take "
                                 "another."));
      return NULL;
    }
  if (!check_reader (act, person->role, error))
    return NULL;
  id = pod_user_table_add (connection, &user, act->credential, error);
  if (id > 0 && person->own_password && sees_names (person->role) &&
      pod_vault_has_data (act->vault) && pod_vault_keep_up (connection, act->vault, error))
    pod_key_grant_put (connection, act->vault, id, error);
  return NULL;
}

gboolean
pod_trial_add_person (PodTrial *self, const PodNewUser *person, GError **error)
{
  g_autoptr (PodCredential) credential = NULL;

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error) ||
      !pod_user_name_check (person->user, error) ||
      !pod_trial_check_credentials (person->user, person->password, error))
    return FALSE;
  credential = pod_credential_new (person->user, person->password, sees_names (person->role), NULL,
                                   error);
  return credential != NULL &&
         run (self, add_person, &(Act){ .person = person, .credential = credential }, NULL, error);
}

/* ---- the key, when somebody may not have it any more ---- */

/* Who had the key may have kept it, with an old copy of the file: what is sealed from now on, they shall not open. */
static gboolean
change_key (PodConnection *connection, Act *act, gboolean had_key, GError **error)
{
  if (!had_key)
    return TRUE;
  if (pod_vault_has_data (act->vault))
    return pod_vault_rotate (connection, act->vault, error);
  return pod_setting_set (connection, POD_SETTING_ROTATE, "due", error);
}

/* ---- another role ---- */

/* A role that sees names takes keys of one's own, which only a password makes: who has none chooses one first.  And who is to have none
 * any more chooses one, too, which takes the place of the slot and the keys. */
static gboolean
follow_role (PodConnection *connection, Act *act, const Search *search, GError **error)
{
  gboolean knows = sees_names (act->role) && pod_vault_has_data (act->vault);

  if (sees_names (act->role) && !sees_names (search->role))
    return pod_user_table_set_must_change (connection, act->user, TRUE, error);
  if (knows && !search->found.must_change)
    return pod_vault_keep_up (connection, act->vault, error) &&
           pod_key_grant_put (connection, act->vault, act->user, error);
  if (sees_names (search->role) && !sees_names (act->role) &&
      !pod_user_table_set_must_change (connection, act->user, TRUE, error))
    return FALSE;
  return pod_key_grant_withdraw (connection, act->user, error) &&
         (sees_names (act->role) || change_key (connection, act, search->found.has_grant, error));
}

static gpointer
set_role (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (!pod_trial_begin_writing (connection, act->stamp, error) ||
      !find_user (connection, act->user, &search, error))
    return NULL;
  if (act->user == act->self)
    set_input_error (error, _ ("Nobody changes their own role: ask another."));
  else if (search.role != act->role && check_reader (act, act->role, error) &&
           check_last_pi (connection, &search, act->role, error) &&
           pod_user_table_set_role (connection, act->user, pod_user_role_to_string (act->role),
                                    error))
    follow_role (connection, act, &search, error);
  g_free (search.name);
  return NULL;
}

gboolean
pod_trial_set_role (PodTrial *self, gint64 user, PodUserRole role, const char *why, GError **error)
{
  return pod_trial_require (self, POD_VERB_MANAGE_USERS, error) && require_reason (why, error) &&
         run (self, set_role, &(Act){ .user = user, .role = role }, why, error);
}

/* ---- the end of one ---- */

static gpointer
end_account (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (!pod_trial_begin_writing (connection, act->stamp, error) ||
      !find_user (connection, act->user, &search, error))
    return NULL;
  if (act->user == act->self)
    set_input_error (error, _ ("Nobody ends their own account: ask another."));
  else if (check_last_pi (connection, &search, POD_N_USER_ROLES, error) &&
           pod_user_table_revoke (connection, act->user, error))
    change_key (connection, act, search.found.has_grant, error);
  g_free (search.name);
  return NULL;
}

gboolean
pod_trial_revoke_user (PodTrial *self, gint64 user, const char *why, GError **error)
{
  return pod_trial_require (self, POD_VERB_MANAGE_USERS, error) && require_reason (why, error) &&
         run (self, end_account, &(Act){ .user = user }, why, error);
}

/* ---- out again after a lock-out ---- */

static gpointer
end_lock_out (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (pod_trial_begin_writing (connection, act->stamp, error) &&
      find_user (connection, act->user, &search, error))
    {
      pod_audit_note_row (connection, "UNLOCK", "user", act->user, error);
      g_free (search.name);
    }
  return NULL;
}

gboolean
pod_trial_unlock_user (PodTrial *self, gint64 user, GError **error)
{
  return pod_trial_require (self, POD_VERB_MANAGE_USERS, error) &&
         run (self, end_lock_out, &(Act){ .user = user }, NULL, error);
}

/* ---- a new first password ---- */

static gpointer
find_name (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (!find_user (connection, act->user, &search, error))
    return NULL;
  act->role = search.role;
  return search.name;
}

static gpointer
reset_password (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;
  gboolean is_same;

  if (!pod_trial_begin_writing (connection, act->stamp, error) ||
      !find_user (connection, act->user, &search, error))
    return NULL;
  g_free (search.name);
  is_same = sees_names (search.role) == sees_names (act->role);
  if (!is_same)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                         "the role was changed meanwhile");
  if (is_same && check_reader (act, search.role, error) &&
      check_last_pi (connection, &search, search.role, error) &&
      pod_key_grant_withdraw (connection, act->user, error) &&
      pod_credential_put (connection, act->credential, act->user, error) &&
      pod_user_table_set_must_change (connection, act->user, TRUE, error))
    pod_audit_note_row (connection, "UNLOCK", "user", act->user, error);
  return NULL;
}

gboolean
pod_trial_reset_password (PodTrial *self,
                          gint64 user,
                          const char *password,
                          const char *why,
                          GError **error)
{
  Act act = { .user = user };
  g_autofree char *name = NULL;
  g_autoptr (PodCredential) credential = NULL;

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error) || !require_reason (why, error))
    return FALSE;
  if (user == self->user_id)
    return set_input_error (error, _ ("Change your own password instead."));
  name = pod_database_call (self->database, POD_ACCESS_READ, find_name, &act, g_free, NULL, error);
  if (name == NULL || !pod_trial_check_password_rules (name, password, error))
    return FALSE;
  act.credential = credential = pod_credential_new (name, password, sees_names (act.role), NULL,
                                                    error);
  return credential != NULL && run (self, reset_password, &act, why, error);
}

/* ---- the PI's confirmation ---- */

static gpointer
confirm (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (!pod_trial_begin_writing (connection, act->stamp, error) ||
      !find_user (connection, act->user, &search, error))
    return NULL;
  g_free (search.name);
  if (!sees_names (search.role))
    set_input_error (error, _ ("This role sees no names: there is nothing to confirm."));
  else if (search.found.must_change)
    set_input_error (error, _ ("This person must first sign in and choose a password of their "
                               "own."));
  else if (pod_vault_keep_up (connection, act->vault, error))
    pod_key_grant_put (connection, act->vault, act->user, error);
  return NULL;
}

gboolean
pod_trial_confirm_user (PodTrial *self, gint64 user, const char *password, GError **error)
{
  return pod_trial_require (self, POD_VERB_CONFIRM_USER, error) &&
         pod_trial_check_password (self, password, error) &&
         run (self, confirm, &(Act){ .user = user }, NULL, error);
}

/* ---- delegations ---- */

static gpointer
delegate (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  Search search;

  if (!pod_trial_begin_writing (connection, act->stamp, error) ||
      !find_user (connection, act->user, &search, error))
    return NULL;
  g_free (search.name);
  if (pod_role_may (search.role, POD_VERB_SIGN) ||
      !pod_role_may_if_delegated (search.role, POD_VERB_SIGN))
    set_input_error (error, _ ("Signing is delegated to a sub-investigator only."));
  else
    pod_delegation_table_add (connection, act->user, act->text, act->start, act->stop, error);
  return NULL;
}

gboolean
pod_trial_delegate (PodTrial *self,
                    gint64 user,
                    const char *task,
                    PodDate start,
                    PodDate stop,
                    GError **error)
{
  g_autofree char *from = pod_date_to_string (start);
  g_autofree char *to = pod_date_is_set (stop) ? pod_date_to_string (stop) : NULL;

  if (!pod_trial_require (self, POD_VERB_DELEGATE, error))
    return FALSE;
  if (g_strcmp0 (task, "sign") != 0)
    return set_input_error (error, "only signing is delegated");
  if (!pod_date_is_set (start) || (to != NULL && pod_date_compare (stop, start) < 0))
    return set_input_error (error, _ ("A delegation begins on a day, and ends on it or later."));
  return run (self, delegate, &(Act){ .user = user, .text = task, .start = from, .stop = to }, NULL,
              error);
}

static gpointer
end_delegation (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;

  if (pod_trial_begin_writing (connection, act->stamp, error))
    pod_delegation_table_end (connection, act->user, error);
  return NULL;
}

gboolean
pod_trial_end_delegation (PodTrial *self, gint64 delegation, const char *why, GError **error)
{
  return pod_trial_require (self, POD_VERB_DELEGATE, error) && require_reason (why, error) &&
         run (self, end_delegation, &(Act){ .user = delegation }, why, error);
}
