/* Trying a password, and turning the slots of schema 1 into their new form. */

#include "pod-account.h"

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <string.h>

#include "pod-connection-private.h"
#include "pod-key-grant.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

struct _PodAccountKeys
{
  char *hash;
  gboolean has_slot;
  gboolean is_old; /* of schema 1: the slot holds the data key itself */
  PodSlotCost cost;
  guint8 wrapped[POD_SLOT_BYTES];
  GBytes *sealed; /* the data key, where it was granted */
  gint64 key_version;
  /* What trying gave. */
  PodVault *vault;
  PodVault *person; /* of an old slot: the keys it is to hold from now on */
  guint8 renewed[POD_SLOT_BYTES];
};

static gboolean
set_error (GError **error, PodStoreError code, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, code, message);
  return FALSE;
}

void
pod_account_free (PodAccount *account)
{
  PodAccountKeys *keys = account->keys;

  g_free (keys->hash);
  g_clear_pointer (&keys->sealed, g_bytes_unref);
  pod_vault_free (keys->vault);
  pod_vault_free (keys->person);
  sodium_memzero (keys, sizeof *keys);
  g_free (keys);
  g_free (account->name);
  g_free (account->full_name);
  g_free (account->role);
  g_free (account);
}

/* ---- reading ---- */

enum
{
  ID,
  FULL_NAME,
  ROLE,
  MUST_CHANGE,
  HASH,
  BOX_KEY,
  OPS,
  MEM,
  SALT,
  WRAPPED,
  SEALED,
  KEY_VERSION,
};
#define ACCOUNT                                                                                    \
  "SELECT u.id, u.full_name, u.role, u.must_change, u.password_hash, u.box_key, s.ops, s.mem, "    \
  "s.salt, s.wrapped, g.sealed, g.key_version FROM user u LEFT JOIN key_slot s ON s.user = u.id "  \
  "LEFT JOIN key_grant g ON g.user = u.id WHERE u.name = :name AND u.active = 1"

static void
copy_bytes (PodStatement *statement, int column, guint8 *to, gsize wanted)
{
  gsize length;
  gconstpointer bytes = pod_statement_get_bytes (statement, column, &length);

  if (bytes != NULL && length == wanted)
    memcpy (to, bytes, wanted);
}

static void
read_keys (PodAccountKeys *keys, PodStatement *statement)
{
  gsize length;
  gconstpointer sealed = pod_statement_get_bytes (statement, SEALED, &length);

  keys->hash = g_strdup (pod_statement_get_text (statement, HASH));
  keys->has_slot = !pod_statement_is_null (statement, WRAPPED);
  keys->is_old = keys->has_slot && pod_statement_is_null (statement, BOX_KEY);
  keys->cost.ops = (guint64) pod_statement_get_int (statement, OPS);
  keys->cost.mem = (gsize) pod_statement_get_int (statement, MEM);
  copy_bytes (statement, SALT, keys->cost.salt, sizeof keys->cost.salt);
  copy_bytes (statement, WRAPPED, keys->wrapped, sizeof keys->wrapped);
  if (sealed != NULL)
    keys->sealed = g_bytes_new (sealed, length);
  keys->key_version = pod_statement_get_int (statement, KEY_VERSION);
}

static gboolean
read_row (PodConnection *connection, PodAccount *account, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, ACCOUNT, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "name", account->name);
  if (pod_statement_step (statement, &local))
    {
      account->id = pod_statement_get_int (statement, ID);
      account->full_name = g_strdup (pod_statement_get_text (statement, FULL_NAME));
      account->role = g_strdup (pod_statement_get_text (statement, ROLE));
      account->must_change = pod_statement_get_int (statement, MUST_CHANGE) != 0;
      read_keys (account->keys, statement);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

PodAccount *
pod_account_read (PodConnection *connection, const char *user, GError **error)
{
  g_autoptr (PodAccount) account = g_new0 (PodAccount, 1);

  account->keys = g_new0 (PodAccountKeys, 1);
  account->name = g_strdup (user);
  account->keys->cost.user = account->name;
  if (!read_row (connection, account, error))
    return NULL;
  if (account->id != 0 && account->keys->sealed != NULL &&
      !pod_key_grant_is_endorsed (connection, account->id, &account->is_endorsed, error))
    return NULL;
  return g_steal_pointer (&account);
}

/* ---- trying ---- */

/* As long as a true check takes, so that the clock does not tell who has an account. */
static void
waste_time (const char *password)
{
  PodSlotCost cost = { "", pod_vault_get_ops (), pod_vault_get_mem (), { 0 } };

  sodium_free (pod_slot_derive (&cost, password));
}

/* The hash of a password carries its own cost, and is made at one cost only. */
static gboolean
is_known_cost (const PodAccountKeys *keys)
{
  if (keys->has_slot)
    return pod_slot_is_known_cost (&keys->cost);
  return keys->hash == NULL || crypto_pwhash_str_needs_rehash (keys->hash, pod_vault_get_ops (),
                                                               pod_vault_get_mem ()) == 0;
}

static void
open_slot (PodAccountKeys *keys, const guint8 *key)
{
  if (!keys->is_old)
    {
      keys->vault = pod_slot_unwrap (key, &keys->cost, keys->wrapped);
      return;
    }
  keys->vault = pod_slot_unwrap_old (key, &keys->cost, keys->wrapped);
  if (keys->vault == NULL)
    return;
  keys->person = pod_vault_new_person ();
  pod_vault_copy_data (keys->person, keys->vault);
  pod_slot_wrap (keys->person, key, &keys->cost, keys->renewed);
}

/* The data key of one who was not endorsed is not taken: their role may be a forger's. */
static void
accept_grant (PodAccount *account)
{
  PodAccountKeys *keys = account->keys;
  gsize length;
  gconstpointer sealed;

  keys->vault->user = account->id;
  if (!account->is_endorsed || keys->sealed == NULL)
    return;
  sealed = g_bytes_get_data (keys->sealed, &length);
  pod_vault_accept (keys->vault, sealed, length, keys->key_version);
}

static gboolean
try_slot (PodAccount *account, const char *password, GError **error)
{
  PodAccountKeys *keys = account->keys;
  guint8 *key = pod_slot_derive (&keys->cost, password);

  if (key == NULL)
    return set_error (error, POD_STORE_ERROR_FAILED, "no memory for Argon2id");
  g_clear_pointer (&keys->vault, pod_vault_free);
  g_clear_pointer (&keys->person, pod_vault_free);
  open_slot (keys, key);
  sodium_free (key);
  if (keys->vault != NULL)
    accept_grant (account);
  return keys->vault != NULL;
}

gboolean
pod_account_try (PodAccount *account, const char *password, GError **error)
{
  PodAccountKeys *keys = account->keys;
  gboolean good = FALSE;

  if (!is_known_cost (keys))
    return set_error (error, POD_STORE_ERROR_CORRUPT,
                      "the cost of a key slot or of a password was altered");
  if (keys->has_slot)
    good = try_slot (account, password, error);
  else if (keys->hash != NULL)
    good = crypto_pwhash_str_verify (keys->hash, password, strlen (password)) == 0;
  else
    waste_time (password);
  if (!good && (error == NULL || *error == NULL))
    set_error (error, POD_STORE_ERROR_PASSWORD, _ ("no such user, or not this password"));
  return good;
}

PodVault *
pod_account_take_vault (PodAccount *account)
{
  return g_steal_pointer (&account->keys->vault);
}

/* ---- settling ---- */

static gboolean
is_same (const PodAccount *a, const PodAccount *b)
{
  return a->id == b->id && a->id != 0 && g_strcmp0 (a->role, b->role) == 0 &&
         g_strcmp0 (a->keys->hash, b->keys->hash) == 0 && a->keys->has_slot == b->keys->has_slot &&
         memcmp (a->keys->wrapped, b->keys->wrapped, POD_SLOT_BYTES) == 0;
}

/* Who may turn an old slot into a new one now: the PI who becomes the root, and others once there is one. */
static gboolean
find_root (PodConnection *connection, gboolean *has, GError **error)
{
  gint64 n;

  if (!pod_connection_query_int (connection,
                                 "SELECT count (*) FROM setting WHERE key = 'vault.root'", &n,
                                 error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

static gboolean
write_slot (PodConnection *connection, const PodAccount *account, GError **error)
{
  g_autoptr (PodStatement)
      slot = pod_statement_new (connection,
                                "UPDATE key_slot SET wrapped = :wrapped WHERE user = :user", error);
  g_autoptr (PodStatement) user = slot ? pod_statement_new (connection,
                                                            "UPDATE user SET signing_key = "
                                                            ":signing_key, box_key = :box_key "
                                                            "WHERE id = :id",
                                                            error)
                                       : NULL;
  const PodVault *person = account->keys->person;

  if (user == NULL)
    return FALSE;
  pod_statement_bind_bytes (slot, "wrapped", account->keys->renewed, POD_SLOT_BYTES);
  pod_statement_bind_int (slot, "user", account->id);
  pod_statement_bind_bytes (user, "signing_key", person->signing_key, sizeof person->signing_key);
  pod_statement_bind_bytes (user, "box_key", person->box_key, sizeof person->box_key);
  pod_statement_bind_int (user, "id", account->id);
  return pod_statement_run (slot, error) && pod_statement_run (user, error);
}

static gboolean
renew_slot (PodConnection *connection, PodAccount *account, GError **error)
{
  PodAccountKeys *keys = account->keys;
  gboolean is_granter = g_strcmp0 (account->role, POD_ROLE_GRANTER) == 0;
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_root;

  if (!find_root (connection, &has_root, error))
    return FALSE;
  /* Nobody could confirm them yet: they go on by the old slot. */
  if (!is_granter && !has_root)
    {
      account->is_endorsed = TRUE;
      return TRUE;
    }
  if (!write_slot (connection, account, error))
    return FALSE;
  pod_vault_free (keys->vault);
  keys->vault = g_steal_pointer (&keys->person);
  keys->vault->user = account->id;
  if (has_root)
    return TRUE;
  account->is_endorsed = TRUE;
  return pod_key_grant_take_over (connection, keys->vault, nobody, error);
}

gboolean
pod_account_check_same (PodConnection *connection, const PodAccount *account, GError **error)
{
  g_autoptr (PodAccount) now = pod_account_read (connection, account->name, error);

  if (now == NULL)
    return FALSE;
  return is_same (account, now) ||
         set_error (error, POD_STORE_ERROR_PASSWORD, _ ("no such user, or not this password"));
}

gboolean
pod_account_settle (PodConnection *connection, PodAccount *account, GError **error)
{
  if (!pod_account_check_same (connection, account, error))
    return FALSE;
  if (account->keys->is_old && pod_connection_is_intact (connection))
    return renew_slot (connection, account, error);
  return TRUE;
}
