/* Every person under another data key. */

#include "pod-connection-private.h"
#include "pod-person-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

#define COLUMNS "name, record_number, id_number, phone, birth_date, shift"
static const char *const columns[] = { "name",  "record_number", "id_number",
                                       "phone", "birth_date",    "shift" };
#define N_COLUMNS G_N_ELEMENTS (columns)

/* The opened texts of one person; NULL for none. */
typedef struct
{
  gint64 id;
  char *uuid;
  char *texts[N_COLUMNS];
} Person;

static void
clear_person (gpointer data)
{
  Person *person = data;

  for (gsize i = 0; i < N_COLUMNS; i++)
    pod_vault_free_text (person->texts[i]);
  g_free (person->uuid);
}

static gboolean
open_person (PodStatement *statement, PodVault *from, Person *person)
{
  gboolean opens = TRUE;

  person->id = pod_statement_get_int (statement, 0);
  person->uuid = g_strdup (pod_statement_get_text (statement, 1));
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      gsize length;
      gconstpointer data = pod_statement_get_bytes (statement, (int) i + 2, &length);

      opens = pod_vault_open (from, person->uuid, columns[i], data, length, &person->texts[i]) &&
              opens;
    }
  return opens;
}

static GArray *
open_all (PodConnection *connection, PodVault *from, GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, TRUE, sizeof (Person));
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT id, uuid, " COLUMNS " FROM person ORDER BY id", error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  g_array_set_clear_func (persons, clear_person);
  while (pod_statement_step (statement, &local))
    {
      Person person = { 0 };

      if (open_person (statement, from, &person))
        g_array_append_val (persons, person);
      else
        clear_person (&person);
    }
  if (local == NULL)
    return g_steal_pointer (&persons);
  g_propagate_error (error, local);
  return NULL;
}

static void
bind_owned (PodStatement *statement, GPtrArray *bound, const char *name, GBytes *bytes)
{
  gsize length = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  pod_statement_bind_bytes (statement, name, data, length);
  if (bytes != NULL)
    g_ptr_array_add (bound, bytes);
}

static gboolean
write_person (PodStatement *statement, const Person *person, PodVault *to, GError **error)
{
  g_autoptr (GPtrArray) bound = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; i < N_COLUMNS; i++)
    bind_owned (statement, bound, columns[i],
                pod_vault_seal (to, person->uuid, columns[i], person->texts[i]));
  bind_owned (statement, bound, "record_number_index",
              pod_vault_index (to, "record_number", person->texts[1]));
  bind_owned (statement, bound, "id_number_index",
              pod_vault_index (to, "id_number", person->texts[2]));
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (to));
  pod_statement_bind_int (statement, "id", person->id);
  return pod_statement_run (statement, error);
}

gboolean
pod_person_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error)
{
  g_autoptr (GArray) persons = open_all (connection, from, error);
  g_autoptr (PodStatement) statement = NULL;

  if (persons == NULL)
    return FALSE;
  statement = pod_statement_new (
      connection,
      "UPDATE person SET name = :name, record_number = :record_number, id_number = :id_number, "
      "phone = :phone, birth_date = :birth_date, shift = :shift, key_version = :key_version, "
      "record_number_index = :record_number_index, id_number_index = :id_number_index "
      "WHERE id = :id",
      error);
  for (guint i = 0; statement != NULL && i < persons->len; i++)
    {
      if (!write_person (statement, &g_array_index (persons, Person, i), to, error))
        return FALSE;
      pod_statement_reset (statement);
    }
  return statement != NULL;
}
