#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/*
 * Users and the identity vault.  A user with a slot (PI, sub-investigator, coordinator) unwraps the data key with the
 * password (Argon2id, 64 MiB × 3); a monitor has no slot and is known by a password hash alone.  Names, record numbers,
 * ID numbers, phones and birth dates are sealed with XChaCha20-Poly1305 under that key, bound to table, row and column.
 */

/* An open key, in locked memory; wiped when freed. */
typedef struct _PodVault PodVault;
void pod_vault_free (PodVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodVault, pod_vault_free)

/* The first user, with a new data key; only in a database that has no user (CONSTRAINT).  Notes ACCOUNT. */
PodVault *pod_vault_create (PodConnection *connection,
                            const char *user,
                            const char *role,
                            const char *password,
                            GError **error);
/* A further user; with a slot where @with_slot, which takes an open vault (LOCKED).  Notes ACCOUNT.  CONSTRAINT where the name is
 * taken. */
gboolean pod_vault_add_user (PodConnection *connection,
                             PodVault *vault,
                             const char *user,
                             const char *role,
                             const char *password,
                             gboolean with_slot,
                             GError **error);
/* Checks the password; *role is set (transfer full).  *vault is set, or NULL for a user without a slot.
 * PASSWORD where either is wrong, told apart for nobody; CORRUPT where a slot's cost was altered.
 * It writes nothing: the caller notes LOGIN or LOGIN_FAIL, and lets the job end without an error, so that the note stays.
 * Argon2id takes a quarter of a second: not for a job that somebody waits for. */
gboolean pod_vault_sign_in (PodConnection *connection,
                            const char *user,
                            const char *password,
                            char **role,
                            PodVault **vault,
                            GError **error);

/* Whether an account of that name was ever made, in force or not.  FALSE also where the database cannot say.  For what is written
 * down of an attempt to sign in: a name that nobody has may be a password, typed into the wrong field. */
gboolean pod_vault_has_user (PodConnection *connection, const char *user);

/**
 * PodIdentity:
 * What names a person.  Each may be NULL.  @birth_date: ISO, of any precision.
 */
typedef struct
{
  char *name;
  char *record_number;
  char *id_number;
  char *phone;
  char *birth_date;
} PodIdentity;

void pod_identity_free (PodIdentity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodIdentity, pod_identity_free)

/* CONSTRAINT where the record number or the ID number is another person's already (see pod_person_find()).
 * A new person, sealed; returns its id and, in *number, the running number for USUBJID.  0 on error. */
gint64 pod_person_add (PodConnection *connection,
                       PodVault *vault,
                       const PodIdentity *identity,
                       gint64 *number,
                       GError **error);
/* The person with that record number or ID number, by blind index; 0 where there is none. */
gint64 pod_person_find (PodConnection *connection,
                        PodVault *vault,
                        const char *record_number,
                        const char *id_number,
                        GError **error);
PodIdentity *
pod_person_open (PodConnection *connection, PodVault *vault, gint64 person, GError **error);
/* Every identity in the vault (element-type PodIdentity), for the leak scan. */
GPtrArray *pod_person_open_all (PodConnection *connection, PodVault *vault, GError **error);

/* A per-subject secret offset for shifted dates, made once and sealed: days, never 0, |offset| <= 365.
 * 0 on error.  The first asking writes it, which takes a stamped job that writes. */
int
pod_person_get_offset (PodConnection *connection, PodVault *vault, gint64 person, GError **error);

G_END_DECLS
