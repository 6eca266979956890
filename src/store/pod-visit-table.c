#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodVisit, member, column, kind)

static const PodField fields[] = {
  FIELD (planned, "planned", TEXT),
  FIELD (date, "date", DATE),
  FIELD (status, "status", TEXT),
  FIELD (note, "note", TEXT),
};

const PodTable pod_visit_table = {
  .name = "visit",
  .type = POD_RECORD_VISIT,
  .size = sizeof (PodVisit),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
