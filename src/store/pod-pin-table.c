#include <sodium.h>
#include <string.h>

#include "pod-statement.h"

char *
pod_bytes_hash (GBytes *bytes)
{
  guint8 hash[crypto_generichash_BYTES];
  char hex[sizeof hash * 2 + 1];
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  crypto_generichash (hash, sizeof hash, data, size, NULL, 0);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  return g_strdup (hex);
}

gboolean
pod_pin_add (PodConnection *connection, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "INSERT INTO pin (name, hash, content) VALUES (:name, :hash, :content) "
                         "ON CONFLICT (name) DO UPDATE "
                         "SET hash = excluded.hash, content = excluded.content",
                         error);
  g_autofree char *hash = pod_bytes_hash (bytes);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_text (statement, "name", name);
  pod_statement_bind_text (statement, "hash", hash);
  /* An empty file has no address, and is not NULL for that. */
  pod_statement_bind_bytes (statement, "content", data ? data : "", size);
  return pod_statement_run (statement, error);
}

GPtrArray *
pod_pin_list (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection, "SELECT name FROM pin ORDER BY name", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    g_ptr_array_add (names, g_strdup (pod_statement_get_text (statement, 0)));
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, local);
  return NULL;
}

char *
pod_pin_digest (PodConnection *connection, GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT name, hash FROM pin WHERE length (content) > 0 "
                                     "ORDER BY name",
                                     error);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (pod_statement_step (statement, &local))
    g_string_append_printf (list, "%s %s\n", pod_statement_get_text (statement, 0),
                            pod_statement_get_text (statement, 1));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  bytes = g_bytes_new_static (list->str, list->len);
  return pod_bytes_hash (bytes);
}

GBytes *
pod_pin_get (PodConnection *connection, const char *name, GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT content FROM pin WHERE name = :name", error);
  gconstpointer data;
  gsize size;

  if (statement == NULL)
    return NULL;
  pod_statement_bind_text (statement, "name", name);
  if (!pod_statement_step (statement, error))
    return NULL;
  data = pod_statement_get_bytes (statement, 0, &size);
  return g_bytes_new (data, size);
}
