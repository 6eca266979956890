#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodAdverseEvent, member, column, kind)

static const PodField fields[] = {
  FIELD (term, "term", TEXT),
  FIELD (verbatim, "verbatim", TEXT),
  FIELD (start, "start", MOMENT),
  FIELD (end, "stop", MOMENT),
  FIELD (grade, "grade", INT),
  FIELD (scale, "scale", TEXT),
  FIELD (graded_by, "graded_by", TEXT),
  FIELD (seriousness, "seriousness", INT),
  FIELD (learned, "learned", MOMENT),
  FIELD (to_product, "to_product", CAUSALITY),
  FIELD (to_lymphodepletion, "to_lymphodepletion", CAUSALITY),
  FIELD (outcome, "outcome", OUTCOME),
  FIELD (action, "action", TEXT),
};

const PodTable pod_adverse_event_table = {
  .name = "adverse_event",
  .type = POD_RECORD_ADVERSE_EVENT,
  .size = sizeof (PodAdverseEvent),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
