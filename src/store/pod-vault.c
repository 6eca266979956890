/* Users, and the slots by which their passwords open the vault. */

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <string.h>

#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

/* A hostile file must not make Argon2id eat the machine. */
#define MOST_OPS 10
#define MOST_MEM (G_GINT64_CONSTANT (1) << 30)

static gboolean
set_error (GError **error, PodStoreError code, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, code, message);
  return FALSE;
}

static gint64
insert_user (PodConnection *connection,
             const char *user,
             const char *role,
             const char *hash,
             GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO user (name, role, active, password_hash) "
                                     "VALUES (:name, :role, 1, :hash)",
                                     error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_text (statement, "name", user);
  pod_statement_bind_text (statement, "role", role);
  pod_statement_bind_text (statement, "hash", hash);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

static gboolean
insert_slot (PodConnection *connection,
             gint64 user,
             const PodSlotCost *cost,
             const guint8 *wrapped,
             GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "INSERT INTO key_slot (user, key_version, ops, mem, salt, wrapped) "
                         "VALUES (:user, :key_version, :ops, :mem, :salt, :wrapped)",
                         error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  pod_statement_bind_int (statement, "key_version", POD_VAULT_KEY_VERSION);
  pod_statement_bind_int (statement, "ops", (gint64) cost->ops);
  pod_statement_bind_int (statement, "mem", (gint64) cost->mem);
  pod_statement_bind_bytes (statement, "salt", cost->salt, sizeof cost->salt);
  pod_statement_bind_bytes (statement, "wrapped", wrapped, POD_SLOT_BYTES);
  return pod_statement_run (statement, error);
}

static gboolean
add_user_with_slot (PodConnection *connection,
                    PodVault *vault,
                    const char *user,
                    const char *role,
                    const char *password,
                    GError **error)
{
  PodSlotCost cost = { user, pod_vault_get_ops (), pod_vault_get_mem (), { 0 } };
  guint8 wrapped[POD_SLOT_BYTES];
  gint64 id;

  randombytes_buf (cost.salt, sizeof cost.salt);
  if (!pod_vault_wrap (vault, &cost, password, wrapped))
    return set_error (error, POD_STORE_ERROR_FAILED, "no memory for Argon2id");
  id = insert_user (connection, user, role, NULL, error);
  return id > 0 && insert_slot (connection, id, &cost, wrapped, error);
}

static gboolean
add_user_with_hash (PodConnection *connection,
                    const char *user,
                    const char *role,
                    const char *password,
                    GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str_alg (hash, password, strlen (password), pod_vault_get_ops (),
                             pod_vault_get_mem (), crypto_pwhash_ALG_ARGON2ID13) != 0)
    return set_error (error, POD_STORE_ERROR_FAILED, "no memory for Argon2id");
  return insert_user (connection, user, role, hash, error) > 0;
}

PodVault *
pod_vault_create (PodConnection *connection,
                  const char *user,
                  const char *role,
                  const char *password,
                  GError **error)
{
  g_autoptr (PodVault) vault = pod_vault_new ();
  gint64 users;

  if (!pod_connection_query_int (connection, "SELECT count (*) FROM user", &users, error))
    return NULL;
  if (users > 0)
    set_error (error, POD_STORE_ERROR_CONSTRAINT, "there are users already");
  else if (add_user_with_slot (connection, vault, user, role, password, error) &&
           pod_audit_note (connection, "ACCOUNT", user, error))
    return g_steal_pointer (&vault);
  return NULL;
}

gboolean
pod_vault_add_user (PodConnection *connection,
                    PodVault *vault,
                    const char *user,
                    const char *role,
                    const char *password,
                    gboolean with_slot,
                    GError **error)
{
  gboolean added;

  if (with_slot && vault == NULL)
    return set_error (error, POD_STORE_ERROR_LOCKED, "the vault is not open");
  added = with_slot ? add_user_with_slot (connection, vault, user, role, password, error)
                    : add_user_with_hash (connection, user, role, password, error);
  return added && pod_audit_note (connection, "ACCOUNT", user, error);
}

/* ---- signing in ---- */

typedef struct
{
  char *role;
  char *hash;
  gboolean has_slot;
  PodSlotCost cost;
  guint8 wrapped[POD_SLOT_BYTES];
} Account;

static void
clear_account (Account *account)
{
  g_free (account->role);
  g_free (account->hash);
  sodium_memzero (account, sizeof *account);
}

static void
copy_bytes (PodStatement *statement, int column, guint8 *to, gsize wanted)
{
  gsize length;
  gconstpointer bytes = pod_statement_get_bytes (statement, column, &length);

  if (length == wanted)
    memcpy (to, bytes, wanted);
}

gboolean
pod_vault_has_user (PodConnection *connection, const char *user)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT 1 FROM user WHERE name = :name", NULL);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "name", user);
  return pod_statement_step (statement, NULL);
}

/* An account without a role is nobody's. */
static gboolean
read_account (PodConnection *connection, const char *user, Account *account, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "SELECT role, password_hash, ops, mem, salt, wrapped FROM user "
      "LEFT JOIN key_slot ON key_slot.user = user.id WHERE name = :name AND active = 1",
      error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "name", user);
  if (pod_statement_step (statement, &local))
    {
      account->role = g_strdup (pod_statement_get_text (statement, 0));
      account->hash = g_strdup (pod_statement_get_text (statement, 1));
      account->has_slot = !pod_statement_is_null (statement, 5);
      account->cost.user = user;
      account->cost.ops = (guint64) pod_statement_get_int (statement, 2);
      account->cost.mem = (gsize) pod_statement_get_int (statement, 3);
      copy_bytes (statement, 4, account->cost.salt, sizeof account->cost.salt);
      copy_bytes (statement, 5, account->wrapped, sizeof account->wrapped);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
is_known_cost (const Account *account)
{
  const PodSlotCost *cost = &account->cost;

  if (account->has_slot)
    return cost->ops >= pod_vault_get_ops () && cost->ops <= MOST_OPS &&
           cost->mem >= pod_vault_get_mem () && cost->mem <= MOST_MEM;
  /* The hash of a password carries its own cost, and is made at one cost only. */
  return account->hash == NULL ||
         crypto_pwhash_str_needs_rehash (account->hash, pod_vault_get_ops (),
                                         pod_vault_get_mem ()) == 0;
}

static gboolean
check_cost (const Account *account, GError **error)
{
  return is_known_cost (account) ||
         set_error (error, POD_STORE_ERROR_CORRUPT,
                    "the cost of a key slot or of a password was altered");
}

/* As long as a true check takes, so that the clock does not tell who has an account. */
static void
waste_time (const char *password)
{
  guint8 salt[crypto_pwhash_SALTBYTES] = { 0 };
  guint8 key[32];

  if (crypto_pwhash (key, sizeof key, password, strlen (password), salt, pod_vault_get_ops (),
                     pod_vault_get_mem (), crypto_pwhash_ALG_ARGON2ID13) == 0)
    sodium_memzero (key, sizeof key);
}

static gboolean
check_password (const Account *account, const char *password, PodVault **vault)
{
  if (account->has_slot)
    *vault = pod_vault_unwrap (&account->cost, password, account->wrapped);
  else if (account->hash != NULL)
    return crypto_pwhash_str_verify (account->hash, password, strlen (password)) == 0;
  else
    waste_time (password);
  return *vault != NULL;
}

gboolean
pod_vault_sign_in (PodConnection *connection,
                   const char *user,
                   const char *password,
                   char **role,
                   PodVault **vault,
                   GError **error)
{
  Account account = { 0 };
  gboolean matches = FALSE;

  *role = NULL;
  *vault = NULL;
  if (!read_account (connection, user, &account, error) || !check_cost (&account, error))
    {
      clear_account (&account);
      return FALSE;
    }
  matches = check_password (&account, password, vault);
  if (matches)
    *role = g_strdup (account.role);
  else
    set_error (error, POD_STORE_ERROR_PASSWORD, _ ("no such user, or not this password"));
  clear_account (&account);
  if (*role == NULL)
    g_clear_pointer (vault, pod_vault_free);
  return *role != NULL;
}
