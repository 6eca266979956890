#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodFinding, member, column, kind)

static const PodField fields[] = {
  FIELD (visit, "visit", ID),
  FIELD (observation, "observation", TEXT),
  FIELD (when, "moment", MOMENT),
  FIELD (quantity.comparator, "comparator", COMPARATOR),
  FIELD (quantity.number, "number", REAL),
  FIELD (quantity.unit, "unit", UNIT),
  FIELD (code, "code", TEXT),
  FIELD (date, "date", DATE),
  FIELD (text, "text", TEXT),
  FIELD (unit_text, "unit_text", TEXT),
  FIELD (lower, "lower", REAL),
  FIELD (upper, "upper", REAL),
  FIELD (laboratory, "laboratory", TEXT),
  FIELD (source, "source", TEXT),
  FIELD (origin, "origin", TEXT),
  FIELD (method, "method", TEXT),
};

const PodTable pod_finding_table = {
  .name = "finding",
  .type = POD_RECORD_FINDING,
  .size = sizeof (PodFinding),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

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
