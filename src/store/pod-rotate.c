/* Changing the data key: everything that is sealed is sealed anew, in one transaction, without anybody's password. */

#include <string.h>

#include "pod-arrival-table.h"
#include "pod-connection-private.h"
#include "pod-draft-table.h"
#include "pod-key-grant.h"
#include "pod-person-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

static gboolean
set_locked_error (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED, "the vault is not open");
  return FALSE;
}

gboolean
pod_vault_rotate (PodConnection *connection, PodVault *granter, GError **error)
{
  g_autoptr (PodVault) next = NULL;
  g_autoptr (GArray) holders = NULL;
  g_autofree char *detail = NULL;

  if (!pod_vault_keep_up (connection, granter, error))
    return FALSE;
  if (pod_vault_get_signing_key (granter) == NULL)
    return set_locked_error (error);
  /* Before the root changes hands, or none of them would be endorsed any more. */
  holders = pod_key_grant_list (connection, error);
  if (holders == NULL)
    return FALSE;
  next = pod_vault_renew (granter);
  detail = g_strdup_printf ("version %" G_GINT64_FORMAT, pod_vault_get_version (next));
  return pod_person_reseal (connection, granter, next, error) &&
         pod_draft_table_reseal (connection, granter, next, error) &&
         pod_arrival_table_reseal (connection, granter, next, error) &&
         pod_key_grant_take_over (connection, next, holders, error) &&
         pod_audit_note (connection, "ROTATE", detail, error);
}

/* Sets *accepted to FALSE where nothing is sealed to that user any more. */
static gboolean
accept (PodConnection *connection, PodVault *vault, gboolean *accepted, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT key_version, sealed FROM key_grant WHERE user = :user",
                                     error);
  GError *local = NULL;
  gint64 version;
  gsize length;
  gconstpointer sealed;

  *accepted = FALSE;
  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "user", vault->user);
  if (pod_statement_step (statement, &local))
    {
      version = pod_statement_get_int (statement, 0);
      sealed = pod_statement_get_bytes (statement, 1, &length);
      *accepted = sealed != NULL &&
                  (version == vault->version || pod_vault_accept (vault, sealed, length, version));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
pod_vault_keep_up (PodConnection *connection, PodVault *vault, GError **error)
{
  gboolean accepted;

  if (!pod_vault_has_data (vault))
    return set_locked_error (error);
  /* Of a slot of schema 1, or of the recovery key: nobody's, and used within the one job that opened it. */
  if (!vault->has_person)
    return TRUE;
  if (!accept (connection, vault, &accepted, error))
    return FALSE;
  return accepted || set_locked_error (error);
}
