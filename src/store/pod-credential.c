/* What a password is kept as. */

#include <string.h>

#include "pod-account.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

struct _PodCredential
{
  char *user;
  PodVault *vault; /* NULL without a slot */
  PodSlotCost cost;
  guint8 wrapped[POD_SLOT_BYTES];
  char hash[crypto_pwhash_STRBYTES];
};

void
pod_credential_free (PodCredential *credential)
{
  if (credential == NULL)
    return;
  g_free (credential->user);
  pod_vault_free (credential->vault);
  sodium_memzero (credential, sizeof *credential);
  g_free (credential);
}

static PodVault *
copy_person (PodVault *keep)
{
  PodVault *copy;

  if (keep == NULL)
    return pod_vault_new_person ();
  copy = pod_vault_new_from_secret (pod_vault_begin (keep)->secret);
  pod_vault_end (keep);
  if (pod_vault_has_data (keep))
    pod_vault_copy_data (copy, keep);
  copy->user = keep->user;
  return copy;
}

static gboolean
make_slot (PodCredential *self, const char *password, PodVault *keep)
{
  guint8 *key;

  self->cost = (PodSlotCost){ self->user, pod_vault_get_ops (), pod_vault_get_mem (), { 0 } };
  randombytes_buf (self->cost.salt, sizeof self->cost.salt);
  key = pod_slot_derive (&self->cost, password);
  if (key == NULL)
    return FALSE;
  self->vault = copy_person (keep);
  pod_slot_wrap (self->vault, key, &self->cost, self->wrapped);
  sodium_free (key);
  return TRUE;
}

static gboolean
make_hash (PodCredential *self, const char *password)
{
  return crypto_pwhash_str_alg (self->hash, password, strlen (password), pod_vault_get_ops (),
                                pod_vault_get_mem (), crypto_pwhash_ALG_ARGON2ID13) == 0;
}

PodCredential *
pod_credential_new (const char *user,
                    const char *password,
                    gboolean with_slot,
                    PodVault *keep,
                    GError **error)
{
  g_autoptr (PodCredential) self = g_new0 (PodCredential, 1);

  self->user = g_strdup (user);
  if (with_slot ? make_slot (self, password, keep) : make_hash (self, password))
    return g_steal_pointer (&self);
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, "no memory for Argon2id");
  return NULL;
}

PodVault *
pod_credential_get_vault (PodCredential *credential)
{
  return credential->vault;
}

static gboolean
put_slot (PodConnection *connection, PodCredential *self, gint64 user, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "INSERT INTO key_slot (user, key_version, ops, mem, salt, wrapped) "
      "VALUES (:user, 1, :ops, :mem, :salt, :wrapped) ON CONFLICT (user) DO UPDATE SET "
      "ops = excluded.ops, mem = excluded.mem, salt = excluded.salt, wrapped = excluded.wrapped",
      error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  pod_statement_bind_int (statement, "ops", (gint64) self->cost.ops);
  pod_statement_bind_int (statement, "mem", (gint64) self->cost.mem);
  pod_statement_bind_bytes (statement, "salt", self->cost.salt, sizeof self->cost.salt);
  pod_statement_bind_bytes (statement, "wrapped", self->wrapped, sizeof self->wrapped);
  return pod_statement_run (statement, error);
}

static gboolean
remove_slot (PodConnection *connection, gint64 user, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE key_slot SET wrapped = NULL WHERE user = :user",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  return pod_statement_run (statement, error);
}

static gboolean
put_user (PodConnection *connection, PodCredential *self, gint64 user, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE user SET password_hash = :hash, signing_key = "
                                     ":signing_key, box_key = :box_key WHERE id = :id",
                                     error);
  const PodVault *vault = self->vault;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "hash", vault == NULL ? self->hash : NULL);
  pod_statement_bind_bytes (statement, "signing_key", vault ? vault->signing_key : NULL,
                            vault ? sizeof vault->signing_key : 0);
  pod_statement_bind_bytes (statement, "box_key", vault ? vault->box_key : NULL,
                            vault ? sizeof vault->box_key : 0);
  pod_statement_bind_int (statement, "id", user);
  return pod_statement_run (statement, error);
}

gboolean
pod_credential_put (PodConnection *connection, PodCredential *self, gint64 user, GError **error)
{
  if (self->vault != NULL)
    self->vault->user = user;
  return put_user (connection, self, user, error) &&
         (self->vault != NULL ? put_slot (connection, self, user, error)
                              : remove_slot (connection, user, error));
}
