#pragma once

#include "pod-store.h"

G_BEGIN_DECLS

/**
 * PodUsed: something of the study that records name, voided ones too
 * @kind: as the study's groups have it: "cohort", "treatment", "visit", "term", "observation"
 * @id: what it is called
 * @unit, @code: (nullable): of an observation: that its values have this unit, or this answer
 */
typedef struct
{
  char *kind;
  char *id;
  char *unit;
  char *code;
} PodUsed;

/* (element-type PodUsed), each once. */
GPtrArray *pod_used_table_list (PodConnection *connection, GError **error);

G_END_DECLS
