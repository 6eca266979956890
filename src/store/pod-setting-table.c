#include "pod-statement.h"

gboolean
pod_setting_set (PodConnection *connection, const char *key, const char *value, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO setting (key, value) VALUES (:key, :value) "
                                     "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "key", key);
  pod_statement_bind_text (statement, "value", value);
  return pod_statement_run (statement, error);
}

char *
pod_setting_find_key (PodConnection *connection, gint64 row, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT key FROM setting WHERE id = :id", error);

  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "id", row);
  return pod_statement_step (statement, error) ? g_strdup (pod_statement_get_text (statement, 0))
                                               : NULL;
}

char *
pod_setting_get (PodConnection *connection, const char *key, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT value FROM setting WHERE key = :key", error);

  if (statement == NULL)
    return NULL;
  pod_statement_bind_text (statement, "key", key);
  return pod_statement_step (statement, error) ? g_strdup (pod_statement_get_text (statement, 0))
                                               : NULL;
}
