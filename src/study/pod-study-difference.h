#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodStudyDifference: one key of one group in which two versions of a study differ
 * @kind, @id: of the group: "criterion", "INC-08"; an id of "" where the kind has none
 * @key: "rule", "text[zh_CN]"; NULL where the whole group is new or gone
 * @before, @after: (nullable): NULL where there is none.  Of a group that is new or gone a few words of it, where it has any.
 */
typedef struct
{
  char *kind;
  char *id;
  char *key;
  char *before;
  char *after;
} PodStudyDifference;

/* (element-type PodStudyDifference): criteria first, then readings, definitions, observations and the rest.  Comments, the order, and
 * which file of a room a group stands in make no difference. */
GPtrArray *pod_study_compare (const PodStudy *before, const PodStudy *after);

G_END_DECLS
