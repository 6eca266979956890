/* Everything that came in under another data key, a row at a time: there may be a great many. */

#include "pod-arrival-private.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

/* So many rows are read before they are written: what is read is not what is being written. */
#define AT_ONCE 500

typedef struct
{
  gint64 id;
  gint64 position;
  char *uuid;
  GBytes *sealed[2];
} Row;

/* How a table is read and written; the columns are those that are sealed. */
typedef struct
{
  const char *select;
  const char *update;
  const char *columns[2];
  guint n_columns;
} Shape;

static const Shape arrivals = {
  "SELECT id, 0, uuid, heading FROM arrival WHERE id > :after ORDER BY id LIMIT :limit",
  "UPDATE arrival SET heading = :heading, key_version = :key_version WHERE id = :id",
  { "heading" },
  1,
};

static const Shape items = {
  "SELECT i.id, i.position, a.uuid, i.printed, i.raw FROM arrival_item i JOIN arrival a ON a.id = "
  "i.arrival WHERE i.id > :after ORDER BY i.id LIMIT :limit",
  "UPDATE arrival_item SET printed = :printed, raw = :raw, key_version = :key_version WHERE id = "
  ":id",
  { "printed", "raw" },
  2,
};

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->uuid);
  for (guint i = 0; i < G_N_ELEMENTS (row->sealed); i++)
    g_clear_pointer (&row->sealed[i], g_bytes_unref);
}

static char *
bind_to (const Shape *shape, const Row *row, guint i)
{
  g_autofree char *name = NULL;

  if (shape == &arrivals)
    return g_strdup (POD_ARRIVAL_HEADING);
  name = g_strconcat ("arrival_item.", shape->columns[i], NULL);
  return pod_arrival_bind (name, row->position);
}

/* As it is where it does not open. */
static GBytes *
reseal (const Shape *shape, Row *row, guint i, PodVault *from, PodVault *to)
{
  g_autofree char *bound = bind_to (shape, row, i);
  gsize length = 0;
  gconstpointer data = row->sealed[i] != NULL ? g_bytes_get_data (row->sealed[i], &length) : NULL;
  char *text = NULL;
  GBytes *sealed;

  if (!pod_vault_open (from, row->uuid, bound, data, length, &text))
    return g_bytes_ref (row->sealed[i]);
  sealed = pod_vault_seal (to, row->uuid, bound, text);
  pod_vault_free_text (text);
  return sealed;
}

static gboolean
write_row (PodConnection *connection,
           const Shape *shape,
           Row *row,
           PodVault *from,
           PodVault *to,
           GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, shape->update, error);
  g_autoptr (GPtrArray) bound = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < shape->n_columns; i++)
    {
      GBytes *sealed = reseal (shape, row, i, from, to);
      gsize length = 0;
      gconstpointer data = sealed != NULL ? g_bytes_get_data (sealed, &length) : NULL;

      pod_statement_bind_bytes (statement, shape->columns[i], data, length);
      if (sealed != NULL)
        g_ptr_array_add (bound, sealed);
    }
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (to));
  pod_statement_bind_int (statement, "id", row->id);
  return pod_statement_run (statement, error);
}

static void
read_row (PodStatement *statement, const Shape *shape, GArray *rows)
{
  Row row = { .id = pod_statement_get_int (statement, 0),
              .position = pod_statement_get_int (statement, 1),
              .uuid = g_strdup (pod_statement_get_text (statement, 2)) };

  for (guint i = 0; i < shape->n_columns; i++)
    {
      gsize length;
      gconstpointer data = pod_statement_get_bytes (statement, 3 + (int) i, &length);

      if (data != NULL || !pod_statement_is_null (statement, 3 + (int) i))
        row.sealed[i] = g_bytes_new (data, length);
    }
  g_array_append_val (rows, row);
}

static GArray *
read_rows (PodConnection *connection, const Shape *shape, gint64 after, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (PodStatement) statement = pod_statement_new (connection, shape->select, error);
  GError *local = NULL;

  g_array_set_clear_func (rows, clear_row);
  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "after", after);
  pod_statement_bind_int (statement, "limit", AT_ONCE);
  while (pod_statement_step (statement, &local))
    read_row (statement, shape, rows);
  if (local == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
reseal_table (PodConnection *connection,
              const Shape *shape,
              PodVault *from,
              PodVault *to,
              GError **error)
{
  gint64 after = 0;

  while (TRUE)
    {
      g_autoptr (GArray) rows = read_rows (connection, shape, after, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!write_row (connection, shape, &g_array_index (rows, Row, i), from, to, error))
          return FALSE;
      if (rows->len < AT_ONCE)
        return TRUE;
      after = g_array_index (rows, Row, rows->len - 1).id;
    }
}

gboolean
pod_arrival_table_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error)
{
  return reseal_table (connection, &arrivals, from, to, error) &&
         reseal_table (connection, &items, from, to, error);
}
