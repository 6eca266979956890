#include "pod-record-table.h"

gint64
pod_finding_table_find_origin (PodConnection *connection,
                               gint64 subject,
                               const char *origin,
                               GError **error)
{
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection,
                         "SELECT id FROM finding WHERE subject = :subject AND origin = :origin "
                         "AND origin IS NOT NULL AND voided = 0",
                         error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "subject", subject);
  pod_statement_bind_text (statement, "origin", origin);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}
