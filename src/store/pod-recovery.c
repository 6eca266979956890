/* Back in by the recovery key. */

#include "pod-connection-private.h"
#include "pod-key-grant.h"
#include "pod-user-table.h"
#include "pod-vault-private.h"

gboolean
pod_key_grant_recover_for (PodConnection *connection,
                           const char *recovery_key,
                           gint64 user,
                           PodCredential *credential,
                           GError **error)
{
  g_autoptr (PodVault) recovered = pod_key_grant_recover (connection, recovery_key, error);
  g_autoptr (GArray) holders = recovered ? pod_key_grant_list (connection, error) : NULL;
  PodVault *person = pod_credential_get_vault (credential);

  /* Who the holders are is asked before the keys of the one who endorsed them change. */
  if (holders == NULL || !pod_credential_put (connection, credential, user, error))
    return FALSE;
  pod_vault_copy_data (person, recovered);
  return pod_user_table_set_must_change (connection, user, FALSE, error) &&
         pod_key_grant_take_over (connection, person, holders, error) &&
         pod_audit_note (connection, "RECOVERY", NULL, error);
}
