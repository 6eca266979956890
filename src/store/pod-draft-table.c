#include "pod-draft-table.h"

#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

/* What the seal is bound to, beside the row. */
#define COLUMN "draft"

void
pod_stored_draft_free (PodStoredDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->form);
  pod_vault_free_text (draft->content);
  g_free (draft->moment);
  g_free (draft);
}

static gboolean
check_stamp (PodConnection *connection, GError **error)
{
  gboolean stamped = pod_connection_get_stamp (connection) != NULL;

  if (!stamped)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                         "nothing is written without a stamp");
  return stamped;
}

static void
bind_place (PodStatement *statement,
            PodConnection *connection,
            const char *form,
            gint64 subject,
            gint64 record)
{
  pod_statement_bind_text (statement, "user", pod_connection_get_stamp (connection)->user);
  pod_statement_bind_text (statement, "form", form);
  pod_statement_bind_int (statement, "subject", subject);
  pod_statement_bind_int (statement, "record", record);
}

static void
bind_sealed (PodStatement *statement, GBytes *sealed)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (sealed, &length);

  pod_statement_bind_bytes (statement, "content", data, length);
}

/* Each saving seals anew, under a uuid of its own that lies in the same row: an older content put back alone does not open; a whole older row,
 * put back with its uuid, would. */
gboolean
pod_draft_table_put (PodConnection *connection,
                     PodVault *vault,
                     const char *form,
                     gint64 subject,
                     gint64 record,
                     const char *content,
                     GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autofree char *uuid = pod_vault_make_uuid ();
  g_autofree char *moment = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (!check_stamp (connection, error) || !pod_vault_keep_up (connection, vault, error))
    return FALSE;
  statement = pod_statement_new (
      connection,
      "INSERT INTO draft (user, form, subject, record, uuid, key_version, moment, content) "
      "VALUES ((SELECT id FROM user WHERE name = :user), :form, :subject, :record, :uuid, "
      ":key_version, :moment, :content) "
      "ON CONFLICT (user, form, subject, record) DO UPDATE SET uuid = excluded.uuid, "
      "key_version = excluded.key_version, moment = excluded.moment, content = excluded.content",
      error);
  if (statement == NULL)
    return FALSE;
  moment = pod_instant_to_string (pod_connection_get_stamp (connection)->when);
  sealed = pod_vault_seal (vault, uuid, COLUMN, content);
  bind_place (statement, connection, form, subject, record);
  pod_statement_bind_text (statement, "uuid", uuid);
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (vault));
  pod_statement_bind_text (statement, "moment", moment);
  bind_sealed (statement, sealed);
  return pod_statement_run (statement, error);
}

gboolean
pod_draft_table_remove (PodConnection *connection,
                        const char *form,
                        gint64 subject,
                        gint64 record,
                        GError **error)
{
  g_autoptr (PodStatement) statement = NULL;

  if (!check_stamp (connection, error))
    return FALSE;
  statement = pod_statement_new (connection,
                                 "DELETE FROM draft WHERE user = (SELECT id FROM user WHERE name = "
                                 ":user) AND form = :form AND subject = :subject AND record = "
                                 ":record",
                                 error);
  if (statement == NULL)
    return FALSE;
  bind_place (statement, connection, form, subject, record);
  return pod_statement_run (statement, error);
}

/* ---- reading ---- */

/* Columns: uuid, content.  NULL where it does not open. */
static char *
open_content (PodStatement *statement, PodVault *vault)
{
  gsize length;
  gconstpointer data = pod_statement_get_bytes (statement, 1, &length);
  char *text = NULL;

  if (data == NULL ||
      !pod_vault_open (vault, pod_statement_get_text (statement, 0), COLUMN, data, length, &text))
    return NULL;
  return text;
}

/* Columns: uuid, content, form, subject, record, moment. */
static void
add_draft (GPtrArray *drafts, PodStatement *statement, PodVault *vault)
{
  char *content = open_content (statement, vault);
  PodStoredDraft *draft;

  if (content == NULL)
    return;
  draft = g_new0 (PodStoredDraft, 1);
  draft->content = content;
  draft->form = g_strdup (pod_statement_get_text (statement, 2));
  draft->subject = pod_statement_get_int (statement, 3);
  draft->record = pod_statement_get_int (statement, 4);
  draft->moment = g_strdup (pod_statement_get_text (statement, 5));
  g_ptr_array_add (drafts, draft);
}

GPtrArray *
pod_draft_table_list (PodConnection *connection, PodVault *vault, const char *user, GError **error)
{
  g_autoptr (GPtrArray)
      drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_stored_draft_free);
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  if (!pod_vault_keep_up (connection, vault, error))
    return NULL;
  statement =
      pod_statement_new (connection,
                         "SELECT uuid, content, form, subject, record, moment FROM draft WHERE "
                         "user = (SELECT id FROM user WHERE name = :user) ORDER BY moment DESC, "
                         "id DESC",
                         error);
  if (statement == NULL)
    return NULL;
  pod_statement_bind_text (statement, "user", user);
  while (pod_statement_step (statement, &local))
    add_draft (drafts, statement, vault);
  if (local == NULL)
    return g_steal_pointer (&drafts);
  g_propagate_error (error, local);
  return NULL;
}

/* ---- another key ---- */

static gboolean
remove_row (PodConnection *connection, gint64 id, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "DELETE FROM draft WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  return pod_statement_run (statement, error);
}

/* @read: uuid, content, id. */
static gboolean
reseal_row (PodConnection *connection,
            PodStatement *read,
            PodVault *from,
            PodVault *to,
            GError **error)
{
  gint64 id = pod_statement_get_int (read, 2);
  char *text = open_content (read, from);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (PodStatement) statement = NULL;

  if (text == NULL)
    return remove_row (connection, id, error);
  sealed = pod_vault_seal (to, pod_statement_get_text (read, 0), COLUMN, text);
  pod_vault_free_text (text);
  statement = pod_statement_new (connection,
                                 "UPDATE draft SET content = :content, key_version = :key_version "
                                 "WHERE id = :id",
                                 error);
  if (statement == NULL)
    return FALSE;
  bind_sealed (statement, sealed);
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (to));
  pod_statement_bind_int (statement, "id", id);
  return pod_statement_run (statement, error);
}

static GArray *
list_ids (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT id FROM draft ORDER BY id", error);
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

static gboolean
reseal_one (PodConnection *connection, gint64 id, PodVault *from, PodVault *to, GError **error)
{
  g_autoptr (PodStatement) read =
      pod_statement_new (connection, "SELECT uuid, content, id FROM draft WHERE id = :id", error);

  if (read == NULL)
    return FALSE;
  pod_statement_bind_int (read, "id", id);
  return pod_statement_step (read, error) && reseal_row (connection, read, from, to, error);
}

gboolean
pod_draft_table_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error)
{
  g_autoptr (GArray) ids = list_ids (connection, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!reseal_one (connection, g_array_index (ids, gint64, i), from, to, error))
      return FALSE;
  return ids != NULL;
}
