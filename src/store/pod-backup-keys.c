/* Who can open a copy: the principal investigators by their passwords, and whoever has the recovery key. */

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <string.h>

#include "pod-backup-private.h"
#include "pod-key-grant.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

/* Whoever has a slot in force; the recovery key has none.  Whether their grant is endorsed is asked of each: nobody gets a copy by a row
 * that no PI has signed. */
#define HOLDERS                                                                                    \
  "SELECT 'user', user.name, ops, mem, salt, wrapped, user.box_key, g.id "                         \
  "FROM user JOIN key_slot ON key_slot.user = user.id JOIN key_grant g ON g.user = user.id "       \
  "WHERE role = 'pi' AND active = 1 AND wrapped IS NOT NULL AND user.box_key IS NOT NULL "         \
  "UNION ALL SELECT 'recovery', '', 0, 0, NULL, NULL, box_key, id "                                \
  "FROM key_grant WHERE user IS NULL"
#define GRANT 7

static GBytes *
copy_bytes (PodStatement *statement, int column)
{
  gsize length;
  gconstpointer data = pod_statement_get_bytes (statement, column, &length);

  return g_bytes_new (data, length);
}

static PodOpener *
read_holder (PodStatement *statement)
{
  PodOpener *opener = g_new0 (PodOpener, 1);

  opener->kind = g_strdup (pod_statement_get_text (statement, 0));
  opener->user = g_strdup (pod_statement_get_text (statement, 1));
  opener->ops = pod_statement_get_int (statement, 2);
  opener->mem = pod_statement_get_int (statement, 3);
  opener->salt = copy_bytes (statement, 4);
  opener->wrapped = copy_bytes (statement, 5);
  opener->box_key = copy_bytes (statement, 6);
  return opener;
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* FALSE for what is no public key. */
static gboolean
seal (PodOpener *opener, const guint8 *key)
{
  gsize length;
  const guint8 *box_key = g_bytes_get_data (opener->box_key, &length);
  guint8 *sealed;

  if (length != crypto_box_PUBLICKEYBYTES)
    return FALSE;
  sealed = g_malloc (POD_BACKUP_SEALED_BYTES);
  opener->sealed = g_bytes_new_take (sealed, POD_BACKUP_SEALED_BYTES);
  return crypto_box_seal (sealed, key, POD_BACKUP_KEY_BYTES, box_key) == 0;
}

GPtrArray *
pod_openers_seal (PodConnection *copy, const guint8 *key, GError **error)
{
  g_autoptr (GPtrArray) openers = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_opener_free);
  g_autoptr (GArray) endorsed = pod_key_grant_list (copy, error);
  g_autoptr (PodStatement) statement = endorsed ? pod_statement_new (copy, HOLDERS, error) : NULL;
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    {
      g_autoptr (PodOpener) opener = read_holder (statement);

      if (has_id (endorsed, pod_statement_get_int (statement, GRANT)) && seal (opener, key))
        g_ptr_array_add (openers, g_steal_pointer (&opener));
    }
  if (local == NULL && openers->len == 0)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED,
                         "no principal investigator has a key by which the copy could be opened: "
                         "one of them must sign in first");
  if (local == NULL)
    return g_steal_pointer (&openers);
  g_propagate_error (error, local);
  return NULL;
}

/* ---- opening ---- */

static gboolean
unseal (const PodOpener *opener, PodVault *vault, guint8 *key)
{
  gsize length;
  gconstpointer sealed = g_bytes_get_data (opener->sealed, &length);

  return length == POD_BACKUP_SEALED_BYTES && pod_vault_unbox (vault, sealed, length, key);
}

/* NULL where the password is another, and where somebody made the slot cheap or dear. */
static PodVault *
open_slot (const PodOpener *opener, const char *password)
{
  PodSlotCost cost = { opener->user, (guint64) opener->ops, (gsize) opener->mem, { 0 } };

  if (g_bytes_get_size (opener->salt) != sizeof cost.salt ||
      g_bytes_get_size (opener->wrapped) != POD_SLOT_BYTES || !pod_slot_is_known_cost (&cost))
    return NULL;
  memcpy (cost.salt, g_bytes_get_data (opener->salt, NULL), sizeof cost.salt);
  return pod_vault_unwrap (&cost, password, g_bytes_get_data (opener->wrapped, NULL));
}

/* By a password: the slot of that user alone. */
static gboolean
open_by_password (const GPtrArray *openers, const PodBackupSecret *secret, guint8 *key)
{
  for (guint i = 0; i < openers->len; i++)
    {
      const PodOpener *opener = g_ptr_array_index (openers, i);
      g_autoptr (PodVault) vault = NULL;

      if (strcmp (opener->kind, "user") != 0 || strcmp (opener->user, secret->user) != 0)
        continue;
      vault = open_slot (opener, secret->password);
      if (vault != NULL && unseal (opener, vault, key))
        return TRUE;
    }
  return FALSE;
}

/* By a key at hand: whichever it was sealed to. */
static gboolean
open_by_vault (const GPtrArray *openers, PodVault *vault, guint8 *key)
{
  for (guint i = 0; vault != NULL && i < openers->len; i++)
    if (unseal (g_ptr_array_index (openers, i), vault, key))
      return TRUE;
  return FALSE;
}

gboolean
pod_openers_open (const GPtrArray *openers,
                  const PodBackupSecret *secret,
                  guint8 *key,
                  GError **error)
{
  g_autoptr (PodVault) recovery = NULL;
  gboolean opened = FALSE;

  if (secret->vault != NULL)
    opened = open_by_vault (openers, secret->vault, key);
  else if (secret->recovery_key != NULL)
    {
      recovery = pod_recovery_key_read (secret->recovery_key);
      opened = open_by_vault (openers, recovery, key);
    }
  else if (secret->user != NULL && secret->password != NULL)
    opened = open_by_password (openers, secret, key);
  if (!opened)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD,
                         _ ("neither this password nor this key opens the backup: it takes those "
                            "of "
                            "a principal investigator at the time, or the recovery key"));
  return opened;
}
