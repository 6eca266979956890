/* The files that came in. */

#include <string.h>

#include "pod-arrival-private.h"
#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-vault-private.h"

#define COLUMNS                                                                                    \
  "id, version, voided, uuid, moment, user, laboratory, kind, encoding, lines, skipped, "          \
  "duplicates, complete, hash, " POD_ARRIVAL_LEFT_NOTHING

static const char *const states[] = { "clear",    "waiting",  "unmapped", "refused",
                                      "accepted", "rejected", "undone" };

G_STATIC_ASSERT (G_N_ELEMENTS (states) == POD_ARRIVAL_N_STATES);

const char *
pod_arrival_state_to_string (PodArrivalState state)
{
  return states[state];
}

void
pod_arrival_free (PodArrival *arrival)
{
  if (arrival == NULL)
    return;
  g_free (arrival->uuid);
  g_free (arrival->moment);
  g_free (arrival->user);
  g_free (arrival->laboratory);
  g_free (arrival->kind);
  g_free (arrival->encoding);
  g_free (arrival);
}

void
pod_arrival_free_text (char *text)
{
  pod_vault_free_text (text);
}

char *
pod_arrival_bind (const char *column, gint64 position)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, column, position);
}

static gint64
find_by_hash (PodConnection *connection,
              const char *sql,
              const guint8 *hash,
              const char *laboratory,
              GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_bytes (statement, "hash", hash, POD_ARRIVAL_HASH_BYTES);
  pod_statement_bind_text (statement, "laboratory", laboratory);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}

gint64
pod_arrival_table_find (PodConnection *connection,
                        const guint8 *hash,
                        const char *laboratory,
                        GError **error)
{
  return find_by_hash (connection,
                       "SELECT id FROM arrival WHERE hash = :hash AND laboratory = :laboratory AND "
                       "voided = 0",
                       hash, laboratory, error);
}

gint64
pod_arrival_table_find_elsewhere (PodConnection *connection,
                                  const guint8 *hash,
                                  const char *laboratory,
                                  GError **error)
{
  return find_by_hash (connection,
                       "SELECT id FROM arrival WHERE hash = :hash AND laboratory <> :laboratory "
                       "AND voided = 0 ORDER BY id DESC LIMIT 1",
                       hash, laboratory, error);
}

GPtrArray *
pod_arrival_table_list_laboratories (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT laboratory FROM arrival WHERE voided = 0 UNION SELECT "
                                     "laboratory FROM finding WHERE voided = 0 AND laboratory IS "
                                     "NOT NULL",
                                     error);
  g_autoptr (GPtrArray) laboratories = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    g_ptr_array_add (laboratories, g_strdup (pod_statement_get_text (statement, 0)));
  if (local == NULL)
    return g_steal_pointer (&laboratories);
  g_propagate_error (error, local);
  return NULL;
}

/* ---- writing ---- */

static void
bind_counts (PodStatement *statement, const PodArrival *arrival)
{
  pod_statement_bind_int (statement, "lines", arrival->lines);
  pod_statement_bind_int (statement, "skipped", arrival->skipped);
  pod_statement_bind_int (statement, "duplicates", arrival->duplicates);
  pod_statement_bind_int (statement, "complete", arrival->is_complete);
  pod_statement_bind_int (statement, "voided", arrival->voided);
}

static void
bind_file (PodStatement *statement, const PodArrival *arrival)
{
  pod_statement_bind_text (statement, "uuid", arrival->uuid);
  pod_statement_bind_text (statement, "moment", arrival->moment);
  pod_statement_bind_text (statement, "user", arrival->user);
  pod_statement_bind_text (statement, "laboratory", arrival->laboratory);
  pod_statement_bind_text (statement, "kind", arrival->kind);
  pod_statement_bind_text (statement, "encoding", arrival->encoding);
  pod_statement_bind_bytes (statement, "hash", arrival->hash, POD_ARRIVAL_HASH_BYTES);
}

/* Who and when are the stamp's: nobody says them otherwise. */
static gboolean
take_stamp (PodConnection *connection, PodArrival *arrival, GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);

  if (stamp == NULL)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED,
                           "nothing is written without a stamp");
      return FALSE;
    }
  arrival->uuid = pod_vault_make_uuid ();
  arrival->moment = pod_instant_to_string (stamp->when);
  arrival->user = g_strdup (stamp->user);
  arrival->version = 1;
  return TRUE;
}

gboolean
pod_arrival_table_add (PodConnection *connection,
                       PodVault *vault,
                       PodArrival *arrival,
                       const char *heading,
                       GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autoptr (GBytes) sealed = NULL;
  gconstpointer data;
  gsize length = 0;

  if (!pod_vault_keep_up (connection, vault, error) || !take_stamp (connection, arrival, error))
    return FALSE;
  statement = pod_statement_new (
      connection,
      "INSERT INTO arrival (version, voided, uuid, moment, user, laboratory, kind, encoding, hash, "
      "lines, skipped, duplicates, complete, key_version, heading) VALUES (1, :voided, :uuid, "
      ":moment, :user, :laboratory, :kind, :encoding, :hash, :lines, :skipped, :duplicates, "
      ":complete, :key_version, :heading)",
      error);
  if (statement == NULL)
    return FALSE;
  sealed = pod_vault_seal (vault, arrival->uuid, POD_ARRIVAL_HEADING, heading);
  data = sealed != NULL ? g_bytes_get_data (sealed, &length) : NULL;
  bind_file (statement, arrival);
  bind_counts (statement, arrival);
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (vault));
  pod_statement_bind_bytes (statement, "heading", data, length);
  if (!pod_statement_run (statement, error))
    return FALSE;
  arrival->id = sqlite3_last_insert_rowid (pod_connection_get_db (connection));
  return TRUE;
}

gboolean
pod_arrival_table_update (PodConnection *connection, PodArrival *arrival, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE arrival SET version = version + 1, voided = :voided, "
                                     "lines = :lines, skipped = :skipped, duplicates = "
                                     ":duplicates, complete = :complete WHERE id = :id AND "
                                     "version = :version AND voided = 0",
                                     error);

  if (statement == NULL)
    return FALSE;
  bind_counts (statement, arrival);
  pod_statement_bind_int (statement, "id", arrival->id);
  pod_statement_bind_int (statement, "version", arrival->version);
  if (!pod_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (pod_connection_get_db (connection)) != 1)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                           "the arrival was changed by somebody else");
      return FALSE;
    }
  arrival->version++;
  return TRUE;
}

/* ---- reading ---- */

static void
read_hash (PodStatement *statement, int column, PodArrival *arrival)
{
  gsize length;
  gconstpointer data = pod_statement_get_bytes (statement, column, &length);

  if (data != NULL && length == POD_ARRIVAL_HASH_BYTES)
    memcpy (arrival->hash, data, length);
}

static PodArrival *
read_arrival (PodStatement *statement)
{
  PodArrival *arrival = g_new0 (PodArrival, 1);

  arrival->id = pod_statement_get_int (statement, 0);
  arrival->version = (int) pod_statement_get_int (statement, 1);
  arrival->voided = pod_statement_get_int (statement, 2) != 0;
  arrival->uuid = g_strdup (pod_statement_get_text (statement, 3));
  arrival->moment = g_strdup (pod_statement_get_text (statement, 4));
  arrival->user = g_strdup (pod_statement_get_text (statement, 5));
  arrival->laboratory = g_strdup (pod_statement_get_text (statement, 6));
  arrival->kind = g_strdup (pod_statement_get_text (statement, 7));
  arrival->encoding = g_strdup (pod_statement_get_text (statement, 8));
  arrival->lines = (int) pod_statement_get_int (statement, 9);
  arrival->skipped = (int) pod_statement_get_int (statement, 10);
  arrival->duplicates = (int) pod_statement_get_int (statement, 11);
  arrival->is_complete = pod_statement_get_int (statement, 12) != 0;
  read_hash (statement, 13, arrival);
  arrival->left_nothing = pod_statement_get_int (statement, 14) != 0;
  return arrival;
}

static gboolean
count_states (PodConnection *connection, PodArrival *arrival, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT state, count (*) FROM arrival_item WHERE arrival = "
                                     ":arrival GROUP BY state",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "arrival", arrival->id);
  while (pod_statement_step (statement, &local))
    for (guint i = 0; i < POD_ARRIVAL_N_STATES; i++)
      if (g_strcmp0 (pod_statement_get_text (statement, 0), states[i]) == 0)
        arrival->n_states[i] = (guint) pod_statement_get_int (statement, 1);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
read_arrivals (PodConnection *connection, PodStatement *statement, GError **error)
{
  g_autoptr (GPtrArray)
      arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_free);
  GError *local = NULL;

  while (pod_statement_step (statement, &local))
    g_ptr_array_add (arrivals, read_arrival (statement));
  for (guint i = 0; local == NULL && i < arrivals->len; i++)
    count_states (connection, g_ptr_array_index (arrivals, i), &local);
  if (local == NULL)
    return g_steal_pointer (&arrivals);
  g_propagate_error (error, local);
  return NULL;
}

PodArrival *
pod_arrival_table_get (PodConnection *connection, gint64 id, GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;

  statement = pod_statement_new (connection, "SELECT " COLUMNS " FROM arrival WHERE id = :id",
                                 error);
  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", id);
  arrivals = read_arrivals (connection, statement, error);
  if (arrivals != NULL && arrivals->len == 0)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "no such arrival");
  return arrivals != NULL && arrivals->len > 0 ? g_ptr_array_steal_index (arrivals, 0) : NULL;
}

GPtrArray *
pod_arrival_table_list (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT " COLUMNS " FROM arrival ORDER BY id DESC", error);

  return statement != NULL ? read_arrivals (connection, statement, error) : NULL;
}

char *
pod_arrival_table_open_heading (PodConnection *connection,
                                PodVault *vault,
                                gint64 id,
                                GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  GError *local = NULL;
  char *text = NULL;
  gconstpointer data;
  gsize length;

  if (!pod_vault_keep_up (connection, vault, error))
    return NULL;
  statement = pod_statement_new (connection, "SELECT uuid, heading FROM arrival WHERE id = :id",
                                 error);
  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", id);
  if (!pod_statement_step (statement, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return NULL;
    }
  data = pod_statement_get_bytes (statement, 1, &length);
  if (!pod_vault_open (vault, pod_statement_get_text (statement, 0), POD_ARRIVAL_HEADING, data,
                       length, &text))
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                         "a sealed text does not open: it was altered or moved");
  return text;
}

gboolean
pod_arrival_count_open (PodConnection *connection, gint64 *n, GError **error)
{
  return pod_connection_query_int (connection,
                                   "SELECT count (*) FROM arrival_item WHERE state IN ('clear', "
                                   "'waiting', 'unmapped')",
                                   n, error);
}
