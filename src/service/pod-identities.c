/* Every identity of the vault, to look for in what is about to be kept in the clear or to leave. */

#include "pod-identities.h"

#include <string.h>

#include "pod-leak-scan.h"
#include "pod-trial-private.h"

static void
add_identity (GPtrArray *identities, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (identities, g_strdup (text));
}

gboolean
pod_identities_gather (GPtrArray *identities,
                       PodConnection *connection,
                       PodVault *vault,
                       GError **error)
{
  g_autoptr (GPtrArray) persons = pod_person_open_all (connection, vault, error);

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const PodIdentity *identity = g_ptr_array_index (persons, i);

      add_identity (identities, identity->name);
      add_identity (identities, identity->record_number);
      add_identity (identities, identity->id_number);
      add_identity (identities, identity->phone);
      add_identity (identities, identity->birth_date);
    }
  return persons != NULL;
}

gboolean
pod_identities_check_none (PodConnection *connection,
                           PodVault *vault,
                           const char *text,
                           const char *refusal,
                           GError **error)
{
  g_autoptr (GPtrArray) identities = g_ptr_array_new_with_free_func (pod_wipe);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) found = NULL;

  if (!pod_identities_gather (identities, connection, vault, error))
    return FALSE;
  found = pod_leak_scan (bytes, identities);
  if (found->len == 0)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, refusal);
  return FALSE;
}
