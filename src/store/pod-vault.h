#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/*
 * Users and the identity vault.  The password of a user with a slot (PI, sub-investigator, coordinator, nurse) unwraps, by Argon2id
 * (64 MiB × 3), a secret of that person alone; from it come a key pair for signing and one to which things are sealed.  The data key
 * of the vault is sealed to each holder (pod-key-grant.h), so that it can be changed without anybody's password.  A monitor and an
 * administrator have no slot and are known by a password hash alone.  Names, record numbers, ID numbers, phones and birth dates are
 * sealed with XChaCha20-Poly1305 under the data key, bound to table, row, column and version of the key.
 */

/* Open keys, in locked memory; wiped when freed. */
typedef struct _PodVault PodVault;
void pod_vault_free (PodVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodVault, pod_vault_free)

/* Whether it holds the data key, besides a person's own; FALSE for NULL. */
gboolean pod_vault_has_data (PodVault *self);
/* Of the data key: it counts up whenever the key is changed. */
gint64 pod_vault_get_version (PodVault *self);
/* Before anything is sealed or opened in a job: takes over the data key that is in force where it was changed meanwhile, perhaps by
 * another process.  LOCKED where there is no vault, or its holder's key was withdrawn. */
gboolean pod_vault_keep_up (PodConnection *connection, PodVault *vault, GError **error);
/* Whether locked memory can be had at all: where not, keys may be written to the swap, and people are to be warned. Asked once. */
gboolean pod_vault_memory_is_locked (void);

#define POD_SIGNATURE_BYTES 64
#define POD_SIGNING_KEY_BYTES 32

/* Ed25519, by the person whose vault it is; @signature has room for POD_SIGNATURE_BYTES.  FALSE for a vault without a person's keys:
 * NULL, or one of a slot of schema 1 that nobody turned into the new form. */
gboolean pod_vault_sign (PodVault *self, gconstpointer data, gsize length, guint8 *signature);
/* @key: of POD_SIGNING_KEY_BYTES. */
gboolean pod_vault_check_signature (const guint8 *key,
                                    gconstpointer data,
                                    gsize length,
                                    const guint8 *signature);
/* The public half, as it stands in user.signing_key; NULL where pod_vault_sign() says FALSE. */
const guint8 *pod_vault_get_signing_key (PodVault *self);

/* The first user, with a new data key, who grants it to all others; only in a database that has no user (CONSTRAINT).  @full_name:
 * (nullable): as printed beside a signature.  Notes ACCOUNT.  Argon2id runs inside. */
PodVault *pod_vault_create (PodConnection *connection,
                            const char *user,
                            const char *full_name,
                            const char *role,
                            const char *password,
                            GError **error);
/* A further user, whose password is their own; with a slot and the data key where @with_slot, which takes an open vault (LOCKED).  Notes
 * ACCOUNT.  CONSTRAINT where the name is taken.  Argon2id runs inside: for tests and tools that nobody waits for. */
gboolean pod_vault_add_user (PodConnection *connection,
                             PodVault *vault,
                             const char *user,
                             const char *role,
                             const char *password,
                             gboolean with_slot,
                             GError **error);
/* Checks the password; *role is set (transfer full).  *vault is set, or NULL for a user without a slot.
 * PASSWORD where either is wrong, told apart for nobody; CORRUPT where a slot's cost was altered.
 * It writes nothing.  Argon2id runs inside: whom somebody waits for takes pod-account.h in its three steps. */
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
/* (element-type gint64): persons who have none yet. */
GArray *pod_person_list_without_offset (PodConnection *connection, GError **error);

/* A number in its plainest spelling: full-width digits, small letters, blanks and hyphens are ways to write the same.  The stored indexes are made
 * of it: what it leaves out cannot be changed without making them anew.  Free with g_free(), or with pod_vault_free_text() where it is a person's. */
char *pod_vault_simplify_number (const char *number);
/* Wiped before it is freed. */
void pod_vault_free_text (char *text);

G_END_DECLS
