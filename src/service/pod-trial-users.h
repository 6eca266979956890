#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * People: accounts, what they may do and for how long, and the keys to the names.
 *
 * An account is made by an administrator or the PI.  The key to the names is given by the PI alone (confirming), after the person has
 * chosen a password of their own; so an administrator, who makes accounts, never comes near it.  Taking an account away changes the
 * key, since whoever had it may have kept an old copy of the file.
 */

typedef enum
{
  POD_USER_ACTIVE,
  POD_USER_NEW, /* has to choose a password of their own: the first, after a reset, or for another role */
  POD_USER_WAITING, /* a role that sees names, not yet confirmed by the PI: may not sign in to the data */
  POD_USER_LOCKED, /* too many failed attempts, until @locked_until */
  POD_USER_REVOKED,
} PodUserState;

/**
 * PodDelegation: a task that the PI gave for so long; @task: "sign" is the only one that a role waits for
 */
typedef struct
{
  gint64 id;
  char *task;
  PodDate start;
  PodDate stop; /* inclusive; not set while open */
} PodDelegation;

/**
 * PodUser:
 * One line of the list of accounts, which is also the user-access review.  Instants are RFC 3339 in UTC, NULL where it never happened.
 * @full_name: (nullable): as printed beside a signature
 * @failures: failed attempts since the last time that they signed in
 * @has_key: holds the key to the names
 * @delegations: (element-type PodDelegation): not withdrawn
 */
typedef struct
{
  gint64 id;
  char *name;
  char *full_name;
  char *organisation;
  PodUserRole role;
  PodUserState state;
  gboolean has_key;
  guint failures;
  char *locked_until;
  char *created;
  char *created_by;
  char *role_since;
  char *role_by;
  char *revoked;
  char *revoked_by;
  char *last_sign_in;
  GPtrArray *delegations;
} PodUser;

void pod_user_free (PodUser *user);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodUser, pod_user_free)
const char *pod_user_state_to_words (PodUserState state);

/* (element-type PodUser), revoked ones last.  MANAGE_USERS. */
GPtrArray *pod_trial_list_users (PodTrial *self, GError **error);

/**
 * PodNewUser:
 * @full_name, @organisation: (nullable)
 * @password: the first one; @own_password: the person chose it (who creates the demonstration is everybody)
 */
typedef struct
{
  const char *user;
  const char *full_name;
  const char *organisation;
  const char *password;
  PodUserRole role;
  gboolean own_password;
} PodNewUser;

/* MANAGE_USERS.  INPUT for a name that was ever used (one is never used again), a password that is too short, banned or holds the
 * user's name.  A role that sees names waits for the PI's confirmation after the person chose a password of their own; with @own_password,
 * which is chosen already, the PI confirms by adding.  A role that reads without names is the PI's alone to give (INPUT). */
gboolean pod_trial_add_person (PodTrial *self, const PodNewUser *person, GError **error);
/* MANAGE_USERS.  Withdraws the key; a role that sees names waits for the PI's confirmation, and who sees none any more chooses another
 * password, without keys.  INPUT for the last PI who holds the key while there is no recovery key, here and where one is ended or reset. */
gboolean
pod_trial_set_role (PodTrial *self, gint64 user, PodUserRole role, const char *why, GError **error);
/* MANAGE_USERS.  Ends the account for ever, and changes the key to the names (needs a holder of it: LOCKED for an administrator, whose
 * revoking takes hold at once while the key is changed when the PI signs in next).  INPUT for the last PI. */
gboolean pod_trial_revoke_user (PodTrial *self, gint64 user, const char *why, GError **error);
/* MANAGE_USERS: ends a lock-out. */
gboolean pod_trial_unlock_user (PodTrial *self, gint64 user, GError **error);
/* MANAGE_USERS: a new first password, for who forgot theirs.  Their keys are new, so the PI confirms them again. */
gboolean pod_trial_reset_password (PodTrial *self,
                                   gint64 user,
                                   const char *password,
                                   const char *why,
                                   GError **error);
/* CONFIRM_USER, with the PI's own password again (PASSWORD). */
gboolean pod_trial_confirm_user (PodTrial *self, gint64 user, const char *password, GError **error);
/* DELEGATE: for SIGN, which a sub-investigator may only while it is delegated. @stop may be no date. */
gboolean pod_trial_delegate (PodTrial *self,
                             gint64 user,
                             const char *task,
                             PodDate start,
                             PodDate stop,
                             GError **error);
gboolean
pod_trial_end_delegation (PodTrial *self, gint64 delegation, const char *why, GError **error);

/* ---- one's own ---- */

/* After a first password: every verb but this is MUST_CHANGE until it was called. */
gboolean pod_trial_must_change_password (PodTrial *self);
gboolean pod_trial_change_password (PodTrial *self,
                                    const char *old_password,
                                    const char *new_password,
                                    GError **error);
/* Whether it is the password of whoever is signed in; counts as an attempt, noted.  PASSWORD where not. */
gboolean pod_trial_check_password (PodTrial *self, const char *password, GError **error);
/* What stood between this signing in and the one before: attempts that failed, and when the last of them was (NULL: none). */
guint pod_trial_get_failed_attempts (PodTrial *self, char **last);
/* For a PI: names of accounts that were locked out since they last signed in (element-type utf8); empty otherwise. */
GPtrArray *pod_trial_list_lock_outs (PodTrial *self, GError **error);

/* Hides: as pod_trial_sign_out(), noted as LOCK with @cause ("idle", "asked", "suspend", "screen").  The trial locks itself, too: after
 * failed attempts ("guessing"), and where the account is no longer what it was ("ended", "role", "reset"). */
void pod_trial_lock (PodTrial *self, const char *cause);
/* (nullable): of the lock that put out whoever was signed in last; NULL where they signed out, or somebody is signed in. */
const char *pod_trial_get_lock_cause (PodTrial *self);
/* (nullable): the same as a sentence for them; NULL where there is nothing to tell. */
const char *pod_trial_get_lock_words (PodTrial *self);
/* Whether the keys stay out of the swap, which is the machine's to allow. */
gboolean pod_trial_is_memory_locked (void);

/* ---- the recovery key ---- */

/* CONFIRM_USER, password again.  Makes a new one; returned once, in groups to be printed: "ABCD-EFGH-…" (160 random bits in base 32,
 * RFC 4648, and two check letters).  Free with pod_wipe().  It is pending, and the one before stays valid, until somebody says
 * that it is written down. */
char *pod_trial_make_recovery_key (PodTrial *self, const char *password, GError **error);
/* CONFIRM_USER: @recovery_key, made last, is on paper, and is the only one from then on.  PASSWORD where another was made since. */
gboolean pod_trial_confirm_recovery_key (PodTrial *self, const char *recovery_key, GError **error);
/* One was made, and nobody has said that it is on paper: it may be lost. */
gboolean pod_trial_is_recovery_key_pending (PodTrial *self);
/* CONFIRM_USER: before it goes to a printer.  Noted PRINT. */
gboolean pod_trial_note_recovery_key_printed (PodTrial *self, GError **error);
/* Nobody is signed in: opens the key to the names with the recovery key and gives the PI of that name a new password; noted
 * RECOVERY.  PASSWORD where the key is not the one. */
gboolean pod_trial_recover (PodTrial *self,
                            const char *recovery_key,
                            const char *user,
                            const char *new_password,
                            GError **error);
gboolean pod_trial_has_recovery_key (PodTrial *self);

/* Frees a password, a key or an identity so that it is not left lying about in memory: @text (nullable) is a string of g_malloc(). */
void pod_wipe (gpointer text);

G_END_DECLS
