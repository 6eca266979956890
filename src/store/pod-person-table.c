/* Who the persons are: sealed, and readable only while the vault is open. */

#include <string.h>

#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

/* The sealed columns, in the order of PodIdentity. */
static const struct
{
  const char *column;
  gsize offset;
} parts[] = {
  { "name", G_STRUCT_OFFSET (PodIdentity, name) },
  { "record_number", G_STRUCT_OFFSET (PodIdentity, record_number) },
  { "id_number", G_STRUCT_OFFSET (PodIdentity, id_number) },
  { "phone", G_STRUCT_OFFSET (PodIdentity, phone) },
  { "birth_date", G_STRUCT_OFFSET (PodIdentity, birth_date) },
};
#define N_PARTS G_N_ELEMENTS (parts)
#define PARTS "name, record_number, id_number, phone, birth_date"

#define MOST_DAYS 365

void
pod_identity_free (PodIdentity *identity)
{
  if (identity == NULL)
    return;
  for (gsize i = 0; i < N_PARTS; i++)
    pod_vault_free_text (G_STRUCT_MEMBER (char *, identity, parts[i].offset));
  g_free (identity);
}

static void
bind_bytes (PodStatement *statement, const char *column, GBytes *bytes)
{
  gsize length = 0;
  gconstpointer data = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  pod_statement_bind_bytes (statement, column, data, length);
}

static gint64
insert_person (PodStatement *statement,
               PodConnection *connection,
               PodVault *vault,
               const PodIdentity *identity,
               GError **error)
{
  g_autofree char *uuid = pod_vault_make_uuid ();
  g_autoptr (GBytes)
      record_index = pod_vault_index (vault, "record_number", identity->record_number);
  g_autoptr (GBytes) id_index = pod_vault_index (vault, "id_number", identity->id_number);
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; i < N_PARTS; i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, identity, parts[i].offset);
      GBytes *bytes = pod_vault_seal (vault, uuid, parts[i].column, text);

      bind_bytes (statement, parts[i].column, bytes);
      if (bytes != NULL)
        g_ptr_array_add (sealed, bytes);
    }
  pod_statement_bind_text (statement, "uuid", uuid);
  bind_bytes (statement, "record_number_index", record_index);
  bind_bytes (statement, "id_number_index", id_index);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

gint64
pod_person_add (PodConnection *connection,
                PodVault *vault,
                const PodIdentity *identity,
                gint64 *number,
                GError **error)
{
  g_autoptr (PodStatement) statement = NULL;

  if (!pod_vault_keep_up (connection, vault, error))
    return 0;
  statement = pod_statement_new (
      connection,
      "INSERT INTO person (uuid, number, key_version, " PARTS
      ", record_number_index, id_number_index) VALUES (:uuid, :number, :key_version, :name, "
      ":record_number, :id_number, :phone, :birth_date, :record_number_index, :id_number_index)",
      error);
  *number = statement ? pod_series_next (connection, "person", error) : 0;
  if (*number == 0)
    return 0;
  pod_statement_bind_int (statement, "number", *number);
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (vault));
  return insert_person (statement, connection, vault, identity, error);
}

gint64
pod_person_find (PodConnection *connection,
                 PodVault *vault,
                 const char *record_number,
                 const char *id_number,
                 GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autoptr (GBytes) record_index = NULL;
  g_autoptr (GBytes) id_index = NULL;

  if (!pod_vault_keep_up (connection, vault, error))
    return 0;
  statement = pod_statement_new (connection,
                                 "SELECT id FROM person WHERE record_number_index = :record_number "
                                 "OR id_number_index = :id_number ORDER BY id",
                                 error);
  if (statement == NULL)
    return 0;
  record_index = pod_vault_index (vault, "record_number", record_number);
  id_index = pod_vault_index (vault, "id_number", id_number);
  bind_bytes (statement, "record_number", record_index);
  bind_bytes (statement, "id_number", id_index);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}

/* NULL for NULL alone: a blob of no bytes has no address, but it is not absent, and does not open. */
static gconstpointer
get_sealed (PodStatement *statement, int column, gsize *length)
{
  gconstpointer data = pod_statement_get_bytes (statement, column, length);

  return data != NULL || pod_statement_is_null (statement, column) ? data : "";
}

static gboolean
set_sealed_error (GError **error)
{
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                       "a sealed field does not open: it was altered or moved");
  return FALSE;
}

/* Columns: uuid, then the parts. */
static PodIdentity *
open_row (PodStatement *statement, PodVault *vault, GError **error)
{
  g_autoptr (PodIdentity) identity = g_new0 (PodIdentity, 1);
  const char *uuid = pod_statement_get_text (statement, 0);

  for (gsize i = 0; i < N_PARTS; i++)
    {
      char **text = &G_STRUCT_MEMBER (char *, identity, parts[i].offset);
      gsize length;
      gconstpointer data = get_sealed (statement, (int) i + 1, &length);

      if (!pod_vault_open (vault, uuid, parts[i].column, data, length, text))
        {
          set_sealed_error (error);
          return NULL;
        }
    }
  return g_steal_pointer (&identity);
}

PodIdentity *
pod_person_open (PodConnection *connection, PodVault *vault, gint64 person, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;
  PodIdentity *identity = NULL;

  if (!pod_vault_keep_up (connection, vault, error))
    return NULL;
  statement = pod_statement_new (connection, "SELECT uuid, " PARTS " FROM person WHERE id = :id",
                                 error);
  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", person);
  if (pod_statement_step (statement, &local))
    identity = open_row (statement, vault, &local);
  else if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "no such person");
  if (local != NULL)
    g_propagate_error (error, local);
  return identity;
}

GPtrArray *
pod_person_open_all (PodConnection *connection, PodVault *vault, GError **error)
{
  g_autoptr (GPtrArray)
      identities = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_identity_free);
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;

  if (!pod_vault_keep_up (connection, vault, error))
    return NULL;
  statement = pod_statement_new (connection, "SELECT uuid, " PARTS " FROM person ORDER BY id",
                                 error);
  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    {
      PodIdentity *identity = open_row (statement, vault, &local);

      if (identity == NULL)
        break;
      g_ptr_array_add (identities, identity);
    }
  if (local == NULL)
    return g_steal_pointer (&identities);
  g_propagate_error (error, local);
  return NULL;
}

/* Every day but 0 is as likely. */
static int
draw_offset (void)
{
  int day = (int) randombytes_uniform (2 * MOST_DAYS) - MOST_DAYS;

  return day >= 0 ? day + 1 : day;
}

static int
make_offset (PodConnection *connection,
             PodVault *vault,
             gint64 person,
             const char *uuid,
             GError **error)
{
  int offset = draw_offset ();
  g_autofree char *text = g_strdup_printf ("%d", offset);
  g_autoptr (GBytes) sealed = pod_vault_seal (vault, uuid, "shift", text);
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "UPDATE person SET shift = :shift WHERE id = :id", error);

  if (statement == NULL)
    return 0;
  bind_bytes (statement, "shift", sealed);
  pod_statement_bind_int (statement, "id", person);
  return pod_statement_run (statement, error) ? offset : 0;
}

/* Sets *offset to 0 where none was made yet. */
static gboolean
read_offset (PodStatement *statement,
             PodVault *vault,
             const char *uuid,
             int *offset,
             GError **error)
{
  gsize length;
  gconstpointer data = get_sealed (statement, 1, &length);
  char *text;

  *offset = 0;
  if (!pod_vault_open (vault, uuid, "shift", data, length, &text))
    return set_sealed_error (error);
  if (text != NULL)
    *offset = (int) g_ascii_strtoll (text, NULL, 10);
  pod_vault_free_text (text);
  return TRUE;
}

int
pod_person_get_offset (PodConnection *connection, PodVault *vault, gint64 person, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autofree char *uuid = NULL;
  GError *local = NULL;
  int offset = 0;

  if (!pod_vault_keep_up (connection, vault, error))
    return 0;
  statement = pod_statement_new (connection, "SELECT uuid, shift FROM person WHERE id = :id",
                                 error);
  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "id", person);
  if (pod_statement_step (statement, &local))
    {
      uuid = g_strdup (pod_statement_get_text (statement, 0));
      if (read_offset (statement, vault, uuid, &offset, &local) && offset == 0)
        {
          pod_statement_reset (statement);
          offset = make_offset (connection, vault, person, uuid, &local);
        }
    }
  else if (local == NULL)
    g_set_error_literal (&local, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "no such person");
  if (local != NULL)
    g_propagate_error (error, local);
  return offset;
}

GArray *
pod_person_list_without_offset (PodConnection *connection, GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT id FROM person WHERE shift IS NULL", error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    {
      gint64 id = pod_statement_get_int (statement, 0);

      g_array_append_val (persons, id);
    }
  if (local == NULL)
    return g_steal_pointer (&persons);
  g_propagate_error (error, local);
  return NULL;
}
