/* The data key, sealed to its holders, and the chain of signatures that says who they are. */

#include "pod-key-grant.h"

#include <string.h>

#include "pod-canon.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

#define ROOT "vault.root"
/* A PI endorses a PI endorses …: whoever changes the data key makes it one step again. */
#define MOST_STEPS 16

static gboolean
set_locked_error (GError **error, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED, message);
  return FALSE;
}

static char *
print_key (const guint8 *key)
{
  char hex[POD_SIGNING_KEY_BYTES * 2 + 1];

  return g_strdup (sodium_bin2hex (hex, sizeof hex, key, POD_SIGNING_KEY_BYTES));
}

/* One grant with what is signed of it. */
#define GRANTS                                                                                     \
  "SELECT g.id, u.name, ifnull (u.role, 'recovery'), u.signing_key, g.box_key, g.endorsement, "    \
  "g.granted_by, p.signing_key, p.role, g.user, u.box_key IS NOT g.box_key AND g.user NOTNULL "    \
  "FROM key_grant g "                                                                              \
  "LEFT JOIN user u ON u.id = g.user LEFT JOIN user p ON p.id = g.granted_by "

enum
{
  ID,
  NAME,
  ROLE,
  SIGNING_KEY,
  BOX_KEY,
  ENDORSEMENT,
  GRANTER,
  GRANTER_KEY,
  GRANTER_ROLE,
  USER,
  OTHER_KEY,
};

static void
add_bytes (PodCanon *canon, PodStatement *statement, int column)
{
  gsize length;
  gconstpointer bytes = pod_statement_get_bytes (statement, column, &length);

  if (bytes == NULL)
    pod_canon_add_null (canon);
  else
    pod_canon_add_bytes (canon, bytes, length);
}

static PodCanon *
make_canon (PodStatement *statement)
{
  PodCanon *canon = pod_canon_new ("pod-grant-1");

  pod_canon_add_text (canon, pod_statement_get_text (statement, NAME));
  pod_canon_add_text (canon, pod_statement_get_text (statement, ROLE));
  add_bytes (canon, statement, SIGNING_KEY);
  add_bytes (canon, statement, BOX_KEY);
  return canon;
}

/* The granter's signature over this very row. */
static gboolean
is_signed (PodStatement *statement)
{
  g_autoptr (GByteArray) canon = make_canon (statement);
  gsize key_length, seal_length;
  const guint8 *key = pod_statement_get_bytes (statement, GRANTER_KEY, &key_length);
  const guint8 *seal = pod_statement_get_bytes (statement, ENDORSEMENT, &seal_length);

  return key != NULL && seal != NULL && key_length == POD_SIGNING_KEY_BYTES &&
         seal_length == POD_SIGNATURE_BYTES && pod_statement_get_int (statement, OTHER_KEY) == 0 &&
         g_strcmp0 (pod_statement_get_text (statement, GRANTER_ROLE), POD_ROLE_GRANTER) == 0 &&
         pod_vault_check_signature (key, canon->data, canon->len, seal);
}

static gboolean
is_root (PodStatement *statement, const char *root)
{
  gsize length;
  const guint8 *key = pod_statement_get_bytes (statement, GRANTER_KEY, &length);
  g_autofree char *hex = key != NULL && length == POD_SIGNING_KEY_BYTES ? print_key (key) : NULL;

  return hex != NULL && g_strcmp0 (hex, root) == 0;
}

/* Whether the grant of row @id is endorsed; steps from granter to granter until the root. */
static gboolean
follow_chain (PodConnection *connection, gint64 id, const char *root, gboolean *is, GError **error)
{
  g_autoptr (PodStatement) first = pod_statement_new (connection, GRANTS "WHERE g.id = :id", error);
  g_autoptr (PodStatement) next = NULL;
  PodStatement *statement = first;
  GError *local = NULL;

  *is = FALSE;
  if (first == NULL)
    return FALSE;
  next = pod_statement_new (connection, GRANTS "WHERE g.user = :id", error);
  if (next == NULL)
    return FALSE;
  for (int i = 0; i < MOST_STEPS && !*is; i++)
    {
      pod_statement_bind_int (statement, "id", id);
      if (!pod_statement_step (statement, &local) || !is_signed (statement))
        break;
      *is = is_root (statement, root);
      id = pod_statement_get_int (statement, GRANTER);
      pod_statement_reset (statement);
      statement = next;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_root (PodConnection *connection, char **root, GError **error)
{
  GError *local = NULL;

  *root = pod_setting_get (connection, ROOT, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* 0 for none. */
static gint64
find_grant (PodConnection *connection, gint64 user, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT id FROM key_grant WHERE user = :user", error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "user", user);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}

gboolean
pod_key_grant_is_endorsed (PodConnection *connection, gint64 user, gboolean *is, GError **error)
{
  g_autofree char *root = NULL;
  GError *local = NULL;
  gint64 id;

  *is = FALSE;
  if (!read_root (connection, &root, error))
    return FALSE;
  id = find_grant (connection, user, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  /* Not endorsed, and no error: there is no grant, or nobody by whom it could be. */
  return id == 0 || root == NULL || follow_chain (connection, id, root, is, error);
}

/* Whoever has a slot of schema 1 holds the data key by it, without a grant. */
#define HOLDERS                                                                                    \
  "SELECT u.id, u.box_key ISNULL FROM user u JOIN key_slot s ON s.user = u.id "                    \
  "LEFT JOIN key_grant g ON g.user = u.id WHERE u.role = '" POD_ROLE_GRANTER "' AND u.active = 1 " \
  "AND u.must_change = 0 AND s.wrapped NOTNULL AND (g.sealed NOTNULL OR u.box_key ISNULL)"

gboolean
pod_key_grant_is_last (PodConnection *connection, gint64 user, gboolean *is_last, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, HOLDERS, error);
  gboolean is = FALSE, others = FALSE, holds = FALSE;
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (local == NULL && pod_statement_step (statement, &local))
    {
      gint64 id = pod_statement_get_int (statement, 0);

      holds = pod_statement_get_int (statement, 1) != 0;
      if (!holds && !pod_key_grant_is_endorsed (connection, id, &holds, &local))
        break;
      is = is || (holds && id == user);
      others = others || (holds && id != user);
    }
  *is_last = is && !others;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- granting ---- */

static gboolean
update_grant (PodConnection *connection,
              PodVault *granter,
              gint64 id,
              GBytes *sealed,
              const guint8 *endorsement,
              GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE key_grant SET key_version = :key_version, sealed = "
                                     ":sealed, granted_by = :granter, "
                                     "endorsement = :endorsement WHERE id = :id",
                                     error);
  gsize length;
  gconstpointer data = g_bytes_get_data (sealed, &length);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (granter));
  pod_statement_bind_bytes (statement, "sealed", data, length);
  pod_statement_bind_int (statement, "granter", granter->user);
  pod_statement_bind_bytes (statement, "endorsement", endorsement, POD_SIGNATURE_BYTES);
  pod_statement_bind_int (statement, "id", id);
  return pod_statement_run (statement, error);
}

/* Seals the data key to the holder of row @id, and signs who that is. */
static gboolean
renew_grant (PodConnection *connection, PodVault *granter, gint64 id, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, GRANTS "WHERE g.id = :id", error);
  g_autoptr (GByteArray) canon = NULL;
  g_autoptr (GBytes) sealed = NULL;
  guint8 endorsement[POD_SIGNATURE_BYTES];
  const guint8 *box_key;
  gsize length;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  if (!pod_statement_step (statement, error))
    return FALSE;
  canon = make_canon (statement);
  box_key = pod_statement_get_bytes (statement, BOX_KEY, &length);
  if (box_key != NULL && length == crypto_box_PUBLICKEYBYTES)
    sealed = pod_vault_grant (granter, box_key);
  pod_statement_reset (statement);
  if (sealed == NULL || !pod_vault_sign (granter, canon->data, canon->len, endorsement))
    return set_locked_error (error, "the key to the vault cannot be given");
  return update_grant (connection, granter, id, sealed, endorsement, error);
}

static gboolean
insert_grant (PodConnection *connection, gint64 user, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "INSERT INTO key_grant (user, box_key, key_version) "
                         "SELECT id, box_key, 1 FROM user WHERE id = :user AND box_key NOTNULL "
                         "ON CONFLICT (user) DO UPDATE SET box_key = excluded.box_key",
                         error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  return pod_statement_run (statement, error);
}

gboolean
pod_key_grant_put (PodConnection *connection, PodVault *granter, gint64 user, GError **error)
{
  GError *local = NULL;
  gint64 id;

  if (!pod_vault_has_data (granter))
    return set_locked_error (error, "the vault is not open");
  if (!insert_grant (connection, user, error))
    return FALSE;
  id = find_grant (connection, user, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (id == 0)
    return set_locked_error (error, "this account has no keys of its own yet");
  return renew_grant (connection, granter, id, error);
}

gboolean
pod_key_grant_withdraw (PodConnection *connection, gint64 user, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE key_grant SET sealed = NULL WHERE user = :user",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", user);
  return pod_statement_run (statement, error);
}

/* ---- all of them ---- */

static GArray *
list_candidates (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT g.id FROM key_grant g LEFT JOIN user u ON u.id = g.user "
                         "WHERE g.sealed NOTNULL AND (g.user ISNULL OR u.active = 1) ORDER BY g.id",
                         error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    {
      gint64 id = pod_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

GArray *
pod_key_grant_list (PodConnection *connection, GError **error)
{
  g_autoptr (GArray) candidates = list_candidates (connection, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *root = NULL;

  if (candidates == NULL || !read_root (connection, &root, error))
    return NULL;
  for (guint i = 0; root != NULL && i < candidates->len; i++)
    {
      gint64 id = g_array_index (candidates, gint64, i);
      gboolean is;

      if (!follow_chain (connection, id, root, &is, error))
        return NULL;
      if (is)
        g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

gboolean
pod_key_grant_take_over (PodConnection *connection,
                         PodVault *granter,
                         const GArray *grants,
                         GError **error)
{
  const guint8 *key = pod_vault_get_signing_key (granter);
  g_autofree char *root = key != NULL ? print_key (key) : NULL;

  if (root == NULL)
    return set_locked_error (error, "the key to the vault cannot be given");
  if (!pod_setting_set (connection, ROOT, root, error) ||
      !pod_key_grant_put (connection, granter, granter->user, error))
    return FALSE;
  for (guint i = 0; i < grants->len; i++)
    if (!renew_grant (connection, granter, g_array_index (grants, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* ---- the recovery key ---- */

/* Those in force, the newest first: the one that somebody said is written down, and the one that nobody has said it of yet. */
#define RECOVERY "FROM key_grant WHERE user ISNULL AND sealed NOTNULL ORDER BY id DESC"
/* The row of the key that was made and not confirmed; "" once it was. */
#define PENDING "vault.recovery_pending"

/* 0 for none. */
static gint64
read_pending (PodConnection *connection, GError **error)
{
  g_autofree char *text = pod_setting_get (connection, PENDING, error);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* Withdraws the recovery key of row @id, or where @others every one but it. */
static gboolean
withdraw_recovery (PodConnection *connection, gint64 id, gboolean others, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "UPDATE key_grant SET sealed = NULL WHERE user ISNULL AND sealed NOTNULL "
                         "AND (id = :id) <> :others",
                         error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  pod_statement_bind_int (statement, "others", others);
  return pod_statement_run (statement, error);
}

static gint64
insert_recovery (PodConnection *connection, const guint8 *box_key, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO key_grant (user, box_key, key_version) "
                                     "VALUES (NULL, :box_key, 1)",
                                     error);
  GError *local = NULL;
  gint64 pending;

  if (statement == NULL)
    return 0;
  pending = read_pending (connection, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  if (local != NULL || !withdraw_recovery (connection, pending, FALSE, error))
    return 0;
  pod_statement_bind_bytes (statement, "box_key", box_key, crypto_box_PUBLICKEYBYTES);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

static gboolean
set_pending (PodConnection *connection, gint64 id, GError **error)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup ("");

  return pod_setting_set (connection, PENDING, text, error);
}

char *
pod_key_grant_make_recovery (PodConnection *connection, PodVault *granter, GError **error)
{
  g_autoptr (PodVault) vault = NULL;
  char *text;
  gint64 id;

  if (!pod_vault_has_data (granter))
    {
      set_locked_error (error, "the vault is not open");
      return NULL;
    }
  text = pod_recovery_key_draw (&vault);
  id = insert_recovery (connection, vault->box_key, error);
  if (id > 0 && renew_grant (connection, granter, id, error) &&
      set_pending (connection, id, error) &&
      pod_audit_note (connection, "RECOVERY_KEY", NULL, error))
    return text;
  pod_vault_free_text (text);
  return NULL;
}

/* Whether the row holds the public half of @vault, which may be NULL. */
static gboolean
is_key_of (PodConnection *connection, gint64 id, PodVault *vault, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT count (*) FROM key_grant WHERE id = :id AND box_key = :box_key",
                         error);

  if (statement == NULL || vault == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  pod_statement_bind_bytes (statement, "box_key", vault->box_key, crypto_box_PUBLICKEYBYTES);
  return pod_statement_step (statement, error) && pod_statement_get_int (statement, 0) == 1;
}

gboolean
pod_key_grant_confirm_recovery (PodConnection *connection, const char *recovery_key, GError **error)
{
  g_autoptr (PodVault) vault = pod_recovery_key_read (recovery_key);
  GError *local = NULL;
  gint64 id = read_pending (connection, &local);

  if (local == NULL && !is_key_of (connection, id, vault, &local) && local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                         "this is not the recovery key that was made last");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return withdraw_recovery (connection, id, TRUE, error) && set_pending (connection, 0, error) &&
         pod_audit_note (connection, "RECOVERY_KEPT", NULL, error);
}

gboolean
pod_key_grant_is_recovery_pending (PodConnection *connection)
{
  return read_pending (connection, NULL) != 0;
}

gboolean
pod_key_grant_has_recovery (PodConnection *connection)
{
  gint64 n;

  return pod_connection_query_int (connection, "SELECT count (*) FROM (SELECT 1 " RECOVERY ")", &n,
                                   NULL) &&
         n > 0;
}

PodVault *
pod_key_grant_recover (PodConnection *connection, const char *recovery_key, GError **error)
{
  g_autoptr (PodVault) vault = pod_recovery_key_read (recovery_key);
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT sealed, key_version " RECOVERY, error);
  GError *local = NULL;
  gsize length;
  gconstpointer sealed;

  if (statement == NULL)
    return NULL;
  while (vault != NULL && pod_statement_step (statement, &local))
    {
      sealed = pod_statement_get_bytes (statement, 0, &length);
      if (pod_vault_accept (vault, sealed, length, pod_statement_get_int (statement, 1)))
        return g_steal_pointer (&vault);
    }
  if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                         "this is not the recovery key");
  g_propagate_error (error, local);
  return NULL;
}
