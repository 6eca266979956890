/* Every person under another data key. */

#include "pod-connection-private.h"
#include "pod-person-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

#define COLUMNS "name, record_number, id_number, phone, birth_date, shift"
static const char *const columns[] = { "name",  "record_number", "id_number",
                                       "phone", "birth_date",    "shift" };
#define N_COLUMNS G_N_ELEMENTS (columns)

/* Which of the columns are found by a keyed hash. */
#define INDEXES "record_number_index, id_number_index"
static const struct
{
  const char *name;
  int column;
} indexes[] = { { "record_number_index", 1 }, { "id_number_index", 2 } };
#define N_INDEXES G_N_ELEMENTS (indexes)

/* The opened texts of one person; NULL for none.  What does not open is kept as it is, which the trail shows to be damaged, and the rest
 * of the person goes on: one byte must not take the whole of somebody along. */
typedef struct
{
  gint64 id;
  char *uuid;
  char *texts[N_COLUMNS];
  GBytes *damaged[N_COLUMNS];
  GBytes *indexes[N_INDEXES]; /* as they are */
} Person;

static void
clear_person (gpointer data)
{
  Person *person = data;

  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      pod_vault_free_text (person->texts[i]);
      g_clear_pointer (&person->damaged[i], g_bytes_unref);
    }
  for (gsize i = 0; i < N_INDEXES; i++)
    g_clear_pointer (&person->indexes[i], g_bytes_unref);
  g_free (person->uuid);
}

static GBytes *
copy_bytes (PodStatement *statement, int column)
{
  gsize length;
  gconstpointer data = pod_statement_get_bytes (statement, column, &length);

  return data != NULL ? g_bytes_new (data, length) : NULL;
}

static void
open_person (PodStatement *statement, PodVault *from, Person *person)
{
  person->id = pod_statement_get_int (statement, 0);
  person->uuid = g_strdup (pod_statement_get_text (statement, 1));
  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      gsize length;
      gconstpointer data = pod_statement_get_bytes (statement, (int) i + 2, &length);

      if (!pod_vault_open (from, person->uuid, columns[i], data, length, &person->texts[i]))
        person->damaged[i] = copy_bytes (statement, (int) i + 2);
    }
  for (gsize i = 0; i < N_INDEXES; i++)
    person->indexes[i] = copy_bytes (statement, (int) (N_COLUMNS + i) + 2);
}

static GArray *
open_all (PodConnection *connection, PodVault *from, GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, TRUE, sizeof (Person));
  g_autoptr (PodStatement) statement = pod_statement_new (connection,
                                                          "SELECT id, uuid, " COLUMNS ", " INDEXES
                                                          " FROM person ORDER BY id",
                                                          error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  g_array_set_clear_func (persons, clear_person);
  while (pod_statement_step (statement, &local))
    {
      Person person = { 0 };

      open_person (statement, from, &person);
      g_array_append_val (persons, person);
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

static GBytes *
seal_column (PodVault *to, const Person *person, gsize i)
{
  if (person->damaged[i] != NULL)
    return g_bytes_ref (person->damaged[i]);
  return pod_vault_seal (to, person->uuid, columns[i], person->texts[i]);
}

static GBytes *
make_index (PodVault *to, const Person *person, gsize i)
{
  int column = indexes[i].column;

  if (person->damaged[column] != NULL)
    return person->indexes[i] != NULL ? g_bytes_ref (person->indexes[i]) : NULL;
  return pod_vault_index (to, columns[column], person->texts[column]);
}

static gboolean
write_person (PodStatement *statement, const Person *person, PodVault *to, GError **error)
{
  g_autoptr (GPtrArray) bound = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; i < N_COLUMNS; i++)
    bind_owned (statement, bound, columns[i], seal_column (to, person, i));
  for (gsize i = 0; i < N_INDEXES; i++)
    bind_owned (statement, bound, indexes[i].name, make_index (to, person, i));
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
