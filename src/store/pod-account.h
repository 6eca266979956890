#pragma once

#include "pod-vault.h"

G_BEGIN_DECLS

/*
 * An account, and the password that opens it, in three steps: what the database has of it is read; Argon2id, which takes a quarter of a
 * second, runs where nobody waits for the database; and what came of it is settled in a short job that writes.
 */

/**
 * PodAccount:
 * @id: 0 where nobody has that name, or the account is not in force: no password opens it, and trying takes as long
 * @full_name, @role: (nullable)
 * @must_change: somebody else chose the password
 * @is_endorsed: the PI confirmed that this person in this role holds the data key
 * @keys: what is needed to try a password
 */
typedef struct _PodAccountKeys PodAccountKeys;
typedef struct
{
  gint64 id;
  char *name;
  char *full_name;
  char *role;
  gboolean must_change;
  gboolean is_endorsed;
  PodAccountKeys *keys;
} PodAccount;

/* In a job that reads.  NULL is an error. */
PodAccount *pod_account_read (PodConnection *connection, const char *user, GError **error);
void pod_account_free (PodAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodAccount, pod_account_free)

/* Outside of any job.  PASSWORD, told apart for nobody; CORRUPT where the cost of a slot was altered. */
gboolean pod_account_try (PodAccount *account, const char *password, GError **error);
/* In a job that writes: the account is still what was read (PASSWORD where not).  A slot of schema 1 gets its new form here: a PI's is
 * the first to, and endorses itself; another's follows as soon as there is a PI who can confirm it. */
gboolean pod_account_settle (PodConnection *connection, PodAccount *account, GError **error);
/* In any job: the account is still what was read (PASSWORD where not), whether a password was tried or not. */
gboolean
pod_account_check_same (PodConnection *connection, const PodAccount *account, GError **error);
/* (nullable) (transfer full): what the password opened; NULL for a user without a slot. */
PodVault *pod_account_take_vault (PodAccount *account);

/**
 * PodCredential:
 * What a password is kept as: a slot with a person's own keys, or a hash for somebody without keys.  Made outside of any job.
 */
typedef struct _PodCredential PodCredential;

/* @keep: (nullable): the person's keys go on under another password; NULL draws new ones.  Without @with_slot it is a hash. FAILED
 * where the memory for Argon2id is not to be had. */
PodCredential *pod_credential_new (const char *user,
                                   const char *password,
                                   gboolean with_slot,
                                   PodVault *keep,
                                   GError **error);
void pod_credential_free (PodCredential *credential);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCredential, pod_credential_free)
/* (nullable): the person's keys, which the credential keeps. */
PodVault *pod_credential_get_vault (PodCredential *credential);
/* In a job that writes: in the place of what @user has.  With a slot the person's public keys are written, too. */
gboolean pod_credential_put (PodConnection *connection,
                             PodCredential *credential,
                             gint64 user,
                             GError **error);

G_END_DECLS
