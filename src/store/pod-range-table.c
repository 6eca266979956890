/* Laboratory ranges, and the site that they and the settings make up. */

#include "pod-connection-private.h"
#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodRange, member, column, kind)

static const PodField fields[] = {
  FIELD (laboratory, "laboratory", TEXT),
  FIELD (observation, "observation", TEXT),
  FIELD (sex, "sex", TEXT),
  FIELD (age_from, "age_from", INT),
  FIELD (age_to, "age_to", INT),
  FIELD (from, "valid_from", DATE),
  FIELD (to, "valid_to", DATE),
  FIELD (lower, "lower", REAL),
  FIELD (upper, "upper", REAL),
  FIELD (unit, "unit", UNIT),
};

gint64
pod_range_add (PodConnection *connection, const PodRange *range, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (
      connection,
      "INSERT INTO laboratory_range (laboratory, observation, sex, age_from, age_to, valid_from, "
      "valid_to, lower, upper, unit) VALUES (:laboratory, :observation, :sex, :age_from, :age_to, "
      ":valid_from, :valid_to, :lower, :upper, :unit)",
      error);

  if (statement == NULL)
    return 0;
  pod_fields_bind (statement, fields, G_N_ELEMENTS (fields), range);
  return pod_statement_run (statement, error)
             ? sqlite3_last_insert_rowid (pod_connection_get_db (connection))
             : 0;
}

static gboolean
take_end (PodConnection *connection, PodStatement *statement, GError **error)
{
  if (!pod_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (pod_connection_get_db (connection)) == 1)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "the range was ended meanwhile");
  return FALSE;
}

gboolean
pod_range_end (PodConnection *connection, gint64 id, PodDate was, PodDate to, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "UPDATE laboratory_range SET valid_to = :valid_to WHERE id = "
                                     ":id AND valid_to IS :was",
                                     error);
  g_autofree char *new = pod_date_to_string (to);
  g_autofree char *old = pod_date_to_string (was);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "id", id);
  pod_statement_bind_text (statement, "valid_to", *new != '\0' ? new : NULL);
  pod_statement_bind_text (statement, "was", *old != '\0' ? old : NULL);
  return take_end (connection, statement, error);
}

/* The texts live in the chunk until the site has copied them. */
static void
keep_texts (PodRange *range, GStringChunk *texts)
{
  range->laboratory = range->laboratory ? g_string_chunk_insert_const (texts, range->laboratory)
                                        : NULL;
  range->observation = g_string_chunk_insert_const (texts, range->observation);
  range->sex = range->sex ? g_string_chunk_insert_const (texts, range->sex) : NULL;
}

static gboolean
read_ranges (PodConnection *connection, GArray *ranges, GStringChunk *texts, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT laboratory, observation, sex, age_from, age_to, valid_from, "
                         "valid_to, lower, upper, unit, id FROM laboratory_range ORDER BY id",
                         error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (pod_statement_step (statement, &local))
    {
      PodRange range = { 0 };

      if (!pod_fields_read (statement, 0, fields, G_N_ELEMENTS (fields), &range, &local))
        break;
      range.id = pod_statement_get_int (statement, G_N_ELEMENTS (fields));
      keep_texts (&range, texts);
      g_array_append_val (ranges, range);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A damaged row may lack what its column demands. */
static gboolean
read_setting (PodStatement *statement, GHashTable *settings, GError **error)
{
  const char *key = pod_statement_get_text (statement, 0);

  if (key == NULL)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                           "a setting has no name");
      return FALSE;
    }
  if (!pod_statement_is_null (statement, 1))
    g_hash_table_insert (settings, g_strdup (key),
                         g_strdup (pod_statement_get_text (statement, 1)));
  return TRUE;
}

static gboolean
read_settings (PodConnection *connection, GHashTable *settings, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT key, value FROM setting", error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  while (pod_statement_step (statement, &local) && read_setting (statement, settings, &local))
    continue;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

PodSite *
pod_site_load (PodConnection *connection, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GStringChunk *texts = g_string_chunk_new (1024);
  PodSite *site = NULL;

  if (read_ranges (connection, ranges, texts, error) && read_settings (connection, settings, error))
    site = pod_site_new ((const PodRange *) ranges->data, ranges->len, settings);
  g_string_chunk_free (texts);
  return site;
}
