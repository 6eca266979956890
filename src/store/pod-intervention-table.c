#include "pod-record-table.h"

#define FIELD(member, column, kind) POD_FIELD (PodIntervention, member, column, kind)

static const PodField fields[] = {
  FIELD (visit, "visit", ID),   FIELD (treatment, "treatment", TEXT),
  FIELD (dose, "dose", REAL),   FIELD (unit, "unit", UNIT),
  FIELD (route, "route", TEXT), FIELD (start, "start", MOMENT),
  FIELD (end, "stop", MOMENT),  FIELD (lot, "lot", TEXT),
  FIELD (note, "note", TEXT),
};

const PodTable pod_intervention_table = {
  .name = "intervention",
  .type = POD_RECORD_INTERVENTION,
  .size = sizeof (PodIntervention),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
