#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodEvent, member, column, kind)

static const PodField fields[] = {
  FIELD (category, "category", TEXT),
  FIELD (code, "code", TEXT),
  FIELD (date, "date", DATE),
  FIELD (detail, "detail", TEXT),
};

const PodTable pod_event_table = {
  .name = "event",
  .type = POD_RECORD_EVENT,
  .size = sizeof (PodEvent),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
