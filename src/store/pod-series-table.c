#include "pod-statement.h"

gint64
pod_series_next (PodConnection *connection, const char *series, GError **error)
{
  g_autoptr (PodStatement)
      count = pod_statement_new (connection,
                                 "INSERT INTO series (name, last) VALUES (:name, 1) "
                                 "ON CONFLICT (name) DO UPDATE SET last = last + 1",
                                 error);
  g_autoptr (PodStatement) read =
      count ? pod_statement_new (connection, "SELECT last FROM series WHERE name = :name", error)
            : NULL;

  if (read == NULL)
    return 0;
  pod_statement_bind_text (count, "name", series);
  pod_statement_bind_text (read, "name", series);
  if (!pod_statement_run (count, error) || !pod_statement_step (read, error))
    return 0;
  return pod_statement_get_int (read, 0);
}
