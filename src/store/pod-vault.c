/* Users of a vault in one step each: for the founding of a site, and for whom nobody waits. */

#include "pod-vault.h"

#include "pod-connection-private.h"
#include "pod-key-grant.h"
#include "pod-statement.h"
#include "pod-user-table.h"
#include "pod-vault-private.h"

static gboolean
set_error (GError **error, PodStoreError code, const char *message)
{
  g_set_error_literal (error, POD_STORE_ERROR, code, message);
  return FALSE;
}

/* A vault with the keys of @credential and a new data key, which the founder gives to themself. */
static PodVault *
found (PodConnection *connection, PodCredential *credential, gint64 id, GError **error)
{
  PodVault *person = pod_credential_get_vault (credential);
  g_autoptr (PodVault) vault = pod_vault_renew (person);
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (gint64));

  vault->user = id;
  return pod_key_grant_take_over (connection, vault, nobody, error) ? g_steal_pointer (&vault)
                                                                    : NULL;
}

PodVault *
pod_vault_create (PodConnection *connection,
                  const char *user,
                  const char *full_name,
                  const char *role,
                  const char *password,
                  GError **error)
{
  const PodStoredUser stored = { .name = user, .full_name = full_name, .role = role };
  g_autoptr (PodCredential) credential = NULL;
  gint64 users, id;

  if (!pod_connection_query_int (connection, "SELECT count (*) FROM user", &users, error))
    return NULL;
  if (users > 0)
    {
      set_error (error, POD_STORE_ERROR_CONSTRAINT, "there are users already");
      return NULL;
    }
  credential = pod_credential_new (user, password, TRUE, NULL, error);
  if (credential == NULL)
    return NULL;
  id = pod_user_table_add (connection, &stored, credential, error);
  return id > 0 ? found (connection, credential, id, error) : NULL;
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
  g_autoptr (PodCredential) credential = NULL;
  gint64 id;

  if (with_slot && !pod_vault_keep_up (connection, vault, error))
    return FALSE;
  credential = pod_credential_new (user, password, with_slot, NULL, error);
  if (credential == NULL)
    return FALSE;
  id = pod_user_table_add (connection, &(PodStoredUser){ .name = user, .role = role }, credential,
                           error);
  return id > 0 && (!with_slot || pod_key_grant_put (connection, vault, id, error));
}

gboolean
pod_vault_sign_in (PodConnection *connection,
                   const char *user,
                   const char *password,
                   char **role,
                   PodVault **vault,
                   GError **error)
{
  g_autoptr (PodAccount) account = pod_account_read (connection, user, error);

  *role = NULL;
  *vault = NULL;
  if (account == NULL || !pod_account_try (account, password, error))
    return FALSE;
  *role = g_strdup (account->role);
  *vault = pod_account_take_vault (account);
  return TRUE;
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
